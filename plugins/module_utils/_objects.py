# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What each object of the API is: its fields, their snake_case names, and what it can be filtered by.

The API's own names (camelCase) are known here and nowhere else. Source of names and filters: the OpenAPI document.
"""

from __future__ import annotations

import base64
import binascii
import re
import typing as t
from dataclasses import dataclass, field

Values = dict[str, t.Any]

STANDARD_OPERATORS: dict[str, tuple[int, int]] = {
    "EQUALS": (1, 1),
    "LIKE": (1, 1),
    "NOT_EQUALS": (1, 1),
    "IS_NULL": (0, 0),
    "IS_NOT_NULL": (0, 0),
    "BETWEEN": (2, 2),
    "GREATER_THAN": (1, 1),
    "GREATER_THAN_OR_EQUAL": (1, 1),
    "LESS_THAN": (1, 1),
    "LESS_THAN_OR_EQUAL": (1, 1),
    "CONTAINS": (1, 1),
    "NOT_CONTAINS": (1, 1),
}


@dataclass(frozen=True)
class Field:
    """A field: its name here, its name in the API, and for a list of objects the fields of an entry.

    :param wrapper: the API puts the list into an object of its own, as its only entry of this name
    :param type: ``str``, ``int``, ``bool``, ``choice`` for a word in capitals, or ``list`` for a list of texts
    """

    name: str
    api: str
    fields: tuple[Field, ...] = ()
    wrapper: str | None = None
    type: str = "str"

    def read(self, raw: t.Any) -> t.Any:
        """Read a value that a server sent, whatever it sent: text, a list of objects, or nothing."""
        if self.fields:
            if self.wrapper:
                raw = raw.get(self.wrapper) if isinstance(raw, dict) else None
            # A list of one may arrive as the bare object (vendor's bulk sample).
            entries = raw if isinstance(raw, list) else [raw]
            return [_read_fields(self.fields, entry) for entry in entries if isinstance(entry, dict)]
        if self.type == "list":
            entries = raw if isinstance(raw, list) else [raw]
            return [entry for entry in entries if isinstance(entry, str)]
        return _READERS[self.type](raw)


def id_of(raw: t.Mapping[str, t.Any]) -> str | None:
    """Return the id of an object as a server sent it, read in the same way as all fields."""
    return _read_text(raw.get("id"))


def distinct(found: t.Iterable[dict[str, t.Any]]) -> list[dict[str, t.Any]]:
    """Leave out objects that came twice, as they can when pages are read while others write."""
    seen: set[str] = set()
    once = []
    for raw in found:
        object_id = id_of(raw)
        if object_id is not None:
            if object_id in seen:
                continue
            seen.add(object_id)
        once.append(raw)
    return once


def _read_text(raw: t.Any) -> str | None:
    if isinstance(raw, str):
        return raw
    return str(raw) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else None


def _read_number(raw: t.Any) -> int | None:
    """Read a number, which may arrive as text where the API has made JSON of XML (vendor's samples)."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return None
    try:
        return int(raw)
    except (ValueError, OverflowError):
        return None


def _read_flag(raw: t.Any) -> bool | None:
    """Read a boolean, which may arrive as text as well."""
    if isinstance(raw, bool):
        return raw
    return {"true": True, "1": True, "false": False, "0": False}.get(raw.lower() if isinstance(raw, str) else "")


def _read_choice(raw: t.Any) -> str | None:
    """Read one of a few words, which the vendor's samples write in capitals here and not there (``Single``)."""
    return raw.upper() if isinstance(raw, str) else None


_READERS: dict[str, t.Callable[[t.Any], t.Any]] = {
    "str": _read_text,
    "int": _read_number,
    "bool": _read_flag,
    "choice": _read_choice,
}


def _read_fields(fields: tuple[Field, ...], raw: dict[str, t.Any]) -> Values:
    return {field.name: field.read(raw.get(field.api)) for field in fields}


@dataclass(frozen=True)
class ApiObject:
    """An object of the API.

    :param name: as it stands in the path
    :param title: what a person calls it
    :param fields: in the order of results
    :param filters: our name of each property that QUERY can filter by, with the API's
    :param read_privileges: what the user's role needs to read, in the vendor's words
    :param write_privileges: and to write
    :param operators: of its filters, with the least and the greatest number of arguments
    :param get_only: the field that a QUERY may leave out, and GET gives
    :param kinship: the field, and filter, by which to ask for an object that cannot be asked for by id
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    filters: t.Mapping[str, str]
    read_privileges: str = "API"
    write_privileges: str = "API"
    operators: t.Mapping[str, tuple[int, int]] = field(default_factory=lambda: STANDARD_OPERATORS)
    get_only: str | None = None
    kinship: str | None = None

    def read(self, raw: t.Mapping[str, t.Any]) -> Values:
        """Turn what the API sent into our names; unknown keys are dropped, missing ones are ``None`` or empty."""
        return _read_fields(self.fields, dict(raw))

    def write(self, values: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
        """Turn our names into a body for the API; what is ``None`` is left out."""
        names = {field.name: field.api for field in self.fields}
        return {names[name]: value for name, value in values.items() if value is not None}

    def is_sparse(self, raw: t.Mapping[str, t.Any]) -> bool:
        """Tell whether an answer of a QUERY left out what GET gives."""
        return any(field.name == self.get_only and field.api not in raw for field in self.fields)


INTEGRATION_PACK_INSTANCE = ApiObject(
    name="IntegrationPackInstance",
    title="integration pack instance",
    fields=(
        Field("id", "id"),
        Field("integration_pack_id", "integrationPackId"),
        Field("integration_pack_override_name", "integrationPackOverrideName"),
        Field(
            "processes",
            "ProcessId",
            (
                Field("name", "name"),
                Field("original_process_id", "originalProcessId"),
                Field("wrapper_process_id", "wrapperProcessId"),
            ),
        ),
    ),
    filters={
        "integration_pack_id": "integrationPackId",
        "integration_pack_name": "integrationPackName",
        "integration_pack_override_name": "integrationPackOverrideName",
    },
    # Announced for QUERY in September 2024, and postponed (vendor's release notes).
    get_only="processes",
    kinship="integration_pack_id",
)

INTEGRATION_PACK = ApiObject(
    name="IntegrationPack",
    title="integration pack",
    fields=(
        Field("id", "id"),
        Field("name", "name"),
        Field("installation_type", "installationType", type="choice"),
        Field("description", "Description"),
    ),
    filters={"id": "id", "name": "name", "installation_type": "installationType"},
)

INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT = ApiObject(
    name="IntegrationPackEnvironmentAttachment",
    title="attachment of an integration pack instance to an environment",
    fields=(
        Field("id", "id"),
        Field("integration_pack_instance_id", "integrationPackInstanceId"),
        Field("environment_id", "environmentId"),
    ),
    filters={
        "integration_pack_instance_id": "integrationPackInstanceId",
        "environment_id": "environmentId",
    },
    read_privileges="API and DEPLOY",
    write_privileges="API and DEPLOY",
)

ENVIRONMENT = ApiObject(
    name="Environment",
    title="environment",
    fields=(
        Field("id", "id"),
        Field("name", "name"),
        Field("classification", "classification"),
        Field("parent_environment", "parentEnvironment"),
        Field("parent_account", "parentAccount"),
    ),
    filters={"id": "id", "name": "name", "classification": "classification"},
    read_privileges="API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)",
    write_privileges="API and ATOM_MANAGEMENT",
)

ENVIRONMENT_ATOM_ATTACHMENT = ApiObject(
    name="EnvironmentAtomAttachment",
    title="attachment of a runtime to an environment",
    fields=(Field("id", "id"), Field("atom_id", "atomId"), Field("environment_id", "environmentId")),
    filters={"atom_id": "atomId", "environment_id": "environmentId"},
    read_privileges="API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)",
    write_privileges="API and ATOM_MANAGEMENT",
)

ATOM = ApiObject(
    name="Atom",
    title="runtime",
    fields=(
        Field("id", "id"),
        Field("name", "name"),
        Field("status", "status"),
        Field("status_detail", "statusDetail"),
        Field("type", "type"),
        Field("host_name", "hostName"),
        Field("current_version", "currentVersion"),
        Field("date_installed", "dateInstalled"),
        Field("created_by", "createdBy"),
        Field("instance_id", "instanceId"),
        Field("capabilities", "capabilities", type="list"),
        Field("is_cloud_attachment", "isCloudAttachment", type="bool"),
        Field("cloud_id", "cloudId"),
        Field("cloud_name", "cloudName"),
        Field("cloud_owner_name", "cloudOwnerName"),
        Field("cloud_molecule_id", "cloudMoleculeId"),
        Field("cloud_molecule_name", "cloudMoleculeName"),
        Field("purge_history_days", "purgeHistoryDays", type="int"),
        Field("purge_immediate", "purgeImmediate", type="bool"),
        Field("force_restart_time", "forceRestartTime", type="int"),
        Field(
            "cluster",
            "cluster",
            (
                Field("node_id", "nodeId"),
                Field("host_name", "hostName"),
                Field("status", "status"),
                Field("cluster_problem", "clusterProblem"),
            ),
            wrapper="node",
        ),
    ),
    filters={
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
    read_privileges="API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)",
    write_privileges="API and ATOM_MANAGEMENT",
    operators={name: STANDARD_OPERATORS[name] for name in ("EQUALS", "NOT_EQUALS", "CONTAINS", "NOT_CONTAINS")},
)

ENVIRONMENT_ROLE = ApiObject(
    name="EnvironmentRole",
    title="assignment of a role to an environment",
    fields=(Field("id", "id"), Field("role_id", "roleId"), Field("environment_id", "environmentId")),
    filters={"role_id": "roleId", "environment_id": "environmentId"},
    read_privileges="API and (ATOM_MANAGEMENT or ATOM_MANAGEMENT_READ_ONLY)",
    write_privileges="API, ENV_MANAGEMENT and ATOM_MANAGEMENT",
    kinship="environment_id",
)

ROLE = ApiObject(
    name="Role",
    title="role",
    fields=(Field("id", "id"), Field("name", "name"), Field("description", "Description")),
    filters={"name": "name", "parent_id": "parentId"},
    read_privileges="API and ACCOUNT_ADMIN",
    write_privileges="API and ACCOUNT_ADMIN",
)

_SERIAL = re.compile(r"\A[A-Za-z_]+([0-9]{1,18})\Z")


def serial_number(instance_id: str) -> int | None:
    """Return the number in the id of an instance, which grows with each one that is made.

    Real ids decode to ``IntegrationPackInstance<number>`` (the API page's samples). Ids stay opaque but for one use:
    which of two is the older. ``None`` where an id is made in another way.
    """
    try:
        text = base64.b64decode(instance_id + "=" * (-len(instance_id) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    match = _SERIAL.match(text)
    return int(match.group(1)) if match else None
