# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only writer of integration pack instances: carries a plan out, and believes looks, not answers.

A create is never sent twice without a look in between. A look after it fills what its answer lacked and settles a race
with another run: the older instance stays, and only what this very task has just made is taken back.
"""

from __future__ import annotations

import concurrent.futures
import functools
import time
import typing as t
from dataclasses import dataclass, field

from . import _plan
from ._client import MISSING, Client
from ._errors import CallError, UnsettledError, is_denial
from ._guard import News, guarded
from ._look import attachments_of, details_of, instances_of
from ._objects import INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, INTEGRATION_PACK_INSTANCE, Values, id_of
from ._plan import INSTALL, UNINSTALL, Done, Plan
from ._retry import THROTTLED

# How long a write may take to show in queries before the task says so. The API promises nothing here.
_VISIBLE_WITHIN = 30.0
# How long to go on looking for an instance whose create was sent and not answered, before it is sent again.
_SETTLED_WITHIN = 10.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 4.0
_SHORTEST_PAUSE = 0.05
# How long a create that a run has sent before it was killed may take to be carried out.
_ARRIVES_WITHIN = 5.0
# How often a task yields to other runs, and finds that none of them has stayed, before it says so.
_MOST_YIELDS = 10


@dataclass
class _Install:
    """A step on its way: what this task has created for it, or why it does not know.

    :param lost: an answer to one of its creates was, so that an instance that shows up later may be its own
    :param rivals: there are others beside it, and not all of them are going to stay
    :param awaited: a run that was killed may have sent a create for it
    """

    done: Done
    created: Values | None = None
    doubt: CallError | None = None
    refused: CallError | None = None
    tries: int = 0
    lost: bool = False
    rivals: bool = False
    awaited: bool = False
    settle_until: float = 0.0
    copies: list[str] = field(default_factory=list)
    taken_back: set[str] = field(default_factory=set)
    yields: int = 0

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
        scope = (connection.base_url, connection.account, INTEGRATION_PACK_INSTANCE.name)
        identities = [(*scope, str(entry.done.step.pack_id), entry.done.step.name or "") for entry in installs]
        with guarded(identities, self.looked_at, connection.retry_budget + connection.timeout) as news:
            if news is News.ABANDONED:
                for entry in installs:
                    entry.awaited = True
                    entry.settle_until = time.monotonic() + min(_ARRIVES_WITHIN, connection.retry_budget)
            if news:
                self._settle(installs)
            # Ends: what is open has used a part of the budget, or has yielded.
            while todo := [entry for entry in installs if entry.open]:
                self._each(self._create, todo)
                self._settle([entry for entry in todo if entry.open])

    def _create(self, entry: _Install) -> None:
        step = entry.done.step
        body = INTEGRATION_PACK_INSTANCE.write(
            {"integration_pack_id": step.pack_id, "integration_pack_override_name": step.name}
        )
        entry.doubt = entry.refused = None
        entry.awaited = False
        try:
            answer = self.client.create(INTEGRATION_PACK_INSTANCE, body, str(step.name or step.pack_id), entry.tries)
        except CallError as exc:
            entry.tries += 1
            if exc.in_doubt:
                entry.doubt = exc
                entry.lost = True
                entry.settle_until = time.monotonic() + self._patience(exc)
            else:
                entry.refused = exc
            return
        entry.created = INTEGRATION_PACK_INSTANCE.read(answer)
        entry.settle_until = time.monotonic() + min(_VISIBLE_WITHIN, self.client.http.connection.retry_budget)

    def _patience(self, doubt: CallError) -> float:
        """Return for how many seconds what a create in doubt may have made is looked for."""
        if doubt.status in THROTTLED:
            return 0.0
        left = self.client.http.budget.left
        return min(_VISIBLE_WITHIN, left) if _was_accepted(doubt) else min(_SETTLED_WITHIN, left / 2)

    def _settle(self, entries: list[_Install]) -> None:
        """Look, again while something may still show up, until each entry is done or has to be created again."""
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
            sparse = {id_of(one) for one in raw if INTEGRATION_PACK_INSTANCE.is_sparse(one)}
            waiting = [entry for entry in waiting if self._undecided(entry, instances, sparse)]
            now = time.monotonic()
            for entry in waiting:
                if now >= entry.settle_until:
                    self._late(entry)
            waiting = [entry for entry in waiting if entry.open and now < entry.settle_until]
            if waiting:
                left = min(entry.settle_until for entry in waiting) - now
                self._pause(min(pause, max(_SHORTEST_PAUSE, left)), waiting)
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
            return self._undecided_without_id(entry, found, sparse)
        others = [instance for instance in found if instance["id"] != created_id]
        if others and not _is_first(created_id, others):
            self._take_back(entry, created_id)
            return entry.open
        if others and not _ids_tell([{"id": created_id}, *others]):
            # Those who have just made the others yield to the first id, as every side does. Who had finished before
            # this one was made does not: then it is this task that yields, a little later.
            if not entry.rivals:
                entry.settle_until = time.monotonic() + self._settling_time() / 2
            entry.rivals = True
            return True
        entry.rivals = False
        mine = next((instance for instance in found if instance["id"] == created_id), None)
        if mine is None:
            return True
        self._finish(entry, mine, True, sparse)
        return False

    def _undecided_without_id(self, entry: _Install, found: list[Values], sparse: set[t.Any]) -> bool:
        """Decide an entry for which this task has created nothing, or does not know what."""
        sent = bool(entry.doubt or entry.created)
        entry.copies = [instance["id"] for instance in found]
        if len(found) == 1 or (found and not sent and _ids_tell(found)):
            # Sent without a clear answer, and now it is there: the account has changed. Otherwise it is another run's.
            self._finish(entry, found[0], sent or entry.lost, sparse)
            return False
        if len(found) > 1 and not entry.rivals:
            # Others may be about to take theirs back.
            entry.rivals = True
            entry.settle_until = max(entry.settle_until, time.monotonic() + self._settling_time())
        if entry.refused and not found:
            entry.done.error = entry.refused
            return False
        if not sent and not found and entry.yields >= _MOST_YIELDS:
            entry.done.error = UnsettledError(
                f"{entry.done.step} cannot be settled: other runs go on installing and uninstalling it. Stop them, and"
                " run again."
            )
        return sent or entry.awaited or bool(found)

    def _settling_time(self) -> float:
        return min(_SETTLED_WITHIN, self.client.http.connection.retry_budget)

    def _finish(self, entry: _Install, instance: Values, changed: bool, sparse: set[t.Any]) -> None:
        entry.done.instance = instance
        entry.done.changed = changed
        created = entry.created or {}
        if instance["id"] not in sparse:
            return
        if created.get("id") == instance["id"] and created.get("processes"):
            entry.done.instance = {**instance, "processes": created["processes"]}
            return
        try:
            entry.done.instance = details_of(self.client, [instance["id"]]).get(instance["id"], instance)
        except CallError as exc:
            entry.done.error = UnsettledError(
                f"{entry.done.step} is installed as {instance['id']}, and its processes could not be read:"
                f" {exc.message}",
                candidates=[instance["id"]],
                **exc.facts,
            )

    def _take_back(self, entry: _Install, created_id: str) -> None:
        """Uninstall what this very task has just made; the next look tells whether the other one is still there."""
        try:
            self.client.delete(INTEGRATION_PACK_INSTANCE, created_id)
        except CallError as exc:
            if not _says_gone(exc):
                entry.done.changed = True
                entry.done.error = UnsettledError(
                    f"{entry.done.step} was installed by another run at the same moment, and the copy that this task"
                    f" has made ({created_id}) could not be taken back: {exc.message} Uninstall it by its id.",
                    **{**exc.facts, "candidates": [created_id]},
                )
        entry.taken_back.add(created_id)
        # Not the number of ids: a server may give each of them the same.
        entry.yields += 1
        entry.created = None
        entry.rivals = False
        # With or without time to wait, there is a look before anything is sent again.
        entry.settle_until = time.monotonic() + max(_SHORTEST_PAUSE, self._settling_time())

    def _late(self, entry: _Install) -> None:
        """The bounded wait is over and the look has not decided."""
        account = self.client.account
        if entry.created and entry.created["id"] and entry.rivals:
            self._take_back(entry, entry.created["id"])
        elif entry.created and entry.created["id"]:
            self.warnings.append(
                f"{entry.done.step} was installed as {entry.created['id']}, but queries of account {account} "
                "do not show it yet. A run within the next moments may not see it either."
            )
            self._finish(entry, entry.created, True, set())
        elif len(entry.copies) > 1:
            entry.done.changed = entry.lost or entry.created is not None
            entry.done.error = UnsettledError(
                f"{entry.done.step} is there {len(entry.copies)} times in account {account}: {', '.join(entry.copies)}."
                " Several runs, or creates whose answers were lost, have made them, and nothing tells which is whose."
                " Uninstall all but one by id.",
                candidates=entry.copies,
            )
        elif entry.created:
            entry.done.changed = True
            entry.done.error = UnsettledError(
                f"{entry.done.step} was sent to the API, whose answer does not say which instance it is, and queries of"
                f" account {account} show none. Look at the account before the next run.",
                candidates=[],
            )
        elif entry.doubt and _was_accepted(entry.doubt):
            # Whoever said so, it was no refusal: another create would risk a second copy.
            entry.done.error = entry.doubt
            entry.doubt.message += f" Queries of account {account} do not show it so far. The next run looks first."
        elif entry.doubt and (entry.doubt.final or self.client.http.budget.left <= 0):
            entry.done.error = entry.doubt
            entry.doubt.message += f" Account {account} does not show it: it seems not to have been done."

    def _unseen(self, entry: _Install, look: CallError) -> None:
        """The look itself has failed: say what was done before it."""
        if entry.doubt:
            entry.done.error = entry.doubt
            _say_unknown(entry.doubt, look)
        elif entry.created:
            name = entry.created["id"] or "one whose id the API has not told"
            entry.done.error = UnsettledError(
                f"{entry.done.step} was installed as {name}, and could not be looked at afterwards: {look.message} "
                "The next run finds it.",
                **{**look.facts, "candidates": [entry.created["id"]] if entry.created["id"] else []},
            )
            entry.done.changed = True
        else:
            entry.done.error = entry.refused or look

    # Attaching and detaching

    def _attach(self, entries: list[Done]) -> None:
        todo = [(entry, environment) for entry in entries for environment in entry.step.attach if entry.instance]
        failures: dict[tuple[str, str], CallError] = {}
        tries = 0
        # Ends: each failure that may be tried again has used a part of the budget.
        while todo:
            failures.clear()
            self._each(functools.partial(self._attach_one, failures=failures, tries=tries), todo)
            try:
                there = self._attached(todo, failures)
            except CallError as exc:
                for entry, environment in todo:
                    failure = failures.get((_id(entry), environment))
                    entry.error = entry.error or failure or exc
                    entry.changed = entry.changed or failure is None
                return
            for entry, environment in todo:
                self._judge(entry, environment, failures.get((_id(entry), environment)), there)
            todo = [
                (entry, environment)
                for entry, environment in todo
                if (_id(entry), environment) in failures.keys() - there and not entry.error
            ]
            tries += 1

    def _attach_one(self, pair: tuple[Done, str], failures: dict[tuple[str, str], CallError], tries: int) -> None:
        entry, environment = pair
        target = INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
        body = target.write({"integration_pack_instance_id": _id(entry), "environment_id": environment})
        try:
            self.client.create(target, body, f"{_id(entry)} to {environment}", tries)
        except CallError as exc:
            failures[(_id(entry), environment)] = exc

    def _attached(
        self, pairs: list[tuple[Done, str]], failures: t.Mapping[tuple[str, str], CallError]
    ) -> set[tuple[str, str]]:
        """Look where the instances are attached, again while one whose create is in doubt may still show up."""
        in_doubt = {key for key, failure in failures.items() if failure.in_doubt}
        deadline = time.monotonic() + max([0.0, *(self._patience(failures[key]) for key in in_doubt)])
        pause = _FIRST_PAUSE
        while True:
            found = attachments_of(self.client, {_id(entry) for entry, _environment in pairs})
            there = {(str(one["integration_pack_instance_id"]), str(one["environment_id"])) for one in found}
            left = deadline - time.monotonic()
            if left <= 0 or not in_doubt - there:
                return there
            self.client.http.wait(min(pause, max(_SHORTEST_PAUSE, left)))
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _judge(
        self, entry: Done, environment: str, failure: CallError | None, there: t.Container[tuple[str, str]]
    ) -> None:
        """Say of one attachment what its create and the look behind it have made of it."""
        if (_id(entry), environment) in there:
            # Refused, and there all the same: another run was faster.
            entry.changed = entry.changed or failure is None or failure.in_doubt
        elif failure is None:
            self.warnings.append(
                f"{entry.step} was attached to environment {environment}, but queries do not show it yet."
            )
            entry.changed = True
        elif not failure.in_doubt or failure.final or self.client.http.budget.left <= 0:
            entry.error = entry.error or failure

    def _detach(self, entry: Done) -> None:
        for attachment in entry.step.detach:
            try:
                self.client.delete(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, attachment["id"])
                entry.changed = True
            except CallError as exc:
                if not self._is_detached(attachment, exc):
                    entry.error = exc
                    return
                entry.changed = entry.changed or _may_be_cause(exc)

    def _is_detached(self, attachment: Values, failure: CallError) -> bool:
        """After a delete that failed: ask whether the attachment is gone all the same."""
        try:
            left = attachments_of(self.client, [attachment["integration_pack_instance_id"]])
        except CallError as look:
            _say_unknown(failure, look)
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
                shown = {id_of(raw) for raw in instances_of(self.client, (entry.step.pack_id for entry in waiting))}
            except CallError as exc:
                for entry in waiting:
                    failure = failures.get(_old_id(entry))
                    if failure and failure.in_doubt:
                        _say_unknown(failure, exc)
                    entry.error = failure or exc
                    entry.changed = entry.changed or failure is None
                return
            left = deadline - time.monotonic()
            for entry in waiting:
                self._judge_uninstall(entry, failures.get(_old_id(entry)), _old_id(entry) in shown, left <= 0)
            waiting = [entry for entry in waiting if _old_id(entry) in shown and not entry.error]
            if waiting:
                time.sleep(min(pause, max(_SHORTEST_PAUSE, left)))
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _judge_uninstall(self, entry: Done, failure: CallError | None, shown: bool, late: bool) -> None:
        """Say of one instance what its delete and the look behind it have made of it; nothing while it may still go."""
        if not shown:
            entry.changed = entry.changed or failure is None or _may_be_cause(failure)
        elif failure and (late or failure.in_doubt or not _says_gone(failure) or not _may_be_cause(failure)):
            entry.error = failure
        elif late:
            entry.error = UnsettledError(
                f"{entry.step}: the API has accepted to delete {_old_id(entry)}, but queries of account"
                f" {self.client.account} still show it. Run again later."
            )
            entry.changed = True

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


def _say_unknown(failure: CallError, look: CallError) -> None:
    """Add to the failure of a write that the look behind it has failed, too."""
    failure.message += f" Whether it was done is not known: {look.message} The next run looks first."


def _was_accepted(doubt: CallError) -> bool:
    """Tell whether a create that is in doubt was answered as a success, with a body that cannot be read."""
    return doubt.status is not None and 200 <= doubt.status < 300


def _says_gone(failure: CallError) -> bool:
    """Tell whether the API refused a delete because there is nothing to delete."""
    return failure.status in MISSING and not is_denial(failure.facts.get("api_message", ""))


def _may_be_cause(failure: CallError) -> bool:
    """Tell whether a delete that failed, or an earlier try of it whose answer was lost, may have made the object go."""
    return failure.in_doubt or failure.facts.get("attempts", 1) > 1


def _ids_tell(instances: t.Iterable[Values]) -> bool:
    """Tell whether the ids show which instance is the oldest."""
    return all(_plan.age(instance)[0] != float("inf") for instance in instances)


def _is_first(created_id: str, others: list[Values]) -> bool:
    """Tell whether ours is the first in the order that every side sees: the oldest, as far as ids tell."""
    return _plan.age({"id": created_id}) < min(_plan.age(other) for other in others)


def _id(entry: Done) -> str:
    return str((entry.instance or {})["id"])


def _old_id(entry: Done) -> str:
    return str((entry.step.instance or {})["id"])
