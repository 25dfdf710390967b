# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists of instances, as the tests here give and get them."""

from __future__ import annotations

import typing as t

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def named(*names: str, pack: str = "Order Intake") -> list[dict[str, str]]:
    """Items for instances of one pack, given by its name."""
    return [{"integration_pack_name": pack, "name": name} for name in names]


def numbered(count: int) -> list[str]:
    """So many names of instances."""
    return [f"instance {number}" for number in range(count)]


def names_of(instances: t.Iterable[t.Mapping[str, t.Any]]) -> list[str | None]:
    """The names in a list of the result."""
    return [instance["integration_pack_override_name"] for instance in instances]
