# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Show the collection at work, on a fresh account of the simulator.

Builds the collection and installs the artifact as a user would, starts the simulator, and runs the playbook that README
names: a run that changes, one that has nothing to do, and a dry run. The recap of each must be what was announced.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKS = Path("tests/tools/demo/packs.yml")
PACKS_LESS_ONE = Path("tests/tools/demo/packs_less_one.yml")
PLAYBOOK = "community.boomi.install_integration_packs"
START_SECONDS = 30


class DemoError(Exception):
    """The demonstration did not go as announced."""


def say(text: str) -> None:
    """Announce a step."""
    print(f"\n=== {text}", flush=True)


def run(*command: str, environment: dict[str, str]) -> str:
    """Show a command and its output, and return the output."""
    print(f"$ {shlex.join(command)}", flush=True)
    output = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            output.append(line)
    if process.returncode:
        raise DemoError(f"{command[0]} ended with {process.returncode}")
    return "".join(output)


@contextlib.contextmanager
def simulator(work: Path) -> Iterator[dict[str, str]]:
    """Run the simulator, and give the environment variables that lead to its first account."""
    ready = work / "simulator.json"
    process = subprocess.Popen(
        # It ends by itself too, where this process is killed before it can see to that.
        [sys.executable, "tests/simulator", "--quiet", "--idle-exit", "300", "--ready-file", str(ready)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not ready.exists():
            if process.poll() is not None:
                raise DemoError(f"the simulator ended with {process.returncode} at its start")
            if time.monotonic() > deadline:
                raise DemoError(f"the simulator was not ready after {START_SECONDS} seconds")
            time.sleep(0.05)
        facts = json.loads(ready.read_text(encoding="utf-8"))
        account = facts["accounts"][0]
        user = account["users"][0]
        print(f"It listens on {facts['base_url']}; the account is {account['id']}.")
        yield {
            "BOOMI_API_URL": facts["base_url"],
            "BOOMI_ACCOUNT_ID": account["id"],
            "BOOMI_USERNAME": user["username"],
            "BOOMI_API_TOKEN": user["api_token"],
        }
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def play(packs: Path, *options: str, environment: dict[str, str], changed: int) -> None:
    """Run the playbook, and compare the number of tasks that changed something with the number that should have."""
    output = run("ansible-playbook", PLAYBOOK, "-e", f"@{packs}", *options, environment=environment)
    recap = re.search(r"^localhost\s+:.*\bchanged=(\d+).*\bfailed=(\d+)", output, re.MULTILINE)
    if recap is None or (int(recap[1]), int(recap[2])) != (changed, 0):
        raise DemoError(f"the recap should say changed={changed} failed=0")


def demonstrate(work: Path) -> None:
    """All steps, in order."""
    # No settings but the defaults: neither the user's nor the system's.
    settings = work / "ansible.cfg"
    settings.touch()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "BOOMI_"))},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "ANSIBLE_COLLECTIONS_PATH": str(work / "collections"),
        "ANSIBLE_CONFIG": str(settings),
        "ANSIBLE_HOME": str(work / "ansible"),
        "ANSIBLE_REMOTE_TMP": str(work / "tmp"),
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_LOCALHOST_WARNING": "false",
    }

    say("Build the collection, and install what was built")
    run("ansible-galaxy", "collection", "build", "--output-path", str(work), environment=environment)
    artifact = next(work.glob("community-boomi-*.tar.gz"))
    run("ansible-galaxy", "collection", "install", "--offline", str(artifact), environment=environment)

    say("Start the simulator, which stands in for the Boomi Platform API")
    with simulator(work) as connection:
        environment.update(connection)

        say("First run: the account is empty, so every pack of the list is installed")
        play(PACKS, environment=environment, changed=1)

        say("Second run: everything is there, so nothing changes")
        play(PACKS, environment=environment, changed=0)

        say("Dry run: what would happen if one copy were to go")
        play(PACKS_LESS_ONE, "--check", "--diff", environment=environment, changed=1)

        say("The dry run has changed nothing")
        play(PACKS, environment=environment, changed=0)
    say("The simulator has ended. Nothing is left running.")


def main() -> int:
    """Run the demonstration in a temporary directory."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    # Ended by a signal, it still ends the simulator.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="boomi-demo-") as work:
        try:
            demonstrate(Path(work).resolve())
        except DemoError as error:
            print(f"\nThe demonstration failed: {error}.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
