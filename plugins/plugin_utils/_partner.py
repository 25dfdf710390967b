# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private: a partner's accounts, and what is in each of them, in as few calls as the pages need."""

from __future__ import annotations

import copy
import typing as t

from ..module_utils._core.client import Client
from ..module_utils._core.errors import ApiError
from ..module_utils._core.retry import REFUSALS
from ..module_utils._engine.fetch import settle
from ..module_utils._engine.kind import Kind, Values
from ..module_utils._engine.world import World, resolve
from ..module_utils._objects.account_groups import ACCOUNT, ACCOUNT_GROUP, ACCOUNT_GROUP_ACCOUNT
from ._selection import ACCOUNTS, DELETED, GROUP, OBJECTS, Wanted

# What :func:`read` returns.
PARTS = {"accounts", "groups", "objects", "refused"}


def read(client: Client, wanted: Wanted) -> dict[str, t.Any]:
    """Return accounts, groups, and what else is to be a host, as plain data for a cache.

    ``accounts``: the accounts, sorted by ID; with groups, ``groups`` of each are the IDs of its account groups.
    ``groups``: the names of account groups by ID. ``objects``: lists of objects by the ID of their account.
    ``refused``: why accounts cannot be read, by their IDs.
    """
    found = settle(client, lambda world: _accounts(world, wanted))
    if wanted["hosts"] == ACCOUNTS:
        return {**found, "objects": {}, "refused": {}}
    objects, refused = _objects(client, OBJECTS[wanted["hosts"]][1], [row["id"] for row in found["accounts"]])
    return {**found, "objects": objects, "refused": refused}


def _accounts(world: World, wanted: Wanted) -> dict[str, t.Any]:
    """Return accounts and groups from what is known, or ask for what is not.

    :raises Unknown: more has to be asked
    """
    grouped = GROUP in wanted["group_by"]
    members: set[str] | None = None
    asks: list[tuple[Kind, str | None, str | None]]
    if wanted["account_groups"]:
        world.need((ACCOUNT_GROUP, None, None))
        chosen = {resolve(world, ACCOUNT_GROUP, text)["id"] for text in wanted["account_groups"]}
        world.need(*((ACCOUNT_GROUP_ACCOUNT, "account_group_id", group) for group in chosen))
        ties = world.known(ACCOUNT_GROUP_ACCOUNT)
        members = {tie["account_id"] for tie in ties if tie["account_group_id"] in chosen and tie["account_id"]}
        asks = [(ACCOUNT, "id", one) for one in members]
    elif wanted["names"]:
        asks = [(ACCOUNT, "name", name) for name in wanted["names"]]
    elif wanted["statuses"]:
        asks = [(ACCOUNT, "status", status) for status in wanted["statuses"]]
    else:
        asks = [(ACCOUNT, None, None)]
        if grouped:
            # All of it is needed anyway, so it is asked for at the same time.
            world.want((ACCOUNT_GROUP, None, None), (ACCOUNT_GROUP_ACCOUNT, None, None))
    world.need(*asks)
    rows = sorted(
        (row for row in world.known(ACCOUNT) if _fits(row, wanted) and (members is None or row["id"] in members)),
        key=lambda row: str(row["id"]),
    )
    if not grouped:
        return {"accounts": rows, "groups": {}}
    ids = [row["id"] for row in rows]
    world.need((ACCOUNT_GROUP, None, None), *((ACCOUNT_GROUP_ACCOUNT, "account_id", one) for one in ids))
    groups = {row["id"]: row["name"] or row["id"] for row in world.known(ACCOUNT_GROUP)}
    of_account: dict[str, set[str]] = {one: set() for one in ids}
    for tie in world.known(ACCOUNT_GROUP_ACCOUNT):
        if tie["account_id"] in of_account and tie["account_group_id"] in groups:
            of_account[tie["account_id"]].add(tie["account_group_id"])
    return {"accounts": [{**row, "groups": sorted(of_account[row["id"]])} for row in rows], "groups": groups}


def _fits(row: Values, wanted: Wanted) -> bool:
    """Compared exactly here: how the server compares is not documented, and it may refuse these filters."""
    statuses, names = wanted["statuses"], wanted["names"]
    status = row["status"] in statuses if statuses else row["status"] != DELETED
    return status and (not names or row["name"] in names)


def _acting_on(client: Client, account: str) -> Client:
    """Return a client for another account of the hierarchy, which shares connections, pace and budget."""
    http = copy.copy(client.http)
    http.connection = copy.copy(http.connection)
    http.connection.override_account = account
    return Client(http)


def _objects(client: Client, kind: Kind, accounts: t.Sequence[str]) -> tuple[dict[str, list[Values]], dict[str, str]]:
    """Return all objects of a kind by the ID of their account, and why some accounts do not show theirs.

    :raises CallError: the API fails, or not one of the accounts can be read
    """
    objects: dict[str, list[Values]] = {}
    refused: dict[str, ApiError] = {}

    def look(account: str) -> None:
        try:
            rows = map(kind.read, _acting_on(client, account).query(kind))
            objects[account] = sorted((row for row in rows if row["id"]), key=lambda row: str(row["id"]))
        except ApiError as exc:
            # One account that is suspended or not open to this user must not hide all the others. One that cannot be
            # read at the moment must not be missing.
            if exc.status not in REFUSALS or not 400 <= exc.status < 500:
                raise
            refused[account] = exc

    client.http.side_by_side(look, accounts)
    if refused and not objects:
        raise refused[min(refused)]
    return objects, {account: refused[account].message for account in sorted(refused)}
