# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many environments with their runtimes: what the options mean, how the plan is carried out, and its outcome."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field

from ._core.client import Client
from ._entities import Change, Create, Delete
from ._environment_plan import (
    CREATE,
    DELETE,
    Known,
    Needs,
    Step,
    Wanted,
    WantedSet,
    near_twins,
    plan,
    runtime_label,
    runtime_name,
    unlisted,
)
from ._environments import CLASSIFICATIONS, DEFAULT_CLASSIFICATION
from ._core.errors import BoomiError, OptionError, PartialError, all_of_them
from ._objects import (
    ATOM,
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    ApiObject,
    Values,
)
from ._run import Result, Task
from ._state import ABSENT, PRESENT
from ._writer import Writer

SPEC: dict[str, dict[str, t.Any]] = {
    "environments": {
        "type": "list",
        "elements": "dict",
        "required": True,
        "options": {
            "name": {"type": "str", "required": True},
            "classification": {"type": "str", "choices": CLASSIFICATIONS},
            "runtimes": {"type": "list", "elements": "str"},
        },
    },
    "state": {"type": "str", "choices": [PRESENT, ABSENT], "default": PRESENT},
    "purge": {"type": "bool", "default": False},
    "allow_move": {"type": "bool", "default": False},
    "force": {"type": "bool", "default": False},
    "assume_detached": {"type": "list", "elements": "str", "default": []},
}


