#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_group_integration_pack
short_description: Share a Boomi integration pack with an account group, or stop sharing it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Shares an integration pack that the account publishes with an account group, so that the accounts in the group can
    install it, or stops sharing it.
  - The vendor does not document what happens to installed instances when sharing stops. Uninstall them first.
  - A run without changes takes 3 calls, 2 of them in parallel. Sharing a pack or stopping it takes 2 more.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN). The account needs the features Publisher Integration
    Pack, Integration Pack, and Account Group Management.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) shares the integration pack with the group.
      - V(absent) stops sharing it. If the pack or the group does not exist, there is nothing to do.
  account_group:
    description: Exact name or ID of the account group.
    type: str
    required: true
  integration_pack_id:
    description:
      - ID of an integration pack that the account publishes.
      - O(integration_pack_id) or O(integration_pack_name) is required.
    type: str
  integration_pack_name:
    description: Exact name of an integration pack that the account publishes. If several packs have it, the task fails.
    type: str
seealso:
  - module: community.boomi.boomi_account_group
  - module: community.boomi.boomi_account_group_account
"""

EXAMPLES = r"""
- name: Share an integration pack with an account group
  community.boomi.boomi_account_group_integration_pack:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    account_group: Retail customers
    integration_pack_name: Invoice Sync

- name: Stop sharing a pack
  community.boomi.boomi_account_group_integration_pack:
    account_group: Retail customers
    integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
account_group_integration_pack:
  description: The shared integration pack after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the share, not of the pack; V(none) in check mode if it would be created.
      type: str
      sample: MXxjZDE3Zjg2Ni1jMjQ3LTRjNTQtYTFhMS1lYThmOGY4NmExZDE
    integration_pack_id:
      description: ID of the integration pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_name:
      description: Name of the integration pack; V(none) in check mode if it would be shared.
      type: str
      sample: Invoice Sync
    installation_type:
      description: V(SINGLE) or V(MULTI); V(none) in check mode if the pack would be shared.
      type: str
      sample: SINGLE
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
from ansible_collections.community.boomi.plugins.module_utils._objects.account_groups import (
    ACCOUNT_GROUP_INTEGRATION_PACK,
)


def main() -> None:
    change.one(ACCOUNT_GROUP_INTEGRATION_PACK)


if __name__ == "__main__":
    main()
