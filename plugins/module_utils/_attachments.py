# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ties two objects together: runtimes, integration pack instances and roles to environments.

Such an object has no other value than the two that it ties, so it is there or it is not. A runtime is in one
environment at most: attaching it to another one moves it (API page).
"""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field, replace

from . import _info, _instances, _state
from ._core import filters as _filters
from ._core.client import Client
from ._entities import Create, Delete, Plan, label, sentence
from ._core.errors import CallError, OptionError, StateError
from ._look import planned
from ._objects import (
    ATOM,
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    ENVIRONMENT_ROLE,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    INTEGRATION_PACK_INSTANCE,
    ROLE,
    ApiObject,
    Values,
)
from ._references import Located, is_refused, locate, looks_like_id
from ._run import Result, Task
from ._state import ABSENT, PRESENT
from ._writer import Planned

STATE_SPEC: dict[str, t.Any] = {"type": "str", "choices": [PRESENT, ABSENT], "default": PRESENT}


@dataclass(frozen=True)
class End:
    """One of the two that are tied.

    :param name: of the field that holds its id
    :param option: that names it
    """

    name: str
    option: str
    target: ApiObject
    noun: str


@dataclass(frozen=True)
class Kind:
    """A kind of tie.

    :param key: of one in a result; the plural has an s
    :param ends: what is tied, and the environment
    :param look: the fields to ask by; of a runtime all is asked, since it may be elsewhere
    :param moves: the first end can be tied once only
    """

    target: ApiObject
    key: str
    ends: tuple[End, End]
    look: tuple[str, ...]
    verb: str = "attached"
    moves: bool = False


_ENVIRONMENT = End("environment_id", "environment", ENVIRONMENT, "environment")
ATOM_ATTACHMENT = Kind(
    ENVIRONMENT_ATOM_ATTACHMENT,
    "environment_atom_attachment",
    (End("atom_id", "runtime", ATOM, "runtime"), _ENVIRONMENT),
    ("atom_id",),
    moves=True,
)
PACK_ATTACHMENT = Kind(
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    "integration_pack_environment_attachment",
    (
        End(
            "integration_pack_instance_id",
            "integration_pack_instance_id",
            INTEGRATION_PACK_INSTANCE,
            "integration pack instance",
        ),
        _ENVIRONMENT,
    ),
    ("integration_pack_instance_id",),
)
ROLE_ASSIGNMENT = Kind(
    ENVIRONMENT_ROLE,
    "environment_role",
    (End("role_id", "role", ROLE, "role"), _ENVIRONMENT),
    ("role_id", "environment_id"),
    verb="assigned",
)

ATOM_SPEC: dict[str, dict[str, t.Any]] = {
    "state": STATE_SPEC,
    "runtime": {"type": "str", "required": True, "aliases": ["atom"]},
    "environment": {"type": "str", "required": True},
    "allow_move": {"type": "bool", "default": False},
}
ATOM_INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "runtime": {"type": "str", "aliases": ["atom"]},
    "environment": {"type": "str"},
    "query_filter": {"type": "dict"},
}
ROLE_SPEC: dict[str, dict[str, t.Any]] = {
    "state": STATE_SPEC,
    "role": {"type": "str", "required": True},
    "environment": {"type": "str", "required": True},
}
ROLE_INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "ids": {"type": "list", "elements": "str", "aliases": ["id"]},
    "role": {"type": "str"},
    "environment": {"type": "str"},
    "query_filter": {"type": "dict"},
}
PACK_SPEC: dict[str, dict[str, t.Any]] = {
    "state": STATE_SPEC,
    "integration_pack_instance_id": {"type": "str"},
    "integration_pack_id": {"type": "str"},
    "integration_pack_name": {"type": "str"},
    "integration_pack_override_name": {"type": "str", "aliases": ["name"]},
    "environment": {"type": "str", "required": True},
}
PACK_CONSTRAINTS: dict[str, t.Any] = {
    "required_one_of": [("integration_pack_instance_id", "integration_pack_id", "integration_pack_name")],
    "mutually_exclusive": [
        ("integration_pack_instance_id", "integration_pack_id", "integration_pack_name"),
        ("integration_pack_instance_id", "integration_pack_override_name"),
    ],
}
PACK_INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "integration_pack_instance_id": {"type": "str"},
    "environment": {"type": "str"},
    "query_filter": {"type": "dict"},
}


def info_constraints(kind: Kind, *others: str) -> dict[str, t.Any]:
    """``query_filter``, and each of ``others``, go with nothing else."""
    alone = ("query_filter", *others)
    pairs = [(one, end.option) for one in alone for end in kind.ends]
    return {"mutually_exclusive": [*pairs, *([alone] if others else [])]}


@dataclass(frozen=True)
class Wanted:
    """A tie as a person describes it.

    :param texts: what the options say of the two ends
    :param ids: of the ends, as far as the texts look like ids; whether they are is not sure
    :param instance: the integration pack instance at the first end, where there is one
    """

    state: str
    texts: tuple[str, str]
    ids: tuple[str | None, str | None]
    allow_move: bool = False
    instance: _state.Wanted | None = None


@dataclass(frozen=True)
class Known:
    """What is known of the account so far.

    :param ends: which object each end is, once asked
    :param ties: that answered a question, by the ids that were asked by
    :param places: environments by id, once asked
    """

    account: str
    ends: t.Mapping[int, Located] = field(default_factory=dict)
    ties: t.Mapping[tuple[str, ...], tuple[Values, ...]] = field(default_factory=dict)
    places: t.Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class Needs:
    """What has to be known before there can be a plan: ends by number, ties by ids, and an environment by id."""

    ends: tuple[int, ...] = ()
    ties: tuple[str, ...] | None = None
    place: str | None = None


def plan(kind: Kind, wanted: Wanted, known: Known) -> Plan | Needs:
    """Return the changes that bring what is known to what is wanted, or what else must be known. Pure.

    What looks like an id is believed until something is to be written: then it has to be there.

    :raises StateError: it cannot be planned, and nothing was changed
    """
    unknown = tuple(number for number in (0, 1) if number not in known.ends and not wanted.ids[number])
    if unknown:
        return Needs(ends=unknown)
    for number in sorted(known.ends):
        located = known.ends[number]
        if isinstance(located, StateError):
            if wanted.state == PRESENT:
                raise located
            # What is not there is not tied to anything.
            return Plan(kind.key, None, None)
    ids = {end.name: _id_of(number, wanted, known) for number, end in enumerate(kind.ends)}
    asked = tuple(ids[name] for name in kind.look)
    if asked not in known.ties:
        return Needs(ties=asked)
    mine = tuple(ties for ties in known.ties[asked] if all(ties[name] == value for name, value in ids.items()))
    if wanted.state == ABSENT:
        return _untie(kind, wanted, known, ids, mine)
    if mine:
        return Plan(kind.key, mine[0], mine[0])
    unsure = tuple(number for number in (0, 1) if number not in known.ends)
    if unsure:
        return Needs(ends=unsure)
    first = kind.ends[0].name
    elsewhere = [ties for ties in known.ties[asked] if ties[first] == ids[first]] if kind.moves else []
    if elsewhere and not wanted.allow_move:
        return _refuse_move(kind, wanted, known, elsewhere[0])
    change = Create(kind.target, ids, tuple(ids), _about(kind, wanted, known))
    return Plan(kind.key, elsewhere[0] if elsewhere else None, {**kind.target.read({}), **ids}, (change,))


def _id_of(number: int, wanted: Wanted, known: Known) -> str:
    located = known.ends.get(number)
    return str(located["id"] if isinstance(located, dict) else wanted.ids[number])


def _about(kind: Kind, wanted: Wanted, known: Known) -> str:
    what, where = (_name_of(number, kind, wanted, known) for number in (0, 1))
    return sentence(f"{what}, {kind.verb} to {where}")


def _name_of(number: int, kind: Kind, wanted: Wanted, known: Known) -> str:
    located = known.ends.get(number)
    if number == 0 and wanted.instance:
        return str(wanted.instance)
    return f"{kind.ends[number].noun} {label(located) if isinstance(located, dict) else wanted.texts[number]}"


def _untie(kind: Kind, wanted: Wanted, known: Known, ids: Values, mine: tuple[Values, ...]) -> Plan:
    if not mine:
        return Plan(kind.key, None, None)
    look = {name: ids[name] for name in kind.look}
    return Plan(kind.key, mine[0], None, (Delete(kind.target, mine, look, _about(kind, wanted, known)),))


def _refuse_move(kind: Kind, wanted: Wanted, known: Known, tie: Values) -> Needs:
    place = str(tie["environment_id"])
    if place not in known.places:
        return Needs(place=place)
    what, where = (_name_of(number, kind, wanted, known) for number in (0, 1))
    raise StateError(
        f"{sentence(what)} is attached to environment {label(known.places[place])}, and a runtime is in one "
        f"environment at most: attaching it to {where} would move it. Set allow_move to have it moved.",
        candidates=[place],
    )


def _parse(kind: Kind, params: t.Mapping[str, t.Any]) -> Task:
    texts = tuple(_text(params, end.option) for end in kind.ends)
    wanted = Wanted(
        state=params["state"],
        texts=(texts[0], texts[1]),
        ids=(_maybe_id(texts[0]), _maybe_id(texts[1])),
        allow_move=bool(params.get("allow_move")),
    )
    return _task(kind, wanted)


def parse_atom(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_environment_atom_attachment``."""
    return _parse(ATOM_ATTACHMENT, params)


