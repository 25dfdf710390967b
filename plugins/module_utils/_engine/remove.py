# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Deletes objects, and looks until the account shows them no more."""

from __future__ import annotations

import time
import typing as t

from .._core.client import Client
from .._core.errors import BoomiError, CallError, UnsettledError
from . import patience
from .kind import Values
from .look import find, identity
from .steps import Outcome, Step, sentence


class _Removal:
    """An object that is to go.

    :param patience: for how many seconds to look until it is gone
    """

    def __init__(self, step: Step, outcome: Outcome) -> None:
        self.step, self.outcome, self.kind = step, outcome, step.kind
        row: Values = step.found or {}
        self.id = str(row["id"])
        self.failure: CallError | None = None
        self.patience = 0.0
        self.looks = {"id": self.id} if "id" in self.kind.filters else identity(self.kind, row)
        if self.kind.twins and not any(process["wrapper_process_id"] for process in row["processes"]):
            # Which name an instance of a SINGLE pack has is not documented.
            self.looks.pop(self.kind.called, None)

    def __str__(self) -> str:
        return sentence(self.step)


def remove(client: Client, todo: t.Sequence[tuple[Step, Outcome]]) -> None:
    """Delete what each step stands for, side by side, and write down what became of it."""
    removals = [_Removal(*one) for one in todo]

    def delete(removal: _Removal) -> None:
        try:
            client.delete(removal.kind, removal.id)
        except CallError as exc:
            removal.failure = exc
        except BoomiError as exc:
            removal.outcome.fail(exc)

    client.http.side_by_side(delete, removals)
    for removal in removals:
        removal.patience = patience.for_a_removal(client.http, removal.failure)
        if removal.step.part and removal.failure is None:
            # Whether it is gone shows when that which it holds up is deleted.
            removal.outcome.succeed(True)
    _confirm(client, [removal for removal in removals if not removal.outcome.status])


def _confirm(client: Client, waiting: list[_Removal]) -> None:
    """Look until all of them are gone, for a bounded time, and write down what became of each."""
    begun = time.monotonic()
    pauses = patience.Pauses()
    while waiting:
        try:
            shown = find(client, [(removal.kind, removal.looks) for removal in waiting])
        except CallError as exc:
            for removal in waiting:
                text = f"{removal}: the API accepted the deletion, but it could not be read back"
                patience.fail_unseen(removal.outcome, removal.failure, exc, text)
            return
        left = {(kind, row["id"]) for kind, rows in shown.items() for row in rows}
        seconds = time.monotonic() - begun
        for removal in waiting:
            _judge(client, removal, (removal.kind, removal.id) in left, late=seconds >= removal.patience)
        waiting = [removal for removal in waiting if not removal.outcome.status]
        if waiting:
            pauses.sleep(min(removal.patience for removal in waiting) - seconds)


def _judge(client: Client, removal: _Removal, shown: bool, late: bool) -> None:
    """Say what a delete and the look behind it have made of an object, unless it may still go."""
    failure = removal.failure
    if not shown:
        removal.outcome.succeed(failure is None or failure.may_be_cause)
    elif failure and (late or failure.in_doubt or not patience.says_gone(failure)):
        removal.outcome.fail(failure)
    elif late:
        removal.outcome.fail(
            UnsettledError(
                f"{removal}: the API accepted the deletion, but queries of account {client.account} still show it. Run"
                " again later."
            ),
            True,
        )
