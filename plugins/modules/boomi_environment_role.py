#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_role
short_description: Assign a Boomi role to an environment, or withdraw it
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that a role is assigned to an environment, whose users may then work in it, or that it is assigned no
    longer.
  - A run that changes nothing costs one call of the API, and one more for each name that is given instead of an ID.
  - A create is never sent twice without a look in between.
  - The user needs the privileges C(API), C(ENV_MANAGEMENT), and C(ATOM_MANAGEMENT), and C(ACCOUNT_ADMIN) as well to
    give a role by its name.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
options:
  state:
    description:
      - V(present) assigns the role to the environment.
      - V(absent) withdraws it. A role or an environment that does not exist is left alone.
    type: str
    choices: [present, absent]
    default: present
  role:
    description:
      - The name or the ID of the role.
      - Only administrators can read roles. For another user, an ID is believed to be the one of a role until the API
        refuses it.
    type: str
    required: true
  environment:
    description: The name or the ID of the environment.
    type: str
    required: true
notes:
  - Names are compared exactly, with upper and lower case and blanks.
seealso:
  - module: community.boomi.boomi_environment_role_info
  - module: community.boomi.boomi_environment
"""

EXAMPLES = r"""
- name: Let the users of a role work in an environment
  community.boomi.boomi_environment_role:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    role: Production Support
    environment: Production

- name: Withdraw a role from an environment
  community.boomi.boomi_environment_role:
    role: f3fb5e19-fc47-442e-a978-c47db961ecfb
    environment: Production
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
environment_role:
  description:
    - The assignment as the account holds it at the end, V(none) where it is absent.
    - In check mode, one that would be made has no RV(environment_role.id) yet.
  returned: always, unless nothing could be planned
  type: dict
  contains:
    id:
      description: The ID of the assignment.
      type: str
      sample: RU5WX1JPTEVmM2ZiNWUxOS1mYzQ3LTQ0MmUtYTk3OC1jNDdkYjk2MWVjZmI
    role_id:
      description: The ID of the role.
      type: str
      sample: f3fb5e19-fc47-442e-a978-c47db961ecfb
    environment_id:
      description: The ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: state
"""

from ansible_collections.community.boomi.plugins.module_utils import _attachments, _run


def main() -> None:
    module = _run.make_module(_attachments.ROLE_SPEC)
    _run.run(module, _attachments.parse_role)


if __name__ == "__main__":
    main()
