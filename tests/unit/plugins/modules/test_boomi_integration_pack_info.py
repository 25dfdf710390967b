# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole runs of boomi_integration_pack_info: the packs that are shared with the account."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import PACKS

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"
PRICE_LISTS = ["5c1e7d40-8a1f-4b6e-9d2b-6f1c3a7e0b11", "5c1e7d40-8a1f-4b6e-9d2b-6f1c3a7e0b22"]


def names_of(outcome: Outcome) -> list[str]:
    return [pack["name"] for pack in outcome["integration_packs"]]


def test_all_shared_packs_are_listed_sorted_by_name(boomi: ModuleRunner) -> None:
    outcome = boomi.pack_info()
    assert outcome.calls == [PACKS]
    assert outcome["changed"] is False
    assert names_of(outcome) == [
        "Customer Master",
        'Größen "XL" / L\'été & Ünïcode <ß>',
        "Invoice Sync",
        "Order Intake",
        "Price List",
        "Price List",
        "Returns Handling",
        "Stock Levels",
    ]
    assert "diff" not in outcome


def test_a_pack_is_returned_whole(boomi: ModuleRunner) -> None:
    (pack,) = boomi.pack_info(name="Order Intake")["integration_packs"]
    assert pack == {
        "id": ORDER_INTAKE,
        "name": "Order Intake",
        "installation_type": "MULTI",
        "description": "Takes in orders from any channel",
    }


@pytest.mark.parametrize("option", ["name", "integration_pack_name"])
def test_a_name_may_belong_to_more_than_one_pack(option: str, boomi: ModuleRunner) -> None:
    outcome = boomi.pack_info(**{option: "Price List"})
    assert outcome.calls == [PACKS]
    assert [pack["id"] for pack in outcome["integration_packs"]] == PRICE_LISTS


@pytest.mark.parametrize("name_case", ["sensitive", "insensitive"])
def test_a_name_is_compared_exactly(name_case: str, boomi: ModuleRunner, sim: Simulator) -> None:
    sim.set(name_case=name_case)
    assert names_of(boomi.pack_info(name="order intake")) == []
    assert names_of(boomi.pack_info(name="Order Intake")) == ["Order Intake"]


@pytest.mark.parametrize(("installation_type", "count"), [("SINGLE", 5), ("MULTI", 3)])
def test_by_installation_type(installation_type: str, count: int, boomi: ModuleRunner) -> None:
    outcome = boomi.pack_info(installation_type=installation_type)
    assert outcome.calls == [PACKS]
    assert len(outcome["integration_packs"]) == count
    assert {pack["installation_type"] for pack in outcome["integration_packs"]} == {installation_type}


def test_by_name_and_installation_type(boomi: ModuleRunner) -> None:
    assert names_of(boomi.pack_info(name="Order Intake", installation_type="MULTI")) == ["Order Intake"]
    assert names_of(boomi.pack_info(name="Order Intake", installation_type="SINGLE")) == []


@pytest.mark.parametrize("option", ["ids", "id"])
def test_by_ids_in_their_order(option: str, boomi: ModuleRunner, sim: Simulator) -> None:
    (hidden,) = (pack.id for pack in sim.world.packs.values() if pack.name == "Unreleased Beta")
    outcome = boomi.pack_info(**{option: [PRICE_LISTS[1], "none", ORDER_INTAKE, hidden]})
    assert outcome.calls == [PACKS]
    assert [pack["id"] for pack in outcome["integration_packs"]] == [PRICE_LISTS[1], ORDER_INTAKE]
    assert outcome["not_found_ids"] == ["none", hidden]


def test_the_type_is_read_as_the_vendors_samples_write_it_here_and_there(boomi: ModuleRunner, sim: Simulator) -> None:
    pack = {"@type": "IntegrationPack", "id": "p", "name": "Odd", "installationType": "Single"}
    sim.add_fault("garbage", operation="query", body=json.dumps({"@type": "QueryResult", "result": [pack]}))
    (found,) = boomi.pack_info(installation_type="SINGLE")["integration_packs"]
    assert found["installation_type"] == "SINGLE"


def test_packs_on_all_pages_are_listed(boomi: ModuleRunner, sim: Simulator) -> None:
    for number in range(150):
        sim.add_pack(f"Pack {number:03}")
    outcome = boomi.pack_info()
    assert len(outcome.calls) == 2
    assert len(outcome["integration_packs"]) == 158


def test_a_pack_that_is_not_shared_with_the_account_is_not_listed(boomi: ModuleRunner) -> None:
    assert names_of(boomi.pack_info(name="Unreleased Beta")) == []


def test_another_accounts_packs_by_the_partner_path(boomi: ModuleRunner, sim: Simulator) -> None:
    sim.add_pack("Only for Birch", shared_with=["birch-B4M9XW"])
    partner: dict[str, t.Any] = {
        "account_id": "partner-P1H8QZ",
        "username": "automation@partner.example",
        "api_token": "c86e2f95-simulated-partner-token-1b3a",
    }
    assert "Only for Birch" in names_of(boomi.pack_info(**partner, override_account="birch-B4M9XW"))
    assert "Only for Birch" not in names_of(boomi.pack_info(**partner, override_account=sim.account_id))


@pytest.mark.parametrize("options", [{"ids": ["a"], "name": "b"}, {"ids": ["a"], "installation_type": "MULTI"}])
def test_ways_of_asking_are_not_mixed(options: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
    outcome = boomi.pack_info(**options)
    assert "mutually exclusive" in outcome["msg"]
    assert sim.requests == []
