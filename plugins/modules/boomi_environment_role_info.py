#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_role_info
short_description: List which Boomi roles are assigned to which environments
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns assignments of roles to environments by ID, by property, or by query expression, or all assignments of the
    account.
  - Takes 1 call per hundred assignments, 2 with O(ids). Looking up names first takes 1 call each, in parallel.
  - The user needs the privilege C(API), C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY), and to give a role by name
    C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  role:
    description: Only assignments of the role with this exact name or ID. An unknown name is an error.
    type: str
  environment:
    description: Only assignments to the environment with this exact name or ID. An unknown name is an error.
    type: str
notes:
  - O(query_filter) takes the properties V(roleId) and V(environmentId).
seealso:
  - module: community.boomi.boomi_environment_role
"""

EXAMPLES = r"""
- name: List the roles of an environment
  community.boomi.boomi_environment_role_info:
    environment: Production
  register: assigned
"""

RETURN = r"""
environment_roles:
  description: The assignments, in the order of O(ids), otherwise sorted by role and environment.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the assignment.
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
not_found_ids:
  description: Those of O(ids) that do not exist.
  returned: success
  type: list
  elements: str
  sample: []
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT_ROLE


def main() -> None:
    read.info(ENVIRONMENT_ROLE, ("role", "environment"))


if __name__ == "__main__":
    main()
