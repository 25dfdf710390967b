# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP: session, TLS, proxy, timeouts, authentication, pace, repetition and redaction.

The only importer of ``requests``. Knows nothing about Boomi's objects: it sends a call until it has an answer, the
policy says stop, or a create has to be looked after by its caller.
"""

from __future__ import annotations

import base64
import contextlib
import http.cookiejar
import os
import queue
import ssl
import threading
import time
import typing as t
from http.client import HTTPException, HTTPResponse, parse_headers
from urllib.parse import urlencode, urlsplit

from . import retry
from .errors import OptionError
from .options import Connection
from .pace import Pacer
from .redact import Redactor
from .shared import remove_old_files
from .wire import Answer, Call, read, segment

try:
    import requests
    import requests.adapters
    import urllib3

    LIBRARIES = {"requests": requests.__version__, "urllib3": urllib3.__version__}  # type: ignore[attr-defined]
    REQUESTS_IMPORT_ERROR: str | None = None
except ImportError:
    import traceback

    LIBRARIES = {}
    REQUESTS_IMPORT_ERROR = traceback.format_exc()

if t.TYPE_CHECKING:
    from .trouble import Trouble

_A_MOMENT = 0.5


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
        """Return the seconds that one attempt may take: all trouble together ends one timeout behind the budget.

        The last write may use that timeout up. The look behind it still gets a moment, for without it the task would
        not know what it has done. 0 where even that is over.
        """
        with self._mutex:
            left = self._left + timeout
        return 0.0 if left < -_A_MOMENT / 2 else min(timeout, max(left, _A_MOMENT))


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


class Http:
    """Sends calls to one account. Safe to use from several threads.

    :param secrets: what is sent and must not be shown, besides those of the connection
    """

    def __init__(self, connection: Connection, user_agent: str, secrets: t.Iterable[str] = ()) -> None:
        self.connection = connection
        self.redact = Redactor(connection, secrets)
        self.budget = Budget(connection.retry_budget)
        self.pacer = Pacer(
            connection.requests_per_second,
            (connection.base_url, connection.account_id),
            directory=connection.shared_directory,
        )
        self._thread = threading.local()
        self._session = self._make_session(user_agent)

    def call(self, call: Call) -> Answer:
        """Send ``call``, again where the policy allows it, and return the success.

        :raises ApiError: the API's final answer is no success
        :raises TransportError: there was no answer that can be read
        """
        attempt = call.sent_before
        trouble: Trouble | None = None
        while True:
            attempt += 1
            queued = time.monotonic()
            self.pacer.wait()
            # Who has failed before stands in the queue of those that the same trouble holds up.
            start = queued if attempt > 1 else time.monotonic()
            answer = self._attempt(call)
            if answer.succeeded:
                return answer
            if not answer.refused:  # a refusal is the answer of a healthy API, and no trouble
                self.budget.spend(start, time.monotonic())
            if trouble is None:
                # A task pays for each import, and only one that fails needs this one.
                from .trouble import Trouble

                trouble = Trouble(self, call)
            trouble.wait(answer, attempt)

    def side_by_side(self, function: t.Callable[[t.Any], None], items: t.Sequence[t.Any]) -> None:
        """Call ``function`` for each item, with enough calls in flight to use the pace up at two seconds of latency."""
        if len(items) < 2:
            for item in items:
                function(item)
            return
        # A task pays for each import, and most tasks do not need this one.
        import concurrent.futures

        workers = min(len(items), 64, int(2 * self.connection.requests_per_second) + 2)
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            try:
                for future in [pool.submit(function, item) for item in items]:
                    future.result()
            except BaseException:
                # Somebody interrupts the task, or it is going to fail: nothing more is begun.
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def wait(self, seconds: float) -> None:
        """Sleep, at the cost of the budget."""
        start = time.monotonic()
        time.sleep(seconds)
        self.budget.spend(start, time.monotonic())

    def close(self) -> None:
        """Close the connections, and tidy up."""
        self._session.close()
        remove_old_files(self.connection.shared_directory)

    def _make_session(self, user_agent: str) -> requests.Session:
        connection = self.connection
        session = requests.Session()
        # Neither .netrc nor variables that `_options` has not read: what is sent is what the options say.
        session.trust_env = False
        session.verify = connection.validate_certs
        if connection.proxy:
            proxy = f"{urlsplit(connection.proxy).scheme}://{connection.proxy_host}"
            session.proxies = {"http": proxy, "https": proxy}
        # `requests` would read the body of a redirect to its end, and choke on an address that is none.
        session.get_redirect_target = lambda resp: None  # type: ignore[method-assign] # noqa: ARG005
        session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        encrypted = "https" in (urlsplit(connection.base_url).scheme, urlsplit(connection.proxy or "").scheme)
        adapter = _adapter(self._pass_gate, *(_tls_context(connection) if encrypted else (None, None)))
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
        root = "/partner/api/rest/v1/" if connection.override_account or call.partner else "/api/rest/v1/"
        path = "/".join(map(segment, (connection.account_id, *call.segments)))
        query = "?" + urlencode({"overrideAccount": connection.override_account}) if connection.override_account else ""
        return f"{connection.base_url}{root}{path}{query}"

    def _attempt(self, call: Call) -> Answer:
        """Send ``call`` once. The answer has to be complete within ``timeout``, whatever holds it up.

        The timeouts of `requests` count from byte to byte and leave out the name service, so the attempt runs in a
        thread of its own that is given up when the time is over; it ends with the process at the latest.
        """
        box: queue.SimpleQueue[Answer | Exception] = queue.SimpleQueue()
        # Who takes it first decides: the thread sends the call, or its caller goes on without it.
        may_send = threading.Lock()

        def run() -> None:
            self._thread.may_send = may_send
            try:
                box.put(self._exchange(call))
            except Exception as exc:  # handed to the caller's thread
                box.put(exc)

        seconds = self.budget.time_for(self.connection.timeout)
        if not seconds:
            return Answer(
                retry.UNSENT, problem="it was not sent", remedy="Run the task again later, or raise retry_budget."
            )
        threading.Thread(target=run, daemon=True).start()
        try:
            result = box.get(timeout=seconds)
        except queue.Empty:
            sent = not may_send.acquire(blocking=False)
            proxy = self.connection.proxy_host
            place = f"the proxy {proxy}" if proxy and not sent else "the API"
            return Answer(
                retry.LATE if sent else retry.CUT,
                problem=f"no {'complete response' if sent else 'connection'} within {round(seconds, 2):g} s",
                remedy=f"Check that {place} can be reached from here, or raise timeout.",
            )
        if isinstance(result, Exception):
            expected = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError)
            if not isinstance(result, expected):
                raise result
            # A task pays for each import, and only one that fails needs this one.
            from .explain import explain

            return explain(result, self.connection, sent=may_send.locked())
        return result

    def _pass_gate(self) -> None:
        """Called in the thread of an attempt when its connection stands, right before the request goes out."""
        self.pacer.pass_gate()
        if not self._thread.may_send.acquire(blocking=False):
            # Its caller has gone on: what is sent now, nobody looks after.
            raise TimeoutError("given up before it was sent")

    def _exchange(self, call: Call) -> Answer:
        timeout = self.connection.timeout
        with self._session.request(
            call.method,
            self._url(call),
            data=call.payload,
            headers=call.headers,
            timeout=(timeout, timeout),
            allow_redirects=False,
            stream=True,
        ) as response:
            return read(call, response, self.redact, urllib3.response)


class _FinalResponse(HTTPResponse):
    """Skips interim answers: http.client takes 102 and 103 for the answer, and the answer for that of the next call."""

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 <= status < 200:
                return version, status, reason
            parse_headers(self.fp)


def _gated(
    pool: t.Any, gate: t.Callable[[], None], read_store: t.Callable[[], None] | None, **settings: t.Any
) -> t.Any:
    class Connection(pool.ConnectionCls):
        response_class = _FinalResponse

        def connect(self) -> None:
            try:
                super().connect()
            except ssl.SSLCertVerificationError:
                if read_store is None:
                    raise
                read_store()
                super().connect()

        def request(self, *args: t.Any, **kwargs: t.Any) -> None:
            if self.sock is None:
                self.connect()
            gate()
            try:
                super().request(*args, **kwargs)
            except ssl.SSLError:
                # In TLS 1.3 a server refuses a client after the handshake: its reason waits to be read.
                self.sock.recv(1)
                raise

    class Pool(pool):
        ConnectionCls = Connection

        def __init__(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().__init__(*args, **{**kwargs, **settings})

    return Pool


def _adapter(
    gate: t.Callable[[], None], context: ssl.SSLContext | None, read_store: t.Callable[[], None] | None
) -> requests.adapters.HTTPAdapter:
    """Return an adapter each connection of which passes ``gate`` once it stands, before a request goes out.

    :param context: says what is trusted. It is made once, for reading a store of certificates takes a while.
    :param read_store: has ``context`` trust the rest of what is to be trusted, where it does not yet
    """
    # Said to each pool, since `requests` 2.32.2 would otherwise tell it to trust certifi (mended in 2.32.3).
    trust = {"ssl_context": context} if context else {}
    pools = {
        "http": _gated(urllib3.HTTPConnectionPool, gate, read_store),
        "https": _gated(urllib3.HTTPSConnectionPool, gate, read_store, **trust),
    }

    class Adapter(requests.adapters.HTTPAdapter):
        def init_poolmanager(self, *args: t.Any, **kwargs: t.Any) -> None:
            super().init_poolmanager(*args, **kwargs)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *args: t.Any, **kwargs: t.Any) -> t.Any:
            manager = super().proxy_manager_for(*args, proxy_ssl_context=context, **kwargs)
            manager.pool_classes_by_scheme = pools
            return manager

        def cert_verify(self, conn: t.Any, *_args: t.Any, **_kwargs: t.Any) -> None:
            # `requests` would name a store of its own for each connection.
            if context:
                conn.cert_reqs = context.verify_mode

    return Adapter(pool_maxsize=64)


def _is_hashed(listing: t.Sequence[str]) -> bool:
    """Tell whether OpenSSL finds certificates in a directory with these files."""
    return any(name.endswith(".0") for name in listing)


def _tls_context(connection: Connection) -> tuple[ssl.SSLContext, t.Callable[[], None] | None]:
    """Return what the options say about trust, and what has it trust the rest, where something was left out at first.

    By default that is the system's own store, where there is one, and not a bundle from PyPI.
    """
    try:
        context = urllib3.util.ssl_.create_urllib3_context()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as exc:
        raise OptionError(
            f"The variable SSLKEYLOGFILE names a file that cannot be written: {exc.strerror}. Unset it, or name another"
            " file.",
            option="SSLKEYLOGFILE",
        ) from None
    if connection.client_cert or connection.client_key:
        try:
            # Without a password, OpenSSL would ask the terminal for one.
            context.load_cert_chain(connection.client_cert or "", connection.client_key, password="")
        except (OSError, ValueError):
            raise OptionError(
                "client_cert and client_key hold no usable certificate with its key. Name a PEM file for each, or set"
                " client_cert to one that holds both. The key must not be encrypted.",
                option="client_cert",
            ) from None
    if not connection.validate_certs:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context, None
    context.verify_mode = ssl.CERT_REQUIRED
    # urllib3 1.26 compares names itself, since it does not tell TLS an address; but not the name of a proxy.
    context.check_hostname = context.check_hostname or urlsplit(connection.proxy or "").scheme == "https"
    if connection.ca_path:
        try:
            is_directory = os.path.isdir(connection.ca_path)
            if is_directory and not _is_hashed(os.listdir(connection.ca_path)):
                # OpenSSL would find nothing in it, and say so of the server's certificate.
                raise ValueError
            context.load_verify_locations(**{"capath" if is_directory else "cafile": connection.ca_path})
        except (OSError, ValueError):
            raise OptionError(
                f"ca_path {connection.ca_path} holds no certificates that can be read. Name a file of PEM certificates,"
                " or a directory prepared with openssl rehash.",
                option="ca_path",
            ) from None
        return context, None
    paths = ssl.get_default_verify_paths()
    listing: list[str] = []
    with contextlib.suppress(OSError):
        listing = os.listdir(paths.capath) if paths.capath else []
    hashed = _is_hashed(listing)
    if paths.cafile and hashed:
        # OpenSSL finds one certificate in such a directory by its name. The file it reads as a whole, with all of them.
        context.load_verify_locations(capath=paths.capath)
        return context, context.set_default_verify_paths
    # A directory without hashed names holds nothing for OpenSSL: some builds of Python know no other place. One that
    # SSL_CERT_DIR names is meant.
    if paths.cafile or hashed or (listing and paths.capath != paths.openssl_capath):
        context.set_default_verify_paths()
    else:
        context.load_verify_locations(requests.utils.DEFAULT_CA_BUNDLE_PATH)
    return context, None
