# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long and how often a task tries, also where queries lag behind, and what it says where it does not get there."""

from __future__ import annotations

import re
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.many.lists import named
from ansible_collections.community.boomi.tests.unit.resilience.conftest import (
    INSTANCE,
    NAME,
    OPTIONS,
    PACK,
    Starter,
    ids,
    names,
    sent,
)
from ansible_collections.community.boomi.tests.unit.waiting import wait_until


def test_the_wait_for_installed_instances_is_bounded_and_one_for_a_list_and_then_told_of(
    sim: Simulator, start: Starter
) -> None:
    sim.set(visibility_delay=600)
    wanted = sorted(f"Desk {number}" for number in range(20))
    result = start("integration_pack_instances", instances=named(*wanted), retry_budget=0.5).result()
    assert (result.get("failed"), result["changed"]) == (None, True)
    assert names(sim) == wanted
    assert {instance["id"] for instance in result["integration_pack_instances"]} == set(ids(sim))
    assert len(result["warnings"]) == 20
    for instance_id in ids(sim):
        (warning,) = (text for text in map(str, result["warnings"]) if instance_id in text)
        assert "do not show it yet" in warning


@pytest.mark.parametrize(
    ("options", "made"),
    [({}, INSTANCE), ({"environments": ["Production"]}, "IntegrationPackEnvironmentAttachment")],
    ids=["install", "attach"],
)
def test_a_create_whose_answer_is_lost_is_not_sent_again_while_its_object_may_still_show_up(
    sim: Simulator, boomi: ModuleRunner, options: dict[str, t.Any], made: str
) -> None:
    if options:
        sim.install(PACK, NAME)
    sim.set(visibility_delay=0.5)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, **options, retry_budget=4)
    assert (result.failed, result["changed"]) == (False, True)
    assert result["integration_pack_instance"].get("environments") == options.get("environments")
    assert sent(sim, "create", made) == 1
    assert names(sim) == [NAME]


def test_a_second_create_is_taken_back_where_the_first_one_shows_up_later_than_anybody_waits(
    sim: Simulator, start: Starter
) -> None:
    sim.set(visibility_delay=600)
    sim.add_fault("status", status=500, operation="create", phase="after")
    run = start(**OPTIONS, retry_budget=2)
    wait_until(lambda: sent(sim, "create") == 2)
    sim.set(visibility_delay=0)
    result = run.result()
    assert (result.get("failed"), result["changed"]) == (None, True)
    assert names(sim) == [NAME]
    assert result["integration_pack_instance"]["id"] == ids(sim)[0]


def test_a_second_copy_that_may_show_up_is_told_of(
    sim: Simulator, boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.3)
    sim.set(visibility_delay=600)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (True, True)
    assert "a second copy may show up" in result["msg"]
    assert result["error"]["candidates"] == ids(sim)[-1:]


@pytest.mark.parametrize("shows", [True, False])
def test_a_create_that_is_not_answered_in_time_is_looked_for_and_never_sent_again(
    sim: Simulator, boomi: ModuleRunner, shows: bool
) -> None:
    # It may be under way still, however long it has taken already.
    sim.set(visibility_delay=0.5 if shows else 600)
    sim.add_fault("hang", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, timeout=1, retry_budget=2)
    assert sent(sim, "create") == 1
    assert (result.failed, result["changed"]) == (not shows, shows)
    if not shows:
        # Whichever of the two timers has noticed it.
        assert re.search("no (complete )?response within 1 s", result["msg"])
        assert "The next run checks first." in result["msg"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "not_json"}, "do not show it so far"),
        ({"kind": "empty", "phase": "after"}, "do not show it so far"),
        ({"kind": "garbage", "phase": "after", "body": "{}"}, "but returned no ID, and queries of account"),
    ],
)
def test_a_create_that_was_answered_as_a_success_is_never_sent_again(
    sim: Simulator, boomi: ModuleRunner, fault: dict[str, str], words: str
) -> None:
    sim.set(visibility_delay=600)
    sim.add_fault(**fault, operation="create", times=None)
    result = boomi.instance(**OPTIONS, retry_budget=0.5)
    assert result.failed
    assert words in result["msg"]
    assert sent(sim, "create") == 1


