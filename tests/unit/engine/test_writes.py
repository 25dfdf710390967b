# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every run, whatever the API answers."""

from __future__ import annotations

import os
import subprocess
import sys
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.plugins.module_utils._objects.account import SECTIONS
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import MODULES, ModuleRunner, Outcome

Values = dict[str, t.Any]
REMOVALS = ("delete", "detach", "uninstall")
FAULTS = [
    *({"kind": "status", "status": status} for status in (400, 403, 409, 460, 500, 503)),
    {"kind": "reset"},
    {"kind": "reset", "phase": "after"},
    {"kind": "not_json", "phase": "after"},
]
PACK = {"integration_pack_name": "Order Intake"}
OLD = "11111111-2222-3333-4444-555555555555"


def told(fault: Values) -> str:
    return " ".join(str(value) for value in fault.values())


@pytest.fixture
def account(sim: Simulator) -> Simulator:
    """An account in which a part is to be replaced, and another to change places."""
    sim.add_environment("Old", id=OLD)
    sim.attach_atom("runtime-us-1", "Old")
    sim.attach(sim.install("Order Intake", "Domestic")["id"], "Old")
    sim.attach(sim.install("Invoice Sync")["id"], "Production")
    return sim


WHOLE: Values = {
    "environments": [
        {"name": "Production", "runtimes": ["runtime-eu-2"], "roles": ["Standard User"]},
        {"name": "Test", "runtimes": []},
        {"name": "New", "runtimes": ["runtime-us-1"], "roles": ["Administrator"]},
    ],
    "integration_packs": [
        {**PACK, "integration_pack_override_name": "International", "environments": ["New", "Test"]},
        {"integration_pack_name": "Invoice Sync", "environments": ["Test"]},
        {"integration_pack_name": "Stock Levels"},
    ],
    "purge": True,
    "force": True,
    "allow_move": True,
}


def held(sim: Simulator) -> set[tuple[str, str]]:
    """What the account holds. A runtime that is moved is still attached."""
    contents = sim.account().contents()
    return {
        (store, record["atomId"] if store == "atom_attachments" else record["id"])
        for store, records in contents.items()
        for record in records
    }


def looked_between(sim: Simulator) -> bool:
    """Tell whether the account was looked at before each create that had been sent already."""
    unseen: set[tuple[str, str]] = set()
    for request in sim.requests:
        sent = (str(request.object), str(request.body))
        if request.operation == "query":
            unseen = {one for one in unseen if one[0] != request.object}
        elif request.operation == "create":
            if sent in unseen:
                return False
            unseen.add(sent)
    return True


def hurried(boomi: ModuleRunner, module: str, **options: t.Any) -> Outcome:
    return boomi(module, retry_budget=0.4, **options)


@pytest.mark.parametrize("fault", FAULTS, ids=told)
def test_nothing_is_removed_where_a_create_has_failed_and_none_is_sent_twice_blindly(
    boomi: ModuleRunner, account: Simulator, fault: Values
) -> None:
    before = held(account)
    account.add_fault(**fault, operation="create", skip=FAULTS.index(fault), times=None)
    outcome = hurried(boomi, "account_configuration", **WHOLE)
    assert looked_between(account)
    # What was done although its answer was lost is found.
    assert outcome.failed is (fault.get("phase") != "after")
    if outcome.failed:
        assert before <= held(account)
        assert {c["status"] for c in outcome["changes"] if c["action"] in REMOVALS} == {"skipped"}
    account.clear_faults()
    again = boomi("account_configuration", **WHOLE)
    assert not again.failed
    assert again["changed"] is outcome.failed
    assert not boomi("account_configuration", **WHOLE)["changed"]


