# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers in the forms that real ones decode to (OpenAPI samples, vendor help). To clients they are opaque."""

from __future__ import annotations

import base64
import uuid

_NAMESPACE = uuid.UUID("5f9d3a54-2d0f-4b8e-9a77-0c1d7f2b6e10")
PACK_ATTACHMENT = "ATTACH_IPACK_ENV"
RUNTIME_ATTACHMENT = "ATTACH_ATOM_ENV"


def encoded(text: str) -> str:
    """Unpadded standard base64, the alphabet with ``+`` and ``/``."""
    return base64.b64encode(text.encode()).decode().rstrip("=")


def instance(number: int) -> str:
    """Id of an IntegrationPackInstance."""
    return encoded(f"IntegrationPackInstance{number}")


def group_pack(number: int, group_id: str) -> str:
    """Id of an AccountGroupIntegrationPack."""
    return encoded(f"{number}|{group_id}")


def tie(prefix: str, **ends: str) -> dict[str, str]:
    """The record of what ties objects together; their ids stay encoded inside its own.

    For PACK_ATTACHMENT and ProcessSchedules that is the real form; no source shows the others, nor their order.
    """
    return {"id": encoded(prefix + ":".join(ends.values())), **ends}


def random_uuid() -> str:
    """Id of an object made while running."""
    return str(uuid.uuid4())


def stable_uuid(*parts: str) -> str:
    """Id of an object of the catalogue that has none written there: the same in every run."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))
