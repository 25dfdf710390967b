# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ExecutionRequest and ExecutionRecord: processes that run, and have run. And what is noted: Event and AuditLog.

An execution goes on with each look at it, so that no test waits for the clock. A record keeps, with an underscore, how
many looks it takes until it shows and until it ends, and how it ends.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from .. import ids
from ..state import Record
from ..wire import ApiError
from .declaration import VIEW_RESULT, Context, ObjectType, field, fields, needs, reference, waits
from .integration_packs import deployed, processes

_EXECUTE = needs("EXECUTE")
_LONG = ("executionDuration", "inboundDocumentSize", "outboundDocumentSize")
_RUNNING = ("STARTED", "INPROCESS", "ENQUEUED", "ABORTED_RECOVERING")


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _request(context: Context, body: Record) -> Record:
    known, atoms = processes(context), context.account.atoms
    process = known[reference(body, "processId", "ExecutionRequest", known)]
    atom = atoms[reference(body, "atomId", "ExecutionRequest", atoms)]
    for wrapper in ("DynamicProcessProperties", "ProcessProperties"):
        if not isinstance(body.get(wrapper), dict):
            raise ApiError(400, f"The field {wrapper} of ExecutionRequest is required.")
    if (atom["id"], process) not in deployed(context):
        raise context.conflict(f"The process {process['name']} is not deployed to {atom['name']}.")
    request_id = f"executionrecord-{ids.random_uuid()}"
    settings = context.settings
    record = context.world.add_execution(
        context.account.id,
        executionTime=_now(),
        status="INPROCESS",
        processName=process["name"],
        processId=process["id"],
        atomName=atom["name"],
        atomId=atom["id"],
    )
    record.update(
        _request=request_id,
        _pending=int(settings.execution_pending),
        _running=int(settings.execution_running),
        _end={
            "status": settings.execution_status,
            "message": "The warehouse did not answer" if settings.execution_status == "ERROR" else "",
        },
    )
    # Its host is another than the one that was called, and nobody has to follow it.
    return {**body, "requestId": request_id, "recordUrl": f"https://platform.boomi.example/async/{request_id}"}


def _look(record: Record) -> bool:
    """Go on with an execution, and tell whether its record shows by now."""
    if waits(record, "_pending"):
        return False
    if not waits(record, "_running") and "_end" in record:
        record.update(record.pop("_end"), recordedDate=_now())
    return True


def _looked_at(context: Context) -> Mapping[str, Record]:
    records = context.account.execution_records
    return {key: record for key, record in records.items() if _look(record)}


def _poll(context: Context, key: str) -> Record | None:
    """The record that a request leads to; None while it is not there yet."""
    for record in context.account.execution_records.values():
        if record.get("_request") == key:
            return record if _look(record) else None
    raise ApiError(context.settings.missing_status, f"ExecutionRecord ID {key} is invalid.")


def _cancel(context: Context, key: str) -> None:
    record = context.account.execution_records.get(key)
    if record is None:
        raise ApiError(context.settings.missing_status, f"Execution ID {key} is invalid.")
    atom = context.account.atoms.get(record["atomId"], {})
    if atom.get("status") == "OFFLINE":
        raise context.conflict(f"The runtime {atom['name']} is not running.")
    if record["status"] not in _RUNNING:
        raise context.conflict("The execution is not in progress.")
    record.update(_running=int(context.settings.execution_running), _end={"status": "ABORTED", "message": "Cancelled"})


def _present(context: Context, record: Record, operation: str) -> Record:
    if context.settings.long_numbers == "plain":
        return record
    return record | {name: ["Long", record[name]] for name in _LONG if name in record}


EXECUTION_REQUEST = ObjectType(
    name="ExecutionRequest",
    reads=frozenset(),
    write=_EXECUTE,
    create=_request,
    nested_types={
        "DynamicProcessProperties": "ExecutionRequestDynamicProcessProperties",
        "ProcessProperties": "ExecutionRequestProcessProperties",
    },
    key="requestId",
)

EXECUTION_RECORD = ObjectType(
    name="ExecutionRecord",
    store=_looked_at,
    reads=frozenset({"query"}),
    filters={
        **fields("executionId", "originalExecutionId", "account", "executionTime", "status", "executionType"),
        **fields("processName", "processId", "atomName", "atomId", "inboundDocumentCount", "outboundDocumentCount"),
        **fields("executionDuration", "message", "reportKey", "nodeId", "recordedDate"),
        "launcherId": field("launcherID"),
    },
    read=VIEW_RESULT,
    write=_EXECUTE,
    present=_present,
    poll=_poll,
    cancel=_cancel,
    key="executionId",
    sorts=True,
)

EVENT = ObjectType(
    name="Event",
    store=lambda context: context.account.events,
    reads=frozenset({"query"}),
    filters={
        **fields("eventId", "accountId", "atomId", "atomName", "eventLevel", "eventDate", "status", "eventType"),
        **fields("executionId", "title", "updateDate", "startTime", "endTime", "errorDocumentCount"),
        **fields("inboundDocumentCount", "outboundDocumentCount", "processName", "recordDate", "error"),
        **fields("environment", "classification"),
    },
    read=VIEW_RESULT,
    key="eventId",
)

AUDIT_LOG = ObjectType(
    name="AuditLog",
    store=lambda context: context.account.audit_logs,
    filters=fields("containerId", "userId", "date", "type", "action", "modifier", "level", "source"),
    read=needs("VIEW_AUDIT_LOGS"),
    nested_types={"AuditLogProperty": "AuditLogProperty"},
    key="documentId",
)
