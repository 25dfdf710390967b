# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls of the API that modules make, as the simulator records them: method, and path below the account."""

from __future__ import annotations

LOOK = "POST IntegrationPackInstance/query"
LOOK_ON = "POST IntegrationPackInstance/queryMore"
BULK = "POST IntegrationPackInstance/bulk"
CREATE = "POST IntegrationPackInstance"
PACKS = "POST IntegrationPack/query"
ENVIRONMENTS = "POST Environment/query"
ATTACHMENTS = "POST IntegrationPackEnvironmentAttachment/query"
ATTACH = "POST IntegrationPackEnvironmentAttachment"


def delete(instance_id: str) -> str:
    """Uninstalling one instance."""
    return f"DELETE IntegrationPackInstance/{instance_id}"


def steps(calls: list[str]) -> list[str]:
    """Return calls with reads that follow one another in one order: they go side by side."""
    found: list[str] = []
    reads: list[str] = []
    for call in [*calls, ""]:
        if call.endswith(("/query", "/queryMore")):
            reads.append(call)
            continue
        found += [*sorted(reads), call]
        reads = []
    return found[:-1]
