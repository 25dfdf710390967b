# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects of the API: reading whatever a server sends, and writing only what the API knows."""

from __future__ import annotations

import base64
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._engine.age import age
from ansible_collections.community.boomi.plugins.module_utils._engine.kind import Kind
from ansible_collections.community.boomi.plugins.module_utils._objects import (
    account_groups,
    environments,
    installer,
    packs,
    publisher,
    users,
)
from ansible_collections.community.boomi.tests.unit.plugins import seed_samples

INSTANCE = packs.INTEGRATION_PACK_INSTANCE
PACK = packs.INTEGRATION_PACK
OBJECTS = sorted(
    {
        value
        for room in (account_groups, environments, installer, packs, publisher, users)
        for value in vars(room).values()
        if isinstance(value, Kind)
    },
    key=lambda target: target.name,
)


class TestReading:
    def test_the_vendors_sample_of_an_instance(self) -> None:
        assert INSTANCE.read(seed_samples.CREATE_ANSWER) == {
            "id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ",
            "integration_pack_id": "89abcdef-0123-4567-89ab-cdef01234567",
            "integration_pack_override_name": "Domestic Order Intake test1",
            "processes": [
                {
                    "name": "Domestic Order Intake test1 - INT",
                    "original_process_id": "bc407c7d-cacc-48da-a430-c6a4d2835a83",
                    "wrapper_process_id": "52896de8-229a-449a-ae5d-ecfe8fc2e770",
                },
                {
                    "name": "Domestic Order Intake test1 - New Process 3",
                    "original_process_id": "f23ce1b1-7440-4535-a534-685a17a41607",
                    "wrapper_process_id": "4dbfb44f-2676-488c-beb8-1121677117a3",
                },
            ],
        }

    def test_the_vendors_bulk_sample_with_one_process_that_is_no_list(self) -> None:
        read = INSTANCE.read(seed_samples.BULK_ANSWER["response"][0]["Result"])
        assert read["processes"] == [
            {
                "name": "Domestic Order Intake - INT",
                "original_process_id": "bc407c7d-cacc-48da-a430-c6a4d2835a83",
                "wrapper_process_id": "0331193a-2675-4f33-97fc-e050a4fd4eec",
            }
        ]

    def test_the_vendors_corrupt_query_sample(self) -> None:
        nameless, domestic, international = (INSTANCE.read(entry) for entry in seed_samples.QUERY_ANSWER["result"])
        assert nameless["id"] is nameless["integration_pack_id"] is nameless["integration_pack_override_name"] is None
        assert [process["name"] for process in nameless["processes"]] == [
            "Domestic Order Intake - INT",
            "Domestic Order Intake - New Process 3",
        ]
        assert domestic == {
            "id": "76543210FEDCBA9876543210FEDCBA98",
            "integration_pack_id": "89abcdef-0123-4567-89ab-cdef01234567",
            "integration_pack_override_name": "Domestic Order Intake",
            "processes": [],
        }
        assert international["id"] == "876543210FEDCBA9876543210FEDCBA9"

    def test_a_process_of_a_single_pack_has_no_wrapper(self) -> None:
        process = {"originalProcessId": "p", "name": "Post"}
        assert INSTANCE.read({"ProcessId": [process]})["processes"] == [
            {"name": "Post", "original_process_id": "p", "wrapper_process_id": None}
        ]

    def test_the_description_of_a_pack_with_its_capital_letter(self) -> None:
        raw = {"@type": "IntegrationPack", "Description": "Text", "id": "1", "name": "N", "installationType": "MULTI"}
        assert PACK.read(raw) == {"id": "1", "name": "N", "installation_type": "MULTI", "description": "Text"}

    def test_fields_of_the_future_are_ignored(self) -> None:
        assert INSTANCE.read({"id": "1", "futureField": 1, "futureObject": {"a": []}}) == {
            "id": "1",
            "integration_pack_id": None,
            "integration_pack_override_name": None,
            "processes": [],
        }

    @pytest.mark.parametrize(("sent", "read"), [("7", "7"), (7, "7"), ("", ""), (True, None), ([], None), ({}, None)])
    def test_a_text_is_a_text_or_nothing(self, sent: t.Any, read: str | None) -> None:
        assert INSTANCE.read({"id": sent})["id"] == read

    @pytest.mark.parametrize("sent", [None, "x", 5, [], [None, "x", 5], {"entry": []}])
    def test_a_list_is_always_a_list_of_objects(self, sent: t.Any) -> None:
        processes = INSTANCE.read({"ProcessId": sent})["processes"]
        assert all(set(process) == {"name", "original_process_id", "wrapper_process_id"} for process in processes)
        assert len(processes) == (1 if isinstance(sent, dict) else 0)

    @given(
        st.sampled_from(OBJECTS),
        st.dictionaries(
            st.sampled_from(["id", "integrationPackId", "ProcessId", "name", "Description", "other"]),
            st.recursive(
                st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
                lambda inner: (
                    st.lists(inner, max_size=3)
                    | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
                ),
                max_leaves=6,
            ),
        ),
    )
    def test_whatever_a_server_sends_has_the_same_shape(self, target: Kind, raw: dict[str, t.Any]) -> None:
        read = target.read(raw)
        assert list(read) == [field.name for field in target.fields]
        for field in target.fields:
            value = read[field.name]
            if field.fields:
                assert all(isinstance(entry, dict) for entry in value)
            else:
                assert value is None or isinstance(value, (str, int, list))


