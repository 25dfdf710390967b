# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP: session, TLS, proxy, timeouts, authentication, pace, repetition and redaction.

The only importer of ``requests``. Knows nothing about Boomi's objects: it sends a call until it has an answer, the
policy
of ``_retry`` says stop, or a create has to be looked after by its caller.
"""

from __future__ import annotations

import base64
import contextlib
import http.cookiejar
import json
import os
import queue
import random
import re
import ssl
import threading
import time
import traceback
import typing as t
import weakref
import zlib
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import quote, urlencode, urlsplit

from . import _retry
from ._errors import ApiError, CallError, OptionError, TransportError, api_words, is_denial, one_line
from ._options import Connection
from ._pace import Pacer
from ._redact import Redactor

try:
    import requests
    import requests.adapters
    import urllib3

    REQUESTS_IMPORT_ERROR: str | None = None
except ImportError:
    REQUESTS_IMPORT_ERROR = traceback.format_exc()

# No answer of this API is near these: 100 objects of a few kilobytes are the most that one holds. The weight stands for
# the
# memory that an answer takes once it is read: its bytes, and so many more for each value, however small, that it may
# hold.
LARGEST_BODY = 16 * 1024 * 1024
HEAVIEST_ANSWER = 48 * 1024 * 1024
_WEIGHT_OF_A_VALUE = 32
DEEPEST_ANSWER = 60
_HALF_OF_A_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_CHUNK = 64 * 1024
_A_MOMENT = 0.5
_CHECK_PROXY = "Check proxy (BOOMI_PROXY, or the usual proxy variables)"


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
    """A success. ``data`` is the parsed body, ``None`` for a call whose body means nothing; ``weight`` see the limits
    above."""

    status: int
    data: t.Any
    weight: int = 0


@dataclass
class _Reply:
    """What one attempt gave: the outcome for the policy, and what a message needs."""

    outcome: _retry.Outcome
    headers: dict[str, str] = field(default_factory=dict)
    data: t.Any = None
    text: str = ""
    weight: int = 0
    problem: str = ""
    remedy: str = ""


class Budget:
    """Seconds that one task spends on a throttled or failing API: failed attempts, and the waits behind them.

    Troubles of several threads at the same time count once.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._counted_until = 0.0
        self._mutex = threading.Lock()

    def spend(self, start: float, end: float) -> None:
        """Count the span from ``start`` to ``end`` (both on one clock that never goes back)."""
        with self._mutex:
            self._left -= max(0.0, end - max(start, self._counted_until))
            self._counted_until = max(end, self._counted_until)

    @property
    def left(self) -> float:
        """Seconds that may still be spent, never negative."""
        with self._mutex:
            return max(0.0, self._left)

    def time_for(self, timeout: float) -> float:
        """Return the seconds that one attempt may take, so that all trouble together ends one timeout behind the
        budget.

        The last write may use that timeout up. The look behind it still gets a moment, for without it the task would
        not
        know what it has done. 0 where even that is over.
        """
        with self._mutex:
            left = self._left + timeout
        return min(timeout, max(0.0, left, min(_A_MOMENT, left + _A_MOMENT)))


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


