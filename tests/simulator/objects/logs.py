# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Event and AuditLog."""

from __future__ import annotations

from .declaration import VIEW_RESULT, ObjectType, fields, needs

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
