# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers what a plan asks: one query for each kind of object, side by side."""

from __future__ import annotations

import typing as t

from .._core import filters
from .._core.client import Client, id_of
from .._core.errors import ApiError, CallError
from .kind import Kind, Raw, Values
from .world import DETAILS, NAMED, Ask, Unknown, World

Result = t.TypeVar("Result")


def settle(
    client: Client, make: t.Callable[[World], Result], world: World | None = None, tolerant: bool = False
) -> Result:
    """Return what ``make`` makes of the world, once everything that it asks for is known.

    :param world: what is known already
    :param tolerant: kinds that the user may not read count as empty, see :attr:`World.refused`
    :raises CallError: the account cannot be read
    """
    world = world or World(client.account)
    while True:
        try:
            return make(world)
        except Unknown:
            if not world.missing:
                raise RuntimeError("a plan asks for what it knows") from None
            _fetch(client, world, tolerant)


def _fetch(client: Client, world: World, tolerant: bool) -> None:
    """Ask for what is missing, and take the answers in."""
    by_kind: dict[Kind, list[Ask]] = {}
    for ask in world.missing:
        by_kind.setdefault(ask[0], []).append(ask)
    jobs = [(kind, some) for kind, asks in by_kind.items() for some in _sorted(kind, asks)]
    answers: dict[int, list[Raw] | CallError] = {}

    def run(number: int) -> None:
        kind, asks = jobs[number]
        try:
            answers[number] = _answer(client, kind, asks)
        except CallError as exc:
            if not exc.forbidden or not (tolerant or kind.optional or world.wishes.issuperset(asks)):
                raise
            answers[number] = exc

    client.http.side_by_side(run, range(len(jobs)))
    for number, (kind, asks) in enumerate(jobs):
        found, by = answers[number], asks[0][1]
        if isinstance(found, CallError):
            if not (tolerant or kind.optional):
                world.vain.update(asks)
                world.missing.difference_update(asks)
                continue
            world.refused[kind], found = found, []
        # What a GET says besides the details may be out of date.
        rows = [row for row in map(kind.read, found) if by != DETAILS or not kind.lacks_details(row)]
        world.put(kind, rows, asks)
        if by == NAMED:
            world.named[str(asks[0][2])] = frozenset(str(values["id"]) for values in rows)


def _sorted(kind: Kind, asks: list[Ask]) -> t.Iterator[list[Ask]]:
    """Sort what is asked of one kind by the queries that answer it, each of which can run beside the others."""
    details = [ask for ask in asks if ask[1] == DETAILS]
    if details:
        yield details
    yield from ([ask] for ask in asks if ask[1] == NAMED)
    # Sorted, so that a run that is repeated sends the same.
    rest = sorted((ask for ask in asks if ask[1] not in (DETAILS, NAMED)), key=lambda ask: (str(ask[1]), str(ask[2])))
    size = filters.MOST_ALTERNATIVES if _are_filters(kind, rest) else len(rest)
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


def _are_filters(kind: Kind, asks: list[Ask]) -> bool:
    return all(field in kind.filters for _kind, field, _value in asks)


def _answer(client: Client, kind: Kind, asks: list[Ask]) -> list[Raw]:
    by = asks[0][1]
    if by == NAMED:
        return client.query(kind, filters.equals(kind, next(iter(kind.foreign)), str(asks[0][2])))
    if by == DETAILS:
        return _details_of(client, kind, sorted(str(value) for _kind, _field, value in asks))
    if _are_filters(kind, asks):
        alternatives = [filters.equals(kind, str(field), str(value)) for _kind, field, value in asks]
        return ask(client, kind, filters.any_of(alternatives))
    if all(field == "id" for _kind, field, _value in asks):
        # An ID that is no filter: GET may go on answering for what is gone, so only a query tells what exists.
        wanted = {value for _kind, _field, value in asks}
        return client.query(kind, until=lambda found: wanted <= {id_of(raw) for raw in found})
    return client.query(kind)


def ask(client: Client, kind: Kind, expression: filters.Expression | None) -> list[Raw]:
    """Return the objects that a filter of ours finds, or more than these."""
    try:
        return client.query(kind, expression)
    except ApiError as exc:
        if not kind.doubtful or expression is None or exc.status != 400 or exc.forbidden:
            raise
        return client.query(kind)


def _details_of(client: Client, kind: Kind, ids: t.Sequence[str]) -> list[Raw]:
    """Return objects with what GET gives and a QUERY may leave out."""
    if len(ids) > 1:
        return client.bulk_get(kind, ids)[0]
    found = [client.get(kind, one) for one in ids]
    return [raw for raw in found if raw]


def with_details(client: Client, kind: Kind, rows: t.Iterable[Values]) -> list[Values]:
    """Return objects with what GET gives and a QUERY may leave out, in the same order."""
    rows = list(rows)
    lacking = [row["id"] for row in rows if row["id"] and kind.lacks_details(row)]
    details = {row["id"]: row for row in map(kind.read, _details_of(client, kind, lacking))}
    return [details.get(row["id"], row) for row in rows]