class Http:
    """Sends calls to one account. Safe to use from several threads.

    :param connection: checked connection options
    :param user_agent: who calls
    """

    def __init__(self, connection: Connection, user_agent: str) -> None:
        self.connection = connection
        self.redact = Redactor(connection)
        self.budget = Budget(connection.retry_budget)
        self._pacer = Pacer(connection.requests_per_second, (connection.base_url, connection.account_id))
        self._given_up: weakref.WeakSet[threading.Thread] = weakref.WeakSet()
        self._session = self._make_session(user_agent)

    def call(self, call: Call) -> Answer:
        """Send ``call``, again where the policy allows it, and return the success.

        :raises ApiError: the API's final answer is no success
        :raises TransportError: there was no answer that can be read
        """
        attempt = call.sent_before
        while True:
            attempt += 1
            self._pacer.wait()
            start = time.monotonic()
            reply = self._attempt(call)
            if _retry.succeeded(reply.outcome):
                return Answer(reply.outcome.status or 0, reply.data, reply.weight)
            self.budget.spend(start, time.monotonic())
            decision = _retry.decide(
                attempt, call.operation, reply.outcome, reply.headers, self.budget.left, time.time(), random.random()
            )
            if reply.outcome.status in _retry.THROTTLED and reply.outcome.kind == _retry.ANSWERED:
                self._pacer.slow_down(decision.seconds)
            if decision.action != "stop":
                self.wait(decision.seconds)
            if decision.action != "repeat":
                raise self._failure(call, reply, decision, attempt)

    def wait(self, seconds: float) -> None:
        """Sleep, at the cost of the budget."""
        start = time.monotonic()
        time.sleep(seconds)
        self.budget.spend(start, time.monotonic())

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _make_session(self, user_agent: str) -> requests.Session:
        connection = self.connection
        session = requests.Session()
        # Neither .netrc nor variables that `_options` has not read: what is sent is what the options say.
        session.trust_env = False
        session.verify = _trust(connection)
        if connection.proxy:
            proxy = f"{urlsplit(connection.proxy).scheme}://{connection.proxy_host}"
            session.proxies = {"http": proxy, "https": proxy}
        # `requests` would read the body of a redirect to its end, and choke on an address that is none.
        session.get_redirect_target = lambda resp: None  # type: ignore[method-assign] # noqa: ARG005
        session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        adapter = _gated_adapter(self._pass_gate)
        # `requests` knows Latin-1 alone here.
        login = {"Proxy-Authorization": f"Basic {_base64(connection.proxy_login)}"} if connection.proxy_login else {}
        adapter.proxy_headers = lambda proxy: dict(login)  # type: ignore[method-assign] # noqa: ARG005
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        credentials = f"{connection.username}:{connection.secret}".encode()
        session.headers.update(
            {
                "Authorization": f"Basic {_base64(credentials)}",
                "User-Agent": user_agent,
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            }
        )
        if connection.otp:
            session.headers["X-Boomi-OTP"] = connection.otp
        if not connection.validate_certs:
            # Asked for by an option: `requests` would otherwise say so on standard error for each call.
            requests.packages.urllib3.disable_warnings()  # type: ignore[attr-defined]
        return session

    def _url(self, call: Call) -> str:
        connection = self.connection
        root = "/partner/api/rest/v1/" if connection.override_account else "/api/rest/v1/"
        path = "/".join(map(_segment, (connection.account_id, *call.segments)))
        query = "?" + urlencode({"overrideAccount": connection.override_account}) if connection.override_account else ""
        return f"{connection.base_url}{root}{path}{query}"

    def _attempt(self, call: Call) -> _Reply:
        """Send ``call`` once. The answer has to be complete within ``timeout``, whatever holds it up.

        The timeouts of `requests` count from byte to byte and leave out the name service, so the attempt runs in a
        thread
        of its own that is given up when the time is over; it ends with the process at the latest.
        """
        box: queue.SimpleQueue[_Reply | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                box.put(self._exchange(call))
            except Exception as exc:  # handed to the caller's thread
                box.put(exc)

        seconds = self.budget.time_for(self.connection.timeout)
        if not seconds:
            return _Reply(
                _retry.Outcome(_retry.UNSENT),
                problem="it was not sent any more",
                remedy=(
                    "Other calls of this task have waited for the API in vain. Run the task again later, or raise"
                    " retry_budget."
                ),
            )
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            result = box.get(timeout=seconds)
        except queue.Empty:
            self._given_up.add(thread)
            return _Reply(
                _retry.Outcome(_retry.LOST),
                problem=f"no complete answer within {round(seconds, 2):g} s",
                remedy="Check that the API can be reached from here, or raise timeout.",
            )
        if isinstance(result, Exception):
            return _understand(result, self.connection)
        return result

    def _pass_gate(self) -> None:
        """Called in the thread of an attempt when its connection stands, right before the request goes out."""
        self._pacer.pass_gate()
        if threading.current_thread() in self._given_up:
            # Its caller has gone on: what is sent now, nobody looks after.
            raise TimeoutError("given up before it was sent")

    def _exchange(self, call: Call) -> _Reply:
        headers = {}
        data: bytes | None = None
        if isinstance(call.body, str):
            headers["Content-Type"] = "text/plain"
            data = call.body.encode("utf-8", "surrogatepass")
        elif call.body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(call.body).encode("ascii")
        timeout = self.connection.timeout
        with self._session.request(
            call.method,
            self._url(call),
            data=data,
            headers=headers,
            timeout=(timeout, timeout),
            allow_redirects=False,
            stream=True,
        ) as response:
            return _read(call, response, self.redact)

    def _failure(self, call: Call, reply: _Reply, decision: _retry.Decision, attempt: int) -> CallError:
        """Make the error of a call that has finally failed: what was tried, on what, what came back, what to do."""
        connection = self.connection
        about = f" {call.about}" if call.about else ""
        target = f"{call.operation} {call.noun}{about} in account {connection.account} at {connection.host}"
        outcome = reply.outcome
        facts: dict[str, t.Any] = {
            "operation": call.operation,
            "object": call.noun,
            "object_id": call.about,
            "account": connection.account,
            "host": connection.host,
            "status": outcome.status,
            "attempts": attempt,
        }
        in_doubt = outcome.kind in (_retry.LOST, _retry.UNREADABLE) or outcome.status in _retry.TRANSIENT
        final = decision.action == "stop"
        ending = f" ({decision.reason})" if decision.reason else ""
        if outcome.kind == _retry.ANSWERED:
            words = api_words(reply.data, reply.text, self.redact.head)
            location = one_line(self.redact.head(reply.headers.get("location", "an unnamed address"), 4096))
            remedy = _remedy(outcome.status or 0, words, call, connection, location)
            quoted = f' "{words}"' if words else " without a message"
            return ApiError(
                f"Could not {target}: HTTP {outcome.status}{quoted}{ending}. {remedy}",
                in_doubt=in_doubt,
                final=final,
                api_message=words,
                remedy=remedy,
                **facts,
            )
        problem, remedy = self.redact(reply.problem), self.redact(reply.remedy)
        return TransportError(
            f"Could not {target}: {problem}{ending}. {remedy}",
            in_doubt=in_doubt,
            final=final,
            problem=problem,
            remedy=remedy,
            **facts,
        )


def _segment(text: str) -> str:
    """Encode one segment of a path, so that it stays one, and the path stays below the account."""
    try:
        encoded = quote(text, safe="")
    except UnicodeEncodeError:
        encoded = ""
    if encoded in ("", ".", ".."):
        raise OptionError(f"{text!r} cannot stand in the address of an object. Take ids from a query.", option="id")
    return encoded


def _gated_adapter(gate: t.Callable[[], None]) -> requests.adapters.HTTPAdapter:
    """Return an adapter each connection of which passes ``gate`` once it stands, before a request goes out."""

    def gated(pool: t.Any) -> t.Any:
        class Connection(pool.ConnectionCls):  # type: ignore[misc]
            def request(self, *args: t.Any, **kwargs: t.Any) -> None:
                if self.sock is None:
                    self.connect()
                gate()
                super().request(*args, **kwargs)

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    pools = {"http": gated(urllib3.HTTPConnectionPool), "https": gated(urllib3.HTTPSConnectionPool)}

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: t.Any, **kwargs: t.Any) -> t.Any:
            manager = super().proxy_manager_for(*args, **kwargs)
            manager.pool_classes_by_scheme = pools
            return manager

    return Adapter(pool_maxsize=64)


