# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that read environments, runtimes, clouds, roles, packs and their instances, and what is tied to
environments."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ATOM
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ROLE as ROLES
from ansible_collections.community.boomi.tests.simulator import ids
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

LIKE = {"property": "name", "operator": "LIKE", "argument": ["Prod%"]}
GROUPED = {"operator": "AND", "nestedExpression": [LIKE, {"operator": "Or", "nestedExpression": [LIKE]}]}
CONTAINS = {"property": "hostname", "operator": "CONTAINS", "argument": ["us"]}
INSTANCE, ORDER_INTAKE = "integration_pack_instance", "89abcdef-0123-4567-89ab-cdef01234567"
BY_PROPERTIES: list[tuple[str, dict[str, t.Any], t.Sequence[str | None]]] = [
    ("atom", {}, ["runtime-eu-1", "runtime-eu-2", "runtime-us-1"]),
    ("atom", {"status": "OFFLINE"}, ["runtime-us-1"]),
    ("atom", {"type": "MOLECULE"}, ["runtime-eu-2"]),
    ("atom", {"host_name": "runtime-eu-1.example"}, ["runtime-eu-1"]),
    ("atom", {"name": "runtime-eu-1", "status": "OFFLINE"}, []),
    ("atom", {"query_filter": CONTAINS}, ["runtime-us-1"]),
    # Shared with this account, and with another one.
    ("cloud", {}, ["Europe Cloud", "Test Cloud"]),
    ("cloud", {"name": "Europe Cloud"}, ["Europe Cloud"]),
    ("cloud", {"name": "Elsewhere"}, []),
    ("environment", {"name": "Test"}, ["Test"]),
    ("environment", {"name": "test"}, []),
    ("environment", {"classification": "PROD"}, ["Production"]),
    ("environment", {"name": "Test", "classification": "PROD"}, []),
    *(("environment", {"query_filter": tree}, ["Production"]) for tree in (LIKE, GROUPED)),
    (
        "integration_pack",
        {"installation_type": "MULTI"},
        ['Größen "XL" / L\'été & Ünïcode <ß>', "Order Intake", "Returns Handling"],
    ),
    ("integration_pack", {"name": "Order Intake", "installation_type": "SINGLE"}, []),
    ("integration_pack", {"integration_pack_name": "Price List"}, ["Price List", "Price List"]),
    # Shared with nobody.
    ("integration_pack", {"name": "Unreleased Beta"}, []),
    (INSTANCE, {}, [None, "Domestic", "International", "Domestic"]),
    (INSTANCE, {"integration_pack_id": ORDER_INTAKE}, ["Domestic", "International"]),
    (INSTANCE, {"integration_pack_name": "Order Intake"}, ["Domestic", "International"]),
    (INSTANCE, {"integration_pack_override_name": "Domestic"}, ["Domestic", "Domestic"]),
    (INSTANCE, {"name": "International"}, ["International"]),
    (INSTANCE, {"integration_pack_name": "Returns Handling", "name": "Domestic"}, ["Domestic"]),
    (INSTANCE, {"integration_pack_id": ORDER_INTAKE, "integration_pack_name": "Returns Handling"}, []),
    (INSTANCE, {"integration_pack_id": "none"}, []),
    ("role", {}, ["Administrator", "Production Support", "Standard User"]),
]


@pytest.mark.parametrize(("kind", "options", "expected"), BY_PROPERTIES)
def test_objects_by_properties(
    boomi: ModuleRunner, kind: str, options: dict[str, t.Any], expected: t.Sequence[str | None]
) -> None:
    boomi.simulator.add_cloud("Elsewhere", account_id="birch-B4M9XW")
    for name in ("Domestic", "International"):
        boomi.simulator.install("Order Intake", name)
    boomi.simulator.install("Returns Handling", "Domestic")
    boomi.simulator.install("Invoice Sync")
    # Names are compared exactly here, whatever the API does.
    boomi.simulator.set(name_case="insensitive", grouping_case="lower", refuse_writes=True, order="shuffled")
    query = f"POST {kind.title().replace('_', '')}/query"
    outcome = boomi(f"{kind}_info", **options, check_mode=True)
    called = "integration_pack_override_name" if kind == INSTANCE else "name"
    assert [one[called] for one in outcome[f"{kind}s"]] == expected
    assert (outcome["changed"], "diff" in outcome, outcome.calls) == (False, False, [query])
    by_ids = boomi(f"{kind}_info", ids=[*(one["id"] for one in outcome[f"{kind}s"]), "nope"])
    assert (by_ids[f"{kind}s"], by_ids["not_found_ids"]) == (outcome[f"{kind}s"], ["nope"])
    # An empty list means none, and not all.
    none = boomi(f"{kind}_info", ids=[])
    assert (none[f"{kind}s"], none["not_found_ids"], none.calls) == ([], [], [])


