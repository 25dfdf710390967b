# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a list brings about and shows, and what else is uninstalled, only when asked; check mode says the same."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import filters
from ansible_collections.community.boomi.tests.simulator import Simulator, ids
from ansible_collections.community.boomi.tests.unit.conftest import Many, ModuleRunner
from ansible_collections.community.boomi.tests.unit.many.lists import ORDER_INTAKE, named, names_of

LISTS = ("installed", "uninstalled", "changed_instances", "unchanged", "failed_instances")
STOCK_LEVELS = {"integration_pack_name": "Stock Levels"}


def prepare(sim: Simulator) -> None:
    sim.install("Invoice Sync")
    for name in ("kept", "old", "attached"):
        sim.install("Order Intake", name)
    for number, environment in enumerate(("Production", "Test"), 2):
        sim.attach(list(sim.account().instances)[number], environment)
    sim.install("Returns Handling", "of another pack")


def names_in(sim: Simulator) -> list[str | None]:
    return [instance["integrationPackOverrideName"] for instance in sim.account().instances.values()]


def places_in(sim: Simulator) -> set[tuple[str | None, str]]:
    """The names of instances, each with an environment that it is attached to."""
    account = sim.account()
    return {
        (
            account.instances[one["integrationPackInstanceId"]]["integrationPackOverrideName"],
            account.environments[one["environmentId"]]["name"],
        )
        for one in account.instance_attachments.values()
    }


def without_ids_of_new(value: t.Any, new: t.Container[t.Any]) -> t.Any:
    """``value`` without what only the platform can say of the instances in ``new``: their ids, and their processes."""
    if isinstance(value, list):
        return [without_ids_of_new(entry, new) for entry in value]
    if isinstance(value, dict):
        known = {name: without_ids_of_new(entry, new) for name, entry in value.items()}
        return {**known, "id": None, "processes": []} if value.get("id") in new else known
    return value


# What is given, the names that the lists of the result have, and the environments of those that are attached then.
SCENARIOS: dict[str, tuple[dict[str, t.Any], dict[str, t.Any], set[tuple[str, str]]]] = {
    "install by pack name and by pack id, with and without a name": (
        {
            "instances": [
                # A name that differs in letter case is another name.
                *named("kept", "Kept", "z", "b"),
                {"integration_pack_id": ORDER_INTAKE, "integration_pack_override_name": "a"},
                STOCK_LEVELS,
                {"integration_pack_name": "Returns Handling"},
            ]
        },
        {"installed": ["Kept", "z", "b", "a", None], "unchanged": ["kept", "of another pack"]},
        {("old", "Production"), ("attached", "Test")},
    ),
    "nothing, where the scope of a purge is given without a purge": (
        {"instances": named("kept", "old"), "purge_scope": "all_packs"},
        {"unchanged": ["kept", "old"]},
        {("old", "Production"), ("attached", "Test")},
    ),
    "purge of the listed packs": (
        {"instances": [*named("new", "attached"), {"integration_pack_name": "Invoice Sync"}], "purge": True},
        {"installed": ["new"], "uninstalled": ["kept", "old"], "unchanged": ["attached", None]},
        {("attached", "Test")},
    ),
    "purge of all packs": (
        {"instances": [*named("new"), {"id": ids.instance(1003)}], "purge": True, "purge_scope": "all_packs"},
        {"installed": ["new"], "uninstalled": [None, "kept", "attached", "of another pack"], "unchanged": ["old"]},
        {("old", "Production")},
    ),
    "absent": (
        {
            "instances": [*named("kept", "attached", "gone"), {"id": ids.instance(1001)}, STOCK_LEVELS],
            "state": "absent",
        },
        {"uninstalled": ["kept", "attached", None]},
        {("old", "Production")},
    ),
    "attach": (
        {
            "instances": [
                {**named("attached")[0], "environments": ["Production"]},
                {**named("new")[0], "environments": ["Test", "Production"]},
                {**named("kept")[0], "environments": []},
                *named("old"),
            ]
        },
        {"installed": ["new"], "changed_instances": ["attached"], "unchanged": ["kept", "old"]},
        {("old", "Production"), ("attached", "Production"), ("new", "Production"), ("new", "Test")},
    ),
}


