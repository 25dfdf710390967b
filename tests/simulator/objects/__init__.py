# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API objects that the simulator knows. A new one is a declaration in a file beside this one, and a line here."""

from __future__ import annotations

from . import (
    account_groups,
    accounts,
    environments,
    executions,
    extensions,
    installer,
    integration_packs,
    listeners,
    logs,
    provision,
    publisher,
    schedules,
    users,
)
from .declaration import Context, ObjectType

OBJECTS: dict[str, ObjectType] = {
    declared.name: declared
    for declared in (
        integration_packs.PACK,
        integration_packs.INSTANCE,
        integration_packs.ATTACHMENT,
        integration_packs.PROCESS,
        environments.ENVIRONMENT,
        environments.ATOM_ATTACHMENT,
        environments.ATOM,
        environments.CLOUD,
        environments.ENVIRONMENT_ROLE,
        environments.ROLE,
        accounts.ACCOUNT,
        installer.TOKEN,
        users.ACCOUNT_USER_ROLE,
        account_groups.ACCOUNT_GROUP,
        schedules.SCHEDULES,
        schedules.STATUS,
        listeners.STATUS,
        extensions.EXTENSIONS,
        executions.EXECUTION_REQUEST,
        executions.EXECUTION_RECORD,
        logs.EVENT,
        logs.AUDIT_LOG,
        accounts.GROUP_ACCOUNT,
        accounts.GROUP_PACK,
        publisher.PUBLISHED_PACK,
        publisher.RELEASE,
        publisher.RELEASE_STATUS,
        provision.PROVISION,
    )
}

__all__ = ["OBJECTS", "Context", "ObjectType"]
