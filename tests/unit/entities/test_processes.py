# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that lists processes."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

QUERY = "POST Process/query"


def names(processes: list[dict[str, t.Any]]) -> list[str]:
    return [process["name"] for process in processes]


@pytest.mark.parametrize("way", ["wrapper", "other"])
def test_the_processes_of_an_instance_are_found_by_its_name_or_id(boomi: ModuleRunner, way: str) -> None:
    boomi.simulator.set(multi_process_id=way)
    domestic = boomi.simulator.install("Order Intake", "Domestic")
    boomi.simulator.install("Order Intake", "Export")
    boomi.simulator.install("Invoice Sync")
    by_name = boomi("process_info", integration_pack_instance="Domestic")
    assert names(by_name["processes"]) == ["Domestic - INT", "Domestic - New Process 3"]
    assert by_name.calls == ["POST IntegrationPackInstance/query", QUERY]
    assert boomi("process_info", integration_pack_instance=domestic["id"])["processes"] == by_name["processes"]
    assert by_name["processes"][0]["integration_packs"] == [
        {"integration_pack_id": domestic["integrationPackId"], "integration_pack_instance_id": domestic["id"]}
    ]
    assert len(boomi("process_info", integration_pack_id=domestic["integrationPackId"])["processes"]) == 4


def test_instances_of_one_name_are_told_apart_by_id(boomi: ModuleRunner) -> None:
    ids = [boomi.simulator.install("Order Intake", "Domestic")["id"] for _copy in range(2)]
    outcome = boomi("process_info", integration_pack_instance="Domestic")
    assert outcome["error"]["candidates"] == ids
    assert "has 2 integration pack instances called 'Domestic'" in outcome["msg"]


def test_a_short_name_is_all_that_follows_the_name_of_the_instance(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    for name, processes in (("Domestic", ["Archive - Orders"]), ("Export", ["Archive - Orders", "Orders"])):
        sim.add_pack(name, type="MULTI", processes=processes)
        sim.attach(sim.install(name, name)["id"], "Production")
    options: dict[str, t.Any] = {"process": "Orders", "runtime": "runtime-eu-1", "schedules": [{"minutes": "5"}]}
    refused = boomi("process_schedules", integration_pack_name="Domestic", name="Domestic", **options)
    assert "has no process 'Orders'. It has 'Domestic - Archive - Orders'." in refused["msg"]
    done = boomi("process_schedules", integration_pack_name="Export", name="Export", **options)
    assert [change["name"] for change in done["changes"]] == ["Export - Orders on runtime-eu-1"]
