# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environment, EnvironmentAtomAttachment, EnvironmentRole, Atom, Cloud, InstallerToken and Role."""

from __future__ import annotations

import datetime
from typing import Any

from .. import ids
from ..query import RUNTIME_OPERATORS
from ..state import Record
from ..wire import ApiError
from .declaration import (
    ADMIN,
    READ_RUNTIMES,
    WRITE_RUNTIMES,
    Context,
    ObjectType,
    field,
    fields,
    needs,
    reference,
    text_of,
    tie,
)

CLASSIFICATIONS = ("PROD", "TEST")
_INSTALLERS = ("CLOUD", "ATOM", "MOLECULE", "BROKER", "GATEWAY")


def _create_environment(context: Context, body: Record) -> Record:
    name, there = text_of(body, "name", "Environment"), context.account.environments
    context.check_free("environment", name, there)
    classification = body.get("classification") or "PROD"
    if classification not in CLASSIFICATIONS:
        raise ApiError(400, f"The classification {classification} is invalid.")
    return there.add({"id": ids.random_uuid(), "name": name, "classification": classification})


def _update_environment(context: Context, record: Record, body: Record) -> Record:
    # Only the name can be updated; the body repeats the other fields and they count for nothing.
    name = text_of(body, "name", "Environment")
    context.check_free("environment", name, context.account.environments, record["id"])
    record["name"] = name
    return record


def _delete_environment(context: Context, record: Record) -> None:
    account = context.account
    for attachments in (account.atom_attachments, account.instance_attachments):
        if any(attachment["environmentId"] == record["id"] for attachment in attachments.values()):
            raise context.conflict(f"The environment {record['name']} cannot be deleted while it has attachments.")
    for role in list(account.environment_roles.values()):
        if role["environmentId"] == record["id"]:
            account.environment_roles.remove(role["id"])
    account.environments.remove(record["id"])


def _make_room(context: Context, tie: Record) -> Record:
    account, most = context.account, context.settings.runtimes_per_environment
    there = [record for record in account.atom_attachments.values() if record["environmentId"] == tie["environmentId"]]
    if most and len(there) >= most:
        raise context.conflict("The environment takes no further runtime.")
    # Attaching it elsewhere moves it.
    context.world.release_atom(account, tie["atomId"])
    return {}


def _create_atom(context: Context, body: Record) -> Record:
    account = context.account
    cloud = account.clouds[reference(body, "cloudId", "Atom", account.clouds)]
    # Whatever else the body holds counts for nothing: the documents name these two alone. No name is refused.
    record = context.world.add_atom(
        text_of(body, "name", "Atom"), type="CLOUD", id=ids.random_uuid(), account_id=account.id
    )
    record.update(cloudId=cloud["id"], cloudName=cloud["name"])
    return account.atoms.add(record)


def _delete_atom(context: Context, record: Record) -> None:
    if any(tie["atomId"] == record["id"] for tie in context.account.atom_attachments.values()):
        raise context.conflict(f"The runtime {record['name']} cannot be deleted while it is attached.")
    context.account.atoms.remove(record["id"])


def _update_atom(context: Context, record: Record, body: Record) -> Record:
    kinds: dict[str, Any] = {"name": str, "purgeHistoryDays": int, "purgeImmediate": bool, "forceRestartTime": int}
    for name, kind in kinds.items():
        if name in body:
            if not isinstance(body[name], kind):
                raise ApiError(400, f"The field {name} of Atom is invalid.")
            record[name] = body[name]
    return record


def _create_token(context: Context, body: Record) -> Record:
    kind = text_of(body, "installType", "InstallerToken")
    minutes = body.get("durationMinutes")
    if kind not in _INSTALLERS:
        raise ApiError(400, f"The installType {kind} is invalid.")
    if not isinstance(minutes, int) or not 30 <= minutes <= 1440:
        raise ApiError(400, "The durationMinutes must be from 30 to 1440.")
    if kind == "CLOUD":
        reference(body, "cloudId", "InstallerToken", context.account.clouds)
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "installType": kind,
        "token": f"{kind.lower()}-{ids.random_uuid()}",
        "durationMinutes": minutes,
        "accountId": context.account.id,
        "created": _stamp(now),
        "expiration": _stamp(now + datetime.timedelta(minutes=minutes)),
        **({"cloudId": body["cloudId"]} if "cloudId" in body else {}),
    }


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


ENVIRONMENT = ObjectType(
    name="Environment",
    store=lambda context: context.account.environments,
    filters=fields("name", "id", "classification"),
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
    create=_create_environment,
    update=_update_environment,
    delete=_delete_environment,
    stale_get=True,
)

ATOM_ATTACHMENT = tie(
    "EnvironmentAtomAttachment",
    "atom_attachments",
    ids.RUNTIME_ATTACHMENT,
    {"atomId": "atoms", "environmentId": "environments"},
    "The runtime is already attached to the environment.",
    complete=_make_room,
    reads=frozenset({"query"}),
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
)

ATOM = ObjectType(
    name="Atom",
    store=lambda context: context.account.atoms,
    filters={
        **fields("name", "id", "status", "type", "capabilities", "cloudId", "cloudMoleculeId", "instanceId"),
        **fields("isCloudAttachment", "attachmentCloudId"),
        "hostname": field("hostName"),
    },
    operators=RUNTIME_OPERATORS,
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
    create=_create_atom,
    update=_update_atom,
    delete=_delete_atom,
)

CLOUD = ObjectType(
    name="Cloud",
    store=lambda context: context.account.clouds,
    filters=fields("name", "id"),
    read=needs("CLOUD_MANAGEMENT"),
    nested_types={"Atom": "CloudAtom"},
)

TOKEN = ObjectType(
    name="InstallerToken",
    reads=frozenset(),
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
    create=_create_token,
)

ENVIRONMENT_ROLE = tie(
    "EnvironmentRole",
    "environment_roles",
    "ENV_ROLE",
    {"roleId": "roles", "environmentId": "environments"},
    "The role is already assigned to the environment.",
    read=READ_RUNTIMES,
    write=needs("ENV_MANAGEMENT"),
)

ROLE = ObjectType(
    name="Role",
    store=lambda context: context.account.roles,
    filters=fields("name", "parentId"),
    read=ADMIN,
    nested_types={"Privileges": "Privileges", "Privilege": ""},
)
