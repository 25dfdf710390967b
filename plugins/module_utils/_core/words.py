# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the API's own words in the answer to a call that has failed, and what they mean."""

from __future__ import annotations

import html
import re
import typing as t

from .errors import SEARCHED_LENGTH, one_line

_XML_WORDS = re.compile(r"<(?:\w{1,40}:)?(message|Data)(?:\s[^<>]{0,1000})?>([^<]*)<", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
# What is never closed reaches to the end, so that each character is looked at once, whatever a hostile page holds.
_UNSHOWN = re.compile(r"<(script|style|head)\b.*?(?:</\1\s*>|(?=<body\b)|\Z)", re.IGNORECASE | re.DOTALL)
# No character has a number of so many digits, and Python refuses to read very long ones.
_NO_CHARACTER = re.compile(r"&#(?:[0-9]|[xX][0-9a-fA-F])[0-9a-fA-F]{7,};?")

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
_LOGIN = re.compile(f"{_FAULTS_BEFORE}{_BETWEEN}{_LOGIN_WORDS}|{_LOGIN_WORDS}{_BETWEEN}{_FAULTS_BEHIND}", re.IGNORECASE)


def is_denial(words: str) -> bool:
    """Tell whether the API's words say that the caller may not, whatever the status says."""
    return bool(_DENIED.search(words))


def forbids(status: int | None, words: str) -> bool:
    """Tell whether the API turns the user away: for want of a privilege, or because it does not know the login."""
    return status == 403 or is_denial(words) or (status == 400 and is_about_login(words))


def is_about_login(words: str) -> bool:
    """Tell whether the API's words say that it does not know the caller, whatever the status says."""
    return bool(_LOGIN.search(words))


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
            return one_line(mask(words, SEARCHED_LENGTH), 1000)
    text = mask(text, SEARCHED_LENGTH)
    found = {match.group(1).lower(): match.group(2) for match in reversed(list(_XML_WORDS.finditer(text)))}
    if found:
        return one_line(mask(_unescape(found.get("message") or found.get("data") or ""), SEARCHED_LENGTH), 1000)
    return one_line(mask(_unescape(_TAG.sub("\n", _UNSHOWN.sub("\n", text))), SEARCHED_LENGTH))


def _unescape(text: str) -> str:
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))
