# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A whole account as one document: planned as a whole, approved, applied, told, and exported."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import Apply, ModuleRunner, Outcome

ACCOUNT: dict[str, t.Any] = {
    "environments": [
        {"name": "Production", "classification": "PROD", "runtimes": ["runtime-eu-1", "runtime-eu-2"]},
        {"name": "Staging", "classification": "TEST", "runtimes": ["runtime-us-1"], "roles": ["Production Support"]},
    ],
    "integration_packs": [
        {"integration_pack_name": "Invoice Sync", "environments": ["Production", "Staging"]},
        {"integration_pack_name": "Order Intake", "name": "Domestic", "environments": ["Production"]},
    ],
}


@pytest.fixture
def applied(apply: Apply) -> Outcome:
    return apply(**ACCOUNT, allow_move=True)


def test_an_account_as_described_costs_six_calls_and_two_for_roles(applied: Outcome, apply: Apply) -> None:
    without_roles = {**ACCOUNT, "environments": [ACCOUNT["environments"][0], {"name": "Staging"}]}
    again, fewer = apply(**ACCOUNT), apply(**without_roles)
    assert (again["changed"], len(again.calls), len(fewer.calls)) == (False, 8, 6)
    assert again["summary"] == {"unchanged": 4}
    assert again["summary_lines"][-1] == "4 unchanged."


def test_a_diff_shows_names_and_no_ids(applied: Outcome, sim: Simulator) -> None:
    account = sim.account()
    stores = (account.environments, account.atoms, account.instances, account.packs, account.roles)
    shown = json.dumps(applied["diff"])
    assert not [object_id for store in stores for object_id in store if object_id in shown]


def test_changes_say_where_something_was_by_name(applied: Outcome, apply: Apply) -> None:
    outcome = apply(integration_packs=[{**pack, "environments": []} for pack in ACCOUNT["integration_packs"]])
    assert [change["before"]["integration_pack_instance"] for change in outcome["changes"]] == [
        "Invoice Sync",
        "Invoice Sync",
        "Order Intake as Domestic",
    ]


@pytest.mark.parametrize("name", ["absent", "empty", "pack_name"])
def test_an_instance_of_a_single_pack_is_called_like_the_pack(
    applied: Outcome, apply: Apply, sim: Simulator, name: str
) -> None:
    sim.set(single_name=name)
    outcome = apply(integration_packs=[{"integration_pack_name": "Invoice Sync", "state": "absent"}])
    assert {change["name"] for change in outcome["changes"] if change["action"] == "uninstall"} == {"Invoice Sync"}


@pytest.mark.parametrize("changes", [{"account_id": "other-A1B2C3"}, {"api_token": "wrong"}])
def test_an_account_that_is_not_the_users_is_not_an_empty_one(boomi: ModuleRunner, changes: t.Any) -> None:
    boomi.simulator.set(wrong_account_status=403, bad_credentials_status=403)
    outcome = boomi("account_configuration_info", **changes)
    assert (outcome.failed, outcome.get("error", {}).get("status")) == (True, 403)


def test_a_purge_keeps_to_what_was_approved_and_tells_what_is_lost(
    applied: Outcome, apply: Apply, sim: Simulator
) -> None:
    smaller: dict[str, t.Any] = {
        "environments": [{"name": "Production"}],
        "integration_packs": [{"integration_pack_name": "Invoice Sync", "environments": ["Production"]}],
        "purge": True,
        "force": True,
    }
    refused = apply(**smaller, max_removals=3)
    assert "removes 4, but max_removals allows 3" in refused["msg"]
    plan = apply(**smaller, check_mode=True)["plan"]
    sim.install("Stock Levels")
    stale = apply(**smaller, expected_plan=plan)
    assert f"not the expected {plan}, and nothing was changed" in stale["msg"]
    assert len(sim.account().instances) == 3
    foreseen = apply(**smaller, check_mode=True)
    lost = "(its extension values and schedules are lost): -Production"
    assert f"would uninstall integration pack instance Order Intake as Domestic {lost}" in foreseen["summary_lines"]
    done = apply(**smaller, expected_plan=f" {foreseen['plan']}\n")
    assert (done["changed"], done["unlisted"]) == (True, {"environments": [], "integration_packs": []})
    assert [record["name"] for record in sim.account().environments.values()] == ["Production"]
    assert len(sim.account().instances) == 1


def test_what_is_called_otherwise_by_now_is_not_what_was_approved_to_go(
    applied: Outcome, boomi: ModuleRunner, apply: Apply
) -> None:
    wanted: dict[str, t.Any] = {"environments": [{"name": "Production"}], "purge": True, "force": True}
    plan = apply(**wanted, check_mode=True)["plan"]
    boomi.named("environments", "Staging")["name"] = "Keep this"
    stale = apply(**wanted, expected_plan=plan)
    assert f"not the expected {plan}, and nothing was changed. It is: " in stale["msg"]
    assert "delete environment 'Keep this'" in stale["msg"]


