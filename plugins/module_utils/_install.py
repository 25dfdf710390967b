# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Installing instances, whatever the network, the API and other runs do meanwhile.

A create is never sent twice without a look in between. A look after it fills what its answer lacked and settles a race
with another run: the older instance stays, and only what this very task has just made is taken back.
"""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field

from . import _patience
from ._core.client import Client
from ._core.errors import CallError, UnsettledError
from ._guard import News, guarded
from ._look import details_of, instances_named
from ._objects import INTEGRATION_PACK_INSTANCE, Values, id_of
from ._state import Done, Index, age, plain

# How long a create that a run has sent before it was killed may take to be carried out.
_ARRIVES_WITHIN = 5.0
# How often a task yields to other runs, and finds that none of them has stayed, before it says so.
_MOST_YIELDS = 10
_NAME = "integration_pack_override_name"


@dataclass
class _Install:
    """A step on its way: what this task has created for it, or why it does not know.

    :param lost: an answer to one of its creates was, so that an instance that shows up later may be its own
    :param rivals: there are others beside it, and not all of them are going to stay
    :param kept: copies to take back whose delete was answered as if they were gone, and that still show
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
    kept: dict[str, CallError] = field(default_factory=dict)
    yields: int = 0

    @property
    def open(self) -> bool:
        return self.done.instance is None and self.done.error is None


