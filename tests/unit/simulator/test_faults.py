# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults: each kind as a client sees it, and which requests they strike."""

from __future__ import annotations

import contextlib
import email.utils
import time

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"
ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def install(api: Caller) -> requests.Response:
    return api.create(INSTANCE, integrationPackId=ORDER_INTAKE)


@pytest.mark.parametrize(
    ("form", "body"),
    [("api", '"message": "The Boomi server'), ("html", "<h1>503</h1>"), ("text", "The"), ("empty", "")],
)
def test_a_status_comes_with_a_body_of_the_form_asked_for(sim: Simulator, api: Caller, form: str, body: str) -> None:
    sim.add_fault("status", status=503, form=form)
    answer = api.query(INSTANCE)
    assert answer.status_code == 503
    assert body in answer.text
    assert (sim.requests[0].status, sim.requests[0].fault) == (503, "status")


def test_a_status_may_have_its_own_body_and_headers(sim: Simulator, api: Caller) -> None:
    sim.add_fault("status", status=418, body="teapot", headers={"X-Pot": "tea"})
    answer = api.query(INSTANCE)
    assert (answer.status_code, answer.text, answer.headers["X-Pot"]) == (418, "teapot", "tea")


def test_retry_after_is_seconds_a_date_or_anything(sim: Simulator, api: Caller) -> None:
    for wish in (3, "date:60", "soon"):
        sim.add_fault("status", status=429, retry_after=wish)
    before = time.time()
    seconds, date, other = (api.query(INSTANCE).headers["Retry-After"] for _turn in range(3))
    assert (seconds, other) == ("3", "soon")
    # A date has no fractions of a second.
    assert before + 59 <= email.utils.parsedate_to_datetime(date).timestamp() <= time.time() + 60


def test_late_work_is_done_although_the_clients_have_gone(sim: Simulator, api: Caller) -> None:
    for kind, timeout in (("hang", 0.3), ("reset", 30), ("status", 30)):
        sim.add_fault(kind, operation="create", phase="late", late_by=3, status=504)
        with contextlib.suppress(requests.RequestException):
            api("POST", INSTANCE, {"integrationPackId": ORDER_INTAKE}, timeout=timeout)
    assert [request.status for request in sim.writes] == [None, None, 504]
    assert len(sim.account().instances) == 0
    with pytest.raises(TimeoutError, match="3 requests"):
        sim.settle(0)
    sim.settle()
    assert len(sim.account().instances) == 3


def test_late_work_may_come_too_late(sim: Simulator, api: Caller, caplog: pytest.LogCaptureFixture) -> None:
    instance = sim.install("Order Intake")["id"]
    sim.add_fault("reset", operation="delete", phase="late", late_by=2)
    with pytest.raises(requests.ConnectionError):
        api.delete(INSTANCE, instance)
    assert api.delete(INSTANCE, instance).status_code == 200
    sim.settle()
    assert len(sim.account().instances) == 0
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_late_work_does_not_reach_beyond_a_reset(sim: Simulator, api: Caller) -> None:
    sim.add_fault("reset", operation="create", phase="late", late_by=0.2)
    with pytest.raises(requests.ConnectionError):
        install(api)
    before = sim.world
    sim.reset()
    before.settle(30)
    assert len(before.account().instances) == 1
    assert len(sim.account().instances) == 0


def test_what_is_held_is_not_done_where_the_client_leaves(sim: Simulator, api: Caller) -> None:
    sim.add_fault("hold", operation="create")
    with pytest.raises(requests.ReadTimeout):
        api("POST", INSTANCE, {"integrationPackId": ORDER_INTAKE}, timeout=0.3)
    # Stopping waits for the handlers.
    sim.stop_listening()
    sim.start_listening()
    sim.clear_faults()
    assert [(request.fault, request.status) for request in sim.writes] == [("hold", None)]
    assert len(sim.account().instances) == 0


def test_a_reset_is_a_reset_and_a_close_is_a_close(sim: Simulator, api: Caller) -> None:
    for kind, words in (("reset", "reset by peer"), ("close", "without response")):
        sim.add_fault(kind)
        with pytest.raises(requests.ConnectionError, match=words):
            api.query(INSTANCE)
    assert [request.status for request in sim.requests] == [None, None]


@pytest.mark.parametrize(("phase", "done"), [("before", 0), ("after", 1)])
def test_a_cut_answer_ends_early_and_the_work_is_done_before_it_or_not(
    sim: Simulator, api: Caller, phase: str, done: int
) -> None:
    sim.add_fault("cut", phase=phase)
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        install(api)
    assert len(sim.account().instances) == done


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_points_elsewhere(sim: Simulator, api: Caller, status: int) -> None:
    sim.add_fault("redirect", status=status, location="https://elsewhere.example/")
    answer = api.query(INSTANCE)
    assert (answer.status_code, answer.headers["Location"]) == (status, "https://elsewhere.example/")


def test_an_echo_gives_back_the_credentials(sim: Simulator, api: Caller) -> None:
    sim.add_fault("echo")
    answer = api.query(INSTANCE, {"property": "integrationPackName", "operator": "EQUALS", "argument": ["needle"]})
    assert answer.status_code == 400
    assert "Authorization: Basic" in answer.json()["message"]
    assert "needle" in answer.json()["message"]


def test_a_client_that_leaves_in_the_middle_is_no_error(
    sim: Simulator, api: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    sim.add_fault("hang")
    with pytest.raises(requests.ReadTimeout):
        api("POST", f"{INSTANCE}/query", {}, timeout=0.3)
    # Stopping waits for the handlers, so that what they have to say is said.
    sim.stop_listening()
    sim.start_listening()
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_a_request_without_credentials_does_not_use_up_a_fault(sim: Simulator, api: Caller) -> None:
    sim.add_fault("status", status=500)
    assert requests.post(f"{sim.base_url}/api/rest/v1/{sim.account_id}/{INSTANCE}/query", timeout=5).status_code == 401
    assert api.query(INSTANCE).status_code == 500


def test_a_closed_port_refuses_and_opens_again_with_its_state(sim: Simulator, api: Caller) -> None:
    sim.install("Invoice Sync")
    sim.stop_listening()
    try:
        with pytest.raises(requests.ConnectionError):
            api.query(INSTANCE)
    finally:
        sim.start_listening()
    assert api.query(INSTANCE).json()["numberOfResults"] == 1
