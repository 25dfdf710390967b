# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole account as one document: applied, compared, and read."""

from __future__ import annotations

import contextlib
import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError, all_of_them
from .answer import Result
from .change import task_of
from .describe import describe, describe_one, in_order, variables_for
from .fetch import settle
from .kind import Kind, Values
from .many import refuse_purge
from .module import Params, run
from .result import Report
from .result_of_many import givers, partial_error
from .setting import PartKind, Setting
from .spec import APPROVAL, FLAG, STATE, constraints, identity_spec, parse_items
from .steps import ABSENT, PRESENT, PURGE_ALL, Item, Wanted, family_of
from .world import Unknown, World

Sections = t.Mapping[str, Kind]
# The sets of values that the objects of a section have, by the option that describes them.
Parts = t.Mapping[str, t.Mapping[str, PartKind]]


def account(sections: Sections, parts: Parts) -> None:
    """Run the module that brings an account to its description.

    :param sections: the kind of the objects in each section, by its name
    """
    spec: dict[str, t.Any] = {
        name: {
            "type": "list",
            "elements": "dict",
            "options": {
                **identity_spec(kind, kind.lists),
                **{part: setting.part_spec(kind) for part, setting in parts[name].items()},
                "state": {"type": "str", "choices": STATE["choices"]},
            },
            **constraints(kind),
        }
        for name, kind in sections.items()
    }
    spec.update({"state": STATE, **dict.fromkeys(("purge", "allow_move", "force", "update_secrets"), FLAG), **APPROVAL})

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        given = {name: params[name] for name in sections if params[name]}
        if not given:
            raise OptionError(
                f"The description is empty. Give at least one of {' and '.join(sections)}, with what the account is to"
                " have.",
                option=next(iter(sections)),
            )
        items: list[Item] = []
        settings: list[Setting] = []
        problems: list[OptionError] = []
        flags = {"update_secrets": params["update_secrets"]}
        for name, entries in given.items():
            kind = sections[name]
            try:
                found = parse_items(kind, name, entries, kind.lists, params["state"])
                settings += _settings(parts[name], found, entries, len(items), flags)
                items += found
            except OptionError as problem:
                problems.append(problem)
        if problems:
            raise all_of_them(problems)
        for name in given:
            refuse_purge(params, name, [item for item in items if item.kind is sections[name]])
        if params["state"] == ABSENT:
            for item in items:
                if item.state == PRESENT:
                    raise OptionError(
                        f"{item.where}.state is present, and state is absent. Leave one out.", option="state"
                    )
        kinds = [sections[name] for name in given]
        wanted = Wanted(
            items,
            purge=dict.fromkeys(kinds, PURGE_ALL) if params["purge"] else {},
            allow_move=params["allow_move"],
            force=params["force"],
            whole=True,
            unlisted=kinds,
            settings=settings,
        )
        return task_of(wanted, params, lambda report: _result(report, {name: sections[name] for name in given}))

    run(spec, {}, parse)


def _settings(
    parts: t.Mapping[str, PartKind],
    items: t.Sequence[Item],
    entries: t.Sequence[Values],
    first: int,
    flags: t.Mapping[str, bool],
) -> list[Setting]:
    """Return the sets of values that items describe.

    :param first: the number of the first item
    """
    return [
        setting
        for number, (item, entry) in enumerate(zip(items, entries), first)
        for part, kind in parts.items()
        if item.state == PRESENT and entry.get(part) is not None
        for setting in kind.parse_part(item, number, entry[part], flags)
    ]


def _parts_of(report: Report, number: int | None, side: int, secrets: bool = True) -> Values:
    """Return the options that describe the values of an item, before or after.

    :param secrets: with what is told of these
    """
    found: Values = {}
    for setting in report.settings[number]:
        words = report.words(setting)[side]
        if words and not secrets:
            words = setting.kind.without_secrets(words)
        if words:
            setting.kind.join_part(found, setting, words)
    return found


