# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: properties that a run is given: what is known of them, and how the API takes them.

The API ignores components, keys and names that a process does not have (vendor's prose). Only what the extension values
of an environment declare can be looked up.
"""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError, StateError, close_matches
from .._core.wire import read_text
from .._engine.kind import Raw
from .._engine.world import Ask, Unknown, World
from .environments import ENVIRONMENT_ATOM_ATTACHMENT
from .extension_options import SECTIONS, Wish
from .extension_sets import EXTENSION_SETS, GROUP
from .extension_words import Leaf, find_leaf, leaves_of, refuse_wrong_verb

_COMPONENTS = "process_properties"
# What the API takes at each level, and what a person may give in its place.
_OWN = {_COMPONENTS: ("id", "key"), "properties": ("name",)}


def values_of(world: World, process_id: str, runtime_id: str, wishes: t.Sequence[Wish]) -> tuple[Raw, list[str]]:
    """Return the properties in the form of the API, and what a person should know about them.

    :raises Unknown: more has to be asked
    :raises StateError: a name or a label is not declared
    :raises CallError: the user may not read what declares a name or a label
    """
    leaves = _declared(world, process_id, runtime_id, wishes) if wishes else []
    dynamic: dict[str, str] = {}
    components: dict[str, dict[str, str]] = {}
    unproved: list[str] = []
    warnings: list[str] = []
    for wish in wishes:
        try:
            leaf = find_leaf(leaves or [], wish)
        except StateError as problem:
            path = _without_proof(leaves or [], wish, problem)
            unproved.append(_told(wish, leaves or []))
        else:
            path = _path_of(leaf)
            if wish.verb == "value":
                refuse_wrong_verb(leaf, wish)
            warnings += _precedence(leaf, wish)
        values = components.setdefault(path[0], {}) if wish.section == _COMPONENTS else dynamic
        if path[-1] in values:
            raise OptionError(f"{wish.where} is given twice: {wish}. Give it once.", option=wish.where)
        values[path[-1]] = wish.value
    if unproved:
        warnings.append(_cannot_be_proved(unproved, leaves is not None))
    named = [{"name": name, "value": value} for name, value in dynamic.items()]
    keyed = [
        {"componentId": one, "ProcessPropertyValue": [{"key": key, "value": value} for key, value in values.items()]}
        for one, values in components.items()
    ]
    # Both are required, even where there is nothing in them (vendor's document).
    body = {
        "DynamicProcessProperties": {"DynamicProcessProperty": named},
        "ProcessProperties": {"ProcessProperty": keyed},
    }
    return body, warnings


def _declared(world: World, process_id: str, runtime_id: str, wishes: t.Sequence[Wish]) -> list[Leaf] | None:
    """Return what is declared for the process where the runtime is; ``None`` where the user may not read it."""
    needed = any(key not in _OWN[wish.section] for wish in wishes for key, _text in wish.path)

    def may_read(*asks: Ask) -> bool:
        if needed:
            world.need(*asks)
        elif not world.wish(*asks):
            raise Unknown
        return world.vain.isdisjoint(asks)

    if not may_read((ENVIRONMENT_ATOM_ATTACHMENT, "atom_id", runtime_id)):
        return None
    ties = world.seen(ENVIRONMENT_ATOM_ATTACHMENT, "atom_id", runtime_id)
    places = sorted({str(tie["environment_id"]) for tie in ties if tie["environment_id"]})
    if places and not may_read(*((EXTENSION_SETS, "environment_id", place) for place in places)):
        return None
    rows = [row for place in places for row in world.seen(EXTENSION_SETS, "environment_id", place)]
    # A process of a MULTI pack has a set of its own. All others share the one of the environment.
    own = [row for row in rows if row[GROUP] == process_id] or [row for row in rows if not row[GROUP]]
    found = [leaf for row in own for leaf in leaves_of(row["raw"]) if leaf.section in _OWN]
    return [leaf for leaf in found if all(_path_of(leaf))]


def _path_of(leaf: Leaf) -> list[str]:
    """Return what the API knows the value by."""
    levels = SECTIONS[leaf.section]
    return [
        read_text(entry.get(level.keys[own])) or ""
        for level, own, entry in zip(levels, _OWN[leaf.section], leaf.entries)
    ]


def _without_proof(leaves: t.Sequence[Leaf], wish: Wish, problem: StateError) -> list[str]:
    """Return what to send of a value that is not declared.

    :raises StateError: a person has called it by what only a declaration tells
    """
    own = _OWN[wish.section]
    path = [text for _key, text in wish.path]
    if [key for key, _text in wish.path] == list(own):
        return path
    alike = [leaf for leaf in leaves if leaf.section == wish.section]
    if not alike:
        raise StateError(
            f"{wish.where}: the environment of the runtime declares nothing in {wish.section}, so"
            f" {' / '.join(path)!r} cannot be looked up. Give {' and '.join(own)} instead.",
            close_matches=[],
        )
    holder = SECTIONS[wish.section][0].keys[wish.path[0][0]]
    named = {_path_of(leaf)[0] for leaf in alike if read_text(leaf.entries[0].get(holder)) == path[0]}
    if len(named) == 1 and wish.path[-1][0] == own[-1]:
        # The component is declared, and only some of its keys need be.
        return [*named, path[-1]]
    raise problem


def _told(wish: Wish, leaves: t.Sequence[Leaf]) -> str:
    near = close_matches(
        wish.path[-1][1], sorted({_path_of(leaf)[-1] for leaf in leaves if leaf.section == wish.section})
    )
    hint = f" (did you mean {', '.join(map(repr, near))}?)" if near and len(wish.path) == 1 else ""
    return f"{wish.where} {wish.path[-1][1]!r}{hint}"


def _cannot_be_proved(unproved: t.Sequence[str], readable: bool) -> str:
    reason = (
        "the environment of the runtime does not declare this in its extension values"
        if readable
        else f"the user may not read extension values, which needs the privileges {EXTENSION_SETS.read_privileges}"
    )
    return (
        f"Cannot verify {', '.join(unproved)}: {reason}. If the process has no such property, the platform ignores it"
        " and runs the process without it."
    )


def _precedence(leaf: Leaf, wish: Wish) -> list[str]:
    # Of a dynamic process property, no answer tells whether its value is an override.
    overrides = leaf.section == _COMPONENTS and not leaf.is_default and (leaf.is_set or leaf.value is not None)
    text = (
        f"{wish.where}: an extension value is set for {leaf} in the environment of the runtime. It takes precedence"
        " over the value in the task."
    )
    return [text] if overrides else []
