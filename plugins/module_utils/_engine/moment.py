# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: times as options give them and as the API takes them."""

from __future__ import annotations

import datetime
import re

from .._core.errors import OptionError

_TIME = re.compile(
    r"\A(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?\Z",
    re.ASCII | re.IGNORECASE,
)


def parse(option: str, text: str) -> str:
    """Return an ISO 8601 time as the API takes it: in UTC, to the second.

    A date is the beginning of its day, and what names no zone is in UTC, as in YAML.

    :raises OptionError: it is no time
    """
    found = _TIME.match(text.strip())
    try:
        if not found:
            raise ValueError
        zone = (found["zone"] or "+00:00").upper().replace("Z", "+00:00").replace(":", "")
        time = found["time"] or "00:00"
        moment = datetime.datetime.strptime(
            f"{found['day']} {time if len(time) > 5 else time + ':00'} {zone}", "%Y-%m-%d %H:%M:%S %z"
        )
        return written(moment)
    except (ValueError, OverflowError):
        raise OptionError(
            f"{option} is {text!r}, which is not an ISO 8601 time. Give one in UTC, such as 2026-01-31T08:00:00Z.",
            option=option,
        ) from None


def written(moment: datetime.datetime) -> str:
    """Return a time with a zone as the API takes it (API description, "Date format")."""
    # strftime does not fill up a year of less than four digits everywhere.
    return moment.astimezone(datetime.timezone.utc).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
