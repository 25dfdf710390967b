# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the part of a plan that removes: what is to be absent, what a purge does not find listed, and what holds it."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .kind import HELD, End, Kind, Values, label
from .steps import ABSENT, PRESENT, Item, Step, family_of, sentence

if t.TYPE_CHECKING:
    from .plan import Planner


class Removals:
    """Plans what is to go, behind all that is to be there."""

    def __init__(self, planner: Planner) -> None:
        self._planner, self._wanted, self._world = planner, planner.wanted, planner.world
        self._leaving: dict[tuple[Kind, str], Step] = {}

    def plan(self) -> None:
        """Plan what is to go. What is described last goes first."""
        planner, purge = self._planner, self._wanted.purge
        for kind in reversed(self._wanted.kinds):
            leaving = [(number, planner.found[number]) for number, item in planner.items(ABSENT) if item.kind is kind]
            unwanted = family_of(kind).unwanted(planner, kind, purge[kind]) if kind in purge else []
            for number, found in [*leaving, *((None, values) for values in unwanted)]:
                with planner.about(len(self._wanted.items) if number is None else number):
                    if found:
                        self._leave(kind, number, found)

    def _leave(self, kind: Kind, number: int | None, found: Values) -> None:
        if kind.ends:
            step = self._planner.ties.untie(kind, kind.ends[1], kind.ends[0], found, number)
            self._planner.steps.append(step)
            return
        item = self._wanted.items[number] if number is not None else None
        family_of(kind).want_name(self._world, kind, found["id"])
        name = family_of(kind).name_of(self._world, kind, found["id"])
        step = Step(kind.delete, kind, kind.title, name, found=found, item=number)
        if not self._world.want(*((tie, tie.ends[n].field, found["id"]) for tie, n in kind.ties if tie.ends[n].holds)):
            return
        held: list[tuple[End, Values]] = []
        for tie, n in kind.ties:
            own, other = tie.ends[n], tie.ends[1 - n]
            there = self._world.seen(tie, own.field, found["id"]) if own.holds else []
            # The API promises no order.
            for values in sorted(there, key=lambda values: str(values[other.field])):
                untied = self._planner.ties.untied.get(values["id"])
                if untied is None:
                    untied = self._planner.ties.untie(tie, own, other, values, number, part=True)
                    if own.holds == HELD and not self._is_listed(item, own, other, values):
                        held.append((other, values))
                    self._planner.steps.append(untied)
                step.needs.append(untied)
        self._leaving[kind, found["id"]] = step
        self._planner.steps.append(step)
        if held and not self._wanted.force:
            raise self._held(kind, found, held)

    def _is_listed(self, item: Item | None, own: End, other: End, values: Values) -> bool:
        """Tell whether the item that is to go lists itself what is tied to it."""
        texts = item.lists.get(own.lists, ()) if item and own.lists else ()
        return values[other.field] in texts or self._world.name_of(other.kind, values[other.field]) in texts

    def _held(self, kind: Kind, found: Values, held: list[tuple[End, Values]]) -> StateError:
        by_kind: dict[Kind, list[Values]] = {}
        for end, values in held:
            row = self._world.get(end.kind, values[end.field]) or {"id": values[end.field]}
            by_kind.setdefault(end.kind, []).append(row)
        parts = []
        for of, rows in by_kind.items():
            names = [(family_of(of).name_of(self._world, of, row["id"]), row["id"]) for row in rows]
            told = sorted(one if name == one else f"{name!r} ({one})" for name, one in names)
            parts.append(f"the {of.title}s {', '.join(told)}")
        holders: dict[str, t.Any] = {
            f"{of.title}s".replace(" ", "_"): [{"id": row["id"], "name": row.get(of.called)} for row in rows]
            for of, rows in by_kind.items()
        }
        return StateError(
            f"{sentence(kind.title)} {label(kind, found)} cannot be deleted while something is attached to it:"
            f" {' and '.join(parts)}. Detach that first, or set force.",
            **holders,
        )

    def check(self) -> None:
        """Refuse what contradicts itself: nothing can be attached to what is to go, and no values be set there.

        Whether it is so already or not: the next run would not find it.
        """
        planner = self._planner
        going = {object_id: step for (_kind, object_id), step in self._leaving.items()}
        for number, item in planner.items(PRESENT):
            for name in item.tied:
                _tie, own, other = item.kind.lists[name]
                for target, called in planner.ties.targets[number, name].items():
                    if target in going:
                        owner = planner.name_of(own.kind, planner.owners[number])
                        text = f"{sentence(other.kind.title)} {called!r} cannot be attached to {owner!r}"
                        self._refuse(number, text, going[target], "do not attach it")
        for (kind, keys), (setting, place) in planner.places.items():
            gone = [value for _key, value in keys if value in going]
            if all(one in going for one in place.within):
                gone += sorted(place.within)[:1]
            for one in gone:
                text = f"{sentence(kind.title)} of {place.name!r} cannot be set"
                self._refuse(setting.item or 0, text, going[one], "set no values")

    def _refuse(self, number: int, text: str, leaving: Step, instead: str) -> None:
        how = "is to be absent" if leaving.item is not None else "is not listed, so purge would remove it"
        problem = StateError(f"{text}: {leaving.title} {leaving.name!r} {how}. Keep it, or {instead}.")
        self._planner.problems.append((number, problem))
