# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The laboratory: the collection as a user installs it, and the simulator in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import measure
import requests
import trustme

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PACK = "Order Intake"
PACK_ID = "89abcdef-0123-4567-89ab-cdef01234567"
RATE = 10
LATENCY = 0.3


@dataclass
class Traffic:
    """What the simulator was asked. ``first`` and ``last`` are arrivals, by ``time.monotonic``."""

    calls: int
    throttled: int
    first: float
    last: float


@dataclass
class Lab:
    """Everything that a measurement needs.

    :param environment: leads Ansible to the collection and every way to the simulator
    :param quick: what takes long is to be smaller
    """

    work: Path
    environment: dict[str, str]
    quick: bool = False

    def control(self, method: str, action: str, **body: Any) -> Any:
        """Use the simulator's control API."""
        # One for each call: the simulator closes a connection that idles while something long is measured.
        with requests.Session() as session:
            # Through no proxy.
            session.trust_env = False
            session.verify = self.environment.get("SSL_CERT_DIR", True)
            url = f"{self.environment['BOOMI_API_URL']}/_simulator/{action}"
            answer = session.request(method, url, json=body, timeout=60)
        if not answer.ok:
            raise measure.MeasureError(f"the simulator refused {action}: {answer.text}")
        return answer.json()

    def fresh(self, installed: int = 0, **settings: Any) -> None:
        """An account with ``installed`` instances of the pack, and a pace that nobody has used yet."""
        self.control("POST", "reset")
        for number in range(installed):
            self.control("POST", "install", pack=PACK, name=name_of(number))
        if settings:
            self.control("POST", "settings", **settings)
        # One measurement must not wait for the calls of the one before it, whose limit has gone with the reset.
        for directory in Path(self.environment["TMPDIR"]).glob("community.boomi-*"):
            shutil.rmtree(directory)

    @contextlib.contextmanager
    def beside(self, *options: str) -> Iterator[Lab]:
        """Run another simulator, started with these options, until the block ends."""
        environment = self.elsewhere("beside")
        work = Path(environment["TMPDIR"])
        with _simulator(work, *options) as variables:
            yield Lab(work, {**environment, **variables}, self.quick)

    @contextlib.contextmanager
    def encrypted(self) -> Iterator[Lab]:
        """Run another simulator, which speaks TLS, until the block ends. The store of the system is what trusts it."""
        authority = trustme.CA()
        certificate, store = self.work / "server.pem", self.work / "store"
        store.mkdir()
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
        authority.cert_pem.write_to_path(str(store / "authority.pem"))
        subprocess.run(["openssl", "rehash", str(store)], check=True, capture_output=True)
        with self.beside("--tls-cert", str(certificate), "--tls-key", str(certificate)) as place:
            place.environment.update(SSL_CERT_DIR=str(store), REQUESTS_CA_BUNDLE="")
            yield place

    def elsewhere(self, name: str) -> dict[str, str]:
        """The environment of another host, which shares no pace with any other."""
        directory = self.work / name
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir()
        return {**self.environment, "TMPDIR": str(directory), "BENCHMARK_TASKS": str(directory / "tasks.json")}

    def traffic(self) -> Traffic:
        """What was asked since :meth:`fresh`."""
        asked = self.control("GET", "requests")["requests"]
        times = [request["time"] for request in asked]
        throttled = sum(request["status"] == 503 for request in asked)
        return Traffic(len(asked), throttled, min(times, default=0.0), max(times, default=0.0))

    def instances(self) -> list[dict[str, Any]]:
        """The instances that the account has."""
        accounts = self.control("GET", "state")["accounts"]
        return list(accounts[self.environment["BOOMI_ACCOUNT_ID"]]["instances"])

    def python(self, script: str, *arguments: str) -> list[str]:
        """The command of a script beside this file."""
        return [sys.executable, str(HERE / script), *arguments]

    def module(self, name: str, **options: Any) -> list[str]:
        """The command that runs a module of the collection by itself, as Ansible's own wrapper would."""
        arguments = self.work / f"arguments-{name}-{abs(hash(json.dumps(options)))}.json"
        arguments.write_text(json.dumps({"ANSIBLE_MODULE_ARGS": options}), encoding="utf-8")
        return [sys.executable, "-m", f"ansible_collections.community.boomi.plugins.modules.{name}", str(arguments)]

    def playbook(self, name: str, *options: str, **variables: Any) -> list[str]:
        """The command of a playbook beside this file."""
        file = Path(tempfile.mkstemp(suffix=".json", dir=self.work)[1])
        file.write_text(json.dumps(variables), encoding="utf-8")
        return ["ansible-playbook", str(HERE / "playbooks" / f"{name}.yml"), "-e", f"@{file}", *options]

    def task_seconds(self) -> list[float]:
        """How long each task of the last playbook took, as the controller sees it."""
        return list(json.loads(Path(self.environment["BENCHMARK_TASKS"]).read_text(encoding="utf-8")))

    def run(self, command: list[str]) -> float:
        """Run a playbook, and return the seconds of its tasks."""
        measure.run(command, self.environment)
        return sum(self.task_seconds())


