# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installing and uninstalling, with every way that the sources leave open."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"
ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


@pytest.fixture
def invoice_sync(sim: Simulator) -> str:
    return sim.world.pack("Invoice Sync").id


def test_a_single_pack_keeps_its_processes_and_has_no_wrapper(api: Caller, invoice_sync: str) -> None:
    created = api.create(INSTANCE, integrationPackId=invoice_sync).json()
    assert all(set(process) == {"@type", "name", "originalProcessId"} for process in created["ProcessId"])


def test_an_instance_id_is_base64_without_padding(api: Caller, invoice_sync: str) -> None:
    key = api.create(INSTANCE, integrationPackId=invoice_sync).json()["id"]
    assert base64.b64decode(key + "=" * (-len(key) % 4)).decode().startswith(INSTANCE)


@pytest.mark.parametrize(
    ("settings", "pack", "name", "status", "shown"),
    [
        ({}, "Order Intake", None, 200, "Order Intake"),
        ({"multi_without_name": "refuse"}, "Order Intake", None, 400, None),
        ({}, "Invoice Sync", "N", 400, None),
        ({"single_name": "absent"}, "Invoice Sync", None, 200, None),
        ({"single_name": "empty"}, "Invoice Sync", None, 200, ""),
        ({"single_name": "pack_name"}, "Invoice Sync", None, 200, "Invoice Sync"),
    ],
)
def test_the_name_that_an_instance_gets_and_shows(
    sim: Simulator, api: Caller, settings: dict[str, Any], pack: str, name: str | None, status: int, shown: str | None
) -> None:
    sim.set(**settings)
    named = {"integrationPackOverrideName": name} if name else {}
    answer = api.create(INSTANCE, integrationPackId=sim.world.pack(pack).id, **named)
    assert (answer.status_code, answer.json().get("integrationPackOverrideName")) == (status, shown)


def test_unknown_keys_and_type_marks_in_a_request_are_ignored(api: Caller) -> None:
    body = {"@type": "Anything", "integrationPackId": ORDER_INTAKE, "notAField": {"@type": "x"}}
    assert api("POST", INSTANCE, body).status_code == 200


@pytest.mark.parametrize(
    ("value", "missing"),
    [("full", set()), ("no_processes", {"ProcessId"}), ("no_id", {"id"}), ("empty", None)],
)
def test_what_a_create_answer_lacks(sim: Simulator, api: Caller, value: str, missing: set[str] | None) -> None:
    sim.set(create_answer=value)
    answer = api.create(INSTANCE, integrationPackId=ORDER_INTAKE)
    whole = {"id", "ProcessId", "integrationPackId", "integrationPackOverrideName", "@type"}
    assert (whole - set(answer.json()) if answer.content else None) == missing
    assert (answer.status_code, len(sim.account().instances)) == (200, 1)


@pytest.mark.parametrize(
    ("value", "body"),
    [("true", "true"), ("empty", ""), ("brace_true", "{true}"), ("object", '{"@type": "%s", "id": "%s"}')],
)
def test_the_body_of_a_delete(sim: Simulator, api: Caller, value: str, body: str) -> None:
    sim.set(delete_body=value)
    key = sim.install("Invoice Sync")["id"]
    answer = api.delete(INSTANCE, key)
    assert (answer.status_code, answer.text) == (200, body % (INSTANCE, key) if value == "object" else body)
    assert not sim.account().instances


@pytest.mark.parametrize("status", [400, 404, 410])
def test_an_id_that_does_not_exist(sim: Simulator, api: Caller, status: int) -> None:
    sim.set(missing_status=status)
    assert api.get(INSTANCE, "nix").status_code == status
    assert api.delete(INSTANCE, "nix").status_code == status
    assert [item["statusCode"] for item in api.bulk(INSTANCE, "nix").json()["response"]] == [status]


def test_deleting_twice(sim: Simulator, api: Caller) -> None:
    key = sim.install("Invoice Sync")["id"]
    assert [api.delete(INSTANCE, key).status_code for _turn in range(2)] == [200, 400]
    sim.set(delete_missing="success")
    assert api.delete(INSTANCE, key).status_code == 200


@pytest.mark.parametrize(("value", "status"), [("error", 400), ("stale", 200)])
def test_getting_a_deleted_instance(sim: Simulator, api: Caller, value: str, status: int) -> None:
    sim.set(get_deleted=value)
    key = sim.install("Invoice Sync")["id"]
    api.delete(INSTANCE, key)
    assert api.get(INSTANCE, key).status_code == status
    assert api.query(INSTANCE).json()["numberOfResults"] == 0


def test_the_processes_of_a_query_and_their_shape(sim: Simulator, api: Caller) -> None:
    sim.install("Stock Levels")
    sim.set(processes_shape="object")
    assert api.query(INSTANCE).json()["result"][0]["ProcessId"]["name"] == "Stock Levels"
    sim.set(query_processes="absent")
    row = api.query(INSTANCE).json()["result"][0]
    assert "ProcessId" not in row
    assert "ProcessId" in api.get(INSTANCE, row["id"]).json()


@pytest.mark.parametrize("value", ["wrapper", "other"])
def test_processes_are_found_by_instance(sim: Simulator, api: Caller, value: str) -> None:
    sim.set(multi_process_id=value)
    instance = sim.install("Order Intake", "Domestic")
    sim.install("Order Intake", "International")
    processes = api.found("Process", "integrationPackInstanceId", "EQUALS", instance["id"])
    assert {process["name"] for process in processes} == {"Domestic - INT", "Domestic - New Process 3"}
    wrappers = {process["wrapperProcessId"] for process in instance["ProcessId"]}
    assert ({process["id"] for process in processes} == wrappers) is (value == "wrapper")
    assert processes[0]["IntegrationPack"][0]["integrationPackInstanceId"] == instance["id"]
    assert api.get("Process", processes[0]["id"]).json() == processes[0]


def test_fields_and_headers_of_a_later_release(sim: Simulator, api: Caller) -> None:
    sim.install("Invoice Sync")
    sim.set(extra_fields=True)
    answer = api.query(INSTANCE)
    assert "futureField" in answer.json()["result"][0]
    assert {"Deprecation", "Sunset", "Link", "Warning"} <= set(answer.headers)
