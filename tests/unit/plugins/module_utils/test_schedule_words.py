# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The times of schedules: what a person may write, what is sent, and when two lists mean the same."""

from __future__ import annotations

import itertools
import re
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.plugins.module_utils._objects import schedule_words as words

BOUNDS = {
    "minutes": (0, 59),
    "hours": (0, 23),
    "days_of_month": (1, 31),
    "months": (1, 12),
    "days_of_week": (1, 7),
    "years": (1970, 2099),
}
API_NAMES = {"days_of_month": "daysOfMonth", "days_of_week": "daysOfWeek"}
# The vendor's page: "the time specification of a range can optionally be followed by a slash and an interval".
GRAMMAR = re.compile(r"\*|\d+(-\d+(/\d+)?)?(,\d+(-\d+(/\d+)?)?)*")


def numbers(text: str, least: int, most: int) -> set[int]:
    """What a text of the options means, read in the simplest way."""
    found: set[int] = set()
    for piece in text.split(","):
        reach, _slash, step = piece.partition("/")
        first, _dash, last = (f"{least}-{most}" if reach == "*" else reach).partition("-")
        found |= set(range(int(first), int(last or first) + 1, int(step or 1)))
    return found


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    number = st.integers(least, most)
    step = st.integers(1, most - least).map(lambda n: f"/{n}")
    reach = st.tuples(number, number).map(lambda ends: f"{min(ends)}-{max(ends)}")
    piece = st.one_of(
        number.map(str), st.builds("{}{}".format, st.one_of(st.just("*"), reach), st.one_of(st.just(""), step))
    )
    return st.lists(piece, min_size=1, max_size=3).map(",".join)


ENTRIES = st.fixed_dictionaries(
    {"minutes": texts(0, 59)}, optional={name: texts(*ends) for name, ends in BOUNDS.items() if name != "minutes"}
).filter(lambda entry: numbers(entry.get("days_of_month", "1"), 1, 31) & set(range(1, 29)))


def read(*entries: t.Mapping[str, t.Any]) -> list[words.Times]:
    return words.given_schedules(entries, "schedules")


def cron(text: str) -> list[words.Times]:
    return read({"cron": text})


@given(ENTRIES)
def test_what_is_sent_means_what_was_given_and_is_in_the_grammar_of_the_api(entry: dict[str, str]) -> None:
    [sent] = words.to_api(read(entry))
    for name, ends in BOUNDS.items():
        text = sent[API_NAMES.get(name, name)]
        assert GRAMMAR.fullmatch(text)
        assert numbers(text, *ends) == numbers(entry.get(name, "*"), *ends)


@given(st.lists(ENTRIES, max_size=3))
def test_times_survive_the_api_and_the_description(entries: list[dict[str, str]]) -> None:
    times = read(*entries)
    assert words.from_api(words.to_api(times)) == times
    assert read(*words.describe(times)) == times


@given(texts(0, 59), texts(0, 59))
def test_two_texts_are_the_same_exactly_where_they_mean_the_same_numbers(one: str, other: str) -> None:
    equal = numbers(one, 0, 59) == numbers(other, 0, 59)
    assert (read({"minutes": one}) == read({"minutes": other})) == equal
    assert words.same(read({"minutes": one}), read({"minutes": other})) == equal


# Few values, and one that stands for all others, so that every moment can be looked at.
FEW = {"minutes": (0, 1, 2), "hours": (0, 1, 2), "days_of_week": (1, 2, 3), "years": (2026, 2027, 2028)}
SMALL = st.fixed_dictionaries(
    {
        name: st.one_of(
            st.just("*"), st.sets(st.sampled_from(some[:2]), min_size=1).map(lambda s: ",".join(map(str, s)))
        )
        for name, some in FEW.items()
    }
)


def moments(entries: list[dict[str, str]]) -> set[tuple[int, ...]]:
    return {
        moment
        for moment in itertools.product(*FEW.values())
        for entry in entries
        if all(value in numbers(entry[name], *BOUNDS[name]) for name, value in zip(FEW, moment))
    }


@given(st.lists(SMALL, max_size=3), st.lists(SMALL, max_size=3))
def test_two_lists_mean_the_same_exactly_where_they_run_at_the_same_moments(
    one: list[dict[str, str]], other: list[dict[str, str]]
) -> None:
    assert words.same(read(*one), read(*other)) == (moments(one) == moments(other))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("*/15 8-18 * * 1-5", {"minutes": "0-59/15", "hours": "8-18", "days_of_week": "2-6"}),
        ("0 6 * * 0", {"minutes": "0", "hours": "6", "days_of_week": "1"}),
        ("0 6 * * 7", {"minutes": "0", "hours": "6", "days_of_week": "1"}),
        ("0 6 * * 5-7", {"minutes": "0", "hours": "6", "days_of_week": "1,6,7"}),
        ("0 6 * * */2", {"minutes": "0", "hours": "6", "days_of_week": "1-7/2"}),
        ("0 6 * JAN-mar Sun,sat", {"minutes": "0", "hours": "6", "months": "1-3", "days_of_week": "1,7"}),
        ("* * * * *", {"minutes": "*"}),
        ("0-59 0-23 1-31 1-12 0-6", {"minutes": "*"}),
        (" 30,0  12 31 */2 *", {"minutes": "0,30", "hours": "12", "days_of_month": "31", "months": "1-12/2"}),
        ("5-20/5,50 * * * *", {"minutes": "5,10,15,20,50"}),
    ],
)
def test_cron_is_turned_into_the_fields_of_boomi(text: str, fields: dict[str, str]) -> None:
    assert words.describe(cron(text)) == [fields]


