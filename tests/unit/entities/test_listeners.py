# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for listeners: what they tell, and changes that count only once the status confirms them."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import Task, steps

DESK, SHOP = "Desk - Receive Return", "Shop - Receive Return"
ASK, CHANGE, COLLECT = (
    "POST async/ListenerStatus/query",
    "POST changeListenerStatus",
    "GET async/ListenerStatus/response",
)
RUNTIME, UNKNOWN = "runtime-eu-1", "c0ffee00-0000-4000-8000-000000000001"
# What a runtime answers behind a change.
NOT_LISTED: dict[str, t.Any] = {
    "kind": "garbage",
    "operation": "collect",
    "body": b'{"responseStatusCode": 200}',
    "skip": 1,
}


@pytest.fixture
def boomi(boomi: ModuleRunner) -> ModuleRunner:
    """Two instances with a listener and another process each are deployed."""
    for name in ("Desk", "Shop"):
        boomi.simulator.attach(boomi.simulator.install("Returns Handling", name)["id"], "Production")
    boomi.connection["retry_budget"] = 2
    return boomi


@pytest.fixture
def bring(boomi: ModuleRunner) -> Task:
    """Bring a listener to a state: it is paused, if not told otherwise."""
    return Task(boomi, "listener", process=DESK, runtime=RUNTIME, state="paused")


def statuses(bring: Task) -> dict[str, str]:
    """The status of each listener, by the name of its process."""
    return {row["process"]: row["status"] for row in bring.boomi("listener_info")["listeners"]}


def let_it_be(bring: Task, status: str) -> None:
    """Give the listener a status that no task has asked for."""
    (row,) = bring.boomi("listener_info", process=DESK)["listeners"]
    bring.sim.world.set_listener(row["process_id"], RUNTIME, status)


