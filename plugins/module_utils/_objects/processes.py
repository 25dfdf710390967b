# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: processes, which integration packs bring into an account.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import End, Field, Kind
from .packs import INTEGRATION_PACK_INSTANCE

PROCESS = Kind(
    "Process",
    "process",
    (
        Field("id"),
        Field("name"),
        Field("description", "Description"),
        Field(
            "integration_packs",
            "IntegrationPack",
            fields=(
                Field("integration_pack_id", "integrationPackId"),
                Field("integration_pack_instance_id", "integrationPackInstanceId"),
            ),
        ),
    ),
    {
        "id": "id",
        "name": "name",
        "integration_pack_id": "integrationPackId",
        "integration_pack_instance_id": "integrationPackInstanceId",
    },
    key="process",
    plural="processes",
    refers=(End("integration_pack_instance_id", "integration_pack_instance", INTEGRATION_PACK_INSTANCE),),
    see="boomi_process_info",
)
