# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control API under ``/_simulator/``: for playbooks and shells to prepare a state, set faults and look at requests.

It needs no credentials (the server listens on loopback only), is not recorded and not rate limited.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .scenario import add_fault

if TYPE_CHECKING:
    from .server import Simulator

PREFIX = "/_simulator/"
Body = dict[str, Any]
Action = Callable[["Simulator", Body], Any]


def _state(simulator: Simulator, body: Body) -> Any:
    return {
        "base_url": simulator.base_url,
        "pid": os.getpid(),
        "settings": simulator.settings,
        "late_work": simulator.world.late_work,
        "accounts": {
            account.id: {"name": account.name, "sub_accounts": list(account.sub_accounts), **account.contents()}
            for account in simulator.world.accounts.values()
        },
    }


def _requests(simulator: Simulator, body: Body) -> Any:
    found = [dataclasses.asdict(request) for request in simulator.world.recorder.all(int(body.get("since", 0)))]
    return {"requests": found, "calls": [request["call"] for request in found]}


def _settings(simulator: Simulator, body: Body) -> Any:
    simulator.set(**body)
    return simulator.settings


def _add_fault(simulator: Simulator, body: Body) -> Any:
    if "body_base64" in body:
        body["body"] = base64.b64decode(body.pop("body_base64"), validate=True)
    add_fault(simulator.world, body)
    return {"waiting": len(simulator.world.faults.waiting())}


def _prepare(method: str) -> Action:
    """A helper of the world, its keyword arguments taken from the body."""
    return lambda simulator, body: getattr(simulator.world, method)(**body)


# What is added goes by the name of one of its kind.
_ADDED = ("pack", "package", "environment", "atom", "cloud", "role", "execution", "event", "audit_log")
ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", "state"): _state,
    ("GET", "requests"): _requests,
    ("POST", "reset"): lambda simulator, body: simulator.reset(),
    ("POST", "settings"): _settings,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): lambda simulator, body: simulator.clear_faults(),
    ("POST", "shutdown"): lambda simulator, body: simulator.stop_requested.set(),
    ("POST", "listener"): _prepare("set_listener"),
    **{("POST", name): _prepare(name) for name in ("install", "attach", "attach_atom")},
    **{("POST", f"{name}s"): _prepare(f"add_{name}") for name in _ADDED},
}


async def handle(simulator: Simulator, request: web.BaseRequest) -> web.Response:
    """Answer a control request; 400 with the reason for what cannot be done, 404 for what does not exist."""
    name = request.path[len(PREFIX) :].strip("/")
    action = ACTIONS.get((request.method, name))
    if action is None:
        known = sorted(f"{method} {PREFIX}{known}" for method, known in ACTIONS)
        return web.json_response({"error": "no such control", "controls": known}, status=404)
    try:
        body = {**request.query, **json.loads(await request.read() or b"{}")}
        return web.json_response(action(simulator, body) or {})
    except (ValueError, TypeError, KeyError) as error:
        # The text of a KeyError would stand in quotes.
        said = error.args[0] if isinstance(error, KeyError) else error
        return web.json_response({"error": str(said)}, status=400)
