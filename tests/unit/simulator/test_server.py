# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server as a whole: who may do what, limits, records, settings, and the control API."""

from __future__ import annotations

import concurrent.futures
import socket
from collections.abc import Callable
from typing import Any

import pytest
import requests

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.faults import KINDS
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE
from ansible_collections.community.boomi.tests.simulator.settings import DECLARED, Settings
from ansible_collections.community.boomi.tests.unit.partner import PARTNER
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

BIRCH = "birch-B4M9XW"
PARTNER_TOKEN = "c86e2f95-simulated-partner-token-1b3a"
INSTANCE = "IntegrationPackInstance"


# Credentials, accounts, the Partner API


def overriding(api: Caller, account: str, primary: str = PARTNER) -> int:
    options = {"base": "/partner/api/rest/v1", "account": primary, "params": {"overrideAccount": account}}
    return api("POST", "IntegrationPack/query", {}, **options).status_code


def test_a_token_without_the_prefix_is_a_wrong_password(sim: Simulator, api: Caller) -> None:
    api.session.auth = (sim.username, sim.token)
    assert api.query("IntegrationPack").status_code == 401


def test_a_password_alone_is_enough_without_2fa(api: Caller) -> None:
    api.session.auth = ("operator@acme.example", "simulated-operator-Passw0rd-77ae")
    assert api.query("IntegrationPack").status_code == 200


@pytest.mark.parametrize("header", ["Bearer abc", "Basic ###", "Basic bm8tY29sb24=", "Basic /w=="])
def test_an_authorization_that_is_not_readable_as_basic_is_refused(api: Caller, header: str) -> None:
    api.session.auth = None
    assert api("POST", "IntegrationPack/query", {}, headers={"Authorization": header}).status_code == 401


def test_only_accounts_of_the_hierarchy_can_be_overridden(sim: Simulator, api: Caller) -> None:
    assert overriding(api, BIRCH, primary=sim.account_id) == 403
    api.session.auth = ("BOOMI_TOKEN.automation@partner.example", PARTNER_TOKEN)
    assert [overriding(api, account) for account in (BIRCH, "nobody-000000", PARTNER, "")] == [200, 403, 403, 403]


def test_who_asked_is_recorded_and_no_secret(sim: Simulator, api: Caller) -> None:
    api.session.headers["X-Boomi-OTP"] = sim.otp
    api.query("IntegrationPack")
    assert (sim.requests[0].auth, sim.requests[0].user) == ("ok", sim.username)
    recorded = repr(sim.requests)
    assert sim.token not in recorded
    assert sim.otp not in recorded
    assert "Basic" not in recorded


def status_of(simulator: Simulator, call: Callable[[Caller], requests.Response]) -> int:
    """The status of one call on a connection of its own."""
    with Caller(simulator) as caller:
        return call(caller).status_code


# Limits and latency


def test_over_the_rate_limit_the_answer_is_503_with_the_apis_own_words(sim: Simulator, api: Caller) -> None:
    sim.set(rate_limit=1)
    assert api.query(INSTANCE).status_code == 200
    # On a busy machine, the second is over before all of a few have come.
    refused = next(answer for answer in (api.query(INSTANCE) for _turn in range(20)) if not answer.ok)
    assert refused.status_code == 503
    assert "your account's rate limits have been exceeded" in refused.json()["message"]
    assert "Retry-After" not in refused.headers
    assert (sim.requests[0].fault, sim.requests[-1].fault) == (None, "rate_limit")


def test_accounts_and_strangers_do_not_use_up_each_others_budget(sim: Simulator, api: Caller) -> None:
    sim.set(rate_limit=1)
    requests.post(f"{sim.base_url}/api/rest/v1/{sim.account_id}/{INSTANCE}/query", timeout=5)
    assert api.query(INSTANCE).status_code == 200


# Records


def test_a_kept_connection_is_seen(sim: Simulator, api: Caller) -> None:
    api.query(INSTANCE)
    api.query(INSTANCE)
    status_of(sim, lambda caller: caller.query(INSTANCE))
    first, second, third = (request.connection for request in sim.requests)
    assert first == second != third


