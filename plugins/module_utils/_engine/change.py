# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that change an account: each is a view of one plan, which is made, approved, and carried out here."""

from __future__ import annotations

import contextlib
import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError, StateError
from . import summary
from .answer import Result
from .fetch import refresh, settle
from .given import refuse_empty
from .kind import Kind, Values
from .module import Params, run
from .outcome import Outcomes, foreseen
from .plan import plan
from .result import Report
from .result import one as one_result
from .spec import APPROVAL, FLAG, ONLY_PRESENT, STATE, constraints, identity_spec, parse_item, parse_items
from .steps import ABSENT, PURGE_ALL, Item, Plan, Wanted
from .world import World

if t.TYPE_CHECKING:
    from .patience import Watch
    from .setting import Setting

View = t.Callable[[Report], Result]

# How long a create that a run has sent before it was killed may take to be carried out.
_ARRIVES_WITHIN = 5.0


def one(kind: Kind, lists: t.Sequence[str] = (), flags: t.Sequence[str] = ()) -> None:
    """Run a module that takes one object, or one tie.

    :param lists: of its description
    :param flags: options that allow what is refused otherwise
    """
    state = STATE if kind.delete else ONLY_PRESENT
    spec = {"state": state, **identity_spec(kind, lists), **dict.fromkeys(flags, FLAG), **APPROVAL}

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        item = parse_item(kind, params, lists, params["state"])
        wanted = Wanted([item], details=True, **{flag: params[flag] for flag in flags})
        return task_of(wanted, params, one_result)

    run(spec, constraints(kind), parse)


def many(
    kind: Kind, lists: t.Sequence[str], flags: t.Sequence[str] = (), scopes: t.Mapping[str, str] | None = None
) -> None:
    """Run a module that takes a list of objects.

    :param scopes: choices of ``purge_scope``, the first of which is the default; without it, a purge goes for all
    """
    # A task pays for each import, and one object needs no list.
    from .result_of_many import many as many_result

    option = kind.many
    entries = {"type": "list", "elements": "dict", "required": True, "options": identity_spec(kind, lists)}
    spec: dict[str, t.Any] = {option: {**entries, **constraints(kind)}, "state": STATE, "purge": FLAG}
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
            unlisted=() if scopes or not items else (kind,),
            details=True,
            **{flag: params[flag] for flag in flags},
        )
        return task_of(wanted, params, lambda report: many_result(report, kind))

    run(spec, {}, parse)


def values(spec: Params, constraints_: Params, parse_sets: t.Callable[[Params], list[Setting]], key: str) -> None:
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
            return Result(report.changed, {key: told, **facts}, before, after, report.warnings, report.error)

        return task_of(Wanted([], settings=settings), params, view)

    run({**spec, **APPROVAL}, constraints_, parse)


def refuse_purge(params: Params, option: str, items: t.Sequence[Item]) -> None:
    """Refuse a purge that contradicts the state, or that a list which came out empty by mistake would make total.

    :raises OptionError: so it is
    """
    if params["purge"] and params["state"] == ABSENT:
        raise OptionError("purge goes with state=present: it removes what is not listed.", option="purge")
    if params["purge"] and all(item.state == ABSENT for item in items):
        problem = "lists only what is to go" if items else "is empty"
        raise OptionError(
            f"{option} {problem}, and purge would remove everything. List what is to stay, or remove with"
            " state=absent.",
            option=option,
        )


def task_of(wanted: Wanted, params: Params, view: View) -> t.Callable[[Client, bool], Result]:
    """Return the task that brings an account to what is wanted.

    :param params: with what a person has approved
    :param view: returns the result of the module
    :raises OptionError: what is approved makes no sense
    """
    refuse_empty({"expected_plan": params["expected_plan"]})
    removals = params["max_removals"]
    if removals is not None and removals < 0:
        raise OptionError(f"max_removals must not be negative: {removals}.", option="max_removals")

    def task(client: Client, check: bool) -> Result:
        report = _carry_out(client, wanted, params, check)
        result = view(report)
        if result.error:
            # It may tell of one step alone, or of all of them in its own words.
            result.error.hide = [text for error in report.errors for text in error.hide]
        result.values.update(
            changes=summary.changes(report),
            summary=summary.counts(report),
            summary_lines=summary.lines(report, check),
            plan=report.plan.digest,
        )
        return result

    return task


def _carry_out(client: Client, wanted: Wanted, params: Params, check: bool) -> Report:
    made = _plan(client, wanted, World(client.account))
    doubled = [step for step in made.steps if step.creates and step.kind.twins]
    if not doubled:
        return _finish(client, made, params, check)
    # A task pays for each import, and one with nothing to do needs no patience.
    from . import patience

    # Of these the API may keep two: one task after the other, each with a look of its own.
    keys = [(step.kind, str(step.kind.kinship), str(step.values[str(step.kind.kinship)])) for step in doubled]
    things = [(step.kind.name, *map(str, step.values.values())) for step in doubled]
    with contextlib.nullcontext(False) if check else patience.keep_others_out(client.http, things) as abandoned:
        watch = patience.Watch(min(_ARRIVES_WITHIN, client.http.connection.retry_budget) if abandoned else 0)
        while True:
            refresh(client, made.world, keys)
            made = _plan(client, wanted, made.world)
            if watch.over or not any(step.creates and step.kind.twins for step in made.steps):
                return _finish(client, made, params, check)
            watch.pause()


def _plan(client: Client, wanted: Wanted, world: World) -> Plan:
    """Return the plan. What other runs may be about to put right themselves is looked at again for a while."""
    http = client.http
    watch: Watch | None = None
    while True:
        budget = http.budget.left
        try:
            return settle(client, world, lambda known: plan(wanted, known))
        except StateError as exc:
            if not exc.passing:
                raise
            # A task pays for each import, and only one that meets others needs this one.
            from . import patience

            watch = watch or patience.Watch(patience.for_others(http))
            # An API that throttles this task holds up the others as well, so they get as much longer.
            watch.extend(budget - http.budget.left)
            if watch.over:
                raise
        watch.pause()
        world = World(world.account)


def _finish(client: Client, made: Plan, params: Params, check: bool) -> Report:
    _approve(made, params)
    warnings: list[str] = []
    outcomes: Outcomes = {}
    if check:
        outcomes = foreseen(made)
    elif made.steps:
        # A task pays for each import, and one with nothing to do needs no writer.
        from .write import Writer

        writer = Writer(client, made)
        outcomes, warnings = writer.carry_out(), writer.warnings
    return Report(made, outcomes, warnings)


def _approve(made: Plan, params: Params) -> None:
    """Refuse a plan that is not the one that a person has approved.

    :raises StateError: nothing was changed
    """
    expected, most = params["expected_plan"], params["max_removals"]
    if expected is not None and expected != made.digest:
        steps = "; ".join(f"{step.action} {step}" for step in made.told[:20]) or "nothing"
        raise StateError(
            f"The plan for account {made.world.account} is {made.digest} by now, not the expected {expected}, and"
            f" nothing was changed. It would be: {steps}. Check it again, and approve the plan as it is now.",
            plan=made.digest,
        )
    removals = [step for step in made.told if step.removes]
    if most is not None and len(removals) > most:
        listing = "; ".join(f"{step.action} {step}" for step in removals[:20])
        raise StateError(
            f"The plan for account {made.world.account} removes {len(removals)}, and max_removals allows {most}."
            f" Nothing was changed. It would {listing}. Raise max_removals if that is meant.",
            removals=len(removals),
        )
