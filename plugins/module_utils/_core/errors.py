# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What can go wrong, and how it is told.

Every exception renders itself to the two things that a failed task shows: a sentence for a person, and the same
facts under one key for a machine. Neither ever holds a header, a request body or a secret.
"""

from __future__ import annotations

import itertools
import re
import typing as t

# How much of an answer that is no error body of the API is quoted.
QUOTE_LENGTH = 200
# A message may list what a server has sent, however much that is. The facts beside it hold all of it.
LONGEST_MESSAGE = 10_000
# How much of an answer is searched for the API's words: error bodies are short, and hostile ones need not be read.
SEARCHED_LENGTH = 65536
# How many names are compared with a wrong one, and how much of each: more than accounts have, done in a second or two.
_MOST_CANDIDATES = 2_000
_COMPARED_LENGTH = 100

Entry = t.TypeVar("Entry")
Parsed = t.TypeVar("Parsed")


class BoomiError(Exception):
    """Base of all that this collection raises on purpose: ``message`` for a person, ``facts`` for a machine."""

    # Values of options that turned out to be secrets, to be masked wherever the options are shown.
    hide: t.Sequence[str] = ()

    def __init__(self, message: str, **facts: t.Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = {key: value for key, value in facts.items() if value is not None}

    def advise(self, remedy: str) -> None:
        """Put a remedy at the end of the message, in the place of the usual one."""
        if "remedy" in self.facts:
            self.message = self.message.replace(f" {self.facts['remedy']}", "")
        self.message += f" {remedy}"
        self.facts["remedy"] = remedy

    def render(self) -> dict[str, t.Any]:
        """Return what ``fail_json`` takes: ``msg``, and ``error`` with the same facts, structured."""
        return {"msg": one_line(self.message, LONGEST_MESSAGE), "error": {"kind": self.kind, **self.facts}}

    @property
    def kind(self) -> str:
        """The snake_case name of the class without its suffix, e.g. ``option`` or ``api``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__.removesuffix("Error")).lower()


class OptionError(BoomiError):
    """An option is wrong by itself: found before anything is sent."""


def all_of_them(problems: t.Sequence[OptionError]) -> OptionError:
    """Return all that is wrong with a list as one error."""
    return OptionError(
        " ".join(problem.message for problem in problems),
        option=problems[0].facts["option"],
        problems=[{"msg": problem.message, **problem.facts} for problem in problems] if len(problems) > 1 else None,
    )


def parse_each(entries: t.Iterable[Entry], where: str, parse: t.Callable[[Entry, str], Parsed]) -> list[Parsed]:
    """Return what is made of each entry of a list and of its place in the options.

    :raises OptionError: all that is wrong with the list
    """
    parsed, problems = [], []
    for index, entry in enumerate(entries):
        try:
            parsed.append(parse(entry, f"{where}[{index}]"))
        except OptionError as problem:
            problems.append(problem)
    if problems:
        raise all_of_them(problems)
    return parsed


class StateError(BoomiError):
    """What is asked for does not fit what the account holds (unknown, ambiguous, not shared): nothing was changed."""

    def __init__(self, message: str, *, passing: bool = False, hide: t.Sequence[str] = (), **facts: t.Any) -> None:
        super().__init__(message, **facts)
        self.hide = hide
        # True where another run may be about to put it right by itself.
        self.passing = passing


class UnsettledError(BoomiError):
    """A write was sent, and the account does not (yet) show what it should: a person has to know."""


class PartialError(BoomiError):
    """Some items of a list are done, and some are not: the message says why for each of these."""


class ExecutionError(BoomiError):
    """A process was run, and has ended in an error."""


class CallError(BoomiError):
    """A call did not give what it should. ``operation``, ``object`` and ``account`` say which."""

    # True where the API may have done the work although the answer does not say so.
    in_doubt = False
    # True where what it was to make may show up later: the API has accepted it, with an answer that cannot be read,
    # or has not answered in time and may still be at work on it.
    may_come = False
    # True where the API may have seen the same call before this last attempt of it.
    repeated = False
    # False where the caller may send it once more, after a look.
    final = True
    # False where every attempt was turned away before the API began its work.
    begun = True
    # True where the user lacks the privilege for the call.
    forbidden = False

    def __init__(self, message: str, *, status: int | None = None, **facts: t.Any) -> None:
        super().__init__(message, status=status, **facts)
        self.status = status

    @property
    def may_be_cause(self) -> bool:
        """Whether this call, or an earlier attempt of it, may have done the work all the same."""
        return self.begun and (self.in_doubt or self.repeated)


class ApiError(CallError):
    """The API answered, and the answer is no success. ``api_message`` holds its own words."""


class TransportError(CallError):
    """There was no answer, or none that can be read."""


def is_text(value: str) -> bool:
    """Tell whether ``value`` can be sent and written. JSON, and variables that are no UTF-8, can hold halves of
    characters."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def unexpected(exc: BaseException) -> str:
    """Say where a mistake of ours has shown, without what the exception says: that may hold a secret."""
    trace = exc.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "an unknown place"
    return f"Unexpected error in the collection ({type(exc).__name__} in {place}). Please report it"


def one_line(text: str, length: int = QUOTE_LENGTH) -> str:
    """Return ``text`` on one line, cut at ``length`` characters, without what could take control of a terminal.

    Blanks in a line stay as they are: they may be part of a name.
    """
    shown = "".join(char if char.isprintable() else "\n" for char in text[: 2 * length + SEARCHED_LENGTH])
    line = " ".join(filter(None, map(str.strip, shown.split("\n"))))
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def did_you_mean(close: t.Sequence[str], otherwise: str) -> str:
    """Return the question whether one of some names is meant, or what else to say where there are none."""
    return f"Did you mean {', '.join(map(repr, close))}?" if close else otherwise


def close_matches(
    text: str,
    candidates: t.Iterable[str],
    most: int = 3,
    likeness: float = 0.5,
    fold: t.Callable[[str], str] = str.casefold,
) -> list[str]:
    """Return those of ``candidates`` that may have been meant by ``text``, the closest first.

    :param fold: what is done to both before they are compared
    """
    # A task pays for each import, and only one that fails needs this one.
    import difflib

    some = itertools.islice(candidates, _MOST_CANDIDATES)
    folded = {fold(candidate)[:_COMPARED_LENGTH]: candidate for candidate in some}
    found = difflib.get_close_matches(fold(text)[:_COMPARED_LENGTH], list(folded), most, likeness)
    return [folded[match] for match in found]
