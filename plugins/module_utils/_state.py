# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the words of plans for integration pack instances: what is wanted, what is known, the steps in between."""

from __future__ import annotations

import functools
import math
import typing as t
from dataclasses import dataclass, field, replace

from ._core.errors import BoomiError
from ._objects import Values, serial_number

PRESENT = "present"
ABSENT = "absent"

KEEP = "keep"
INSTALL = "install"
UNINSTALL = "uninstall"

PURGE_LISTED = "listed"
PURGE_ALL = "all"

SINGLE = "SINGLE"

# Kinds of questions about the account.
PACK_ID = "pack_id"
PACK_NAME = "pack_name"
ALL_PACKS = "all_packs"
INSTANCES = "instances"  # of a pack, by its name
DETAILS = "details"
ATTACHMENTS = "attachments"
ENVIRONMENTS = "environments"

Question = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """One instance as a person describes it. ``None`` stands for: not said."""

    state: str = PRESENT
    id: str | None = None
    pack_id: str | None = None
    pack_name: str | None = None
    name: str | None = None
    environments: tuple[str, ...] | None = None

    def __str__(self) -> str:
        if self.id:
            return f"integration pack instance {self.id}"
        pack = f"integration pack {self.pack_id or repr(self.pack_name)}"
        return f"instance {self.name!r} of {pack}" if self.name is not None else pack


@dataclass(frozen=True)
class Known:
    """What is known of the account so far.

    :param instances: as ``_objects`` reads them
    :param more: the account may have others of the packs in question
    :param sparse: ids of instances whose answer left the processes out
    :param server_named: the server itself picked ``instances`` by the name of their pack
    :param packs: those that answered a question
    :param named: pairs of a pack's name and the id of an instance that the server itself finds by it
    :param attachments: those that answered a question
    :param environments: all of the account, once asked
    :param assumed: names of environments that count as being there, although they may not be yet
    :param asked: the questions that have been answered
    """

    account: str
    instances: tuple[Values, ...] = ()
    more: bool = False
    sparse: frozenset[str] = frozenset()
    server_named: bool = False
    packs: tuple[Values, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Values, ...] = ()
    environments: tuple[Values, ...] = ()
    assumed: tuple[str, ...] = ()
    asked: frozenset[Question] = frozenset()

    @property
    def crowd(self) -> float:
        """How many instances the packs in question have."""
        return math.inf if self.more else len(self.instances)

    @functools.cached_property
    def index(self) -> Index:
        """The instances by pack and name."""
        return Index(self.instances)

    def knows(self, kind: str, key: str = "") -> bool:
        """Tell whether the question was answered."""
        everything = kind in (PACK_ID, PACK_NAME) and (ALL_PACKS, "") in self.asked
        return everything or (kind, key) in self.asked


@dataclass(frozen=True)
class Step:
    """What one wanted instance, or one to purge, needs.

    :param wanted: ``None`` for an instance that nobody wants (purge)
    :param instance: the one that is there
    :param pack_id: and :param name: what to install; a name only where the pack takes one
    :param attach: ids of environments to attach it to
    :param detach: attachments to take away
    :param environments: ids of those it ends up attached to; ``None`` where attachments are not looked at
    """

    action: str
    wanted: Wanted | None
    instance: Values | None = None
    pack_id: str | None = None
    name: str | None = None
    attach: tuple[str, ...] = ()
    detach: tuple[Values, ...] = ()
    environments: tuple[str, ...] | None = None

    @property
    def changes(self) -> bool:
        """Whether anything has to be written."""
        return self.action != KEEP or bool(self.attach or self.detach)

    def __str__(self) -> str:
        if self.wanted is not None:
            return str(self.wanted)
        return f"integration pack instance {(self.instance or {}).get('id')}"


