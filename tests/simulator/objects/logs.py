# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Event and AuditLog. No answer shows the ``id`` that they are kept by."""

from __future__ import annotations

from ..state import Record
from .declaration import Context, ObjectType, fields

_VIEW_RESULT = (frozenset({"API", "VIEW_RESULT"}),)


def _present(context: Context, record: Record, operation: str) -> Record:
    return {name: value for name, value in record.items() if name != "id"}


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
    read=_VIEW_RESULT,
    present=_present,
)

AUDIT_LOG = ObjectType(
    name="AuditLog",
    store=lambda context: context.account.audit_logs,
    reads=frozenset({"get", "bulk", "query"}),
    filters=fields("containerId", "userId", "date", "type", "action", "modifier", "level", "source"),
    read=(frozenset({"API", "VIEW_AUDIT_LOGS"}),),
    present=_present,
    nested_types={"AuditLogProperty": "AuditLogProperty"},
    key="documentId",
)
