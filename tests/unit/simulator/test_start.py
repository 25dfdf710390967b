# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How it is started: by the command line, with a scenario, and by the plugin of pytest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests
import yaml

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE, Scenario, ScenarioError
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

HERE = DEFAULT_CATALOGUE.parent
EXAMPLES = HERE / "examples"
PLUGIN = "ansible_collections.community.boomi.tests.simulator.pytest_plugin"
TESTS = """
import os
import pytest

@pytest.mark.boomi_scenario("one.yml")
def test_with_a_scenario(boomi_simulator):
    assert boomi_simulator.account_id == os.environ["BOOMI_ACCOUNT_ID"] == "mine-123456"
    assert boomi_simulator.base_url == os.environ["BOOMI_API_URL"]

def test_with_the_default(boomi_simulator):
    assert boomi_simulator.account_id == os.environ["BOOMI_ACCOUNT_ID"] == "acme-C7T2KD"
    assert not os.environ["BOOMI_OVERRIDE_ACCOUNT"]
    assert "BOOMI_TIMEOUT" not in os.environ

def test_without_it():
    assert os.environ["BOOMI_ACCOUNT_ID"] == "real-999999"
"""


# The command line


def test_the_command_tells_address_and_credentials_and_ends_on_sigterm(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    command = [sys.executable, str(HERE), "--ready-file", str(ready), "--setting", "missing_status=410"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_until(lambda: ready.exists() or process.poll() is not None)
            facts = json.loads(ready.read_text(encoding="utf-8"))
            user = facts["accounts"][0]["users"][0]
            assert ask(facts).status_code == 410
            assert facts["pid"] == process.pid
            state = requests.get(f"{facts['base_url']}/_simulator/state", timeout=30).json()
            assert state["settings"]["rate_limit"] == 10
        finally:
            process.send_signal(signal.SIGTERM)
            printed, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert f"export BOOMI_API_URL={facts['base_url']}\n" in printed
    assert f"export BOOMI_API_TOKEN={user['api_token']}\n" in printed


def ask(facts: dict[str, Any], timeout: float = 30) -> requests.Response:
    """Ask for an instance that is not there, as the first user of the first account."""
    account = facts["accounts"][0]
    user = account["users"][0]
    login = (f"BOOMI_TOKEN.{user['username']}", user["api_token"])
    return requests.get(
        f"{facts['base_url']}/api/rest/v1/{account['id']}/IntegrationPackInstance/x", auth=login, timeout=timeout
    )


def test_the_command_ends_by_itself_when_nobody_asks() -> None:
    done = run("--idle-exit", "3", "--quiet")
    assert (done.returncode, done.stdout) == (0, "")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(HERE), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_command_goes_on_in_the_background_until_it_is_stopped_even_with_a_request_hanging(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    scenario = tmp_path / "scenario.yml"
    scenario.write_text("settings: {rate_limit: 7, latency: 1}", encoding="utf-8")
    where = ["--ready-file", str(ready)]
    started = run("--detach", "--scenario", str(scenario), "--setting", "latency=0", "--idle-exit", "300", *where)
    try:
        facts = json.loads(ready.read_text(encoding="utf-8"))
        assert f"export BOOMI_API_URL={facts['base_url']}\n" in started.stdout
        state = requests.get(f"{facts['base_url']}/_simulator/state", timeout=30).json()
        assert (state["settings"]["rate_limit"], state["settings"]["latency"]) == (7, 0)
        again = run("--detach", *where)
        assert (again.returncode, "is running already: stop it first" in again.stderr) == (2, True)
        requests.post(f"{facts['base_url']}/_simulator/faults", json={"kind": "hang"}, timeout=30)
        with pytest.raises(requests.ReadTimeout):
            ask(facts, timeout=1)
    finally:
        stopped = run("--stop", *where)
    assert (stopped.returncode, stopped.stdout) == (0, "The simulator has stopped.\n")
    assert not ready.exists()
    with pytest.raises(requests.ConnectionError):
        requests.get(facts["base_url"], timeout=30)
    assert run("--stop", *where).stdout == "No simulator was running.\n"


def test_a_simulator_whose_ready_file_is_gone_leaves_that_of_the_next_one_alone(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    where = ["--quiet", "--idle-exit", "300", "--ready-file", str(ready)]
    with subprocess.Popen([sys.executable, str(HERE), *where]) as first:
        wait_until(ready.exists)
        ready.unlink()
        run("--detach", *where)
        first.terminate()
    assert run("--stop", "--ready-file", str(ready)).stdout == "The simulator has stopped.\n"


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
        (["--setting", "latency=x"], "setting latency"),
        (["--tls-cert", "x.pem"], "belong together"),
        (["--scenario", "no-such.yml"], "no-such.yml cannot be read"),
        (["--detach"], "need --ready-file"),
        (["--stop"], "need --ready-file"),
        (["--port", "80000"], "port must be 0-65535"),
        (["--idle-exit", "-1"], "--idle-exit takes seconds above 0, not -1"),
        (["--tls-cert", "x.pem", "--tls-key", "y.pem"], "x.pem and y.pem are no certificate with its key"),
        (["--ready-file", "no-such/ready.json"], "--ready-file takes a file in a directory that exists, not no-such"),
        (["--ready-file", "."], "--ready-file takes a file in a directory that exists, not ."),
        (["--stop", "--ready-file", "other.json"], "other.json is no ready file of a simulator: it has no base_url"),
        (["--detach", "--ready-file", "other.json"], "other.json is no ready file of a simulator: it has no base_url"),
    ],
)
def test_the_command_refuses_what_it_does_not_understand(
    arguments: list[str], problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.json").write_text("[1]", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == 2
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert Path("other.json").exists()


# Scenario files: what they prepare, and what they say about mistakes


def written(directory: Path, text: str) -> Path:
    path = directory / "scenario.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_scenario_has_its_objects_settings_and_faults_again_after_a_reset(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        accounts:
          - id: mine-123456
            users: [{name: me, api_token: t}]
            environments: [{name: Production}]
            runtimes: [{name: runtime-1, environment: Production}]
            executions: [{status: ERROR}]
            events: [{title: Broken}]
            audit_logs: [{message: Changed by hand}]
        packs: []
        settings: {missing_status: 404, rate_limit: 50}
        faults:
          - {kind: status, status: 503, operation: query, object: Environment}
        """,
    )
    with Simulator(scenario=path) as simulator, Caller(simulator) as caller:
        for _life in range(2):
            assert [caller.query("Environment").status_code for _turn in range(2)] == [503, 200]
            assert caller.get("Atom", "x").status_code == 404
            caller.create("Environment", name="Other")
            simulator.reset()
        contents = simulator.account("mine-123456").contents()
        assert [record["name"] for record in contents["environments"]] == ["Production"]
        assert contents["packs"] == []
        assert contents["execution_records"][0]["status"] == "ERROR"
        assert contents["events"][0]["title"] == "Broken"
        assert contents["audit_logs"][0]["message"] == "Changed by hand"
        assert simulator.settings["rate_limit"] == 50


def test_the_scenario_of_the_guide_can_be_used(tmp_path: Path) -> None:
    guide = (DEFAULT_CATALOGUE.parents[2] / "docs/docsite/rst/testing.rst").read_text(encoding="utf-8")
    text = guide.partition(".. code-block:: yaml\n")[2].partition("\n- ")[0]
    with Simulator(scenario=written(tmp_path, text)) as simulator:
        assert [fault.account for fault in simulator.world.faults.waiting()] == ["customer-D4E5F6"]


def test_a_section_that_a_scenario_leaves_out_is_that_of_the_default_catalogue(tmp_path: Path) -> None:
    scenario = Scenario.load(written(tmp_path, "packs: [{name: Mine}]"))
    assert scenario.accounts == Scenario.load(DEFAULT_CATALOGUE).accounts
    assert [pack["name"] for pack in scenario.packs] == ["Mine"]


def test_settings_beside_a_scenario_go_before_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "settings: {latency: 20, rate_limit: 50}")
    with Simulator(scenario=path, settings={"latency": 1}) as simulator:
        assert (simulator.settings["latency"], simulator.settings["rate_limit"]) == (1, 50)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("faults: [", "cannot be read"),
        ("{[packs]: []}", "found unhashable key"),
        ("", "expected a mapping with the keys accounts, packs, settings, faults"),
        ("latency: 5", "unknown: latency; the keys are accounts, packs, settings, faults"),
        ("settings: [latency]", "settings must be a mapping"),
        ("settings: {latncy: 5}", "settings: unknown setting 'latncy'"),
        ("settings: {latency: slow}", "settings: setting latency takes a number"),
        ("settings: {latency: -1}", "latency takes a number that is not negative, not -1"),
        ("settings: {latency: .inf}", "latency takes a number that is not negative, not inf"),
        ("settings: {missing_status: 418}", "missing_status takes one of 400, 404, 410, not 418"),
        ("settings: {without_privileges: 5}", "without_privileges takes a list of names, not 5"),
        ("settings: {partner: maybe}", "partner takes true or false, not 'maybe'"),
        ("accounts: [{id: a, environments: [{nmae: E}]}]", r"accounts\[0\]: environments\[0\]: unknown: nmae"),
        ("accounts: [{id: a, environments: [{id: e}]}]", r"environments\[0\]: name is missing"),
        ("accounts: [{id: a, environments: Test}]", "environments must be a list of mappings, not 'Test'"),
        ("accounts: [{id: a, users: [{name: u, otp: 804713}]}]", "otp must be text, not 804713: write it in quotes"),
        ("accounts: [{id: a, users: [{name: u, accounts: [b]}]}]", "unknown account: b"),
        ("accounts: [{id: a, runtimes: [{name: r, environment: E}]}]", r"runtimes\[0\]: 0 objects .* 'E'$"),
        ("accounts: [{id: a, sub_accounts: [b]}]", r"accounts\[0\]: unknown account: b; the accounts are a"),
        ("accounts: []", "there are no accounts"),
        ("faults: [{kind: hang}]\nfaults: []", r"faults is given twice\n .* line 2, column 1"),
        ("accounts: [{id: a, environments: [{name: e, classification: DEV}]}]", "PROD or TEST, not 'DEV'"),
        ("accounts: [{id: a, installed: [{pack: p}]}]", "0 integration packs are named 'p'"),
        ("packs: [{name: p, type: DOUBLE}]", r"packs\[0\]: .* SINGLE or MULTI, not 'DOUBLE'"),
        ("accounts: [{id: a}, {id: a}]", r"accounts\[1\]: there are two accounts a"),
        (
            "accounts: [{id: a, environments: [{name: e}, {name: e, classification: TEST}]}]",
            r"accounts\[0\]: environments\[1\]: there are two environments e",
        ),
        (
            "accounts: [{id: a, runtimes: [{name: r, id: x}, {name: s, id: x}]}]",
            r"runtimes\[1\]: there are two runtimes x",
        ),
        ("accounts: [{id: a, users: [{name: u}, {name: u}]}]", r"users\[1\]: there are two users u"),
        ("accounts: [{id: a, users: [{name: u}]}, {id: b, users: [{name: u}]}]", r"accounts\[1\]: .* two users u"),
        ("packs: [{name: p, id: x}, {name: q, id: x}]", r"packs\[1\]: there are two packs x"),
        ("packs: [{name: p, shared_with: [nobody]}]", r"packs\[0\]: unknown account: nobody; the accounts are acme-"),
        ("packs: [{name: p, processes: [q, q]}]", r"packs\[0\]: two of a pack's processes have one name: q, q"),
        ("packs: [{name: p, listeners: [q]}]", "a pack's listeners are some of its processes, not q"),
        (
            "packs: [{name: p, extensions: {conections: {}}}]",
            "extensions: unknown: conections; the keys are connections, ",
        ),
        ("packs: [{name: p, extensions: {connections: {}}}]", "extensions: connections: connection is missing"),
        ("packs: [{name: p, extensions: {connections: {connection: {}}}}]", "connection must be a list of mappings"),
        ("faults: [{kind: staus}]", r"faults\[0\]: a fault's kind is one of status, .*, not 'staus'"),
        ("faults: [{status: 500}]", r"faults\[0\]: a fault needs a kind"),
        ("faults: [{kind: hang, operaton: query}]", r"faults\[0\]: unknown: operaton; a fault takes account, "),
        ("faults: [{kind: hang}, {kind: status}]", r"faults\[1\]: a fault of kind status needs a status"),
        ("faults: [{kind: hang, account: nobody}]", r"faults\[0\]: unknown account: nobody; the accounts are acme-"),
        ("faults: [{kind: hang, object: Enviroment}]", r"faults\[0\]: unknown object: Enviroment; the objects are "),
        ("faults: [{kind: hang, times: often}]", "times is a whole number from 1"),
        ("faults: [{kind: hang, skip: -1}]", "skip is a whole number from 0"),
        ("faults: [{kind: hang, contains: 5}]", "contains is text"),
        ("faults: [{kind: hang, headers: {Retry-After: 5}}]", "headers is a mapping of texts"),
        ("faults: [{kind: status, status: 50}]", "status is a whole number from 100 to 999, not 50"),
        ("faults: [{kind: status, status: 500, retry_after: [5]}]", r"retry_after is seconds or text, not \[5\]"),
        ("faults: [{kind: empty, body: 5}]", "body is text, not 5"),
        ("faults: [{kind: hang, late_by: soon}]", "late_by is a number of seconds, not 'soon'"),
        ("faults: [{kind: redirect}]", "a fault of kind redirect needs a location"),
        ("faults: [{kind: redirect, status: 200, location: /}]", "status is one of 301, 302, 303, 307, 308, not 200"),
        ("faults: [{kind: garbage}]", "a fault of kind garbage needs a body"),
        ("faults: [{kind: reset, phase: during}]", "phase is one of before, after, late, not 'during'"),
        ("faults: [{kind: reset, operation: install}]", "operation is one of .*, not 'install'"),
        ("faults: [{kind: reset, phase: late, late_by: -1}]", "late_by is a number of seconds, not -1"),
        ("faults: [{kind: status, status: 500, form: pdf}]", "form is one of api, html, text, empty, not 'pdf'"),
    ],
)
def test_a_scenario_that_is_wrong_says_where_and_what(tmp_path: Path, text: str, problem: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ScenarioError, match=problem) as caught:
        Scenario.load(path)
    assert str(caught.value).startswith(str(path))


# The pytest plugin, as a user loads it, and the scenario of Molecule beside it


def test_the_plugin_gives_each_test_a_simulator_of_its_own_and_nothing_of_the_real_account(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "one.yml").write_text("accounts: [{id: mine-123456}]", encoding="utf-8")
    real = {"BOOMI_ACCOUNT_ID": "real-999999", "BOOMI_OVERRIDE_ACCOUNT": "real-888888", "BOOMI_TIMEOUT": "7"}
    # ansible-test names plugins there that take tests of collections alone.
    user = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", PLUGIN, "-p", "no:cacheprovider", "--strict-markers", "test_it.py"],
        cwd=tmp_path,
        env={**user, **real, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "3 passed" in done.stdout, done.stdout + done.stderr


def test_the_scenario_of_molecule_agrees_with_its_playbooks_and_the_simulator() -> None:
    def read(name: str) -> Any:
        return yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))

    molecule, account = read("molecule/default/molecule.yml"), read("scenario.yml")["accounts"][0]
    port = read("molecule/default/create.yml")[0]["vars"]["simulator_port"]
    assert molecule["provisioner"]["env"] == {
        "BOOMI_API_URL": f"http://127.0.0.1:{port}",
        "BOOMI_ACCOUNT_ID": account["id"],
        "BOOMI_USERNAME": account["users"][0]["name"],
        "BOOMI_API_TOKEN": account["users"][0]["api_token"],
    }
    for action in set(molecule["scenario"]["test_sequence"]) - {"idempotence"}:
        assert (EXAMPLES / "molecule" / "default" / f"{action}.yml").exists()
