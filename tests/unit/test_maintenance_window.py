# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The role maintenance_window: what must not be stopped, forgotten, or taken for finished by mistake.

The story of a window is the integration target of the role.
"""

from __future__ import annotations

import json
import re
import time
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, Partner
from ansible_collections.community.boomi.tests.unit.programs import run_play

Play = t.Callable[..., tuple[int, str]]


@pytest.fixture
def play(boomi: ModuleRunner, tmp_path: Path) -> Play:
    """Run the role, for hosts with variables of their own or for one, and return the exit status and what was
    printed."""

    def run(
        hosts: t.Mapping[str, t.Mapping[str, t.Any]] | None = None,
        connection: t.Mapping[str, t.Any] | None = None,
        check: bool = False,
        **variables: t.Any,
    ) -> tuple[int, str]:
        def named(given: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
            return {f"maintenance_window_{name}": value for name, value in given.items()}

        ended = run_play(
            tmp_path,
            {
                host: named({"file": str(tmp_path / "window.json"), **variables, **own})
                for host, own in (hosts or {"localhost": {}}).items()
            },
            *["--check"] * check,
            module_defaults={"group/community.boomi.boomi": {**boomi.connection, **(connection or {})}},
            roles=["community.boomi.maintenance_window"],
        )
        return ended.returncode, ended.stdout + ended.stderr

    return run


def failure(output: str, host: str) -> str:
    """What Ansible says of the task of a host that has failed."""
    line: str
    [line] = re.findall(rf"^fatal: \[{host}\]: FAILED! => (.*)$", output, re.MULTILINE)
    return line


WRONG: tuple[tuple[dict[str, t.Any], str], ...] = (
    ({"environmnets": ["Production"]}, "maintenance_window_environmnets: the role has no such variable."),
    ({"runtimes": "runtime-eu-1"}, "maintenance_window_runtimes must be a list."),
    ({"runtimes": {"runtime-eu-1": None}, "environments": 5}, "_runtimes and maintenance_window_environments must be"),
    *(
        ({name: entries}, f"maintenance_window_{name} must list names or IDs, each of them a string.")
        for name, entries in (
            ("environments", ["Test", None]),
            ("environments", ["Test", []]),
            ("integration_packs", [" "]),
            ("integration_packs", []),
            ("runtimes", [5]),
        )
    ),
    (
        {"listeners": "y", "accept_changes": "flase"},
        "maintenance_window_listeners and maintenance_window_accept_changes must be true or false.",
    ),
    ({"environments": ["Test", "{{ nobody_set_this }}"]}, "'nobody_set_this' is undefined"),
    ({"file": ["window.json"]}, "and maintenance_window_file to the path of the note."),
    ({"wait": "30m"}, "maintenance_window_wait must be a number of seconds."),
    ({"action": "stop"}, "Set maintenance_window_action to start or end"),
)


def test_what_is_wrong_with_variables_is_said_before_anything_is_looked_at(play: Play, sim: Simulator) -> None:
    hosts = {f"host{number}": variables for number, (variables, _words) in enumerate(WRONG)}
    status, output = play(hosts, action="start")
    assert (status, sim.calls) == (2, [])
    for host, (_variables, words) in zip(hosts, WRONG):
        assert words in failure(output, host)


def test_what_is_no_note_is_refused_and_a_missing_note_is_told(play: Play, sim: Simulator, tmp_path: Path) -> None:
    other, none = tmp_path / "other.json", tmp_path / "none.json"
    other.write_text("- hosts: all\n")
    no_note = "is not the note of a window. Set maintenance_window_file to the path of the note."
    lost = {"action": "start", "file": "missing/window.json"}
    refused = {
        "other": f"{other} {no_note}",
        "directory": f"{tmp_path} {no_note}",
        "lost": "maintenance_window_file is missing/window.json, whose directory does not exist. Create it.",
    }
    hosts = {"none": {"file": str(none)}, "lost": lost}
    hosts |= {"other": {"file": str(other)}, "directory": {"file": str(tmp_path), "action": "start"}}
    status, output = play(hosts, action="end")
    assert {host: words in failure(output, host) for host, words in refused.items()} == dict.fromkeys(refused, True)
    assert "Finalization" not in output
    assert f"There is no {none}, the note of a window." in output
    assert "[none]: FAILED" not in output
    assert (status, other.read_text(), sim.writes) == (2, "- hosts: all\n", [])
    status, output = play({"lost": lost}, check=True)
    assert (status, refused["lost"] in failure(output, "lost")) == (2, True)


def schedule(boomi: ModuleRunner, *runtimes: str, **connection: t.Any) -> None:
    """Schedule a process on runtimes."""
    sim, account = boomi.simulator, connection.get("override_account")
    sim.world.attach(sim.install("Stock Levels", None, account)["id"], "Production", account)
    for runtime in runtimes:
        sim.world.attach_atom(runtime, "Production", account)
        options: dict[str, t.Any] = {"process": "Stock Levels", "runtime": runtime, "schedules": [{"minutes": "0"}]}
        assert boomi("process_schedules", **connection, **options)["changed"]


def enabled(sim: Simulator) -> list[tuple[str, str]]:
    """The accounts and runtimes with schedules that are enabled."""
    return [
        (account.id, account.atoms[record["atomId"]]["name"])
        for account in sim.world.accounts.values()
        for record in account.schedules.values()
        if record["Schedule"] and record["enabled"]
    ]


def test_it_waits_for_runs_of_its_processes_on_its_runtimes_alone(play: Play, boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    schedule(boomi, "runtime-eu-1", "runtime-eu-2")
    [process] = boomi("process_info")["processes"]
    running = {"status": "INPROCESS", "processId": process["id"], "processName": process["name"]}
    now = time.time()

    def runs(seconds_ago: int, **fields: t.Any) -> None:
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - seconds_ago))
        sim.world.add_execution(**{**running, "executionTime": when, **fields})

    runs(60, atomId=boomi.named("atoms", "runtime-eu-2")["id"])
    options = {"action": "start", "runtimes": ["runtime-eu-1"], "wait": 1}
    assert (play(**options)[0], enabled(sim)) == (0, [(sim.account_id, "runtime-eu-2")])
    # More of other processes, and all of them newer, than the module returns without a limit.
    for _other in range(100):
        runs(1, processId="other")
    status, output = play(**{**options, "runtimes": ["runtime-eu-2"]})
    assert (status, enabled(sim)) == (2, [])
    words = "Still running: Stock Levels. Its schedules and listeners are stopped and noted. Run again to keep waiting."
    assert words in output


def test_a_summary_tells_check_mode_and_an_id_for_a_name_that_the_user_may_not_read(
    play: Play, boomi: ModuleRunner
) -> None:
    schedule(boomi, "runtime-eu-1")
    runtime = boomi.named("atoms", "runtime-eu-1")["id"]
    boomi.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    for check, action, done, counts in (
        (True, "start", "would disable", "1 to disable, 0 to pause, 1 to note in "),
        (False, "start", "disabled", "1 disabled, 0 paused, 1 noted in "),
        (True, "end", "would enable", "1 to enable, 0 to resume, 0 left alone."),
        (False, "end", "enabled", "1 enabled, 0 resumed, 0 left alone."),
    ):
        status, output = play(action=action, listeners=False, wait=0, check=check)
        assert (status, [f'"{done} Stock Levels on {runtime}"' in output, counts in output]) == (0, [True] * 2), output


def test_what_cannot_be_started_stays_noted_and_keeps_nothing_else_from_being_started(
    play: Play, boomi: ModuleRunner, tmp_path: Path
) -> None:
    sim, note = boomi.simulator, tmp_path / "window.json"
    sim.world.add_pack("Hooks", processes=["Hook A", "Hook B"], listeners=["Hook A", "Hook B"])
    sim.world.attach(sim.install("Hooks")["id"], "Production")
    schedule(boomi, "runtime-eu-1", "runtime-eu-2")
    options: dict[str, t.Any] = {"environments": ["Production"], "wait": 0}
    assert play(action="start", **options)[0] == 0
    listeners = sim.account().listeners.values()
    assert (enabled(sim), {record["status"] for record in listeners}) == ([], {"paused"})
    noted = json.loads(note.read_text())
    sim.add_fault("status", status=403, operation="update", object="ProcessScheduleStatus")
    sim.add_fault("status", status=403, operation="change")
    status, output = play(action="end", **options)
    assert (status, len(enabled(sim))) == (2, 1)
    assert sorted(record["status"] for record in listeners) == ["listening"] * 3 + ["paused"]
    assert "1 enabled, 3 resumed, 0 left alone." in output
    assert f"Failed, and kept in {note}: Could not update ProcessScheduleStatus" in failure(output, "localhost")
    kept = json.loads(note.read_text())
    assert [len(kept[name]) for name in ("schedules", "listeners")] == [1, 1]
    assert all(row in noted[name] for name in ("schedules", "listeners") for row in kept[name])
    # Schedules do not wait for an answer about listeners.
    sim.add_fault("status", status=403, operation="ask")
    assert (play(action="end", **options)[0], len(enabled(sim)), json.loads(note.read_text())) == (2, 2, kept)
    assert (play(action="end", **options)[0], note.exists()) == (0, False)
    assert {record["status"] for record in listeners} == {"listening"}


def scheduled_in_two_accounts(boomi: ModuleRunner) -> dict[str, t.Any]:
    """Enable the schedules of a process in each of two accounts, and return the connection of their partner."""
    world, connection = boomi.simulator.world, Partner(boomi.simulator).connection
    world.add_environment("Production", account_id=BIRCH)
    world.add_atom("runtime-eu-1", account_id=BIRCH)
    for account in (ACME, BIRCH):
        schedule(boomi, "runtime-eu-1", **connection, override_account=account)
    return connection


def test_two_accounts_never_share_a_note(play: Play, boomi: ModuleRunner) -> None:
    sim, connection = boomi.simulator, scheduled_in_two_accounts(boomi)
    connection["override_account"] = "{{ inventory_hostname }}"
    for action, left in (("start", 1), ("end", 2)):
        status, output = play({ACME: {}, BIRCH: {}}, connection=connection, action=action, wait=0)
        assert (status, len(enabled(sim))) == (2, left)
        assert "is the note of a window in account" in output


def test_in_a_loop_over_accounts_it_stops_and_starts_what_is_in_each(boomi: ModuleRunner, tmp_path: Path) -> None:
    sim, connection = boomi.simulator, scheduled_in_two_accounts(boomi)
    defaults = {"group/community.boomi.boomi": {**connection, "override_account": "{{ item }}"}}
    given = {"file": f"{tmp_path}/{{{{ item }}}}.json", "environments": ["Production"], "wait": 0}
    for action, left in (("start", 0), ("end", 2)):
        names = {f"maintenance_window_{name}": value for name, value in {**given, "action": action}.items()}
        role = {"ansible.builtin.include_role": {"name": "community.boomi.maintenance_window"}, "vars": names}
        ended = run_play(tmp_path, {"localhost": {}}, module_defaults=defaults, tasks=[{**role, "loop": [ACME, BIRCH]}])
        assert (ended.returncode, len(enabled(sim))) == (0, left), ended.stdout
        assert "already in use" not in ended.stderr


def test_of_two_runs_at_once_one_stops_nothing_that_the_note_of_the_other_lacks(
    play: Play, boomi: ModuleRunner
) -> None:
    runtimes = ("runtime-eu-1", "runtime-eu-2")
    schedule(boomi, *runtimes)
    status, output = play({name: {"runtimes": [name]} for name in runtimes}, action="start", wait=0)
    assert (status, len(enabled(boomi.simulator))) == (2, 1)
    assert "and this run has stopped nothing." in " ".join(output.split())
