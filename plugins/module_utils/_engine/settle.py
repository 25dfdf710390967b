# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets values, and looks whether they have arrived: one query for all sets of a kind before, and one behind."""

from __future__ import annotations

import copy
import typing as t

from .._core.client import MISSING, Client
from .._core.errors import BoomiError, CallError, StateError, UnsettledError
from . import patience
from .fetch import settle
from .kind import Values
from .look import Sent, confirm, find
from .setting import Change, SetStep, SettingKind
from .steps import Outcomes, resolved, sentence
from .world import Unknown, World


class _Job(Sent):
    """One set that is to be set."""

    def __init__(self, step: SetStep, outcomes: Outcomes) -> None:
        super().__init__(step, outcomes[step])
        # What finds it.
        self.keys = resolved(step.keys, outcomes)
        self.setting, self.kind = step.setting, step.setting.kind
        # Whether it came with what this task has made: a plan cannot know how it is then, and foresees it as set.
        self.fresh = step.change.before is None and any(outcomes[need].changed for need in step.needs if need.creates)
        # The set as it was looked at last, and what it then takes.
        self.row: Values = {}
        self.change = Change(None, {})

    def compare(self, shown: Values | StateError, sent: bool = False) -> Change:
        """Return what it takes.

        :raises StateError: the account does not show the set, or it does not declare what is wanted
        """
        if isinstance(shown, StateError):
            raise shown
        self.row, self.change = shown, self.kind.compare(shown["raw"], self.setting, sent)
        return self.change


def set_values(client: Client, steps: t.Sequence[SetStep], outcomes: Outcomes) -> None:
    """Carry out steps, and note what became of them."""
    jobs = [_Job(step, outcomes) for step in steps]
    things = [(job.kind.name, str(job.keys[job.kind.queue])) for job in jobs]
    by_kind = [[job for job in jobs if job.kind is kind] for kind in dict.fromkeys(job.kind for job in jobs)]
    # Locks of their own: the task may hold others, and would lose them when it leaves these.
    with patience.keep_others_out(client.http, things, " values"):
        client.http.side_by_side(lambda some: _set(client, some), by_kind)


def _set(client: Client, jobs: list[_Job]) -> None:
    """Set some sets of one kind."""
    try:
        _look(client, jobs)
    except BoomiError as exc:
        for job in jobs:
            if not job.outcome.status:
                job.outcome.fail(exc)
    _send(client, jobs[0].kind, [job for job in jobs if not job.outcome.status])
    waiting = [job for job in jobs if not job.outcome.status]
    unseen = "the API accepted the values, but they could not be read back"
    confirm(client.http, waiting, lambda some: _shown(client, some), _judge, unseen)


def _look(client: Client, jobs: list[_Job]) -> None:
    """Compare the sets as they are now. What was made a moment ago may show a moment later."""
    watch = patience.Watch(patience.for_a_write(client.http) if any(job.step.needs for job in jobs) else 0.0)
    while jobs:
        shown = _shown(client, jobs)
        late = []
        for job in jobs:
            try:
                if not job.compare(shown[job]).lacking:
                    # It has come like that with what this task has made, or another task has set it meanwhile.
                    job.outcome.succeed(job.fresh)
            except StateError as problem:
                if job.step.needs and not watch.over:
                    late.append(job)
                else:
                    job.outcome.fail(problem)
        jobs = late
        if jobs:
            watch.pause()


def _shown(client: Client, jobs: list[_Job]) -> dict[_Job, Values | StateError]:
    """Return the sets as queries show them, or why they cannot be told."""
    kind = jobs[0].kind
    looks = settle(client, lambda world: _looks(world, jobs))
    known = {job: look for job, look in looks.items() if isinstance(look, dict)}
    wanted = [(kind, {name: value for name, value in look.items() if value}) for look in known.values()]
    # Sets of one kind are told from one another by the same fields.
    fields = sorted({name for look in known.values() for name in look})
    rows = {tuple(row[name] for name in fields): row for row in reversed(find(client, wanted).get(kind, []))}
    found: dict[_Job, Values | StateError] = dict(looks)
    for job, look in known.items():
        found[job] = rows.get(tuple(look.get(name) for name in fields)) or StateError(
            f"{sentence(job.step)} cannot be set: account {client.account} does not show any. {kind.origin} Run again"
            " later."
        )
    return found


def _looks(world: World, jobs: list[_Job]) -> dict[_Job, Values | StateError]:
    """Return the fields that tell each set from any other, or why what it belongs to is not there."""
    looks: dict[_Job, Values | StateError] = {}
    for job in jobs:
        try:
            looks[job] = job.kind.looks(world, job.keys)
        except Unknown:
            pass
        except StateError as problem:
            looks[job] = problem
    if world.missing:
        raise Unknown
    return looks


def _send(client: Client, kind: SettingKind, jobs: list[_Job]) -> None:
    """Send the UPDATEs, as many sets in one as the API takes, and side by side unless they have to wait."""
    queues: dict[t.Any, list[list[_Job]]] = {}
    for at in range(0, len(jobs), kind.at_once):
        some = jobs[at : at + kind.at_once]
        queues.setdefault(some[0].keys[kind.queue] if kind.in_turn else at, []).append(some)

    def run(queue: list[list[_Job]]) -> None:
        for some in queue:
            _update(client, some)

    client.http.side_by_side(run, list(queues.values()))


def _update(client: Client, jobs: list[_Job]) -> None:
    kind, failures = jobs[0].kind, t.cast("list[CallError | None]", [None] * len(jobs))
    try:
        if len(jobs) > 1:
            failures = client.bulk_update(kind, [(job.row["id"], job.change.body) for job in jobs])
        else:
            client.update(kind, jobs[0].row["id"], jobs[0].change.body)
    except CallError as exc:
        if len(jobs) > 1 and exc.status in MISSING and not exc.forbidden:
            # Whether one that is wrong makes the API refuse all is not documented.
            for job in jobs:
                _update(client, [job])
            return
        # Each job adds to its own what became of it.
        failures = [copy.copy(exc) for _job in jobs]
    for job, failure in zip(jobs, failures):
        job.failure, job.outcome.changed = failure, failure is None
        if failure and not failure.may_be_cause:
            if failure.status in MISSING and not failure.forbidden:
                failure.message += kind.refusal.format(repr(job.step.name))
            job.outcome.fail(failure)


def _judge(job: _Job, shown: dict[_Job, Values | StateError]) -> BoomiError | None:
    """Say that a set has arrived, or return what is wrong: the API answers 200 for what it has ignored."""
    try:
        lacking = job.compare(shown[job], sent=True).lacking
    except StateError as problem:
        return problem
    if not lacking:
        job.outcome.succeed(True)
        return None
    text = f"{sentence(job.step)}: the API accepted the values, but these were not stored: {', '.join(lacking)}."
    return UnsettledError(f"{text} Check them, and run again.")
