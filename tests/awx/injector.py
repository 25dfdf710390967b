# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The environment of a job, as AWX's own code makes it of a credential of our type."""

from __future__ import annotations

from pathlib import Path

# The code with which AWX injects credentials. It is private, as the names say, so its release is pinned.
from awx_plugins.interfaces._temporary_private_api import ManagedCredentialType
from awx_plugins.interfaces._temporary_private_credential_api import Credential
from awx_plugins.interfaces._temporary_private_inject_api import inject_credential

from ansible_collections.community.boomi.tests.awx.programs import load


def inject(directory: Path, **inputs: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the environment of a job with such a credential, and that which AWX shows.

    :param directory: the private directory of the job
    """
    described = load("credential_type.yml")
    kind = ManagedCredentialType(
        namespace="boomi",
        kind=described["kind"],
        name=described["name"],
        managed=False,
        inputs=described["inputs"],
        injectors=described["injectors"],
    )
    (directory / "env").mkdir(parents=True, exist_ok=True)
    environment: dict[str, str] = {}
    shown: dict[str, str] = {}
    arguments: list[str] = []
    inject_credential(kind, Credential(dict(inputs)), environment, shown, arguments, str(directory))
    assert arguments == []
    return environment, shown