def test_the_wait_until_it_is_gone_is_bounded_and_then_told_of(sim: Simulator, boomi: ModuleRunner) -> None:
    sim.install(PACK, NAME)
    sim.set(deletion_delay=600)
    result = boomi.instance(**OPTIONS, state="absent", retry_budget=0.6)
    assert (result.failed, result["changed"]) == (True, True)
    assert "still show it" in result["msg"]
    assert ids(sim) == []


def test_a_delete_whose_answer_is_lost_is_done_although_queries_go_on_showing_the_instance_for_a_while(
    sim: Simulator, boomi: ModuleRunner
) -> None:
    sim.install(PACK, NAME)
    # The second delete, which is sent because of the lost answer, is told that there is no such instance.
    sim.set(deletion_delay=0.8)
    sim.add_fault("status", status=500, operation="delete", phase="after")
    result = boomi.instance(**OPTIONS, state="absent", retry_budget=5)
    assert (result.failed, result["changed"]) == (False, True)
    assert sent(sim, "delete") == 2
    assert ids(sim) == []


def test_an_environment_that_another_run_has_deleted_is_waited_for_until_it_is_gone(
    sim: Simulator, boomi: ModuleRunner
) -> None:
    sim.set(deletion_delay=0.4, missing_status=410)
    sim.account().environments.remove(boomi.named("environments", "Test")["id"])
    result = boomi("environment", name="Test", state="absent")
    assert (result.failed, result["changed"]) == (False, False)


def test_a_refusal_that_an_earlier_try_may_have_caused_says_so(
    sim: Simulator, boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.3)
    sim.set(visibility_delay=600, second_single="refuse")
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(integration_pack_name="Invoice Sync")
    assert result.failed
    assert "An earlier attempt, whose response was lost, may have succeeded: the next run checks" in result["msg"]
    sim.set(visibility_delay=0)
    assert not boomi.instance(integration_pack_name="Invoice Sync")["changed"]


def test_waits_before_a_create_grow_with_each_time_that_it_was_sent(sim: Simulator, boomi: ModuleRunner) -> None:
    sim.add_fault("status", status=503, operation="create", times=None)
    result = boomi.instance(**OPTIONS, retry_budget=1)
    assert (result.failed, result["changed"]) == (True, False)
    assert "so the create has probably not succeeded" in result["msg"]
    # Waits as long as the first one would leave time for more.
    assert sent(sim, "create") == result["error"]["attempts"] <= 3


def test_a_create_is_not_sent_again_where_the_api_asks_for_more_patience_than_there_is(
    sim: Simulator, boomi: ModuleRunner
) -> None:
    sim.add_fault("status", status=429, retry_after=3600, operation="create", times=None)
    result = boomi.instance(**OPTIONS)
    assert result.failed
    assert "3600 s" in result["msg"]
    assert "retry_budget" in result["msg"]
    assert sent(sim, "create") == 1


def test_a_task_stops_sending_once_its_budget_is_used_up(sim: Simulator, boomi: ModuleRunner) -> None:
    instance = sim.install(PACK, NAME)["id"]
    for number in range(80):
        sim.attach(instance, sim.add_environment(f"Place {number}")["id"])
    # Each of them is done, and there are more than are ever in flight, so that there is always a next one.
    sim.add_fault("hang", operation="delete", phase="after", times=None)
    result = boomi.instance(**OPTIONS, state="absent", timeout=3, retry_budget=0.3)
    # Whether the last look still gets its answer within its moment, a busy machine decides.
    assert result.failed
    assert "it was not sent (retry_budget is used up)" in result["msg"]
    sim.clear_faults()
    assert not boomi.instance(**OPTIONS, state="absent").failed
    assert not sim.account().instances


@pytest.mark.parametrize(
    ("module", "options", "read"),
    [
        ("integration_pack_instance", OPTIONS, "get"),
        ("integration_pack_instances", {"instances": named("A", "B", "C")}, "bulk"),
    ],
)
def test_what_was_installed_is_told_where_its_processes_cannot_be_read(
    sim: Simulator, boomi: ModuleRunner, module: str, options: dict[str, t.Any], read: str
) -> None:
    sim.set(query_processes="absent", create_answer="no_processes")
    sim.add_fault("unauthorized", operation=read)
    result = boomi(module, **options)
    assert (result.failed, result["changed"]) == (True, True)
    assert "its processes could not be read" in result["msg"]
    told = result["failed_instances"] if read == "bulk" else [result[module]]
    assert {entry["id"] for entry in told} == set(ids(sim))
    again = boomi(module, **options)
    assert (again.failed, again["changed"]) == (False, False)
