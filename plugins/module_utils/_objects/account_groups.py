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
    "account",
    (
        Field("id"),
        Field("name"),
        Field("account_id", "accountId"),
        Field("status", choices=("trial", "active", "suspended", "deleted", "unlimited")),
        Field("date_created", "dateCreated"),
        Field("expiration_date", "expirationDate"),
        Field("support_level", "supportLevel"),
        Field("support_access", "supportAccess", "bool"),
        Field("suggestions_enabled", "suggestionsEnabled", "bool"),
        Field("over_deployed", "overDeployed", "bool"),
        Field("widget_account", "widgetAccount", "bool"),
    ),
    {
        "id": "ACCOUNTID",
        "name": "NAME",
        "status": "STATUS",
        "date_created": "DATECREATED",
        "expiration_date": "EXPIRATIONDATE",
        "widget_account": "WIDGETACCOUNT",
        "over_deployed": "OVERDEPLOYED",
    },
    key="account",
    read=_ADMIN,
    write=_ADMIN,
    identifier="accountId",
    # The vendor's schema has these names, its sample of a query those of the fields.
    doubtful=True,
    gone=("status", "deleted"),
    see="boomi_account_info",
)

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
    read=_ADMIN,
    write=_ADMIN,
    # GET tells the resources, QUERY does not (vendor's document).
    get_only="resources",
    # The API has no DELETE.
    verbs=("create", ""),
    see="boomi_account_group_info",
)

ACCOUNT_GROUP_ACCOUNT = Kind(
    "AccountGroupAccount",
    "membership of an account in an account group",
    (Field("id"), Field("account_id", "accountId"), Field("account_group_id", "accountGroupId")),
    {"account_id": "accountId", "account_group_id": "accountGroupId"},
    key="account_group_account",
    read=_ADMIN,
    write=_ADMIN,
    verbs=("attach", "detach"),
    ends=(End("account_id", "account", ACCOUNT), End("account_group_id", "account_group", ACCOUNT_GROUP)),
)

ACCOUNT_GROUP_INTEGRATION_PACK = Kind(
    "AccountGroupIntegrationPack",
    "integration pack that is shared with an account group",
    (
        Field("id"),
        Field("integration_pack_id", "integrationPackId"),
        Field("integration_pack_name", "integrationPackName"),
        Field("installation_type", "installationType", "choice", choices=("SINGLE", "MULTI")),
        Field("account_group_id", "accountGroupId"),
    ),
    {"account_group_id": "accountGroupId"},
    key="account_group_integration_pack",
    read=_SHARING,
    write=_SHARING,
    verbs=("attach", "detach"),
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
