# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace: never more calls in a second than allowed, whoever they come from, and back to speed after a throttling."""

from __future__ import annotations

import bisect
import heapq
import itertools
import json
import os
import resource
import typing as t
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import pace as _pace
from ansible_collections.community.boomi.plugins.module_utils._core import shared as _shared

START = 1000.0
A_SECOND = _pace.WINDOW + _pace.MARGIN
AT_THE_GATE = -1


class Clock:
    """Time that passes only where somebody sleeps, or the test says so."""

    def __init__(self, now: float = START) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.slept.append(seconds)
        self.now += seconds


def pacer(rate: float, clock: Clock, identity: t.Sequence[str] = ("host", "account")) -> _pace.Pacer:
    return _pace.Pacer(rate, identity, clock, clock.sleep)


def places(line: _pace.Line, arrivals: t.Iterable[float], rate: float) -> list[float]:
    return [_pace.take_place(line, arrival, rate) for arrival in arrivals]


def most_in_a_second(moments: t.Sequence[float]) -> int:
    """Count the fullest second that begins with one of the moments."""
    ordered = sorted(moments)
    # A call exactly one second later is in the next second.
    return max((bisect.bisect_left(ordered, moment + 1.0) - index for index, moment in enumerate(ordered)), default=0)


def departures(
    calls: t.Iterable[tuple[float, float]], throttlings: t.Iterable[tuple[float, float]] = ()
) -> list[tuple[float, float]]:
    """Let calls come, line up, again where a throttling has dissolved the line, and pass the gate, as a Pacer does.

    :param calls: each its moment, and the rate of its task
    :param throttlings: each its moment, and the pause
    :return: when each has left, and its rate
    """
    line: _pace.Line = {}
    number = itertools.count()
    events: list[tuple[float, int, float | None, float | None]] = [
        *((moment, next(number), rate, None) for moment, rate in calls),
        *((moment, next(number), None, pause) for moment, pause in throttlings),
    ]
    heapq.heapify(events)
    left = []
    while events:
        now, _number, rate, turn = heapq.heappop(events)
        if rate is None:
            _pace.throttle(line, now, turn or 0.0, 0.5)
            continue
        next_try = now
        if turn not in (line.get("turn", AT_THE_GATE), AT_THE_GATE):
            next_try, turn = _pace.line_up_at(line, now, rate), None
            if next_try <= now:
                next_try, turn = _pace.take_place(line, now, rate), line["turn"]
        if next_try <= now:
            next_try, turn = _pace.leave(line, now, rate), AT_THE_GATE
        if next_try <= now:
            left.append((now, rate))
        else:
            heapq.heappush(events, (next_try, next(number), rate, turn))
    return left


def moments_after(steps: list[float]) -> list[float]:
    return list(itertools.accumulate(steps, initial=START))[1:]


gaps = st.lists(st.floats(0, 3), min_size=1, max_size=60)
rates = st.one_of(st.floats(0.05, 40), st.integers(1, 40).map(float), st.sampled_from([0.01, 0.5, 2.5, 9.9, 1000.0]))
# Of calls of one task, and of several.
each_rate = st.one_of(
    rates.map(lambda rate: [rate] * 60), st.lists(st.sampled_from([2.0, 3.0, 10.0]), min_size=60, max_size=60)
)


