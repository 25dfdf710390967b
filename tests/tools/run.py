# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run the parts of a test run side by side, each as nox sessions, and close with one summary.

Needs nothing but a Python of 3.11 or later and git: nox goes into a virtual environment below ``.cache``, and so do the
environments of its sessions. Each part writes a log of its own there, which is shown when the part fails.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import fcntl
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import interpreters
import private_home

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tests" / "tools"
CACHE = ROOT / ".cache"
LOGS = CACHE / "logs"

# Far longer than any part takes on a busy machine: one that hangs must not keep the others' results from being seen.
PART_SECONDS = 3600
TIMED_OUT = 124

# How nox says that it could not install what a session needs.
PIP_FAILED = "nox > Command python -m pip install"


# What the caller's environment may hold that would change what is tested.
UNWANTED = (
    *("ANSIBLE_", "ANTSIBULL_", "BOOMI_", "COVERAGE_", "GIT_", "MAKE", "MFLAGS", "NOX", "PYTEST_"),
    *("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"),
)
# What they may set all the same: how much the property tests of hostile input try.
WANTED = ("BOOMI_FUZZ_CASES",)

# How antsibull-nox says that a check had nothing to look at.
SKIPPED = re.compile(r"^nox > (Skip(?:ping)? .*)$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One line of the summary. A part without sessions cannot be run here, for the reason given."""

    name: str
    sessions: tuple[str, ...] = ()
    reason: str = ""

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return LOGS / f"{self.name}.log"


@dataclass
class Outcome:
    """How a part ended, how many tests it had, and which have failed."""

    part: Part
    result: str = "ok"
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)


UNITS = Part("units", ("units",))
QUICK_UNITS = Part("units", ("units-quick",))
CODE = Part("code", ("formatters", "codeqa", "typing"))

# The longest first, so that the short ones fill the gaps.
EVERYTHING = [
    Part("integration", ("integration",)),
    Part("sanity", ("sanity",)),
    UNITS,
    Part("awx", ("awx",)),
    Part("old requests", ("requests-2.28.2", "requests-2.32.2")),
    Part("galaxy", ("galaxy",)),
    Part("ansible-lint", ("ansible-lint",)),
    CODE,
    # Reuse asks git which files are none of its business before it looks: none of the site may come in between.
    Part("docs", ("docs-check", "docs-site", "changelog", "license-check")),
    Part("files", ("yamllint", "extra-checks", "antsibull-nox-config", "pins")),
    Part("demo", ("demo",)),
]


def matrix_parts(cores: list[str]) -> list[Part]:
    """Everything of ansible-test, for each release of ansible-core."""
    parts = []
    for core in cores:
        low, high = interpreters.CORE_PYTHONS[core]
        for command in ("integration", "sanity", "units"):
            name = f"{command}-{core}"
            if interpreters.for_core(core):
                parts.append(Part(name, (name,)))
            else:
                wanted = f"no Python {interpreters.text(low)} to {interpreters.text(high)} found"
                parts.append(Part(name, reason=wanted))
    return parts


def _requirements() -> list[Path]:
    """The files that decide what the sessions install."""
    files = [ROOT / "noxfile.py", ROOT / "antsibull-nox.toml", ROOT / "requirements.txt"]
    return [*files, *TOOLS.glob("*.txt"), *ROOT.glob("tests/*/requirements.txt")]


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _variables(python: Path, home: Path) -> dict[str, str]:
    """The environment of the sessions: the caller's, less what would change what is tested."""
    kept = {name: value for name, value in os.environ.items() if name in WANTED or not name.startswith(UNWANTED)}
    return {
        **kept,
        "HOME": str(home),
        "PATH": interpreters.search_path(python),
        # antsibull-nox's formatters only check where this is set.
        "CI": "true",
        # Ansible refuses to start in a locale whose encoding is not UTF-8.
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        # git lists the files to copy even where the repository belongs to another user, as it may in a container.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
    }


