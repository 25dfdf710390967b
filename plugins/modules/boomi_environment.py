#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment
short_description: Create, rename, or delete a Boomi environment
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that an account has an environment, or that it has it no longer.
  - A run that changes nothing costs one call of the API. To create or to rename one costs three, and to delete one at
    least five, since it is asked before what is attached.
  - A create is never sent twice without a look in between.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and C(DEPLOY) as well to delete an environment.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
options:
  state:
    description:
      - V(present) creates the environment where it is missing, and renames it where O(id) and another O(name) are
        given.
      - V(absent) deletes the environment.
    type: str
    choices: [present, absent]
    default: present
  id:
    description:
      - The ID of an environment, which the platform has given to it. That environment alone is meant.
      - With O(state=present), an ID that does not exist is an error, since IDs cannot be chosen.
      - One of O(id) and O(name) is required.
    type: str
  name:
    description:
      - The name of the environment. It is compared exactly, with upper and lower case and blanks. Names are unique.
      - With O(id) and O(state=present), the name that the environment is to have.
      - With O(id) and O(state=absent), the name that it must have to be deleted.
    type: str
  classification:
    description:
      - Whether the environment is one for production (V(PROD)) or for tests (V(TEST)), which needs Test Connection
        Licensing.
      - Without it, the platform makes a new environment V(PROD).
      - It is set for ever when an environment is created. One that has another classification is an error.
    type: str
    choices: [PROD, TEST]
  force:
    description:
      - Whether O(state=absent) also detaches what is attached to the environment, runtimes and integration pack
        instances.
      - Without it, an environment that something is attached to is not deleted, and the task fails and lists what it
        is.
    type: bool
    default: false
seealso:
  - module: community.boomi.boomi_environment_info
  - module: community.boomi.boomi_environment_atom_attachment
  - module: community.boomi.boomi_integration_pack_environment_attachment
"""

EXAMPLES = r"""
- name: Create an environment for production
  community.boomi.boomi_environment:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: Production

- name: Create an environment for tests
  community.boomi.boomi_environment:
    name: Test
    classification: TEST
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Rename an environment
  community.boomi.boomi_environment:
    id: 456789ab-cdef-0123-4567-89abcdef0123
    name: Production EU

- name: Delete an environment, with everything detached first
  community.boomi.boomi_environment:
    name: Test
    state: absent
    force: true
"""

RETURN = r"""
environment:
  description:
    - The environment as the account holds it at the end, V(none) where it is absent.
    - In check mode, an environment that would be created has no RV(environment.id) yet.
  returned: always, unless nothing could be planned
  type: dict
  contains:
    id:
      description: The ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
    name:
      description: The name of the environment.
      type: str
      sample: Production
    classification:
      description: V(PROD) or V(TEST).
      type: str
      sample: PROD
    parent_environment:
      description: The ID of the environment that this one belongs to; V(none) where the API says nothing of one.
      type: str
      sample:
    parent_account:
      description: The ID of the account of that environment.
      type: str
      sample:
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: state
"""

from ansible_collections.community.boomi.plugins.module_utils import _environments, _run


def main() -> None:
    module = _run.make_module(_environments.SPEC, **_environments.CONSTRAINTS)
    _run.run(module, _environments.parse)


if __name__ == "__main__":
    main()
