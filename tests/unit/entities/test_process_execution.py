# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that runs a process: once, whatever becomes of the answer."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

REQUEST, LOOK = "POST ExecutionRequest", "POST ExecutionRecord/query"
RUN: dict[str, t.Any] = {"process": "Domestic - INT", "runtime": "runtime-eu-1"}
Run = t.Callable[..., Outcome]


@pytest.fixture
def run(boomi: ModuleRunner, sim: Simulator) -> Run:
    """Run the module with a process that is deployed; options may be overridden."""
    sim.attach(sim.install("Order Intake", "Domestic")["id"], "Production")
    # What is lost is looked for; a small budget keeps that short.
    boomi.connection["retry_budget"] = 0.2
    return lambda **options: boomi("process_execution", **{**RUN, **options})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardly any pauses between looks."""
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.001)


@pytest.fixture
def cancel(boomi: ModuleRunner) -> Run:
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
    @pytest.mark.parametrize(
        ("form", "numbers"), [("query_result", "plain"), ("record", "typed"), ("operation_result", "plain")]
    )
    def test_a_process_is_run_by_names_and_its_end_is_waited_for(
        self, run: Run, sim: Simulator, form: str, numbers: str
    ) -> None:
        sim.set(execution_pending=1, execution_answer=form, long_numbers=numbers)
        outcome = run()
        assert not outcome.failed
        assert steps(outcome) == [REQUEST, POLL, POLL]
        execution = outcome["execution"]
        assert (outcome["changed"], execution["status"], execution["execution_duration"]) == (True, "COMPLETE", 3832)
        assert (execution["process_name"], execution["atom_name"]) == ("Domestic - INT", "runtime-eu-1")
        assert f"GET ExecutionRecord/async/{outcome['request_id']}" in outcome.calls

    def test_a_run_in_progress_is_waited_for(self, run: Run, sim: Simulator) -> None:
        sim.set(execution_running=1)
        outcome = run()
        assert (steps(outcome), outcome["execution"]["status"]) == ([REQUEST, POLL, POLL], "COMPLETE")

    @pytest.mark.usefixtures("quick")
    def test_an_answer_that_is_kept_no_longer_than_the_run_takes_is_made_up_for_by_a_query(
        self, run: Run, sim: Simulator
    ) -> None:
        sim.set(execution_running=1)
        sim.add_fault("empty", operation="poll", times=None, skip=1)
        outcome = run(wait_timeout=20)
        assert (outcome.failed, outcome.get("execution", {}).get("status")) == (False, "COMPLETE")
        assert steps(outcome) == [REQUEST, POLL, POLL, LOOK]

    @pytest.mark.usefixtures("quick")
    def test_not_ready_may_stand_in_the_body_alone(self, run: Run, sim: Simulator) -> None:
        sim.add_fault("garbage", operation="poll", times=5, body='{"responseStatusCode": 202}')
        outcome = run()
        assert (outcome.failed, steps(outcome).count(POLL)) == (False, 6)

    def test_properties_are_sent_in_the_form_of_the_api(self, run: Run, sim: Simulator) -> None:
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
        self, boomi: ModuleRunner, run: Run, sim: Simulator
    ) -> None:
        process = boomi("process_info", name=RUN["process"])["processes"][0]["id"]
        runtime = next(iter(sim.account().atoms))
        outcome = run(process=process, runtime=runtime, wait=False)
        assert (outcome["changed"], outcome["execution"], outcome.calls) == (True, None, [REQUEST])
        assert outcome["request_id"].startswith("executionrecord-")


COMPONENT = "0a1b2c3d-0000-4000-8000-000000000002"
TIES, SETS = "POST EnvironmentAtomAttachment/query", "POST EnvironmentExtensions/query"


def settings(*values: dict[str, str], **component: str) -> list[dict[str, t.Any]]:
    """Process properties of the component Settings, which the process declares."""
    return [{**(component or {"name": "Settings"}), "values": list(values)}]


def sent(sim: Simulator) -> t.Any:
    """The properties of the last request: dynamic ones, and those of components."""
    body = [request.body for request in sim.requests if request.call == REQUEST][-1]
    return (
        {one["name"]: one["value"] for one in body["DynamicProcessProperties"]["DynamicProcessProperty"]},
        {
            one["componentId"]: {value["key"]: value["value"] for value in one["ProcessPropertyValue"]}
            for one in body["ProcessProperties"]["ProcessProperty"]
        },
    )


def _words(outcome: Outcome) -> str:
    """Its only warning, which is a text or an object, by the release of Ansible."""
    (warning,) = outcome["warnings"]
    return str(warning["event"]["msg"]) if isinstance(warning, dict) else str(warning)


class TestWhatIsDeclared:
    @pytest.mark.parametrize("lists", ["list", "object"])
    def test_names_and_labels_are_sent_as_ids_and_keys(self, run: Run, sim: Simulator, lists: str) -> None:
        sim.set(extension_lists=lists)
        mixed = settings({"label": "Batch Size", "value": "5"}) + settings({"key": "78", "value": ""}, id=COMPONENT)
        outcome = run(process_properties=mixed)
        assert (outcome.failed, sent(sim)) == (False, ({}, {COMPONENT: {"4f1a": "5", "78": ""}}))
        assert "warnings" not in outcome
        assert [call for call in steps(outcome) if call in (TIES, SETS)] == [TIES, SETS]

    @pytest.mark.parametrize(
        ("given", "words", "close"),
        [
            (settings({"label": "Mode", "value": "x"}, name="Setings"), "no name 'Setings' is declared", ["Settings"]),
            (settings({"label": "Modes", "value": "x"}), "no label 'Modes' is declared", ["Mode"]),
            (settings({"label": "Modes", "value": "x"}, id=COMPONENT), "no label 'Modes' is declared", ["Mode"]),
        ],
    )
    def test_a_name_that_is_not_declared_fails_before_anything_is_sent(
        self, run: Run, sim: Simulator, given: t.Any, words: str, close: list[str]
    ) -> None:
        for check_mode in (True, False):
            outcome = run(process_properties=given, check_mode=check_mode)
            assert (outcome["error"]["kind"], outcome["error"]["close_matches"]) == ("state", close)
            assert "process_properties[0].values[0]" in outcome["msg"]
            assert words in outcome["msg"]
        assert started(sim) == 0

    def test_what_is_not_declared_and_has_the_form_of_the_api_is_sent_with_a_warning(
        self, run: Run, sim: Simulator
    ) -> None:
        outcome = run(
            properties=[{"name": "batch", "value": "5"}],
            process_properties=[
                *settings({"key": "79", "value": "x"}),
                *settings({"key": "k", "secret": "hidden-4711"}, id="elsewhere"),
            ],
        )
        assert (outcome.failed, sent(sim)) == (
            False,
            ({"batch": "5"}, {COMPONENT: {"79": "x"}, "elsewhere": {"k": "hidden-4711"}}),
        )
        assert (
            "Cannot verify process_properties[0].values[0] '79', process_properties[1].values[0] 'k', properties[0]"
            " 'batch': the environment of the runtime does not declare this" in _words(outcome)
        )
        assert "hidden" not in json.dumps(outcome)

    def test_a_dynamic_property_is_verified_in_the_set_that_the_environment_shares(
        self, run: Run, sim: Simulator
    ) -> None:
        sim.attach(sim.install("Invoice Sync")["id"], "Production")
        known = run(process="Fetch Invoices", properties=[{"name": "batchSize", "value": "5"}], check_mode=True)
        assert (known.failed, "warnings" in known) == (False, False)
        close = run(process="Fetch Invoices", properties=[{"name": "batchsize", "value": "5"}], check_mode=True)
        assert "properties[0] 'batchsize' (did you mean 'batchSize'?)" in str(close["warnings"])
        other = run(process="Fetch Invoices", process_properties=settings({"label": "Mode", "value": "x"}))
        assert "nothing is declared in process_properties where the runtime is" in other["msg"]
        assert "Give id and key instead" in other["msg"]

    def test_an_extension_value_that_takes_precedence_is_told(self, boomi: ModuleRunner, run: Run) -> None:
        given = settings({"label": "Mode", "value": "slow"}, name="Settings")
        domestic: dict[str, t.Any] = {"integration_pack_name": "Order Intake", "name": "Domestic", "process": "INT"}
        assert not boomi(
            "environment_extensions", environment="Production", **domestic, process_properties=given
        ).failed
        told = _words(run(process_properties=given, check_mode=True))
        words = "process_properties[0].values[0]: an extension value is set for process_properties Settings / Mode"
        assert words in told

    def test_a_secret_in_plain_sight_is_refused(self, run: Run, sim: Simulator) -> None:
        outcome = run(process_properties=settings({"label": "Access Key", "value": "hidden-4711"}))
        assert "Give secret instead of value" in outcome["msg"]
        assert "hidden" not in json.dumps(outcome)
        assert started(sim) == 0

    def test_one_property_under_two_names_is_refused(self, run: Run, sim: Simulator) -> None:
        twice = [{"label": "Mode", "value": "x"}, {"key": "78", "value": "y"}]
        outcome = run(process_properties=settings(*twice))
        assert (outcome["error"]["option"], started(sim)) == ("process_properties[0].values[1]", 0)

    def test_who_may_not_read_what_is_declared_runs_by_ids_with_a_warning(
        self, boomi: ModuleRunner, run: Run, sim: Simulator
    ) -> None:
        process = boomi("process_info", name=RUN["process"])["processes"][0]["id"]
        runtime = next(iter(sim.account().atoms))
        sim.add_fault("status", status=403, object="EnvironmentAtomAttachment", times=None)
        by_ids = run(process=process, runtime=runtime, process_properties=settings({"key": "78", "value": "x"}, id="c"))
        assert (by_ids.failed, sent(sim)) == (False, ({}, {"c": {"78": "x"}}))
        assert "the user may not read extension values, which takes the privileges" in str(by_ids["warnings"])
        by_name = run(process=process, runtime=runtime, process_properties=settings({"key": "78", "value": "x"}))
        assert (by_name["error"]["status"], started(sim)) == (403, 1)

    def test_a_runtime_in_no_environment_declares_nothing(self, run: Run, sim: Simulator) -> None:
        outcome = run(runtime="runtime-eu-2", process_properties=settings({"label": "Mode", "value": "x"}))
        assert "nothing is declared in process_properties where the runtime is" in outcome["msg"]
        assert SETS not in outcome.calls


class TestEnds:
    @pytest.mark.parametrize("status", ["ERROR", "ABORTED"])
    def test_a_run_that_fails_fails_the_task_and_shows_the_record(self, run: Run, sim: Simulator, status: str) -> None:
        sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, True, status)
        assert outcome["error"] == {"kind": "execution", "object_id": outcome["execution"]["execution_id"]}
        assert f"'Domestic - INT' has ended with {status} on runtime 'runtime-eu-1'" in outcome["msg"]
        assert ("The warehouse did not answer" in outcome["msg"]) == (status == "ERROR")

    @pytest.mark.parametrize(("status", "warned"), [("COMPLETE_WARN", True), ("DISCARDED", False)])
    def test_other_ends_are_no_failure(self, run: Run, sim: Simulator, status: str, warned: bool) -> None:
        sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"]) == (False, status)
        assert ("ended with warnings" in str(outcome.get("warnings"))) == warned

    def test_an_unknown_status_is_neither_success_nor_waited_for(self, run: Run, sim: Simulator) -> None:
        sim.set(execution_status="UNHEARD_OF")
        outcome = run()
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert "has the status 'UNHEARD_OF', which this version of the collection does not know" in outcome["msg"]

    @pytest.mark.parametrize(
        ("setting", "words"), [("execution_pending", "has no record"), ("execution_running", "is still INPROCESS")]
    )
    def test_the_wait_ends_with_its_timeout(self, run: Run, sim: Simulator, setting: str, words: str) -> None:
        sim.set(**{setting: 1000})
        outcome = run(wait_timeout=0)
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert f"{words} after wait_timeout, 0 s, and may go on. Raise wait_timeout" in outcome["msg"]
        assert outcome["request_id"]


class TestDoubt:
    def test_a_request_whose_answer_is_lost_is_found_and_gone_on_with(self, run: Run, sim: Simulator) -> None:
        sim.set(execution_running=1)
        sim.add_fault("reset", object="ExecutionRequest", phase="after")
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(sim)) == (False, "COMPLETE", 1)
        assert steps(outcome) == [REQUEST, LOOK, LOOK]
        assert "is assumed to be the requested one" in str(outcome["warnings"])

    @pytest.mark.parametrize("answer", ["no_id", "empty"])
    def test_an_answer_without_the_request_is_looked_behind(self, run: Run, sim: Simulator, answer: str) -> None:
        sim.set(create_answer=answer)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(sim)) == (False, "COMPLETE", 1)

    @pytest.mark.parametrize(
        "fault", [{"kind": "reset"}, {"kind": "status", "status": 504}, {"kind": "garbage", "body": "?"}]
    )
    def test_a_request_that_is_not_found_is_not_sent_again(
        self, run: Run, sim: Simulator, fault: dict[str, t.Any]
    ) -> None:
        sim.world.add_execution()
        sim.add_fault(object="ExecutionRequest", **fault)
        outcome = run()
        assert (outcome.failed, outcome["changed"], steps(outcome).count(REQUEST)) == (True, True, 1)
        assert "No execution that began at" in outcome["msg"]
        remedy = "The process may be running: look with boomi_execution_record_info before you run the task again."
        assert outcome["msg"].endswith(remedy)
        assert outcome["error"]["remedy"] == remedy
        assert "safe to repeat" not in outcome["msg"]

    def test_several_that_may_be_it_are_named(self, run: Run, sim: Simulator) -> None:
        ids = sorted(run()["execution"]["execution_id"] for _turn in range(2))
        sim.add_fault("reset", object="ExecutionRequest")
        for record in sim.account().execution_records.values():
            record["executionTime"] = "2999-01-01T00:00:00Z"
        outcome = run()
        assert outcome["error"]["candidates"] == ids
        assert "Several executions have begun since" in outcome["msg"]

    def test_a_throttled_request_is_sent_again(self, boomi: ModuleRunner, run: Run, sim: Simulator) -> None:
        boomi.connection["retry_budget"] = 5
        sim.add_fault("status", status=429, object="ExecutionRequest")
        outcome = run()
        assert (outcome.failed, steps(outcome), started(sim)) == (False, [REQUEST, REQUEST, POLL], 1)

    def test_a_refusal_is_passed_on_and_nothing_is_changed(self, run: Run, sim: Simulator) -> None:
        outcome = run(runtime="runtime-eu-2", properties=[{"name": "token", "secret": "hidden-4711"}])
        assert (outcome.failed, outcome.get("changed", False), outcome["error"]["kind"]) == (True, False, "api")
        assert "is not deployed to runtime-eu-2" in outcome["msg"]
        sim.add_fault("echo", object="ExecutionRequest")
        assert "hidden" not in json.dumps(run(properties=[{"name": "token", "secret": "hidden-4711"}]))

    @pytest.mark.usefixtures("quick")
    def test_answers_that_never_hold_a_record_are_not_waited_for(self, run: Run, sim: Simulator) -> None:
        sim.add_fault("empty", operation="poll", times=None)
        outcome = run(wait_timeout=20)
        assert (outcome["error"]["kind"], steps(outcome).count(POLL)) == ("unsettled", 5)
        assert "the API keeps answering without a record of it" in outcome["msg"]

    def test_a_look_that_fails_does_not_advise_to_run_the_process_again(self, run: Run, sim: Simulator) -> None:
        sim.add_fault("status", status=500, operation="poll", times=None)
        outcome = run()
        assert (outcome.failed, outcome["changed"], started(sim)) == (True, True, 1)
        assert "The process may be running" in outcome["msg"]
        assert "safe to repeat" not in outcome["msg"]


class TestCancelling:
    def test_an_execution_in_progress_is_cancelled_and_then_left_alone(self, cancel: Run, sim: Simulator) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        foreseen = cancel(execution, check_mode=True)
        assert (foreseen["changed"], foreseen["execution"]["status"], steps(foreseen)) == (True, "INPROCESS", [LOOK])
        outcome = cancel(execution)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, True, "ABORTED")
        assert outcome.calls == [LOOK, f"POST cancelExecution/{execution}", LOOK]
        again = cancel(execution)
        assert (again["changed"], again["execution"], again.calls) == (False, outcome["execution"], [LOOK])

    def test_one_that_ends_by_itself_meanwhile_is_unchanged(self, cancel: Run, sim: Simulator) -> None:
        record = sim.world.add_execution(status="INPROCESS")
        record["_running"], record["_end"] = 1, {"status": "COMPLETE"}
        sim.add_fault("status", status=400, operation="cancel")
        outcome = cancel(record["executionId"])
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, False, "COMPLETE")

    def test_a_cancel_that_is_refused_fails(self, cancel: Run, sim: Simulator) -> None:
        runtime = next(record for record in sim.account().atoms.values() if record["status"] == "OFFLINE")
        execution = sim.world.add_execution(status="STARTED", atomId=runtime["id"])["executionId"]
        outcome = cancel(execution)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, False, "STARTED")
        assert "runtime-us-1 is not running" in outcome["msg"]

    @pytest.mark.parametrize("status", [403, 500])
    def test_a_lost_answer_is_told_where_the_look_behind_it_fails(
        self, cancel: Run, sim: Simulator, status: int
    ) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        sim.add_fault("close", operation="cancel", phase="after", times=None)
        sim.add_fault("status", status=status, operation="query", skip=1, times=None)
        outcome = cancel(execution, retry_budget=0.2)
        assert (outcome.failed, outcome["changed"]) == (True, True)
        assert f"cancelExecution {execution}" in outcome["msg"]

    def test_a_cancel_that_is_only_throttled_is_no_change(self, cancel: Run, sim: Simulator) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        sim.add_fault("status", status=429, operation="cancel", times=None)
        outcome = cancel(execution, retry_budget=0.2)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, False, "INPROCESS")

    def test_without_wait_the_end_is_not_looked_for(self, cancel: Run, sim: Simulator) -> None:
        execution = sim.world.add_execution(status="INPROCESS")["executionId"]
        assert steps(cancel(execution, wait=False)) == [LOOK, "POST cancelExecution"]

    def test_an_unknown_execution_fails(self, cancel: Run) -> None:
        outcome = cancel("execution-nope")
        assert outcome["error"] == {"kind": "state", "candidates": []}
