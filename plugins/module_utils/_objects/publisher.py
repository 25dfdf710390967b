# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the integration packs that an account publishes.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import Field, Kind

PUBLISHER_INTEGRATION_PACK = Kind(
    "PublisherIntegrationPack",
    "published integration pack",
    (
        Field("id"),
        Field("name"),
        Field("installation_type", "installationType", "choice", choices=("SINGLE", "MULTI")),
        Field("description", "Description"),
    ),
    {"id": "id", "name": "name", "installation_type": "installationType"},
    key="publisher_integration_pack",
)
