#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_group_info
short_description: List Boomi account groups
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns account groups by ID, by name, or by query expression, or all account groups.
  - Takes 2 calls per hundred groups, one of them for what they share.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only account groups with exactly this name.
    type: str
notes:
  - O(query_filter) takes the properties V(id), V(accountId), V(name), V(defaultGroup), and V(autoSubscribeAlertLevel).
seealso:
  - module: community.boomi.boomi_account_group
"""

EXAMPLES = r"""
- name: List all account groups
  community.boomi.boomi_account_group_info:
  register: found
"""

RETURN = r"""
account_groups:
  description: The account groups, in the order of O(ids), otherwise sorted by name. Their keys are those of
    RV(community.boomi.boomi_account_group#module:account_group).
  returned: success
  type: list
  elements: dict
  sample: []
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
from ansible_collections.community.boomi.plugins.module_utils._objects.account_groups import ACCOUNT_GROUP


def main() -> None:
    read.info(ACCOUNT_GROUP, ("name",))


if __name__ == "__main__":
    main()
