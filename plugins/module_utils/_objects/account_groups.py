# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: a partner's accounts, and account groups, through which a publisher shares integration packs with accounts.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import HELD, End, Field, Kind
from .publisher import PUBLISHER_INTEGRATION_PACK

_ADMIN = "API and ACCOUNT_ADMIN"
_PACK = ("integration_pack_id", "integration_pack_name")
_SHARING = "API, and the features Publisher Integration Pack, Integration Pack, and Account Group Management"

# QUERY shows the accounts that this account has created (vendor's document).
ACCOUNT = Kind(
    "Account",
    (
        Field("id", filter="ACCOUNTID"),
        Field("name", filter="NAME"),
        Field("account_id"),
        Field("status", filter="STATUS", choices=("trial", "active", "suspended", "deleted", "unlimited")),
        Field("date_created", filter="DATECREATED"),
        Field("expiration_date", filter="EXPIRATIONDATE"),
        Field("support_level"),
        Field("support_access", type="bool"),
        Field("suggestions_enabled", type="bool"),
        Field("over_deployed", type="bool", filter="OVERDEPLOYED"),
        Field("widget_account", type="bool", filter="WIDGETACCOUNT"),
    ),
    read=_ADMIN,
    identifier="accountId",
    # The vendor's schema has these names, its sample of a query those of the fields.
    doubtful=True,
    gone=("status", "deleted"),
)

ACCOUNT_GROUP = Kind(
    "AccountGroup",
    (
        Field("id", filter=True),
        Field("name", filter=True, given=True),
        Field("owner_account_id", "accountId", filter=True, account=True),
        Field("auto_subscribe_alert_level", filter=True, given=True, choices=("none", "info", "warning", "error")),
        Field("default_group", type="bool", filter=True, given=True),
        Field(
            "resources",
            "Resources",
            fields=(Field("id", "resourceId"), Field("name", "resourceName"), Field("type", "objectType")),
            wrapper="Resource",
        ),
    ),
    read=_ADMIN,
    # GET tells the resources, QUERY does not (vendor's document).
    get_only="resources",
    # The API has no DELETE.
    verbs=("create", ""),
)

ACCOUNT_GROUP_ACCOUNT = Kind(
    "AccountGroupAccount",
    (Field("id"), Field("account_id", filter=True), Field("account_group_id", filter=True)),
    title="membership of an account in an account group",
    read=_ADMIN,
    ends=(End("account_id", "account", ACCOUNT), End("account_group_id", "account_group", ACCOUNT_GROUP)),
)

ACCOUNT_GROUP_INTEGRATION_PACK = Kind(
    "AccountGroupIntegrationPack",
    (
        Field("id"),
        Field("integration_pack_id"),
        Field("integration_pack_name"),
        Field("installation_type", type="choice"),
        Field("account_group_id", filter=True),
    ),
    title="integration pack that is shared with an account group",
    read=_SHARING,
    ends=(
        End(_PACK[0], _PACK[0], PUBLISHER_INTEGRATION_PACK, holds=HELD, named=_PACK[1]),
        End("account_group_id", "account_group", ACCOUNT_GROUP),
    ),
    options={
        "account_group": {"type": "str", "required": True},
        "integration_pack_id": {"type": "str"},
        "integration_pack_name": {"type": "str"},
    },
    constraints={"mutually_exclusive": [_PACK], "required_one_of": [_PACK]},
)
