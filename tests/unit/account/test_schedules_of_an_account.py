# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Schedules in the description of an account, of packs that are there and of those installed with it."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.account.conftest import Apply
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

CRON = [{"cron": "*/15 8-18 * * 1-5"}]
PLAIN = [{"minutes": "0-59/15", "hours": "8-18", "days_of_week": "2-6"}]
RETRY: dict[str, t.Any] = {"max_retry": 2, "schedules": [{"minutes": "0-59/20"}]}
SINGLE: dict[str, t.Any] = {"integration_pack_name": "Stock Levels", "environments": ["Production"]}
MULTI: dict[str, t.Any] = {
    "integration_pack_name": "Order Intake",
    "name": "Domestic",
    "environments": ["Production", "Staging"],
}
ACCOUNT: dict[str, t.Any] = {
    "environments": [
        {"name": "Production", "runtimes": ["runtime-eu-1"]},
        {"name": "Staging", "runtimes": ["runtime-eu-2"]},
    ],
    "integration_packs": [
        {**SINGLE, "schedules": [{"runtime": "runtime-eu-1", "schedules": CRON, "enabled": True}]},
        {
            **MULTI,
            "schedules": [
                {"process": "INT", "runtime": "runtime-eu-1", "schedules": CRON, "retry": RETRY},
                {"process": "INT", "runtime": "runtime-eu-2", "schedules": CRON, "enabled": False},
            ],
        },
    ],
}
EXPORTED = [
    [
        {
            "process": "Domestic - INT",
            "runtime": "runtime-eu-1",
            "enabled": True,
            "schedules": PLAIN,
            "retry": RETRY,
        },
        {"process": "Domestic - INT", "runtime": "runtime-eu-2", "enabled": False, "schedules": PLAIN},
    ],
    [{"process": "Stock Levels", "runtime": "runtime-eu-1", "enabled": True, "schedules": PLAIN}],
]


def writes(sim: Simulator, name: str = "ProcessSchedule") -> list[str]:
    """The calls that set something: UPDATEs of single sets, and of several."""
    found = [request for request in sim.writes if str(request.object).startswith(name)]
    return [f"{request.object}/{'bulk' if request.operation == 'bulk' else 'id'}" for request in found]


def many(sim: Simulator, count: int) -> list[dict[str, t.Any]]:
    """Install a pack of so many processes, and describe schedules for each of them."""
    names = [f"Process {number:02}" for number in range(count)]
    sim.add_pack("Big", processes=names)
    sim.attach(sim.install("Big")["id"], "Production")
    entries = [{"process": name, "runtime": "runtime-eu-1", "schedules": CRON} for name in names]
    return [{"integration_pack_name": "Big", "schedules": entries}]


def test_a_fresh_account_is_installed_and_scheduled_in_one_task(apply: Apply, sim: Simulator) -> None:
    foreseen = apply(**ACCOUNT, check_mode=True)
    done = apply(**ACCOUNT)
    assert (done.failed, done["changed"]) == (False, True), done
    assert (foreseen["plan"], foreseen["diff"]) == (done["plan"], done["diff"])
    # What is to be disabled gets its times behind that.
    assert sorted(writes(sim)[:2]) == ["ProcessScheduleStatus/id", "ProcessSchedules/bulk"]
    assert writes(sim)[2:] == ["ProcessSchedules/id"]
    assert [change["name"] for change in done["changes"] if change["action"] == "set"] == [
        "Stock Levels on runtime-eu-1",
        "INT of Order Intake as Domestic on runtime-eu-1",
        "INT of Order Intake as Domestic on runtime-eu-2",
        "INT of Order Intake as Domestic on runtime-eu-2",
    ]
    again = apply(**ACCOUNT)
    assert (again["changed"], len(writes(sim))) == (False, 3)
    asked = [call.removeprefix("POST ") for call in again.calls]
    # One query of each kind for the whole account.
    assert sorted(asked) == sorted(set(asked))
    assert {"Process/query", "ProcessSchedules/query", "ProcessScheduleStatus/query"} <= set(asked)
    assert again["configuration"]["integration_packs"][1]["schedules"][1] == {
        "process": "INT",
        "runtime": "runtime-eu-2",
        "enabled": False,
        "schedules": PLAIN,
    }


