# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API objects that the simulator knows. A new one is a declaration in a file beside this one, listed here."""

from __future__ import annotations

from . import (
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
)
from .declaration import Context, ObjectType

_MODULES = (
    integration_packs,
    environments,
    accounts,
    installer,
    schedules,
    listeners,
    extensions,
    executions,
    logs,
    publisher,
    provision,
)
OBJECTS: dict[str, ObjectType] = {
    declared.name: declared
    for module in _MODULES
    for declared in vars(module).values()
    if isinstance(declared, ObjectType)
}

__all__ = ["OBJECTS", "Context", "ObjectType"]
