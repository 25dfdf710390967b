# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is known of an account, and what a plan has to ask before it can be made."""

from __future__ import annotations

import typing as t

from .._core.errors import CallError, StateError, close_matches, did_you_mean
from .kind import Kind, Values

_Found = t.TypeVar("_Found")
# A kind with the field and the value to ask by; with neither, all objects of the kind.
Ask = t.Tuple[Kind, t.Optional[str], t.Optional[str]]  # noqa: UP006 - older releases of Python get as far as to say so

_HEX = "0123456789abcdefABCDEF"
# Asked in the place of a field: the object with what a QUERY leaves out; those that the API finds by this pack's name.
DETAILS = "details"
NAMED = "named"


class Unknown(Exception):
    """A plan needs facts that are not known yet: :attr:`World.missing` lists them."""


class World:
    """Facts about one account. Grows with each answer; a plan reads it, and asks for what it lacks."""

    def __init__(self, account: str) -> None:
        self.account = account
        self.missing: set[Ask] = set()
        # IDs of instances by the name of their pack, as the API compares it.
        self.named: dict[str, frozenset[str]] = {}
        # Kinds that this user may not read, with the API's refusal.
        self.refused: dict[Kind, CallError] = {}
        # What is asked only to name something, and what of it the user may not read.
        self.wishes: set[Ask] = set()
        self.vain: set[Ask] = set()
        self._asked: set[Ask] = set()
        self._rows: dict[Kind, dict[str, Values]] = {}
        # By kind, and then by field and what is compared of it, the objects by that.
        self._index: dict[Kind, dict[tuple[str, t.Any], dict[t.Any, list[Values]]]] = {}

    def want(self, *asks: Ask) -> bool:
        """Note what is to be asked, and return whether all of it is known already."""
        unknown = [ask for ask in asks if not self.knows(ask)]
        self.missing.update(unknown)
        self.wishes.difference_update(unknown)
        return not unknown

    def wish(self, *asks: Ask) -> bool:
        """Note what is to be asked for names alone, and return whether no answer is pending."""
        unnamed = [ask for ask in asks if ask[1] != "id" or self.get(ask[0], ask[2]) is None]
        unknown = {ask for ask in unnamed if not self.knows(ask) and ask not in self.vain}
        self.wishes |= unknown - self.missing
        self.missing |= unknown
        return not unknown

    def need(self, *asks: Ask) -> None:
        """Note what is to be asked.

        :raises Unknown: not all of it is known yet
        """
        if not self.want(*asks):
            raise Unknown

    def knows(self, ask: Ask) -> bool:
        """Tell whether a question is answered, by itself or with all objects of its kind."""
        kind, field, _value = ask
        # The details, and what the API finds, do not come with all objects of a kind.
        by_all = field not in (DETAILS, NAMED) and (kind, None, None) in self._asked
        return kind.opaque or ask in self._asked or by_all

    def all(self, kind: Kind) -> list[Values]:
        """Return all objects of a kind."""
        self.need((kind, None, None))
        return self.known(kind)

    def known(self, kind: Kind) -> list[Values]:
        """Return the objects of a kind that are known so far."""
        return list(self._rows.get(kind, {}).values())

    def where(self, kind: Kind, field: str, value: str) -> list[Values]:
        """Return the objects whose field has exactly this value."""
        self.need((kind, field, value))
        return self.seen(kind, field, value)

    def seen(
        self, kind: Kind, field: str, value: t.Any, keys: t.Callable[[t.Any], t.Iterable[t.Any]] | None = None
    ) -> list[Values]:
        """Return the objects known so far whose field has exactly this value.

        :param keys: returns what is compared in the place of a field's value
        """
        indexes = self._index.setdefault(kind, {})
        if (field, keys) not in indexes:
            index = indexes[field, keys] = {}
            for values in self._rows.get(kind, {}).values():
                for one in keys(values[field]) if keys else (values[field],):
                    index.setdefault(one, []).append(values)
        return indexes[field, keys].get(value, [])

    def get(self, kind: Kind, object_id: t.Any) -> Values | None:
        """Return one object, as far as it is known."""
        return self._rows.get(kind, {}).get(object_id)

    def find(self, kind: Kind, object_id: t.Any) -> Values | None:
        """Return one object, which is asked for where it is not known."""
        if self.get(kind, object_id) is None:
            self.need((kind, "id", object_id))
        return self.get(kind, object_id)

    def put(self, kind: Kind, rows: t.Iterable[Values], asks: t.Iterable[Ask] = ()) -> None:
        """Take in an answer. What has no ID is nothing to work with, and what a QUERY leaves out stays known."""
        stored, field = self._rows.setdefault(kind, {}), kind.get_only
        for values in rows:
            known = stored.get(values["id"])
            if values["id"]:
                kept = {field: known[field]} if field and known and not values[field] else {}
                stored[values["id"]] = {**values, **kept}
        self._index.pop(kind, None)
        self._asked.update(asks)
        self.missing.difference_update(asks)

    def drop(self, kind: Kind, object_id: t.Any) -> None:
        """Take out an object."""
        self._rows.get(kind, {}).pop(object_id, None)
        self._index.pop(kind, None)

    def forget(self, kinds: t.Collection[Kind]) -> None:
        """Forget objects, which others may have changed meanwhile."""
        self._asked = {ask for ask in self._asked if ask[0] not in kinds}
        for kind in kinds:
            self._rows.pop(kind, None)
            self._index.pop(kind, None)

    def copy(self) -> World:
        """Return a world that can be changed without changing this one."""
        twin = World(self.account)
        twin._asked, twin._rows = set(self._asked), {kind: dict(rows) for kind, rows in self._rows.items()}
        twin.named, twin.refused = dict(self.named), dict(self.refused)
        return twin

    def name_of(self, kind: Kind, object_id: t.Any) -> str:
        """Return what a person calls an object: its name where that is known, else its ID."""
        return str((self.get(kind, object_id) or {}).get(kind.called) or object_id)


