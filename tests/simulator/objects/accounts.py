# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Account, AccountGroupAccount and AccountGroupIntegrationPack: what a partner has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .. import ids
from ..errors import ApiError
from ..state import Account, Record
from .declaration import ADMIN, Context, ObjectType, fields, reference, tie
from .publisher import published

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
        super().__init__((key, _record(accounts[key])) for key in context.account.sub_accounts if _shows(accounts, key))
        self._own = context.account

    def get(self, key: str, default: Any = None) -> Any:
        return _record(self._own) if key == self._own.id else super().get(key, default)


def _shows(accounts: Mapping[str, Account], key: str) -> bool:
    """A new account shows after some looks."""
    if key in accounts and accounts[key].hidden > 0:
        accounts[key].hidden -= 1
        return False
    return key in accounts


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


def _share(context: Context, body: Record) -> Record:
    account, name = context.account, "AccountGroupIntegrationPack"
    group_id = reference(body, "accountGroupId", name, account.account_groups)
    pack_id = reference(body, "integrationPackId", name, published(context))
    for record in account.group_packs.values():
        if (record["accountGroupId"], record["integrationPackId"]) == (group_id, pack_id):
            return context.again(record, "The integration pack is already shared with the account group.")
    pack = context.world.packs[pack_id].record()
    number = list(context.world.packs).index(pack_id) + 1
    shared = account.group_packs.add(
        {
            "id": ids.group_pack(number, group_id),
            "integrationPackId": pack_id,
            "integrationPackName": pack["name"],
            "installationType": pack["installationType"],
            "accountGroupId": group_id,
        }
    )
    _grant(context)
    return shared


def _unshare(context: Context, record: Record) -> None:
    context.account.group_packs.remove(record["id"])
    _grant(context)


def _grant(context: Context) -> None:
    """Show each member the packs of its groups, and no others that it saw through groups alone."""
    account, world = context.account, context.world
    for member in (world.accounts[key] for key in account.sub_accounts):
        groups = {tie["accountGroupId"] for tie in account.group_accounts.values() if tie["accountId"] == member.id}
        shared = {tie["integrationPackId"] for tie in account.group_packs.values() if tie["accountGroupId"] in groups}
        for pack_id in sorted(shared - set(member.packs)):
            member.packs.add(world.packs[pack_id].record(), looks=int(context.settings.sharing_hidden))
            member.granted.add(pack_id)
        for pack_id in sorted(member.granted - shared):
            member.packs.remove(pack_id)
            member.granted.discard(pack_id)


ACCOUNT = ObjectType(
    name="Account",
    store=_Created,
    filters={name: _filter(name) for name in _FILTERS},
    read=ADMIN,
    nested_types={"licensing": "", "molecule": "Molecule"},
    key="accountId",
)

GROUP_ACCOUNT = tie(
    "AccountGroupAccount",
    "group_accounts",
    "ACCOUNT_GROUP_ACCOUNT",
    {"accountGroupId": "account_groups", "accountId": "sub_accounts"},
    "The account is already in the account group.",
    after=_grant,
    reads=frozenset({"query"}),
    read=ADMIN,
)

GROUP_PACK = ObjectType(
    name="AccountGroupIntegrationPack",
    store=lambda context: context.account.group_packs,
    filters=fields("accountGroupId"),
    create=_share,
    delete=_unshare,
)
