# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is new in a log: each entry is reported once, whenever it arrives, and whatever becomes of a poll."""

from __future__ import annotations

import collections
import datetime
import functools
import json
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._engine import moment
from ansible_collections.community.boomi.plugins.plugin_utils._feeds import FEEDS, Feed, State, changed_runtimes
from ansible_collections.community.boomi.tests.simulator import query
from ansible_collections.community.boomi.tests.simulator.objects import OBJECTS
from ansible_collections.community.boomi.tests.simulator.settings import Settings

OVERLAP = 600
BEGIN = datetime.datetime(2026, 1, 15, 9, 0, tzinfo=datetime.timezone.utc)

Raw = t.Dict[str, t.Any]  # noqa: UP006 - as in the plugins


def text(second: int) -> str:
    return moment.written(BEGIN + datetime.timedelta(seconds=second))


class Entry(t.NamedTuple):
    """An entry that arrives before a poll.

    :param age: seconds between its latest time and the poll; negative where the clock of a runtime is ahead
    :param lag: seconds by which it was recorded later than it happened; ``None`` where nobody says when
    :param runs: polls at which it is still in progress
    :param moves: the time of recording moves to the end
    """

    age: int
    lag: int | None
    runs: int
    moves: bool


class Step(t.NamedTuple):
    """A poll: seconds since the last one, entries that have arrived since, its overlap, and what becomes of it."""

    elapsed: int
    entries: list[Entry]
    overlap: int
    ends: str


# Nobody promises anything about what shows up later than the overlap.
ENTRIES = st.builds(
    Entry, st.integers(-900, OVERLAP), st.none() | st.integers(0, 7200), st.integers(0, 3), st.booleans()
)
STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 2000),
        st.lists(ENTRIES, max_size=4),
        st.sampled_from([OVERLAP, 10 * OVERLAP]),
        st.sampled_from(["kept", "kept", "fault", "restarted", "killed"]),
    ),
    max_size=8,
)


class Platform:
    """Holds entries, and answers polls."""

    def __init__(self, feed: Feed) -> None:
        self.feed, self.names = feed, [feed.kind.filters[name] for name in feed.times]
        declared = OBJECTS[feed.kind.name].filters
        self.filters = {name: functools.partial(get, t.cast("t.Any", None)) for name, get in declared.items()}
        self.raws: list[Raw] = []
        self.open: list[tuple[Raw, bool]] = []
        self.due: set[str] = set()

    def show(self, now: int, entries: list[Entry]) -> None:
        for raw, moves in self.open:
            raw["_runs"] -= 1
            if raw["_runs"] == 0:
                raw["status"] = "COMPLETE"
                if moves:
                    raw[self.names[-1]] = text(now)
        self.open = [(raw, moves) for raw, moves in self.open if raw["_runs"]]
        for entry in entries:
            number = str(len(self.raws))
            latest = now - entry.age
            raw = {self.feed.kind.fields[0].api: number, self.names[-1]: text(latest), "_runs": 0}
            if len(self.names) > 1:
                raw[self.names[0]] = text(latest - (entry.lag or 0))
                if entry.lag is None:
                    del raw[self.names[-1]]
            if entry.runs and self.feed.running:
                raw.update(_runs=entry.runs, status="INPROCESS")
                self.open.append((raw, entry.moves))
            self.raws.append(raw)
            # What has begun before the source, and is over before it as well, is not its concern.
            if latest >= 0:
                self.due.add(number)

    def answer(self, state: State, overlap: int, now: int) -> list[Raw]:
        found = []
        for expression in self.feed.queries(state, overlap, text(now)):
            body = {"QueryFilter": {"expression": expression}}
            finds = query.parse(body, self.filters, query.STANDARD_OPERATORS, Settings())
            found += [raw for raw in [*reversed(self.raws), *self.raws] if finds(raw)]
        # Pages may hold an entry twice, and come in any order; and a server may tell what nobody has asked for.
        return [*found[::-1], *self.raws[:1]]

    @property
    def ended(self) -> set[str]:
        own = self.feed.kind.fields[0].api
        return {raw[own] for raw in self.raws if not raw["_runs"]}


