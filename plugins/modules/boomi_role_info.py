#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_role_info
short_description: List Boomi roles
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns roles by ID, by property, or by query expression, or all roles of the account, each with its privileges.
  - Without the account feature Advanced User Security, the API returns default roles alone.
  - Takes 1 call per hundred roles, 2 with O(ids).
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only the role with exactly this name.
    type: str
  parent_id:
    description: Only roles that are derived from the role with this ID.
    type: str
notes:
  - O(query_filter) takes the properties V(name) and V(parentId).
seealso:
  - module: community.boomi.boomi_environment_role
"""

EXAMPLES = r"""
- name: List all roles
  community.boomi.boomi_role_info:
  register: all

- name: Read the privileges of a role
  community.boomi.boomi_role_info:
    name: Production Support
  register: support
"""

RETURN = r"""
roles:
  description: The roles, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the role.
      type: str
      sample: f3fb5e19-fc47-442e-a978-c47db961ecfb
    name:
      description: Name of the role.
      type: str
      sample: Production Support
    description:
      description: Description of the role.
      type: str
      sample: Watches production
    owner_account_id:
      description: ID of the account that the role belongs to.
      type: str
      sample: customer-A1B2C3
    parent_id:
      description: ID of the role that this one is derived from.
      type: str
      sample: ca7f37b3-f976-4d06-b885-81520b467a69
    privileges:
      description: Names of the privileges of the role, as the API calls them.
      type: list
      elements: str
      sample: [API, ATOM_MANAGEMENT_READ_ONLY]
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ROLE


def main() -> None:
    read.info(ROLE, ("name", "parent_id"))


if __name__ == "__main__":
    main()
