# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how instances of integration packs are found and installed. The API has no UPDATE for them.

The identity of an instance is its pack, and for a pack of type MULTI its name as well.
"""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .._engine.kind import Kind, Values, tells_apart
from .._engine.steps import FAMILIES, PRESENT, PURGE_ALL, PURGE_LISTED, Item, Step, plain, sentence
from .._engine.world import NAMED, World
from .packs import ENVIRONMENT, INTEGRATION_PACK, INTEGRATION_PACK_INSTANCE

if t.TYPE_CHECKING:
    from .._engine.family import Named
    from .._engine.plan import Planner
else:
    # A task pays for each import, and instances share none of the rules of named objects.
    Named = object

# An environment that is to be deleted may hold instances, which are named by their packs.
__all__ = ["ENVIRONMENT", "INTEGRATION_PACK", "INTEGRATION_PACK_INSTANCE"]

SINGLE, MULTI = "SINGLE", "MULTI"
PACK_ID, PACK_NAME = "integration_pack_id", "integration_pack_name"
NAME = "integration_pack_override_name"


class Instances(Named):
    """Instances of integration packs."""

    def label(self, item: Item) -> str:
        given = item.given
        if "id" in given:
            return f"integration pack instance {given['id']}"
        pack = f"integration pack {given.get(PACK_ID) or repr(given.get(PACK_NAME))}"
        return f"instance {given[NAME]!r} of {pack}" if NAME in given else pack

    def name_of(self, world: World, kind: Kind, object_id: str) -> str:
        values = world.get(kind, object_id)
        return _title(world, values[PACK_ID], values[NAME]) if values else object_id

    def want_name(self, world: World, kind: Kind, object_id: t.Any) -> None:
        found = world.get(kind, object_id)
        world.wish((INTEGRATION_PACK, "id", found[PACK_ID]) if found else (kind, "id", object_id))

    def describe(self, world: World, kind: Kind, row: Values) -> Values:
        del kind
        pack = world.get(INTEGRATION_PACK, row[PACK_ID])
        name = pack["name"] if pack else None
        named = tells_apart(name, (one["name"] for one in world.seen(INTEGRATION_PACK, "name", name)))
        item = {PACK_NAME: name} if named else {PACK_ID: row[PACK_ID]}
        multi = pack["installation_type"] != SINGLE if pack else any(p["wrapper_process_id"] for p in row["processes"])
        called = row[NAME]
        twins = _there(world, row[PACK_ID], called if multi else None)
        if len(twins) > 1 or not row[PACK_ID] or (multi and not (called and plain(called) == called)):
            return {"id": row["id"]}
        return {**item, NAME: called} if multi else item

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        world = planner.world
        names = {item.given[PACK_NAME] for item in items if PACK_NAME in item.given}
        if planner.wanted.whole:
            world.want((INTEGRATION_PACK, None, None))
        else:
            world.want(*((INTEGRATION_PACK, "name", name) for name in names))
        if planner.wanted.wide(kind):
            world.want((kind, None, None))
            return
        by_name = {item.given[PACK_NAME] for item in items if PACK_NAME in item.given and "id" not in item.given}
        world.want(*((kind, NAMED if len(by_name) == 1 else PACK_NAME, name) for name in by_name))
        for item in items:
            # An ID is no filter: it is looked for among the instances of its pack first.
            by = PACK_ID if PACK_ID in item.given else "id"
            if by in item.given:
                world.want((kind, by, item.given[by]))

    def find(self, planner: Planner, item: Item) -> Values | None:
        world = planner.world
        if "id" in item.given:
            return self._by_id(planner, item)
        pack_id = _pack_of(planner, item)
        if pack_id is None:
            return None
        found = self._the_one(item, _there(world, pack_id, item.given.get(NAME)))
        if NAME in item.given:
            self._refuse_name_on_single(world, item, pack_id, found)
        if found and (item.state != PRESENT or planner.wanted.purge.get(item.kind) == PURGE_LISTED):
            # A task pays for each import, and only one that removes needs this one.
            from .pack_names import pack_to_write

            pack_to_write(world, item, pack_id)
        return found

    def conflicts(self, planner: Planner, items: list[tuple[int, Item]]) -> list[tuple[int, StateError]]:
        """Two items must not mean one instance, nor may one mean whichever of a pack another item names."""
        problems = []
        by_instance: dict[str, int] = {}
        by_pack: dict[str, dict[str | None, int]] = {}
        for number, item in items:
            found, given = planner.found.get(number), item.given
            earlier = by_instance.setdefault(found["id"], number) if found else number
            pack_id = found[PACK_ID] if found else pack_in(planner.world, given)
            if pack_id and "id" not in given:
                names = by_pack.setdefault(pack_id, {})
                name = given.get(NAME)
                if name is None:
                    earlier = min(earlier, *names.values(), number)
                earlier = min(earlier, names.get(None, number), names.setdefault(name, number))
            if earlier != number:
                same = planner.wanted.items[earlier].same()
                problems.append((number, StateError(f"{sentence(item)} {same}, or includes it. List it once.")))
        return problems

    def unwanted(self, planner: Planner, kind: Kind, scope: str) -> list[Values]:
        """Return the instances that a purge removes, the oldest first."""
        if scope == PURGE_ALL:
            return sorted(planner.unlisted(kind), key=_age_of)
        world = planner.world
        found = [row for row in planner.found.values() if row]
        packs = {row[PACK_ID] for row in found} | {pack_in(world, item.given) for item in planner.wanted.items}
        # An instance whose pack the API does not tell belongs to none of the listed ones.
        packs.discard(None)
        world.need(*((kind, PACK_ID, pack_id) for pack_id in packs))
        listed = {row["id"] for row in found}
        others = [row for row in world.known(kind) if row[PACK_ID] in packs and row["id"] not in listed]
        return sorted(others, key=_age_of)

    @staticmethod
    def _the_one(item: Item, found: list[Values]) -> Values | None:
        if len(found) > 1:
            listing = ", ".join(f"{values['id']} ({values[NAME]!r})" for values in found)
            what = "with this name" if NAME in item.given else "and no name was given"
            names = {values[NAME] for values in found}
            by_name = f"{NAME}, or " if len(names) > 1 else ""
            raise StateError(
                f"{sentence(item)} has {len(found)} instances {what}: {listing}. Give {by_name}{item.id_option}.",
                # Runs on several hosts may have made one copy each, and be about to take all but one back.
                passing=len(names) < len(found),
                candidates=[values["id"] for values in found],
            )
        return found[0] if found else None

    def _by_id(self, planner: Planner, item: Item) -> Values | None:
        world, given = planner.world, item.given
        found = world.find(INTEGRATION_PACK_INSTANCE, given["id"])
        if found is None:
            if item.state == PRESENT:
                raise StateError(
                    f"There is no {item} in account {world.account}. The platform assigns IDs: give the pack instead of"
                    f" {item.id_option}, or take the ID from {item.kind.see}.",
                    candidates=[],
                )
            return None
        differences = []
        if PACK_ID in given or PACK_NAME in given:
            pack_id = pack_in(world, given)
            if pack_id is None:
                # A task pays for each import, and most names are those of one pack.
                from .pack_names import not_one

                raise not_one(world, given[PACK_NAME])
            if pack_id != found[PACK_ID]:
                differences.append(f"it belongs to integration pack {found[PACK_ID]}, not {pack_id}")
        if given.get(NAME, found[NAME]) != found[NAME]:
            differences.append(f"its name is {found[NAME]!r}, not {given[NAME]!r}")
        if differences:
            raise StateError(
                f"{sentence(item)} does not match: {' and '.join(differences)}. An instance cannot be renamed or"
                " moved to another pack: uninstall it and install another, or leave the other options out.",
                candidates=[found["id"]],
            )
        return found

    def _refuse_name_on_single(self, world: World, item: Item, pack_id: str, found: Values | None) -> None:
        """An instance with a wrapper process is of a MULTI pack (API page); of any other the pack has to be asked."""
        others = [found] if found else world.seen(INTEGRATION_PACK_INSTANCE, PACK_ID, pack_id)[:1]
        if not others or any(process["wrapper_process_id"] for process in others[0]["processes"]):
            return
        pack = world.find(INTEGRATION_PACK, pack_id)
        if pack and pack["installation_type"] == SINGLE:
            raise _name_on_single(item, pack)

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        world = planner.world
        if found:
            return None
        pack_id = str(_pack_of(planner, item))
        pack = world.find(INTEGRATION_PACK, pack_id)
        if pack is None:
            # A task pays for each import, and only one that fails needs this one.
            from .pack_names import not_shared

            raise not_shared(world, f"with the ID {pack_id}", pack_id)
        name = item.given.get(NAME)
        if pack["installation_type"] != SINGLE:
            # The platform's own page fills in the pack's name for a MULTI pack.
            name = str(pack["name"] if name is None else name)
            planner.warn_of_twins(item, name, lambda row: bool(row[PACK_ID] == pack_id))
        elif name is not None:
            raise _name_on_single(item, pack)
        values = {PACK_ID: pack_id, NAME: name}
        kind = INTEGRATION_PACK_INSTANCE
        return Step(kind.create, kind, kind.title, _title(world, pack_id, name), values=values, item=number)


def _pack_of(planner: Planner, item: Item) -> str | None:
    """Return the ID of the pack; ``None`` where an item that is to be absent has nothing to do with any."""
    found = pack_in(planner.world, item.given)
    if found is None:
        # A task pays for each import, and most names are those of one pack.
        from .pack_names import unshared_pack_of

        return unshared_pack_of(planner, item)
    return found


def pack_in(world: World, given: t.Mapping[str, t.Any]) -> str | None:
    """Return the ID of the pack that is given, by its name if only one of this name is shared with the account."""
    if PACK_NAME not in given:
        return given.get(PACK_ID)
    found = world.where(INTEGRATION_PACK, "name", given[PACK_NAME])
    return str(found[0]["id"]) if len(found) == 1 else None


def _there(world: World, pack_id: str | None, name: str | None) -> list[Values]:
    """Return the instances of a pack, or those of one name, the oldest first."""
    field, value = (PACK_ID, pack_id) if name is None else (NAME, name)
    there = world.seen(INTEGRATION_PACK_INSTANCE, field, value)
    found = [values for values in there if values[PACK_ID] == pack_id]
    return sorted(found, key=_age_of) if len(found) > 1 else found


def _title(world: World, pack_id: t.Any, name: str | None) -> str:
    pack = world.get(INTEGRATION_PACK, pack_id)
    called = str(pack["name"] if pack and pack["name"] else pack_id)
    # An instance of a SINGLE pack may have the pack's.
    return called if not name or name == called else f"{called} as {name}"


def _name_on_single(item: Item, pack: Values) -> StateError:
    return StateError(
        f"Integration pack {pack['name']!r} ({pack['id']}) is of type SINGLE: it is installed once and takes no name."
        f" Leave {NAME} ({item.given[NAME]!r}) out.",
        candidates=[],
    )


def _age_of(instance: Values) -> tuple[float, str]:
    # A task pays for each import, and a single instance has no others to be older than.
    from .._engine.age import age

    return age(instance["id"])


INSTANCES = Instances()
FAMILIES[INTEGRATION_PACK_INSTANCE] = INSTANCES