class TestTheLine:
    @pytest.mark.parametrize(
        ("waits", "rate", "moments"),
        [
            ([0] * 1000, 10.0, [number // 10 * A_SECOND for number in range(1000)]),
            ([0, 5], 0.5, [0, 5]),
            ([0, 0, 0], 0.5, [0, 2 * A_SECOND, 4 * A_SECOND]),
            ([0, 9], 0.1, [0, 10 * A_SECOND]),
        ],
        ids=["ten go at once in each second", "a late one", "a slow pace", "a slow pace counts for many seconds"],
    )
    def test_calls_wait_as_long_as_the_rate_asks_for(self, waits: list[int], rate: float, moments: list[float]) -> None:
        found = places({}, [START + wait for wait in waits], rate)
        assert found == pytest.approx([START + moment for moment in moments])

    @given(gaps, each_rate, st.lists(st.tuples(st.floats(0, 3), st.floats(0, 2)), max_size=6))
    @example([0.0] * 60, [2.5] * 60, [])
    @example([0.0] * 60, [9.99] * 60, [])
    @example([0.0] * 17, [10.0] * 8 + [2.0] + [10.0] * 8, [])
    @example([0.0] * 40, [10.0] * 40, [(0.5, 0.0)])
    @example([0.0] * 40, [10.0] * 40, [(0.9, 0.1), (1.0, 0.1)])
    @example([0.0] * 40 + [0.6] + [0.0] * 10, [10.0] * 51, [(0.5, 0.0)])
    def test_no_second_ever_holds_more_than_the_rate_whoever_calls_and_however_the_pace_falls_and_recovers(
        self, steps: list[float], each: list[float], throttlings: list[tuple[float, float]]
    ) -> None:
        at = zip(moments_after([step for step, _pause in throttlings]), [pause for _step, pause in throttlings])
        left = departures(zip(moments_after(steps), each), at)
        assert len(left) == len(steps)
        for rate in set(each):
            # A call counts for the rate of its own task, and of every faster one.
            assert most_in_a_second([moment for moment, own in left if own <= rate]) <= max(1, int(rate))

    @settings(max_examples=20)
    @given(st.lists(st.floats(0, 0.2), min_size=100, max_size=100))
    def test_the_rate_is_used_up_where_there_is_enough_to_send(self, steps: list[float]) -> None:
        arrivals = moments_after(steps)
        moments = places({}, arrivals, 10.0)
        assert moments[-1] <= max(arrivals[-1], START + len(moments) / 10 * A_SECOND) + 2 * A_SECOND


class TestTheGate:
    @given(gaps, rates)
    def test_no_second_ever_lets_out_more_than_the_rate(self, steps: list[float], rate: float) -> None:
        line: _pace.Line = {}
        left = [now for now in moments_after(steps) if _pace.leave(line, now, rate) <= now]
        assert left
        assert most_in_a_second(left) <= max(1, int(rate))

    def test_calls_that_were_held_up_on_their_way_do_not_leave_in_one_bunch(self) -> None:
        clock = Clock()
        held_up = pacer(2.0, clock)
        for _call in range(2):
            held_up.wait()
        clock.now += 0.9
        left = []
        for _call in range(4):
            held_up.pass_gate()
            left.append(clock.now)
            held_up.wait()
        assert most_in_a_second(left) == 2

    @given(st.sampled_from([0.05, 0.5, 1.0, 2.5, 5.0, 9.0]), st.integers(1, 5), st.integers(0, 300))
    def test_a_slow_task_keeps_its_rate_and_slows_down_nobody_else(self, slow: float, calls: int, others: int) -> None:
        left = departures([(START, slow)] * calls + [(START, 10.0)] * others)
        of_slow = [moment for moment, rate in left if rate == slow]
        of_fast = [moment for moment, rate in left if rate == 10.0]
        assert most_in_a_second(of_slow) <= max(1, int(slow))
        assert most_in_a_second(of_slow + of_fast) <= 10
        # Each call of the slow task costs the others one place, and no time beside it.
        assert len(of_fast) == others
        assert max(of_fast, default=START) <= START + (others + calls) // 10 * A_SECOND + 0.01
        # Nor do the others hold it up for longer than their line is.
        span = A_SECOND * max(1.0, 1 / slow)
        assert max(of_slow) <= START + (calls + 1) * (span + A_SECOND) + (others + calls) // 10 * A_SECOND


class TestThrottling:
    @given(rates, st.lists(st.tuples(st.floats(0, 3), st.one_of(st.none(), st.floats(0, 5))), max_size=40))
    def test_no_place_is_given_before_all_pauses_are_over(
        self, rate: float, events: list[tuple[float, float | None]]
    ) -> None:
        line: _pace.Line = {}
        now = free = START
        given_out: list[float] = []
        for step, pause in events:
            now += step
            if pause is None:
                given_out.append(_pace.take_place(line, now, rate))
                assert given_out[-1] >= max(now, free)
            else:
                _pace.throttle(line, now, pause, 0.5)
                free = max(free, now + pause)
                given_out = [moment for moment in given_out if moment <= now]
        assert most_in_a_second(given_out) <= max(1, int(rate))

    def test_the_pause_is_not_lengthened_by_those_who_have_to_give_up_their_places(self) -> None:
        line: _pace.Line = {}
        places(line, [START] * 200, 10.0)
        _pace.throttle(line, START + 0.5, 1.0, 0.5)
        assert places(line, [START + 0.5], 10.0) == [START + 1.5]

    @pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
    def test_the_pace_falls_to_about_half_and_rises_slowly(self, jitter: float) -> None:
        line: _pace.Line = {}
        places(line, [START] * 10, 10.0)
        _pace.throttle(line, START + 0.5, 0.5, jitter)
        moments = places(line, [START + 0.5] * 500, 10.0)

        def in_ten_seconds(begin: float) -> int:
            return sum(begin <= moment - moments[0] < begin + 10 for moment in moments)

        assert 40 <= in_ten_seconds(0) <= 70
        assert in_ten_seconds(0) < in_ten_seconds(10) < in_ten_seconds(20) <= in_ten_seconds(40) <= 100
        assert in_ten_seconds(40) >= 90

    def test_calls_that_were_in_flight_together_count_once(self) -> None:
        calls = [(START, 10.0)] * 50
        many = departures(calls, [(START + 0.01 * number, 0.0) for number in range(20)])
        one = departures(calls, [(START + 0.19, 0.0)])
        assert max(many) == pytest.approx(max(one), abs=1.0)

    def test_the_pace_never_falls_to_nothing(self) -> None:
        throttlings = [(START + number, 0.0) for number in range(60)]
        sent = departures([(START, 10.0)] * 300, throttlings)
        assert len([moment for moment, _rate in sent if START + 30 <= moment < START + 60]) >= 0.04 * 10 * 30


numbers = st.one_of(
    st.integers(), st.floats(), st.integers(10**300, 10**320), st.booleans(), st.floats(START - 9, START + 9)
)
states = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(["places", "left"], st.lists(st.lists(numbers, min_size=2, max_size=2), max_size=20)),
        **dict.fromkeys(["seen", "turn", "not_before", "pace", "throttled", "other"], numbers),
    },
)


