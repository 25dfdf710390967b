# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole runs of boomi_integration_pack_instance_info: by ids, by properties, by an expression, or everything."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import BULK, LOOK, LOOK_ON

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"

Installed = dict[str, str]


def install_many(sim: Simulator, count: int) -> list[str]:
    return [sim.install("Order Intake", f"Instance {number:03}")["id"] for number in range(count)]


def ids_of(outcome: Outcome) -> list[str]:
    return [instance["id"] for instance in outcome["integration_pack_instances"]]


def expression(prop: str, operator: str, *arguments: str) -> dict[str, t.Any]:
    return {"property": prop, "operator": operator, "argument": list(arguments)}


@pytest.fixture
def installed(sim: Simulator) -> Installed:
    """Four instances of three packs, by a short name of ours."""
    return {
        "domestic": sim.install("Order Intake", "Domestic")["id"],
        "international": sim.install("Order Intake", "International")["id"],
        "returns": sim.install("Returns Handling", "Domestic")["id"],
        "invoices": sim.install("Invoice Sync")["id"],
    }


class TestByIds:
    def test_any_number_is_read_in_hundreds_and_keeps_its_order(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = install_many(sim, 250)[::-1]
        outcome = boomi.instance_info(ids=ids)
        # GET may go on answering for what is gone: what exists, a query tells.
        assert outcome.calls == [BULK, BULK, BULK, LOOK, LOOK_ON, LOOK_ON]
        assert ids_of(outcome) == ids
        assert outcome["not_found_ids"] == []
        assert outcome["changed"] is False

    @pytest.mark.parametrize("status", [400, 404, 410])
    def test_unknown_ones_are_listed_as_such(
        self, status: int, boomi: ModuleRunner, sim: Simulator, installed: Installed
    ) -> None:
        sim.set(missing_status=status)
        outcome = boomi.instance_info(ids=["none", installed["domestic"], "no/such"])
        assert ids_of(outcome) == [installed["domestic"]]
        assert outcome["not_found_ids"] == ["none", "no/such"]
        assert outcome.calls == [BULK, LOOK]

    def test_ones_that_are_gone_are_not_found_though_get_goes_on_answering_for_them(
        self, boomi: ModuleRunner, sim: Simulator, installed: Installed
    ) -> None:
        sim.set(get_deleted="stale")
        boomi.instance(id=installed["domestic"], state="absent")
        outcome = boomi.instance_info(ids=[installed["domestic"], installed["international"]])
        assert ids_of(outcome) == [installed["international"]]
        assert outcome["not_found_ids"] == [installed["domestic"]]

    def test_doubles_are_read_once(self, boomi: ModuleRunner, sim: Simulator, installed: Installed) -> None:
        outcome = boomi.instance_info(ids=[installed["domestic"], "none", installed["domestic"], "none"])
        assert ids_of(outcome) == [installed["domestic"]]
        assert outcome["not_found_ids"] == ["none"]
        assert len(sim.requests[0].body["request"]) == 2

    def test_an_empty_list_means_none_and_not_all(self, boomi: ModuleRunner, installed: Installed) -> None:
        outcome = boomi.instance_info(ids=[])
        assert (ids_of(outcome), outcome["not_found_ids"], outcome.calls) == ([], [], [])

    @pytest.mark.parametrize("object_id", ["a/b", 'it\'s "quoted"', "a b", "größe", "a?b#c", "../x", "%2e%2e"])
    def test_odd_ones_are_not_found_and_do_no_harm(
        self, object_id: str, boomi: ModuleRunner, installed: Installed
    ) -> None:
        outcome = boomi.instance_info(ids=[object_id])
        assert outcome["not_found_ids"] == [object_id]
        assert outcome.calls == [BULK]

    @pytest.mark.parametrize("object_id", ["", "  ", ".", "..", "query", "queryMore", "bulk"])
    def test_ones_that_cannot_be_are_refused_before_anything_is_sent(
        self, object_id: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        outcome = boomi.instance_info(ids=[object_id])
        assert outcome.failed
        assert "from a query." in outcome["msg"]
        assert sim.requests == []

    def test_the_whole_object_is_returned(self, boomi: ModuleRunner, sim: Simulator, installed: Installed) -> None:
        (instance,) = boomi.instance_info(ids=[installed["domestic"]])["integration_pack_instances"]
        raw = sim.account().instances[installed["domestic"]]
        assert instance == {
            "id": raw["id"],
            "integration_pack_id": ORDER_INTAKE,
            "integration_pack_override_name": "Domestic",
            "processes": [
                {
                    "name": process["name"],
                    "original_process_id": process["originalProcessId"],
                    "wrapper_process_id": process["wrapperProcessId"],
                }
                for process in raw["ProcessId"]
            ],
        }


class TestByProperties:
    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ({"integration_pack_id": ORDER_INTAKE}, ["domestic", "international"]),
            ({"integration_pack_name": "Order Intake"}, ["domestic", "international"]),
            ({"integration_pack_override_name": "Domestic"}, ["domestic", "returns"]),
            ({"name": "International"}, ["international"]),
            ({"integration_pack_name": "Returns Handling", "name": "Domestic"}, ["returns"]),
            (
                {"integration_pack_id": ORDER_INTAKE, "integration_pack_name": "Order Intake", "name": "Domestic"},
                ["domestic"],
            ),
            ({"integration_pack_name": "Order Intake", "name": "Nobody"}, []),
            ({"integration_pack_id": "none"}, []),
        ],
    )
    def test_each_narrows_the_list_and_costs_one_call(
        self, options: dict[str, str], found: list[str], boomi: ModuleRunner, installed: Installed
    ) -> None:
        outcome = boomi.instance_info(**options)
        assert outcome.calls == [LOOK]
        assert sorted(ids_of(outcome)) == sorted(installed[name] for name in found)
        assert outcome["not_found_ids"] == []

    def test_a_name_is_compared_exactly_whatever_the_server_thinks_of_case(
        self, boomi: ModuleRunner, sim: Simulator, installed: Installed
    ) -> None:
        sim.set(name_case="insensitive")
        assert ids_of(boomi.instance_info(name="international")) == []
        assert ids_of(boomi.instance_info(name="International")) == [installed["international"]]

    def test_odd_names_are_found(self, boomi: ModuleRunner, sim: Simulator) -> None:
        pack = 'Größen "XL" / L\'été & Ünïcode <ß>'
        raw = sim.install(pack, "a/b \"c\" 'd' ß")
        assert ids_of(boomi.instance_info(integration_pack_name=pack, name="a/b \"c\" 'd' ß")) == [raw["id"]]


