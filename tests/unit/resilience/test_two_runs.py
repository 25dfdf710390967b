# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several runs at the same moment, in real processes."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator, ids
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import (
    EIGHT_HOSTS,
    NAME,
    ONE_HOST,
    PACK,
    Account,
    Starter,
)
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

MULTI: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}
INSTANCE = "IntegrationPackInstance"
ATTACHMENT = "IntegrationPackEnvironmentAttachment"
SINGLE: dict[str, t.Any] = {"integration_pack_name": "Invoice Sync"}


def check(results: list[dict[str, t.Any]], account: Account) -> int:
    """All succeeded, and know the one instance that is there. Return how many of them have changed something."""
    assert [result for result in results if result.get("failed")] == []
    assert len(account.ids) == 1
    assert {result["integration_pack_instance"]["id"] for result in results} == set(account.ids)
    return sum(result["changed"] for result in results)


def race(
    sim: Simulator, account: Account, operation: str, object_name: str = INSTANCE, count: int = 8
) -> t.Callable[[], None]:
    """Let nobody's call through before all that are to race have sent theirs."""
    sim.add_fault("hold", operation=operation, object=object_name, times=None)

    def end() -> None:
        wait_until(lambda: account.held() == count)
        sim.clear_faults()

    return end


def make_at_the_same_moment(sim: Simulator, monkeypatch: pytest.MonkeyPatch, own_id: str, other_id: str) -> None:
    """Let another run make a copy when the next one is made, and show it first."""

    def make() -> str:
        monkeypatch.setattr(sim.world, "next_instance_id", lambda: other_id)
        sim.account().instances.add(sim.world.new_instance(sim.world.pack(PACK), NAME), at_once=True)
        return own_id

    monkeypatch.setattr(sim.world, "next_instance_id", make)


@pytest.mark.parametrize("latency", [0, 40])
def test_eight_runs_on_one_host_install_one_copy(
    sim: Simulator, start: Starter, account: Account, latency: int
) -> None:
    sim.set(latency=latency)
    results = start.eight(ONE_HOST, **MULTI)
    assert check(results, account) == 1
    assert account.sent("create") == 1
    assert account.sent("delete") == 0


@pytest.mark.parametrize("duplicate_name", ["allow", "refuse"])
def test_eight_runs_on_eight_hosts_leave_one_copy_of_a_named_instance(
    sim: Simulator, start: Starter, account: Account, duplicate_name: str
) -> None:
    sim.install(PACK, "of somebody else")
    somebody_elses = account.ids[0]
    sim.set(multi_duplicate_name=duplicate_name)
    meanwhile = race(sim, account, "create")
    results = start.eight(EIGHT_HOSTS, meanwhile=meanwhile, **MULTI)
    assert account.ids[0] == somebody_elses
    sim.account().instances.remove(somebody_elses)
    assert check(results, account) == 1
    assert account.sent("create") == 8
    assert not any(result.get("warnings") for result in results)


@pytest.mark.parametrize("second", ["refuse", "duplicate", "existing"])
def test_eight_runs_on_eight_hosts_leave_one_copy_of_a_single_pack(
    sim: Simulator, start: Starter, account: Account, second: str
) -> None:
    sim.set(second_single=second)
    meanwhile = race(sim, account, "create")
    changed = check(start.eight(EIGHT_HOSTS, meanwhile=meanwhile, **SINGLE), account)
    # A create that is answered with the instance that is there already cannot be told from one that has made it.
    assert changed == (8 if second == "existing" else 1)
    assert account.sent("create") == 8
    assert account.sent("delete") == (7 if second == "duplicate" else 0)


def test_eight_runs_on_eight_hosts_leave_one_copy_where_ids_do_not_tell_which_is_the_oldest(
    sim: Simulator, start: Starter, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sim.world, "next_instance_id", ids.random_uuid)
    meanwhile = race(sim, account, "create")
    results = start.eight(EIGHT_HOSTS, meanwhile=meanwhile, **MULTI)
    # Which of them stays is not known before all have looked: a run may have told of one that has gone since.
    assert [result for result in results if result.get("failed")] == []
    assert account.names == [NAME]


