# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""AccountUserRole."""

from __future__ import annotations

from collections.abc import Mapping

from .. import ids
from ..errors import ApiError
from ..state import Record
from .declaration import ADMIN, Context, ObjectType, fields, reference, text_of


def _shown(context: Context) -> Mapping[str, Record]:
    """A primary account sees the users of its sub-accounts as well: the worst, since the documents do not say."""
    own, accounts = context.account.user_roles, context.world.accounts
    others = [accounts[key].user_roles for key in context.account.sub_accounts if key in accounts]
    return {key: record for store in (*others, own) for key, record in store.items()} if others else own


def _assign(context: Context, body: Record) -> Record:
    account = context.account
    role_id = reference(body, "roleId", "AccountUserRole", account.roles)
    # Whether letter case is kept is not documented.
    user_id = text_of(body, "userId", "AccountUserRole").lower()
    if body.get("accountId") != account.id:
        raise ApiError(400, f"Account ID {body.get('accountId')} is invalid.")
    tie = ids.tie("ACCOUNT_USER_ROLE", accountId=account.id, userId=user_id, roleId=role_id)
    existing = account.user_roles.get(tie["id"])
    if existing is not None:
        return context.again(existing, "The user already has the role.")
    names = _names(context, user_id) or {
        # What creating a user needs is not documented.
        name: text_of(body, name, "AccountUserRole")
        for name in ("firstName", "lastName")
    }
    return account.user_roles.add({**tie, **names, "notifyUser": body.get("notifyUser", True)})


def _names(context: Context, user_id: str) -> Record | None:
    """What a user is called who is known already, whatever the body says."""
    known = [
        record
        for account in context.world.accounts.values()
        for record in account.user_roles.values()
        if record["userId"] == user_id
    ]
    if known:
        return {name: known[0][name] for name in ("firstName", "lastName")}
    return {"firstName": "Simulated", "lastName": "User"} if user_id in context.world.users else None


def _withdraw(context: Context, record: Record) -> None:
    context.world.accounts[record["accountId"]].user_roles.remove(record["id"])


ACCOUNT_USER_ROLE = ObjectType(
    name="AccountUserRole",
    store=_shown,
    reads=frozenset({"query"}),
    filters=fields("accountId", "userId", "roleId"),
    read=ADMIN,
    create=_assign,
    delete=_withdraw,
)
