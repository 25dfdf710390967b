# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Run a command, and say how long it took and how much memory its processes had at most."""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_SECONDS = 0.05
# Whatever takes longer than the slowest row by far has hung.
_LONGEST = 3 * 3600


class MeasureError(Exception):
    """A command did not do what is measured."""


@dataclass(frozen=True)
class Measured:
    """``start`` is by ``time.monotonic``; ``processor`` is the time of all processors; ``largest`` is the peak of the
    largest process in MB, 0 where not known."""

    start: float
    seconds: float
    processor: float
    largest: float
    output: str


def run(command: Sequence[str], environment: Mapping[str, str]) -> Measured:
    """Run a command to its end.

    :raises MeasureError: it failed; its output says why
    """
    start, busy = time.monotonic(), processor_seconds()
    with subprocess.Popen(
        command,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        with _ended([process]), _watched(process.pid) as peaks:
            output = process.communicate(timeout=_LONGEST)[0]
        seconds = time.monotonic() - start
    if process.returncode:
        raise MeasureError(f"{' '.join(command[:2])} ended with {process.returncode}:\n{output[-3000:]}")
    return Measured(start, seconds, processor_seconds() - busy, max(peaks.values(), default=0.0), output)


def processor_seconds() -> float:
    """What the processes have used that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run_side_by_side(
    commands: Sequence[Sequence[str]], environments: Sequence[Mapping[str, str]]
) -> tuple[float, list[str], list[str]]:
    """Start all commands at once, each in its environment; return the seconds until the last one has ended, and the
    outputs of those that succeeded and of those that failed."""
    start = time.monotonic()
    processes = [
        subprocess.Popen(command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        for command, environment in zip(commands, environments)
    ]
    with _ended(processes):
        ends = [(process, process.communicate(timeout=_LONGEST)[0]) for process in processes]
    seconds = time.monotonic() - start
    succeeded = [output for process, output in ends if not process.returncode]
    return seconds, succeeded, [output for process, output in ends if process.returncode]


@contextlib.contextmanager
def _ended(processes: Sequence[subprocess.Popen[str]]) -> Iterator[None]:
    """End them, where this benchmark is ended itself, or has waited for too long."""
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


@contextlib.contextmanager
def _watched(root: int) -> Iterator[dict[int, float]]:
    """Note the peak of each process below ``root``, and of itself, for as long as the block runs."""
    peaks: dict[int, float] = {}
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_SAMPLE_SECONDS):
            for pid in _tree(root):
                peaks[pid] = max(peaks.get(pid, 0.0), _peak_of(pid))

    thread = threading.Thread(target=watch, daemon=True)
    if sys.platform == "linux":
        thread.start()
    try:
        yield peaks
    finally:
        over.set()
        if thread.ident:
            thread.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))


def _peak_of(pid: int) -> float:
    """The most memory that a process has had so far, in MB; 0 where it has gone, or where the system does not say."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0
