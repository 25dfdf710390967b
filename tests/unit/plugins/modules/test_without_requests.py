# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where the Python library `requests` is missing, a task says so in Ansible's own words."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MODULES = "ansible_collections.community.boomi.plugins.modules"


@pytest.mark.parametrize(
    "module",
    [
        "boomi_integration_pack_instance",
        "boomi_integration_pack_instance_info",
        "boomi_integration_pack_info",
    ],
)
def test_a_task_names_the_library_and_where_it_is_missing(module: str, tmp_path: Path) -> None:
    (tmp_path / "requests.py").write_text('raise ImportError("No module named requests")\n')
    path = importlib.import_module(f"{MODULES}.{module}").__file__
    assert path
    arguments = {
        "account_id": "acme-C7T2KD",
        "username": "jane@acme.example",
        "api_token": "a-secret-token",
        "base_url": "http://127.0.0.1:9",
    }
    if not module.endswith("_info"):
        arguments["integration_pack_name"] = "Order Intake"
    result = subprocess.run(
        [sys.executable, path],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": arguments}),
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    outcome = json.loads(result.stdout)
    assert outcome["failed"] is True
    assert "Failed to import the required Python library (requests)" in outcome["msg"]
    assert "a-secret-token" not in result.stdout + result.stderr