def parse_role(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_environment_role``."""
    return _parse(ROLE_ASSIGNMENT, params)


def parse_pack(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_integration_pack_environment_attachment``."""
    instance_id = params["integration_pack_instance_id"]
    if instance_id is not None:
        _text(params, "integration_pack_instance_id")
    environment = _text(params, "environment")
    identity = {**params, "id": instance_id, "environments": None}
    instance = _instances.parse_wanted(identity, params["state"])
    wanted = Wanted(
        state=params["state"],
        texts=(str(instance), environment),
        ids=(instance_id, _maybe_id(environment)),
        instance=instance,
    )
    return _task(PACK_ATTACHMENT, wanted)


def _text(params: t.Mapping[str, t.Any], name: str) -> str:
    value = str(params[name])
    if not value.strip():
        raise OptionError(f"{name} is empty. Give a name or an id.", option=name)
    return value


def _maybe_id(text: str) -> str | None:
    return text if looks_like_id(text) else None


def _task(kind: Kind, wanted: Wanted) -> Task:
    def task(client: Client) -> Planned:
        looked_at = time.monotonic()
        known = Known(client.account)
        while True:
            outcome = plan(kind, wanted, known)
            if isinstance(outcome, Plan):
                return Planned(client, looked_at, outcome)
            known = _answer(client, kind, wanted, known, outcome)

    return task


def _answer(client: Client, kind: Kind, wanted: Wanted, known: Known, needs: Needs) -> Known:
    """Return ``known`` with what was missing."""
    for number in needs.ends:
        if number == 0 and wanted.instance:
            known = _with_instance(client, wanted.instance, known)
        else:
            located = _locate(client, kind.ends[number], wanted.texts[number])
            known = replace(known, ends={**known.ends, number: located})
    if needs.ties is not None:
        expressions = [_filters.equals(kind.target, name, value) for name, value in zip(kind.look, needs.ties)]
        found = client.query(kind.target, _filters.all_of(expressions))
        ties = tuple(values for values in map(kind.target.read, found) if values["id"])
        known = replace(known, ties={**known.ties, needs.ties: ties})
    if needs.place is not None:
        place = _locate(client, _ENVIRONMENT, needs.place)
        place = place if isinstance(place, dict) else {"id": needs.place}
        known = replace(known, places={**known.places, needs.place: place})
    return known


def _locate(client: Client, end: End, text: str) -> Located:
    try:
        return locate(client, end.target, end.noun, text)
    except CallError as exc:
        # Only administrators can read roles: others are believed when they give an id.
        if end.target is ROLE and looks_like_id(text) and is_refused(exc):
            return {"id": text, "name": None}
        raise


def _with_instance(client: Client, instance: _state.Wanted, known: Known) -> Known:
    """Find the instance as its own module does; for one that is to be detached, its attachments come with it."""
    try:
        outcome, account = planned(client, [instance], None)
    except StateError as exc:
        if not instance.id:
            raise
        problem = StateError(
            f"There is no {instance} in account {client.account}. Take the id from "
            "boomi_integration_pack_instance_info.",
            **exc.facts,
        )
        return replace(known, ends={**known.ends, 0: problem})
    (step,) = outcome.steps
    if step.instance is None:
        problem = StateError(
            f"There is no instance to attach: {instance} is not installed in account {client.account}. Install it "
            "first, with boomi_integration_pack_instance.",
            candidates=[],
        )
        return replace(known, ends={**known.ends, 0: problem})
    instance_id = str(step.instance["id"])
    known = replace(known, ends={**known.ends, 0: step.instance})
    if account.knows(_state.ATTACHMENTS, instance_id):
        return replace(known, ties={**known.ties, (instance_id,): account.attachments})
    return known


def parse_atom_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_environment_atom_attachment_info`` reads."""
    return _parse_info(ATOM_ATTACHMENT, params)


def parse_role_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_environment_role_info`` reads."""
    plural = f"{ROLE_ASSIGNMENT.key}s"
    if params["ids"] is not None:
        return _info.parse(ROLE_ASSIGNMENT.target, plural, params["ids"], {})
    read = _parse_info(ROLE_ASSIGNMENT, params)

    def read_with_ids(client: Client) -> Result:
        result = read(client)
        result.values["not_found_ids"] = []
        return result

    return read_with_ids


def parse_pack_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_integration_pack_environment_attachment_info`` reads."""
    return _parse_info(PACK_ATTACHMENT, params)


def _parse_info(kind: Kind, params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    plural = f"{kind.key}s"
    texts = [(end, _text(params, end.option)) for end in kind.ends if params[end.option] is not None]
    # Once here, so that a mistake in the expression is found before anything is sent.
    _info.parse(kind.target, plural, None, {}, query_filter=params["query_filter"])

    def read(client: Client) -> Result:
        sent = {end.name: _id_for(client, end, text) for end, text in texts}
        result = _info.parse(kind.target, plural, None, sent, query_filter=params["query_filter"])(client)
        # These cannot be asked for by id, so there is none that was not found.
        return replace(result, values={plural: result.values[plural]})

    return read


def _id_for(client: Client, end: End, text: str) -> str:
    """Return the id that an option of an info module stands for."""
    if looks_like_id(text) or end.target is INTEGRATION_PACK_INSTANCE:
        return text
    located = _locate(client, end, text)
    if isinstance(located, StateError):
        raise located
    return str(located["id"])
