# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environment, EnvironmentAtomAttachment, EnvironmentRole, Atom, Cloud and Role."""

from __future__ import annotations

from typing import Any

from .. import ids
from ..errors import ApiError
from ..query import RUNTIME_OPERATORS
from ..state import Record
from .declaration import READ_RUNTIMES, Context, ObjectType, fields, text_of

CLASSIFICATIONS = ("PROD", "TEST")


def _free_name(context: Context, name: str, own_id: str | None = None) -> str:
    for record in context.account.environments.values():
        if record["name"] == name and record["id"] != own_id:
            raise context.conflict(f"An environment named {name} already exists.")
    return name


def _create_environment(context: Context, body: Record) -> Record:
    name = _free_name(context, text_of(body, "name", "Environment"))
    classification = body.get("classification") or "PROD"
    if classification not in CLASSIFICATIONS:
        raise ApiError(400, f"The classification {classification} is invalid.")
    record = {"id": ids.random_uuid(), "name": name, "classification": classification}
    return context.account.environments.add(record)


def _update_environment(context: Context, record: Record, body: Record) -> Record:
    # Only the name can be updated; the body repeats the other fields and they count for nothing.
    record["name"] = _free_name(context, text_of(body, "name", "Environment"), record["id"])
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


def _attach_atom(context: Context, body: Record) -> Record:
    account = context.account
    atom_id = text_of(body, "atomId", "EnvironmentAtomAttachment")
    environment_id = text_of(body, "environmentId", "EnvironmentAtomAttachment")
    if atom_id not in account.atoms:
        raise ApiError(400, f"Atom ID {atom_id} is invalid.")
    if environment_id not in account.environments:
        raise ApiError(400, f"Environment ID {environment_id} is invalid.")
    key = ids.runtime_attachment(atom_id, environment_id)
    existing = account.atom_attachments.get(key)
    if existing is not None:
        return context.again(existing, "The runtime is already attached to the environment.")
    there = [record for record in account.atom_attachments.values() if record["environmentId"] == environment_id]
    if context.settings.runtimes_per_environment and len(there) >= context.settings.runtimes_per_environment:
        raise context.conflict("The environment takes no further runtime.")
    # Attaching it elsewhere moves it.
    context.world.release_atom(account, atom_id)
    return account.atom_attachments.add({"id": key, "atomId": atom_id, "environmentId": environment_id})


def _detach_atom(context: Context, record: Record) -> None:
    context.account.atom_attachments.remove(record["id"])


def _create_atom(context: Context, body: Record) -> Record:
    account = context.account
    cloud = account.clouds.get(text_of(body, "cloudId", "Atom"))
    if cloud is None:
        raise ApiError(400, f"Cloud ID {body['cloudId']} is invalid.")
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


def _grant(context: Context, body: Record) -> Record:
    account = context.account
    environment_id = text_of(body, "environmentId", "EnvironmentRole")
    role_id = text_of(body, "roleId", "EnvironmentRole")
    if environment_id not in account.environments:
        raise ApiError(400, f"Environment ID {environment_id} is invalid.")
    if role_id not in account.roles:
        raise ApiError(400, f"Role ID {role_id} is invalid.")
    key = ids.environment_role(role_id, environment_id)
    existing = account.environment_roles.get(key)
    if existing is None:
        return account.environment_roles.add({"id": key, "environmentId": environment_id, "roleId": role_id})
    return context.again(existing, "The role is already assigned to the environment.")


def _withdraw(context: Context, record: Record) -> None:
    context.account.environment_roles.remove(record["id"])


def _present_role(context: Context, record: Record, operation: str) -> Record:
    privileges = [{"@type": "", **privilege} for privilege in record["Privileges"]["Privilege"]]
    return {**record, "Privileges": {"Privilege": privileges}}


ENVIRONMENT = ObjectType(
    name="Environment",
    store=lambda context: context.account.environments,
    reads=frozenset({"get", "bulk", "query"}),
    filters=fields("name", "id", "classification"),
    read=READ_RUNTIMES,
    write=(frozenset({"API", "ATOM_MANAGEMENT"}),),
    create=_create_environment,
    update=_update_environment,
    delete=_delete_environment,
    stale_get=True,
)

ATOM_ATTACHMENT = ObjectType(
    name="EnvironmentAtomAttachment",
    store=lambda context: context.account.atom_attachments,
    reads=frozenset({"query"}),
    filters=fields("atomId", "environmentId"),
    read=READ_RUNTIMES,
    write=(frozenset({"API", "ATOM_MANAGEMENT"}),),
    create=_attach_atom,
    delete=_detach_atom,
)

ATOM = ObjectType(
    name="Atom",
    store=lambda context: context.account.atoms,
    reads=frozenset({"get", "bulk", "query"}),
    filters={
        **fields("name", "id", "status", "type", "capabilities", "cloudId", "cloudMoleculeId", "instanceId"),
        **fields("isCloudAttachment", "attachmentCloudId"),
        "hostname": lambda context, record: record.get("hostName"),
    },
    operators=RUNTIME_OPERATORS,
    read=READ_RUNTIMES,
    write=(frozenset({"API", "ATOM_MANAGEMENT"}),),
    create=_create_atom,
    update=_update_atom,
    delete=_delete_atom,
)

CLOUD = ObjectType(
    name="Cloud",
    store=lambda context: context.account.clouds,
    reads=frozenset({"get", "bulk", "query"}),
    filters=fields("name", "id"),
    read=(frozenset({"API", "CLOUD_MANAGEMENT"}),),
    nested_types={"Atom": "CloudAtom"},
)

ENVIRONMENT_ROLE = ObjectType(
    name="EnvironmentRole",
    store=lambda context: context.account.environment_roles,
    reads=frozenset({"get", "bulk", "query"}),
    filters=fields("environmentId", "roleId"),
    read=READ_RUNTIMES,
    write=(frozenset({"API", "ENV_MANAGEMENT"}),),
    create=_grant,
    delete=_withdraw,
)

ROLE = ObjectType(
    name="Role",
    store=lambda context: context.account.roles,
    reads=frozenset({"get", "bulk", "query"}),
    filters=fields("name", "parentId"),
    read=(frozenset({"API", "ACCOUNT_ADMIN"}),),
    present=_present_role,
    nested_types={"Privileges": "Privileges"},
)