@pytest.mark.parametrize(
    ("module", "options", "fault"),
    [
        ("integration_pack_instances", {"instances": [{**PACK, "name": "International"}], "purge": True}, {}),
        ("integration_pack_instances", {"instances": [{**PACK, "name": "Domestic", "environments": ["Test"]}]}, {}),
        ("integration_pack_instance", {**PACK, "name": "Domestic", "environments": ["Test"]}, {}),
        ("environments", {"environments": [{"name": "New"}], "purge": True, "force": True}, {}),
        ("environments", {"environments": [{"name": "Production", "runtimes": ["runtime-eu-2"]}]}, {}),
        (
            "environments",
            {"environments": [{"id": OLD, "name": "New"}], "purge": True, "force": True},
            {"operation": "update"},
        ),
    ],
    ids=["install", "attach of many", "attach of one", "environment", "runtime", "rename"],
)
@pytest.mark.parametrize("status", [400, 403])
def test_what_was_to_be_replaced_stays_where_that_which_replaces_it_is_refused(
    boomi: ModuleRunner, account: Simulator, module: str, options: Values, fault: Values, status: int
) -> None:
    before = held(account)
    account.add_fault(**{"kind": "status", "status": status, "operation": "create", "times": None, **fault})
    outcome = boomi(module, **options)
    assert outcome.failed
    assert outcome["changed"] is False
    assert held(account) == before
    assert not [call for call in outcome.calls if call.startswith("DELETE")]
    assert "earlier try" not in outcome["msg"]
    assert "skipped" in {change["status"] for change in outcome["changes"]}


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_runtime_stays_where_the_one_that_replaces_it_is_refused_behind_a_detach(
    boomi: ModuleRunner, sim: Simulator, comes_back: bool
) -> None:
    sim.set(runtimes_per_environment=1)
    runtime = boomi.named("atoms", "runtime-eu-2")["id"] if comes_back else None
    sim.add_fault("status", status=400, operation="create", contains=runtime, skip=1, times=None)
    before = held(sim)
    outcome = boomi("environments", environments=[{"name": "Production", "runtimes": ["runtime-eu-2"]}])
    assert (outcome.failed, outcome["changed"], held(sim) == before) == (True, not comes_back, comes_back)
    words = "was removed for runtime 'runtime-eu-2' to 'Production', and could not be restored: Could not create"
    assert (words in outcome["msg"]) is not comes_back
    assert outcome["environments"][0]["runtimes"] == ["runtime-eu-1"] * comes_back


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "status", "status": 403, "operation": "delete"}, "could not be removed for it: Could not delete"),
        # Behind the reads, a create, and the look behind that.
        ({"kind": "close", "skip": 5}, "may have been removed for runtime 'runtime-eu-2' to 'Production', and could"),
    ],
    ids=["refused", "nothing answers any more"],
)
def test_what_was_to_make_room_and_is_not_known_to_have_left_is_not_said_to_have(
    boomi: ModuleRunner, sim: Simulator, fault: Values, words: str
) -> None:
    sim.set(runtimes_per_environment=1)
    before = held(sim)
    sim.add_fault(**fault, times=None)
    outcome = hurried(boomi, "environments", environments=[{"name": "Production", "runtimes": ["runtime-eu-2"]}])
    assert (outcome.failed, outcome["changed"], held(sim) == before) == (True, False, True)
    assert words in outcome["msg"]
    assert "was removed" not in outcome["msg"]
    assert outcome["environments"][0]["runtimes"] == ["runtime-eu-1"]


