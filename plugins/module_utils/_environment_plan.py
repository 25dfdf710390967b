# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the plan for many environments with their runtimes: what is wanted and what is known give the steps."""

from __future__ import annotations

import contextlib
import typing as t
from dataclasses import dataclass, field

from ._entities import label, names, resolve, sentence
from ._core.errors import StateError
from ._objects import ENVIRONMENT_ATOM_ATTACHMENT, INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, ApiObject, Values
from ._state import ABSENT, PRESENT

KEEP = "keep"
CREATE = "create"
DELETE = "delete"


@dataclass(frozen=True)
class Wanted:
    """One environment as a person describes it. ``None`` stands for: not said."""

    name: str
    classification: str | None = None
    runtimes: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"environment {self.name!r}"


@dataclass(frozen=True)
class WantedSet:
    """All that the options say."""

    items: tuple[Wanted, ...]
    state: str = PRESENT
    purge: bool = False
    allow_move: bool = False
    force: bool = False
    assume_detached: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """What is known of the account. The last three are ``None`` where the plan has not asked for them."""

    account: str
    environments: tuple[Values, ...] = ()
    atoms: tuple[Values, ...] | None = None
    runtime_attachments: tuple[Values, ...] | None = None
    pack_attachments: tuple[Values, ...] | None = None


@dataclass(frozen=True)
class Needs:
    """What to look at before there can be a plan."""

    runtimes: bool = False
    packs: bool = False


