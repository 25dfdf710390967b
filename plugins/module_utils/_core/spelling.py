# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: patterns that find a text however it is written: as it is, or escaped for URLs, JSON, Python, XML, and HTML."""

from __future__ import annotations

import html.entities
import re

from .redact import BLANKS

_BLANK = r"(?:[\s\x00-\x1f\x7f]|%20|%0[9ad]|\+|&nbsp;|\\[nrtvf]|\\u00[01][0-9a-f]|\\x[01][0-9a-f]|\\u007f|\\x7f){1,99}"
_PIECES = re.compile(r"\\+|.", re.DOTALL)


def written(text: str) -> str:
    """Return a pattern for ``text`` in which each character may be written in any way that is in use."""
    # Messages are put on one line, so blanks match however many there are, and those at the ends may be gone.
    words = filter(None, BLANKS.split(text))
    return _BLANK.join("".join(map(_piece, _PIECES.findall(word))) for word in words)


def _piece(piece: str) -> str:
    """Return a pattern for one character, or for several backslashes: one by one they could match in too many ways."""
    if len(piece) == 1:
        return _character(piece)
    count = len(piece)
    return rf"(?:\\{{{count},{8 * count}}}|(?:{'|'.join(_escapes(chr(92)))}){{{count}}})"


def _character(char: str) -> str:
    """Return a pattern for one character: as it is, or escaped for a URL, JSON, Python, XML or HTML, even twice."""
    if char.isascii() and char.isalnum():
        return char
    escapes = "|".join(_escapes(char))
    return rf"(?:\\{{1,8}}|{escapes})" if char == "\\" else rf"(?:\\{{0,8}}{re.escape(char)}|{escapes})"


def _escapes(char: str) -> list[str]:
    """Return patterns for the ways to escape a character, the longest first."""
    number = ord(char)
    ways = set()
    for encoding in ("utf-8", "latin-1"):
        raw = char.encode(encoding, "ignore")
        if raw:
            ways.add("".join(f"%(?:25){{0,2}}{byte:02x}" for byte in raw))
    units = char.encode("utf-16-be", "ignore").hex()
    ways.add("".join(rf"\\{{1,8}}u{units[start : start + 4]}" for start in range(0, len(units), 4)))
    ways.add(rf"\\{{1,8}}U{number:08x}")
    if number < 256:
        ways.add(rf"\\{{1,8}}x{number:02x}")
    name = "apos" if char == "'" else html.entities.codepoint2name.get(number)
    named = f"|{name}" if name else ""
    ways.add(f"&(?:amp;){{0,2}}(?:#0{{0,6}}{number}|#x0{{0,6}}{number:x}{named});?")
    return sorted(ways, key=len, reverse=True)


def coded(text: str) -> str:
    """Return a pattern for a piece of base64, also in the alphabet for URLs, and with what may follow it."""
    ways = {"+": r"(?:[+-]|%2b|\\u002b)", "/": r"(?:\\{0,8}/|_|%2f)"}
    return "".join(ways.get(char, char) for char in text) + "[A-Za-z0-9+/_-]?(?:=|%3d){0,2}"
