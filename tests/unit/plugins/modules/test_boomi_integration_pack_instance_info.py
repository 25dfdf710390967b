# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole runs of boomi_integration_pack_instance_info: by ids, by properties, or everything."""

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


@pytest.fixture
def installed(sim: Simulator) -> Installed:
    """Four instances of three packs, by a short name of ours."""
    return {
        "domestic": sim.install("Order Intake", "Domestic")["id"],
        "international": sim.install("Order Intake", "International")["id"],
        "returns": sim.install("Returns Handling", "Domestic")["id"],
        "invoices": sim.install("Invoice Sync")["id"],
    }


@pytest.mark.parametrize("over_limit", ["refuse", "truncate"])
def test_any_number_of_ids_is_read_in_hundreds_and_keeps_its_order(
    over_limit: str, boomi: ModuleRunner, sim: Simulator
) -> None:
    ids = install_many(sim, 201)[::-1]
    sim.set(bulk_over_limit=over_limit)
    outcome = boomi.instance_info(ids=ids)
    # GET may go on answering for what is gone: what exists, a query tells.
    assert outcome.calls == [BULK, BULK, BULK, LOOK, LOOK_ON, LOOK_ON]
    assert (ids_of(outcome), outcome["not_found_ids"]) == (ids, [])


def test_an_empty_list_of_ids_means_none_and_not_all(boomi: ModuleRunner, installed: Installed) -> None:
    outcome = boomi.instance_info(ids=[])
    assert (ids_of(outcome), outcome["not_found_ids"], outcome.calls) == ([], [], [])


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
def test_each_property_narrows_the_list_and_costs_one_call(
    options: dict[str, str], found: list[str], boomi: ModuleRunner, installed: Installed
) -> None:
    outcome = boomi.instance_info(**options)
    assert outcome.calls == [LOOK]
    assert sorted(ids_of(outcome)) == sorted(installed[name] for name in found)
    assert outcome["not_found_ids"] == []
