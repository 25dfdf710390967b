# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A call and its answer: read within bounds, and judged by status and body. No connection is made here."""

from __future__ import annotations

import contextlib
import json
import re
import typing as t
import zlib
from dataclasses import dataclass, field

from . import retry
from .errors import one_line
from .redact import Redactor

if t.TYPE_CHECKING:
    import requests

# No answer of this API is near these: 100 objects of a few kilobytes are the most that one holds. The weight stands for
# the memory that an answer takes once it is read: its bytes, and so many more for each value, however small.
LARGEST_BODY = 16 * 1024 * 1024
HEAVIEST_ANSWER = 48 * 1024 * 1024
_WEIGHT_OF_A_VALUE = 32
DEEPEST_ANSWER = 60
_HALF_OF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Call:
    """One call of the API.

    :param operation: one of the operations of ``_retry``
    :param noun: what it is about, for messages, e.g. ``IntegrationPackInstance``
    :param segments: the path below the account, not encoded
    :param body: an object to send as JSON, or a text to send as it is (a query token)
    :param about: which one, for messages, e.g. an id or a name
    :param bare: a success may hold nothing, or ``true`` alone
    :param sent_before: how often the caller has sent it already, with a look in between
    """

    operation: str
    noun: str
    method: str
    segments: tuple[str, ...]
    body: t.Any = None
    about: str | None = None
    privileges: str = "API"
    bare: bool = False
    sent_before: int = 0


@dataclass(frozen=True)
class Answer:
    """A success. ``data`` is the parsed body, ``None`` for a call whose body means nothing; ``weight``: see above."""

    status: int
    data: t.Any
    weight: int = 0


@dataclass
class Reply:
    """What one attempt gave: the outcome for the policy, and what a message needs."""

    outcome: retry.Outcome
    headers: dict[str, str] = field(default_factory=dict)
    data: t.Any = None
    text: str = ""
    weight: int = 0
    problem: str = ""
    remedy: str = ""


def read(call: Call, response: requests.Response, redact: Redactor) -> Reply:
    """Read an answer into memory, bounded, and judge it."""
    status = response.status_code
    try:
        body = _body(response)
        values = sum(body.count(mark) for mark in (b",", b"[", b"{"))
        weight = len(body) + _WEIGHT_OF_A_VALUE * values
        if weight > HEAVIEST_ANSWER:
            raise _UnreadableError(f"an answer of more than {values} values")
    except _UnreadableError as exc:
        return _unreadable(status, str(exc))
    text = body.decode("utf-8", "replace")
    data: t.Any = None
    with contextlib.suppress(ValueError, RecursionError):
        data = _parsed(text)
    if _is_deep(data):
        return _unreadable(status, f"an answer that is nested deeper than {DEEPEST_ANSWER} levels")
    headers = {name.lower(): value for name, value in response.headers.items()}
    # One public client of the vendor judges by the body and not by the status: an error body is an error.
    if 200 <= status < 300 and isinstance(data, dict) and data.get("@type") == "Error":
        return Reply(retry.Outcome(retry.ANSWERED, 400), headers, data, text)
    # The body of a DELETE is "true", "<true/>", empty or no JSON at all: anything but a web page, which is not the
    # API's.
    page = "text/html" in headers.get("content-type", "").lower()
    bare = (call.bare and (data is True or not text.strip())) or (call.operation == retry.DELETE and not page)
    if 200 <= status < 300 and not isinstance(data, dict) and not bare:
        quoted = one_line(redact.head(text, 4096), 80)
        return _unreadable(
            status,
            (
                f'HTTP {status} with a body that is no JSON object: "{quoted}"'
                if quoted
                else f"HTTP {status} with an empty body"
            ),
        )
    return Reply(retry.Outcome(retry.ANSWERED, status), headers, data, text, weight)


def _parsed(text: str) -> t.Any:
    """Read JSON. It can write halves of characters, which can be neither sent nor logged: they are replaced."""
    data = json.loads(text)
    if not _HALF_OF_A_CHARACTER.search(text):
        return data
    whole = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return json.loads(whole)


def _is_deep(data: t.Any) -> bool:
    """Tell whether functions that call themselves for each level, Ansible's among them, could fail for ``data``."""
    level = [data]
    for _depth in range(DEEPEST_ANSWER + 1):
        level = [
            child
            for value in level
            if isinstance(value, (dict, list))
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


class _UnreadableError(Exception):
    """An answer that is not read any further; the text says why."""


def _body(response: requests.Response) -> bytes:
    """Read the body, which may be compressed although that was not asked for, and may swell without end."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise _UnreadableError(f"an answer that is encoded in a way that was not asked for ({one_line(coding, 40)})")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in ("", "identity") else None
    body = bytearray()
    while True:
        chunk = response.raw.read(_CHUNK, decode_content=False)
        if not chunk:
            break
        try:
            body += inflate.decompress(chunk, LARGEST_BODY + 1 - len(body)) if inflate else chunk
        except zlib.error:
            raise _UnreadableError("an answer whose compression is damaged") from None
        if len(body) > LARGEST_BODY:
            raise _UnreadableError(f"an answer of more than {LARGEST_BODY >> 20} MiB")
    if inflate and body and not inflate.eof:
        raise _UnreadableError("an answer that ends in the middle of its compression")
    return bytes(body)


def _unreadable(status: int, problem: str) -> Reply:
    return Reply(
        retry.Outcome(retry.UNREADABLE, status),
        problem=problem,
        remedy=(
            "Check that base_url is the address of the Boomi Platform API, and that no proxy or portal answers in its"
            " place."
        ),
    )
