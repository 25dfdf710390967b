# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""AccountGroup."""

from __future__ import annotations

from .. import ids
from ..errors import ApiError
from ..state import Record
from .declaration import ADMIN, Context, ObjectType, fields, text_of

LEVELS = ("none", "info", "warning", "error")


def _checked(context: Context, body: Record, own_id: str | None = None) -> Record:
    name = text_of(body, "name", "AccountGroup")
    for record in context.account.account_groups.values():
        if record["name"] == name and record["id"] != own_id:
            raise context.conflict(f"An account group named {name} already exists.")
    level = body.get("autoSubscribeAlertLevel", "none")
    if level not in LEVELS:
        raise ApiError(400, f"The autoSubscribeAlertLevel {level} is invalid.")
    return {
        "accountId": context.account.id,
        "name": name,
        "autoSubscribeAlertLevel": level,
        "defaultGroup": body.get("defaultGroup", False),
        "Resources": {"Resource": list(body.get("Resources", {}).get("Resource", []))},
    }


def _create(context: Context, body: Record) -> Record:
    return context.account.account_groups.add({"id": ids.random_uuid(), **_checked(context, body)})


def _update(context: Context, record: Record, body: Record) -> Record:
    # What is left out is taken away: the worst that an UPDATE may do, since the vendor's document does not say.
    record.update(_checked(context, body, record["id"]))
    return record


def _present(context: Context, record: Record, operation: str) -> Record:
    if operation in ("query", "queryMore"):
        return {name: value for name, value in record.items() if name != "Resources"}
    ties = [tie for tie in context.account.group_packs.values() if tie["accountGroupId"] == record["id"]]
    shared = {resource["resourceId"]: resource for resource in record["Resources"]["Resource"]}
    for tie in ties:
        shared[tie["integrationPackId"]] = {
            "resourceId": tie["integrationPackId"],
            "resourceName": tie["integrationPackName"],
            "objectType": "Integration Pack",
        }
    resources = [{"@type": "Resource", **resource} for resource in shared.values()]
    return {**record, "Resources": {"Resource": resources}}


ACCOUNT_GROUP = ObjectType(
    name="AccountGroup",
    store=lambda context: context.account.account_groups,
    filters=fields("id", "accountId", "name", "defaultGroup", "autoSubscribeAlertLevel"),
    read=ADMIN,
    create=_create,
    update=_update,
    present=_present,
    nested_types={"Resources": "Resources"},
)
