# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that runs a process: once, whatever becomes of the answer."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.entities.conftest import Task, steps

REQUEST, LOOK, POLL = "POST ExecutionRequest", "POST ExecutionRecord/query", "GET ExecutionRecord/async"
UNTIL = "after wait_timeout, 0 s, and may go on. Check it with boomi_execution_record_info"


@pytest.fixture
def run(boomi: ModuleRunner) -> Task:
    """Run a process that is deployed."""
    boomi.simulator.attach(boomi.simulator.install("Order Intake", "Domestic")["id"], "Production")
    # What is lost is looked for; a small budget keeps that short.
    boomi.connection["retry_budget"] = 0.2
    return Task(boomi, "process_execution", process="Domestic - INT", runtime="runtime-eu-1")


@pytest.fixture
def run_by_ids(run: Task) -> Task:
    """The same, with IDs in the place of names."""
    process = run.boomi("process_info", name="Domestic - INT")["processes"][0]["id"]
    return Task(run.boomi, run.module, process=process, runtime=next(iter(run.sim.account().atoms)))


@pytest.fixture
def cancel(boomi: ModuleRunner) -> Task:
    """Cancel an execution in progress."""
    execution = boomi.simulator.world.add_execution(status="INPROCESS")["executionId"]
    return Task(boomi, "process_execution", state="cancelled", execution_id=execution, retry_budget=0.2)


def started(run: Task) -> int:
    return len(run.sim.account().execution_records)


class TestRunning:
    @pytest.mark.parametrize(
        "settings",
        [
            {"execution_pending": 1, "execution_answer": "query_result"},
            {"execution_pending": 1, "execution_answer": "record", "long_numbers": "typed"},
            {"execution_pending": 1, "execution_answer": "operation_result"},
            {"execution_running": 1},
        ],
    )
    def test_a_process_is_run_by_names_and_its_end_is_waited_for(self, run: Task, settings: dict[str, t.Any]) -> None:
        run.sim.set(**settings)
        outcome = run()
        assert not outcome.failed
        assert steps(outcome) == [REQUEST, POLL, POLL]
        execution = outcome["execution"]
        assert (outcome["changed"], execution["status"], execution["execution_duration"]) == (True, "COMPLETE", 3832)
        assert (execution["process_name"], execution["atom_name"]) == ("Domestic - INT", "runtime-eu-1")
        assert f"GET ExecutionRecord/async/{outcome['request_id']}" in outcome.calls
        (raw,) = run.boomi("api_info", object="ExecutionRecord")["result"]
        assert raw["executionDuration"] == (["Long", 3832] if "long_numbers" in settings else 3832)

    @pytest.mark.usefixtures("quick")
    def test_an_answer_that_is_kept_no_longer_than_the_run_takes_is_made_up_for_by_a_query(self, run: Task) -> None:
        run.sim.set(execution_running=1)
        run.sim.add_fault("empty", operation="poll", times=None, skip=1)
        outcome = run(wait_timeout=20)
        assert (outcome.failed, outcome.get("execution", {}).get("status")) == (False, "COMPLETE")
        assert steps(outcome) == [REQUEST, POLL, POLL, LOOK]

    @pytest.mark.usefixtures("quick")
    def test_not_ready_may_stand_in_the_body_alone(self, run: Task) -> None:
        run.sim.add_fault("garbage", operation="poll", times=5, body='{"responseStatusCode": 202}')
        outcome = run()
        assert (outcome.failed, steps(outcome).count(POLL)) == (False, 6)

    def test_ids_need_no_look_up_and_without_wait_the_end_is_not_looked_for(self, run_by_ids: Task) -> None:
        outcome = run_by_ids(wait=False)
        assert (outcome["changed"], outcome["execution"], outcome.calls) == (True, None, [REQUEST])
        assert outcome["request_id"].startswith("executionrecord-")


COMPONENT = "0a1b2c3d-0000-4000-8000-000000000002"
TIES, SETS = "POST EnvironmentAtomAttachment/query", "POST EnvironmentExtensions/query"


def settings(*values: dict[str, str], **component: str) -> list[dict[str, t.Any]]:
    """Process properties of the component Settings, which the process declares."""
    return [{**(component or {"name": "Settings"}), "values": list(values)}]


