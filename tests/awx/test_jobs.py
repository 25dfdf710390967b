# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The job templates, run as AWX runs them: with answers of their surveys, and along the workflow."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.tests.awx.jobs import Runner
from ansible_collections.community.boomi.tests.awx.programs import ROOT, load
from ansible_collections.community.boomi.tests.simulator import Simulator

TEMPLATES = {entry["name"]: entry for entry in load("job_templates.yml")}
QUESTIONS = {question["variable"]: question for question in load("survey.yml")}
SECRET = "a-secret-of-the-ledger"
LEDGER = {"connections": [{"name": "Ledger", "fields": [{"id": "password", "secret": SECRET}]}]}
DESCRIPTION = {
    "environments": [{"name": "Production", "extensions": LEDGER}, {"name": "Staging"}],
    "integration_packs": [{"integration_pack_name": "Invoice Sync", "environments": ["Production"]}],
}
# As a browser sends what somebody has typed into a text area.
TEXT = yaml.safe_dump(DESCRIPTION).replace("\n", "\r\n")


@pytest.fixture
def run(sim: Simulator, tmp_path: Path) -> Runner:
    return Runner(sim, ROOT.parents[2], tmp_path)


def answers(name: str, blank: t.Any = "default", **given: t.Any) -> dict[str, t.Any]:
    """Answer the survey of a template: each question with its default, or with what is sent for a blank."""
    asked = [QUESTIONS[variable] for variable in TEMPLATES[name]["survey"]]
    if blank == "default":
        found = {question["variable"]: question["default"] for question in asked if "default" in question}
    else:
        found = {question["variable"]: blank for question in asked}
    return {**found, **given}


def test_the_workflow_applies_exactly_what_was_checked_and_shows_no_secret(run: Runner, sim: Simulator) -> None:
    given = answers("check", account_bootstrap_description=TEXT)
    check = run(TEMPLATES["check"], given)
    assert check.status == "successful", check.stdout
    assert "would create environment Staging" in check.stdout
    assert sim.writes == []
    assert list(check.artifacts) == ["boomi_plans"]
    assert sorted(check.artifacts["boomi_plans"]["localhost"]) == ["plan", "summary", "summary_lines"]

    # A workflow hands on the answers of its own survey, and the artifacts of earlier jobs.
    other = run(TEMPLATES["apply"], {**given, "account_bootstrap_purge": "yes", **check.artifacts})
    assert other.status == "failed"
    assert sim.writes == []
    apply = run(TEMPLATES["apply"], {**given, **check.artifacts})
    assert apply.status == "successful", apply.stdout
    assert "created environment Staging" in apply.stdout
    assert sim.writes != []
    for job in (check, other, apply):
        assert sim.token not in job.everything
        assert SECRET not in job.everything


@pytest.mark.parametrize("blank", [" ", None])
def test_what_is_left_blank_is_not_set(run: Runner, sim: Simulator, blank: str | None) -> None:
    job = run(TEMPLATES["check"], answers("check", blank, account_bootstrap_description=TEXT))
    assert job.status == "successful", job.stdout
    assert "would create environment Staging" in job.stdout
    assert "delete" not in job.stdout


def test_a_teardown_is_a_check_first_and_a_run_needs_its_plan(run: Runner, sim: Simulator) -> None:
    given = answers("teardown", "", account_bootstrap_description="environments: [{name: Test}]")
    check = run(TEMPLATES["teardown"], given)
    assert check.status == "successful", check.stdout
    assert "would delete environment Test" in check.stdout
    template = {**TEMPLATES["teardown"], "job_type": "run"}
    refused = run(template, given)
    assert refused.status == "failed"
    assert "No plan is approved for localhost." in refused.stdout
    assert sim.writes == []
    plan = check.artifacts["boomi_plans"]["localhost"]["plan"]
    done = run(template, {**given, "account_bootstrap_expected_plan": plan})
    assert "deleted environment Test" in done.stdout


def test_an_account_is_exported_to_the_file_of_the_survey(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "account.yml"
    job = run(TEMPLATES["export"], answers("export", "", account_export_dest=str(file)))
    assert job.status == "successful", job.stdout
    exported = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert "Production" in str(exported)


def test_hosts_of_the_inventory_stand_for_accounts(run: Runner, sim: Simulator) -> None:
    accounts = {"acme": "acme-C7T2KD", "birch": "birch-B4M9XW"}
    inventory = {"all": {"hosts": {name: {"boomi_override_account": account} for name, account in accounts.items()}}}
    text = "environments: [{name: Production}, {name: Staging}]"
    given = answers("check", account_bootstrap_description=text, boomi_hosts=" all ")
    check = run(TEMPLATES["check"], given, inventory, account="partner-P1H8QZ")
    plans = check.artifacts["boomi_plans"]
    assert {name: plan["summary"]["create"] for name, plan in plans.items()} == {
        "acme": {"foreseen": 1},
        "birch": {"foreseen": 2},
    }
    apply = run(TEMPLATES["apply"], {**given, **check.artifacts}, inventory, account="partner-P1H8QZ")
    assert apply.status == "successful", apply.stdout
    assert {request.effective_account for request in sim.writes} == set(accounts.values())


@pytest.mark.parametrize("pattern", ["customer", "all"])
def test_a_pattern_without_hosts_is_no_green_job_that_does_nothing(run: Runner, sim: Simulator, pattern: str) -> None:
    hosts = {} if pattern == "all" else {"acme": {"boomi_override_account": "acme-C7T2KD"}}
    inventory = {"customers": {"hosts": hosts}}
    given = answers("check", account_bootstrap_description=TEXT, boomi_hosts=pattern)
    job = run(TEMPLATES["check"], given, inventory)
    assert job.status == "failed"
    assert f"boomi_hosts is {pattern}, which matches no host of the inventory. Correct it." in job.stdout
    assert sim.requests == []
