# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers in the forms that real ones decode to (OpenAPI samples, vendor help). To clients they are opaque."""

from __future__ import annotations

import base64
import uuid

_NAMESPACE = uuid.UUID("5f9d3a54-2d0f-4b8e-9a77-0c1d7f2b6e10")


def encoded(text: str) -> str:
    """Unpadded standard base64, the alphabet with ``+`` and ``/``."""
    return base64.b64encode(text.encode()).decode().rstrip("=")


def instance(number: int) -> str:
    """Id of an IntegrationPackInstance."""
    return encoded(f"IntegrationPackInstance{number}")


def pack_attachment(instance_id: str, environment_id: str) -> str:
    """Id of an IntegrationPackEnvironmentAttachment; the instance id stays encoded inside."""
    return encoded(f"ATTACH_IPACK_ENV{instance_id}:{environment_id}")


def runtime_attachment(atom_id: str, environment_id: str) -> str:
    """Id of an EnvironmentAtomAttachment; no source shows the real form."""
    return encoded(f"ATTACH_ATOM_ENV{atom_id}:{environment_id}")


def environment_role(role_id: str, environment_id: str) -> str:
    """Id of an EnvironmentRole; which of the two comes first is not known."""
    return encoded(f"ENV_ROLE{role_id}:{environment_id}")


def schedules(atom_id: str, process_id: str) -> str:
    """Id of a ProcessSchedules and of a ProcessScheduleStatus."""
    return encoded(f"CPS{atom_id}:{process_id}")


def group_account(group_id: str, account_id: str) -> str:
    """Id of an AccountGroupAccount; no source shows the real form."""
    return encoded(f"ACCOUNT_GROUP_ACCOUNT{group_id}:{account_id}")


def group_pack(number: int, group_id: str) -> str:
    """Id of an AccountGroupIntegrationPack."""
    return encoded(f"{number}|{group_id}")


def user_role(account_id: str, user_id: str, role_id: str) -> str:
    """Id of an AccountUserRole; no source shows the real form."""
    return encoded(f"ACCOUNT_USER_ROLE{account_id}:{user_id}:{role_id}")


def random_uuid() -> str:
    """Id of an object made while running."""
    return str(uuid.uuid4())


def stable_uuid(*parts: str) -> str:
    """Id of an object of the catalogue that has none written there: the same in every run."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))
