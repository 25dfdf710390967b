# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: which integration pack a name means that is not that of one pack that is shared with the account."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError, close_matches, did_you_mean
from .._engine.steps import PRESENT, Item
from .._engine.world import NAMED, World
from .pack_plan import PACK_ID, PACK_NAME
from .packs import INTEGRATION_PACK, INTEGRATION_PACK_INSTANCE

if t.TYPE_CHECKING:
    from .._engine.plan import Planner


def unshared_pack_of(planner: Planner, item: Item) -> str | None:
    """Return the ID of the pack that an item names, where not exactly one of this name is shared with the account.

    :return: ``None`` where an item that is to be absent has nothing to do with any
    """
    world, name = planner.world, item.given[PACK_NAME]
    if world.seen(INTEGRATION_PACK, "name", name):
        raise not_one(world, name)
    packs = _unshared(world, name)
    if len(packs) > 1:
        raise StateError(
            f"Account {world.account} has instances of {len(packs)} integration packs called {name!r}, none of which"
            f" is shared with it any more: {', '.join(packs)}. Give {PACK_ID}.",
            candidates=packs,
        )
    if packs:
        return packs[0]
    if item.state == PRESENT:
        raise not_shared(world, f"called {name!r}", name)
    planner.warnings.append(
        f"No integration pack called {name!r} is shared with account {world.account}, which has no instance of it"
        " either: there is nothing to remove. Check the name."
    )
    return None


def _unshared(world: World, name: str) -> list[str]:
    """Return the packs of instances that the API finds by this name, and that are not shared with the account."""
    kind = INTEGRATION_PACK_INSTANCE
    if world.knows((kind, PACK_NAME, name)):
        # Asked for together with others: mostly it has shown that there is nothing of a pack that is not shared.
        there = {str(values[PACK_ID]) for values in world.known(kind) if values[PACK_ID]}
        unknown = sorted(one for one in there if world.get(INTEGRATION_PACK, one) is None)
        world.need(*((INTEGRATION_PACK, "id", pack_id) for pack_id in unknown))
        if all(world.get(INTEGRATION_PACK, pack_id) for pack_id in unknown):
            return []
    world.need((kind, NAMED, name))
    rows = [world.get(INTEGRATION_PACK_INSTANCE, one) for one in world.named.get(name, ())]
    packs = sorted({values[PACK_ID] for values in rows if values and values[PACK_ID]})
    # One that is shared has another name: the API compares names in its own way.
    return [pack_id for pack_id in packs if world.find(INTEGRATION_PACK, pack_id) is None]


def pack_to_write(world: World, item: Item, pack_id: str) -> None:
    """Refuse to write where only the API itself has compared the name of the pack.

    :raises StateError: the pack is not shared with the account any more, and was given by its name
    """
    name = item.given.get(PACK_NAME)
    if name is None or world.get(INTEGRATION_PACK, pack_id):
        return
    ids = sorted(world.named.get(name, ()))
    raise StateError(
        f"No integration pack called {name!r} is shared with account {world.account}. By this name, the API"
        f" finds the instances {', '.join(ids)}: give {item.id_option} to select one of them.",
        candidates=ids,
    )


def not_one(world: World, name: str) -> StateError:
    """Return the error for a name that no shared pack has, or several."""
    ids = sorted(values["id"] for values in world.seen(INTEGRATION_PACK, "name", name))
    if not ids:
        return not_shared(world, f"called {name!r}", name)
    return StateError(
        f"Two or more integration packs that are shared with account {world.account} are called {name!r}:"
        f" {', '.join(ids)}. Give {PACK_ID}.",
        candidates=ids,
    )


def not_shared(world: World, what: str, key: str) -> StateError:
    packs = world.all(INTEGRATION_PACK)
    close = close_matches(key, sorted({values["name"] for values in packs if values["name"]}))
    close += close_matches(key, [values["id"] for values in packs], likeness=0.8, fold=str)
    if any(key in (values["id"], values["name"]) for values in packs):
        is_id = any(key == values["id"] for values in packs)
        hint = f"That is {f'an ID: give it as {PACK_ID}' if is_id else f'a name: give it as {PACK_NAME}'}."
    else:
        found = f"Packs that are shared with it: {len(packs) or 'none'}; see boomi_integration_pack_info."
        hint = did_you_mean(close, found)
        hint += " A publisher shares a pack through an account group."
    return StateError(f"No integration pack {what} is shared with account {world.account}. {hint}", close_matches=close)
