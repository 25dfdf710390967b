# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is told of a create that no look has settled within its time."""

from __future__ import annotations

import typing as t

from .._core.client import Client
from .._core.errors import CallError, UnsettledError
from . import patience
from .kind import Values

if t.TYPE_CHECKING:
    from .create import Creation


class Endings:
    """Ends what is open.

    :param warnings: what a person should hear is added to them
    """

    def __init__(self, client: Client, warnings: list[str]) -> None:
        self._client, self._http, self._warnings = client, client.http, warnings

    def found(self, entry: Creation, changed: bool, row: Values) -> None:
        """A look shows what was to be created."""
        if entry.may_be_double:
            text = f"{_made(entry, row)}: a second copy may show up."
            self._warnings.append(f"{text} Look at account {self._client.account} before the next run.")
        entry.outcome.succeed(changed, row)

    def several(self, entry: Creation, ids: list[str], ours: bool) -> None:
        """A look shows more than one, and nobody takes any of them back."""
        entry.outcome.fail(
            UnsettledError(
                f"{entry} exists {len(ids)} times in account {self._client.account}: {', '.join(ids)}. They come from"
                " several runs, or from creates whose answers were lost, and this run cannot tell which is its own."
                " Delete all but one by ID.",
                candidates=ids,
            ),
            ours,
        )

    def kept(self, entry: Creation, created_id: str, failure: CallError) -> None:
        """Another run was first, and the copy that this task has made could not be deleted."""
        entry.outcome.fail(
            UnsettledError(
                f"{entry} was created by another run at the same moment, and the copy that this task has made"
                f" ({created_id}) could not be deleted: {failure.message} Delete it by its ID.",
                **{**failure.facts, "candidates": [created_id]},
            ),
            True,
        )

    def late(self, entry: Creation) -> None:
        """The bounded wait is over and the look has not decided."""
        account = self._client.account
        if entry.kept:
            self.kept(entry, *next(iter(entry.kept.items())))
        elif entry.created and (entry.created["id"] or entry.kind.ends):
            self._unshown(entry, entry.created)
        elif len(entry.copies) > 1:
            self.several(entry, entry.copies, entry.lost or entry.created is not None)
        elif entry.created:
            entry.outcome.fail(
                UnsettledError(
                    f"{entry} was sent to the API, whose answer does not say which object it is, and queries of account"
                    f" {account} show none. Look at the account before the next run.",
                    candidates=[],
                ),
                True,
            )
        elif entry.refused:
            entry.refused.message += patience.MAY_BE_THERE
            # Refused after one whose answer was lost: most likely because that one was carried out.
            entry.outcome.fail(entry.refused, entry.lost)
        elif entry.doubt and entry.doubt.may_come:
            # Accepted by whoever answered, or perhaps still at work: another create would risk a second copy.
            entry.doubt.message += f" Queries of account {account} do not show it so far. The next run checks first."
            entry.outcome.fail(entry.doubt)
        elif entry.doubt and (entry.doubt.final or self._http.budget.left <= 0):
            entry.doubt.message += f" Account {account} does not show it, so the create has probably not succeeded."
            entry.outcome.fail(entry.doubt)

    def _unshown(self, entry: Creation, created: Values) -> None:
        """What this task has created does not show, and the bounded wait is over."""
        account, kept_name = self._client.account, created.get(entry.kind.called)
        made = _made(entry, created)
        if entry.may_be_double:
            text = f"{made}, and queries of account {account} do not show it yet:"
            text = f"{text} a second copy may show up. Look at the account before the next run."
            fail_made(entry, created, text)
        elif kept_name is not None and kept_name != entry.looks.get(entry.kind.called, kept_name):
            text = (
                f"{made}, and account {account} keeps it under another name, {kept_name!r}. Give that name from now on:"
            )
            fail_made(entry, created, f"{text} a run that asks for the other one would create another object.")
        else:
            text = f"{made}, but queries of account {account} do not show it yet."
            self._warnings.append(f"{text} A run within the next moments may not see it either.")
            given = {name: value for name, value in entry.values.items() if value is not None}
            entry.outcome.succeed(True, {**entry.kind.read({}), **created, **given})

    def unseen(self, entry: Creation, look: CallError) -> None:
        """The look itself has failed: say what was done before it."""
        if entry.kept:
            self.kept(entry, *next(iter(entry.kept.items())))
        elif entry.doubt:
            patience.say_unknown(entry.doubt, look)
            entry.outcome.fail(entry.doubt)
        elif entry.created:
            text = f"{_made(entry, entry.created)}, and could not be read back: {look.message}"
            fail_made(entry, entry.created, f"{text} The next run finds it.", **look.facts)
        else:
            if entry.refused and entry.lost:
                entry.refused.message += patience.MAY_BE_THERE
            entry.outcome.fail(entry.refused or look)


def fail_made(entry: Creation, created: Values, text: str, **facts: t.Any) -> None:
    """Fail a step whose object was created all the same."""
    entry.outcome.row = created if created["id"] else None
    candidates = [created["id"]] if created["id"] else []
    entry.outcome.fail(UnsettledError(text, **{**facts, "candidates": candidates}), True)


def _made(entry: Creation, created: Values) -> str:
    made = f"{entry} was created as {created['id']}" if created["id"] else f"{entry} was created"
    return f"{made}, after a create whose answer was lost" if entry.may_be_double else made
