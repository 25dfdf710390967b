# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""EnvironmentExtensions: what attached packs declare, and the values that override it."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from .. import ids
from ..state import Record
from ..wire import ApiError
from .declaration import READ_RUNTIMES, WRITE_RUNTIMES, Context, ObjectType, fields
from .integration_packs import processes

# Each section with the names of its lists, from the outermost one to that of the values, and what tells entries apart.
LISTS: dict[str, tuple[tuple[str, str], ...]] = {
    "connections": (("connection", "id"), ("field", "id")),
    "operations": (("operation", "id"), ("field", "id")),
    "sharedCommunications": (("sharedCommunication", "id"), ("field", "id")),
    "tradingPartners": (("tradingPartner", "id"), ("category", "id"), ("field", "id")),
    "processProperties": (("ProcessProperty", "id"), ("ProcessPropertyValue", "key")),
    "properties": (("property", "name"),),
    "crossReferences": (("crossReference", "id"),),
    "PGPCertificates": (("PGPCertificate", "id"),),
}
Path = tuple[str, ...]


def _entries(holder: Any, name: str) -> list[Record]:
    found = holder.get(name) if isinstance(holder, dict) else None
    return [entry for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, dict)]


def _values(content: Mapping[str, Any]) -> Iterator[tuple[Path, Record]]:
    """All values of a set, or of an UPDATE, each with its path."""

    def walk(holder: Any, lists: tuple[tuple[str, str], ...], path: Path) -> Iterator[tuple[Path, Record]]:
        name, key = lists[0]
        for entry in _entries(holder, name):
            below = (*path, str(entry.get(key)))
            if len(lists) > 1:
                yield from walk(entry, lists[1:], below)
            else:
                yield below, entry

    for section, lists in LISTS.items():
        yield from walk(content.get(section), lists, (section,))


def _sets(context: Context) -> dict[str, Record]:
    """One set for each environment, and one for each process of a MULTI instance attached to it.

    Each with what is ``declared`` in it. There may be thousands: only those that are asked for are filled.
    """
    found: dict[str, Record] = {}
    brought: dict[str, list[str]] = {}
    for process in processes(context).values():
        for source in process["IntegrationPack"]:
            brought.setdefault(source["integrationPackInstanceId"], []).append(process["id"])
    for attachment in context.account.instance_attachments.values():
        instance = context.account.instances.get(attachment["integrationPackInstanceId"])
        environment = attachment["environmentId"]
        pack = context.world.packs[instance["integrationPackId"]] if instance else None
        if instance is None or pack is None or not pack.extensions:
            continue
        groups = brought.get(instance["id"], []) if pack.multi else [""]
        for group in groups:
            key = ids.encoded(f"{environment}:{group}") if group else environment
            fresh: Record = {"id": key, "environmentId": environment, "extensionGroupId": group, "declared": []}
            found.setdefault(key, fresh)["declared"].append(pack.extensions)
    return found


def _merge(record: Record, declared: Mapping[str, Any]) -> None:
    for section, content in declared.items():
        for name, entries in content.items():
            there = record[section].setdefault(name, [])
            known = {entry.get("id", entry.get("name")) for entry in there}
            there += [copy.deepcopy(entry) for entry in entries if entry.get("id", entry.get("name")) not in known]


def _filled(context: Context, found: Record) -> Record:
    """A set with what is declared in it, and the values that override that."""
    record: Record = {name: value for name, value in found.items() if name != "declared"}
    record.update({name: {} for name in LISTS})
    for declared in found["declared"]:
        _merge(record, declared)
    overrides = context.account.extension_values.get(record["id"], {})
    for path, entry in _values(record):
        override = overrides.get(path)
        if path[0] == "crossReferences":
            entry["overrideValues"] = override is not None
            entry.setdefault("CrossReferenceRows", {"row": []})
        elif path[0] != "properties":
            entry["useDefault"] = override is None
        entry.update(copy.deepcopy(override or {}))
        if entry.get("usesEncryption"):
            # Beside a reference as well (vendor's page on secrets management).
            # The component may have a secret of its own, which is in force by default (vendor's samples).
            entry["encryptedValueSet"] = override is not None or entry.get("encryptedValueSet", False)
            entry.pop("value", None)
        elif override is None and path[0] == "processProperties":
            # Only what was set by the API or on the page comes back.
            entry.pop("value", None)
    return record


def _update(context: Context, record: Record, body: Record) -> Record:
    overrides: dict[Path, Record] = context.account.extension_values.setdefault(record["id"], {})
    sent = list(_values(body))
    declared = dict(_values(_filled(context, record)))
    if body.get("partial") not in (True, "true"):
        # What is not sent falls back to its default.
        overrides.clear()
    for component in {path[:2] for path, _entry in sent if path[0] == "processProperties"}:
        whole = {path for path, _entry in sent if path[:2] == component}
        for path in [path for path in overrides if path[:2] == component and path not in whole]:
            del overrides[path]
    for path, entry in sent:
        # What is not declared is ignored in silence.
        if path in declared:
            _override(overrides, path, declared[path], entry)
    return record


def _override(overrides: dict[Path, Record], path: Path, declared: Record, entry: Record) -> None:
    if path[0] == "crossReferences":
        if entry.get("overrideValues") in (True, "true"):
            overrides[path] = {"CrossReferenceRows": entry.get("CrossReferenceRows", {"row": []})}
        else:
            overrides.pop(path, None)
        return
    # What becomes of a reference is not documented: the worst is that it stays until it is switched off, and shows.
    config = overrides.get(path, {}).get("CloudManagedSecretConfig", {}) | entry.get("CloudManagedSecretConfig", {})
    kept: Record = {"CloudManagedSecretConfig": config} if config else {}
    if config.get("usesRemoteSecretsManager") in (True, "true"):
        overrides[path] = kept
    elif entry.get("useDefault") in (True, "true"):
        overrides.pop(path, None)
    elif "value" in entry:
        if not isinstance(entry["value"], str):
            raise ApiError(400, f"The value of {path[-1]} must be text.")
        overrides[path] = {"value": entry["value"], **kept}
        if declared.get("usesEncryption") and not entry["value"]:
            # Whether an empty text wipes a secret is not documented: the worst is that it does.
            del overrides[path]


def _present(context: Context, record: Record, operation: str) -> Record:
    shown = _filled(context, record)
    if not shown["extensionGroupId"]:
        del shown["extensionGroupId"]
    for section in LISTS:
        if not shown[section]:
            # Real answers omit what is empty.
            del shown[section]
    if context.settings.extension_lists == "object":
        _bare(shown)
    if context.settings.extension_flags == "text":
        for _path, entry in _values(shown):
            entry.update({name: str(value).lower() for name, value in entry.items() if isinstance(value, bool)})
    return shown


def _bare(holder: Record) -> None:
    """Make of each list of one the bare object."""
    for name, value in holder.items():
        if isinstance(value, list):
            for entry in value:
                _bare(entry)
            if len(value) == 1:
                holder[name] = value[0]
        elif isinstance(value, dict):
            _bare(value)


EXTENSIONS = ObjectType(
    name="EnvironmentExtensions",
    store=_sets,
    filters=fields("environmentId", "extensionGroupId"),
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
    update=_update,
    present=_present,
)
