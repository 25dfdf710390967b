# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Creates objects, whatever the network, the API, and other runs do meanwhile.

A create is never sent twice without a look in between. The look after it fills what the answer lacked. Of two that runs
have created at the same moment, where the API keeps both, the older stays, and each run takes back only its own.
"""

from __future__ import annotations

import time
import typing as t

from .._core.client import Client
from .._core.errors import CallError, StateError, UnsettledError
from .._core.retry import NOT_BEGUN
from . import patience
from .age import ids_tell, is_first
from .kind import Kind, Values
from .look import find, identity
from .steps import Outcome, Step, sentence
from .world import World

# How often a task yields to other runs, and finds that none of them has stayed, before it says so.
_MOST_YIELDS = 10


class _Creation:
    """A create on its way. ``values``: what is to be created."""

    def __init__(self, step: Step, outcome: Outcome, values: Values) -> None:
        self.step, self.outcome, self.values, self.kind = step, outcome, values, step.kind
        # The fields to look for it by.
        self.looks = identity(self.kind, values)
        self.created: Values | None = None
        self.doubt: CallError | None = None
        self.refused: CallError | None = None
        self.tries = 0
        # The API may have begun one of its creates.
        self.begun = False
        # An answer to one of its creates was lost, so that an object that shows up may be its own.
        self.lost = False
        # So was one that the API may have carried out, which may show up later than any look.
        self.astray = False
        # There are others beside it, and not all of them are going to stay.
        self.rivals = False
        self.until = 0.0
        self.copies: list[str] = []
        self.taken_back: set[str] = set()
        # Copies whose delete was answered as if they were gone, and that still show.
        self.kept: dict[str, CallError] = {}
        self.yields = 0
        # What its create has left out was set by an update.
        self.completed = False

    @property
    def open(self) -> bool:
        return not self.outcome.status

    @property
    def may_be_double(self) -> bool:
        """Whether a create before the one that was answered may have made an object as well."""
        return self.astray and self.created is not None and not (self.kind.ends or self.kind.unique)

    def __str__(self) -> str:
        return sentence(self.step)


class _Endings:
    """Says what has become of a create, also where no look has settled it within its time."""

    def __init__(self, client: Client, warnings: list[str]) -> None:
        self._client, self._http, self._warnings = client, client.http, warnings

    def found(self, entry: _Creation, changed: bool, row: Values) -> None:
        """A look shows what was to be created."""
        if entry.may_be_double:
            text = f"{_made(entry, row)}: a second copy may show up."
            self._warnings.append(f"{text} Check account {self._client.account} before the next run.")
        entry.outcome.succeed(changed, row)

    def several(self, entry: _Creation, ids: list[str], ours: bool) -> None:
        """A look shows more than one, and nobody takes any of them back."""
        entry.outcome.fail(
            UnsettledError(
                f"{entry} exists {len(ids)} times in account {self._client.account}: {', '.join(ids)}. They come from"
                " several runs, or from creates whose responses were lost, and this run cannot tell which is its own."
                " Delete all but one by ID.",
                candidates=ids,
            ),
            ours,
        )

    def kept(self, entry: _Creation, created_id: str, failure: CallError) -> None:
        """Another run was first, and the copy that this task has made could not be deleted."""
        entry.outcome.fail(
            UnsettledError(
                f"{entry} was created by another run at the same moment, and the copy that this task has made"
                f" ({created_id}) could not be deleted: {failure.message} Delete it by its ID.",
                **{**failure.facts, "candidates": [created_id]},
            ),
            True,
        )

    def late(self, entry: _Creation) -> None:
        """The bounded wait is over and the look has not decided."""
        account = self._client.account
        if entry.kept:
            self.kept(entry, *next(iter(entry.kept.items())))
        elif entry.created and (entry.created["id"] or entry.kind.ends):
            self._unshown(entry, entry.created)
        elif len(entry.copies) > 1:
            self.several(entry, entry.copies, entry.lost or entry.created is not None)
        elif entry.created:
            text = f"The API accepted the create of {entry}, but returned no ID, and queries of account {account} do"
            _fail_made(entry, entry.created, f"{text} not show it. Check the account before the next run.")
        elif entry.refused:
            entry.refused.message += patience.MAY_BE_THERE
            # Refused after one whose answer was lost: most likely because that one was carried out.
            entry.outcome.fail(entry.refused, entry.lost)
        elif entry.doubt and entry.doubt.may_come:
            # Accepted by whoever answered, or perhaps still at work: another create would risk a second copy.
            entry.doubt.message += f" Queries of account {account} do not show it so far. The next run checks first."
            entry.outcome.fail(entry.doubt)
        elif entry.doubt and (entry.doubt.final or self._http.budget.left <= 0):
            entry.doubt.message += f" Account {account} does not show it, so the create has probably not succeeded."
            entry.outcome.fail(entry.doubt)

    def _unshown(self, entry: _Creation, created: Values) -> None:
        """What this task has created does not show, and the bounded wait is over."""
        account, kept_name = self._client.account, created.get(entry.kind.called)
        made = _made(entry, created)
        if entry.may_be_double:
            text = f"{made}, and queries of account {account} do not show it yet:"
            text = f"{text} a second copy may show up. Check the account before the next run."
            _fail_made(entry, created, text)
        elif kept_name is not None and kept_name != entry.looks.get(entry.kind.called, kept_name):
            text = (
                f"{made}, and account {account} keeps it under another name, {kept_name!r}. Give that name from now on:"
            )
            _fail_made(entry, created, f"{text} a run with the other name would create another object.")
        else:
            text = f"{made}, but queries of account {account} do not show it yet."
            self._warnings.append(f"{text} A run that starts soon may not see it either.")
            given = {name: value for name, value in entry.values.items() if value is not None}
            entry.outcome.succeed(True, {**entry.kind.read({}), **created, **given})

    def unseen(self, entry: _Creation, look: CallError) -> None:
        """The look itself has failed: say what was done before it."""
        if entry.kept:
            self.kept(entry, *next(iter(entry.kept.items())))
        elif entry.doubt:
            patience.say_unknown(entry.doubt, look)
            entry.outcome.fail(entry.doubt, entry.doubt.may_be_cause)
        elif entry.created:
            text = f"{_made(entry, entry.created)}, and could not be read back: {look.message}"
            _fail_made(entry, entry.created, f"{text} The next run finds it.", **look.facts)
        else:
            if entry.refused and entry.lost:
                entry.refused.message += patience.MAY_BE_THERE
            entry.outcome.fail(entry.refused or look, entry.lost)


class Creator:
    """Creates objects side by side.

    :param warnings: what a person should hear is added to them
    """

    def __init__(self, client: Client, warnings: list[str]) -> None:
        self._client, self._http, self._endings = client, client.http, _Endings(client, warnings)

    def create(self, todo: t.Sequence[tuple[Step, Outcome, Values]]) -> None:
        """Create what each step stands for, and write down what became of it."""
        entries = [_Creation(*one) for one in todo]
        # Ends: what is open has used a part of the budget, or has yielded.
        while waiting := [entry for entry in entries if entry.open]:
            self._http.side_by_side(self._send, waiting)
            self._settle([entry for entry in waiting if entry.open])

    def _send(self, entry: _Creation) -> None:
        entry.doubt = entry.refused = None
        kind = entry.kind
        step = entry.step
        about = str(entry.values.get(kind.called) or (f"{step.name} to {step.place}" if step.place else step.name))
        try:
            answer = self._client.create(kind, kind.write(entry.values), about, entry.tries)
        except CallError as exc:
            entry.tries += 1
            exc.begun = entry.begun = entry.begun or exc.begun
            if exc.in_doubt:
                entry.doubt, entry.lost = exc, True
                entry.astray = entry.astray or exc.status not in NOT_BEGUN
                seconds = patience.for_a_write(self._http, exc)
            else:
                entry.refused = exc
                # Perhaps because of an earlier one, whose answer was lost.
                seconds = patience.for_a_write(self._http) if entry.lost else 0.0
        else:
            # A sample of the vendor answers with another object: then the answer has nothing to tell.
            entry.created = kind.read(answer if answer.get("@type") in (None, kind.name) else {})
            seconds = patience.for_a_write(self._http)
        entry.until = time.monotonic() + seconds

    def _settle(self, entries: list[_Creation]) -> None:
        """Look, again while something may still show up, until each entry is done or has to be created again."""
        watch = patience.Watch()
        waiting = entries
        while waiting:
            budget = self._http.budget.left
            try:
                shown = find(self._client, [(entry.kind, entry.looks) for entry in waiting])
            except CallError as exc:
                for entry in waiting:
                    self._endings.unseen(entry, exc)
                return
            found = _found(waiting, shown)
            waiting = [entry for entry in waiting if self._is_undecided(entry, found[entry])]
            now = time.monotonic()
            for entry in waiting:
                if entry.rivals:
                    # An API that throttles this task holds up the others as well, so they get as much longer.
                    entry.until += budget - self._http.budget.left
                if now >= entry.until:
                    self._late(entry)
            waiting = [entry for entry in waiting if entry.open and now < entry.until]
            if waiting:
                # A wait for what the API has failed to answer is paid from the budget.
                sleep = self._http.wait if any(entry.doubt for entry in waiting) else time.sleep
                watch.pause(min(entry.until for entry in waiting) - now, sleep)

    def _is_undecided(self, entry: _Creation, found: list[Values]) -> bool:
        """Decide an entry from what a look has found of it. ``True``: the look does not decide it (yet)."""
        if not entry.kind.twins:
            return self._is_undecided_alone(entry, found)
        entry.kept = {row["id"]: entry.kept[row["id"]] for row in found if row["id"] in entry.kept}
        if entry.kept:
            # 400 is also how a rule refuses, so the word for it is that it is no longer there.
            return True
        found = [row for row in found if row["id"] not in entry.taken_back]
        created_id = entry.created["id"] if entry.created else None
        if created_id is None:
            return self._is_undecided_without_id(entry, found)
        mine = next((row for row in found if row["id"] == created_id), None)
        others = [row for row in found if row["id"] != created_id]
        if others and not is_first(created_id, others):
            self._take_back(entry, created_id)
            return entry.open
        if others:
            # Those who have just created the others yield to the first ID, as every side does. Who had finished before
            # this one was to be seen does not: then it is this task that yields, a little later.
            if not entry.rivals:
                seconds = patience.for_others(self._http)
                sure = ids_tell([created_id, *(row["id"] for row in others)])
                entry.until = time.monotonic() + (seconds if sure else seconds / 2)
            entry.rivals = True
            return True
        entry.rivals = False
        if mine is None:
            return True
        self._endings.found(entry, True, _fuller(mine, entry.created))
        return False

    def _is_undecided_alone(self, entry: _Creation, found: list[Values]) -> bool:
        """Decide an entry of a kind of which the API keeps no two."""
        ours = entry.created is not None or entry.lost
        ids = {row["id"] for row in found}
        kind = entry.kind
        if found and entry.created and entry.created["id"] and (entry.may_be_double or not (kind.ends or kind.unique)):
            # The one that shows may be that of the create before, or of another run.
            ids.add(entry.created["id"])
        if len(ids) > 1:
            self._endings.several(entry, sorted(ids), ours)
        elif found:
            self._accept(entry, found[0], ours)
        elif entry.refused and not entry.lost:
            entry.outcome.fail(entry.refused)
        return entry.open

    def _accept(self, entry: _Creation, row: Values, ours: bool) -> None:
        """Take what is there. Where another run was faster, that need not be what this one was to create."""
        kind = entry.kind
        wrong = {
            name: value
            for name, value in entry.values.items()
            if value is not None
            and row.get(name) is not None
            and not (kind.field(name).once or kind.field(name).same(row[name], value))
        }
        if not wrong:
            self._endings.found(entry, ours, row)
            return
        changeable = all(kind.field(name).given and not kind.field(name).fixed for name in wrong)
        if ours and changeable and not (entry.completed or kind.ends or kind.get_only):
            self._complete(entry, row, wrong)
            return
        text = " and ".join(f"its {name} is {row[name]}, not {value}" for name, value in wrong.items())
        error = UnsettledError if ours else StateError
        text = f"{entry} was created a moment ago, but {text}. Change the options to match, or delete it and run again."
        entry.outcome.fail(error(text, candidates=[row["id"]]), ours)

    def _complete(self, entry: _Creation, row: Values, wrong: Values) -> None:
        """Set what the create has left out. The next look tells whether it is so."""
        entry.completed = True
        entry.until = time.monotonic() + patience.for_a_write(self._http)
        try:
            self._client.update(entry.kind, row["id"], entry.kind.write({**entry.kind.kept(row), **wrong}))
        except CallError as exc:
            text = f"{entry} was created as {row['id']}, and {', '.join(wrong)} could not be set: {exc.message}"
            _fail_made(entry, row, f"{text} The next run sets what is missing.", **exc.facts)

    def _is_undecided_without_id(self, entry: _Creation, found: list[Values]) -> bool:
        """Decide an entry for which this task has created nothing, or does not know what."""
        sent = bool(entry.doubt or entry.created)
        entry.copies = [row["id"] for row in found]
        if len(found) == 1:
            # Sent without a clear answer, and now it is there: the account has changed. Otherwise it is another run's.
            self._endings.found(entry, sent or entry.lost, _fuller(found[0], entry.created or {}))
            return False
        if len(found) > 1 and not entry.rivals:
            # Others may be about to take theirs back.
            entry.rivals = True
            entry.until = max(entry.until, time.monotonic() + patience.for_others(self._http))
        if entry.refused and not found:
            if entry.lost:
                return True
            entry.outcome.fail(entry.refused)
            return False
        if not sent and not found and entry.yields >= _MOST_YIELDS:
            entry.outcome.fail(
                UnsettledError(
                    f"{entry} could not be created: other runs keep creating and deleting it. Stop them, and run again."
                )
            )
        return sent or bool(found)

    def _take_back(self, entry: _Creation, created_id: str) -> None:
        """Delete what this very task has just created; the next look tells whether the other one is still there."""
        try:
            self._client.delete(entry.kind, created_id)
        except CallError as exc:
            if patience.says_gone(exc):
                entry.kept[created_id] = exc
            else:
                self._endings.kept(entry, created_id, exc)
        entry.taken_back.add(created_id)
        # Not the number of IDs: a server may give each of them the same.
        entry.yields += 1
        entry.created = None
        entry.rivals = False
        # With or without time to wait, there is a look before anything is sent again.
        entry.until = time.monotonic() + max(patience.SHORTEST_PAUSE, patience.for_others(self._http))

    def _late(self, entry: _Creation) -> None:
        """The bounded wait is over and the look has not decided."""
        if entry.rivals and entry.created and entry.created["id"] and not entry.kept:
            self._take_back(entry, entry.created["id"])
        else:
            self._endings.late(entry)


def _found(entries: list[_Creation], shown: t.Mapping[Kind, list[Values]]) -> dict[_Creation, list[Values]]:
    """Return what a look has found of each entry, without comparing each with all that it shows."""
    world = World("")
    for kind, rows in shown.items():
        world.put(kind, rows)
    found: dict[_Creation, list[Values]] = {}
    for entry in entries:
        kind, looks = entry.kind, entry.looks
        # Those that an answer shows exactly as they were asked for.
        exact = [name for name in looks if not (kind.field(name).account or kind.field(name).caseless)]
        some = min((world.seen(kind, name, looks[name]) for name in exact), key=len)
        found[entry] = [row for row in some if kind.is_met(row, looks)]
    return found


def _fuller(row: Values, created: Values | None) -> Values:
    """Return an object with what the answer to its create says and a query leaves out."""
    same = created and created.get("id") == row["id"]
    return {name: value or (created or {}).get(name) if same else value for name, value in row.items()}


def _fail_made(entry: _Creation, created: Values, text: str, **facts: t.Any) -> None:
    """Fail a step whose object was created all the same."""
    entry.outcome.row = created if created["id"] else None
    candidates = [created["id"]] if created["id"] else []
    entry.outcome.fail(UnsettledError(text, **{**facts, "candidates": candidates}), True)


def _made(entry: _Creation, created: Values) -> str:
    made = f"{entry} was created as {created['id']}" if created["id"] else f"{entry} was created"
    return f"{made}, after a create whose response was lost" if entry.may_be_double else made