def sent(run: Task) -> t.Any:
    """The properties of the last request: dynamic ones, and those of components."""
    body = [request.body for request in run.sim.requests if request.call == REQUEST][-1]
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
    def test_names_and_labels_are_sent_as_ids_and_keys(self, run: Task, lists: str) -> None:
        run.sim.set(extension_lists=lists)
        mixed = settings({"label": "Batch Size", "value": "5"}) + settings({"key": "78", "value": ""}, id=COMPONENT)
        outcome = run(process_properties=mixed)
        assert (outcome.failed, sent(run)) == (False, ({}, {COMPONENT: {"4f1a": "5", "78": ""}}))
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
        self, run: Task, given: t.Any, words: str, close: list[str]
    ) -> None:
        for check_mode in (True, False):
            outcome = run(process_properties=given, check_mode=check_mode)
            assert (outcome["error"]["kind"], outcome["error"]["close_matches"]) == ("state", close)
            assert "process_properties[0].values[0]" in outcome["msg"]
            assert words in outcome["msg"]
        assert started(run) == 0

    def test_what_is_not_declared_and_has_the_form_of_the_api_is_sent_with_a_warning(self, run: Task) -> None:
        outcome = run(
            properties=[{"name": "batch", "value": "5"}, {"name": "token", "secret": "hidden-0815"}],
            process_properties=[
                *settings({"key": "79", "value": "x"}),
                *settings({"key": "k", "secret": "hidden-4711"}, id="elsewhere"),
            ],
        )
        assert (outcome.failed, sent(run)) == (
            False,
            ({"batch": "5", "token": "hidden-0815"}, {COMPONENT: {"79": "x"}, "elsewhere": {"k": "hidden-4711"}}),
        )
        assert (
            "Cannot verify process_properties[0].values[0] '79', process_properties[1].values[0] 'k', properties[0]"
            " 'batch', properties[1] 'token': the environment of the runtime does not declare this" in _words(outcome)
        )
        assert "hidden" not in json.dumps(outcome)

    def test_a_dynamic_property_is_verified_in_the_set_that_the_environment_shares(self, run: Task) -> None:
        run.sim.attach(run.sim.install("Invoice Sync")["id"], "Production")
        known = run(process="Fetch Invoices", properties=[{"name": "batchSize", "value": "5"}], check_mode=True)
        assert (known.failed, "warnings" in known) == (False, False)
        close = run(process="Fetch Invoices", properties=[{"name": "batchsize", "value": "5"}], check_mode=True)
        assert "properties[0] 'batchsize' (did you mean 'batchSize'?)" in str(close["warnings"])
        other = run(process="Fetch Invoices", process_properties=settings({"label": "Mode", "value": "x"}))
        assert "the environment of the runtime declares nothing in process_properties" in other["msg"]
        assert "Give id and key instead" in other["msg"]

    def test_an_extension_value_that_takes_precedence_is_told(self, run: Task) -> None:
        given = settings({"label": "Mode", "value": "slow"}, name="Settings")
        domestic: dict[str, t.Any] = {"integration_pack_name": "Order Intake", "name": "Domestic", "process": "INT"}
        assert not run.boomi(
            "environment_extensions", environment="Production", **domestic, process_properties=given
        ).failed
        told = _words(run(process_properties=given, check_mode=True))
        words = "process_properties[0].values[0]: an extension value is set for process_properties Settings / Mode"
        assert words in told

    def test_a_secret_in_plain_sight_is_refused(self, run: Task) -> None:
        outcome = run(process_properties=settings({"label": "Access Key", "value": "hidden-4711"}))
        assert "Give secret instead of value" in outcome["msg"]
        assert "hidden" not in json.dumps(outcome)
        assert started(run) == 0

    def test_one_property_under_two_names_is_refused(self, run: Task) -> None:
        twice = [{"label": "Mode", "value": "x"}, {"key": "78", "value": "y"}]
        outcome = run(process_properties=settings(*twice))
        assert (outcome["error"]["option"], started(run)) == ("process_properties[0].values[1]", 0)

    def test_who_may_not_read_what_is_declared_runs_by_ids_with_a_warning(self, run_by_ids: Task) -> None:
        run_by_ids.sim.add_fault("status", status=403, object="EnvironmentAtomAttachment", times=None)
        by_ids = run_by_ids(process_properties=settings({"key": "78", "value": "x"}, id="c"))
        assert (by_ids.failed, sent(run_by_ids)) == (False, ({}, {"c": {"78": "x"}}))
        assert "the user may not read extension values, which needs the privileges" in str(by_ids["warnings"])
        by_name = run_by_ids(process_properties=settings({"key": "78", "value": "x"}))
        assert (by_name["error"]["status"], started(run_by_ids)) == (403, 1)

    def test_a_runtime_in_no_environment_declares_nothing(self, run: Task) -> None:
        outcome = run(runtime="runtime-eu-2", process_properties=settings({"label": "Mode", "value": "x"}))
        assert "the environment of the runtime declares nothing in process_properties" in outcome["msg"]
        assert SETS not in outcome.calls


