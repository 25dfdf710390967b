# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules that tie runtimes, instances and roles to environments: results, and exactly which calls they make."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import (
    ATTACH,
    ENVIRONMENTS,
    PACKS,
    steps,
)
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import ATTACHMENTS as PACK_ATTACHMENTS
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import LOOK as INSTANCES

ATTACHMENTS = "POST EnvironmentAtomAttachment/query"
ATOMS = "POST Atom/query"


class Account:
    """The modules under test, and what the account holds."""

    def __init__(self, boomi: ModuleRunner) -> None:
        self.boomi = boomi
        self.sim = boomi.simulator

    def runtime(self, **options: t.Any) -> Outcome:
        return self.boomi("environment_atom_attachment", **options)

    def pack(self, **options: t.Any) -> Outcome:
        return self.boomi("integration_pack_environment_attachment", **options)

    def role(self, **options: t.Any) -> Outcome:
        return self.boomi("environment_role", **options)

    def id(self, store: str, name: str) -> str:
        return str(self.boomi.named(store, name)["id"])

    @property
    def places(self) -> dict[str, str]:
        """Where each runtime is."""
        account = self.sim.account()
        return {
            account.atoms[tie["atomId"]]["name"]: account.environments[tie["environmentId"]]["name"]
            for tie in account.atom_attachments.values()
        }


@pytest.fixture
def account(boomi: ModuleRunner) -> Account:
    return Account(boomi)


# Runtimes


def test_a_runtime_that_is_there_costs_three_calls_by_ids_and_by_names(account: Account) -> None:
    runtime, production = account.id("atoms", "runtime-eu-1"), account.id("environments", "Production")
    for options in ((runtime, production), ("runtime-eu-1", "Production")):
        outcome = account.runtime(runtime=options[0], environment=options[1])
        assert not outcome["changed"]
        assert outcome["environment_atom_attachment"]["atom_id"] == runtime
        assert outcome["environment_atom_attachment"]["environment_id"] == production
        assert steps(outcome.calls) == [ATOMS, ENVIRONMENTS, ATTACHMENTS]


def test_a_move_needs_to_be_allowed(account: Account) -> None:
    options = {"runtime": "runtime-eu-1", "environment": "Test"}
    refused = account.runtime(**options)
    production = account.id("environments", "Production")
    assert refused.failed
    assert f"is attached to environment 'Production' ({production})" in refused["msg"]
    assert refused["error"] == {"kind": "state", "candidates": [production]}
    foreseen = account.runtime(**options, allow_move=True, check_mode=True)
    assert account.places == {"runtime-eu-1": "Production"}
    outcome = account.runtime(**options, allow_move=True)
    assert account.places == {"runtime-eu-1": "Test"}
    assert (foreseen["changed"], foreseen["plan"]) == (True, outcome["plan"])
    assert foreseen["diff"]["before"] == outcome["diff"]["before"]


def test_a_runtime_whose_move_is_refused_is_shown_where_it_is(account: Account) -> None:
    was = account.runtime(runtime="runtime-eu-1", environment="Production")["environment_atom_attachment"]
    account.sim.add_fault("status", status=403, operation="create")
    outcome = account.runtime(runtime="runtime-eu-1", environment="Test", allow_move=True)
    assert (outcome.failed, outcome["changed"]) == (True, False)
    assert outcome["environment_atom_attachment"] == was
    assert outcome["diff"]["after"] == outcome["diff"]["before"]


def test_a_runtime_that_is_elsewhere_is_not_detached_there(account: Account) -> None:
    assert not account.runtime(runtime="runtime-eu-1", environment="Test", state="absent")["changed"]
    assert account.places == {"runtime-eu-1": "Production"}


@pytest.mark.parametrize("name", ["Tset", "test"])
def test_names_are_compared_exactly_and_an_unknown_one_offers_the_close_ones(account: Account, name: str) -> None:
    account.sim.set(name_case="insensitive")
    outcome = account.runtime(runtime="runtime-eu-2", environment=name)
    assert outcome.failed
    assert f"has no environment {name!r}. Did you mean 'Test'?" in outcome["msg"]
    assert outcome["error"] == {"kind": "state", "close_matches": ["Test"]}
    assert not account.sim.writes


@pytest.mark.parametrize("what", ["runtime", "environment"])
def test_what_does_not_exist_is_detached_already(account: Account, what: str) -> None:
    options = {"runtime": "runtime-eu-1", "environment": "Production", what: "nowhere"}
    outcome = account.runtime(**options, state="absent")
    assert not outcome["changed"]
    assert outcome["environment_atom_attachment"] is None


def test_a_name_that_two_runtimes_have_is_not_guessed(account: Account) -> None:
    twin = account.sim.add_atom("runtime-eu-1", id="00000000-0000-4000-8000-000000000001")
    for state in ("present", "absent"):
        outcome = account.runtime(runtime="runtime-eu-1", environment="Production", state=state)
        assert outcome.failed
        assert outcome["error"]["candidates"] == sorted([twin["id"], account.id("atoms", "runtime-eu-1")])


@pytest.mark.parametrize("what", ["runtime", "role"])
def test_an_id_that_does_not_exist_is_found_out_before_a_write_and_in_check_mode(account: Account, what: str) -> None:
    nobody = "00000000-0000-4000-8000-000000000009"
    for check_mode in (True, False):
        outcome = getattr(account, what)(**{what: nobody}, environment="Production", check_mode=check_mode)
        assert outcome.failed
        assert f"has no {what} {nobody!r}" in outcome["msg"]
    assert not account.sim.writes