@pytest.mark.parametrize(
    "environments",
    [
        [{"name": "Production", "runtimes": ["runtime-eu-2"]}, {"name": "Test", "runtimes": ["runtime-eu-1"]}],
        [{"name": "Production", "runtimes": ["runtime-eu-2"]}, {"name": "Test", "runtimes": []}, {"name": "Old"}],
        [
            {"name": "Production", "runtimes": ["runtime-eu-2"]},
            {"name": "Test", "runtimes": []},
            {"name": "New", "runtimes": ["runtime-eu-1"]},
        ],
    ],
    ids=["two change places", "one is replaced", "one leaves a moment later"],
)
def test_values_are_set_before_anything_is_removed_where_a_runtime_has_no_room_at_first(
    boomi: ModuleRunner, account: Simulator, environments: list[Values]
) -> None:
    account.attach_atom("runtime-eu-2", "Test")
    account.set(runtimes_per_environment=1)
    leaves = boomi.named("atoms", "runtime-eu-1")["id"]
    account.add_fault("status", status=503, operation="create", contains=leaves)
    times = {"runtime": "runtime-eu-2", "schedules": [{"cron": "0 6 * * *"}]}
    wanted: Values = {
        "environments": environments,
        "integration_packs": [
            {"integration_pack_name": "Stock Levels", "environments": ["Production"], "schedules": [times]},
            {"integration_pack_name": "Invoice Sync", "state": "absent"},
        ],
    }
    outcome = boomi("account_configuration", **wanted)
    assert not outcome.failed, outcome["msg"]
    assert {change["status"] for change in outcome["changes"]} == {"done"}
    assert [change["action"] for change in outcome["changes"]].count("set") == 1
    written = [(request.object, request.operation) for request in account.writes]
    assert written.index(("ProcessSchedules", "update")) < written.index(("IntegrationPackInstance", "delete"))
    assert not boomi("account_configuration", **wanted)["changed"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"integration_packs": [{"integration_pack_name": "Order Intak"}]}, "Did you mean 'Order Intake'?"),
        (
            {"integration_packs": [{"integration_pack_name": "Stock Levels", "environments": ["Old"]}]},
            "environment 'Old' is not listed, so purge would remove it",
        ),
        ({"environments": [{"name": "New"}, {"name": "Old", "runtimes": ["runtime-eu-1"]}]}, "Set allow_move"),
    ],
    ids=["unknown", "in an environment that goes", "elsewhere"],
)
def test_what_cannot_be_planned_is_found_before_anything_is_written(
    boomi: ModuleRunner, account: Simulator, wanted: Values, words: str
) -> None:
    wanted = {"environments": [{"name": "Production"}, {"name": "New"}], **wanted}
    outcome = boomi("account_configuration", **wanted, purge=True, force=True)
    assert (outcome.failed, words in outcome["msg"]) == (True, True)
    assert account.writes == []


@pytest.mark.parametrize(
    "sections",
    [
        {"environments": [{"name": "Old", "state": "absent"}]},
        {"environments": [{"name": "Old"}], "integration_packs": [{**PACK, "state": "absent"}]},
    ],
    ids=["whole description", "section"],
)
def test_a_purge_is_refused_where_only_what_is_to_go_is_listed(
    boomi: ModuleRunner, account: Simulator, sections: Values
) -> None:
    outcome = boomi("account_configuration", **sections, purge=True, force=True)
    assert f"{[*sections][-1]} lists only what is to go, and purge would remove everything." in outcome["msg"]
    assert outcome.calls == []


def test_a_name_that_only_the_api_has_compared_removes_nothing(boomi: ModuleRunner, account: Simulator) -> None:
    account.install("Order Intake", "International")
    account.account().packs.remove(account.world.pack("Order Intake").id)
    outcome = boomi("integration_pack_instances", instances=[{**PACK, "name": "Domestic"}], purge=True)
    assert outcome.failed
    assert "By this name, the API finds the instances" in outcome["msg"]
    assert not account.writes


def test_a_name_that_several_packs_had_does_not_tell_which_is_meant(boomi: ModuleRunner, account: Simulator) -> None:
    packs = [key for key, pack in account.account().packs.items() if pack["name"] == "Price List"]
    for pack in packs:
        account.install(pack)
        account.account().packs.remove(pack)
    outcome = boomi("integration_pack_instance", integration_pack_name="Price List", state="absent")
    assert outcome["error"]["candidates"] == sorted(packs)
    assert "has instances of 2 integration packs called 'Price List', none of which is shared" in outcome["msg"]
    assert not account.writes


ATTACH = {"integration_pack_name": "Invoice Sync", "environments": ["Production", "Test"]}