class TestEnds:
    @pytest.mark.parametrize("status", ["ERROR", "ABORTED"])
    def test_a_run_that_fails_fails_the_task_and_shows_the_record(self, run: Task, status: str) -> None:
        run.sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, True, status)
        assert outcome["error"] == {"kind": "execution", "object_id": outcome["execution"]["execution_id"]}
        assert f"'Domestic - INT' has ended with {status} on runtime 'runtime-eu-1'" in outcome["msg"]
        assert ("The warehouse did not answer" in outcome["msg"]) == (status == "ERROR")

    @pytest.mark.parametrize(("status", "warned"), [("COMPLETE_WARN", True), ("DISCARDED", False)])
    def test_other_ends_are_no_failure(self, run: Task, status: str, warned: bool) -> None:
        run.sim.set(execution_status=status)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"]) == (False, status)
        assert ("ended with warnings" in str(outcome.get("warnings"))) == warned

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({"execution_pending": 1000}, f"has no record {UNTIL}. Running the task again starts the process again."),
            ({"execution_running": 1000}, f"is still INPROCESS {UNTIL}, or cancel it with state=cancelled. Running"),
            ({"execution_status": "UNHEARD_OF"}, "has the status 'UNHEARD_OF', which this version of the collection"),
        ],
    )
    def test_the_wait_ends_with_its_timeout_or_a_status_that_nobody_knows(
        self, run: Task, settings: dict[str, t.Any], words: str
    ) -> None:
        run.sim.set(**settings)
        outcome = run(wait_timeout=0)
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert words in outcome["msg"]
        assert outcome["request_id"]


class TestDoubt:
    def test_a_request_whose_answer_is_lost_is_found_and_gone_on_with(self, run: Task) -> None:
        run.sim.set(execution_running=1)
        run.sim.add_fault("reset", object="ExecutionRequest", phase="after")
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(run)) == (False, "COMPLETE", 1)
        assert steps(outcome) == [REQUEST, LOOK, LOOK]
        assert "is assumed to be the requested one" in str(outcome["warnings"])

    @pytest.mark.parametrize("answer", ["no_id", "empty"])
    def test_an_answer_without_the_request_is_looked_behind(self, run: Task, answer: str) -> None:
        run.sim.set(create_answer=answer)
        outcome = run()
        assert (outcome.failed, outcome["execution"]["status"], started(run)) == (False, "COMPLETE", 1)

    def test_several_that_may_be_it_are_named(self, run: Task) -> None:
        ids = sorted(run()["execution"]["execution_id"] for _turn in range(2))
        run.sim.add_fault("reset", object="ExecutionRequest")
        for record in run.sim.account().execution_records.values():
            record["executionTime"] = "2999-01-01T00:00:00Z"
        outcome = run()
        assert outcome["error"]["candidates"] == ids
        assert "Several executions have begun since" in outcome["msg"]

    def test_a_refusal_is_passed_on_and_nothing_is_changed(self, run: Task) -> None:
        outcome = run(runtime="runtime-eu-2", properties=[{"name": "token", "secret": "hidden-4711"}])
        assert (outcome.failed, outcome.get("changed", False), outcome["error"]["kind"]) == (True, False, "api")
        assert "is not deployed to runtime-eu-2" in outcome["msg"]
        run.sim.add_fault("echo", object="ExecutionRequest")
        assert "hidden" not in json.dumps(run(properties=[{"name": "token", "secret": "hidden-4711"}]))

    @pytest.mark.usefixtures("quick")
    def test_answers_that_never_hold_a_record_are_not_waited_for(self, run: Task) -> None:
        run.sim.add_fault("empty", operation="poll", times=None)
        outcome = run(wait_timeout=20)
        assert (outcome["error"]["kind"], steps(outcome).count(POLL)) == ("unsettled", 5)
        assert "the API keeps answering without a record of it" in outcome["msg"]

    def test_a_look_that_fails_does_not_advise_to_run_the_process_again(self, run: Task) -> None:
        run.sim.add_fault("status", status=500, operation="poll", times=None)
        outcome = run()
        assert (outcome.failed, outcome["changed"], started(run)) == (True, True, 1)
        assert "The process may be running" in outcome["msg"]
        assert "safe to repeat" not in outcome["msg"]


