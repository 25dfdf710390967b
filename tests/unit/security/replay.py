# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Right answers, recorded from the simulator while whole modules run, and given again with something wrong in them."""

from __future__ import annotations

import copy
import http.client
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security.raw_server import (
    RawServer,
    Reply,
    Request,
    reply,
    reply_json,
)
from ansible_collections.community.boomi.tests.unit.security.running import examples, modules, run_module

Body = Any
# (which of the answers: None for all of them, what becomes of it)
Wrong = tuple[int | None, Callable[[int, Body], Reply]]


@dataclass(repr=False)
class Scenario:
    """A run of a module, and the answers that it got, in their order for each method and target."""

    name: str
    module: str
    options: Mapping[str, Any]
    answers: dict[tuple[str, str], list[tuple[int, Body]]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<{self.name}>"


def connection(base_url: str, /, **options: Any) -> dict[str, Any]:
    return {
        "account_id": "acme-C7T2KD",
        "username": "automation@acme.example",
        "api_token": "made-up-Zk4tWq9vR2",
        "base_url": base_url,
        "requests_per_second": 1000,
        "timeout": 2,
        "retry_budget": 0,
        **options,
    }


_RUN = {"process": "Domestic - INT", "runtime": "runtime-eu-1"}
_LISTENER = {"process": "Desk - Receive Return", "runtime": "runtime-eu-1", "state": "paused"}


def record(simulator: Simulator) -> list[Scenario]:
    """Run all examples of all modules, and a few things that only some platforms do, and keep the answers."""
    simulator.reset()
    simulator.user.token = "made-up-Zk4tWq9vR2"
    scenarios = [
        Scenario(f"{module} {number}", module, options)
        for module in modules()
        for number, options in enumerate(examples(module))
    ]
    pack, instance = {"integration_pack_name": "Order Intake"}, "boomi_integration_pack_instance"
    for name, settings, options in (
        (
            "installed without an id in the answer",
            {"create_answer": "no_id"},
            {"name": "One", "environments": ["Test"]},
        ),
        ("processes left out of queries", {"query_processes": "absent"}, {"name": "Two"}),
        ("found, processes left out", {"query_processes": "absent"}, {"name": "Two"}),
        ("uninstalled", {"query_processes": "absent"}, {"name": "One", "state": "absent"}),
        ("unknown pack", {}, {"integration_pack_name": "No Such Pack"}),
        ("ambiguous name", {}, {"integration_pack_name": "Price List"}),
    ):
        scenario = Scenario(name, instance, {**pack, **options})
        with RawServer(_Recorder(simulator, scenario)) as server:
            simulator.set(**settings)
            run_module(instance, {**scenario.options, **connection(server.base_url)}, verbosity=0)
        scenarios.append(scenario)
    scenarios.append(Scenario("a process is run", "boomi_process_execution", {**_RUN, "wait_timeout": 0}))
    scenarios.append(Scenario("a listener is paused", "boomi_listener", {**_LISTENER, "wait_timeout": 0}))
    published = {"name": "Returns", "description": "Sent back", "components": [{"name": "Returns"}], "purge": True}
    scenarios.append(Scenario("a pack is described", "boomi_publisher_integration_pack", published))
    released = {"integration_pack_name": "Returns", "wait_timeout": 0}
    scenarios.append(Scenario("a pack is released", "boomi_integration_pack_release", released))
    simulator.reset()
    simulator.attach(simulator.install("Order Intake", "Domestic")["id"], "Production")
    simulator.attach(simulator.install("Returns Handling", "Desk")["id"], "Production")
    simulator.world.pack("Returns").components[0].update(currentVersion="", pendingVersion="1.0")
    simulator.user.token = "made-up-Zk4tWq9vR2"
    for scenario in scenarios:
        if not scenario.answers:
            with RawServer(_Recorder(simulator, scenario)) as server:
                run_module(scenario.module, {**scenario.options, **connection(server.base_url)}, verbosity=0)
    return [scenario for scenario in scenarios if scenario.answers]


class _Recorder:
    """Hands each request on to the simulator, and keeps what comes back."""

    def __init__(self, simulator: Simulator, scenario: Scenario) -> None:
        self._port = simulator.port
        self._scenario = scenario

    def __call__(self, request: Request) -> Reply:
        onward = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        headers = {name: request.header(name) for name in ("authorization", "accept", "content-type")}
        onward.request(request.method, request.target, request.body or None, {k: v for k, v in headers.items() if v})
        response = onward.getresponse()
        data = response.read()
        onward.close()
        try:
            body = json.loads(data)
        except ValueError:
            body = data.decode()
        key = (request.method, request.target)
        self._scenario.answers.setdefault(key, []).append((response.status, body))
        return reply(data, response.status)


class Replayed:
    """Answers as recorded, wrong where it was said to be wrong."""

    def __init__(self, scenario: Scenario, wrongs: list[Wrong]) -> None:
        self._answers = {key: list(answers) for key, answers in scenario.answers.items()}
        self._wrongs = wrongs
        self._count = 0

    def __call__(self, request: Request) -> Reply:
        answers = self._answers.get((request.method, request.target)) or [(200, {})]
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        number, self._count = self._count, self._count + 1
        for which, spoil in self._wrongs:
            if which is None or which == number:
                return spoil(status, body)
        return reply_json(body, status) if not isinstance(body, str) else reply(body, status)


def places(body: Body) -> list[tuple[Any, Any]]:
    """Return all places in a JSON value, each as (what holds it, key or index)."""
    found: list[tuple[Any, Any]] = []
    todo = [body]
    while todo:
        holder = todo.pop()
        inside: Iterator[tuple[Any, Any]] = iter(())
        if isinstance(holder, dict):
            inside = iter(holder.items())
        elif isinstance(holder, list):
            inside = iter(enumerate(holder))
        for key, value in inside:
            found.append((holder, key))
            todo.append(value)
    return found


def altered(body: Body, seed: int, alter: Callable[[Any, Any], None]) -> Body:
    """Return a copy of a JSON value with ``alter`` done at one of its places."""
    result = copy.deepcopy(body)
    found = places(result)
    if found:
        alter(*found[seed % len(found)])
    return result
