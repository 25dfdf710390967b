#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_user_role_info
short_description: List which users have which roles in a Boomi account
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the roles of users in the account, by user, by role, or by query expression, or all of them.
  - Takes 1 call per hundred assignments, and 1 more if a role is given by name.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
options:
  user:
    description: Only roles of the user with this ID, which is an email address. Letter case does not matter.
    type: str
  role:
    description: Only users who have the role with this exact name or ID. An unknown name is an error.
    type: str
notes:
  - O(query_filter) takes the properties V(accountId), V(userId), and V(roleId). It may return roles in other accounts.
seealso:
  - module: community.boomi.boomi_account_user_role
"""

EXAMPLES = r"""
- name: List the users of an account and their roles
  community.boomi.boomi_account_user_role_info:
  register: users

- name: List the administrators
  community.boomi.boomi_account_user_role_info:
    role: Administrator
"""

RETURN = r"""
account_user_roles:
  description: The roles of users, sorted by user.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the assignment.
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
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.users import ACCOUNT_USER_ROLE


def main() -> None:
    read.info(ACCOUNT_USER_ROLE, ("user", "role"), by_ids=False)


if __name__ == "__main__":
    main()
