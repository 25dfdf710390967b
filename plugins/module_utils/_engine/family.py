# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how the planner finds, names, and describes objects of a kind. A family may do it in its own way."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .kind import Kind, Values, label
from .spec import not_plain
from .steps import ABSENT, PRESENT, Item, Step, plain, sentence
from .world import World, asks_for, found_or_named, looks_like_id, resolve, several

if t.TYPE_CHECKING:
    from .plan import Planner


class Named:
    """Objects that have a name, of which the API keeps no two of one name."""

    def label(self, item: Item) -> str:
        """Say which object an item means."""
        name = item.given.get(item.kind.called)
        return f"{item.kind.title} {name!r}" if name is not None else f"{item.kind.title} {item.given.get('id')}"

    def name_of(self, world: World, kind: Kind, object_id: str) -> str:
        """Return what a person calls an object."""
        return world.name_of(kind, object_id)

    def want_name(self, world: World, kind: Kind, object_id: t.Any) -> None:
        """Ask for what makes the name of an object, which a person is going to read."""
        world.wish((kind, "id", object_id))

    def describe(self, world: World, kind: Kind, row: Values) -> Values:
        """Return the options that describe an object, without its lists."""
        name = row[kind.called]
        unique = name and plain(name) == name and len(world.seen(kind, kind.called, name)) == 1
        given = {field.name: row[field.name] for field in kind.fields if field.given and row[field.name] is not None}
        return given if unique else {"id": row["id"], **{k: v for k, v in given.items() if k != kind.called}}

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        """Note what it takes to find these items."""
        if planner.wanted.wide(kind) or len(items) > 1:
            planner.world.want((kind, None, None))
            return
        for item in items:
            planner.world.want(*((kind, name, item.given[name]) for name in ("id", kind.called) if name in item.given))

    def find(self, planner: Planner, item: Item) -> Values | None:
        """Return the object that an item means; ``None`` where there is none.

        :raises StateError: there is none although its ID is given, or there are several
        """
        kind, world, given = item.kind, planner.world, item.given
        name = given.get(kind.called)
        world.need(*((kind, field, given[field]) for field in ("id", kind.called) if field in given))
        named = world.seen(kind, kind.called, name) if name is not None else []
        if "id" in given:
            found = world.get(kind, given["id"])
            self._refuse_other(item, found, named, world)
            return found
        if name is not None and len(named) > 1:
            raise several(world, kind, name, named, "Set id.")
        if name is not None and not named:
            self._refuse_id_as_name(kind, name, world)
        return named[0] if named else None

    @staticmethod
    def _refuse_id_as_name(kind: Kind, name: str, world: World) -> None:
        """Refuse to make an object that is called like the ID of another, or to take that one for absent."""
        if looks_like_id(name):
            world.need((kind, "id", name))
        found = world.get(kind, name)
        if found:
            raise StateError(
                f"{name} is the ID of {kind.title} {found[kind.called]!r}, not a {kind.called}. Give it as id.",
                candidates=[name],
            )

    @staticmethod
    def _refuse_other(item: Item, found: Values | None, named: list[Values], world: World) -> None:
        kind, name = item.kind, item.given.get(item.kind.called)
        if found is None:
            if item.state == PRESENT:
                raise StateError(
                    f"There is no {kind.title} {item.given['id']} in account {world.account}. The platform assigns IDs:"
                    f" leave id out and give a name to create one, or look up its ID with {kind.see}.",
                    candidates=[],
                )
            return
        if name is None or name == found[kind.called]:
            return
        if item.state == ABSENT:
            raise StateError(
                f"{sentence(kind.title)} {found['id']} is called {found[kind.called]!r}, not {name!r}. Leave name out"
                " to delete it anyway.",
                candidates=[found["id"]],
            )
        if plain(name) != name:
            option = f"{item.where}.{kind.called}" if item.where else kind.called
            raise StateError(not_plain(name, option), option=option, candidates=[found["id"]])
        if named:
            others = ", ".join(sorted(label(kind, values) for values in named))
            raise StateError(
                f"{sentence(kind.title)} {label(kind, found)} cannot be renamed: {others} already has that name. Choose"
                " another one.",
                candidates=[values["id"] for values in named],
            )

    def conflicts(self, planner: Planner, items: list[tuple[int, Item]]) -> list[tuple[int, StateError]]:
        """Return what is wrong between items: two must not mean one object."""
        problems: list[tuple[int, StateError]] = []
        # A name may be the ID of another object.
        first: dict[tuple[str, str], int] = {}
        for number, item in items:
            found = planner.found.get(number)
            keys = [("id", (found or {}).get("id")), ("name", item.given.get(item.kind.called))]
            earlier = min(
                [first.setdefault((sort, key), number) for sort, key in keys if key is not None], default=number
            )
            if earlier != number:
                same = planner.wanted.items[earlier].same()
                problems.append((number, StateError(f"{sentence(item)} {same}. List it once.")))
        return problems

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        """Return the step that creates or updates the object, where one is needed.

        :raises StateError: what is given cannot be reached
        """
        kind, given = item.kind, item.given
        values = {field.name: given.get(field.name) for field in kind.fields if field.given}
        if found is None:
            values.update(_own(kind, planner.world))
            planner.warn_of_twins(item, given[kind.called])
            return Step(kind.create, kind, kind.title, given[kind.called], values=values, item=number)
        refuse_fixed(item, found)
        changed = {
            field.name: given[field.name]
            for field in kind.fields
            if field.given and not field.fixed and field.name in given and given[field.name] != found[field.name]
        }
        if not changed:
            return None
        called = self.name_of(planner.world, kind, found["id"])
        return Step("update", kind, kind.title, called, values=changed, found=found, item=number)

    def unwanted(self, planner: Planner, kind: Kind, scope: str) -> list[Values]:
        """Return the objects that a purge removes."""
        del scope
        names = {item.given.get(kind.called) for item in planner.wanted.items if item.kind is kind}
        # One whose name the API does not tell is none of those that are given by ID.
        names.discard(None)
        return [values for values in planner.unlisted(kind) if values[kind.called] not in names]


