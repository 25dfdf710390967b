# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: masks secrets in any text, however a server, a gateway or a library may have written them down."""

from __future__ import annotations

import base64
import functools
import json
import re
import typing as t
from urllib.parse import quote, unquote, urlsplit

if t.TYPE_CHECKING:
    from .options import Connection

MASK = "********"

# Shorter pieces of base64 turn up in innocent text.
_SHORTEST_BASE64 = 6
# Shorter secrets, and words and numbers, may stand in the data of an account by chance.
_SHORTEST_CERTAIN = 16
_MIXED_WORD = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
# A character takes at most so many when it is escaped, twice over.
_LONGEST_ESCAPE = 24
# Credentials that somebody has quoted and cut short hold no whole secret any more, but too much of it. How they begin
# tells them from a sentence ("Basic authentication"), and from the name of a pack ("Basic EDI").
_BEGINNING = 4
_LOGIN = r"(?i:\b(Basic)(?:\s|%20|\+|\\[tu]){{1,9}})(?:{})[\w+/=%.~-]*"
_OTP = (re.compile(r"(?i:(X-Boomi-OTP)[\W_]{1,9}(?:20)?)(?=\w*\d)\w+"), rf"\1: {MASK}")
BLANKS = re.compile(r"[\s\x00-\x1f\x7f]+")


class Redactor:
    """Masks the secrets of a connection: plain, in base64 at any place of a longer text, and as they are escaped in
    URLs, JSON, XML and HTML.

    In messages, every secret is masked. In data, only one that cannot be there by chance: a token such as ``abc``, or
    one that is also the name of an account, must not damage ids and names.

    :param sent: further secrets, which the API is sent: they are masked in messages
    """

    def __init__(self, connection: Connection, sent: t.Iterable[str] = ()) -> None:
        secrets = [*connection.secrets]
        credentials = [f"{connection.username}:{connection.secret}"]
        if connection.proxy:
            userinfo = urlsplit(connection.proxy).netloc.rpartition("@")[0]
            credentials += [userinfo, unquote(userinfo)] if ":" in userinfo else []
        texts = _longest_first(secrets + credentials)
        in_messages = _longest_first([*texts, *sent])
        self._masks = _masks(in_messages)
        known = (connection.account_id, connection.username)
        # Hardly anything but secrets: long, and with letters and digits side by side.
        sure = [text for text in texts if len(text) >= _SHORTEST_CERTAIN and _MIXED_WORD.search(text)]
        certain = [text for text in texts if text == credentials[0] or (text in sure and text not in known)]
        self._masks_of_data = _masks(certain)
        beginnings = {re.escape(base64.b64encode(text.encode())[:_BEGINNING].decode("ascii")) for text in credentials}
        self._headers = [(re.compile(_LOGIN.format("|".join(sorted(beginnings)))), rf"\1 {MASK}"), _OTP]
        self._longest = _LONGEST_ESCAPE * max(map(len, in_messages), default=0) + 200
        # The same few keys come again and again.
        self._key = functools.lru_cache(1000)(self._data)
        # The plain forms, for the masking that Ansible does itself, and those of them that would damage data.
        self.forms = {form for text in texts for form in _forms(text)}
        self.uncertain_forms = self.forms - {form for text in certain for form in _forms(text)}

    def __call__(self, text: str) -> str:
        """Return a message with every secret masked."""
        return self._masked(text, self._masks)

    def _data(self, text: str) -> str:
        return self._masked(text, self._masks_of_data)

    def _masked(self, text: str, masks: t.Iterable[_Mask]) -> str:
        for mask in masks:
            text = mask(text)
        for pattern, replacement in self._headers:
            text = pattern.sub(replacement, text)
        return text

    def head(self, text: str, length: int) -> str:
        """Return ``text`` masked, cut after about ``length`` characters, but not in the middle of a secret."""
        if len(text) <= length + self._longest:
            return self(text)
        # What is cut in two at the end is no longer than this.
        return self(text[: length + self._longest])[: -self._longest]

    def tree(self, value: t.Any) -> t.Any:
        """Return data with the secrets in it masked. What holds none is not copied."""
        if isinstance(value, str):
            return self._data(value)
        if isinstance(value, dict):
            # `boomi_api` passes on what a server has sent, its keys as well.
            entries = {
                self._key(key) if isinstance(key, str) else key: self.tree(entry) for key, entry in value.items()
            }
            same = all(key in entries and entries[key] is entry for key, entry in value.items())
            return value if same else entries
        if isinstance(value, (list, tuple)):
            items = [self.tree(entry) for entry in value]
            return value if all(new is old for new, old in zip(items, value)) else items
        return value


class _Mask:
    """Masks one text, however it is written.

    :param coded: it is a piece of base64
    """

    def __init__(self, text: str, coded: bool = False) -> None:
        self._text, self._coded = text, coded
        # Most texts hold no secret, which this finds without a regular expression.
        self._anchor = max(re.findall(r"[A-Za-z0-9]+", text), key=len, default="")
        self._pattern: re.Pattern[str] | None = None

    def __call__(self, text: str) -> str:
        if self._anchor not in text:
            return text
        if self._pattern is None:
            # A task pays for each import, and only what is nearly a secret needs this one.
            from . import spelling

            source = spelling.coded(self._text) if self._coded else spelling.written(self._text)
            self._pattern = re.compile(source, re.IGNORECASE)
        return self._pattern.sub(MASK, text)


def _longest_first(texts: t.Iterable[str]) -> list[str]:
    return sorted({text for text in texts if BLANKS.sub("", text)}, key=len, reverse=True)


def _masks(texts: t.Sequence[str]) -> list[_Mask]:
    return [_Mask(text) for text in texts] + [mask for text in texts for mask in _base64_masks(text)]


def _base64_masks(text: str) -> t.Iterator[_Mask]:
    """In base64, a text looks different at each of three places, and its ends depend on what is beside it."""
    raw = text.encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw).decode("ascii")
        sure = coded[(8 * shift + 5) // 6 : 8 * (shift + len(raw)) // 6]
        if len(sure) >= _SHORTEST_BASE64:
            yield _Mask(sure, coded=True)


def _forms(text: str) -> set[str]:
    coded = base64.b64encode(text.encode()).decode("ascii")
    return {text, quote(text, safe=""), quote(text), json.dumps(text)[1:-1], coded, coded.rstrip("=")}
