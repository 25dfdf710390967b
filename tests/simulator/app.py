# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The path of one request through the simulated platform, from the request line to the answer."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import time
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web

from . import misbehave, routes
from .auth import identify
from .faults import Fault
from .objects import OBJECTS, Context, ObjectType
from .operations import WRITES, Accepted, check_privileges, is_bulk_write, perform
from .recorder import RecordedRequest
from .routes import Call
from .state import Account, User
from .wire import (
    ACCESS_DENIED,
    BAD_LOGIN,
    JSON_TYPE,
    UNAVAILABLE,
    XML_TYPE,
    Answer,
    ApiError,
    UnreadableBody,
    read_body,
    render,
    wants_json,
)
from .world import World

_Result = TypeVar("_Result")
REFUSED = "The simulator refuses every write (setting refuse_writes)."
DEPRECATION = {
    "Deprecation": 'version="1.0"; date="Thu, 01 Jan 2026 00:00:00 GMT"',
    "Warning": '299 - "Deprecated API"',
    "Link": '<https://developer.boomi.com/>; rel="deprecation"',
    "Sunset": "Fri, 01 Jan 2027 00:00:00 GMT",
}


class Api:
    """The handler of the API's own paths."""

    def __init__(self, current_world: Callable[[], World]) -> None:
        self._current_world = current_world
        self._connections: weakref.WeakKeyDictionary[asyncio.BaseTransport, int] = weakref.WeakKeyDictionary()
        self._connection_count = 0

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request, record it, and let it meet its fault."""
        # A reset while this request is under way leaves it with the old world.
        world = self._current_world()
        call = routes.parse(request.method, request.raw_path)
        record = self._record(request, call, world)
        data = await request.read()
        as_json = wants_json(request.headers.get("Accept"))
        work = _Work(world, request, call, record, data, as_json)
        await asyncio.sleep(world.settings.latency / 2000)
        answer = work.run()
        if work.fault is not None and work.fault.kind == "hold":
            if not await misbehave.held(request, world):
                return web.Response()
            answer = answer or work.resume()
        elif answer is None and work.fault is not None and work.fault.phase == "late":
            # Left to the loop, which goes on when this handler has ended.
            world.begin_late_work()
            late_at = asyncio.get_running_loop().time() + work.fault.late_by - (time.monotonic() - record.time)
            asyncio.get_running_loop().call_at(late_at, work.run_late)
        await asyncio.sleep(world.settings.latency / 2000)
        if work.fault is not None and work.fault.kind != "hold":
            wrong = misbehave.wrong_answer(work.fault, request, data, world.settings.error_form, as_json)
            if wrong is None:
                record.status = None if work.fault.kind in misbehave.UNANSWERED else 200
                return await misbehave.break_off(work.fault, request, answer, world)
            answer = wrong
        assert answer is not None
        record.status = answer.status
        headers = {**answer.headers, "Content-Type": answer.content_type}
        if world.settings.extra_fields:
            headers.update(DEPRECATION)
        return web.Response(status=answer.status, body=answer.body, headers=headers)

    def _record(self, request: web.BaseRequest, call: Call, world: World) -> RecordedRequest:
        return world.recorder.add(
            time=time.monotonic(),
            method=request.method,
            raw_path=request.raw_path,
            connection=self._connection_number(request.transport),
            effective_account=call.override or call.account,
            **{name: getattr(call, name) for name in ("path", "query", "account", "object", "operation", "id")},
            call=f"{request.method} {call.below_account or call.path}",
            is_write=call.operation in WRITES,
            content_type=request.headers.get("Content-Type"),
            accept=request.headers.get("Accept"),
            user_agent=request.headers.get("User-Agent"),
            otp="X-Boomi-OTP" in request.headers,
        )

    def _connection_number(self, transport: asyncio.BaseTransport | None) -> int:
        if transport is None:
            return 0
        if transport not in self._connections:
            self._connection_count += 1
            self._connections[transport] = self._connection_count
        return self._connections[transport]


@dataclasses.dataclass
class _Work:
    """What is done for one request at one moment: no await in it, so that each request is atomic."""

    world: World
    request: web.BaseRequest
    call: Call
    record: RecordedRequest
    data: bytes
    as_json: bool
    fault: Fault | None = None
    _perform: Callable[[], Answer] | None = None

    def run(self) -> Answer | None:
        """The answer; None where a fault strikes before the work is done."""
        return self._guarded(self._answer)

    def resume(self) -> Answer:
        """Do what :meth:`run` has left undone."""
        assert self._perform is not None
        return self._guarded(self._perform)

    def _guarded(self, work: Callable[[], _Result]) -> _Result | Answer:
        with self.world.lock:
            try:
                return work()
            except ApiError as error:
                return error.answer(self.world.settings.error_form, self.as_json)

    def run_late(self) -> None:
        """Do it when nobody waits for the answer any more."""
        self.resume()
        self.world.end_late_work()

    def _answer(self) -> Answer | None:
        world, call, record = self.world, self.call, self.record
        if call.account is None:
            raise ApiError(404, "The resource does not exist.")
        user = self._user()
        account = self._account(user)
        self._admit()
        unreadable = self._read_body()
        record.is_write |= is_bulk_write(call.operation, record.body)
        if record.is_write and world.settings.refuse_writes:
            record.refused = True
            raise ApiError(403, REFUSED)
        text = f"{call.path}\n{self.data.decode(errors='replace')}"
        self.fault = world.faults.take(call.operation, call.object, account.id, text)
        self._perform = functools.partial(self._do, user, account, unreadable)
        if self.fault is not None:
            record.fault = self.fault.kind
            if self.fault.phase != "after":
                return None
        return self._perform()

    def _do(self, user: User, account: Account, unreadable: str | None) -> Answer:
        call = self.call
        declared = OBJECTS.get(call.object or "")
        if declared is None:
            raise ApiError(404, f"The object {call.object} does not exist.")
        self._check_operation(declared)
        context = Context(self.world, account)
        assert call.operation is not None
        check_privileges(context, declared, "update" if self.record.is_write else call.operation, user)
        if unreadable:
            raise ApiError(400, unreadable)
        return self._rendered(perform(context, declared, call.operation, call.id, self.record.body))

    def _user(self) -> User:
        header = self.request.headers.get("Authorization")
        user = identify(self.world.users, header, self.request.headers.get("X-Boomi-OTP"))
        if user is None:
            self.record.auth = "bad" if header else "missing"
            raise ApiError(self.world.settings.bad_credentials_status, BAD_LOGIN)
        self.record.auth, self.record.user = "ok", user.name
        return user

    def _account(self, user: User) -> Account:
        """The account to act on: the one in the path, or the one that overrideAccount names below it."""
        call, world = self.call, self.world
        denied = ApiError(world.settings.wrong_account_status, ACCESS_DENIED)
        if call.account not in world.accounts or call.account not in user.accounts:
            raise denied
        account = world.accounts[call.account]
        if not call.partner:
            return account
        if not world.settings.partner or not account.sub_accounts:
            raise ApiError(world.settings.wrong_account_status, "The Partner API is not enabled for this account.")
        if call.override is None:
            return account
        if call.override not in account.sub_accounts:
            raise denied
        return world.accounts[call.override]

    def _admit(self) -> None:
        # A call with overrideAccount uses up the limit of the account in the path.
        if not self.world.limiter.admit(str(self.call.account), int(self.world.settings.rate_limit)):
            self.record.fault = "rate_limit"
            raise ApiError(503, UNAVAILABLE)

    def _read_body(self) -> str | None:
        """Parse the body into the record; return what is wrong with it."""
        try:
            if self.call.operation == "queryMore":
                # A raw token, whatever its content type says: clients send text/plain and application/json.
                self.record.body = self.data.decode()
            else:
                self.record.body = read_body(self.data, self.request.headers.get("Content-Type"))
        except UnicodeDecodeError:
            return "The request body is not text."
        except UnreadableBody as error:
            return str(error)
        return None

    def _check_operation(self, declared: ObjectType) -> None:
        operation = self.call.operation
        if operation is None:
            # Which status a wrong method gets is not documented.
            status = 405 if self.call.is_endpoint else 404
            raise ApiError(status, f"{self.request.method} is not possible on this path.")
        if not declared.has(operation) or (declared.partner and not self.call.partner):
            raise ApiError(400, f"Unknown objectType for {operation} operation: {declared.name}")
        if declared.partner and self.call.override is not None:
            raise ApiError(400, f"{declared.name} does not take overrideAccount.")

    def _rendered(self, value: Any) -> Answer:
        status = value.status if isinstance(value, Accepted) else 200
        if isinstance(value, Accepted):
            value = value.value
        if isinstance(value, bytes):
            return Answer(status, value, JSON_TYPE if self.as_json else XML_TYPE)
        return render(value, self.as_json, status)
