# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the account holds, in as few calls as can be: answers the questions of a plan."""

from __future__ import annotations

import typing as t
from dataclasses import replace

from . import _patience, _state
from ._core import filters as _filters
from ._core.client import PAGE_SIZE, Client, Raw
from ._core.errors import StateError
from ._objects import (
    ENVIRONMENT,
    INTEGRATION_PACK,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    INTEGRATION_PACK_INSTANCE,
    ApiObject,
    Values,
    distinct,
    id_of,
)
from ._plan import plan
from ._references import by_alternatives, by_any
from ._state import Known, Plan, Question, Wanted


def instances_of(client: Client, pack_ids: t.Iterable[str | None]) -> list[Raw]:
    """Return all instances of these packs, as the API sends them."""
    return by_any(client, INTEGRATION_PACK_INSTANCE, "integration_pack_id", filter(None, pack_ids))


def instances_named(client: Client, named: t.Sequence[tuple[str, str | None]], most: float) -> list[Raw]:
    """Return the instances of these packs with these names, and perhaps others of the packs: in as few pages as can be.

    :param named: ids of packs with names; without a name, any instance of the pack
    :param most: how many instances the packs may have
    """
    target = INTEGRATION_PACK_INSTANCE
    if most <= PAGE_SIZE * -(-len(named) // PAGE_SIZE):
        return instances_of(client, (pack_id for pack_id, _name in named))
    whole = {pack_id for pack_id, name in named if name is None}
    alternatives = [_filters.equals(target, "integration_pack_id", pack_id) for pack_id in sorted(whole)]
    for pack_id, name in named:
        if pack_id not in whole and name is not None:
            alternatives += _of_name(_filters.equals(target, "integration_pack_id", pack_id), name)
    return by_alternatives(client, target, alternatives)


def _of_name(of_pack: _filters.Expression, name: str) -> list[_filters.Expression]:
    """Return expressions for the instances of a pack with a name, also in forms in which it may be stored."""
    target = INTEGRATION_PACK_INSTANCE
    forms = dict.fromkeys([name, name.strip(), _state.plain(name)])
    named = [_filters.equals(target, "integration_pack_override_name", form) for form in forms]
    return list(filter(None, (_filters.all_of([of_pack, one]) for one in named)))


def attachments_of(client: Client, instance_ids: t.Iterable[str]) -> tuple[Values, ...]:
    """Return where these instances are attached."""
    target = INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
    found = by_any(client, target, "integration_pack_instance_id", instance_ids)
    return tuple(target.read(raw) for raw in found)


def planned(
    client: Client, wanted: t.Sequence[Wanted], purge: str | None, assumed: tuple[str, ...] = ()
) -> tuple[Plan, Known]:
    """Look at the account as far as the plan depends on it, and return the plan with what is known.

    :param assumed: names of environments that count as being there
    :raises StateError: see :func:`_plan.plan`; where other runs may be about to put it right, after a few more looks
    :raises CallError: the account cannot be read
    """
    http = client.http
    watch = _patience.Watch(_patience.for_others(http))
    while True:
        budget = http.budget.left
        try:
            return _planned_now(client, wanted, purge, assumed)
        except StateError as exc:
            # An API that throttles this task holds up the others as well, so they get as much longer.
            watch.extend(budget - http.budget.left)
            if not exc.passing or watch.over:
                raise
        watch.pause()


def _planned_now(
    client: Client, wanted: t.Sequence[Wanted], purge: str | None, assumed: tuple[str, ...]
) -> tuple[Plan, Known]:
    known = replace(_first_look(client, wanted, purge), assumed=assumed)
    while True:
        outcome = plan(wanted, known, purge)
        if isinstance(outcome, Plan):
            return outcome, known
        questions = outcome.questions - known.asked
        if not questions:
            raise RuntimeError("a plan asks the same question again")
        known = _answer(client, known, questions)


def _first_look(client: Client, wanted: t.Sequence[Wanted], purge: str | None) -> Known:
    known = Known(client.account)
    if not wanted and not purge:
        return known
    if len(wanted) == 1 and purge is None:
        found, more = _look_for_one(client, wanted[0])
        return replace(_with_instances(known, found), more=more, server_named=_goes_by_name(wanted[0]))
    names = {(_state.PACK_NAME, item.pack_name) for item in wanted if item.pack_name is not None}
    if names:
        known = _answer(client, known, frozenset(names))
    if purge != _state.PURGE_ALL and all(item.pack_id or item.pack_name is not None for item in wanted):
        named = [pack["id"] for pack in known.packs if (_state.PACK_NAME, pack["name"]) in names]
        pack_ids = [item.pack_id for item in wanted] + named
        found = instances_of(client, pack_ids)
        # An instance may be of another pack than the task says, which is a mistake to be told.
        if {item.id for item in wanted if item.id} <= set(map(id_of, found)):
            return _with_instances(known, found)
    return _with_instances(known, client.query(INTEGRATION_PACK_INSTANCE))


def _goes_by_name(item: Wanted) -> bool:
    return not item.id and item.pack_name is not None


def _look_for_one(client: Client, item: Wanted) -> tuple[list[Raw], bool]:
    """Return the instances that tell about the item, and whether the account may have others of its pack."""
    target = INTEGRATION_PACK_INSTANCE

    def has_it(found: list[Raw]) -> bool:
        return any(id_of(raw) == item.id for raw in found)

    if item.id:
        # An id is no filter, and GET may answer for what was deleted: only a query tells what exists. Where it is not
        # among those of the pack that the task names, it may be of another one, which is a mistake to be told.
        found = by_any(client, target, "integration_pack_id", filter(None, [item.pack_id]), has_it)
        return (found if has_it(found) else client.query(target, until=has_it)), True
    name, value = ("integration_pack_id", item.pack_id) if item.pack_id else ("integration_pack_name", item.pack_name)
    of_pack = _filters.equals(target, name, value or "")
    if item.name is None:
        return client.query(target, of_pack), False
    beginning: list[Raw] = []

    def is_long(found: list[Raw]) -> bool:
        beginning.extend(found)
        return True

    # All instances of the pack tell more than the one, and for the same price: what type it is of, and names that are
    # nearly the same. Of more than a page of them, only the one is asked for.
    found = client.query(target, of_pack, until=is_long)
    if beginning:
        found = [*found, *by_alternatives(client, target, _of_name(of_pack, item.name))]
    return distinct(found), bool(beginning)


def _with_instances(known: Known, found: list[Raw]) -> Known:
    target = INTEGRATION_PACK_INSTANCE
    return replace(
        known,
        instances=tuple(target.read(raw) for raw in found),
        sparse=frozenset(filter(None, (id_of(raw) for raw in found if target.is_sparse(raw)))),
    )


def _answer(client: Client, known: Known, questions: frozenset[Question]) -> Known:
    """Return ``known`` with the answers to ``questions``, each kind in one query."""
    keys: dict[str, list[str]] = {}
    for kind, key in sorted(questions):
        keys.setdefault(kind, []).append(key)
    known = replace(known, asked=known.asked | questions)
    if _state.ALL_PACKS in keys:
        known = replace(known, packs=_packs(client, []))
    elif _state.PACK_ID in keys or _state.PACK_NAME in keys:
        asked = [_filters.equals(INTEGRATION_PACK, "id", key) for key in keys.get(_state.PACK_ID, [])]
        asked += [_filters.equals(INTEGRATION_PACK, "name", key) for key in keys.get(_state.PACK_NAME, [])]
        known = replace(known, packs=known.packs + _packs(client, asked))
    if _state.INSTANCES in keys:
        known = replace(known, named=known.named + _named_by_server(client, keys[_state.INSTANCES]))
    if _state.ENVIRONMENTS in keys:
        there = tuple(ENVIRONMENT.read(raw) for raw in client.query(ENVIRONMENT))
        names = {environment["name"] for environment in there}
        coming = tuple(
            {**ENVIRONMENT.read({}), "id": name, "name": name} for name in known.assumed if name not in names
        )
        known = replace(known, environments=there + coming)
    if _state.ATTACHMENTS in keys:
        known = replace(known, attachments=known.attachments + attachments_of(client, keys[_state.ATTACHMENTS]))
    if _state.DETAILS in keys:
        known = _state.with_details(known, details_of(client, keys[_state.DETAILS]))
    return known


def _named_by_server(client: Client, names: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the ids of instances of the packs with these names, each with the name. There are hardly ever any."""
    target = INTEGRATION_PACK_INSTANCE
    if not by_any(client, target, "integration_pack_name", names, until=bool):
        return ()
    # Instances do not carry the names of their packs.
    found = {name: client.query(target, _filters.equals(target, "integration_pack_name", name)) for name in names}
    return tuple((name, str(id_of(raw))) for name, instances in found.items() for raw in instances)


def _packs(client: Client, asked: list[_filters.Expression]) -> tuple[Values, ...]:
    return tuple(INTEGRATION_PACK.read(raw) for raw in client.query(INTEGRATION_PACK, _filters.any_of(asked)))


def details_of(client: Client, instance_ids: t.Sequence[str]) -> dict[str, Values]:
    """Return instances with their processes, which a query may leave out, by id."""
    found = complete(client, INTEGRATION_PACK_INSTANCE, [{"id": instance_id} for instance_id in instance_ids])
    read = [INTEGRATION_PACK_INSTANCE.read(raw) for raw in found if not INTEGRATION_PACK_INSTANCE.is_sparse(raw)]
    return {instance["id"]: instance for instance in read if instance["id"]}


def complete(client: Client, target: ApiObject, found: list[Raw]) -> list[Raw]:
    """Return ``found`` with what GET gives and a query may leave out, in the same order."""
    sparse = list(filter(None, (id_of(raw) for raw in found if target.is_sparse(raw))))
    if len(sparse) == 1:
        single = client.get(target, sparse[0])
        full = [single] if single else []
    elif sparse:
        full, _missing = client.bulk_get(target, sparse)
    else:
        return found
    by_id = {id_of(raw): raw for raw in full}
    return [by_id.get(id_of(raw), raw) if target.is_sparse(raw) else raw for raw in found]