class TestWriting:
    def test_the_vendors_sample_of_a_request(self) -> None:
        values = {
            "integration_pack_id": "89abcdef-0123-4567-89ab-cdef01234567",
            "integration_pack_override_name": "Domestic Order Intake",
        }
        assert INSTANCE.write(values) == seed_samples.CREATE_REQUEST

    def test_what_is_not_said_is_left_out(self) -> None:
        body = INSTANCE.write({"integration_pack_id": "p", "integration_pack_override_name": None})
        assert body == {"integrationPackId": "p"}

    @pytest.mark.parametrize("target", OBJECTS, ids=lambda target: target.name)
    def test_reading_is_the_way_back(self, target: Kind) -> None:
        values = {
            field.name: f"the {field.name}" for field in target.fields if field.type == "str" and not field.fields
        }
        read = target.read(target.write(values))
        assert {name: value for name, value in read.items() if value not in (None, [])} == values


class TestSerialNumbers:
    @pytest.mark.parametrize(
        ("instance_id", "number"),
        [("SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ", 25), ("SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA", 20)],
    )
    def test_the_vendors_samples_hold_a_number(self, instance_id: str, number: int) -> None:
        assert age(instance_id)[0] == number

    @pytest.mark.parametrize(
        "instance_id",
        ["76543210FEDCBA9876543210FEDCBA98", "", "=", "é", "456789ab-cdef-0123-4567-89abcdef0123", "SW50ZQ", "25"],
    )
    def test_an_id_made_in_another_way_has_none(self, instance_id: str) -> None:
        assert age(instance_id)[0] == float("inf")

    @given(st.integers(0, 10**18 - 1))
    def test_every_number_comes_back(self, number: int) -> None:
        encoded = base64.b64encode(f"IntegrationPackInstance{number}".encode()).decode().rstrip("=")
        assert age(encoded)[0] == number

    @given(st.text(st.characters()))
    def test_no_text_is_a_surprise(self, instance_id: str) -> None:
        assert age(instance_id)[0] >= 0


@pytest.mark.parametrize("target", OBJECTS, ids=lambda target: target.name)
def test_every_object_has_an_id_and_filters_by_its_own_names(target: Kind) -> None:
    names = {field.name: field.api for field in target.fields}
    assert next(iter(names.items())) == ("id", "id")
    names["id"] = target.identifier
    for name, api in target.filters.items():
        # The vendor spells the runtime's filter "hostname" and the field "hostName".
        assert names.get(name, api).lower() == api.lower()
