# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connection options: one table, checked before anything is sent."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible.module_utils.basic import AnsibleFallbackNotFound
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError

OPTIONS: dict[str, t.Any] = {
    "account_id": "acme-C7T2KD",
    "username": "jane@acme.example",
    "api_token": "a-secret-token",
    "password": None,
    "otp": None,
    "base_url": "https://api.boomi.com",
    "override_account": None,
    "validate_certs": True,
    "ca_path": None,
    "proxy": None,
    "timeout": 30.0,
    "retry_budget": 120.0,
    "requests_per_second": 10.0,
}


def parse(**options: t.Any) -> _options.Connection:
    return _options.parse_connection({**OPTIONS, **options})


def refusal(**options: t.Any) -> OptionError:
    with pytest.raises(OptionError) as caught:
        parse(**options)
    return caught.value


class TestTheTable:
    def test_every_option_has_its_variable(self) -> None:
        variables = {option.name: option.env for option in _options.OPTIONS}
        assert variables == {
            "account_id": ("BOOMI_ACCOUNT_ID",),
            "username": ("BOOMI_USERNAME",),
            "api_token": ("BOOMI_API_TOKEN",),
            "password": ("BOOMI_PASSWORD",),
            "otp": ("BOOMI_OTP",),
            "base_url": ("BOOMI_API_URL",),
            "override_account": ("BOOMI_OVERRIDE_ACCOUNT",),
            "validate_certs": ("BOOMI_VERIFY_SSL",),
            "ca_path": ("BOOMI_CA_PATH", "REQUESTS_CA_BUNDLE"),
            "client_cert": ("BOOMI_CLIENT_CERT",),
            "client_key": ("BOOMI_CLIENT_KEY",),
            "proxy": ("BOOMI_PROXY",),
            "timeout": ("BOOMI_TIMEOUT",),
            "retry_budget": ("BOOMI_RETRY_BUDGET",),
            "requests_per_second": ("BOOMI_REQUESTS_PER_SECOND",),
            "shared_directory": ("BOOMI_SHARED_DIR",),
        }

    def test_defaults_and_requirements_are_those_of_the_contract(self) -> None:
        spec = _options.argument_spec()
        assert {name for name, entry in spec.items() if entry.get("required")} == {"account_id", "username"}
        assert {name: entry["default"] for name, entry in spec.items() if "default" in entry} == {
            "base_url": "https://api.boomi.com",
            "validate_certs": True,
            "timeout": 30.0,
            "retry_budget": 120.0,
            "requests_per_second": 10.0,
        }

    def test_whatever_may_hold_a_secret_is_kept_out_of_logs(self) -> None:
        secret = {name for name, entry in _options.argument_spec().items() if entry["no_log"]}
        assert secret == {"api_token", "password", "otp", "proxy"}

    @pytest.mark.parametrize("option", _options.OPTIONS, ids=lambda option: option.name)
    def test_a_variable_is_read_where_it_is_set_and_not_empty(
        self, option: _options.Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fallback, variables = option.spec()["fallback"]
        with pytest.raises(AnsibleFallbackNotFound):
            fallback(*variables)
        for empty in ("", " ", "\t\n"):
            for variable in option.env:
                monkeypatch.setenv(variable, empty)
            with pytest.raises(AnsibleFallbackNotFound):
                fallback(*variables)
        for variable in reversed(option.env):
            monkeypatch.setenv(variable, f"value of {variable}")
            assert fallback(*variables) == f"value of {variable}"


class TestCredentials:
    @pytest.mark.parametrize("username", ["jane@acme.example", "BOOMI_TOKEN.jane@acme.example"])
    def test_a_token_goes_with_the_prefixed_name_in_either_form(self, username: str) -> None:
        connection = parse(username=username)
        assert connection.username == "BOOMI_TOKEN.jane@acme.example"
        assert connection.secret == "a-secret-token"
        assert connection.uses_token

    def test_a_password_goes_with_the_name_as_it_is(self) -> None:
        connection = parse(api_token=None, password="pass word", otp="804713")
        assert (connection.username, connection.secret, connection.otp) == ("jane@acme.example", "pass word", "804713")
        assert not connection.uses_token

    @pytest.mark.parametrize(
        "secrets", [{"password": "p"}, {"api_token": None}, {"api_token": ""}, {"api_token": "", "password": ""}]
    )
    def test_exactly_one_secret_is_needed(self, secrets: dict[str, t.Any]) -> None:
        message = refusal(**secrets).message
        assert message == "Give exactly one of api_token and password (environment: BOOMI_API_TOKEN, BOOMI_PASSWORD)."

    def test_a_colon_in_the_name_cannot_be_sent(self) -> None:
        assert "username must not hold a colon" in refusal(username="a:b").message

    @pytest.mark.parametrize("otp", ["12 34", "١٢٣", "1\n2", "12-34"])
    def test_a_one_time_password_that_no_header_can_carry(self, otp: str) -> None:
        error = refusal(otp=otp)
        assert error.facts == {"option": "otp"}
        assert otp not in error.message

    def test_secrets_do_not_show_when_a_connection_is_printed(self) -> None:
        connection = parse(otp="804713", proxy="http://user:hidden@proxy.example:3128")
        for secret in ("a-secret-token", "804713", "hidden"):
            assert secret not in repr(connection)
        assert connection.proxy_host == "proxy.example:3128"

    def test_all_secrets_are_known_as_such_in_both_forms_of_a_proxys(self) -> None:
        connection = parse(otp="804713", proxy="http://user:p%40ss@proxy.example:3128")
        assert set(connection.secrets) == {"a-secret-token", "804713", "p%40ss", "p@ss"}


class TestAccounts:
    @pytest.mark.parametrize("name", ["account_id", "username", "base_url"])
    @pytest.mark.parametrize("value", [None, "", "  "])
    def test_an_empty_option_names_its_variable(self, name: str, value: str | None) -> None:
        (variable,) = next(option.env for option in _options.OPTIONS if option.name == name)
        message = refusal(**{name: value}).message
        assert message == f"{name} is empty. Set it, or the environment variable {variable}."

    @pytest.mark.parametrize("name", ["account_id", "username", "override_account"])
    @pytest.mark.parametrize("value", ["a\nb", "a\x00b", "a\x1b[31m"])
    def test_characters_that_cannot_be_shown_are_refused(self, name: str, value: str) -> None:
        assert refusal(**{name: value}).facts == {"option": name}

    @pytest.mark.parametrize("name", ["account_id", "override_account"])
    @pytest.mark.parametrize("value", [".", ".."])
    def test_an_account_that_would_change_the_path_is_refused(self, name: str, value: str) -> None:
        assert refusal(**{name: value}).message == f"{name} must be the id of an account, not {value!r}."

    def test_the_account_acted_on_is_the_overriding_one(self) -> None:
        assert parse().account == "acme-C7T2KD"
        assert parse(override_account="birch-B4M9XW").account == "birch-B4M9XW"

    def test_blanks_around_a_value_are_dropped(self) -> None:
        assert parse(account_id=" acme-C7T2KD\n").account_id == "acme-C7T2KD"


class TestBaseUrl:
    @pytest.mark.parametrize(
        ("given_url", "kept"),
        [
            ("https://api.boomi.com", "https://api.boomi.com"),
            ("https://api.platform.gb.boomi.com/", "https://api.platform.gb.boomi.com"),
            ("HTTPS://API.example:8443//", "https://api.example:8443"),
            ("https://gateway.example/boomi/", "https://gateway.example/boomi"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://127.9.9.9", "http://127.9.9.9"),
            ("http://localhost:1", "http://localhost:1"),
            ("http://LOCALHOST:1", "http://localhost:1"),
            ("https://api.example:443", "https://api.example"),
            ("http://localhost:80/x", "http://localhost/x"),
            ("http://localhost:443", "http://localhost:443"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ],
    )
    def test_what_is_accepted(self, given_url: str, kept: str) -> None:
        assert parse(base_url=given_url).base_url == kept

    @pytest.mark.parametrize(
        "url",
        [
            "http://api.boomi.com",
            "http://10.0.0.1",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://0.0.0.0:8080",
            "http://[::]:8080",
            "http://2130706433",
        ],
    )
    def test_no_credentials_are_sent_unencrypted_to_another_host(self, url: str) -> None:
        error = refusal(base_url=url)
        assert error.message.startswith("base_url must begin with https://: credentials are not sent unencrypted to ")

    @pytest.mark.parametrize(
        "url",
        [
            "api.boomi.com",
            "ftp://api.boomi.com",
            "https://",
            "https:///path",
            "https://host:port",
            "https://host:99999",
            "https://host:0",
            "https://[::1",
            "https://ho st",
            "https://host\\@other.example",
            "file:///etc/passwd",
        ],
    )
    def test_what_is_no_address(self, url: str) -> None:
        assert refusal(base_url=url).facts == {"option": "base_url"}

    @pytest.mark.parametrize("url", ["https://jane:secret@api.boomi.com", "https://jane@api.boomi.com"])
    def test_credentials_in_it_are_refused_and_not_repeated(self, url: str) -> None:
        message = refusal(base_url=url).message
        assert message == "base_url must not hold credentials. Use username with api_token or password."

    @pytest.mark.parametrize(
        "url",
        [
            "https://api.boomi.com/api/rest/v1/acme-C7T2KD",
            "https://api.boomi.com/partner/api/rest/v1",
            "https://api.boomi.com/?a=b",
            "https://api.boomi.com/#top",
        ],
    )
    def test_the_path_is_not_for_the_user_to_give(self, url: str) -> None:
        message = refusal(base_url=url).message
        assert message.startswith("base_url is the address of the API alone, like https://api.boomi.com:")

    def test_the_host_is_named_with_its_port(self) -> None:
        assert parse(base_url="https://gateway.example:8443/x").host == "gateway.example:8443"


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("timeout", 0.0),
            ("timeout", -1.0),
            ("timeout", 3601.0),
            ("timeout", float("nan")),
            ("timeout", float("inf")),
            ("retry_budget", -0.1),
            ("retry_budget", float("inf")),
            ("requests_per_second", 0.0),
            ("requests_per_second", 1001.0),
        ],
    )
    def test_a_number_out_of_its_range_is_refused(self, name: str, value: float) -> None:
        error = refusal(**{name: value})
        assert error.message.startswith(f"{name} must be a number from ")
        assert error.facts == {"option": name}

    @pytest.mark.parametrize(
        ("name", "value"), [("timeout", 0.001), ("retry_budget", 0.0), ("requests_per_second", 0.01)]
    )
    def test_the_least_is_accepted(self, name: str, value: float) -> None:
        assert getattr(parse(**{name: value}), name) == value


class TestTransport:
    def test_a_ca_path_that_is_not_there_says_what_to_name(self, tmp_path: Path) -> None:
        message = refusal(ca_path=str(tmp_path / "ca.pem")).message
        assert message.startswith(f"ca_path {tmp_path / 'ca.pem'} does not exist. Name a file of PEM certificates")

    @pytest.mark.parametrize("name", ["", "ca.pem"])
    def test_a_file_and_a_directory_are_accepted(self, name: str, tmp_path: Path) -> None:
        path = tmp_path / name
        if name:
            path.write_text("")
        assert parse(ca_path=str(path)).ca_path == str(path)

    @pytest.mark.parametrize("proxy", ["http://proxy.example:3128", "proxy.example:3128"])
    def test_a_proxy_may_lack_its_scheme(self, proxy: str) -> None:
        assert parse(proxy=proxy).proxy == "http://proxy.example:3128"

    @pytest.mark.parametrize(
        "proxy", ["socks5://user:hidden@proxy.example", "http://", "http://user:hidden@h:x", "http://h:0"]
    )
    def test_a_proxy_that_is_none_is_refused_without_repeating_it(self, proxy: str) -> None:
        error = refusal(proxy=proxy)
        assert error.facts == {"option": "proxy"}
        assert "hidden" not in error.message

    @pytest.mark.parametrize(
        ("base_url", "variables", "proxy"),
        [
            ("https://api.boomi.com", {"https_proxy": "http://one.example:1"}, "http://one.example:1"),
            ("https://api.boomi.com", {"HTTPS_PROXY": "http://one.example:1"}, "http://one.example:1"),
            ("https://api.boomi.com", {"all_proxy": "http://one.example:1"}, "http://one.example:1"),
            ("https://api.boomi.com", {"http_proxy": "http://one.example:1"}, None),
            ("https://api.boomi.com", {"https_proxy": "http://one.example:1", "no_proxy": "boomi.com"}, None),
            ("http://127.0.0.1:1", {"http_proxy": "http://one.example:1", "no_proxy": "127.0.0.1"}, None),
        ],
    )
    def test_the_usual_variables_are_read(
        self, base_url: str, variables: dict[str, str], proxy: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert parse(base_url=base_url).proxy == proxy

    def test_the_option_comes_before_the_usual_variables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("https_proxy", "http://one.example:1")
        assert parse(proxy="http://two.example:2").proxy == "http://two.example:2"


TEXT_OPTIONS = [name for name, value in OPTIONS.items() if not isinstance(value, (bool, float))]

texts = st.one_of(
    st.none(),
    st.text(st.characters(), max_size=30),
    st.lists(
        st.sampled_from(["http", "https", "://", "@", ":", "/", "[", "]", "h", "1", "?", "#", "\\", "%"]), max_size=8
    ).map("".join),
)


def connection_or_error(**options: t.Any) -> tuple[_options.Connection | None, OptionError | None]:
    try:
        return parse(**options), None
    except OptionError as refused:
        return None, refused


class TestForAnyOptions:
    @given(st.fixed_dictionaries(dict.fromkeys(TEXT_OPTIONS, texts)))
    def test_there_is_a_connection_or_one_clear_error(self, options: dict[str, t.Any]) -> None:
        connection, refused = connection_or_error(**options)
        if connection:
            assert connection.base_url.startswith(("https://", "http://"))
        else:
            assert refused
            assert refused.facts["option"] in OPTIONS

    @given(st.sampled_from(TEXT_OPTIONS), texts)
    def test_one_odd_option_is_named_where_it_is_refused(self, name: str, value: str | None) -> None:
        connection, refused = connection_or_error(**{name: value})
        if connection:
            assert connection.timeout == OPTIONS["timeout"]
        else:
            assert refused
            assert refused.facts["option"] in (name, "api_token")