@dataclass
class Installer:
    """Installs the instances of one plan.

    :param looked_at: when the look that the plan was made from began, by ``time.monotonic``
    :param warnings: what a person should hear is added to them
    :param crowd: how many instances the packs in question had then
    """

    client: Client
    looked_at: float
    warnings: list[str]
    crowd: float
    _lacking: list[_Install] = field(default_factory=list)
    _most: float = 0

    def install(self, done: list[Done]) -> None:
        """Install what each of ``done`` stands for, and write down there what became of it."""
        installs = [_Install(entry) for entry in done]
        if not installs:
            return
        self._most = self.crowd + len(installs)
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
                self.client.http.side_by_side(self._create, todo)
                self._settle([entry for entry in todo if entry.open])
        self._complete()

    def _create(self, entry: _Install) -> None:
        step = entry.done.step
        body = INTEGRATION_PACK_INSTANCE.write({"integration_pack_id": step.pack_id, _NAME: step.name})
        entry.doubt = entry.refused = None
        entry.awaited = False
        try:
            answer = self.client.create(INTEGRATION_PACK_INSTANCE, body, str(step.name or step.pack_id), entry.tries)
        except CallError as exc:
            entry.tries += 1
            if exc.in_doubt:
                entry.doubt = exc
                entry.lost = True
                entry.settle_until = time.monotonic() + _patience.for_a_write(self.client.http, exc)
            else:
                entry.refused = exc
                if entry.lost:
                    # Perhaps because of an earlier one, whose answer was lost.
                    entry.settle_until = time.monotonic() + _patience.for_others(self.client.http)
            return
        entry.created = INTEGRATION_PACK_INSTANCE.read(answer)
        entry.settle_until = time.monotonic() + _patience.for_a_write(self.client.http)

    def _settle(self, entries: list[_Install]) -> None:
        """Look, again while something may still show up, until each entry is done or has to be created again."""
        http = self.client.http
        pauses = _patience.Pauses()
        waiting = entries
        while waiting:
            budget = http.budget.left
            try:
                named = [(str(entry.done.step.pack_id), entry.done.step.name) for entry in waiting]
                raw = instances_named(self.client, named, self._most)
            except CallError as exc:
                for entry in waiting:
                    self._unseen(entry, exc)
                return
            instances = Index(INTEGRATION_PACK_INSTANCE.read(one) for one in raw)
            sparse = {id_of(one) for one in raw if INTEGRATION_PACK_INSTANCE.is_sparse(one)}
            waiting = [entry for entry in waiting if self._undecided(entry, instances, sparse)]
            now = time.monotonic()
            for entry in waiting:
                if entry.rivals:
                    # An API that throttles this task holds up the others as well, so they get as much longer.
                    entry.settle_until += budget - http.budget.left
                if now >= entry.settle_until:
                    self._late(entry)
            waiting = [entry for entry in waiting if entry.open and now < entry.settle_until]
            if waiting:
                # A wait for what the API has failed to answer is paid from the budget.
                sleep = http.wait if any(entry.doubt for entry in waiting) else time.sleep
                pauses.sleep(min(entry.settle_until for entry in waiting) - now, sleep)

    def _undecided(self, entry: _Install, instances: Index, sparse: set[t.Any]) -> bool:
        """Decide an entry from a look. ``True``: the look does not decide it (yet)."""
        step = entry.done.step
        shown = instances.matching(step.pack_id, step.name)
        entry.kept = {one["id"]: entry.kept[one["id"]] for one in shown if one["id"] in entry.kept}
        if entry.kept:
            # 400 is also how a rule refuses, so the word for it is that it is no longer there.
            return True
        found = [instance for instance in shown if instance["id"] not in entry.taken_back]
        created_id = entry.created["id"] if entry.created else None
        if created_id is None:
            return self._undecided_without_id(entry, found, instances, sparse)
        mine = instances.by_id(created_id)
        if mine and _is_renamed(entry, mine):
            # Where an answer was lost before, there may be one more.
            others = _disguised(entry, instances) if entry.lost else []
            self._renamed(entry, "was installed as", [mine, *others])
            return False
        others = [instance for instance in found if instance["id"] != created_id]
        if others and not _is_first(created_id, others):
            self._take_back(entry, created_id)
            return entry.open
        if others:
            # Those who have just made the others yield to the first id, as every side does. Who had finished before
            # this one was to be seen does not: then it is this task that yields, a little later.
            if not entry.rivals:
                patience = _patience.for_others(self.client.http)
                sure = _ids_tell([{"id": created_id}, *others])
                entry.settle_until = time.monotonic() + (patience if sure else patience / 2)
            entry.rivals = True
            return True
        entry.rivals = False
        if mine is None:
            return True
        self._finish(entry, mine, True, sparse)
        return False

    def _undecided_without_id(self, entry: _Install, found: list[Values], instances: Index, sparse: set[t.Any]) -> bool:
        """Decide an entry for which this task has created nothing, or does not know what."""
        sent = bool(entry.doubt or entry.created)
        disguised = [] if found else _disguised(entry, instances)
        if disguised and _is_renamed(entry, disguised[0]):
            if sent or entry.lost:
                self._renamed(entry, "may have been installed as", disguised)
            else:
                self._renamed(entry, "was installed by another run as", disguised, changed=False)
            return False
        found = found or disguised
        entry.copies = [instance["id"] for instance in found]
        if len(found) == 1:
            # Sent without a clear answer, and now it is there: the account has changed. Otherwise it is another run's.
            self._finish(entry, found[0], sent or entry.lost, sparse)
            return False
        if len(found) > 1 and not entry.rivals:
            # Others may be about to take theirs back.
            entry.rivals = True
            entry.settle_until = max(entry.settle_until, time.monotonic() + _patience.for_others(self.client.http))
        if entry.refused and not found:
            if entry.lost:
                return True
            entry.done.error = entry.refused
            return False
        if not sent and not found and entry.yields >= _MOST_YIELDS:
            entry.done.error = UnsettledError(
                f"{entry.done.step} cannot be settled: other runs go on installing and uninstalling it. Stop them, and"
                " run again."
            )
        return sent or entry.awaited or bool(found)

    def _finish(self, entry: _Install, instance: Values, changed: bool, sparse: set[t.Any]) -> None:
        entry.done.instance = instance
        entry.done.changed = changed
        if instance["id"] not in sparse:
            return
        created = entry.created or {}
        if created.get("id") == instance["id"] and created.get("processes"):
            entry.done.instance = {**instance, "processes": created["processes"]}
        else:
            self._lacking.append(entry)

    def _complete(self) -> None:
        """Read the processes that neither a create nor a look has told."""
        ids = [str(entry.done.instance["id"]) for entry in self._lacking if entry.done.instance]
        if not ids:
            return
        try:
            details = details_of(self.client, ids)
        except CallError as exc:
            for entry, instance_id in zip(self._lacking, ids):
                entry.done.error = UnsettledError(
                    f"{entry.done.step} is installed as {instance_id}, and its processes could not be read:"
                    f" {exc.message}",
                    candidates=[instance_id],
                    **exc.facts,
                )
            return
        for entry, instance_id in zip(self._lacking, ids):
            entry.done.instance = details.get(instance_id, entry.done.instance)

    def _take_back(self, entry: _Install, created_id: str) -> None:
        """Uninstall what this very task has just made; the next look tells whether the other one is still there."""
        try:
            self.client.delete(INTEGRATION_PACK_INSTANCE, created_id)
        except CallError as exc:
            if _patience.says_gone(exc):
                entry.kept[created_id] = exc
            else:
                self._kept(entry, created_id, exc)
        entry.taken_back.add(created_id)
        # Not the number of ids: a server may give each of them the same.
        entry.yields += 1
        entry.created = None
        entry.rivals = False
        # With or without time to wait, there is a look before anything is sent again.
        patience = max(_patience.SHORTEST_PAUSE, _patience.for_others(self.client.http))
        entry.settle_until = time.monotonic() + patience

    def _kept(self, entry: _Install, created_id: str, failure: CallError) -> None:
        entry.done.changed = True
        entry.done.error = UnsettledError(
            f"{entry.done.step} was installed by another run at the same moment, and the copy that this task has made"
            f" ({created_id}) could not be taken back: {failure.message} Uninstall it by its id.",
            **{**failure.facts, "candidates": [created_id]},
        )

    def _renamed(self, entry: _Install, how: str, copies: list[Values], changed: bool = True) -> None:
        """The API has not kept the name: say so, for by the one that was asked for, the next run does not find it."""
        step = entry.done.step
        ids = list(dict.fromkeys(str(one["id"]) for one in copies))
        entry.done.changed = changed
        entry.done.error = UnsettledError(
            f"{step} {how} {' and '.join(ids)}, and account {self.client.account} holds it under another name,"
            f" {copies[0][_NAME]!r}. Look at the account, and give that name from now on: a run that asks for"
            f" {step.name!r} would install another one.",
            candidates=ids,
        )

    def _late(self, entry: _Install) -> None:
        """The bounded wait is over and the look has not decided."""
        step = entry.done.step
        account = self.client.account
        if entry.kept:
            self._kept(entry, *next(iter(entry.kept.items())))
        elif entry.created and entry.created["id"]:
            self._unshown(entry, entry.created)
        elif len(entry.copies) > 1:
            entry.done.changed = entry.lost or entry.created is not None
            entry.done.error = UnsettledError(
                f"{step} is there {len(entry.copies)} times in account {account}: {', '.join(entry.copies)}."
                " Several runs, or creates whose answers were lost, have made them, and nothing tells which is whose."
                " Uninstall all but one by id.",
                candidates=entry.copies,
            )
        elif entry.created:
            entry.done.changed = True
            entry.done.error = UnsettledError(
                f"{step} was sent to the API, whose answer does not say which instance it is, and queries of"
                f" account {account} show none. Look at the account before the next run.",
                candidates=[],
            )
        elif entry.refused:
            entry.done.error = entry.refused
            entry.refused.message += _patience.MAY_BE_THERE
        elif entry.doubt and entry.doubt.may_come:
            # Accepted by whoever answered, or perhaps still at work: another create would risk a second copy.
            entry.done.error = entry.doubt
            entry.doubt.message += f" Queries of account {account} do not show it so far. The next run looks first."
        elif entry.doubt and (entry.doubt.final or self.client.http.budget.left <= 0):
            entry.done.error = entry.doubt
            entry.doubt.message += f" Account {account} does not show it: it seems not to have been done."

    def _unshown(self, entry: _Install, created: Values) -> None:
        """What this task has made does not show, or not alone, and the bounded wait is over."""
        step, account = entry.done.step, self.client.account
        if entry.rivals:
            self._take_back(entry, created["id"])
        elif entry.lost:
            entry.done.changed = True
            entry.done.error = UnsettledError(
                f"{step} was installed as {created['id']}, after a create whose answer was lost, and queries of account"
                f" {account} show neither yet: a second copy may show up. Look at the account before the next run.",
                candidates=[created["id"]],
            )
        elif created[_NAME] is not None and _is_renamed(entry, created):
            self._renamed(entry, "was installed as", [created])
        else:
            self.warnings.append(
                f"{step} was installed as {created['id']}, but queries of account {account} do not show it yet. A run"
                " within the next moments may not see it either."
            )
            self._finish(entry, created, True, set())

    def _unseen(self, entry: _Install, look: CallError) -> None:
        """The look itself has failed: say what was done before it."""
        if entry.kept:
            self._kept(entry, *next(iter(entry.kept.items())))
        elif entry.doubt:
            entry.done.error = entry.doubt
            _patience.say_unknown(entry.doubt, look)
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
            if entry.refused and entry.lost:
                entry.refused.message += _patience.MAY_BE_THERE


def _is_renamed(entry: _Install, instance: Values) -> bool:
    """Tell whether an instance of this task has another name than a person has asked for."""
    wanted = entry.done.step.wanted
    return wanted is not None and wanted.name is not None and instance[_NAME] != wanted.name


def _disguised(entry: _Install, instances: Index) -> list[Values]:
    """Return what may be the instance of a step under another form of its name, in which the API has stored it."""
    step = entry.done.step
    form = plain(step.name or "")
    if form in ("", step.name):
        return []
    alike = instances.alike(str(step.pack_id), form)
    return [one for one in alike if one[_NAME] != step.name and plain(one[_NAME]) == form]


def _ids_tell(instances: t.Iterable[Values]) -> bool:
    """Tell whether the ids show which instance is the oldest."""
    return all(age(instance)[0] != float("inf") for instance in instances)


def _is_first(created_id: str, others: list[Values]) -> bool:
    """Tell whether ours is the first in the order that every side sees: the oldest, as far as ids tell."""
    return age({"id": created_id}) < min(age(other) for other in others)
