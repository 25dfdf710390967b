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
from urllib.parse import quote

from . import retry
from .errors import OptionError, is_text, one_line
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
_CHUNK = 16 * 1024
_CHARSET = re.compile(r"charset\s*=[\s\"']*([\w.:-]+)", re.IGNORECASE)
_ASCII = "".join(map(chr, range(32, 127)))


class Call(t.NamedTuple):
    """One call of the API."""

    operation: str  # one of those of ``retry``
    noun: str  # what it is about, for messages, e.g. ``IntegrationPackInstance``
    method: str
    segments: tuple[str, ...]  # the path below the account, not encoded
    body: t.Any = None  # an object to send as JSON, or a text to send as it is (a query token)
    about: str | None = None  # which one, for messages, e.g. an id or a name
    privileges: str = "API"
    bare: bool = False  # a success may hold nothing, or ``true`` alone
    partner: bool = False  # only the Partner API has it, also without ``override_account``
    sent_before: int = 0  # how often the caller has sent it already, with a look in between
    secret: bool = False  # a success holds a new secret, which no message may quote
    option: str = ""  # with which a person has chosen the address, where any can be chosen

    @property
    def payload(self) -> bytes | None:
        """The body as it is sent."""
        if isinstance(self.body, str):
            return self.body.encode("utf-8", "surrogatepass")
        return None if self.body is None else json.dumps(self.body).encode("ascii")

    @property
    def headers(self) -> dict[str, str]:
        """The headers that depend on the body."""
        kind = "text/plain" if isinstance(self.body, str) else "application/json"
        return {} if self.body is None else {"Content-Type": kind}


class Answer(t.NamedTuple):
    """What one attempt gave: what became of it, for the policy, and what a caller or a message needs."""

    kind: str  # one of the outcomes of ``retry``
    status: int | None = None
    headers: t.Mapping[str, str] = {}  # names in lower case
    data: t.Any = None  # the parsed body, ``None`` for a call whose body means nothing
    text: str = ""  # the body as text
    weight: int = 0  # see above
    problem: str = ""  # why there is no answer that can be read
    remedy: str = ""  # and what to do

    @property
    def object(self) -> dict[str, t.Any]:
        """The body, empty where it is no object."""
        return self.data if isinstance(self.data, dict) else {}

    @property
    def succeeded(self) -> bool:
        """Whether there is nothing to decide."""
        return self.kind == retry.ANSWERED and self.status is not None and 200 <= self.status < 300

    @property
    def refused(self) -> bool:
        """Whether the answer is final: the request is refused as it is."""
        return self.kind == retry.ANSWERED and self.status in retry.REFUSALS


def segment(text: str) -> str:
    """Encode one segment of a path, so that it stays one, and the path stays below the account."""
    if text in ("", ".", "..") or not is_text(text):
        raise OptionError(f"{text!r} cannot be part of the address of an object. Take IDs from a query.", option="id")
    return quote(text, safe="")


def read(call: Call, response: requests.Response, redact: Redactor, decoders: t.Any) -> Answer:
    """Read an answer into memory, bounded, and judge it.

    :param decoders: the module ``urllib3.response``
    """
    status = response.status_code
    success = 200 <= status < 300
    headers = {name.lower(): value for name, value in response.headers.items()}
    kind = headers.get("content-type", "")
    data: t.Any = None
    try:
        text = _decoded(_body(response, decoders), kind)
        values = sum(map(text.count, ",[{")) if text else 0
        weight = len(text or "") + _WEIGHT_OF_A_VALUE * values
        if weight > HEAVIEST_ANSWER:
            raise _UnreadableError(f"a response of more than {values} values")
        with contextlib.suppress(ValueError, RecursionError):
            data = _parsed(text or "")
        if _is_deep(data):
            raise _UnreadableError(f"a response that is nested deeper than {DEEPEST_ANSWER} levels")
    except _UnreadableError as exc:
        # Any other status says enough without its body.
        return unreadable(status, str(exc)) if success else Answer(retry.ANSWERED, status, headers)
    # One public client of the vendor judges by the body and not by the status: an error body is an error.
    if success and isinstance(data, dict) and (data.get("@type") == "Error" or _is_refusal(call, data)):
        return Answer(retry.ANSWERED, 400, headers, data, text or "")
    # The body of a DELETE is "true", "<true/>", empty or no JSON at all: anything but a web page, which is not the
    # API's.
    nothing = text is not None and not text.strip()
    bare = (call.bare and (data is True or nothing)) or (
        call.operation == retry.DELETE and "text/html" not in kind.lower()
    )
    if success and not isinstance(data, dict) and not bare:
        if text is None:
            named = f"{kind} {headers.get('content-encoding', '')}".strip()
            problem = f"with a body that cannot be decoded ({_quoted(named if named.isascii() else '', redact)})"
        elif nothing:
            problem = "with an empty body"
        else:
            quoted = "" if call.secret else f': "{_quoted(text, redact)}"'
            problem = f"with a body that is not a JSON object{quoted}"
        return unreadable(status, f"HTTP {status} {problem}")
    return Answer(retry.ANSWERED, status, headers, data, text or "", weight)


