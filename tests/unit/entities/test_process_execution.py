# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that runs a process: once, whatever becomes of the answer."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

REQUEST, LOOK = "POST ExecutionRequest", "POST ExecutionRecord/query"
RUN: dict[str, t.Any] = {"process": "Domestic - INT", "runtime": "runtime-eu-1"}


@pytest.fixture
def run(boomi: ModuleRunner, sim: Simulator) -> t.Callable[..., Outcome]:
    """Run the module with a process that is deployed; options may be overridden."""
    sim.attach(sim.install("Order Intake", "Domestic")["id"], "Production")
    # What is lost is looked for; a small budget keeps that short.
    boomi.connection["retry_budget"] = 0.2
    return lambda **options: boomi("process_execution", **{**RUN, **options})


@pytest.fixture
def cancel(boomi: ModuleRunner) -> t.Callable[..., Outcome]:
    return lambda execution_id, **options: boomi(
        "process_execution", state="cancelled", execution_id=execution_id, **options
    )


def started(sim: Simulator) -> int:
    return len(sim.account().execution_records)


def steps(outcome: Outcome) -> list[str]:
    """The calls without IDs, and without the look-ups of names."""
    calls = [call.partition("/executionrecord-")[0].partition("/execution-")[0] for call in outcome.calls]
    return [call for call in calls if call not in ("POST Process/query", "POST Atom/query")]


POLL = "GET ExecutionRecord/async"


