# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes whose answers go wrong: nothing is made twice, and what was done is said."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import (
    ARCHIVE,
    MADE,
    OPTIONS,
    WHO,
    Environments,
    Items,
    names_of,
    shown,
)
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR
from ansible_collections.community.boomi.tests.unit.waiting import on_request

CLOUD_RUNTIME = OPTIONS["atom"]


def creates(sim: Simulator, name: str) -> int:
    return sum(request.operation == "create" and request.object == name for request in sim.requests)


@pytest.mark.parametrize(
    "settings",
    [
        {"empty_result": "null", "create_answer": "empty"},
        {"empty_result": "list", "single_result": "object", "create_answer": "no_id"},
        {"second_attachment": "existing", "order": "shuffled", "delete_body": "empty", "missing_status": 410},
        {"delete_body": "brace_true", "delete_missing": "success", "extra_fields": True, "order": "reverse"},
        {"query_processes": "absent", "single_name": "pack_name", "name_case": "insensitive"},
        {"visibility_delay": 0.05, "deletion_delay": 0.05, "number_of_results": "absent"},
        # Nothing but that the answer to the create is lost.
        {},
    ],
)
@pytest.mark.parametrize("name", MADE)
def test_whatever_is_not_known_of_the_platform_one_object_is_made_and_the_result_is_the_same(
    request: pytest.FixtureRequest, name: str, settings: dict[str, t.Any]
) -> None:
    module, options = MADE[name]
    boomi: ModuleRunner = request.getfixturevalue(WHO.get(module, "boomi"))
    boomi.simulator.install("Invoice Sync")
    boomi.simulator.set(**settings)
    before = len(boomi("api_info", object=name)["result"])
    if not settings:
        boomi.simulator.add_fault("status", operation="create", status=502, phase="after")
    # What is not seen at once is waited for; a small budget keeps the pauses short, and is enough here.
    boomi.connection["retry_budget"] = 1
    first, again = (boomi(module, **options) for _run in range(2))
    assert (first.failed, first["changed"], bool(first[module]["id"])) == (False, True, True)
    assert (again["changed"], again[module]) == (False, first[module])
    assert len(boomi("api_info", object=name)["result"]) == before + 1
    gone = [boomi(module, **options, state="absent")["changed"] for _run in range(2)]
    assert gone == [True, False]


