# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that read environments, runtimes, clouds, roles, and what is tied to environments."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ATOM, ROLE
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner


def names(objects: list[dict[str, t.Any]]) -> list[str]:
    return [values["name"] for values in objects]


def test_all_environments_come_sorted_over_all_pages(boomi: ModuleRunner) -> None:
    for number in range(150):
        boomi.simulator.add_environment(f"Site {number:03}")
    boomi.simulator.set(order="shuffled")
    outcome = boomi("environment_info")
    assert names(outcome["environments"]) == ["Production", *[f"Site {number:03}" for number in range(150)], "Test"]
    assert outcome.calls == ["POST Environment/query", "POST Environment/queryMore"]


def test_environments_by_id_are_queried_in_one_call_and_come_in_the_order_asked_for(boomi: ModuleRunner) -> None:
    ids = {record["name"]: record["id"] for record in boomi.simulator.account().environments.values()}
    outcome = boomi("environment_info", ids=[ids["Test"], "nope", ids["Production"], ids["Test"]])
    assert names(outcome["environments"]) == ["Test", "Production"]
    assert outcome["not_found_ids"] == ["nope"]
    assert outcome.calls == ["POST Environment/query"]


def test_more_ids_than_fit_into_one_filter_are_read_all_the_same(boomi: ModuleRunner) -> None:
    ids = [boomi.simulator.add_environment(f"Site {number}")["id"] for number in range(120)]
    outcome = boomi("environment_info", ids=ids)
    assert [values["id"] for values in outcome["environments"]] == ids


def test_environments_by_properties(boomi: ModuleRunner) -> None:
    assert names(boomi("environment_info", name="Test")["environments"]) == ["Test"]
    assert names(boomi("environment_info", classification="PROD")["environments"]) == ["Production"]
    assert boomi("environment_info", name="Test", classification="PROD")["environments"] == []
    like = {"property": "name", "operator": "LIKE", "argument": ["Prod%"]}
    assert names(boomi("environment_info", query_filter=like)["environments"]) == ["Production"]


def test_a_name_is_compared_exactly_here(boomi: ModuleRunner) -> None:
    boomi.simulator.set(name_case="insensitive")
    assert boomi("environment_info", name="test")["environments"] == []
    assert boomi("atom_info", name="RUNTIME-EU-1")["atoms"] == []
    assert boomi.pack_info(name="order intake")["integration_packs"] == []


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"installation_type": "MULTI"}, ['Größen "XL" / L\'été & Ünïcode <ß>', "Order Intake", "Returns Handling"]),
        ({"name": "Order Intake", "installation_type": "SINGLE"}, []),
        ({"integration_pack_name": "Price List"}, ["Price List", "Price List"]),
        # Shared with nobody.
        ({"name": "Unreleased Beta"}, []),
    ],
)
def test_packs_by_properties(boomi: ModuleRunner, options: dict[str, t.Any], expected: list[str]) -> None:
    assert names(boomi.pack_info(**options)["integration_packs"]) == expected


def test_a_type_is_read_as_the_vendors_samples_write_it_here_and_there(boomi: ModuleRunner) -> None:
    pack = {"@type": "IntegrationPack", "id": "p", "name": "Odd", "installationType": "Single"}
    boomi.simulator.add_fault("garbage", operation="query", body=json.dumps({"@type": "QueryResult", "result": [pack]}))
    (found,) = boomi.pack_info(installation_type="SINGLE")["integration_packs"]
    assert found["installation_type"] == "SINGLE"


def test_runtimes_come_with_all_that_the_api_tells(boomi: ModuleRunner) -> None:
    runtime = boomi.simulator.add_atom("cloudy", type="CLOUD", status="WARNING")
    runtime.update(
        capabilities=["GATEWAY"],
        purgeImmediate="true",
        purgeHistoryDays="7",
        cluster={"node": {"nodeId": "n1", "hostName": "h1", "status": "ONLINE", "clusterProblem": ""}},
        statusDetail="busy",
    )
    (found,) = boomi("atom_info", name="cloudy")["atoms"]
    assert set(found) == {field.name for field in ATOM.fields}
    assert found["status"] == "WARNING"
    assert found["status_detail"] == "busy"
    assert found["host_name"] == "cloudy.example"
    assert found["capabilities"] == ["GATEWAY"]
    assert (found["is_cloud_attachment"], found["purge_immediate"], found["purge_history_days"]) == (True, True, 7)
    assert found["force_restart_time"] == 0
    assert found["cluster"] == [{"node_id": "n1", "host_name": "h1", "status": "ONLINE", "cluster_problem": ""}]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["runtime-eu-1", "runtime-eu-2", "runtime-us-1"]),
        ({"status": "OFFLINE"}, ["runtime-us-1"]),
        ({"type": "MOLECULE"}, ["runtime-eu-2"]),
        ({"host_name": "runtime-eu-1.example"}, ["runtime-eu-1"]),
        ({"name": "runtime-eu-1", "status": "OFFLINE"}, []),
        ({"query_filter": {"property": "hostname", "operator": "CONTAINS", "argument": ["us"]}}, ["runtime-us-1"]),
    ],
)
def test_runtimes_by_properties(boomi: ModuleRunner, options: dict[str, t.Any], expected: list[str]) -> None:
    assert names(boomi("atom_info", **options)["atoms"]) == expected


