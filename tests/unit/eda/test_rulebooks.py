# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rulebooks, run by ansible-rulebook where that is installed, which needs Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.plugins.plugin_utils._watch import SPEC
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, reply
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

ROOT = Path(__file__).resolve().parents[3]
RULEBOOKS = ROOT / "extensions" / "eda" / "rulebooks"
PATIENCE = 1200

for_real = pytest.mark.skipif(
    shutil.which("ansible-rulebook") is None or shutil.which("java") is None,
    reason="ansible-rulebook or Java is not installed",
)


class Run:
    """A rulebook at work on the simulator, and what it prints."""

    def __init__(self, sim: Simulator, place: Path) -> None:
        self.sim, self.place = sim, place
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def printed(self) -> str:
        return (self.place / "printed").read_text(encoding="utf-8", errors="replace")

    def start(self, name: str, variables: dict[str, t.Any], replace: dict[str, str]) -> None:
        """Start a rulebook of the collection, whose waits are shortened as ``replace`` says."""
        text = (RULEBOOKS / f"{name}.yml").read_text(encoding="utf-8")
        for old, new in {"interval: 60": "interval: 1", **replace}.items():
            assert old in text
            text = text.replace(old, new)
        (self.place / "rulebook.yml").write_text(text, encoding="utf-8")
        (self.place / "vars.yml").write_text(json.dumps(variables), encoding="utf-8")
        python = shutil.which("python3", path=str(Path(shutil.which("ansible-rulebook") or "").parent))
        inventory = {
            "all": {"hosts": {"localhost": {"ansible_connection": "local", "ansible_python_interpreter": python}}}
        }
        (self.place / "inventory.yml").write_text(json.dumps(inventory), encoding="utf-8")
        environment = {
            **{name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")},
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT.parents[2]),
            "BOOMI_API_URL": self.sim.base_url,
            "BOOMI_ACCOUNT_ID": self.sim.account_id,
            "BOOMI_USERNAME": self.sim.username,
            "BOOMI_API_TOKEN": self.sim.token,
        }
        command = ["ansible-rulebook", "--rulebook", "rulebook.yml", "--inventory", "inventory.yml"]
        command += ["--vars", "vars.yml", "--shutdown-delay", "0"]
        with (self.place / "printed").open("wb") as printed:
            self._process = subprocess.Popen(
                command, cwd=self.place, env=environment, stdout=printed, stderr=subprocess.STDOUT
            )

    def wait_for(self, words: str) -> None:
        """Wait until it has printed these words."""
        try:
            wait_until(lambda: words in self.printed, PATIENCE)
        except AssertionError:
            pytest.fail(f"the rulebook does not print {words!r}:\n{self.printed}")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


@pytest.fixture
def rulebook(sim: Simulator, tmp_path: Path) -> t.Iterator[Run]:
    run = Run(sim, tmp_path)
    yield run
    run.stop()
    assert sim.token not in run.printed


@pytest.fixture
def chat() -> t.Iterator[RawServer]:
    """A server that takes messages."""
    with RawServer(reply(status=204)) as server:
        yield server


def wait_for_call(sim: Simulator, words: str, times: int = 1) -> None:
    wait_until(lambda: sum(words in call for call in sim.calls) >= times, PATIENCE)


def wait_for_first_answer(sim: Simulator, words: str) -> None:
    """Wait until the answer that later ones are compared with has been taken in: then it is asked again."""
    wait_for_call(sim, words, times=2)


@pytest.mark.parametrize("path", sorted(RULEBOOKS.iterdir()), ids=lambda path: path.stem)
def test_a_rulebook_gives_the_source_arguments_that_it_has_and_runs_what_is_there(path: Path) -> None:
    for ruleset in yaml.safe_load(path.read_text(encoding="utf-8")):
        for source in ruleset["sources"]:
            assert set(source["community.boomi.boomi_events"]) <= set(SPEC)
            assert set(source["community.boomi.boomi_events"]["watch"]) <= set(SPEC["watch"]["choices"])
        for rule in ruleset["rules"]:
            (action,) = rule["action"].values()
            name = action["name"].removeprefix("community.boomi.")
            there = [ROOT / "plugins" / "modules" / f"{name}.py", ROOT / "playbooks" / f"{name}.yml"]
            assert name.startswith("ansible.builtin.") or any(one.exists() for one in there)


def test_the_audit_log_is_watched_for_all_that_a_description_holds_and_the_log_tells() -> None:
    """The types of the vendor's page "Audit Log object"; extension values of an integration pack have their own."""
    (ruleset,) = yaml.safe_load((RULEBOOKS / "manual_change.yml").read_text(encoding="utf-8"))
    condition = ruleset["rules"][0]["condition"]
    told = {"as.environment", "as.extensions", "as.extensions.process", "as.ipack", "as.schedules"}
    assert {word for word in condition.split('"') if word.startswith("as.")} == told


@for_real
def test_a_runtime_that_goes_offline_is_told_and_its_name_is_no_template(
    sim: Simulator, rulebook: Run, chat: RawServer
) -> None:
    runtime = sim.world.add_atom("eu-{{ 7 * 7 }}")
    rulebook.start("runtime_offline", {"notify_url": f"{chat.base_url}/"}, {})
    wait_for_first_answer(sim, "Atom/query")
    runtime["status"] = "OFFLINE"
    wait_until(lambda: chat.requests, PATIENCE)
    words = f"Runtime eu-{{ {{ 7 * 7 }}}} of account {sim.account_id} is OFFLINE"
    assert json.loads(chat.requests[0].body) == {"text": words}


@for_real
def test_a_manual_change_is_checked_for_drift(sim: Simulator, rulebook: Run) -> None:
    description = {"environments": [{"name": "Production", "runtimes": []}]}
    variables = {"automation_user": sim.username, "description": description}
    rulebook.start("manual_change", variables, {"once_after: 1 minute": "once_after: 1 second"})
    wait_for_first_answer(sim, "AuditLog/query")
    sim.world.add_audit_log(date="2999-01-01T00:00:00Z", userId=sim.username)
    sim.world.add_audit_log(date="2999-01-01T00:00:01Z", userId="jane@acme.example", type="as.extensions.process")
    rulebook.wait_for("The account is not as described")
    assert not [call for call in sim.requests if call.is_write]


@for_real
def test_a_process_whose_schedule_was_missed_is_run(sim: Simulator, rulebook: Run) -> None:
    sim.attach(sim.install("Stock Levels")["id"], "Production")
    rulebook.start("missed_schedule", {}, {})
    wait_for_first_answer(sim, "Event/query")
    for second in range(3):
        sim.world.add_event(eventDate=f"2999-01-01T00:00:0{second}Z", eventType="process.missedSchedule")
    wait_for_call(sim, "ExecutionRequest")
    wait_for_call(sim, "ExecutionRecord")
    assert [record["processName"] for record in sim.account().execution_records.values()] == ["Stock Levels"]
