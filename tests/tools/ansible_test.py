# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run programs such as ansible-test, and believe only what they have really done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

# Each of these means that something was left out although the exit code is 0.
_LEFT_OUT = re.compile(r"^.*(?:\bSkipping\b|All targets skipped|Required program).*$", re.MULTILINE)


@dataclass(frozen=True)
class Counts:
    """How many tests a run had, how they ended, and which have failed, each with the beginning of the reason."""

    passed: int
    failed: int
    skipped: int = 0
    failures: Sequence[str] = ()


def run(command: Sequence[str | os.PathLike[str]], cwd: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command, show its output as it comes, and return its exit code and the output."""
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            lines.append(line)
    return process.returncode, "".join(lines)


def left_out(output: str) -> list[str]:
    """The lines in which ansible-test says that it did not do all that it was asked for."""
    return sorted({line.strip() for line in _LEFT_OUT.findall(output)})


def count_listed(output: str, kind: str) -> Counts:
    """The tests that ansible-test names as it starts them: each integration target counts once, and each sanity test
    once for each Python that it ran on."""
    name = {"sanity": 'sanity test "', "integration": r"\S+ integration test (?:role|script)"}[kind]
    total = len(re.findall(f"^Running {name}", output, re.MULTILINE))
    # At its end it lists those that failed, each on a line of its own.
    found = re.search(rf"The \d+ {kind} test\(s\) listed below \(out of \d+\) failed.*\n((?:(?!FATAL).*\n)*)", output)
    failed = found[1].splitlines() if found else []
    return Counts(total - len(failed), len(failed), failures=failed)


def count_junit(reports: Sequence[Path]) -> Counts:
    """The test cases of JUnit files, such as pytest writes them."""
    total = skipped = 0
    failures = []
    for report in reports:
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total += int(suite.get("tests", 0))
            skipped += int(suite.get("skipped", 0))
            for case in suite.iter("testcase"):
                for problem in [*case.findall("failure"), *case.findall("error")][:1]:
                    reason = (problem.get("message") or "").partition("\n")[0]
                    failures.append(f"{case.get('classname')}.{case.get('name')}: {reason[:300]}")
    return Counts(total - len(failures) - skipped, len(failures), skipped, failures)
