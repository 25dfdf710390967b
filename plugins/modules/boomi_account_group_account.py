#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_group_account
short_description: Add a Boomi account to an account group, or remove it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Adds an account to an account group, so that it sees the integration packs that are shared with the group, or
    removes the account from the group.
  - A run without changes takes 3 calls, 2 of them in parallel. Adding and removing take 2 more.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) adds the account to the group.
      - V(absent) removes it. If the account or the group does not exist, there is nothing to do.
  account:
    description: Exact name or ID of an account that the authenticating account has created, or the ID of any other
      account that is in the group.
    type: str
    required: true
  account_group:
    description: Exact name or ID of the account group.
    type: str
    required: true
seealso:
  - module: community.boomi.boomi_account_group
  - module: community.boomi.boomi_account_group_integration_pack
  - module: community.boomi.boomi_account_info
"""

EXAMPLES = r"""
- name: Add a customer to an account group
  community.boomi.boomi_account_group_account:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    account: customer-A1B2C3
    account_group: Retail customers

- name: Remove a customer from it
  community.boomi.boomi_account_group_account:
    account: Acme Trading
    account_group: Retail customers
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
account_group_account:
  description: The membership after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the membership; V(none) in check mode if it would be created.
      type: str
      sample: gAb0Cd1Ef1Gh3Ij4Kl5Mn6Op7Qr8St9Uv0Wx9Yz8Zy7Xw6Vu5Ts4Rq3Po2Nm1Lk0Ji1H
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
    account_group_id:
      description: ID of the account group.
      type: str
      sample: fedcba98-7654-3210-fedc-ba9876543210
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
from ansible_collections.community.boomi.plugins.module_utils._objects.account_groups import ACCOUNT_GROUP_ACCOUNT


def main() -> None:
    change.one(ACCOUNT_GROUP_ACCOUNT)


if __name__ == "__main__":
    main()
