# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: query expressions for our own looks."""

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from .._engine.kind import Kind

Expression = t.Dict[str, t.Any]  # noqa: UP006 - older releases of Python get as far as to say so

# More alternatives than this are not asked for in one query. The limit of the API is not documented.
MOST_ALTERNATIVES = 100


def equals(target: Kind, name: str, value: str) -> Expression:
    """``name`` is one of our names of the object's filters."""
    return compare(target, name, "EQUALS", value)


def compare(target: Kind, name: str, operator: str, *values: str) -> Expression:
    """Return a comparison by any operator. ``name`` is one of our names of the object's filters."""
    return {"operator": operator, "property": target.filters[name], "argument": list(values)}


def all_of(expressions: t.Sequence[Expression]) -> Expression | None:
    """Return the conjunction; ``None`` stands for everything."""
    return _group("and", expressions)


def any_of(expressions: t.Sequence[Expression]) -> Expression | None:
    """Return the disjunction; ``None`` stands for everything, which is also asked for in place of very many."""
    return _group("or", expressions) if len(expressions) <= MOST_ALTERNATIVES else None


def groups(expressions: t.Sequence[Expression]) -> list[Expression]:
    """Return disjunctions, each of so many alternatives as one query takes."""
    starts = range(0, len(expressions), MOST_ALTERNATIVES)
    return [one for at in starts if (one := any_of(expressions[at : at + MOST_ALTERNATIVES]))]


def _group(operator: str, expressions: t.Sequence[Expression]) -> Expression | None:
    if len(expressions) < 2:
        return expressions[0] if expressions else None
    return {"operator": operator, "nestedExpression": list(expressions)}
