# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole list of instances in one task."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.many.lists import Many


@pytest.fixture
def many(boomi: t.Any) -> Many:
    """Run ``boomi_integration_pack_instances``: ``many([{"integration_pack_name": "Order Intake"}], purge=True)``."""

    def run(instances: t.Sequence[t.Mapping[str, t.Any]], **options: t.Any) -> t.Any:
        return boomi("integration_pack_instances", instances=list(instances), **options)

    return run
