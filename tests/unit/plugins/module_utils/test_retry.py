# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The retry policy: what may be sent again, how long to wait, and when to stop."""

from __future__ import annotations

import email.utils
import itertools
import math
import time
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import policy as _policy
from ansible_collections.community.boomi.plugins.module_utils._core import retry as _retry
from ansible_collections.community.boomi.plugins.module_utils._core.wire import Answer

OPERATIONS = sorted(_retry.READS | {_retry.CREATE, _retry.DELETE, _retry.UPDATE})
NOT_SENT = Answer(_retry.UNSENT)
CUT = Answer(_retry.CUT)
NOT_TRUSTED = Answer(_retry.UNTRUSTED)
LOST = Answer(_retry.LOST)
UNREADABLE = Answer(_retry.UNREADABLE, 200)
NOW = 1_800_000_000.0
# Every other status outside 2xx: what gateways say, and what nobody knows.
PASSING = [
    *(100, 102, 103, 199, 300, 303, 304, 408, 418, 420, 421, 423, 424, 425, 429, 430, 444, 460, 463, 498, 499),
    *(500, 502, 503, 504, 506, 507, 508, 509, *range(520, 528), 529, 530, 561, 598, 599, 600, 999),
]


def answered(status: int) -> Answer:
    return Answer(_retry.ANSWERED, status)


def decide(
    outcome: Answer,
    operation: str = _retry.QUERY,
    attempt: int = 1,
    budget: float = 60.0,
    jitter: float = 1.0,
    retry_after: str | None = None,
    date: str | None = None,
) -> _policy.Decision:
    given = {"retry-after": retry_after, "date": date}
    headers = {name: value for name, value in given.items() if value is not None}
    answer = Answer(outcome.kind, outcome.status, headers)
    return _policy.decide(attempt, operation, answer, budget, NOW, jitter)


def http_date(seconds_from_now: float) -> str:
    return email.utils.formatdate(NOW + seconds_from_now, usegmt=True)


@pytest.fixture
def far_from_greenwich() -> t.Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


class TestWhatIsSentAgain:
    @pytest.mark.parametrize("status", PASSING)
    @pytest.mark.parametrize("operation", OPERATIONS)
    def test_a_passing_failure_is_repeated_and_a_create_looked_after(self, operation: str, status: int) -> None:
        expected = "look" if operation == _retry.CREATE else "repeat"
        assert decide(answered(status), operation).action == expected

    @pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 403, 404, 405, 409, 410, 422, 501, 511])
    @pytest.mark.parametrize("operation", OPERATIONS)
    def test_a_refusal_is_final(self, operation: str, status: int) -> None:
        assert decide(answered(status), operation, retry_after="1") == _policy.Decision("stop")

    def test_what_never_reached_the_api_is_sent_again_even_a_create(self) -> None:
        assert decide(NOT_SENT, _retry.CREATE).action == "repeat"
        # A listener that is away may be about to start.
        assert decide(CUT, _retry.CREATE, attempt=3 * _policy.FEW_TRIES).action == "repeat"

    def test_a_web_page_in_the_place_of_the_api_is_told_after_a_few_tries(self) -> None:
        assert decide(UNREADABLE, attempt=_policy.FEW_TRIES - 1).action == "repeat"
        assert decide(UNREADABLE, attempt=_policy.FEW_TRIES).reason == f"tried {_policy.FEW_TRIES} times"


PIECES_OF_DATES = [
    *("Thu, ", "Foo, ", "1", "99", "0" * 20, " Nov ", " 2026 ", "9" * 9),
    *("12:30:59", ":", " ", " GMT", " -0000", " +9999"),
]


