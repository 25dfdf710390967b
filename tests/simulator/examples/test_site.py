# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests site.yml on the simulator: pytest test_site.py"""

import subprocess
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator

HERE = Path(__file__).parent
pytestmark = pytest.mark.boomi_scenario("scenario.yml")


def run(playbook: str) -> "subprocess.CompletedProcess[str]":
    """Run a playbook; the fixture has set the environment."""
    return subprocess.run(["ansible-playbook", playbook], cwd=HERE, capture_output=True, text=True, check=False)


def test_it_attaches_the_runtime_and_installs_the_pack(boomi_simulator: Simulator) -> None:
    done = run("site.yml")
    assert done.returncode == 0, done.stdout
    account = boomi_simulator.account()
    assert len(account.atom_attachments) == 1
    assert len(account.instance_attachments) == 1


def test_it_installs_the_pack_once_although_the_answer_is_lost(boomi_simulator: Simulator) -> None:
    boomi_simulator.add_fault("reset", phase="after", operation="create", object="IntegrationPackInstance")
    done = run("site.yml")
    assert done.returncode == 0, done.stdout
    assert len(boomi_simulator.account().instances) == 1
