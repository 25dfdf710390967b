# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What these tests share."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

Apply = t.Callable[..., Outcome]


@pytest.fixture
def apply(boomi: ModuleRunner) -> Apply:
    """Run ``boomi_account_configuration``: ``apply(environments=[{"name": "Production"}])``."""
    return lambda **options: boomi("account_configuration", **options)
