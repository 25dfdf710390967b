# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Queries that lag behind what was written: waited for, for a bounded time, and then told of."""

from __future__ import annotations

import re
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import NAME, PACK, Account, Starter
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

OPTIONS: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}


@pytest.mark.parametrize(
    ("there", "options"),
    [
        (None, {}),
        ([], {"state": "absent"}),
        ([], {"environments": ["Production"]}),
        (["Production"], {"environments": []}),
    ],
    ids=["install", "uninstall", "attach", "detach"],
)
def test_what_was_written_is_waited_for_until_queries_show_it(
    sim: Simulator, boomi: ModuleRunner, there: list[str] | None, options: dict[str, t.Any]
) -> None:
    if there is not None:
        instance = sim.install(PACK, NAME)["id"]
        for environment in there:
            sim.attach(instance, environment)
    sim.set(visibility_delay=0.4, deletion_delay=0.4)
    first, again = (boomi.instance(**OPTIONS, **options) for _run in range(2))
    assert (first.failed, first["changed"], first.get("warnings")) == (False, True, None)
    assert (again.failed, again["changed"]) == (False, False)


def test_the_wait_for_an_installed_instance_is_bounded_and_then_told_of(
    sim: Simulator, start: Starter, account: Account
) -> None:
    sim.set(visibility_delay=600)
    result = start(**OPTIONS, retry_budget=0.5).result()
    assert (result.get("failed"), result["changed"]) == (None, True)
    (instance_id,) = account.ids
    assert result["integration_pack_instance"]["id"] == instance_id
    (warning,) = map(str, result["warnings"])
    assert instance_id in warning
    assert "do not show it yet" in warning


def test_a_list_is_waited_for_together(sim: Simulator, start: Starter, account: Account) -> None:
    sim.set(visibility_delay=600)
    names = [f"Desk {number}" for number in range(20)]
    instances = [{"integration_pack_name": PACK, "name": name} for name in names]
    result = start("integration_pack_instances", instances=instances, retry_budget=0.5).result()
    assert not result.get("failed")
    assert len(result["warnings"]) == 20
    assert account.names == sorted(names)


def test_a_create_whose_answer_is_lost_is_not_sent_again_while_its_instance_may_still_show_up(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.set(visibility_delay=0.5)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, retry_budget=4)
    assert (result.failed, result["changed"]) == (False, True)
    assert account.sent("create") == 1
    assert account.names == [NAME]


def test_a_second_create_is_taken_back_where_the_first_one_shows_up_later_than_anybody_waits(
    sim: Simulator, start: Starter, account: Account
) -> None:
    sim.set(visibility_delay=600)
    sim.add_fault("status", status=500, operation="create", phase="after")
    run = start(**OPTIONS, retry_budget=2)
    wait_until(lambda: account.sent("create") == 2)
    sim.set(visibility_delay=0)
    result = run.result()
    assert (result.get("failed"), result["changed"]) == (None, True)
    assert account.names == [NAME]
    assert result["integration_pack_instance"]["id"] == account.ids[0]


def test_a_second_copy_that_may_show_up_is_told_of(
    sim: Simulator, boomi: ModuleRunner, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.3)
    sim.set(visibility_delay=600)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (True, True)
    assert "a second copy may show up" in result["msg"]
    assert result["error"]["candidates"] == account.ids[-1:]


@pytest.mark.parametrize("shows", [True, False])
def test_a_create_that_is_not_answered_in_time_is_looked_for_and_never_sent_again(
    sim: Simulator, boomi: ModuleRunner, account: Account, shows: bool
) -> None:
    # It may be under way still, however long it has taken already.
    sim.set(visibility_delay=0.5 if shows else 600)
    sim.add_fault("hang", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, timeout=1, retry_budget=2)
    assert account.sent("create") == 1
    assert (result.failed, result["changed"]) == (not shows, shows)
    if not shows:
        # Whichever of the two timers has noticed it.
        assert re.search("no (complete )?answer within 1 s", result["msg"])
        assert "The next run checks first." in result["msg"]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "not_json"}, "do not show it so far"),
        ({"kind": "empty", "phase": "after"}, "do not show it so far"),
        ({"kind": "garbage", "phase": "after", "body": "{}"}, "whose answer does not say which object it is"),
    ],
)
def test_a_create_that_was_answered_as_a_success_is_never_sent_again(
    sim: Simulator, boomi: ModuleRunner, account: Account, fault: dict[str, str], words: str
) -> None:
    sim.set(visibility_delay=600)
    sim.add_fault(**fault, operation="create", times=None)
    result = boomi.instance(**OPTIONS, retry_budget=0.5)
    assert result.failed
    assert words in result["msg"]
    assert account.sent("create") == 1


def test_the_wait_until_it_is_gone_is_bounded_and_then_told_of(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.install(PACK, NAME)
    sim.set(deletion_delay=600)
    result = boomi.instance(**OPTIONS, state="absent", retry_budget=0.6)
    assert (result.failed, result["changed"]) == (True, True)
    assert "still show it" in result["msg"]
    assert account.ids == []


def test_a_delete_whose_answer_is_lost_is_done_although_queries_go_on_showing_the_instance_for_a_while(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    sim.install(PACK, NAME)
    # The second delete, which is sent because of the lost answer, is told that there is no such instance.
    sim.set(deletion_delay=0.8)
    sim.add_fault("status", status=500, operation="delete", phase="after")
    result = boomi.instance(**OPTIONS, state="absent", retry_budget=5)
    assert (result.failed, result["changed"]) == (False, True)
    assert account.sent("delete") == 2
    assert account.ids == []


def test_an_attachment_whose_answer_is_lost_may_show_up_later(sim: Simulator, boomi: ModuleRunner) -> None:
    sim.install(PACK, NAME)
    sim.set(visibility_delay=0.5)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, environments=["Production"], retry_budget=4)
    assert (result.failed, result["changed"]) == (False, True)
    assert result["integration_pack_instance"]["environments"] == ["Production"]
    assert result.calls.count("POST IntegrationPackEnvironmentAttachment") == 1


@pytest.mark.parametrize("second", ["refuse", "existing"])
def test_an_attachment_that_may_have_to_be_sent_again_is_this_tasks_own(
    sim: Simulator, boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    sim.install(PACK, NAME)
    sim.set(visibility_delay=1.2, second_attachment=second)
    sim.add_fault("reset", operation="create", phase="after")
    result = boomi.instance(**OPTIONS, environments=["Production"])
    assert (result.failed, result["changed"]) == (False, True)
    assert len(sim.account().instance_attachments) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_an_environment_that_another_run_has_deleted_is_waited_for_until_it_is_gone(
    sim: Simulator, boomi: ModuleRunner, status: int
) -> None:
    sim.set(deletion_delay=0.4, missing_status=status)
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
    assert (
        "An earlier try, whose answer was lost, may have done it already: the next run checks first." in result["msg"]
    )
    sim.set(visibility_delay=0)
    assert not boomi.instance(integration_pack_name="Invoice Sync")["changed"]