def test_objects_by_id_come_in_the_order_asked_for_however_many_fit_into_one_filter(boomi: ModuleRunner) -> None:
    ids = [boomi.simulator.add_environment(f"Site {number:03}")["id"] for number in range(120)][::-1]
    few = boomi("environment_info", ids=[*ids[:2], "nope", ids[0]])
    assert ([one["id"] for one in few["environments"]], few["not_found_ids"]) == (ids[:2], ["nope"])
    assert few.calls == ["POST Environment/query"]
    assert [values["id"] for values in boomi("environment_info", ids=ids)["environments"]] == ids


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


RUNTIME, PACK, ROLE = "environment_atom_attachment", "integration_pack_environment_attachment", "environment_role"
DOMESTIC, PRODUCTION = ids.instance(1001), ids.stable_uuid("environment", "acme-C7T2KD", "Production")
OF_DOMESTIC = {"property": "integrationPackInstanceId", "operator": "EQUALS", "argument": [DOMESTIC]}


@pytest.mark.parametrize(
    ("kind", "options", "expected", "calls"),
    [
        *((kind, {}, ["Production", "Test"], 1) for kind in (RUNTIME, PACK, ROLE)),
        *((kind, {"environment": "Production"}, ["Production"], 2) for kind in (RUNTIME, PACK, ROLE)),
        (RUNTIME, {"environment": PRODUCTION}, ["Production"], 1),
        (RUNTIME, {"runtime": "runtime-eu-1"}, ["Production"], 2),
        (RUNTIME, {"runtime": "runtime-eu-1", "environment": "Production"}, ["Production"], 3),
        (PACK, {"integration_pack_instance_id": DOMESTIC}, ["Production"], 1),
        (PACK, {"integration_pack_instance_id": "nope"}, [], 1),
        (PACK, {"query_filter": OF_DOMESTIC}, ["Production"], 1),
        (ROLE, {"role": "Standard User"}, ["Production"], 2),
    ],
)
def test_ties_by_what_they_tie(
    boomi: ModuleRunner, kind: str, options: dict[str, t.Any], expected: list[str], calls: int
) -> None:
    sim = boomi.simulator
    sim.attach_atom("runtime-eu-2", "Test")
    for environment, name, role in (("Production", "Domestic", "Standard User"), ("Test", "Export", "Administrator")):
        sim.attach(sim.install("Order Intake", name)["id"], environment)
        boomi(ROLE, role=role, environment=environment)
    outcome = boomi(f"{kind}_info", **options)
    places = [sim.account().environments[tie["environment_id"]]["name"] for tie in outcome[f"{kind}s"]]
    assert (sorted(places), len(outcome.calls)) == (expected, calls)
    assert ("not_found_ids" in outcome) == (kind == ROLE)


def test_roles_come_with_their_privileges_however_the_api_wraps_them(boomi: ModuleRunner) -> None:
    roles = {record["name"]: record for record in boomi.simulator.account().roles.values()}
    support = roles["Production Support"]
    support["parentId"] = roles["Administrator"]["id"]
    (role,) = boomi("role_info", parent_id=roles["Administrator"]["id"])["roles"]
    assert role == {
        "id": support["id"],
        "name": "Production Support",
        "description": "Production Support",
        "owner_account_id": boomi.simulator.account_id,
        "parent_id": roles["Administrator"]["id"],
        "privileges": ["API", "ATOM_MANAGEMENT_READ_ONLY"],
    }


def test_a_cloud_comes_with_its_runtimes(boomi: ModuleRunner) -> None:
    (europe,) = boomi("cloud_info", name="Europe Cloud")["clouds"]
    assert europe["atoms"] == [{"id": "3456789a-bcde-f012-3456-789abcdef012", "deleted": False}]


@pytest.mark.parametrize(
    ("sent", "read"),
    [(None, []), ("API", []), ({"Privilege": {"name": "API"}}, ["API"]), ({"Privilege": [{"name": None}, {}, 5]}, [])],
)
def test_privileges_are_a_list_of_texts_whatever_a_server_sends(sent: t.Any, read: list[str]) -> None:
    assert ROLES.read({"Privileges": sent})["privileges"] == read