class TestRunning:
    @pytest.mark.parametrize(("form", "numbers"), [("query_result", "plain"), ("record", "typed")])
    def test_a_process_is_run_by_names_and_its_end_is_waited_for(
        self, run: t.Callable[..., Outcome], sim: Simulator, form: str, numbers: str
    ) -> None:
        sim.set(execution_pending=1, execution_answer=form, long_numbers=numbers)
        outcome = run()
        assert not outcome.failed
        assert steps(outcome) == [REQUEST, POLL, POLL]
        execution = outcome["execution"]
        assert (outcome["changed"], execution["status"], execution["execution_duration"]) == (True, "COMPLETE", 3832)
        assert (execution["process_name"], execution["atom_name"]) == ("Domestic - INT", "runtime-eu-1")
        assert f"GET ExecutionRecord/async/{outcome['request_id']}" in outcome.calls

    def test_a_run_in_progress_is_waited_for(self, run: t.Callable[..., Outcome], sim: Simulator) -> None:
        sim.set(execution_running=1)
        outcome = run()
        assert (steps(outcome), outcome["execution"]["status"]) == ([REQUEST, POLL, POLL], "COMPLETE")

    def test_properties_are_sent_in_the_form_of_the_api(self, run: t.Callable[..., Outcome], sim: Simulator) -> None:
        values = [{"key": "k1", "value": ""}, {"key": "k2", "secret": "hidden-0815"}]
        outcome = run(
            properties=[{"name": "batch", "value": "500"}, {"name": "token", "secret": "hidden-4711"}],
            process_properties=[{"id": "a component", "values": values}],
        )
        body = next(sent.body for sent in sim.requests if sent.call == REQUEST)
        assert body["DynamicProcessProperties"] == {
            "DynamicProcessProperty": [{"name": "batch", "value": "500"}, {"name": "token", "value": "hidden-4711"}]
        }
        pairs = [{"key": "k1", "value": ""}, {"key": "k2", "value": "hidden-0815"}]
        assert body["ProcessProperties"] == {
            "ProcessProperty": [{"componentId": "a component", "ProcessPropertyValue": pairs}]
        }
        assert "hidden" not in json.dumps(outcome)

    def test_ids_need_no_look_up_and_without_wait_the_end_is_not_looked_for(
        self, boomi: ModuleRunner, run: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        process = boomi("process_info", name=RUN["process"])["processes"][0]["id"]
        runtime = next(iter(sim.account().atoms))
        outcome = run(process=process, runtime=runtime, wait=False)
        assert (outcome["changed"], outcome["execution"], outcome.calls) == (True, None, [REQUEST])
        assert outcome["request_id"].startswith("executionrecord-")

    def test_check_mode_looks_names_up_and_sends_nothing(self, run: t.Callable[..., Outcome], sim: Simulator) -> None:
        outcome = run(check_mode=True)
        assert (outcome["changed"], outcome["execution"], steps(outcome)) == (True, None, [])
        assert len(outcome.calls) == 2
        unknown = run(check_mode=True, process="Domestic - IMT")
        assert unknown["error"]["close_matches"] == ["Domestic - INT", "Domestic - New Process 3"]
        assert started(sim) == 0


class TestEnds:
    @pytest.mark.parametrize("status", ["ERROR", "ABORTED"])
    def test_a_run_that_fails_fails_the_task_and_shows_the_record(
        self, run: t.Callable[..., Outcome], sim: Simulator, status: str
    ) -> None:
        sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, True, status)
        assert outcome["error"] == {"kind": "execution", "object_id": outcome["execution"]["execution_id"]}
        assert f"'Domestic - INT' has ended with {status} on runtime 'runtime-eu-1'" in outcome["msg"]
        assert ("The warehouse did not answer" in outcome["msg"]) == (status == "ERROR")

    @pytest.mark.parametrize(("status", "warned"), [("COMPLETE_WARN", True), ("DISCARDED", False)])
    def test_other_ends_are_no_failure(
        self, run: t.Callable[..., Outcome], sim: Simulator, status: str, warned: bool
    ) -> None:
        sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"]) == (False, status)
        assert ("ended with warnings" in str(outcome.get("warnings"))) == warned

    def test_an_unknown_status_is_neither_success_nor_waited_for(
        self, run: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        sim.set(execution_status="UNHEARD_OF")
        outcome = run()
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert "has the status 'UNHEARD_OF', which this version of the collection does not know" in outcome["msg"]

    @pytest.mark.parametrize(
        ("setting", "words"), [("execution_pending", "has no record"), ("execution_running", "is still INPROCESS")]
    )
    def test_the_wait_ends_with_its_timeout(
        self, run: t.Callable[..., Outcome], sim: Simulator, setting: str, words: str
    ) -> None:
        sim.set(**{setting: 1000})
        outcome = run(wait_timeout=0)
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert f"{words} after wait_timeout, 0 s, and may go on. Raise wait_timeout" in outcome["msg"]
        assert outcome["request_id"]


class TestDoubt:
    def test_a_request_whose_answer_is_lost_is_found_and_gone_on_with(
        self, run: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        sim.set(execution_running=1)
        sim.add_fault("reset", object="ExecutionRequest", phase="after")
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(sim)) == (False, "COMPLETE", 1)
        assert steps(outcome) == [REQUEST, LOOK, LOOK]
        assert "is taken for the one that was asked for" in str(outcome["warnings"])

    @pytest.mark.parametrize("answer", ["no_id", "empty"])
    def test_an_answer_without_the_request_is_looked_behind(
        self, run: t.Callable[..., Outcome], sim: Simulator, answer: str
    ) -> None:
        sim.set(create_answer=answer)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(sim)) == (False, "COMPLETE", 1)

    @pytest.mark.parametrize(
        "fault", [{"kind": "reset"}, {"kind": "status", "status": 504}, {"kind": "garbage", "body": "?"}]
    )
    def test_a_request_that_is_not_found_is_not_sent_again(
        self, run: t.Callable[..., Outcome], sim: Simulator, fault: dict[str, t.Any]
    ) -> None:
        sim.world.add_execution()
        sim.add_fault(object="ExecutionRequest", **fault)
        outcome = run()
        assert (outcome.failed, outcome["changed"], steps(outcome).count(REQUEST)) == (True, True, 1)
        assert "No execution has shown that began at" in outcome["msg"]
        remedy = "The process may be running: look with boomi_execution_record_info before you run the task again."
        assert outcome["msg"].endswith(remedy)
        assert outcome["error"]["remedy"] == remedy
        assert "safe to repeat" not in outcome["msg"]

    def test_several_that_may_be_it_are_named(self, run: t.Callable[..., Outcome], sim: Simulator) -> None:
        ids = sorted(run()["execution"]["execution_id"] for _turn in range(2))
        sim.add_fault("reset", object="ExecutionRequest")
        for record in sim.account().execution_records.values():
            record["executionTime"] = "2999-01-01T00:00:00Z"
        outcome = run()
        assert outcome["error"]["candidates"] == ids
        assert "Several executions have begun since" in outcome["msg"]

    def test_a_throttled_request_is_sent_again(
        self, boomi: ModuleRunner, run: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        boomi.connection["retry_budget"] = 5
        sim.add_fault("status", status=429, object="ExecutionRequest")
        outcome = run()
        assert (outcome.failed, steps(outcome), started(sim)) == (False, [REQUEST, REQUEST, POLL], 1)

    def test_a_refusal_is_passed_on_and_nothing_is_changed(self, run: t.Callable[..., Outcome], sim: Simulator) -> None:
        outcome = run(runtime="runtime-eu-2", properties=[{"name": "token", "secret": "hidden-4711"}])
        assert (outcome.failed, outcome.get("changed", False), outcome["error"]["kind"]) == (True, False, "api")
        assert "is not deployed to runtime-eu-2" in outcome["msg"]
        sim.add_fault("echo", object="ExecutionRequest")
        assert "hidden" not in json.dumps(run(properties=[{"name": "token", "secret": "hidden-4711"}]))

    def test_a_look_that_fails_does_not_advise_to_run_the_process_again(
        self, run: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        sim.add_fault("status", status=500, operation="poll", times=None)
        outcome = run()
        assert (outcome.failed, outcome["changed"], started(sim)) == (True, True, 1)
        assert "The process may be running" in outcome["msg"]
        assert "safe to repeat" not in outcome["msg"]


class TestCancelling:
    def test_an_execution_in_progress_is_cancelled_and_then_left_alone(
        self, cancel: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        foreseen = cancel(execution, check_mode=True)
        assert (foreseen["changed"], foreseen["execution"]["status"], steps(foreseen)) == (True, "INPROCESS", [LOOK])
        outcome = cancel(execution)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, True, "ABORTED")
        assert outcome.calls == [LOOK, f"POST cancelExecution/{execution}", LOOK]
        again = cancel(execution)
        assert (again["changed"], again["execution"], again.calls) == (False, outcome["execution"], [LOOK])

    def test_one_that_ends_by_itself_meanwhile_is_unchanged(
        self, cancel: t.Callable[..., Outcome], sim: Simulator
    ) -> None:
        record = sim.world.add_execution(status="INPROCESS")
        record["_running"], record["_end"] = 1, {"status": "COMPLETE"}
        sim.add_fault("status", status=400, operation="cancel")
        outcome = cancel(record["executionId"])
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, False, "COMPLETE")

    def test_a_cancel_that_is_refused_fails(self, cancel: t.Callable[..., Outcome], sim: Simulator) -> None:
        runtime = next(record for record in sim.account().atoms.values() if record["status"] == "OFFLINE")
        execution = sim.world.add_execution(status="STARTED", atomId=runtime["id"])["executionId"]
        outcome = cancel(execution)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, False, "STARTED")
        assert "runtime-us-1 is not running" in outcome["msg"]

    def test_without_wait_the_end_is_not_looked_for(self, cancel: t.Callable[..., Outcome], sim: Simulator) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        assert steps(cancel(execution, wait=False)) == [LOOK, "POST cancelExecution"]

    def test_an_unknown_execution_fails(self, cancel: t.Callable[..., Outcome]) -> None:
        outcome = cancel("execution-nope")
        assert outcome["error"] == {"kind": "state", "candidates": []}


