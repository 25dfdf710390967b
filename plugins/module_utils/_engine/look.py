# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looks at what an account shows of objects now, whatever was known of them before, also until a write is settled."""

from __future__ import annotations

import time
import typing as t

from .._core import filters
from .._core.client import Client, id_of
from .._core.errors import BoomiError, CallError, UnsettledError
from .._core.transport import Http
from . import patience
from .kind import Kind, Values
from .steps import Outcome, Step, sentence


def identity(kind: Kind, values: Values) -> Values:
    """Return the fields that tell an object from others of its kind: its ends, its kin and name, or its name."""
    own = [field.name for field in kind.fields if field.account]
    names: list[str | None] = [*(end.field for end in kind.ends), *own] if kind.ends else []
    names = names or [kind.kinship if kind.twins else None, kind.called]
    return {name: values[name] for name in names if name and values.get(name) is not None}


def find(client: Client, wanted: t.Sequence[tuple[Kind, Values]]) -> dict[Kind, list[Values]]:
    """Return what the account shows of objects now: one query for each kind and hundred, side by side.

    :param wanted: each with the fields to look by; the answer may hold others as well
    """
    shown: dict[Kind, list[Values]] = {kind: [] for kind, _looks in wanted}
    queries: list[tuple[Kind, filters.Expression | None]] = []
    for kind in shown:
        asked = [fields for other, fields in wanted if other is kind]
        looks = sorted({tuple(sorted((n, v) for n, v in fields.items() if n in kind.searchable)) for fields in asked})
        if kind.ends:
            # Many ties of a few objects are asked for by these objects.
            by_end = sorted({tuple(pair for pair in look if pair[0] == kind.asked_by.field) for look in looks})
            looks = by_end if len(by_end) < len(looks) else looks
        alternatives = [
            filters.all_of([filters.equals(kind, name, str(value)) for name, value in look]) for look in looks
        ]
        # Nothing to look by: everything.
        some = [] if None in alternatives else [one for one in alternatives if one]
        queries += [(kind, one) for one in filters.groups(some)] or [(kind, None)]

    def ask(query: tuple[Kind, filters.Expression | None]) -> None:
        kind, expression = query
        shown[kind] += [kind.read(raw) for raw in client.query(kind, expression) if id_of(raw)]

    client.http.side_by_side(ask, queries)
    return shown


class Sent:
    """A write that was sent."""

    def __init__(self, step: Step, outcome: Outcome) -> None:
        self.step, self.outcome = step, outcome
        # Why it failed, where it did.
        self.failure: CallError | None = None


_Sent = t.TypeVar("_Sent", bound=Sent)
_Shown = t.TypeVar("_Shown")


def confirm(
    http: Http,
    waiting: list[_Sent],
    look: t.Callable[[list[_Sent]], _Shown],
    judge: t.Callable[[_Sent, _Shown], BoomiError | None],
    unseen: str,
    seconds: t.Callable[[Http, CallError | None], float] = patience.for_a_write,
) -> None:
    """Look until it is clear what has become of writes, each for a bounded time.

    :param judge: says so of one, given what a look shows of all, or returns what is wrong so far
    :param unseen: what to say of one that was accepted, and whose look has failed
    :param seconds: for how long to look for one
    """
    begun, watch = time.monotonic(), patience.Watch()
    left = {one: seconds(http, one.failure) for one in waiting}
    while waiting:
        try:
            shown = look(waiting)
        except BoomiError as exc:
            for one in waiting:
                text = f"{sentence(one.step)}: {unseen}: {exc.message} The next run checks first."
                error = one.failure or UnsettledError(text, **exc.facts)
                if one.failure and (one.failure.in_doubt or one.failure.repeated):
                    patience.say_unknown(one.failure, exc)
                one.outcome.fail(error, one.failure is None or one.failure.may_be_cause)
            return
        gone = time.monotonic() - begun
        for one in waiting:
            problem = judge(one, shown)
            if problem and gone >= left[one]:
                one.outcome.fail(one.failure or problem, one.failure is None)
        waiting = [one for one in waiting if not one.outcome.status]
        if waiting:
            # A wait for what the API has failed to answer is paid from the budget.
            sleep = http.wait if any(one.failure for one in waiting) else time.sleep
            watch.pause(min(left[one] for one in waiting) - gone, sleep)
