# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: integration packs, their instances, and what ties instances to environments.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError
from .._engine.kind import HELD, UNTIED, End, Field, Kind
from .environments import ENVIRONMENT

__all__ = ["ENVIRONMENT", "INTEGRATION_PACK", "INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT", "INTEGRATION_PACK_INSTANCE"]

_ID, _PACK = "integration_pack_instance_id", ("integration_pack_id", "integration_pack_name")
_INSTANCE: dict[str, dict[str, t.Any]] = {
    "integration_pack_id": {"type": "str"},
    "integration_pack_name": {"type": "str"},
    "integration_pack_override_name": {"type": "str", "aliases": ["name"]},
}
# The options of a module that takes other things, too, which say what instance is meant; one of the second is needed.
MEANT: dict[str, dict[str, t.Any]] = {_ID: {"type": "str"}, **_INSTANCE}
MEANT_BY = (_ID, *_PACK)
MEANT_EXCLUSIVE = [MEANT_BY, (_ID, "integration_pack_override_name")]

INTEGRATION_PACK = Kind(
    "IntegrationPack",
    (
        Field("id", filter=True),
        Field("name", filter=True),
        Field("installation_type", type="choice", filter=True, choices=("SINGLE", "MULTI")),
        Field("description", "Description"),
    ),
    options={"name": {"type": "str", "aliases": ["integration_pack_name"]}},
)

INTEGRATION_PACK_INSTANCE = Kind(
    "IntegrationPackInstance",
    (
        Field("id"),
        Field("integration_pack_id", filter=True),
        # What an instance of a SINGLE pack has for a name is not documented: nothing, an empty text, or the pack's.
        Field("integration_pack_override_name", type="name", filter=True),
        Field(
            "processes", "ProcessId", fields=(Field("name"), Field("original_process_id"), Field("wrapper_process_id"))
        ),
    ),
    foreign={"integration_pack_name": "integrationPackName"},
    many="instances",
    loses="extension values and schedules",
    # Announced for QUERY in September 2024, and postponed (vendor's release notes).
    get_only="processes",
    kinship="integration_pack_id",
    called="integration_pack_override_name",
    verbs=("install", "uninstall"),
    # Whether the API refuses a second instance of a name is not documented.
    twins=True,
    options=_INSTANCE,
    constraints={"mutually_exclusive": [_PACK], "required_one_of": [("id", *_PACK)]},
)

INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT = Kind(
    "IntegrationPackEnvironmentAttachment",
    (Field("id"), Field(_ID, filter=True), Field("environment_id", filter=True)),
    title="attachment of an integration pack instance to an environment",
    read="API and DEPLOY",
    ends=(
        End(_ID, _ID, INTEGRATION_PACK_INSTANCE, lists="environments", holds=UNTIED),
        End("environment_id", "environment", ENVIRONMENT, holds=HELD),
    ),
    options={**MEANT, "environment": {"type": "str", "required": True}},
    constraints={"required_one_of": [MEANT_BY], "mutually_exclusive": MEANT_EXCLUSIVE},
)


def refuse_incomplete(params: t.Mapping[str, t.Any], *others: str) -> None:
    """Refuse options that need an integration pack or an instance, where neither is given.

    :param others: options beside the name of the instance that need the instance
    :raises OptionError: they are given without it
    """
    if all(params[name] is None for name in MEANT_BY):
        for name in ("integration_pack_override_name", *others):
            if params[name] is not None:
                raise OptionError(
                    f"{name} is given without its integration pack. Give integration_pack_id or integration_pack_name"
                    " as well, or the instance by integration_pack_instance_id.",
                    option=name,
                )
