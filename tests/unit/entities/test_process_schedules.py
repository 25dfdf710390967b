# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for processes and their schedules."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator.fixtures import Caller, api
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.entities.conftest import Task, names_of

__all__ = ["api"]

INFO = "process_schedules_info"
READS = ["POST ProcessScheduleStatus/query", "POST ProcessSchedules/query"]
EVERY = dict.fromkeys(("minutes", "hours", "daysOfWeek", "daysOfMonth", "months", "years"), "*")
# As a person may have written them in the vendor's dialog.
WORKDAYS = {**EVERY, "minutes": "0,15,30,45", "hours": "8-18", "daysOfWeek": "2,3,4,5,6"}
WORKDAYS_PLAIN = {"minutes": "0-59/15", "hours": "8-18", "days_of_week": "2-6"}


@pytest.fixture
def deployed(boomi: ModuleRunner) -> ModuleRunner:
    """An account with two instances in Production, which has one runtime."""
    for name in ("Domestic", "Export"):
        boomi.simulator.attach(boomi.simulator.install("Order Intake", name)["id"], "Production")
    return boomi


def places(outcome: Outcome) -> list[tuple[str | None, str | None]]:
    assert not outcome.failed, outcome["msg"]
    return [(row["process"], row["runtime"]) for row in outcome["process_schedules"]]


def write(api: Caller, row: dict[str, t.Any], **values: t.Any) -> None:
    body = {"id": row["id"], "atomId": row["atom_id"], "processId": row["process_id"], **values}
    kind = "ProcessScheduleStatus" if "enabled" in values else "ProcessSchedules"
    assert api("POST", f"{kind}/{row['id']}", body).status_code == 200


@pytest.mark.parametrize("way", ["wrapper", "other"])
def test_the_processes_of_an_instance_are_found_by_its_name_or_id(boomi: ModuleRunner, way: str) -> None:
    boomi.simulator.set(multi_process_id=way)
    domestic = boomi.simulator.install("Order Intake", "Domestic")
    boomi.simulator.install("Order Intake", "Export")
    boomi.simulator.install("Invoice Sync")
    by_name = boomi("process_info", integration_pack_instance="Domestic")
    assert names_of(by_name["processes"]) == ["Domestic - INT", "Domestic - New Process 3"]
    wrappers = {process["wrapperProcessId"] for process in domestic["ProcessId"]}
    assert ({process["id"] for process in by_name["processes"]} == wrappers) is (way == "wrapper")
    assert by_name.calls == ["POST IntegrationPackInstance/query", "POST Process/query"]
    assert boomi("process_info", integration_pack_instance=domestic["id"])["processes"] == by_name["processes"]
    assert by_name["processes"][0]["integration_packs"] == [
        {"integration_pack_id": domestic["integrationPackId"], "integration_pack_instance_id": domestic["id"]}
    ]
    assert len(boomi("process_info", integration_pack_id=domestic["integrationPackId"])["processes"]) == 4


