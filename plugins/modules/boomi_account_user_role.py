#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_user_role
short_description: Give a user a role in a Boomi account, or remove it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Gives a user a role in an account, or removes the role from the user. A user has access to an account through roles.
  - If the platform does not know the user, giving a role creates the user.
  - The vendor describes the removal as removing the user from the account, and does not say what happens to other
    roles of the user.
  - A run without changes takes 2 calls. Giving and removing a role take 2 more.
  - The user who authenticates needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) gives the user the role.
      - V(absent) removes it. If the role does not exist, or the user does not have it, there is nothing to do.
  user:
    description: ID of the user, which is an email address. Letter case does not matter.
    type: str
    required: true
  role:
    description: Exact name or ID of the role.
    type: str
    required: true
  first_name:
    description:
      - First name of the user, for a user whom the platform does not know. Without it, the platform assigns a default
        name.
      - It is not changed for a user who exists, and not compared if the user has the role.
    type: str
  last_name:
    description: Last name of the user, like O(first_name).
    type: str
  notify_user:
    description:
      - Whether the platform tells the user by email that the role was given. Without it, the platform decides.
    type: bool
seealso:
  - module: community.boomi.boomi_account_user_role_info
  - module: community.boomi.boomi_role_info
"""

EXAMPLES = r"""
- name: Give a user a role in the account of a customer
  community.boomi.boomi_account_user_role:
    account_id: partner-P1H8QZ
    override_account: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    user: john@example.com
    first_name: John
    last_name: Doe
    role: Production Support

- name: Remove a role from a user
  community.boomi.boomi_account_user_role:
    user: john@example.com
    role: Production Support
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
account_user_role:
  description: The assignment after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the assignment; V(none) in check mode if it would be created.
      type: str
      sample: Ab0Cd1Ef1Gh3Ij4Kl5Mn6Op7Qr8St9Uv0Wx9Yz8Zy7Xw6Vu5Ts4Rq3Po2Nm1Lk0Ji1Hg
    user_id:
      description: ID of the user, which is an email address.
      type: str
      sample: john@example.com
    role_id:
      description: ID of the role.
      type: str
      sample: f3fb5e19-fc47-442e-a978-c47db961ecfb
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
    first_name:
      description: First name of the user.
      type: str
      sample: John
    last_name:
      description: Last name of the user.
      type: str
      sample: Doe
    notify_user:
      description: Whether the user was told by email, as far as the API reports it.
      type: bool
      sample: false
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
from ansible_collections.community.boomi.plugins.module_utils._objects.users import ACCOUNT_USER_ROLE


def main() -> None:
    change.one(ACCOUNT_USER_ROLE)


if __name__ == "__main__":
    main()
