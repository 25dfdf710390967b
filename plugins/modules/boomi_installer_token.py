#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_installer_token
short_description: Create a token to install a Boomi runtime
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates a token that an installer uses, instead of the password of a user, to add a runtime to the account.
  - A token is a secret. It is written to a file or returned, and it expires by itself. The API cannot list or revoke
    tokens.
  - Takes 1 call, and 1 more if a cloud is given by name.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and to give a cloud by name also C(CLOUD_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: partial
    details:
      - Check mode looks the cloud up, checks that O(dest) can be written, and creates no token.
  diff_mode:
    support: none
    details:
      - A new token has no previous state.
  idempotent:
    support: none
    details:
      - Each task creates a token.
options:
  install_type:
    description: What is going to be installed.
    type: str
    required: true
    choices: [ATOM, MOLECULE, CLOUD, BROKER, GATEWAY]
  duration_minutes:
    description: Number of minutes for which the token is valid, from 30 to 1440.
    type: int
    default: 30
  cloud:
    description: Exact name or ID of the runtime cloud. Required with O(install_type=CLOUD), an error with any other.
    type: str
  dest:
    description:
      - File to write the token to, on the host where the task runs. Only its owner can read it. A file that exists is
        replaced.
      - O(dest) or O(return_token) is required.
    type: path
  return_token:
    description: Whether the result holds the token. Set C(no_log) for the task, so that it is neither shown nor logged.
    type: bool
    default: false
seealso:
  - module: community.boomi.boomi_atom
  - module: community.boomi.boomi_atom_info
"""

EXAMPLES = r"""
- name: Write a token to a file on the host where the installer runs
  community.boomi.boomi_installer_token:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    install_type: ATOM
    dest: "{{ ansible_user_dir }}/boomi-installer-token"

- name: Return a token
  community.boomi.boomi_installer_token:
    install_type: MOLECULE
    duration_minutes: 60
    return_token: true
  no_log: true
  register: installer
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
installer_token:
  description: The token, and what it is for.
  returned: success
  type: dict
  contains:
    token:
      description: The token; V(none) without O(return_token), and in check mode.
      type: str
      sample: atom-963f3eb3-0eaa-4f5c-8b8b-8bff84343cb5
    install_type:
      description: What it installs.
      type: str
      sample: ATOM
    duration_minutes:
      description: Number of minutes for which it is valid.
      type: int
      sample: 30
    cloud_id:
      description: ID of the runtime cloud.
      type: str
      sample:
    owner_account_id:
      description: ID of the account that the runtime is added to; V(none) in check mode.
      type: str
      sample: customer-A1B2C3
    created:
      description: When it was created; V(none) in check mode.
      type: str
      sample: "2026-02-07T22:32:51.207Z"
    expiration:
      description: When it expires; V(none) in check mode.
      type: str
      sample: "2026-02-07T23:02:51.207Z"
dest:
  description: The file that holds the token, as O(dest) gives it; V(none) without it. Ansible returns the properties of
    the file as well, such as C(mode) and C(owner).
  returned: success
  type: str
  sample: /home/boomi/boomi-installer-token
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import installer


def main() -> None:
    installer.module()


if __name__ == "__main__":
    main()