def _trust(connection: Connection) -> bool | str:
    """Return what `requests` is to trust: the system's own store, where there is one, and not a bundle from PyPI."""
    if not connection.validate_certs:
        return False
    if connection.ca_path:
        return connection.ca_path
    paths = ssl.get_default_verify_paths()
    if paths.cafile:
        return paths.cafile
    with contextlib.suppress(OSError):
        if paths.capath and os.listdir(paths.capath):
            return paths.capath
    return True


def _read(call: Call, response: requests.Response, redact: Redactor) -> _Reply:
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
        return _Reply(_retry.Outcome(_retry.ANSWERED, 400), headers, data, text)
    # The body of a DELETE is "true", "<true/>", empty or no JSON at all: anything but a web page, which is not the
    # API's.
    page = "text/html" in headers.get("content-type", "").lower()
    bare = (call.bare and (data is True or not text.strip())) or (call.operation == _retry.DELETE and not page)
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
    return _Reply(_retry.Outcome(_retry.ANSWERED, status), headers, data, text, weight)


def _parsed(text: str) -> t.Any:
    """Read JSON. It can write halves of characters, which cannot be sent back, nor written to a log: they are replaced."""
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


def _unreadable(status: int, problem: str) -> _Reply:
    return _Reply(
        _retry.Outcome(_retry.UNREADABLE, status),
        problem=problem,
        remedy=(
            "Check that base_url is the address of the Boomi Platform API, and that no proxy or portal answers in its"
            " place."
        ),
    )


def _causes(exc: BaseException) -> list[BaseException]:
    """Return ``exc`` and all that it was raised from, however `requests` and urllib3 have wrapped it."""
    found: list[BaseException] = []
    todo: list[t.Any] = [exc]
    while todo:
        item = todo.pop(0)
        if isinstance(item, BaseException) and item not in found:
            found.append(item)
            todo += [item.__cause__, item.__context__, getattr(item, "reason", None), *item.args]
    return found