class TestHowLong:
    def test_waits_grow_and_end_at_the_longest(self) -> None:
        waits = [decide(answered(503), attempt=attempt, budget=1000).seconds for attempt in range(1, 12)]
        assert waits == sorted(waits)
        assert waits[0] == _policy.FIRST_WAIT
        assert waits[-1] == _policy.LONGEST_WAIT

    def test_clients_that_fail_together_do_not_come_back_together(self) -> None:
        first, second = (decide(answered(503), jitter=jitter).seconds for jitter in (0.0, 1.0))
        assert 0 < first < second

    @pytest.mark.parametrize(
        ("asked", "date"),
        [
            *((asked, None) for asked in ("7", "7.0", http_date(7))),
            # By the clock of the server, unless the date of its answer makes no sense.
            *((http_date(skew + 7), http_date(skew)) for skew in (-86400, -60, 60, 86400)),
            *((http_date(7), date) for date in ("", "yesterday", "Thu, 99 Foo 2026", "9" * 200)),
        ],
    )
    def test_retry_after_is_honoured_in_all_its_forms(self, asked: str, date: str | None) -> None:
        decisions = [decide(answered(429), retry_after=asked, date=date, jitter=jitter) for jitter in (0.0, 0.5, 1.0)]
        assert [decision.action for decision in decisions] == ["repeat"] * 3
        # Jitter never comes before the moment that the API names.
        assert decisions[0].seconds == 7.0 < decisions[1].seconds < decisions[2].seconds <= 8.0

    def test_retry_after_says_nothing_where_no_answer_came(self) -> None:
        assert decide(LOST, retry_after="9999").action == "repeat"

    @pytest.mark.parametrize("value", [None, "", "soon", "nan", "inf", "-inf", "Thu, 99 Foo 2026", "9" * 101, "1,5"])
    def test_a_retry_after_without_sense_is_left_out(self, value: str | None) -> None:
        assert _policy.retry_after(value, NOW) is None

    @pytest.mark.parametrize("zone", ["", " -0000"])
    @pytest.mark.usefixtures("far_from_greenwich")
    def test_a_date_without_a_zone_is_utc(self, zone: str) -> None:
        value = http_date(30).replace(" GMT", zone)
        assert _policy.retry_after(value, NOW) == pytest.approx(30.0)

    @given(st.one_of(st.text(st.characters()), st.lists(st.sampled_from(PIECES_OF_DATES), max_size=9).map("".join)))
    def test_no_retry_after_of_a_server_is_a_surprise(self, value: str) -> None:
        seconds = _policy.retry_after(value, NOW)
        assert seconds is None or (seconds >= 0 and math.isfinite(seconds))


outcomes = st.one_of(
    st.sampled_from([NOT_SENT, CUT, NOT_TRUSTED, LOST, UNREADABLE]),
    st.integers(100, 999).filter(lambda status: not 200 <= status < 300).map(answered),
    st.sampled_from(PASSING).map(answered),
)
headers_of_answers: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.floats(0, 200).map(lambda seconds: {"retry-after": str(seconds)}),
    st.integers(-10, 200).map(lambda seconds: {"retry-after": http_date(seconds)}),
    st.text(st.characters(), max_size=20).map(lambda text: {"retry-after": text}),
)


Failures = t.Iterable[tuple[Answer, dict[str, str]]]
histories = st.lists(st.tuples(outcomes, headers_of_answers), min_size=1, max_size=60)
budgets = st.floats(0, 300)
jitters_of_attempts = st.lists(st.floats(0, 1), min_size=1, max_size=5)


def attempts_until_final(
    operation: str, failures: Failures, budget: float, jitters: t.Iterable[float]
) -> list[_policy.Decision]:
    """Follow the policy's advice as a caller does, the waits paid from the budget, and return all of it."""
    decisions = []
    for attempt, (outcome, headers), jitter in zip(itertools.count(1), failures, itertools.cycle(jitters)):
        answer = Answer(outcome.kind, outcome.status, headers)
        decision = _policy.decide(attempt, operation, answer, budget, NOW, jitter)
        decisions.append(decision)
        budget -= decision.seconds
        if decision.action != "repeat":
            break
    return decisions


class TestForAnyHistory:
    @given(st.sampled_from(OPERATIONS), histories, budgets, jitters_of_attempts)
    def test_the_waits_never_exceed_the_budget(
        self, operation: str, failures: Failures, budget: float, jitters: list[float]
    ) -> None:
        decisions = attempts_until_final(operation, failures, budget, jitters)
        assert all(decision.seconds >= 0 for decision in decisions)
        assert sum(decision.seconds for decision in decisions) <= budget + 1e-6

    @given(histories, budgets, jitters_of_attempts)
    def test_a_create_that_may_have_been_done_is_never_repeated(
        self, failures: Failures, budget: float, jitters: list[float]
    ) -> None:
        decisions = attempts_until_final(_retry.CREATE, failures, budget, jitters)
        for decision, (outcome, _headers) in zip(decisions, failures):
            assert decision.action != "repeat" or outcome.kind in _retry.NOT_SENT

    @given(st.sampled_from(OPERATIONS), outcomes, budgets, jitters_of_attempts)
    def test_a_failure_that_stays_comes_to_an_end(
        self, operation: str, outcome: Answer, budget: float, jitters: list[float]
    ) -> None:
        decisions = attempts_until_final(operation, itertools.repeat((outcome, {})), budget, jitters)
        assert decisions[-1].action in ("stop", "look")
        # Six waits until they are half of the longest, then each is at least that.
        assert len(decisions) <= 8 + budget / (_policy.LONGEST_WAIT / 2)

    @given(outcomes, headers_of_answers, budgets, st.floats(0, 1), st.integers(1, 1000))
    def test_an_end_without_a_final_answer_says_why(
        self, outcome: Answer, headers: dict[str, str], budget: float, jitter: float, attempt: int
    ) -> None:
        answer = Answer(outcome.kind, outcome.status, headers)
        decision = _policy.decide(attempt, _retry.QUERY, answer, budget, NOW, jitter)
        final = outcome.kind == _retry.UNTRUSTED or outcome.refused
        assert bool(decision.reason) == (decision.action == "stop" and not final)
