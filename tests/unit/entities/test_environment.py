# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Environments, and runtimes, instances and roles that are tied to them: results, and exactly which calls are made."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import Environments, Task
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import ATTACH, ENVIRONMENTS, PACKS, steps
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import ATTACHMENTS as PACK_ATTACHMENTS
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import LOOK as INSTANCES

RUNTIME, INSTANCE = "environment_atom_attachment", "integration_pack_environment_attachment"
ATOMS, ATTACHMENTS = "POST Atom/query", "POST EnvironmentAtomAttachment/query"
# Where a runtime is, each with where the simulator keeps it.
PLACE = {"runtime": ("atoms", "runtime-eu-1"), "environment": ("environments", "Production")}


class Environment(Task):
    """The module under test, and what the account holds."""

    @property
    def held(self) -> dict[str, dict[str, t.Any]]:
        return {record["name"]: record for record in self.sim.account().environments.values()}

    def shown(self, name: str) -> dict[str, t.Any]:
        """How the module shows what the account holds."""
        return {**self.held[name], "parent_environment": None, "parent_account": None}


@pytest.fixture
def environment(boomi: ModuleRunner) -> Environment:
    return Environment(boomi, "environment")


def test_a_rename_to_a_name_that_is_taken_is_refused_after_one_call(environment: Environment) -> None:
    outcome = environment(id=environment.held["Test"]["id"], name="Production")
    assert outcome.failed
    assert outcome["error"] == {"kind": "state", "candidates": [environment.held["Production"]["id"]]}
    assert outcome.calls == ["POST Environment/query"]


def test_a_name_that_is_not_plain_is_no_new_name_and_may_be_the_present_one(environment: Environment) -> None:
    odd = environment.sim.add_environment("Cafe\u0301 ")
    assert not environment(id=odd["id"], name=odd["name"])["changed"]
    outcome = environment(id=environment.held["Test"]["id"], name="Live ")
    assert (outcome.failed, outcome["error"]["option"]) == (True, "name")
    assert "Give 'Live'." in outcome["msg"]
    assert environment.sim.writes == []


def test_a_deleted_environment_is_gone_although_a_get_still_answers(environment: Environment) -> None:
    gone = environment.held["Test"]["id"]
    environment(name="Test", state="absent")
    assert environment.boomi("api_info", object="Environment", id=gone)["result"]["name"] == "Test"
    assert not environment(id=gone, state="absent")["changed"]
    assert "There is no environment" in environment(id=gone)["msg"]
    outcome = environment.boomi("environment_info", ids=[gone])
    assert (outcome["environments"], outcome["not_found_ids"]) == ([], [gone])


@pytest.fixture
def busy(environment: Environment) -> Environment:
    """An environment that an instance is attached to, beside the catalogue's runtime."""
    instance = environment.sim.install("Order Intake", "Domestic")
    environment.sim.attach(instance["id"], "Production")
    return environment


def test_an_environment_in_use_stays_and_the_error_lists_by_what(busy: Environment) -> None:
    outcome = busy(name="Production", state="absent")
    runtime = busy.boomi.named("atoms", "runtime-eu-1")
    instance = next(iter(busy.sim.account().instances))
    assert outcome.failed
    assert f"the runtimes 'runtime-eu-1' ({runtime['id']})" in outcome["msg"]
    assert f"instances 'Order Intake as Domestic' ({instance})" in outcome["msg"]
    assert outcome["error"] == {
        "kind": "state",
        "runtimes": [{"id": runtime["id"], "name": "runtime-eu-1"}],
        "integration_pack_instances": [{"id": instance, "name": "Domestic"}],
    }
    assert "Production" in busy.held
    assert not any(request.is_write for request in busy.sim.requests)


def test_force_detaches_first_and_tells_what(busy: Environment) -> None:
    # An instance of a SINGLE pack has the name of its pack alone.
    busy.sim.attach(busy.sim.install("Invoice Sync")["id"], "Production")
    foreseen = busy(name="Production", state="absent", force=True, check_mode=True)
    # The order of answers is not documented.
    busy.sim.set(order="reverse")
    outcome = busy(name="Production", state="absent", force=True)
    assert outcome["changed"]
    assert outcome["diff"] == foreseen["diff"]
    lost = "(its extension values are lost): -runtime-eu-1, -Order Intake as Domestic, -Invoice Sync"
    assert outcome["summary_lines"][1] == f"deleted environment Production {lost}"
    assert outcome["diff"]["before"]["runtimes"] == ["runtime-eu-1"]
    assert outcome["diff"]["before"]["integration_pack_instances"] == ["Invoice Sync", "Order Intake as Domestic"]
    account = busy.sim.account()
    assert not account.atom_attachments
    assert not account.instance_attachments
    assert account.atoms
    assert account.instances
    assert [request.object for request in busy.sim.writes][3:] == ["Environment"]


def test_names_alone_are_missing_where_the_user_may_not_read_what_is_attached(busy: Environment) -> None:
    for name in ("Atom", "IntegrationPackInstance"):
        busy.sim.add_fault("status", status=403, object=name, times=None)
    outcome = busy(name="Production", state="absent")
    assert [thing["name"] for thing in outcome["error"]["runtimes"]] == [None]
    assert [thing["name"] for thing in outcome["error"]["integration_pack_instances"]] == [None]
    assert busy(name="Production", state="absent", force=True)["changed"]


