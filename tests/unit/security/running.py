# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs whole modules in this process, and keeps all that they say: standard output, standard error, the system's
log."""

from __future__ import annotations

import contextlib
import functools
import importlib
import json
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from ansible.module_utils import basic

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.unit.security import leaks

COLLECTION = Path(__file__).resolve().parents[3]
_PACKAGE = "ansible_collections.community.boomi.plugins.modules"
_CONNECTION = frozenset(option.name for option in _options.OPTIONS)


class EndlessError(BaseException):
    """A run that goes on and on. No ``except Exception`` of the module can take it for a mistake of its own."""


@dataclass(frozen=True)
class Run:
    """What came of a run. ``log`` is what went to the system's log, ``everything`` is all text that left the module,
    however it left."""

    result: dict[str, Any]
    everything: str
    stderr: str
    log: str

    @property
    def failed(self) -> bool:
        return bool(self.result.get("failed"))

    @property
    def message(self) -> str:
        return str(self.result.get("msg", ""))

    @property
    def kind(self) -> str | None:
        """What kind of failure the collection says it is; ``None`` where Ansible itself has refused the arguments."""
        error = self.result.get("error")
        return str(error.get("kind")) if isinstance(error, dict) else None


def run_module(
    name: str,
    arguments: Mapping[str, Any],
    *,
    check_mode: bool = False,
    verbosity: int = 4,
    debug: bool = False,
    patience: float = 120,
) -> Run:
    """Run a module as Ansible does: arguments in as JSON, one JSON document out. Arguments that are ``None`` are left
    out.

    :param patience: seconds after which a run counts as endless
    """
    main = importlib.import_module(f"{_PACKAGE}.{name}").main
    given = {key: value for key, value in arguments.items() if value is not None}
    given.update(_ansible_check_mode=check_mode, _ansible_diff=True, _ansible_verbosity=verbosity, _ansible_debug=debug)
    with _alarm(patience), _system_log() as logged:
        ended = run_in_process(main, given)
    assert ended.status in (0, 1), ended.status
    log = "\n".join(logged)
    everything = "\n".join([ended.printed, ended.complaints, log])
    return Run(json.loads(ended.printed), everything, ended.complaints, log)


@contextlib.contextmanager
def _alarm(patience: float) -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise EndlessError(f"not ended after {patience} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _system_log() -> Iterator[list[str]]:
    """Keep what Ansible would write to syslog or the journal."""
    lines: list[str] = []
    with (
        mock.patch.object(basic, "has_journal", False),
        mock.patch.object(basic.AnsibleModule, "_log_to_syslog", lambda _module, text: lines.append(text)),
    ):
        yield lines


@functools.cache
def modules() -> tuple[str, ...]:
    """The names of all modules of the collection."""
    return tuple(sorted(path.stem for path in (COLLECTION / "plugins" / "modules").glob("boomi_*.py")))


@functools.cache
def examples(module: str) -> tuple[dict[str, Any], ...]:
    """The arguments of a module in the examples of its own documentation, without the connection.

    Examples that only a playbook can fill in (templates, loops) are left out.
    """
    tasks = yaml.safe_load(importlib.import_module(f"{_PACKAGE}.{module}").EXAMPLES)
    found = []
    for task in tasks:
        arguments = task.get(f"community.boomi.{module}", task.get(module, "absent"))
        if arguments == "absent" or "loop" in task:
            continue
        own = {key: value for key, value in (arguments or {}).items() if key not in _CONNECTION}
        if "{{" not in json.dumps(own):
            found.append(own)
    assert found, f"{module} has no example that can be run"
    return tuple(found)


def served(module: str) -> tuple[dict[str, Any], ...]:
    """The same, or calls that the simulator can serve where it cannot serve the examples."""
    fields = [{"id": "host", "value": "a"}, {"id": "password", "secret": leaks.VALUE}]
    values = {"connections": [{"name": "Ledger", "fields": fields}]}
    instead: dict[str, tuple[dict[str, Any], ...]] = {
        "boomi_account_configuration": (
            {"environments": [{"name": "Production", "roles": ["Standard User"], "extensions": values}]},
        ),
        "boomi_account_group_account": ({"account_group": "Retail", "account": "acme-C7T2KD", "state": "absent"},),
        "boomi_account_group_integration_pack": (
            {"account_group": "Retail", "integration_pack_name": "Stock Levels", "state": "absent"},
        ),
        "boomi_account_provision": ({"name": "Birch Foods", "id": "0123456789ABCDEFGH"},),
        "boomi_api": ({"method": "POST", "path": "Environment/query"},),
        "boomi_api_info": ({"object": "Environment"},),
        "boomi_environment_extensions": ({"environment": "Production", **values},),
        "boomi_environments": ({"environments": [{"name": "Production", "classification": "PROD"}]},),
        "boomi_integration_pack_release": ({"integration_pack_name": "Returns"},),
        "boomi_listener": (
            {"process": "Desk - Receive Return", "runtime": "runtime-eu-1", "state": "paused", "wait_timeout": 0},
        ),
        "boomi_process_execution": (
            {
                "process": "Domestic - INT",
                "runtime": "runtime-eu-1",
                "properties": [{"name": "token", "secret": leaks.VALUE}],
            },
        ),
        "boomi_publisher_integration_pack": ({"name": "Returns"},),
        "boomi_process_schedules": ({"process": "Fetch Invoices", "runtime": "runtime-eu-1", "enabled": False},),
    }
    return instead.get(module) or examples(module)