@pytest.mark.parametrize(
    ("module", "options", "made", "settings"),
    [
        ("environment", {"name": "New"}, "Environment", {}),
        (
            "environment_atom_attachment",
            {"environment": "Test", "runtime": "runtime-eu-2"},
            "EnvironmentAtomAttachment",
            {},
        ),
        ("environment_role", {"environment": "Test", "role": "Standard User"}, "EnvironmentRole", {}),
        *(
            ("integration_pack_instance", ATTACH, "IntegrationPackEnvironmentAttachment", {"second_attachment": way})
            for way in ("refuse", "existing")
        ),
    ],
)
def test_what_was_made_and_shows_late_after_its_answer_was_lost_is_a_change(
    boomi: ModuleRunner,
    account: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    options: Values,
    made: str,
    settings: Values,
) -> None:
    # The first look is over by then, and the create that follows it is refused, since the object is there.
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    account.set(visibility_delay=0.8, **settings)
    account.add_fault("reset", operation="create", object=made, phase="after")
    before = held(account)
    outcome = boomi(module, **options)
    assert not outcome.failed
    assert outcome["changed"] is True
    assert looked_between(account)
    assert len(held(account) - before) == 1


@pytest.mark.parametrize("operation", ["create", "delete"])
def test_a_message_names_the_kind_of_object_once(boomi: ModuleRunner, account: Simulator, operation: str) -> None:
    account.add_fault("status", status=403, operation=operation, times=None)
    state = "present" if operation == "create" else "absent"
    tasks: list[tuple[str, dict[str, t.Any]]] = [
        ("environment", {"name": "New" if state == "present" else "Test"}),
        ("environment_role", {"environment": "Test", "role": "Standard User"}),
        ("integration_pack_instance", {**PACK, "name": "New" if state == "present" else "Domestic"}),
        ("environment_atom_attachment", {"environment": "Old", "runtime": "runtime-us-1"}),
    ]
    for module, options in tasks:
        outcome = boomi(module, state=state, **options)
        words = str(outcome.get("msg", "")).lower().split()
        assert not [pair for pair in zip(words, words[1:]) if len(set(pair)) == 1]


@pytest.mark.parametrize("module", ["environment", "environments"])
def test_a_module_that_deletes_environments_knows_by_itself_all_that_can_hold_one(module: str) -> None:
    code = (
        f"from {MODULES} import boomi_{module} as m;"
        "print(sorted(tie.name for tie, number in m.ENVIRONMENT.ties if tie.ends[number].holds))"
    )
    # In a process of its own, as Ansible runs it: nothing else has been imported there.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    holding = [tie.name for tie, number in SECTIONS["environments"].ties if tie.ends[number].holds]
    assert found.stdout.strip() == str(sorted(holding))


def test_what_is_there_is_told_whole_beside_an_install_where_queries_leave_a_part_out(
    boomi: ModuleRunner, account: Simulator
) -> None:
    account.set(query_processes="absent")
    outcome = boomi("integration_pack_instances", instances=[{**PACK, "name": name} for name in ("Domestic", "New")])
    assert [len(instance["processes"]) for instance in outcome["integration_pack_instances"]] == [2, 2]


def test_an_answer_that_does_not_say_which_instance_it_is_about_tells_nothing_of_any(
    boomi: ModuleRunner, account: Simulator
) -> None:
    account.set(create_answer="no_processes", query_processes="absent")
    account.add_fault("garbage", operation="get", body='{"@type": "IntegrationPackInstance"}')
    outcome = boomi.instance(integration_pack_name=PACK["integration_pack_name"], name="New")
    assert (outcome.failed, outcome["changed"]) == (False, True)
    assert outcome["integration_pack_instance"]["integration_pack_override_name"] == "New"


def test_an_export_changes_nothing_where_queries_do_not_list_what_something_is_tied_to(
    boomi: ModuleRunner, account: Simulator
) -> None:
    account.account().environments.remove(OLD)
    account.account().atoms.remove(boomi.named("atoms", "runtime-eu-1")["id"])
    exported = boomi("account_configuration_info")["configuration"]
    assert OLD in str(exported)
    outcome = boomi("account_configuration", **exported)
    assert (outcome.failed, outcome["changed"]) == (False, False)
