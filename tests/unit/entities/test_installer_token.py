# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tokens for installers: a secret that goes into a file, or into the result where that is asked for."""

from __future__ import annotations

import json
import stat
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

CREATE, CLOUDS = "POST InstallerToken", "POST Cloud/query"


def test_a_token_goes_into_a_file_of_its_owner_and_nowhere_else(boomi: ModuleRunner, tmp_path: Path) -> None:
    dest = tmp_path / "token"
    dest.write_text("an older one")
    outcome = boomi("installer_token", install_type="ATOM", dest=str(dest), verbosity=4)
    token = dest.read_text()
    assert (outcome["changed"], outcome.calls, token[:5]) == (True, [CREATE], "atom-")
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


def test_a_cloud_is_given_by_name(boomi: ModuleRunner) -> None:
    outcome = boomi("installer_token", install_type="CLOUD", cloud="Europe Cloud", return_token=True)
    assert outcome["installer_token"]["cloud_id"] == next(iter(boomi.simulator.account().clouds))
    assert outcome.calls == [CLOUDS, CREATE]


def test_check_mode_creates_no_token_and_no_file(boomi: ModuleRunner, tmp_path: Path) -> None:
    options: dict[str, t.Any] = {"install_type": "CLOUD", "cloud": "Europe Cloud", "dest": str(tmp_path / "token")}
    outcome = boomi("installer_token", **options, check_mode=True)
    assert (outcome["changed"], outcome["installer_token"]["token"], outcome.calls) == (True, None, [CLOUDS])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "garbage", "body": b'{"@type": "InstallerToken"}'}, "does not contain the token"),
        ({"kind": "empty"}, "an empty body"),
        ({"kind": "close"}, "Could not create InstallerToken"),
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
    assert words in outcome["msg"]
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("token", "an older one")]
    assert outcome.calls == [CREATE]


def test_a_throttled_request_is_sent_again_and_a_refused_one_is_no_change(boomi: ModuleRunner) -> None:
    boomi.simulator.add_fault("status", status=429, operation="create")
    made = boomi("installer_token", install_type="ATOM", return_token=True)
    assert (made.failed, made.calls) == (False, [CREATE, CREATE])
    boomi.simulator.add_fault("status", status=403, operation="create")
    refused = boomi("installer_token", install_type="ATOM", return_token=True)
    assert (refused.failed, refused.get("changed", False)) == (True, False)
