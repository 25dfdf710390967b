# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: query expressions that a person wrote, checked before they are sent.

Grammar and operators: the OpenAPI document and the API description, "Query filters".
"""

from __future__ import annotations

import typing as t

from .errors import OptionError, close_matches
from .filters import Expression

if t.TYPE_CHECKING:
    from .._engine.kind import Kind

_GROUPINGS = ("and", "or")
# Nobody writes this deep; it keeps a generated tree from exhausting the stack, ours or the server's.
DEEPEST = 30


def parse(target: Kind, tree: t.Any, where: str = "query_filter") -> Expression | None:
    """Check an expression tree as the API takes it, and return it as it is sent.

    The tree may stand in the API's own shell (``QueryFilter: {expression: ...}``). ``@type`` is left out.

    :return: ``None`` for an empty tree: everything
    :raises OptionError: the message names the place in the tree and what may stand there
    """
    for key in ("QueryFilter", "expression"):
        if isinstance(tree, dict) and key in tree:
            _only(tree, (key,), where)
            tree, where = {} if tree[key] is None else tree[key], f"{where}.{key}"
    if tree == {}:
        return None
    return _expression(target, tree, where, 1)


def _expression(target: Kind, tree: t.Any, where: str, depth: int) -> Expression:
    if depth > DEEPEST:
        raise _wrong(f"{where} is nested deeper than {DEEPEST} levels. Flatten the expression.")
    if not isinstance(tree, dict):
        raise _wrong(
            f"{where} must be a dictionary with property, operator and argument, or with operator and nestedExpression,"
            f" not {_shown(tree)}."
        )
    if "nestedExpression" in tree:
        return _grouping(target, tree, where, depth)
    return _simple(target, tree, where)


def _grouping(target: Kind, tree: dict[str, t.Any], where: str, depth: int) -> Expression:
    _only(tree, ("operator", "nestedExpression"), where)
    operator = tree.get("operator")
    # The vendor's prose writes AND and OR, the document and all clients and, or.
    lowered = operator.lower() if isinstance(operator, str) else operator
    if lowered not in _GROUPINGS:
        raise _choice(where, "operator", operator, _GROUPINGS)
    nested = tree["nestedExpression"]
    if not isinstance(nested, list) or not nested:
        raise _wrong(f"{where}.nestedExpression must be a list of at least one expression, not {_shown(nested)}.")
    return {
        "operator": lowered,
        "nestedExpression": [
            _expression(target, entry, f"{where}.nestedExpression[{index}]", depth + 1)
            for index, entry in enumerate(nested)
        ],
    }


def _simple(target: Kind, tree: dict[str, t.Any], where: str) -> Expression:
    _only(tree, ("operator", "property", "argument"), where)
    operator, prop = tree.get("operator"), tree.get("property")
    if operator in _GROUPINGS and prop is None:
        raise _wrong(f"{where} groups with {operator!r} but has no nestedExpression.")
    if not target.fields:
        # Which properties such an object has, the API alone knows.
        if not isinstance(prop, str) or not prop.strip():
            raise _wrong(f"{where}.property must be the name of a property as the API writes it, not {_shown(prop)}.")
    elif not isinstance(prop, str) or prop not in target.filters.values():
        raise _choice(where, "property", prop, sorted(target.filters.values()))
    if not isinstance(operator, str) or operator not in target.operators:
        raise _choice(where, "operator", operator, list(target.operators))
    arguments = tree.get("argument")
    arguments = [] if arguments is None else arguments if isinstance(arguments, list) else [arguments]
    count = target.operators[operator]
    if len(arguments) != count:
        takes = {0: "no argument", 1: "exactly one argument"}.get(count, f"exactly {count} arguments")
        raise _wrong(f"{where}.argument: {operator} takes {takes}, not {len(arguments)}.")
    for index, argument in enumerate(arguments):
        if isinstance(argument, bool) or not isinstance(argument, (str, int, float)):
            raise _wrong(f"{where}.argument[{index}] must be a string, not {_shown(argument)}. Put it in quotes.")
    expression: Expression = {"operator": operator, "property": prop}
    if arguments:
        expression["argument"] = [str(argument) for argument in arguments]
    return expression


def _only(tree: dict[t.Any, t.Any], keys: tuple[str, ...], where: str) -> None:
    unknown = sorted(str(key) for key in tree if key not in (*keys, "@type"))
    if unknown:
        raise _wrong(f"{where} has keys that do not belong there: {', '.join(unknown)}. It takes {', '.join(keys)}.")


def _choice(where: str, key: str, value: t.Any, allowed: t.Sequence[str]) -> OptionError:
    close = close_matches(value, allowed, 1, 0.6) if isinstance(value, str) else []
    hint = f" Did you mean {close[0]}?" if close else ""
    return _wrong(f"{where}.{key} must be one of {', '.join(allowed)}, not {_shown(value)}.{hint}")


def _wrong(text: str) -> OptionError:
    return OptionError(text, option="query_filter")


def _shown(value: t.Any) -> str:
    """Return a short form of a value for a message; an absent one is called so."""
    if value is None:
        return "absent"
    if isinstance(value, (dict, list)):
        what = "dictionary" if isinstance(value, dict) else "list"
        return f"a {what}" if value else f"an empty {what}"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
