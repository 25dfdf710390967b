# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: account groups, through which a publisher shares integration packs with accounts.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import Field, Kind

ACCOUNT_GROUP = Kind(
    "AccountGroup",
    "account group",
    (
        Field("id"),
        Field("name", given=True),
        Field("owner_account_id", "accountId", account=True),
        Field(
            "auto_subscribe_alert_level",
            "autoSubscribeAlertLevel",
            given=True,
            choices=("none", "info", "warning", "error"),
        ),
        Field("default_group", "defaultGroup", "bool", given=True),
        Field(
            "resources",
            "Resources",
            fields=(Field("id", "resourceId"), Field("name", "resourceName"), Field("type", "objectType")),
            wrapper="Resource",
        ),
    ),
    {
        "id": "id",
        "name": "name",
        "owner_account_id": "accountId",
        "default_group": "defaultGroup",
        "auto_subscribe_alert_level": "autoSubscribeAlertLevel",
    },
    key="account_group",
    read="API and ACCOUNT_ADMIN",
    write="API and ACCOUNT_ADMIN",
    # GET tells the resources, QUERY does not (vendor's document).
    get_only="resources",
    # The API has no DELETE.
    verbs=("create", ""),
    see="boomi_account_group_info",
)
