# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Query expressions: what a person may write, what is sent, and how a mistake is told."""

from __future__ import annotations

import copy
import re
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import query_filter as _query_filter
from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_INSTANCE as INSTANCE,
)
from ansible_collections.community.boomi.tests.simulator.query import STANDARD_OPERATORS


def simple(operator: t.Any = "EQUALS", *arguments: t.Any, name: t.Any = "integrationPackId") -> dict[str, t.Any]:
    return {"property": name, "operator": operator, "argument": list(arguments)}


def parse(tree: t.Any) -> t.Any:
    return _query_filter.parse(INSTANCE, tree)


def grouped(nested: t.Any, operator: t.Any = "and") -> dict[str, t.Any]:
    return {"operator": operator, "nestedExpression": nested}


EQUALS, IS_NULL = simple("EQUALS", "a"), {"property": "integrationPackId", "operator": "IS_NULL"}
TYPED = {"@type": "GroupingExpression", **grouped([{"@type": "SimpleExpression", **EQUALS}])}
# What is given, and what is sent.
PLAIN: dict[str, tuple[t.Any, t.Any]] = {
    "an argument that is no list": ({**EQUALS, "argument": "a"}, EQUALS),
    "numbers of YAML": (simple("BETWEEN", 1, 2.5), simple("BETWEEN", "1", "2.5")),
    "no argument": ({**IS_NULL, "argument": None}, IS_NULL),
    "an empty list of arguments": (simple("IS_NULL"), IS_NULL),
    **{
        f"a grouping by {operator}": (
            grouped([EQUALS, IS_NULL], operator),
            grouped([EQUALS, IS_NULL], operator.lower()),
        )
        for operator in ("and", "or", "AND", "Or")
    },
    "groupings in each other, one of a single expression": (grouped([grouped([EQUALS], "or"), EQUALS]),) * 2,
    "nothing": ({}, None),
    "an empty expression": ({"expression": {}}, None),
    "an expression that is null": ({"expression": None}, None),
    "an empty filter": ({"QueryFilter": {}}, None),
    "a filter that is null": ({"QueryFilter": None}, None),
    "the vendor's sample with its shell": (
        {"QueryFilter": {"expression": simple("EQUALS", "Order Intake", name="integrationPackName")}},
        simple("EQUALS", "Order Intake", name="integrationPackName"),
    ),
    "types that a client adds": (
        {"@type": "QueryConfig", "QueryFilter": {"@type": "QueryFilter", "expression": TYPED}},
        grouped([EQUALS]),
    ),
}


class TestWhatIsAccepted:
    def test_the_operators_are_those_of_the_contract(self) -> None:
        assert dict(INSTANCE.operators) == STANDARD_OPERATORS

    @pytest.mark.parametrize(("operator", "count"), STANDARD_OPERATORS.items())
    def test_every_operator_goes_with_as_many_arguments_as_it_takes(self, operator: str, count: int) -> None:
        given = simple(operator, *["a", "b"][:count])
        assert parse(given) == {key: value for key, value in given.items() if value != []}

    @pytest.mark.parametrize("text", ["", "%", 'a "b" \\ c', "Größe", "😀", "a\nb"])
    def test_an_argument_is_sent_as_it_is(self, text: str) -> None:
        assert parse(simple("LIKE", text))["argument"] == [text]

    @pytest.mark.parametrize("case", PLAIN)
    def test_what_is_sent_is_plain_and_what_was_given_stays_as_it_is(self, case: str) -> None:
        given, sent = copy.deepcopy(PLAIN[case])
        assert parse(given) == sent
        assert given == PLAIN[case][0]


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
            (simple("EQUALS", None), ".argument[0] must be a string, not absent. Put it in quotes."),
            (simple("BETWEEN", "a", True), ".argument[1] must be a string, not True. Put it in quotes."),
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
