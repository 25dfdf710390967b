# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A partner's accounts, whose IDs the API calls otherwise, and whose filters its documents spell in two ways."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, MORE, QUERY, Partner


def ids(accounts: list[dict[str, t.Any]]) -> list[str]:
    return [values["account_id"] for values in accounts]


def test_all_accounts_come_sorted_over_all_pages(partner: ModuleRunner) -> None:
    made = Partner(partner.simulator).create_many(250)
    partner.simulator.set(order="shuffled")
    outcome = partner("account_info")
    assert ids(outcome["accounts"]) == [ACME, BIRCH, *made]
    assert outcome.calls == [QUERY, MORE, MORE]
    assert outcome["accounts"][0] == {
        "id": ACME,
        "name": "Acme Trading",
        "account_id": ACME,
        "status": "active",
        "date_created": "2024-03-01T08:00:00Z",
        "expiration_date": "2034-03-01T08:00:00Z",
        "support_level": "standard",
        "support_access": True,
        "suggestions_enabled": False,
        "over_deployed": False,
        "widget_account": False,
    }


@pytest.mark.parametrize(("filters", "calls"), [("accepted", 1), ("refused", 2)])
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"name": "Birch Foods"}, [BIRCH]),
        ({"status": "suspended"}, ["site0001-X0X0X0"]),
        ({"name": "Birch Foods", "status": "suspended"}, []),
        ({"ids": [BIRCH, "nope", ACME]}, [BIRCH, ACME]),
    ],
)
def test_accounts_are_found_whether_or_not_the_api_takes_the_filters(
    partner: ModuleRunner, filters: str, calls: int, options: dict[str, t.Any], expected: list[str]
) -> None:
    Partner(partner.simulator).create_many(2)
    partner.simulator.set(account_filters=filters)
    outcome = partner("account_info", **options)
    assert ids(outcome["accounts"]) == expected
    assert outcome["not_found_ids"] == (["nope"] if "ids" in options else [])
    assert outcome.calls == [QUERY] * calls


def test_a_query_expression_that_the_api_refuses_fails(partner: ModuleRunner) -> None:
    query_filter = {"property": "NAME", "operator": "LIKE", "argument": ["Birch%"]}
    assert ids(partner("account_info", query_filter=query_filter)["accounts"]) == [BIRCH]
    partner.simulator.set(account_filters="refused")
    outcome = partner("account_info", query_filter=query_filter)
    assert "NAME does not exist" in outcome["msg"]
    assert outcome.calls == [QUERY]


def test_a_user_without_the_privilege_is_told_at_once(partner: ModuleRunner) -> None:
    partner.simulator.set(without_privileges=["ACCOUNT_ADMIN"], privilege_status=400)
    outcome = partner("account_info", name="Birch Foods")
    assert "ACCOUNT_ADMIN" in outcome["msg"]
    assert outcome.calls == [QUERY]


def test_accounts_of_a_group_by_its_name_and_by_its_id(partner: ModuleRunner) -> None:
    made = Partner(partner.simulator).create_many(150)
    group = Partner(partner.simulator).group("Sites", *made)
    Partner(partner.simulator).group("Retail", ACME)
    outcome = partner("account_info", account_group="Sites", status="suspended")
    assert ids(outcome["accounts"]) == made[1::2]
    members = ["POST AccountGroupAccount/query", "POST AccountGroupAccount/queryMore"]
    assert outcome.calls == ["POST AccountGroup/query", *members, QUERY, QUERY]
    by_id = partner("account_info", account_group=group)
    assert (ids(by_id["accounts"]), by_id.calls) == (made, [*members, QUERY, QUERY])
    partner.simulator.set(account_filters="refused")
    assert ids(partner("account_info", account_group=group)["accounts"]) == made


def test_an_empty_group_has_no_accounts_and_an_unknown_one_is_an_error(partner: ModuleRunner) -> None:
    Partner(partner.simulator).group("Retail")
    assert partner("account_info", account_group="Retail")["accounts"] == []
    outcome = partner("account_info", account_group="Retial")
    assert outcome["error"]["close_matches"] == ["Retail"]


def test_a_customer_has_created_no_accounts(boomi: ModuleRunner) -> None:
    assert boomi("account_info")["accounts"] == []
