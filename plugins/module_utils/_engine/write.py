# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only writer: carries a plan out, whatever becomes of one step or another.

What is to be there comes first, side by side. Nothing is removed unless all of it is there.
"""

from __future__ import annotations

import re
import typing as t

from .._core.client import Client
from .._core.errors import BoomiError, CallError, UnsettledError
from .fetch import with_details
from .kind import Kind, Values
from .look import Sent, confirm, find
from .steps import DONE, FAILED, SKIPPED, Outcome, Outcomes, Plan, Step, resolved, sentence

if t.TYPE_CHECKING:
    from .setting import SetStep

# How the API says that an environment with basic support, which holds one runtime, takes no other is not documented:
# only words that speak of it are taken for that.
_ONE_AT_MOST = r"no (?:further|more|other)|only one|one (?:runtime|atom)|already (?:has|contains)|at most|limit|maximum"
_NO_ROOM = re.compile(rf"(?=.*\b(?:runtimes?|atoms?)\b).*\b(?:{_ONE_AT_MOST})\b", re.IGNORECASE | re.DOTALL)


class Writer:
    """Carries out one plan."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self._client, self._plan = client, plan
        self.outcomes: Outcomes = {step: Outcome() for step in plan.steps}

    def carry_out(self) -> Outcomes:
        """Carry the plan out, and return what became of each step."""
        steps = [step for step in self._plan.steps if not step.removes]
        self._in_waves(steps, self._build)
        self._make_room(steps)
        # What was skipped for want of room.
        again = [step for step in steps if self.outcomes[step].status == SKIPPED]
        self.outcomes.update((step, Outcome()) for step in again)
        self._in_waves(again, self._build)
        # What a step needs stands before it, so the first that is not done has failed by itself.
        failed = next((step for step in steps if self.outcomes[step].status != DONE), None)
        removals = [step for step in self._plan.steps if step.removes and not self.outcomes[step].status]
        if failed:
            for step in removals:
                self._skip(step, f"{failed} failed, and nothing is removed unless everything else succeeds")
        else:
            self._in_waves(removals, self._remove)
        if not self._plan.wanted.whole:
            self._complete()
        return self.outcomes

    def _complete(self) -> None:
        """Read what neither a create nor a look has told of the objects that are there now."""
        lacking: dict[Kind, list[tuple[Outcome, Values]]] = {}
        for step, outcome in self.outcomes.items():
            if outcome.row and step.kind.lacks_details(outcome.row):
                lacking.setdefault(step.kind, []).append((outcome, outcome.row))
        for kind, some in lacking.items():
            try:
                rows = with_details(self._client, kind, [row for _outcome, row in some])
            except CallError as exc:
                for outcome, row in some:
                    text = f"{sentence(kind.title)} {row['id']} exists, but its {kind.get_only} could not be read:"
                    error = UnsettledError(f"{text} {exc.message}", **{**exc.facts, "candidates": [row["id"]]})
                    outcome.fail(error, outcome.changed)
                return
            for (outcome, _row), row in zip(some, rows):
                outcome.row = row

    def _in_waves(self, steps: list[Step], write: t.Callable[[list[Step]], None]) -> None:
        """Write all steps, each once those that it needs are done."""
        while steps:
            ready = []
            for step in steps:
                missing = next((need for need in step.needs if self.outcomes[need].status not in ("", DONE)), None)
                if missing:
                    error = self.outcomes[missing].error
                    # What is told with this step alone is not listed with its own error.
                    why = f": {error.message.rstrip('.')}" if error and missing.part else ""
                    self._skip(step, f"{missing} {'failed' if error else 'was skipped'}{why}")
                elif all(self.outcomes[need].status for need in step.needs):
                    ready.append(step)
            write(ready)
            steps = [step for step in steps if not self.outcomes[step].status]

    def _skip(self, step: Step, reason: str) -> None:
        outcome = self.outcomes[step]
        outcome.status, outcome.reason = SKIPPED, reason

    def _build(self, steps: list[Step]) -> None:
        self._update([step for step in steps if step.action == "update"])
        self._create([step for step in steps if step.creates])
        settings = [step for step in steps if step.action == "set"]
        if settings:
            # A task pays for each import, and few tasks need this one.
            from .settle import set_values

            set_values(self._client, t.cast("list[SetStep]", settings), self.outcomes)

    def _create(self, steps: list[Step]) -> None:
        if not steps:
            return
        # A task pays for each import, and few tasks need this one.
        from .create import Creator

        self.outcomes.update((step, Outcome()) for step in steps)
        todo = [(step, self.outcomes[step], resolved(step.values, self.outcomes)) for step in steps]
        Creator(self._client, self._plan.warnings).create(todo)

    def _make_room(self, steps: list[Step]) -> None:
        """Repeat the ties for which there was no room. What has left made room; otherwise what is to leave goes first.

        Only where all else is done: nothing is removed for the sake of a plan that fails in any case.
        """
        # By the step for which they gave way, what was detached.
        gave_way: dict[Step, dict[Step, Outcome]] = {}
        moved = any(step.action == "move" and self.outcomes[step].status == DONE for step in steps)
        # Ends: fewer are left each time, or something more has given way.
        while refused := [step for step in steps if self._has_no_room(step)]:
            # What was skipped is so because of what has failed.
            alone = all(step in refused for step in steps if self.outcomes[step].status == FAILED)
            if not (moved or (alone and self._give_way(refused, gave_way))):
                break
            self._create(refused)
            moved = any(self.outcomes[step].status == DONE for step in refused)
        self._put_back(gave_way)

    def _has_no_room(self, step: Step) -> bool:
        """Tell whether the API has refused a tie since the environment takes no further runtime."""
        error = self.outcomes[step].error
        words = error.facts.get("api_message", "") if isinstance(error, CallError) else ""
        return step.kind.moves and bool(_NO_ROOM.match(words))

    def _give_way(self, refused: list[Step], gave_way: dict[Step, dict[Step, Outcome]]) -> bool:
        """Detach what is to leave anyway, for the sake of one step, and return whether anything was detached."""
        for step in refused:
            own = step.kind.ends[1].field
            place = step.values[own]
            leaving = [
                other
                for other in self._plan.steps
                if other.kind is step.kind and other.found and other.found[own] == place
                if self.outcomes[other].status != DONE and all(other not in others for others in gave_way.values())
            ]
            if leaving and step not in gave_way:
                from .remove import remove

                trial = [
                    (Step("detach", s.kind, s.title, s.name, found=s.found, place=s.place), Outcome()) for s in leaving
                ]
                remove(self._client, trial)
                gave_way[step] = {other: outcome for other, (_step, outcome) in zip(leaving, trial)}
                return all(outcome.status == DONE for _step, outcome in trial)
        return False

    def _put_back(self, gave_way: dict[Step, dict[Step, Outcome]]) -> None:
        """Say that what gave way is gone; where it was in vain, attach it again."""
        for step, leaving in gave_way.items():
            worked = self.outcomes[step].status == DONE
            for other, trial in leaving.items():
                outcome = self.outcomes[other]
                if worked and other.removes:
                    outcome.succeed(True)
                elif worked:
                    # It has left, wherever it is now.
                    outcome.changed = True
                    error = outcome.error
                    if error:
                        outcome.gone = isinstance(error, CallError) and not error.in_doubt and outcome.row is None
                        error.message += (
                            f" It was detached for {step}{', and is now attached to nothing' * outcome.gone}."
                        )
                elif outcome.status != DONE:
                    self._attach_again(step, other, trial.error)

    def _attach_again(self, step: Step, other: Step, failure: BoomiError | None) -> None:
        """Attach what gave way in vain. ``failure``: why it is not known, or not so, that it was detached."""
        refused = self.outcomes[step].error
        if isinstance(failure, CallError) and not failure.may_be_cause:
            if refused:
                refused.message += f" {sentence(other)} could not be removed for it: {failure.message}"
            return
        values = {end.field: (other.found or {})[end.field] for end in step.kind.ends}
        back = Step(step.kind.create, step.kind, other.title, other.name, values=values, place=other.place)
        self._create([back])
        error = self.outcomes.pop(back).error
        if error:
            lost, done = self.outcomes[other], "may have been" if failure else "was"
            text = f"{sentence(other)} {done} removed for {step}, and could not be restored: {error.message}"
            lost.fail(UnsettledError(text), failure is None)
            lost.gone = failure is None and isinstance(error, CallError) and not error.in_doubt
            if refused:
                # The message of a task tells the first failure of an item.
                refused.message += f" {text}"

    def _update(self, steps: list[Step]) -> None:
        client = self._client

        def send(sent: Sent) -> None:
            kind, row = sent.step.kind, sent.step.found or {}
            values = {**kind.kept(row), **sent.step.values}
            try:
                # What an UPDATE makes of a part that is left out is not documented: what GET gives is sent back.
                whole = client.get_existing(kind, row["id"]) if kind.get_only else {}
                answer = client.update(kind, str(row["id"]), {**whole, **kind.write(values)})
                more = kind.further(kind.read(answer), values)
                if more:
                    sent.outcome.changed = True
                    client.update(kind, str(row["id"]), more)
            except CallError as exc:
                sent.failure = exc

        def look(waiting: list[Sent]) -> dict[tuple[Kind, t.Any], Values]:
            shown = find(client, [(sent.step.kind, {"id": (sent.step.found or {})["id"]}) for sent in waiting])
            return {(kind, row["id"]): row for kind, rows in shown.items() for row in rows}

        def judge(sent: Sent, shown: dict[tuple[Kind, t.Any], Values]) -> BoomiError | None:
            step, failure = sent.step, sent.failure
            row = shown.get((step.kind, (step.found or {})["id"]))
            if row and step.kind.is_met(row, step.values):
                # Refused, and it is so all the same: another run was faster.
                sent.outcome.succeed(failure is None or failure.may_be_cause, row)
                return None
            text = f"{sentence(step)}: the API accepted the change, but queries of account {client.account}"
            return UnsettledError(f"{text} do not show it. Run again later.")

        todo = [Sent(step, self.outcomes[step]) for step in steps]
        client.http.side_by_side(send, todo)
        confirm(client.http, todo, look, judge, "the API accepted the change, but it could not be read back")

    def _remove(self, steps: list[Step]) -> None:
        from .remove import remove

        remove(self._client, [(step, self.outcomes[step]) for step in steps])
