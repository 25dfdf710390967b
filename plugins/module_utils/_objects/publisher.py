# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the integration packs that an account publishes, and the components in them.

Source of names, filters and rules: the vendor's OpenAPI document. Where its prose and its samples differ, it says so.
"""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError
from .._engine.given import refuse_empty
from .._engine.kind import Field, Kind, Raw, Values

FEATURES = "API, and the features Publisher Integration Pack and Integration Pack"
_VERSIONS = ("current_version", "pending_version", "latest_version")


class Components(Field):
    """The components of a pack. What a person decides of them is which ones there are, and their versions."""

    def read(self, raw: t.Any) -> t.Any:
        """Add the version that the next release includes: the pending one, or else the one that is released."""
        rows = [row for row in super().read(raw) if row["id"]]
        # "Deleted" is what the next release removes. All samples have it of every component, the ones with a pending
        # version included, which cannot mean that.
        told = not all(row["deleted"] for row in rows)
        for row in rows:
            row.update((name, row[name] or None) for name in _VERSIONS)
            row["deleted"] = bool(row["deleted"]) if told else None
            row["version"] = None if row["deleted"] else row["pending_version"] or row["current_version"]
        return rows

    def same(self, is_now: t.Any, wanted: t.Any) -> bool:
        """Compare which components there are, and those versions that are known beforehand."""
        there, asked = versions_of(is_now), versions_of(wanted)
        return there.keys() == asked.keys() and all(asked[one] in (None, there[one]) for one in asked)

    def written(self, value: t.Any) -> t.Any:
        """Name each version: which one an UPDATE takes that names none is not documented."""
        listed = versions_of(value).items()
        return super().written({"id": one, "pending_version": version} for one, version in listed)


def versions_of(rows: t.Iterable[Values]) -> dict[str, str | None]:
    """Return the versions of the components that a release leaves in a pack, by ID."""
    return {row["id"]: row["version"] for row in rows if not row["deleted"]}


class PublishedPack(Kind):
    """The kind of these packs."""

    def write(self, values: t.Mapping[str, t.Any]) -> Raw:
        """Add what an UPDATE has to hold. Components go into an UPDATE alone: no source says that CREATE takes them."""
        body = {"Description": "", **super().write(values)}
        if "id" in body:
            return {**body, "operationType": "ADD"}
        body.pop(self.field("components").api, None)
        return body

    def further(self, shown: Values, values: Values) -> Raw | None:
        """Remove what an UPDATE has left in the pack although it was not listed.

        By the prose, it removes that. In the vendor's sample, it adds what is listed, and removes nothing.
        """
        wanted = versions_of(values["components"])
        surplus = [row for row in shown["components"] if not row["deleted"] and row["id"] not in wanted]
        if not surplus:
            return None
        return {**self.write({**values, "components": surplus}), "operationType": "DELETE"}

    def check(self, given: Values) -> None:
        """Refuse components that make no sense."""
        components = given.get("components")
        if given.get("purge") and not components:
            raise OptionError(
                "purge without components would remove everything. List the components that are to stay.",
                option="components",
            )
        seen = set()
        for index, entry in enumerate(components or ()):
            refuse_empty({f"components[{index}].{name}": value for name, value in entry.items()})
            key = tuple(entry.get(name) for name in ("id", "name"))
            if key in seen:
                text = f"components[{index}] lists component {key[0] or key[1]!r} again. List it once."
                raise OptionError(text, option="components")
            seen.add(key)


PUBLISHER_INTEGRATION_PACK = PublishedPack(
    "PublisherIntegrationPack",
    (
        Field("id", filter=True),
        Field("name", filter=True, given=True),
        Field("installation_type", type="choice", filter=True, given=True, fixed=True, choices=("SINGLE", "MULTI")),
        # A create has to hold one.
        Field("description", "Description", given=True, default=""),
        Components(
            "components",
            "PublisherPackagedComponents",
            given=True,
            fields=(
                Field("id", "componentId"),
                Field("name", "componentName"),
                Field("type", "componentType"),
                Field("current_version"),
                Field("pending_version"),
                Field("latest_version"),
                Field("deleted", type="bool"),
            ),
            wrapper="PublisherPackagedComponent",
        ),
    ),
    title="published integration pack",
    loses="installations in all accounts",
    read=FEATURES,
    options={
        "components": {
            "type": "list",
            "elements": "dict",
            "options": {name: {"type": "str"} for name in ("id", "name", "version")},
            "mutually_exclusive": [("id", "name")],
            "required_one_of": [("id", "name")],
        },
        "purge": {"type": "bool", "default": False},
    },
)
