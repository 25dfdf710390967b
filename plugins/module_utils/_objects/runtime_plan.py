# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is special about runtimes. The API creates those in a runtime cloud; others come from an installer."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .._engine.family import Named
from .._engine.kind import Kind, Values, label
from .._engine.steps import FAMILIES, PRESENT, Item, Step, sentence
from .._engine.world import asks_for, not_found, resolve
from .environments import ATOM, CLOUD

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

__all__ = ["ATOM"]


class Runtimes(Named):
    """Runtimes, some of which are attachments of the account to a runtime cloud."""

    def prefetch(self, planner: Planner, kind: Kind, items: list[Item]) -> None:
        super().prefetch(planner, kind, items)
        for item in items:
            if item.state == PRESENT and "cloud" in item.given:
                planner.world.want(*asks_for(CLOUD, item.given["cloud"]))

    def find(self, planner: Planner, item: Item) -> Values | None:
        found = super().find(planner, item)
        # Who may not read runtimes goes by IDs elsewhere. Here, nothing would be created twice, or left alone.
        if item.kind in planner.world.refused:
            raise planner.world.refused[item.kind]
        return found

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        world, given = planner.world, item.given
        cloud = resolve(world, CLOUD, given["cloud"]) if "cloud" in given else None
        if found is not None:
            if cloud and found["cloud_id"] != cloud["id"]:
                where = f"in cloud {found['cloud_name'] or found['cloud_id']}" if found["cloud_id"] else "in no cloud"
                raise StateError(
                    f"{sentence(item.kind.title)} {label(item.kind, found)} is {where}, not in {label(CLOUD, cloud)},"
                    " and cannot be moved to another cloud. Use another name, or leave cloud out.",
                    candidates=[found["id"]],
                )
            return super().present(planner, number, item, found)
        if cloud is None:
            missing = not_found(world, item.kind, given["name"])
            missing.message += (
                " Set cloud to create it in a runtime cloud. A local runtime is created by its installer."
            )
            raise missing
        step = super().present(planner, number, item, None)
        if step:
            step.values["cloud_id"] = cloud["id"]
        return step


FAMILIES[ATOM] = Runtimes()
