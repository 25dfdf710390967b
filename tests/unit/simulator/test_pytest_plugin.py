# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pytest plugin, as a user loads it, and the scenario of Molecule beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE

EXAMPLES = DEFAULT_CATALOGUE.parent / "examples"
PLUGIN = "ansible_collections.community.boomi.tests.simulator.pytest_plugin"
TESTS = """
import os
import pytest

@pytest.mark.boomi_scenario("one.yml")
def test_with_a_scenario(boomi_simulator):
    assert boomi_simulator.account_id == os.environ["BOOMI_ACCOUNT_ID"] == "mine-123456"
    assert boomi_simulator.base_url == os.environ["BOOMI_API_URL"]

def test_with_the_default(boomi_simulator):
    assert boomi_simulator.account_id == os.environ["BOOMI_ACCOUNT_ID"] == "acme-C7T2KD"
    assert not os.environ["BOOMI_OVERRIDE_ACCOUNT"]
    assert "BOOMI_TIMEOUT" not in os.environ

def test_without_it():
    assert os.environ["BOOMI_ACCOUNT_ID"] == "real-999999"
"""


def test_the_plugin_gives_each_test_a_simulator_of_its_own_and_nothing_of_the_real_account(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "one.yml").write_text("accounts: [{id: mine-123456}]", encoding="utf-8")
    real = {"BOOMI_ACCOUNT_ID": "real-999999", "BOOMI_OVERRIDE_ACCOUNT": "real-888888", "BOOMI_TIMEOUT": "7"}
    # ansible-test names plugins there that take tests of collections alone.
    user = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider", "--strict-markers", "test_it.py"],
        cwd=tmp_path,
        env={**user, **real, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in done.stdout, done.stdout + done.stderr


def test_the_scenario_of_molecule_agrees_with_its_playbooks_and_the_simulator() -> None:
    def read(name: str) -> Any:
        return yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))

    molecule, account = read("molecule/default/molecule.yml"), read("scenario.yml")["accounts"][0]
    port = read("molecule/default/create.yml")[0]["vars"]["simulator_port"]
    assert molecule["provisioner"]["env"] == {
        "BOOMI_API_URL": f"http://127.0.0.1:{port}",
        "BOOMI_ACCOUNT_ID": account["id"],
        "BOOMI_USERNAME": account["users"][0]["name"],
        "BOOMI_API_TOKEN": account["users"][0]["api_token"],
    }
    for action in set(molecule["scenario"]["test_sequence"]) - {"idempotence"}:
        assert (EXAMPLES / "molecule" / "default" / f"{action}.yml").exists()
