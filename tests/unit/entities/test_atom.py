# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runtimes: created in a cloud, renamed, set up, and deleted. A create takes a cloud and a name, and no more.

Tokens for their installers are secrets that go into a file, or into the result where that is asked for.
"""

from __future__ import annotations

import json
import stat
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import OPTIONS
from ansible_collections.community.boomi.tests.unit.waiting import on_request

RUNTIMES, CREATE = "POST Atom/query", "POST Atom"
TOKEN, CLOUDS = "POST InstallerToken", "POST Cloud/query"
EUROPE = OPTIONS["atom"]


def named(boomi: ModuleRunner, name: str) -> list[dict[str, t.Any]]:
    return [record for record in boomi.simulator.account().atoms.values() if record["name"] == name]


def test_what_a_create_ignores_is_set_by_an_update(boomi: ModuleRunner) -> None:
    options = {**EUROPE, "purge_history_days": 7, "purge_immediate": True}
    created = boomi("atom", **options)
    assert created.calls[2:] == [CREATE, RUNTIMES, f"POST Atom/{created['atom']['id']}", RUNTIMES]
    assert (created["atom"]["purge_history_days"], created["atom"]["purge_immediate"]) == (7, True)
    assert boomi("atom", **options)["changed"] is False
    moved = boomi("atom", name="cloud-eu", cloud="Test Cloud")
    assert "is in cloud Europe Cloud, not in 'Test Cloud'" in moved["msg"]


def test_what_cannot_be_set_after_a_create_fails_and_names_the_runtime(boomi: ModuleRunner) -> None:
    boomi.simulator.add_fault("status", operation="update", status=403)
    outcome = boomi("atom", **EUROPE, purge_history_days=7)
    (made,) = named(boomi, "cloud-eu")
    assert (outcome.failed, outcome["changed"], outcome["error"]["candidates"]) == (True, True, [made["id"]])
    assert "purge_history_days could not be set" in outcome["msg"]
    again = boomi("atom", **EUROPE, purge_history_days=7)
    assert (again["changed"], again["atom"]["purge_history_days"]) == (True, 7)
    assert len(named(boomi, "cloud-eu")) == 1


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


# Tokens for installers


def test_a_token_goes_into_a_file_of_its_owner_and_nowhere_else(boomi: ModuleRunner, tmp_path: Path) -> None:
    dest = tmp_path / "token"
    dest.write_text("an older one")
    outcome = boomi("installer_token", install_type="ATOM", dest=str(dest), verbosity=4)
    token = dest.read_text()
    assert (outcome["changed"], outcome.calls, token[:5]) == (True, [TOKEN], "atom-")
    assert stat.S_IMODE(dest.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["token"]
    assert token not in json.dumps(outcome)
    made = outcome["installer_token"]
    assert (made["token"], made["install_type"], made["duration_minutes"]) == (None, "ATOM", 30)
    assert (made["owner_account_id"], outcome["dest"]) == (boomi.simulator.account_id, str(dest))
    assert made["created"] < made["expiration"]


def test_a_token_is_returned_where_that_is_asked_for_and_is_another_each_time(boomi: ModuleRunner) -> None:
    options: dict[str, t.Any] = {"install_type": "MOLECULE", "duration_minutes": 60, "return_token": True}
    tokens = [boomi("installer_token", **options)["installer_token"]["token"] for _turn in range(2)]
    assert len(set(tokens)) == 2
    assert all(token.startswith("molecule-") for token in tokens)


def test_a_cloud_is_given_by_name_and_check_mode_creates_no_token_and_no_file(
    boomi: ModuleRunner, tmp_path: Path
) -> None:
    options: dict[str, t.Any] = {"install_type": "CLOUD", "cloud": "Europe Cloud", "dest": str(tmp_path / "token")}
    foreseen = boomi("installer_token", **options, check_mode=True)
    assert (foreseen["changed"], foreseen["installer_token"]["token"], foreseen.calls) == (True, None, [CLOUDS])
    assert list(tmp_path.iterdir()) == []
    outcome = boomi("installer_token", **options)
    assert outcome["installer_token"]["cloud_id"] == next(iter(boomi.simulator.account().clouds))
    assert outcome.calls == [CLOUDS, TOKEN]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "garbage", "body": b'{"@type": "InstallerToken"}'}, "does not contain a usable token"),
        ({"kind": "garbage", "body": b'{"token": "atom-not-quoted\\n\\u001b[2J"}'}, "does not contain a usable token"),
        ({"kind": "empty"}, "an empty body"),
        ({"kind": "close"}, "Could not create InstallerToken"),
        ({"kind": "garbage", "body": b'{"token": "atom-not-quoted", '}, "a body that is not a JSON object."),
    ],
)
def test_a_token_that_does_not_arrive_leaves_an_older_file_alone(
    boomi: ModuleRunner, tmp_path: Path, fault: dict[str, t.Any], words: str
) -> None:
    dest = tmp_path / "token"
    dest.write_text("an older one")
    boomi.simulator.add_fault(**fault, operation="create", times=None)
    outcome = boomi("installer_token", install_type="ATOM", dest=str(dest), retry_budget=0.1)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert (words in outcome["msg"], "expires by itself." in outcome["msg"]) == (True, True)
    assert "atom-not-quoted" not in json.dumps(outcome)
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("token", "an older one")]
    assert outcome.calls == [TOKEN]


def test_a_file_that_fails_behind_the_token_is_told_as_a_change(boomi: ModuleRunner, tmp_path: Path) -> None:
    dest = tmp_path / "token"
    on_request(boomi.simulator, "create", dest.mkdir)
    outcome = boomi("installer_token", install_type="ATOM", dest=str(dest))
    assert (outcome.failed, outcome["changed"], outcome["error"]["option"]) == (True, True, "dest")
    assert "If a token was created, it expires by itself." in outcome["msg"]
    assert list(tmp_path.iterdir()) == [dest]
