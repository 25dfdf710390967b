# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the simulator."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import background
from .scenario import DEFAULT_CATALOGUE, Scenario
from .server import Simulator


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to stop; returns the exit status."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(given)
    try:
        _check(options)
        if options.stop or options.detach:
            return _in_background(options, given)
        scenario = Scenario.load(options.scenario)
        simulator = Simulator(
            scenario,
            settings={"rate_limit": 10, **scenario.settings, **_settings(options)},
            tls=(options.tls_cert, options.tls_key) if options.tls_cert else None,
            port=options.port,
        )
        simulator.start()
    except (ValueError, OverflowError, OSError, background.BackgroundError) as error:
        print(f"simulator: {error}", file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_received: simulator.stop_requested.set())
    facts = _facts(simulator)
    if not options.quiet:
        print(_introduction(facts), flush=True)
    if options.ready_file:
        _write_atomically(options.ready_file, facts)
    _wait(simulator, options.idle_exit)
    simulator.stop()
    if options.ready_file:
        _remove_own(options.ready_file)
    return 0


def _in_background(options: argparse.Namespace, given: list[str]) -> int:
    if options.stop:
        said = background.stop(options.ready_file)
    else:
        arguments = [argument for argument in given if argument != "--detach"]
        said = _introduction(background.start(arguments, options.ready_file))
    if not options.quiet:
        print(said)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="simulator",
        description="A local stand-in for the Boomi Platform REST API, on 127.0.0.1 only.",
        # The rest of the command line goes on as it is where the simulator is started in the background.
        allow_abbrev=False,
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on (default: a free one)")
    told = "YAML file with accounts, packs, settings, and faults (default: catalogue.yml beside the code)"
    parser.add_argument("--scenario", type=Path, metavar="FILE", default=DEFAULT_CATALOGUE, help=told)
    parser.add_argument(
        "--setting", action="append", default=[], metavar="NAME=VALUE", help="any setting of settings.yml, repeatable"
    )
    parser.add_argument("--tls-cert", type=Path, metavar="FILE", help="certificate in PEM: speak HTTPS")
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="its key in PEM")
    told = (
        "write address, pid, accounts, credentials and BOOMI_* variables here as JSON, once ready; removed at the end"
    )
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help=told)
    parser.add_argument("--idle-exit", type=float, metavar="SECONDS", help="exit after so long without any request")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--detach", action="store_true", help="go on in the background once ready; needs --ready-file")
    task.add_argument("--stop", action="store_true", help="stop the one that wrote the --ready-file, and wait")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    return parser


def _check(options: argparse.Namespace) -> None:
    ready_file = options.ready_file
    if (options.detach or options.stop) and ready_file is None:
        raise ValueError("--detach and --stop need --ready-file")
    if ready_file is not None and not options.stop and (ready_file.is_dir() or not ready_file.parent.is_dir()):
        raise ValueError(f"--ready-file takes a file in a directory that exists, not {ready_file}")
    if bool(options.tls_cert) != bool(options.tls_key):
        raise ValueError("--tls-cert and --tls-key belong together")
    if options.idle_exit is not None and not options.idle_exit > 0:
        raise ValueError(f"--idle-exit takes seconds above 0, not {options.idle_exit:g}")


def _settings(options: argparse.Namespace) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for text in options.setting:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"--setting takes NAME=VALUE, not {text!r}")
        settings[name] = value
    return settings


def _facts(simulator: Simulator) -> dict[str, Any]:
    """What a client needs to know; the first account and its first user are the ones to use."""
    world = simulator.world
    accounts = [
        {
            "id": account.id,
            "name": account.name,
            "sub_accounts": list(account.sub_accounts),
            "users": [
                {"username": user.name, "api_token": user.token, "password": user.password, "otp": user.otp}
                for user in world.users.values()
                if account.id in user.accounts
            ],
        }
        for account in world.accounts.values()
    ]
    facts = {"base_url": simulator.base_url, "pid": os.getpid(), "accounts": accounts}
    return {**facts, "variables": simulator.variables}


def _introduction(facts: dict[str, Any]) -> str:
    lines = [f"Boomi Platform API simulator on {facts['base_url']}", ""]
    for account in facts["accounts"]:
        below = f", primary of {', '.join(account['sub_accounts'])}" if account["sub_accounts"] else ""
        lines.append(f"account {account['id']} ({account['name']}{below})")
        for user in account["users"]:
            secrets = [f"{name} {user[name]}" for name in ("api_token", "password", "otp") if user[name]]
            lines.append(f"  user {user['username']}: {', '.join(secrets)}")
    used = {name: value for name, value in facts["variables"].items() if value}
    lines += ["", "To use it:", *(f"export {name}={shlex.quote(value)}" for name, value in used.items())]
    return "\n".join(lines)


def _write_atomically(path: Path, facts: dict[str, Any]) -> None:
    """A reader of the file sees all of it or nothing."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(facts, file, indent=2)
    Path(temporary).replace(path)


def _remove_own(ready_file: Path) -> None:
    """Leave the file of another simulator alone, which may have been started when this one's had been deleted."""
    with contextlib.suppress(OSError, ValueError):
        if json.loads(ready_file.read_text(encoding="utf-8"))["pid"] == os.getpid():
            ready_file.unlink()


def _wait(simulator: Simulator, idle_exit: float | None) -> None:
    while not simulator.stop_requested.is_set():
        left = None if idle_exit is None else simulator.last_request + idle_exit - time.monotonic()
        if left is not None and left <= 0:
            return
        simulator.stop_requested.wait(left)
