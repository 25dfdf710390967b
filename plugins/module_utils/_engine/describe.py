# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: an account in the words of the description that would make it."""

from __future__ import annotations

import hashlib
import re
import typing as t
from collections import Counter

from .kind import Kind, Values
from .steps import family_of, plain
from .world import World


def reference(world: World, kind: Kind, object_id: t.Any) -> str:
    """Return what finds an object again: its name where that means no other object, be it by its ID, else its ID."""
    row = world.get(kind, object_id)
    name = row[kind.called] if row else None
    fit = name and plain(name) == name and not world.get(kind, name)
    return str(name if fit and len(world.seen(kind, kind.called, name)) == 1 else object_id)


def describe_one(world: World, kind: Kind, row: Values, lists: t.Iterable[str] | None = None) -> Values:
    """Return the description of one object.

    :param lists: which of its lists to tell; all of which the ties are known, where it is left out
    """
    item = family_of(kind).describe(world, kind, row)
    for name, (tie, own, other) in kind.lists.items():
        if name in lists if lists is not None else world.knows((tie, None, None)) and tie not in world.refused:
            there = world.seen(tie, own.field, row["id"])
            item[name] = sorted(reference(world, other.kind, values[other.field]) for values in there)
    return item


def in_order(items: t.Iterable[Values]) -> list[Values]:
    """Return descriptions in an order of their own: the API promises none, and one account has to read the same."""
    return sorted(items, key=lambda item: [str(value) for value in item.values() if isinstance(value, str)])


def variables_for(places: t.Iterable[str]) -> dict[str, str]:
    """Propose names of variables, each another, that hold the secrets at these places in a description."""
    words = {place: "_".join(re.findall(r"\[([^]]*)]", place)) for place in places}
    names = {place: re.sub("[^a-z0-9]+", "_", text.lower()).strip("_") for place, text in words.items()}
    count = Counter(names.values())
    # A name with the letters of another script would be nothing but its rest.
    doubtful = {place for place, name in names.items() if count[name] > 1 or not words[place].isascii()}
    return {place: f"vault_{name}{_mark(place) if place in doubtful else ''}" for place, name in names.items()}


def _mark(place: str) -> str:
    # A server can send halves of characters.
    return "_" + hashlib.sha256(place.encode("ascii", "backslashreplace")).hexdigest()[:8]
