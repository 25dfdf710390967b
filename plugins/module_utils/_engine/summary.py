# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what was changed, or would be, for machines and in lines that a person can forward."""

from __future__ import annotations

import typing as t

from .describe import describe_one
from .kind import Kind, Values
from .result import Report, past
from .steps import DONE, FAILED, FORESEEN, SKIPPED, Step, sentence

if t.TYPE_CHECKING:
    from .setting import SetStep


def summary(report: Report, check: bool) -> Values:
    """Return what a module says of what it has changed, or would change."""
    counts = _counts(report)
    return {
        "changes": [_change(report, step) for step in report.told],
        "summary": counts,
        "summary_lines": [*_lines(report, check), _totals(counts)],
    }


def _change(report: Report, step: Step) -> Values:
    outcome = report.outcomes[step]
    before, after = _sides(report, step)
    change: Values = {"object": step.title, "name": step.name, "action": step.action}
    change.update(before=before, after=after, status=outcome.status)
    if outcome.error:
        change["error"] = outcome.error.render()["msg"]
    elif outcome.reason:
        change["error"] = sentence(outcome.reason) + "."
    return change


def _sides(report: Report, step: Step) -> tuple[Values | None, Values | None]:
    kind = step.kind
    if step.action == "set":
        change = t.cast("SetStep", step).change
        return change.before, change.after
    if kind.ends:
        own = step.owner[0] if step.owner else kind.ends[1].kind
        key = own.title.replace(" ", "_")
        return {key: step.source} if step.found else None, None if step.removes else {key: step.place}
    was = describe_one(report.plan.world, kind, step.found) if step.found else None
    row = report.outcomes[step].row
    if step.removes:
        return was, None
    values = {name: value for name, value in step.values.items() if value is not None}
    return was, describe_one(report.after, kind, row, []) if row else {**(was or {}), **values}


def _counts(report: Report) -> Values:
    """Return how many steps of each action ended how, and how many items needed none."""
    found: Values = {}
    for step in report.told:
        by_status = found.setdefault(step.action, {})
        status = report.outcomes[step].status
        by_status[status] = by_status.get(status, 0) + 1
    touched = {step.item for step in report.told}
    # What gives something away is changed by the step of the item that takes it.
    moved = [step for step in report.told if step.action == "move" and report.outcomes[step].changed]
    gave = {value for step in moved for value in (step.found or {}).values()}
    touched |= {number for number, row in report.plan.found.items() if row and row["id"] in gave}
    return {**found, "unchanged": sum(number not in touched for number in report.plan.found)}


def _lines(report: Report, check: bool) -> list[str]:
    """Return what changes, and what failed or was skipped and why."""
    steps = report.told
    found = [f"Account {report.plan.world.account}{', check mode: nothing was written' if check else ''}."]
    shown = [step for step in steps if report.outcomes[step].status in (DONE, FORESEEN)]
    found += [_line(kind, group, check) for (kind, _thing), group in _grouped(shown).items()]
    for status in (FAILED, SKIPPED):
        for step in steps:
            outcome = report.outcomes[step]
            if outcome.status == status:
                why = outcome.error.render()["msg"] if outcome.error else f"{outcome.reason}."
                found.append(f"{status}: {step.action} {step}: {why}")
    return found


def _grouped(steps: list[Step]) -> dict[tuple[Kind, t.Any], list[Step]]:
    """Group the steps by the object that a person sees changed."""
    groups: dict[tuple[Kind, t.Any], list[Step]] = {}
    for step in steps:
        owner = step.owner or (step.kind, (step.found or {}).get("id") or step)
        groups.setdefault(owner, []).append(step)
    return groups


def _line(kind: Kind, group: list[Step], check: bool) -> str:
    """Return what changes in an object of a kind."""
    main = next((step for step in group if step.owner is None), None)
    ties = [*(step for step in group if step.owner is not None), *_untied(main)]
    verb, title, name = (main.action, main.title, main.name) if main else ("change", kind.title, ties[0].place)
    of = " of" if verb == "set" else ""
    text = f"{f'would {verb}' if check else past(verb)} {title}{of} {name}"
    news = _new_values(main)
    for step in ties:
        came = f" (from {step.source})" if step.action == "move" else ""
        news.append(f"{'-' if step.removes else '+'}{step.name}{came}")
    lost = f" (its {main.kind.loses} are lost)" if main and main.removes and main.kind.loses else ""
    return f"{text}{lost}{': ' if news else ''}{', '.join(news)}"


def _untied(step: Step | None) -> list[Step]:
    """Return the steps that detach all from what is to go. One that its other end is told with is not among them."""
    if step is None or not step.removes:
        return []
    own = (step.kind, (step.found or {}).get("id"))
    return [need for need in step.needs if need.part and need.owner == own]


def _new_values(step: Step | None) -> list[str]:
    """Return what an update changes in an object itself; of a list, its name alone."""
    if step is None or step.action != "update" or step.found is None:
        return []
    changed = {name: value for name, value in step.values.items() if value not in (None, step.found.get(name))}
    return [name if isinstance(value, (list, dict)) else f"{name} {value}" for name, value in changed.items()]


def _totals(counts: Values) -> str:
    parts = []
    for status in (FORESEEN, DONE, FAILED, SKIPPED):
        for action, by_status in counts.items():
            if action != "unchanged" and status in by_status:
                word = {FORESEEN: f"to {action}", DONE: past(action)}.get(status, f"{action} {status}")
                parts.append(f"{by_status[status]} {word}")
    return ", ".join([*parts, f"{counts['unchanged']} unchanged"]) + "."
