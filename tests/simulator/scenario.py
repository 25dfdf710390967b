# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario: the YAML file that says what the platform holds, how it is set, and what goes wrong.

It has the sections of a catalogue, and ``settings`` and ``faults`` besides. A section of the catalogue that it leaves
out is that of catalogue.yml.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .catalogue import (
    DEFAULT_CATALOGUE,
    MAPPING,
    MAPPINGS,
    SECTIONS,
    Catalogue,
    CatalogueError,
    check,
    known_accounts,
    place,
    read,
)
from .faults import Fault
from .objects import OBJECTS
from .settings import Settings
from .world import World

_KEYS = {**SECTIONS, "settings": MAPPING, "faults": MAPPINGS}


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A parsed scenario, from which a fresh world is built at every reset."""

    catalogue: Catalogue
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    faults: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def load(cls, path: Path) -> Scenario:
        """Read and check a file; CatalogueError says what is wrong with it, and where."""
        content = read(path)
        default = Catalogue.load(DEFAULT_CATALOGUE)
        with place(str(path)):
            check(content, _KEYS)
            scenario = cls(
                Catalogue(
                    tuple(content.get("accounts", default.accounts)),
                    tuple(content.get("packs", default.packs)),
                ),
                content.get("settings", {}),
                tuple(content.get("faults", ())),
            )
            with place("settings"):
                settings = Settings().changed(scenario.settings)
            scenario.build(settings)
        return scenario

    def build(self, settings: Settings) -> World:
        """A world in the state that the scenario describes."""
        world = self.catalogue.build(settings)
        for number, values in enumerate(self.faults):
            with place(f"faults[{number}]"):
                add_fault(world, values)
        return world


def add_fault(world: World, values: Mapping[str, Any]) -> None:
    """Let requests go wrong; ValueError for a fault that no request can meet."""
    fault = Fault.from_mapping(values)
    if fault.account is not None:
        known_accounts(world, [fault.account])
    if fault.object is not None and fault.object not in OBJECTS:
        raise CatalogueError(f"unknown object: {fault.object}; the objects are {', '.join(sorted(OBJECTS))}")
    world.faults.add(fault)
