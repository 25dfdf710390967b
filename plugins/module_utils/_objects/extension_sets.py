# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: sets of extension values, for reading: one for each environment, and one for each process of a MULTI pack.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

import typing as t

from .._engine.answer import order
from .._engine.kind import Field, SetKind, Values
from .._engine.world import World, resolve
from .environments import ENVIRONMENT
from .extension_words import Leaf, describe, leaves_of
from .processes import PROCESS

GROUP = "extension_group_id"


# For reading, and for planning.
SETS: dict[str, t.Any] = {
    "name": "EnvironmentExtensions",
    # The set of an environment itself belongs to no group, however the API says so.
    "fields": (Field("id"), Field("environment_id", filter=True), Field(GROUP, type="name", filter=True)),
    "title": "extension values",
    "read": "API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)",
    "write": "API and ATOM_MANAGEMENT",
}
EXTENSION_SETS = SetKind(**SETS)


def listed(world: World, given: t.Mapping[str, str]) -> list[Values]:
    """Return the sets of an environment, or of all, with all that is declared in them.

    :raises Unknown: more has to be asked
    :raises StateError: there is no such environment
    """
    world.want((PROCESS, None, None))
    if "environment" in given:
        environments = [resolve(world, ENVIRONMENT, given["environment"])]
    else:
        environments = world.all(ENVIRONMENT)
    world.need((PROCESS, None, None), *((EXTENSION_SETS, "environment_id", row["id"]) for row in environments))
    found = []
    for environment in environments:
        for row in world.seen(EXTENSION_SETS, "environment_id", environment["id"]):
            words, _secrets, _left = describe(row["raw"])
            found.append(
                {
                    "id": row["id"],
                    "environment": environment["name"],
                    "process": (world.get(PROCESS, row[GROUP]) or {}).get("name"),
                    "environment_id": environment["id"],
                    "extension_group_id": row[GROUP],
                    "extensions": words,
                    "declared": [_flat(leaf) for leaf in leaves_of(row["raw"])],
                }
            )
    return sorted(found, key=order)


def _flat(leaf: Leaf) -> Values:
    return {
        "section": leaf.section,
        "path": [text for _key, text in leaf.path],
        "value": None if leaf.is_secret else leaf.value,
        "use_default": leaf.is_default,
        "secret": leaf.is_secret,
        "set": leaf.is_set if leaf.is_secret else not leaf.is_default,
    }