def test_refused_writes_change_nothing_and_are_listed(sim: Simulator, api: Caller) -> None:
    sim.set(refuse_writes=True)
    before = sim.account().contents()
    answers = [
        api.create("Environment", name="New"),
        api("POST", f"Environment/{next(iter(sim.account().environments))}", {"name": "Newer"}),
        api.delete("Environment", next(iter(sim.account().environments))),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert "refuse_writes" in answers[0].json()["message"]
    assert api.query("Environment").status_code == 200
    assert sim.account().contents() == before
    assert [request.operation for request in sim.refused_writes] == ["create", "update", "delete"]


def test_a_request_from_before_a_reset_does_not_touch_the_new_state(sim: Simulator) -> None:
    sim.set(latency=400)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        late = pool.submit(status_of, sim, lambda caller: caller.create("Environment", name="Late"))
        wait_until(lambda: sim.requests)
        sim.reset()
        assert late.result() == 200
    assert (len(sim.account().environments), sim.calls) == (2, [])


def test_a_reset_ends_the_requests_that_hang(sim: Simulator) -> None:
    sim.add_fault("hang")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(status_of, sim, lambda caller: caller.query(INSTANCE))
        wait_until(lambda: sim.requests and sim.requests[0].fault)
        sim.reset()
        with pytest.raises(requests.ConnectionError, match="without response"):
            hanging.result()


# Settings


def test_settings_take_words_as_a_command_line_gives_them() -> None:
    changed = Settings().changed(
        {"missing_status": "404", "token_single_use": "yes", "latency": "12.5", "without_privileges": "API, DEPLOY"}
    )
    assert (changed.missing_status, changed.token_single_use, changed.latency) == (404, True, 12.5)
    assert changed.without_privileges == ["API", "DEPLOY"]
    assert Settings().changed({"delete_body": True}).delete_body == "true"


def test_every_setting_and_fault_is_explained() -> None:
    for declared in DECLARED.values():
        assert declared["known"] in ("VERIFIED", "LIKELY", "UNKNOWN", "LAB")
        assert declared["meaning"]
    text = DEFAULT_CATALOGUE.with_name("README.md").read_text(encoding="utf-8")
    for kind in KINDS:
        assert f"| `{kind}` | " in text


# The socket


@pytest.mark.parametrize("path", ["/api/rest/v1/x/y", "/_simulator/reset"])
def test_a_client_that_leaves_while_sending_is_no_error(
    sim: Simulator, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = sim.last_request
    with socket.create_connection(("127.0.0.1", sim.port)) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{{".encode())
        wait_until(lambda: sim.last_request != before)
    sim.stop_listening()
    sim.start_listening()
    assert [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_it_listens_on_loopback_only(sim: Simulator) -> None:
    with socket.socket() as probe:
        # Another loopback address: a server bound to every address would answer here as well.
        assert probe.connect_ex(("127.0.0.2", sim.port)) != 0


# The control API


@pytest.fixture
def control(sim: Simulator) -> Any:
    def call(method: str, name: str, body: Any = None) -> requests.Response:
        return requests.request(method, f"{sim.base_url}/_simulator/{name}", json=body, timeout=5)

    return call


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
    ("method", "name", "body", "words"),
    [
        ("POST", "settings", {"no_such": 1}, "unknown setting 'no_such'"),
        ("POST", "faults", {"kind": "no_such"}, "a fault's kind is one of status, "),
        ("POST", "faults", {}, "a fault needs a kind"),
        ("POST", "install", {"pack": "no such"}, "0 integration packs are named 'no such'"),
        ("POST", "install", {"pack": "Order Intake", "account_id": "nobody"}, "unknown account: nobody"),
        ("POST", "install", {"colour": "red"}, "unexpected keyword argument 'colour'"),
        ("POST", "attach", {"instance_id": "x", "environment": "Test"}, "0 objects have the id or name 'x'"),
        ("POST", "listener", {"listener": "x", "atom": "runtime-eu-1", "status": "errored"}, "nobody has asked for"),
        ("GET", "requests?since=x", None, "invalid literal for int()"),
        ("GET", "no_such", None, "no such control"),
    ],
)
def test_control_says_what_it_cannot_do(control: Any, method: str, name: str, body: Any, words: str) -> None:
    answer = control(method, name, body)
    assert answer.status_code == (404 if name == "no_such" else 400)
    error = answer.json()["error"]
    assert words in error
    assert error[0] not in ("'", '"')
