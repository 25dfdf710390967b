# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""``boomi_environments`` as a whole: what it returns, what the account holds then, and exactly which calls it makes."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.entities.conftest import Environments, Items, names_of, shown
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import ENVIRONMENTS, steps

RUNTIMES, RUNTIME_ATTACHMENTS = "POST Atom/query", "POST EnvironmentAtomAttachment/query"
CREATE, ATTACH = "POST Environment", "POST EnvironmentAtomAttachment"
LISTS = ("created", "changed_environments", "deleted", "unchanged", "failed_environments")


def outcome_by_list(outcome: t.Mapping[str, t.Any]) -> dict[str, list[str]]:
    return {name: names_of(outcome[name]) for name in LISTS if outcome[name]}


def test_what_is_missing_is_created_with_its_runtimes_and_then_left_alone(environments: Environments) -> None:
    wanted: Items = [
        {"name": "Staging", "classification": "TEST", "runtimes": ["runtime-eu-2"]},
        {"name": "Production"},
        {"name": "Test", "runtimes": [environments.boomi.named("atoms", "runtime-us-1")["id"]]},
    ]
    foreseen = environments.in_check_mode(wanted)
    looks = [RUNTIMES, ENVIRONMENTS, RUNTIME_ATTACHMENTS]
    assert steps(foreseen.calls) == looks
    outcome = environments(wanted)
    assert outcome["changed"]
    assert foreseen["changed"]
    assert environments.held == {
        "Production": ["runtime-eu-1"],
        "Test": ["runtime-us-1"],
        "Staging": ["runtime-eu-2"],
    }
    assert outcome_by_list(outcome) == outcome_by_list(foreseen)
    assert outcome_by_list(outcome) == {
        "created": ["Staging"],
        "changed_environments": ["Test"],
        "unchanged": ["Production"],
    }
    assert names_of(outcome["environments"]) == ["Staging", "Production", "Test"]
    assert outcome["environments"][0] == {
        "id": environments.boomi.named("environments", "Staging")["id"],
        "name": "Staging",
        "classification": "TEST",
        "parent_environment": None,
        "parent_account": None,
        "runtimes": ["runtime-eu-2"],
    }
    assert foreseen["environments"][0] == {**outcome["environments"][0], "id": None}
    assert "runtimes" not in outcome["environments"][1]
    # The runtime of an environment that is there need not wait for the one that is created.
    assert steps(outcome.calls)[:3] == looks
    assert sorted(outcome.calls[3:]) == sorted([CREATE, ENVIRONMENTS, *2 * [ATTACH, RUNTIME_ATTACHMENTS]])
    again = environments(wanted)
    assert not again["changed"]
    assert again["diff"]["before"] == again["diff"]["after"]


def test_all_that_is_renamed_is_looked_at_together(environments: Environments) -> None:
    ids = [environments.sim.add_environment(f"Old {number}")["id"] for number in range(6)]
    outcome = environments([{"id": key, "name": f"New {number}"} for number, key in enumerate(ids)])
    assert outcome["summary"]["update"] == {"done": 6}
    assert (len(outcome.calls), outcome.calls[-1]) == (8, ENVIRONMENTS)


@pytest.mark.parametrize(
    ("others", "options", "changed"),
    [
        ([{"name": "Production", "runtimes": []}], {}, ["Production", "Test"]),
        ([{"name": "Production"}], {"allow_move": True}, ["Production", "Test"]),
        ([], {"allow_move": True}, ["Test"]),
    ],
    ids=["both lists agree", "one list is left out", "one is not listed"],
)
def test_a_move_is_one_write_and_shows_on_both_sides(
    environments: Environments, others: Items, options: dict[str, t.Any], changed: list[str]
) -> None:
    wanted: Items = [*others, {"name": "Test", "runtimes": ["runtime-eu-1"]}]
    foreseen = environments.in_check_mode(wanted, **options)
    outcome = environments(wanted, **options)
    assert steps(outcome.calls) == [RUNTIMES, ENVIRONMENTS, RUNTIME_ATTACHMENTS, ATTACH, RUNTIME_ATTACHMENTS]
    assert outcome_by_list(outcome) == outcome_by_list(foreseen) == {"changed_environments": changed}
    assert foreseen["diff"] == outcome["diff"]
    assert shown(outcome["diff"]["before"]) == {"Production": ["runtime-eu-1"], "Test": []}
    assert shown(outcome["diff"]["after"]) == {"Production": [], "Test": ["runtime-eu-1"]} == environments.held
    assert [one["runtimes"] for one in outcome["environments"]] == [*([] for _other in others), ["runtime-eu-1"]]
    assert outcome["summary"] == {"move": {"done": 1}, "unchanged": 0}


