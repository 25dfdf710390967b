# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every fault on every operation, once and for as long as the budget lasts, and the same with the client from PyPI.

Prints the tables, and fails where a promise of this collection is broken in a cell. ``matrix.py FAULT COLUMN`` plays
only the cells whose names hold these words.
"""

from __future__ import annotations

import concurrent.futures
import functools
import importlib.metadata
import multiprocessing
import os
import sys
import time
import typing as t

import ours
import theirs
from faults import FAULTS

from ansible_collections.community.boomi.tests.simulator import Simulator

# Nearly all of a cell is waiting.
PROCESSES = 40
# In so many times the usual time, a busy machine gives the answers that are not meant to be lost.
SLOW = 5
OURS = {column.name: column for column in ours.COLUMNS}
WIDTH = 24


class Key(t.NamedTuple):
    """Which cell; ``who`` is the module that plays it."""

    who: str
    lasting: bool
    fault: str
    column: str


class Cell(t.NamedTuple):
    """What came of it."""

    verdict: str
    wrong: list[str]
    seconds: float


_stage: list[Simulator] = []


def play(key: Key, slow: int = 1) -> Cell:
    """Play one cell, on the one simulator of this process. ``slow``: how many times longer than usual it may take."""
    if not _stage:
        _stage.append(Simulator().start())
        # What a first run takes longer, a cell must not be charged for.
        ours.run_module(_stage[0], "instance", integration_pack_name=ours.PACK, state="absent")
        ours.run_module(_stage[0], "instance_info")
        ours.run_module(_stage[0], "environment", name="Staging", state="absent")
    fault = next(fault for fault in FAULTS if fault.name == key.fault)
    if key.who == "ours":
        return Cell(*ours.run_cell(_stage[0], OURS[key.column], fault, key.lasting, slow))
    start = time.monotonic()
    return Cell(theirs.run_cell(_stage[0], key.column, fault, key.lasting), [], time.monotonic() - start)


def play_all(keys: list[Key], processes: int = PROCESSES, slow: int = 1) -> dict[Key, Cell]:
    """Play the cells side by side, each process one after the other."""
    # Copies of this process, which has one thread and has imported everything.
    context = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(max(1, min(processes, len(keys))), context) as pool:
        return dict(zip(keys, pool.map(functools.partial(play, slow=slow), keys)))


def select(fault_words: str, column_words: str) -> list[Key]:
    """The cells to be played, those that take long first, so that no process is left alone with them at the end."""
    return [
        Key(who, lasting, fault.name, column)
        for lasting in (True, False)
        for fault in FAULTS
        for who, operations in (
            ("ours", {name: column.operation for name, column in OURS.items()}),
            ("theirs", {name: name for name in theirs.OPERATIONS}),
        )
        for column, operation in operations.items()
        if fault_words in fault.name and column_words in column and fault.suits(operation)
    ]


def table(cells: t.Mapping[Key, Cell], lasting: bool, columns: list[ours.Column]) -> list[str]:
    """One line for each fault, and in each column what came of it here and, behind the bar, with the other client."""
    names = [column.name for column in columns if any(key.column == column.name for key in cells)]
    widths = {name: 18 if name in theirs.OPERATIONS else max(14, len(name) + 2) for name in names}
    lines = [" " * (WIDTH + 4) + "".join(f"{name:{widths[name]}}" for name in names).rstrip()]
    for fault in FAULTS:
        line = ""
        for name in names:
            our, other = (cells.get(Key(who, lasting, fault.name, name)) for who in ("ours", "theirs"))
            text = ("BROKEN" if our.wrong else our.verdict) if our else ""
            text = f"{text:6}| {other.verdict}" if other else text
            line += f"{text:{widths[name]}}"
        if line.strip():
            lines.append(f"{fault.name:{WIDTH + 4}}{line}".rstrip())
    return lines if names else []


LEGEND = """
ok: done, and reported as it is. fails: with a message that names the operation and the remedy; the account holds
neither more nor less than before or than asked for, and the next run brings it there (which is part of each cell).
A read has nothing that could be done later.
doubled: a second instance. gave up: with the client's own error. traceback: another exception reached the caller.
wrong: no error, and what was answered or done is not what was asked for.
"""


def report(cells: t.Mapping[Key, Cell]) -> None:
    """Print the tables and what they mean."""
    clients = {"ours": "this collection", "theirs": f"boomi {importlib.metadata.version('boomi')} from PyPI"}
    for lasting, title in ((False, "Once"), (True, "For as long as the budget lasts")):
        print(f"\n{title}: {clients['ours']} | {clients['theirs']}")
        for columns in (ours.INSTANCE_COLUMNS, ours.OTHER_COLUMNS):
            print("", *table(cells, lasting, columns), sep="\n")
    print(LEGEND)
    for who, name in clients.items():
        seconds = [cell.seconds for key, cell in cells.items() if key.who == who]
        if seconds:
            print(f"{name}: {len(seconds)} cells, the longest task took {max(seconds):.2f} s")
    print(f"bound of a task here: retry_budget {ours.RETRY_BUDGET} s and one timeout {ours.TIMEOUT} s")


# What passes by, and is over when the call is sent again, or looked after: no task may fail for one such fault.
PASSING = (
    *("503 with the API's body", "503 as HTML", "429, Retry-After in seconds", "429, Retry-After as a date"),
    *(f"{fault}, {done}" for fault in ("500", "502", "504", "connection reset") for done in ("not done", "but done")),
)
CUT = ("body cut short, not done", "body cut short, but done")
# Of us: only a create may be given up when its answer was begun and is not complete.
REQUIRED = {
    (fault, column.name): ("ok",)
    for column in ours.COLUMNS
    for fault in (PASSING if column.operation == "create" else PASSING + CUT)
}
# Of the other client only this is claimed elsewhere, so only this is checked.
KNOWN_OF_BOOMI: dict[tuple[str, str], tuple[str, ...]] = {
    ("500, but done", "create"): ("doubled",),
    **{
        (fault, column): ("gave up", "traceback")
        for fault in ("429, Retry-After in seconds", "429, Retry-After as a date", "connection reset, not done")
        for column in theirs.OPERATIONS
    },
}


def broken_promises(key: Key, cell: Cell) -> list[str]:
    """What is wrong in a cell of ours, and what was thought to be known of the other client and is not so."""
    where = f"{key.fault} on {key.column}, {'lasting' if key.lasting else 'once'}"
    found = [f"{where}: {problem}" for problem in cell.wrong]
    cell_of_table = (key.fault, key.column)
    if key.who == "theirs":
        expected = KNOWN_OF_BOOMI.get(cell_of_table)
    else:
        expected = None if key.lasting else REQUIRED.get(cell_of_table)
    if expected and cell.verdict not in expected:
        found.append(f"{key.who}, {where}: {cell.verdict}, where it has to be {' or '.join(expected)}")
    return found


def main() -> int:
    """Play, print, judge."""
    start = time.monotonic()
    cells = play_all(select(*[*sys.argv[1:], "", ""][:2]))
    # Where the machine was too busy to answer in time, that was another fault than the one of the cell.
    doubtful = [key for key, cell in cells.items() if broken_promises(key, cell)]
    cells.update(play_all(doubtful, os.cpu_count() or 1, SLOW))
    report(cells)
    found = [problem for key, cell in cells.items() for problem in broken_promises(key, cell)]
    print("\n".join(found))
    seconds = time.monotonic() - start
    print(f"{len(cells)} cells in {seconds:.0f} s, {len(doubtful)} played twice, {len(found)} broken promises")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
