# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Eight real ansible-playbook processes at one moment, against one fresh account.

Once on one host, and once as if on eight, which share nothing. Each run has to succeed, and to leave one copy of each
instance; on one host, no second one is ever made.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import typing as t
from collections import Counter
from pathlib import Path

from ansible_collections.community.boomi.tests.simulator import Simulator

RUNS = 8
PLAYBOOK = Path(__file__).with_name("eight_runs.yml")
WANTED = {"Domestic", "Export", "Returns Handling", "Invoice Sync"}


def start(sim: Simulator, directory: Path, number: int, temporary: Path) -> subprocess.Popen[str]:
    """Start one run, with its temporary files in ``temporary``, where runs of one host meet."""
    home = directory / f"home{number}"
    for path in (home, temporary):
        path.mkdir(parents=True, exist_ok=True)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("BOOMI_")},
        "BOOMI_API_URL": sim.base_url,
        "BOOMI_ACCOUNT_ID": sim.account_id,
        "BOOMI_USERNAME": sim.username,
        "BOOMI_API_TOKEN": sim.token,
        "ANSIBLE_HOME": str(home),
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "TMPDIR": str(temporary),
    }
    # Where one hangs, it is ended with its workers, which are in its group.
    command = ["timeout", "--kill-after=10", "300", "ansible-playbook", "-i", "localhost,", "-c", "local"]
    command += ["-e", f"ansible_python_interpreter={sys.executable}", str(PLAYBOOK)]
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def name_of(sim: Simulator, record: t.Mapping[str, t.Any]) -> str:
    """The name of an instance; a SINGLE pack's has none, so that of its pack."""
    return str(record["integrationPackOverrideName"] or sim.world.packs[record["integrationPackId"]].name)


def play(hosts: str) -> list[str]:
    """Run them all; return what is wrong."""
    begun = time.monotonic()
    # The API's own limit stays on: eight hosts together go over it, and have to wait.
    with Simulator(settings={"latency": 50, "rate_limit": 10}) as sim, tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        runs = [
            start(sim, directory, number, directory / ("shared" if hosts == "one host" else f"host{number}"))
            for number in range(RUNS)
        ]
        outputs = [run.communicate()[0] for run in runs]
        wrong = [output for run, output in zip(runs, outputs) if run.returncode]
        there = Counter(name_of(sim, record) for record in sim.account().instances.values())
        attached = Counter(one["integrationPackInstanceId"] for one in sim.account().instance_attachments.values())
        answered = Counter(request.call for request in sim.requests if request.status == 200)
        made = answered["POST IntegrationPackInstance"]
        throttled = sum(request.status == 503 for request in sim.requests)
        calls = len(sim.requests)
    print(
        f"{RUNS} runs on {hosts}: {dict(there)}, {made} made, "
        f"{calls} calls, {throttled} of them throttled, {time.monotonic() - begun:.0f} s"
    )
    if there != Counter(WANTED):
        wrong.append(f"the account holds {there}")
    if sorted(attached.values()) != [1]:
        wrong.append(f"attachments: {attached}")
    if hosts == "one host" and made != len(WANTED):
        wrong.append(f"{made} were made")
    return wrong


def main() -> int:
    """Play both, and tell."""
    wrong = [problem for hosts in ("one host", "eight hosts") for problem in play(hosts)]
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
