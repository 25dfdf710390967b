# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets values, one UPDATE at a time for each queue, and looks whether they have arrived."""

from __future__ import annotations

import time
import typing as t

from .._core.client import Client
from .._core.errors import BoomiError, CallError, StateError, UnsettledError
from .._core.locks import exclusive
from . import patience
from .fetch import find, settle
from .kind import Values
from .outcome import Outcome, Outcomes
from .setting import Change, SetStep
from .steps import sentence
from .world import World


def set_values(client: Client, steps: t.Sequence[SetStep], outcomes: Outcomes) -> None:
    """Carry out steps, and note what became of them."""
    queues: dict[tuple[str, str], list[tuple[SetStep, Values]]] = {}
    for step in steps:
        keys = step.resolved_keys(outcomes)
        kind = step.setting.kind
        queues.setdefault((kind.name, kind.queue(keys)), []).append((step, keys))
    connection = client.http.connection

    def run(queue: tuple[tuple[str, str], list[tuple[SetStep, Values]]]) -> None:
        # Stripes of their own: the task may hold others, and would wait for itself.
        identity = (connection.base_url, f"{connection.account} values", *queue[0])
        with exclusive([identity], connection.retry_budget + connection.timeout, connection.shared_directory):
            for step, keys in queue[1]:
                _set(client, step, keys, outcomes[step])

    client.http.side_by_side(run, list(queues.items()))


def _set(client: Client, step: SetStep, keys: Values, outcome: Outcome) -> None:
    failure: CallError | None = None
    try:
        row, change = _look(client, step, keys)
        if not change.lacking:
            # Another task has set it meanwhile.
            outcome.succeed(False)
            return
        try:
            client.update(step.setting.kind, row["id"], change.body)
            outcome.changed = True
        except CallError as exc:
            if not exc.may_be_cause:
                raise
            failure = exc
        _confirm(client, step, keys, outcome, failure)
    except BoomiError as exc:
        outcome.fail(failure or exc)


def _look(client: Client, step: SetStep, keys: Values) -> tuple[Values, Change]:
    """Return the set as it is now, and what it takes. What was made a moment ago may show a moment later."""
    watch = patience.Watch(patience.for_a_write(client.http) if step.needs else 0.0)
    while True:
        try:
            row = _shown(client, step, keys)
            return row, _compare(step, row)
        except StateError:
            if watch.over:
                raise
        watch.pause()


def _shown(client: Client, step: SetStep, keys: Values) -> Values:
    """Return the set as queries show it.

    :raises StateError: they do not show it
    """
    kind = step.setting.kind
    looks = settle(client, World(client.account), lambda world: kind.looks(world, keys))
    rows = find(client, [(kind, {name: value for name, value in looks.items() if value})])[kind]
    found = next((row for row in rows if all(row[name] == value for name, value in looks.items())), None)
    if found is None:
        raise StateError(
            f"{sentence(step)} cannot be set: account {client.account} does not show them. Is anything attached there"
            " that has some? Run again later."
        )
    return found


def _compare(step: SetStep, row: Values, sent: bool = False) -> Change:
    return step.setting.kind.compare(row["raw"], step.setting, sent)


def _confirm(client: Client, step: SetStep, keys: Values, outcome: Outcome, failure: CallError | None) -> None:
    """Look until the account shows the values: the API answers 200 for what it has ignored."""
    http = client.http
    watch = patience.Watch(patience.for_a_write(http, failure), http.wait if failure else time.sleep)
    while True:
        try:
            row = _shown(client, step, keys)
        except CallError as exc:
            text = f"{sentence(step)} were set, and could not be looked at afterwards: {exc.message}"
            outcome.fail(failure or UnsettledError(f"{text} The next run looks first.", **exc.facts))
            return
        lacking = _compare(step, row, sent=True).lacking
        if not lacking:
            outcome.succeed(failure is None or failure.may_be_cause)
            return
        if watch.over:
            text = f"{sentence(step)}: the API accepted the values, but these have not arrived: {', '.join(lacking)}."
            outcome.fail(failure or UnsettledError(f"{text} Check them, and run again."))
            return
        watch.pause()
