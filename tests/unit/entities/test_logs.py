# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that read executions, events, and the audit log between two times."""

from __future__ import annotations

import datetime
import typing as t

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._engine import moment
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

LOGS = {"execution_record": "execution_records", "event": "events", "audit_log": "audit_logs"}
DAY: dict[str, t.Any] = {"since": "2026-01-15", "until": "2026-01-15T23:59:59Z"}


def minute(number: int) -> str:
    return f"2026-01-15T{9 + number // 60:02}:{number % 60:02}:00Z"


def minutes(outcome: Outcome, key: str, time: str) -> list[int]:
    return [int(row[time][11:13]) * 60 + int(row[time][14:16]) - 540 for row in outcome[key]]


@pytest.mark.parametrize("order", ["insertion", "shuffled"])
def test_executions_come_newest_first_and_what_lies_behind_the_limit_is_not_read(
    boomi: ModuleRunner, order: str
) -> None:
    boomi.simulator.set(order=order)
    for number in range(250):
        boomi.simulator.world.add_execution(executionTime=minute(number))
    few = boomi("execution_record_info", **DAY, limit=3, check_mode=True)
    assert minutes(few, "execution_records", "execution_time") == [249, 248, 247]
    assert (few["changed"], few["truncated"], few.calls) == (False, True, ["POST ExecutionRecord/query"])
    many = boomi("execution_record_info", **DAY, limit=250)
    assert minutes(many, "execution_records", "execution_time") == list(range(249, -1, -1))
    assert (many["truncated"], len(many.calls)) == (False, 3)


@pytest.mark.parametrize(
    ("module", "add", "time"), [("event", "add_event", "eventDate"), ("audit_log", "add_audit_log", "date")]
)
def test_what_the_api_cannot_sort_comes_newest_first_over_all_pages(
    boomi: ModuleRunner, module: str, add: str, time: str
) -> None:
    boomi.simulator.set(order="shuffled")
    for number in range(550):
        getattr(boomi.simulator.world, add)(**{time: minute(number)})
    outcome = boomi(f"{module}_info", **DAY, limit=2)
    assert minutes(outcome, LOGS[module], "date") == [549, 548]
    assert (outcome["truncated"], len(outcome.calls)) == (True, 6)


def test_both_ends_of_the_period_belong_to_it(boomi: ModuleRunner) -> None:
    for number in range(4):
        boomi.simulator.world.add_event(eventDate=minute(number))
    assert minutes(boomi("event_info", since=minute(1), until=minute(2)), "events", "date") == [2, 1]
    assert minutes(boomi("event_info", since=minute(1)), "events", "date") == [3, 2, 1]


def test_executions_by_process_runtime_and_status(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    sim.install("Stock Levels")
    process = boomi("process_info")["processes"][0]
    runtime = boomi.named("atoms", "runtime-eu-2")
    wanted = sim.world.add_execution(processId=process["id"], atomId=runtime["id"], status="ERROR", message="No stock")
    for other in ({}, {"processId": process["id"]}, {"atomId": runtime["id"]}, {"status": "ERROR"}):
        sim.world.add_execution(**other)
    by_name = boomi(
        "execution_record_info", **DAY, process="Stock Levels", runtime="runtime-eu-2", status=["ERROR", "ABORTED"]
    )
    (row,) = by_name["execution_records"]
    assert (row["execution_id"], row["message"]) == (wanted["executionId"], "No stock")
    assert sorted(by_name.calls) == ["POST Atom/query", "POST ExecutionRecord/query", "POST Process/query"]
    by_id = boomi("execution_record_info", **DAY, process=process["id"], runtime=runtime["id"], status=["ERROR"])
    assert (by_id["execution_records"], by_id.calls) == ([row], ["POST ExecutionRecord/query"])
    assert boomi("execution_record_info", **DAY, process="Stok Levels")["error"]["close_matches"] == ["Stock Levels"]


def test_events_by_process_runtime_level_and_type(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    sim.install("Stock Levels")
    process = boomi("process_info")["processes"][0]
    missed = sim.world.add_event(eventLevel="WARNING", eventType="process.missedSchedule")
    failed = sim.world.add_event()
    sim.world.add_event(eventLevel="INFO", eventType="atom.status", processName="", atomName="x", atomId="x")
    for options, expected in (
        ({}, 3),
        ({"process": "Stock Levels"}, 2),
        ({"process": process["id"]}, 2),
        ({"runtime": "runtime-eu-1"}, 2),
        ({"level": ["WARN"]}, 1),
        ({"type": ["atom.status", "process.execution"]}, 2),
    ):
        assert len(boomi("event_info", **DAY, **options)["events"]) == expected
    (row,) = boomi("event_info", **DAY, level=["WARN"])["events"]
    assert (row["event_id"], row["type"], row["level"]) == (missed["eventId"], "process.missedSchedule", "WARN")
    both = boomi("event_info", **DAY, process="Stock Levels", level=["ERROR"], type=["process.execution"])["events"]
    assert [event["event_id"] for event in both] == [failed["eventId"]]


def test_the_audit_log_by_type_action_and_user(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    entry = sim.world.add_audit_log(type="as.environment", action="ATTACH", userId="jane@example.com")
    sim.world.add_audit_log()
    ways: list[dict[str, t.Any]] = [
        {"type": ["as.environment"]},
        {"action": ["ATTACH"]},
        {"user": ["jane@example.com"]},
    ]
    for options in ways:
        (row,) = boomi("audit_log_info", **DAY, **options)["audit_logs"]
        assert row["document_id"] == entry["documentId"]
        assert row["properties"] == [{"name": "ENVIRONMENT_NAME", "value": "Production", "previous_value": None}]


@pytest.mark.parametrize("module", LOGS)
def test_the_query_always_names_a_period(boomi: ModuleRunner, module: str) -> None:
    assert "missing required arguments: since" in boomi(f"{module}_info")["msg"]
    assert boomi(f"{module}_info", since="2026-01-15T10:00:00+01:00").calls != []
    expression = boomi.simulator.requests[-1].body["QueryFilter"]["expression"]
    assert (expression["operator"], expression["argument"]) == ("GREATER_THAN_OR_EQUAL", ["2026-01-15T09:00:00Z"])


@given(st.datetimes(timezones=st.just(datetime.timezone.utc)), st.integers(-23 * 60, 23 * 60))
def test_any_time_with_any_offset_is_read_to_the_second(time: datetime.datetime, offset: int) -> None:
    assume(1 < time.year < 9999)
    local = time.astimezone(datetime.timezone(datetime.timedelta(minutes=offset)))
    read = moment.parse("since", local.isoformat())
    assert datetime.datetime.fromisoformat(read.replace("Z", "+00:00")) == time.replace(microsecond=0)
