# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the programs of Ansible, with the collection and with nothing of the user's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import typing as t
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_ansible(program: str, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program: ``run_ansible("playbook", "site.yml", cwd=directory, BOOMI_OTP="")``."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "TMPDIR") if name in os.environ}
    own = {
        "HOME": str(cwd),
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_NOCOLOR": "1",
        "ANSIBLE_COLLECTIONS_PATH": str(ROOT.parents[2]),
    }
    return subprocess.run(
        [sys.executable, "-c", f"from ansible.cli.{program} import main; main()", *arguments],
        cwd=cwd,
        env={**kept, **own, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def run_play(
    cwd: Path, hosts: t.Mapping[str, t.Mapping[str, t.Any]], *arguments: str, **play: t.Any
) -> subprocess.CompletedProcess[str]:
    """Run a play on this machine, for hosts with these variables."""
    inventory = {"all": {"hosts": hosts, "vars": {"ansible_python_interpreter": sys.executable}}}
    (cwd / "hosts.json").write_text(json.dumps(inventory))
    play = {"hosts": "all", "connection": "local", "gather_facts": False, **play}
    (cwd / "play.yml").write_text(json.dumps([play]))
    return run_ansible("playbook", "-i", "hosts.json", "play.yml", *arguments, cwd=cwd)
