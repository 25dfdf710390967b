# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Query filters: parse an expression tree, check it as the platform does, and evaluate it.

The twelve operators, their numbers of arguments and the grouping are those of the OpenAPI document.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from operator import contains, eq, ge, gt, le, lt
from typing import Any

from .settings import Settings
from .state import Record
from .wire import ApiError, as_text

Predicate = Callable[[Record], bool]
Getter = Callable[[Record], Any]


def _like(value: str, pattern: str) -> bool:
    """``%`` stands for any text; a pattern without it is an exact match."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("%"))), value, re.DOTALL) is not None


# Each with the value of the object, and the arguments.
_TESTS: dict[str, Callable[..., bool]] = {"EQUALS": eq, "LIKE": _like, "CONTAINS": contains}
# The same, with the ranks of these.
_ORDERS: dict[str, Callable[..., bool]] = {
    "BETWEEN": lambda value, low, high: low <= value <= high,
    "GREATER_THAN": gt,
    "GREATER_THAN_OR_EQUAL": ge,
    "LESS_THAN": lt,
    "LESS_THAN_OR_EQUAL": le,
}
STANDARD_OPERATORS: dict[str, int] = {
    **dict.fromkeys((*_TESTS, *_ORDERS, "NOT_EQUALS", "NOT_CONTAINS"), 1),
    "BETWEEN": 2,
    "IS_NULL": 0,
    "IS_NOT_NULL": 0,
}
RUNTIME_OPERATORS: dict[str, int] = {
    name: STANDARD_OPERATORS[name] for name in ("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS")
}


def parse(body: Any, filters: Mapping[str, Getter], operators: Mapping[str, int], settings: Settings) -> Predicate:
    """Turn the body of a query into a predicate over records.

    ``None``, ``{}`` and a QueryFilter without an expression ask for everything (live clients send all three).
    Raises ApiError 400 for what the platform refuses. Keys that are not known are ignored.
    """
    if body is None:
        return lambda record: True
    if not isinstance(body, dict):
        raise ApiError(400, "The query must be a QueryConfig object.")
    shell = body.get("QueryFilter")
    expression = shell.get("expression") if isinstance(shell, dict) else None
    if not expression:
        return lambda record: True
    try:
        return _expression(expression, filters, operators, settings)
    except RecursionError:
        raise ApiError(400, "The query filter is nested too deeply.") from None


def _expression(
    node: Any, filters: Mapping[str, Getter], operators: Mapping[str, int], settings: Settings
) -> Predicate:
    if not isinstance(node, dict):
        raise ApiError(400, "An expression must be an object.")
    if "nestedExpression" in node:
        return _grouping(node, filters, operators, settings)
    name, operator = node.get("property"), node.get("operator")
    if not isinstance(name, str) or name not in filters:
        raise ApiError(400, f"{name} does not exist")
    if not isinstance(operator, str) or operator not in operators:
        raise ApiError(400, f"The operator {operator} is not supported for {name}.")
    arguments = _arguments(node.get("argument"))
    if len(arguments) != operators[operator]:
        raise ApiError(
            400, f"The operator {operator} takes {operators[operator]} argument(s), {len(arguments)} given for {name}."
        )
    getter = filters[name]
    return lambda record: _holds(operator, _values(getter(record)), arguments, settings)


def _grouping(
    node: dict[str, Any], filters: Mapping[str, Getter], operators: Mapping[str, int], settings: Settings
) -> Predicate:
    operator = node.get("operator")
    if settings.grouping_case == "any" and isinstance(operator, str):
        operator = operator.lower()
    if operator not in ("and", "or"):
        raise ApiError(400, f"The grouping operator {operator} is not supported.")
    nested = node["nestedExpression"]
    if not isinstance(nested, list) or not nested:
        raise ApiError(400, "A grouping expression needs at least one nested expression.")
    parts = [_expression(part, filters, operators, settings) for part in nested]
    if operator == "or":
        listed = [_equalities(part) for part in nested]
        if all(listed):
            return _any_of(listed, filters, settings)
    combine = all if operator == "and" else any
    return lambda record: combine(part(record) for part in parts)


def _equalities(node: dict[str, Any]) -> dict[str, str]:
    """What properties have to be, if an expression is about that alone; else nothing."""
    nodes = node["nestedExpression"] if str(node.get("operator")).lower() == "and" else [node]
    found = {
        str(one.get("property")): _arguments(one.get("argument")) for one in nodes if one.get("operator") == "EQUALS"
    }
    return {name: argument for name, (argument,) in found.items()} if len(found) == len(nodes) else {}


def _any_of(listed: list[dict[str, str]], filters: Mapping[str, Getter], settings: Settings) -> Predicate:
    """Whether one of many equalities holds: looked up, since there may be hundreds for each of thousands of records."""
    fold = str.lower if settings.name_case == "insensitive" else str
    wanted: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for equalities in listed:
        wanted.setdefault(tuple(equalities), set()).add(tuple(map(fold, equalities.values())))

    def matches(record: Record) -> bool:
        return any(
            not found.isdisjoint(itertools.product(*(map(fold, _values(filters[name](record))) for name in names)))
            for names, found in wanted.items()
        )

    return matches


def _arguments(value: Any) -> list[str]:
    if value is None:
        return []
    return [as_text(item) for item in (value if isinstance(value, list) else [value])]


def _values(value: Any) -> list[str]:
    """The value or values of a property as text; nothing for null and for an empty text."""
    items: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
    return [as_text(item) for item in items if item not in (None, "")]


def _holds(operator: str, values: list[str], arguments: list[str], settings: Settings) -> bool:
    if operator == "IS_NULL":
        return not values
    if operator == "IS_NOT_NULL":
        return bool(values)
    if operator.startswith("NOT_"):
        return not _holds(operator[len("NOT_") :], values, arguments, settings)
    if settings.name_case == "insensitive":
        values = [value.lower() for value in values]
        arguments = [argument.lower() for argument in arguments]
    if operator == "CONTAINS" and arguments == [""]:
        return True
    if operator in _ORDERS:
        return any(_ORDERS[operator](*map(rank, (value, *arguments))) for value in values)
    return any(_TESTS[operator](value, *arguments) for value in values)


def rank(text: str) -> tuple[int, str]:
    """What orders texts, and whole numbers by their size, although they are written as texts."""
    return (len(text) if text.isdecimal() else 0, text)