def test_a_short_name_is_all_that_follows_the_name_of_the_instance(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    for name, processes in (("Domestic", ["Archive - Orders"]), ("Export", ["Archive - Orders", "Orders"])):
        sim.add_pack(name, type="MULTI", processes=processes)
        sim.attach(sim.install(name, name)["id"], "Production")
    options: dict[str, t.Any] = {"process": "Orders", "runtime": "runtime-eu-1", "schedules": [{"minutes": "5"}]}
    refused = boomi("process_schedules", integration_pack_name="Domestic", name="Domestic", **options)
    assert "has no process 'Orders'. It has 'Domestic - Archive - Orders'." in refused["msg"]
    done = boomi("process_schedules", integration_pack_name="Export", name="Export", **options)
    assert [change["name"] for change in done["changes"]] == ["Export - Orders on runtime-eu-1"]


def test_all_schedules_come_with_names_for_one_query_of_each_kind(deployed: ModuleRunner) -> None:
    deployed.simulator.set(order="shuffled")
    outcome = deployed(INFO, check_mode=True)
    assert places(outcome) == [
        (f"{name} - {process}", "runtime-eu-1")
        for name in ("Domestic", "Export")
        for process in ("INT", "New Process 3")
    ]
    assert sorted(outcome.calls) == ["POST Atom/query", "POST Process/query", *READS]
    assert not outcome["changed"]
    first = outcome["process_schedules"][0]
    assert (first["enabled"], first["schedules"], first["retry"]) == (True, [], None)


@pytest.mark.parametrize("form", ["kept", "listed"])
def test_times_come_in_the_same_words_however_they_are_written(deployed: ModuleRunner, api: Caller, form: str) -> None:
    deployed.simulator.set(schedule_form=form)
    row = deployed(INFO)["process_schedules"][0]
    retry = {"Schedule": [{**EVERY, "minutes": "5-59/20"}], "maxRetry": 2}
    write(api, row, Schedule=[WORKDAYS, WORKDAYS, {**EVERY, "minutes": "00", "hours": "6"}], Retry=retry)
    write(api, row, enabled=False)
    after = deployed(INFO, process=row["process_id"])["process_schedules"]
    assert after == [
        {
            **row,
            "enabled": False,
            "schedules": [{"minutes": "0", "hours": "6"}, WORKDAYS_PLAIN],
            "retry": {"max_retry": 2, "schedules": [{"minutes": "5-59/20"}]},
        }
    ]


def test_schedules_of_a_process_of_an_instance_or_on_a_runtime(deployed: ModuleRunner) -> None:
    deployed.simulator.attach_atom("runtime-eu-2", "Production")
    assert len(places(deployed(INFO))) == 8
    of_one = deployed(INFO, process="Domestic - INT")
    assert places(of_one) == [("Domestic - INT", "runtime-eu-1"), ("Domestic - INT", "runtime-eu-2")]
    assert sorted(of_one.calls) == ["POST Atom/query", "POST Process/query", *READS]
    export = deployed(INFO, integration_pack_instance="Export", runtime="runtime-eu-2")
    assert places(export) == [("Export - INT", "runtime-eu-2"), ("Export - New Process 3", "runtime-eu-2")]
    for name in ("INT", "Export - INT"):
        short = deployed(INFO, integration_pack_instance="Export", process=name, runtime="runtime-eu-2")
        assert short["process_schedules"] == export["process_schedules"][:1]
    assert len(places(deployed(INFO, runtime="runtime-eu-1"))) == 4


def test_what_is_not_deployed_to_a_runtime_has_no_schedules(boomi: ModuleRunner) -> None:
    instance = boomi.simulator.install("Stock Levels")
    assert boomi(INFO, process="Stock Levels")["process_schedules"] == []
    boomi.simulator.attach(instance["id"], "Test")
    assert boomi(INFO, integration_pack_instance=instance["id"])["process_schedules"] == []


def test_who_may_not_see_runtimes_gets_their_ids(deployed: ModuleRunner) -> None:
    deployed.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    outcome = deployed(INFO, process="Domestic - INT")
    assert places(outcome) == [("Domestic - INT", None)]
    [row] = outcome["process_schedules"]
    assert deployed(INFO, runtime=row["atom_id"], process="Domestic - INT")["process_schedules"] == [row]
    deployed.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY", "SCHEDULE_MAINTENANCE"])
    assert "SCHEDULE_MAINTENANCE" in deployed(INFO)["msg"]


CRON = [{"cron": "*/15 8-18 * * 1-5"}]
RETRY: dict[str, t.Any] = {"max_retry": 3, "schedules": [{"cron": "*/20 * * * *"}]}
UPDATE, STATUS = "ProcessSchedules", "ProcessScheduleStatus"


@pytest.fixture
def by_name(deployed: ModuleRunner) -> Task:
    """Set the schedules of a process by its whole name."""
    return Task(deployed, "process_schedules", process="Domestic - INT", runtime="runtime-eu-1")


@pytest.fixture
def schedule(by_name: Task) -> Task:
    """Set the schedules of a process by its instance and what follows that in its name."""
    of_instance = {"integration_pack_name": "Order Intake", "name": "Domestic", "process": "INT"}
    return Task(by_name.boomi, by_name.module, **{**by_name.options, **of_instance})


def writes(schedule: Task) -> list[str]:
    return [str(request.object) for request in schedule.sim.writes]


def stored(schedule: Task) -> dict[str, t.Any]:
    """The only set that anything was written to."""
    [record] = [one for one in schedule.sim.account().schedules.values() if one["Schedule"] or one.get("Retry")]
    return record


@pytest.mark.parametrize("form", ["kept", "listed"])
def test_schedules_are_set_once_and_compared_by_meaning(schedule: Task, by_name: Task, form: str) -> None:
    schedule.sim.set(schedule_form=form)
    options = {"schedules": CRON, "retry": RETRY, "enabled": True}
    first = schedule(**options)
    assert (first.failed, first["changed"], writes(schedule)) == (False, True, [UPDATE]), first
    assert first["diff"] == {
        "before": {"schedules": [], "retry": {"schedules": []}, "enabled": True},
        "after": first["process_schedules"],
    }
    assert first["process_schedules"] == {
        "schedules": [WORKDAYS_PLAIN],
        "retry": {"max_retry": 3, "schedules": [{"minutes": "0-59/20"}]},
        "enabled": True,
    }
    again = schedule(**options)
    assert (again["changed"], again["summary"]) == (False, {"unchanged": 1})
    assert len(again.calls) == 6
    divided = [
        {"minutes": "0,15", "hours": "8-18", "days_of_week": "2-6"},
        {"cron": "30,45 8-18 * * mon-fri"},
    ]
    same = by_name(schedules=divided)
    assert (same["changed"], same["diff"]["before"]) == (False, same["diff"]["after"])
    assert len(same.calls) == 3
    assert writes(schedule) == [UPDATE]


def test_check_mode_makes_the_same_plan_and_sends_nothing(schedule: Task) -> None:
    options = {"schedules": CRON, "enabled": False}
    checked = schedule(**options, check_mode=True)
    assert (checked["changed"], writes(schedule)) == (True, [])
    done = schedule(**options)
    assert (checked["plan"], checked["diff"]) == (done["plan"], done["diff"])
    # A process that is to rest is stopped before it gets other times, and started behind them.
    assert writes(schedule) == [STATUS, UPDATE]
    schedule(**{**options, "schedules": [{"minutes": "1"}], "enabled": True})
    assert writes(schedule)[2:] == [UPDATE, STATUS]
    assert done["summary_lines"][1:] == [
        "set state of schedules of Domestic - INT on runtime-eu-1",
        "set schedules of Domestic - INT on runtime-eu-1",
        "2 set, 0 unchanged.",
    ]


def test_what_is_left_out_is_kept(schedule: Task) -> None:
    schedule(schedules=CRON, retry=RETRY)
    schedule(schedules=[{"minutes": "5"}])
    assert (stored(schedule)["Schedule"], stored(schedule)["Retry"]["maxRetry"]) == ([{**EVERY, "minutes": "5"}], 3)
    schedule(retry={**RETRY, "max_retry": 1})
    assert (stored(schedule)["Schedule"], stored(schedule)["Retry"]["maxRetry"]) == ([{**EVERY, "minutes": "5"}], 1)
    paused = schedule(enabled=False)
    assert (paused["process_schedules"], writes(schedule)[3:]) == ({"enabled": False}, [STATUS])
    cleared = schedule(retry={"schedules": []})
    assert cleared["process_schedules"] == {"retry": {"schedules": []}}
    assert (stored(schedule)["Schedule"], "Retry" in stored(schedule)) == ([{**EVERY, "minutes": "5"}], False)
    assert not schedule(retry={"schedules": []}, enabled=False)["changed"]


@pytest.mark.parametrize(
    "retry", [{"maxRetry": 2, "Schedule": []}, {"Schedule": [{**EVERY, "minutes": "7"}]}], ids=["no times", "no limit"]
)
def test_half_a_retry_is_sent_back_as_it_is(schedule: Task, retry: dict[str, t.Any]) -> None:
    schedule(schedules=CRON)
    stored(schedule)["Retry"] = retry
    schedule(schedules=[{"minutes": "5"}])
    assert [request.body.get("Retry") for request in schedule.sim.writes] == [None, retry]


def test_a_process_that_queries_do_not_list_is_set_and_read_by_its_id(by_name: Task) -> None:
    process = by_name.boomi(INFO)["process_schedules"][0]["process_id"]
    body = '{"@type": "QueryResult", "numberOfResults": 0}'
    by_name.sim.add_fault("garbage", object="Process", operation="query", body=body, times=None)
    assert [by_name(process=process, schedules=CRON)["changed"] for _time in range(2)] == [True, False]
    assert places(by_name.boomi(INFO, process=process)) == [(None, "runtime-eu-1")]
    process = "89abcdef-0123-4567-89ab-cdef01234568"
    assert f"has no process {process!r}" in by_name(process=process, schedules=CRON)["msg"]
    assert f"has no process {process!r}" in by_name.boomi(INFO, process=process)["msg"]


def test_absent_clears_times_and_retries_alone(schedule: Task) -> None:
    schedule(schedules=CRON, retry=RETRY, enabled=False)
    cleared = schedule(state="absent")
    assert (cleared["changed"], writes(schedule)[2:]) == (True, [UPDATE])
    assert not any(one["Schedule"] or "Retry" in one for one in schedule.sim.account().schedules.values())
    assert not schedule(state="absent")["changed"]
    assert "Leave enabled out" in schedule(state="absent", enabled=True)["msg"]
    for gone in ({"name": "Nothing"}, {"process": "Nothing"}, {"runtime": "runtime-eu-2"}):
        outcome = schedule(**gone, state="absent")
        assert (outcome.failed, outcome["changed"]) == (False, False)
        assert "There are no schedules to clear." in str(outcome["warnings"])
    unclear = schedule(process=None, state="absent")
    assert "has 2 processes" in unclear["msg"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"schedules": [{"cron": "* *"}]}, "schedules[0].cron is '* *'. Give the five fields"),
        ({"retry": {"schedules": CRON}}, "retry.max_retry is missing. Give a number from 1 to 5."),
        ({"process": "IN"}, "has no process 'IN'"),
        ({"runtime": "runtime-eu"}, "has no runtime 'runtime-eu'. Did you mean 'runtime-eu-"),
        ({"runtime": "runtime-eu-2"}, "'Domestic - INT' has no schedules on runtime 'runtime-eu-2'."),
        ({"name": "Abroad"}, "is not installed in account acme-C7T2KD. Install it first"),
        ({"name": "domestic"}, "is not installed in account acme-C7T2KD. Did you mean 'Domestic'?"),
    ],
)
def test_what_cannot_be_set_is_refused_before_anything_is_sent(
    schedule: Task, options: dict[str, t.Any], words: str
) -> None:
    outcome = schedule(**{"schedules": CRON, **options})
    assert outcome.failed
    assert words in outcome["msg"]
    # What is wrong with times and status alike is said once.
    both = schedule(**{"schedules": CRON, "enabled": True, **options})
    assert (both["msg"], both["error"]) == (outcome["msg"], outcome["error"])
    assert writes(schedule) == []