def test_a_runtime_that_gave_way_and_is_refused_for_another_reason_is_told_to_be_nowhere(
    environments: Environments,
) -> None:
    sim = environments.sim
    sim.attach_atom("runtime-us-1", "Test")
    sim.set(runtimes_per_environment=1)
    gives_way = environments.boomi.named("atoms", "runtime-eu-1")["id"]
    sim.add_fault("status", status=403, operation="create", contains=gives_way, skip=1, times=None)
    outcome = environments(
        [{"name": "Production", "runtimes": ["runtime-us-1"]}, {"name": "Test", "runtimes": ["runtime-eu-1"]}]
    )
    assert (outcome.failed, outcome["changed"]) == (True, True)
    words = "It was detached for runtime 'runtime-us-1' to 'Production', and is now attached to nothing."
    assert words in outcome["msg"]
    assert shown(outcome["diff"]["after"]) == environments.held == {"Production": ["runtime-us-1"], "Test": []}


def test_an_empty_list_asks_for_nothing_and_names_nothing_as_unlisted(environments: Environments) -> None:
    outcome = environments([])
    assert (outcome["changed"], outcome["unlisted"], outcome.calls) == (False, [], [])


def test_purge_deletes_what_is_not_listed_and_nothing_else(environments: Environments) -> None:
    environments.sim.add_environment("Old")
    wanted: Items = [{"name": "Production"}]
    without = environments(wanted)
    assert not without["changed"]
    assert names_of(without["unlisted"]) == ["Old", "Test"]
    foreseen = environments.in_check_mode(wanted, purge=True)
    outcome = environments(wanted, purge=True)
    assert outcome_by_list(outcome) == outcome_by_list(foreseen)
    assert outcome_by_list(outcome) == {"deleted": ["Old", "Test"], "unchanged": ["Production"]}
    assert foreseen["diff"] == outcome["diff"]
    assert environments.held == {"Production": ["runtime-eu-1"]}
    again = environments(wanted, purge=True)
    assert not again["changed"]
    assert again.calls == [ENVIRONMENTS]


@pytest.mark.parametrize("by", ["name", "id"])
def test_a_purge_deletes_an_environment_without_a_name_however_the_others_are_listed(
    environments: Environments, by: str
) -> None:
    unnamed = environments.sim.add_environment("Old")
    del unnamed["name"]
    listed = environments.boomi.named("environments", "Production")[by]
    outcome = environments.in_check_mode([{by: listed}], purge=True)
    assert unnamed["id"] in {deleted["id"] for deleted in outcome["deleted"]}


def test_a_purge_lets_a_runtime_that_is_moved_elsewhere_go_without_force(environments: Environments) -> None:
    wanted: Items = [{"name": "Test", "runtimes": ["runtime-eu-1"]}]
    foreseen = environments.in_check_mode(wanted, purge=True, allow_move=True)
    outcome = environments(wanted, purge=True, allow_move=True)
    assert outcome_by_list(foreseen) == outcome_by_list(outcome)
    assert environments.held == {"Test": ["runtime-eu-1"]}


def test_absent_deletes_what_is_there_and_detaches_the_runtimes_that_it_lists(environments: Environments) -> None:
    # What is to go may be of another classification.
    wanted: Items = [
        {"name": "Production", "classification": "TEST", "runtimes": ["runtime-eu-1"]},
        {"name": "Nowhere"},
    ]
    foreseen = environments.in_check_mode(wanted, state="absent")
    outcome = environments(wanted, state="absent")
    assert foreseen["diff"] == outcome["diff"]
    assert outcome_by_list(outcome) == {"deleted": ["Production"]}
    assert outcome["environments"] == []
    assert environments.held == {"Test": []}
    again = environments(wanted, state="absent")
    assert not again["changed"]
    assert again.calls == [ENVIRONMENTS]


