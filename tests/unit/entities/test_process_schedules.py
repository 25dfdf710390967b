# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for the schedules of processes."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator.fixtures import Caller, api
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

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


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"process": "Domestic - INTT"}, "has no process 'Domestic - INTT'. Did you mean 'Domestic - INT'"),
        ({"runtime": "runtime-eu"}, "has no runtime 'runtime-eu'"),
        ({"integration_pack_instance": "Domestc"}, "has no integration pack instance 'Domestc'"),
        (
            {"integration_pack_instance": "Domestic", "process": "IN"},
            "has no process 'IN'. It has 'Domestic - INT', 'Domestic - New Process 3'",
        ),
        ({"process": " "}, "process is empty"),
    ],
)
def test_an_unknown_name_fails_with_those_that_there_are(
    deployed: ModuleRunner, options: dict[str, t.Any], words: str
) -> None:
    outcome = deployed(INFO, **options)
    assert outcome.failed
    assert words in outcome["msg"]


def test_who_may_not_see_runtimes_gets_their_ids(deployed: ModuleRunner) -> None:
    deployed.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    outcome = deployed(INFO, process="Domestic - INT")
    assert places(outcome) == [("Domestic - INT", None)]
    [row] = outcome["process_schedules"]
    assert deployed(INFO, runtime=row["atom_id"], process="Domestic - INT")["process_schedules"] == [row]
    deployed.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY", "SCHEDULE_MAINTENANCE"])
    assert "SCHEDULE_MAINTENANCE" in deployed(INFO)["msg"]
