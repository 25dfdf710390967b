# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What became of the steps of a plan."""

from __future__ import annotations

import typing as t

from .._core.errors import BoomiError
from .kind import Values
from .steps import Plan, Step

FORESEEN = "foreseen"
DONE = "done"
FAILED = "failed"
SKIPPED = "skipped"


class Outcome:
    """What became of one step.

    :param status: one of the words above; empty where nothing was tried so far
    :param changed: whether this task has changed the account for it; what another run has done is no change of this one
    :param row: the object that was created or updated, as the account shows it
    :param error: why it failed
    :param reason: why it was skipped
    :param gone: what it was to move is attached to nothing now
    """

    def __init__(self, status: str = "", changed: bool = False) -> None:
        self.status, self.changed = status, changed
        self.row: Values | None = None
        self.error: BoomiError | None = None
        self.reason = ""
        self.gone = False

    def fail(self, error: BoomiError, changed: bool = False) -> None:
        """Note why the step failed, unless a reason is known already."""
        self.status = FAILED
        self.error = self.error or error
        self.changed = self.changed or changed

    def succeed(self, changed: bool, row: Values | None = None) -> None:
        """Note that the account is as the step wanted it."""
        self.status, self.changed, self.row = DONE, self.changed or changed, row


Outcomes = t.Dict[Step, Outcome]  # noqa: UP006 - older releases of Python get as far as to say so


def foreseen(plan: Plan) -> Outcomes:
    """Return what would become of each step."""
    return {step: Outcome(FORESEEN, changed=True) for step in plan.steps}


def resolved(values: Values, outcomes: Outcomes) -> Values:
    """Return values of a step, with the ID of what another step has created in its place."""
    return {
        name: (outcomes[value].row or {}).get("id") if isinstance(value, Step) else value
        for name, value in values.items()
    }
