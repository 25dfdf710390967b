# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that is killed with SIGKILL: the next one converges, and waits for nobody. One that is interrupted stops."""

from __future__ import annotations

import functools
import json
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import pace, shared
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR, REQUEST
from ansible_collections.community.boomi.tests.unit.many.lists import named
from ansible_collections.community.boomi.tests.unit.partner import PARTNER, QUERY, USER
from ansible_collections.community.boomi.tests.unit.resilience.conftest import (
    NAME,
    OPTIONS,
    Starter,
    held,
    ids,
    is_hung,
    names,
    sent,
)
from ansible_collections.community.boomi.tests.unit.resilience.processes import Run, note_moments
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

LOOK = "POST IntegrationPackInstance/query"
WHOLE: dict[str, t.Any] = {
    "environments": [
        {"name": "Staging", "classification": "TEST", "runtimes": ["runtime-eu-2"], "roles": ["Standard User"]}
    ],
    "integration_packs": [
        {**OPTIONS, "environments": ["Staging"]},
        {**OPTIONS, "name": "Export"},
    ],
}


def shape(sim: Simulator) -> list[tuple[str, ...]]:
    """What the account holds, by name: IDs are new in each run."""
    records = [record for records in sim.account().contents().values() for record in records]
    names = {one["id"]: str(one.get("integrationPackOverrideName") or one.get("name")) for one in records}
    keys = ("id", "integrationPackInstanceId", "atomId", "roleId", "environmentId")
    return sorted(tuple(names.get(record.get(key), "") for key in keys) for record in records)


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize(
    ("module", "options"),
    [
        pytest.param("integration_pack_instance", {**OPTIONS, "environments": ["Production", "Test"]}, id="instance"),
        pytest.param("account_configuration", WHOLE, id="account"),
    ],
)
def test_what_was_killed_at_any_call_is_completed_by_the_next_run(
    sim: Simulator, start: Starter, boomi: ModuleRunner, module: str, options: dict[str, t.Any], state: str
) -> None:
    def begin() -> None:
        sim.reset()
        if state == "absent":
            boomi(module, **options)

    # What the killed run has sent may arrive later, so its calls must be known from those of the next run.
    by_password: dict[str, t.Any] = {"api_token": None, "password": sim.password, "otp": sim.otp}
    begin()
    first = len(sim.requests)
    assert boomi(module, **options, state=state)["changed"]
    wanted = shape(sim)
    moments = [(number, "before") for number in range(len(sim.requests) - first)]
    moments += [(number, "after") for number, request in enumerate(sim.requests[first:]) if request.is_write]
    for number, phase in moments:
        begin()
        sim.add_fault("hang", skip=number, phase=phase)
        run = start(module, **options, **by_password, state=state, retry_budget=0.3)
        wait_until(lambda: is_hung(sim))
        run.kill()

        before = len(sim.requests)
        result = boomi(module, **options, state=state, retry_budget=0.3)
        own = (request for request in sim.requests[before:] if not request.otp)
        written = any(request.is_write and request.status == 200 for request in own)
        assert (result.failed, result["changed"]) == (False, written)
        assert shape(sim) == wanted
        assert not boomi(module, **options, state=state)["changed"]


def test_a_killed_run_of_a_long_list_makes_the_next_run_wait_for_it_once(
    sim: Simulator, start: Starter, boomi: ModuleRunner
) -> None:
    instances = named(*(f"Desk {number}" for number in range(101)))
    sim.add_fault("hang", operation="create", times=None)
    run = start("integration_pack_instances", instances=instances)
    wait_until(lambda: is_hung(sim))
    run.kill()
    sim.clear_faults()
    options = {**instances[7], "retry_budget": 2}
    looks = []
    for _run in range(2):
        looks.append(boomi.instance(**options).calls.count(LOOK))
        boomi.instance(**options, state="absent")
    # The second one: to see what is there, once more before the create, and to see what it has installed.
    assert looks[0] > looks[1] == 3


