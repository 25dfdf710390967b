# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Several runs at the same moment, in real processes; and the lock between those of one host, which is a help for those
who can have it, and in the way of nobody."""

from __future__ import annotations

import functools
import os
import tempfile
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import pace, shared
from ansible_collections.community.boomi.plugins.module_utils._core.locks import exclusive
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator import ids as numbers
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR
from ansible_collections.community.boomi.tests.unit.many.lists import named
from ansible_collections.community.boomi.tests.unit.partner import Partner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import (
    EIGHT_HOSTS,
    INSTANCE,
    NAME,
    ONE_HOST,
    OPTIONS,
    PACK,
    Starter,
    held,
    ids,
    names,
    sent,
)
from ansible_collections.community.boomi.tests.unit.resilience.processes import fill_the_disk, note_moments
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

ATTACHMENT = "IntegrationPackEnvironmentAttachment"
SINGLE: dict[str, t.Any] = {"integration_pack_name": "Invoice Sync"}


def check(sim: Simulator, results: list[dict[str, t.Any]]) -> int:
    """All succeeded, and know the one instance that is there. Return how many of them have changed something."""
    assert [result for result in results if result.get("failed")] == []
    assert len(ids(sim)) == 1
    assert {result["integration_pack_instance"]["id"] for result in results} == set(ids(sim))
    return sum(result["changed"] for result in results)


def race(sim: Simulator, operation: str, object_name: str = INSTANCE, count: int = 8) -> t.Callable[[], None]:
    """Let nobody's call through before all that are to race have sent theirs."""
    sim.add_fault("hold", operation=operation, object=object_name, times=None)

    def end() -> None:
        wait_until(lambda: held(sim) == count)
        sim.clear_faults()

    return end


def make_at_the_same_moment(sim: Simulator, monkeypatch: pytest.MonkeyPatch, own_id: str, other_id: str) -> None:
    """Let another run make a copy when the next one is made, and show it first."""

    def make() -> str:
        monkeypatch.setattr(sim.world, "next_instance_id", lambda: other_id)
        sim.account().instances.add(sim.world.new_instance(sim.world.pack(PACK), NAME), at_once=True)
        return own_id

    monkeypatch.setattr(sim.world, "next_instance_id", make)


@pytest.mark.parametrize("duplicate_name", ["allow", "refuse"])
def test_eight_runs_on_eight_hosts_leave_one_copy_of_a_named_instance(
    sim: Simulator, start: Starter, duplicate_name: str
) -> None:
    sim.install(PACK, "of somebody else")
    somebody_elses = ids(sim)[0]
    sim.set(multi_duplicate_name=duplicate_name)
    meanwhile = race(sim, "create")
    results = start.eight(EIGHT_HOSTS, meanwhile, **OPTIONS)
    assert ids(sim)[0] == somebody_elses
    sim.account().instances.remove(somebody_elses)
    assert check(sim, results) == 1
    assert (sent(sim, "create"), sent(sim, "delete")) == (8, 7 if duplicate_name == "allow" else 0)
    assert not any(result.get("warnings") for result in results)


@pytest.mark.parametrize("second", ["refuse", "duplicate", "existing"])
def test_eight_runs_on_eight_hosts_leave_one_copy_of_a_single_pack(sim: Simulator, start: Starter, second: str) -> None:
    sim.set(second_single=second)
    meanwhile = race(sim, "create")
    changed = check(sim, start.eight(EIGHT_HOSTS, meanwhile, **SINGLE))
    # A create that is answered with the instance that is there already cannot be told from one that has made it.
    assert changed == (8 if second == "existing" else 1)
    assert sent(sim, "create") == 8
    assert sent(sim, "delete") == (7 if second == "duplicate" else 0)


def test_eight_runs_on_eight_hosts_leave_one_copy_where_ids_do_not_tell_which_is_the_oldest(
    sim: Simulator, start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sim.world, "next_instance_id", numbers.random_uuid)
    meanwhile = race(sim, "create")
    results = start.eight(EIGHT_HOSTS, meanwhile, **OPTIONS)
    # Which of them stays is not known before all have looked: a run may have told of one that has gone since.
    assert [result for result in results if result.get("failed")] == []
    assert names(sim) == [NAME]


