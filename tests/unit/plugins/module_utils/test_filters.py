# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Query expressions: what a person may write, what is sent, and how a mistake is told."""

from __future__ import annotations

import copy
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import filters as _filters
from ansible_collections.community.boomi.plugins.module_utils._core import query_filter as _query_filter
from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_INSTANCE as INSTANCE,
)
from ansible_collections.community.boomi.tests.simulator.query import STANDARD_OPERATORS
from ansible_collections.community.boomi.tests.unit.plugins import seed_samples

PROPERTIES = sorted(INSTANCE.filters.values())


def simple(operator: t.Any = "EQUALS", *arguments: t.Any, name: t.Any = "integrationPackId") -> dict[str, t.Any]:
    return {"property": name, "operator": operator, "argument": list(arguments)}


def parse(tree: t.Any) -> t.Any:
    return _query_filter.parse(INSTANCE, tree)


def refusal(tree: t.Any) -> str:
    with pytest.raises(OptionError) as caught:
        parse(tree)
    assert caught.value.facts == {"option": "query_filter"}
    return caught.value.message


class TestWhatIsAccepted:
    def test_the_operators_are_those_of_the_contract(self) -> None:
        assert {name: (count, count) for name, count in STANDARD_OPERATORS.items()} == dict(INSTANCE.operators)

    @pytest.mark.parametrize("name", PROPERTIES)
    @pytest.mark.parametrize(("operator", "count"), STANDARD_OPERATORS.items())
    def test_every_operator_goes_with_every_property(self, operator: str, count: int, name: str) -> None:
        arguments = ["a", "b"][:count]
        expected: dict[str, t.Any] = {"property": name, "operator": operator}
        if arguments:
            expected["argument"] = arguments
        assert parse(simple(operator, *arguments, name=name)) == expected

    def test_a_single_argument_need_not_be_a_list(self) -> None:
        tree = {"property": "integrationPackId", "operator": "EQUALS", "argument": "a"}
        assert parse(tree) == simple("EQUALS", "a")

    def test_numbers_of_yaml_are_sent_as_text(self) -> None:
        assert parse(simple("BETWEEN", 1, 2.5))["argument"] == ["1", "2.5"]

    @pytest.mark.parametrize("argument", [None, []])
    def test_an_operator_without_arguments_may_have_an_empty_list(self, argument: t.Any) -> None:
        tree = {"property": "integrationPackId", "operator": "IS_NULL", "argument": argument}
        assert parse(tree) == {"property": "integrationPackId", "operator": "IS_NULL"}

    @pytest.mark.parametrize("text", ["", "%", 'a "b" \\ c', "Größe", "😀", "a\nb"])
    def test_an_argument_is_sent_as_it_is(self, text: str) -> None:
        assert parse(simple("LIKE", text))["argument"] == [text]

    @pytest.mark.parametrize("operator", ["and", "or", "AND", "Or"])
    def test_a_grouping_is_sent_in_lower_case(self, operator: str) -> None:
        tree = {"operator": operator, "nestedExpression": [simple("EQUALS", "a"), simple("IS_NULL")]}
        assert parse(tree) == {
            "operator": operator.lower(),
            "nestedExpression": [simple("EQUALS", "a"), {"property": "integrationPackId", "operator": "IS_NULL"}],
        }

    def test_groupings_may_be_nested_and_may_hold_one_expression(self) -> None:
        inner = {"operator": "or", "nestedExpression": [simple("EQUALS", "a")]}
        outer = {"operator": "and", "nestedExpression": [inner, simple("LIKE", "%x%")]}
        assert parse(outer) == outer

    @pytest.mark.parametrize(
        "tree", [{}, {"expression": {}}, {"expression": None}, {"QueryFilter": {}}, {"QueryFilter": None}]
    )
    def test_an_empty_tree_asks_for_everything(self, tree: t.Any) -> None:
        assert parse(tree) is None

    def test_the_vendors_sample_with_its_shell_is_accepted(self) -> None:
        assert parse(seed_samples.QUERY_REQUEST) == {
            "argument": ["Order Intake"],
            "operator": "EQUALS",
            "property": "integrationPackName",
        }

    def test_types_that_a_client_adds_are_left_out(self) -> None:
        leaf = {"@type": "SimpleExpression", **simple("EQUALS", "a")}
        tree = {
            "@type": "QueryConfig",
            "QueryFilter": {
                "@type": "QueryFilter",
                "expression": {"@type": "GroupingExpression", "operator": "and", "nestedExpression": [leaf]},
            },
        }
        assert parse(tree) == {"operator": "and", "nestedExpression": [simple("EQUALS", "a")]}

    def test_the_tree_of_the_user_is_not_changed(self) -> None:
        tree = {"operator": "AND", "nestedExpression": [{"@type": "x", **simple("BETWEEN", 1, 2)}]}
        before = copy.deepcopy(tree)
        parse(tree)
        assert tree == before


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("operator", "count"),
        [(operator, wrong) for operator, count in STANDARD_OPERATORS.items() for wrong in range(4) if wrong != count],
    )
    def test_a_wrong_number_of_arguments(self, operator: str, count: int) -> None:
        words = {0: "no argument", 1: "exactly one argument", 2: "exactly 2 arguments"}[STANDARD_OPERATORS[operator]]
        message = refusal(simple(operator, *["a"] * count))
        assert message == f"query_filter.argument: {operator} takes {words}, not {count}."

    @pytest.mark.parametrize(
        ("operator", "meant"),
        [("EQUAL", "EQUALS"), ("equals", "EQUALS"), ("NOT EQUALS", "NOT_EQUALS"), ("like", "LIKE")],
    )
    def test_an_unknown_operator_with_the_close_one(self, operator: str, meant: str) -> None:
        message = refusal(simple(operator, "a"))
        assert message.startswith("query_filter.operator must be one of EQUALS, LIKE, ")
        assert message.endswith(f"not {operator!r}. Did you mean {meant}?")

    @pytest.mark.parametrize("operator", [None, 5, ["EQUALS"], {"EQUALS": 1}, "STARTS_WITH", ""])
    def test_an_operator_that_is_none(self, operator: t.Any) -> None:
        assert "query_filter.operator must be one of" in refusal(simple(operator, "a"))

    @pytest.mark.parametrize(
        ("name", "ending"),
        [
            ("integrationPackID", "not 'integrationPackID'. Did you mean integrationPackId?"),
            ("integration_pack_id", "not 'integration_pack_id'. Did you mean integrationPackId?"),
            ("id", "not 'id'."),
            (None, "not absent."),
            (["integrationPackId"], "not a list."),
            ({}, "not an empty dictionary."),
        ],
    )
    def test_a_property_that_cannot_be_filtered_by(self, name: t.Any, ending: str) -> None:
        message = refusal(simple("EQUALS", "a", name=name))
        listing = "integrationPackId, integrationPackName, integrationPackOverrideName"
        assert message == f"query_filter.property must be one of {listing}, {ending}"

    @pytest.mark.parametrize("argument", [True, None, ["a"], {"a": 1}])
    def test_an_argument_that_is_no_text(self, argument: t.Any) -> None:
        assert refusal(simple("EQUALS", argument)).startswith("query_filter.argument[0] must be a text, not ")

    def test_a_key_that_does_not_belong_there(self) -> None:
        message = refusal({**simple("EQUALS", "a"), "arguments": [], "type": "x"})
        assert message == (
            "query_filter has keys that do not belong there: arguments, type. It takes operator, property, argument."
        )

    def test_a_key_beside_the_shell(self) -> None:
        message = refusal({"QueryFilter": {"expression": {}, "sort": "x"}})
        assert message == "query_filter.QueryFilter has keys that do not belong there: sort. It takes expression."

    @pytest.mark.parametrize("operator", ["not", "xor", None, 1, ["and"]])
    def test_an_unknown_grouping(self, operator: t.Any) -> None:
        message = refusal({"operator": operator, "nestedExpression": [simple("EQUALS", "a")]})
        assert message.startswith("query_filter.operator must be one of and, or, not ")

    @pytest.mark.parametrize("nested", [[], None, {}, "a", simple("EQUALS", "a")])
    def test_a_grouping_without_a_list_of_expressions(self, nested: t.Any) -> None:
        message = refusal({"operator": "and", "nestedExpression": nested})
        assert message.startswith("query_filter.nestedExpression must be a list of at least one expression, not ")

    def test_a_grouping_operator_without_anything_to_group(self) -> None:
        assert refusal({"operator": "and"}) == "query_filter groups with 'and' but has no nestedExpression."

    @pytest.mark.parametrize("tree", [None, [], "integrationPackId = a", 5, True, [simple("EQUALS", "a")]])
    def test_what_is_no_expression_at_all(self, tree: t.Any) -> None:
        assert refusal(tree).startswith("query_filter must be a dictionary with property, operator and argument")

    def test_the_message_names_the_place_deep_in_the_tree(self) -> None:
        inner = {"operator": "or", "nestedExpression": [simple("EQUALS", "a"), simple("EQUALS")]}
        tree = {"QueryFilter": {"expression": {"operator": "and", "nestedExpression": [inner]}}}
        assert refusal(tree).startswith(
            "query_filter.QueryFilter.expression.nestedExpression[0].nestedExpression[1].argument: EQUALS takes "
        )

    def test_even_one_that_would_exhaust_the_stack(self) -> None:
        tree = simple("EQUALS", "a")
        for _level in range(100_000):
            tree = {"operator": "and", "nestedExpression": [tree]}
        assert "is nested deeper than 30 levels" in refusal(tree)

    def test_a_long_value_is_not_repeated_whole(self) -> None:
        assert len(refusal(simple("x" * 10_000, "a"))) < 500


class TestOwnExpressions:
    def test_equals_uses_the_name_that_the_api_has(self) -> None:
        expression = _filters.equals(INSTANCE, "integration_pack_override_name", "Domestic")
        assert expression == simple("EQUALS", "Domestic", name="integrationPackOverrideName")

    @pytest.mark.parametrize(("combine", "operator"), [(_filters.all_of, "and"), (_filters.any_of, "or")])
    def test_a_grouping_is_made_only_where_there_is_something_to_group(
        self, combine: t.Callable[[list[t.Any]], t.Any], operator: str
    ) -> None:
        one, other = simple("EQUALS", "a"), simple("EQUALS", "b")
        assert combine([]) is None
        assert combine([one]) == one
        assert combine([one, other]) == {"operator": operator, "nestedExpression": [one, other]}