@pytest.mark.parametrize("listeners", ["present", "absent"])
def test_a_listener_process_is_told_as_such(by_name: Task, listeners: str) -> None:
    by_name.sim.attach(by_name.sim.install("Returns Handling", "Desk")["id"], "Production")
    by_name.sim.set(listener_schedules=listeners)
    outcome = by_name(process="Desk - Receive Return", schedules=CRON)
    assert (outcome.failed, outcome.get("changed", False)) == (True, False)
    hint = "A listener may have none."
    if listeners == "present":
        hint = "A listener process takes no schedules: if 'Desk - Receive Return on runtime-eu-1' is one, leave it out."
    assert hint in outcome["msg"]
    assert not by_name(process="Desk - Receive Return", state="absent")["changed"]


def test_what_has_not_arrived_fails_and_keeps_a_process_stopped(schedule: Task) -> None:
    schedule(enabled=False)
    schedule.sim.add_fault("status", operation="update", object="ProcessSchedules", status=200, body="{}", times=None)
    outcome = schedule(schedules=CRON, retry=RETRY, enabled=True, retry_budget=0.2)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert "these were not stored: schedules, retry." in outcome["msg"]
    assert [change["status"] for change in outcome["changes"]] == ["failed", "skipped"]
    assert [one["enabled"] for one in schedule.sim.account().schedules.values()].count(False) == 1
