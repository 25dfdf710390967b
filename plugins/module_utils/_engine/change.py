# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Changes an account: each module is a view of one plan, which is made and carried out here.

The modules that take one object, or one tie, are here as well.
"""

from __future__ import annotations

import contextlib
import typing as t

from .._core import archive  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client
from .._core.errors import OptionError, StateError
from .answer import Result
from .fetch import settle
from .given import refuse_empty
from .kind import Kind, Values
from .module import Params, run
from .plan import plan
from .result import Report
from .result import one as one_result
from .spec import APPROVAL, FLAG, ONLY_PRESENT, STATE, identity_spec, parse_item
from .steps import Outcomes, Plan, Wanted, foreseen
from .world import World

if t.TYPE_CHECKING:
    from .patience import Watch

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
        wanted = Wanted([item], **{flag: params[flag] for flag in flags})
        return task_of(wanted, params, one_result)

    run(spec, kind.constraints, parse)


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
        result.values.update(_summary(report, check), plan=report.plan.digest)
        result.warnings = report.plan.warnings
        return result

    return task


def _summary(report: Report, check: bool) -> Values:
    if report.told:
        # A task pays for each import, and one that changes nothing has nothing to sum up.
        from .summary import summary

        return summary(report, check)
    plan = report.plan
    alone = not plan.steps and any(setting.item is None for setting in plan.changes)
    unchanged = len(plan.found) + alone
    lines = [f"Account {plan.world.account}: nothing to change.", f"{unchanged} unchanged."]
    return {"changes": [], "summary": {"unchanged": unchanged}, "summary_lines": lines}


def _carry_out(client: Client, wanted: Wanted, params: Params, check: bool) -> Report:
    made = _plan(client, wanted, World(client.account))
    doubled = [step for step in made.steps if step.creates and step.kind.twins]
    if not doubled:
        return _finish(client, made, params, check)
    # A task pays for each import, and one with nothing to do needs none of these.
    from . import patience

    # Of these the API may keep two: one task after the other, each with a look of its own.
    things = [(step.kind.name, *map(str, step.values.values())) for step in doubled]
    with contextlib.nullcontext(False) if check else patience.keep_others_out(client.http, things) as abandoned:
        watch = patience.Watch(min(_ARRIVES_WITHIN, client.http.connection.retry_budget) if abandoned else 0)
        while True:
            made.world.forget({step.kind for step in doubled})
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
            return settle(client, lambda known: plan(wanted, known), world)
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
    if params["expected_plan"] is not None or params["max_removals"] is not None:
        # A task pays for each import, and few plans are approved beforehand.
        from .refused_plan import refuse_other

        refuse_other(made, params)
    outcomes: Outcomes = {}
    if check:
        outcomes = foreseen(made)
    elif made.steps:
        # A task pays for each import, and one with nothing to do needs no writer.
        from .write import Writer

        outcomes = Writer(client, made).carry_out()
    return Report(made, outcomes)
