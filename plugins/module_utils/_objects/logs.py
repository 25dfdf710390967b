# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what happened in an account: executions of processes, events, and the audit log.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import End, Field, Kind
from .environments import ATOM
from .processes import PROCESS

# What is still under way, what has ended well, and what has ended otherwise. That ABORTED_RECOVERING is not the end is
# inferred from its name.
RUNNING = ("STARTED", "INPROCESS", "ENQUEUED", "ABORTED_RECOVERING")
WARNING = "COMPLETE_WARN"
DONE = ("COMPLETE", WARNING, "DISCARDED")
ABORTED = "ABORTED"
FAILED = ("ERROR", ABORTED)
STATUSES = (*RUNNING, *DONE, *FAILED)

EXECUTION_RECORD = Kind(
    "ExecutionRecord",
    (
        Field("execution_id", filter=True),
        Field("process_name"),
        Field("process_id", filter=True),
        Field("atom_name"),
        Field("atom_id", filter=True),
        Field("status", type="choice", filter=True, choices=STATUSES),
        Field("message"),
        Field("execution_type"),
        Field("execution_time", filter=True),
        Field("recorded_date", filter=True),
        Field("execution_duration", type="int"),
        Field("inbound_document_count", type="int"),
        Field("inbound_document_size", type="int"),
        Field("inbound_error_document_count", type="int"),
        Field("outbound_document_count", type="int"),
        Field("outbound_document_size", type="int"),
        Field("node_id"),
        Field("report_key"),
        # The filter is spelled launcherId.
        Field("launcher_id", "launcherID"),
        Field("original_execution_id"),
        Field("parent_execution_id"),
        Field("top_level_execution_id"),
        Field("account_id", "account"),
    ),
    identifier="executionId",
    read="API and VIEW_RESULT",
    refers=(End("process_id", "process", PROCESS), End("atom_id", "runtime", ATOM)),
    time="execution_time",
    sorts=True,
)

EVENT = Kind(
    "Event",
    (
        Field("event_id"),
        Field("date", "eventDate", filter=True),
        Field(
            "level",
            "eventLevel",
            "choice",
            filter=True,
            choices=("ERROR", "WARN", "INFO"),
            # The vendor's document says WARNING, and a sample of the vendor's client WARN.
            spelled={"WARNING": "WARN"},
        ),
        Field("type", "eventType", filter=True),
        Field("status"),
        Field("title"),
        Field("process_name", filter=True),
        Field("process_id"),
        Field("top_level_process_id"),
        Field("execution_id"),
        Field("atom_name"),
        Field("atom_id", filter=True),
        Field("environment"),
        Field("classification"),
        Field("error"),
        Field("error_type"),
        Field("errored_step_label"),
        Field("errored_step_type"),
        Field("start_time"),
        Field("end_time"),
        Field("record_date", filter=True),
        Field("update_date"),
        Field("inbound_document_count", type="int"),
        Field("outbound_document_count", type="int"),
        Field("error_document_count", type="int"),
        Field("account_id"),
    ),
    identifier="eventId",
    read="API and VIEW_RESULT",
    # The ID of a process is no filter.
    refers=(End("process_name", "process", PROCESS, by="name"), End("atom_id", "runtime", ATOM)),
    time="date",
)

AUDIT_LOG = Kind(
    "AuditLog",
    (
        Field("document_id"),
        Field("date", filter=True),
        Field("user", "userId", filter=True),
        Field("type", filter=True),
        Field("action", filter=True),
        Field("modifier"),
        Field("level"),
        Field("source"),
        Field("message"),
        Field("properties", "AuditLogProperty", fields=(Field("name"), Field("value"), Field("previous_value"))),
        Field("container_id"),
        Field("account_id"),
    ),
    title="entry of the audit log",
    identifier="documentId",
    read="API and VIEW_AUDIT_LOGS",
    time="date",
)
