# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pytest plugin for tests of playbooks: the fixture ``boomi_simulator``, and the marker ``boomi_scenario``.

pytest -p ansible_collections.community.boomi.tests.simulator.pytest_plugin
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

try:
    from .scenario import DEFAULT_CATALOGUE
    from .server import Simulator
except ImportError as error:
    requirements = Path(__file__).with_name("requirements.txt")
    raise pytest.UsageError(f"{error}. Run: python -m pip install -r {requirements}") from error


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers", "boomi_scenario(file): scenario file for boomi_simulator, relative to the file of the test"
    )


@pytest.fixture
def boomi_simulator(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    """A fresh simulator, which the environment names: playbooks that a test runs use it, and nothing else."""
    marker = request.node.get_closest_marker("boomi_scenario")
    scenario = request.path.parent / marker.args[0] if marker else DEFAULT_CATALOGUE
    with Simulator(scenario) as simulator:
        for name in [*os.environ]:
            if name.startswith("BOOMI_"):
                monkeypatch.delenv(name)
        for name, value in simulator.variables.items():
            monkeypatch.setenv(name, value)
        # A proxy of this machine does not know the simulator.
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield simulator
