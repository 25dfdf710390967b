# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is wanted and what is known give the plan for an account, or what has to be known first.

All that can be known to fail by reading fails here, before anything is written.
"""

from __future__ import annotations

import contextlib
import functools
import typing as t

from .._core.errors import StateError
from .kind import Kind, Values
from .steps import ABSENT, PRESENT, Item, Plan, Step, Wanted, family_of, plain, sentence
from .world import DETAILS, Unknown, World, resolve

if t.TYPE_CHECKING:
    from .setting import Place, Setting, SettingKind
    from .ties import Ties


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
        # A task pays for each import, and only one that fails needs this one.
        from .refused_plan import joined

        raise joined(problems, wanted.items)
    return planner


class Planner(Plan):
    """A plan in the making. Stages follow one another; a fact that is missing ends the plan behind its stage."""

    def __init__(self, wanted: Wanted, world: World) -> None:
        super().__init__(wanted, world)
        self.problems: list[tuple[int, StateError]] = []
        # The sets that settings describe, each by what finds it.
        self.places: dict[tuple[SettingKind, frozenset[tuple[str, t.Any]]], tuple[Setting, Place]] = {}
        # By the names that objects will have: the steps that create or rename them; and the new names by ID.
        self._named: dict[tuple[Kind, str], Step] = {}
        self._renamed: dict[tuple[Kind, t.Any], str] = {}
        # The object of each item: its ID, or the step that creates it.
        self.owners: dict[int, t.Any] = {}
        self._joining: dict[tuple[Kind, str, t.Any], list[Step]] = {}

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
            if self.wanted.whole and self.wanted.removes(kind):
                self.world.want(*((tie, None, None) for tie, number in kind.ties if tie.ends[number].holds))

    # What is there

    def find(self) -> None:
        """Find the object that each item means."""
        self.world.want(*((kind, None, None) for kind in self.wanted.kinds if self.wanted.wide(kind)))
        for number, item in self.items():
            with self.about(number):
                found = family_of(item.kind).find(self, item)
                # An account is described without what a QUERY leaves out.
                if found and not self.wanted.whole and item.kind.lacks_details(found):
                    self.world.need((item.kind, DETAILS, found["id"]))
                    found = self.world.get(item.kind, found["id"])
                self.found[number] = found
        if not self.world.missing:
            for kind in self.wanted.kinds:
                items = [(number, item) for number, item in self.items() if item.kind is kind]
                if len(items) > 1:
                    self.problems += family_of(kind).conflicts(self, items)

    # What is to be there

    def make(self) -> None:
        """Plan what is to be created or changed."""
        for number, item in self.items(PRESENT):
            with self.about(number):
                found = self.found[number]
                step = family_of(item.kind).present(self, number, item, found)
                if step:
                    self.steps.append(step)
                    self._note_name(step)
                self.owners[number] = found["id"] if found else step

    def warn_of_twins(self, item: Item, name: str, is_kin: t.Callable[[Values], bool] = lambda _row: True) -> None:
        """Warn of objects whose names differ from the name of a new one in their form only."""
        kind = item.kind
        alike = self.world.seen(kind, kind.called, plain(name).casefold(), _folded)
        self.warnings += [
            f"{sentence(item)} counts as new, although it differs from {twin!r} only in letter case, spaces, or"
            " encoding."
            for twin in sorted({row[kind.called] for row in alike if is_kin(row)} - {name})
        ]

    def _note_name(self, step: Step) -> None:
        name = step.values.get(step.kind.called)
        if name is not None:
            self._named[step.kind, name] = step
            if step.found:
                self._renamed[step.kind, step.found["id"]] = name

    def owner(self, number: int) -> tuple[t.Any, str]:
        """Return the ID of the object of an item, or the step that creates it, and its name.

        :raises Unknown: the item has a problem of its own
        """
        if number not in self.owners:
            raise Unknown
        owner = self.owners[number]
        return owner, self.name_of(self.wanted.items[number].kind, owner)

    def refer(self, kind: Kind, text: str) -> tuple[t.Any, str]:
        """Return the ID of the object that ``text`` means, or the step that creates it, and its name.

        :raises Unknown: it has to be asked for, or the item that describes it has a problem of its own
        :raises StateError: there is none, or it is going to have another name
        """
        step = self._named.get((kind, text))
        if step:
            return step.found["id"] if step.found else step, text
        items = self.wanted.items
        if any(items[n].given.get(kind.called) == text for n, _problem in self.problems if n < len(items)):
            raise Unknown
        found = resolve(self.world, kind, text)
        new = self._renamed.get((kind, found["id"]))
        if new is not None and text != found["id"]:
            raise StateError(f"{sentence(kind.title)} {text!r} is renamed to {new!r} by this task. Use the new name.")
        return found["id"], new or str(found.get(kind.called) or text)

    def tie(self) -> None:
        """Plan what each item is to be tied to."""
        if any(item.tied for _number, item in self.items(PRESENT)):
            self.ties.plan()

    @functools.cached_property
    def ties(self) -> Ties:
        """What plans ties."""
        # A task pays for each import, and only one that ties something needs this one.
        from .ties import Ties

        return Ties(self)

    def name_of(self, kind: Kind, owner: t.Any) -> str:
        """Return what a person calls an object, or what the step that creates it will make."""
        if isinstance(owner, Step):
            return owner.name
        return self._renamed.get((kind, owner)) or family_of(kind).name_of(self.world, kind, owner)

    def joining(self, tie: Kind, field: str, thing: t.Any) -> list[Step]:
        """Return the steps that tie a thing to others, or untie it, without those of a purge."""
        return self._joining.get((tie, field, thing), [])

    def set(self) -> None:
        """Plan what values are to be set, of what is there by then."""
        for step in self.steps if self.wanted.settings else ():
            for end in step.kind.ends:
                thing = {**(step.found or {}), **step.values}[end.field]
                self._joining.setdefault((step.kind, end.field, thing), []).append(step)
        for setting in self.wanted.settings:
            with self.about(setting.item or 0):
                self.changes[setting], sets = setting.kind.plan(self, setting)
                if sets:
                    self.steps.append(sets)


def _folded(name: str | None) -> list[str]:
    return [plain(name or "").casefold()]