def test_an_environment_stays_where_a_detach_is_refused_and_is_shown_with_what_holds_it(busy: Environment) -> None:
    busy.sim.add_fault("status", status=403, operation="delete", object="IntegrationPackEnvironmentAttachment")
    outcome = busy(name="Production", state="absent", force=True)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    # The runtime was detached.
    left = {"runtimes": [], "integration_pack_instances": ["Order Intake as Domestic"]}
    assert outcome["environment"] == outcome["diff"]["after"] == {**busy.shown("Production"), **left}
    assert not busy.sim.account().atom_attachments
    assert busy.sim.account().instance_attachments


@pytest.fixture
def attach(boomi: ModuleRunner) -> Task:
    """Attach a runtime, which is in Production, to another environment."""
    return Task(boomi, RUNTIME, runtime="runtime-eu-1", environment="Test")


@pytest.fixture
def attach_pack(boomi: ModuleRunner) -> Task:
    """Attach an instance of a pack."""
    return Task(boomi, INSTANCE, environment="Test")


def test_a_runtime_that_is_there_costs_three_calls_by_ids_and_by_names(attach: Task) -> None:
    ids = {key: attach.boomi.named(*where)["id"] for key, where in PLACE.items()}
    for options in (ids, {key: name for key, (_store, name) in PLACE.items()}):
        outcome = attach(**options)
        assert not outcome["changed"]
        assert outcome[RUNTIME]["atom_id"] == ids["runtime"]
        assert outcome[RUNTIME]["environment_id"] == ids["environment"]
        assert steps(outcome.calls) == [ATOMS, ENVIRONMENTS, ATTACHMENTS]


def test_a_move_needs_to_be_allowed(attach: Task, environments: Environments) -> None:
    assert not attach(state="absent")["changed"]
    refused = attach()
    production = attach.boomi.named("environments", "Production")["id"]
    assert refused.failed
    assert f"is attached to environment 'Production' ({production})" in refused["msg"]
    assert refused["error"] == {"kind": "state", "candidates": [production]}
    foreseen = attach(allow_move=True, check_mode=True)
    assert environments.held == {"Production": ["runtime-eu-1"], "Test": []}
    outcome = attach(allow_move=True)
    assert environments.held == {"Production": [], "Test": ["runtime-eu-1"]}
    assert (foreseen["changed"], foreseen["plan"]) == (True, outcome["plan"])
    assert foreseen["diff"]["before"] == outcome["diff"]["before"]


def test_a_runtime_whose_move_is_refused_is_shown_where_it_is(attach: Task) -> None:
    was = attach(environment="Production")[RUNTIME]
    attach.sim.add_fault("status", status=403, operation="create")
    outcome = attach(allow_move=True)
    assert (outcome.failed, outcome["changed"], outcome[RUNTIME]) == (True, False, was)
    assert outcome["diff"]["after"] == outcome["diff"]["before"]


def test_an_instance_is_attached_by_pack_and_name_and_then_left_alone(attach_pack: Task) -> None:
    instance = attach_pack.sim.install("Order Intake", "Domestic")["id"]
    attach_pack.sim.install("Order Intake", "International")
    options = {"integration_pack_name": "Order Intake", "name": "Domestic"}
    outcome = attach_pack(**options)
    assert (outcome["changed"], outcome[INSTANCE]["integration_pack_instance_id"]) == (True, instance)
    looks = [ENVIRONMENTS, PACKS, PACK_ATTACHMENTS, INSTANCES]
    assert steps(outcome.calls) == [*looks, ATTACH, PACK_ATTACHMENTS]
    again = attach_pack(**options)
    assert (again["changed"], steps(again.calls)) == (False, looks)
    test = attach_pack.boomi.named("environments", "Test")["id"]
    by_ids = attach_pack(integration_pack_instance_id=instance, environment=test)
    assert steps(by_ids.calls) == [ENVIRONMENTS, PACK_ATTACHMENTS, INSTANCES]


def test_a_plan_is_the_same_whichever_way_an_instance_is_given(attach_pack: Task) -> None:
    instance = attach_pack.sim.install("Order Intake", "Domestic")["id"]
    pack = attach_pack.boomi.named("packs", "Order Intake")["id"]
    ways = [
        {"integration_pack_name": "Order Intake"},
        {"integration_pack_id": pack, "name": "Domestic"},
        {"integration_pack_instance_id": instance},
    ]
    foreseen = [attach_pack(**way, check_mode=True) for way in ways]
    assert {one["summary_lines"][1] for one in foreseen} == {"would change environment Test: +Order Intake as Domestic"}
    assert len({one["plan"] for one in foreseen}) == 1


def test_who_may_not_read_roles_can_give_an_id_and_who_may_not_write_is_told_what_it_takes(boomi: ModuleRunner) -> None:
    boomi.simulator.set(without_privileges=["ACCOUNT_ADMIN"])
    by_name = boomi("environment_role", role="Production Support", environment="Production")
    assert by_name.failed
    assert "ACCOUNT_ADMIN" in by_name["msg"]
    role = boomi.named("roles", "Production Support")["id"]
    assert boomi("environment_role", role=role, environment="Production")["changed"]
    assert len(boomi.simulator.account().environment_roles) == 1
    boomi.simulator.set(without_privileges=["ENV_MANAGEMENT"])
    refused = boomi("environment_role", role=role, environment="Test")
    assert "that this needs: API, ENV_MANAGEMENT and ATOM_MANAGEMENT" in refused["msg"]
    assert (refused.failed, refused["changed"], refused["environment_role"]) == (True, False, None)