UNTIED: dict[str, t.Any] = {
    "environments": [{"name": "Production", "runtimes": ["runtime-us-1"]}, {"name": "Staging", "roles": []}],
    "integration_packs": [{"integration_pack_name": "Invoice Sync", "environments": ["Production"]}],
}


@pytest.mark.parametrize(
    ("store", "name", "told"),
    [
        ("atoms", "runtime-eu-2", "detach runtime 'New name' in 'Production'"),
        ("roles", "Production Support", "detach role 'New name' in 'Staging'"),
        ("packs", "Invoice Sync", "detach environment 'Staging' in 'New name'"),
        ("environments", "Staging", "move runtime 'runtime-us-1' to 'Production'"),
    ],
)
def test_neither_is_what_is_only_to_leave_something(
    applied: Outcome, boomi: ModuleRunner, apply: Apply, store: str, name: str, told: str
) -> None:
    by_id = {
        section: [
            {**item, "id": boomi.named("environments", item["name"])["id"], "name": None}
            if "name" in item
            else {
                **item,
                "integration_pack_name": None,
                "integration_pack_id": boomi.named("packs", "Invoice Sync")["id"],
            }
            for item in items
        ]
        for section, items in UNTIED.items()
    }
    plan = apply(**UNTIED, allow_move=True, check_mode=True)["plan"]
    assert apply(**by_id, allow_move=True, check_mode=True)["plan"] == plan
    boomi.named(store, name)["name"] = "New name"
    stale = apply(**by_id, allow_move=True, expected_plan=plan)
    assert f"not the expected {plan}, and nothing was changed. It is: " in stale["msg"]
    assert told in stale["msg"]


def test_single_items_may_be_absent(applied: Outcome, apply: Apply, sim: Simulator) -> None:
    outcome = apply(
        environments=[{"name": "Staging", "state": "absent", "runtimes": ["runtime-us-1"]}],
        integration_packs=[
            {"integration_pack_name": "Invoice Sync", "environments": ["Production"]},
            {"integration_pack_name": "Order Intake", "state": "absent"},
        ],
    )
    assert outcome["changed"]
    assert [change["action"] for change in outcome["changes"]] == ["detach", "uninstall", "delete"]
    assert "Staging" not in [record["name"] for record in sim.account().environments.values()]


def test_a_summary_says_why_what_is_attached_could_not_be_detached(
    applied: Outcome, apply: Apply, sim: Simulator
) -> None:
    names = {"Invoice Sync", "Order Intake as Domestic"}
    held = apply(environments=[{"name": "Production", "state": "absent"}])
    assert [name for name in names if f"'{name}' (" not in held["msg"]] == []
    sim.add_fault("status", status=403, operation="delete", object="EnvironmentAtomAttachment", times=2)
    failed = apply(environments=[{"name": "Production", "state": "absent"}], force=True)
    assert "2 of 3 changes failed; further changes skipped: 1." in failed["msg"]
    # What was detached for a deletion that did not come is told as well.
    (*detached, change) = failed["changes"]
    assert {(one["object"], one["status"]) for one in detached} == {("integration pack instance", "done")}
    assert {one["name"] for one in detached} == names
    assert change["error"].startswith("Runtime 'runtime-eu-2' in 'Production' failed: Could not delete")
    assert f"skipped: delete environment 'Production': r{change['error'][1:]}" in failed["summary_lines"]
    assert change["error"].endswith("API and ATOM_MANAGEMENT.")


def test_null_is_not_given_and_a_number_for_a_name_is_warned_of(apply: Apply, boomi: ModuleRunner) -> None:
    outcome = apply(
        environments=[{"name": 1.1, "classification": None, "runtimes": None}],
        integration_packs=[
            {"integration_pack_name": "Invoice Sync", "integration_pack_id": None, "environments": [1.1]}
        ],
    )
    assert outcome["changed"]
    assert [pack["environments"] for pack in outcome["configuration"]["integration_packs"]] == [["1.1"]]
    warnings = json.dumps(outcome["warnings"])
    assert "YAML reads environments[0].name as the number 1.1" in warnings
    assert "YAML reads integration_packs[0].environments[0] as the number 1.1" in warnings
    assert "as the boolean True" in str(boomi("environment", name=True, check_mode=True)["warnings"])
    failed = boomi("environment_role", environment=83, role="Administrator")
    assert "has no environment '83'" in failed["msg"]
    assert "YAML reads environment as the number 83" in str(failed["warnings"])
    # ansible-core 2.16 finds it itself, and says it in words of its own.
    refused = apply(environments=[{"name": "A", "runtimes": [None]}])
    assert (refused.failed, "runtimes" in refused["msg"], refused.calls) == (True, True, [])
