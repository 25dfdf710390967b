# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole account as one document, applied."""

from __future__ import annotations

import functools
import itertools
import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError, all_of_them, parse_each
from .._engine.answer import Result
from .._engine.change import task_of
from .._engine.describe import describe_one, in_order
from .._engine.kind import Values
from .._engine.many import refuse_purge
from .._engine.module import Params, run
from .._engine.result import Report
from .._engine.result_of_many import partial_error
from .._engine.setting import Setting
from .._engine.spec import APPROVAL, FLAG, STATE, identity_spec, parse_items
from .._engine.steps import ABSENT, PRESENT, PURGE_ALL, Item, Wanted, family_of
from .account import PARTS, SECTIONS, Sections


def module() -> None:
    """Run the module that brings an account to its description."""
    spec: dict[str, t.Any] = {
        name: {
            "type": "list",
            "elements": "dict",
            "options": {
                **identity_spec(kind, kind.lists),
                **{part: setting.part_spec(kind) for part, setting in PARTS[name].items()},
                "state": {"type": "str", "choices": STATE["choices"]},
            },
            **kind.constraints,
        }
        for name, kind in SECTIONS.items()
    }
    spec.update({"state": STATE, **dict.fromkeys(("purge", "allow_move", "force", "update_secrets"), FLAG), **APPROVAL})
    run(spec, {}, _parse)


def _parse(params: Params) -> t.Callable[[Client, bool], Result]:
    given = {name: params[name] for name in SECTIONS if params[name]}
    if not given:
        raise OptionError(
            f"The description is empty. Give at least one of {' and '.join(SECTIONS)}, with what the account is to"
            " have.",
            option=next(iter(SECTIONS)),
        )
    items: list[Item] = []
    settings: list[Setting] = []
    problems: list[OptionError] = []
    flags = {"update_secrets": params["update_secrets"]}
    for name, entries in given.items():
        kind = SECTIONS[name]
        try:
            found = parse_items(kind, name, entries, kind.lists, params["state"])
            parts = [
                functools.partial(setting_kind.parse_part, item, number, entry[part], flags)
                for number, (item, entry) in enumerate(zip(found, entries), len(items))
                for part, setting_kind in PARTS[name].items()
                if item.state == PRESENT and entry.get(part) is not None
            ]
            settings += itertools.chain.from_iterable(parse_each(parts, name, lambda parse_part, _where: parse_part()))
            items += found
        except OptionError as problem:
            problems.append(problem)
    if problems:
        raise all_of_them(problems)
    for name in given:
        refuse_purge(params, name, [item for item in items if item.kind is SECTIONS[name]])
    if params["state"] == ABSENT:
        for item in items:
            if item.state == PRESENT:
                raise OptionError(f"{item.where}.state is present, and state is absent. Leave one out.", option="state")
    kinds = [SECTIONS[name] for name in given]
    wanted = Wanted(
        items,
        purge=dict.fromkeys(kinds, PURGE_ALL) if params["purge"] else {},
        allow_move=params["allow_move"],
        force=params["force"],
        whole=True,
        unlisted=kinds,
        settings=settings,
    )
    return task_of(wanted, params, lambda report: _result(report, {name: SECTIONS[name] for name in given}))


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
        ids += report.givers[kind]
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
    return Result(report.changed, values, *sides, error=error)
