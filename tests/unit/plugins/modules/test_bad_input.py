# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bad input and bad surroundings: one clear error that says what to do, and nothing written."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.plugins.modules import boomi_api_info
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.unit.partner import ACME, Partner

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

API = {"object": "Role"}
BOOMI = {option.name: option.env[0] for option in OPTIONS}
REQUIRED = ("account_id", "username")
SET = "You can also set it in the environment:"

Options = dict[str, t.Any]
Run = t.Callable[..., "Outcome"]
Refused = t.Callable[..., "Outcome"]


@pytest.fixture
def refused(sim: Simulator) -> Refused:
    """Check that a task has failed with one clear error, and that nothing was written.

    ``refused(outcome, "words", kind="option", calls=[])``: all words stand in the message.
    """

    def check(outcome: Outcome, *words: str, kind: str | None = None, calls: list[str] | None = None) -> Outcome:
        assert outcome.failed
        message = outcome["msg"]
        for text in words:
            assert text in message
        assert len(message) < 1000
        assert "Traceback" not in json.dumps(outcome)
        assert sim.token not in json.dumps(outcome)
        if kind:
            assert outcome["error"]["kind"] == kind
        if calls is not None:
            assert outcome.calls == calls
        assert sim.writes == []
        assert not outcome.get("changed")
        return outcome

    return check


@pytest.fixture
def run(boomi: ModuleRunner) -> Run:
    """A module with options that would otherwise succeed."""
    return lambda **options: boomi.instance(integration_pack_name="Invoice Sync", **options)


