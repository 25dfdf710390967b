# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only writer of integration pack instances: carries a plan out, and believes what a look says, not what an answer says.

A create is never sent twice without a look in between. A look after it fills what its answer lacked and settles a race with
another run: the older instance stays, and only what this very task has just made is taken back.
"""

from __future__ import annotations

import concurrent.futures
import time
import typing as t
from dataclasses import dataclass, field

from . import _plan
from ._client import MISSING, Client
from ._errors import BoomiError, CallError, UnsettledError, is_denial
from ._guard import guarded
from ._look import attachments_of, details_of, instances_of
from ._objects import INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, INTEGRATION_PACK_INSTANCE, Values
from ._plan import INSTALL, UNINSTALL, Plan, Step
from ._retry import THROTTLED

# How long a write may take to show in queries before the task says so. The API promises nothing here.
_VISIBLE_WITHIN = 30.0
# How long to go on looking for an instance whose create was sent and not answered, before it is sent again.
_SETTLED_WITHIN = 10.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 4.0
_ROUNDS = 10


@dataclass
class Done:
    """What became of a step. ``changed`` is about the account; ``error`` says why the step is not done."""

    step: Step
    changed: bool = False
    instance: Values | None = None
    error: BoomiError | None = None


@dataclass
class _Install:
    """A step on its way: what this task has created for it, or why it does not know."""

    done: Done
    created: Values | None = None
    doubt: CallError | None = None
    refused: CallError | None = None
    sent: bool = False
    settle_until: float = 0.0
    copies: list[str] = field(default_factory=list)
    taken_back: set[str] = field(default_factory=set)

    @property
    def open(self) -> bool:
        return self.done.instance is None and self.done.error is None


@dataclass
class Applier:
    """Carries out one plan.

    :param looked_at: when the look that the plan was made from began, by ``time.monotonic``
    """

    client: Client
    looked_at: float
    warnings: list[str] = field(default_factory=list)

    def apply(self, plan: Plan) -> list[Done]:
        """Carry the plan out, item by item, whatever becomes of the others, and return what became of each.

        New instances are made and attached before old ones go, so that a run that dies half way has lost nothing.
        """
        done = [Done(step, instance=step.instance if step.action != UNINSTALL else None) for step in plan.steps]
        self._install([_Install(entry) for entry in done if entry.step.action == INSTALL])
        self._attach([entry for entry in done if entry.step.attach and not entry.error])
        self._each(self._detach, [entry for entry in done if entry.step.detach and not entry.error])
        self._uninstall([entry for entry in done if entry.step.action == UNINSTALL and not entry.error])
        return done

    # Installing

    def _install(self, installs: list[_Install]) -> None:
        if not installs:
            return
        connection = self.client.http.connection
        identities = [(connection.base_url, connection.account, str(entry.done.step.pack_id)) for entry in installs]
        with guarded(identities, self.looked_at, connection.retry_budget + connection.timeout) as stale:
            if stale:
                self._settle(installs)
            for _round in range(_ROUNDS):
                todo = [entry for entry in installs if entry.open]
                if not todo:
                    return
                self._each(self._create, [entry for entry in todo if not entry.created])
                self._settle([entry for entry in todo if entry.open])
            for entry in installs:
                if entry.open:
                    entry.done.error = entry.doubt or UnsettledError(
                        f"{entry.done.step} cannot be settled: other runs go on installing and uninstalling it. Stop them, and run again."
                    )

    def _create(self, entry: _Install) -> None:
        step = entry.done.step
        body = INTEGRATION_PACK_INSTANCE.write(
            {"integration_pack_id": step.pack_id, "integration_pack_override_name": step.name}
        )
        entry.doubt = entry.refused = None
        entry.sent = True
        try:
            answer = self.client.create(INTEGRATION_PACK_INSTANCE, body, str(step.name or step.pack_id))
        except CallError as exc:
            if exc.in_doubt:
                entry.doubt = exc
                patience = 0.0 if exc.status in THROTTLED else min(_SETTLED_WITHIN, self.client.http.budget.left / 2)
                entry.settle_until = time.monotonic() + patience
            else:
                entry.refused = exc
            return
        entry.created = INTEGRATION_PACK_INSTANCE.read(answer)
        entry.settle_until = time.monotonic() + min(_VISIBLE_WITHIN, self.client.http.connection.retry_budget)

    def _settle(self, entries: list[_Install]) -> None:
        """Look, and look again while something may still show up, until each entry is done or has to be created again."""
        pause = _FIRST_PAUSE
        waiting = entries
        while waiting:
            try:
                raw = instances_of(self.client, (entry.done.step.pack_id for entry in waiting))
            except CallError as exc:
                for entry in waiting:
                    self._unseen(entry, exc)
                return
            instances = _plan.Index(INTEGRATION_PACK_INSTANCE.read(one) for one in raw)
            sparse = {one.get("id") for one in raw if INTEGRATION_PACK_INSTANCE.is_sparse(one)}
            waiting = [entry for entry in waiting if self._undecided(entry, instances, sparse)]
            now = time.monotonic()
            for entry in waiting:
                if now >= entry.settle_until:
                    self._late(entry)
            waiting = [entry for entry in waiting if now < entry.settle_until]
            if waiting:
                self._pause(min(pause, max(0.05, min(entry.settle_until for entry in waiting) - now)), waiting)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _pause(self, seconds: float, waiting: list[_Install]) -> None:
        """Wait; a wait for what the API has failed to answer is paid from the budget."""
        if any(entry.doubt for entry in waiting):
            self.client.http.wait(seconds)
        else:
            time.sleep(seconds)

    def _undecided(self, entry: _Install, instances: _plan.Index, sparse: set[t.Any]) -> bool:
        """Decide an entry from a look. ``True``: the look does not decide it (yet)."""
        step = entry.done.step
        found = [
            instance
            for instance in instances.matching(step.pack_id, step.name)
            if instance["id"] not in entry.taken_back
        ]
        created_id = entry.created["id"] if entry.created else None
        if created_id is None:
            entry.copies = [instance["id"] for instance in found]
            if len(found) == 1 or (found and not (entry.doubt or entry.created)):
                # Sent without a clear answer, and now it is there: the account has changed. Otherwise it is another run's.
                self._finish(entry, found[0], bool(entry.doubt or entry.created), sparse)
                return False
            if entry.refused:
                entry.done.error = entry.refused
                return False
            return entry.sent
        others = [instance for instance in found if instance["id"] != created_id]
        if others and not self._is_older(created_id, others):
            self._take_back(entry, created_id)
            return entry.open
        mine = next((instance for instance in found if instance["id"] == created_id), None)
        if mine is None:
            return True
        self._finish(entry, mine, True, sparse)
        return False

    def _finish(self, entry: _Install, instance: Values, changed: bool, sparse: set[t.Any]) -> None:
        if instance["id"] in sparse:
            created = entry.created or {}
            if created.get("id") == instance["id"] and created.get("processes"):
                instance = {**instance, "processes": created["processes"]}
            else:
                instance = details_of(self.client, [instance["id"]]).get(instance["id"], instance)
        entry.done.instance = instance
        entry.done.changed = changed

    @staticmethod
    def _is_older(created_id: str, others: list[Values]) -> bool:
        """Tell whether every side sees that ours is the older. Where ids do not tell, each side yields and looks again."""
        ages = [_plan.age({"id": created_id}), *(_plan.age(other) for other in others)]
        return all(age[0] != float("inf") for age in ages) and min(ages) == ages[0]

    def _take_back(self, entry: _Install, created_id: str) -> None:
        """Uninstall what this very task has just made; the next look tells whether the other one is still there."""
        try:
            self.client.delete(INTEGRATION_PACK_INSTANCE, created_id)
        except CallError as exc:
            if exc.status not in MISSING or is_denial(exc.facts.get("api_message", "")):
                entry.done.error = UnsettledError(
                    f"{entry.done.step} was installed by another run at the same moment, and the copy that this task has made "
                    f"({created_id}) could not be taken back: {exc.message} Uninstall it by its id.",
                    candidates=[created_id],
                )
        entry.taken_back.add(created_id)
        entry.created = None
        entry.sent = False
        entry.settle_until = time.monotonic() + _SETTLED_WITHIN

    def _late(self, entry: _Install) -> None:
        """The bounded wait is over and the look has not decided."""
        if entry.created and entry.created["id"]:
            self.warnings.append(
                f"{entry.done.step} was installed as {entry.created['id']}, but queries of account {self.client.account} "
                "do not show it yet. A run within the next moments may not see it either."
            )
            self._finish(entry, entry.created, True, set())
        elif entry.created or len(entry.copies) > 1:
            entry.done.error = UnsettledError(
                f"{entry.done.step} was sent to the API, whose answer does not say which instance it is, and queries of account "
                f"{self.client.account} show {', '.join(entry.copies) or 'none'}. Look at the account before the next run.",
                candidates=entry.copies,
            )
        elif entry.doubt and self.client.http.budget.left <= 0:
            entry.doubt.message += f" Account {self.client.account} does not show it: it seems not to have been done."
            entry.done.error = entry.doubt

    def _unseen(self, entry: _Install, look: CallError) -> None:
        """The look itself has failed: say what was done before it."""
        if entry.doubt:
            entry.done.error = entry.doubt
            entry.doubt.message += f" Whether it was done is not known: {look.message} The next run looks first."
        elif entry.created:
            entry.done.error = UnsettledError(
                f"{entry.done.step} was installed as {entry.created['id']}, and could not be looked at afterwards: {look.message} "
                "The next run finds it.",
                candidates=[entry.created["id"]],
            )
            entry.done.changed = True
        else:
            entry.done.error = entry.refused or look

    # Attaching and detaching

    def _attach(self, entries: list[Done]) -> None:
        todo = [(entry, environment) for entry in entries for environment in entry.step.attach if entry.instance]
        failures: dict[tuple[str, str], CallError] = {}
        for _round in range(_ROUNDS):
            if not todo:
                return
            failures.clear()
            self._each(lambda pair: self._attach_one(pair, failures), todo)
            try:
                there = {
                    (attachment["integration_pack_instance_id"], attachment["environment_id"])
                    for attachment in attachments_of(self.client, {_id(entry) for entry, _environment in todo})
                }
            except CallError as exc:
                for entry, _environment in todo:
                    entry.error = entry.error or exc
                return
            for entry, environment in todo:
                failure = failures.get((_id(entry), environment))
                if (_id(entry), environment) in there:
                    entry.changed = True
                elif failure is None:
                    self.warnings.append(
                        f"{entry.step} was attached to environment {environment}, but queries do not show it yet."
                    )
                    entry.changed = True
                elif not failure.in_doubt or self.client.http.budget.left <= 0:
                    entry.error = entry.error or failure
            todo = [
                (entry, environment)
                for entry, environment in todo
                if (_id(entry), environment) not in there and (_id(entry), environment) in failures and not entry.error
            ]
        for entry, environment in todo:
            entry.error = failures[(_id(entry), environment)]

    def _attach_one(self, pair: tuple[Done, str], failures: dict[tuple[str, str], CallError]) -> None:
        entry, environment = pair
        target = INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
        body = target.write({"integration_pack_instance_id": _id(entry), "environment_id": environment})
        try:
            self.client.create(target, body, f"{_id(entry)} to {environment}")
        except CallError as exc:
            failures[(_id(entry), environment)] = exc

    def _detach(self, entry: Done) -> None:
        for attachment in entry.step.detach:
            try:
                self.client.delete(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, attachment["id"])
                entry.changed = True
            except CallError as exc:
                if not self._is_detached(attachment, exc):
                    entry.error = exc
                    return
                entry.changed = True

    def _is_detached(self, attachment: Values, exc: CallError) -> bool:
        """After a delete that failed: ask whether the attachment is gone all the same."""
        try:
            left = attachments_of(self.client, [attachment["integration_pack_instance_id"]])
        except CallError:
            return False
        return all(other["id"] != attachment["id"] for other in left)

    # Uninstalling

    def _uninstall(self, entries: list[Done]) -> None:
        failures: dict[str, CallError] = {}
        self._each(lambda entry: self._delete(entry, failures), entries)
        pause = _FIRST_PAUSE
        deadline = time.monotonic() + min(_VISIBLE_WITHIN, self.client.http.connection.retry_budget)
        waiting = entries
        while waiting:
            try:
                left = {raw.get("id") for raw in instances_of(self.client, (entry.step.pack_id for entry in waiting))}
            except CallError as exc:
                for entry in waiting:
                    entry.error = failures.get(_old_id(entry), exc)
                return
            for entry in waiting:
                if _old_id(entry) not in left:
                    entry.changed = True
                elif _old_id(entry) in failures:
                    entry.error = failures[_old_id(entry)]
            waiting = [entry for entry in waiting if _old_id(entry) in left and not entry.error]
            if waiting and time.monotonic() >= deadline:
                for entry in waiting:
                    entry.error = UnsettledError(
                        f"{entry.step}: the API accepted to uninstall it, but queries of account {self.client.account} still show it. "
                        "Run again later."
                    )
                    entry.changed = True
                return
            if waiting:
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _delete(self, entry: Done, failures: dict[str, CallError]) -> None:
        try:
            self.client.delete(INTEGRATION_PACK_INSTANCE, _old_id(entry))
        except CallError as exc:
            failures[_old_id(entry)] = exc

    def _each(self, function: t.Callable[[t.Any], None], items: t.Sequence[t.Any]) -> None:
        """Call ``function`` for each item, with enough calls in flight to use the pace up at a second of latency."""
        if len(items) < 2:
            for item in items:
                function(item)
            return
        workers = min(len(items), 64, int(2 * self.client.http.connection.requests_per_second) + 2)
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for future in [pool.submit(function, item) for item in items]:
                future.result()


def _id(entry: Done) -> str:
    assert entry.instance is not None
    return str(entry.instance["id"])


def _old_id(entry: Done) -> str:
    assert entry.step.instance is not None
    return str(entry.step.instance["id"])
