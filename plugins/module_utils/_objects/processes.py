# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: processes, which integration packs bring into an account.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

import typing as t

from .._core.errors import StateError, close_matches
from .._engine.kind import End, Field, Kind, Values, label, tells_apart
from .._engine.world import World
from .packs import INTEGRATION_PACK_INSTANCE

PROCESS = Kind(
    "Process",
    (
        Field("id", filter=True),
        Field("name", filter=True),
        Field("description", "Description"),
        Field(
            "integration_packs",
            "IntegrationPack",
            fields=(Field("integration_pack_id"), Field("integration_pack_instance_id")),
        ),
    ),
    foreign={"integration_pack_id": "integrationPackId", "integration_pack_instance_id": "integrationPackInstanceId"},
    plural="processes",
    refers=(End("integration_pack_instance_id", "integration_pack_instance", INTEGRATION_PACK_INSTANCE),),
)


def processes_of(world: World, instance_id: str) -> list[Values]:
    """Return the processes that an instance of an integration pack has brought.

    :raises Unknown: they have to be asked for
    """
    world.need((PROCESS, "integration_pack_instance_id", instance_id))
    return world.seen(PROCESS, "integration_packs", instance_id, _instances)


def _instances(packs: list[Values]) -> set[t.Any]:
    return {pack["integration_pack_instance_id"] for pack in packs}


def owner_of(world: World, process: Values) -> str:
    """Return the instance with which a process is described. SINGLE packs that hold one component share its process."""
    there = _instances(process["integration_packs"])
    return str(min(one for one in there if world.get(INTEGRATION_PACK_INSTANCE, one)))


def reference_of(process: Values, processes: t.Iterable[Values]) -> str:
    """Return what finds one of these processes again: its name where no other has it, else its ID."""
    name = process["name"]
    return str(name if tells_apart(name, (one["name"] for one in processes)) else process["id"])


def process_of(world: World, instance_id: str, text: str | None, where: str = "", called: str | None = None) -> Values:
    """Return one process of an instance.

    :param text: its ID, or its name, which begins with the name of the instance or not; ``None`` for the only one
    :param where: the place of the option that says so
    :param called: the name of the instance, where only the plan knows it
    :raises Unknown: the processes have to be asked for
    :raises StateError: there is none, or there are several
    """
    rows = processes_of(world, instance_id)
    found = [row for row in rows if text is None or text in (row["id"], row["name"])]
    instance = world.get(INTEGRATION_PACK_INSTANCE, instance_id) or {"id": instance_id}
    called = called or instance.get(INTEGRATION_PACK_INSTANCE.called)
    # "<name of the instance> - <name of the process>" (the vendor's samples).
    found = found or [
        row
        for row in rows
        if (row["name"] == f"{called} - {text}" if called else str(row["name"]).endswith(f" - {text}"))
    ]
    if len(found) == 1:
        return found[0]
    of = f"{where}: integration" if where else "Integration"
    of = f"{of} pack instance {label(INTEGRATION_PACK_INSTANCE, instance)} in account {world.account}"
    names = sorted(str(row["name"]) for row in rows)
    if found:
        ids = sorted(str(row["id"]) for row in found)
        meant = (
            f" called {text!r}: {', '.join(ids)}. Use an ID"
            if text
            else f": {', '.join(map(repr, names))}. Give process"
        )
        raise StateError(f"{of} has {len(found)} processes{meant}.", candidates=ids)
    listing = ", ".join(map(repr, names)) or "none that this user can see"
    what = "no process" if text is None else f"no process {text!r}"
    raise StateError(f"{of} has {what}. It has {listing}.", close_matches=close_matches(text or "", names))