@dataclass(frozen=True)
class Figure:
    """One number. ``most`` is what it was to be at most, None where it only explains another one; ``why`` says what
    keeps it from that."""

    name: str
    value: float
    unit: str
    most: float | None = None
    why: str = ""

    @property
    def reached(self) -> bool:
        """Whether it is what was aimed at."""
        return self.most is None or self.value <= self.most

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return {**asdict(self), "reached": self.reached}


def taken(
    traffic: Traffic,
    seconds: float,
    least: float,
    most: float | None,
    *,
    throttled: float | None = 0,
    why: str = "",
    words: str = "to the bound",
    run: str = "",
) -> Iterator[Figure]:
    """What the first run, or several at once, took since ``fresh``, and how that is to ``least``, which it needs."""
    between = traffic.last - traffic.first + LATENCY
    yield Figure(f"{run}calls", traffic.calls, "")
    yield Figure(f"{run}answered 503", 100 * traffic.throttled / traffic.calls, "%", throttled)
    yield Figure(f"{run}seconds", seconds, "s")
    yield Figure(f"{run}{words}", seconds / least, "x", most, why)
    yield Figure(f"{run}first call after", seconds - between, "s")
    yield Figure(f"{run}first call to last answer, {words}", between / least, "x")


@dataclass(frozen=True)
class Scenario:
    """What is measured, in words, and how."""

    name: str
    figures: Callable[[Lab], Iterator[Figure]]


def name_of(number: int) -> str:
    """The name of an instance."""
    return f"Instance {number:05}"


@contextlib.contextmanager
def opened(work: Path, quick: bool = False) -> Iterator[Lab]:
    """Install the collection, and run the simulator until the block ends."""
    # No settings but the defaults: neither the user's nor the system's.
    (work / "tmp").mkdir(parents=True)
    settings = work / "ansible.cfg"
    settings.touch()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "BOOMI_"))},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(work / "collections"),
        "TMPDIR": str(work / "tmp"),
        "LC_ALL": "C.UTF-8",
        "ANSIBLE_COLLECTIONS_PATH": str(work / "collections"),
        "ANSIBLE_CONFIG": str(settings),
        "ANSIBLE_HOME": str(work / "ansible"),
        "ANSIBLE_REMOTE_TMP": str(work / "remote"),
        "ANSIBLE_CALLBACK_PLUGINS": str(HERE / "callback_plugins"),
        "ANSIBLE_CALLBACKS_ENABLED": "task_seconds",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "BENCHMARK_TASKS": str(work / "tasks.json"),
    }
    _install(work, environment)
    with _simulator(work) as variables:
        yield Lab(work, {**environment, **variables}, quick)


def _install(work: Path, environment: dict[str, str]) -> None:
    galaxy = ["ansible-galaxy", "collection"]
    measure.run([*galaxy, "build", "--output-path", str(work), str(ROOT)], environment)
    (built,) = work.glob("*.tar.gz")
    measure.run([*galaxy, "install", "--offline", str(built)], environment)


@contextlib.contextmanager
def _simulator(work: Path, *options: str) -> Iterator[dict[str, str]]:
    ready = work / "simulator.json"
    command = [sys.executable, str(ROOT / "tests" / "simulator"), "--quiet", "--ready-file", str(ready)]
    # It ends by itself, too, where this process is killed before it can see to that.
    usual = ["--setting", f"latency={1000 * LATENCY}", "--setting", f"rate_limit={RATE}", "--idle-exit", "7200"]
    subprocess.run([*command, "--detach", *usual, *options], check=True)
    try:
        yield json.loads(ready.read_text(encoding="utf-8"))["variables"]
    finally:
        subprocess.run([*command, "--stop"], check=True)
