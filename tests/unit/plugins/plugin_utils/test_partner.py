# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What it costs to read a partner's accounts, and what becomes of each filter."""

from __future__ import annotations

import typing as t
from collections import Counter

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.errors import BoomiError, OptionError
from ansible_collections.community.boomi.plugins.plugin_utils import _connection, _partner
from ansible_collections.community.boomi.plugins.plugin_utils._selection import SPEC, refuse_empty, shape
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.faults import Fault
from ansible_collections.community.boomi.tests.unit.partner import (
    ACME,
    BIRCH,
    GROUPS,
    MEMBERS,
    MORE,
    MORE_MEMBERS,
    QUERY,
    Partner,
)


class Reader(Partner):
    """Reads with the options of an inventory."""

    calls: Counter[str]

    def __call__(self, **wanted: t.Any) -> dict[str, t.Any]:
        before = len(self.simulator.calls)
        connection, checked, _warnings = _connection.check({**self.connection, **wanted}, SPEC)
        try:
            return _connection.read(connection, "2.19.0", lambda client: _partner.read(client, checked))
        finally:
            self.calls = Counter(self.simulator.calls[before:])

    def ids(self, **wanted: t.Any) -> list[str]:
        return [row["id"] for row in self(**wanted)["accounts"]]


@pytest.fixture
def reader(sim: Simulator) -> Reader:
    return Reader(sim)


def test_a_thousand_accounts_take_ten_calls_and_eleven_more_with_their_groups(reader: Reader) -> None:
    made = reader.create_many(998)
    group = reader.group("Sites", *made)
    assert len(reader.ids(group_by=["status"])) == 1000
    assert reader.calls == {QUERY: 1, MORE: 9}
    found = reader()
    assert reader.calls == {QUERY: 1, MORE: 9, GROUPS: 1, MEMBERS: 1, MORE_MEMBERS: 9}
    assert [row["id"] for row in found["accounts"] if row["groups"] == [group]] == made


@pytest.mark.parametrize("filters", ["accepted", "refused"])
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"statuses": ["suspended", "trial"]}, ["site0001-X0X0X0", "trial-T0T0T0"]),
        ({"statuses": ["deleted"]}, ["gone-G0G0G0"]),
        ({"names": ["Birch Foods", "Nobody", "acme trading"]}, [BIRCH]),
        ({"names": ["Birch Foods", "Site 0001"], "statuses": ["suspended"]}, ["site0001-X0X0X0"]),
        ({}, [ACME, BIRCH, "site0000-X0X0X0", "site0001-X0X0X0", "trial-T0T0T0"]),
    ],
)
def test_filters_are_the_apis_work_unless_it_refuses_them(
    reader: Reader, filters: str, wanted: dict[str, t.Any], expected: list[str]
) -> None:
    reader.create_many(2)
    reader.create("trial-T0T0T0", "On Trial", "trial")
    reader.create("gone-G0G0G0", "Gone", "deleted")
    reader.simulator.set(account_filters=filters, order="shuffled", name_case="insensitive")
    assert reader.ids(**wanted, group_by=[]) == expected
    assert reader.calls == {QUERY: 1 if filters == "accepted" or not wanted else 2}


def test_the_accounts_of_a_few_groups_are_asked_for_by_their_ids(reader: Reader) -> None:
    made = reader.create_many(300)
    retail = reader.group("Retail", *made[:150])
    vip = reader.group("VIP", *made[100:250])
    found = reader(account_groups=["Retail"], statuses=["active"])
    assert [row["id"] for row in found["accounts"]] == made[:150:2]
    # A host is in all of its groups, not only in those that were asked for.
    assert {tuple(row["groups"]) for row in found["accounts"]} == {(retail,), (retail, vip)}
    assert reader.calls == {GROUPS: 1, MEMBERS: 2, MORE_MEMBERS: 1, QUERY: 2}
    assert reader.ids(account_groups=[retail, "VIP"], group_by=["status"]) == made[:250]
    assert reader.calls == {GROUPS: 1, MEMBERS: 1, MORE_MEMBERS: 2, QUERY: 3}


def test_an_empty_group_has_no_accounts_and_an_unknown_one_is_an_error(reader: Reader) -> None:
    reader.group("Retail")
    assert reader.ids(account_groups=["Retail"]) == []
    with pytest.raises(BoomiError, match=r"no account group 'Retial'\. Did you mean 'Retail'\?"):
        reader(account_groups=["Retial"])


def test_runtimes_and_environments_take_one_call_for_each_account(reader: Reader) -> None:
    made = reader.create_many(3)
    for key in made:
        reader.simulator.world.add_atom("runtime-1", account_id=key)
    found = reader(hosts="runtimes", group_by=[])
    assert reader.calls == {QUERY: 1, "POST Atom/query": 5}
    assert {key: sorted(row["name"] for row in rows) for key, rows in found["objects"].items()} == {
        ACME: ["runtime-eu-1", "runtime-eu-2", "runtime-us-1"],
        BIRCH: [],
        **{key: ["runtime-1"] for key in made},
    }
    environments = reader(hosts="environments", names=["Acme Trading"], group_by=[])
    assert reader.calls == {QUERY: 1, "POST Environment/query": 1}
    assert {row["name"] for row in environments["objects"][ACME]} == {"Production", "Test"}


def test_where_no_account_can_be_read_that_is_an_error(reader: Reader) -> None:
    reader.create("closed-C0C0C0", "Closed")
    closed = Fault("status", object="Atom", account="closed-C0C0C0", status=400, times=None)
    reader.simulator.world.faults.add(closed)
    with pytest.raises(BoomiError, match="closed-C0C0C0"):
        reader(hosts="runtimes", names=["Closed"])


@pytest.mark.parametrize("status", [423, 501], ids=["it may pass", "it may not"])
def test_an_account_is_not_left_out_for_a_failure_of_the_api(reader: Reader, status: int) -> None:
    reader.simulator.world.faults.add(Fault("status", object="Atom", account=BIRCH, status=status, times=None))
    with pytest.raises(BoomiError, match=f"Could not query Atom in account {BIRCH} .*HTTP {status}"):
        reader(hosts="runtimes", retry_budget=0)


@pytest.mark.parametrize("wanted", [{"names": []}, {"statuses": None}, {"account_groups": ["Retail", " "]}])
def test_a_filter_that_is_empty_is_refused(reader: Reader, wanted: dict[str, t.Any]) -> None:
    _connection_options, checked, _warnings = _connection.check({**reader.connection, **wanted}, SPEC)
    with pytest.raises(OptionError, match="is empty"):
        refuse_empty(wanted, checked)


def test_what_shapes_the_data_tells_two_readings_apart(reader: Reader) -> None:
    options: list[dict[str, t.Any]] = [
        {},
        {"group_by": ["status"]},
        {"hosts": "runtimes"},
        {"hosts": "environments"},
        {"names": ["a"]},
        {"names": ["a,b"]},
        {"statuses": ["active"]},
        {"account_groups": ["a"]},
    ]
    shapes = [shape(_connection.check({**reader.connection, **wanted}, SPEC)[1]) for wanted in options]
    assert all(one != other for index, one in enumerate(shapes) for other in shapes[:index])
    defaults: dict[str, t.Any] = {name: option.get("default") for name, option in SPEC.items()}
    assert shape({**defaults, "names": ["b", "a"]}) == shape({**defaults, "names": ["a", "b", "a"]})
