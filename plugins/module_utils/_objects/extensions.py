# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: sets of extension values: one for each environment, and one for each process of a MULTI pack attached to it."""

from __future__ import annotations

import contextlib
import typing as t

from .._core.errors import OptionError, StateError, parse_each
from .._engine.describe import reference
from .._engine.given import refuse_empty
from .._engine.kind import Kind, Raw, Values
from .._engine.setting import Change, PartKind, Place, SetStep, Setting
from .._engine.spec import FLAG
from .._engine.steps import Item, Step, sentence
from .._engine.world import Unknown, World
from .environments import ENVIRONMENT
from .extension_options import SECTIONS, Wish, spec, wishes_of
from .extension_sets import GROUP, SETS
from .extension_words import SET, TO_BE_SET, Leaf, body_of, describe, find_leaf, leaves_of, refuse_wrong_verb, words_of
from .pack_plan import MULTI, SINGLE
from .pack_ties import called_in, instance_meant
from .packs import (
    INTEGRATION_PACK,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    INTEGRATION_PACK_INSTANCE,
    MEANT,
    MEANT_EXCLUSIVE,
    refuse_incomplete,
)
from .processes import PROCESS, process_of, processes_of, reference_of

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

_TARGET = ("environment", "process")
_COPIED = "copy_from"
# What a purge leaves as it is.
_KEEP = "keep"