def test_an_interrupted_run_of_a_long_list_sends_nothing_more(sim: Simulator, start: Starter) -> None:
    instances = named(*(f"Desk {number}" for number in range(200)))
    sim.add_fault("hold", operation="create", times=None)
    run = start("integration_pack_instances", instances=instances)
    # As many as are in flight at most.
    wait_until(lambda: held(sim) == 64)
    run.interrupt()
    sim.clear_faults()
    run.process.join()
    # Those that were on their way are answered.
    assert sent(sim, "create") < len(instances)


@pytest.mark.parametrize(
    ("phase", "shows", "retry_budget"),
    [
        pytest.param("before", "at once", 0.3, id="it had installed nothing"),
        pytest.param("after", "at once", 0.3, id="they find what it had installed"),
        pytest.param("after", "late", 1, id="they find what it had installed when they have installed it, too"),
    ],
)
def test_runs_that_wait_for_one_that_is_killed_leave_one_copy(
    sim: Simulator, start: Starter, phase: str, shows: str, retry_budget: float
) -> None:
    # What the killed run has installed is not to be seen when the others look for the first time.
    sim.set(visibility_delay=600)
    sim.add_fault("hang", operation="create", phase=phase)
    first = start(**OPTIONS)
    wait_until(lambda: is_hung(sim))
    others = [start(**OPTIONS, retry_budget=retry_budget) for _number in range(3)]
    wait_until(lambda: sent(sim, "query", "IntegrationPack") == 4)
    if shows == "at once":
        sim.set(visibility_delay=0)
    first.kill()
    if shows == "late":
        wait_until(lambda: sent(sim, "create") == 2)
        sim.set(visibility_delay=0)
    results = [other.result() for other in others]
    assert [result for result in results if result.get("failed")] == []
    assert sum(result["changed"] for result in results) == (1 if phase == "before" else 0)
    assert names(sim) == [NAME]
    assert {result["integration_pack_instance"]["id"] for result in results} == set(ids(sim))


@pytest.mark.parametrize("stop", [Run.kill, Run.interrupt])
def test_an_account_that_a_stopped_run_may_have_asked_for_is_not_asked_for_again_at_once(
    sim: Simulator, start: Starter, boomi: ModuleRunner, stop: t.Callable[[Run], None]
) -> None:
    own: dict[str, t.Any] = {"account_id": PARTNER, "username": USER, "api_token": sim.world.users[USER].token}
    sim.add_fault("hang", operation="execute", phase="after")
    run = start("account_provision", **CEDAR, **own)
    wait_until(lambda: is_hung(sim))
    stop(run)
    run.process.join()
    before = len(sim.requests)
    refused = boomi("account_provision", **CEDAR, **own)
    assert refused.failed
    assert "was stopped while it provisioned 'Cedar Mills'" in refused["msg"]
    assert [request.call for request in sim.requests[before:]] == [QUERY]
    # A person has looked.
    assert boomi("account_provision", **CEDAR, **own).calls.count(REQUEST) == 1


def test_killed_runs_give_their_places_in_the_pace_back_soon(sim: Simulator, start: Starter, tmp_path: Path) -> None:
    notes = [tmp_path / name for name in ("one", "other")]
    for file in notes:
        start(**OPTIONS, requests_per_second=0.5, prepare=functools.partial(note_moments, file))
    wait_until(lambda: all(file.exists() for file in notes))
    for run in start.runs:
        run.kill()
    whose = (sim.base_url, sim.account_id)
    pacer = pace.Pacer(2, whose)
    pacer.wait()
    pacer.pass_gate()
    line = json.loads(Path(str(shared.shared_file("pace", *whose))).read_text())
    # Each of them had at most one place in the line.
    assert sum(moment > line["seen"] for moment, _rate in line["places"]) == 0
