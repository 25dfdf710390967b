# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The simulator's schedules: where they are, what they take, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

SCHEDULES, STATUS = "ProcessSchedules", "ProcessScheduleStatus"
TIMES = {
    "minutes": "0-59/15",
    "hours": "8-18",
    "daysOfWeek": "2,3,4,5,6",
    "daysOfMonth": "*",
    "months": "*",
    "years": "*",
}


@pytest.fixture
def deployed(sim: Simulator, api: Caller) -> dict[str, Any]:
    """The body of an UPDATE for the one process of a pack, on the runtime of the environment Production."""
    sim.attach(sim.install("Stock Levels")["id"], "Production")
    [row] = api.query(SCHEDULES).json()["result"]
    return {name: row[name] for name in ("id", "atomId", "processId")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Schedule": [{**TIMES, "minutes": "*/15"}]},
        {"Schedule": [{**TIMES, "minutes": "5/15"}]},
        {"Schedule": [{**TIMES, "minutes": "0-59/0"}]},
        {"Schedule": [{**TIMES, "hours": "24"}]},
        {"Schedule": [{**TIMES, "hours": "9-8"}]},
        {"Schedule": [{**TIMES, "daysOfWeek": "0"}]},
        {"Schedule": [{**TIMES, "daysOfWeek": "MON"}]},
        {"Schedule": [{"minutes": "0"}]},
        {"Schedule": [{**TIMES, "daysofweek": "1"}]},
        {"Schedule": [], "schedules": []},
        {"Retry": {"maxRetry": 6}},
        {"Retry": {"Schedule": []}},
        {"atomId": ""},
        {"processId": "another"},
    ],
)
def test_what_the_api_does_not_take_is_refused(api: Caller, deployed: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert api("POST", f"{SCHEDULES}/{deployed['id']}", {**deployed, **wrong}).status_code == 400


def test_a_bulk_update_is_a_write_of_up_to_fifteen(sim: Simulator, api: Caller, deployed: dict[str, Any]) -> None:
    items = [{**deployed, "Schedule": [TIMES]}, {**deployed, "id": "nix"}]
    answer = api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": items}).json()
    assert [item["statusCode"] for item in answer["response"]] == [200, 400]
    assert [request.object for request in sim.writes] == [SCHEDULES]
    assert api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": 16 * items[:1]}).status_code == 400
    assert api("POST", f"{STATUS}/bulk", {"type": "UPDATE", "request": items}).status_code == 400
    sim.set(without_privileges=["SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT"])
    assert api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": items}).status_code == 403
    assert api.bulk(SCHEDULES, deployed["id"]).status_code == 200


def test_times_may_come_back_number_by_number(sim: Simulator, api: Caller, deployed: dict[str, Any]) -> None:
    sim.set(schedule_form="listed")
    [entry] = api("POST", f"{SCHEDULES}/{deployed['id']}", {**deployed, "Schedule": [TIMES]}).json()["Schedule"]
    assert (entry["minutes"], entry["hours"], entry["months"]) == ("0,15,30,45", "8,9,10,11,12,13,14,15,16,17,18", "*")
