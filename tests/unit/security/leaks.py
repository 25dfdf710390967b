# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looks for secrets in output: whole or in part, plain, escaped, or in base64."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

# A secret counts as leaked when so many of its characters in a row can be read.
PIECE = 7

# Made up. Each holds what needs escaping somewhere, between pieces that are found nowhere else.
TOKEN = "Kx7pQ2vR-9tLwZ4mB-Yh3sNd8jGf"
ESCAPED_TOKEN = "Vq7rTz2\"Wm9xPk4\\Jn3bSy8<Df5gLh1>Rc6v&Mt0wKp7'Qz4%2Bn+Xs9/Bd3#?Yj8 Gk5"
FOREIGN_TOKEN = "Пароль-Ωμέγα7-密码锁定-Schlüssel-Ключ42"  # noqa: RUF001 - letters of other scripts are the point
PASSWORD = "Ud5!kWq8=Zr2@Hv7:Tn4;Lb9"
OTP = "73910286"
MISPLACED = "Hs4nRd8T+2xMvK6c/W=Pb9qFt5Ly"
PROXY_USER = "squid-Fw6mJx"
PROXY_PASSWORD = "Bz3 Nq8/Ge5@Kt2:Py7é"
# What a task sets or hands on: an extension value, a property of a run.
VALUE = "Cw9sJm4f_Gz7nVb2k_Tx5pRq8h"


def leaks(text: str, secrets: Iterable[str]) -> list[str]:
    """Return what of ``secrets`` can be read in ``text``, each place with what stands before it."""
    found = []
    for trace in sorted(trace for secret in secrets for trace in traces(secret)):
        place = text.find(trace)
        if place >= 0:
            found.append(f"{trace!r} in ...{text[max(0, place - 60) : place + 60]!r}")
    return found


def traces(secret: str) -> set[str]:
    """Return every text that gives a part of ``secret`` away."""
    found: set[str] = set()
    for piece in _pieces(secret, PIECE):
        found |= {
            piece,
            json.dumps(piece)[1:-1],
            json.dumps(json.dumps(piece)[1:-1])[1:-1],
            quote(piece, safe=""),
            quote_plus(piece),
            html.escape(piece),
            repr(piece)[1:-1],
        }
    for encoding in ("utf-8", "latin-1"):
        raw = secret.encode(encoding, "ignore")
        if len(raw) == len(secret) or encoding == "utf-8":
            found |= _base64_traces(raw)
    return found


def _base64_traces(raw: bytes) -> set[str]:
    """In base64 the same bytes look different at each of three places, and differ at their ends by what is beside
    them."""
    found: set[str] = set()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + raw).decode("ascii")
        sure = coded[(8 * shift + 5) // 6 : 8 * (shift + len(raw)) // 6]
        found |= _pieces(sure, PIECE + 1) | _pieces(sure.replace("+", "-").replace("/", "_"), PIECE + 1)
    return found


def _pieces(text: str, length: int) -> set[str]:
    length = min(length, len(text))
    return {text[start : start + length] for start in range(len(text) - length + 1)} - {""}
