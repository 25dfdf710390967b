# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs whole modules in this process, and keeps all that they say: standard output and the system's log. Some against a
raw server: with an answer that a test gives, or with right answers, recorded from the simulator and given again with
something wrong in them."""

from __future__ import annotations

import contextlib
import copy
import functools
import http.client
import importlib
import itertools
import json
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import yaml
from ansible.module_utils import basic

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.unit.examples import constants, tasks_of
from ansible_collections.community.boomi.tests.unit.security import leaks
from ansible_collections.community.boomi.tests.unit.security.raw_server import (
    Answer,
    RawServer,
    Reply,
    Request,
    reply,
    reply_json,
)

if TYPE_CHECKING:
    # Not while a test measures memory.
    from ansible_collections.community.boomi.tests.simulator import Simulator

COLLECTION = Path(__file__).resolve().parents[3]
_PACKAGE = "ansible_collections.community.boomi.plugins.modules"
LONGEST_MESSAGE = 20_000
_CONNECTION = frozenset(option.name for option in _options.OPTIONS)


class EndlessError(BaseException):
    """A run that goes on and on. No ``except Exception`` of the module can take it for a mistake of its own."""


@dataclass(frozen=True)
class Run:
    """What came of a run. ``log`` is what went to the system's log, ``everything`` is all text that left the module,
    however it left."""

    result: dict[str, Any]
    everything: str
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
    broken: bool = False,
) -> Run:
    """Run a module as Ansible does: arguments in as JSON, one JSON document out. Arguments that are ``None`` are left
    out. Check that it ends with a result or with a sentence, whatever it has met.

    :param patience: seconds after which a run counts as endless
    :param broken: a test has broken the module itself, which may end with a traceback
    """
    main = importlib.import_module(f"{_PACKAGE}.{name}").main
    given = {key: value for key, value in arguments.items() if value is not None}
    given.update(_ansible_check_mode=check_mode, _ansible_diff=True, _ansible_verbosity=verbosity, _ansible_debug=debug)
    with _alarm(patience), _system_log() as logged:
        ended = run_in_process(main, given)
    assert ended.status in (0, 1), ended.status
    log = "\n".join(logged)
    run = Run(json.loads(ended.printed), f"{ended.printed}\n{log}", log)
    assert ended.complaints == ""
    if run.failed:
        assert run.message.strip()
        # Ansible's own sentences may repeat an argument whole.
        assert len(run.message) < LONGEST_MESSAGE or run.kind is None
    assert broken or run.kind != "internal", run.message
    assert broken or "Traceback" not in run.everything
    return run


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
    ((_line, text),) = constants(COLLECTION / "plugins" / "modules" / f"{module}.py", "EXAMPLES")
    tasks = (task for task in tasks_of(module, yaml.safe_load(text)) if task.name == module)
    owns = ({key: value for key, value in task.options.items() if key not in _CONNECTION} for task in tasks)
    found = [own for own in owns if "{{" not in json.dumps(own)]
    assert found, f"{module} has no example that can be run"
    return tuple(found)


_FIELDS = [{"id": "host", "value": "a"}, {"id": "password", "secret": leaks.VALUE}]
_VALUES = {"connections": [{"name": "Ledger", "fields": _FIELDS}]}
_RUNTIME = {"runtime": "runtime-eu-1", "wait_timeout": 0}
# What the simulator can serve where it cannot serve the examples.
_SERVED: dict[str, dict[str, Any]] = {
    "boomi_account_configuration": {
        "environments": [{"name": "Production", "roles": ["Standard User"], "extensions": _VALUES}],
    },
    "boomi_account_group_account": {"account_group": "Retail", "account": "acme-C7T2KD", "state": "absent"},
    "boomi_account_group_integration_pack": {
        "account_group": "Retail",
        "integration_pack_name": "Stock Levels",
        "state": "absent",
    },
    "boomi_account_provision": {"name": "Birch Foods", "id": "0123456789ABCDEFGH", "wait_timeout": 0},
    "boomi_api": {"method": "POST", "path": "Environment/query"},
    "boomi_api_info": {"object": "Environment"},
    "boomi_environment_extensions": {"environment": "Production", **_VALUES},
    "boomi_environments": {"environments": [{"name": "Production", "classification": "PROD"}]},
    "boomi_integration_pack_release": {"integration_pack_name": "Returns", "wait_timeout": 0},
    "boomi_listener": {"process": "Desk - Receive Return", "state": "paused", **_RUNTIME},
    "boomi_process_execution": {
        "process": "Domestic - INT",
        "properties": [{"name": "token", "secret": leaks.VALUE}],
        **_RUNTIME,
    },
    "boomi_publisher_integration_pack": {
        "name": "Returns",
        "description": "Sent back",
        "components": [{"name": "Returns"}],
        "purge": True,
    },
    "boomi_process_schedules": {"process": "Fetch Invoices", "runtime": "runtime-eu-1", "enabled": False},
}


def served(module: str) -> tuple[dict[str, Any], ...]:
    """The arguments of a module with which the simulator can serve it."""
    return (_SERVED[module],) if module in _SERVED else examples(module)


# Right answers, and what may be wrong with them

Body = Any
# (which of the answers: None for all of them, what becomes of it)
Wrong = tuple[int | None, Callable[[int, Body], Reply]]


@dataclass
class Scenario:
    """A run of a module, and the answers that it got, in their order for each method and target."""

    module: str
    options: Mapping[str, Any]
    answers: dict[tuple[str, str], list[tuple[int, Body]]] = field(default_factory=dict, repr=False)


def connection(base_url: str, /, **options: Any) -> dict[str, Any]:
    return {
        "account_id": "acme-C7T2KD",
        "username": "automation@acme.example",
        "api_token": leaks.TOKEN,
        "base_url": base_url,
        "requests_per_second": 1000,
        "timeout": 30,
        "retry_budget": 0,
        **options,
    }


def ask(
    server: RawServer, answer: Answer | None = None, module: str = "boomi_integration_pack_info", **options: Any
) -> Run:
    """Run a module, one that asks once unless another is named, on an account that has nothing unless there is another
    answer."""
    server.say(answer or reply_json({"result": []}))
    return run_module(module, connection(server.base_url, **options))


def record(simulator: Simulator) -> list[Scenario]:
    """Run all examples of all modules, and a few things that only some platforms do, and keep the answers."""

    def recorded(module: str, options: Mapping[str, Any]) -> Scenario:
        scenario = Scenario(module, options)
        with RawServer(lambda request: _hand_on(request, simulator, scenario)) as server:
            run_module(module, {**options, **connection(server.base_url)})
        return scenario

    simulator.reset()
    simulator.user.token = leaks.TOKEN
    scenarios = []
    for settings, options in (
        ({"create_answer": "no_id"}, {"name": "One", "environments": ["Test"]}),
        ({"query_processes": "absent"}, {"name": "Two"}),
        ({}, {"name": "Two"}),
        ({}, {"name": "One", "state": "absent"}),
        ({}, {"integration_pack_name": "No Such Pack"}),
        ({}, {"integration_pack_name": "Price List"}),
    ):
        simulator.set(**settings)
        pack = {"integration_pack_name": "Order Intake", **options}
        scenarios.append(recorded("boomi_integration_pack_instance", pack))
    simulator.reset()
    simulator.attach(simulator.install("Order Intake", "Domestic")["id"], "Production")
    simulator.attach(simulator.install("Returns Handling", "Desk")["id"], "Production")
    simulator.world.pack("Returns").components[0].update(currentVersion="", pendingVersion="1.0")
    simulator.user.token = leaks.TOKEN
    scenarios += [
        recorded(module, options)
        for module in modules()
        for options in (*examples(module), *(served(module) if module in _SERVED else ()))
    ]
    return [scenario for scenario in scenarios if scenario.answers]


def _hand_on(request: Request, simulator: Simulator, scenario: Scenario) -> Reply:
    """Hand a request on to the simulator, and keep what comes back."""
    headers = {name: request.header(name) for name in ("authorization", "accept", "content-type")}
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", simulator.port)) as onward:
        onward.request(request.method, request.target, request.body or None, {k: v for k, v in headers.items() if v})
        response = onward.getresponse()
        data = response.read()
    try:
        body = json.loads(data)
    except ValueError:
        body = data.decode()
    scenario.answers.setdefault((request.method, request.target), []).append((response.status, body))
    return reply(data, response.status)


def replayed(scenario: Scenario, wrongs: list[Wrong]) -> Callable[[Request], Reply]:
    """Answer as recorded, wrong where it was said to be wrong."""
    recorded = {key: list(answers) for key, answers in scenario.answers.items()}
    numbers = itertools.count()

    def answer(request: Request) -> Reply:
        answers = recorded.get((request.method, request.target)) or [(200, {})]
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        number = next(numbers)
        for which, spoil in wrongs:
            if which is None or which == number:
                return spoil(status, body)
        return reply_json(body, status) if not isinstance(body, str) else reply(body, status)

    return answer


def altered(body: Body, seed: int, alter: Callable[[Any, Any], None]) -> Body:
    """Return a copy of a JSON value with ``alter`` done at one of its places."""
    result = copy.deepcopy(body)
    found: list[tuple[Any, Any]] = []
    todo = [result]
    while todo:
        holder = todo.pop()
        inside = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, value in inside:
            found.append((holder, key))
            todo.append(value)
    if found:
        alter(*found[seed % len(found)])
    return result
