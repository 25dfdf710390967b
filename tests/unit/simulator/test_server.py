# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as a whole: limits, latency, records, settings, catalogue, TLS."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import re
import socket
from collections.abc import Callable
from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.faults import KINDS
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE
from ansible_collections.community.boomi.tests.simulator.settings import Settings
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

INSTANCE = "IntegrationPackInstance"


def status_of(simulator: Simulator, call: Callable[[Caller], requests.Response]) -> int:
    """The status of one call on a connection of its own."""
    with Caller(simulator) as caller:
        return call(caller).status_code


# Limits and latency


def test_over_the_rate_limit_the_answer_is_503_with_the_apis_own_words(sim: Simulator, api: Caller) -> None:
    sim.set(rate_limit=1)
    answers = [api.query(INSTANCE) for _turn in range(2)]
    assert [answer.status_code for answer in answers] == [200, 503]
    assert "your account's rate limits have been exceeded" in answers[1].json()["message"]
    assert "Retry-After" not in answers[1].headers
    assert [request.fault for request in sim.requests] == [None, "rate_limit"]


def test_accounts_and_strangers_do_not_use_up_each_others_budget(sim: Simulator, api: Caller) -> None:
    sim.set(rate_limit=1)
    requests.post(f"{sim.base_url}/api/rest/v1/{sim.account_id}/{INSTANCE}/query", timeout=5)
    assert api.query(INSTANCE).status_code == 200


# Records


def test_a_kept_connection_is_seen(sim: Simulator, api: Caller) -> None:
    api.query(INSTANCE)
    api.query(INSTANCE)
    status_of(sim, lambda caller: caller.query(INSTANCE))
    first, second, third = (request.connection for request in sim.requests)
    assert first == second != third


def test_refused_writes_change_nothing_and_are_listed(sim: Simulator, api: Caller) -> None:
    sim.set(refuse_writes=True)
    before = sim.account().contents()
    answers = [
        api.create("Environment", name="New"),
        api("POST", f"Environment/{next(iter(sim.account().environments))}", {"name": "Newer"}),
        api.delete("Environment", next(iter(sim.account().environments))),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert "refuse_writes" in answers[0].json()["message"]
    assert api.query("Environment").status_code == 200
    assert sim.account().contents() == before
    assert [request.operation for request in sim.refused_writes] == ["create", "update", "delete"]


def test_a_request_from_before_a_reset_does_not_touch_the_new_state(sim: Simulator) -> None:
    sim.set(latency=400)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        late = pool.submit(status_of, sim, lambda caller: caller.create("Environment", name="Late"))
        wait_until(lambda: sim.requests)
        sim.reset()
        assert late.result() == 200
    assert (len(sim.account().environments), sim.calls) == (2, [])


def test_a_reset_ends_the_requests_that_hang(sim: Simulator) -> None:
    sim.add_fault("hang")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(status_of, sim, lambda caller: caller.query(INSTANCE))
        wait_until(lambda: sim.requests and sim.requests[0].fault)
        sim.reset()
        with pytest.raises(requests.ConnectionError, match="without response"):
            hanging.result()


# Settings


def test_settings_take_words_as_a_command_line_gives_them() -> None:
    changed = Settings().changed(
        {"missing_status": "404", "token_single_use": "yes", "latency": "12.5", "without_privileges": "API, DEPLOY"}
    )
    assert (changed.missing_status, changed.token_single_use, changed.latency) == (404, True, 12.5)
    assert changed.without_privileges == ("API", "DEPLOY")
    assert Settings().changed({"delete_body": True}).delete_body == "true"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("no_such", 1),
        ("missing_status", 418),
        ("partner", "maybe"),
        ("latency", -1),
        ("latency", "x"),
        ("latency", "inf"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=name):
        Settings().changed({name: value})


def test_the_readme_has_every_setting_with_its_default_and_every_fault() -> None:
    text = DEFAULT_CATALOGUE.with_name("README.md").read_text(encoding="utf-8")
    for field in dataclasses.fields(Settings):
        values = field.metadata["values"]
        words = ", ".join(map(str, values)) if isinstance(values, tuple) else {bool: "true, false"}.get(values, "")
        default = (
            f"`{str(field.default).lower()}`"
            if values is bool
            else f"`{field.default}`"
            if field.default != ()
            else "none"
        )
        row = rf"\| `{field.name}` \| (VERIFIED|LIKELY|UNKNOWN|LAB) \| {words}.* \| {default} \| \S"
        assert re.search(row, text), row
    for kind in KINDS:
        assert f"| `{kind}` | " in text


# The socket


@pytest.mark.parametrize("path", ["/api/rest/v1/x/y", "/_simulator/reset"])
def test_a_client_that_leaves_while_sending_is_no_error(
    sim: Simulator, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = sim.last_request
    with socket.create_connection(("127.0.0.1", sim.port)) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{".encode())
        wait_until(lambda: sim.last_request != before)
    sim.stop_listening()
    sim.start_listening()
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_it_listens_on_loopback_only(sim: Simulator) -> None:
    with socket.socket() as probe:
        # Another loopback address: a server bound to every address would answer here as well.
        assert probe.connect_ex(("127.0.0.2", sim.port)) != 0
