# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: tokens, with which an installer adds a runtime to an account. The API creates them, and knows nothing else."""

from __future__ import annotations

from .._engine.kind import Field, Kind

INSTALLER_TOKEN = Kind(
    "InstallerToken",
    "installer token",
    (
        Field("id"),
        Field("token"),
        Field("install_type", "installType", given=True, choices=("ATOM", "MOLECULE", "CLOUD", "BROKER", "GATEWAY")),
        Field("duration_minutes", "durationMinutes", "int", given=True),
        Field("cloud_id", "cloudId"),
        Field("owner_account_id", "accountId"),
        Field("created"),
        Field("expiration"),
    ),
    {},
    key="installer_token",
    write="API and ATOM_MANAGEMENT",
    identifier="token",
)
