# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Query expressions: what a person may write, what is sent, and how a mistake is told."""

from __future__ import annotations

import copy
import re
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


def grouped(nested: t.Any, operator: t.Any = "and") -> dict[str, t.Any]:
    return {"operator": operator, "nestedExpression": nested}


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


EQUALS = simple("EQUALS", "a")
NAMES = "integrationPackId, integrationPackName, integrationPackOverrideName"
DEEP = "QueryFilter.expression.nestedExpression[0].nestedExpression[1]"
TAKES = {0: "no argument", 1: "exactly one argument", 2: "exactly 2 arguments"}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("tree", "message"),
        [
            *(
                (simple(operator, *["a"] * wrong), f".argument: {operator} takes {TAKES[count]}, not {wrong}.")
                for operator, count in STANDARD_OPERATORS.items()
                for wrong in {*range(4)} - {count}
            ),
            (simple("EQUAL", "a"), ".operator must be one of EQUALS, …, not 'EQUAL'. Did you mean EQUALS?"),
            (simple("NOT EQUALS", "a"), ".operator must be one of …, not 'NOT EQUALS'. Did you mean NOT_EQUALS?"),
            (simple("like", "a"), ".operator must be one of …, not 'like'. Did you mean LIKE?"),
            (simple(None, "a"), ".operator must be one of …, not absent."),
            (simple(["EQUALS"], "a"), ".operator must be one of …, not a list."),
            # A long value is not repeated whole.
            (simple("x" * 10_000, "a"), f".operator must be one of …, not '{'x' * 56}...."),
            (simple(name="integrationPackID"), f".property must be one of {NAMES}, … Did you mean integrationPackId?"),
            (simple(name="id"), f".property must be one of {NAMES}, not 'id'."),
            (simple(name={}), f".property must be one of {NAMES}, not an empty dictionary."),
            (simple("EQUALS", None), ".argument[0] must be a text, not absent. Put it in quotes."),
            (simple("BETWEEN", "a", True), ".argument[1] must be a text, not True. Put it in quotes."),
            (
                {**EQUALS, "arguments": [], "type": "x"},
                " has keys that do not belong there: arguments, type. It takes operator, property, argument.",
            ),
            (
                {"QueryFilter": {"expression": {}, "sort": "x"}},
                ".QueryFilter has keys that do not belong there: sort. It takes expression.",
            ),
            (grouped([EQUALS], "not"), ".operator must be one of and, or, not 'not'."),
            (grouped([EQUALS], ["and"]), ".operator must be one of and, or, not a list."),
            (grouped([]), ".nestedExpression must be a list of at least one expression, not an empty list."),
            (grouped(EQUALS), ".nestedExpression must be a list of at least one expression, not a dictionary."),
            ({"operator": "and"}, " groups with 'and' but has no nestedExpression."),
            (None, " must be a dictionary with property, operator and argument, or …, not absent."),
            ([EQUALS], " must be a dictionary with property, operator and argument, or …, not a list."),
            (
                {"QueryFilter": {"expression": grouped([grouped([EQUALS, simple()], "or")])}},
                f".{DEEP}.argument: EQUALS takes exactly one argument, not 0.",
            ),
        ],
    )
    def test_the_message_names_the_place_and_what_may_stand_there(self, tree: t.Any, message: str) -> None:
        with pytest.raises(OptionError) as caught:
            parse(tree)
        assert caught.value.facts == {"option": "query_filter"}
        assert re.fullmatch(re.escape(f"query_filter{message}").replace("…", ".*"), caught.value.message)

    def test_one_that_would_exhaust_the_stack(self) -> None:
        tree = EQUALS
        for _level in range(100_000):
            tree = grouped([tree])
        with pytest.raises(OptionError, match="is nested deeper than 30 levels"):
            parse(tree)


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
