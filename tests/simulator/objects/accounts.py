# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a partner manages: accounts, account groups and what is tied to them, and the roles of users.

With AccountProvision, a partner asks for an account, and looks whether it is there. The vendor's page has the steps and
the statuses, a public client (boompy) the names of the fields. A request goes on with each look at it, so that no test
waits for the clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .. import ids
from ..state import Account, Record
from ..wire import ApiError
from .declaration import ADMIN, Context, ObjectType, fields, reference, text_of, tie, waits
from .publisher import published

_LEVELS = ("none", "info", "warning", "error")
# Only in filters are these fields in upper case.
_FILTERABLE = ("accountId", "dateCreated", "expirationDate", "name", "status", "widgetAccount", "overDeployed")


class _Created(dict[str, Record]):
    """The accounts that an account has created, which QUERY shows. GET knows the account itself as well."""

    def __init__(self, context: Context) -> None:
        accounts = context.world.accounts
        super().__init__((key, _record(accounts[key])) for key in context.account.sub_accounts if _shows(accounts[key]))
        self._own = context.account

    def get(self, key: str, default: Any = None) -> Any:
        return _record(self._own) if key == self._own.id else super().get(key, default)


def _shows(account: Account) -> bool:
    """A new account shows after some looks."""
    if account.hidden > 0:
        account.hidden -= 1
        return False
    return True


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
        "licensing": {"standard": {"purchased": 10, "used": len(account.instances)}},
        "molecule": {"purchased": 1, "used": 0},
    }


def _filter(name: str) -> Callable[[Context, Record], Any]:
    def value(context: Context, record: Record) -> Any:
        if context.settings.account_filters == "refused":
            raise ApiError(400, f"{name.upper()} does not exist")
        return record.get(name)

    return value


def _shared(context: Context, record: Record) -> Record:
    pack = context.world.packs[record["integrationPackId"]].record()
    return {
        "id": ids.group_pack(next(context.world.share_numbers), record["accountGroupId"]),
        "integrationPackName": pack["name"],
        "installationType": pack["installationType"],
    }


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


def _checked_group(context: Context, body: Record, own_id: str | None = None) -> Record:
    name = text_of(body, "name", "AccountGroup")
    context.check_free("account group", name, context.account.account_groups, own_id)
    level = body.get("autoSubscribeAlertLevel", "none")
    if level not in _LEVELS:
        raise ApiError(400, f"The autoSubscribeAlertLevel {level} is invalid.")
    return {
        "accountId": context.account.id,
        "name": name,
        "autoSubscribeAlertLevel": level,
        "defaultGroup": body.get("defaultGroup", False),
        "Resources": {"Resource": list(body.get("Resources", {}).get("Resource", []))},
    }


def _create_group(context: Context, body: Record) -> Record:
    return context.account.account_groups.add({"id": ids.random_uuid(), **_checked_group(context, body)})


def _update_group(context: Context, record: Record, body: Record) -> Record:
    # What is left out is taken away: the worst that an UPDATE may do, since the vendor's document does not say.
    record.update(_checked_group(context, body, record["id"]))
    return record


def _present_group(context: Context, record: Record, operation: str) -> Record:
    if operation in ("query", "queryMore"):
        return {name: value for name, value in record.items() if name != "Resources"}
    shared = {resource["resourceId"]: resource for resource in record["Resources"]["Resource"]}
    for one in context.account.group_packs.values():
        if one["accountGroupId"] == record["id"]:
            key, name = one["integrationPackId"], one["integrationPackName"]
            shared[key] = {"resourceId": key, "resourceName": name, "objectType": "Integration Pack"}
    return {**record, "Resources": {"Resource": list(shared.values())}}


def _user_roles(context: Context) -> Mapping[str, Record]:
    """A primary account sees the users of its sub-accounts as well: the worst, since the documents do not say."""
    own, accounts = context.account.user_roles, context.world.accounts
    others = [accounts[key].user_roles for key in context.account.sub_accounts]
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
        # A new user gets default names where it is given none (vendor's document, which does not say what they are).
        "firstName": body.get("firstName") or "New",
        "lastName": body.get("lastName") or "User",
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


def _provision(context: Context, body: Record) -> Record:
    name = text_of(body, "name", "AccountProvision")
    for field in ("street", "city", "zipCode", "countryCode", "status"):
        text_of(body, field, "AccountProvision")
    products = body.get("product")
    if not isinstance(products, list) or not products or not all(isinstance(one, dict) for one in products):
        raise ApiError(400, "The field product of AccountProvision is required.")
    for product in products:
        text_of(product, "productCode", "AccountProvision")
    settings = context.settings
    return context.account.provisions.add(
        {
            "id": ids.encoded(ids.random_uuid())[:18],
            "status": "PENDING",
            "_name": name,
            "_as": body["status"],
            "_pending": int(settings.provision_pending),
            "_end": settings.provision_status,
        }
    )


def _look(context: Context, record: Record, operation: str) -> Record:
    if operation == "get" and record["status"] == "PENDING" and not waits(record, "_pending"):
        record["status"] = record["_end"]
        if record["status"] == "COMPLETED":
            record["accountId"] = _make(context, record["_name"], record["_as"])
    return record


def _make(context: Context, name: str, status: str) -> str:
    """Make the account. It has the roles that its partner has, and sees the clouds that its partner sees."""
    world, partner = context.world, context.account
    key = f"{re.sub('[^a-z0-9]', '', name.lower())[:20]}-{ids.random_uuid()[:6].upper()}"
    account = Account(key, name, (), world.lock, status)
    account.hidden = int(context.settings.provision_hidden)
    world.accounts[key] = account
    partner.sub_accounts += (key,)
    for role in partner.roles.values():
        own = {"id": ids.stable_uuid("role", key, role["name"]), "accountId": key}
        account.roles.add({**role, **own}, at_once=True)
    for cloud in partner.clouds.values():
        account.clouds.add(dict(cloud), at_once=True)
    return key


ACCOUNT = ObjectType(
    name="Account",
    store=_Created,
    filters={name.upper(): _filter(name) for name in _FILTERABLE},
    read=ADMIN,
    nested_types={"licensing": "", "standard": "License", "molecule": "Molecule"},
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

GROUP_PACK = tie(
    "AccountGroupIntegrationPack",
    "group_packs",
    "",
    {"accountGroupId": "account_groups", "integrationPackId": published},
    "The integration pack is already shared with the account group.",
    complete=_shared,
    after=_grant,
    filters=fields("accountGroupId"),
)

ACCOUNT_GROUP = ObjectType(
    name="AccountGroup",
    store=lambda context: context.account.account_groups,
    filters=fields("id", "accountId", "name", "defaultGroup", "autoSubscribeAlertLevel"),
    read=ADMIN,
    create=_create_group,
    update=_update_group,
    present=_present_group,
    nested_types={"Resources": "Resources", "Resource": "Resource"},
)

ACCOUNT_USER_ROLE = ObjectType(
    name="AccountUserRole",
    store=_user_roles,
    reads=frozenset({"query"}),
    filters=fields("accountId", "userId", "roleId"),
    read=ADMIN,
    create=_assign,
    delete=_withdraw,
)

PROVISION = ObjectType(
    name="AccountProvision",
    store=lambda context: context.account.provisions,
    reads=frozenset({"get"}),
    read=ADMIN,
    execute=_provision,
    present=_look,
    partner=True,
)
