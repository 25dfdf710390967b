# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reading objects: by ids, by properties, by a query expression, or all of them."""

from __future__ import annotations

import typing as t

from ._core import filters as _filters
from ._core.client import Client
from ._core.errors import OptionError
from ._look import complete
from ._objects import ApiObject, Values
from ._references import by_ids
from ._run import Result


def parse(
    target: ApiObject,
    plural: str,
    ids: t.Sequence[str] | None,
    sent: t.Mapping[str, str | None],
    query_filter: t.Any = None,
    kept: t.Mapping[str, str | None] | None = None,
) -> t.Callable[[Client], Result]:
    """Return what reads the objects that the options ask for.

    :param plural: the name of the list in the result
    :param ids: those that do not exist are returned as ``not_found_ids``
    :param sent: by our names, properties that narrow the query, and are compared exactly here where objects carry them
    :param query_filter: an expression tree as the API takes it
    :param kept: properties that are compared here only
    :raises OptionError: an id is empty, or the tree is wrong
    """
    for index, object_id in enumerate(ids or ()):
        if not object_id.strip():
            raise OptionError(f"ids[{index}] is empty. Take ids from a query.", option="ids")
    narrowing = {name: value for name, value in sent.items() if value is not None}
    for name, value in narrowing.items():
        if not value.strip():
            raise OptionError(f"{name} is empty. Give a value, or leave it out.", option=name)
    exact = {**narrowing, **{name: value for name, value in (kept or {}).items() if value is not None}}
    if query_filter is None:
        expression = _filters.all_of([_filters.equals(target, name, value) for name, value in narrowing.items()])
    else:
        expression = _filters.parse(target, query_filter)

    def read(client: Client) -> Result:
        if ids is not None:
            found_by_id = by_ids(client, target, ids)
            return Result(
                values={
                    plural: list(found_by_id.values()),
                    "not_found_ids": [object_id for object_id in dict.fromkeys(ids) if object_id not in found_by_id],
                }
            )
        found = complete(client, target, client.query(target, expression))
        objects = [values for values in map(target.read, found) if _fits(values, exact)]
        return Result(values={plural: sorted(objects, key=_order), "not_found_ids": []})

    return read


def _fits(values: Values, given: t.Mapping[str, str]) -> bool:
    """Compare exactly what the server has compared in its own way (case and blanks are not documented)."""
    return all(values[name] == value for name, value in given.items() if name in values)


def _order(values: Values) -> tuple[str, ...]:
    """Sort key, the id last: the API promises no order."""
    texts = [str(value or "") for value in values.values() if not isinstance(value, list)]
    return (*texts[1:], texts[0])
