# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""ProcessSchedules and ProcessScheduleStatus: there is one of each for a process and a runtime on which it is deployed.

Where the vendor's pages are silent, the worst is played: an UPDATE replaces the whole object, and each entry has
all six fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .. import ids
from ..state import Record
from ..wire import ApiError
from .declaration import Context, ObjectType, fields, needs, text_of
from .integration_packs import deployed

# The API's name of each field, with its bounds. The vendor's page has none for years.
BOUNDS = {
    "minutes": (0, 59),
    "hours": (0, 23),
    "daysOfWeek": (1, 7),
    "daysOfMonth": (1, 31),
    "months": (1, 12),
    "years": (1, 9999),
}
# An interval stands behind a range only (vendor's page).
_PIECE = re.compile(r"(\d+)(?:-(\d+)(?:/(\d+))?)?")
_RETRIES = range(1, 6)
# How many objects one bulk UPDATE takes (vendor's page).
MOST_AT_ONCE = 15

_WRITE = needs("SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT")
_READ = needs("SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY")


def _places(context: Context) -> Mapping[str, Record]:
    """All that is written of each process on each runtime, by id."""
    account = context.account
    found: dict[str, Record] = {}
    for atom_id, process in deployed(context):
        if process["_listener"] and context.settings.listener_schedules == "absent":
            continue
        fresh: Record = {**ids.tie("CPS", atomId=atom_id, processId=process["id"]), "Schedule": [], "enabled": True}
        key = fresh["id"]
        found[key] = account.schedules.setdefault(key, fresh)
        found[key]["listener"] = process["_listener"]
    return found


def _checked_ids(record: Record, body: Record, name: str) -> None:
    for key in ("atomId", "processId"):
        if text_of(body, key, name) != record[key]:
            raise ApiError(400, f"The field {key} of {name} is invalid.")
    if body.get("id", record["id"]) != record["id"]:
        raise ApiError(400, f"The field id of {name} is invalid.")


def _refuse_unknown(body: Record, known: set[str], name: str) -> None:
    unknown = sorted(set(body) - known - {"@type"})
    if unknown:
        raise ApiError(400, f"The field {unknown[0]} of {name} does not exist.")


def numbers(name: str, text: Any) -> list[int]:
    """What a field of a schedule holds, or ApiError 400."""
    low, high = BOUNDS[name]
    found: set[int] = set()
    for piece in (f"{low}-{high}" if text == "*" else str(text)).split(","):
        match = _PIECE.fullmatch(piece)
        first, last, step = (int(group or 0) for group in match.groups()) if match else (0, -1, 0)
        # An interval of 0 that is written is as wrong as the others.
        last, step = last or first, 1 if match and match.group(3) is None else step
        if not step or not low <= first <= last <= high:
            raise ApiError(400, f"The value {text} of the field {name} of Schedule is invalid.")
        found.update(range(first, last + 1, step))
    return sorted(found)


def _checked_schedules(value: Any) -> list[Record]:
    entries = value if isinstance(value, list) else [value]
    for entry in entries:
        if not isinstance(entry, dict):
            raise ApiError(400, "A Schedule must be an object.")
        _refuse_unknown(entry, set(BOUNDS), "Schedule")
        for name in BOUNDS:
            numbers(name, text_of(entry, name, "Schedule"))
    return [{name: entry[name] for name in BOUNDS} for entry in entries]


def _update_schedules(context: Context, record: Record, body: Record) -> Record:
    _refuse_unknown(body, {"id", "atomId", "processId", "Schedule", "Retry"}, "ProcessSchedules")
    _checked_ids(record, body, "ProcessSchedules")
    if record["listener"]:
        raise ApiError(400, "Schedules cannot be set for a listener process.")
    written: Record = {"Schedule": _checked_schedules(body.get("Schedule", []))}
    retry = body.get("Retry")
    if retry is not None:
        _refuse_unknown(retry, {"Schedule", "maxRetry"}, "ScheduleRetry")
        if retry.get("maxRetry") not in _RETRIES:
            raise ApiError(400, f"The maxRetry {retry.get('maxRetry')} is invalid.")
        written["Retry"] = {
            "Schedule": _checked_schedules(retry.get("Schedule", [])),
            "maxRetry": int(retry["maxRetry"]),
        }
    record.pop("Retry", None)
    record.update(written)
    return record


def _update_status(context: Context, record: Record, body: Record) -> Record:
    _refuse_unknown(body, {"id", "atomId", "processId", "enabled"}, "ProcessScheduleStatus")
    _checked_ids(record, body, "ProcessScheduleStatus")
    if not isinstance(body.get("enabled"), bool):
        raise ApiError(400, "The field enabled of ProcessScheduleStatus is required.")
    record["enabled"] = body["enabled"]
    return record


def _shown(context: Context, schedules: list[Record]) -> list[Record]:
    if context.settings.schedule_form == "kept":
        return schedules
    return [
        {name: text if text == "*" else ",".join(map(str, numbers(name, text))) for name, text in entry.items()}
        for entry in schedules
    ]


def _present_schedules(context: Context, record: Record, operation: str) -> Record:
    shown = {name: record[name] for name in ("processId", "atomId", "id")}
    shown["Schedule"] = _shown(context, record["Schedule"])
    if "Retry" in record:
        shown["Retry"] = {**record["Retry"], "Schedule": _shown(context, record["Retry"]["Schedule"])}
    return shown


def _present_status(context: Context, record: Record, operation: str) -> Record:
    return {name: record[name] for name in ("processId", "atomId", "id", "enabled")}


SCHEDULES = ObjectType(
    name="ProcessSchedules",
    store=_places,
    filters=fields("processId", "atomId"),
    read=_READ,
    write=_WRITE,
    update=_update_schedules,
    bulk_updates=MOST_AT_ONCE,
    present=_present_schedules,
    nested_types={"Schedule": "Schedule", "Retry": "ScheduleRetry"},
)

STATUS = ObjectType(
    name="ProcessScheduleStatus",
    store=_places,
    filters=fields("processId", "atomId"),
    read=_READ,
    write=_WRITE,
    update=_update_status,
    present=_present_status,
)
