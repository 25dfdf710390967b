# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: why an account is not changed: items that cannot be planned, or a plan that nobody has approved."""

from __future__ import annotations

import typing as t

from .._core.errors import StateError
from .steps import Item, Plan


def joined(problems: list[tuple[int, StateError]], items: t.Sequence[Item]) -> StateError:
    """Return all that cannot be planned as one error.

    :param problems: each with the number of its item; with a greater number what is wrong with a purge
    """
    # Two sets of one thing have the same problem where it is not found.
    once = {(number, problem.message): problem for number, problem in problems}
    count = len(items)
    if count <= 1 and len(once) == 1:
        return problems[0][1]
    # A module that takes one object has no list, and a purge is no item.
    listed = [number for number, _text in once if number < count and (count > 1 or items[number].where)]
    places = {number: items[number].where for number in listed}
    texts = [
        f"{places[number]}: {text}" if number in places and not text.startswith(places[number]) else text
        for number, text in once
    ]
    purged = count and min(number for number, _text in once) >= count
    head = f"{len(places)} of {count} items" if places else "The purge" if purged else "The task"
    return StateError(
        f"{head} cannot be planned, and nothing was changed. {' '.join(texts)}",
        passing=all(problem.passing for problem in once.values()),
        hide=[text for problem in once.values() for text in problem.hide],
        problems=[
            {**({"item": number + 1} if number in places else {}), "msg": text, **problem.facts}
            for (number, text), problem in once.items()
        ],
    )


def refuse_other(made: Plan, params: t.Mapping[str, t.Any]) -> None:
    """Refuse a plan that is not the one that a person has approved.

    :raises StateError: nothing was changed
    """
    expected, most = params["expected_plan"], params["max_removals"]
    # A person may have copied it with a blank.
    if expected is not None and expected.strip() != made.digest:
        steps = "; ".join(f"{step.action} {step}" for step in made.told[:20]) or "nothing"
        raise StateError(
            f"The plan for account {made.world.account} is now {made.digest}, not the expected {expected}, and"
            f" nothing was changed. It is: {steps}. Check again, and approve the new plan.",
            plan=made.digest,
        )
    removals = [step for step in made.told if step.removes]
    if most is not None and len(removals) > most:
        listing = "; ".join(f"{step.action} {step}" for step in removals[:20])
        raise StateError(
            f"The plan for account {made.world.account} removes {len(removals)}, but max_removals allows {most}."
            f" Nothing was changed. It would {listing}. Raise max_removals if this is intended.",
            removals=len(removals),
        )
