# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that change a list of objects, and those that set values, which may be in several sets."""

from __future__ import annotations

import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError
from .answer import Result
from .change import task_of
from .kind import Kind, Values
from .module import Params, run
from .result import Report
from .spec import APPROVAL, FLAG, STATE, identity_spec, parse_items
from .steps import ABSENT, PURGE_ALL, Item, Wanted

if t.TYPE_CHECKING:
    from .setting import Setting


def objects(
    kind: Kind, lists: t.Sequence[str], flags: t.Sequence[str] = (), scopes: t.Mapping[str, str] | None = None
) -> None:
    """Run a module that takes a list of objects.

    :param scopes: choices of ``purge_scope``, the first of which is the default; without it, a purge goes for all
    """
    # A task pays for each import, and values are in no list.
    from .result_of_many import many

    option = kind.many
    # What the info module returns can be given as it is.
    told = {field.name: {"type": "raw"} for field in kind.fields}
    options = {**told, **identity_spec(kind, lists)}
    entries = {"type": "list", "elements": "dict", "required": True, "options": options}
    spec: dict[str, t.Any] = {option: {**entries, **kind.constraints}, "state": STATE, "purge": FLAG}
    if scopes:
        spec["purge_scope"] = {"type": "str", "choices": list(scopes), "default": next(iter(scopes))}
    spec.update({**dict.fromkeys(flags, FLAG), **APPROVAL})

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        items = parse_items(kind, option, params[option], lists, params["state"])
        refuse_purge(params, option, items)
        scope = scopes[params["purge_scope"]] if scopes else PURGE_ALL
        wanted = Wanted(
            items,
            purge={kind: scope} if params["purge"] else {},
            unlisted=() if scopes else (kind,),
            **{flag: params[flag] for flag in flags},
        )
        return task_of(wanted, params, lambda report: many(report, kind))

    run(spec, {}, parse)


def values(spec: Params, constraints: Params, parse_sets: t.Callable[[Params], list[Setting]], key: str) -> None:
    """Run a module that sets values of one thing, which may be in several sets.

    :param parse_sets: checks the options, and returns the sets that they describe
    :param key: of the values in the result
    """

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        settings = parse_sets(params)

        def view(report: Report) -> Result:
            before: Values = {}
            after: Values = {}
            told: Values = {}
            for setting in settings:
                was, now = report.words(setting)
                before.update(was or {})
                after.update(now or {})
                told.update(setting.kind.without_secrets(now) if now else {})
            facts = {name: value for setting in settings for name, value in setting.facts.items()}
            return Result(report.changed, {key: told, **facts}, before, after, error=report.error)

        return task_of(Wanted([], settings=settings), params, view)

    run({**spec, **APPROVAL}, constraints, parse)


def refuse_purge(params: Params, option: str, items: t.Sequence[Item]) -> None:
    """Refuse a purge that contradicts the state, or that a list which came out empty by mistake would make total.

    :raises OptionError: so it is
    """
    if params["purge"] and params["state"] == ABSENT:
        raise OptionError("purge requires state=present: it removes what is not listed.", option="purge")
    if params["purge"] and all(item.state == ABSENT for item in items):
        problem = "lists only what is to go" if items else "is empty"
        raise OptionError(
            f"{option} {problem}, and purge would remove everything. List what is to stay, or remove with"
            " state=absent.",
            option=option,
        )
