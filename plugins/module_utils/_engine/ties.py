# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the part of a plan that attaches, detaches, and moves what can be at one place only."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .kind import End, Kind, Values, label
from .steps import PRESENT, Item, Step, family_of, sentence
from .world import found_or_named

if t.TYPE_CHECKING:
    from .plan import Planner


class Ties:
    """Plans ties."""

    def __init__(self, planner: Planner) -> None:
        self._planner, self._wanted, self._world = planner, planner.wanted, planner.world
        # What becomes of a tie that is there, by its ID, and where the list puts what can be at one place only.
        self.untied: dict[str, Step] = {}
        self._homes: dict[tuple[Kind, t.Any], int] = {}
        self._items = {found["id"]: self._wanted.items[n] for n, found in planner.found.items() if found}
        # What each list of an item names: the ID or the step that creates it, and its name.
        self.targets: dict[tuple[int, str], dict[t.Any, str]] = {}

    def plan(self) -> None:
        """Plan what the lists of each item name."""
        lists = [(number, item, name) for number, item in self._planner.items(PRESENT) for name in item.tied]
        for number, item, name in lists:
            with self._planner.about(number):
                self._aim(number, item, name)
        if self._world.missing:
            return
        for number, item, name in lists:
            for target, called in sorted(self.targets[number, name].items(), key=lambda entry: entry[1]):
                with self._planner.about(number):
                    self._attach(number, item, name, (target, called))
        for number, item, name in lists:
            with self._planner.about(number):
                self._detach(number, item, name)

    def _aim(self, number: int, item: Item, name: str) -> None:
        """Find what a list names."""
        tie, own, other = item.kind.lists[name]
        targets: dict[t.Any, str] = {}
        for text in dict.fromkeys(item.tied[name]):
            with self._planner.about(number):
                target, called = self._refer(number, (tie, own, other), text)
                targets[target] = called
                if tie.moves:
                    self._note_home(number, item, (other.kind, target), called)
                    self._world.want((tie, other.field, target))
        self.targets[number, name] = targets
        owner = self._planner.owners[number]
        if isinstance(owner, str):
            self._world.want((tie, own.field, owner))

    def _refer(self, number: int, ends: tuple[Kind, End, End], text: str) -> tuple[t.Any, str]:
        """Return what a list names, with its name. What is tied is known by its ID, even if queries do not show it."""
        (tie, own, other), owner = ends, self._planner.owners[number]

        def find() -> tuple[t.Any, str]:
            return self._planner.refer(other.kind, text)

        if not isinstance(owner, str):
            return find()
        return found_or_named(self._world, find, (tie, own.field, owner), other.field, text) or (text, text)

    def _note_home(self, number: int, item: Item, thing: tuple[Kind, t.Any], called: str) -> None:
        home = self._homes.setdefault(thing, number)
        if home != number:
            raise StateError(
                f"{sentence(thing[0].title)} {called!r} is listed for {self._wanted.items[home]} and for {item}, but"
                " can be attached to only one. List it once."
            )

    def _attach(self, number: int, item: Item, name: str, target: tuple[t.Any, str]) -> None:
        tie, own, other = item.kind.lists[name]
        owner, (target_id, called) = self._planner.owners[number], target
        if tie.moves and self._homes[other.kind, target_id] != number:
            return
        # Either may be tied to many others.
        there = min((self._world.seen(tie, *end) for end in ((own.field, owner), (other.field, target_id))), key=len)
        if any(values[own.field] == owner and values[other.field] == target_id for values in there):
            return
        step = self.joined(tie, own, {own.field: owner, other.field: target_id}, called, number)
        self.refuse_move(step, own, name)
        self._planner.steps.append(step)

    def joined(self, tie: Kind, own: End, ids: Values, called: str, number: int) -> Step:
        """Return the step that makes a tie, as its owner sees it."""
        other = next(end for end in tie.ends if end is not own)
        there = self._world.seen(tie, other.field, ids[other.field]) if tie.moves else []
        action, found = ("move", there[0]) if there else (tie.create, None)
        listed = self._listed(own, ids[own.field], found)
        step = Step(action, tie, other.kind.title, called, values=ids, found=found, item=number, **listed)
        if found:
            self.untied[found["id"]] = step
        return step

    def name_of(self, kind: Kind, thing: t.Any) -> str:
        """Return what a person calls one end of a tie that changes, whichever way the task describes it."""
        if not isinstance(thing, Step):
            family_of(kind).want_name(self._world, kind, thing)
        return self._planner.name_of(kind, thing)

    def _listed(self, own: End, thing: t.Any, found: Values | None) -> dict[str, t.Any]:
        """Return in whose list a tie comes or goes, and what the object is called in whose list it is so far."""
        source = ""
        if found:
            family, so_far = family_of(own.kind), found[own.field]
            family.want_name(self._world, own.kind, so_far)
            source = family.name_of(self._world, own.kind, so_far)
        return {"owner": (own.kind, thing), "place": self.name_of(own.kind, thing), "source": source}

    def refuse_move(self, step: Step, own: End, name: str | None) -> None:
        """Refuse to take something from where it is, unless the description itself gives it away."""
        if step.found is None:
            return
        place = step.found[own.field]
        source = self._items.get(place)
        given_away = source is not None and name is not None and name in source.lists
        if self._wanted.allow_move or given_away:
            return
        values = self._world.find(own.kind, place) or {**own.kind.read({}), "id": place}
        raise StateError(
            f"{sentence(step.title)} {step.name!r} is attached to {own.kind.title} {label(own.kind, values)}, and can"
            f" be attached to only one. Set allow_move to move it to {step.place!r}.",
            candidates=[place],
        )

    def _detach(self, number: int, item: Item, name: str) -> None:
        tie, own, other = item.kind.lists[name]
        owner, targets = self._planner.owners[number], self.targets[number, name]
        there = self._world.seen(tie, own.field, owner) if isinstance(owner, str) else []
        for values in sorted(there, key=lambda values: str(values[other.field])):
            # What the list puts elsewhere is moved there.
            moved = tie.moves and (other.kind, values[other.field]) in self._homes
            if values[other.field] not in targets and not moved:
                self._planner.steps.append(self.untie(tie, own, other, values, number))

    def untie(self, tie: Kind, own: End, other: End, values: Values, number: int | None, part: bool = False) -> Step:
        """Return the step that takes a tie away, as its owner sees it."""
        called, listed = self.name_of(other.kind, values[other.field]), self._listed(own, values[own.field], values)
        step = Step(tie.delete, tie, other.kind.title, called, found=values, item=number, part=part, **listed)
        self.untied[values["id"]] = step
        return step
