# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""InstallerToken."""

from __future__ import annotations

import datetime

from .. import ids
from ..errors import ApiError
from ..state import Record
from .declaration import READ_RUNTIMES, WRITE_RUNTIMES, Context, ObjectType, reference, text_of

TYPES = ("CLOUD", "ATOM", "MOLECULE", "BROKER", "GATEWAY")


def _create(context: Context, body: Record) -> Record:
    kind = text_of(body, "installType", "InstallerToken")
    minutes = body.get("durationMinutes")
    if kind not in TYPES:
        raise ApiError(400, f"The installType {kind} is invalid.")
    if not isinstance(minutes, int) or not 30 <= minutes <= 1440:
        raise ApiError(400, "The durationMinutes must be from 30 to 1440.")
    if kind == "CLOUD":
        reference(body, "cloudId", "InstallerToken", context.account.clouds)
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "installType": kind,
        "token": f"{kind.lower()}-{ids.random_uuid()}",
        "durationMinutes": minutes,
        "accountId": context.account.id,
        "created": _stamp(now),
        "expiration": _stamp(now + datetime.timedelta(minutes=minutes)),
        **({"cloudId": body["cloudId"]} if "cloudId" in body else {}),
    }


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


TOKEN = ObjectType(
    name="InstallerToken",
    reads=frozenset(),
    read=READ_RUNTIMES,
    write=WRITE_RUNTIMES,
    create=_create,
)