class TestChanging:
    @pytest.mark.parametrize("form", ["status", "body"])
    def test_a_listener_is_paused_and_resumed_and_each_is_confirmed(self, bring: Task, form: str) -> None:
        foreseen = bring(check_mode=True)
        assert (foreseen["changed"], foreseen["listener"]["status"]) == (True, "paused")
        assert (steps(foreseen), bring(state="running", check_mode=True)["changed"]) == ([ASK, COLLECT], False)
        bring.sim.set(async_pending=1, async_not_ready=form)
        paused = bring()
        assert steps(paused) == [ASK, COLLECT, COLLECT, CHANGE, ASK, COLLECT, COLLECT]
        not_ready = 202 if form == "status" else 200
        assert [one.status for one in bring.sim.requests if one.operation == "collect"][-2:] == [not_ready, 200]
        assert (paused["changed"], paused["listener"]["status"]) == (True, "paused")
        assert paused["diff"] == {"before": {"status": "listening"}, "after": {"status": "paused"}}
        bring.sim.set(async_pending=0)
        again = bring()
        assert (again["changed"], steps(again)) == (False, [ASK, COLLECT])
        assert statuses(bring) == {DESK: "paused", SHOP: "listening"}
        assert bring(state="running")["changed"]
        assert statuses(bring) == {DESK: "listening", SHOP: "listening"}
        assert [request.body["action"] for request in bring.sim.writes] == ["pause", "resume"]

    @pytest.mark.parametrize("listed", [True, False])
    def test_a_change_that_shows_late_is_waited_for(self, bring: Task, listed: bool) -> None:
        if listed:
            bring.sim.set(listener_delay=1)
        else:
            bring.sim.add_fault(**NOT_LISTED)
        outcome = bring()
        assert steps(outcome) == [ASK, COLLECT, CHANGE, ASK, COLLECT, ASK, COLLECT]
        assert (outcome.failed, outcome["changed"], outcome["listener"]["status"]) == (False, True, "paused")

    @pytest.mark.parametrize("listed", [True, False])
    def test_a_change_that_never_shows_fails_after_the_wait(self, bring: Task, listed: bool) -> None:
        if listed:
            bring.sim.set(listener_delay=1000)
        else:
            bring.sim.add_fault(**NOT_LISTED, times=None)
        outcome = bring(wait_timeout=0)
        assert (outcome.failed, outcome["changed"], outcome["error"]["kind"]) == (True, True, "unsettled")
        shown = "is still listening" if listed else "is not listed"
        assert f"was told to pause, and {shown} after wait_timeout, 0 s" in outcome["msg"]

    @pytest.mark.parametrize("after", ["mended", "errored"])
    def test_a_listener_in_error_is_restarted(self, bring: Task, after: str) -> None:
        let_it_be(bring, "errored")
        bring.sim.set(errored_listener=after)
        outcome = bring(state="running", wait_timeout=0)
        assert [request.body["action"] for request in bring.sim.writes] == ["restart"]
        assert (outcome["changed"], outcome.failed) == (True, after == "errored")
        assert outcome["listener"]["status"] == {"mended": "listening"}.get(after, after)

    def test_a_lost_answer_is_settled_by_a_look(self, bring: Task) -> None:
        bring.sim.add_fault("reset", operation="change", phase="after")
        outcome = bring()
        assert (outcome.failed, outcome["changed"], outcome["listener"]["status"]) == (False, True, "paused")

    def test_an_answer_that_is_gone_is_asked_for_again(self, bring: Task) -> None:
        bring.sim.add_fault("reset", operation="collect", phase="after")
        outcome = bring(state="running")
        assert (outcome["changed"], steps(outcome)) == (False, [ASK, COLLECT, COLLECT, ASK, COLLECT])

    def test_answers_that_are_always_gone_come_to_an_end(self, bring: Task) -> None:
        bring.sim.add_fault("status", operation="collect", status=204, body="", times=None)
        outcome = bring(retry_budget=0)
        assert (outcome["error"]["kind"], bring.sim.writes) == ("transport", [])
        assert "but returned no result" in outcome["msg"]

    def test_a_status_that_nobody_knows_is_left_alone(self, bring: Task) -> None:
        let_it_be(bring, "starting")
        outcome = bring()
        assert "has the status 'starting', which this version" in outcome["msg"]
        assert bring.sim.writes == []


class TestRefusing:
    def test_a_runtime_that_is_offline_is_named_with_what_to_do(self, bring: Task) -> None:
        atom = next(one for one in bring.sim.account().atoms.values() if one["name"] == RUNTIME)
        atom["status"] = "OFFLINE"
        refused = bring()
        assert "Runtime 'runtime-eu-1' may be offline: check it with boomi_atom_info" in refused["msg"]
        assert refused["error"]["remedy"] in refused["msg"]
        bring.sim.set(offline_runtime="silent")
        silent = bring(wait_timeout=0)
        assert "did not report its listeners within wait_timeout, 0 s" in silent["msg"]
        assert bring.sim.writes == []

    @pytest.mark.parametrize(("lost", "told"), [(False, "'runtime-eu-1' was"), (True, "may have been")])
    def test_a_runtime_that_goes_offline_leaves_the_task_in_doubt(self, bring: Task, lost: bool, told: str) -> None:
        if lost:
            bring.sim.add_fault("reset", operation="change", times=None)
        bring.sim.add_fault("status", operation="ask", status=410, skip=1)
        outcome = bring(retry_budget=0.1)
        assert (outcome.failed, outcome["changed"]) == (True, True)
        assert f"{told} told to pause, but its status is not known:" in outcome["msg"]

    @pytest.mark.parametrize(("operation", "sent"), [("ask", 0), ("change", 1)])
    def test_a_user_without_the_privilege_reads_which_one_is_needed(
        self, bring: Task, operation: str, sent: int
    ) -> None:
        bring.sim.add_fault("status", operation=operation, status=403)
        outcome = bring()
        assert "API and ATOM_MANAGEMENT" in outcome["msg"]
        assert (outcome["error"]["kind"], outcome.get("changed", False), len(bring.sim.writes)) == ("api", False, sent)


