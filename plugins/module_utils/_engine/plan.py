# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is wanted and what is known give the plan for an account, or what has to be known first.

All that can be known to fail by reading fails here, before anything is written.
"""

from __future__ import annotations

import contextlib
import typing as t

from .._core.errors import StateError
from .family import family_of
from .kind import End, Kind, Values, label
from .steps import ABSENT, PRESENT, PURGE_ALL, Item, Plan, Step, Wanted, sentence
from .world import DETAILS, Unknown, World, resolve

if t.TYPE_CHECKING:
    from .setting import Change, Setting, SettingKind


def plan(wanted: Wanted, world: World) -> Plan:
    """Return the plan.

    :raises Unknown: ``world.missing`` has to be asked for first
    :raises StateError: something cannot be planned; all that is wrong, of all items, in one message
    """
    planner = Planner(wanted, world)
    stages = [planner.prefetch, planner.find, planner.make, planner.tie, planner.set]
    if wanted.purge or any(item.state == ABSENT for item in wanted.items):
        # A task pays for each import, and only one that removes needs this one.
        from .removals import Removals

        removals = Removals(planner)
        stages += [removals.plan, removals.check]
    for stage in stages:
        stage()
        if world.missing:
            raise Unknown
    problems = sorted(planner.problems, key=lambda problem: problem[0])
    if problems:
        raise _joined(problems, len(wanted.items))
    return Plan(wanted, planner.steps, planner.found, planner.warnings, world, planner.changes)


class Planner:
    """Makes one plan. Stages follow one another; a fact that is missing ends the plan behind its stage."""

    def __init__(self, wanted: Wanted, world: World) -> None:
        self.wanted, self.world = wanted, world
        self.steps: list[Step] = []
        self.warnings: list[str] = []
        self.problems: list[tuple[int, StateError]] = []
        self.found: dict[int, Values | None] = {}
        self.changes: dict[Setting, Change] = {}
        # The sets that settings describe, each by what finds it.
        self.places: dict[tuple[SettingKind, frozenset[tuple[str, t.Any]]], Setting] = {}
        self._made: dict[tuple[Kind, str], Step] = {}
        self._owners: dict[int, t.Any] = {}
        # What becomes of a tie that is there, by its ID, and where the list puts what can be at one place only.
        self.untied: dict[str, Step] = {}
        self._homes: dict[tuple[Kind, t.Any], int] = {}
        self._targets: dict[tuple[int, str], dict[t.Any, str]] = {}

    @contextlib.contextmanager
    def about(self, number: int) -> t.Iterator[None]:
        """Go on behind what cannot be planned, so that all of it is reported together."""
        try:
            yield
        except Unknown:
            pass
        except StateError as problem:
            self.problems.append((number, problem))

    def items(self, state: str | None = None) -> t.Iterator[tuple[int, Item]]:
        """Return the items that can be planned so far, with their numbers."""
        wrong = {number for number, _problem in self.problems}
        for number, item in enumerate(self.wanted.items):
            if state in (None, item.state) and number not in wrong:
                yield number, item

    # What to ask for at once

    def prefetch(self) -> None:
        """Note what will be needed in any case, so that it is asked for side by side."""
        for kind in self.wanted.kinds:
            items = [item for item in self.wanted.items if item.kind is kind]
            family_of(kind).prefetch(self, kind, items)
            for name, (tie, _own, other) in kind.lists.items():
                if any(name in item.tied for item in items):
                    self.world.want((other.kind, None, None))
                    if self.wanted.whole or tie.moves:
                        self.world.want((tie, None, None))
            if self.wanted.whole and (kind in self.wanted.purge or any(item.state == ABSENT for item in items)):
                self.world.want(*((tie, None, None) for tie, number in kind.ties if tie.ends[number].holds))

    # What is there

    def find(self) -> None:
        """Find the object that each item means."""
        for kind in {*self.wanted.unlisted, *(kind for kind, scope in self.wanted.purge.items() if scope == PURGE_ALL)}:
            self.world.want((kind, None, None))
        for number, item in self.items():
            with self.about(number):
                found = family_of(item.kind).find(self, item)
                if found and self.wanted.details and found["id"] in self.world.sparse:
                    self.world.need((item.kind, DETAILS, found["id"]))
                    found = self.world.get(item.kind, found["id"])
                self.found[number] = found
        if not self.world.missing:
            for kind in self.wanted.kinds:
                self.problems += family_of(kind).conflicts(
                    self, [(number, item) for number, item in self.items() if item.kind is kind]
                )

    # What is to be there

    def make(self) -> None:
        """Plan what is to be created or changed."""
        for number, item in self.items(PRESENT):
            with self.about(number):
                found = self.found[number]
                step = family_of(item.kind).present(self, number, item, found)
                if step:
                    self.steps.append(step)
                    if step.creates:
                        self._made[item.kind, step.name] = step
                self._owners[number] = found["id"] if found else step

    def owner(self, number: int) -> tuple[t.Any, str]:
        """Return the ID of the object of an item, or the step that creates it, and its name.

        :raises Unknown: the item has a problem of its own
        """
        if number not in self._owners:
            raise Unknown
        owner = self._owners[number]
        return owner, self._name(self.wanted.items[number].kind, owner)

    def refer(self, kind: Kind, text: str) -> tuple[t.Any, str]:
        """Return the ID of the object that ``text`` means, or the step that creates it, and its name.

        :raises Unknown: it has to be asked for, or the item that describes it has a problem of its own
        :raises StateError: there is none
        """
        step = self._made.get((kind, text))
        if step:
            return step, text
        if any(self.wanted.items[number].given.get(kind.called) == text for number, _problem in self.problems):
            raise Unknown
        found = resolve(self.world, kind, text)
        return found["id"], str(found.get(kind.called) or text)

    def tie(self) -> None:
        """Plan what each item is to be tied to."""
        lists = [(number, item, name) for number, item in self.items(PRESENT) for name in item.tied]
        for number, item, name in lists:
            with self.about(number):
                self._aim(number, item, name)
        if self.world.missing:
            return
        for number, item, name in lists:
            for target, called in sorted(self._targets.get((number, name), {}).items(), key=lambda entry: entry[1]):
                with self.about(number):
                    self._attach(number, item, name, (target, called))
        for number, item, name in lists:
            if (number, name) in self._targets:
                with self.about(number):
                    self._detach(number, item, name)

    def _aim(self, number: int, item: Item, name: str) -> None:
        """Find what a list names."""
        tie, own, other = item.kind.lists[name]
        targets: dict[t.Any, str] = {}
        for text in dict.fromkeys(item.tied[name]):
            with self.about(number):
                target, called = self.refer(other.kind, text)
                targets[target] = called
                if tie.moves:
                    self._note_home(number, item, (other.kind, target), called)
                    if isinstance(target, str):
                        self.world.want((tie, other.field, target))
        self._targets[number, name] = targets
        owner = self._owners[number]
        if isinstance(owner, str):
            self.world.want((tie, own.field, owner))

    def _note_home(self, number: int, item: Item, thing: tuple[Kind, t.Any], called: str) -> None:
        home = self._homes.setdefault(thing, number)
        if home != number:
            raise StateError(
                f"{sentence(thing[0].title)} {called!r} is listed for {self.wanted.items[home]} and for {item}, but can"
                " be attached to only one. List it once."
            )

    def _attach(self, number: int, item: Item, name: str, target: tuple[t.Any, str]) -> None:
        tie, own, other = item.kind.lists[name]
        owner, (target_id, called) = self._owners[number], target
        if tie.moves and self._homes[other.kind, target_id] != number:
            return
        there = self.world.seen(tie, other.field, target_id) if isinstance(target_id, str) else []
        if any(values[own.field] == owner for values in there):
            return
        step = self.joined(tie, own, {own.field: owner, other.field: target_id}, called, number)
        self.refuse_move(step, own, name)
        self.steps.append(step)

    def joined(self, tie: Kind, own: End, ids: Values, called: str, number: int) -> Step:
        """Return the step that makes a tie, as its owner sees it."""
        other = next(end for end in tie.ends if end is not own)
        there = self.world.seen(tie, other.field, ids[other.field]) if tie.moves else []
        step = Step(
            "move" if there else tie.create,
            tie,
            other.kind.title,
            called,
            values=ids,
            found=there[0] if there else None,
            item=number,
            owner=(own.kind, ids[own.field]),
            place=self._name(own.kind, ids[own.field]),
        )
        if there:
            self.untied[there[0]["id"]] = step
            self._want_name(own.kind, there[0][own.field])
        return step

    def _name(self, kind: Kind, owner: t.Any) -> str:
        return owner.name if isinstance(owner, Step) else family_of(kind).name_of(self.world, kind, owner)

    def refuse_move(self, step: Step, own: End, name: str | None) -> None:
        """Refuse to take something from where it is, unless the description itself gives it away."""
        if step.found is None:
            return
        place = step.found[own.field]
        source = next((n for n, found in self.found.items() if found and found["id"] == place), None)
        given_away = source is not None and name is not None and name in self.wanted.items[source].lists
        if self.wanted.allow_move or given_away:
            return
        self.world.need((own.kind, "id", place))
        values = self.world.get(own.kind, place) or {**own.kind.read({}), "id": place}
        raise StateError(
            f"{sentence(step.title)} {step.name!r} is attached to {own.kind.title} {label(own.kind, values)}, and can"
            f" be attached to only one. Set allow_move to move it to {step.place!r}.",
            candidates=[place],
        )

    def _detach(self, number: int, item: Item, name: str) -> None:
        tie, own, other = item.kind.lists[name]
        owner, targets = self._owners[number], self._targets[number, name]
        there = self.world.seen(tie, own.field, owner) if isinstance(owner, str) else []
        for values in sorted(there, key=lambda values: str(values[other.field])):
            # What the list puts elsewhere is moved there.
            moved = tie.moves and (other.kind, values[other.field]) in self._homes
            if values[other.field] not in targets and not moved:
                self.steps.append(self.untie(tie, own, other, values, number))

    def untie(self, tie: Kind, own: End, other: End, values: Values, number: int | None, part: bool = False) -> Step:
        """Return the step that takes a tie away, as its owner sees it."""
        self._want_name(other.kind, values[other.field])
        step = Step(
            tie.delete,
            tie,
            other.kind.title,
            family_of(other.kind).name_of(self.world, other.kind, values[other.field]),
            found=values,
            item=number,
            owner=(own.kind, values[own.field]),
            place=self._name(own.kind, values[own.field]),
            part=part,
        )
        self.untied[values["id"]] = step
        return step

    def _want_name(self, kind: Kind, object_id: t.Any) -> None:
        """Ask for an object whose name a person is going to read."""
        if self.world.get(kind, object_id) is None:
            self.world.wish((kind, "id", object_id))

    def set(self) -> None:
        """Plan what values are to be set, of what is there by then."""
        for setting in self.wanted.settings:
            with self.about(setting.item or 0):
                self.changes[setting], step = setting.kind.plan(self, setting)
                if step:
                    self.steps.append(step)


def _joined(problems: list[tuple[int, StateError]], count: int) -> StateError:
    if count <= 1 and len(problems) == 1:
        return problems[0][1]
    texts = dict.fromkeys(
        f"[{number + 1}] {problem.message}" if number < count else problem.message for number, problem in problems
    )
    wrong = len({number for number, _problem in problems if number < count})
    head = f"{wrong} of {count} items" if wrong else "The purge"
    return StateError(
        f"{head} cannot be planned, and nothing was changed. {' '.join(texts)}",
        passing=all(problem.passing for _number, problem in problems),
        hide=[text for _number, problem in problems for text in problem.hide],
        problems=[{"item": number + 1, "msg": problem.message, **problem.facts} for number, problem in problems],
    )
