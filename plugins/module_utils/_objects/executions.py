# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how a process is run, looked at, and cancelled.

Source of names, statuses and paths: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import typing as t

from .._engine.kind import Field, Kind, Raw
from .logs import CANCELLED, DONE, EXECUTION_RECORD, FAILED, RUNNING, WARNING


class Execution(t.NamedTuple):
    """How the API runs a process.

    :param running: statuses of an execution that has not ended
    :param done: of one that has ended well, and :param warning: of these, with something to know
    :param failed: of one that has ended otherwise, and :param cancelled: of these, of one that was cancelled
    """

    request: Kind
    record: Kind
    running: tuple[str, ...]
    done: tuple[str, ...]
    warning: str
    failed: tuple[str, ...]
    cancelled: str

    @staticmethod
    def body(
        process_id: str,
        runtime_id: str,
        properties: t.Sequence[t.Mapping[str, str]],
        components: t.Sequence[tuple[str, t.Sequence[t.Mapping[str, str]]]],
    ) -> Raw:
        """Return the request.

        :param properties: dynamic process properties, each with ``name`` and ``value``
        :param components: of process properties, each with its ID and its values, each of these with ``key`` and
            ``value``
        """
        return {
            "processId": process_id,
            "atomId": runtime_id,
            # Both are required, even where there is nothing in them (vendor's document).
            "DynamicProcessProperties": {"DynamicProcessProperty": [dict(one) for one in properties]},
            "ProcessProperties": {
                "ProcessProperty": [
                    {"componentId": component, "ProcessPropertyValue": [dict(value) for value in values]}
                    for component, values in components
                ]
            },
        }

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


EXECUTION = Execution(
    Kind(
        "ExecutionRequest",
        "request to run a process",
        (Field("request_id", "requestId"),),
        {},
        key="execution_request",
        # The vendor's prose alone says so.
        write="API and EXECUTE",
    ),
    EXECUTION_RECORD,
    RUNNING,
    DONE,
    WARNING,
    FAILED,
    CANCELLED,
)
