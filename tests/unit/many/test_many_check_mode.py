# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check mode says what a run does, the diff shows it, and neither depends on who was first."""

from __future__ import annotations

import json
import random
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_of

LISTS = (
    "integration_pack_instances",
    "installed",
    "uninstalled",
    "changed_instances",
    "unchanged",
    "failed_instances",
)


def without_ids_of_new(value: t.Any, new: t.Container[t.Any]) -> t.Any:
    """``value`` without what only the platform can say of the instances in ``new``: their ids, and their processes."""
    if isinstance(value, list):
        return [without_ids_of_new(entry, new) for entry in value]
    if isinstance(value, dict):
        known = {name: without_ids_of_new(entry, new) for name, entry in value.items()}
        return {**known, "id": None, "processes": []} if value.get("id") in new else known
    return value


def prepare(sim: Simulator) -> None:
    for name in ("kept", "old", "attached"):
        sim.install("Order Intake", name)
    sim.attach(list(sim.account().instances)[2], "Test")
    sim.install("Invoice Sync")
    sim.install("Returns Handling", "untouched")


SCENARIOS: dict[str, dict[str, t.Any]] = {
    "install": {"instances": [*named("kept", "z", "b"), {"integration_pack_name": "Stock Levels"}]},
    "nothing": {"instances": named("kept", "old")},
    "purge": {"instances": [*named("new", "attached"), {"integration_pack_name": "Invoice Sync"}], "purge": True},
    "purge all": {"instances": named("new", "kept"), "purge": True, "purge_scope": "all_packs"},
    "absent": {
        "instances": [*named("kept", "attached", "gone"), {"integration_pack_name": "Stock Levels"}],
        "state": "absent",
    },
    "attach": {
        "instances": [
            {**named("attached")[0], "environments": ["Production"]},
            {**named("new")[0], "environments": ["Production", "Test"]},
            {**named("kept")[0], "environments": []},
        ]
    },
}


@pytest.mark.parametrize("options", SCENARIOS.values(), ids=SCENARIOS)
def test_check_mode_says_exactly_what_a_run_does(sim: Simulator, many: Many, options: dict[str, t.Any]) -> None:
    prepare(sim)
    sim.set(refuse_writes=True)
    foreseen = many(**options, check_mode=True)
    assert sim.refused_writes == []
    sim.set(refuse_writes=False)
    done = many(**options)
    new = {instance["id"] for instance in done["installed"]} | {None}
    for key in ("changed", "diff", *LISTS):
        assert without_ids_of_new(foreseen[key], new) == without_ids_of_new(done[key], new), key
    again = many(**options)
    assert not again["changed"]
    assert again["diff"]["before"] == again["diff"]["after"] == done["diff"]["after"]


@pytest.mark.parametrize("order", ["insertion", "reverse", "shuffled"])
def test_diff_and_lists_do_not_depend_on_the_order_of_the_answers(sim: Simulator, many: Many, order: str) -> None:
    names = [f"instance {number}" for number in range(30)]
    for name in random.Random(1).sample(names, 12):
        sim.install("Order Intake", name)
    sim.install("Order Intake", "unwanted")
    sim.set(order=order, latency=1)
    outcome = many(named(*names), purge=True)
    assert names_of(outcome["integration_pack_instances"]) == names
    assert names_of(outcome["installed"]) == [name for name in names if name in names_of(outcome["installed"])]
    assert names_of(outcome["uninstalled"]) == ["unwanted"]
    before, after = (outcome["diff"][side]["integration_pack_instances"] for side in ("before", "after"))
    assert names_of(after) == sorted(names)
    assert names_of(before) == sorted(map(str, names_of(before)))


def test_the_order_of_the_list_does_not_show_in_the_diff(many: Many) -> None:
    items = [*named("b", "a"), {"integration_pack_name": "Invoice Sync"}]
    one = many(items, check_mode=True)
    other = many(items[::-1], check_mode=True)
    assert json.dumps(one["diff"]) == json.dumps(other["diff"])


def test_copies_of_one_name_have_their_order_in_the_diff(sim: Simulator, many: Many) -> None:
    ids = [sim.install("Order Intake", "a")["id"] for _copy in range(2)]
    one, other = (many([{"id": copy} for copy in order]) for order in (ids, ids[::-1]))
    assert json.dumps(one["diff"]) == json.dumps(other["diff"])
