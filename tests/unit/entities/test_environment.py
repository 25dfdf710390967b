# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The environment module as a whole: what it returns, and exactly which calls it makes."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome


class Environments:
    """The module under test, and what the account holds."""

    def __init__(self, boomi: ModuleRunner) -> None:
        self.boomi = boomi
        self.sim: Simulator = boomi.simulator

    def __call__(self, **options: t.Any) -> Outcome:
        return self.boomi("environment", **options)

    @property
    def held(self) -> dict[str, dict[str, t.Any]]:
        return {record["name"]: record for record in self.sim.account().environments.values()}

    def shown(self, name: str) -> dict[str, t.Any]:
        """How the module shows what the account holds."""
        return {**self.held[name], "parent_environment": None, "parent_account": None}


@pytest.fixture
def environment(boomi: ModuleRunner) -> Environments:
    return Environments(boomi)


def test_an_environment_that_is_there_costs_one_call(environment: Environments) -> None:
    outcome = environment(name="Production", classification="PROD")
    assert not outcome["changed"]
    assert outcome["environment"] == environment.shown("Production")
    assert outcome["diff"] == {"before": environment.shown("Production"), "after": environment.shown("Production")}
    assert outcome.calls == ["POST Environment/query"]


def test_a_rename_to_a_name_that_is_taken_is_refused_after_one_call(environment: Environments) -> None:
    outcome = environment(id=environment.held["Test"]["id"], name="Production")
    assert outcome.failed
    assert outcome["error"] == {"kind": "state", "candidates": [environment.held["Production"]["id"]]}
    assert outcome.calls == ["POST Environment/query"]


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize("state", ["present", "absent"])
def test_an_id_given_as_a_name_is_refused(environment: Environments, state: str, check_mode: bool) -> None:
    test = environment.held["Test"]["id"]
    words = f"{test} is the ID of environment 'Test', and is given as name. Give it as id."
    assert environment(name=test, state=state, check_mode=check_mode)["msg"] == words
    listed = environment.boomi("account_configuration", environments=[{"name": test, "state": state}])
    assert listed["msg"] == words
    assert environment.sim.writes == []


def test_a_deleted_environment_is_gone_although_a_get_still_answers(environment: Environments) -> None:
    gone = environment.held["Test"]["id"]
    environment(name="Test", state="absent")
    assert environment.boomi("api_info", object="Environment", id=gone)["result"]["name"] == "Test"
    assert not environment(id=gone, state="absent")["changed"]
    assert "There is no environment" in environment(id=gone)["msg"]
    outcome = environment.boomi("environment_info", ids=[gone])
    assert (outcome["environments"], outcome["not_found_ids"]) == ([], [gone])


@pytest.fixture
def busy(environment: Environments) -> Environments:
    """An environment that an instance is attached to, beside the catalogue's runtime."""
    instance = environment.sim.install("Order Intake", "Domestic")
    environment.sim.attach(instance["id"], "Production")
    return environment


def test_an_environment_in_use_stays_and_the_error_lists_by_what(busy: Environments) -> None:
    outcome = busy(name="Production", state="absent")
    runtime = busy.boomi.named("atoms", "runtime-eu-1")
    instance = next(iter(busy.sim.account().instances))
    assert outcome.failed
    assert f"the runtimes 'runtime-eu-1' ({runtime['id']})" in outcome["msg"]
    assert outcome["error"] == {
        "kind": "state",
        "runtimes": [{"id": runtime["id"], "name": "runtime-eu-1"}],
        "integration_pack_instances": [{"id": instance, "name": "Domestic"}],
    }
    assert "Production" in busy.held
    assert not any(request.is_write for request in busy.sim.requests)


def test_force_detaches_first_and_shows_what_in_the_diff(busy: Environments) -> None:
    foreseen = busy(name="Production", state="absent", force=True, check_mode=True)
    outcome = busy(name="Production", state="absent", force=True)
    assert outcome["changed"]
    assert outcome["diff"] == foreseen["diff"]
    assert outcome["diff"]["before"]["runtimes"] == ["runtime-eu-1"]
    assert outcome["diff"]["before"]["integration_pack_instances"] == ["Domestic"]
    account = busy.sim.account()
    assert not account.atom_attachments
    assert not account.instance_attachments
    assert account.atoms
    assert account.instances
    assert [request.object for request in busy.sim.writes][2:] == ["Environment"]


def test_names_alone_are_missing_where_the_user_may_not_read_what_is_attached(busy: Environments) -> None:
    for name in ("Atom", "IntegrationPackInstance"):
        busy.sim.add_fault("status", status=403, object=name, times=None)
    outcome = busy(name="Production", state="absent")
    assert [thing["name"] for thing in outcome["error"]["runtimes"]] == [None]
    assert [thing["name"] for thing in outcome["error"]["integration_pack_instances"]] == [None]
    assert busy(name="Production", state="absent", force=True)["changed"]


def test_an_environment_stays_where_a_detach_is_refused(busy: Environments) -> None:
    busy.sim.add_fault("status", status=403, operation="delete", object="EnvironmentAtomAttachment")
    outcome = busy(name="Production", state="absent", force=True)
    assert outcome.failed
    assert outcome["changed"]
    assert outcome["environment"] == {**busy.shown("Production"), "runtimes": ["runtime-eu-1"]}
    assert busy.sim.account().atom_attachments
    assert not busy.sim.account().instance_attachments
