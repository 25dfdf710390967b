# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the schedules of processes. They exist once for each process and each runtime on which it is deployed.

Source of names and filters: the vendor's OpenAPI document. Times and retries are one object, and whether the schedules
are enabled is another one of the same process and runtime.
"""

from __future__ import annotations

import typing as t

from .._engine.answer import order
from .._engine.kind import Field, Kind, SetKind, Values
from .._engine.world import Unknown, World, asks_for, found_or_named, looks_like_id, resolve
from . import schedule_words as words
from .environments import ATOM
from .packs import INTEGRATION_PACK_INSTANCE
from .processes import PROCESS, process_of, processes_of

_Found = t.TypeVar("_Found")

_PRIVILEGES = {
    "read": "API and (SCHEDULE_MAINTENANCE, ATOM_MANAGEMENT, or ATOM_MANAGEMENT_READ_ONLY)",
    # One of them in the vendor's list of privileges, and both in its prose on UPDATE.
    "write": "API and (SCHEDULE_MAINTENANCE or ATOM_MANAGEMENT, or both)",
}
_KEY = (Field("id"), Field("process_id", filter=True), Field("atom_id", filter=True))


class _Times(Field):
    """A list of times, in plain form."""

    def read(self, raw: t.Any) -> list[words.Times]:
        return words.from_api(raw)

    def written(self, value: t.Any) -> t.Any:
        return words.to_api(value)


class _Retry(Field):
    """How a run is tried again; ``None`` where the API tells nothing of it."""

    def read(self, raw: t.Any) -> Values | None:
        return super().read(raw)[0] if isinstance(raw, dict) else None

    def written(self, value: t.Any) -> t.Any:
        return super().written([value])[0]


# The times and the retries of a process on a runtime, and whether it runs on its schedules: for reading, and planning.
TIMES: dict[str, t.Any] = {
    "name": "ProcessSchedules",
    "fields": (
        *_KEY,
        _Times("schedules", "Schedule"),
        _Retry("retry", "Retry", fields=(Field("max_retry", type="int"), _Times("schedules", "Schedule"))),
    ),
    "title": "schedules",
    **_PRIVILEGES,
}
ENABLED: dict[str, t.Any] = {
    "name": "ProcessScheduleStatus",
    "fields": (*_KEY, Field("enabled", type="bool")),
    "title": "state of schedules",
    **_PRIVILEGES,
}
PROCESS_SCHEDULES = SetKind(**TIMES)
PROCESS_SCHEDULE_STATUS = SetKind(**ENABLED)

# The options that tell which schedules are meant.
PLACE = {"integration_pack_instance": INTEGRATION_PACK_INSTANCE, "process": PROCESS, "runtime": ATOM}


def listed(world: World, given: t.Mapping[str, str]) -> list[Values]:
    """Return the schedules of the account, or those that the options of :data:`PLACE` leave, for the modules that read.

    :raises Unknown: more has to be asked
    :raises StateError: a name is unknown or ambiguous
    """
    for option, kind in PLACE.items():
        if option in given and not (option == "process" and "integration_pack_instance" in given):
            world.want(*asks_for(kind, given[option]))
    process_ids = _process_ids(world, given)
    atom_id = _id_of(world, ATOM, "atom_id", given["runtime"]) if "runtime" in given else None
    # A process runs on few runtimes, and a runtime has many processes.
    by: list[tuple[str | None, str | None]] = [("atom_id" if atom_id else None, atom_id)]
    if process_ids is not None:
        by = [("process_id", one) for one in process_ids]
    pending = not world.want(*((kind, *ask) for kind in (PROCESS_SCHEDULES, PROCESS_SCHEDULE_STATUS) for ask in by))
    pending |= process_ids is None and not world.wish((PROCESS, None, None))
    pending |= atom_id is None and not world.wish((ATOM, None, None))
    if pending:
        raise Unknown
    enabled = {(row["process_id"], row["atom_id"]): row["enabled"] for row in world.known(PROCESS_SCHEDULE_STATUS)}
    rows = [
        {
            "id": row["id"],
            "process": (world.get(PROCESS, row["process_id"]) or {}).get("name"),
            "process_id": row["process_id"],
            "runtime": (world.get(ATOM, row["atom_id"]) or {}).get("name"),
            "atom_id": row["atom_id"],
            "enabled": enabled.get((row["process_id"], row["atom_id"])),
            "schedules": words.describe(row["schedules"]),
            "retry": row["retry"] and words.describe_retry(row["retry"]),
        }
        for row in world.known(PROCESS_SCHEDULES)
        # Compared exactly here: how the server compares is not documented.
        if (process_ids is None or row["process_id"] in process_ids) and atom_id in (None, row["atom_id"])
    ]
    return sorted(rows, key=order)


def _process_ids(world: World, given: t.Mapping[str, str]) -> list[str] | None:
    """Return the IDs of the processes that are meant; ``None`` for all."""
    if "integration_pack_instance" not in given:
        return [_id_of(world, PROCESS, "process_id", given["process"])] if "process" in given else None
    instance = resolve(world, INTEGRATION_PACK_INSTANCE, given["integration_pack_instance"])
    if "process" in given:
        return [str(process_of(world, instance["id"], given["process"])["id"])]
    return [str(process["id"]) for process in processes_of(world, instance["id"])]


def _id_of(world: World, kind: Kind, field: str, text: str) -> str:
    found = found_or_scheduled(world, PROCESS_SCHEDULES, field, text, lambda: resolve(world, kind, text))
    return str(found["id"]) if found else text


def found_or_scheduled(world: World, sets: Kind, field: str, text: str, find: t.Callable[[], _Found]) -> _Found | None:
    """Return the process or the runtime that ``find`` finds; ``None`` for an ID that only its schedules show."""
    return found_or_named(world, find, (sets, field, text), field, text) if looks_like_id(text) else find()