class TestTheSharedFile:
    def file(self) -> Path:
        path = _shared.shared_file("pace", "host", "account")
        assert path
        return Path(path)

    def test_another_account_or_host_has_a_pace_of_its_own(self) -> None:
        clock = Clock()
        for identity in (("host", "one"), ("host", "two"), ("another host", "one")):
            pacer(1.0, clock, identity).wait()
        assert clock.slept == []

    def test_one_that_was_throttled_calls_those_back_who_wait_already(self) -> None:
        clock = Clock()
        other = pacer(1.0, clock)

        def sleep(seconds: float) -> None:
            if not clock.slept:
                other.slow_down(4.0)
            clock.sleep(seconds)

        waiting = _pace.Pacer(1.0, ("host", "account"), clock, sleep)
        waiting.wait()
        waiting.wait()
        assert clock.now >= START + 4.0

    def test_a_file_from_before_a_restart_of_the_host_is_forgotten(self) -> None:
        before = pacer(0.1, Clock(9e6))
        for _call in range(5):
            before.wait()
            before.pass_gate()
        before.slow_down(60.0)
        clock = Clock()
        after = pacer(0.1, clock)
        after.wait()
        after.pass_gate()
        assert clock.slept == []

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"{",
            b"null",
            b"[]",
            b"\xff\xfe",
            b'{"places": [1.0]}',
            *(
                b'{"places": %s, "seen": 1}' % places
                for places in (b"null", b"7", b'"abc"', b'["x"]', b"[{}]", b'{"1": 2}', b"{}")
            ),
            *(b'{"left": %s, "seen": 1}' % left for left in (b"{}", b"[[1.0, 0]]", b"[[1.0, 1, 1]]", b'["ab"]')),
            b'{"turn": "x", "seen": 1}',
            b'{"pace": "fast", "seen": 1}',
            b'{"pace": NaN, "throttled": NaN, "places": [NaN, Infinity, -Infinity], "seen": 1}',
            b'{"seen": 1, "not_before": 1' + b"0" * 400 + b"}",
            b'{"seen": 1, "places": [-1' + b"0" * 400 + b"]}",
            b'{"seen": 1' + b"0" * 400 + b"}",
            b'{"seen": 1, "not_before": 1e9}',
            b"[" * 100_000,
        ],
    )
    def test_a_damaged_file_counts_as_an_empty_line_and_is_mended(self, content: bytes) -> None:
        clock = Clock()
        self.file().write_bytes(content)
        one = pacer(1.0, clock)
        one.wait()
        one.pass_gate()
        assert clock.slept == []
        line = json.loads(self.file().read_text())
        assert (line["places"], line["left"]) == ([[START, 1.0]], [[START, 1.0]])
        one.wait()
        assert clock.slept == pytest.approx([A_SECOND])

    @given(states)
    def test_no_file_can_stop_the_line(self, state: dict[str, t.Any]) -> None:
        clock = Clock()
        self.file().write_text(json.dumps(state))
        line = pacer(10.0, clock)
        line.wait()
        line.slow_down(1.0)
        line.wait()
        # A day and a bit: the longest pause that retry_budget allows.
        assert sum(clock.slept) < 250_000

    def keep_pace_alone(self, clock: Clock) -> None:
        alone = pacer(1.0, clock)
        alone.wait()
        alone.wait()
        assert clock.slept == pytest.approx([A_SECOND])

    def test_without_a_place_for_the_file_each_process_keeps_its_own_pace(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", "/dev/null")
        clock = Clock()
        self.keep_pace_alone(clock)
        pacer(1.0, clock).wait()
        assert len(clock.slept) == 1

    def test_a_host_without_a_place_for_temporary_files_is_such_a_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tempfile.tempdir", None)
        monkeypatch.setattr("tempfile._candidate_tempdir_list", lambda: ["/dev/null"])
        self.keep_pace_alone(Clock())

    def test_on_a_full_disk_each_process_keeps_its_own_pace(self) -> None:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
        try:
            self.keep_pace_alone(Clock())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    def test_what_is_no_file_is_left_alone(self) -> None:
        os.mkfifo(self.file())
        self.keep_pace_alone(Clock())