def test_what_is_attached_to_environments_that_go_is_read_together(environments: Environments) -> None:
    wanted: Items = [{"name": f"Environment {number}"} for number in range(10)]
    for number, item in enumerate(wanted):
        environments.sim.add_environment(item["name"])
        environments.sim.add_atom(f"runtime-{number}")
        environments.sim.attach_atom(f"runtime-{number}", item["name"])
    outcome = environments.in_check_mode(wanted, state="absent", force=True)
    assert names_of(outcome["deleted"]) == names_of(wanted)
    attachments = "POST IntegrationPackEnvironmentAttachment/query"
    assert sorted(outcome.calls) == sorted([ENVIRONMENTS, RUNTIME_ATTACHMENTS, attachments, RUNTIMES])
    assert outcome.calls[0] == ENVIRONMENTS


def test_an_environment_that_differs_in_letter_case_only_is_created_with_a_warning(environments: Environments) -> None:
    outcome = environments([{"name": "production"}])
    assert outcome_by_list(outcome) == {"created": ["production"]}
    words = "'production' counts as new, although it differs from 'Production' only in letter case, "
    assert words in str(outcome["warnings"])


def test_a_purge_that_cannot_be_planned_is_refused_before_anything_is_written(environments: Environments) -> None:
    wanted: Items = [{"name": "Test"}, {"name": "New"}]
    outcome = environments.in_check_mode(wanted, purge=True)
    assert (outcome.failed, outcome["error"]["kind"]) == (True, "state")
    assert outcome["msg"].startswith("The purge cannot be planned, and nothing was changed. Environment 'Production' ")
    assert environments(wanted, purge=True)["msg"] == outcome["msg"]
    assert environments.sim.writes == []


def test_all_that_is_wrong_is_said_together_and_once(environments: Environments) -> None:
    environments.sim.add_environment("Held", id="11111111-2222-3333-4444-555555555555")
    environments.sim.add_atom("runtime-held", id="99999999-2222-3333-4444-555555555555")
    environments.sim.attach_atom("runtime-held", "Held")
    outcome = environments(
        [
            {"name": "Production", "classification": "TEST"},
            {"name": "Test", "runtimes": ["unheard-of", "runtime-eu-9", "runtime-eu-1", "runtime-us-1"]},
            {"name": "Test", "runtimes": ["unheard-of"]},
            {"name": "New", "runtimes": ["runtime-us-1"]},
        ],
        purge=True,
    )
    assert outcome.failed
    problems = [item["msg"] for item in outcome["error"]["problems"]]
    expected = [
        "is PROD, not TEST, and cannot be changed",
        "has no runtime 'unheard-of'",
        "has no runtime 'runtime-eu-9'. Did you mean",
        "Set allow_move to move it to 'Test'.",
        "Environment 'Test' is the same as environments[1] (environment 'Test'). List it once.",
        "is listed for environment 'Test' and for environment 'New', but can be attached to only one. List it",
        "Environment 'Held' (11111111-2222-3333-4444-555555555555) cannot be deleted",
    ]
    assert len(problems) == len(expected)
    for words, problem in zip(expected, problems):
        assert words in problem
    assert outcome["msg"].startswith("4 of 4 items cannot be planned, and nothing was changed. environments[0]: ")
    assert environments.sim.writes == []


def test_an_environment_that_is_not_seen_still_holds_its_runtime(environments: Environments) -> None:
    attachment = next(iter(environments.sim.account().atom_attachments.values()))
    hidden = "00000000-1111-2222-3333-444444444444"
    attachment["environmentId"] = hidden
    outcome = environments([{"name": "Test", "runtimes": ["runtime-eu-1"]}])
    assert outcome.failed
    assert f"is attached to environment {hidden}, and can be attached to only one." in outcome["msg"]
