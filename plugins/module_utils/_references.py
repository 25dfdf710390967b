# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finding objects: by the name or id that an option gives, and by ids.

Existence is what a query says: GET goes on answering for an environment that was deleted (seen by a live client).
"""

from __future__ import annotations

import re
import typing as t

from ._core import filters as _filters
from ._core.client import Client, Raw
from ._entities import resolve
from ._core.errors import CallError, StateError, is_denial
from ._objects import ApiObject, Values, id_of

# Environments, runtimes and roles have ids of this form (the API page's samples).
_ID = re.compile(r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)


# The object that a name or id stands for, or why there is none.
Located = t.Union[Values, StateError]


def looks_like_id(text: str) -> bool:
    """Tell whether a text has the form of an id, so that it is worth a try before anything is looked up."""
    return bool(_ID.match(text))


def locate(client: Client, target: ApiObject, noun: str, text: str) -> Located:
    """Return the one object whose id or exact name is ``text``. Costs one call, and another where there is none.

    :raises StateError: several have the name
    :raises CallError: the objects cannot be read
    """
    by = "id" if looks_like_id(text) and "id" in target.filters else "name"
    everything = looks_like_id(text) and by == "name"
    for expression in ([] if everything else [_filters.equals(target, by, text)]) + [None]:
        candidates = [target.read(raw) for raw in client.query(target, expression)]
        if expression is None or any(text in (values["id"], values["name"]) for values in candidates):
            break
    try:
        found = resolve(text, candidates, noun, client.account)
    except StateError as problem:
        if "candidates" in problem.facts:
            raise
        return problem
    return next(values for values in candidates if values["id"] == found)


def by_any(
    client: Client,
    target: ApiObject,
    name: str,
    values: t.Iterable[str],
    until: t.Callable[[list[Raw]], bool] | None = None,
) -> list[Raw]:
    """Query the objects whose property ``name`` is one of ``values``. The caller may get more than it asks for.

    :param until: see :meth:`Client.query`; a query is made for each hundred values
    """
    alternatives = [_filters.equals(target, name, value) for value in sorted(set(values))]
    return by_alternatives(client, target, alternatives, until)


def by_alternatives(
    client: Client,
    target: ApiObject,
    alternatives: t.Sequence[_filters.Expression],
    until: t.Callable[[list[Raw]], bool] | None = None,
) -> list[Raw]:
    """Query the objects that one of these expressions fits; a query is made for each hundred of them."""
    found: list[Raw] = []
    for start in range(0, len(alternatives), _filters.MOST_ALTERNATIVES):
        some = _filters.any_of(alternatives[start : start + _filters.MOST_ALTERNATIVES])
        found += client.query(target, some, until)
    return found


def by_ids(client: Client, target: ApiObject, ids: t.Iterable[str]) -> dict[str, Values]:
    """Return those of the objects that exist, by id, in the order of ``ids``.

    Costs a query for each hundred; where an object cannot be asked for by its id, a bulk GET for each hundred before.
    """
    wanted = dict.fromkeys(ids)
    by_filter = "id" in target.filters
    there = by_any(client, target, "id", wanted) if by_filter else _by_bulk(client, target, list(wanted))
    found = {values["id"]: values for values in map(target.read, there)}
    return {object_id: found[object_id] for object_id in wanted if object_id in found}


def _by_bulk(client: Client, target: ApiObject, ids: list[str]) -> list[Raw]:
    found, _missing = client.bulk_get(target, ids)
    got = {id_of(raw) for raw in found}
    # GET may go on answering for what is gone, but what it says of it tells where a query would show it.
    kin = {target.read(raw)[target.kinship] if target.kinship else None for raw in found}
    seen: set[str | None] = set()

    def has_all(there: list[Raw]) -> bool:
        seen.update(map(id_of, there))
        return got <= seen

    if None in kin:
        has_all(client.query(target, until=has_all))
    else:
        has_all(by_any(client, target, str(target.kinship), map(str, kin), has_all))
    return [raw for raw in found if id_of(raw) in seen]


def is_refused(exc: CallError) -> bool:
    """Tell whether the user lacks the privilege for a call."""
    return exc.status == 403 or is_denial(exc.facts.get("api_message", ""))
