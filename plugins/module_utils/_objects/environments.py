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

ENVIRONMENT = Kind(
    "Environment",
    "environment",
    (
        Field("id"),
        Field("name", given=True),
        # Only the name can be updated (API page).
        Field("classification", type="choice", given=True, fixed=True, choices=("PROD", "TEST"), default="PROD"),
        Field("parent_environment", "parentEnvironment"),
        Field("parent_account", "parentAccount"),
    ),
    {"id": "id", "name": "name", "classification": "classification"},
    key="environment",
    read=_READ,
    write=_WRITE,
    loses="extension values",
    # Names must be unique (API page).
    unique=True,
    see="boomi_environment_info",
)

ATOM = Kind(
    "Atom",
    "runtime",
    (
        Field("id"),
        Field("name", given=True),
        Field("status"),
        Field("status_detail", "statusDetail"),
        Field("type"),
        Field("host_name", "hostName"),
        Field("current_version", "currentVersion"),
        Field("date_installed", "dateInstalled"),
        Field("created_by", "createdBy"),
        Field("instance_id", "instanceId"),
        Field("capabilities", type="list"),
        Field("is_cloud_attachment", "isCloudAttachment", "bool"),
        Field("cloud_id", "cloudId"),
        Field("cloud_name", "cloudName"),
        Field("cloud_owner_name", "cloudOwnerName"),
        Field("cloud_molecule_id", "cloudMoleculeId"),
        Field("cloud_molecule_name", "cloudMoleculeName"),
        Field("purge_history_days", "purgeHistoryDays", "int", given=True),
        Field("purge_immediate", "purgeImmediate", "bool", given=True),
        Field("force_restart_time", "forceRestartTime", "int", given=True),
        Field(
            "cluster",
            fields=(
                Field("node_id", "nodeId"),
                Field("host_name", "hostName"),
                Field("status"),
                Field("cluster_problem", "clusterProblem"),
            ),
            wrapper="node",
        ),
    ),
    {
        "id": "id",
        "name": "name",
        # The field is spelled hostName.
        "host_name": "hostname",
        "status": "status",
        "type": "type",
        "capabilities": "capabilities",
        "cloud_id": "cloudId",
        "attachment_cloud_id": "attachmentCloudId",
        "cloud_molecule_id": "cloudMoleculeId",
        "instance_id": "instanceId",
        "is_cloud_attachment": "isCloudAttachment",
    },
    key="atom",
    read=_READ,
    write=_WRITE,
    optional=True,
    operators=dict.fromkeys(("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS"), 1),
    see="boomi_atom_info",
    options={"cloud": {"type": "str"}},
)

CLOUD = Kind(
    "Cloud",
    "cloud",
    (
        Field("id"),
        Field("name"),
        Field("atoms", "Atom", fields=(Field("id", "atomId"), Field("deleted", type="bool"))),
    ),
    {"id": "id", "name": "name"},
    key="cloud",
    read="API and CLOUD_MANAGEMENT",
    optional=True,
    see="boomi_cloud_info",
)

ROLE = Kind(
    "Role",
    "role",
    (
        Field("id"),
        Field("name"),
        Field("description", "Description"),
        Field("owner_account_id", "accountId"),
        Field("parent_id", "parentId"),
        Field("privileges", "Privileges", "list", wrapper="Privilege", each="name"),
    ),
    {"name": "name", "parent_id": "parentId"},
    key="role",
    read="API and ACCOUNT_ADMIN",
    write="API and ACCOUNT_ADMIN",
    optional=True,
    see="boomi_role_info",
)

ENVIRONMENT_ATOM_ATTACHMENT = Kind(
    "EnvironmentAtomAttachment",
    "attachment of a runtime to an environment",
    (Field("id"), Field("atom_id", "atomId"), Field("environment_id", "environmentId")),
    {"atom_id": "atomId", "environment_id": "environmentId"},
    key="environment_atom_attachment",
    read=_READ,
    write=_WRITE,
    verbs=("attach", "detach"),
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
    "assignment of a role to an environment",
    (Field("id"), Field("role_id", "roleId"), Field("environment_id", "environmentId")),
    {"role_id": "roleId", "environment_id": "environmentId"},
    key="environment_role",
    read=_READ,
    write="API, ENV_MANAGEMENT and ATOM_MANAGEMENT",
    kinship="environment_id",
    verbs=("attach", "detach"),
    ends=(End("role_id", "role", ROLE), End("environment_id", "environment", ENVIRONMENT, lists="roles")),
)