@pytest.mark.parametrize("hosts", [ONE_HOST, EIGHT_HOSTS])
def test_eight_runs_of_a_whole_list_leave_one_copy_of_each(sim: Simulator, start: Starter, hosts: str) -> None:
    instances = named("A", "B", "C", "D")
    creates = 4 if hosts == ONE_HOST else 32
    meanwhile = race(sim, "create", count=creates)
    results = start.eight(hosts, meanwhile, module="integration_pack_instances", jitter=0.05, instances=instances)
    assert [result for result in results if result.get("failed")] == []
    assert names(sim) == ["A", "B", "C", "D"]
    assert sent(sim, "create") == creates
    assert sorted(one["integration_pack_override_name"] for run in results for one in run["installed"]) == names(sim)


@pytest.mark.parametrize("second", ["refuse", "existing"])
def test_eight_runs_attach_it_once_to_each_environment(sim: Simulator, start: Starter, second: str) -> None:
    sim.install(PACK, NAME)
    sim.set(second_attachment=second)
    meanwhile = race(sim, "create", ATTACHMENT, 16)
    results = start.eight(EIGHT_HOSTS, meanwhile, jitter=0.05, **OPTIONS, environments=["Production", "Test"])
    check(sim, results)
    assert {tuple(result["integration_pack_instance"]["environments"]) for result in results} == {
        ("Production", "Test")
    }
    assert len(sim.account().instance_attachments) == 2


def test_eight_runs_uninstall_it_once(sim: Simulator, start: Starter) -> None:
    sim.attach(sim.install(PACK, NAME)["id"], "Production")
    meanwhile = race(sim, "delete", ATTACHMENT)
    results = start.eight(EIGHT_HOSTS, meanwhile, **OPTIONS, state="absent")
    assert [result for result in results if result.get("failed")] == []
    assert ids(sim) == []
    # Who has detached it and who has uninstalled it need not be the same.
    assert 1 <= sum(result["changed"] for result in results) <= 2


def test_eight_runs_of_one_host_provision_an_account_once(sim: Simulator, start: Starter) -> None:
    # Each would look before another one has asked.
    sim.set(latency=200)
    results = start.eight(ONE_HOST, module="account_provision", **{**Partner(sim).connection, **CEDAR})
    assert [result for result in results if result.get("failed")] == []
    assert [account.name for account in sim.world.accounts.values()].count(CEDAR["name"]) == 1
    assert sum(result["changed"] for result in results) == 1


def test_a_run_waits_for_others_to_take_their_copies_back(sim: Simulator, start: Starter) -> None:
    older, younger = (sim.install(PACK, NAME)["id"] for _copy in range(2))
    run = start(**OPTIONS)
    wait_until(lambda: sim.requests and sim.requests[0].status)
    sim.account().instances.remove(younger)
    result = run.result()
    assert (result.get("failed"), result["changed"]) == (None, False)
    assert result["integration_pack_instance"]["id"] == older


def test_copies_that_nobody_takes_back_are_told_of_after_a_bounded_wait(sim: Simulator, boomi: ModuleRunner) -> None:
    for _copy in range(2):
        sim.install(PACK, NAME)
    result = boomi.instance(**OPTIONS, retry_budget=0.3)
    assert result.failed
    assert set(result["error"]["candidates"]) == set(ids(sim))
    assert 2 <= sent(sim, "query") <= 4


@pytest.mark.parametrize(
    ("own_id", "other_id"),
    [
        ("first of all", "halfway of all"),
        ("last of all", "halfway of all"),
        # A platform may number what it makes when it begins, and show it when it is done.
        (numbers.instance(9000), numbers.instance(9001)),
    ],
)
def test_a_run_yields_to_one_that_is_done_whichever_id_is_the_first(
    sim: Simulator, boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, own_id: str, other_id: str
) -> None:
    make_at_the_same_moment(sim, monkeypatch, own_id, other_id)
    result = boomi.instance(**OPTIONS, retry_budget=0.5)
    assert (result.failed, result["changed"]) == (False, False)
    assert result["integration_pack_instance"]["id"] == other_id
    assert ids(sim) == [other_id]


