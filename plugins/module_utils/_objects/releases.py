# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how the API releases a published pack, and tells what has become of it.

Source of names and statuses: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

from .._core.retry import ACCEPTED
from .._engine.kind import Field, Kind, Raw, Values
from .publisher import FEATURES, PUBLISHER_INTEGRATION_PACK, versions_of

_COMPONENTS, _COMPONENT = "ReleasePackagedComponents", "ReleasePackagedComponent"

STATUS = Kind(
    "ReleaseIntegrationPackStatus",
    "release",
    (
        Field("id", "requestId"),
        Field("integration_pack_id", "integrationPackId"),
        Field("release_on_date", "releaseOnDate"),
        Field("status", "releaseStatus"),
        Field("code", "responseStatusCode", "int"),
        Field("components", _COMPONENTS, fields=(Field("id", "componentId"), Field("version")), wrapper=_COMPONENT),
    ),
    {},
    identifier="requestId",
    read=FEATURES,
)


class Release:
    """How the API releases a pack."""

    pack = PUBLISHER_INTEGRATION_PACK
    request = Kind(
        "ReleaseIntegrationPack",
        "request to release a pack",
        (Field("id"), Field("request_id", "requestId")),
        {},
        write=FEATURES,
    )
    status = STATUS
    # Statuses of a release that has begun: the enum and the prose spell it differently.
    running = ("IN_PROGRESS", "INPROGRESS")
    # Of one that waits for its date, of one that has succeeded, and of one that has not.
    scheduled, done, failed = "SCHEDULED", "SUCCESS", "ERROR"

    @staticmethod
    def body(pack: Values, date: str | None) -> Raw:
        """Return the request to release a pack, on a date or immediately.

        It lists all components: what becomes of one that is not listed is not documented.
        """
        listed = versions_of(pack["components"]).items()
        components = [{"componentId": one, **({"version": version} if version else {})} for one, version in listed]
        return {
            "id": pack["id"],
            "name": pack["name"],
            "installationType": pack["installation_type"],
            **(
                {"releaseSchedule": "RELEASE_ON_SPECIFIED_DATE", "releaseOnDate": date}
                if date
                else {"releaseSchedule": "IMMEDIATELY"}
            ),
            _COMPONENTS: {_COMPONENT: components},
        }

    @staticmethod
    def lacking(pack: Values) -> list[Values]:
        """Return the components that a release would add, change, or remove."""
        return [row for row in pack["components"] if row["version"] != row["current_version"]]

    def is_pending(self, row: Values, status: int | None) -> bool:
        """Tell whether a release is still to come to its end.

        :param status: of the answer
        """
        return ACCEPTED in (status, row["code"]) or row["status"] in (*self.running, self.scheduled)

    def is_planned(self, row: Values, pack: Values, date: str) -> bool:
        """Tell whether a release is scheduled for this date with these versions."""
        versions = {component["id"]: component["version"] for component in row["components"]}
        return (row["status"], row["release_on_date"]) == (self.scheduled, date) and all(
            versions.get(component["id"]) == component["version"]
            for component in self.lacking(pack)
            if not component["deleted"]
        )


RELEASE = Release()