def test_attachments_of_runtimes_by_name_and_by_id(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    sim.attach_atom("runtime-eu-2", "Test")
    production = boomi.named("environments", "Production")["id"]
    every = boomi("environment_atom_attachment_info")
    assert len(every["environment_atom_attachments"]) == 2
    assert "not_found_ids" not in every
    for options, calls in (
        ({"environment": "Production"}, 2),
        ({"environment": production}, 1),
        ({"runtime": "runtime-eu-1"}, 2),
        ({"runtime": "runtime-eu-1", "environment": "Production"}, 3),
    ):
        outcome = boomi("environment_atom_attachment_info", **options)
        assert [tie["environment_id"] for tie in outcome["environment_atom_attachments"]] == [production]
        assert len(outcome.calls) == calls


def test_a_name_that_nothing_has_is_an_error_with_the_close_ones(boomi: ModuleRunner) -> None:
    outcome = boomi("environment_atom_attachment_info", environment="Prodution")
    assert outcome.failed
    assert outcome["error"]["close_matches"] == ["Production"]


def test_attachments_of_instances(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    one, other = sim.install("Invoice Sync")["id"], sim.install("Order Intake", "Domestic")["id"]
    sim.attach(one, "Test")
    sim.attach(other, "Production")
    module, key = "integration_pack_environment_attachment_info", "integration_pack_environment_attachments"
    assert len(boomi(module)[key]) == 2
    assert [tie["integration_pack_instance_id"] for tie in boomi(module, environment="Production")[key]] == [other]
    assert [tie["environment_id"] for tie in boomi(module, integration_pack_instance_id=one)[key]] != []
    assert boomi(module, integration_pack_instance_id="nope")[key] == []
    query_filter = {"property": "integrationPackInstanceId", "operator": "EQUALS", "argument": [one]}
    assert len(boomi(module, query_filter=query_filter)[key]) == 1


def test_roles_of_environments(boomi: ModuleRunner) -> None:
    made = boomi("environment_role", role="Standard User", environment="Test")["environment_role"]
    boomi("environment_role", role="Administrator", environment="Production")
    module = "environment_role_info"
    assert len(boomi(module)["environment_roles"]) == 2
    assert boomi(module, environment="Test")["environment_roles"] == [made]
    assert boomi(module, role="Standard User")["environment_roles"] == [made]
    by_id = boomi(module, ids=[made["id"], "nope"])
    assert (by_id["environment_roles"], by_id["not_found_ids"]) == ([made], ["nope"])


def test_roles_come_with_their_privileges_however_the_api_wraps_them(boomi: ModuleRunner) -> None:
    roles = {record["name"]: record for record in boomi.simulator.account().roles.values()}
    support = roles["Production Support"]
    support["parentId"] = roles["Administrator"]["id"]
    outcome = boomi("role_info")
    assert names(outcome["roles"]) == ["Administrator", "Production Support", "Standard User"]
    assert outcome["roles"][1] == {
        "id": support["id"],
        "name": "Production Support",
        "description": "Production Support",
        "owner_account_id": boomi.simulator.account_id,
        "parent_id": roles["Administrator"]["id"],
        "privileges": ["API", "ATOM_MANAGEMENT_READ_ONLY"],
    }
    assert outcome.calls == ["POST Role/query"]
    assert boomi("role_info", parent_id=roles["Administrator"]["id"])["roles"] == [outcome["roles"][1]]
    by_id = boomi("role_info", ids=[support["id"], "nope"])
    assert (by_id["roles"], by_id["not_found_ids"]) == ([outcome["roles"][1]], ["nope"])


@pytest.mark.parametrize(
    ("sent", "read"),
    [(None, []), ("API", []), ({"Privilege": {"name": "API"}}, ["API"]), ({"Privilege": [{"name": None}, {}, 5]}, [])],
)
def test_privileges_are_a_list_of_texts_whatever_a_server_sends(sent: t.Any, read: list[str]) -> None:
    assert ROLE.read({"Privileges": sent})["privileges"] == read


def test_a_customer_sees_the_clouds_that_are_shared_with_it(boomi: ModuleRunner) -> None:
    boomi.simulator.add_cloud("Elsewhere", account_id="birch-B4M9XW")
    outcome = boomi("cloud_info")
    assert names(outcome["clouds"]) == ["Europe Cloud", "Test Cloud"]
    assert outcome.calls == ["POST Cloud/query"]
    europe = outcome["clouds"][0]
    assert europe["atoms"] == [{"id": "3456789a-bcde-f012-3456-789abcdef012", "deleted": False}]
    assert boomi("cloud_info", name="Europe Cloud")["clouds"] == [europe]
    by_id = boomi("cloud_info", ids=[europe["id"], "nope"])
    assert (by_id["clouds"], by_id["not_found_ids"]) == ([europe], ["nope"])
    assert boomi("cloud_info", name="Elsewhere")["clouds"] == []


def test_reading_changes_nothing_and_works_in_check_mode(boomi: ModuleRunner) -> None:
    boomi.simulator.set(refuse_writes=True)
    ties = ("environment_atom_attachment_info", "environment_role_info")
    packs = ("integration_pack_info", "integration_pack_instance_info")
    for module in ("environment_info", "atom_info", "role_info", "cloud_info", *ties, *packs):
        outcome = boomi(module, check_mode=True)
        assert (outcome["changed"], "diff" in outcome) == (False, False)
    assert boomi.simulator.writes == []
