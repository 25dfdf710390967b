# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: instances as modules mean them that take other things, too: an environment to attach to, or values to set."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError, close_matches, did_you_mean
from .._engine.family import Tie
from .._engine.kind import Kind
from .._engine.steps import FAMILIES, PRESENT, Item, Step, sentence
from .._engine.world import asks_for
from .pack_plan import INSTANCES
from .packs import INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, INTEGRATION_PACK_INSTANCE

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

__all__ = ["INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT"]


class PackTies(Tie):
    """What ties an instance, described as everywhere else, to an environment."""

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        instance, environment = kind.ends
        INSTANCES.prefetch(planner, instance.kind, [instance_item(item.given, item.state) for item in items])
        for item in items:
            planner.world.want(*asks_for(environment.kind, item.given[environment.option]))

    def end(self, planner: Planner, item: Item, number: int) -> str:
        if number:
            return super().end(planner, item, number)
        instance = instance_item(item.given, item.state)
        return _installed(planner, instance, f"There is no instance to attach: {instance}")


def instance_item(given: t.Mapping[str, t.Any], state: str = PRESENT) -> Item:
    """Return the instance that the options of a module describe which takes other things, too."""
    option, kind = "integration_pack_instance_id", INTEGRATION_PACK_INSTANCE
    given = {"id": given.get(option), **given}
    told = {name: given[name] for name in ("id", *kind.options) if given.get(name) is not None}
    return Item(kind, told, state=state, id_option=option)


def instance_meant(planner: Planner, given: t.Mapping[str, t.Any]) -> str | None:
    """Return the ID of that instance; ``None`` where none is described.

    :raises StateError: it is not installed
    """
    item = instance_item(given)
    if not item.given:
        return None
    INSTANCES.prefetch(planner, INTEGRATION_PACK_INSTANCE, [item])
    return _installed(planner, item, sentence(item))


def _installed(planner: Planner, item: Item, what: str) -> str:
    """Return the ID of an instance.

    :raises StateError: it is not there, with the names of others that the pack has
    """
    found = INSTANCES.find(planner, item)
    if found:
        return str(found["id"])
    name = INTEGRATION_PACK_INSTANCE.called
    names = sorted({str(row[name]) for row in planner.world.known(INTEGRATION_PACK_INSTANCE) if row[name]})
    close = close_matches(item.given.get(name, ""), names)
    hint = did_you_mean(close, "Install it first, with boomi_integration_pack_instance.")
    raise StateError(f"{what} is not installed in account {planner.world.account}. {hint}", close_matches=close)


def called_in(instance: t.Any) -> str | None:
    """Return the name of an instance that a plan installs; ``None`` for any other, and for one without a name."""
    return instance.values.get(INTEGRATION_PACK_INSTANCE.called) if isinstance(instance, Step) else None


FAMILIES[INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT] = PackTies()