class Extensions(PartKind):
    """Extension values, for planning and setting them."""

    origin = "Is anything attached there that has some?"
    queue = "environment_id"

    def part_spec(self, owner: Kind) -> dict[str, t.Any]:
        if owner is ENVIRONMENT:
            return {"type": "dict", "options": spec()}
        target = {"environment": {"type": "str", "required": True}, "process": {"type": "str"}}
        return {"type": "list", "elements": "dict", "options": {**target, **spec()}}

    def parse_part(self, item: Item, number: int, value: t.Any, flags: t.Mapping[str, bool]) -> list[Setting]:
        if item.kind is ENVIRONMENT:
            where = f"{item.where}.extensions"
            return [Setting(self, {}, wishes_of(value, where), where, number, flags)]

        def parse_entry(entry: Values, where: str) -> Setting:
            target = {name: entry[name] for name in _TARGET if entry.get(name) is not None}
            refuse_empty({f"{where}.{name}": text for name, text in target.items()}, "Give a name or an ID.")
            return Setting(self, target, wishes_of(entry, where), where, number, flags)

        return parse_each(value, f"{item.where}.extensions", parse_entry)

    def join_part(self, found: Values, setting: Setting, words: Values) -> None:
        if setting.target:
            found.setdefault("extensions", []).append({**setting.target, **words})
        else:
            found["extensions"] = words

    def ask(self, world: World) -> None:
        world.want((PROCESS, None, None))
        world.need(*((self, "environment_id", row["id"]) for row in world.all(ENVIRONMENT)))
        if ENVIRONMENT in world.refused:
            # Sets are asked for by environment.
            world.refused.setdefault(self, world.refused[ENVIRONMENT])

    def describe_part(self, world: World, owner: Kind, row: Values) -> tuple[t.Any, list[str], list[str]]:
        if owner is ENVIRONMENT:
            there = [one for one in world.seen(self, "environment_id", row["id"]) if not one[GROUP]]
            words, secrets, left = describe(there[0]["raw"]) if there else ({}, [], [])
            return words or None, [leaf.place for leaf in secrets], left
        entries: list[Values] = []
        places: list[str] = []
        omitted: list[str] = []
        processes = processes_of(world, row["id"])
        for process in processes:
            for one in world.seen(self, GROUP, process["id"]):
                words, secrets, left = describe(one["raw"])
                target = {"environment": reference(world, ENVIRONMENT, one["environment_id"])}
                if len(processes) > 1:
                    target["process"] = reference_of(process, processes)
                if words:
                    entries.append({**target, **words})
                where = f"[{', '.join(target.values())}]"
                places += [f"{where}{leaf.place}" for leaf in secrets]
                omitted += [f"{where}{why}" for why in left]
        return sorted(entries, key=lambda one: (one["environment"], one.get("process", ""))) or None, places, omitted

    def locate(self, planner: Planner, setting: Setting) -> Place:
        number, instance = setting.item, None
        if number is not None and planner.wanted.items[number].kind is ENVIRONMENT:
            environment, name = planner.owner(number)
        else:
            environment, name = planner.refer(ENVIRONMENT, setting.target["environment"])
            instance = instance_meant(planner, setting.target) if number is None else planner.owner(number)[0]
        end = ("environment_id", environment) if instance is None else ("integration_pack_instance_id", instance)
        ties = [
            step
            for step in planner.joining(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, *end)
            if {**(step.found or {}), **step.values}["environment_id"] == environment
        ]
        if instance is None:
            return self._of_environment(planner.world, environment, name, ties)
        return self._of_instance(planner, setting, instance, (environment, name), ties)

    def _of_environment(self, world: World, environment: t.Any, name: str, ties: list[Step]) -> Place:
        fresh = isinstance(environment, Step)
        rows = [] if fresh else [row for row in world.where(self, "environment_id", environment) if not row[GROUP]]
        brought = [step for step in ties if step.creates]
        packs = [_pack_of(world, step.values["integration_pack_instance_id"]) for step in brought]
        attached = [step for step, pack in zip(brought, packs) if pack["installation_type"] != MULTI]
        if not rows and not attached:
            raise StateError(
                f"{sentence(ENVIRONMENT.title)} {name!r} {'will have no' if fresh else 'has no'} extension"
                " values. It gets them with what is attached or deployed to it: attach the integration pack first."
            )
        return Place(name, rows[0] if rows else None, {"environment_id": environment}, attached)

    def _of_instance(
        self, planner: Planner, setting: Setting, instance: t.Any, place: tuple[t.Any, str], ties: list[Step]
    ) -> Place:
        world, (environment, name) = planner.world, place
        called, text = planner.name_of(INTEGRATION_PACK_INSTANCE, instance), setting.target.get("process")
        self._refuse_single(world, setting, instance)
        attached = [step for step in ties if step.creates]
        fresh = isinstance(instance, Step) or isinstance(environment, Step)
        # What the plan detaches has no values in the end, whatever it has now.
        if not attached and (ties or fresh):
            raise _without_values(setting, f"{called!r} will have no", name, called)
        if isinstance(instance, Step):
            keys = {"environment_id": environment, "instance": instance, "called": called_in(instance), "process": text}
            return Place(f"{called} in {name}", None, keys, attached)
        asks = [] if fresh else [(self, "environment_id", environment)]
        # Together with the processes, and so in one query with the sets of other environments.
        world.want(*asks)
        process = process_of(world, instance, text, f"{setting.where}.process" if setting.where else "process")
        world.need(*asks)
        rows = [row for row in world.seen(self, GROUP, process["id"]) if row["environment_id"] == environment]
        if not rows and not attached:
            raise _without_values(setting, f"{process['name'] or process['id']!r} has no", name, called)
        keys = {"environment_id": environment, GROUP: process["id"]}
        return Place(f"{process['name'] or process['id']} in {name}", rows[0] if rows else None, keys, attached)

    @staticmethod
    def _refuse_single(world: World, setting: Setting, instance: t.Any) -> None:
        pack = _pack_of(world, instance)
        if pack["installation_type"] == SINGLE:
            what = f"integration pack {pack['name']!r}"
            instead = "Give the values with the environment" if setting.where else "Leave the pack out"
            raise StateError(
                f"{f'{setting.where}: {what}' if setting.where else sentence(what)} is of type SINGLE, and such packs"
                f" share one set of extension values for each environment. {instead}."
            )

    def plan(self, planner: Planner, setting: Setting) -> tuple[Change, SetStep | None]:
        """Add what is to be copied to what is listed."""
        if "copy_from" in setting.target:
            self._copy(planner, setting)
        return super().plan(planner, setting)

    def _copy(self, planner: Planner, setting: Setting) -> None:
        target = {**setting.target, "environment": setting.target["copy_from"]}
        # Both are asked for in one query.
        places = []
        for one in (target, setting.target):
            with contextlib.suppress(Unknown):
                places.append(self.locate(planner, Setting(self, one, [], setting.where)))
        if len(places) < 2:
            raise Unknown
        source, own = (leaves_of((place.row or {})["raw"]) for place in places)
        listed = [wish for wish in setting.wanted if wish.where != _COPIED]
        declared = {leaf.place: leaf for leaf in own}
        meant: set[str] = set()
        for wish in listed:
            # What is not declared is refused later, with all else that is not.
            with contextlib.suppress(StateError):
                meant.add(find_leaf(own, wish).place)
        copied = [leaf for leaf in source if leaf.is_apart and not leaf.is_default and leaf.place not in meant]
        known = [leaf for leaf in copied if leaf.place in declared]
        setting.wanted = [*listed, *(_as_wish(leaf, declared[leaf.place]) for leaf in known)]
        # What is plain there and encrypted here has to be given as a secret, too.
        secrets = [
            leaf
            for leaf in known
            if not leaf.reference and (leaf.is_set or (declared[leaf.place].is_secret and not leaf.is_secret))
        ]
        # The secret of the component, which is in force by default, counts as set as well (vendor's samples).
        missing = [leaf for leaf in secrets if (there := declared[leaf.place]).is_default or not there.is_set]
        setting.facts = {
            "secrets_missing": [leaf.place.lstrip(".") for leaf in missing],
            "not_declared": [leaf.place.lstrip(".") for leaf in copied if leaf not in known],
        }

    def compare(self, raw: Raw, setting: Setting, sent: bool = False) -> Change:
        leaves = leaves_of(raw)
        pairs: list[tuple[Leaf, Wish]] = []
        listed: dict[int, Wish] = {}
        problems: list[StateError] = []
        for wish in setting.wanted:
            try:
                leaf = find_leaf(leaves, wish)
                refuse_wrong_verb(leaf, wish, sent)
                # By its name once, and by its ID the other time.
                other = listed.setdefault(id(leaf.raw), wish)
                if other is not wish:
                    raise StateError(f"{wish.where} is the same value as {other.where} ({leaf}). Give it once.")
                pairs.append((leaf, wish))
            except StateError as problem:
                problems.append(problem)
        if problems:
            raise StateError(
                " ".join(problem.message for problem in problems),
                hide=[text for problem in problems for text in problem.hide],
                close_matches=problems[0].facts.get("close_matches"),
            )
        if setting.flags.get("purge"):
            # Dynamic process properties have no default that a partial UPDATE could bring back.
            pairs += [
                (leaf, Wish(leaf.section, leaf.path, "use_default", True, None, "purge"))
                for leaf in leaves
                if leaf.is_apart and leaf.section != "properties" and not leaf.is_default and id(leaf.raw) not in listed
            ]
        pairs = [(leaf, wish) for leaf, wish in pairs if wish.verb != _KEEP]
        update = setting.flags.get("update_secrets", False)
        changed = [(leaf, wish) for leaf, wish in pairs if not leaf.meets(wish, sent, update)]
        return Change(
            words_of((leaf.path, leaf.section, leaf.words()) for leaf, _wish in pairs),
            words_of((leaf.path, leaf.section, _after(wish, leaf, update)) for leaf, wish in pairs),
            [str(leaf) for leaf, _wish in changed],
            body_of(raw, changed),
        )

    def coming(self, setting: Setting) -> Values:
        return words_of((wish.path, wish.section, _after(wish)) for wish in setting.wanted)

    def looks(self, world: World, keys: Values) -> Values:
        group = keys.get(GROUP)
        if "instance" in keys:
            group = process_of(world, keys["instance"], keys["process"], called=keys["called"])["id"]
        return {"environment_id": keys["environment_id"], GROUP: group}

    def without_secrets(self, words: Values) -> Values:
        """Return words without the entries that tell of a secret, and without what holds nothing else."""
        lists = {name: value for name, value in words.items() if isinstance(value, list)}
        lists = {name: value for name, value in lists.items() if value and isinstance(value[0], dict)}
        kept = {name: list(filter(None, map(self.without_secrets, value))) for name, value in lists.items()}
        if "secret" in words or (lists and not any(kept.values())):
            return {}
        return {name: kept.get(name, value) for name, value in words.items() if kept.get(name, True)}


