# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Integration pack instances: from options to wanted instances, and from a carried out plan to a result."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass

from . import _state
from ._core.client import Client
from ._core.errors import OptionError, PartialError, StateError, all_of_them
from ._look import planned
from ._objects import INTEGRATION_PACK_INSTANCE, Values
from ._run import Result, Task
from ._state import Done, Known, Plan, Step, Wanted

IDENTITY_SPEC: dict[str, dict[str, t.Any]] = {
    "id": {"type": "str"},
    "integration_pack_id": {"type": "str"},
    "integration_pack_name": {"type": "str"},
    "integration_pack_override_name": {"type": "str", "aliases": ["name"]},
    "environments": {"type": "list", "elements": "str"},
}
_STATE_SPEC = {"type": "str", "choices": [_state.PRESENT, _state.ABSENT], "default": _state.PRESENT}
ONE_SPEC: dict[str, dict[str, t.Any]] = {"state": _STATE_SPEC, **IDENTITY_SPEC}
IDENTITY_CONSTRAINTS: dict[str, t.Any] = {
    "mutually_exclusive": [("integration_pack_id", "integration_pack_name")],
    "required_one_of": [("id", "integration_pack_id", "integration_pack_name")],
}
# A message tells so many failures. All of them are in the result.
_MOST_TOLD = 20
INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "ids": {"type": "list", "elements": "str"},
    "integration_pack_id": {"type": "str"},
    "integration_pack_name": {"type": "str"},
    "integration_pack_override_name": {"type": "str", "aliases": ["name"]},
    "query_filter": {"type": "dict"},
}
INFO_CONSTRAINTS: dict[str, t.Any] = {
    "mutually_exclusive": [
        (one, other)
        for one in ("ids", "query_filter")
        for other in ("ids", *INTEGRATION_PACK_INSTANCE.filters)
        if one != other
    ]
}


def parse_wanted(item: t.Mapping[str, t.Any], state: str, where: str = "") -> Wanted:
    """Check the identity options of one instance.

    :param where: put before the option's name in a message, e.g. ``instances[2].``
    :raises OptionError: an option is empty
    """
    for name in ("id", "integration_pack_id", "integration_pack_name", "integration_pack_override_name"):
        value = item.get(name)
        if value is not None and not value.strip():
            raise OptionError(f"{where}{name} is empty. Give a value, or leave it out.", option=where + name)
    environments = item.get("environments")
    if environments is not None and not all(reference.strip() for reference in environments):
        raise OptionError(f"{where}environments holds an empty name.", option=where + "environments")
    return Wanted(
        state=state,
        id=item.get("id"),
        pack_id=item.get("integration_pack_id"),
        pack_name=item.get("integration_pack_name"),
        name=item.get("integration_pack_override_name"),
        # An instance that is uninstalled is detached from everywhere.
        environments=None if environments is None or state == _state.ABSENT else tuple(environments),
    )


