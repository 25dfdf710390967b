# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listeners of the simulated platform: their status is a query whose answer comes later, and changes show late."""

from __future__ import annotations

from typing import Any

import pytest

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


def ask(api: Caller, runtime: str) -> str:
    """Ask for the listeners of a runtime, and return where the answer will be."""
    answer = api("POST", ASK, {"QueryFilter": {"expression": by("containerId", runtime)}})
    assert (answer.status_code, answer.json()["responseStatusCode"]) == (200, 202), answer.text
    return f"async/ListenerStatus/response/{answer.json()['asyncToken']['token']}"


def test_a_query_without_a_runtime_is_refused(api: Caller) -> None:
    for body in ({}, {"QueryFilter": {"expression": by("listenerId", "x")}}):
        assert api("POST", ASK, body).status_code == 400


@pytest.mark.parametrize(("form", "status"), [("status", 202), ("body", 200)])
def test_an_answer_is_there_after_some_looks_and_once(
    sim: Simulator, api: Caller, runtime: str, form: str, status: int
) -> None:
    sim.set(async_pending=1, async_not_ready=form)
    place = ask(api, runtime)
    looks = [api("GET", place) for _turn in range(3)]
    assert [look.status_code for look in looks] == [status, 200, 204]
    assert form == "status" or looks[0].json()["responseStatusCode"] == 202


@pytest.mark.parametrize("privilege", ["API", "ATOM_MANAGEMENT"])
def test_reading_and_changing_listeners_needs_runtime_management(
    sim: Simulator, api: Caller, runtime: str, privilege: str
) -> None:
    sim.set(without_privileges=[privilege])
    asked = {"QueryFilter": {"expression": by("containerId", runtime)}}
    change = {"action": "pause", "listenerId": "x", "containerId": runtime}
    assert [api("POST", path, body).status_code for path, body in ((ASK, asked), (CHANGE, change))] == [403, 403]
