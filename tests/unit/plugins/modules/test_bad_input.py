# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bad input and bad surroundings: one clear error that says what to do, and nothing written."""

from __future__ import annotations

import contextlib
import json
import socket
import typing as t
from pathlib import Path

import pytest
import trustme

from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.plugins.modules import boomi_api_info
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import LOOK, PACKS, steps

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"
API = {"object": "Role"}
INVOICE_SYNC = {"integration_pack_name": "Invoice Sync"}
MODULES = ["integration_pack_instance", "integration_pack_instance_info", "integration_pack_info"]
ODD_TEXTS = ["a/b", 'it\'s "quoted"', "a b", "Größe ß", "😀", "..", "query", "%2F", "a?b#c", "'; --"]

Options = dict[str, t.Any]
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
            assert steps(outcome.calls) == steps(calls)
        assert sim.writes == []
        assert not outcome.get("changed")
        return outcome

    return check


@pytest.fixture(params=MODULES)
def run(request: pytest.FixtureRequest, boomi: ModuleRunner) -> t.Callable[..., Outcome]:
    """Each of the modules, with options that would otherwise succeed."""
    needed = INVOICE_SYNC if request.param == "integration_pack_instance" else {}
    return lambda **options: boomi(request.param, **{**needed, **options})


class TestOptions:
    @pytest.mark.parametrize("name", ["account_id", "username"])
    def test_a_missing_connection_option(self, name: str, run: t.Callable[..., Outcome], refused: Refused) -> None:
        words = f"missing required arguments: {name}. The environment can set it, too: BOOMI_{name.upper()}."
        refused(run(**{name: None}), words, calls=[])

    def test_neither_secret(self, run: t.Callable[..., Outcome], refused: Refused) -> None:
        words = "one of the following is required: api_token, password"
        refused(run(api_token=None), words, "BOOMI_API_TOKEN", "BOOMI_PASSWORD", calls=[])

    def test_both_secrets(self, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(password="another-secret"), "mutually exclusive: api_token|password", calls=[])

    @pytest.mark.parametrize("value", ["", " \t"])
    @pytest.mark.parametrize("name", ["account_id", "username", "api_token", "base_url", "override_account"])
    def test_an_empty_one(self, name: str, value: str, run: t.Callable[..., Outcome], refused: Refused) -> None:
        variable = f"BOOMI_{name.upper().replace('BASE_URL', 'API_URL')}"
        refused(run(**{name: value}), name, variable, kind="option", calls=[])

    @pytest.mark.parametrize("name", ["account_id", "base_url", "override_account"])
    def test_null_where_the_account_is_chosen(self, name: str, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = json.loads(run_in_process(boomi_api_info.main, {**boomi.connection, **API, name: None}).printed)
        assert (outcome["failed"], outcome["error"]["kind"]) == (True, "option")
        assert f"{name} is null" in outcome["msg"]
        assert sim.calls == []

    def test_null_elsewhere_is_not_set(self, boomi: ModuleRunner) -> None:
        others = dict.fromkeys(option.name for option in OPTIONS if option.name not in boomi.connection)
        del others["override_account"]
        outcome = json.loads(run_in_process(boomi_api_info.main, {**boomi.connection, **API, **others}).printed)
        assert not outcome.get("failed")

    def test_variables_that_are_empty_are_not_set(
        self, boomi: ModuleRunner, run: t.Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for option in OPTIONS:
            for variable in option.env:
                monkeypatch.setenv(variable, " ")
        monkeypatch.setenv("http_proxy", " ")
        for name in ("timeout", "retry_budget", "requests_per_second"):
            del boomi.connection[name]
        outcome = run()
        assert not outcome.failed
        assert outcome["invocation"]["module_args"]["validate_certs"] is True
        assert outcome["invocation"]["module_args"]["timeout"] == 30.0

    def test_a_shared_directory_that_is_none(self, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(shared_directory="/no/such/place"), "shared_directory", "BOOMI_SHARED_DIR", kind="option", calls=[])

    @pytest.mark.parametrize(
        "options",
        [{}, {"name": "Domestic"}, {"state": "present", "environments": ["Production"]}],
    )
    def test_no_identity(self, options: Options, boomi: ModuleRunner, refused: Refused) -> None:
        words = "one of the following is required: id, integration_pack_id, integration_pack_name"
        refused(boomi.instance(**options), words, calls=[])

    def test_two_ways_to_name_the_pack(self, boomi: ModuleRunner, refused: Refused) -> None:
        outcome = boomi.instance(integration_pack_id=ORDER_INTAKE, integration_pack_name="Order Intake")
        refused(outcome, "mutually exclusive: integration_pack_id|integration_pack_name", calls=[])

    @pytest.mark.parametrize(
        "name", ["id", "integration_pack_id", "integration_pack_name", "integration_pack_override_name"]
    )
    @pytest.mark.parametrize("value", ["", "  "])
    def test_an_empty_identity(self, value: str, name: str, boomi: ModuleRunner, refused: Refused) -> None:
        identity = {} if name in ("integration_pack_id", "integration_pack_name") else {"integration_pack_id": "p"}
        refused(boomi.instance(**{**identity, name: value}), f"{name} is empty", kind="option", calls=[])

    @pytest.mark.parametrize("state", ["present", "absent"])
    def test_an_empty_environment(self, state: str, boomi: ModuleRunner, refused: Refused) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, state=state, environments=["Production", " "])
        refused(outcome, "environments holds an empty name", kind="option", calls=[])

    @pytest.mark.parametrize(
        ("name", "value"), [("timeout", 0), ("timeout", "soon"), ("retry_budget", -1), ("requests_per_second", 0)]
    )
    def test_a_number_out_of_its_range(
        self, name: str, value: t.Any, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        refused(run(**{name: value}), name, calls=[])

    def test_a_misspelt_option(self, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(integration_pack="x"), "Unsupported parameters", "integration_pack", calls=[])


@pytest.mark.parametrize("value", ["", "  "])
@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("integration_pack_instance_info", "integration_pack_id"),
        ("integration_pack_instance_info", "integration_pack_name"),
        ("integration_pack_instance_info", "integration_pack_override_name"),
        ("integration_pack_info", "name"),
        ("environment_info", "name"),
        ("atom_info", "name"),
    ],
)
def test_an_empty_property_to_list_by(
    module: str, name: str, value: str, boomi: ModuleRunner, refused: Refused
) -> None:
    options: dict[str, t.Any] = {name: value}
    refused(boomi(module, **options), f"{name} is empty. Give a value, or leave it out.", kind="option", calls=[])


