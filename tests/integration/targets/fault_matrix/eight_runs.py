# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Eight real ansible-playbook processes at one moment, on one host, against one fresh account.

Each run has to succeed, and no second copy of an instance is ever made. Runs on several hosts are in
tests/unit/resilience: what they share is the account alone, whoever starts them.
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


def start(sim: Simulator, directory: Path, number: int) -> subprocess.Popen[str]:
    """Start one run, with a home of its own, and its temporary files where all meet."""
    home, temporary = directory / f"home{number}", directory / "shared"
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


def main() -> int:
    """Run them all, and tell what is wrong."""
    begun = time.monotonic()
    # The API's own limit stays on.
    with Simulator(settings={"latency": 50, "rate_limit": 10}) as sim, tempfile.TemporaryDirectory() as name:
        runs = [start(sim, Path(name), number) for number in range(RUNS)]
        outputs = [run.communicate()[0] for run in runs]
        wrong = [output for run, output in zip(runs, outputs) if run.returncode]
        there = Counter(name_of(sim, record) for record in sim.account().instances.values())
        attached = Counter(one["integrationPackInstanceId"] for one in sim.account().instance_attachments.values())
        answered = Counter(request.call for request in sim.requests if request.status == 200)
        made = answered["POST IntegrationPackInstance"]
        throttled = sum(request.status == 503 for request in sim.requests)
        calls = len(sim.requests)
    seconds = time.monotonic() - begun
    print(f"{RUNS} runs: {dict(there)}, {made} made, {calls} calls, {throttled} of them throttled, {seconds:.0f} s")
    if there != Counter(WANTED):
        wrong.append(f"the account holds {there}")
    if sorted(attached.values()) != [1]:
        wrong.append(f"attachments: {attached}")
    if made != len(WANTED):
        wrong.append(f"{made} were made")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