@pytest.mark.parametrize(("options", "told", "places"), SCENARIOS.values(), ids=SCENARIOS)
def test_a_run_does_what_is_listed_and_tells_it_as_check_mode_did(
    sim: Simulator, many: Many, options: dict[str, t.Any], told: dict[str, t.Any], places: set[tuple[str, str]]
) -> None:
    prepare(sim)
    before = names_in(sim)
    # Neither lists nor diffs go by the order of the answers.
    sim.set(refuse_writes=True, order="shuffled", latency=1)
    foreseen = many(**options, check_mode=True)
    assert sim.refused_writes == []
    sim.set(refuse_writes=False)
    done = many(**options)
    assert {key: names_of(done[key]) for key in LISTS} == {key: told.get(key, []) for key in LISTS}
    left = [name for name in before if name not in told.get("uninstalled", [])]
    # Installs go side by side.
    assert sorted(map(str, names_in(sim))) == sorted(map(str, [*left, *told.get("installed", [])]))
    assert places_in(sim) == places
    there = [entry for key in ("installed", "changed_instances", "unchanged") for entry in done[key]]
    assert sorted(map(str, done["integration_pack_instances"])) == sorted(map(str, there))
    shown = {item["integration_pack_override_name"]: item.get("environments") for item in there}
    given = {item.get("name"): item.get("environments") for item in options["instances"]}
    assert shown == {name: given.get(name) and sorted(given[name]) for name in shown}
    new = {instance["id"] for instance in done["installed"]} | {None}
    for key in ("changed", "diff", "integration_pack_instances", *LISTS):
        assert without_ids_of_new(foreseen[key], new) == without_ids_of_new(done[key], new), key
    again = many(**options)
    assert not again["changed"]
    assert again["diff"]["before"] == again["diff"]["after"] == done["diff"]["after"]


@pytest.mark.parametrize(
    ("module", "option", "info"),
    [
        ("environments", "environments", "environment_info"),
        ("integration_pack_instances", "instances", "integration_pack_instance_info"),
    ],
)
def test_what_the_info_module_returns_can_be_given_as_it_is(
    module: str, option: str, info: str, sim: Simulator, boomi: ModuleRunner
) -> None:
    sim.set(single_name="empty")
    prepare(sim)
    # An ID says which object is meant, whatever it is called.
    sim.install("Order Intake", "Cafe\u0301 ")
    sim.add_environment("Cafe\u0301 ")
    for environment in sim.account().environments.values():
        environment["parentAccount"] = "partner-P1H8QZ"
    there = boomi(info)[module]
    outcome = boomi(module, **{option: there})
    assert (outcome["changed"], outcome["unchanged"]) == (False, there)


def test_the_order_of_the_list_does_not_show_in_the_diff(sim: Simulator, many: Many) -> None:
    # Two of them are copies of one name.
    items = [*named("b", "a"), *({"id": sim.install("Returns Handling", "a")["id"]} for _copy in range(2))]
    one, other = (many(order, check_mode=True) for order in (items, items[::-1]))
    assert json.dumps(one["diff"]) == json.dumps(other["diff"])


def test_an_empty_list_asks_for_nothing_and_costs_nothing(many: Many) -> None:
    outcome = many([])
    assert not outcome["changed"]
    assert outcome["integration_pack_instances"] == []
    assert outcome.calls == []


def test_packs_that_are_not_shared_cost_one_call_more_and_do_not_hold_up_what_is_to_go(many: Many) -> None:
    many(named("a"))
    items = [*named("a"), *({"integration_pack_name": f"Of year {number}"} for number in range(30))]
    outcome = many(items, state="absent")
    assert names_of(outcome["uninstalled"]) == ["a"]
    assert "No integration pack called 'Of year 7' is shared" in str(outcome["warnings"])
    again = many(items, state="absent")
    assert (again["changed"], len(again.calls)) == (False, 2)


def test_the_same_name_in_two_packs_is_two_instances(many: Many) -> None:
    # A MULTI pack without a name is installed under its own, as the platform's page does.
    outcome = many([*named("Returns Handling"), {"integration_pack_name": "Returns Handling"}])
    assert names_of(outcome["installed"]) == ["Returns Handling"] * 2


def test_a_stray_blank_in_a_name_is_mended_by_a_purge(sim: Simulator, many: Many) -> None:
    sim.install("Order Intake", "Domestic ")
    outcome = many(named("Domestic"), purge=True)
    assert (names_of(outcome["installed"]), names_of(outcome["uninstalled"])) == (["Domestic"], ["Domestic "])
    assert "only in letter case, spaces, or encoding" in str(outcome["warnings"])


def test_instances_that_several_queries_show_are_one_each(
    sim: Simulator, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they do of names whose letter case the API ignores, where there are more names than one query takes."""
    monkeypatch.setattr(filters, "MOST_ALTERNATIVES", 2)
    sim.set(name_case="insensitive", create_answer="empty")
    outcome = many(named("A", "B", "a", "b"))
    assert (outcome.failed, names_of(outcome["installed"])) == (False, ["A", "B", "a", "b"])