def _pack_of(world: World, instance: t.Any) -> Values:
    """Return the pack of an instance, as far as it is known."""
    row = instance.values if isinstance(instance, Step) else world.get(INTEGRATION_PACK_INSTANCE, instance)
    return world.get(INTEGRATION_PACK, (row or {}).get("integration_pack_id")) or INTEGRATION_PACK.read({})


def _without_values(setting: Setting, problem: str, environment: str, instance: str) -> StateError:
    return StateError(
        f"{setting.where or 'environment'}: {problem} extension values in environment {environment!r}. It gets them"
        f" when {instance!r} is attached to the environment: attach it first."
    )


def _as_wish(leaf: Leaf, own: Leaf) -> Wish:
    """Return the wish to have the same value elsewhere; where that cannot be, to keep the one that is there."""
    if leaf.reference:
        return Wish(leaf.section, leaf.path, "secret_reference", leaf.reference[0], leaf.reference[1], _COPIED)
    if leaf.is_secret or own.is_secret or leaf.value is None:
        return Wish(leaf.section, leaf.path, _KEEP, None, None, _COPIED)
    verb = "rows" if leaf.section == "cross_references" else "value"
    return Wish(leaf.section, leaf.path, verb, leaf.value, None, _COPIED)


def _after(wish: Wish, leaf: Leaf | None = None, update_secrets: bool = False) -> Values:
    if wish.verb == "secret":
        return {"secret": SET if leaf and leaf.meets(wish, update_secrets=update_secrets) else TO_BE_SET}
    manager = {"secrets_manager": wish.manager} if wish.manager else {}
    return {wish.verb: wish.value, **manager}


