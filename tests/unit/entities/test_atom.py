# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runtimes: created in a cloud, renamed, set up, and deleted. A create takes a cloud and a name, and no more."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

RUNTIMES, CREATE = "POST Atom/query", "POST Atom"
EUROPE: dict[str, t.Any] = {"name": "cloud-eu", "cloud": "Europe Cloud"}


def named(boomi: ModuleRunner, name: str) -> list[dict[str, t.Any]]:
    return [record for record in boomi.simulator.account().atoms.values() if record["name"] == name]


def test_what_a_create_ignores_is_set_by_an_update(boomi: ModuleRunner) -> None:
    options = {**EUROPE, "purge_history_days": 7, "purge_immediate": True}
    created = boomi("atom", **options)
    assert created.calls[2:] == [CREATE, RUNTIMES, f"POST Atom/{created['atom']['id']}", RUNTIMES]
    assert (created["atom"]["purge_history_days"], created["atom"]["purge_immediate"]) == (7, True)
    assert boomi("atom", **options)["changed"] is False


def test_what_cannot_be_set_after_a_create_fails_and_names_the_runtime(boomi: ModuleRunner) -> None:
    boomi.simulator.add_fault("status", operation="update", status=403)
    outcome = boomi("atom", **EUROPE, purge_history_days=7)
    (made,) = named(boomi, "cloud-eu")
    assert (outcome.failed, outcome["changed"], outcome["error"]["candidates"]) == (True, True, [made["id"]])
    assert "purge_history_days could not be set" in outcome["msg"]
    again = boomi("atom", **EUROPE, purge_history_days=7)
    assert (again["changed"], again["atom"]["purge_history_days"]) == (True, 7)
    assert len(named(boomi, "cloud-eu")) == 1


def test_a_lost_answer_to_a_create_leads_to_one_runtime(boomi: ModuleRunner) -> None:
    boomi.simulator.add_fault("status", operation="create", status=502, phase="after")
    outcome = boomi("atom", **EUROPE)
    assert (outcome.failed, outcome["changed"], len(named(boomi, "cloud-eu"))) == (False, True, 1)


def test_a_runtime_is_renamed_and_set_up(boomi: ModuleRunner) -> None:
    (record,) = named(boomi, "runtime-eu-1")
    outcome = boomi("atom", id=record["id"], name="runtime-eu", force_restart_time=60000)
    assert outcome["changed"] is True
    assert (record["name"], record["forceRestartTime"], record["purgeHistoryDays"]) == ("runtime-eu", 60000, 30)
    # What cannot be set, such as who has created it, is not sent back.
    assert set(boomi.simulator.writes[-1].body) == {
        "id",
        "name",
        "purgeHistoryDays",
        "purgeImmediate",
        "forceRestartTime",
    }
    assert boomi("atom", name="runtime-eu", force_restart_time=60000)["changed"] is False
    taken = boomi("atom", id=record["id"], name="runtime-us-1")
    assert "already has that name" in taken["msg"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"name": "runtime-eu"}, "Set cloud to create it in a runtime cloud."),
        ({"name": "cloud-eu", "cloud": "Europe"}, "has no cloud 'Europe'. Did you mean 'Europe Cloud'?"),
        ({"name": "runtime-eu-1", "cloud": "Europe Cloud"}, "is in no cloud, not in 'Europe Cloud'"),
        ({"id": "nope"}, "There is no runtime nope"),
        ({}, "one of the following is required: id, name"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    boomi: ModuleRunner, options: dict[str, t.Any], words: str
) -> None:
    outcome = boomi("atom", **options)
    assert words in outcome["msg"]
    assert not boomi.simulator.writes


def test_a_runtime_stays_in_its_cloud(boomi: ModuleRunner) -> None:
    boomi("atom", **EUROPE)
    outcome = boomi("atom", name="cloud-eu", cloud="Test Cloud")
    assert "is in cloud Europe Cloud, not in 'Test Cloud'" in outcome["msg"]


def test_two_runtimes_of_one_name_are_told_apart_by_their_ids(boomi: ModuleRunner) -> None:
    ids = sorted(boomi.simulator.add_atom("twin", id=key)["id"] for key in ("one", "two"))
    for state in ("present", "absent"):
        assert boomi("atom", name="twin", state=state)["error"]["candidates"] == ids
    assert boomi("atom", id="one", state="absent")["changed"] is True
    assert [record["id"] for record in named(boomi, "twin")] == ["two"]


def test_a_runtime_that_is_attached_is_deleted_by_force_alone(boomi: ModuleRunner) -> None:
    outcome = boomi("atom", name="runtime-eu-1", state="absent")
    assert "the environments 'Production'" in outcome["msg"]
    assert [place["name"] for place in outcome["error"]["environments"]] == ["Production"]
    assert not boomi.simulator.writes
    gone = boomi("atom", name="runtime-eu-1", state="absent", force=True)
    assert (gone["changed"], gone["atom"]) == (True, None)
    assert (named(boomi, "runtime-eu-1"), len(boomi.simulator.account().atom_attachments)) == ([], 0)
    assert boomi("atom", name="runtime-eu-1", state="absent")["changed"] is False


def test_who_may_not_read_runtimes_neither_creates_nor_misses_one(boomi: ModuleRunner) -> None:
    boomi.simulator.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    for options in (EUROPE, {"name": "runtime-eu-1", "state": "absent"}, {"id": "x", "state": "absent"}):
        outcome = boomi("atom", **options)
        assert (outcome.failed, outcome["error"]["status"]) == (True, 403)
    assert not boomi.simulator.writes


def test_who_may_not_read_clouds_gives_an_id(boomi: ModuleRunner) -> None:
    boomi.simulator.set(without_privileges=["CLOUD_MANAGEMENT"])
    assert boomi("atom", **EUROPE)["error"]["status"] == 403
    cloud = next(iter(boomi.simulator.account().clouds))
    assert boomi("atom", name="cloud-eu", cloud=cloud)["atom"]["cloud_id"] == cloud
