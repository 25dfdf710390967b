# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An item that fails does not stop the others; the task says so at its end, and the next run does the rest."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_in, names_of

NAMES = ("a", "b", "c", "d", "e")


def test_an_attachment_that_is_refused_leaves_the_instance_installed(sim: Simulator, many: Many) -> None:
    sim.add_fault("status", operation="create", object="IntegrationPackEnvironmentAttachment", status=403)
    outcome = many([{**named("a")[0], "environments": ["Production"]}, named("b")[0]])
    assert outcome.failed
    assert outcome["changed"]
    assert sorted(map(str, names_in(sim))) == ["a", "b"]
    assert names_of(outcome["installed"]) == ["b"]
    (failure,) = outcome["failed_instances"]
    assert failure["item"] == 1
    assert failure["integration_pack_override_name"] == "a"
    # It is there, and so the failed item has its id.
    assert failure["id"] in sim.account().instances


def test_no_kind_of_failure_keeps_the_others_from_being_done(sim: Simulator, many: Many) -> None:
    """In each phase one item is refused, and one beside it is done."""
    ids = {name: sim.install("Order Intake", name)["id"] for name in ("attached", "detached", "kept", "freed", "old")}
    stuck, _free = (sim.attach(ids[name], "Test")["id"] for name in ("kept", "freed"))
    ids["stays"] = sim.install("Order Intake", "stays")["id"]
    for fault in (
        {"operation": "create", "contains": '"refused"'},
        {"operation": "create", "contains": ids["attached"], "object": "IntegrationPackEnvironmentAttachment"},
        {"operation": "delete", "contains": stuck},
        {"operation": "delete", "contains": ids["stays"]},
    ):
        sim.add_fault("status", status=403, times=None, **fault)
    wanted = [
        *named("refused", "new"),
        {**named("attached")[0], "environments": ["Production"]},
        {**named("detached")[0], "environments": ["Production", "Test"]},
        {**named("kept")[0], "environments": []},
        {**named("freed")[0], "environments": []},
    ]
    outcome = many(wanted, purge=True)
    assert [entry["item"] for entry in outcome["failed_instances"]] == [1, 3]
    assert names_of(outcome["installed"]) == ["new"]
    # Nothing is removed where something that was to be there is not.
    assert names_of(outcome["changed_instances"]) == ["detached"]
    assert outcome["uninstalled"] == []
    outcome = many(wanted[1:2] + wanted[3:], purge=True)
    assert [entry["item"] for entry in outcome["failed_instances"]] == [3, 7]
    assert names_of(outcome["changed_instances"]) == ["freed"]
    assert names_of(outcome["uninstalled"]) == ["attached", "old"]
    attached = [one["integrationPackInstanceId"] for one in sim.account().instance_attachments.values()]
    assert sorted(attached) == sorted([ids["detached"]] * 2 + [ids["kept"]])


def test_a_user_who_may_not_write_fails_each_item_in_a_message_that_stays_readable(sim: Simulator, many: Many) -> None:
    sim.set(refuse_writes=True)
    sim.install("Order Intake", "instance 1")
    outcome = many(named(*(f"instance {number}" for number in range(150))))
    assert (outcome.failed, outcome["changed"], outcome["installed"]) == (True, False, [])
    assert names_of(outcome["unchanged"]) == ["instance 1"]
    assert [failure["item"] for failure in outcome["failed_instances"]] == [1, *range(3, 151)]
    assert {failure["error"]["status"] for failure in outcome["failed_instances"]} == {403}
    assert "149 of 150 instances failed" in outcome["msg"]
    assert "failed_instances lists the other" in outcome["msg"]
    assert len(outcome["msg"]) < 10_000


def test_a_user_who_may_not_read_is_told_once(sim: Simulator, many: Many) -> None:
    sim.set(without_privileges="API")
    outcome = many(named(*NAMES))
    assert outcome.failed
    assert outcome["error"]["status"] == 403
    assert len(outcome.calls) == 2


@pytest.mark.parametrize("status", [500, 503])
def test_an_api_that_stays_down_ends_the_task_within_its_budget(sim: Simulator, many: Many, status: int) -> None:
    sim.add_fault("status", operation="create", status=status, times=None)
    outcome = many(named(*NAMES), retry_budget=1)
    assert outcome.failed
    assert len(outcome["failed_instances"]) == len(NAMES)
    assert sim.account().instances == {}