OPERATORS = [
    ("EQUALS", ["Domestic"], ["domestic", "returns"]),
    ("NOT_EQUALS", ["Domestic"], ["international", "invoices"]),
    ("LIKE", ["%national"], ["international"]),
    ("IS_NULL", [], ["invoices"]),
    ("IS_NOT_NULL", [], ["domestic", "international", "returns"]),
    ("BETWEEN", ["A", "E"], ["domestic", "returns"]),
    ("GREATER_THAN", ["Domestic"], ["international"]),
    ("GREATER_THAN_OR_EQUAL", ["Domestic"], ["domestic", "international", "returns"]),
    ("LESS_THAN", ["International"], ["domestic", "returns"]),
    ("LESS_THAN_OR_EQUAL", ["Domestic"], ["domestic", "returns"]),
    ("CONTAINS", ["mes"], ["domestic", "returns"]),
    ("NOT_CONTAINS", ["mes"], ["international", "invoices"]),
]


class TestByExpression:
    @pytest.mark.parametrize(
        ("operator", "arguments", "found"), OPERATORS, ids=[operator for operator, *_rest in OPERATORS]
    )
    def test_every_operator_of_the_contract(
        self, operator: str, arguments: list[str], found: list[str], boomi: ModuleRunner, installed: Installed
    ) -> None:
        outcome = boomi.instance_info(query_filter=expression("integrationPackOverrideName", operator, *arguments))
        assert outcome.calls == [LOOK]
        assert sorted(ids_of(outcome)) == sorted(installed[name] for name in found)

    @pytest.mark.parametrize("shell", [False, True], ids=["tree", "in its shell"])
    def test_groupings_in_groupings(
        self, shell: bool, boomi: ModuleRunner, sim: Simulator, installed: Installed
    ) -> None:
        names = {
            "operator": "or",
            "nestedExpression": [
                expression("integrationPackOverrideName", "EQUALS", "International"),
                expression("integrationPackOverrideName", "EQUALS", "Domestic"),
            ],
        }
        tree = {"operator": "and", "nestedExpression": [expression("integrationPackName", "LIKE", "Order%"), names]}
        outcome = boomi.instance_info(query_filter={"QueryFilter": {"expression": tree}} if shell else tree)
        assert sorted(ids_of(outcome)) == sorted([installed["domestic"], installed["international"]])
        assert sim.requests[0].body == {"QueryFilter": {"expression": tree}}

    @pytest.mark.parametrize("query_filter", [{}, {"QueryFilter": {}}, {"expression": {}}])
    def test_an_empty_tree_asks_for_everything(
        self, query_filter: dict[str, t.Any], boomi: ModuleRunner, installed: Installed
    ) -> None:
        assert len(ids_of(boomi.instance_info(query_filter=query_filter))) == 4

    def test_what_matches_nothing_is_an_empty_list(self, boomi: ModuleRunner, installed: Installed) -> None:
        outcome = boomi.instance_info(query_filter=expression("integrationPackId", "EQUALS", "none"))
        assert not outcome.failed
        assert ids_of(outcome) == []

    def test_pages_are_followed_here_too(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = install_many(sim, 201)
        outcome = boomi.instance_info(query_filter=expression("integrationPackOverrideName", "LIKE", "Instance%"))
        assert outcome.calls == [LOOK, LOOK_ON, LOOK_ON]
        assert sorted(ids_of(outcome)) == sorted(ids)


class TestEverything:
    def test_an_account_without_instances_has_an_empty_list(self, boomi: ModuleRunner) -> None:
        outcome = boomi.instance_info()
        assert (ids_of(outcome), outcome.calls) == ([], [LOOK])

    def test_all_pages_are_followed_and_the_list_is_sorted(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = install_many(sim, 253)
        sim.set(order="shuffled")
        outcome = boomi.instance_info()
        assert outcome.calls == [LOOK, LOOK_ON, LOOK_ON]
        assert ids_of(outcome) == ids
        assert boomi.instance_info()["integration_pack_instances"] == outcome["integration_pack_instances"]

    def test_processes_that_a_query_leaves_out_are_read_in_hundreds(self, boomi: ModuleRunner, sim: Simulator) -> None:
        install_many(sim, 120)
        sim.set(query_processes="absent")
        outcome = boomi.instance_info()
        assert outcome.calls == [LOOK, LOOK_ON, BULK, BULK]
        assert all(len(instance["processes"]) == 2 for instance in outcome["integration_pack_instances"])

    def test_an_object_that_comes_twice_is_listed_once(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = install_many(sim, 101)
        again = {"result": [{"id": ids[0], "integrationPackId": ORDER_INTAKE, "ProcessId": []}]}
        sim.add_fault("garbage", operation="queryMore", body=f"{again}".replace("'", '"'))
        assert sorted(ids_of(boomi.instance_info())) == sorted(ids[:100])

    @pytest.mark.parametrize("check_mode", [False, True])
    def test_check_mode_makes_no_difference_and_there_is_no_diff(
        self, check_mode: bool, boomi: ModuleRunner, sim: Simulator, installed: Installed
    ) -> None:
        sim.set(refuse_writes=True)
        outcome = boomi.instance_info(check_mode=check_mode)
        assert len(ids_of(outcome)) == 4
        assert "diff" not in outcome
        assert sim.writes == []

    def test_another_account_by_the_partner_path(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync", account_id="birch-B4M9XW")
        outcome = boomi.instance_info(
            account_id="partner-P1H8QZ",
            username="automation@partner.example",
            api_token="c86e2f95-simulated-partner-token-1b3a",
            override_account="birch-B4M9XW",
        )
        assert ids_of(outcome) == [raw["id"]]


@pytest.mark.parametrize(
    "options",
    [
        {"ids": ["a"], "integration_pack_id": "b"},
        {"ids": ["a"], "name": "b"},
        {"ids": ["a"], "query_filter": {}},
        {"query_filter": {}, "integration_pack_name": "b"},
        {"query_filter": {}, "integration_pack_override_name": "b"},
    ],
)
def test_ways_of_asking_are_not_mixed(options: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
    outcome = boomi.instance_info(**options)
    assert outcome.failed
    assert "mutually exclusive" in outcome["msg"]
    assert sim.requests == []
