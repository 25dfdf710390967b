# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role maintenance_window: what must not be stopped, forgotten, or taken for finished by mistake.

The story of a window is the integration target of the role.
"""

from __future__ import annotations

import json
import time
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.programs import run_ansible

Play = t.Callable[..., tuple[int, str]]


@pytest.fixture
def play(boomi: ModuleRunner, tmp_path: Path) -> Play:
    """Run the role, and return the exit status and what was printed."""

    def run(**variables: t.Any) -> tuple[int, str]:
        given = {f"maintenance_window_{name}": value for name, value in variables.items()}
        play = {
            "hosts": "localhost",
            "gather_facts": False,
            "module_defaults": {"group/community.boomi.boomi": boomi.connection},
            "vars": {"maintenance_window_file": str(tmp_path / "window.json"), **given},
            "roles": ["community.boomi.maintenance_window"],
        }
        (tmp_path / "play.yml").write_text(json.dumps([play]))
        ended = run_ansible("playbook", "play.yml", cwd=tmp_path)
        return ended.returncode, ended.stdout + ended.stderr

    return run


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"environmnets": ["Production"]}, "maintenance_window_environmnets: the role has no such variable."),
        ({"runtimes": "runtime-eu-1"}, "maintenance_window_runtimes must be a list."),
        ({"wait": "30m"}, "maintenance_window_wait must be a number of seconds."),
        ({"action": "stop"}, "Set maintenance_window_action to start or end"),
    ],
)
def test_what_is_wrong_with_variables_is_said_before_anything_is_looked_at(
    play: Play, sim: Simulator, variables: dict[str, t.Any], words: str
) -> None:
    status, output = play(**{"action": "start", **variables})
    assert (status, sim.calls) == (2, [])
    assert words in output


def test_it_waits_for_runs_of_its_processes_on_its_runtimes_alone(play: Play, boomi: ModuleRunner) -> None:
    sim, place = boomi.simulator, {"process": "Stock Levels", "runtime": "runtime-eu-1"}
    sim.attach(sim.install("Stock Levels")["id"], "Production")
    sim.attach_atom("runtime-eu-2", "Production")
    boomi("process_schedules", **place, schedules=[{"minutes": "0"}])
    [process] = boomi("process_info")["processes"]
    running = {"status": "INPROCESS", "processId": process["id"], "processName": process["name"]}
    now = time.time()

    def runs(seconds_ago: int, **fields: t.Any) -> None:
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - seconds_ago))
        sim.world.add_execution(**{**running, "executionTime": when, **fields})

    runs(60, atomId=boomi.named("atoms", "runtime-eu-2")["id"])
    options = {"action": "start", "runtimes": ["runtime-eu-1"], "wait": 1}
    assert play(**options)[0] == 0
    runs(60)
    # More of other processes, and all of them newer, than the module returns without a limit.
    for _other in range(100):
        runs(1, processId="other")
    status, output = play(**options)
    assert status == 2
    assert "Stock Levels still runs." in output
