# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how instances of integration packs are found and installed. The API has no UPDATE for them.

The identity of an instance is its pack, and for a pack of type MULTI its name as well.
"""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .._engine.age import age
from .._engine.family import FAMILIES, Named, Tie, plain
from .._engine.kind import Kind, Values
from .._engine.steps import PRESENT, PURGE_ALL, PURGE_LISTED, Item, Step, sentence
from .._engine.world import NAMED, World, asks_for
from .pack_names import (
    PACK_ID,
    PACK_NAME,
    Meant,
    exact_pack,
    id_option,
    not_shared,
    pack_of,
    pack_to_write,
    shared_pack,
)
from .packs import INTEGRATION_PACK, INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, INTEGRATION_PACK_INSTANCE

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

__all__ = ["INTEGRATION_PACK", "INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT", "INTEGRATION_PACK_INSTANCE"]

SINGLE, MULTI = "SINGLE", "MULTI"
_NAME = "integration_pack_override_name"


class Instances(Named):
    """Instances of integration packs."""

    def label(self, item: Item) -> str:
        given = item.given
        if "id" in given:
            return f"integration pack instance {given['id']}"
        pack = f"integration pack {given.get(PACK_ID) or repr(given.get(PACK_NAME))}"
        return f"instance {given[_NAME]!r} of {pack}" if _NAME in given else pack

    def name_of(self, world: World, kind: Kind, object_id: str) -> str:
        values = world.get(kind, object_id)
        return _title(world, values[PACK_ID], values[_NAME]) if values else object_id

    def describe(self, world: World, kind: Kind, row: Values) -> Values:
        del kind
        pack = world.get(INTEGRATION_PACK, row[PACK_ID])
        name = pack["name"] if pack else None
        unique = name and len(world.seen(INTEGRATION_PACK, "name", name)) == 1
        item = {PACK_NAME: name} if unique else {PACK_ID: row[PACK_ID]}
        multi = pack["installation_type"] != SINGLE if pack else any(p["wrapper_process_id"] for p in row["processes"])
        called = row[_NAME]
        twins = _there(world, row[PACK_ID], called if multi else None)
        if len(twins) > 1 or not row[PACK_ID] or (multi and not (called and self.is_plain(called))):
            return {"id": row["id"]}
        return {**item, _NAME: called} if multi else item

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
        pack_id = pack_of(planner, item)
        if pack_id is None:
            return None
        found = self._the_one(item, _there(world, pack_id, item.given.get(_NAME)))
        if _NAME in item.given:
            self._refuse_name_on_single(world, item, pack_id, found)
        if found and (item.state != PRESENT or planner.wanted.purge.get(item.kind) == PURGE_LISTED):
            pack_to_write(world, item, pack_id)
        return found

    @staticmethod
    def _the_one(item: Item, found: list[Values]) -> Values | None:
        if len(found) > 1:
            listing = ", ".join(f"{values['id']} ({values[_NAME]!r})" for values in found)
            named = _NAME in item.given
            what = "with this name" if named else "and no name was given"
            # Runs on several hosts may have made one copy each, and be about to take all but one back.
            passing = len({values[_NAME] for values in found}) < len(found)
            raise StateError(
                f"{sentence(item)} has {len(found)} instances {what}: {listing}."
                f" Give {'' if named else f'{_NAME}, or '}{id_option(item)}.",
                passing=passing,
                candidates=[values["id"] for values in found],
            )
        return found[0] if found else None

    def _by_id(self, planner: Planner, item: Item) -> Values | None:
        world, given = planner.world, item.given
        if world.get(INTEGRATION_PACK_INSTANCE, given["id"]) is None:
            world.need((INTEGRATION_PACK_INSTANCE, "id", given["id"]))
        found = world.get(INTEGRATION_PACK_INSTANCE, given["id"])
        if found is None:
            if item.state == PRESENT:
                raise StateError(
                    f"There is no {item} in account {world.account}. The platform assigns IDs: give the pack instead of"
                    f" {id_option(item)}, or take the ID from {item.kind.see}.",
                    candidates=[],
                )
            return None
        differences = []
        if PACK_ID in given or PACK_NAME in given:
            pack_id = given.get(PACK_ID) or exact_pack(world, given[PACK_NAME])["id"]
            if pack_id != found[PACK_ID]:
                differences.append(f"it belongs to integration pack {found[PACK_ID]}, not {pack_id}")
        if given.get(_NAME, found[_NAME]) != found[_NAME]:
            differences.append(f"its name is {found[_NAME]!r}, not {given[_NAME]!r}")
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
        pack = shared_pack(world, pack_id)
        if pack and pack["installation_type"] == SINGLE:
            raise _name_on_single(item, pack)

    def conflicts(self, planner: Planner, items: list[tuple[int, Item]]) -> list[tuple[int, StateError]]:
        """Two items must not mean one instance, nor may one mean whichever of a pack another item names."""
        problems = []
        by_instance: dict[str, int] = {}
        by_pack: dict[str, dict[str | None, int]] = {}
        for number, item in items:
            found, given = planner.found.get(number), item.given
            earlier = by_instance.setdefault(found["id"], number) if found else number
            pack_id = found[PACK_ID] if found else self._known_pack(planner.world, item)
            if pack_id and "id" not in given:
                names = by_pack.setdefault(pack_id, {})
                name = given.get(_NAME)
                if name is None:
                    earlier = min(earlier, *names.values(), number)
                earlier = min(earlier, names.get(None, number), names.setdefault(name, number))
            if earlier != number:
                same = planner.wanted.items[earlier].same(earlier)
                text = f"{sentence(item)} {same}, or includes it. List it once."
                problems.append((number, StateError(text)))
        return problems

    @staticmethod
    def _known_pack(world: World, item: Item) -> str | None:
        if PACK_NAME not in item.given:
            return item.given.get(PACK_ID)
        shared = world.seen(INTEGRATION_PACK, "name", item.given[PACK_NAME])
        return str(shared[0]["id"]) if shared else None

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        world = planner.world
        if found:
            return None
        pack_id = str(pack_of(planner, item))
        pack = shared_pack(world, pack_id)
        if pack is None:
            raise not_shared(world, f"with the ID {pack_id}", pack_id)
        name = self._name_to_install(item, pack)
        if name is not None:
            self._warn_of_twin_names(planner, item, pack_id, name)
        values = {PACK_ID: pack_id, _NAME: name}
        kind = INTEGRATION_PACK_INSTANCE
        return Step(kind.create, kind, kind.title, _title(world, pack_id, name), values=values, item=number)

    @staticmethod
    def _name_to_install(item: Item, pack: Values) -> str | None:
        name = item.given.get(_NAME)
        if pack["installation_type"] == SINGLE:
            if name is not None:
                raise _name_on_single(item, pack)
            return None
        # The platform's own page fills in the pack's name for a MULTI pack.
        return str(pack["name"] if name is None else name)

    @staticmethod
    def _warn_of_twin_names(planner: Planner, item: Item, pack_id: str, name: str) -> None:
        alike = planner.world.seen(INTEGRATION_PACK_INSTANCE, _NAME, name.casefold(), _folded)
        for values in _of_pack(pack_id, alike):
            if values[_NAME] != name:
                planner.warnings.append(
                    f"{sentence(item)} counts as new, although {values[_NAME]!r} differs from it in letter case,"
                    " spaces, or encoding only."
                )

    def unwanted(self, planner: Planner, kind: Kind, scope: str) -> list[Values]:
        world = planner.world
        listed = {found["id"] for found in planner.found.values() if found}
        packs = {found[PACK_ID] for found in planner.found.values() if found and PACK_ID in found}
        packs |= {self._known_pack(world, item) for item in planner.wanted.items if item.kind is kind}
        # An instance whose pack the API does not tell belongs to none of the listed ones.
        packs.discard(None)
        if scope != PURGE_ALL:
            world.need(*((kind, PACK_ID, pack_id) for pack_id in packs))
        there = world.all(kind) if scope == PURGE_ALL else world.known(kind)
        return sorted(
            (
                values
                for values in there
                if values["id"] not in listed and (scope == PURGE_ALL or values[PACK_ID] in packs)
            ),
            key=_age,
        )


class PackTies(Tie):
    """What ties an instance, described as everywhere else, to an environment."""

    def label(self, item: Item) -> str:
        return f"{_instance(item)}, attached to environment {item.given['environment']!r}"

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        instance, environment = kind.ends
        INSTANCES.prefetch(planner, instance.kind, [_instance(item) for item in items])
        for item in items:
            planner.world.want(*asks_for(environment.kind, item.given[environment.option]))

    def end(self, planner: Planner, item: Item, number: int) -> str:
        if number:
            return super().end(planner, item, number)
        instance = _instance(item)
        found = INSTANCES.find(planner, instance)
        if found is None:
            raise StateError(
                f"There is no instance to attach: {instance} is not installed in account {planner.world.account}."
                " Install it first, with boomi_integration_pack_instance."
            )
        return str(found["id"])


def _instance(item: Item) -> Item:
    """Return the instance that a tie describes."""
    return instance_item(item.given, item.state)


def instance_item(given: t.Mapping[str, t.Any], state: str = PRESENT) -> Item:
    """Return the instance that the options of a module describe which takes other things, too."""
    given = {"id": given.get("integration_pack_instance_id"), **given}
    names = (*(INTEGRATION_PACK_INSTANCE.options or ()),)
    return Meant(INTEGRATION_PACK_INSTANCE, {n: given[n] for n in names if given.get(n) is not None}, state=state)


def instance_meant(planner: Planner, given: t.Mapping[str, t.Any]) -> str | None:
    """Return the ID of that instance; ``None`` where none is described.

    :raises StateError: it is not installed
    """
    item = instance_item(given)
    if not item.given:
        return None
    INSTANCES.prefetch(planner, INTEGRATION_PACK_INSTANCE, [item])
    found = INSTANCES.find(planner, item)
    if found is None:
        raise StateError(f"{sentence(item)} is not installed in account {planner.world.account}. Install it first.")
    return str(found["id"])


def _there(world: World, pack_id: str | None, name: str | None) -> list[Values]:
    """Return the instances of a pack, or those of one name, the oldest first."""
    field, value = (PACK_ID, pack_id) if name is None else (_NAME, name)
    return _of_pack(pack_id, world.seen(INTEGRATION_PACK_INSTANCE, field, value))


def _of_pack(pack_id: str | None, instances: t.Iterable[Values]) -> list[Values]:
    return sorted((values for values in instances if values[PACK_ID] == pack_id), key=_age)


def _folded(name: str | None) -> list[str]:
    return [plain(name or "").casefold()]


def _title(world: World, pack_id: t.Any, name: str | None) -> str:
    pack = world.get(INTEGRATION_PACK, pack_id)
    called = str(pack["name"] if pack and pack["name"] else pack_id)
    # What an instance of a SINGLE pack has for a name is not documented: nothing, an empty text, or the pack's.
    return called if not name or name == called else f"{called} as {name}"


def _name_on_single(item: Item, pack: Values) -> StateError:
    return StateError(
        f"Integration pack {pack['name']!r} ({pack['id']}) is of type SINGLE: it is installed once and takes no name."
        f" Leave {_NAME} ({item.given[_NAME]!r}) out.",
        candidates=[],
    )


def _age(instance: Values) -> tuple[float, str]:
    return age(instance["id"])


INSTANCES = Instances()
FAMILIES[INTEGRATION_PACK_INSTANCE] = INSTANCES
FAMILIES[INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT] = PackTies()
