# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners of the simulated platform: their status is a query whose answer comes later, and changes show late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

ASK, CHANGE = "async/ListenerStatus/query", "changeListenerStatus"


def by(property: str, value: str) -> dict[str, Any]:
    return {"property": property, "operator": "EQUALS", "argument": [value]}


@pytest.fixture
def runtime(sim: Simulator) -> str:
    """The runtime of Production, to which the listeners of two instances and other processes are deployed."""
    for name in ("Desk", "Shop"):
        sim.attach(sim.install("Returns Handling", name)["id"], "Production")
    return next(iter(sim.account().atoms))


@pytest.fixture
def ask(api: Caller) -> Callable[..., requests.Response]:
    """Ask for listeners, and return the answer to the answer's token."""

    def run(*expressions: dict[str, Any]) -> requests.Response:
        tree = {"operator": "and", "nestedExpression": list(expressions)}
        asked = api("POST", ASK, {"QueryFilter": {"expression": tree}})
        assert (asked.status_code, asked.json()["responseStatusCode"]) == (200, 202), asked.text
        return api("GET", f"async/ListenerStatus/response/{asked.json()['asyncToken']['token']}")

    return run


@pytest.fixture
def statuses(ask: Callable[..., requests.Response], runtime: str) -> Callable[[], list[str]]:
    return lambda: [row["status"] for row in ask(by("containerId", runtime)).json()["result"]]


@pytest.fixture
def listeners(sim: Simulator, api: Caller, runtime: str) -> list[str]:
    """The ids of the processes that are listeners."""
    rows = api.query("Process").json()["result"]
    return [row["id"] for row in rows if row["name"].endswith("Receive Return")]


def test_a_runtime_tells_its_listeners_and_one_of_them(
    ask: Callable[..., requests.Response], runtime: str, listeners: list[str]
) -> None:
    answer = ask(by("containerId", runtime)).json()
    assert (answer["numberOfResults"], answer["responseStatusCode"]) == (2, 200)
    assert [row["listenerId"] for row in answer["result"]] == listeners
    (row,) = ask(by("containerId", runtime), by("listenerId", listeners[1])).json()["result"]
    expected = {"listenerId": listeners[1], "status": "listening", "connectorType": "wss"}
    assert row == {"@type": "ListenerStatus", **expected}


def test_a_query_without_a_runtime_is_refused(api: Caller) -> None:
    for body in ({}, {"QueryFilter": {"expression": by("listenerId", "x")}}):
        assert api("POST", ASK, body).status_code == 400


@pytest.mark.parametrize(("form", "status"), [("status", 202), ("body", 200)])
def test_an_answer_is_there_after_some_looks_and_once(
    sim: Simulator, api: Caller, runtime: str, form: str, status: int
) -> None:
    sim.set(async_pending=1, async_not_ready=form)
    token = api("POST", ASK, {"QueryFilter": {"expression": by("containerId", runtime)}}).json()["asyncToken"]["token"]
    looks = [api("GET", f"async/ListenerStatus/response/{token}") for _turn in range(3)]
    assert [look.status_code for look in looks] == [status, 200, 204]
    assert form == "status" or looks[0].json()["responseStatusCode"] == 202


@pytest.mark.parametrize("delay", [0, 1])
def test_a_change_shows_after_some_looks(
    sim: Simulator, api: Caller, runtime: str, listeners: list[str], statuses: Callable[[], list[str]], delay: int
) -> None:
    sim.set(listener_delay=delay)
    answer = api("POST", CHANGE, {"action": "pause", "listenerId": listeners[0], "containerId": runtime})
    assert (answer.status_code, answer.content) == (200, b"")
    assert [statuses() for _turn in range(delay + 1)] == [["listening"] * 2] * delay + [["paused", "listening"]]


def test_actions_for_all_listeners_take_no_id_and_the_others_need_one(
    api: Caller, runtime: str, listeners: list[str], statuses: Callable[[], list[str]]
) -> None:
    where = {"containerId": runtime}
    refused: list[dict[str, str]] = [
        {"action": "pause", **where},
        {"action": "pause_all", "listenerId": listeners[0], **where},
        {"action": "stop", "listenerId": listeners[0], **where},
        {"action": "pause_all"},
        {"action": "pause_all", "containerId": "no such runtime"},
    ]
    assert [api("POST", CHANGE, body).status_code for body in refused] == [400] * 5
    assert statuses() == ["listening", "listening"]
    assert api("POST", CHANGE, {"action": "pause_all", **where}).status_code == 200
    assert statuses() == ["paused", "paused"]


@pytest.mark.parametrize(("after", "status"), [("mended", "listening"), ("errored", "errored")])
def test_an_errored_listener_is_mended_by_a_restart_at_most(
    sim: Simulator,
    api: Caller,
    runtime: str,
    listeners: list[str],
    statuses: Callable[[], list[str]],
    after: str,
    status: str,
) -> None:
    sim.set(errored_listener=after)
    statuses()
    sim.world.set_listener(listeners[0], runtime, "errored")
    for action in ("pause", "resume"):
        api("POST", CHANGE, {"action": action, "listenerId": listeners[0], "containerId": runtime})
        assert statuses()[0] == "errored"
    api("POST", CHANGE, {"action": "restart", "listenerId": listeners[0], "containerId": runtime})
    assert statuses()[0] == status


def test_a_runtime_that_is_offline_refuses_or_never_answers(
    sim: Simulator, api: Caller, ask: Callable[..., requests.Response], runtime: str
) -> None:
    sim.account().atoms[runtime]["status"] = "OFFLINE"
    asked = {"QueryFilter": {"expression": by("containerId", runtime)}}
    change = {"action": "pause_all", "containerId": runtime}
    assert [api("POST", path, body).status_code for path, body in ((ASK, asked), (CHANGE, change))] == [410, 410]
    sim.set(offline_runtime="silent")
    assert (ask(by("containerId", runtime)).status_code, api("POST", CHANGE, change).status_code) == (202, 200)


def test_listeners_are_known_by_their_component_on_another_platform(
    sim: Simulator, ask: Callable[..., requests.Response], runtime: str, listeners: list[str]
) -> None:
    sim.set(listener_id="component")
    ids = {row["listenerId"] for row in ask(by("containerId", runtime)).json()["result"]}
    assert (len(ids), ids & set(listeners)) == (1, set())


@pytest.mark.parametrize("privilege", ["API", "ATOM_MANAGEMENT"])
def test_reading_and_changing_listeners_needs_runtime_management(
    sim: Simulator, api: Caller, runtime: str, privilege: str
) -> None:
    sim.set(without_privileges=[privilege])
    asked = {"QueryFilter": {"expression": by("containerId", runtime)}}
    change = {"action": "pause_all", "containerId": runtime}
    assert [api("POST", path, body).status_code for path, body in ((ASK, asked), (CHANGE, change))] == [403, 403]