@pytest.mark.parametrize("hosts", [ONE_HOST, EIGHT_HOSTS])
def test_eight_runs_of_a_whole_list_leave_one_copy_of_each(
    sim: Simulator, start: Starter, account: Account, hosts: str
) -> None:
    instances = [{"integration_pack_name": PACK, "name": name} for name in ("A", "B", "C", "D")]
    creates = 4 if hosts == ONE_HOST else 32
    meanwhile = race(sim, account, "create", count=creates)
    results = start.eight(hosts, 0.05, "integration_pack_instances", meanwhile, instances=instances)
    assert [result for result in results if result.get("failed")] == []
    assert account.names == ["A", "B", "C", "D"]
    assert account.sent("create") == creates
    assert sorted(one["integration_pack_override_name"] for run in results for one in run["installed"]) == account.names


@pytest.mark.parametrize("second", ["refuse", "existing"])
@pytest.mark.parametrize("hosts", [ONE_HOST, EIGHT_HOSTS])
def test_eight_runs_attach_it_once_to_each_environment(
    sim: Simulator, start: Starter, account: Account, hosts: str, second: str
) -> None:
    sim.install(PACK, NAME)
    sim.set(second_attachment=second)
    meanwhile = race(sim, account, "create", ATTACHMENT, 16)
    results = start.eight(hosts, 0.05, meanwhile=meanwhile, **MULTI, environments=["Production", "Test"])
    check(results, account)
    assert {tuple(result["integration_pack_instance"]["environments"]) for result in results} == {
        ("Production", "Test")
    }
    assert len(sim.account().instance_attachments) == 2


@pytest.mark.parametrize("hosts", [ONE_HOST, EIGHT_HOSTS])
def test_eight_runs_uninstall_it_once(sim: Simulator, start: Starter, account: Account, hosts: str) -> None:
    sim.attach(sim.install(PACK, NAME)["id"], "Production")
    meanwhile = race(sim, account, "delete", ATTACHMENT)
    results = start.eight(hosts, meanwhile=meanwhile, **MULTI, state="absent")
    assert [result for result in results if result.get("failed")] == []
    assert account.ids == []
    # Who has detached it and who has uninstalled it need not be the same.
    assert 1 <= sum(result["changed"] for result in results) <= 2


def test_a_run_waits_for_others_to_take_their_copies_back(sim: Simulator, start: Starter, account: Account) -> None:
    older, younger = (sim.install(PACK, NAME)["id"] for _copy in range(2))
    run = start(**MULTI)
    wait_until(lambda: sim.requests and sim.requests[0].status)
    sim.account().instances.remove(younger)
    result = run.result()
    assert (result.get("failed"), result["changed"]) == (None, False)
    assert result["integration_pack_instance"]["id"] == older


def test_copies_that_nobody_takes_back_are_told_of_after_a_bounded_wait(
    sim: Simulator, boomi: ModuleRunner, account: Account
) -> None:
    for _copy in range(2):
        sim.install(PACK, NAME)
    result = boomi.instance(**MULTI, retry_budget=0.3)
    assert result.failed
    assert set(result["error"]["candidates"]) == set(account.ids)
    assert 2 <= account.sent("query") <= 4


@pytest.mark.parametrize(
    ("own_id", "other_id"),
    [
        ("first of all", "halfway of all"),
        ("last of all", "halfway of all"),
        # A platform may number what it makes when it begins, and show it when it is done.
        (ids.instance(9000), ids.instance(9001)),
    ],
)
def test_a_run_yields_to_one_that_is_done_whichever_id_is_the_first(
    sim: Simulator,
    boomi: ModuleRunner,
    account: Account,
    monkeypatch: pytest.MonkeyPatch,
    own_id: str,
    other_id: str,
) -> None:
    make_at_the_same_moment(sim, monkeypatch, own_id, other_id)
    result = boomi.instance(**MULTI, retry_budget=0.5)
    assert (result.failed, result["changed"]) == (False, False)
    assert result["integration_pack_instance"]["id"] == other_id
    assert account.ids == [other_id]


def test_a_copy_that_the_api_does_not_let_be_taken_back_is_told_of(
    sim: Simulator, boomi: ModuleRunner, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_at_the_same_moment(sim, monkeypatch, ids.instance(9001), ids.instance(9000))
    # The same status says elsewhere that there is nothing to delete.
    sim.add_fault("status", status=400, operation="delete", times=None)
    result = boomi.instance(**MULTI, retry_budget=0.5)
    assert (result.failed, result["changed"]) == (True, True)
    assert "could not be deleted" in result["msg"]
    assert result["error"]["candidates"] == [ids.instance(9001)]
    assert len(account.ids) == 2