class TestOptions:
    @pytest.mark.parametrize(
        ("options", "words", "kind"),
        [
            *(({name: None}, f"missing required arguments: {name}. {SET} {BOOMI[name]}.", None) for name in REQUIRED),
            ({"api_token": None}, "one of the following is required: api_token, password", None),
            ({"password": "another-secret"}, "mutually exclusive: api_token|password", None),
            *(
                ({name: value}, BOOMI[name], "option")
                for name in (*REQUIRED, "api_token", "base_url", "override_account")
                for value in ("", " \t")
            ),
            *(({name: "/no/such/place"}, BOOMI[name], "option") for name in ("ca_path", "shared_directory")),
        ],
        ids=lambda value: str(value) if isinstance(value, dict) else "",
    )
    def test_one_of_the_connection_is_named_with_its_variable(
        self, options: Options, words: str, kind: str | None, run: Run, refused: Refused
    ) -> None:
        refused(run(**options), next(iter(options)), words, kind=kind, calls=[])

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("base_url", "api.boomi.com"),
            ("timeout", "30s"),
            ("validate_certs", "maybe"),
            ("requests_per_second", "0"),
            ("password", "another-secret"),
        ],
    )
    def test_one_that_comes_from_the_environment_is_named_with_its_variable(
        self, name: str, value: str, boomi: ModuleRunner, run: Run, refused: Refused, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = f". {name} comes from the environment variable {BOOMI[name]}."
        monkeypatch.setenv(BOOMI[name], value)
        boomi.connection.pop(name, None)
        refused(run(), name, words, calls=[])
        assert words not in run(**{name: value})["msg"]

    @pytest.mark.parametrize("name", ["account_id", "base_url", "override_account"])
    def test_null_where_the_account_is_chosen(
        self, name: str, boomi: ModuleRunner, sim: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(BOOMI[name], "another")
        outcome = json.loads(run_in_process(boomi_api_info.main, {**boomi.connection, **API, name: None}).printed)
        assert (outcome["failed"], outcome["error"]["kind"]) == (True, "option")
        assert f"{name} is null" in outcome["msg"]
        assert "comes from" not in outcome["msg"]
        assert sim.calls == []

    def test_null_elsewhere_is_not_set(self, boomi: ModuleRunner) -> None:
        others = dict.fromkeys(option.name for option in OPTIONS if option.name not in boomi.connection)
        del others["override_account"]
        outcome = json.loads(run_in_process(boomi_api_info.main, {**boomi.connection, **API, **others}).printed)
        assert not outcome.get("failed")

    @pytest.mark.parametrize("empty", ["", " ", "\t\n"], ids=repr)
    def test_variables_that_are_empty_are_not_set(
        self, empty: str, boomi: ModuleRunner, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for option in OPTIONS:
            for variable in option.env:
                monkeypatch.setenv(variable, empty)
        monkeypatch.setenv("http_proxy", empty)
        for name in ("timeout", "retry_budget", "requests_per_second"):
            del boomi.connection[name]
        outcome = run()
        assert not outcome.failed
        assert outcome["invocation"]["module_args"]["validate_certs"] is True
        assert outcome["invocation"]["module_args"]["timeout"] == 30.0

    @pytest.mark.parametrize(
        ("entry", "place"),
        [
            ("Production", "environments[1]"),
            ({"name": "Production", "extensions": "{connections"}, "environments[1].extensions"),
        ],
    )
    def test_what_is_no_dictionary(self, entry: t.Any, place: str, boomi: ModuleRunner, refused: Refused) -> None:
        ledger = {"name": "Ledger", "fields": [{"id": "password", "secret": "sesame-street"}]}
        test = {"name": "Test", "extensions": {"connections": [ledger]}}
        outcome = boomi("account_configuration", environments=[test, entry])
        refused(outcome, f"{place} is a string. Give a mapping with ", calls=[])
        # Ansible by itself would show the secrets of the other options.
        assert "sesame" not in json.dumps(outcome)


class TestCredentials:
    @pytest.mark.parametrize("status", [401, 403, 400])
    def test_a_wrong_token(self, status: int, sim: Simulator, run: Run, refused: Refused) -> None:
        sim.set(bad_credentials_status=status)
        remedy = "Check username and api_token, and that the API is enabled for this user."
        outcome = refused(run(api_token="wrong"), f"HTTP {status}", remedy, kind="api")
        assert len(outcome.calls) <= 2
        assert outcome["error"]["status"] == status
        assert outcome["error"]["api_message"] == "Incorrect user name and password combination."

    @pytest.mark.parametrize("form", ["typed", "message", "nested", "xml", "user_message", "html", "text"])
    def test_the_apis_own_words_are_read_in_every_form(
        self, form: str, sim: Simulator, run: Run, refused: Refused
    ) -> None:
        sim.set(error_form=form)
        words = "Incorrect user name and password combination."
        outcome = refused(run(api_token="wrong"), "HTTP 401", words)
        # A page has the status as a heading.
        assert outcome["error"]["api_message"].removeprefix("401 ") == words

    @pytest.mark.parametrize("otp", [None, "000000"])
    def test_a_password_without_the_right_one_time_password(
        self, otp: str | None, sim: Simulator, run: Run, refused: Refused
    ) -> None:
        outcome = run(api_token=None, password=sim.password, otp=otp)
        refused(outcome, "HTTP 401", "Check username, password and otp", kind="api")
        assert sim.password not in json.dumps(outcome)

    @pytest.mark.parametrize("status", [403, 400])
    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ("API", ["query IntegrationPack", "role in account acme-C7T2KD has the privileges that this needs: API"]),
            (
                "DEPLOY",
                ["query IntegrationPackEnvironmentAttachment", "has the privileges that this needs: API and DEPLOY"],
            ),
        ],
    )
    def test_a_missing_privilege(
        self, missing: str, words: list[str], status: int, sim: Simulator, run: Run, refused: Refused
    ) -> None:
        sim.install("Invoice Sync")
        sim.set(without_privileges=missing, privilege_status=status)
        refused(run(state="absent"), f"HTTP {status}", "ccess denied", *words, kind="api")
        assert len(sim.account().instances) == 1

    @pytest.mark.parametrize("status", [403, 400, 401])
    @pytest.mark.parametrize("account", ["birch-B4M9XW", "no-such-account"])
    def test_a_wrong_account(self, account: str, status: int, sim: Simulator, run: Run, refused: Refused) -> None:
        sim.set(wrong_account_status=status)
        words = f'in account {account} at 127.0.0.1:{sim.port}: HTTP {status} "Access denied'
        outcome = refused(run(account_id=account), words, kind="api")
        assert outcome["error"]["account"] == account

    def test_the_partner_api_where_it_is_not_enabled(self, sim: Simulator, run: Run, refused: Refused) -> None:
        sim.set(partner=False)
        outcome = run(**{**Partner(sim).connection, "override_account": ACME})
        words = ("The Partner API is not enabled for this account.", "HTTP 403", "account_id and override_account")
        refused(outcome, f"in account {ACME} at ", *words, kind="api")


@pytest.mark.parametrize("single_name", ["absent", "empty", "pack_name"])
@pytest.mark.parametrize(("state", "count"), [("present", 0), ("present", 1), ("absent", 1)])
def test_a_name_on_a_single_pack(
    state: str, count: int, single_name: str, sim: Simulator, run: Run, refused: Refused
) -> None:
    sim.set(single_name=single_name)
    for _instance in range(count):
        sim.install("Invoice Sync")
    for name in ("Mine", "Invoice Sync"):
        outcome = run(name=name, state=state)
        refused(outcome, "is of type SINGLE", f"Leave integration_pack_override_name ({name!r}) out.", kind="state")
    assert len(sim.account().instances) == count


def test_all_that_is_wrong_with_one_object_is_told_and_counts_no_items(run: Run, refused: Refused) -> None:
    outcome = refused(
        run(environments=["production", "Nowhere"]), "has no environment 'Nowhere'", "Did you mean 'Production'?"
    )
    assert outcome["msg"].startswith("The task cannot be planned, and nothing was changed. Account ")
    assert [problem["msg"] in outcome["msg"] for problem in outcome["error"]["problems"]] == [True, True]
    assert all("item" not in problem for problem in outcome["error"]["problems"])


def test_an_account_whose_name_looks_like_another_problem(run: Run, refused: Refused) -> None:
    outcome = run(account_id="acme-407", proxy="http://127.0.0.1:1", retry_budget=0)
    refused(outcome, "the proxy 127.0.0.1:1 gives no connection", calls=[])


class TestAnswers:
    @pytest.mark.parametrize(
        ("fault", "words"),
        [
            ({"kind": "not_json"}, ["HTTP 200 with a body that is not a JSON object", "It works"]),
            ({"kind": "empty"}, ["HTTP 200 with an empty body"]),
            ({"kind": "cut"}, ["the connection broke before the response was complete", "safe to repeat"]),
            ({"kind": "garbage", "body": "{true}"}, ['HTTP 200 with a body that is not a JSON object: "{true}"']),
            ({"kind": "garbage", "body": "[]"}, ["HTTP 200 with a body that is not a JSON object"]),
            ({"kind": "close"}, ["the connection broke before the response was complete"]),
            ({"kind": "reset"}, ["the connection broke before the response was complete"]),
            ({"kind": "status", "status": 502, "form": "html"}, ["HTTP 502", "The API itself failed."]),
            ({"kind": "status", "status": 503}, ["HTTP 503", "raise retry_budget, or lower requests_per_second"]),
            (
                {"kind": "status", "status": 404},
                ["HTTP 404", "Check base_url and account_id: the API does not know this address."],
            ),
            ({"kind": "status", "status": 410}, ["HTTP 410", "retired"]),
            ({"kind": "status", "status": 418, "form": "text"}, ["HTTP 418"]),
        ],
        ids=lambda value: str(value.get("body", value.get("status", value["kind"]))) if isinstance(value, dict) else "",
    )
    def test_one_that_is_none(
        self, fault: Options, words: list[str], sim: Simulator, run: Run, refused: Refused
    ) -> None:
        sim.add_fault(**fault, times=None)
        outcome = refused(
            run(retry_budget=0), "Could not query IntegrationPack", f"in account {sim.account_id}", *words
        )
        assert len(outcome.calls) <= 2
        assert outcome["msg"].endswith(outcome["error"]["remedy"])
        assert outcome["error"]["operation"] == "query"
