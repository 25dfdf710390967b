# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that read objects: by IDs, by properties, by a query expression, or all of them."""

from __future__ import annotations

import typing as t

from .._core import archive, filters  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, distinct, id_of
from .answer import Result, order
from .fetch import ask, settle, with_details
from .given import refuse_empty
from .kind import Kind, Raw, Values
from .module import Params, run
from .world import World, asks_for, looks_like_id, resolve


def info(
    kind: Kind,
    names: t.Sequence[str],
    *,
    by_ids: bool = True,
    by_filter: bool = True,
    through: t.Mapping[str, Kind] | None = None,
) -> None:
    """Run a module that reads objects of a kind.

    :param names: of the options that narrow the query: our names of filters, or the options of what it ties or refers
        to
    :param through: options that name the other end of a tie, with the tie
    """
    ties = dict(through or {})
    ends = {end.option: end.spec for end in kind.ends}
    declared = {**{field.name: field.spec for field in kind.fields}, **kind.options, **ends}
    own: dict[str, t.Any] = {name: declared.get(name, {"type": "str"}) for name in names}
    if by_ids:
        own["ids"] = {"type": "list", "elements": "str", "aliases": ["id"]}
    if by_filter:
        own["query_filter"] = {"type": "dict"}
    whole = [name for name in ("ids", "query_filter") if name in own]
    pairs = [(one, other) for one in whole for other in names] + ([tuple(whole)] if len(whole) > 1 else [])

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        ids, tree = params.get("ids"), params.get("query_filter")
        refuse_empty({"ids": ids}, "Take IDs from a query.")
        given = {name: params[name] for name in names if params[name] is not None}
        refuse_empty(given)
        expression: filters.Expression | None = None
        if tree is not None:
            # A task pays for each import, and few need this one.
            from .._core.query_filter import parse as parse_filter

            expression = parse_filter(kind, tree)

        def task(client: Client, _check: bool) -> Result:
            missing: dict[str, t.Any] = {"not_found_ids": []} if by_ids else {}
            if ids is not None:
                shown = read_ids(client, kind, ids)
                missing["not_found_ids"] = [one for one in dict.fromkeys(ids) if one not in shown]
                return Result(values={kind.plural: list(shown.values()), **missing})
            exact = referred(client, kind, {name: value for name, value in given.items() if name not in ties})
            if kind.ends and tree is None:
                # A query may show what belongs to other accounts as well.
                exact.update((field.name, client.account) for field in kind.fields if field.account)
            narrowed = [filters.equals(kind, name, value) for name, value in exact.items() if name in kind.searchable]
            tied = [_tied(client, kind, ties[name], {name: given[name]}) for name in ties if name in given]
            if tied:
                found = _by_ids(client, kind, sorted(set.intersection(*tied)))
            else:
                raw = ask(client, kind, filters.all_of(narrowed)) if tree is None else client.query(kind, expression)
                found = with_details(client, kind, map(kind.read, raw))
            # Compared exactly here: how the server compares is not documented.
            rows = [
                row
                for row in found
                if kind.is_met(row, {name: value for name, value in exact.items() if name in row})
                and all(row["id"] in ids for ids in tied)
            ]
            return Result(values={kind.plural: sorted(rows, key=order), **missing})

        return task

    run(own, {"mutually_exclusive": pairs}, parse)


def facts(key: str, names: t.Iterable[str], make: t.Callable[[World, t.Mapping[str, str]], list[Values]]) -> None:
    """Run a module that reads what several kinds of objects tell together.

    :param key: of the result
    :param names: of its options, which are texts that leave a part of all
    :param make: returns the result, and asks the world for what it lacks; only the options that are given reach it
    """
    spec = {name: {"type": "str"} for name in names}

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        given = {name: params[name] for name in spec if params[name] is not None}
        refuse_empty(given)
        return lambda client, _check: Result(
            values={key: settle(client, lambda world: make(world, given)), "account": client.account}
        )

    run(spec, {}, parse)


def referred(client: Client, kind: Kind, given: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Return what to ask for: of what the kind ties or refers to, what it holds in the place of names.

    :raises StateError: a name that nothing has, or several objects have
    """
    ends = {end.option: end for end in (*kind.ends, *kind.refers)}

    def ids(known: World) -> dict[str, t.Any]:
        named = {
            name: end
            for name, end in ends.items()
            if name in given and end.field != name and not (end.by == "id" and looks_like_id(given[name]))
        }
        for name, end in named.items():
            known.want(*asks_for(end.kind, given[name]))
        return {
            ends[name].field if name in ends else name: resolve(known, named[name].kind, value)[named[name].by]
            if name in named
            else value
            for name, value in given.items()
        }

    return settle(client, ids)


def _tied(client: Client, kind: Kind, tie: Kind, given: t.Mapping[str, str]) -> set[str]:
    """Return the IDs of the objects of a kind that are tied to what an option names."""
    ((field, value),) = referred(client, tie, given).items()
    own = next(end.field for end in tie.ends if end.kind is kind)
    rows = map(tie.read, client.query(tie, filters.equals(tie, field, value)))
    return {row[own] for row in rows if row[field] == value and row[own]}


def read_ids(client: Client, kind: Kind, ids: t.Sequence[str]) -> dict[str, Values]:
    """Return those of the objects that exist, by ID, in the order of ``ids``.

    Costs a query for each hundred; where an object cannot be asked for by its ID, a bulk GET for each hundred before.
    """
    wanted = dict.fromkeys(ids)
    found = {values["id"]: values for values in _by_ids(client, kind, list(wanted))}
    return {one: found[one] for one in wanted if one in found}


def _by_ids(client: Client, kind: Kind, ids: list[str]) -> list[Values]:
    if "id" in kind.filters:
        # An API that refuses the filter has answered each of several queries with all that there are.
        return with_details(client, kind, map(kind.read, distinct(_by(client, kind, "id", ids))))
    found, _missing = client.bulk_get(kind, ids)
    # GET may go on answering for what is gone, but what it says of it tells where a query would show it.
    kin = {kind.read(raw)[kind.kinship] if kind.kinship else None for raw in found}
    got = {id_of(raw) for raw in found}
    seen: set[str | None] = set()

    def has_all(there: list[Raw]) -> bool:
        seen.update(map(id_of, there))
        return got <= seen

    if found and None in kin:
        has_all(client.query(kind, until=has_all))
    elif found:
        has_all(_by(client, kind, str(kind.kinship), [str(one) for one in kin]))
    return [kind.read(raw) for raw in found if id_of(raw) in seen]


def _by(client: Client, kind: Kind, name: str, values: list[str]) -> list[Raw]:
    alternatives = [filters.equals(kind, name, value) for value in sorted(set(values))]
    return [raw for some in filters.groups(alternatives) for raw in ask(client, kind, some)]
