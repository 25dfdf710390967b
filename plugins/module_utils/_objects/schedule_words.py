# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the times of schedules, in the words of cron and in Boomi's own fields.

Source of the fields, their bounds and their grammar: the vendor's page "Process Schedules object". An asterisk, numbers
and ranges, separated by commas; an interval stands behind a range only (``0-59/15``). Sunday is 1. The page gives no
bounds for years, and does not say what happens where both the days of the month and the days of the week are
restricted: such an entry is passed on as it is, and equals only itself.
"""

from __future__ import annotations

import itertools
import math
import re
import typing as t

from .._core.errors import OptionError, parse_each
from .._core.wire import entries_of, read_text
from .._engine.kind import Raw, Values


class Part(t.NamedTuple):
    """A field of a schedule: our name, the API's, the bounds of its numbers, and words that stand for numbers."""

    name: str
    api: str
    least: int
    most: int
    called: t.Mapping[str, int] = {}


# In the order of cron, which has no years.
PARTS = (
    Part("minutes", "minutes", 0, 59),
    Part("hours", "hours", 0, 23),
    Part("days_of_month", "daysOfMonth", 1, 31),
    Part("months", "months", 1, 12),
    Part("days_of_week", "daysOfWeek", 1, 7),
    Part("years", "years", 1970, 2099),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}
_CRON = (
    *PARTS[:3],
    PARTS[3]._replace(called=dict(zip(_MONTHS, range(1, 13)))),
    # 0 and 7 are Sunday.
    Part("days_of_week", "", 0, 7, _WEEKDAYS),
)
_LONGEST_MONTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
EVERY = "*"
_MOST_RETRIES = 5

# One entry of a list of schedules: the text of each part, in their order. In plain form, so that equal texts mean equal
# times; what the API has sent and we cannot read stays as it is.
Times = t.Tuple[str, ...]  # noqa: UP006 - older releases of Python get as far as to say so
_Numbers = t.FrozenSet[int]  # noqa: UP006 - older releases of Python get as far as to say so
_Box = t.Tuple[t.FrozenSet[t.Any], ...]  # noqa: UP006 - older releases of Python get as far as to say so

_PIECE = re.compile(r"(?:(\*)|([0-9a-z]{1,9})(?:-([0-9a-z]{1,9}))?)(?:/([0-9]{1,4}))?")
_MOST_PIECES = 100_000


class _WrongError(Exception):
    """Why a text cannot be read."""


def given_schedules(entries: t.Iterable[t.Mapping[str, t.Any]], where: str) -> list[Times]:
    """Return the times that a list of the options describes, each of them once.

    :raises OptionError: all that is wrong with it
    """
    return plain(parse_each(entries, where, _given))


def given_retry(given: t.Mapping[str, t.Any], where: str) -> Values | None:
    """Return how a run is tried again; ``None`` for never.

    :raises OptionError: all that is wrong with the times, or the API takes no such number
    """
    times = given_schedules(given["schedules"], f"{where}.schedules")
    number, place = given.get("max_retry"), f"{where}.max_retry"
    if times and (number is None or not 1 <= number <= _MOST_RETRIES):
        problem = "missing" if number is None else str(number)
        raise OptionError(f"{place} is {problem}. Give a number from 1 to {_MOST_RETRIES}.", option=place)
    return {"max_retry": number, "schedules": times} if times else None


def _given(entry: t.Mapping[str, t.Any], where: str) -> Times:
    given = {name: text for name, text in entry.items() if text is not None}
    if "cron" in given:
        if len(given) > 1:
            others = ", ".join(name for name in given if name != "cron")
            raise OptionError(f"{where} has cron and {others}. Give cron alone, or Boomi's fields.", option=where)
        return _from_cron(given["cron"], f"{where}.cron")
    if "minutes" not in given:
        # Left out, a part is every one of them, and nobody means a run in every minute of an hour.
        raise OptionError(f'{where} has no minutes. Give minutes ("0" for the full hour), or cron.', option=where)
    parts = {part.name: _numbers(given.get(part.name, EVERY), part, f"{where}.{part.name}") for part in PARTS}
    _refuse_never(parts, where)
    return tuple(_text(parts[part.name], part) for part in PARTS)


def _from_cron(text: str, where: str) -> Times:
    pieces = text.split()
    if len(pieces) != len(_CRON):
        raise OptionError(
            f"{where} is {text!r}. Give the five fields minute, hour, day of the month, month and day of the week; for"
            " years, give Boomi's fields instead.",
            option=where,
        )
    parts = {part.name: _numbers(piece, part, where, part.name) for piece, part in zip(pieces, _CRON)}
    parts["days_of_week"] = frozenset(day % 7 + 1 for day in parts["days_of_week"])
    _refuse_never(parts, where)
    times = (*(_text(parts[part.name], part) for part in PARTS[:-1]), EVERY)
    if _restricts_both(times):
        raise OptionError(
            f"{where} is {text!r}, which restricts the day of the month and the day of the week. cron then runs on days"
            " that match either; what Boomi does is not documented. Give one entry for each of the two.",
            option=where,
        )
    return times


def _numbers(text: str, part: Part, where: str, field: str = "") -> _Numbers:
    try:
        return _read(text, part)
    except _WrongError as why:
        about = f" for {field.replace('_', ' ')}" if field else ""
        raise OptionError(f"{where} has {text!r}{about}: {why}.", option=where) from None


