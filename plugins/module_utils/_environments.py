# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments and runtimes: what the options mean, the plan for an environment, and what to look at for it."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, replace

from . import _info
from ._core import filters as _filters
from ._core.client import Client
from ._entities import Change, Create, Delete, Plan, Update, label, names, sentence
from ._environment_plan import refuse_classification
from ._core.errors import CallError, OptionError, StateError
from ._objects import (
    ATOM,
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    INTEGRATION_PACK_INSTANCE,
    ApiObject,
    Values,
)
from ._references import by_ids
from ._run import Result, Task
from ._state import ABSENT, PRESENT
from ._writer import Planned

KEY = "environment"
DEFAULT_CLASSIFICATION = "PROD"
CLASSIFICATIONS = ["PROD", "TEST"]

SPEC: dict[str, dict[str, t.Any]] = {
    "state": {"type": "str", "choices": [PRESENT, ABSENT], "default": PRESENT},
    "id": {"type": "str"},
    "name": {"type": "str"},
    "classification": {"type": "str", "choices": CLASSIFICATIONS},
    "force": {"type": "bool", "default": False},
}
CONSTRAINTS: dict[str, t.Any] = {"required_one_of": [("id", "name")]}
INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "ids": {"type": "list", "elements": "str", "aliases": ["id"]},
    "name": {"type": "str"},
    "classification": {"type": "str", "choices": CLASSIFICATIONS},
    "query_filter": {"type": "dict"},
}
FILTERS = ("name", "classification")
ATOM_FILTERS = ("name", "host_name", "status", "type", "cloud_id")
ATOM_INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "ids": {"type": "list", "elements": "str", "aliases": ["id"]},
    "name": {"type": "str"},
    "host_name": {"type": "str"},
    "status": {"type": "str", "choices": ["ONLINE", "OFFLINE", "WARNING", "UNKNOWN"]},
    "type": {"type": "str", "choices": ["ATOM", "MOLECULE", "CLOUD"]},
    "cloud_id": {"type": "str"},
    "query_filter": {"type": "dict"},
}


def info_constraints(filters: t.Iterable[str]) -> dict[str, t.Any]:
    """``ids`` and ``query_filter`` go with nothing else."""
    pairs = [(one, other) for one in ("ids", "query_filter") for other in filters]
    return {"mutually_exclusive": [("ids", "query_filter"), *pairs]}


@dataclass(frozen=True)
class Wanted:
    """An environment as a person describes it. ``None`` stands for: not said."""

    state: str = PRESENT
    id: str | None = None
    name: str | None = None
    classification: str | None = None
    force: bool = False

    def __str__(self) -> str:
        return f"environment {self.id}" if self.id else f"environment {self.name!r}"


@dataclass(frozen=True)
class Attached:
    """What is attached to an environment: the attachments, and id and name of each thing that hangs on one."""

    runtime_attachments: tuple[Values, ...] = ()
    pack_attachments: tuple[Values, ...] = ()
    runtimes: tuple[Values, ...] = ()
    instances: tuple[Values, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.runtime_attachments or self.pack_attachments)

    def __str__(self) -> str:
        parts = []
        if self.runtimes:
            parts.append(f"the runtimes {names(self.runtimes)}")
        if self.instances:
            parts.append(f"the integration pack instances {names(self.instances)}")
        return " and ".join(parts)


@dataclass(frozen=True)
class Known:
    """What is known of the account so far.

    :param environments: those with the id or the name that is asked for, and perhaps others
    :param attached: to the environment that is to go; ``None`` where nobody has asked
    """

    account: str
    environments: tuple[Values, ...] = ()
    attached: Attached | None = None


@dataclass(frozen=True)
class NeedsAttached:
    """What is attached to this environment has to be known before there can be a plan."""

    environment_id: str


def plan(wanted: Wanted, known: Known) -> Plan | NeedsAttached:
    """Return the changes that bring what is known to what is wanted. Pure.

    :raises StateError: it cannot be planned, and nothing was changed
    """
    found = _by_id(wanted, known) if wanted.id else _by_name(wanted, known)
    if found:
        refuse_classification(wanted.classification, found)
    if wanted.state == ABSENT:
        return _leave(wanted, known, found) if found else Plan(KEY, None, None)
    if found is None:
        return _create(wanted, known)
    if wanted.name is None or wanted.name == found["name"]:
        return Plan(KEY, found, found)
    change = Update(ENVIRONMENT, found, {"name": wanted.name}, f"environment {label(found)}")
    return Plan(KEY, found, {**found, "name": wanted.name}, (change,))


def _by_id(wanted: Wanted, known: Known) -> Values | None:
    found = next((values for values in known.environments if values["id"] == wanted.id), None)
    if found is None:
        if wanted.state == PRESENT:
            raise StateError(
                f"There is no {wanted} in account {known.account}. An id is made by the platform and cannot be chosen: "
                "leave id out and give the name to create one, or take the id from boomi_environment_info.",
                candidates=[],
            )
        return None
    if wanted.name is not None and wanted.name != found["name"]:
        if wanted.state == ABSENT:
            raise StateError(
                f"Environment {wanted.id} is another one: its name is {found['name']!r}, not {wanted.name!r}. Leave "
                "name out to delete it all the same.",
                candidates=[found["id"]],
            )
        others = _named(wanted.name, known)
        if others:
            raise StateError(
                f"Environment {label(found)} cannot be renamed: {names(others)} has the name already, and no two "
                "environments of an account have one name.",
                candidates=[values["id"] for values in others],
            )
    return found