def parse_one(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_integration_pack_instance``."""
    wanted = parse_wanted(params, params["state"])

    def task(client: Client) -> _PlannedOne:
        return _PlannedOne(*_prepare(client, [wanted]))

    return task


def _prepare(
    client: Client, wanted: list[Wanted], purge: str | None = None, assumed: tuple[str, ...] = ()
) -> tuple[Client, float, Plan, Known]:
    looked_at = time.monotonic()
    plan, known = planned(client, wanted, purge, assumed)
    return client, looked_at, plan, known


def parse_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_integration_pack_instance_info`` reads."""
    # A task pays for each import, and the other modules do not need this one.
    from . import _info

    return _info.parse(
        INTEGRATION_PACK_INSTANCE,
        "integration_pack_instances",
        params["ids"],
        sent={name: params[name] for name in INTEGRATION_PACK_INSTANCE.filters},
        query_filter=params["query_filter"],
    )


MANY_SPEC: dict[str, dict[str, t.Any]] = {
    "instances": {
        "type": "list",
        "elements": "dict",
        "required": True,
        "options": IDENTITY_SPEC,
        **IDENTITY_CONSTRAINTS,
    },
    "state": _STATE_SPEC,
    "purge": {"type": "bool", "default": False},
    "purge_scope": {"type": "str", "choices": ["listed_packs", "all_packs"], "default": "listed_packs"},
    "assume_environments": {"type": "list", "elements": "str", "default": []},
}


def parse_many(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_integration_pack_instances``."""
    wanted: list[Wanted] = []
    problems: list[OptionError] = []
    for index, item in enumerate(params["instances"]):
        try:
            wanted.append(parse_wanted(item, params["state"], f"instances[{index}]."))
        except OptionError as problem:
            problems.append(problem)
    if problems:
        raise all_of_them(problems)
    purge = None
    if params["purge"]:
        if params["state"] == _state.ABSENT:
            raise OptionError("purge goes with state=present: it uninstalls what is not listed.", option="purge")
        if not wanted:
            # A list that came out empty by mistake must not empty an account.
            raise OptionError(
                "instances is empty, and purge would uninstall everything. List what is to stay, or uninstall with"
                " state=absent.",
                option="instances",
            )
        purge = _state.PURGE_ALL if params["purge_scope"] == "all_packs" else _state.PURGE_LISTED

    def task(client: Client) -> _PlannedMany:
        return _PlannedMany(*_prepare(client, wanted, purge, tuple(params["assume_environments"])))

    return task


@dataclass
class _PlannedOne:
    client: Client
    looked_at: float
    plan: Plan
    known: Known

    def foreseen(self) -> Result:
        (step,) = self.plan.steps
        return self._result(_as_planned(step), self.plan.warnings)

    def apply(self) -> Result:
        if not self.plan.changes:
            return self.foreseen()
        (done,), warnings = _carry_out(self.plan, self.client, self.looked_at, self.known)
        return self._result(done, warnings)

    def _result(self, done: Done, warnings: t.Sequence[str]) -> Result:
        before, after = _state.difference(done, self.known)
        return Result(
            changed=done.changed,
            values={"integration_pack_instance": after},
            before=before or {},
            after=after or {},
            warnings=warnings,
            error=done.error,
        )


def _as_planned(step: Step) -> Done:
    return Done(step, changed=step.changes, instance=step.instance)


def _carry_out(plan: Plan, client: Client, looked_at: float, known: Known) -> tuple[list[Done], list[str]]:
    """Do what the plan says. Return what became of each step, and the warnings."""
    # A task pays for each import, and most tasks have nothing to write.
    from ._apply import Applier

    applier = Applier(client, looked_at, known.crowd)
    done = applier.apply(plan)
    return done, [*plan.warnings, *applier.warnings]


@dataclass
class _PlannedMany:
    client: Client
    looked_at: float
    plan: Plan
    known: Known

    def foreseen(self) -> Result:
        return self._result([_as_planned(step) for step in self.plan.steps], self.plan.warnings)

    def apply(self) -> Result:
        missing = sorted({name for step in self.plan.steps for name in step.attach} & set(self.known.assumed))
        if missing:
            raise StateError(
                f"Account {self.client.account} has no environment {missing[0]!r}, although it was assumed: "
                "assume_environments is for check mode alone. Create it first.",
                missing=missing,
            )
        if not self.plan.changes:
            return self.foreseen()
        return self._result(*_carry_out(self.plan, self.client, self.looked_at, self.known))

    def _result(self, done: list[Done], warnings: t.Sequence[str]) -> Result:
        pairs = [_state.difference(entry, self.known) for entry in done]
        # Not `failed`, which is Ansible's own word for whether the task has failed, and has to be a boolean.
        lists: dict[str, list[t.Any]] = {"installed": [], "uninstalled": [], "unchanged": [], "changed_instances": []}
        failed: list[t.Any] = []
        for number, (entry, (before, after)) in enumerate(zip(done, pairs), 1):
            if entry.error:
                failed.append({"item": number, **(after or {}), **entry.error.render()})
            elif before and not after:
                lists["uninstalled"].append(before)
            elif entry.step.action == _state.INSTALL and entry.changed:
                lists["installed"].append(after)
            elif entry.changed:
                lists["changed_instances"].append(after)
            elif after:
                lists["unchanged"].append(after)
        wanted = [after for entry, (_before, after) in zip(done, pairs) if entry.step.wanted and after]
        error = None
        if failed:
            told = " ".join(f"[{entry['item']}] {entry['msg']}" for entry in failed[:_MOST_TOLD])
            more = len(failed) - _MOST_TOLD
            error = PartialError(
                f"{len(failed)} of {len(done)} instances failed, the others are as they should be. Run again to do the"
                f" rest. {told}" + (f" failed_instances lists the other {more}." if more > 0 else ""),
                failed=len(failed),
            )
        return Result(
            changed=any(entry.changed for entry in done),
            values={"integration_pack_instances": wanted, **lists, "failed_instances": failed},
            before={"integration_pack_instances": _sorted(before for before, _after in pairs)},
            after={"integration_pack_instances": _sorted(after for _before, after in pairs)},
            warnings=warnings,
            error=error,
        )


def _sorted(objects: t.Iterable[Values | None]) -> list[Values]:
    """Return the objects in an order that does not depend on who was first, for a diff that can be read."""
    present = [values for values in objects if values]
    return sorted(
        present,
        key=lambda values: (
            str(values["integration_pack_id"]),
            str(values["integration_pack_override_name"] or ""),
            str(values["id"] or ""),
        ),
    )
