# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole account as one document: its sections, in the order in which they are built, and the module that reads it."""

from __future__ import annotations

import contextlib
import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError
from .._engine.answer import Result
from .._engine.describe import describe_one, in_order, variables_for
from .._engine.fetch import settle
from .._engine.kind import Kind, Values
from .._engine.module import Params, run
from .._engine.setting import PartKind
from .._engine.steps import family_of
from .._engine.world import Unknown, World
from .environments import ATOM, ENVIRONMENT
from .extensions import EXTENSIONS
from .pack_plan import INTEGRATION_PACK, INTEGRATION_PACK_INSTANCE
from .processes import PROCESS
from .schedule_sets import SCHEDULES, STATUS

SECTIONS: dict[str, Kind] = {"environments": ENVIRONMENT, "integration_packs": INTEGRATION_PACK_INSTANCE}
# What is read to name what the sections hold.
NAMES: dict[str, Kind] = {"integration_packs": INTEGRATION_PACK}
# The sets of values that the objects of a section have, by the option that describes them.
PARTS: dict[str, dict[str, PartKind]] = {
    "environments": {"extensions": EXTENSIONS},
    "integration_packs": {"extensions": EXTENSIONS, "schedules": SCHEDULES},
}
# What else is read to tell the sets of instances.
BESIDE: dict[str, tuple[Kind, ...]] = {
    "integration_packs.extensions": (PROCESS,),
    "integration_packs.schedules": (STATUS, PROCESS, ATOM),
}
Sections = t.Mapping[str, Kind]


def info() -> None:
    """Run the module that reads an account as the description that would make it."""
    spec = {"sections": {"type": "list", "elements": "str", "choices": list(SECTIONS), "default": list(SECTIONS)}}

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        if not params["sections"]:
            raise OptionError(f"sections is empty. Give at least one of {', '.join(SECTIONS)}.", option="sections")
        chosen = {name: kind for name, kind in SECTIONS.items() if name in params["sections"]}

        def task(client: Client, _check: bool) -> Result:
            return settle(client, lambda known: _read(known, chosen), tolerant=True)

        return task

    run(spec, {}, parse)


def _read(world: World, sections: Sections) -> Result:
    """Return the description of an account, and what could not be read. PURE.

    :raises CallError: no section can be read
    """
    places = _places(sections)
    settings = list(dict.fromkeys(kind for _place, kind in places if isinstance(kind, PartKind)))
    world.want(*((kind, None, None) for _place, kind in places if kind not in settings))
    for kind in settings:
        with contextlib.suppress(Unknown):
            kind.ask(world)
    if world.missing:
        raise Unknown
    unreadable = [
        {"section": place, "object": kind.title, "privilege": kind.read_privileges, "msg": world.refused[kind].message}
        for place, kind in places
        if kind in world.refused
    ]
    readable = {name: kind for name, kind in sections.items() if kind not in world.refused}
    if not readable:
        # An account that is not the user's is not an empty one.
        raise world.refused[next(iter(sections.values()))]
    secrets: list[str] = []
    omitted: list[str] = []

    def values_of(name: str, row: Values) -> Values:
        label = family_of(sections[name]).name_of(world, sections[name], row["id"])
        told = {part: kind.describe_part(world, sections[name], row) for part, kind in PARTS[name].items()}
        for part, (_words, paths, left) in told.items():
            secrets.extend(f"{name}[{label}].{part}{path}" for path in paths)
            omitted.extend(f"{name}[{label}].{part}{why}" for why in left)
        return {part: words for part, (words, _paths, _left) in told.items() if words}

    configuration = {
        name: in_order({**describe_one(world, kind, row), **values_of(name, row)} for row in world.known(kind))
        for name, kind in readable.items()
    }
    secrets_set = [{"path": path, "variable": name} for path, name in sorted(variables_for(secrets).items())]
    values = {"configuration": configuration, "secrets_set": secrets_set, "unreadable": unreadable}
    told = f"What no option describes is left out of configuration. {' '.join(sorted(omitted))}"
    return Result(values={**values, "account": world.account}, warnings=[told] if omitted else [])


def _places(sections: Sections) -> list[tuple[str, Kind]]:
    """Return what has to be read, each kind with every section and every list that it is for."""
    places: list[tuple[str, Kind]] = []
    for name, kind in sections.items():
        places.append((name, kind))
        for listed, (tie, _own, other) in kind.lists.items():
            places += [(f"{name}.{listed}", one) for one in (other.kind, tie)]
        for part, setting in PARTS[name].items():
            place = f"{name}.{part}"
            places += [(place, one) for one in (setting, *BESIDE.get(place, ()))]
        if name in NAMES:
            places.append((name, NAMES[name]))
    return places