def test_an_environment_that_takes_no_further_runtime_says_so(account: Account) -> None:
    account.sim.set(runtimes_per_environment=1)
    outcome = account.runtime(runtime="runtime-eu-2", environment="Production")
    assert outcome.failed
    assert outcome["error"]["api_message"] == "The environment takes no further runtime."
    assert outcome["changed"] is False


# Integration packs


def test_an_instance_is_attached_by_pack_and_name_and_then_left_alone(account: Account) -> None:
    instance = account.sim.install("Order Intake", "Domestic")
    account.sim.install("Order Intake", "International")
    options = {"integration_pack_name": "Order Intake", "name": "Domestic", "environment": "Test"}
    outcome = account.pack(**options)
    assert outcome["changed"]
    assert outcome["integration_pack_environment_attachment"]["integration_pack_instance_id"] == instance["id"]
    looks = [ENVIRONMENTS, PACKS, PACK_ATTACHMENTS, INSTANCES]
    assert steps(outcome.calls) == [*looks, ATTACH, PACK_ATTACHMENTS]
    again = account.pack(**options)
    assert not again["changed"]
    assert steps(again.calls) == looks
    ids = {
        "integration_pack_instance_id": instance["id"],
        "environment": account.id("environments", "Test"),
    }
    assert steps(account.pack(**ids).calls) == [ENVIRONMENTS, PACK_ATTACHMENTS, INSTANCES]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"integration_pack_name": "Stock Levels"}, "is not installed in account acme-C7T2KD. Install it first"),
        ({"integration_pack_name": "Stock Level"}, "Did you mean 'Stock Levels'"),
        ({"integration_pack_instance_id": "nope"}, "give the pack instead of integration_pack_instance_id, or"),
        ({"integration_pack_name": "Order Intake"}, "Give integration_pack_override_name, or integration_pack_insta"),
        ({"integration_pack_name": "Order Intake", "name": "Twin"}, "Give integration_pack_instance_id."),
    ],
)
def test_an_instance_that_is_missing_or_ambiguous_cannot_be_attached(
    account: Account, options: dict[str, str], words: str
) -> None:
    account.sim.install("Order Intake", "Domestic")
    for name in ("International", "Twin", "Twin"):
        account.sim.install("Order Intake", name)
    account.boomi.connection["retry_budget"] = 0
    outcome = account.pack(**options, environment="Test")
    assert outcome.failed
    assert words in outcome["msg"]
    assert not account.sim.writes


@pytest.mark.parametrize(
    "options",
    [
        {"integration_pack_name": "Stock Levels"},
        {"integration_pack_name": "Stock Level"},
        {"integration_pack_instance_id": "nope"},
        {"integration_pack_id": "nope"},
    ],
)
def test_an_instance_that_does_not_exist_is_detached_already(account: Account, options: dict[str, str]) -> None:
    outcome = account.pack(**options, environment="Test", state="absent")
    assert (outcome["changed"], outcome["integration_pack_environment_attachment"]) == (False, None)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"integration_pack_name": "Stock Levels"}, "has no instance of it either: there is nothing to remove."),
        ({"integration_pack_name": "Order Intake"}, "give integration_pack_instance_id to select one of them."),
    ],
)
def test_a_pack_that_is_not_shared_any_more_is_told_in_the_words_of_the_module(
    account: Account, options: dict[str, str], words: str
) -> None:
    account.sim.attach(account.sim.install("Order Intake")["id"], "Test")
    for name in ("Order Intake", "Stock Levels"):
        account.sim.account().packs.remove(account.sim.world.pack(name).id)
    outcome = account.pack(**options, environment="Test", state="absent")
    assert words in outcome.get("msg", str(outcome.get("warnings")))
    assert not account.sim.writes


# Roles


def test_a_user_who_may_not_read_roles_can_give_an_id(account: Account) -> None:
    account.sim.set(without_privileges=["ACCOUNT_ADMIN"])
    by_name = account.role(role="Production Support", environment="Production")
    assert by_name.failed
    assert "ACCOUNT_ADMIN" in by_name["msg"]
    by_id = account.role(role=account.id("roles", "Production Support"), environment="Production")
    assert by_id["changed"]
    assert len(account.sim.account().environment_roles) == 1


# All of them


@pytest.mark.parametrize(
    "settings",
    [
        {"empty_result": "null", "create_answer": "empty"},
        {"empty_result": "list", "single_result": "object", "create_answer": "no_id"},
        {"second_attachment": "existing", "order": "shuffled", "delete_body": "empty", "missing_status": 410},
        {"delete_body": "brace_true", "delete_missing": "success", "extra_fields": True, "order": "reverse"},
        {"query_processes": "absent", "single_name": "pack_name", "name_case": "insensitive"},
        {"visibility_delay": 0.05, "deletion_delay": 0.05, "number_of_results": "absent"},
    ],
)
def test_whatever_is_not_known_of_the_platform_the_result_is_the_same(
    account: Account, settings: dict[str, t.Any]
) -> None:
    account.sim.install("Invoice Sync")
    account.sim.set(**settings)
    # What is not seen at once is waited for; a small budget keeps the pauses short, and is enough here.
    account.boomi.connection["retry_budget"] = 1
    tasks: list[tuple[str, dict[str, t.Any]]] = [
        ("environment_atom_attachment", {"runtime": "runtime-eu-2", "environment": "Test"}),
        ("integration_pack_environment_attachment", {"integration_pack_name": "Invoice Sync", "environment": "Test"}),
        ("environment_role", {"role": "Standard User", "environment": "Test"}),
        ("environment", {"name": "Staging"}),
    ]
    for module, options in tasks:
        first, again = (account.boomi(module, **options) for _run in range(2))
        assert (first["changed"], again["changed"], again[module]) == (True, False, first[module])
        gone = [account.boomi(module, **options, state="absent")["changed"] for _run in range(2)]
        assert gone == [True, False]
