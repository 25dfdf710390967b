# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what a task returns: the account before and after, what was changed, and what failed."""

from __future__ import annotations

import collections
import typing as t

from .._core.errors import BoomiError
from .answer import Result
from .kind import Kind, Values
from .steps import DONE, FAILED, FORESEEN, Outcome, Outcomes, Plan, Step, family_of, resolved
from .world import World

if t.TYPE_CHECKING:
    from .setting import SetStep, Setting

# What stands before the stand-in for an ID that the platform has not made yet.
COMING = "\0"


class Report:
    """A plan and what became of it."""

    def __init__(self, plan: Plan, outcomes: Outcomes) -> None:
        self.plan, self.outcomes = plan, outcomes
        # The account as it was, with what other runs have done meanwhile, which is no change of this one; and as it is
        # now, or would be.
        self.before, self.after = plan.world.copy(), plan.world.copy()
        # Whether this task has changed the account, or would; and why steps failed, the first of them among others.
        self.changed = any(outcome.changed for outcome in outcomes.values())
        self.errors = [outcome.error for outcome in outcomes.values() if outcome.error]
        self.error = next(iter(self.errors), None)
        # Of each item, its steps, and the sets of values that it describes.
        self.steps: dict[int | None, list[Step]] = collections.defaultdict(list)
        self.settings: dict[int | None, list[Setting]] = collections.defaultdict(list)
        self._sets: dict[Setting, Step] = {}
        # By kind, the IDs of objects from which something is moved away, each with the list that it is taken from.
        self.givers: dict[Kind, dict[str, str]] = collections.defaultdict(dict)
        for setting in plan.changes:
            self.settings[setting.item].append(setting)
        for number, step in enumerate(plan.steps):
            self.steps[step.item].append(step)
            if step.action == "set":
                self._sets[t.cast("SetStep", step).setting] = step
            for end in step.kind.ends:
                if end.lists and step.found and step.action == "move":
                    self.givers[end.kind][step.found[end.field]] = end.lists
            outcome = outcomes[step]
            if outcome.gone and step.found:
                self.after.drop(step.kind, step.found["id"])
            made = outcome.status == FAILED and outcome.changed and outcome.row is not None
            if outcome.status in (DONE, FORESEEN) or made:
                self._apply(self.after, step, outcome, f"{COMING}{number}")
                if not outcome.changed:
                    self._apply(self.before, step, outcome, f"{COMING}{number}")

    def _apply(self, world: World, step: Step, outcome: Outcome, coming_id: str) -> None:
        kind = step.kind
        if step.action == "set":
            return
        if step.found:
            world.drop(kind, step.found["id"])
        if step.removes:
            return
        if outcome.row is None:
            defaults = {field.name: field.default for field in kind.fields if field.default is not None}
            given = {name: value for name, value in resolved(step.values, self.outcomes).items() if value is not None}
            known = step.found if step.action == "update" and step.found else {**kind.read({}), **defaults}
            coming = {} if step.action == "update" else {"id": coming_id}
            outcome.row = {**known, **coming, **given}
        elif outcome.row["id"] is None:
            # The answer to its create has not told the ID, and queries do not show it yet.
            outcome.row = {**outcome.row, "id": coming_id}
        world.put(kind, [outcome.row])

    def kind_of(self, number: int) -> Kind:
        """Return the kind of an item."""
        return self.plan.wanted.items[number].kind

    def main_step(self, number: int) -> Step | None:
        """Return the step that creates, updates, or removes the object of an item itself."""
        kind = self.kind_of(number)
        return next((step for step in self.steps[number] if step.kind is kind), None)

    def row(self, number: int, world: World) -> Values | None:
        """Return the object of an item as it is in one of the two worlds."""
        step, found = self.main_step(number), self.plan.found.get(number)
        made = self.outcomes[step].row if step else None
        there = [world.get(self.kind_of(number), values["id"]) for values in (made, found) if values]
        return next(filter(None, there), None)

    def words(self, setting: Setting) -> tuple[Values | None, Values | None]:
        """Return what a description lists of a set of values, before and after."""
        change, step = self.plan.changes[setting], self._sets.get(setting)
        kept = step is not None and self.outcomes[step].status not in (DONE, FORESEEN)
        return change.before, change.before if kept else change.after

    def error_of(self, number: int | None) -> BoomiError | None:
        """Return why an item failed."""
        return next((o.error for o in map(self.outcomes.__getitem__, self.steps[number]) if o.error), None)

    @property
    def told(self) -> list[Step]:
        """The steps that belong into a summary.

        What another run has done meanwhile does not, nor a detachment, unless the removal that it was for was not done.
        """
        outcomes, ended = self.outcomes, (DONE, FORESEEN)
        covered = {need for step in self.plan.told if outcomes[step].status in ended for need in step.needs}
        return [
            step
            for step in self.plan.steps
            if (outcomes[step].changed or outcomes[step].status != DONE)
            and (not step.part or (outcomes[step].status == DONE and step not in covered))
        ]


def shown(kind: Kind, row: Values | None, world: World, lists: t.Iterable[str] = ()) -> Values | None:
    """Return an object as modules return it, with the names of what the lists tie it to."""
    if row is None:
        return None
    coming = {name: None for name, value in row.items() if isinstance(value, str) and value.startswith(COMING)}
    values = {**row, **coming}
    for name in lists:
        # A task pays for each import, and few tell lists.
        from .describe import reference

        tie, own, other = kind.lists[name]
        there = world.seen(tie, own.field, row["id"])
        values[name] = sorted(reference(world, other.kind, tied[other.field]) for tied in there)
    return values


def pair(report: Report, number: int) -> tuple[Values | None, Values | None]:
    """Return the object of an item before and after, as modules return it."""
    item, kind = report.plan.wanted.items[number], report.kind_of(number)
    step = report.main_step(number)
    lists, found = [name for name in kind.lists if name in item.tied], report.plan.found.get(number)
    gave = report.givers[kind].get(found["id"]) if found else None
    if gave and gave not in lists:
        lists.append(gave)
    # Of a move, the tie that it replaces, as long as that is there.
    replaced = step.found["id"] if step and step.found and step.creates else None
    was, now = (
        whole(kind, report.row(number, world) or world.get(kind, replaced), world, step, lists)
        for world in (report.before, report.after)
    )
    return was, now


def whole(
    kind: Kind, row: Values | None, world: World, step: Step | None, lists: t.Iterable[str] = ()
) -> Values | None:
    """Return an object as modules return it; beside its removal, with what holds it."""
    values = shown(kind, row, world, lists)
    return {**values, **_held(world, kind, step)} if values and step and step.removes else values


def _held(world: World, kind: Kind, step: Step) -> Values:
    """Return what is tied to an object that is to be removed, by name."""
    told: Values = {}
    for tie, number in kind.ties:
        own, other = tie.ends[number], tie.ends[1 - number]
        if own.holds:
            there = world.seen(tie, own.field, (step.found or {})["id"])
            names = [family_of(other.kind).name_of(world, other.kind, row[other.field]) for row in there]
            told[own.lists or other.kind.plural] = sorted(names)
    return told


def one(report: Report) -> Result:
    """Return the result of a module that takes one object."""
    kind = report.kind_of(0)
    before, after = pair(report, 0)
    return Result(report.changed, {kind.key: after}, before or {}, after or {}, error=report.error)


def past(verb: str) -> str:
    """Return the past participle of a verb of ours."""
    return verb if verb == "set" else f"{verb.rstrip('e')}ed"
