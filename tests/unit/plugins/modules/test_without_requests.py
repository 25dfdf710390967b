# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where Python or the library `requests` is missing or too old, a task says so in one sentence."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COLLECTION = Path(__file__).resolve().parents[4]
SOURCES = [*(COLLECTION / "plugins" / "modules").glob("*.py"), *(COLLECTION / "plugins" / "module_utils").rglob("*.py")]
ARGUMENTS = {
    "account_id": "acme-C7T2KD",
    "username": "jane@acme.example",
    "api_token": "a-secret-token",
    "base_url": "http://127.0.0.1:9",
}


def message_of(directory: Path) -> str:
    """Run a module in a process of its own, where Python looks into ``directory`` first, and return how it fails."""
    result = subprocess.run(
        [sys.executable, str(COLLECTION / "plugins" / "modules" / "boomi_integration_pack_info.py")],
        input=json.dumps({"ANSIBLE_MODULE_ARGS": ARGUMENTS}),
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(directory), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "a-secret-token" not in result.stdout + result.stderr
    outcome = json.loads(result.stdout)
    assert outcome["failed"] is True
    return str(outcome["msg"])


def test_a_task_names_the_library_and_where_it_is_missing(tmp_path: Path) -> None:
    (tmp_path / "requests.py").write_text('raise ImportError("No module named requests")\n')
    message = message_of(tmp_path)
    assert "Failed to import the required Python library (requests)" in message


@pytest.mark.parametrize(
    ("pretended", "found"),
    [
        ("import requests; requests.__version__ = '2.9.1'", "requests 2.9.1"),
        ("import requests; requests.__version__ = '2.24.99.post1'", "requests 2.24.99.post1"),
        ("import urllib3; urllib3.__version__ = '1.25.11'", "urllib3 1.25.11"),
        ("import sys; sys.version_info = (3, 8, 18)", "Python 3.8.18"),
    ],
)
def test_what_is_too_old_is_one_sentence(pretended: str, found: str, tmp_path: Path) -> None:
    # `ansible` itself is asked for first, while the versions are the true ones.
    (tmp_path / "sitecustomize.py").write_text(f"import ansible.module_utils.basic\n{pretended}\n")
    message = message_of(tmp_path)
    needs = "community.boomi needs Python 3.9, requests 2.25, urllib3 1.26, or later releases. Found "
    assert message.startswith(needs)
    assert found in message


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_python_3_8_gets_as_far_as_that_sentence(path: Path) -> None:
    tree = ast.parse(path.read_text(), feature_version=(3, 8))
    lines = [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript)]
    # Aliases are evaluated when a module is imported, unlike annotations.
    builtins = {"dict", "list", "tuple", "set", "frozenset", "type"}
    assert not [line for line in lines if builtins & {n.id for n in ast.walk(line.value) if isinstance(n, ast.Name)}]
