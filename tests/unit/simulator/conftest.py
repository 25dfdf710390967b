# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain client, for tests of the simulator itself."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator.fixtures import api, sim, simulator_server

__all__ = ["api", "sim", "simulator_server"]


@pytest.fixture
def requests_keep_to_the_contract() -> None:
    """Here it is the simulator that is tested, also with requests that are wrong on purpose."""