@dataclass(frozen=True)
class Step:
    """What one environment needs.

    :param found: as it is
    :param values: as it is to be created
    :param attach: ids of runtimes
    :param detach: attachments of runtimes and integration packs to take away
    :param shows_runtimes: whether what is said of it includes its runtimes
    """

    action: str
    name: str
    found: Values | None = None
    values: Values = field(default_factory=dict)
    attach: tuple[str, ...] = ()
    detach: tuple[tuple[ApiObject, Values], ...] = ()
    shows_runtimes: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything has to be written for it."""
        return self.action != KEEP or bool(self.attach or self.detach)


def plan(wanted: WantedSet, known: Known) -> list[Step] | Needs:
    """Return the steps in the order of the list, then what is purged; or what to look at first. Pure.

    :raises StateError: what cannot be planned, of all items together
    """
    problems: list[StateError] = []
    # Of an environment that is listed twice, the first item counts, so that the other brings up nothing again.
    listed: dict[str, Wanted] = {}
    for item in wanted.items:
        listed.setdefault(item.name, item)
    found = _found(wanted, known, problems)
    leaving = _leaving(wanted, known, found)
    needs = Needs(
        runtimes=known.runtime_attachments is None
        and (bool(leaving) or (wanted.state == PRESENT and any(item.runtimes is not None for item in wanted.items))),
        packs=known.pack_attachments is None and bool(leaving),
    )
    if needs.runtimes or needs.packs:
        return needs
    steps: list[Step] = []
    homes: dict[str, str] = {}
    if wanted.state == PRESENT:
        homes = _homes(listed.values(), known, problems)
        moves = _moves(wanted, known, found, homes, listed, problems)
        steps += [_stay(item, known, found[name], homes, moves) for name, item in listed.items() if name in found]
    for environment in leaving:
        with _noting(problems):
            steps.append(_leave(environment, wanted, known, listed, homes))
    if problems:
        raise _joined(problems, len(wanted.items))
    if wanted.state == ABSENT:
        steps += [Step(KEEP, name) for name in listed if found[name] is None]
    return steps


@contextlib.contextmanager
def _noting(problems: list[StateError]) -> t.Iterator[None]:
    """Go on behind what cannot be planned, so that all of it is reported together."""
    try:
        yield
    except StateError as problem:
        problems.append(problem)


def _found(wanted: WantedSet, known: Known, problems: list[StateError]) -> dict[str, Values | None]:
    """Return the listed environments by name: ``None`` for one that is not there. One that is ambiguous is left out."""
    found: dict[str, Values | None] = {}
    seen: set[str] = set()
    for item in wanted.items:
        with _noting(problems):
            if item.name in seen:
                raise StateError(f"{sentence(item)} is listed twice.")
            seen.add(item.name)
            candidates = [values for values in known.environments if values["name"] == item.name and values["id"]]
            if not candidates:
                found[item.name] = None
                continue
            environment_id = resolve(item.name, candidates, "environment", known.account)
            environment = next(values for values in candidates if values["id"] == environment_id)
            found[item.name] = environment
            refuse_classification(item.classification, environment)
    return found


def unlisted(wanted: WantedSet, known: Known) -> list[Values]:
    """Return the environments that no item names, in the order of their names."""
    listed = {item.name for item in wanted.items}
    others = [values for values in known.environments if values["id"] and values["name"] not in listed]
    return sorted(others, key=lambda environment: (str(environment["name"]), environment["id"]))


def refuse_classification(classification: str | None, found: Values) -> None:
    """Raise StateError where an environment is not classified as it is wanted: nothing can change that."""
    if classification and found["classification"] and found["classification"] != classification:
        raise StateError(
            f"Environment {label(found)} is classified {found['classification']}, not {classification}, and the "
            "API cannot change that. Delete it and create it anew, give another name, or leave classification out.",
            candidates=[found["id"]],
        )


def _leaving(wanted: WantedSet, known: Known, found: t.Mapping[str, Values | None]) -> list[Values]:
    if wanted.state == ABSENT:
        return [environment for environment in found.values() if environment]
    return unlisted(wanted, known) if wanted.purge else []


def _homes(items: t.Iterable[Wanted], known: Known, problems: list[StateError]) -> dict[str, str]:
    """Return the name of the environment into which the list puts a runtime, for each that it names, by id."""
    homes: dict[str, str] = {}
    for item in items:
        for text in dict.fromkeys(item.runtimes or ()):
            with _noting(problems):
                runtime = resolve(text, known.atoms or (), "runtime", known.account)
                home = homes.setdefault(runtime, item.name)
                if home != item.name:
                    raise StateError(
                        f"Runtime {runtime_label(runtime, known)} is listed for environment {home!r} and for "
                        f"{item.name!r}, and a runtime is in one environment at most."
                    )
    return homes


def _moves(
    wanted: WantedSet,
    known: Known,
    found: t.Mapping[str, Values | None],
    homes: t.Mapping[str, str],
    listed: t.Mapping[str, Wanted],
    problems: list[StateError],
) -> set[str]:
    """Return the runtimes that go from one environment into another; each has to be allowed to."""
    moves: set[str] = set()
    by_id = {environment["id"]: environment for environment in known.environments}
    places = {attachment["atom_id"]: attachment["environment_id"] for attachment in known.runtime_attachments or ()}
    for runtime, home in homes.items():
        there = found.get(home)
        if home not in found or runtime not in places or (there and places[runtime] == there["id"]):
            continue
        moves.add(runtime)
        # A user may not see every environment. One that is not seen can still hold a runtime.
        place = by_id.get(places[runtime], {"id": places[runtime], "name": None})
        source = listed.get(place["name"])
        # A source whose own list leaves the runtime out gives it away: that is what the description says.
        if wanted.allow_move or (source and source.runtimes is not None):
            continue
        with _noting(problems):
            raise StateError(
                f"Runtime {runtime_label(runtime, known)} is attached to environment {label(place)}: attaching it to "
                f"{home!r} would move it. Set allow_move to have it moved.",
                candidates=[place["id"]],
            )
    return moves


def _stay(
    item: Wanted, known: Known, there: Values | None, homes: t.Mapping[str, str], moves: t.Collection[str]
) -> Step:
    """Plan an environment that is to be there."""
    attached = [a for a in known.runtime_attachments or () if there and a["environment_id"] == there["id"] and a["id"]]
    present = {attachment["atom_id"] for attachment in attached}
    attach = tuple(sorted(runtime for runtime, home in homes.items() if home == item.name and runtime not in present))
    # A move needs no detaching of its own: attaching does both at once. But an environment with basic support holds
    # one runtime (API page), so what takes a runtime in gives up first what leaves it.
    detach = [
        attachment
        for attachment in attached
        if item.runtimes is not None
        and homes.get(attachment["atom_id"]) != item.name
        and (attach or attachment["atom_id"] not in moves)
    ]
    return Step(
        KEEP if there else CREATE,
        item.name,
        there,
        {"name": item.name, "classification": item.classification},
        attach,
        tuple((ENVIRONMENT_ATOM_ATTACHMENT, attachment) for attachment in detach),
        item.runtimes is not None or bool(present & set(moves)),
    )


def _leave(
    environment: Values, wanted: WantedSet, known: Known, listed: t.Mapping[str, Wanted], homes: t.Mapping[str, str]
) -> Step:
    """Plan an environment that is to go. What the list puts elsewhere, or counts as gone, does not hold it."""
    item = listed.get(environment["name"])
    runtimes = [
        attachment
        for attachment in known.runtime_attachments or ()
        if attachment["environment_id"] == environment["id"] and attachment["id"] and attachment["atom_id"] not in homes
    ]
    packs = [
        attachment
        for attachment in known.pack_attachments or ()
        if attachment["environment_id"] == environment["id"]
        and attachment["id"]
        and attachment["integration_pack_instance_id"] not in wanted.assume_detached
    ]
    texts = set(item.runtimes or ()) if item else set()
    kept = [a for a in runtimes if a["atom_id"] not in texts and runtime_name(a["atom_id"], known) not in texts]
    if (kept or packs) and not wanted.force:
        parts = []
        if kept:
            parts.append(
                f"the runtimes {names({'id': a['atom_id'], 'name': runtime_name(a['atom_id'], known)} for a in kept)}"
            )
        if packs:
            parts.append(
                f"integration pack instances ({', '.join(str(a['integration_pack_instance_id']) for a in packs)})"
            )
        raise StateError(
            f"Environment {label(environment)} cannot be deleted while something is attached to it: "
            f"{' and '.join(parts)}. Detach that first, or set force to have it detached."
        )
    detach = [(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, a) for a in packs]
    detach += [(ENVIRONMENT_ATOM_ATTACHMENT, a) for a in runtimes]
    return Step(DELETE, str(environment["name"]), environment, detach=tuple(detach), shows_runtimes=True)


def runtime_name(atom_id: t.Any, known: Known) -> str | None:
    return next((atom["name"] for atom in known.atoms or () if atom["id"] == atom_id), None)


def runtime_label(atom_id: str, known: Known) -> str:
    return label({"id": atom_id, "name": runtime_name(atom_id, known)})


def _joined(problems: list[StateError], count: int) -> StateError:
    if count == 1 and len(problems) == 1:
        return problems[0]
    listing = " ".join(f"[{number}] {problem.message}" for number, problem in enumerate(problems, 1))
    return StateError(
        f"The list cannot be planned, and nothing was changed. {listing}",
        problems=[{"msg": problem.message, **problem.facts} for problem in problems],
    )


def near_twins(steps: t.Iterable[Step], known: Known) -> list[str]:
    """Return what to say of environments to be created whose names differ from others' in letter case only."""
    names_there = sorted(str(values["name"]) for values in known.environments if values["name"])
    return [
        f"Environment {step.name!r} is another one than {twin!r}, which differs in upper and lower case only."
        for step in steps
        for twin in names_there
        if step.action == CREATE and twin.casefold() == step.name.casefold()
    ]
