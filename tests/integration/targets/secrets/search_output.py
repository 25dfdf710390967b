# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs every module in real playbooks, at -vvvv and with ANSIBLE_DEBUG, and searches all that they leave for secrets.

The forms that are searched for, and the modules' side of it in many more situations, are in tests/unit/security.
"""

from __future__ import annotations

import base64
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import leaks
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, Request, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import modules, served

USER = "automation@acme.example"
PATIENCE = {"requests_per_second": 1000, "timeout": 5, "retry_budget": 0}
CREDENTIALS = [leaks.TOKEN, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN, leaks.PASSWORD, leaks.OTP]
SECRETS = [*CREDENTIALS, leaks.VALUE]
DONE = r"(ok|changed): \[localhost\] => "
# Playbooks that run side by side.
WORKERS = 2
# With ANSIBLE_DEBUG, ansible-core writes the arguments of every task of every module like this, with no_log or without.
ANSIBLES_OWN = re.compile(
    r"^ *[0-9]+ [0-9.]+: done with _execute_module \(community\.boomi\.\w+, \{.*\}\)$", re.MULTILINE
)
ONE_MODULE = "boomi_integration_pack_instance"


@dataclass
class Task:
    """A task, and a regular expression for what shows in the output that it went as it was meant to."""

    name: str
    module: str
    options: Mapping[str, Any]
    expected: str
    keywords: Mapping[str, Any] = field(default_factory=dict)

    def as_play(self, result: str) -> dict[str, Any]:
        """The task as a playbook has it, which registers its result under this name."""
        options = {"account_id": "acme-C7T2KD", "username": USER, **PATIENCE, **self.options}
        return {
            "name": self.name,
            f"community.boomi.{self.module}": {name: value for name, value in options.items() if value is not None},
            "register": result,
            "ignore_errors": True,
            **self.keywords,
        }


class Servers(NamedTuple):
    """Where it goes well, and where what was sent comes back."""

    right: str
    echo: str


def echo(request: Request) -> Reply:
    """The worst that a server can repeat: the request as it came, and what its header says when it is decoded."""
    login = base64.b64decode(request.authorization.partition(" ")[2]).decode()
    words = [login, login.partition(":")[2], request.header("x-boomi-otp"), request.head, request.body.decode()]
    return reply_json({"@type": "Error", "message": f"Not authorized: {' '.join(words)}"}, 401)


def tasks_of(module: str, servers: Servers) -> Iterator[Task]:
    """What every module goes through with its token as an option."""
    own = {**served(module)[0], "api_token": leaks.TOKEN}
    yield Task("It goes well", module, {**own, "base_url": servers.right}, DONE, {"diff": True})
    yield Task("The server repeats the request", module, {**own, "base_url": servers.echo}, "Not authorized")


def tasks_of_the_environment(servers: Servers) -> Iterator[Task]:
    """What a module and an info module go through for all with the token in the environment."""
    module = ONE_MODULE
    own = served(module)[0]
    check = {"check_mode": True, "diff": True}
    yield Task("It is only looked at", module, {**own, "base_url": servers.right}, DONE, check)
    own = served(f"{module}_info")[0]
    yield Task("The server repeats the request", f"{module}_info", {**own, "base_url": servers.echo}, "Not authorized")


def situations(servers: Servers) -> Iterator[Task]:
    """What one module goes through for all."""
    own = {"integration_pack_name": "Stock Levels"}
    two_factors = {"password": leaks.PASSWORD, "otp": leaks.OTP}
    for name, options, expected in (
        ("Password and OTP", {**two_factors, "base_url": servers.right}, DONE),
        ("Password and OTP repeated", {**two_factors, "base_url": servers.echo}, "Not authorized"),
        ("Escaped token repeated", {"api_token": leaks.ESCAPED_TOKEN, "base_url": servers.echo}, "Not authorized"),
        ("Foreign token repeated", {"api_token": leaks.FOREIGN_TOKEN, "base_url": servers.echo}, "Not authorized"),
        # Ansible's own sentences, and what it says beside them.
        ("An option is missing", {"api_token": leaks.TOKEN, "account_id": None}, "missing required arguments"),
        ("Both secrets", {"api_token": leaks.TOKEN, **two_factors}, "mutually exclusive"),
        ("OTP of another type", {"password": leaks.PASSWORD, "otp": [leaks.OTP]}, "otp is a list"),
        ("Password in another place", {**two_factors, "timeout": leaks.PASSWORD}, "float"),
        # And one of ours.
        ("Token in the user name", {"api_token": leaks.TOKEN, "username": f"{USER}:{leaks.TOKEN}"}, "colon"),
    ):
        yield Task(name, ONE_MODULE, {**own, **options}, expected)


def run(directory: Path, tasks: Sequence[Task], environment: Mapping[str, str]) -> str:
    """Run the tasks as one play, check that each did what it was meant to, and return all output and all files left."""
    results = [f"result_{number}" for number in range(len(tasks))]
    shown = {"name": "Show what was registered", "ansible.builtin.debug": {"msg": f"{{{{ [{', '.join(results)}] }}}}"}}
    actions = [*(task.as_play(result) for task, result in zip(tasks, results)), shown]
    plays = [{"name": "All tasks", "hosts": "localhost", "gather_facts": False, "tasks": actions}]
    shutil.rmtree(directory, ignore_errors=True)
    left = directory / "left"
    left.mkdir(parents=True)
    playbook = directory / "playbook.json"
    playbook.write_text(json.dumps(plays), encoding="utf-8")
    done = subprocess.run(
        ["ansible-playbook", "-i", "localhost,", "-c", "local", "-vvvv", str(playbook)],
        capture_output=True,
        text=True,
        check=False,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("BOOMI_")},
            "ANSIBLE_LOG_PATH": str(left / "log"),
            "ANSIBLE_LOCAL_TEMP": str(left / "local"),
            "ANSIBLE_REMOTE_TEMP": str(left / "remote"),
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_FORCE_COLOR": "0",
            "TMPDIR": str(left),
            **environment,
        },
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    said = re.split(r"^TASK ", done.stdout, flags=re.MULTILINE)[1:]
    assert len(said) == len(tasks) + 1, len(said)
    for task, text in zip(tasks, said):
        assert text.startswith(f"[{task.name}]"), f"{task.name} of {task.module}: {text[:100]}"
        assert re.search(task.expected, text), f"{task.name} of {task.module}: no {task.expected!r} in {text[-3000:]}"
    files = [path.read_text(encoding="utf-8", errors="replace") for path in left.rglob("*") if path.is_file()]
    assert len(files[0]) > 1000
    return "\n".join([done.stdout, done.stderr, *files])


def main() -> None:
    start = time.monotonic()
    with (
        Simulator() as simulator,
        RawServer(echo) as echoing,
        tempfile.TemporaryDirectory() as place,
    ):
        servers = Servers(simulator.base_url, echoing.base_url)
        simulator.user.token, simulator.user.password, simulator.user.otp = leaks.TOKEN, leaks.PASSWORD, leaks.OTP
        # What the example attaches, however the plays that run beside one another come to it.
        simulator.install("Order Intake", "Domestic Order Intake")
        # What is run.
        simulator.attach(simulator.install("Order Intake", "Domestic")["id"], "Production")
        simulator.attach(simulator.install("Returns Handling", "Desk")["id"], "Production")
        # What the example sets.
        simulator.attach(simulator.install("Invoice Sync")["id"], "Production")
        # What is provisioned already.
        simulator.account().sub_accounts = ("birch-B4M9XW",)
        given = [task for module in modules() for task in tasks_of(module, servers)] + list(situations(servers))
        taken = list(tasks_of_the_environment(servers))
        # With ANSIBLE_DEBUG, more is shown than without, and by ansible-core also options, in a line of its own.
        debugging = {"ANSIBLE_DEBUG": "1"}
        # No part of Ansible is told what is in the environment. A module that is piped is not written to a file.
        piped = {**debugging, "BOOMI_API_TOKEN": leaks.TOKEN, "ANSIBLE_PIPELINING": "1"}
        # In halves, so that two are always under way.
        runs = [(given[::2], debugging), (given[1::2], debugging), (taken, piped)]
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            outputs = list(pool.map(lambda number: run(Path(place, str(number)), *runs[number]), range(len(runs))))
        for number, (tasks, environment) in enumerate(runs):
            lines = ANSIBLES_OWN.findall(outputs[number])
            assert len(lines) == len(tasks), len(lines)
            # It may show what a task sets, and of credentials those that are options.
            assert environment == debugging or not leaks.leaks("\n".join(lines), CREDENTIALS), lines
            outputs[number] = ANSIBLES_OWN.sub("", outputs[number])
        for output in outputs:
            found = leaks.leaks(output, SECRETS)
            assert not found, found
    seconds = time.monotonic() - start
    print(f"{len(given) + len(taken)} tasks of {len(modules())} modules show no secret ({seconds:.0f} s)")


if __name__ == "__main__":
    main()