@dataclass(frozen=True)
class Plan:
    """Steps in the order of the list, then what is purged; and what a person should hear beside it."""

    steps: tuple[Step, ...]
    warnings: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything has to be written."""
        return any(step.changes for step in self.steps)


@dataclass
class Done:
    """What became of a step.

    :param changed: whether this task has changed the account for it
    :param error: why the step is not done
    :param attached: ids of environments that it is attached to by now, which it was not before
    :param detached: ids of attachments that are gone by now
    """

    step: Step
    changed: bool = False
    instance: Values | None = None
    error: BoomiError | None = None
    attached: set[str] = field(default_factory=set)
    detached: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Needs:
    """Questions to answer before there can be a plan."""

    questions: frozenset[Question]


class Index:
    """Instances by id, and by pack and name, for lists of thousands."""

    def __init__(self, instances: t.Iterable[Values]) -> None:
        self._by_pack: dict[str | None, list[Values]] = {}
        self._by_name: dict[tuple[str | None, str | None], list[Values]] = {}
        self._by_id: dict[str | None, Values] = {}
        for instance in sorted((instance for instance in instances if instance["id"]), key=age):
            pack_id, name = instance["integration_pack_id"], instance["integration_pack_override_name"]
            self._by_pack.setdefault(pack_id, []).append(instance)
            self._by_name.setdefault((pack_id, name), []).append(instance)
            self._by_id[instance["id"]] = instance

    def by_id(self, instance_id: str) -> Values | None:
        """Return one instance, ``None`` where there is none."""
        return self._by_id.get(instance_id)

    def matching(self, pack_id: str | None, name: str | None) -> list[Values]:
        """Return the instances of a pack, with exactly this name where one is given, the oldest first."""
        return self._by_pack.get(pack_id, []) if name is None else self._by_name.get((pack_id, name), [])

    def alike(self, pack_id: str, name: str) -> list[Values]:
        """Return the instances of a pack whose names look like ``name``, but for upper and lower case."""
        return self._by_look.get((pack_id, plain(name).casefold()), [])

    @functools.cached_property
    def _by_look(self) -> dict[tuple[str | None, str], list[Values]]:
        found: dict[tuple[str | None, str], list[Values]] = {}
        for (pack_id, name), instances in self._by_name.items():
            if name:
                found.setdefault((pack_id, plain(name).casefold()), []).extend(instances)
        return found


def plain(name: str) -> str:
    """Return a name as a platform may store it: without blanks around it, and each letter as one character."""
    # A task pays for each import, and only one that installs needs this one.
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", name).split())


def age(instance: Values) -> tuple[float, str]:
    """Sort key: the older first, as far as ids tell."""
    number = serial_number(instance["id"])
    return (float("inf") if number is None else number, instance["id"])


def before(step: Step, known: Known) -> Values | None:
    """Return the object that stands there now, complete; ``None`` where there is none."""
    if step.instance is None:
        return None
    if step.environments is None:
        return dict(step.instance)
    there = [a["environment_id"] for a in known.attachments if a["integration_pack_instance_id"] == step.instance["id"]]
    return {**step.instance, "environments": _names(there, known)}


def after(step: Step, known: Known, instance: Values | None = None) -> Values | None:
    """Return the object that stands there when the step is done; ``None`` where none is left.

    :param instance: the one that was installed; without it, an install gives what can be said before it (no id yet)
    """
    if step.action == UNINSTALL or (step.action == KEEP and step.instance is None):
        return None
    result = (
        instance
        or step.instance
        or {
            "id": None,
            "integration_pack_id": step.pack_id,
            "integration_pack_override_name": step.name,
            "processes": [],
        }
    )
    if step.environments is None:
        return dict(result)
    return {**result, "environments": _names(step.environments, known)}


def reached(done: Done, known: Known) -> Values | None:
    """Return the object as the account holds it after the step, as far as the step came."""
    step = done.step
    if not done.error:
        return after(step, known, done.instance)
    values = done.instance or step.instance
    if values is None or step.environments is None:
        return values
    kept = {
        attachment["environment_id"]
        for attachment in known.attachments
        if attachment["integration_pack_instance_id"] == values["id"] and attachment["id"] not in done.detached
    }
    return {**values, "environments": _names(kept | done.attached, known)}


def difference(done: Done, known: Known) -> tuple[Values | None, Values | None]:
    """Return the object before and after the step: the same where this task has changed nothing.

    What another run has done in the meantime is no change of this one.
    """
    now = reached(done, known)
    return (before(done.step, known) if done.changed else now), now


def _names(environment_ids: t.Iterable[str | None], known: Known) -> list[str]:
    """Return environments by name as far as names are known, sorted."""
    names = {environment["id"]: environment["name"] for environment in known.environments}
    return sorted(names.get(environment_id) or str(environment_id) for environment_id in environment_ids)


def with_details(known: Known, details: t.Mapping[str, Values]) -> Known:
    """Return ``known`` with the instances that a GET has completed."""
    instances = tuple(details.get(instance["id"] or "", instance) for instance in known.instances)
    return replace(known, instances=instances)
