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
_SEARCH_LENGTH = 65536
# How many names are compared with a wrong one, and how much of each: more than accounts have, done in a second or two.
_MOST_CANDIDATES = 2_000
_COMPARED_LENGTH = 100

_XML_WORDS = re.compile(r"<(?:\w{1,40}:)?(message|Data)(?:\s[^<>]{0,1000})?>([^<]*)<", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What is never closed reaches to the end, so that each character is looked at once, whatever a hostile page holds.
_UNSHOWN = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|(?=<body\b)|\Z)", re.IGNORECASE | re.DOTALL)
# No character has a number of so many digits, and Python refuses to read very long ones.
_NO_CHARACTER = re.compile(r"&#(?:[0-9]|[xX][0-9a-fA-F])[0-9a-fA-F]{7,};?")
_BLANKS = re.compile(r"\s+")

# 400 is also how the API says "not permitted" (API description, "HTTP status codes").
_DENIED = re.compile(
    r"access\s+(is\s+)?denied|insufficient\s+permission|not\s+(authori[sz]ed|permitted)", re.IGNORECASE
)
# A sibling of this API says so with 403 (DataHub API): "Incorrect user name and password combination." A word alone
# does not tell: it may stand in the name of an object.
_LOGIN_WORDS = r"\b(?:user\s?name|password|credentials?|log\s?-?in|authenticat\w+)\b"
_FAULTS_BEFORE = r"\b(?:incorrect|invalid|wrong|bad|unknown|expired|missing|failed|unable|cannot|could not|not)\b"
_FAULTS_BEHIND = (
    r"\b(?:incorrect|invalid|wrong|unknown|expired|missing|failed|required|error|rejected|unsuccessful|denied"
    r"|not (?:valid|correct|known|accepted|authenticated|recogni[sz]ed))\b"
)
_BETWEEN = (
    r"(?:\s+(?:an?|the|this|your|you|to|of|for|and|or|be|been|is|are|was|were|has|have|given|entered|provided|supplied"
    r"|api|user|password|token|email|account|basic|auth|combination|attempt))*\s+"
)
_LOGIN = re.compile(
    f"{_FAULTS_BEFORE}{_BETWEEN}{_LOGIN_WORDS}|{_LOGIN_WORDS}{_BETWEEN}{_FAULTS_BEHIND}",
    re.IGNORECASE,
)


class BoomiError(Exception):
    """Base of all that this collection raises on purpose: ``message`` for a person, ``facts`` for a machine."""

    # Values of options that turned out to be secrets, to be masked wherever the options are shown.
    hide: t.Sequence[str] = ()

    def __init__(self, message: str, **facts: t.Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = {key: value for key, value in facts.items() if value is not None}

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

    def __init__(
        self,
        message: str,
        *,
        in_doubt: bool = False,
        may_come: bool = False,
        repeated: bool = False,
        final: bool = True,
        begun: bool = True,
        status: int | None = None,
        **facts: t.Any,
    ) -> None:
        super().__init__(message, status=status, **facts)
        self.status = status
        # True where the API may have done the work although the answer does not say so.
        self.in_doubt = in_doubt
        # True where what it was to make may show up later: the API has accepted it, with an answer that cannot be read,
        # or has not answered in time and may still be at work on it.
        self.may_come = may_come
        # True where the API may have seen the same call before this last attempt of it.
        self.repeated = repeated
        # False where the caller may send it once more, after a look.
        self.final = final
        # False where every attempt was turned away before the API began its work.
        self.begun = begun

    @property
    def may_be_cause(self) -> bool:
        """Whether this call, or an earlier attempt of it, may have done the work all the same."""
        return self.in_doubt or self.repeated


class ApiError(CallError):
    """The API answered, and the answer is no success. ``api_message`` holds its own words."""


class TransportError(CallError):
    """There was no answer, or none that can be read."""


def is_denial(words: str) -> bool:
    """Tell whether the API's words say that the caller may not, whatever the status says."""
    return bool(_DENIED.search(words))


def is_about_login(words: str) -> bool:
    """Tell whether the API's words say that it does not know the caller, whatever the status says."""
    return bool(_LOGIN.search(words))


def is_text(value: str) -> bool:
    """Tell whether ``value`` can be sent and written. JSON, and variables that are no UTF-8, can hold halves of
    characters."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def place_of(exc: BaseException) -> str:
    """Return the function and the line that an exception comes from, without what it says: that may hold a secret."""
    trace = exc.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "an unknown place"


def one_line(text: str, length: int = QUOTE_LENGTH) -> str:
    """Return ``text`` on one line, cut at ``length`` characters, without what could take control of a terminal."""
    shown = "".join(char if char.isprintable() else " " for char in text[: 2 * length + _SEARCH_LENGTH])
    line = _BLANKS.sub(" ", shown).strip()
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


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


def api_words(data: t.Any, text: str, mask: t.Callable[[str, int], str] = lambda text, length: text[:length]) -> str:
    """Return the API's own words in an error answer, or the beginning of what came instead.

    Six forms are known: ``{"@type": "Error", "message"}``, ``{"message"}``, ``{"error": {"message"}}``,
    ``<error><message>``, ``<UserMessage><Data>``, and whatever a gateway sends (nothing, text, HTML).

    :param data: the body parsed as JSON; ``None`` where it is not JSON
    :param text: the body as text
    :param mask: cuts a text after about so many characters and masks the secrets in it. It comes before anything that
        could tear a secret apart, and again after what could put one together.
    """
    for candidate in (data, data.get("error") if isinstance(data, dict) else None):
        words = candidate
        if isinstance(candidate, dict):
            words = candidate.get("message") or candidate.get("errorMessage")
        if isinstance(words, str) and words.strip():
            return one_line(mask(words, _SEARCH_LENGTH), 1000)
    text = mask(text, _SEARCH_LENGTH)
    found = {match.group(1).lower(): match.group(2) for match in reversed(list(_XML_WORDS.finditer(text)))}
    if found:
        return one_line(mask(_unescape(found.get("message") or found.get("data") or ""), _SEARCH_LENGTH), 1000)
    return one_line(mask(_unescape(_TAG.sub(" ", _UNSHOWN.sub(" ", text))), _SEARCH_LENGTH))


def _unescape(text: str) -> str:
    # A task pays for each import, and only one that fails needs this one.
    import html

    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))
