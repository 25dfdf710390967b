# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Integration packs: what the options of their info module mean."""

from __future__ import annotations

import typing as t

from . import _info
from ._core.client import Client
from ._objects import INTEGRATION_PACK
from ._run import Result

INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "ids": {"type": "list", "elements": "str", "aliases": ["id"]},
    "name": {"type": "str", "aliases": ["integration_pack_name"]},
    "installation_type": {"type": "str", "choices": ["SINGLE", "MULTI"]},
}
INFO_CONSTRAINTS: dict[str, t.Any] = {"mutually_exclusive": [("ids", "name"), ("ids", "installation_type")]}


def parse_info(params: t.Mapping[str, t.Any]) -> t.Callable[[Client], Result]:
    """Return what ``boomi_integration_pack_info`` reads."""
    # The vendor's samples filter by "Single" and by "SINGLE", so the type is compared here and not by the server.
    return _info.parse(
        INTEGRATION_PACK,
        "integration_packs",
        params["ids"],
        sent={"name": params["name"]},
        kept={"installation_type": params["installation_type"]},
    )
