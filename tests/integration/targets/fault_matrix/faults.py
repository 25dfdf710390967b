# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rows of the matrix: everything that may go wrong with one call, as the simulator's faults."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from ansible_collections.community.boomi.tests.simulator import Simulator

NOT_DONE = "before"
DONE = "after"
LATE = "late"
WRITES = ("create", "update", "delete")


@dataclass(frozen=True)
class Fault:
    """One row.

    :param name: as it is printed
    :param values: of the simulator's fault
    """

    name: str
    kind: str
    phase: str = NOT_DONE
    values: t.Mapping[str, t.Any] = field(default_factory=dict)

    def suits(self, operation: str) -> bool:
        """Whether there is anything to see where it happens to ``operation``: a read that comes late is a lost one."""
        return self.phase != LATE or operation in WRITES

    def strike(self, sim: Simulator, operation: str, object_name: str, lasting: bool, skip: int = 0) -> None:
        """Let it happen to calls of ``operation``: to one of them, or to every one from now on."""
        values = dict(self.values)
        if self.kind == "redirect":
            # To where the call would succeed, so that a client that follows is found out.
            values["location"] = f"{sim.base_url}/api/rest/v1/{sim.account_id}/{object_name}/query"
        sim.add_fault(
            self.kind,
            phase=self.phase,
            operation=operation,
            object=object_name,
            times=None if lasting else 1,
            skip=skip,
            **values,
        )


def _both(name: str, kind: str, **values: t.Any) -> list[Fault]:
    return [
        Fault(f"{name}, not done", kind, NOT_DONE, values),
        Fault(f"{name}, but done", kind, DONE, values),
    ]


FAULTS: list[Fault] = [
    Fault("503 with the API's body", "status", values={"status": 503}),
    Fault("503 as HTML", "status", values={"status": 503, "form": "html"}),
    Fault("429, Retry-After in seconds", "status", values={"status": 429, "retry_after": 1}),
    Fault("429, Retry-After as a date", "status", values={"status": 429, "retry_after": "date:1"}),
    *_both("500", "status", status=500),
    *_both("502", "status", status=502, form="html"),
    *_both("504", "status", status=504, form="html"),
    *_both("connection reset", "reset"),
    *_both("no answer", "hang"),
    # With a timeout of 1 s and a budget of 2 s: while the task still looks for it, and when it has ended.
    Fault("no answer, done later", "hang", LATE, {"late_by": 1.5}),
    Fault("no answer, done too late", "hang", LATE, {"late_by": 4}),
    *_both("body cut short", "cut"),
    *_both("body not JSON", "not_json"),
    *_both("body empty", "empty"),
    Fault("401 in the middle", "unauthorized"),
    Fault("redirect", "redirect"),
]