def test_what_is_exported_applies_without_a_change(apply: Apply, boomi: ModuleRunner, sim: Simulator) -> None:
    apply(**ACCOUNT)
    exported = boomi("account_configuration_info")
    assert len(exported.calls) <= 12
    packs = exported["configuration"]["integration_packs"]
    assert [pack.get("schedules") for pack in packs] == EXPORTED
    again = apply(**exported["configuration"], purge=True, force=True)
    assert (again.failed, again["changed"]) == (False, False), again
    sim.set(without_privileges=["SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    partly = boomi("account_configuration_info")
    assert "integration_packs.schedules" in [one["section"] for one in partly["unreadable"]]
    assert not any("schedules" in pack for pack in partly["configuration"]["integration_packs"])


def test_twenty_sets_take_two_calls_and_one_query_before_and_behind(apply: Apply, sim: Simulator) -> None:
    packs = many(sim, 20)
    sim.set(bulk_order="shuffled")
    done = apply(integration_packs=packs)
    assert (done.failed, done["summary"]["set"]) == (False, {"done": 20})
    assert writes(sim) == ["ProcessSchedules/bulk"] * 2
    assert done.calls.count("POST ProcessSchedules/query") == 3
    assert not apply(integration_packs=packs)["changed"]


def test_one_that_is_refused_does_not_hold_up_the_others(apply: Apply, sim: Simulator) -> None:
    sim.attach(sim.install("Returns Handling", "Desk")["id"], "Production")
    entries = [{"process": name, "runtime": "runtime-eu-1", "schedules": CRON} for name in ("Receive Return", "Refund")]
    packs = [{"integration_pack_name": "Returns Handling", "schedules": entries}]
    failed = apply(integration_packs=packs)
    assert [change["status"] for change in failed["changes"]] == ["failed", "done"]
    assert "A listener process takes no schedules" in failed["msg"]
    assert writes(sim) == ["ProcessSchedules/bulk"]


def test_where_the_api_refuses_many_at_once_each_is_sent_by_itself(apply: Apply, sim: Simulator) -> None:
    sim.add_fault("status", object="ProcessSchedules", operation="bulk", status=400, times=None)
    done = apply(integration_packs=many(sim, 3))
    assert (done.failed, done["summary"]["set"]) == (False, {"done": 3})
    assert writes(sim)[1:] == ["ProcessSchedules/id"] * 3


@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_bulk_update_whose_answer_is_lost_is_looked_for(apply: Apply, sim: Simulator, phase: str) -> None:
    sim.add_fault("close", object="ProcessSchedules", operation="bulk", phase=phase, times=1)
    done = apply(integration_packs=many(sim, 3))
    assert (done.failed, done["summary"]["set"]) == (False, {"done": 3})


def test_what_is_wrong_is_told_before_anything_is_written(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)

    def refused(*entries: dict[str, t.Any], pack: dict[str, t.Any] | None = None) -> str:
        item = {**(pack or MULTI), "schedules": [{"schedules": CRON, **entry} for entry in entries]}
        outcome = apply(environments=[{"name": "New"}], integration_packs=[item])
        assert outcome.failed
        return str(outcome["msg"])

    runtime = {"runtime": "runtime-eu-1"}
    assert "schedules[0].process: integration pack instance" in refused({**runtime, "process": "INTT"})
    assert "has 2 processes" in refused(runtime)
    assert "schedules[1]: there is nothing to set" in refused(
        {**runtime, "process": "INT"}, {**runtime, "schedules": None}
    )
    twice = refused({**runtime, "process": "INT"}, {**runtime, "process": "Domestic - INT"})
    assert "Schedules of 'Domestic - INT on runtime-eu-1' are described twice." in twice
    nowhere = refused({"process": "INT", "runtime": "runtime-us-1"})
    assert "schedules[0]: 'Domestic - INT' has no schedules on runtime 'runtime-us-1'." in nowhere
    # It would be attached, but not to an environment of this runtime; or it is to leave that environment.
    fresh = {"integration_pack_name": "Order Intake", "name": "Export", "environments": ["New"]}
    assert "is not going to have schedules on runtime 'runtime-eu-1'" in refused(
        {**runtime, "process": "INT"}, pack=fresh
    )
    leaving = {**MULTI, "environments": ["Staging"]}
    assert "is not going to have schedules on runtime 'runtime-eu-1'" in refused(
        {**runtime, "process": "INT"}, pack=leaving
    )
    assert len(sim.writes) == before


def test_a_process_that_a_fresh_instance_does_not_have_fails_alone(apply: Apply, sim: Simulator) -> None:
    entries = [{"process": name, "runtime": "runtime-eu-1", "schedules": CRON} for name in ("INTT", "INT")]
    failed = apply(
        integration_packs=[{**MULTI, "environments": ["Production"], "schedules": entries}], retry_budget=0.2
    )
    assert [(change["action"], change["status"]) for change in failed["changes"]] == [
        ("install", "done"),
        ("attach", "done"),
        ("set", "failed"),
        ("set", "done"),
    ]
    assert "has no process 'INTT'. It has 'Domestic - INT'" in failed["msg"]
    assert writes(sim) == ["ProcessSchedules/id"]


def test_a_runtime_that_the_same_task_moves_gets_its_schedules_there(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    entries = [{"process": "INT", "runtime": "runtime-us-1", "schedules": CRON}]
    done = apply(
        environments=[{"name": "Staging", "runtimes": ["runtime-us-1", "runtime-eu-2"]}],
        integration_packs=[{**MULTI, "schedules": entries}],
    )
    assert (done.failed, [change["action"] for change in done["changes"]]) == (False, ["attach", "set"]), done
