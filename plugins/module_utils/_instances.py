# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Integration pack instances: from options to wanted instances, and from a carried out plan to a result."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass

from . import _info, _plan
from ._apply import Applier, Done
from ._client import Client
from ._errors import OptionError
from ._look import planned
from ._objects import INTEGRATION_PACK_INSTANCE, Values
from ._plan import Known, Plan, Step, Wanted
from ._run import Result, Task

IDENTITY_SPEC: dict[str, dict[str, t.Any]] = {
    "id": {"type": "str"},
    "integration_pack_id": {"type": "str"},
    "integration_pack_name": {"type": "str"},
    "integration_pack_override_name": {"type": "str", "aliases": ["name"]},
    "environments": {"type": "list", "elements": "str"},
}
IDENTITY_CONSTRAINTS: dict[str, t.Any] = {
    "mutually_exclusive": [("integration_pack_id", "integration_pack_name")],
    "required_one_of": [("id", "integration_pack_id", "integration_pack_name")],
}
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
    :raises OptionError: an option is empty, or one asks for what ``absent`` cannot give
    """
    for name in ("id", "integration_pack_id", "integration_pack_name", "integration_pack_override_name"):
        value = item.get(name)
        if value is not None and not value.strip():
            raise OptionError(f"{where}{name} is empty. Give a value, or leave it out.", option=where + name)
    environments = item.get("environments")
    if environments is not None and state == _plan.ABSENT:
        raise OptionError(
            f"{where}environments goes with state=present: an instance that is uninstalled is detached from all.",
            option=where + "environments",
        )
    if environments is not None and not all(reference.strip() for reference in environments):
        raise OptionError(f"{where}environments holds an empty name.", option=where + "environments")
    return Wanted(
        state=state,
        id=item.get("id"),
        pack_id=item.get("integration_pack_id"),
        pack_name=item.get("integration_pack_name"),
        name=item.get("integration_pack_override_name"),
        environments=None if environments is None else tuple(environments),
    )


def parse_one(params: t.Mapping[str, t.Any]) -> Task:
    """Return the task of ``boomi_integration_pack_instance``."""
    wanted = parse_wanted(params, params["state"])

    def task(client: Client) -> _PlannedOne:
        return _PlannedOne(*_prepare(client, [wanted]))

    return task


def _prepare(client: Client, wanted: list[Wanted], purge: str | None = None) -> tuple[Client, float, Plan, Known]:
    looked_at = time.monotonic()
    plan, known = planned(client, wanted, purge)
    return client, looked_at, plan, known


def parse_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_integration_pack_instance_info`` reads."""
    return _info.parse(
        INTEGRATION_PACK_INSTANCE,
        "integration_pack_instances",
        params["ids"],
        sent={name: params[name] for name in INTEGRATION_PACK_INSTANCE.filters},
        query_filter=params["query_filter"],
    )


@dataclass
class _PlannedOne:
    client: Client
    looked_at: float
    plan: Plan
    known: Known

    def foreseen(self) -> Result:
        (step,) = self.plan.steps
        return self._result(step, step.changes, _plan.after(step, self.known), self.plan.warnings)

    def apply(self) -> Result:
        applier = Applier(self.client, self.looked_at)
        (done,) = applier.apply(self.plan)
        warnings = [*self.plan.warnings, *applier.warnings]
        result = self._result(done.step, done.changed, reached(done, self.known), warnings)
        result.error = done.error
        return result

    def _result(self, step: Step, changed: bool, after: Values | None, warnings: t.Sequence[str]) -> Result:
        before = _plan.before(step, self.known)
        return Result(
            changed=changed,
            values={"integration_pack_instance": after},
            before=before or {},
            after=after or {},
            warnings=warnings,
        )


def reached(done: Done, known: Known) -> Values | None:
    """Return the object as the account holds it after the step, as far as the step came."""
    if done.error:
        return done.instance or done.step.instance
    return _plan.after(done.step, known, done.instance)
