# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API objects that the simulator knows. A new one is a declaration in a file beside this one."""

from __future__ import annotations

import importlib
import pkgutil

from .declaration import Context, ObjectType

OBJECTS: dict[str, ObjectType] = {
    declared.name: declared
    for file in pkgutil.iter_modules(__path__)
    for declared in vars(importlib.import_module(f"{__name__}.{file.name}")).values()
    if isinstance(declared, ObjectType)
}

__all__ = ["OBJECTS", "Context", "ObjectType"]
