# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Connection options: one table, checked before anything is sent."""

from __future__ import annotations

import math
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError

OPTIONS: dict[str, t.Any] = {
    **{option.name: option.default for option in _options.OPTIONS},
    "account_id": "acme-C7T2KD",
    "username": "jane@acme.example",
    "api_token": "a-secret-token",
}


def parse(**options: t.Any) -> _options.Connection:
    return _options.Connection({**OPTIONS, **options})


def refusal(**options: t.Any) -> OptionError:
    with pytest.raises(OptionError) as caught:
        parse(**options)
    return caught.value


class TestCredentials:
    @pytest.mark.parametrize("otp", ["12 34", "١٢٣", "1\n2", "12-34"])
    def test_a_one_time_password_that_no_header_can_carry(self, otp: str) -> None:
        error = refusal(otp=otp)
        assert error.facts == {"option": "otp"}
        assert otp not in error.message

    def test_all_secrets_are_known_as_such_in_both_forms_of_a_proxys(self) -> None:
        connection = parse(otp="804713", proxy="http://user:p%40ss@proxy.example:3128")
        assert set(connection.secrets) == {"a-secret-token", "804713", "p%40ss", "p@ss"}


class TestAccounts:
    @pytest.mark.parametrize("name", ["account_id", "username", "override_account", "api_token"])
    @pytest.mark.parametrize("value", ["a\nb", "a\x00b", "a\x1b[31m"])
    def test_characters_that_cannot_be_shown_are_refused(self, name: str, value: str) -> None:
        assert refusal(**{name: value}).facts == {"option": name}


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            *(("timeout", value) for value in (0.0, -1.0, 3601.0, math.nan, math.inf)),
            *(("retry_budget", value) for value in (-0.1, math.inf)),
            *(("requests_per_second", value) for value in (0.0, 1001.0)),
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


class TestProxies:
    @pytest.mark.parametrize(
        "proxy",
        [
            *("socks5://user:hidden@proxy.example", "http://", "http://user:hidden@h:x", "http://h:0"),
            *(f"http://user:12{char}hidden@proxy.example:3128" for char in "/?#"),
        ],
    )
    def test_a_proxy_that_is_none_is_refused_without_repeating_it(self, proxy: str) -> None:
        error = refusal(proxy=proxy)
        assert error.facts == {"option": "proxy"}
        assert "hidden" not in error.message

    def test_a_usual_variable_may_be_for_another_scheme_or_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://one.example:1")
        assert parse().proxy is None
        monkeypatch.setenv("https_proxy", "http://one.example:1")
        assert parse().proxy == "http://one.example:1"
        monkeypatch.setenv("no_proxy", "boomi.com")
        assert parse().proxy is None


class TestSharedDirectory:
    def test_one_with_files_that_another_user_has_closed_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / f"pace-{'0' * 32}"
        for path in (file, tmp_path / "another"):
            path.touch(0o600)
        monkeypatch.setattr("os.access", lambda path, mode: Path(path) == tmp_path)
        assert parse(shared_directory=str(tmp_path)).shared_directory == str(tmp_path)
        monkeypatch.setattr("os.getuid", lambda: -1)
        error = refusal(shared_directory=str(tmp_path))
        assert "files of tasks of another user" in error.message
        assert error.facts == {"option": "shared_directory"}
        file.unlink()
        assert parse(shared_directory=str(tmp_path)).shared_directory == str(tmp_path)