class Runner:
    """nox, its virtual environments, and what it runs at the moment."""

    def __init__(self, python: Path) -> None:
        self._python = python
        self._requirements = _digest(_requirements())
        # Virtual environments hold absolute paths: a moved repository and another Python get new ones.
        key = hashlib.sha256(f"{ROOT}\0{python}\0{sys.version}".encode()).hexdigest()[:8]
        self._directory = CACHE / f"python{sys.version_info[0]}.{sys.version_info[1]}-{key}"
        self._variables = _variables(python, self._directory / "home")
        self._running: set[subprocess.Popen[bytes]] = set()

    def prepare(self) -> None:
        """Install nox, and make the home directory of the sessions."""
        venv = self._directory / "venv"
        self._install_nox(venv)
        private_home.prepare(self._directory / "home", venv / "bin" / "python")

    def _install_nox(self, venv: Path) -> None:
        mark = venv / "requirements.sha256"
        requirements = _digest([TOOLS / "constraints.txt"])
        if _holds(mark, requirements):
            return
        print(f"Installing nox into {venv.relative_to(ROOT)}", flush=True)
        subprocess.run([self._python, "-m", "venv", "--clear", venv], check=True)
        install = ["-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        tools = ["--constraint", str(TOOLS / "constraints.txt"), "nox", "antsibull-nox"]
        subprocess.run([venv / "bin" / "python", *install, *tools], check=True)
        mark.write_text(requirements, encoding="utf-8")

    def nox(self, *arguments: str) -> list[str]:
        """The command that runs nox with these arguments."""
        nox = [str(self._directory / "venv" / "bin" / "nox"), "--noxfile", str(ROOT / "noxfile.py")]
        return [*nox, "--envdir", str(self._directory / "nox"), "--script-mode", "none", *arguments]

    def call(self, arguments: list[str]) -> int:
        """Run nox as its caller would who had it installed: formatters change files here."""
        variables = {**self._variables, "CI": "false"}
        return subprocess.run(self.nox(*arguments), cwd=ROOT, env=variables, check=False).returncode

    def run(self, part: Part) -> Outcome:
        """Run the sessions of a part one after the other."""
        outcome = Outcome(part)
        begin = time.monotonic()
        # What sessions leave in their directory for temporary files goes with it, even where they are killed.
        directory = tempfile.TemporaryDirectory(prefix="boomi-", ignore_cleanup_errors=True)
        with part.log.open("wb") as log, directory as temporary:
            for session in part.sessions:
                begin_of_session = log.tell()
                code = self.run_session(session, log, {"TMPDIR": temporary, "TEST_COUNTS": temporary})
                said = part.log.read_bytes()[begin_of_session:].decode(errors="replace")
                if code != TIMED_OUT and PIP_FAILED not in said:
                    self.trust(session)
                skipped = SKIPPED.findall(said)
                if code == TIMED_OUT:
                    log.write(f"{session} did not end within {PART_SECONDS} seconds.\n".encode())
                if skipped:
                    log.write("Not expected to be skipped:\n{}\n".format("\n".join(skipped)).encode())
                _count(session, code == 0 and not skipped, Path(temporary), outcome)
        outcome.seconds = time.monotonic() - begin
        outcome.result = "FAILED" if outcome.failed else "ok"
        return outcome

    def run_session(self, session: str, log: IO[bytes], variables: Mapping[str, str] | None = None) -> int:
        """Run one session, and return its exit code."""
        mark = self._mark(session)
        install = ["--no-install"] if _holds(mark, self._requirements) else []
        mark.unlink(missing_ok=True)
        process = subprocess.Popen(
            self.nox(*install, "--session", session),
            cwd=ROOT,
            env={**self._variables, **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._running.add(process)
        try:
            return process.wait(PART_SECONDS)
        except subprocess.TimeoutExpired:
            return TIMED_OUT
        finally:
            _end(process)
            self._running.discard(process)

    def trust(self, session: str) -> None:
        """Remember that what a session needs is installed, so that its next run need not look."""
        self._mark(session).write_text(self._requirements, encoding="utf-8")

    def _mark(self, session: str) -> Path:
        return self._directory / "nox" / f"{session}.sha256"

    def end(self) -> None:
        """End all that runs."""
        for process in list(self._running):
            _end(process)


def _holds(mark: Path, digest: str) -> bool:
    return mark.exists() and mark.read_text(encoding="utf-8") == digest


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
            return


def _count(session: str, succeeded: bool, counts: Path, outcome: Outcome) -> None:
    """Add a session's tests to its part's; a session that does not count its own is one test."""
    report = counts / f"{session}.json"
    numbers: dict[str, Any] = {"passed": int(succeeded)}
    if report.exists():
        numbers = json.loads(report.read_text(encoding="utf-8"))
    outcome.passed += numbers.get("passed", 0)
    outcome.skipped += numbers.get("skipped", 0)
    outcome.failed += numbers.get("failed", 0) if succeeded else max(numbers.get("failed", 0), 1)
    outcome.failures += numbers.get("failures") or ([] if succeeded else [session])


def run_all(runner: Runner, parts: list[Part]) -> list[Outcome]:
    """Run the parts, two at a time, and show each one's end as it comes."""
    outcomes = [Outcome(part, result="not run", skipped=1) for part in parts if not part.sessions]
    LOGS.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("TEST_JOBS", "2"))) as pool:
        futures = [pool.submit(runner.run, part) for part in parts if part.sessions]
        try:
            for future in concurrent.futures.as_completed(futures):
                outcome = future.result()
                outcomes.append(outcome)
                if outcome.failed:
                    show_log(outcome.part)
                print(f"{outcome.part.name}: {outcome.result} ({outcome.seconds:.0f} s)", flush=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            runner.end()
            raise
    return sorted(outcomes, key=lambda outcome: parts.index(outcome.part))


def show_log(part: Part) -> None:
    """Show all that a failed part has said."""
    print(f"\n----- {part.name}: {part.log.relative_to(ROOT)} -----")
    print(part.log.read_text(encoding="utf-8", errors="replace").rstrip())
    print(f"----- end of {part.name} -----\n", flush=True)


def summarize(outcomes: list[Outcome], seconds: float) -> None:
    """Print the closing table, what has failed, and the sums on a line of their own."""
    print(f"\n{'part':<18} {'result':<8} {'passed':>7} {'failed':>7} {'skipped':>8} {'seconds':>8}")
    for outcome in outcomes:
        numbers = f"{outcome.passed:>7} {outcome.failed:>7} {outcome.skipped:>8} {outcome.seconds:>8.1f}"
        print(f"{outcome.part.name:<18} {outcome.result:<8} {numbers} {outcome.part.reason}".rstrip())
    print(f"{'all':<18} {'':<8} {'':>7} {'':>7} {'':>8} {seconds:>8.1f}\n")
    for outcome in outcomes:
        for failure in outcome.failures:
            print(f"FAILED {outcome.part.name}: {failure}")
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Wait for other runs in this directory: two that install into one place at once would break each other."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another run in this directory to end", flush=True)
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def parse() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["test", "quick", "matrix", "demo", "nox"], help="what to run")
    rest = "for matrix the releases of ansible-core (all), for nox its own arguments"
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=rest)
    arguments = parser.parse_args()
    unknown = set(arguments.arguments) - set(interpreters.CORE_PYTHONS)
    if arguments.what == "matrix" and unknown:
        parser.error(f"no such release of ansible-core: {', '.join(sorted(unknown))}")
    return arguments


