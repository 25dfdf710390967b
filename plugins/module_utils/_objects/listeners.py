# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: listeners, the processes that wait on a runtime for calls or messages, and how they are paused and resumed.

Source of names, statuses and actions: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import typing as t

from .._engine.kind import End, Field, Kind, Raw
from .environments import ATOM
from .processes import PROCESS

_PRIVILEGES = "API and ATOM_MANAGEMENT"
_LISTENING, _PAUSED, _ERRORED = "listening", "paused", "errored"


class Listening:
    """How the API tells of listeners, and changes them."""

    kind = Kind(
        "ListenerStatus",
        "listener",
        (
            # The ID of the process (API page). Whether it is that of a process of a MULTI instance is not said there.
            Field("process_id", "listenerId"),
            Field("status"),
            Field("connector_type", "connectorType"),
        ),
        {"process_id": "listenerId", "atom_id": "containerId"},
        key="listener",
        read=_PRIVILEGES,
        write=_PRIVILEGES,
        identifier="listenerId",
        refers=(End("process_id", "process", PROCESS), End("atom_id", "runtime", ATOM)),
        see="boomi_listener_info",
    )
    process = PROCESS
    runtime = ATOM
    statuses = (_LISTENING, _PAUSED, _ERRORED)
    # The status that each state of the module stands for.
    wanted: t.Mapping[str, str] = {"running": _LISTENING, "paused": _PAUSED}
    # Statuses of a runtime that may not answer.
    away = ("OFFLINE", "UNKNOWN")
    # Where the body of an answer that comes later has its status.
    code = "responseStatusCode"

    @staticmethod
    def change(wanted: str, is_now: str) -> str:
        """Return the action that brings a listener from one status to another.

        What ``resume`` does to a listener that has failed is not documented, and ``restart`` says what it does.
        """
        if wanted == _PAUSED:
            return "pause"
        return "resume" if is_now == _PAUSED else "restart"

    @staticmethod
    def request(action: str, process_id: str, runtime_id: str) -> tuple[tuple[str, ...], Raw]:
        """Return the path and the body of an action on one listener."""
        return ("changeListenerStatus",), {"listenerId": process_id, "containerId": runtime_id, "action": action}


LISTENER = Listening()
