#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_role
short_description: Assign a Boomi role to an environment, or remove it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Assigns a role to an environment, so that its users may work in the environment, or removes the role from it.
  - A run without changes takes 3 calls, 2 of them in parallel. Assigning and removing take 2 more.
  - The user needs the privileges C(API), C(ENV_MANAGEMENT), and C(ATOM_MANAGEMENT), and to give a role by name also
    C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) assigns the role to the environment.
      - V(absent) removes it. If the role or the environment does not exist, there is nothing to do.
  role:
    description:
      - Exact name or ID of the role.
      - A user who may not read roles must give the ID, which the task cannot check before it assigns the role.
    type: str
    required: true
  environment:
    description: Exact name or ID of the environment.
    type: str
    required: true
seealso:
  - module: community.boomi.boomi_environment_role_info
  - module: community.boomi.boomi_environment
  - module: community.boomi.boomi_role_info
"""

EXAMPLES = r"""
- name: Let the users of a role work in an environment
  community.boomi.boomi_environment_role:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    role: Production Support
    environment: Production

- name: Remove a role from an environment
  community.boomi.boomi_environment_role:
    role: f3fb5e19-fc47-442e-a978-c47db961ecfb
    environment: Production
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
environment_role:
  description: The assignment after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the assignment; V(none) in check mode if it would be created.
      type: str
      sample: RU5WX1JPTEVmM2ZiNWUxOS1mYzQ3LTQ0MmUtYTk3OC1jNDdkYjk2MWVjZmI
    role_id:
      description: ID of the role.
      type: str
      sample: f3fb5e19-fc47-442e-a978-c47db961ecfb
    environment_id:
      description: ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
changes:
  description: What the task changed or would change, see
    RV(community.boomi.boomi_account_configuration#module:changes).
  returned: success, and failure during writes
  type: list
  elements: dict
summary:
  description: Counts of these changes, see RV(community.boomi.boomi_account_configuration#module:summary).
  returned: success, and failure during writes
  type: dict
summary_lines:
  description: The changes as text, see RV(community.boomi.boomi_account_configuration#module:summary_lines).
  returned: success, and failure during writes
  type: list
  elements: str
plan:
  description: Digest of the plan, see RV(community.boomi.boomi_account_configuration#module:plan).
  returned: success, and failure during writes
  type: str
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import change
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT_ROLE


def main() -> None:
    change.one(ENVIRONMENT_ROLE)


if __name__ == "__main__":
    main()