def parse(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_environments``."""
    items = []
    problems = []
    for index, item in enumerate(params["environments"]):
        for name, texts, what in (
            ("name", [item["name"]], "is empty"),
            ("runtimes", item["runtimes"] or [], "holds an empty name"),
        ):
            if not all(text.strip() for text in texts):
                option = f"environments[{index}].{name}"
                problems.append(OptionError(f"{option} {what}.", option=option))
        runtimes = None if item["runtimes"] is None else tuple(item["runtimes"])
        items.append(Wanted(item["name"], item["classification"], runtimes))
    if problems:
        raise all_of_them(problems)
    if params["purge"] and params["state"] == ABSENT:
        raise OptionError("purge goes with state=present: it deletes what is not listed.", option="purge")
    if params["purge"] and not items:
        # A list that came out empty by mistake must not empty an account.
        raise OptionError(
            "environments is empty, and purge would delete every one. List what is to stay, or delete "
            "with state=absent.",
            option="environments",
        )
    wanted = WantedSet(
        tuple(items),
        params["state"],
        params["purge"],
        params["allow_move"],
        params["force"],
        frozenset(params["assume_detached"]),
    )

    def task(client: Client) -> PlannedSet:
        looked_at = time.monotonic()
        known = Known(client.account, _all(client, ENVIRONMENT) if wanted.items else ())
        outcome = plan(wanted, known)
        while isinstance(outcome, Needs):
            known = _answer(client, known, outcome)
            outcome = plan(wanted, known)
        return PlannedSet(client, looked_at, wanted, outcome, known)

    return task


def _answer(client: Client, known: Known, needs: Needs) -> Known:
    return Known(
        known.account,
        known.environments,
        _all(client, ATOM) if needs.runtimes else known.atoms,
        _all(client, ENVIRONMENT_ATOM_ATTACHMENT) if needs.runtimes else known.runtime_attachments,
        _all(client, INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT) if needs.packs else known.pack_attachments,
    )


def _all(client: Client, target: ApiObject) -> tuple[Values, ...]:
    return tuple(target.read(raw) for raw in client.query(target))


@dataclass
class _Done:
    step: Step
    writer: Writer
    found: Values | None = None
    error: BoomiError | None = None

    def values(self, foreseen: bool) -> Values | None:
        """The environment as it is at the end; its runtimes are told elsewhere."""
        step = self.step
        if step.action == DELETE:
            return step.found if self.error else None
        if step.action == CREATE and foreseen:
            classification = step.values["classification"] or DEFAULT_CLASSIFICATION
            return {**ENVIRONMENT.read({}), **step.values, "classification": classification}
        return self.found


class _Places:
    """Which runtime is attached to which environment, told by name: an environment to be created has no id yet."""

    def __init__(self, known: Known) -> None:
        self._known = known
        names_by_id = {environment["id"]: environment["name"] for environment in known.environments}
        self._homes = {
            attachment["atom_id"]: names_by_id.get(attachment["environment_id"])
            for attachment in known.runtime_attachments or ()
        }

    def attached(self, runtime: str, name: str) -> None:
        self._homes[runtime] = name

    def detached(self, runtime: t.Any) -> None:
        self._homes.pop(runtime, None)

    def of(self, name: t.Any) -> list[str]:
        """Return the names of the runtimes of an environment."""
        return sorted(
            runtime_name(runtime, self._known) or str(runtime) for runtime, home in self._homes.items() if home == name
        )


@dataclass
class PlannedSet:
    """The plan for all environments of the list, as ``_run`` takes it."""

    client: Client
    looked_at: float
    wanted: WantedSet
    steps: list[Step]
    known: Known
    # As it was before, with what other runs have done in the meantime: that is no change of this one.
    _at_first: _Places = field(init=False)

    def __post_init__(self) -> None:
        self._at_first = _Places(self.known)

    def foreseen(self) -> Result:
        """Say what :meth:`apply` would do; no call."""
        places = _Places(self.known)
        done = self._begin()
        for step in self.steps:
            for target, attachment in step.detach:
                if target is ENVIRONMENT_ATOM_ATTACHMENT:
                    places.detached(attachment["atom_id"])
        for step in self.steps:
            for runtime in step.attach:
                places.attached(runtime, step.name)
        for entry in done:
            entry.writer.changed = entry.step.changes
        return self._result(done, places, foreseen=True)

    def apply(self) -> Result:
        """Do it, whatever becomes of one environment or the other: what gives way first, what is deleted last."""
        places = _Places(self.known)
        done = self._begin()
        for carry_out in (self._create, self._detach, self._attach, self._delete):
            for entry in done:
                if entry.error is None:
                    try:
                        carry_out(entry, places)
                    except BoomiError as exc:
                        entry.error = exc
        return self._result(done, places)

    def _begin(self) -> list[_Done]:
        return [_Done(step, Writer(self.client, self.looked_at), step.found) for step in self.steps]

    def _create(self, entry: _Done, _places: _Places) -> None:
        step = entry.step
        if step.action == CREATE:
            about = f"Environment {step.name!r}"
            entry.writer.carry_out([Create(ENVIRONMENT, step.values, ("name",), about)])
            entry.found = entry.writer.found

    def _detach(self, entry: _Done, places: _Places) -> None:
        if entry.step.action != DELETE:
            self._take_away(entry, places)

    def _attach(self, entry: _Done, places: _Places) -> None:
        step = entry.step
        for runtime in step.attach:
            values = {"atom_id": runtime, "environment_id": entry.found["id"] if entry.found else None}
            about = f"Runtime {runtime_label(runtime, self.known)}, attached to environment {step.name!r}"
            create = Create(ENVIRONMENT_ATOM_ATTACHMENT, values, ("atom_id", "environment_id"), about)
            if not self._carry_out(entry, create):
                self._at_first.attached(runtime, step.name)
            places.attached(runtime, step.name)

    def _delete(self, entry: _Done, places: _Places) -> None:
        step = entry.step
        if step.action == DELETE and step.found:
            self._take_away(entry, places)
            about = f"Environment {step.name!r}"
            entry.writer.carry_out([Delete(ENVIRONMENT, (step.found,), {"id": step.found["id"]}, about)])

    def _take_away(self, entry: _Done, places: _Places) -> None:
        step = entry.step
        for target in (INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, ENVIRONMENT_ATOM_ATTACHMENT):
            attachments = tuple(attachment for kind, attachment in step.detach if kind is target)
            if step.found and attachments:
                look = {"environment_id": step.found["id"]}
                about = f"What is attached to environment {step.name!r}"
                own = self._carry_out(entry, Delete(target, attachments, look, about))
                for attachment in attachments:
                    places.detached(attachment.get("atom_id"))
                    if not own:
                        self._at_first.detached(attachment.get("atom_id"))

    @staticmethod
    def _carry_out(entry: _Done, change: Change) -> bool:
        """Make a change, and return whether it was this task that has made it."""
        earlier, entry.writer.changed = entry.writer.changed, False
        try:
            entry.writer.carry_out([change])
            return entry.writer.changed
        finally:
            entry.writer.changed = entry.writer.changed or earlier

    def _result(self, done: list[_Done], places: _Places, foreseen: bool = False) -> Result:
        def shown(values: Values | None, step: Step, where: _Places) -> Values | None:
            return {**values, "runtimes": where.of(step.name)} if values and step.shows_runtimes else values

        pairs = [
            (shown(entry.step.found, entry.step, self._at_first), shown(entry.values(foreseen), entry.step, places))
            for entry in done
        ]
        # An environment that another run has created or deleted in the meantime is no change of this one.
        pairs = [
            (will if bool(was) != bool(will) and not entry.writer.changed else was, will)
            for entry, (was, will) in zip(done, pairs)
        ]
        listed = {item.name for item in self.wanted.items}
        failed = [{"name": entry.step.name, **entry.error.render()} for entry in done if entry.error]
        error = None
        if failed:
            error = PartialError(
                f"{len(failed)} of {len(done)} environments failed, the others are as they should be. Run again to do "
                "the rest. " + " ".join(f"{entry['name']!r}: {entry['msg']}" for entry in failed),
                failed=len(failed),
            )
        values = {
            "environments": [will for entry, (_was, will) in zip(done, pairs) if will and entry.step.name in listed],
            **_sorted_out(done, pairs),
            "failed_environments": failed,
            "unlisted": unlisted(self.wanted, self.known),
        }
        pairs += self._givers(done, places)
        return Result(
            changed=any(entry.writer.changed for entry in done),
            values=values,
            before={"environments": _sorted(was for was, _will in pairs)},
            after={"environments": _sorted(will for _was, will in pairs)},
            warnings=[*near_twins(self.steps, self.known), *(text for entry in done for text in entry.writer.warnings)],
            error=error,
        )

    def _givers(self, done: list[_Done], places: _Places) -> list[tuple[Values, Values]]:
        """What gives a runtime away is another environment afterwards, also where the list does not name it."""
        planned = {entry.step.name for entry in done}
        return [
            (
                {**values, "runtimes": self._at_first.of(values["name"])},
                {**values, "runtimes": places.of(values["name"])},
            )
            for values in unlisted(self.wanted, self.known)
            if values["name"] not in planned and self._at_first.of(values["name"]) != places.of(values["name"])
        ]


def _sorted_out(
    done: t.Iterable[_Done], pairs: t.Iterable[tuple[Values | None, Values | None]]
) -> dict[str, list[Values]]:
    """Return the environments that did not fail, by what became of them."""
    lists: dict[str, list[Values]] = {"created": [], "deleted": [], "unchanged": [], "changed_environments": []}
    for entry, (was, will) in zip(done, pairs):
        if entry.error:
            continue
        if was and not will:
            lists["deleted"].append(was)
        elif will and entry.step.action == CREATE and entry.writer.changed:
            lists["created"].append(will)
        elif will:
            lists["changed_environments" if entry.writer.changed or (was and was != will) else "unchanged"].append(will)
    return lists


def _sorted(objects: t.Iterable[Values | None]) -> list[Values]:
    return sorted((values for values in objects if values), key=lambda values: str(values["name"]))