def _own(kind: Kind, world: World) -> Values:
    """Return the fields that hold the account that an object belongs to."""
    return {field.name: world.account for field in kind.fields if field.account}


def refuse_fixed(item: Item, found: Values) -> None:
    """Refuse a value that the API cannot change any more.

    :raises StateError: where it is wanted, and differs. An object that is to go may be of any kind.
    """
    for field in item.kind.fields:
        wanted, is_now = item.given.get(field.name), found[field.name]
        if field.fixed and wanted is not None and is_now is not None and wanted != is_now:
            raise StateError(
                f"The {field.name} of {item.kind.title} {label(item.kind, found)} is {is_now}, not {wanted}, and cannot"
                f" be changed. Delete and recreate it, use another name, or leave {field.name} out.",
                candidates=[found["id"]],
            )


class Tie(Named):
    """Ties between two objects, each described by what it joins. A task takes one: no list of them is compared."""

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        for item in items:
            for end in kind.ends:
                planner.world.want(*asks_for(end.kind, *end.look(item.given)))

    def find(self, planner: Planner, item: Item) -> Values | None:
        kind, world = item.kind, planner.world
        ids = self.ends(planner, item)
        if ids is None:
            return None
        wanted = {**_own(kind, world), **{end.field: one for end, one in zip(kind.ends, ids)}}
        asked = kind.asked_by.field
        there = world.where(kind, asked, wanted[asked])
        return next((row for row in there if kind.is_met(row, wanted)), None)

    def ends(self, planner: Planner, item: Item) -> list[str] | None:
        """Return the IDs of what the tie joins; ``None`` where one of them does not exist, and need not."""
        try:
            return [self.end(planner, item, number) for number in (0, 1)]
        except StateError as problem:
            # What does not exist is not tied to anything.
            if item.state == PRESENT or "candidates" in problem.facts:
                raise
            return None

    def end(self, planner: Planner, item: Item, number: int) -> str:
        """Return the ID of one of the two."""
        end, world = item.kind.ends[number], planner.world
        text, by = end.look(item.given)

        def find() -> str:
            return str(resolve(world, end.kind, text, by)["id"])

        # A question more for what can only be a mistyped name is not worth it. IDs of accounts have no fixed form.
        may_be_id = looks_like_id(text) or end.kind.identifier != "id"
        if by == end.kind.called or end.field not in item.kind.searchable or not may_be_id:
            return find()
        # What queries do not show is known by its ID, as long as it is tied.
        return found_or_named(world, find, (item.kind, end.field, text), end.field, text) or text

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        if found:
            return None
        ids = self.ends(planner, item) or ["", ""]
        first, second = item.kind.ends
        called = planner.ties.name_of(first.kind, ids[0])
        given = {field.name: item.given.get(field.name) for field in item.kind.fields if field.given}
        values = {**_own(item.kind, planner.world), first.field: ids[0], second.field: ids[1], **given}
        step = planner.ties.joined(item.kind, second, values, called, number)
        planner.ties.refuse_move(step, second, None)
        return step


NAMED = Named()
TIE = Tie()
