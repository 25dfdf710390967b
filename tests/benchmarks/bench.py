# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Measure the collection beside other ways to do the same, on the simulator: calls made, seconds, memory.

Prints a table and writes the same figures as JSON, also where one of them could not be measured. Nothing is
extrapolated. For 1000 instances, the ways that make one call after the other come last, at the same moment, each on a
simulator of its own: one after the other they would take more than an hour. --quick leaves them out, takes fewer
accounts where a partner has many, and fewer turns of two tasks that are compared.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import contextlib
import json
import os
import platform
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import lab
import measure
import scenarios
import ways

COUNTS = (1, 10, 100, 1000)
JOBS = ("install", "no change")
MOST_IN_A_ROW = 100


def environment_of() -> dict[str, Any]:
    """What the figures were measured with."""
    packages = {name: metadata.version(name) for name in ("ansible-core", "requests", "boomi")}
    return {
        "python": platform.python_version(),
        **packages,
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "latency_seconds": lab.LATENCY,
        "requests_per_second": lab.RATE,
    }


def heading() -> str:
    """The head of the table."""
    names = f"{'way':40} {'job':10} {'N':>5} {'calls':>6} {'503':>4} {'seconds':>8} {'whole run':>9} {'bound':>7}"
    return f"{names} {'ratio':>6} {'peak MB':>8}"


def line_of(row: dict[str, Any]) -> str:
    """One line of the table."""
    text = (
        "{way:40} {job:10} {count:5} {calls:6} {throttled:4} {seconds:8.2f} {whole_run:9.2f} {bound:7.2f} {ratio:6.2f}"
        " {megabytes:8.0f}"
    ).format(**row)
    if row["most"] is None:
        return text
    return f"{text}  to reach: {row['most']:g}, no 503: {'reached' if row['reached'] else 'NOT REACHED'}"


def measure_ways(place: lab.Lab, counts: Sequence[int], rows: list[dict[str, Any]]) -> None:
    """Measure every way for every number, but the slow ones for large numbers; print each row, and add it to ``rows``,
    as soon as it is known."""
    if counts:
        print(heading(), flush=True)
    for job in JOBS:
        for count in counts:
            some = [way for way in ways.WAYS if not way.slow or count <= MOST_IN_A_ROW]
            rows.extend(measure_row(place, way, count, job) for way in some)


def measure_slow_ways(work: Path, counts: Sequence[int], rows: list[dict[str, Any]]) -> None:
    """Measure the slow ways for large numbers at the same moment, each in a laboratory of its own."""
    slow = [way for way in ways.WAYS if way.slow]
    large = [count for count in counts if count > MOST_IN_A_ROW]
    if not large:
        return
    print(f"\n{heading()}", flush=True)
    with contextlib.ExitStack() as stack:
        places = [stack.enter_context(lab.opened(work / f"lab{number}")) for number in range(len(slow))]
        for job in JOBS:
            for count in large:
                with concurrent.futures.ThreadPoolExecutor(len(slow)) as pool:
                    futures = [pool.submit(measure_row, place, way, count, job) for place, way in zip(places, slow)]
                    rows += [future.result() for future in futures]


def measure_row(place: lab.Lab, way: ways.Way, count: int, job: str) -> dict[str, Any]:
    """Measure one row, print it, and return it for the file."""
    try:
        row = ways.measured(place, way, count, job)
    except measure.MeasureError as error:
        print(f"{way.name:40} {job:10} {count:5} FAILED: {error}", flush=True)
        return {"way": way.name, "job": job, "count": count, "failed": str(error)}
    print(line_of(row), flush=True)
    return row


def measure_scenarios(place: lab.Lab, words: Sequence[str] | None, told: list[dict[str, Any]]) -> None:
    """Measure every scenario, or those with one of ``words`` in their name; print their figures, and add them to
    ``told``."""
    for scenario in scenarios.SCENARIOS:
        if words is not None and not any(word in scenario.name for word in words):
            continue
        print(f"\n{scenario.name}", flush=True)
        found = []
        try:
            for figure in scenario.figures(place):
                print_figure(figure)
                found.append(figure.as_json())
        except measure.MeasureError as error:
            print(f"  FAILED: {error}", flush=True)
            found.append({"failed": str(error)})
        told.append({"scenario": scenario.name, "figures": found})


def print_figure(figure: lab.Figure) -> None:
    """One line for a figure, and another one that says why it is not what it was to be."""
    target = "" if figure.most is None else f"  to reach: {figure.most:g} {figure.unit}".rstrip()
    verdict = "" if figure.most is None else ": reached" if figure.reached else ": NOT REACHED"
    print(f"  {figure.name:55} {figure.value:9.2f} {figure.unit:2}{target}{verdict}", flush=True)
    if figure.why and not figure.reached:
        print(f"    why: {figure.why}", flush=True)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--quick", action="store_true", help="without the slow ways for 1000 instances, and less of what takes long"
    )
    parser.add_argument("--counts", type=int, nargs="*", default=COUNTS, help="numbers of instances, none for no table")
    parser.add_argument(
        "--scenarios", nargs="*", metavar="WORD", help="those whose name has one of these words, none for no scenario"
    )
    parser.add_argument("--json", type=Path, default=lab.ROOT / ".cache" / "bench.json", help="file to write")
    options = parser.parse_args()
    # Ended by a signal, it still ends the simulator.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    result: dict[str, Any] = {"environment": environment_of(), "rows": [], "scenarios": []}
    print(", ".join(f"{name} {value}" for name, value in result["environment"].items()), flush=True)
    print("seconds: of the task, or of the script; bound: calls needed / 10 a second + one latency; ratio: to it\n")
    start = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="boomi-bench-") as name:
            work = Path(name).resolve()
            with lab.opened(work / "lab", options.quick) as place:
                measure_ways(place, options.counts, result["rows"])
                measure_scenarios(place, options.scenarios, result["scenarios"])
            if not options.quick:
                measure_slow_ways(work, options.counts, result["rows"])
    finally:
        result["environment"]["minutes"] = round((time.monotonic() - start) / 60, 1)
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"\nWritten to {options.json}")
    found = [figure for told in result["scenarios"] for figure in told["figures"]]
    return int(any("failed" in figure for figure in [*result["rows"], *found]))


if __name__ == "__main__":
    sys.exit(main())
