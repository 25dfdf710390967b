# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a fault is sent: the answers that are wrong, and the ways to break a connection."""

from __future__ import annotations

import asyncio
import email.utils
import re
import socket
import struct
import time
from typing import Any

from aiohttp import web

from .faults import ANSWERS, Fault
from .wire import ACCESS_DENIED, BAD_LOGIN, JSON_TYPE, UNAVAILABLE, Answer, ApiError
from .world import World

POLL_SECONDS = 0.05
# These end the connection without so much as a status line.
UNANSWERED = frozenset({"hang", "close", "reset"})
_BEGUN = b'{"@type":"QueryResult","result":[{"@type":"Integration'
_MESSAGES = {401: BAD_LOGIN, 403: ACCESS_DENIED, 410: "Endpoint is invalid or no longer exists.", 503: UNAVAILABLE}
_PAGE = "<html><head><title>Gateway</title></head><body><h1>It works</h1></body></html>"


def _retry_after_value(wish: float | str) -> str:
    """The text of a Retry-After header: seconds, or an HTTP date for ``date`` and ``date:SECONDS``."""
    date = re.fullmatch(r"date(?::(\d+))?", str(wish))
    return email.utils.formatdate(time.time() + int(date[1] or 1), usegmt=True) if date else str(wish)


def wrong_answer(fault: Fault, request: web.BaseRequest, body: bytes, error_form: str, as_json: bool) -> Answer | None:
    """The answer that ``fault`` gives instead of the right one; None where it gives no proper answer."""
    if fault.kind not in ANSWERS:
        return None
    assert fault.status is not None
    headers = dict(fault.headers)
    if fault.retry_after is not None:
        headers["Retry-After"] = _retry_after_value(fault.retry_after)
    if fault.kind == "redirect":
        return Answer(fault.status, b"", "text/html", {**headers, "Location": str(fault.location)})
    text = {"not_json": _PAGE, "empty": ""}.get(fault.kind, fault.body)
    if text is not None and fault.kind != "echo":
        as_page = fault.kind == "not_json" or fault.form != "api"
        content_type = "text/html; charset=UTF-8" if as_page else JSON_TYPE
        return Answer(fault.status, text.encode() if isinstance(text, str) else text, content_type, headers)
    message = _MESSAGES.get(fault.status, f"The request failed with status {fault.status}.")
    if fault.kind == "echo":
        seen = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        message = f"Cannot handle {request.method} {request.raw_path}\n{seen}\n\n{body.decode(errors='replace')}"
    form = error_form if fault.form == "api" else fault.form
    return ApiError(fault.status, message, headers).answer(form, as_json)


async def break_off(fault: Fault, request: web.BaseRequest, answer: Answer | None, world: World) -> web.StreamResponse:
    """Do what a fault without a proper answer does. ``answer`` is the right one, where the work was done."""
    if fault.kind == "cut":
        await _cut(request, answer.body if answer else _BEGUN)
    elif fault.kind == "hang":
        await _until_gone(request, world)
    _drop(request, reset=fault.kind == "reset")
    return web.Response()


def _gone(request: web.BaseRequest, world: World) -> bool:
    return world.retired or request.transport is None or request.transport.is_closing()


async def held(request: web.BaseRequest, world: World) -> bool:
    """Wait until the faults are cleared; False where the client has left before that."""
    first = world.faults.cleared
    while world.faults.cleared == first:
        if _gone(request, world):
            return False
        await asyncio.sleep(POLL_SECONDS)
    return True


async def _until_gone(request: web.BaseRequest, world: World) -> None:
    while not _gone(request, world):  # noqa: ASYNC110 (aiohttp has no event for a client that leaves)
        await asyncio.sleep(POLL_SECONDS)


def _drop(request: web.BaseRequest, reset: bool) -> None:
    transport: Any = request.transport
    if transport is None:
        return
    if reset:
        # Linger on, with no time: the kernel then answers with RST instead of FIN.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _cut(request: web.BaseRequest, whole: bytes) -> None:
    half = whole[: max(1, len(whole) // 2)]
    response = web.StreamResponse(status=200, headers={"Content-Type": JSON_TYPE})
    response.content_length = len(whole) + 100
    await response.prepare(request)
    await response.write(half)
    transport = request.transport
    if transport is not None:
        # Closing, unlike aborting, sends what is written before it ends the connection.
        transport.close()
