# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that read what happened between two times."""

from __future__ import annotations

import typing as t

from .._core import archive, filters  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, distinct
from .._core.errors import OptionError
from . import moment
from .answer import Result
from .given import refuse_empty
from .kind import Kind, Raw, Values
from .module import Params, run
from .read import referred

_SPEC: dict[str, dict[str, t.Any]] = {
    "since": {"type": "str", "required": True},
    "until": {"type": "str"},
    "limit": {"type": "int", "default": 100},
}


def info(kind: Kind, refers: t.Sequence[str], lists: t.Sequence[str]) -> None:
    """Run a module that reads entries of a log.

    :param kind: its first field tells entries apart, and ``time`` names the one that says when it was
    :param refers: options of what it refers to
    :param lists: our names of filters, of each of which any of several values may match
    """
    spec: dict[str, t.Any] = {name: {"type": "str"} for name in refers}
    spec.update((name, {**kind.field(name).spec, "type": "list", "elements": "str"}) for name in lists)

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        limit = params["limit"]
        if limit < 1:
            raise OptionError(f"limit must be at least 1, not {limit}.", option="limit")
        since = moment.parse("since", params["since"])
        until = moment.parse("until", params["until"]) if params["until"] is not None else None
        if until is not None and until < since:
            raise OptionError(f"until, {until}, is before since, {since}. Swap them.", option="until")
        given = {name: params[name] for name in spec if params[name] is not None}
        # An empty list must not turn into all entries.
        refuse_empty({name: value or "" for name, value in given.items()})

        def task(client: Client, _check: bool) -> Result:
            known = referred(client, kind, given).items()
            exact = {name: value if isinstance(value, list) else [value] for name, value in known}
            expression = filters.all_of(
                [
                    filters.compare(kind, kind.time, "GREATER_THAN_OR_EQUAL", since)
                    if until is None
                    else filters.compare(kind, kind.time, "BETWEEN", since, until),
                    *(_any_of(kind, name, values) for name, values in exact.items()),
                ]
            )
            # Newest first: what follows behind the limit need not be read. Where the API cannot sort, all of it is.
            enough = (lambda found: len(distinct(found)) > limit) if kind.sorts else None
            raw = client.query(kind, expression, enough, newest_by=kind.time if kind.sorts else None)
            rows = _newest_first(kind, raw, exact)
            more = len(raw) > limit if kind.sorts else len(rows) > limit
            return Result(values={kind.plural: rows[:limit], "truncated": more})

        return task

    run({**_SPEC, **spec}, {}, parse)


def _any_of(kind: Kind, name: str, values: list[str]) -> filters.Expression:
    own = next((field for field in kind.fields if field.name == name), None)
    words = dict.fromkeys(word for value in values for word in (own.words(value) if own else (value,)))
    found = filters.any_of([filters.equals(kind, name, word) for word in words])
    if found is None:
        raise OptionError(f"{name} holds more than {filters.MOST_ALTERNATIVES} values. Give fewer.", option=name)
    return found


def _newest_first(kind: Kind, raw: list[Raw], exact: t.Mapping[str, list[str]]) -> list[Values]:
    """Return the entries whose fields are exactly as asked for: how the server compares is not documented."""
    own = kind.fields[0].name
    rows = [
        row for row in map(kind.read, raw) if all(row.get(name, values[0]) in values for name, values in exact.items())
    ]
    # Fractions of a second stand before the zone where there are any.
    return sorted(rows, key=lambda row: (str(row[kind.time] or "").rstrip("Z"), str(row[own])), reverse=True)
