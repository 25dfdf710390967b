# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Queries: filters, pages, and the shapes of their answers; bulk."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"
NAME = "integrationPackOverrideName"


@pytest.fixture
def three(sim: Simulator) -> Simulator:
    for name in ("Alpha", "Beta_1", "gamma"):
        sim.install("Order Intake", name)
    sim.install("Invoice Sync")
    return sim


def names(rows: list[dict[str, Any]]) -> list[str | None]:
    return [row.get(NAME) for row in rows]


@pytest.mark.parametrize(
    ("operator", "arguments", "expected"),
    [
        ("EQUALS", ["Alpha"], ["Alpha"]),
        ("EQUALS", ["alpha"], []),
        ("NOT_EQUALS", ["Alpha"], ["Beta_1", "gamma", None]),
        ("LIKE", ["%a"], ["Alpha", "gamma"]),
        ("LIKE", ["Alpha"], ["Alpha"]),
        ("LIKE", ["Alph"], []),
        ("LIKE", ["Alph_"], []),
        ("LIKE", ["%"], ["Alpha", "Beta_1", "gamma"]),
        ("LIKE", ["A.*"], []),
        ("IS_NULL", [], [None]),
        ("IS_NOT_NULL", [], ["Alpha", "Beta_1", "gamma"]),
        ("BETWEEN", ["Alpha", "Beta_1"], ["Alpha", "Beta_1"]),
        ("GREATER_THAN", ["Beta_1"], ["gamma"]),
        ("GREATER_THAN_OR_EQUAL", ["Beta_1"], ["Beta_1", "gamma"]),
        ("LESS_THAN", ["Beta_1"], ["Alpha"]),
        ("LESS_THAN_OR_EQUAL", ["Beta_1"], ["Alpha", "Beta_1"]),
        ("CONTAINS", ["et"], ["Beta_1"]),
        ("CONTAINS", [""], ["Alpha", "Beta_1", "gamma", None]),
        ("NOT_CONTAINS", ["a"], [None]),
    ],
)
def test_each_operator(three: Simulator, api: Caller, operator: str, arguments: list[str], expected: list[Any]) -> None:
    assert names(api.found(INSTANCE, NAME, operator, *arguments)) == expected


def test_numbers_are_compared_and_sorted_by_their_size(sim: Simulator, api: Caller) -> None:
    for duration in (900, 3832, 20_000):
        sim.world.add_execution(executionDuration=duration)

    def durations(expression: dict[str, Any], **sort: Any) -> list[int]:
        body = {"QueryFilter": {"expression": {"property": "executionDuration", **expression}}, **sort}
        return [row["executionDuration"] for row in api("POST", "ExecutionRecord/query", body).json()["result"]]

    assert durations({"operator": "GREATER_THAN", "argument": ["1000"]}) == [3832, 20_000]
    assert durations({"operator": "BETWEEN", "argument": ["100", "4000"]}) == [900, 3832]
    sort = {"sortField": [{"fieldName": "executionDuration", "sortOrder": "DESC"}]}
    assert durations({"operator": "IS_NOT_NULL"}, QuerySort=sort) == [20_000, 3832, 900]


@pytest.mark.parametrize(
    "body",
    [{}, {"QueryFilter": {}}, {"QueryFilter": {"@type": "X"}, "@type": "Y"}, {"QueryFilter": {"expression": {}}}, None],
)
def test_every_way_to_ask_for_everything(three: Simulator, api: Caller, body: Any) -> None:
    assert api("POST", f"{INSTANCE}/query", body).json()["numberOfResults"] == 4


@pytest.mark.parametrize("extra", [{}, {"argument": []}, {"argument": None}])
def test_an_operator_without_arguments_takes_none_or_an_empty_list(
    three: Simulator, api: Caller, extra: dict[str, Any]
) -> None:
    answer = api.query(INSTANCE, {"property": NAME, "operator": "IS_NOT_NULL", **extra})
    assert answer.json()["numberOfResults"] == 3


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ({"property": "id", "operator": "EQUALS", "argument": ["x"]}, "id does not exist"),
        ({"property": NAME, "operator": "STARTS_WITH", "argument": ["x"]}, "STARTS_WITH is not supported"),
        ({"property": NAME, "operator": "EQUALS", "argument": []}, "takes 1 argument"),
        ({"property": NAME, "operator": "EQUALS", "argument": ["a", "b"]}, "takes 1 argument"),
        ({"property": NAME, "operator": "BETWEEN", "argument": ["a"]}, "takes 2 argument"),
        ({"property": NAME, "operator": "IS_NULL", "argument": ["a"]}, "takes 0 argument"),
        ({"operator": "xor", "nestedExpression": [{}]}, "xor is not supported"),
        ({"operator": "and", "nestedExpression": []}, "at least one"),
        ({"operator": "and", "nestedExpression": ["text"]}, "must be an object"),
        ("text", "must be an object"),
    ],
)
def test_a_filter_that_is_wrong_is_400_and_says_why(api: Caller, expression: Any, message: str) -> None:
    answer = api.query(INSTANCE, expression)
    assert answer.status_code == 400
    assert message in answer.json()["message"]


