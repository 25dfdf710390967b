# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how a process is run, looked at, and cancelled.

Source of names, statuses and paths: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import typing as t

from .._engine.kind import Field, Kind, Raw
from .._engine.world import World
from .execution_values import values_of
from .extension_options import Wish, spec, wishes_of
from .logs import CANCELLED, DONE, EXECUTION_RECORD, FAILED, RUNNING, WARNING


class Execution:
    """How the API runs a process."""

    request = Kind(
        "ExecutionRequest",
        "request to run a process",
        (Field("request_id", "requestId"),),
        {},
        key="execution_request",
        # The vendor's prose alone says so.
        write="API and EXECUTE",
    )
    record = EXECUTION_RECORD
    # Statuses of an execution that has not ended.
    running = RUNNING
    # Of one that has ended well, and of these, with something to know.
    done, warning = DONE, WARNING
    # Of one that has ended otherwise, and of these, of one that was cancelled.
    failed, cancelled = FAILED, CANCELLED
    # Where the body of an answer that comes later has its status.
    code = "responseStatusCode"
    # The options that describe the properties of a run.
    properties = spec(("properties", "process_properties"), ("value", "secret"))

    # Returns the properties that these options describe.
    wishes = staticmethod(wishes_of)

    @staticmethod
    def body(world: World, process_id: str, runtime_id: str, wishes: t.Sequence[Wish]) -> tuple[Raw, list[str]]:
        """Return the request, and what a person should know about its properties.

        :raises Unknown: more has to be asked
        :raises StateError: a name or a label is not declared
        """
        values, warnings = values_of(world, process_id, runtime_id, wishes)
        return {"processId": process_id, "atomId": runtime_id, **values}, warnings

    @staticmethod
    def poll_path(request_id: str) -> tuple[str, ...]:
        """Return the path of the record that a request leads to.

        The answer names an address as well, whose host may be another: it is never followed.
        """
        return (EXECUTION_RECORD.name, "async", request_id)

    @staticmethod
    def cancel_path(execution_id: str) -> tuple[str, ...]:
        """Return the path of the action that ends an execution."""
        return ("cancelExecution", execution_id)


EXECUTION = Execution()