@pytest.mark.parametrize("name", sorted(FEEDS))
@given(steps=STEPS)
def test_each_entry_is_reported_once_and_none_is_lost_the_oldest_first(name: str, steps: list[Step]) -> None:
    feed = FEEDS[name]
    platform = Platform(feed)
    state = kept = feed.initial_state(text(0))
    told: collections.Counter[str] = collections.Counter()
    repeated: set[str] = set()
    now = 0
    # The last polls see the ends of everything.
    for step in [*steps, *[Step(0, [], OVERLAP, "kept")] * 4]:
        now += step.elapsed
        platform.show(now, step.entries)
        if step.ends == "fault":
            continue
        rows = [feed.kind.read(raw) for raw in platform.answer(state, step.overlap, now)]
        new, after = feed.advance(state, rows, step.overlap, text(now))
        ids = [row[feed.kind.fields[0].name] for row in new]
        told.update(ids)
        times = [max(row[field] or "" for field in feed.times) for row in new]
        assert times == sorted(times)
        if step.ends == "killed":
            repeated.update(ids)
            state = kept
            continue
        state = kept = json.loads(json.dumps(after)) if step.ends == "restarted" else after
        assert state["newest"] <= text(now)
    assert set(told) >= platform.due & platform.ended
    assert {one for one, times in told.items() if times > 1} <= repeated
    assert set(told) <= platform.ended


@pytest.mark.parametrize("name", sorted(FEEDS))
def test_what_is_known_is_forgotten_behind_the_overlap(name: str) -> None:
    feed = FEEDS[name]
    api = [feed.kind.fields[0].api, *(feed.kind.filters[one] for one in feed.times)]
    state = feed.initial_state(text(0))
    for second in range(0, 10 * OVERLAP, 60):
        row = feed.kind.read(dict.fromkeys(api, text(second)))
        new, state = feed.advance(state, [row], OVERLAP, text(second))
        assert len(new) == 1
    assert len(state["known"]) == OVERLAP // 60 + 1


def test_an_entry_without_id_or_time_is_reported_once() -> None:
    feed = FEEDS["events"]
    row = feed.kind.read({"eventType": "atom.status", "eventDate": "yesterday"})
    new, state = feed.advance(feed.initial_state(text(0)), [row, row], OVERLAP, text(60))
    assert len(new) == 1
    assert feed.advance(state, [row], OVERLAP, text(90))[0] == []


def test_an_execution_that_never_shows_again_is_given_up() -> None:
    feed = FEEDS["executions"]
    row = feed.kind.read({"executionId": "a", "status": "STARTED", "executionTime": text(1)})
    _new, state = feed.advance(feed.initial_state(text(0)), [row], OVERLAP, text(2))
    polls = 0
    while state["open"]:
        polls += 1
        assert polls < 100
        _new, state = feed.advance(state, [], OVERLAP, text(2))
    assert polls > 5


STATUSES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["ONLINE", "OFFLINE", "WARNING"]))


@given(polls=st.lists(STATUSES, min_size=1))
def test_changes_of_runtimes_lead_from_each_poll_to_the_next(polls: list[dict[str, str]]) -> None:
    state: State | None = None
    shown = dict(polls[0])
    for number, poll in enumerate(polls):
        rows = [{"id": key, "name": key, "status": status} for key, status in poll.items()]
        told, state = changed_runtimes(state, rows)
        state = json.loads(json.dumps(state))
        assert not (number == 0 and told)
        for row in told:
            assert row["status"] != row["previous_status"] == shown.pop(row["id"], None)
            shown.update({row["id"]: row["status"]} if row["status"] else {})
        assert shown == poll