class TestListing:
    def test_all_runtimes_are_asked_and_one_that_is_offline_is_told(self, boomi: ModuleRunner) -> None:
        outcome = boomi("listener_info")
        assert [(row["process"], row["runtime"], row["status"]) for row in outcome["listeners"]] == [
            (DESK, RUNTIME, "listening"),
            (SHOP, RUNTIME, "listening"),
        ]
        row = outcome["listeners"][0]
        assert row["id"] == f"{row['atom_id']}:{row['process_id']}"
        (away,) = outcome["unreachable_runtimes"]
        assert (away["runtime"], away["status"]) == ("runtime-us-1", "OFFLINE")
        boomi.simulator.set(offline_runtime="silent")
        silent = boomi("listener_info", wait_timeout=0)
        assert (silent["listeners"], silent["unreachable_runtimes"]) == (outcome["listeners"], [away])
        boomi.connection["retry_budget"] = 0
        boomi.simulator.add_fault("status", operation="ask", contains=away["atom_id"], status=504)
        assert boomi("listener_info")["unreachable_runtimes"] == [away]

    def test_runtimes_and_a_process_leave_a_part(self, boomi: ModuleRunner) -> None:
        twice = boomi("listener_info", runtimes=[RUNTIME, next(iter(boomi.simulator.account().atoms))], process=SHOP)
        assert ([row["process"] for row in twice["listeners"]], steps(twice)) == ([SHOP], [ASK, COLLECT])
        assert boomi("listener_info", runtimes=["runtime-eu-2"])["listeners"] == []
        none = boomi("listener_info", runtimes=[])
        assert (none["listeners"], none["unreachable_runtimes"], steps(none)) == ([], [], [])

    def test_who_may_not_read_runtimes_gets_no_empty_list(self, boomi: ModuleRunner) -> None:
        boomi.simulator.add_fault("status", operation="query", object="Atom", status=403, times=None)
        outcome = boomi("listener_info")
        assert outcome["error"]["status"] == 403
        assert "Could not query Atom " in outcome["msg"]

    def test_a_runtime_that_is_online_and_tells_nothing_fails_the_task(self, boomi: ModuleRunner) -> None:
        boomi.simulator.add_fault("status", operation="ask", status=410)
        assert "may be offline" in boomi("listener_info", runtimes=[RUNTIME])["msg"]
        boomi.simulator.set(async_pending=1000)
        silent = boomi("listener_info", runtimes=[RUNTIME], wait_timeout=0)
        assert "did not report its listeners within wait_timeout" in silent["msg"]

    def test_a_listener_that_is_no_process_of_the_account_is_listed_and_paused_by_ids_without_a_look_up(
        self, bring: Task
    ) -> None:
        bring.sim.set(listener_id="component")
        row = bring.boomi("listener_info")["listeners"][0]
        assert row["process"] is None
        assert row in bring.boomi("listener_info", process=row["process_id"])["listeners"]
        assert "has no process 'c0ffee00-" in bring.boomi("listener_info", process=UNKNOWN)["msg"]
        outcome = bring(process=row["process_id"], runtime=row["atom_id"])
        assert (outcome["changed"], steps(outcome)) == (True, [ASK, COLLECT, CHANGE, ASK, COLLECT])
        assert len(outcome.calls) == len(steps(outcome))
        assert outcome["listener"] == {
            **{name: row[name] for name in ("process_id", "atom_id", "connector_type")},
            "status": "paused",
        }

    @pytest.mark.parametrize(("setting", "value"), [("single_result", "object"), ("empty_result", "list")])
    def test_lists_come_in_any_form(self, boomi: ModuleRunner, setting: str, value: str) -> None:
        boomi.simulator.set(**{setting: value})
        assert len(boomi("listener_info", process=DESK)["listeners"]) == 1
        assert boomi("listener_info", runtimes=["runtime-eu-2"])["listeners"] == []