def _by_name(wanted: Wanted, known: Known) -> Values | None:
    found = _named(wanted.name, known)
    if len(found) > 1:
        ids = sorted(values["id"] for values in found)
        raise StateError(
            f"Several environments of account {known.account} are called {wanted.name!r}: {', '.join(ids)}. Give id.",
            candidates=ids,
        )
    return found[0] if found else None


def _named(name: str | None, known: Known) -> list[Values]:
    return [values for values in known.environments if values["name"] == name and values["id"]]


def _create(wanted: Wanted, known: Known) -> Plan:
    change = Create(
        ENVIRONMENT, {"name": wanted.name, "classification": wanted.classification}, ("name",), sentence(wanted)
    )
    twins = [
        values["name"]
        for values in known.environments
        if values["name"] and values["name"] != wanted.name and values["name"].casefold() == str(wanted.name).casefold()
    ]
    after = {
        **ENVIRONMENT.read({}),
        "name": wanted.name,
        "classification": wanted.classification or DEFAULT_CLASSIFICATION,
    }
    warnings = [
        f"{change.about} is another one than {twin!r}, which differs in upper and lower case only." for twin in twins
    ]
    return Plan(KEY, None, after, (change,), tuple(warnings))


def _leave(wanted: Wanted, known: Known, found: Values) -> Plan | NeedsAttached:
    attached = known.attached
    if attached is None:
        return NeedsAttached(found["id"])
    if attached and not wanted.force:
        raise StateError(
            f"Environment {label(found)} cannot be deleted while something is attached to it: {attached}. Detach that "
            "first, or set force to have it detached.",
            runtimes=list(attached.runtimes),
            integration_pack_instances=list(attached.instances),
        )
    look = {"environment_id": found["id"]}
    about = f"environment {label(found)}"
    changes: list[Change] = []
    for target, attachments in (
        (INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, attached.pack_attachments),
        (ENVIRONMENT_ATOM_ATTACHMENT, attached.runtime_attachments),
    ):
        if attachments:
            changes.append(Delete(target, attachments, look, f"What is attached to {about}"))
    changes.append(Delete(ENVIRONMENT, (found,), {"id": found["id"]}, sentence(about)))
    hanging = {"runtimes": attached.runtimes, "integration_pack_instances": attached.instances}
    aside = {kind: sorted(values["name"] or values["id"] for values in things) for kind, things in hanging.items()}
    return Plan(KEY, found, None, tuple(changes), aside=aside if attached else {})


def parse(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_environment``."""
    for name in ("id", "name"):
        if params[name] is not None and not params[name].strip():
            raise OptionError(f"{name} is empty. Give a value, or leave it out.", option=name)
    wanted = Wanted(**{name: params[name] for name in SPEC})

    def task(client: Client) -> Planned:
        looked_at = time.monotonic()
        known = Known(client.account, _look(client, wanted))
        outcome = plan(wanted, known)
        while isinstance(outcome, NeedsAttached):
            known = replace(known, attached=_attached(client, outcome.environment_id))
            outcome = plan(wanted, known)
        return Planned(client, looked_at, outcome)

    return task


def _look(client: Client, wanted: Wanted) -> tuple[Values, ...]:
    """Return the environments with the id or the name: one query, since both can be filtered by."""
    given = [("id", wanted.id), ("name", wanted.name)]
    expressions = [_filters.equals(ENVIRONMENT, name, value) for name, value in given if value is not None]
    return tuple(ENVIRONMENT.read(raw) for raw in client.query(ENVIRONMENT, _filters.any_of(expressions)))


def _attached(client: Client, environment_id: str) -> Attached:
    def of(target: ApiObject) -> tuple[Values, ...]:
        expression = _filters.equals(target, "environment_id", environment_id)
        read = (target.read(raw) for raw in client.query(target, expression))
        return tuple(values for values in read if values["environment_id"] == environment_id and values["id"])

    runtimes, packs = of(ENVIRONMENT_ATOM_ATTACHMENT), of(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT)
    return Attached(
        runtimes,
        packs,
        _named_runtimes(client, [str(values["atom_id"]) for values in runtimes]),
        _named_instances(client, [str(values["integration_pack_instance_id"]) for values in packs]),
    )


def _named_runtimes(client: Client, ids: list[str]) -> tuple[Values, ...]:
    try:
        found = by_ids(client, ATOM, ids)
    except CallError:  # the names are for a person: ids have to do where they cannot be read
        found = {}
    return tuple({"id": object_id, "name": found.get(object_id, {}).get("name")} for object_id in ids)


def _named_instances(client: Client, ids: list[str]) -> tuple[Values, ...]:
    target = INTEGRATION_PACK_INSTANCE
    try:
        found, _missing = client.bulk_get(target, ids)
    except CallError:
        found = []
    called = {values["id"]: values["integration_pack_override_name"] for values in map(target.read, found)}
    return tuple({"id": object_id, "name": called.get(object_id) or None} for object_id in ids)


def parse_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_environment_info`` reads."""
    return _info.parse(
        ENVIRONMENT, "environments", params["ids"], {name: params[name] for name in FILTERS}, params["query_filter"]
    )


def parse_atom_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_atom_info`` reads."""
    return _info.parse(
        ATOM, "atoms", params["ids"], {name: params[name] for name in ATOM_FILTERS}, params["query_filter"]
    )
