# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A list with mistakes in it is refused before anything is written, and every mistake is told."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_of


def items_of(outcome: t.Mapping[str, t.Any]) -> dict[int, str]:
    return {problem["item"]: problem["msg"] for problem in outcome["error"]["problems"]}


@pytest.mark.parametrize("check_mode", [True, False])
def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(sim: Simulator, many: Many, check_mode: bool) -> None:
    sim.install("Returns Handling", "one")
    sim.install("Returns Handling", "two")
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
    assert "There is no integration pack instance not-an-instance" in problems[7]
    assert "is the same as instances[7]" in problems[9]
    assert "no environment 'Nowhere'" in problems[10]
    assert "is the same as instances[0]" in problems[11]
    assert "9 of 11 items" in outcome["msg"]
    assert "nothing was changed" in outcome["msg"]
    assert sim.writes == []
    assert "installed" not in outcome


@pytest.mark.parametrize(
    ("items", "second"),
    [
        pytest.param([*named("a"), {"integration_pack_name": "Order Intake"}], 2, id="a name, then the pack as such"),
        pytest.param([{"integration_pack_name": "Order Intake"}, *named("a")], 2, id="the pack as such, then a name"),
        pytest.param(
            [*named("a"), {"integration_pack_id": "89abcdef-0123-4567-89ab-cdef01234567", "name": "a"}],
            2,
            id="a pack by name and by id",
        ),
    ],
)
def test_two_items_that_mean_one_instance_are_refused(
    sim: Simulator, many: Many, items: list[dict[str, str]], second: int
) -> None:
    outcome = many(items)
    assert outcome.failed
    assert list(items_of(outcome)) == [second]
    assert sim.writes == []


def test_an_instance_by_id_and_by_name_is_one_instance(sim: Simulator, many: Many) -> None:
    instance = sim.install("Order Intake", "a")
    outcome = many([{"id": instance["id"]}, *named("a")])
    assert list(items_of(outcome)) == [2]


def test_the_same_name_in_two_packs_is_two_instances(many: Many) -> None:
    outcome = many([*named("a"), *named("a", pack="Returns Handling")])
    assert names_of(outcome["installed"]) == ["a", "a"]


def test_names_that_differ_in_case_are_two_instances_and_a_warning(many: Many) -> None:
    many(named("orders"))
    outcome = many(named("orders", "Orders"))
    assert names_of(outcome["installed"]) == ["Orders"]
    assert "differs from it in letter case, spaces, or encoding only" in str(outcome["warnings"])


def test_all_options_that_are_wrong_are_told_together(many: Many) -> None:
    outcome = many([{"integration_pack_id": " "}, *named("a"), {"integration_pack_name": "x", "environments": [""]}])
    assert outcome.failed
    assert outcome.calls == []
    assert "instances[0].integration_pack_id is empty" in outcome["msg"]
    assert "instances[2].environments[0] is empty" in outcome["msg"]
    assert [item["option"] for item in outcome["error"]["problems"]] == [
        "instances[0].integration_pack_id",
        "instances[2].environments",
    ]
