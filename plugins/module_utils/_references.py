# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finding objects: by the name or id that an option gives, and by ids.

Existence is what a query says: GET goes on answering for an environment that was deleted (seen by a live client).
"""

from __future__ import annotations

import re
import typing as t

from . import _filters
from ._client import Client
from ._entities import resolve
from ._errors import CallError, StateError, is_denial
from ._objects import ApiObject, Values

# More alternatives than this in one filter and everything is read instead. The limit of the API is not documented.
_MOST_ALTERNATIVES = 100
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


def by_ids(client: Client, target: ApiObject, ids: t.Iterable[str]) -> dict[str, Values]:
    """Return those of the objects that exist, by id; ``id`` must be a filter of the object."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    few = wanted if len(wanted) <= _MOST_ALTERNATIVES else []
    expression = _filters.any_of([_filters.equals(target, "id", object_id) for object_id in few])
    found = (target.read(raw) for raw in client.query(target, expression))
    return {values["id"]: values for values in found if values["id"] in wanted}


def is_refused(exc: CallError) -> bool:
    """Tell whether the user lacks the privilege for a call."""
    return exc.status == 403 or is_denial(exc.facts.get("api_message", ""))
