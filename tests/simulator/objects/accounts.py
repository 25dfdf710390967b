# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Account and AccountGroupAccount: what a partner has beside its own account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .. import ids
from ..errors import ApiError
from ..state import Account, Record
from .account_groups import ADMIN
from .declaration import Context, ObjectType, fields, text_of

_FILTERS = {
    "ACCOUNTID": "accountId",
    "DATECREATED": "dateCreated",
    "EXPIRATIONDATE": "expirationDate",
    "NAME": "name",
    "STATUS": "status",
    "WIDGETACCOUNT": "widgetAccount",
    "OVERDEPLOYED": "overDeployed",
}


class _Created(dict[str, Record]):
    """The accounts that an account has created, which QUERY shows. GET knows the account itself as well."""

    def __init__(self, context: Context) -> None:
        accounts = context.world.accounts
        super().__init__((key, _record(accounts[key])) for key in context.account.sub_accounts if key in accounts)
        self._own = context.account

    def get(self, key: str, default: Any = None) -> Any:
        return _record(self._own) if key == self._own.id else super().get(key, default)


def _record(account: Account) -> Record:
    return {
        "accountId": account.id,
        "name": account.name,
        "status": account.status,
        "dateCreated": "2024-03-01T08:00:00Z",
        "expirationDate": "2034-03-01T08:00:00Z",
        "supportLevel": "standard",
        "supportAccess": True,
        "suggestionsEnabled": False,
        "overDeployed": False,
        "widgetAccount": False,
        "licensing": {"standard": {"@type": "License", "purchased": 10, "used": len(account.instances)}},
        "molecule": {"purchased": 1, "used": 0},
    }


def _filter(name: str) -> Callable[[Context, Record], Any]:
    def value(context: Context, record: Record) -> Any:
        if context.settings.account_filters == "refused":
            raise ApiError(400, f"{name} does not exist")
        return record.get(_FILTERS[name])

    return value


def _join(context: Context, body: Record) -> Record:
    account = context.account
    group_id = text_of(body, "accountGroupId", "AccountGroupAccount")
    member_id = text_of(body, "accountId", "AccountGroupAccount")
    if group_id not in account.account_groups:
        raise ApiError(400, f"Account group ID {group_id} is invalid.")
    if member_id not in account.sub_accounts:
        raise ApiError(400, f"Account ID {member_id} is invalid.")
    key = ids.group_account(group_id, member_id)
    existing = account.group_accounts.get(key)
    if existing is None:
        return account.group_accounts.add({"id": key, "accountGroupId": group_id, "accountId": member_id})
    if context.settings.second_attachment == "existing":
        return existing
    raise context.conflict("The account is already in the account group.")


def _leave(context: Context, record: Record) -> None:
    context.account.group_accounts.remove(record["id"])


ACCOUNT = ObjectType(
    name="Account",
    store=_Created,
    reads=frozenset({"get", "bulk", "query"}),
    filters={name: _filter(name) for name in _FILTERS},
    read=ADMIN,
    nested_types={"licensing": "", "molecule": "Molecule"},
)

GROUP_ACCOUNT = ObjectType(
    name="AccountGroupAccount",
    store=lambda context: context.account.group_accounts,
    reads=frozenset({"query"}),
    filters=fields("accountGroupId", "accountId"),
    read=ADMIN,
    write=ADMIN,
    create=_join,
    delete=_leave,
)