def test_an_answer_with_another_object_has_nothing_to_tell(
    boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sample of the vendor answers the create of an attachment with an environment."""
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.1)
    boomi.simulator.set(visibility_delay=60)
    body = '{"@type": "Environment", "id": "an environment", "name": "Test"}'
    boomi.simulator.add_fault("garbage", operation="create", phase="after", body=body)
    outcome = boomi("environment_atom_attachment", runtime="runtime-eu-2", environment="Test")
    assert outcome["changed"]
    assert outcome["environment_atom_attachment"]["id"] is None


@pytest.mark.parametrize(
    ("module", "options", "unique"),
    [
        ("environment", {"name": "Staging"}, True),
        ("atom", CLOUD_RUNTIME, False),
        ("integration_pack_instance", {"integration_pack_name": "Order Intake", "name": "Domestic"}, False),
    ],
)
def test_a_second_copy_that_may_show_up_is_told_of_where_the_api_may_keep_two(
    boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, module: str, options: dict[str, t.Any], unique: bool
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    boomi.simulator.add_fault("status", status=500, operation="create")
    outcome = boomi(module, **options)
    assert (outcome.failed, outcome["changed"]) == (False, True)
    warnings = [str(warning) for warning in outcome.get("warnings", [])]
    assert ["a second copy may show up" in warning for warning in warnings] == ([] if unique else [True])


@pytest.mark.parametrize("twice", ["refuse", "allow"])
def test_a_pack_whose_create_is_sent_again_is_one_or_both_are_told_of(
    publisher: ModuleRunner, monkeypatch: pytest.MonkeyPatch, twice: str
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    sim = publisher.simulator
    sim.set(published_twice=twice)
    sim.add_fault("reset", operation="create", phase="after")
    # What the first create has made does not show before the second one.
    sim.add_fault("garbage", operation="query", body='{"result": []}', times=None)
    on_request(sim, "create", lambda: sim.clear_faults() if creates(sim, "PublisherIntegrationPack") else None)
    module, options = MADE["PublisherIntegrationPack"]
    outcome = publisher(module, **options, retry_budget=10)
    assert (outcome.failed, creates(sim, "PublisherIntegrationPack")) == (twice == "allow", 2)
    made = [pack.id for pack in sim.world.packs.values() if pack.name == options["name"]]
    if twice == "allow":
        assert outcome["error"]["candidates"] == sorted(made)
    else:
        assert (outcome["changed"], [outcome[module]["id"]]) == (True, made)


@pytest.mark.parametrize("lost", [0, 1], ids=["another run has made it", "the first create has made it"])
def test_a_runtime_that_shows_in_the_place_of_the_one_that_was_created_is_a_second_one(
    boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.3)
    sim = boomi.simulator
    sim.set(visibility_delay=60)
    if lost:
        sim.add_fault("status", status=500, operation="create")
    # It shows when the create comes in that is answered.
    on_request(sim, "create", lambda: sim.add_atom("cloud-eu") if creates(sim, "Atom") == lost else None)
    outcome = boomi("atom", **CLOUD_RUNTIME)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    made = [record["id"] for record in sim.account().atoms.values() if record["name"] == "cloud-eu"]
    assert outcome["error"]["candidates"] == sorted(made)
    assert len(made) == 2


@pytest.mark.parametrize("status", [400, 409])
@pytest.mark.parametrize("classification", ["TEST", "PROD"])
def test_what_another_run_has_made_at_the_same_moment_is_adopted_unchanged_unless_it_differs(
    boomi: ModuleRunner, classification: str, status: int
) -> None:
    sim = boomi.simulator
    sim.add_fault("status", status=status, operation="create", body='{"message": "already there"}')
    on_request(sim, "create", lambda: sim.add_environment("Staging", classification=classification))
    outcome = boomi("environment", name="Staging", classification="TEST")
    assert (outcome.failed, outcome["changed"]) == (classification == "PROD", False)
    assert (outcome["environment"] or {}).get("name") == (None if outcome.failed else "Staging")
    words = "was created a moment ago, but its classification is PROD, not TEST. Change the"
    assert (words in outcome.get("msg", "")) == outcome.failed


@pytest.mark.parametrize("raced", [False, True])
def test_a_refused_rename_is_an_error_unless_another_run_has_given_the_name_at_the_same_moment(
    boomi: ModuleRunner, raced: bool
) -> None:
    environment = boomi.named("environments", "Test")
    boomi.simulator.add_fault("status", status=400, operation="update", body='{"message": "already so"}')
    on_request(boomi.simulator, "update", lambda: environment.update(name="Quality") if raced else None)
    outcome = boomi("environment", id=environment["id"], name="Quality")
    assert (outcome.failed, outcome["changed"]) == (not raced, False)
    assert outcome["environment"]["name"] == ("Quality" if raced else "Test")
    assert outcome["diff"]["before"] == outcome["diff"]["after"]


@pytest.mark.parametrize("refused", [2, 1], ids=["both, where the look fails too", "one, beside one that shows late"])
def test_a_refused_delete_is_no_change(boomi: ModuleRunner, refused: int) -> None:
    sim = boomi.simulator
    sim.attach_atom("runtime-eu-2", "Production")
    sim.set(deletion_delay=60)
    sim.add_fault("status", status=403, operation="delete", skip=2 - refused, times=refused)
    if refused == 2:
        on_request(sim, "delete", lambda: sim.add_fault("status", status=403, operation="query", times=None))
    outcome = boomi("environment", name="Production", state="absent", force=True)
    assert (outcome.failed, outcome["changed"]) == (True, refused == 1)
    assert len(sim.account().atom_attachments) == refused


def test_a_server_that_makes_two_of_one_name_is_not_papered_over(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    store = sim.account().environments
    add = store.add

    def add_twice(record: dict[str, t.Any], **values: t.Any) -> dict[str, t.Any]:
        add({**record, "id": "00000000-0000-4000-8000-000000000007"}, **values)
        return add(record, **values)

    store.add = add_twice  # type: ignore[method-assign]
    outcome = boomi("environment", name="Staging")
    assert outcome.failed
    assert outcome["error"]["kind"] == "unsettled"
    assert len(outcome["error"]["candidates"]) == 2


Deed = tuple[str, dict[str, t.Any], str, str]
# What must not be done twice: module, options, operation, and words of the message where the answer is lost.
ONCE: list[Deed] = [
    ("account_provision", {**CEDAR, "wait_timeout": 0}, "execute", "Check with boomi_account_info before you run"),
    ("api", {"method": "POST", "path": "Environment", "body": {"name": "New"}}, "create", "check the account before"),
    ("integration_pack_release", {"integration_pack_name": "Order Archive"}, "create", "under way or scheduled"),
    (
        "process_execution",
        {"process": "Domestic - INT", "runtime": "runtime-eu-1"},
        "create",
        "No execution that began",
    ),
]
# What becomes of their lost answers has tests of its own.
OTHERS: list[Deed] = [
    ("installer_token", {"install_type": "ATOM", "return_token": True}, "create", ""),
    ("integration_pack_release", {"integration_pack_name": "Order Archive"}, "update", ""),
]


@pytest.fixture
def once(request: pytest.FixtureRequest, quick: None, deed: Deed) -> ModuleRunner:
    """Run a module that does something once, where all is there that it takes."""
    boomi: ModuleRunner = request.getfixturevalue(WHO.get(deed[0], "boomi"))
    instance = boomi.simulator.install("Order Intake", "Domestic")
    boomi.simulator.attach(instance["id"], "Production")
    # Executions that are not taken for the one that is asked for: an older one, of another process, on another runtime.
    own, later = {"processId": instance["ProcessId"][0]["wrapperProcessId"]}, {"executionTime": "2999-01-01T00:00:00Z"}
    for fields in (own, later, {**own, **later, "atomId": "another"}):
        boomi.simulator.world.add_execution(**fields)
    if deed[0] == "integration_pack_release":
        components = [{"id": ARCHIVE}]
        boomi("publisher_integration_pack", name="Order Archive", installation_type="SINGLE", components=components)
    return boomi


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("deed", [*ONCE, *OTHERS])
def test_what_must_not_be_done_twice_is_sent_again_where_it_was_throttled_and_not_where_it_was_refused(
    once: ModuleRunner, deed: Deed, status: int
) -> None:
    module, options, operation, _words = deed
    before = len(once.simulator.requests)
    for answer in (403, status):
        once.simulator.add_fault("status", status=answer, operation=operation)
        outcome = once(module, **{**options, "wait_timeout": None}, retry_budget=5)
        assert (outcome.failed, outcome.get("changed", False)) == (answer == 403, answer != 403)
    sent = [request.status for request in once.simulator.requests[before:] if request.operation == operation]
    assert sent[:2] == [403, status]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset"},
        {"kind": "status", "status": 504},
        # A gateway's, which does not tell what became of the call behind it.
        {"kind": "status", "status": 503, "form": "empty"},
        {"kind": "not_json"},
    ],
)
@pytest.mark.parametrize("deed", ONCE)
def test_what_must_not_be_done_twice_is_sent_once_where_its_answer_is_lost(
    once: ModuleRunner, deed: Deed, fault: dict[str, t.Any]
) -> None:
    module, options, operation, words = deed
    before = len(once.simulator.requests)
    once.simulator.add_fault(**fault, operation=operation)
    outcome = once(module, **options, retry_budget=0.2)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert words in outcome["msg"]
    assert outcome["msg"].endswith(outcome["error"]["remedy"])
    assert "safe to repeat" not in outcome["msg"]
    assert sum(request.operation == operation for request in once.simulator.requests[before:]) == 1


@pytest.mark.parametrize("deed", [deed for deed in ONCE if deed[0] != "api"])
def test_a_lost_answer_is_told_where_the_look_behind_it_fails(once: ModuleRunner, deed: Deed) -> None:
    module, options, operation, _words = deed
    sim = once.simulator
    sim.add_fault("reset", operation=operation, phase="after")
    on_request(sim, operation, lambda: sim.add_fault("status", status=403, operation="query", times=None))
    outcome = once(module, **{**options, "wait_timeout": None})
    assert (outcome.failed, outcome["changed"], outcome["error"]["operation"]) == (True, True, "create")
    assert "Searching for it also failed: Could not query " in outcome["msg"]
    assert outcome["msg"].endswith(outcome["error"]["remedy"])
    assert "before you run the task again" in outcome["error"]["remedy"]


# Lists


def test_nothing_is_attached_to_an_environment_without_an_id_nor_taken_away_for_it(
    environments: Environments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "VISIBLE_WITHIN", 0.1)
    environments.sim.set(create_answer="no_id", visibility_delay=60)
    outcome = environments([{"name": "New", "runtimes": ["runtime-eu-1"]}], purge=True, force=True, allow_move=True)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert "'New', but returned no ID, and queries of account" in outcome["msg"]
    assert (outcome["summary"]["move"], outcome["summary"]["delete"]) == ({"skipped": 1}, {"skipped": 2})
    assert environments.held == {"Production": ["runtime-eu-1"], "Test": [], "New": []}


def test_a_move_that_fails_leaves_the_runtime_where_it_was_in_all_that_is_told(environments: Environments) -> None:
    environments.sim.add_fault("status", status=400, operation="create", object="EnvironmentAtomAttachment", times=None)
    wanted: Items = [{"name": "Production", "runtimes": []}, {"name": "New", "runtimes": ["runtime-eu-1"]}]
    outcome = environments(wanted)
    assert outcome.failed
    assert outcome["changed"]
    assert shown(outcome["diff"]["after"]) == {"Production": ["runtime-eu-1"], "New": []}
    assert names_of(outcome["unchanged"]) == ["Production"]
    assert outcome["summary"] == {"create": {"done": 1}, "move": {"failed": 1}, "unchanged": 1}
    assert environments.held == {"Production": ["runtime-eu-1"], "Test": [], "New": []}


@pytest.mark.parametrize(
    "doubt",
    [[(502, None)], [(502, 1), (400, None)], []],
    ids=["in doubt", "refused after one in doubt", "accepted"],
)
@pytest.mark.parametrize(
    ("module", "options", "accepted"),
    [
        ("environment", {"name": "New"}, "was created as"),
        (
            "atom",
            {"name": "runtime-eu-1", "force_restart_time": 60000},
            "the API accepted the change, but it could not be read back: ",
        ),
        (
            "environment_extensions",
            {
                "environment": "Production",
                "connections": [{"name": "Ledger", "fields": [{"id": "host", "value": "x"}]}],
            },
            "Extension values of 'Production': the API accepted the values, but they could not be read back: ",
        ),
        (
            "environment",
            {"name": "Test", "state": "absent"},
            "Environment 'Test': the API accepted the deletion, but it could not be read back: ",
        ),
    ],
    ids=["create", "update", "set", "delete"],
)
def test_a_write_that_cannot_be_looked_at_says_what_the_api_has_answered(
    boomi: ModuleRunner, module: str, options: dict[str, t.Any], accepted: str, doubt: list[tuple[int, int | None]]
) -> None:
    sim = boomi.simulator
    sim.attach(sim.install("Invoice Sync")["id"], "Production")
    for operation in ("create", "update", "delete"):
        for status, times in doubt:
            sim.add_fault("status", status=status, operation=operation, times=times)
        on_request(sim, operation, lambda: sim.add_fault("status", status=403, operation="query", times=None))
    outcome = boomi(module, **options, retry_budget=0.1)
    assert (outcome.failed, outcome["changed"]) == (True, True), outcome
    assert ("It may have succeeded, which could not be checked: " if doubt else accepted) in outcome["msg"]
    assert outcome["msg"].endswith(("The next run checks first.", "The next run finds it."))
    assert creates(sim, "Environment") == (options.get("name") == "New")
    if accepted == "was created as" and not doubt:
        assert outcome["error"]["candidates"] == [boomi.named("environments", "New")["id"]]


def test_values_are_not_sent_where_the_look_before_them_fails(boomi: ModuleRunner) -> None:
    sim = boomi.simulator
    sim.attach(sim.install("Invoice Sync")["id"], "Production")
    sim.add_fault("status", status=403, operation="query", object="EnvironmentExtensions", skip=1, times=None)
    values = [{"name": "Ledger", "fields": [{"id": "host", "value": "x"}]}]
    outcome = boomi("environment_extensions", environment="Production", connections=values)
    assert (outcome.failed, outcome["changed"], outcome["error"]["status"]) == (True, False, 403)
    assert sim.writes == []


@pytest.mark.parametrize("lost", [0, 1], ids=["turned away", "turned away after one that may be done"])
def test_a_create_that_was_turned_away_is_told_as_such_where_the_look_fails(
    boomi: ModuleRunner, monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    monkeypatch.setattr(patience, "SETTLED_WITHIN", 0.3)
    sim = boomi.simulator
    if lost:
        sim.add_fault("status", status=502, operation="create")
    sim.add_fault("status", status=429, retry_after=3600, operation="create", times=None)

    def throttle() -> None:
        if creates(sim, "Environment") == lost:
            sim.add_fault("status", status=429, retry_after=3600, operation="query", times=None)

    on_request(sim, "create", throttle)
    outcome = boomi("environment", name="New", retry_budget=30)
    assert (outcome.failed, outcome["changed"], creates(sim, "Environment")) == (True, bool(lost), lost + 1)
    known = (
        "It may have succeeded, which could not be checked: " if lost else "It was not begun, and is not sent again: "
    )
    assert known in outcome["msg"]