@pytest.mark.parametrize(
    ("entry", "option", "message"),
    [
        ({"cron": "0 6 * *"}, "cron", "Give the five fields"),
        ({"cron": "0 0 6 * * *"}, "cron", "Give the five fields"),
        ({"cron": "@daily"}, "cron", "Give the five fields"),
        ({"cron": "60 6 * * *"}, "cron", "'60' for minutes: 60 is not from 0 to 59"),
        ({"cron": "0 6 * * 8"}, "cron", "'8' for days of week: 8 is not from 0 to 7"),
        ({"cron": "0 6 L * *"}, "cron", "'L' for days of month: l is not from 1 to 31"),
        ({"cron": "0 6 ? * *"}, "cron", "'?' is neither a number, nor a range such as 1-31, nor *"),
        ({"cron": "0 22-2 * * *"}, "cron", "22-2 ends before it begins: give 22-23,0-2"),
        ({"cron": "50-10/5 * * * *"}, "cron", "50-10/5 ends before it begins: give 50,55,0,5,10"),
        ({"cron": "0 6 * 11-2/3 *"}, "cron", "give 11,2"),
        ({"cron": "0 6 * * fri-mon/2"}, "cron", "give 5,0"),
        ({"cron": "50-10/0 * * * *"}, "cron", "ends before it begins"),
        ({"cron": "5/15 * * * *"}, "cron", "an interval needs a range: give 5-59/15"),
        ({"cron": "*/90 * * * *"}, "cron", "the interval 90 is not from 1 to 59"),
        ({"cron": "*/0 * * * *"}, "cron", "the interval 0 is not from 1 to 59"),
        ({"cron": "0 6 1 * 1"}, "cron", "Give one entry for each of the two"),
        ({"cron": "0 6 30 2 *"}, "cron", "never occurs"),
        ({"minutes": "0", "days_of_month": "31", "months": "4,6"}, "", "never occurs"),
        ({"minutes": "0", "days_of_week": "0"}, "days_of_week", "0 is not from 1 to 7"),
        ({"minutes": "0", "days_of_week": "mon"}, "days_of_week", "mon is not from 1 to 7"),
        ({"minutes": "", "hours": "6"}, "minutes", "'' is neither a number"),
        ({"minutes": "0", "years": "26"}, "years", "26 is not from 1970 to 2099"),
        ({"hours": "6"}, "", "has no minutes"),
        ({"cron": None, "minutes": None}, "", "has no minutes"),
        ({"cron": "0 6 * * *", "hours": "6"}, "", "has cron and hours"),
    ],
)
def test_a_mistake_is_named_with_its_place(entry: dict[str, t.Any], option: str, message: str) -> None:
    with pytest.raises(OptionError, match=re.escape(message)) as caught:
        read({"minutes": "0"}, entry)
    assert caught.value.facts["option"] == "schedules[1]" + (f".{option}" if option else "")


def test_all_mistakes_of_a_list_are_told_at_once() -> None:
    with pytest.raises(OptionError) as caught:
        read({"cron": "x"}, {"hours": "1"})
    assert [problem["option"] for problem in caught.value.facts["problems"]] == ["schedules[0].cron", "schedules[1]"]


def test_days_of_the_month_and_of_the_week_together_equal_only_themselves() -> None:
    """Whether Boomi runs on either or on both is not documented, so no sum of such entries is taken for another."""
    both = {"minutes": "0", "days_of_month": "1-7", "days_of_week": "2"}
    assert words.same(read(both), read({**both, "minutes": "00"}))
    assert not words.same(read(both, {"minutes": "0", "days_of_month": "8-31", "days_of_week": "2"}), read(both))
    assert not words.same(read(both, {**both, "days_of_month": "8-31"}), read({"minutes": "0", "days_of_week": "2"}))


def test_what_the_api_sends_is_read_whatever_it_is() -> None:
    odd = {"minutes": "L", "hours": 8, "daysOfWeek": None, "@type": "Schedule"}
    times = words.from_api([odd, None, 7])
    assert words.describe(times) == [{"minutes": "L", "hours": "8"}]
    assert words.from_api(odd) == times
    assert words.same(times, times)
    assert not words.same(times, read({"minutes": "0"}))
    assert words.from_api(None) == []


def test_none_are_too_few_retries_and_five_not_too_many() -> None:
    given = {"max_retry": 0, "schedules": [{"minutes": "0"}]}
    with pytest.raises(OptionError, match=r"retry\.max_retry is 0\. Give a number from 1 to 5"):
        words.given_retry(given, "retry")
    assert words.given_retry({**given, "max_retry": 5}, "retry")
    assert words.given_retry({**given, "schedules": []}, "retry") is None