def _understand(exc: Exception, connection: Connection) -> _Reply:
    """Say in the words of a person why there is no answer, and whether the API may have seen the call."""
    expected = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError)
    if not isinstance(exc, expected):
        raise exc
    causes = _causes(exc)
    names = {type(cause).__name__ for cause in causes}
    text = " ".join(str(cause) for cause in causes)
    host = connection.host

    def reply(kind: str, problem: str, remedy: str) -> _Reply:
        return _Reply(_retry.Outcome(kind), problem=problem, remedy=remedy)

    if "ProxyError" in names or "InvalidProxyURL" in names:
        refused = "407" in text
        proxy = connection.proxy_host
        return reply(
            _retry.UNTRUSTED if refused else _retry.UNSENT,
            (
                f"the proxy {proxy} asks for other credentials (407)"
                if refused
                else f"the proxy {proxy} gives no connection"
            ),
            f"{_CHECK_PROXY}, with user and password in it where the proxy asks for them.",
        )
    if "CERTIFICATE_VERIFY_FAILED" in text or "SSLCertVerificationError" in names:
        return reply(_retry.UNTRUSTED, *_certificate_problem(text, host))
    if "WRONG_VERSION_NUMBER" in text or "UNKNOWN_PROTOCOL" in text or "record layer failure" in text:
        return reply(
            _retry.UNTRUSTED,
            f"{host} does not speak TLS",
            "Check the host and the port of base_url: https:// needs a server that speaks TLS.",
        )
    if names & {"NameResolutionError", "gaierror"} or "Failed to resolve" in text:
        return reply(
            _retry.UNSENT,
            f"the host name of {host} does not resolve",
            "Check base_url and the name service of this host.",
        )
    if "NewConnectionError" in names or "ConnectTimeoutError" in names or "ConnectionRefusedError" in names:
        refused = "ConnectionRefusedError" in names or "refused" in text
        return reply(
            _retry.UNSENT,
            f"{host} refuses connections" if refused else f"there is no way to connect to {host}",
            "Check base_url, the network, and whether a proxy is needed to reach the API.",
        )
    if names & {"InvalidURL", "LocationParseError", "LocationValueError"}:
        raise OptionError(
            "base_url or proxy is no address that can be called: check it for characters that do not belong there.",
            option="base_url",
        ) from None
    if "SSLError" in names:
        if not _is_bundle(connection.ca_path):
            return reply(
                _retry.UNTRUSTED,
                f"ca_path {connection.ca_path} holds no certificates that can be read",
                "Name a file of PEM certificates, or a directory prepared with openssl rehash.",
            )
        return reply(
            _retry.LOST,
            f"the TLS connection to {host} failed",
            "Check base_url, ca_path and what stands between here and the API.",
        )
    if "ReadTimeoutError" in names or "TimeoutError" in names:
        return reply(
            _retry.LOST,
            f"no answer within {connection.timeout:g} s",
            "Check that the API can be reached from here, or raise timeout.",
        )
    return reply(
        _retry.LOST, "the connection broke before the answer was complete", "Run the task again: it is safe to repeat."
    )


def _is_bundle(ca_path: str | None) -> bool:
    if ca_path is None or os.path.isdir(ca_path):
        return True
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(ca_path)
    except OSError:
        return False
    return True


def _certificate_problem(text: str, host: str) -> tuple[str, str]:
    if "expired" in text:
        return (
            f"the certificate of {host} has expired",
            "Its owner has to renew it; check also the clock of this host.",
        )
    if "ostname mismatch" in text or "IP address mismatch" in text or "doesn't match" in text:
        return (
            f"the certificate was not made for {host}",
            "Check base_url: the host name in it must be the certificate's.",
        )
    return (
        f"the certificate of {host} is not trusted here",
        "Where a private CA has signed it, name that CA's PEM file with ca_path (BOOMI_CA_PATH).",
    )


def _remedy(status: int, words: str, call: Call, connection: Connection, location: str) -> str:
    """Say what a person can do about a status.

    :param location: where a redirect points, fit to be shown
    """
    if status == 401:
        means = (
            "username and api_token"
            if connection.uses_token
            else "username, password and otp (a one-time password expires)"
        )
        return f"Check {means}, and that the API is enabled for this user."
    if status == 403 or (status == 400 and is_denial(words)):
        return (
            f"Check account_id{' and override_account' if connection.override_account else ''}, and that the user's"
            f" role in account {connection.account} has what this needs: {call.privileges}."
        )
    if status == 404:
        return "Check base_url and account_id: the API does not know this address."
    if status == 407:
        return f"{_CHECK_PROXY}, with user and password in it where the proxy asks for them."
    if status == 410:
        return (
            "The API says that this address is retired or that a runtime is offline: check for a newer release of this"
            " collection."
        )
    if 300 <= status < 400:
        return (
            f"Redirects are not followed, so that credentials go nowhere else: if {location} is right, set base_url"
            " to it."
        )
    if status in _retry.THROTTLED:
        return (
            "The API is busy or the account's rate limit is used up, perhaps by others: raise retry_budget, or lower"
            " requests_per_second."
        )
    if status in _retry.TRANSIENT:
        return "The failure is the API's own. Run the task again later: it is safe to repeat."
    return "The API refuses the request as it is: do what its message says, and run the task again."