def asks_for(kind: Kind, text: str, by: str | None = None) -> list[Ask]:
    """Return what to ask to find the object whose ID or name is ``text``, or one of them alone."""
    if "id" not in kind.filters:
        return [(kind, None, None)]
    return [(kind, name, text) for name in ("id", kind.called) if name in kind.filters and by in (None, name)]


def looks_like_id(text: str) -> bool:
    """Tell whether a text has the form that IDs of environments, runtimes, and roles have (the API page's samples)."""
    groups = text.split("-")
    return [len(group) for group in groups] == [8, 4, 4, 4, 12] and not "".join(groups).strip(_HEX)


def resolve(world: World, kind: Kind, text: str, by: str | None = None) -> Values:
    """Return the object whose ID or exact name is ``text``.

    :param by: which of them alone
    :raises Unknown: it has to be asked for
    :raises StateError: none, or several of that name
    :raises CallError: the user may not read such objects, and ``text`` is no ID
    """
    if kind.opaque:
        return {**kind.read({}), "id": text}
    world.need(*asks_for(kind, text, by))
    found = world.get(kind, text)
    if found and by in (None, "id"):
        return found
    if kind in world.refused:
        # Who may not read such objects may have an ID from somebody who may.
        if not looks_like_id(text):
            raise world.refused[kind]
        return {**kind.read({}), "id": text}
    named = list(filter(kind.exists, world.seen(kind, kind.called, text))) if by != "id" else []
    if len(named) == 1:
        return named[0]
    raise several(world, kind, text, named, "Use an ID.") if named else not_found(world, kind, text, by)


def several(world: World, kind: Kind, name: str, named: t.Iterable[Values], remedy: str) -> StateError:
    """Return why a name does not say which object is meant."""
    ids = sorted(values["id"] for values in named)
    text = f"Account {world.account} has {len(ids)} {kind.titles} called {name!r}: {', '.join(ids)}. {remedy}"
    return StateError(text, candidates=ids)


def found_or_named(world: World, find: t.Callable[[], _Found], ask: Ask, field: str, text: str) -> _Found | None:
    """Return what ``find`` finds; ``None`` for an ID that queries do not show, although another object names it.

    :param ask: what shows such objects, and :param field: theirs that holds the ID
    :raises Unknown: more has to be asked for
    :raises StateError: no object names it
    """
    try:
        return find()
    except StateError:
        kind, name, value = ask
        if all(row[field] != text for row in world.where(kind, str(name), str(value))):
            raise
        return None


def not_found(world: World, kind: Kind, text: str, by: str | None = None) -> StateError:
    """Return the error for a name or ID that no object has, with close matches.

    :raises Unknown: the others have to be asked for
    """
    others = list(filter(kind.exists, world.all(kind)))
    names = sorted({str(values[kind.called]) for values in others if values[kind.called]})
    close = close_matches(text, names)
    if by == "id" and text in names:
        hint = "That is a name. Give it as one."
    elif by and any(values["id"] == text for values in others):
        hint = f"That is the ID of {world.name_of(kind, text)!r}. Give the name."
    else:
        hint = did_you_mean(close, f"It has {len(others) or 'none'}: see {kind.see}.")
    what = f"{kind.title} with the ID {text!r}" if by == "id" else f"{kind.title} {text!r}"
    return StateError(f"Account {world.account} has no {what}. {hint}", close_matches=close)
