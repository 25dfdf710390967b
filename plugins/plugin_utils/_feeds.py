# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private, and PURE: what is new in a log, or about runtimes, given what is known and what the API has answered.

Entries can arrive late and out of order. So each poll overlaps the ones before it, and entries that were reported are
left out by their IDs. The overlap begins at the newest entry, and never at a time in the future: a runtime whose clock
is wrong must not hide what others report.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import typing as t

from ..module_utils._core import filters
from ..module_utils._core.errors import OptionError
from ..module_utils._engine import moment
from ..module_utils._engine.kind import Kind, Values
from ..module_utils._objects.environments import ATOM
from ..module_utils._objects.logs import AUDIT_LOG, EVENT, EXECUTION_RECORD, RUNNING

State = t.Dict[str, t.Any]  # noqa: UP006 - older releases of Python get as far as to say so

# An execution in progress is dropped when so many polls in a row miss it. One may: pages shift during writes.
_MOST_MISSES = 10


class Feed:
    """Entries of a log, each of which is reported once.

    :param kind: its first field identifies an entry
    :param times: fields, and filters, that hold a time. In the vendor's samples the second one is when the platform
        recorded the entry, which finds entries that arrive late. That this is its meaning is inferred
    :param running: statuses of an entry that is reported later, when it has ended
    """

    def __init__(self, kind: Kind, times: tuple[str, ...], running: tuple[str, ...] = ()) -> None:
        self.kind, self.times, self.running = kind, times, running

    @staticmethod
    def initial_state(since: str) -> State:
        """Return the state in which nothing is known.

        :param since: older entries are never reported
        """
        return {"since": since, "newest": since, "known": {}, "open": {}}

    @staticmethod
    def lower_bound(state: State, overlap: float, now: str) -> str:
        """Return the time from which to query."""
        since: str = state["since"]
        return max(since, _before(min(state["newest"], now), overlap))

    def queries(self, state: State, overlap: float, now: str) -> list[filters.Expression]:
        """Return the queries of a poll."""
        bound = self.lower_bound(state, overlap, now)
        own = self.kind.fields[0].name
        times = [filters.compare(self.kind, name, "GREATER_THAN_OR_EQUAL", bound) for name in self.times]
        ids = [filters.equals(self.kind, own, one) for one in sorted(state["open"])]
        return [*filters.groups(times), *filters.groups(ids)]

    def advance(self, state: State, rows: t.Iterable[Values], overlap: float, now: str) -> tuple[list[Values], State]:
        """Return the new entries, oldest first, and the next state.

        :param rows: the answers to all queries of a poll
        :param now: when it began
        """
        bound = self.lower_bound(state, overlap, now)
        known: dict[str, str] = dict(state["known"])
        running: dict[str, int] = {key: misses + 1 for key, misses in state["open"].items()}
        newest = min(state["newest"], now)
        new: dict[str, Values] = {}
        for row in rows:
            key, time = self._key(row), self._time(row)
            if time and time <= now:
                newest = max(newest, time)
            if key in known:
                known[key] = max(known[key], time or "")
            elif time and time < bound and key not in running:
                # No query asked for it, and it may have been reported long ago.
                continue
            elif row.get("status") in self.running:
                running[key] = 0
            else:
                new[key] = row
                known[key] = time or newest
        after: State = {"since": state["since"], "newest": newest, "known": known, "open": {}}
        after["open"] = {key: misses for key, misses in running.items() if key not in known and misses <= _MOST_MISSES}
        # What lies before is forgotten, so that no later poll may go back behind it, with whatever overlap.
        after["since"] = bound = self.lower_bound(after, overlap, now)
        after["known"] = {key: time for key, time in known.items() if time >= bound}
        return sorted(new.values(), key=lambda row: (self._time(row) or "", self._key(row))), after

    def _key(self, row: Values) -> str:
        text = row[self.kind.fields[0].name]
        return text or hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()

    def _time(self, row: Values) -> str | None:
        """Return the latest time of an entry."""
        found = []
        for name in self.times:
            try:
                found.append(moment.parse(name, row[name] or ""))
            except OptionError:
                continue
        return max(found, default=None)


def _before(text: str, seconds: float) -> str:
    """Return the time that lies so many seconds before another one, both as the API takes them."""
    time = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    try:
        return moment.written(time - datetime.timedelta(seconds=seconds))
    except OverflowError:
        return "0001-01-01T00:00:00Z"


FEEDS = {
    "events": Feed(EVENT, ("date", "record_date")),
    "executions": Feed(EXECUTION_RECORD, ("execution_time", "recorded_date"), RUNNING),
    "audit_log": Feed(AUDIT_LOG, ("date",)),
}
RUNTIMES = "runtimes"
WATCHED: dict[str, Kind] = {"events": EVENT, "executions": EXECUTION_RECORD, RUNTIMES: ATOM, "audit_log": AUDIT_LOG}


def changed_runtimes(state: State | None, rows: t.Iterable[Values]) -> tuple[list[Values], State]:
    """Return the runtimes whose status has changed, each with its previous status, and the next state.

    A new runtime has no previous status, and a deleted one has no status.

    :param state: ``None`` for the first poll, which reports nothing
    """
    now = {str(row["id"]): row for row in rows if row["id"]}
    after: State = {key: {"name": row["name"], "status": row["status"]} for key, row in now.items()}
    if state is None:
        return [], after
    new = []
    for key in sorted({*state, *now}):
        before = state.get(key, {}).get("status")
        deleted = {**ATOM.read({}), "id": key, **state.get(key, {}), "status": None}
        row = now.get(key, deleted)
        if row["status"] != before:
            new.append({**row, "previous_status": before})
    return new, after
