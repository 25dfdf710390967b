# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Show the collection at work, on a fresh account of the simulator.

Builds the collection and installs the artifact as a user would, starts the simulator from it, and runs two playbooks
of the collection: one installs integration packs; the other brings up a whole account from one file, shows what has
drifted, repairs it, and tears all of it down again. At last a pack is installed, configured, scheduled, run, and
exported. The recap of each run must be what was announced, README.md must quote what is printed, and at the end nothing
may be left running.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
FILES = Path("tests/tools/demo")
CATALOGUE = FILES / "catalogue.yml"
PACKS = FILES / "packs.yml"
ACCOUNT = FILES / "account.yml"
RUNNING = FILES / "running.yml"
INSTALL = "community.boomi.install_integration_packs"
BOOTSTRAP = "community.boomi.bootstrap_account"
EXPORT = "community.boomi.export_account"
SIMULATOR = "community.boomi.simulator"
RUN_PROCESS = "tests/tools/demo/run_process.yml"
PATIENCE = 30
# Some of the simulator's ids differ from run to run.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# Every line that was printed, for the comparison with what README.md quotes.
printed: list[str] = []


class DemoError(Exception):
    """The demonstration did not go as announced."""


def show(text: str) -> None:
    """Print, and remember what was printed."""
    print(text, flush=True)
    printed.extend(text.splitlines())


def say(text: str) -> None:
    """Announce a step."""
    show(f"\n=== {text}")


def run(*command: str, environment: dict[str, str]) -> str:
    """Show a command and its output, less the blank lines, and return the output."""
    show(f"$ {shlex.join(command)}")
    output = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if line.strip():
                    show(line.rstrip("\n"))
                output.append(line)
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise DemoError(f"{command[0]} ended with {process.returncode}")
    return "".join(output)


def by_hand(module: str, options: dict[str, Any], environment: dict[str, str]) -> None:
    """Run one module without a word, as somebody might who does not know of the description."""
    command = ["ansible", "localhost", "-m", f"community.boomi.{module}", "-a", json.dumps(options)]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DemoError(f"{module} ended with {done.returncode}: {done.stdout}{done.stderr}")