@pytest.mark.parametrize("looked_at", [True, False])
def test_a_copy_that_the_api_does_not_let_be_taken_back_is_told_of(
    sim: Simulator, boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, looked_at: bool
) -> None:
    make_at_the_same_moment(sim, monkeypatch, numbers.instance(9001), numbers.instance(9000))
    if not looked_at:
        # The look behind the delete fails. The one before it shows both.
        sim.add_fault("status", status=403, operation="query", object=INSTANCE, skip=3, times=None)
    # The same status says elsewhere that there is nothing to delete.
    sim.add_fault("status", status=400, operation="delete", times=None)
    result = boomi.instance(**OPTIONS, retry_budget=0.5)
    assert (result.failed, result["changed"]) == (True, True)
    assert "could not be deleted" in result["msg"]
    assert result["error"]["candidates"] == [numbers.instance(9001)]
    assert len(ids(sim)) == 2


def test_runs_on_one_host_share_the_limit_of_the_account(sim: Simulator, start: Starter, tmp_path: Path) -> None:
    sim.set(rate_limit=10)
    how: dict[str, t.Any] = {
        "requests_per_second": 10,
        "prepare": functools.partial(note_moments, tmp_path / "moments"),
    }
    lists = [named(*(f"{run}-{item}" for item in range(5))) for run in range(3)]
    runs = [start("integration_pack_instances", instances=instances, **how) for instances in lists]
    assert [len(run.result()["installed"]) for run in runs] == [5] * 3
    assert len(ids(sim)) == 15
    moments = sorted(map(float, (tmp_path / "moments").read_text().split()))
    assert len(moments) == len(sim.requests)
    assert min(later - earlier for earlier, later in zip(moments, moments[10:])) >= pace.WINDOW


def test_a_run_that_another_one_keeps_waiting_goes_on_after_a_bounded_time(sim: Simulator, start: Starter) -> None:
    thing = (INSTANCE, sim.world.pack(PACK).id, NAME)
    with exclusive((sim.base_url, sim.account_id), [thing], 0):
        run = start(**OPTIONS, timeout=5, retry_budget=0.2)
        wait_until(lambda: sent(sim, "query"))
        with pytest.raises(AssertionError, match="it has not happened"):
            wait_until(lambda: sent(sim, "create"), timeout=1)
        result = run.result()
    assert (result.get("failed", False), result["changed"]) == (False, True)
    assert names(sim) == [NAME]


NOT_PRIVATE = ("open to everyone", "somebody else's")
WAYS = ("gone", "a file", "a link", *NOT_PRIVATE, "locks are links", "locks are directories")


def spoil(way: str, user: Path, locks: list[str], elsewhere: Path) -> None:
    """Leave no place for locks in the directory of the user."""
    if way == "gone":
        user.parent.rmdir()
    elif way == "a file":
        user.write_text("")
    elif way == "a link":
        user.symlink_to(elsewhere, target_is_directory=True)
    elif way == "open to everyone":
        user.mkdir()
        user.chmod(0o777)
    elif way == "somebody else's" and os.getuid():
        # Only root can give a directory away; anyone else meets one that is open to the group.
        user.mkdir()
        user.chmod(0o720)
    elif way == "somebody else's":
        user.mkdir(mode=0o700)
        os.chown(user, 12345, 12345)
    else:
        user.mkdir(mode=0o700)
        for name in locks:
            (user / name).symlink_to(elsewhere / "target") if way == "locks are links" else (user / name).mkdir()


@pytest.mark.parametrize("way", WAYS)
def test_a_host_without_a_place_for_locks_does_not_fail_the_run(
    sim: Simulator, boomi: ModuleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    user = Path(str(shared.shared_file("any"))).parent.name
    whose = (sim.base_url, sim.account_id)
    locks = [Path(str(shared.shared_file(kind, *whose))).name for kind in ("pace", "lock")]
    directory, elsewhere = tmp_path / "shared", tmp_path / "elsewhere"
    for path in (directory, elsewhere):
        path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    spoil(way, directory / user, locks, elsewhere)
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (False, True)
    assert names(sim) == [NAME]
    assert not any(elsewhere.iterdir())
    assert way not in NOT_PRIVATE or not any((directory / user).iterdir())
    assert boomi.instance(**OPTIONS, state="absent")["changed"]


def test_a_full_disk_does_not_fail_the_run(sim: Simulator, start: Starter) -> None:
    for _run in range(2):
        result = start(**OPTIONS, prepare=fill_the_disk).result()
        assert not result.get("failed"), result
    assert names(sim) == [NAME]