class TestCancelling:
    def test_an_execution_in_progress_is_cancelled_and_then_left_alone(self, cancel: Task) -> None:
        foreseen = cancel(check_mode=True)
        assert (foreseen["changed"], foreseen["execution"]["status"], steps(foreseen)) == (True, "INPROCESS", [LOOK])
        outcome = cancel()
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, True, "ABORTED")
        assert outcome.calls == [LOOK, f"POST cancelExecution/{outcome['execution']['execution_id']}", LOOK]
        again = cancel()
        assert (again["changed"], again["execution"], again.calls) == (False, outcome["execution"], [LOOK])

    @pytest.mark.parametrize(
        "fault", [{"kind": "status", "status": 400}, {"kind": "empty"}, {"kind": "reset", "times": None}]
    )
    def test_one_that_ends_by_itself_meanwhile_is_unchanged(self, cancel: Task, fault: dict[str, t.Any]) -> None:
        (record,) = cancel.sim.account().execution_records.values()
        record["_running"], record["_end"] = 1, {"status": "COMPLETE"}
        cancel.sim.add_fault(**fault, operation="cancel")
        outcome = cancel()
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (False, False, "COMPLETE")

    def test_a_cancel_that_is_refused_fails(self, cancel: Task) -> None:
        runtime = cancel.boomi.named("atoms", "runtime-us-1")["id"]
        execution = cancel.sim.world.add_execution(status="STARTED", atomId=runtime)["executionId"]
        outcome = cancel(execution_id=execution)
        assert (outcome.failed, outcome["changed"], outcome["execution"]["status"]) == (True, False, "STARTED")
        assert "runtime-us-1 is not running" in outcome["msg"]

    @pytest.mark.parametrize("lost", [True, False])
    @pytest.mark.parametrize("status", [403, 500])
    def test_a_cancel_is_told_where_the_look_behind_it_fails(self, cancel: Task, status: int, lost: bool) -> None:
        if lost:
            cancel.sim.add_fault("close", operation="cancel", phase="after", times=None)
        cancel.sim.add_fault("status", status=status, operation="query", skip=1, times=None)
        outcome = cancel()
        assert (outcome.failed, outcome["changed"]) == (True, True)
        told = f"cancelExecution {cancel.options['execution_id']}"
        words = "was told to end, but its status is not known: Could not query"
        assert (told in outcome["msg"], words in outcome["msg"]) == (lost, not lost)

    def test_one_that_takes_longer_to_end_can_be_cancelled_again(self, cancel: Task) -> None:
        cancel.sim.add_fault("status", status=202, body="", operation="cancel", times=None)
        outcome = cancel(wait_timeout=0)
        assert (outcome["error"]["kind"], outcome["changed"]) == ("unsettled", True)
        assert outcome["msg"].endswith("and may go on. Raise wait_timeout, and run the task again.")

    def test_without_wait_the_end_is_not_looked_for(self, cancel: Task) -> None:
        assert steps(cancel(wait=False)) == [LOOK, "POST cancelExecution"]

    def test_an_unknown_execution_fails(self, cancel: Task) -> None:
        assert cancel(execution_id="execution-nope")["error"] == {"kind": "state", "candidates": []}
