# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Objects of the API: reading whatever a server sends."""

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
from ansible_collections.community.boomi.tests.unit.security import fuzzing

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
    def test_the_description_of_a_pack_with_its_capital_letter(self) -> None:
        raw = {"@type": "IntegrationPack", "Description": "Text", "id": "1", "name": "N", "installationType": "MULTI"}
        assert PACK.read(raw) == {"id": "1", "name": "N", "installation_type": "MULTI", "description": "Text"}

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
            fuzzing.any_json,
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


class TestSerialNumbers:
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
