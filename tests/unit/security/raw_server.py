# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A server on a loopback port that answers with whatever bytes a test gives it, right HTTP or not."""

from __future__ import annotations

import contextlib
import functools
import json
import socket
import socketserver
import ssl
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


Answer = Callable[[Request], Reply] | Reply


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


class RawServer(socketserver.ThreadingTCPServer):
    """The server. ``requests`` are those that came since :meth:`say`."""

    # Ports of connections that have ended a moment ago are free as well: tests make thousands of these.
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self, answer: Answer, tls: ssl.SSLContext | Callable[[socket.socket], socket.socket | None] | None = None
    ) -> None:
        """:param tls: how; or what gets each connection first, and returns the one to read from, or none at all"""
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self._meet = functools.partial(tls.wrap_socket, server_side=True) if isinstance(tls, ssl.SSLContext) else tls
        self.requests: list[Request] = []
        self.say(answer)
        self.port = int(self.server_address[1])
        # What a client takes for https://api.boomi.com.
        self.base_url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> RawServer:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.shutdown()
        self.server_close()

    def say(self, answer: Answer) -> None:
        """Answer like this from now on, and drop what was recorded."""
        self.requests.clear()
        self._answer = (lambda _request: answer) if isinstance(answer, Reply) else answer

    def finish_request(self, request: Any, client_address: Any) -> None:
        # A client that has gone, or a test that has ended, is no mistake of the server's.
        with contextlib.suppress(OSError):
            request.settimeout(_LONGEST_IDLE)
            request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            met = self._meet(request) if self._meet else request
            if met:
                with met, met.makefile("rb") as stream:
                    while came := _read_request(stream):
                        self.requests.append(came)
                        answer = self._answer(came)
                        for piece in answer.pieces:
                            met.sendall(piece)
                        if answer.close:
                            break

    def shutdown_request(self, request: Any) -> None:
        request.close()


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
