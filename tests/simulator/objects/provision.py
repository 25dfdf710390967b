# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AccountProvision: a partner asks for an account, and looks whether it is there.

The vendor's page on the operation has the steps and the statuses, a public client (boompy) the names of the fields. A
request goes on with each look at it, so that no test waits for the clock.
"""

from __future__ import annotations

import re

from .. import ids
from ..errors import ApiError
from ..state import Account, Record
from .declaration import ADMIN, Context, ObjectType, text_of


def _ask(context: Context, body: Record) -> Record:
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


def _present(context: Context, record: Record, operation: str) -> Record:
    if operation == "get" and record["status"] == "PENDING":
        if record["_pending"] > 0:
            record["_pending"] -= 1
        else:
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


PROVISION = ObjectType(
    name="AccountProvision",
    store=lambda context: context.account.provisions,
    reads=frozenset({"get"}),
    read=ADMIN,
    execute=_ask,
    present=_present,
    partner=True,
)