class Platform:
    """The simulator's first account: how a playbook reaches it, and what it holds."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.variables: dict[str, str] = facts["variables"]
        self.url = self.variables["BOOMI_API_URL"]

    def _control(self, method: str, action: str) -> Any:
        with requests.Session() as session:
            # No proxy comes between.
            session.trust_env = False
            answer = session.request(method, f"{self.url}/_simulator/{action}", timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()

    def reset(self) -> None:
        """Make the account a fresh one again."""
        self._control("POST", "reset")

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """Return all that the account holds."""
        accounts: dict[str, dict[str, list[dict[str, Any]]]] = self._control("GET", "state")["accounts"]
        return accounts[self.variables["BOOMI_ACCOUNT_ID"]]


@contextlib.contextmanager
def simulator(work: Path, environment: dict[str, str]) -> Iterator[Platform]:
    """Run the simulator, which the collection brings along."""
    directory = work / "simulator"
    # It ends by itself too, where this program is killed before it can see to that.
    options = [f"simulator_directory={directory}", f"simulator_scenario={CATALOGUE}", "simulator_idle_exit=300"]
    command = ["ansible-playbook", SIMULATOR, *(word for option in options for word in ("-e", option))]
    run(*command, environment=environment)
    try:
        yield Platform(json.loads((directory / "ready.json").read_text(encoding="utf-8")))
    finally:
        run(*command, "-e", "simulator_state=stopped", environment=environment)


def play(playbook: str, variables: Path, *options: str, environment: dict[str, str], changed: int) -> None:
    """Run a playbook, and compare the number of tasks that changed something with the number that should have."""
    output = run("ansible-playbook", playbook, "-e", f"@{variables}", *options, environment=environment)
    recap = re.search(r"^localhost\s+:.*\bchanged=(\d+).*\bfailed=(\d+)", output, re.MULTILINE)
    if recap is None or (int(recap[1]), int(recap[2])) != (changed, 0):
        raise DemoError(f"the recap should say changed={changed} failed=0")


def check_contents(platform: Platform, environments: int, instances: int) -> None:
    """Look past the collection at what the account holds."""
    contents = platform.contents()
    held = (len(contents["environments"]), len(contents["instances"]))
    if held != (environments, instances):
        raise DemoError(f"the account should hold {environments} environments and {instances} instances, not {held}")


def check_nothing_runs(platform: Platform) -> None:
    """Where the simulator has listened, nobody does any more."""
    address = urllib.parse.urlsplit(platform.url)
    with contextlib.suppress(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port or 0), PATIENCE).close()
        raise DemoError(f"something still listens on {platform.url}")


def check_readme() -> None:
    """Compare what README.md quotes with what was printed: it may leave out lines, and the quotes of lists."""
    quoted: list[str] = []
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("    === ") or (quoted and line.startswith("    ")):
            quoted.append(line[4:])
        elif quoted and line:
            break
    rest = iter([UUID.sub("ID", line) for line in printed])
    missing = next((line for line in quoted if not any(UUID.sub("ID", line) in shown for shown in rest)), None)
    if missing is not None or not quoted:
        raise DemoError(f"README.md quotes what was not printed, or not at that place: {missing!r}")


def install_packs(platform: Platform, environment: dict[str, str]) -> None:
    """The first story: integration packs alone."""
    say("Install integration packs. First run: the account is empty, so every pack of the list is installed")
    play(INSTALL, PACKS, environment=environment, changed=1)

    say("Second run: everything is there, so nothing changes")
    play(INSTALL, PACKS, environment=environment, changed=0)

    say("Dry run: what would happen if one copy were to go")
    play(INSTALL, PACKS, "-e", "export_copy=absent", "--check", "--diff", environment=environment, changed=1)
    check_contents(platform, 0, 5)


def bootstrap_account(platform: Platform, environment: dict[str, str]) -> None:
    """The second story: a whole account."""
    say("A fresh account again. Bring it up from one file: environments, runtimes, packs, attachments")
    platform.reset()
    show(f"$ cat {ACCOUNT}")
    show((ROOT / ACCOUNT).read_text(encoding="utf-8").partition("---\n")[2].rstrip())
    play(BOOTSTRAP, ACCOUNT, environment=environment, changed=1)
    check_contents(platform, 2, 4)

    say("Once more: the account is as described, so nothing changes")
    play(BOOTSTRAP, ACCOUNT, environment=environment, changed=0)

    say("Somebody uninstalls Invoice Sync, and moves runtime-test to Production. A dry run shows what has drifted")
    absent = {"integration_pack_name": "Invoice Sync", "state": "absent"}
    by_hand("boomi_integration_pack_instance", absent, environment)
    moved = {"runtime": "runtime-test", "environment": "Production", "allow_move": True}
    by_hand("boomi_environment_atom_attachment", moved, environment)
    play(BOOTSTRAP, ACCOUNT, "--check", "--diff", environment=environment, changed=1)
    check_contents(platform, 2, 3)

    say("Repair it")
    play(BOOTSTRAP, ACCOUNT, environment=environment, changed=1)
    check_contents(platform, 2, 4)

    say("Tear down all that the file describes, in the reverse order")
    play(BOOTSTRAP, ACCOUNT, "-e", "account_bootstrap_state=absent", environment=environment, changed=1)
    check_contents(platform, 0, 0)


def run_pack(platform: Platform, work: Path, environment: dict[str, str]) -> None:
    """The third story: a pack that runs."""
    say("A fresh account once more. Install a pack, set its address and password, and schedule it, in one task")
    platform.reset()
    show(f"$ cat {RUNNING}")
    show((ROOT / RUNNING).read_text(encoding="utf-8").partition("---\n")[2].rstrip())
    secret = ("-e", "vault_ledger_password=made-up")
    play(BOOTSTRAP, RUNNING, *secret, environment=environment, changed=1)

    say("Once more: it is as described, and the password is not sent again")
    play(BOOTSTRAP, RUNNING, *secret, environment=environment, changed=0)

    say("Run one of its processes, and wait for its end")
    play(RUN_PROCESS, RUNNING, environment=environment, changed=1)

    say("Export the account to a file for version control")
    exported = work / "account.yml"
    dest = ("-e", f"account_export_dest={exported}")
    play(EXPORT, RUNNING, *dest, environment=environment, changed=1)
    show(exported.read_text(encoding="utf-8").rstrip())

    say("Export it again: not a byte changes. Apply what was exported: nothing changes either")
    play(EXPORT, RUNNING, *dest, environment=environment, changed=0)
    play(BOOTSTRAP, exported, environment=environment, changed=0)


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
        "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_LOCALHOST_WARNING": "false",
    }

    say("Build the collection, and install what was built")
    run("ansible-galaxy", "collection", "build", "--output-path", str(work), environment=environment)
    artifact = next(work.glob("community-boomi-*.tar.gz"))
    run("ansible-galaxy", "collection", "install", "--offline", str(artifact), environment=environment)

    say("Start the simulator, which stands in for the Boomi Platform API")
    with simulator(work, environment) as platform:
        environment.update(platform.variables)
        install_packs(platform, environment)
        bootstrap_account(platform, environment)
        run_pack(platform, work, environment)
    check_nothing_runs(platform)
    check_readme()
    say(
        "Shown: packs installed, nothing installed twice, a dry run; an account brought up from one file, left alone, "
        "its drift shown and repaired, and torn down; a pack configured, scheduled, run, and exported. Nothing is left"
        " running."
    )


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
