# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plain client, for tests of the simulator itself, and a check of all answers that these tests cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.contract import Contract
from ansible_collections.community.boomi.tests.simulator.fixtures import api

__all__ = ["api"]


@pytest.fixture
def requests_keep_to_the_contract() -> None:
    """Here it is the simulator that is tested, also with requests that are wrong on purpose."""


@pytest.fixture(autouse=True)
def answers_keep_to_the_contract(
    request: pytest.FixtureRequest, contract: Contract | None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Hold every JSON answer of ``sim`` against the vendor's OpenAPI document, whichever client asks.

    Left out is what a fault spoils, and what settings change that stand for undocumented behaviour: a bare object as
    ``result``, for one, breaks the schemas on purpose. 405 is for an endpoint that has no such method.
    """
    simulator: Simulator | None = request.getfixturevalue("sim") if "sim" in request.fixturenames else None
    if simulator is None or contract is None:
        yield
        return
    usual, send, problems = simulator.world.settings, requests.Session.send, list[str]()

    def checked(session: requests.Session, sent: requests.PreparedRequest, **options: Any) -> requests.Response:
        answer = send(session, sent, **options)
        settings = simulator.world.settings.changed({"rate_limit": usual.rate_limit, "without_privileges": []})
        path = sent.path_url.partition("?")[0].partition("/api/rest/v1/")[2].partition("/")[2]
        as_json = answer.headers.get("Content-Type", "").startswith("application/json")
        spoilt = {one.fault for one in simulator.requests} - {None, "rate_limit"}
        if path and as_json and settings == usual and not spoilt and answer.status_code != 405:
            done = sent.method == "DELETE" and answer.ok
            body = None if done or not answer.content else answer.json()
            problems.extend(contract.validate_answer(str(sent.method), path, answer.status_code, body))
        return answer

    monkeypatch.setattr(requests.Session, "send", checked)
    yield
    assert problems == []
