# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the sections of the description of an account, in the order in which they are built."""

from __future__ import annotations

from .._engine.kind import Kind
from .._engine.setting import PartKind
from .environments import ENVIRONMENT
from .extensions import EXTENSIONS
from .pack_plan import INTEGRATION_PACK, INTEGRATION_PACK_INSTANCE
from .schedule_sets import SCHEDULES

SECTIONS: dict[str, Kind] = {"environments": ENVIRONMENT, "integration_packs": INTEGRATION_PACK_INSTANCE}
# What is read to name what the sections hold.
NAMES: dict[str, tuple[Kind, ...]] = {"integration_packs": (INTEGRATION_PACK,)}
# The sets of values in the description of an object.
PARTS: dict[str, dict[str, PartKind]] = {
    "environments": {"extensions": EXTENSIONS},
    "integration_packs": {"extensions": EXTENSIONS, "schedules": SCHEDULES},
}
