# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: environments, runtimes, and clouds, and what ties runtimes and roles to environments.

Source of names and filters: the vendor's OpenAPI document.
"""

from __future__ import annotations

from .._engine.kind import HELD, End, Field, Kind

_READ = "API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)"
_WRITE = "API and ATOM_MANAGEMENT"
_CLASSES = ("PROD", "TEST")

ENVIRONMENT = Kind(
    "Environment",
    (
        Field("id", filter=True),
        Field("name", filter=True, given=True),
        # Only the name can be updated (API page).
        Field("classification", type="choice", filter=True, given=True, fixed=True, choices=_CLASSES, default="PROD"),
        Field("parent_environment"),
        Field("parent_account"),
    ),
    read=_READ,
    write=_WRITE,
    loses="extension values",
    # Names must be unique (API page).
    unique=True,
)

ATOM = Kind(
    "Atom",
    (
        Field("id", filter=True),
        Field("name", filter=True, given=True),
        Field("status", filter=True, choices=("ONLINE", "OFFLINE", "WARNING", "UNKNOWN")),
        Field("status_detail"),
        Field("type", filter=True, choices=("ATOM", "MOLECULE", "CLOUD")),
        Field("host_name", filter="hostname"),
        Field("current_version"),
        Field("date_installed"),
        Field("created_by"),
        Field("instance_id", filter=True),
        Field("capabilities", type="list", filter=True),
        Field("is_cloud_attachment", type="bool", filter=True),
        Field("cloud_id", filter=True),
        Field("cloud_name"),
        Field("cloud_owner_name"),
        Field("cloud_molecule_id", filter=True),
        Field("cloud_molecule_name"),
        Field("purge_history_days", type="int", given=True),
        Field("purge_immediate", type="bool", given=True),
        Field("force_restart_time", type="int", given=True),
        Field(
            "cluster",
            fields=(Field("node_id"), Field("host_name"), Field("status"), Field("cluster_problem")),
            wrapper="node",
        ),
    ),
    title="runtime",
    foreign={"attachment_cloud_id": "attachmentCloudId"},
    read=_READ,
    write=_WRITE,
    optional=True,
    operators=dict.fromkeys(("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS"), 1),
    options={"cloud": {"type": "str"}},
)

CLOUD = Kind(
    "Cloud",
    (
        Field("id", filter=True),
        Field("name", filter=True),
        Field("atoms", "Atom", fields=(Field("id", "atomId"), Field("deleted", type="bool"))),
    ),
    read="API and CLOUD_MANAGEMENT",
    optional=True,
)

ROLE = Kind(
    "Role",
    (
        Field("id"),
        Field("name", filter=True),
        Field("description", "Description"),
        Field("owner_account_id", "accountId"),
        Field("parent_id", filter=True),
        Field("privileges", "Privileges", "list", wrapper="Privilege", each="name"),
    ),
    read="API and ACCOUNT_ADMIN",
    optional=True,
)

ENVIRONMENT_ATOM_ATTACHMENT = Kind(
    "EnvironmentAtomAttachment",
    (Field("id"), Field("atom_id", filter=True), Field("environment_id", filter=True)),
    title="attachment of a runtime to an environment",
    read=_READ,
    write=_WRITE,
    ends=(
        # Whether the API deletes a runtime that is attached is not documented.
        End("atom_id", "runtime", ATOM, holds=HELD, aliases=("atom",)),
        End("environment_id", "environment", ENVIRONMENT, lists="runtimes", holds=HELD),
    ),
    # Attaching a runtime that is attached elsewhere moves it (API page).
    moves=True,
)

ENVIRONMENT_ROLE = Kind(
    "EnvironmentRole",
    (Field("id"), Field("role_id", filter=True), Field("environment_id", filter=True)),
    title="assignment of a role to an environment",
    read=_READ,
    write="API, ENV_MANAGEMENT and ATOM_MANAGEMENT",
    kinship="environment_id",
    ends=(End("role_id", "role", ROLE), End("environment_id", "environment", ENVIRONMENT, lists="roles")),
)
