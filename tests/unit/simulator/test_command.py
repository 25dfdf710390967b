# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

INSTANCE = "IntegrationPackInstance"
HERE = DEFAULT_CATALOGUE.parent


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Any]:
    """Start the command; gives the process and what its ready file says."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
        ready = tmp_path / "ready.json"
        process = subprocess.Popen(
            [sys.executable, str(HERE), "--ready-file", str(ready), *arguments],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        wait_until(lambda: ready.exists() or process.poll() is not None)
        assert ready.exists(), process.communicate()
        return process, json.loads(ready.read_text(encoding="utf-8"))

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_command_tells_address_and_credentials_and_ends_on_sigterm(command: Any) -> None:
    process, facts = command("--setting", "missing_status=410")
    account = facts["accounts"][0]
    user = account["users"][0]
    answer = requests.get(
        f"{facts['base_url']}/api/rest/v1/{account['id']}/{INSTANCE}/x",
        auth=(f"BOOMI_TOKEN.{user['username']}", user["api_token"]),
        timeout=30,
    )
    assert answer.status_code == 410
    assert facts["pid"] == process.pid
    state = requests.get(f"{facts['base_url']}/_simulator/state", timeout=30).json()
    assert state["settings"]["rate_limit"] == 10
    process.send_signal(signal.SIGTERM)
    printed, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert f"export BOOMI_API_URL={facts['base_url']}\n" in printed
    assert f"export BOOMI_API_TOKEN={user['api_token']}\n" in printed


def test_the_command_ends_when_asked_over_http_even_with_a_request_hanging(command: Any) -> None:
    process, facts = command("--quiet")
    control = f"{facts['base_url']}/_simulator"
    requests.post(f"{control}/faults", json={"kind": "hang"}, timeout=30)
    user = facts["accounts"][0]["users"][0]
    with pytest.raises(requests.ReadTimeout):
        requests.get(
            f"{facts['base_url']}/api/rest/v1/{facts['accounts'][0]['id']}/{INSTANCE}/x",
            auth=(f"BOOMI_TOKEN.{user['username']}", user["api_token"]),
            timeout=1,
        )
    assert requests.post(f"{control}/shutdown", timeout=30).status_code == 200
    assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_the_command_ends_by_itself_when_nobody_asks(command: Any) -> None:
    process, _facts = command("--idle-exit", "3", "--quiet")
    assert process.wait(timeout=30) == 0


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_command_goes_on_in_the_background_until_it_is_stopped(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    scenario = tmp_path / "scenario.yml"
    scenario.write_text("settings: {rate_limit: 7, latency: 1}", encoding="utf-8")
    where = ["--ready-file", str(ready)]
    started = run("--detach", "--scenario", str(scenario), "--latency", "0", "--idle-exit", "300", *where)
    try:
        facts = json.loads(ready.read_text(encoding="utf-8"))
        assert f"export BOOMI_API_URL={facts['base_url']}\n" in started.stdout
        state = requests.get(f"{facts['base_url']}/_simulator/state", timeout=30).json()
        assert (state["settings"]["rate_limit"], state["settings"]["latency"]) == (7, 0)
        again = run("--detach", *where)
        assert (again.returncode, "is running already: stop it first" in again.stderr) == (2, True)
    finally:
        stopped = run("--stop", *where)
    assert (stopped.returncode, stopped.stdout) == (0, "The simulator has stopped.\n")
    assert not ready.exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(facts["base_url"], timeout=30)
    assert run("--stop", *where).stdout == "No simulator was running.\n"


def test_a_start_in_the_background_that_fails_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    done = run("--detach", "--setting", "no_such=1", "--ready-file", str(ready))
    assert (done.returncode, ready.exists()) == (2, False)
    assert "unknown setting 'no_such'" in done.stderr


def test_the_variables_name_a_password_and_its_code_where_there_is_no_token(tmp_path: Path) -> None:
    scenario = tmp_path / "scenario.yml"
    scenario.write_text("accounts: [{id: a, users: [{name: u, password: p, otp: '12'}]}]", encoding="utf-8")
    with Simulator(scenario=scenario) as simulator:
        variables = simulator.variables
    assert [variables[f"BOOMI_{name}"] for name in ("USERNAME", "API_TOKEN", "PASSWORD", "OTP")] == ["u", "", "p", "12"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--setting", "no_such=1"], "unknown setting 'no_such'"),
        (["--setting", "latency"], "NAME=VALUE"),
        (["--latency", "x"], "setting latency"),
        (["--tls-cert", "x.pem"], "belong together"),
        (["--catalogue", "no-such.yml"], "no-such.yml cannot be read"),
        (["--scenario", "no-such.yml"], "no-such.yml cannot be read"),
        (["--detach"], "need --ready-file"),
        (["--stop"], "need --ready-file"),
    ],
)
def test_the_command_refuses_what_it_does_not_understand(arguments: list[str], problem: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