# The options that say which set is meant.
TARGET: dict[str, dict[str, t.Any]] = {
    "environment": {"type": "str", "required": True},
    **MEANT,
    "process": {"type": "str"},
    "copy_from": {"type": "str"},
}
SPEC: dict[str, dict[str, t.Any]] = {**TARGET, **spec(), "purge": FLAG, "update_secrets": FLAG}
CONSTRAINTS: dict[str, t.Any] = {"mutually_exclusive": MEANT_EXCLUSIVE}


def parse(params: t.Mapping[str, t.Any]) -> list[Setting]:
    """Return the set that the options of the module describe.

    :raises OptionError: they make no sense
    """
    refuse_incomplete(params, "process")
    refuse_empty({name: params[name] for name in TARGET}, required=["environment"])
    wishes = wishes_of(params)
    if not wishes and params["copy_from"] is None:
        # Nothing listed may be a variable that is empty, and a purge would then reset all, secrets as well.
        raise OptionError(
            f"There is nothing to set. Give copy_from, or at least one of {', '.join(SECTIONS)}.",
            option=next(iter(SECTIONS)),
        )
    for name in SECTIONS if params["purge"] else ():
        _refuse_empty_lists(params[name], name, name)
    flags = {name: params[name] for name in ("purge", "update_secrets")}
    given = {name: value for name, value in params.items() if value is not None}
    return [Setting(EXTENSIONS, given, wishes, flags=flags)]


def _refuse_empty_lists(entries: t.Sequence[Values] | None, place: str, part: str) -> None:
    """Refuse a list that came out empty by mistake, with which a purge would reset what a person meant to list."""
    if entries is not None and not entries:
        raise OptionError(
            f"{place} is empty, and purge would reset everything. List what is to stay, or leave {part} out.",
            option=place,
        )
    for index, entry in enumerate(entries or ()):
        for name, below in entry.items():
            # A table may be wanted without rows.
            if isinstance(below, list) and name != "rows":
                _refuse_empty_lists(below, f"{place}[{index}].{name}", f"{place}[{index}]")


EXTENSIONS = Extensions(**SETS)