class TestCredentials:
    @pytest.mark.parametrize(
        ("status", "remedy"),
        [
            (401, "Check username and api_token, and that the API is enabled for this user."),
            (403, "Check username and api_token, and that the API is enabled for this user."),
            (400, "Check username and api_token, and that the API is enabled for this user."),
        ],
    )
    def test_a_wrong_token(
        self, status: int, remedy: str, sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        sim.set(bad_credentials_status=status)
        outcome = refused(run(api_token="wrong"), f"HTTP {status}", remedy, kind="api")
        assert len(outcome.calls) <= 2
        assert outcome["error"]["status"] == status
        assert outcome["error"]["api_message"] == "Incorrect user name and password combination."

    @pytest.mark.parametrize("form", ["typed", "message", "nested", "xml", "user_message", "html", "text"])
    def test_the_apis_own_words_are_read_in_every_form(
        self, form: str, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        sim.set(error_form=form)
        outcome = refused(boomi.instance(**INVOICE_SYNC, api_token="wrong"), "HTTP 401")
        assert "Incorrect user name and password combination." in outcome["msg"]

    def test_an_error_without_words(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.set(error_form="empty")
        refused(boomi.instance(**INVOICE_SYNC, api_token="wrong"), "HTTP 401", "Check username and api_token")

    @pytest.mark.parametrize("otp", [None, "000000"])
    def test_a_password_without_the_right_one_time_password(
        self, otp: str | None, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, api_token=None, password=sim.password, otp=otp)
        refused(outcome, "HTTP 401", "Check username, password and otp", kind="api")
        assert sim.password not in json.dumps(outcome)

    @pytest.mark.parametrize("status", [403, 400])
    def test_a_missing_privilege(
        self, status: int, sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        sim.set(without_privileges="API", privilege_status=status)
        outcome = refused(
            run(),
            f"HTTP {status}",
            "ccess denied",
            "that the user's role in account acme-C7T2KD has what this needs: API",
            kind="api",
        )
        assert len(outcome.calls) <= 2

    @pytest.mark.parametrize("status", [403, 400])
    def test_a_missing_privilege_to_see_attachments(
        self, status: int, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        sim.install("Invoice Sync")
        sim.set(without_privileges="DEPLOY", privilege_status=status)
        outcome = boomi.instance(**INVOICE_SYNC, state="absent")
        refused(outcome, "query IntegrationPackEnvironmentAttachment", "has what this needs: API and DEPLOY")
        assert len(sim.account().instances) == 1

    @pytest.mark.parametrize("status", [403, 400, 401])
    @pytest.mark.parametrize("account", ["birch-B4M9XW", "no-such-account"])
    def test_a_wrong_account(
        self, account: str, status: int, sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        sim.set(wrong_account_status=status)
        words = f'in account {account} at 127.0.0.1:{sim.port}: HTTP {status} "Access denied'
        outcome = refused(run(account_id=account), words, kind="api")
        assert outcome["error"]["account"] == account

    def test_another_account_that_is_not_in_the_hierarchy(
        self, sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        outcome = run(override_account="birch-B4M9XW")
        refused(outcome, "in account birch-B4M9XW", "account_id and override_account", kind="api")

    def test_the_partner_api_where_it_is_not_enabled(
        self, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        sim.set(partner=False)
        outcome = boomi.instance(
            **INVOICE_SYNC,
            account_id="partner-P1H8QZ",
            username="automation@partner.example",
            api_token="c86e2f95-simulated-partner-token-1b3a",
            override_account=sim.account_id,
        )
        refused(outcome, "The Partner API is not enabled for this account.", "HTTP 403", kind="api")


class TestPacks:
    @pytest.mark.parametrize(
        ("options", "match"),
        [
            ({"integration_pack_name": "Invoce Sync"}, "Invoice Sync"),
            ({"integration_pack_name": "invoice sync"}, "Invoice Sync"),
            ({"integration_pack_name": "Größen XL L'été Ünïcode"}, 'Größen "XL" / L\'été & Ünïcode <ß>'),
            ({"integration_pack_id": ORDER_INTAKE[:-1] + "8"}, ORDER_INTAKE),
        ],
    )
    @pytest.mark.parametrize("check_mode", [False, True], ids=["run", "check"])
    def test_an_unknown_one_with_close_matches(
        self, check_mode: bool, options: Options, match: str, boomi: ModuleRunner, refused: Refused
    ) -> None:
        outcome = refused(
            boomi.instance(**options, check_mode=check_mode), "is shared with account acme-C7T2KD", kind="state"
        )
        assert repr(match) in outcome["msg"]
        assert outcome["error"]["close_matches"][0] == match
        assert steps(outcome.calls) == steps([LOOK, PACKS, PACKS])

    @pytest.mark.parametrize("by", ["id", "name"])
    def test_one_that_is_not_shared_with_this_account(
        self, by: str, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        (hidden,) = (pack for pack in sim.world.packs.values() if pack.name == "Unreleased Beta")
        outcome = boomi.instance(**{f"integration_pack_{by}": getattr(hidden, by)})
        refused(
            outcome,
            "shared with account acme-C7T2KD",
            "A publisher shares a pack through an account group.",
            kind="state",
        )

    @pytest.mark.parametrize("state", ["present", "absent"])
    def test_a_name_of_two_packs(self, state: str, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        ids = [pack["id"] for pack in sim.account().packs.values() if pack["name"] == "Price List"]
        for pack_id in ids:
            sim.install(pack_id)
        outcome = boomi.instance(integration_pack_name="Price List", state=state)
        refused(outcome, "called 'Price List'", *ids, "Give integration_pack_id.", kind="state")

    @pytest.mark.parametrize("installed", [False, True], ids=["not installed", "installed"])
    @pytest.mark.parametrize("single_name", ["absent", "empty", "pack_name"])
    @pytest.mark.parametrize("check_mode", [False, True], ids=["run", "check"])
    def test_a_name_on_a_single_pack(
        self, check_mode: bool, single_name: str, installed: bool, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        sim.set(single_name=single_name)
        if installed:
            sim.install("Invoice Sync")
        for name in ("Mine", "Invoice Sync"):
            outcome = boomi.instance(**INVOICE_SYNC, name=name, check_mode=check_mode)
            refused(outcome, "is of type SINGLE", f"Leave integration_pack_override_name ({name!r}) out.", kind="state")

    @pytest.mark.parametrize("state", ["present", "absent"])
    def test_several_instances_and_no_name(
        self, state: str, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        ids = [sim.install("Order Intake", name)["id"] for name in ("Domestic", "International")]
        outcome = boomi.instance(integration_pack_name="Order Intake", state=state)
        refused(outcome, *ids, "'Domestic'", "Give integration_pack_override_name, or id.", kind="state")
        assert outcome["error"]["candidates"] == ids

    @pytest.mark.parametrize("state", ["present", "absent"])
    @pytest.mark.parametrize(
        ("pack", "name"), [("Order Intake", "Domestic"), ("Invoice Sync", None)], ids=["multi", "single"]
    )
    def test_doubles(
        self, pack: str, name: str | None, state: str, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        ids = [sim.install(pack, name)["id"] for _number in range(2)]
        # With a budget, the task would wait for a while: another run may be about to take its copy back.
        outcome = boomi.instance(integration_pack_name=pack, name=name, state=state, retry_budget=0)
        refused(outcome, *ids, "id", kind="state")
        assert len(sim.account().instances) == 2

    def test_an_unknown_environment(self, boomi: ModuleRunner, refused: Refused) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, environments=["Prodution"])
        refused(outcome, "no environment 'Prodution'", "Did you mean 'Production'?", kind="state")


class TestOddIds:
    @pytest.mark.parametrize("text", ODD_TEXTS)
    def test_an_instance_that_cannot_exist(
        self, text: str, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        sim.install("Invoice Sync")
        refused(boomi.instance(id=text), f"There is no integration pack instance {text}", kind="state")
        outcome = boomi.instance(id=text, state="absent")
        assert outcome["changed"] is False
        assert outcome.calls == [LOOK]
        assert len(sim.account().instances) == 1

    @pytest.mark.parametrize("text", ODD_TEXTS)
    @pytest.mark.parametrize("option", ["integration_pack_id", "integration_pack_name"])
    def test_a_pack_that_cannot_exist(self, option: str, text: str, boomi: ModuleRunner, refused: Refused) -> None:
        refused(boomi.instance(**{option: text}), "No integration pack", "is shared with account", kind="state")
        assert boomi.instance(**{option: text}, state="absent")["changed"] is False

    @pytest.mark.parametrize("account", ["a/b", "../x", "ä", "a b", "?x", "%2e%2e"])
    def test_an_account_cannot_leave_its_place_in_the_path(
        self, account: str, sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        refused(run(account_id=account), f"in account {account} at", kind="api")
        assert {request.account for request in sim.requests} == {account}

    @pytest.mark.parametrize("account", [".", ".."])
    def test_nor_be_what_every_path_has(self, account: str, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(account_id=account), "account_id must be the id of an account", kind="option", calls=[])


class TestQueryFilter:
    @pytest.mark.parametrize(
        ("query_filter", "words"),
        [
            (
                {"property": "integrationPackID", "operator": "EQUALS", "argument": ["a"]},
                "Did you mean integrationPackId?",
            ),
            ({"property": "id", "operator": "EQUALS", "argument": ["a"]}, "query_filter.property must be one of"),
            ({"property": "integrationPackId", "operator": "EQUAL", "argument": ["a"]}, "Did you mean EQUALS?"),
            ({"property": "integrationPackId", "operator": "STARTS_WITH", "argument": ["a"]}, "query_filter.operator"),
            ({"property": "integrationPackId", "operator": "EQUALS"}, "EQUALS takes exactly one argument, not 0"),
            (
                {"property": "integrationPackId", "operator": "EQUALS", "argument": ["a", "b"]},
                "takes exactly one argument",
            ),
            ({"property": "integrationPackId", "operator": "BETWEEN", "argument": ["a"]}, "exactly 2 arguments, not 1"),
            ({"property": "integrationPackId", "operator": "IS_NULL", "argument": ["a"]}, "takes no argument, not 1"),
            ({"operator": "and", "nestedExpression": []}, "a list of at least one expression"),
            ({"operator": "not", "nestedExpression": [{}]}, "query_filter.operator must be one of and, or"),
            ({"expression": {"property": "integrationPackId"}}, "query_filter.expression.operator"),
        ],
    )
    def test_a_mistake_is_found_before_anything_is_sent(
        self, query_filter: Options, words: str, boomi: ModuleRunner, refused: Refused
    ) -> None:
        refused(boomi.instance_info(query_filter=query_filter), words, kind="option", calls=[])

    def test_what_is_no_dictionary(self, boomi: ModuleRunner, refused: Refused) -> None:
        refused(boomi.instance_info(query_filter=["a"]), "query_filter", calls=[])


@pytest.fixture
def closed_port() -> t.Iterator[int]:
    """A port that is taken and that nobody listens on."""
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class TestAddresses:
    @pytest.mark.parametrize("url", ["http://api.boomi.com", "http://192.0.2.1:8080", "http://boomi.invalid"])
    def test_no_encryption_outside_this_host(self, url: str, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(base_url=url), "base_url must begin with https://", kind="option", calls=[])

    @pytest.mark.parametrize("url", ["api.boomi.com", "ftp://api.boomi.com", "https://", "https://host:port"])
    def test_what_is_no_address(self, url: str, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(base_url=url), "base_url", kind="option", calls=[])

    def test_a_host_that_does_not_resolve(
        self, boomi: ModuleRunner, refused: Refused, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Where the name service itself does not answer, do not wait for long.
        monkeypatch.setenv("RES_OPTIONS", "timeout:1 attempts:1")
        outcome = boomi.instance(**INVOICE_SYNC, base_url="https://boomi.invalid", retry_budget=0)
        refused(
            outcome, "the host name of boomi.invalid does not resolve", "Check base_url", kind="transport", calls=[]
        )

    def test_a_host_that_refuses(self, closed_port: int, boomi: ModuleRunner, refused: Refused) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, base_url=f"http://127.0.0.1:{closed_port}", retry_budget=0)
        refused(outcome, f"127.0.0.1:{closed_port} refuses connections", "Check base_url", kind="transport", calls=[])

    def test_a_host_that_refuses_is_tried_a_few_times_within_the_budget(
        self, closed_port: int, boomi: ModuleRunner, refused: Refused
    ) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, base_url=f"http://127.0.0.1:{closed_port}", retry_budget=0.1)
        assert refused(outcome, "retry_budget is used up")["error"]["attempts"] > 1

    def test_a_host_that_speaks_no_tls(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, base_url=f"https://127.0.0.1:{sim.port}")
        refused(
            outcome, f"127.0.0.1:{sim.port} does not speak TLS", "Check the host and the port of base_url", calls=[]
        )

    def test_a_proxy_that_refuses(self, closed_port: int, boomi: ModuleRunner, refused: Refused) -> None:
        outcome = boomi.instance(**INVOICE_SYNC, proxy=f"http://user:hidden@127.0.0.1:{closed_port}", retry_budget=0)
        refused(outcome, f"the proxy 127.0.0.1:{closed_port} gives no connection", "Check proxy", calls=[])
        assert "hidden" not in json.dumps(outcome)

    def test_one_whose_message_looks_like_another(
        self, closed_port: int, boomi: ModuleRunner, refused: Refused
    ) -> None:
        proxy = f"http://127.0.0.1:{closed_port}"
        outcome = boomi.instance(**INVOICE_SYNC, account_id="acme-407", proxy=proxy, retry_budget=0)
        refused(outcome, "gives no connection", calls=[])


class Authority:
    """A private CA, and what its server and its clients need."""

    def __init__(self, directory: Path) -> None:
        self._ca = trustme.CA()
        self._directory = directory
        self.ca_path = directory / "ca.pem"
        self._ca.cert_pem.write_to_path(self.ca_path)

    def server(self, host: str) -> tuple[Path, Path]:
        certificate = self._ca.issue_cert(host)
        chain, key = self._directory / "chain.pem", self._directory / "key.pem"
        chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
        certificate.private_key_pem.write_to_path(key)
        return chain, key


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


class TestCertificates:
    def test_one_of_a_private_ca_is_refused_and_accepted_by_ca_path(
        self, authority: Authority, boomi: ModuleRunner, refused: Refused
    ) -> None:
        with Simulator(tls=authority.server("127.0.0.1")) as secure:
            outcome = boomi.instance(**INVOICE_SYNC, base_url=secure.base_url)
            words = f"the certificate of 127.0.0.1:{secure.port} is not trusted here"
            refused(outcome, words, "ca_path", kind="transport")
            refused(boomi.instance(**INVOICE_SYNC, base_url=secure.base_url, account_id="acme-expired"), words)
            assert secure.requests == []
            outcome = boomi.instance(**INVOICE_SYNC, base_url=secure.base_url, ca_path=str(authority.ca_path))
            assert outcome["changed"] is True

    def test_one_that_was_made_for_another_host(
        self, authority: Authority, boomi: ModuleRunner, refused: Refused
    ) -> None:
        with Simulator(tls=authority.server("boomi.invalid")) as secure:
            outcome = boomi.instance(**INVOICE_SYNC, base_url=secure.base_url, ca_path=str(authority.ca_path))
            refused(outcome, f"the certificate was not made for 127.0.0.1:{secure.port}", "Check base_url")
            assert secure.requests == []

    def test_it_is_not_looked_at_where_the_user_says_so(self, authority: Authority, boomi: ModuleRunner) -> None:
        with Simulator(tls=authority.server("boomi.invalid")) as secure:
            outcome = boomi.instance(**INVOICE_SYNC, base_url=secure.base_url, validate_certs=False)
            assert outcome["changed"] is True

    def test_a_ca_path_that_is_not_there(self, run: t.Callable[..., Outcome], refused: Refused) -> None:
        refused(run(ca_path="/no/such/ca.pem"), "ca_path /no/such/ca.pem does not exist", kind="option", calls=[])


class TestAnswers:
    @pytest.mark.parametrize(
        ("fault", "words"),
        [
            ({"kind": "not_json"}, ["HTTP 200 with a body that is no JSON object", "It works"]),
            ({"kind": "empty"}, ["HTTP 200 with an empty body"]),
            ({"kind": "cut"}, ["the connection broke before the answer was complete", "safe to repeat"]),
            ({"kind": "garbage", "body": "{true}"}, ['HTTP 200 with a body that is no JSON object: "{true}"']),
            ({"kind": "garbage", "body": "[]"}, ["HTTP 200 with a body that is no JSON object"]),
            ({"kind": "garbage", "body": b"\xff\xfe\x00"}, ["HTTP 200 with a body that cannot be decoded"]),
            ({"kind": "close"}, ["the connection broke before the answer was complete"]),
            ({"kind": "reset"}, ["the connection broke before the answer was complete"]),
            ({"kind": "status", "status": 502, "form": "html"}, ["HTTP 502", "The failure is the API's own."]),
            ({"kind": "status", "status": 503}, ["HTTP 503", "raise retry_budget, or lower requests_per_second"]),
            ({"kind": "status", "status": 410}, ["HTTP 410", "retired"]),
            ({"kind": "status", "status": 418, "form": "text"}, ["HTTP 418"]),
        ],
        ids=lambda value: str(value.get("body", value.get("status", value["kind"]))) if isinstance(value, dict) else "",
    )
    def test_one_that_is_none(
        self, fault: Options, words: list[str], sim: Simulator, run: t.Callable[..., Outcome], refused: Refused
    ) -> None:
        sim.add_fault(**fault, times=None)
        outcome = refused(
            run(retry_budget=0), "Could not query IntegrationPack", f"in account {sim.account_id}", *words
        )
        assert len(outcome.calls) <= 2
        assert outcome["error"]["operation"] == "query"

    def test_none_within_the_timeout(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.add_fault("hang", times=None)
        outcome = boomi.instance(**INVOICE_SYNC, timeout=0.2, retry_budget=0)
        refused(outcome, "answer within 0.2 s", "raise timeout", kind="transport")

    def test_one_that_comes_byte_by_byte(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.add_fault("slow", times=None)
        outcome = boomi.instance(**INVOICE_SYNC, timeout=0.3, retry_budget=0)
        refused(outcome, "answer within 0.3 s", kind="transport")

    @pytest.mark.parametrize("status", [301, 302, 307, 308])
    def test_a_redirect_is_not_followed_and_names_where_it_leads(
        self, status: int, boomi: ModuleRunner, sim: Simulator, refused: Refused
    ) -> None:
        with Simulator() as other:
            sim.add_fault("redirect", status=status, location=f"{other.base_url}/api/rest/v1/x")
            outcome = boomi.instance(**INVOICE_SYNC)
            refused(outcome, f"HTTP {status}", "Redirects are not followed", other.base_url)
            assert other.requests == []

    def test_one_that_is_nested_without_end(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.add_fault("deep", times=None)
        refused(boomi.instance(**INVOICE_SYNC, retry_budget=0), "is no JSON object", kind="transport")

    def test_one_that_is_larger_than_any_can_be(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.add_fault("huge", times=None, megabytes=40)
        refused(boomi.instance(**INVOICE_SYNC, retry_budget=0), "an answer of more than ", kind="transport")

    def test_a_page_that_repeats_for_ever(self, boomi: ModuleRunner, sim: Simulator, refused: Refused) -> None:
        sim.install("Invoice Sync")
        sim.add_fault("repeat_token", times=None)
        refused(boomi.instance(**INVOICE_SYNC), "goes on offering further pages", kind="transport")
