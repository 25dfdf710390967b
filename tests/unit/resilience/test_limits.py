# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long and how often a task tries, and what it says where it does not get there."""

from __future__ import annotations

import typing as t

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import NAME, PACK, Account

OPTIONS: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}
CREATE = "POST IntegrationPackInstance"
LOOK = "POST IntegrationPackInstance/query"


def test_a_create_that_is_throttled_again_and_again_is_looked_for_each_time(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.add_fault("status", status=503, operation="create", times=2)
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (False, True)
    assert [call for call in result.calls if call in (CREATE, LOOK)] == [LOOK, LOOK, *[CREATE, LOOK] * 3]


def test_waits_before_a_create_grow_with_each_time_that_it_was_sent(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.add_fault("status", status=503, operation="create", times=None)
    result = boomi.instance(**OPTIONS, retry_budget=1)
    assert result.failed
    # Waits as long as the first one would leave time for more.
    assert account.sent("create") == result["error"]["attempts"] <= 3


def test_a_create_is_not_sent_again_where_the_api_asks_for_more_patience_than_there_is(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.add_fault("status", status=429, retry_after=3600, operation="create", times=None)
    result = boomi.instance(**OPTIONS)
    assert result.failed
    assert "3600 s" in result["msg"]
    assert "retry_budget" in result["msg"]
    assert account.sent("create") == 1


def test_where_nothing_answers_any_more_a_task_says_what_it_has_sent(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.add_fault("hang", operation="query", skip=3, times=None)
    sim.add_fault("hang", operation="create", times=None)
    result = boomi.instance(**OPTIONS, timeout=1.5, retry_budget=0)
    assert result.failed
    assert "Could not create" in result["msg"]
    assert "Whether it was done is not known" in result["msg"]
    assert account.sent("create") == 1


def test_a_task_stops_sending_once_its_budget_is_used_up(sim: Simulator, boomi: ModuleRunner, account: Account) -> None:
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


def test_what_was_installed_is_told_where_the_look_behind_it_fails(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.add_fault("unauthorized", operation="query", object="IntegrationPackInstance", skip=2)
    result = boomi.instance(**OPTIONS)
    (instance_id,) = account.ids
    assert (result.failed, result["changed"]) == (True, True)
    assert result["error"]["candidates"] == [instance_id]
    assert instance_id in result["msg"]
    assert "401" in result["msg"]
    assert not boomi.instance(**OPTIONS)["changed"]


def test_what_was_installed_is_told_where_its_processes_cannot_be_read(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.set(query_processes="absent", create_answer="no_processes")
    sim.add_fault("unauthorized", operation="get")
    result = boomi.instance(**OPTIONS)
    (instance_id,) = account.ids
    assert (result.failed, result["changed"]) == (True, True)
    assert result["integration_pack_instance"]["id"] == instance_id
    assert "its processes could not be read" in result["msg"]


def test_items_whose_processes_cannot_be_read_are_told_of_and_installed_all_the_same(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.set(query_processes="absent", create_answer="no_processes")
    sim.add_fault("unauthorized", operation="bulk")
    names = ["A", "B", "C"]
    wanted = [{"integration_pack_name": PACK, "name": name} for name in names]
    result = boomi("integration_pack_instances", instances=wanted)
    assert account.names == names
    assert (result.failed, result["changed"]) == (True, True)
    assert {entry["id"] for entry in result["failed_instances"]} == set(account.ids)
    assert "its processes could not be read" in result["msg"]
    again = boomi("integration_pack_instances", instances=wanted)
    assert (again.failed, again["changed"]) == (False, False)