def _read(text: str, part: Part) -> _Numbers:
    found: set[int] = set()
    for piece in text.split(","):
        match = _PIECE.fullmatch(piece.strip().lower())
        if not match:
            raise _WrongError(
                f"{piece.strip()!r} is neither a number, nor a range such as {part.least}-{part.most}, nor *"
            )
        every, first, last, step = match.groups()
        if step and not every and last is None:
            raise _WrongError(f"an interval needs a range: give {first}-{part.most}/{step}")
        low = part.least if every else _number(first, part)
        high = part.most if every else _number(last, part) if last else low
        if high < low:
            raise _WrongError(f"{piece.strip()} ends before it begins: give {_divided(low, high, step, part)}")
        if step and not 1 <= int(step) <= part.most - part.least:
            raise _WrongError(f"the interval {step} is not from 1 to {part.most - part.least}")
        found.update(range(low, high + 1, int(step or 1)))
    return frozenset(found)


def _divided(low: int, high: int, step: str | None, part: Part) -> str:
    """Return what stands for a range that ends before it begins."""
    if not step:
        return f"{low}-{part.most},{part.least}-{high}"
    size = 7 if part is _CRON[-1] else part.most - part.least + 1
    numbers = range(low - part.least, high - part.least + size + 1, int(step) or 1)
    return ",".join(str(number % size + part.least) for number in numbers)


def _number(word: str, part: Part) -> int:
    number = part.called.get(word, int(word) if word.isdigit() else -1)
    if not part.least <= number <= part.most:
        raise _WrongError(f"{word} is not from {part.least} to {part.most}")
    return number


def _refuse_never(parts: t.Mapping[str, _Numbers], where: str) -> None:
    longest = max(_LONGEST_MONTHS.get(month, 31) for month in parts["months"])
    if min(parts["days_of_month"]) > longest:
        raise OptionError(f"{where} never occurs: none of its months has that day. Change one of them.", option=where)


def _text(numbers: _Numbers, part: Part) -> str:
    """Return the plain form of numbers, which the API takes: equal numbers give equal texts."""
    ordered = sorted(numbers)
    if len(ordered) == part.most - part.least + 1:
        return EVERY
    steps = {later - earlier for earlier, later in zip(ordered, ordered[1:])}
    if len(ordered) > 2 and len(steps) == 1 and steps != {1}:
        step = steps.pop()
        # 0-59/15, as the vendor writes it, rather than 0-45/15.
        last = part.most if ordered[-1] + step > part.most else ordered[-1]
        return f"{ordered[0]}-{last}/{step}"
    pieces: list[str] = []
    while ordered:
        run = 1
        while run < len(ordered) and ordered[run] == ordered[0] + run:
            run += 1
        pieces += [f"{ordered[0]}-{ordered[run - 1]}"] if run > 2 else [str(number) for number in ordered[:run]]
        ordered = ordered[run:]
    return ",".join(pieces)


def from_api(raw: t.Any) -> list[Times]:
    """Return the times that a list of the API holds, each of them once."""
    return plain(map(_sent, entries_of(raw)))


def _sent(entry: Raw) -> Times:
    texts = tuple(read_text(entry.get(part.api)) or EVERY for part in PARTS)
    try:
        return tuple(_text(_read(text, part), part) for text, part in zip(texts, PARTS))
    except _WrongError:
        return texts


def to_api(schedules: t.Iterable[Times]) -> list[Raw]:
    """Return the list that the API takes."""
    return [{part.api: text for part, text in zip(PARTS, times)} for times in schedules]


def describe(schedules: t.Iterable[Times]) -> list[dict[str, str]]:
    """Return the list in the words of the description: Boomi's fields, without those that are every one."""
    return [
        {part.name: text for part, text in zip(PARTS, times) if text != EVERY or part.name == "minutes"}
        for times in schedules
    ]


def describe_retry(retry: Values) -> Values:
    """Return how a run is tried again in the words of the description."""
    return {**retry, "schedules": describe(retry["schedules"])}


def plain(schedules: t.Iterable[Times]) -> list[Times]:
    """Return the list with each entry once, in an order that depends on the entries alone."""
    return sorted(set(schedules))


def same(one: t.Sequence[Times], other: t.Sequence[Times]) -> bool:
    """Tell whether two lists mean the same times, however they are divided into entries."""
    if set(one) == set(other):
        return True
    try:
        boxes = [_box(times) for times in (*one, *other)]
    except _WrongError:
        return False
    # Of each part, which entries a value is in: what is in the same ones is looked at together.
    parts: list[set[frozenset[int]]] = []
    for part in zip(*boxes):
        values = frozenset().union(*part)
        parts.append({frozenset(n for n, some in enumerate(part) if value in some) for value in values})
    # More than people write: told as different, which costs a write at most.
    if math.prod(map(len, parts)) > _MOST_PIECES:
        return False
    pieces = (frozenset.intersection(*piece) for piece in itertools.product(*parts))
    # One list comes before the other.
    return all((min(piece) < len(one)) == (max(piece) >= len(one)) for piece in pieces if piece)


def _box(times: Times) -> _Box:
    """Return the times of an entry as sets whose product they are."""
    minutes, hours, dates, months, weekdays, years = (_read(text, part) for text, part in zip(times, PARTS))
    if _restricts_both(times):
        return minutes, hours, months, years, frozenset([(times[2], times[4])])
    return minutes, hours, months, years, frozenset((date, weekday) for date in dates for weekday in weekdays)


def _restricts_both(times: Times) -> bool:
    return EVERY not in (times[2], times[4])