@pytest.mark.parametrize(
    ("options", "option", "words"),
    [
        ({"process": None}, "process", "process is required with state=started"),
        ({"runtime": " "}, "runtime", "runtime is empty"),
        ({"execution_id": "x"}, "execution_id", "does not go with state=started"),
        ({"state": "cancelled", "execution_id": "x"}, "process", "does not go with state=cancelled"),
        ({"wait_timeout": -1}, "wait_timeout", "must not be negative"),
        ({"properties": [{"name": "", "value": "x"}]}, "properties", "properties[0].name is empty"),
        ({"properties": [{"name": "a", "value": "x"}, {"name": "a", "value": "y"}]}, "properties", "more than once"),
        (
            {"process_properties": [{"id": "a", "values": [{"key": " ", "value": "x"}]}]},
            "process_properties",
            "process_properties[0].values[0].key is empty",
        ),
        ({"properties": [{"name": "a"}]}, None, "one of the following is required: value, secret"),
    ],
)
def test_what_cannot_be_meant_is_refused_without_a_call(
    boomi: ModuleRunner, options: dict[str, t.Any], option: str | None, words: str
) -> None:
    outcome = boomi("process_execution", **{**RUN, **options})
    assert outcome.failed
    assert outcome.get("error", {}).get("option") == option
    assert words in outcome["msg"]
    assert outcome.calls == []
