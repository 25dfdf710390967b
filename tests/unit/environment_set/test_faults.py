# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs of ``boomi_environments`` in which something goes wrong: nothing is made twice, and what was done is said."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.environment_set.account import (
    Environments,
    Items,
    names_of,
    shown,
)


def count(environments: Environments, operation: str, name: str) -> int:
    return sum(request.operation == operation and request.object == name for request in environments.sim.requests)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "status": 500, "phase": "after"},
        {"kind": "reset", "phase": "after"},
        {"kind": "not_json", "phase": "after"},
    ],
    ids=lambda fault: fault["kind"],
)
def test_an_environment_whose_create_was_answered_wrongly_after_the_work_is_there_once(
    environments: Environments, fault: dict[str, t.Any]
) -> None:
    environments.sim.add_fault(operation="create", object="Environment", **fault)
    outcome = environments([{"name": "Staging", "runtimes": ["runtime-eu-2"]}])
    assert not outcome.failed
    assert names_of(outcome["created"]) == ["Staging"]
    assert environments.held["Staging"] == ["runtime-eu-2"]
    assert count(environments, "create", "Environment") == 1


def test_an_attachment_whose_create_was_answered_wrongly_after_the_work_is_made_once(
    environments: Environments,
) -> None:
    environments.sim.add_fault(
        "status", status=500, phase="after", operation="create", object="EnvironmentAtomAttachment"
    )
    outcome = environments([{"name": "Test", "runtimes": ["runtime-eu-2"]}])
    assert not outcome.failed
    assert outcome["changed"]
    assert count(environments, "create", "EnvironmentAtomAttachment") == 1


def test_one_that_fails_does_not_stop_the_others_and_the_next_run_does_the_rest(environments: Environments) -> None:
    wanted: Items = [
        {"name": "Bad", "runtimes": ["runtime-eu-2"]},
        {"name": "Good", "runtimes": ["runtime-us-1"]},
        {"name": "Production"},
    ]
    environments.sim.add_fault(
        "status", status=400, operation="create", object="Environment", contains="Bad", times=None
    )
    outcome = environments(wanted)
    assert outcome.failed
    assert outcome["changed"]
    assert outcome["error"] == {"kind": "partial", "failed": 1}
    assert "1 of 3 environments failed" in outcome["msg"]
    assert names_of(outcome["failed_environments"]) == ["Bad"]
    assert outcome["failed_environments"][0]["error"]["status"] == 400
    assert names_of(outcome["created"]) == ["Good"]
    assert names_of(outcome["environments"]) == ["Good", "Production"]
    assert "Bad" not in shown(outcome["diff"]["after"])
    assert "Bad" not in environments.held
    environments.sim.clear_faults()
    again = environments(wanted)
    assert names_of(again["created"]) == ["Bad"]
    assert not environments(wanted)["changed"]


def test_an_attachment_that_fails_is_not_said_to_be_there(environments: Environments) -> None:
    environments.sim.add_fault("status", status=400, operation="create", object="EnvironmentAtomAttachment", times=None)
    wanted: Items = [{"name": "Production", "runtimes": []}, {"name": "New", "runtimes": ["runtime-eu-1"]}]
    outcome = environments(wanted)
    assert outcome.failed
    assert outcome["changed"]
    assert shown(outcome["diff"]["after"]) == {"Production": ["runtime-eu-1"], "New": []}
    assert names_of(outcome["unchanged"]) == ["Production"]
    assert environments.held == {"Production": ["runtime-eu-1"], "Test": [], "New": []}


def test_an_environment_that_cannot_be_deleted_is_still_in_the_diff(environments: Environments) -> None:
    environments.sim.add_environment("Old")
    environments.sim.add_fault("status", status=400, operation="delete", contains=environments.id_of("Old"), times=None)
    outcome = environments([{"name": "Production"}], purge=True)
    assert outcome.failed
    assert names_of(outcome["failed_environments"]) == ["Old"]
    assert names_of(outcome["deleted"]) == ["Test"]
    assert sorted(shown(outcome["diff"]["after"])) == ["Old", "Production"]
    assert names_of(outcome["environments"]) == ["Production"]


def test_a_user_who_may_only_read_is_told_which_privilege_is_missing(environments: Environments) -> None:
    environments.sim.set(without_privileges="ATOM_MANAGEMENT")
    outcome = environments([{"name": "Staging"}])
    assert outcome.failed
    assert "ATOM_MANAGEMENT" in outcome["msg"]
    assert not outcome["changed"]
    assert "Staging" not in environments.held


def test_throttling_is_waited_for(environments: Environments) -> None:
    environments.sim.add_fault("status", status=503, times=2, object="Atom", retry_after="0")
    outcome = environments([{"name": "Production", "runtimes": ["runtime-eu-1"]}])
    assert not outcome.failed
    assert not outcome["changed"]


def test_a_runtime_that_another_run_has_attached_at_the_same_moment_is_no_change(environments: Environments) -> None:
    sim = environments.sim
    sim.add_fault("status", status=400, operation="create", object="EnvironmentAtomAttachment", times=1)
    record = sim.world.recorder.add

    def add(**values: t.Any) -> t.Any:
        if values["operation"] == "create":
            sim.attach_atom("runtime-eu-2", "Test")
        return record(**values)

    sim.world.recorder.add = add  # type: ignore[method-assign]
    outcome = environments([{"name": "Test", "runtimes": ["runtime-eu-2"]}])
    assert (outcome.failed, outcome["changed"]) == (False, False)
    assert outcome["diff"]["before"] == outcome["diff"]["after"]
    assert names_of(outcome["unchanged"]) == ["Test"]
