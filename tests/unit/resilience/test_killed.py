# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A run that is killed with SIGKILL: the next one converges, and waits for nobody."""

from __future__ import annotations

import functools
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import NAME, PACK, Account, Starter
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

INSTANCE = "IntegrationPackInstance"
LOOK = "POST IntegrationPackInstance/query"
ATTACHMENT = "IntegrationPackEnvironmentAttachment"
OPTIONS: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}
ATTACHED: dict[str, t.Any] = {**OPTIONS, "environments": ["Production", "Test"]}


@pytest.mark.parametrize(
    ("operation", "object_name", "phase", "skip"),
    [
        pytest.param("query", INSTANCE, "before", 0, id="at its first look"),
        pytest.param("query", "IntegrationPack", "before", 0, id="at the pack"),
        pytest.param("create", INSTANCE, "before", 0, id="before the create was done"),
        pytest.param("create", INSTANCE, "after", 0, id="after the create was done"),
        pytest.param("query", INSTANCE, "before", 1, id="at the look behind it"),
        pytest.param("create", ATTACHMENT, "before", 0, id="before it was attached"),
        pytest.param("create", ATTACHMENT, "after", 1, id="after the second attachment was made"),
        pytest.param("query", ATTACHMENT, "before", 0, id="at the look behind the attachments"),
    ],
)
def test_what_a_killed_run_has_begun_the_next_one_completes(
    sim: Simulator,
    start: Starter,
    boomi: ModuleRunner,
    account: Account,
    operation: str,
    object_name: str,
    phase: str,
    skip: int,
) -> None:
    sim.add_fault("hang", operation=operation, object=object_name, phase=phase, skip=skip)
    run = start(**ATTACHED)
    wait_until(account.is_hung)
    run.kill()
    there = account.ids
    complete = len(sim.account().instance_attachments) == 2

    result = boomi.instance(**ATTACHED, retry_budget=0.3)
    assert (result.failed, result["changed"]) == (False, not complete)
    assert account.names == [NAME]
    assert result["integration_pack_instance"]["id"] == (there or account.ids)[0]
    assert result["integration_pack_instance"]["environments"] == ["Production", "Test"]
    assert len(sim.account().instance_attachments) == 2
    assert not boomi.instance(**ATTACHED)["changed"]


@pytest.mark.parametrize(
    ("operation", "object_name", "phase", "skip"),
    [
        pytest.param("delete", ATTACHMENT, "before", 0, id="before it was detached"),
        pytest.param("delete", ATTACHMENT, "after", 0, id="after it was detached from one environment"),
        pytest.param("delete", INSTANCE, "before", 0, id="before it was uninstalled"),
        pytest.param("delete", INSTANCE, "after", 0, id="after it was uninstalled"),
        pytest.param("query", INSTANCE, "before", 1, id="at the look behind it"),
    ],
)
def test_what_a_killed_run_has_begun_to_take_away_the_next_one_takes_away(
    sim: Simulator,
    start: Starter,
    boomi: ModuleRunner,
    account: Account,
    operation: str,
    object_name: str,
    phase: str,
    skip: int,
) -> None:
    instance = sim.install(PACK, NAME)["id"]
    for environment in ("Production", "Test"):
        sim.attach(instance, environment)
    sim.add_fault("hang", operation=operation, object=object_name, phase=phase, skip=skip)
    run = start(**OPTIONS, state="absent")
    wait_until(account.is_hung)
    run.kill()
    left = account.ids

    result = boomi.instance(**OPTIONS, state="absent")
    assert (result.failed, result["changed"]) == (False, bool(left))
    assert account.ids == []
    assert not boomi.instance(**OPTIONS, state="absent")["changed"]


def test_a_list_that_was_killed_at_any_call_is_completed_by_the_next_run(
    sim: Simulator, start: Starter, boomi: ModuleRunner, account: Account
) -> None:
    instances = [{"integration_pack_name": PACK, "name": name} for name in ("A", "B", "C")]
    # A look at the packs, one at the instances, three creates, and a look behind them.
    for calls in range(1, 7):
        sim.reset()
        sim.set(latency=20)
        run = start("integration_pack_instances", instances=instances)
        wait_until(functools.partial(account.has_got, calls))
        run.kill()
        # What it has sent is still carried out, and the next run is there before that.
        sim.set(latency=0)
        result = boomi("integration_pack_instances", instances=instances, retry_budget=0.3)
        assert not result.failed
        assert account.names == ["A", "B", "C"]


