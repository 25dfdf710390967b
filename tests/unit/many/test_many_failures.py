# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A list with mistakes is refused as a whole; an item that fails does not stop the others, and the next run does it."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator, ids
from ansible_collections.community.boomi.tests.unit.conftest import Many
from ansible_collections.community.boomi.tests.unit.many.lists import ORDER_INTAKE, named, names_of, numbered


def items_of(outcome: t.Mapping[str, t.Any]) -> dict[int, str]:
    return {problem["item"]: problem["msg"] for problem in outcome["error"]["problems"]}


@pytest.mark.parametrize("check_mode", [True, False])
def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(sim: Simulator, many: Many, check_mode: bool) -> None:
    twins = [sim.install("Returns Handling", name)["id"] for name in ("one", "two")]
    outcome = many(
        [
            {"integration_pack_name": "Customer Master"},
            {"integration_pack_name": "Invoice Sync", "name": "a name"},
            {"integration_pack_name": "Order Intak"},
            {"integration_pack_id": "not-a-pack"},
            {"integration_pack_name": "Price List"},
            {"integration_pack_name": "Returns Handling"},
            {"id": "not-an-instance"},
            *named("same", "same"),
            {"integration_pack_name": "Stock Levels", "environments": ["Nowhere"]},
            {"integration_pack_name": "Customer Master"},
        ],
        check_mode=check_mode,
    )
    assert outcome.failed
    problems = items_of(outcome)
    assert {number: words for number, words in problems.items() if words not in outcome["msg"]} == {}
    assert list(problems) == [2, 3, 4, 5, 6, 7, 9, 10, 11]
    assert "is of type SINGLE" in problems[2]
    assert "Did you mean 'Order Intake'?" in problems[3]
    assert "with the ID not-a-pack" in problems[4]
    assert "Give integration_pack_id" in problems[5]
    assert "has 2 instances and no name was given" in problems[6]
    assert outcome["error"]["problems"][4]["candidates"] == twins
    assert "There is no integration pack instance not-an-instance" in problems[7]
    assert "is the same as instances[7]" in problems[9]
    assert "no environment 'Nowhere'" in problems[10]
    assert "is the same as instances[0]" in problems[11]
    assert "9 of 11 items" in outcome["msg"]
    assert "nothing was changed" in outcome["msg"]
    assert sim.writes == []
    assert "installed" not in outcome


@pytest.mark.parametrize(
    "items",
    [
        [*named("a"), {"integration_pack_name": "Order Intake"}],
        [{"integration_pack_name": "Order Intake"}, *named("a")],
        [*named("a"), {"integration_pack_id": ORDER_INTAKE, "name": "a"}],
        [{"id": ids.instance(1001)}, *named("of that id")],
    ],
    ids=["a name, then the pack as such", "the pack as such, then a name", "a pack by name and by id", "id and name"],
)
def test_two_items_that_mean_one_instance_are_refused(sim: Simulator, many: Many, items: list[dict[str, str]]) -> None:
    sim.install("Order Intake", "of that id")
    outcome = many(items)
    assert outcome.failed
    assert list(items_of(outcome)) == [2]
    assert sim.writes == []


def test_an_attachment_that_is_refused_leaves_the_instance_installed(sim: Simulator, many: Many) -> None:
    sim.add_fault("status", operation="create", object="IntegrationPackEnvironmentAttachment", status=403)
    outcome = many([{**named("a")[0], "environments": ["Production"]}, named("b")[0]])
    assert outcome.failed
    assert outcome["changed"]
    assert names_of(outcome["installed"]) == ["b"]
    (failure,) = outcome["failed_instances"]
    assert failure["item"] == 1
    assert failure["integration_pack_override_name"] == "a"
    # It is there, and so the failed item has its id.
    assert failure["id"] in sim.account().instances


def test_no_kind_of_failure_keeps_the_others_from_being_done(sim: Simulator, many: Many) -> None:
    """In each phase one item is refused, and one beside it is done."""
    names = ("attached", "detached", "kept", "freed", "old", "stays", "held")
    made = {name: sim.install("Order Intake", name)["id"] for name in names}
    kept, _freed, held = (sim.attach(made[name], "Test")["id"] for name in ("kept", "freed", "held"))
    for fault in (
        {"operation": "create", "contains": '"refused"'},
        {"operation": "create", "contains": made["attached"], "object": "IntegrationPackEnvironmentAttachment"},
        *({"operation": "delete", "contains": one} for one in (kept, held, made["stays"])),
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
    assert outcome["error"] == {"kind": "partial", "failed": 2}
    assert "2 of 9 instances failed; further changes skipped: 5. Run again to finish." in outcome["msg"]
    assert [(entry["item"], entry["error"]["status"]) for entry in outcome["failed_instances"]] == [(1, 403), (3, 403)]
    assert names_of(outcome["installed"]) == ["new"]
    assert "refused" not in names_of(outcome["diff"]["after"]["integration_pack_instances"])
    # Nothing is removed where something that was to be there is not.
    assert names_of(outcome["changed_instances"]) == ["detached"]
    assert outcome["uninstalled"] == []
    outcome = many(wanted[1:2] + wanted[3:], purge=True)
    assert [entry["item"] for entry in outcome["failed_instances"]] == [3, 7, 8]
    assert "3 of 8 instances failed; further changes skipped: 1. Run again to finish." in outcome["msg"]
    # What could not be removed is still there.
    assert {"stays", "held"} <= set(names_of(outcome["diff"]["after"]["integration_pack_instances"]))
    assert names_of(outcome["changed_instances"]) == ["freed"]
    assert names_of(outcome["uninstalled"]) == ["attached", "old"]
    attached = [one["integrationPackInstanceId"] for one in sim.account().instance_attachments.values()]
    assert sorted(attached) == sorted([made["detached"]] * 2 + [made["kept"], made["held"]])


def test_a_user_who_may_not_write_fails_each_item_in_a_message_that_stays_readable(sim: Simulator, many: Many) -> None:
    sim.set(refuse_writes=True)
    sim.install("Order Intake", "instance 1")
    outcome = many(named(*numbered(150)))
    assert (outcome.failed, outcome["changed"], outcome["installed"]) == (True, False, [])
    assert names_of(outcome["unchanged"]) == ["instance 1"]
    assert [failure["item"] for failure in outcome["failed_instances"]] == [1, *range(3, 151)]
    assert {failure["error"]["status"] for failure in outcome["failed_instances"]} == {403}
    assert "149 of 150 instances failed" in outcome["msg"]
    assert "failed_instances lists the other" in outcome["msg"]
    assert len(outcome["msg"]) < 10_000
