#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_group
short_description: Create, rename, or update a Boomi account group
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates, renames, or updates an account group, through which a publisher shares integration packs with accounts.
  - The API cannot delete account groups.
  - A run without changes takes 2 calls. Creating a group takes 4, and changing one 6.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description: V(present) creates or updates the account group.
    choices: [present]
  id:
    description:
      - ID of an existing account group, to rename it or to tell it from others. An unknown ID is an error.
      - O(id) or O(name) is required.
    type: str
  name:
    description: Exact name of the account group. With O(id), the group is renamed to it.
    type: str
  auto_subscribe_alert_level:
    description: Level of the alerts to which users of the group are subscribed.
    type: str
    choices: [none, info, warning, error]
  default_group:
    description:
      - Whether this is the group All Accounts, which the platform creates by itself. What the value does for any other
        group is not documented.
    type: bool
seealso:
  - module: community.boomi.boomi_account_group_info
  - module: community.boomi.boomi_account_group_account
  - module: community.boomi.boomi_account_group_integration_pack
  - module: community.boomi.boomi_account_info
"""

EXAMPLES = r"""
- name: Create an account group
  community.boomi.boomi_account_group:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: Retail customers
    auto_subscribe_alert_level: error
"""

RETURN = r"""
account_group:
  description: The account group after the task.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the account group; V(none) in check mode if it would be created.
      type: str
      sample: fedcba98-7654-3210-fedc-ba9876543210
    name:
      description: Name of the account group.
      type: str
      sample: Retail customers
    owner_account_id:
      description: ID of the account that owns the group.
      type: str
      sample: partner-P1H8QZ
    auto_subscribe_alert_level:
      description: Level of the alerts to which users of the group are subscribed.
      type: str
      sample: error
    default_group:
      description: Whether this is the group All Accounts, which the platform creates by itself.
      type: bool
      sample: false
    resources:
      description: What the group shares, each with C(id), C(name), and C(type).
      type: list
      elements: dict
      sample: []
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
  description: The changes as text, see
    RV(community.boomi.boomi_account_configuration#module:summary_lines).
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
from ansible_collections.community.boomi.plugins.module_utils._objects.account_groups import ACCOUNT_GROUP


def main() -> None:
    change.one(ACCOUNT_GROUP)


if __name__ == "__main__":
    main()
