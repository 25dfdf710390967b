# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control API: what playbooks and shells use."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"


@pytest.fixture
def control(sim: Simulator) -> Any:
    def call(method: str, name: str, body: Any = None) -> requests.Response:
        return requests.request(method, f"{sim.base_url}/_simulator/{name}", json=body, timeout=5)

    return call


def test_control_prepares_a_state_and_shows_it(sim: Simulator, control: Any) -> None:
    assert control("POST", "packs", {"name": "Fresh", "type": "MULTI", "processes": ["A"]}).status_code == 200
    instance = control("POST", "install", {"pack": "Fresh", "name": "One"}).json()
    control("POST", "environments", {"name": "Extra", "classification": "TEST"})
    control("POST", "atoms", {"name": "extra-runtime", "status": "WARNING"})
    control("POST", "roles", {"name": "Extra Role"})
    control("POST", "attach", {"instance_id": instance["id"], "environment": "Extra"})
    control("POST", "attach_atom", {"atom": "extra-runtime", "environment": "Extra"})
    account = control("GET", "state").json()["accounts"][sim.account_id]
    assert [found["integrationPackOverrideName"] for found in account["instances"]] == ["One"]
    assert len(account["instance_attachments"]) == 1
    assert len(account["atom_attachments"]) == 2
    assert "Extra Role" in [role["name"] for role in account["roles"]]
    assert sim.calls == []


def test_control_shows_requests_since_a_number(api: Caller, control: Any) -> None:
    for name in ("Environment", "Atom", INSTANCE):
        api.query(name)
    answer = control("GET", "requests?since=1").json()
    assert answer["calls"] == ["POST Atom/query", "POST IntegrationPackInstance/query"]
    assert answer["requests"][0]["number"] == 2


def test_control_sets_faults_and_settings_and_resets(api: Caller, control: Any) -> None:
    assert control("POST", "settings", {"missing_status": 410}).json()["missing_status"] == 410
    assert api.get(INSTANCE, "x").status_code == 410
    control("POST", "faults", {"kind": "garbage", "body_base64": "/w==", "times": None})
    assert api.query(INSTANCE).content == b"\xff"
    control("DELETE", "faults")
    assert api.query(INSTANCE).status_code == 200
    control("POST", "reset")
    assert api.get(INSTANCE, "x").status_code == 400


@pytest.mark.parametrize(
    ("method", "name", "body", "status"),
    [
        ("POST", "settings", {"no_such": 1}, 400),
        ("POST", "faults", {"kind": "no_such"}, 400),
        ("POST", "faults", {}, 400),
        ("POST", "install", {"pack": "no such"}, 400),
        ("POST", "install", {"colour": "red"}, 400),
        ("GET", "requests?since=x", None, 400),
        ("GET", "no_such", None, 404),
    ],
)
def test_control_says_what_it_cannot_do(control: Any, method: str, name: str, body: Any, status: int) -> None:
    answer = control(method, name, body)
    assert (answer.status_code, "error" in answer.json()) == (status, True)
