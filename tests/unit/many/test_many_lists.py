# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a list brings about, by pack id, pack name, name and id; and what else is uninstalled, only when asked."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_in, names_of

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def test_a_list_is_installed_by_pack_id_and_by_pack_name_with_and_without_names(sim: Simulator, many: Many) -> None:
    outcome = many(
        [
            {"integration_pack_name": "Invoice Sync"},
            {"integration_pack_id": ORDER_INTAKE, "name": "Domestic"},
            {"integration_pack_name": "Order Intake", "integration_pack_override_name": "International"},
            {"integration_pack_name": "Returns Handling"},
        ]
    )
    assert outcome["changed"]
    # A MULTI pack without a name is installed under its own, as the platform's page does.
    assert names_of(outcome["installed"]) == [None, "Domestic", "International", "Returns Handling"]
    assert outcome["integration_pack_instances"] == outcome["installed"]
    assert outcome["uninstalled"] == outcome["unchanged"] == outcome["failed_instances"] == []
    assert sorted(instance["id"] for instance in outcome["installed"]) == sorted(sim.account().instances)


def test_an_item_without_a_name_is_met_by_the_one_instance_of_its_pack(sim: Simulator, many: Many) -> None:
    sim.install("Order Intake", "whatever")
    outcome = many([{"integration_pack_name": "Order Intake"}, {"integration_pack_name": "Stock Levels"}])
    assert names_of(outcome["unchanged"]) == ["whatever"]
    assert names_of(outcome["installed"]) == [None]


def test_instances_are_attached_to_their_environments_and_to_no_others(sim: Simulator, many: Many) -> None:
    kept = sim.install("Order Intake", "a")
    sim.attach(kept["id"], "Test")
    outcome = many(
        [
            {**named("a")[0], "environments": ["Production"]},
            {**named("b")[0], "environments": ["Test", "Production"]},
            named("c")[0],
        ]
    )
    assert outcome["changed"]
    assert [entry.get("environments") for entry in outcome["integration_pack_instances"]] == [
        ["Production"],
        ["Production", "Test"],
        None,
    ]
    assert names_of(outcome["changed_instances"]) == ["a"]
    assert outcome["unchanged"] == []
    assert len(sim.account().instance_attachments) == 3


def test_absent_uninstalls_the_listed_with_their_attachments_and_leaves_the_others(sim: Simulator, many: Many) -> None:
    for name in ("a", "b", "c"):
        sim.attach(sim.install("Order Intake", name)["id"], "Production")
    by_id = sim.install("Invoice Sync")
    items = [*named("c", "a", "never there"), {"id": by_id["id"]}, {"integration_pack_name": "Stock Levels"}]
    outcome = many(items, state="absent")
    assert outcome["changed"]
    assert names_of(outcome["uninstalled"]) == ["c", "a", None]
    assert outcome["integration_pack_instances"] == outcome["installed"] == outcome["unchanged"] == []
    assert names_in(sim) == ["b"]
    assert len(sim.account().instance_attachments) == 1
    assert not many(items, state="absent")["changed"]


def test_an_empty_list_asks_for_nothing_and_costs_nothing(many: Many) -> None:
    outcome = many([])
    assert not outcome["changed"]
    assert outcome["integration_pack_instances"] == []
    assert outcome.calls == []


def test_nothing_is_uninstalled_that_was_not_asked_for(sim: Simulator, many: Many) -> None:
    sim.install("Order Intake", "old")
    outcome = many(named("new"), purge_scope="all_packs")
    assert outcome["uninstalled"] == []
    assert names_in(sim) == ["old", "new"]


def test_purge_uninstalls_other_instances_of_the_listed_packs_only(sim: Simulator, many: Many) -> None:
    for name in ("old", "kept", "older"):
        sim.install("Order Intake", name)
    sim.attach(next(iter(sim.account().instances)), "Production")
    sim.install("Returns Handling", "of another pack")
    outcome = many(named("kept", "new"), purge=True)
    assert outcome["changed"]
    assert names_of(outcome["installed"]) == ["new"]
    assert names_of(outcome["unchanged"]) == ["kept"]
    assert names_of(outcome["uninstalled"]) == ["old", "older"]
    assert names_of(outcome["integration_pack_instances"]) == ["kept", "new"]
    assert names_in(sim) == ["kept", "new"]
    assert names_in(sim, "Returns Handling") == ["of another pack"]
    assert not many(named("kept", "new"), purge=True)["changed"]


def test_purge_of_all_packs_leaves_the_listed_instances_alone(sim: Simulator, many: Many) -> None:
    sim.install("Order Intake", "old")
    sim.install("Returns Handling", "of another pack")
    sim.install("Invoice Sync")
    kept = sim.install("Stock Levels")
    outcome = many([{"id": kept["id"]}], purge=True, purge_scope="all_packs")
    assert sorted(map(str, names_of(outcome["uninstalled"]))) == ["None", "of another pack", "old"]
    assert list(sim.account().instances) == [kept["id"]]


@pytest.mark.parametrize("scope", ["listed_packs", "all_packs"])
@pytest.mark.parametrize("check_mode", [True, False])
def test_an_empty_list_never_empties_an_account(sim: Simulator, many: Many, scope: str, check_mode: bool) -> None:
    sim.install("Order Intake", "precious")
    outcome = many([], purge=True, purge_scope=scope, check_mode=check_mode)
    assert outcome.failed
    assert "instances is empty" in outcome["msg"]
    assert outcome["error"]["option"] == "instances"
    assert outcome.calls == []


def test_a_pack_that_is_not_shared_and_has_no_instance_does_not_hold_up_what_is_to_go(
    sim: Simulator, many: Many
) -> None:
    many(named("a"))
    items = [*named("a"), *named("b", pack="Of last year")]
    outcome = many(items, state="absent")
    assert names_of(outcome["uninstalled"]) == ["a"]
    assert "No integration pack called 'Of last year' is shared" in str(outcome["warnings"])
    assert not many(items, state="absent")["changed"]


def test_many_packs_that_are_not_shared_cost_one_call_more(many: Many) -> None:
    items = [{"integration_pack_name": f"Of year {number}"} for number in range(30)]
    outcome = many(items, state="absent")
    assert not outcome["changed"]
    assert len(outcome.calls) == 2


def test_a_stray_blank_in_a_name_is_mended_by_a_purge(sim: Simulator, many: Many) -> None:
    sim.install("Order Intake", "Domestic ")
    outcome = many(named("Domestic"), purge=True)
    assert names_of(outcome["installed"]) == ["Domestic"]
    assert names_of(outcome["uninstalled"]) == ["Domestic "]
    assert "differs from it in letter case, spaces, or encoding only" in str(outcome["warnings"])