def shape(sim: Simulator) -> dict[str, list[dict[str, t.Any]]]:
    """What the account holds, without the ids that are new in each run."""
    return {
        kind: [{name: value for name, value in record.items() if name != "id"} for record in records]
        for kind, records in sim.account().contents().items()
    }


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize(
    ("module", "options"),
    [
        ("environment", {"name": "Staging", "classification": "TEST"}),
        ("environment_atom_attachment", {"runtime": "runtime-eu-2", "environment": "Test"}),
        ("environment_role", {"role": "Standard User", "environment": "Test"}),
    ],
)
def test_a_simple_object_that_was_killed_at_any_call_is_completed_by_the_next_run(
    sim: Simulator,
    start: Starter,
    boomi: ModuleRunner,
    account: Account,
    module: str,
    options: dict[str, t.Any],
    state: str,
) -> None:
    def begin() -> None:
        sim.reset()
        if state == "absent":
            boomi(module, **options)

    begin()
    first = len(sim.requests)
    assert boomi(module, **options, state=state)["changed"]
    wanted = shape(sim)
    moments = [(number, "before") for number in range(len(sim.requests) - first)]
    moments += [(number, "after") for number, request in enumerate(sim.requests[first:]) if request.is_write]
    assert len(moments) >= 4
    for number, phase in moments:
        begin()
        sim.add_fault("hang", skip=number, phase=phase)
        run = start(module, **options, state=state)
        wait_until(account.is_hung)
        run.kill()
        complete = shape(sim) == wanted

        result = boomi(module, **options, state=state, retry_budget=0.3)
        assert (result.failed, result["changed"]) == (False, not complete)
        assert shape(sim) == wanted
        assert not boomi(module, **options, state=state)["changed"]


def test_a_killed_run_of_a_long_list_makes_the_next_run_wait_for_it_and_no_other(
    sim: Simulator, start: Starter, boomi: ModuleRunner, account: Account
) -> None:
    names = [f"Desk {number}" for number in range(101)]
    sim.add_fault("hang", operation="create", times=None)
    run = start(
        "integration_pack_instances",
        instances=[{"integration_pack_name": PACK, "name": name} for name in names],
    )
    wait_until(account.is_hung)
    run.kill()
    sim.clear_faults()
    looks = [
        boomi.instance(integration_pack_name=PACK, name=name, retry_budget=0.1).calls.count(LOOK) for name in ("A", "B")
    ]
    # The second one: to see what is there, and to see what it has installed.
    assert looks[0] >= 3
    assert looks[1] == 2


@pytest.mark.parametrize(
    ("phase", "shows", "retry_budget"),
    [
        pytest.param("before", "at once", 0.3, id="it had installed nothing"),
        pytest.param("after", "at once", 0.3, id="they find what it had installed"),
        pytest.param("after", "late", 1, id="they find what it had installed when they have installed it, too"),
    ],
)
def test_runs_that_wait_for_one_that_is_killed_leave_one_copy(
    sim: Simulator, start: Starter, account: Account, phase: str, shows: str, retry_budget: float
) -> None:
    # What the killed run has installed is not to be seen when the others look for the first time.
    sim.set(visibility_delay=600)
    sim.add_fault("hang", operation="create", phase=phase)
    first = start(**OPTIONS)
    wait_until(account.is_hung)
    others = [start(**OPTIONS, retry_budget=retry_budget) for _number in range(3)]
    wait_until(lambda: account.sent("query", "IntegrationPack") == 4)
    if shows == "at once":
        sim.set(visibility_delay=0)
    first.kill()
    if shows == "late":
        wait_until(lambda: account.sent("create") == 2)
        sim.set(visibility_delay=0)
    results = [other.result() for other in others]
    assert [result for result in results if result.get("failed")] == []
    assert sum(result["changed"] for result in results) == (1 if phase == "before" else 0)
    assert account.names == [NAME]
    assert {result["integration_pack_instance"]["id"] for result in results} == set(account.ids)