def main() -> int | str:
    """Run what the command line asks for, and return the exit code, or why nothing can be run."""
    arguments = parse()
    version = (sys.version_info[0], sys.version_info[1])
    core = interpreters.newest_core(version)
    found = interpreters.find()
    if version < (3, 11) or core is None or version not in found:
        usable = [str(path) for known, path in sorted(found.items()) if known >= (3, 11)]
        return (
            f"{sys.executable}, Python {interpreters.text(version)}, cannot run this: that takes 3.11 to 3.14 with venv"
            f" and ensurepip (on Debian the package python3-venv). Set PYTHON; found are: {', '.join(usable) or 'none'}"
        )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    begin = time.monotonic()
    with alone():
        runner = Runner(found[version])
        runner.prepare()
        if arguments.what == "nox":
            return runner.call(arguments.arguments)
        if arguments.what == "demo":
            code = runner.run_session("demo", sys.stdout.buffer)
            if code == 0:
                runner.trust("demo")
            return code
        if arguments.what == "matrix":
            parts = matrix_parts(arguments.arguments or list(interpreters.CORE_PYTHONS))
        else:
            parts = EVERYTHING if arguments.what == "test" else [QUICK_UNITS, CODE]
            print(f"Testing with ansible-core {core} on {found[version]}", flush=True)
        outcomes = run_all(runner, parts)
    summarize(outcomes, time.monotonic() - begin)
    missing = any(outcome.result == "not run" for outcome in outcomes)
    tolerated = os.environ.get("MATRIX_ALLOW_MISSING") == "1"
    return int((missing and not tolerated) or any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
