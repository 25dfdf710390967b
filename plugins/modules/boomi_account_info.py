#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_info
short_description: List the Boomi accounts of a partner
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns accounts by ID, by property, by account group, or by query expression, or all accounts that the
    authenticating account has created.
  - Takes 1 call per hundred accounts. With O(account_group), takes 1 more per hundred members, and 1 for the name of
    the group.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only accounts with exactly this name.
    type: str
  status:
    description: Only accounts with this status. Without it, accounts of every status are returned, including
      V(deleted).
    type: str
    choices: [trial, active, suspended, deleted, unlimited]
  account_group:
    description: Only accounts in the account group with this exact name or ID. An unknown name is an error.
    type: str
notes:
  - O(query_filter) takes the properties V(ACCOUNTID), V(NAME), V(STATUS), V(DATECREATED), V(EXPIRATIONDATE),
    V(WIDGETACCOUNT), and V(OVERDEPLOYED).
  - If the API refuses the filters of this module, it reads all accounts and selects among them.
seealso:
  - module: community.boomi.boomi_account_group
  - module: community.boomi.boomi_account_group_account
"""

EXAMPLES = r"""
- name: List all active accounts
  community.boomi.boomi_account_info:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    status: active
  register: active

- name: List the environments of each of them
  community.boomi.boomi_environment_info:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    override_account: "{{ item.account_id }}"
  loop: "{{ active.accounts }}"
  loop_control:
    label: "{{ item.name }}"

- name: List the accounts of an account group
  community.boomi.boomi_account_info:
    account_group: Retail customers
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
accounts:
  description: The accounts, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The same as C(account_id).
      type: str
      sample: customer-A1B2C3
    name:
      description: Name of the account.
      type: str
      sample: Acme Trading
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
    status:
      description: Status of the account, one of V(trial), V(active), V(suspended), V(deleted), and V(unlimited).
      type: str
      sample: active
    date_created:
      description: When the account was created.
      type: str
      sample: "2024-03-01T08:00:00Z"
    expiration_date:
      description: When the account expires.
      type: str
      sample: "2034-03-01T08:00:00Z"
    support_level:
      description: Level of support, V(standard) or V(premier).
      type: str
      sample: standard
    support_access:
      description: Whether Boomi's support has access to the account.
      type: bool
      sample: true
    suggestions_enabled:
      description: Whether Boomi Suggest is enabled.
      type: bool
      sample: false
    over_deployed:
      description: Whether more is deployed than the account has licenses for.
      type: bool
      sample: false
    widget_account:
      description: Whether this is a widget account.
      type: bool
      sample: false
not_found_ids:
  description: Those of O(ids) that do not exist, or that the account has not created.
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
from ansible_collections.community.boomi.plugins.module_utils._objects.account_groups import (
    ACCOUNT,
    ACCOUNT_GROUP_ACCOUNT,
)


def main() -> None:
    read.info(ACCOUNT, ("name", "status", "account_group"), through={"account_group": ACCOUNT_GROUP_ACCOUNT})


if __name__ == "__main__":
    main()
