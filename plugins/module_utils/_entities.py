# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the changes that simple objects take, and the plan that is made of them.

Simple is an object whose fields say all that it is: environments, and what ties two objects together. How a change
comes about is the affair of ``_writer``.
"""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ._core.errors import StateError, close_matches
from ._objects import ApiObject, Values


@dataclass(frozen=True)
class Create:
    """An object that is to be there.

    :param values: what it is to be
    :param identity: the fields that tell it from any other, all of which can be filtered by
    :param about: what it is, for a person
    """

    target: ApiObject
    values: Values
    identity: tuple[str, ...]
    about: str

    @property
    def look(self) -> dict[str, str]:
        """By what to ask for it."""
        return {name: str(self.values[name]) for name in self.identity}

    def is_met_by(self, found: Values) -> bool:
        """Tell whether this is the object, compared exactly."""
        return all(found[name] == self.values[name] for name in self.identity)

    def contradictions(self, found: Values) -> list[str]:
        """Say in which fields the object is another one than was asked for."""
        return [
            f"its {name} is {found[name]}, not {value}"
            for name, value in self.values.items()
            if value is not None and found.get(name) not in (None, value)
        ]


@dataclass(frozen=True)
class Update:
    """An object that is to have other values.

    :param found: as it is
    :param values: the fields to change
    """

    target: ApiObject
    found: Values
    values: Values
    about: str

    @property
    def look(self) -> dict[str, str]:
        """By what to ask for it."""
        return {"id": str(self.found["id"])}

    def is_met_by(self, found: Values) -> bool:
        """Tell whether this is the object, and has the values."""
        return found["id"] == self.found["id"] and all(found[name] == value for name, value in self.values.items())


@dataclass(frozen=True)
class Delete:
    """Objects that are to be there no longer.

    :param look: what they have in common, by which to ask for them
    """

    target: ApiObject
    found: tuple[Values, ...]
    look: t.Mapping[str, str]
    about: str


Change = t.Union[Create, Update, Delete]


@dataclass(frozen=True)
class Plan:
    """What to change, in this order, and what is there before and after.

    :param key: of the object in the result
    :param before: and :param after: the object; ``None`` where there is none
    :param aside: what else a diff shows as gone, beside ``before``
    """

    key: str
    before: Values | None
    after: Values | None
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()
    aside: Values = field(default_factory=dict)


def sentence(text: t.Any) -> str:
    """Return a text with its first letter in upper case, and the others as they are."""
    return str(text)[:1].upper() + str(text)[1:]


def names(objects: t.Iterable[Values]) -> str:
    """Return a listing of objects for a person: name and id, as far as there is a name."""
    return ", ".join(sorted(label(values) for values in objects))


def label(values: Values) -> str:
    """Return an object's name with its id behind it."""
    name = values.get("name")
    return f"{name!r} ({values['id']})" if name else str(values["id"])


# Where a person finds what there is.
_SEE = {"environment": ": see boomi_environment_info", "runtime": ": see boomi_atom_info"}


def resolve(reference: str, objects: t.Sequence[Values], noun: str, account: str) -> str:
    """Return the id of the object whose id or exact name is ``reference``.

    :raises StateError: none, or several of that name
    """
    for candidate in objects:
        if candidate["id"] == reference:
            return reference
    found = sorted({candidate["id"] for candidate in objects if candidate["name"] == reference and candidate["id"]})
    if len(found) == 1:
        return str(found[0])
    if found:
        raise StateError(
            f"Several {noun}s of account {account} are called {reference!r}: {', '.join(found)}. Give the id.",
            candidates=found,
        )
    close = close_matches(reference, sorted({candidate["name"] for candidate in objects if candidate["name"]}))
    hint = f"Did you mean {', '.join(map(repr, close))}?" if close else f"It has {len(objects)}{_SEE.get(noun, '')}."
    raise StateError(f"Account {account} has no {noun} {reference!r}. {hint}", close_matches=close)