def test_a_filter_that_is_nested_too_deeply_is_400(api: Caller) -> None:
    text = '{"operator":"and","nestedExpression":[' * 3000 + "{}" + "]}" * 3000
    body = '{"QueryFilter":{"expression":' + text + "}}"
    answer = api("POST", f"{INSTANCE}/query", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


def test_upper_case_grouping_is_a_setting(three: Simulator, api: Caller) -> None:
    group = {"operator": "AND", "nestedExpression": [{"property": NAME, "operator": "IS_NULL"}]}
    assert api.query(INSTANCE, group).status_code == 400
    three.set(grouping_case="any")
    assert api.query(INSTANCE, group).status_code == 200


def test_letter_case_is_a_setting(three: Simulator, api: Caller) -> None:
    three.set(name_case="insensitive")
    assert names(api.found(INSTANCE, NAME, "LIKE", "alph%")) == ["Alpha"]
    assert names(api.found(INSTANCE, NAME, "EQUALS", "GAMMA")) == ["gamma"]


@pytest.mark.parametrize(
    ("settings", "shape"),
    [
        ({}, {"numberOfResults": 0}),
        ({"empty_result": "null"}, {"result": None, "numberOfResults": 0}),
        ({"empty_result": "list", "number_of_results": "absent"}, {"result": []}),
    ],
)
def test_the_shapes_of_an_empty_result(
    sim: Simulator, api: Caller, settings: dict[str, str], shape: dict[str, Any]
) -> None:
    sim.set(**settings)
    assert api.query(INSTANCE).json() == {"@type": "QueryResult", **shape}


def test_a_single_result_can_be_a_bare_object(sim: Simulator, api: Caller) -> None:
    key = sim.install("Invoice Sync")["id"]
    sim.set(single_result="object")
    assert api.query(INSTANCE).json()["result"]["id"] == key


def test_the_order_of_results_is_a_setting(three: Simulator, api: Caller) -> None:
    assert names(api.query(INSTANCE).json()["result"]) == ["Alpha", "Beta_1", "gamma", None]
    three.set(order="reverse")
    assert names(api.query(INSTANCE).json()["result"]) == [None, "gamma", "Beta_1", "Alpha"]
    three.set(order="shuffled")
    orders = {tuple(map(str, names(api.query(INSTANCE).json()["result"]))) for _turn in range(20)}
    assert len(orders) > 1


# Pages


@pytest.fixture
def many(sim: Simulator) -> Simulator:
    for number in range(230):
        sim.install("Order Intake", f"Copy {number:03}")
    return sim


def test_number_of_results_can_count_the_page(many: Simulator, api: Caller) -> None:
    many.set(number_of_results="page")
    assert api.query(INSTANCE).json()["numberOfResults"] == 100


def test_a_token_looks_like_a_real_one_and_is_taken_as_json_content_too(many: Simulator, api: Caller) -> None:
    token = api.query(INSTANCE).json()["queryToken"]
    assert len(token) == 1536
    assert token.startswith("/+")
    answer = api("POST", f"{INSTANCE}/queryMore", data=token, headers={"Content-Type": "application/json"})
    assert len(answer.json()["result"]) == 100


@pytest.mark.parametrize("token", ["nonsense", "", '"quoted"'])
def test_an_unknown_token_is_400(many: Simulator, api: Caller, token: str) -> None:
    assert api.more(INSTANCE, token).status_code == 400


def test_a_token_works_for_its_own_object_only(many: Simulator, api: Caller) -> None:
    token = api.query(INSTANCE).json()["queryToken"]
    assert api.more("IntegrationPack", token).status_code == 400
    assert api.more(INSTANCE, token).status_code == 200


@pytest.mark.parametrize(("paging", "second"), [("snapshot", "Copy 100"), ("live", "Copy 105")])
def test_a_deletion_between_pages(many: Simulator, api: Caller, paging: str, second: str) -> None:
    many.set(paging=paging)
    first = api.query(INSTANCE).json()
    for row in first["result"][:5]:
        api.delete(INSTANCE, row["id"])
    assert api.more(INSTANCE, first["queryToken"]).json()["result"][0][NAME] == second


# Bulk


def test_bulk_takes_a_hundred_ids(sim: Simulator, api: Caller) -> None:
    assert len(api.bulk(INSTANCE, *map(str, range(100))).json()["response"]) == 100
    assert api.bulk(INSTANCE, *map(str, range(101))).status_code == 400
    sim.set(bulk_over_limit="truncate")
    assert len(api.bulk(INSTANCE, *map(str, range(101))).json()["response"]) == 100


@pytest.mark.parametrize("kind", ["DELETE", "CREATE", "UPDATE", None])
def test_bulk_does_nothing_but_get(sim: Simulator, api: Caller, kind: str | None) -> None:
    key = sim.install("Invoice Sync")["id"]
    assert api("POST", f"{INSTANCE}/bulk", {"type": kind, "request": [{"id": key}]}).status_code == 400
    assert len(sim.account().instances) == 1


@pytest.mark.parametrize("body", [{"type": "GET"}, {"type": "GET", "request": "x"}, {"type": "GET", "request": ["x"]}])
def test_a_bulk_request_that_is_no_list_of_ids_is_400(api: Caller, body: Any) -> None:
    assert api("POST", f"{INSTANCE}/bulk", body).status_code == 400


def test_bulk_of_duplicates_is_a_setting(sim: Simulator, api: Caller) -> None:
    key = sim.install("Invoice Sync")["id"]
    assert len(api.bulk(INSTANCE, key, key).json()["response"]) == 2
    sim.set(bulk_duplicates="once", bulk_order="shuffled")
    assert len(api.bulk(INSTANCE, key, key).json()["response"]) == 1
