# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace by itself: when calls may go, on a clock that stands still until a test moves it."""

from __future__ import annotations

import heapq
import itertools
import pathlib
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils import _pace
from ansible_collections.community.boomi.plugins.module_utils._pace import Line, Pacer, leave, take_place, throttle
from ansible_collections.community.boomi.plugins.module_utils._shared import shared_file

RATES = st.one_of(
    st.integers(1, 40).map(float), st.floats(0.05, 40, allow_nan=False), st.sampled_from([0.01, 0.5, 2.5, 9.9, 1000.0])
)
GAPS = st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=60)


class Clock:
    """Time that passes when somebody sleeps; ``meanwhile`` happens in the middle of the first sleep."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.meanwhile: t.Callable[[], None] | None = None

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        if self.meanwhile:
            happen, self.meanwhile = self.meanwhile, None
            self.now += seconds / 2
            happen()
            seconds /= 2
        self.now += seconds


def most_in_a_second(moments: t.Iterable[float]) -> int:
    """How many of ``moments`` the fullest second holds."""
    ordered = sorted(moments)
    return max(sum(1 for other in ordered if moment <= other < moment + 1) for moment in ordered)


def a_second_holds(rate: float) -> int:
    return max(1, int(rate))


@given(RATES, GAPS)
def test_no_second_ever_holds_more_places_than_the_rate(rate: float, gaps: list[float]) -> None:
    line: Line = {}
    places = [take_place(line, now, rate) for now in itertools.accumulate(gaps)]
    assert places == sorted(places)
    assert most_in_a_second(places) <= a_second_holds(rate)


@given(RATES, GAPS)
def test_no_second_ever_lets_more_calls_out_than_the_rate(rate: float, gaps: list[float]) -> None:
    line: Line = {}
    left = [now for now in itertools.accumulate(gaps) if leave(line, now, rate) <= now]
    assert left
    assert most_in_a_second(left) <= a_second_holds(rate)


@given(RATES, st.lists(st.one_of(st.floats(0, 3), st.tuples(st.floats(0, 3), st.floats(0, 5))), max_size=40))
def test_after_a_throttled_call_nobody_sends_until_its_pause_is_over(rate: float, events: list[t.Any]) -> None:
    line: Line = {}
    now, free = 100.0, 0.0
    places: list[float] = []
    for event in events:
        if isinstance(event, tuple):
            now += event[0]
            free = max(free, now + event[1])
            throttle(line, now, event[1])
            places = [place for place in places if place <= now]
        else:
            now += event
            places.append(take_place(line, now, rate))
            assert places[-1] >= max(now, free)
    assert not places or most_in_a_second(places) <= a_second_holds(rate)


def test_who_is_alone_and_within_the_limit_never_waits() -> None:
    line: Line = {}
    assert [take_place(line, 5.0, 10.0) for _call in range(10)] == [5.0] * 10
    assert take_place(line, 5.0, 10.0) == pytest.approx(5.0 + _pace.WINDOW + _pace.MARGIN)


def test_the_limit_is_used_up_all_but_the_margin() -> None:
    line: Line = {}
    places = [take_place(line, 0.0, 10.0) for _call in range(1000)]
    assert places[-1] == pytest.approx(99 * (_pace.WINDOW + _pace.MARGIN))


def test_below_one_call_a_second_the_calls_are_that_far_apart() -> None:
    line: Line = {}
    assert take_place(line, 0.0, 0.1) == 0.0
    assert take_place(line, 9.0, 0.1) == pytest.approx(10 * (_pace.WINDOW + _pace.MARGIN))


def test_a_slow_neighbour_does_not_make_a_fast_one_forget_what_has_left() -> None:
    line: Line = {}
    places = [take_place(line, 0.0, rate) for rate in [10.0] * 8 + [2.0] + [10.0] * 8]
    assert most_in_a_second(places) <= 10


@given(st.sampled_from([0.5, 1.0, 2.5, 5.0, 9.0]), st.integers(0, 200))
def test_a_slow_task_gets_through_the_gate_while_a_fast_one_is_busy(slow: float, already: int) -> None:
    line: Line = {}
    # Of each call, when it comes to the gate, and whether it is the slow task's.
    queue = [(take_place(line, 0.0, 10.0), False) for _call in range(already)]
    turn = take_place(line, 0.0, slow)
    queue += [(turn, True), *((take_place(line, 0.0, 10.0), False) for _call in range(200))]
    left = []
    heapq.heapify(queue)
    while queue:
        now, is_slow = heapq.heappop(queue)
        moment = leave(line, now, slow if is_slow else 10.0)
        if moment > now:
            heapq.heappush(queue, (moment, is_slow))
            continue
        left.append(now)
        if is_slow:
            assert now - turn < _pace.WINDOW
    assert most_in_a_second(left) <= 10


def test_a_throttled_line_goes_on_at_half_the_pace_and_is_back_at_the_full_one_in_seconds() -> None:
    line: Line = {}
    for _call in range(10):
        take_place(line, 0.0, 10.0)
    throttle(line, 0.5, 0.5)
    places = [take_place(line, 0.5, 10.0) for _call in range(150)]
    gaps = [later - earlier for earlier, later in itertools.pairwise(places)]
    assert places[0] >= 1.0
    assert gaps[0] == pytest.approx(1 / 5, rel=0.05)
    at_first, later, at_last = (
        sum(1 for place in places if begin <= place - places[0] < begin + 2) / 2 for begin in (0.0, 3.0, 8.0)
    )
    assert at_first <= 6
    assert at_first < later <= at_last
    assert at_last >= 9


def test_a_throttled_line_is_dissolved() -> None:
    line: Line = {}
    for _call in range(200):
        take_place(line, 0.0, 10.0)
    throttle(line, 0.5, 1.0)
    # Behind the pause, and not behind all those who have given up their places.
    assert take_place(line, 0.5, 10.0) == 1.5


def test_calls_that_are_throttled_together_slow_down_once() -> None:
    one: dict[str, t.Any] = {}
    many: dict[str, t.Any] = {}
    throttle(one, 0.0, 1.0)
    for delay in range(20):
        throttle(many, delay / 100, 1.0)
    assert one["pace"] == many["pace"] == 0.5


def test_a_storm_never_brings_the_pace_to_a_standstill() -> None:
    line: Line = {}
    for second in range(100):
        throttle(line, 2.0 * second, 0.0)
    assert take_place(line, 200.0, 10.0) <= 200.0
    assert take_place(line, 200.0, 10.0) <= 200.4


def test_whoever_sleeps_while_the_line_is_dissolved_takes_another_place() -> None:
    clock = Clock()
    pacer = Pacer(1, ("host", "account"), clock, clock.sleep)
    other = Pacer(1, ("host", "account"), clock, clock.sleep)
    pacer.wait()
    clock.meanwhile = lambda: other.slow_down(30)
    pacer.wait()
    assert clock.now >= 1000 + 30


def test_the_gate_holds_back_what_was_held_up_on_its_way() -> None:
    clock = Clock()
    pacer = Pacer(2, ("host", "account"), clock, clock.sleep)
    for _call in range(2):
        pacer.wait()
    clock.now += 0.9
    left = []
    for _call in range(4):
        pacer.pass_gate()
        left.append(clock.now)
        pacer.wait()
    assert most_in_a_second(left) == 2


def test_accounts_and_hosts_have_a_pace_each_and_the_same_one_is_shared() -> None:
    clock = Clock()
    for identity in (("host", "a"), ("host", "b"), ("other host", "a")):
        Pacer(1, identity, clock, clock.sleep).wait()
    assert clock.now == 1000.0
    Pacer(1, ("host", "a"), clock, clock.sleep).wait()
    assert clock.now > 1001.0


def test_a_line_from_before_the_host_was_started_again_is_void() -> None:
    clock = Clock()
    for _call in range(5):
        Pacer(0.1, ("host", "account"), clock, clock.sleep).wait()
    clock.now = 10.0
    Pacer(0.1, ("host", "account"), clock, clock.sleep).wait()
    assert clock.now == 10.0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b'{"places": 7}',
        b'{"places": ["x"]}',
        b'{"left": {"a": []}, "places": []}',
        b'{"turn": "x"}',
        b"\xff\x00" * 100,
        b"[" * 100_000,
        b'{"places": [1.0], "moments": [2.0]}',
    ],
)
def test_a_damaged_file_is_an_empty_line(content: bytes) -> None:
    clock = Clock()
    path = shared_file("pace", "host", "account")
    assert path
    pathlib.Path(path).write_bytes(content)
    pacer = Pacer(1, ("host", "account"), clock, clock.sleep)
    pacer.wait()
    pacer.pass_gate()
    assert clock.now == 1000.0
    pacer.wait()
    assert clock.now > 1001.0


def test_without_a_place_for_the_file_the_process_keeps_the_pace_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_pace, "shared_file", lambda *parts: None)
    clock = Clock()
    pacer = Pacer(1, ("host", "account"), clock, clock.sleep)
    pacer.wait()
    pacer.wait()
    assert clock.now > 1001.0


def test_the_file_tells_nobody_whose_pace_it_is() -> None:
    Pacer(1, ("api.example", "account-4711")).wait()
    path = shared_file("pace", "api.example", "account-4711")
    assert path
    file = pathlib.Path(path)
    assert "4711" not in file.name + file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
