# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IntegrationPack, IntegrationPackInstance, IntegrationPackEnvironmentAttachment and Process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import ids
from ..state import Pack, Record
from ..wire import ApiError
from .declaration import Context, ObjectType, fields, needs, tie


def _shared_pack(context: Context, body: Record) -> Pack:
    pack_id = body.get("integrationPackId")
    if not isinstance(pack_id, str) or pack_id not in context.account.packs:
        message = (
            f"Integration pack ID {pack_id} is invalid. Provide a valid integration pack ID to complete this action."
        )
        raise ApiError(context.settings.unknown_pack_status, message)
    return context.world.packs[pack_id]


def _install(context: Context, body: Record) -> Record:
    pack = _shared_pack(context, body)
    name = body.get("integrationPackOverrideName") or None
    if name is not None and not isinstance(name, str):
        raise ApiError(400, "The field integrationPackOverrideName must be text.")
    installed = [record for record in context.account.instances.values() if record["integrationPackId"] == pack.id]
    if pack.multi:
        name = _multi_name(context, pack, name, installed)
    else:
        if name is not None:
            message = f"The integration pack {pack.name} does not allow multiple installs and takes no name."
            raise ApiError(400, message)
        if installed and context.settings.second_single == "existing":
            return installed[0]
        if installed and context.settings.second_single == "refuse":
            raise context.conflict(f"The integration pack {pack.name} is already installed in this account.")
    return context.account.instances.add(context.world.new_instance(pack, name))


def _multi_name(context: Context, pack: Pack, name: str | None, installed: list[Record]) -> str:
    if name is None:
        if context.settings.multi_without_name == "refuse":
            raise ApiError(400, f"The integration pack {pack.name} needs an integrationPackOverrideName.")
        name = pack.name
    if context.settings.stored_name == "removed":
        name = name.strip()
    taken = any(record["integrationPackOverrideName"] == name for record in installed)
    if taken and context.settings.multi_duplicate_name == "refuse":
        raise context.conflict(f"An integration pack instance named {name} already exists.")
    return name


def _shown_name(context: Context, record: Record) -> str | None:
    pack = context.world.packs[record["integrationPackId"]]
    name: str | None = record["integrationPackOverrideName"]
    if name is not None or pack.multi:
        return name
    return {"absent": None, "empty": "", "pack_name": pack.name}[context.settings.single_name]


def _present_instance(context: Context, record: Record, operation: str) -> Record:
    shown: Record = {}
    processes = [dict(process) for process in record["ProcessId"]]
    if operation != "query" or context.settings.query_processes == "present":
        single = len(processes) == 1 and context.settings.processes_shape == "object"
        shown["ProcessId"] = processes[0] if single else processes
    shown["integrationPackId"] = record["integrationPackId"]
    name = _shown_name(context, record)
    if name is not None:
        shown["integrationPackOverrideName"] = name
    shown["id"] = record["id"]
    return shown


def _uninstall(context: Context, record: Record) -> None:
    attachments = [
        attachment["id"]
        for attachment in context.account.instance_attachments.values()
        if attachment["integrationPackInstanceId"] == record["id"]
    ]
    if attachments and context.settings.delete_attached == "refuse":
        raise context.conflict("The integration pack instance is attached to an environment. Detach it first.")
    for attachment in attachments:
        context.account.instance_attachments.remove(attachment)
    context.account.instances.remove(record["id"])


def processes(context: Context) -> Mapping[str, Record]:
    """The processes that the installed instances bring; a MULTI instance's have ids of their own.

    Each says beside what the API shows whether it is a ``_listener``, and which ``_component`` it comes from.
    """
    found: dict[str, Record] = {}
    for instance in context.account.instances.values():
        listeners = context.world.packs[instance["integrationPackId"]].listeners
        source = {"integrationPackId": instance["integrationPackId"], "integrationPackInstanceId": instance["id"]}
        for process in instance["ProcessId"]:
            key = process.get("wrapperProcessId", process["originalProcessId"])
            if "wrapperProcessId" in process and context.settings.multi_process_id == "other":
                key = ids.stable_uuid("process of an instance", key)
            component = process["originalProcessId"]
            fresh: Record = {"IntegrationPack": [], "Description": "", "name": process["name"], "id": key}
            fresh.update(_listener=component in listeners, _component=component)
            found.setdefault(key, fresh)["IntegrationPack"].append(source)
    return found


def deployed(context: Context) -> Iterator[tuple[str, Record]]:
    """The processes with each runtime that they are on. They are there as soon as both are in an environment."""
    account = context.account
    for process in processes(context).values():
        instances = {source["integrationPackInstanceId"] for source in process["IntegrationPack"]}
        attachments = account.instance_attachments.values()
        places = {one["environmentId"] for one in attachments if one["integrationPackInstanceId"] in instances}
        for attached in account.atom_attachments.values():
            if attached["environmentId"] in places:
                yield attached["atomId"], process


def _from_pack(name: str) -> Any:
    return lambda context, record: [source[name] for source in record["IntegrationPack"]]


PACK = ObjectType(
    name="IntegrationPack",
    store=lambda context: context.account.packs,
    filters=fields("name", "id", "installationType"),
)

INSTANCE = ObjectType(
    name="IntegrationPackInstance",
    store=lambda context: context.account.instances,
    filters={
        **fields("integrationPackId"),
        "integrationPackOverrideName": _shown_name,
        "integrationPackName": lambda context, record: context.world.packs[record["integrationPackId"]].name,
    },
    create=_install,
    delete=_uninstall,
    present=_present_instance,
    nested_types={"ProcessId": "ProcessId"},
)

ATTACHMENT = tie(
    "IntegrationPackEnvironmentAttachment",
    "instance_attachments",
    ids.PACK_ATTACHMENT,
    {"integrationPackInstanceId": "instances", "environmentId": "environments"},
    "The integration pack instance is already attached to the environment.",
    reads=frozenset({"query"}),
    read=needs("DEPLOY"),
)

PROCESS = ObjectType(
    name="Process",
    store=processes,
    filters={
        **fields("name", "id"),
        "integrationPackId": _from_pack("integrationPackId"),
        "integrationPackInstanceId": _from_pack("integrationPackInstanceId"),
    },
    nested_types={"IntegrationPack": "ProcessIntegrationPackInfo"},
)
