# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""ListenerStatus, asked for with a query whose answer comes later, and changeListenerStatus, for one listener.

A change shows after so many queries, so that no test waits for the clock. Where the vendor's pages are silent, the
worst is played: what an action cannot do is accepted, and nothing becomes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..state import Record
from ..wire import ApiError
from .declaration import WRITE_RUNTIMES, Context, ObjectType, fields, text_of, waits
from .integration_packs import deployed

LISTENING, PAUSED, ERRORED = "listening", "paused", "errored"
_ACTIONS = frozenset({"pause", "resume", "restart"})


def _all_listeners(context: Context) -> Iterator[Record]:
    for atom_id, process in deployed(context):
        if process["_listener"]:
            fresh = {
                "listenerId": process["_component"] if context.settings.listener_id == "component" else process["id"],
                "containerId": atom_id,
                "status": LISTENING,
                "connectorType": "wss",
            }
            yield context.account.listeners.setdefault((atom_id, process["id"]), fresh)


def _reached(context: Context, atom_id: str) -> bool:
    """Tell whether the runtime answers; ApiError where the platform says that it does not."""
    atom = context.account.atoms.get(atom_id)
    if atom is None:
        raise ApiError(context.settings.missing_status, f"Container ID {atom_id} is invalid.")
    if atom["status"] == "OFFLINE" and context.settings.offline_runtime == "410":
        raise ApiError(410, f"The runtime {atom['name']} is offline.")
    return bool(atom["status"] != "OFFLINE")


def _containers(expression: Any) -> Iterator[str]:
    """The runtimes that a query is for."""
    expression = expression if isinstance(expression, dict) else {}
    for nested in expression.get("nestedExpression", ()):
        yield from _containers(nested)
    if expression.get("property") == "containerId" and expression.get("operator") == "EQUALS":
        yield from map(str, expression["argument"])


def _ask(context: Context, body: Any, matches: Callable[[Record], bool]) -> list[Record] | None:
    containers = list(_containers(((body or {}).get("QueryFilter") or {}).get("expression")))
    if not containers:
        raise ApiError(400, "A query of ListenerStatus needs a containerId.")
    if not all(_reached(context, atom_id) for atom_id in containers):
        return None
    found = [record for record in _all_listeners(context) if matches(record)]
    for record in found:
        if "_coming" in record and not waits(record, "_looks"):
            record["status"] = record.pop("_coming")
    # As they are at this moment: a change that comes before the answer is collected does not show in it.
    return [dict(record) for record in found]


def _change(context: Context, body: Record) -> None:
    action, listener_id, atom_id = (
        text_of(body, name, "ChangeListenerStatusRequest") for name in ("action", "listenerId", "containerId")
    )
    if action not in _ACTIONS:
        raise ApiError(400, f"The action {action} is invalid.")
    if not _reached(context, atom_id):
        return
    for record in _all_listeners(context):
        if (record["containerId"], record["listenerId"]) == (atom_id, listener_id):
            becomes = _becomes(context, record["status"], action)
            if becomes != record["status"] or "_coming" in record:
                record.update(_coming=becomes, _looks=int(context.settings.listener_delay))


def _becomes(context: Context, status: str, action: str) -> str:
    if status == ERRORED:
        mended = action == "restart" and context.settings.errored_listener == "mended"
        return LISTENING if mended else ERRORED
    # A restart leaves a paused one paused (vendor's page "Listeners panel").
    return PAUSED if action == "pause" or (action, status) == ("restart", PAUSED) else LISTENING


def _present(context: Context, record: Record, operation: str) -> Record:
    return {name: record[name] for name in ("listenerId", "status", "connectorType")}


STATUS = ObjectType(
    name="ListenerStatus",
    reads=frozenset(),
    filters=fields("listenerId", "containerId"),
    read=WRITE_RUNTIMES,
    present=_present,
    ask=_ask,
    change=_change,
)
