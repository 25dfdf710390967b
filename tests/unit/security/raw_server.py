# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server on a loopback port that answers with whatever bytes a test gives it, right HTTP or not."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_LONGEST_IDLE = 30.0


@dataclass(frozen=True)
class Request:
    """A request as it came: ``head`` are its first line and its headers, as text."""

    method: str
    target: str
    head: str
    body: bytes

    @property
    def path(self) -> str:
        """The target without its query, not decoded."""
        return self.target.partition("?")[0]

    @property
    def authorization(self) -> str:
        """The value of the Authorization header."""
        return self.header("authorization")

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        for line in self.head.split("\r\n")[1:]:
            key, _colon, value = line.partition(":")
            if key.strip().lower() == name:
                return value.strip()
        return ""


@dataclass(frozen=True)
class Reply:
    """What is sent, piece by piece; ``close`` ends the connection behind it."""

    pieces: Iterable[bytes]
    close: bool = True


def reply(
    body: bytes | str = b"", status: int | str = 200, headers: Mapping[str, str] | None = None, close: bool = False
) -> Reply:
    """A reply of right HTTP, called JSON unless ``headers`` say otherwise."""
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    fields = {"Content-Type": "application/json", "Content-Length": str(len(data)), **(headers or {})}
    head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return Reply([head.encode("utf-8", "surrogateescape") + data], close)


def reply_json(value: Any, status: int | str = 200) -> Reply:
    """A reply that holds ``value`` as JSON; NaN and lone surrogates are sent as Python writes them."""
    return reply(json.dumps(value), status)


class RawServer:
    """The server. ``answer`` may be changed at any time; ``requests`` are those that came since :meth:`say`."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.answer = answer
        self.requests: list[Request] = []
        self._sockets: set[socket.socket] = set()
        self._mutex = threading.Lock()

    def __enter__(self) -> RawServer:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        with self._mutex:
            sockets, self._sockets = [self._listener, *self._sockets], set()
        for one in sockets:
            # Closing alone does not wake a thread that waits on it.
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def base_url(self) -> str:
        """What a client takes for ``https://api.boomi.com``."""
        return f"http://127.0.0.1:{self.port}"

    def say(self, answer: Callable[[Request], Reply] | Reply) -> None:
        """Answer like this from now on, and drop what was recorded."""
        self.requests.clear()
        self.answer = (lambda _request: answer) if isinstance(answer, Reply) else answer

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            connection.settimeout(_LONGEST_IDLE)
            with self._mutex:
                self._sockets.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # A client that has gone, or a test that has ended, is no mistake of the server's.
        with contextlib.suppress(OSError), connection, connection.makefile("rb") as stream:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while True:
                request = _read_request(stream)
                if request is None:
                    break
                self.requests.append(request)
                answer = self.answer(request)
                for piece in answer.pieces:
                    connection.sendall(piece)
                if answer.close:
                    break
        with self._mutex:
            self._sockets.discard(connection)


def _read_request(stream: Any) -> Request | None:
    lines = []
    while True:
        line = stream.readline(1_000_000)
        if not line:
            return None
        if line == b"\r\n":
            break
        lines.append(line.decode("latin-1").rstrip("\r\n"))
    method, target, _version = lines[0].split(" ", 2)
    request = Request(method, target, "\r\n".join(lines), b"")
    length = int(request.header("content-length") or 0)
    return Request(method, target, request.head, stream.read(length))