_ERRORS = {"error", "message"}


def _is_refusal(call: Call, data: dict[str, t.Any]) -> bool:
    """Tell whether an error stands in place of a result or an object. A query without either has found nothing."""
    if call.operation in (retry.QUERY, retry.QUERY_MORE, retry.BULK):
        return "result" not in data and "response" not in data and bool(data.keys() & _ERRORS)
    made = call.operation in (retry.CREATE, retry.UPDATE, retry.GET)
    return made and not call.bare and bool(data) and data.keys() <= _ERRORS


def entries_of(raw: t.Any) -> list[dict[str, t.Any]]:
    """Read a list of objects. A list of one may arrive as the bare object (vendor's bulk sample)."""
    return [entry for entry in (raw if isinstance(raw, list) else [raw]) if isinstance(entry, dict)]


def read_text(raw: t.Any) -> str | None:
    """Read a text, which may arrive as a number."""
    return str(raw) if isinstance(raw, (str, int, float)) and not isinstance(raw, bool) else None


def _quoted(text: str, redact: Redactor) -> str:
    return one_line(redact.head(text, 4096), 80)


def _decoded(body: bytes, kind: str) -> str | None:
    """Decode a body by its byte order mark (or its NULs), else by the charset of its Content-Type, else as UTF-8.

    :return: ``None`` where that is not possible: shown in a wrong charset, a secret would escape the masks
    """
    charset: str = json.detect_encoding(body)
    named = _CHARSET.search(kind)
    try:
        if charset == "utf-8" and named:
            charset = named.group(1)
            if _ASCII.encode().decode(charset) != _ASCII:
                return None
        text = body.decode(charset)
    except (LookupError, ValueError):
        return None
    return None if "\0" in text else text


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


def _body(response: requests.Response, decoders: t.Any) -> bytes:
    """Read the body, which may be compressed although that was not asked for, and may swell without end."""
    named = re.split(r"[\s,]+", response.headers.get("Content-Encoding", "").lower())
    codings = [coding for coding in named if coding in ("gzip", "x-gzip", "deflate")]
    if len(codings) > 1:
        raise _UnreadableError("a response that is compressed twice")
    # Other names do no harm: servers write a charset there, or "none".
    decoder = None if not codings else decoders.DeflateDecoder() if codings == ["deflate"] else decoders.GzipDecoder()
    body = bytearray()
    while True:
        chunk = response.raw.read(_CHUNK, decode_content=False)
        if not chunk:
            break
        try:
            # It unpacks all that it gets, which is 1,000 times as much at the most.
            body += decoder.decompress(chunk) if decoder else chunk
        except zlib.error:
            raise _UnreadableError("a response whose compression is damaged") from None
        if len(body) > LARGEST_BODY:
            raise _UnreadableError(f"a response of more than {LARGEST_BODY >> 20} MiB")
    return bytes(body)


def unreadable(status: int | None, problem: str) -> Answer:
    remedy = "Check that base_url is the address of the Boomi Platform API, and that no proxy or portal answers for it."
    return Answer(retry.UNREADABLE, status, problem=problem, remedy=remedy)
