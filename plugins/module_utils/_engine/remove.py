# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Deletes objects, and looks until the account shows them no more."""

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.errors import BoomiError, CallError, UnsettledError
from . import patience
from .kind import Kind
from .look import Sent, confirm, find, identity
from .steps import Outcome, Step, sentence


class _Removal(Sent):
    """An object that is to go."""

    def __init__(self, step: Step, outcome: Outcome, account: str) -> None:
        super().__init__(step, outcome)
        self.kind, self.account, row = step.kind, account, step.found or {}
        self.id = str(row["id"])
        self.looks = {"id": self.id} if "id" in self.kind.filters else identity(self.kind, row)
        if self.kind.twins and not any(process["wrapper_process_id"] for process in row["processes"]):
            # Which name an instance of a SINGLE pack has is not documented.
            self.looks.pop(self.kind.called, None)


def remove(client: Client, todo: t.Sequence[tuple[Step, Outcome]]) -> None:
    """Delete what each step stands for, side by side, look until all is gone, and write down what became of each."""
    removals = [_Removal(*one, client.account) for one in todo]

    def delete(removal: _Removal) -> None:
        try:
            client.delete(removal.kind, removal.id)
        except CallError as exc:
            removal.failure = exc
        except BoomiError as exc:
            removal.outcome.fail(exc)
        else:
            if removal.step.part:
                # Whether it is gone shows when that which it holds up is deleted.
                removal.outcome.succeed(True)

    def look(waiting: list[_Removal]) -> set[tuple[Kind, str]]:
        shown = find(client, [(removal.kind, removal.looks) for removal in waiting])
        return {(kind, row["id"]) for kind, rows in shown.items() for row in rows}

    client.http.side_by_side(delete, removals)
    waiting = [removal for removal in removals if not removal.outcome.status]
    unseen = "the API accepted the deletion, but it could not be read back"
    confirm(client.http, waiting, look, _judge, unseen, patience.for_a_removal)


def _judge(removal: _Removal, shown: set[tuple[Kind, str]]) -> BoomiError | None:
    """Say what a delete and the look behind it have made of an object; return what is wrong where it may still go."""
    failure = removal.failure
    if (removal.kind, removal.id) not in shown:
        removal.outcome.succeed(failure is None or failure.may_be_cause)
    elif failure and (failure.in_doubt or not patience.says_gone(failure)):
        removal.outcome.fail(failure)
    else:
        text = f"{sentence(removal.step)}: the API accepted the deletion, but queries of account {removal.account}"
        return UnsettledError(f"{text} still show it. Run again later.")
    return None
