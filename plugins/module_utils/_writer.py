# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only writer of simple objects: carries changes out, and believes what a look says, not what an answer says.

A create is never sent twice without a look in between.
"""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field

from . import _patience
from ._core import filters as _filters
from ._core.client import Client
from ._entities import Change, Create, Delete, Plan, Update
from ._core.errors import BoomiError, CallError, StateError, UnsettledError
from ._guard import guarded
from ._objects import Values
from ._run import Result


@dataclass
class Writer:
    """Carries out the changes of one plan.

    :param looked_at: when the look that the plan was made from began, by ``time.monotonic``
    :param changed: whether the account is another one now
    :param found: the object of the last create or update, as a look has found it
    """

    client: Client
    looked_at: float
    changed: bool = False
    found: Values | None = None
    warnings: list[str] = field(default_factory=list)

    def carry_out(self, changes: t.Iterable[Change]) -> None:
        """Make one change after the other.

        :raises CallError: one of them was refused; ``changed`` says whether something was done before it
        :raises UnsettledError: something was written, and the account does not show it
        """
        for change in changes:
            if isinstance(change, Create):
                self._create(change)
            elif isinstance(change, Update):
                self._update(change)
            else:
                self._delete(change)

    def _look(self, change: Change) -> list[Values]:
        target = change.target
        expressions = [_filters.equals(target, name, value) for name, value in change.look.items()]
        return [target.read(raw) for raw in self.client.query(target, _filters.all_of(expressions))]

    # Creating

    def _create(self, change: Create) -> None:
        connection = self.client.http.connection
        identity = (connection.base_url, connection.account, change.target.name, *change.look.values())
        with guarded([identity], self.looked_at, connection.retry_budget + connection.timeout) as stale:
            if stale and self._adopt(change, self._look(change)):
                self._refuse_another(change)
                return
            lost = 0
            # Ends: what is sent again has used a part of the budget.
            while not self._send(change, lost):
                lost += 1

    def _send(self, change: Create, lost: int) -> bool:
        """Send the create once, and look what became of it. ``False``: it did not happen, and is to be sent again.

        :param lost: how often it was sent before without an answer, so that what shows up later may be its own
        """
        target = change.target
        account = self.client.account
        answer: Values = {}
        failure: CallError | None = None
        try:
            raw = self.client.create(target, target.write(change.values), change.about, lost)
        except CallError as exc:
            failure = exc
        else:
            # A sample of the vendor answers with another object: then the answer has nothing to tell.
            answer = target.read(raw) if raw.get("@type") in (None, target.name) else {}
        if self._await(change, _patience.for_a_write(self.client.http, failure), failure):
            # Refused, and there all the same: another run was faster.
            self.changed = self.changed or failure is None or failure.in_doubt or lost > 0
            self._refuse_another(change)
            return True
        if failure is None:
            self.changed = True
            given = {name: value for name, value in change.values.items() if value is not None}
            self.found = {**target.read({}), **answer, **given}
            self.warnings.append(
                f"{change.about} was made, but queries of account {account} do not show it yet. A run within the next "
                "moments may not see it either."
            )
            return True
        if not failure.in_doubt:
            raise failure
        if failure.may_come:
            # Accepted by whoever answered, or perhaps still at work: another create would risk a second object.
            failure.message += f" Queries of account {account} do not show it so far. The next run looks first."
            raise failure
        if failure.final or self.client.http.budget.left <= 0:
            failure.message += f" Account {account} does not show it: it seems not to have been done."
            raise failure
        return False

    def _refuse_another(self, change: Create) -> None:
        """Where another run was faster, what it has made need not be what this one was to make."""
        contradictions = change.contradictions(self.found or {})
        if contradictions:
            kind = UnsettledError if self.changed else StateError
            raise kind(
                f"{change.about} is there since a moment ago, and {' and '.join(contradictions)}. Ask for it as it is,"
                " or delete it and run again.",
                candidates=[(self.found or {})["id"]],
            )

    def _await(self, change: Create | Update, patience: float, failure: CallError | None) -> bool:
        """Look for the object, again while it may still show up. A wait for a lost answer is paid from the budget."""
        watch = _patience.Watch(patience, self.client.http.wait if failure else time.sleep)
        while True:
            try:
                found = self._look(change)
            except CallError as exc:
                raise self._unseen(change, failure, exc) from exc
            if self._adopt(change, found):
                return True
            if watch.over:
                return False
            watch.pause()

    def _adopt(self, change: Create | Update, found: list[Values]) -> bool:
        fitting = [values for values in found if change.is_met_by(values)]
        if len({values["id"] for values in fitting}) > 1:
            self.changed = True
            ids = sorted(str(values["id"]) for values in fitting)
            raise UnsettledError(
                f"{change.about} is there {len(ids)} times, made by several runs at the same moment: {', '.join(ids)}. "
                "Delete all but one by id.",
                candidates=ids,
            )
        if fitting:
            self.found = fitting[0]
        return bool(fitting)

    def _unseen(self, change: Create | Update, failure: CallError | None, look: CallError) -> BoomiError:
        """The look itself has failed: say what was done before it."""
        if failure is None:
            self.changed = True
            return UnsettledError(
                f"{change.about} was written, and could not be looked at afterwards: {look.message} The next run looks "
                "first.",
                **look.facts,
            )
        if failure.in_doubt:
            _patience.say_unknown(failure, look)
        return failure

    # Updating

    def _update(self, change: Update) -> None:
        target = change.target
        failure: CallError | None = None
        try:
            self.client.update(target, str(change.found["id"]), target.write({**change.found, **change.values}))
        except CallError as exc:
            failure = exc
        if self._await(change, _patience.for_a_write(self.client.http, failure), failure):
            # Refused, and it is so all the same: another run was faster.
            self.changed = self.changed or failure is None or failure.may_be_cause
        elif failure:
            raise failure
        else:
            self.changed = True
            raise UnsettledError(
                f"{change.about}: the API accepted the change, but queries of account {self.client.account} do not "
                "show it. Run again later."
            )

    # Deleting

    def _delete(self, change: Delete) -> None:
        """Delete one object after the other, up to the first that is refused, and look until they are gone."""
        failures: dict[str, CallError] = {}
        stop: CallError | None = None
        for values in change.found:
            try:
                self.client.delete(change.target, str(values["id"]))
                self.changed = True
            except CallError as exc:
                failures[values["id"]] = exc
                if not _patience.says_gone(exc):
                    stop = exc
                    break
        http = self.client.http
        watch = _patience.Watch(
            max(_patience.for_a_removal(http, failures.get(values["id"])) for values in change.found)
        )
        while True:
            try:
                left = {values["id"] for values in self._look(change)}
            except CallError as exc:
                if stop and stop.in_doubt:
                    _patience.say_unknown(stop, exc)
                raise stop or exc from exc
            gone = [values["id"] for values in change.found if values["id"] not in left]
            # Gone at the first try, it says: then it was not this task that has deleted it.
            causes = [failures[object_id] for object_id in gone if object_id in failures]
            self.changed = self.changed or any(failure.may_be_cause for failure in causes)
            if len(gone) == len(change.found):
                return
            refusals = [failures[values["id"]] for values in change.found if values["id"] in left & set(failures)]
            late = watch.over
            # 400 is also how a rule refuses, which no wait changes.
            ruled = any(
                _patience.says_gone(refusal) and not refusal.repeated and refusal.status == 400 for refusal in refusals
            )
            if stop or ruled or (late and refusals):
                raise stop or refusals[0]
            if late:
                raise UnsettledError(
                    f"{change.about}: the API accepted to delete it, but queries of account {self.client.account} "
                    "still show it. Run again later."
                )
            watch.pause()


@dataclass
class Planned:
    """A plan for simple objects, as ``_run`` takes it."""

    client: Client
    looked_at: float
    plan: Plan

    def foreseen(self) -> Result:
        """Say what :meth:`apply` would do; no call."""
        return self._result(bool(self.plan.changes), self.plan.after)

    def apply(self) -> Result:
        """Do it."""
        writer = Writer(self.client, self.looked_at)
        error: BoomiError | None = None
        try:
            writer.carry_out(self.plan.changes)
        except BoomiError as exc:
            error = exc
        after = self.plan.after and (writer.found or self.plan.after)
        result = self._result(writer.changed, (writer.found or self.plan.before) if error else after)
        if not writer.changed:
            # What another run has done in the meantime is no change of this one.
            result.before = result.after
        result.warnings = [*self.plan.warnings, *writer.warnings]
        result.error = error
        return result

    def _result(self, changed: bool, after: Values | None) -> Result:
        plan = self.plan
        return Result(
            changed=changed,
            values={plan.key: after},
            before={**plan.before, **plan.aside} if plan.before else {},
            after=after or {},
            warnings=plan.warnings,
        )
