# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: lists of instances of integration packs: which items contradict each other, and what a purge removes."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .._engine.kind import Kind, Values
from .._engine.steps import PURGE_ALL, Item, sentence
from .pack_plan import NAME, PACK_ID, age_of, pack_in

if t.TYPE_CHECKING:
    from .._engine.plan import Planner


def conflicts(planner: Planner, items: list[tuple[int, Item]]) -> list[tuple[int, StateError]]:
    """Two items must not mean one instance, nor may one mean whichever of a pack another item names."""
    problems = []
    by_instance: dict[str, int] = {}
    by_pack: dict[str, dict[str | None, int]] = {}
    for number, item in items:
        found, given = planner.found.get(number), item.given
        earlier = by_instance.setdefault(found["id"], number) if found else number
        pack_id = found[PACK_ID] if found else pack_in(planner.world, given)
        if pack_id and "id" not in given:
            names = by_pack.setdefault(pack_id, {})
            name = given.get(NAME)
            if name is None:
                earlier = min(earlier, *names.values(), number)
            earlier = min(earlier, names.get(None, number), names.setdefault(name, number))
        if earlier != number:
            same = planner.wanted.items[earlier].same()
            text = f"{sentence(item)} {same}, or includes it. List it once."
            problems.append((number, StateError(text)))
    return problems


def unwanted(planner: Planner, kind: Kind, scope: str) -> list[Values]:
    """Return the instances that a purge removes, the oldest first."""
    world = planner.world
    listed = {found["id"] for found in planner.found.values() if found}
    packs = {found[PACK_ID] for found in planner.found.values() if found and PACK_ID in found}
    packs |= {pack_in(world, item.given) for item in planner.wanted.items if item.kind is kind}
    # An instance whose pack the API does not tell belongs to none of the listed ones.
    packs.discard(None)
    if scope != PURGE_ALL:
        world.need(*((kind, PACK_ID, pack_id) for pack_id in packs))
    there = world.all(kind) if scope == PURGE_ALL else world.known(kind)
    others = [row for row in there if row["id"] not in listed and (scope == PURGE_ALL or row[PACK_ID] in packs)]
    return sorted(others, key=age_of)
