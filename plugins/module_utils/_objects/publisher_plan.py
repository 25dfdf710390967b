# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is special about publishing packs: components that are not listed stay, unless they are purged."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError, close_matches, did_you_mean
from .._engine.family import Named
from .._engine.kind import Kind, Values, label
from .._engine.steps import FAMILIES, Item, Step, sentence
from .._engine.world import World

# Sharing, which a deletion has to know of, is declared there.
from .account_groups import ACCOUNT_GROUP_INTEGRATION_PACK
from .publisher import PUBLISHER_INTEGRATION_PACK, versions_of

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

__all__ = ["ACCOUNT_GROUP_INTEGRATION_PACK", "PUBLISHER_INTEGRATION_PACK"]


class PublishedPacks(Named):
    """Packs, each described with those of its components that a person cares about."""

    def describe(self, world: World, kind: Kind, row: Values) -> Values:
        components = [{"id": one, "version": version} for one, version in versions_of(row["components"]).items()]
        return {**super().describe(world, kind, row), "components": components}

    def present(self, planner: Planner, number: int, item: Item, found: Values | None) -> Step | None:
        kind, given = item.kind, dict(item.given)
        if found is None and "installation_type" not in given:
            raise StateError(
                f"{sentence(item)} does not exist. Set installation_type to create it. It cannot be changed later."
            )
        if found and found["installation_type"] == "MULTI" and given.get("name") not in (None, found["name"]):
            raise StateError(
                f"{sentence(kind.title)} {label(kind, found)} cannot be renamed, since it is a MULTI pack. Leave name"
                " out.",
                candidates=[found["id"]],
            )
        there = found["components"] if found else []
        target = _target(item, there)
        if kind.field("components").same(there, target):
            given.pop("components", None)
        else:
            given["components"] = target
        step = super().present(planner, number, Item(kind, given), found)
        if step and found:
            # An UPDATE drops what it does not list.
            step.values.setdefault("components", target)
        return step


def _target(item: Item, there: list[Values]) -> list[Values]:
    """Return the components as they are to be.

    :param there: the components as they are
    :raises StateError: a name that the pack does not have, or has several times, or a component that is listed twice
    """
    rows = {row["id"]: row for row in there}
    listed: set[str] = set()
    for entry in item.given.get("components", ()):
        key = entry.get("id") or _by_name(item, entry["name"], there)
        if key in listed:
            raise StateError(f"{sentence(item)}: component {key} is listed by its ID and by its name. List it once.")
        listed.add(key)
        fields = {field.name: None for field in item.kind.field("components").fields}
        row = rows.get(key, {**fields, "id": key, "deleted": False, "version": None})
        version = entry.get("version") or row["version"] or row["current_version"]
        if key not in rows or row["deleted"] or version != row["version"]:
            rows[key] = {**row, "version": version, "pending_version": version, "deleted": False}
    if item.given.get("purge"):
        for row in there:
            if row["id"] not in listed and row["current_version"]:
                # It goes with the next release.
                rows[row["id"]] = {**row, "version": None, "pending_version": None, "deleted": True}
            elif row["id"] not in listed:
                del rows[row["id"]]
    return list(rows.values())


def _by_name(item: Item, name: str, there: list[Values]) -> str:
    """Return the ID of a component by its name, which the API tells of components in the pack alone."""
    ids = sorted(row["id"] for row in there if row["name"] == name)
    if len(ids) == 1:
        return str(ids[0])
    if ids:
        raise StateError(
            f"{sentence(item)} has {len(ids)} components called {name!r}: {', '.join(ids)}. Give an ID.", candidates=ids
        )
    close = close_matches(name, [str(row["name"]) for row in there if row["name"]])
    hint = did_you_mean(close, "Give the ID of a component to add it.")
    raise StateError(f"{sentence(item)} has no component {name!r}. {hint}", close_matches=close)


FAMILIES[PUBLISHER_INTEGRATION_PACK] = PublishedPacks()
