# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What these tests share."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.environments import Environments


@pytest.fixture
def partner(boomi: ModuleRunner) -> ModuleRunner:
    """Run modules as a partner, whose account has created the others."""
    user = "automation@partner.example"
    token = boomi.simulator.world.users[user].token
    boomi.connection.update(account_id="partner-P1H8QZ", username=user, api_token=token)
    return boomi


@pytest.fixture
def environments(boomi: ModuleRunner) -> t.Iterator[Environments]:
    """Run ``boomi_environments``: ``environments([{"name": "Production"}], purge=True)``."""
    run = Environments(boomi)
    yield run
    assert run.sim.refused_writes == []
