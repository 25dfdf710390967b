# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reads what AWX takes, and runs the programs that AWX runs."""

from __future__ import annotations

import os
import subprocess
import sys
import typing as t
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
AWX = ROOT / "extensions" / "awx"
# Programs that are installed beside this Python.
BIN = Path(sys.executable).parent


def load(name: str) -> t.Any:
    """Return a document of extensions/awx."""
    return yaml.safe_load((AWX / name).read_text(encoding="utf-8"))


def environment(**variables: str) -> dict[str, str]:
    """Return the environment of a program: that of the tests without what is Boomi's or AWX's, and these variables."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("BOOMI_", "CONTROLLER_", "TOWER_"))
    }
    path = os.pathsep.join([str(BIN), os.environ["PATH"]])
    return {**kept, "PATH": path, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_PIPELINING": "1", "LC_ALL": "C.UTF-8", **variables}


def run(*command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program, and return what came of it."""
    return subprocess.run(
        command, cwd=cwd, env=environment(**variables), text=True, capture_output=True, check=False, timeout=300
    )
