# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator as an object: starts and stops the server, and gives tests their view of it."""

from __future__ import annotations

import asyncio
import functools
import ssl
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from aiohttp import web

from . import control
from .app import Api
from .recorder import RecordedRequest
from .scenario import DEFAULT_CATALOGUE, Scenario, add_fault
from .settings import Settings
from .state import User
from .world import World

if TYPE_CHECKING:
    from typing_extensions import Self

HOST = "127.0.0.1"
_STOP_SECONDS = 0.2
_Result = TypeVar("_Result")
_Given = ParamSpec("_Given")


def _of_world(
    method: Callable[Concatenate[World, _Given], _Result],
) -> Callable[Concatenate[Simulator, _Given], _Result]:
    """A method of the world, as one of the simulator, whose world a reset replaces."""

    @functools.wraps(method)
    def call(self: Simulator, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        return method(self.world, *args, **kwargs)

    return call


class Simulator:
    """A simulated Boomi platform on a loopback port, in a thread of its own.

    Use it as a context manager, or call :meth:`start` and :meth:`stop`. ``scenario`` is a file or what was loaded from
    one. ``settings`` are those of ``settings.py``, and override those of the scenario; in process, the rate limit is
    off unless one of them sets it. ``tls`` is (certificate file, key file) in PEM.
    All methods may be called from any thread.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = DEFAULT_CATALOGUE,
        settings: Mapping[str, Any] | None = None,
        tls: tuple[str | Path, str | Path] | None = None,
        port: int = 0,
    ) -> None:
        self._scenario = scenario if isinstance(scenario, Scenario) else Scenario.load(Path(scenario))
        self._first_settings = Settings().changed({"rate_limit": 0, **self._scenario.settings, **(settings or {})})
        self._tls = tls
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread: threading.Thread | None = None
        self._runner: web.ServerRunner | None = None
        self._api = Api(lambda: self.world)
        self.world: World = self._scenario.build(self._first_settings)
        self.last_request = time.monotonic()
        self.stop_requested: threading.Event = threading.Event()

    # Life

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exc_info: object) -> None:
        self.stop()

    def start(self) -> Self:
        """Listen; returns when the port is open."""
        self._thread = threading.Thread(target=self._loop.run_forever, name="boomi-simulator", daemon=True)
        self._thread.start()
        try:
            self.start_listening()
        except OSError:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop for good; what is under way is cut off."""
        if self._thread is None:
            return
        self.world.retired = True
        self.stop_listening()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._thread = None
        self._loop.close()

    def start_listening(self) -> None:
        """Open the port, the same one as before if there was one."""
        self._run(self._open())

    def stop_listening(self) -> None:
        """Close the port and every connection, so that clients are refused; the state stays."""
        if self._runner is not None:
            self._run(self._close(self._runner))
            self._runner = None

    def _run(self, coroutine: Coroutine[Any, Any, _Result]) -> _Result:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _open(self) -> None:
        context = None
        if self._tls is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            try:
                context.load_cert_chain(*map(str, self._tls))
            except OSError as error:
                raise ValueError(
                    f"{self._tls[0]} and {self._tls[1]} are no certificate with its key: {error}"
                ) from error
        runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=_STOP_SECONDS)
        await runner.setup()
        await web.TCPSite(runner, HOST, self._port, ssl_context=context, reuse_address=True).start()
        self._port = runner.addresses[0][1]
        self._runner = runner

    @staticmethod
    async def _close(runner: web.ServerRunner) -> None:
        server = runner.server
        for site in runner.sites:
            await site.stop()
        # Closing in good order would wait for clients to say goodbye, which those that hang never do.
        deadline = time.monotonic() + _STOP_SECONDS
        while server is not None and server.connections and time.monotonic() < deadline:
            for connection in server.connections:
                if connection.transport is not None:
                    connection.transport.abort()
            await asyncio.sleep(0.001)
        await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self.last_request = time.monotonic()
        try:
            if request.raw_path.startswith(control.PREFIX):
                return await control.handle(self, request)
            return await self._api.handle(request)
        except (ConnectionError, RuntimeError):
            # A client that leaves in the middle of sending or receiving (aiohttp says it in both ways) is no error.
            if request.transport is not None and not request.transport.is_closing():
                raise
            return web.Response()

    # Address and credentials

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._port

    @property
    def base_url(self) -> str:
        """What a client takes for ``https://api.boomi.com``."""
        return f"{'https' if self._tls else 'http'}://{HOST}:{self._port}"

    @property
    def account_id(self) -> str:
        """The first account of the scenario."""
        return self.world.account().id

    @property
    def user(self) -> User:
        """The first user of the first account."""
        return next((user for user in self.world.users.values() if self.account_id in user.accounts), User(""))

    @property
    def username(self) -> str:
        """That user's name, without the prefix that goes with a token."""
        return self.user.name

    @property
    def token(self) -> str:
        """That user's API token."""
        return self.user.token or ""

    @property
    def password(self) -> str:
        """That user's password, which needs :attr:`otp` beside it where there is one."""
        return self.user.password or ""

    @property
    def otp(self) -> str:
        """The code for X-Boomi-OTP."""
        return self.user.otp or ""

    @property
    def variables(self) -> dict[str, str]:
        """The environment that makes the collection use it. What is empty is not set, whatever was set before."""
        by_password = self.user.token is None
        return {
            "BOOMI_API_URL": self.base_url,
            "BOOMI_ACCOUNT_ID": self.account_id,
            "BOOMI_USERNAME": self.username,
            "BOOMI_API_TOKEN": self.token,
            "BOOMI_PASSWORD": self.password if by_password else "",
            "BOOMI_OTP": self.otp if by_password else "",
            "BOOMI_OVERRIDE_ACCOUNT": "",
            "BOOMI_PROXY": "",
        }

    # State

    def reset(self) -> None:
        """Back to the scenario and the settings of the beginning, its faults too; nothing recorded."""
        old, self.world = self.world, self._scenario.build(self._first_settings)
        old.retired = True

    @property
    def settings(self) -> dict[str, Any]:
        """The settings in force."""
        return vars(self.world.settings).copy()

    def set(self, **settings: Any) -> None:
        """Change settings until the next reset; ValueError for an unknown name or value."""
        self.world.settings = self.world.settings.changed(settings)

    account = _of_world(World.account)
    install = _of_world(World.install)
    attach = _of_world(World.attach)
    attach_atom = _of_world(World.attach_atom)
    add_pack = _of_world(World.add_pack)
    add_environment = _of_world(World.add_environment)
    add_atom = _of_world(World.add_atom)
    add_cloud = _of_world(World.add_cloud)
    add_role = _of_world(World.add_role)
    settle = _of_world(World.settle)

    # Faults and records

    def add_fault(self, kind: str, **values: Any) -> None:
        """Let requests go wrong: see ``faults.py``."""
        add_fault(self.world, {"kind": kind, **values})

    def clear_faults(self) -> None:
        """Drop the faults that still wait, and let the requests go on that one of kind hold has stopped."""
        self.world.faults.clear()

    @property
    def requests(self) -> list[RecordedRequest]:
        """Every API request since the last reset."""
        return self.world.recorder.all()

    @property
    def calls(self) -> list[str]:
        """Every API request as ``METHOD path-below-the-account``, decoded."""
        return [request.call for request in self.requests]

    @property
    def writes(self) -> list[RecordedRequest]:
        """The creates, updates and deletes that were attempted."""
        return [request for request in self.requests if request.is_write]

    @property
    def refused_writes(self) -> list[RecordedRequest]:
        """The writes that the setting ``refuse_writes`` turned away."""
        return [request for request in self.requests if request.refused]
