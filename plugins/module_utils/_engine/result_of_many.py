# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what a task returns that takes a list of objects."""

from __future__ import annotations

import typing as t

from .._core.errors import BoomiError, PartialError
from .answer import Result, order
from .kind import Kind, Values
from .result import Report, pair, past, shown, whole
from .steps import ABSENT, SKIPPED, Step

# A message tells so many failures. All of them are in the result.
_MOST_TOLD = 20


def many(report: Report, kind: Kind) -> Result:
    """Return the result of a module that takes a list of objects of one kind."""
    word = kind.many
    names = (past(kind.create), past(kind.delete), "unchanged", f"changed_{word}")
    lists: dict[str, list[t.Any]] = {name: [] for name in names}
    failed: list[Values] = []
    pairs = [pair(report, number) for number in range(len(report.plan.wanted.items))]
    for number, (was, now) in enumerate(pairs):
        item, error = report.plan.wanted.items[number], report.error_of(number)
        changed = any(report.outcomes[step].changed for step in report.steps[number])
        if error:
            failed.append({"item": number + 1, **item.given, **(now or {}), **error.render()})
        elif was and not now:
            lists[past(kind.delete)].append(was)
        elif now:
            main = report.main_step(number)
            made = main is not None and main.creates and changed
            name = past(kind.create) if made else f"changed_{word}" if changed or was != now else "unchanged"
            lists[name].append(now)
    purged = [step for step in report.plan.told if step.item is None]
    others = [_purged(report, step, len(pairs) + at, failed, lists) for at, step in enumerate(purged, 1)]
    listed = [
        now for number, (_was, now) in enumerate(pairs) if now and report.plan.wanted.items[number].state != ABSENT
    ]
    values = {kind.plural: listed, **lists, f"failed_{word}": failed}
    if kind in report.plan.wanted.unlisted:
        # For an empty list, nothing is asked.
        values["unlisted"] = report.plan.unlisted(kind) if pairs else []
    rows = [*pairs, *others, *_givers(report, kind)]
    return Result(
        report.changed,
        values,
        {kind.plural: _sorted(was for was, _now in rows)},
        {kind.plural: _sorted(now for _was, now in rows)},
        error=partial_error(
            report, [_told(report, one) for one in failed], len(pairs) + len(others), word, f"failed_{word}"
        ),
    )


def _told(report: Report, failure: Values) -> str:
    items, number = report.plan.wanted.items, failure["item"] - 1
    where = f"{items[number].where}: " if number < len(items) else ""
    return f"{where}{failure['msg']}"


def _purged(
    report: Report, step: Step, number: int, failed: list[Values], lists: dict[str, list[t.Any]]
) -> tuple[Values | None, Values | None]:
    kind, row = step.kind, step.found or {}
    was = whole(kind, row, report.before, step) or {}
    # It is skipped where what holds it could not be detached.
    error = next(filter(None, (report.outcomes[one].error for one in (*step.needs, step))), None)
    if error:
        failed.append({"item": number, **was, **error.render()})
    now = whole(kind, report.after.get(kind, row["id"]), report.after, step)
    if not now:
        lists[past(kind.delete)].append(was)
    return was, now


def _givers(report: Report, kind: Kind) -> list[tuple[Values | None, Values | None]]:
    """What something is moved away from is another object afterwards, also where the list does not name it."""
    told = {found["id"] for found in report.plan.found.values() if found}
    told |= {(step.found or {})["id"] for step in report.plan.steps if step.removes and step.kind is kind}
    rows = []
    for place, name in report.givers[kind].items():
        if place not in told:
            row = report.before.get(kind, place)
            rows.append(tuple(shown(kind, row, world, [name]) for world in (report.before, report.after)))
    return [(was, now) for was, now in rows if was != now]


def partial_error(report: Report, texts: list[str], count: int, word: str, key: str) -> BoomiError | None:
    """Return the error of a task some of whose items failed. ``key``: of the result, which lists all of them."""
    if not texts:
        return None
    told = " ".join(texts[:_MOST_TOLD])
    more = f" {key} lists the other {len(texts) - _MOST_TOLD}." if len(texts) > _MOST_TOLD else ""
    skipped = sum(report.outcomes[step].status == SKIPPED for step in report.plan.told)
    rest = (
        f"; further changes skipped: {skipped}" if skipped else "; all others succeeded" if len(texts) < count else ""
    )
    text = f"{len(texts)} of {count} {word} failed{rest}. Run again to finish. {told}{more}"
    return PartialError(text, failed=len(texts))


def _sorted(objects: t.Iterable[Values | None]) -> list[Values]:
    """Return the objects in an order that does not depend on who was first, for a diff that can be read."""
    return sorted((values for values in objects if values), key=order)
