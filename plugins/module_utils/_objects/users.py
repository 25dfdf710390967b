# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the users of an account, whom the API knows by their roles alone.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import End, Field, Kind
from .environments import ROLE

USER = Kind("", (Field("id"),), title="user", called="id", opaque=True)

ACCOUNT_USER_ROLE = Kind(
    "AccountUserRole",
    (
        Field("id"),
        Field("user_id", filter=True, caseless=True),
        Field("role_id", filter=True),
        Field("account_id", filter=True, account=True),
        Field("first_name", given=True, once=True),
        Field("last_name", given=True, once=True),
        Field("notify_user", type="bool", given=True, once=True),
    ),
    title="assignment of a role to a user",
    read="API and ACCOUNT_ADMIN",
    ends=(End("role_id", "role", ROLE), End("user_id", "user", USER)),
)
