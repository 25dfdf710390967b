# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: which of several objects is the oldest, as far as their IDs tell."""

from __future__ import annotations

import base64
import binascii
import re
import typing as t

_SERIAL = re.compile(r"[A-Za-z_]+([0-9]{1,18})\Z")


def age(object_id: str) -> tuple[float, str]:
    """Sort key: the older first, as far as IDs tell.

    Real IDs of instances decode to ``IntegrationPackInstance<number>``, which grows with each one that is made (the API
    page's samples). IDs stay opaque but for this one use.
    """
    try:
        text = base64.b64decode(object_id + "=" * (-len(object_id) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        text = ""
    match = _SERIAL.match(text)
    return (int(match.group(1)) if match else float("inf"), object_id)


def ids_tell(object_ids: t.Iterable[str]) -> bool:
    """Tell whether the IDs show which object is the oldest."""
    return all(age(object_id)[0] != float("inf") for object_id in object_ids)


def is_first(object_id: str, others: t.Iterable[dict[str, t.Any]]) -> bool:
    """Tell whether an object is the first in the order that every side sees: the oldest, as far as IDs tell."""
    return age(object_id) < min(age(other["id"]) for other in others)
