# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers what a plan asks: one query for each kind of object, side by side."""

from __future__ import annotations

import typing as t

from .._core import filters
from .._core.client import Client, id_of
from .._core.errors import ApiError, CallError
from .kind import Kind, Raw
from .world import DETAILS, NAMED, Ask, Unknown, World

Result = t.TypeVar("Result")


class _Job:
    """One query, or several pages or hundreds of it, and what it answers.

    :param asks: of one sort; of those by the name of a pack, one alone
    :param filtered: the API can find all of them by filters
    """

    def __init__(self, kind: Kind, asks: list[Ask], filtered: bool = False) -> None:
        self.kind, self.asks, self.by, self.filtered = kind, asks, asks[0][1], filtered
        self.found: list[Raw] = []
        self.refusal: CallError | None = None


def settle(client: Client, world: World, make: t.Callable[[World], Result], tolerant: bool = False) -> Result:
    """Return what ``make`` makes of the world, once everything that it asks for is known.

    :param tolerant: kinds that the user may not read count as empty, see :attr:`World.refused`
    :raises CallError: the account cannot be read
    """
    while True:
        try:
            return make(world)
        except Unknown:
            if not world.missing:
                raise RuntimeError("a plan asks for what it knows") from None
            fetch(client, world, tolerant)


def fetch(client: Client, world: World, tolerant: bool = False) -> None:
    """Ask for what is missing, and take the answers in."""
    by_kind: dict[Kind, list[Ask]] = {}
    for ask in world.missing:
        by_kind.setdefault(ask[0], []).append(ask)
    jobs = [job for kind, asks in by_kind.items() for job in _jobs(kind, asks)]

    def run(job: _Job) -> None:
        try:
            job.found = _answer(client, job)
        except CallError as exc:
            if not exc.forbidden or not (tolerant or job.kind.optional or world.wishes.issuperset(job.asks)):
                raise
            job.refusal = exc

    client.http.side_by_side(run, jobs)
    for job in jobs:
        kind = job.kind
        if job.refusal and not (tolerant or kind.optional):
            world.vain.update(job.asks)
            world.missing.difference_update(job.asks)
            continue
        sparse = {str(id_of(raw)) for raw in job.found if kind.is_sparse(raw)}
        world.sparse.difference_update(str(id_of(raw)) for raw in job.found)
        world.sparse |= sparse
        # What a GET says besides the details may be out of date.
        rows = [kind.read(raw) for raw in job.found if not (job.by == DETAILS and str(id_of(raw)) in sparse)]
        world.put(kind, rows, job.asks)
        if job.by == NAMED:
            world.named[str(job.asks[0][2])] = frozenset(str(values["id"]) for values in rows)
        if job.refusal:
            world.refused[kind] = job.refusal


def _jobs(kind: Kind, asks: list[Ask]) -> t.Iterator[_Job]:
    """Sort what is asked of one kind into queries, each of which can run beside the others."""
    details = [ask for ask in asks if ask[1] == DETAILS]
    if details:
        yield _Job(kind, details)
    yield from (_Job(kind, [ask]) for ask in asks if ask[1] == NAMED)
    # Sorted, so that a run that is repeated sends the same.
    rest = sorted((ask for ask in asks if ask[1] not in (DETAILS, NAMED)), key=lambda ask: (str(ask[1]), str(ask[2])))
    filtered = all(field in kind.filters for _kind, field, _value in rest)
    size = filters.MOST_ALTERNATIVES if filtered else len(rest)
    for start in range(0, len(rest), size):
        yield _Job(kind, rest[start : start + size], filtered)


def _answer(client: Client, job: _Job) -> list[Raw]:
    kind = job.kind
    if job.by == NAMED:
        return client.query(kind, filters.equals(kind, next(iter(kind.foreign)), str(job.asks[0][2])))
    if job.by == DETAILS:
        return details_of(client, kind, sorted(str(value) for _kind, _field, value in job.asks))
    if job.filtered:
        alternatives = [filters.equals(kind, str(field), str(value)) for _kind, field, value in job.asks]
        return ask(client, kind, filters.any_of(alternatives))
    if all(field == "id" for _kind, field, _value in job.asks):
        # An ID that is no filter: GET may go on answering for what is gone, so only a query tells what exists.
        wanted = {value for _kind, _field, value in job.asks}
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


def details_of(client: Client, kind: Kind, ids: t.Sequence[str]) -> list[Raw]:
    """Return objects with what GET gives and a QUERY may leave out."""
    if len(ids) > 1:
        return client.bulk_get(kind, ids)[0]
    found = [client.get(kind, one) for one in ids]
    return [raw for raw in found if raw]
