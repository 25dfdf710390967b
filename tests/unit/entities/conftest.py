# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What these tests share."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.environments import Environments
from ansible_collections.community.boomi.tests.unit.partner import PARTNER, USER

ARCHIVE, PURGE = "c0000000-0000-4000-8000-000000000001", "c0000000-0000-4000-8000-000000000002"


@pytest.fixture
def partner(boomi: ModuleRunner) -> ModuleRunner:
    """Run modules as a partner, whose account has created the others."""
    token = boomi.simulator.world.users[USER].token
    boomi.connection.update(account_id=PARTNER, username=USER, api_token=token)
    return boomi


@pytest.fixture
def publisher(partner: ModuleRunner) -> ModuleRunner:
    """Run modules as a publisher with two packaged components that no pack has."""
    world = partner.simulator.world
    world.add_package("Archive Orders", ["1.0", "1.1", "2.0"], id=ARCHIVE)
    world.add_package("Purge Archive", ["1.0", "1.1"], id=PURGE)
    partner.connection["retry_budget"] = 0.2
    return partner


@pytest.fixture
def environments(boomi: ModuleRunner) -> t.Iterator[Environments]:
    """Run ``boomi_environments``: ``environments([{"name": "Production"}], purge=True)``."""
    run = Environments(boomi)
    yield run
    assert run.sim.refused_writes == []
