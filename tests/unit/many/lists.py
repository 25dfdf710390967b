# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lists of instances, as the tests here give and get them."""

from __future__ import annotations

import typing as t

from ansible_collections.community.boomi.tests.simulator import Simulator

Many = t.Callable[..., t.Any]


def named(*names: str, pack: str = "Order Intake") -> list[dict[str, str]]:
    """Items for instances of one pack, given by its name."""
    return [{"integration_pack_name": pack, "name": name} for name in names]


def names_in(sim: Simulator, pack: str = "Order Intake") -> list[str | None]:
    """The names of the instances that the account holds of a pack, the oldest first."""
    pack_id = sim.world.pack(pack).id
    return [
        instance["integrationPackOverrideName"]
        for instance in sim.account().instances.values()
        if instance["integrationPackId"] == pack_id
    ]


def names_of(instances: t.Iterable[t.Mapping[str, t.Any]]) -> list[str | None]:
    """The names in a list of the result."""
    return [instance["integration_pack_override_name"] for instance in instances]