def _result(report: Report, sections: Sections) -> Result:
    worlds = (report.before, report.after)
    values: Values = {"configuration": {}, "unlisted": {}}
    sides: tuple[Values, Values] = ({}, {})
    for name, kind in sections.items():
        items = {number: item for number, item in enumerate(report.plan.wanted.items) if item.kind is kind}
        # The listed objects, before and after.
        listed = [{n: row for n in items for row in [report.row(n, world)] if row} for world in worlds]
        values["configuration"][name] = [
            {**describe_one(report.after, kind, row, items[n].tied), **_parts_of(report, n, 1, secrets=False)}
            for n, row in listed[1].items()
        ]
        left = [row["id"] for row in report.plan.unlisted(kind) if report.after.get(kind, row["id"])]
        values["unlisted"][name] = sorted(family_of(kind).name_of(report.after, kind, one) for one in left)
        # What a diff tells: the listed objects, and whatever else is changed, with the lists that are given or changed.
        ids = [row["id"] for rows in listed for row in rows.values()]
        ids += [step.found["id"] for step in report.plan.steps if step.kind is kind and step.found]
        ids += givers(report, kind)
        lists = {one for item in items.values() for one in item.tied}
        lists |= {
            one for one, (tie, _own, _other) in kind.lists.items() if any(s.kind is tie for s in report.plan.steps)
        }
        for at, world in enumerate(worlds):
            number_of = {row["id"]: n for n, row in listed[at].items()}
            rows = filter(None, [world.get(kind, one) for one in dict.fromkeys(ids)])
            sides[at][name] = in_order(
                {**describe_one(world, kind, row, lists), **_parts_of(report, number_of.get(row["id"]), at)}
                for row in rows
            )
    failed = [f"{step}: {o.error.render()['msg']}" for step, o in report.outcomes.items() if o.error]
    # A detachment is told with the removal that needs it, unless it fails.
    count = sum(outcome.error is not None or not step.part for step, outcome in report.outcomes.items())
    error = partial_error(report, failed, count, "changes", "changes")
    return Result(report.changed, values, *sides, report.warnings, error)


def account_info(sections: Sections, names: t.Mapping[str, t.Sequence[Kind]], parts: Parts) -> None:
    """Run the module that reads an account as the description that would make it.

    :param names: kinds that are read to name what a section holds
    """
    spec = {"sections": {"type": "list", "elements": "str", "choices": list(sections), "default": list(sections)}}

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        if not params["sections"]:
            raise OptionError(f"sections is empty. Give at least one of {', '.join(sections)}.", option="sections")
        chosen = {name: kind for name, kind in sections.items() if name in params["sections"]}

        def task(client: Client, _check: bool) -> Result:
            world = World(client.account)
            values = settle(client, world, lambda known: _read(known, chosen, names, parts), tolerant=True)
            values["account"] = client.account
            return Result(values=values)

        return task

    run(spec, {}, parse)


def _read(world: World, sections: Sections, names: t.Mapping[str, t.Sequence[Kind]], parts: Parts) -> Values:
    """Return the description of an account, and what could not be read. PURE.

    :raises CallError: no section can be read
    """
    places = _places(sections, names, parts)
    settings = [kind for kind in places if isinstance(kind, PartKind)]
    world.want(*((kind, None, None) for kind in places if kind not in settings))
    for kind in settings:
        with contextlib.suppress(Unknown):
            kind.ask(world)
    if world.missing:
        raise Unknown
    unreadable = [
        {"section": place, "object": kind.title, "privilege": kind.read_privileges, "msg": world.refused[kind].message}
        for kind, place in places.items()
        if kind in world.refused
    ]
    readable = {name: kind for name, kind in sections.items() if kind not in world.refused}
    if not readable:
        # An account that is not the user's is not an empty one.
        raise world.refused[next(iter(sections.values()))]
    secrets: list[str] = []

    def values_of(name: str, row: Values) -> Values:
        label = family_of(sections[name]).name_of(world, sections[name], row["id"])
        told = {part: kind.describe_part(world, sections[name], row) for part, kind in parts[name].items()}
        for part, (_words, paths) in told.items():
            secrets.extend(f"{name}[{label}].{part}{path}" for path in paths)
        return {part: words for part, (words, _paths) in told.items() if words}

    configuration = describe(world, readable, values_of)
    secrets_set = [{"path": path, "variable": name} for path, name in sorted(variables_for(secrets).items())]
    return {"configuration": configuration, "secrets_set": secrets_set, "unreadable": unreadable}


def _places(sections: Sections, names: t.Mapping[str, t.Sequence[Kind]], parts: Parts) -> dict[Kind, str]:
    """Return what has to be read, each with the section or the list that it is for."""
    places: dict[Kind, str] = {}
    for name, kind in sections.items():
        places.setdefault(kind, name)
        for listed, (tie, _own, other) in kind.lists.items():
            places.setdefault(tie, f"{name}.{listed}")
            places.setdefault(other.kind, f"{name}.{listed}")
        for part, setting in parts[name].items():
            places.setdefault(setting, f"{name}.{part}")
        for other_kind in names.get(name, ()):
            places.setdefault(other_kind, name)
    return places
