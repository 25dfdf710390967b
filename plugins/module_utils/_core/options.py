# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The connection options: one table, and the checked values that come out of it.

Nothing else in the collection reads the environment.
"""

from __future__ import annotations

import ipaddress
import os
import re
import sys
import typing as t
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

# typeshed does not list the second one, which unlike `proxy_bypass` asks the environment alone on every system.
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

from ansible.module_utils.common.parameters import env_fallback

from .errors import OptionError, is_text
from .shared import holds_closed_files

# urllib3 tells TLS what to trust on the way to a proxy from 1.26 on, which requests takes from 2.25 on.
_OLDEST = {"Python": (3, 9), "requests": (2, 25), "urllib3": (1, 26)}

TOKEN_PREFIX = "BOOMI_TOKEN."  # noqa: S105 - not a secret, but what the platform puts before the user name

# Host and port, and nothing between or behind them that another reader of URLs could take for the host.
_HOST_AND_PORT = re.compile(
    r"(?:\[[0-9A-Fa-f:.]+\]|(?=[^:]{1,253}(?::|\Z))[\w-]{1,63}(?:\.[\w-]{1,63})*\.?)(?::[0-9]{1,5})?\Z"
)
_PORTS = {"https": 443, "http": 80}
# Those beyond ASCII, too: in HTML, references to them stand for other characters, which no mask would know.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def first_set(*variables: str) -> t.Any:
    """Return the first environment variable that is set. An empty one is not: AWX injects those for optional fields.

    :raises AnsibleFallbackNotFound: there is none
    """
    return env_fallback(*(name for name in variables if os.environ.get(name, "").strip()))


class Option:
    """A connection option: its environment variables in the order they are asked, and its entry of an argument spec."""

    def __init__(self, name: str, *env: str, **spec: t.Any) -> None:
        self.name, self.env, self.default = name, env, spec.get("default")
        self.spec = {"type": "str", "fallback": (first_set, list(env)), "no_log": False, **spec}


OPTIONS: tuple[Option, ...] = (
    Option("account_id", "BOOMI_ACCOUNT_ID", required=True),
    Option("username", "BOOMI_USERNAME", required=True),
    Option("api_token", "BOOMI_API_TOKEN", no_log=True),
    Option("password", "BOOMI_PASSWORD", no_log=True),
    Option("otp", "BOOMI_OTP", no_log=True),
    Option("base_url", "BOOMI_API_URL", default="https://api.boomi.com"),
    Option("override_account", "BOOMI_OVERRIDE_ACCOUNT"),
    Option("validate_certs", "BOOMI_VERIFY_SSL", type="bool", default=True),
    # REQUESTS_CA_BUNDLE is where people who use `requests` behind a private CA have named it already.
    Option("ca_path", "BOOMI_CA_PATH", "REQUESTS_CA_BUNDLE", type="path"),
    Option("client_cert", "BOOMI_CLIENT_CERT", type="path"),
    Option("client_key", "BOOMI_CLIENT_KEY", type="path"),
    # The address of a proxy may carry a password, so the whole of it is kept out of logs: a failure inside
    # AnsibleModule prints the arguments before our code has a chance to mask a part of one.
    Option("proxy", "BOOMI_PROXY", no_log=True),
    Option("timeout", "BOOMI_TIMEOUT", type="float", default=30.0),
    Option("retry_budget", "BOOMI_RETRY_BUDGET", type="float", default=120.0),
    Option("requests_per_second", "BOOMI_REQUESTS_PER_SECOND", type="float", default=10.0),
    Option("shared_directory", "BOOMI_SHARED_DIR", type="path"),
)


def argument_spec() -> dict[str, dict[str, t.Any]]:
    """Return the argument spec of the connection options."""
    return {option.name: option.spec for option in OPTIONS}


def check_requirements(found: t.Mapping[str, str]) -> str | None:
    """Return a sentence about what this collection needs and does not find; ``None`` where all is there.

    :param found: releases of libraries by their names
    """
    found = {"Python": ".".join(map(str, sys.version_info[:3])), **found}
    numbers = {name: tuple(map(int, re.findall(r"\d+", release)[:2])) for name, release in found.items()}
    if all(numbers[name] >= oldest for name, oldest in _OLDEST.items()):
        return None
    needs = ", ".join(f"{name} {'.'.join(map(str, oldest))}" for name, oldest in _OLDEST.items())
    has = ", ".join(f"{name} {release}" for name, release in found.items())
    return (
        f"community.boomi needs {needs}, or later releases. Found {has} ({sys.executable}). Install newer ones, or set"
        " ansible_python_interpreter."
    )


# The options that choose the account that is acted on. Null there is a mistake, and not "not given".
TARGETS = ("account_id", "override_account", "base_url")


def refuse_empty_targets(raw: t.Mapping[str, t.Any]) -> None:
    """Refuse an option that chooses the account and is null or blank.

    :param raw: the options as they were given, before Ansible fills in what is missing
    :raises OptionError: so it is
    """
    for option in OPTIONS:
        if option.name in TARGETS and option.name in raw and not str(raw[option.name] or "").strip():
            what = "null" if raw[option.name] is None else "empty"
            text = f"{option.name} is {what}. Give a value, or leave it out to use {option.env[0]}, if that is set."
            raise OptionError(text, option=option.name)


def with_variables(message: str, given: t.Mapping[str, t.Any]) -> str:
    """Add to Ansible's own words for options that are missing or wrong the variables that stand for them.

    :param given: the options as they were given, without those that are null
    """
    names = re.match(r"(?:missing required arguments|one of the following is required): (.+)\Z", message)
    missing = [option for option in OPTIONS if names and option.name in names[1].split(", ")]
    variables = ", ".join(option.env[0] for option in missing)
    pronoun = "it" if len(missing) == 1 else "them"
    if variables:
        return f"{message}. You can also set {pronoun} in the environment: {variables}."
    wrong = re.match(r"argument '(\w+)' is of type|parameters are mutually exclusive: (.+)\Z", message)
    return with_origin(message, (wrong[1] or wrong[2]).split("|"), given) if wrong else message


def with_origin(message: str, names: t.Collection[t.Any], given: t.Mapping[str, t.Any]) -> str:
    """Add to a message about options which of them come from the environment: a person may not know them otherwise."""
    for option in OPTIONS:
        variable = next((name for name in option.env if os.environ.get(name, "").strip()), "")
        if variable and option.name in names and option.name not in given:
            message = f"{message.rstrip('.')}. {option.name} comes from the environment variable {variable}."
    return message


# Exactly one of them: passed to AnsibleModule beside the spec, so that Ansible's own words report a breach.
SECRETS = ("api_token", "password")


class Connection:
    """Checked connection options. ``secrets`` are the texts that must never be shown.

    :param params: the options by name, with types and defaults applied
    :raises OptionError: an option is wrong; the message names it and says what to do
    """

    def __init__(self, params: t.Mapping[str, t.Any]) -> None:
        token, password = _secret(params, "api_token"), _secret(params, "password")
        if bool(token) == bool(password):
            raise OptionError(
                "Give exactly one of api_token and password (environment: BOOMI_API_TOKEN, BOOMI_PASSWORD).",
                option="api_token",
            )
        username = _text(params, "username")
        if ":" in username:
            raise OptionError(
                "username must not contain a colon: HTTP Basic authentication cannot carry one.", option="username"
            )
        if token and not username.startswith(TOKEN_PREFIX):
            username = TOKEN_PREFIX + username
        self.username = username
        self.secret = token or password or ""
        self.uses_token = bool(token)
        self.otp: str | None = params.get("otp") or None
        if self.otp and not (self.otp.isascii() and self.otp.isalnum()):
            raise OptionError("otp must be the digits that the authenticator shows, without spaces.", option="otp")
        self.base_url = parse_base_url(_text(params, "base_url"))
        self.host = urlsplit(self.base_url).netloc
        self.account_id = _identifier(params, "account_id")
        self.override_account = _identifier(params, "override_account") if params.get("override_account") else None
        self.validate_certs: bool = params["validate_certs"]
        certificates = "does not exist. Name a file of PEM certificates, or a directory prepared with openssl rehash"
        self.ca_path = _path(params, "ca_path", os.path.exists, certificates)
        self.client_cert, self.client_key = (
            _path(params, name, os.path.isfile, "is not a file. Name a PEM file")
            for name in ("client_cert", "client_key")
        )
        self.proxy = _proxy(params, self.base_url)
        # Without its credentials.
        self.proxy_host = urlsplit(self.proxy).netloc.rpartition("@")[2] if self.proxy else None
        self.timeout = _number(params, "timeout", 0.001, 3600)
        self.retry_budget = _number(params, "retry_budget", 0, 86400)
        self.requests_per_second = _number(params, "requests_per_second", 0.01, 1000)
        self.shared_directory = _shared_directory(params)

    @property
    def account(self) -> str:
        """The account that the calls act on."""
        return self.override_account or self.account_id

    @property
    def proxy_login(self) -> bytes | None:
        """User and password for the proxy as HTTP Basic authentication takes them, before base64."""
        userinfo = urlsplit(self.proxy).netloc.rpartition("@")[0] if self.proxy else ""
        user, _colon, password = userinfo.partition(":")
        return unquote_to_bytes(f"{user}:{password}") if userinfo else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every text that must never be shown, as it was given."""
        texts = [self.secret, self.otp or ""]
        if self.proxy:
            password = urlsplit(self.proxy).password or ""
            texts += [password, unquote(password)]
        return tuple(text for text in texts if text)


def misplaced_secrets(params: t.Mapping[str, t.Any]) -> set[str]:
    """Return what is a secret by its place in an option that takes none: the task is going to be refused, not to
    tell."""
    _user, _colon, token = str(params.get("username") or "").partition(":")
    url = str(params.get("base_url") or "")
    address, _mark, query = (url.partition("://")[2] or url).partition("?")
    userinfo, _at, _host = address.rpartition("@")
    texts = {token, userinfo, userinfo.partition(":")[2], query, query.partition("=")[2]}
    return {text for text in texts | set(map(unquote, texts)) if text}


def _variables_of(name: str) -> tuple[str, ...]:
    return next(option.env for option in OPTIONS if option.name == name)


def _secret(params: t.Mapping[str, t.Any], name: str) -> str | None:
    value = str(params.get(name) or "")
    if not value.strip():
        return None
    if _CONTROL.search(value) or not is_text(value):
        raise OptionError(
            f"{name} contains a line break or another character that cannot be sent. Check its end.", option=name
        )
    return value


def _text(params: t.Mapping[str, t.Any], name: str) -> str:
    value = str(params.get(name) or "").strip()
    if not value:
        variables = " or ".join(_variables_of(name))
        raise OptionError(f"{name} is empty. Set it, or the environment variable {variables}.", option=name)
    if not value.isprintable():
        raise OptionError(f"{name} contains a line break or another character that cannot be shown.", option=name)
    return value


def _identifier(params: t.Mapping[str, t.Any], name: str) -> str:
    value = _text(params, name)
    if value in (".", ".."):
        raise OptionError(f"{name} must be the ID of an account, not {value!r}.", option=name)
    return value


def _number(params: t.Mapping[str, t.Any], name: str, least: float, most: float) -> float:
    value = float(params[name])
    if not least <= value <= most:  # also refuses NaN
        raise OptionError(f"{name} must be a number from {least} to {most}, not {value}.", option=name)
    return value


def _split(url: str, name: str, option: str) -> SplitResult:
    """Split a URL. The error never quotes it: it may hold a password."""
    try:
        parts = urlsplit(url)
        if parts.port == 0 or any(not char.isprintable() or char in " \\" for char in url):
            raise ValueError
        if not _HOST_AND_PORT.match(parts.netloc.rpartition("@")[2]):
            raise ValueError
    except ValueError:
        form = (
            "https://api.boomi.com"
            if option == "base_url"
            else "http://host:port, and write special characters of a user or a password as %XX"
        )
        raise OptionError(f"{name} is not a valid URL. Use the form {form}.", option=option) from None
    return parts


def parse_base_url(url: str) -> str:
    parts = _split(url, "base_url", "base_url")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise OptionError("base_url must look like https://api.boomi.com.", option="base_url")
    if "@" in parts.netloc:
        raise OptionError(
            "base_url must not contain credentials. Use username with api_token or password.", option="base_url"
        )
    if parts.query or parts.fragment or "/api/rest/" in parts.path + "/" or "/partner/" in parts.path + "/":
        raise OptionError(
            f"base_url must be the address of the API only, like {parts.scheme}://{parts.netloc}. Set the account with "
            "account_id; override_account selects the Partner API.",
            option="base_url",
        )
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise OptionError(
            f"base_url must begin with https://: credentials are not sent unencrypted to {parts.hostname}. "
            "http:// is accepted for this host alone (localhost, 127.0.0.1, [::1]).",
            option="base_url",
        )
    # However it is written, it is one address, for what tasks on one host share.
    standard = f":{_PORTS[parts.scheme]}"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(standard)}{parts.path.rstrip('/')}"


def _is_loopback(host: str) -> bool:
    return host == "localhost" or _is_in(host, "127.0.0.0/8") or _is_in(host, "::1")


def _path(params: t.Mapping[str, t.Any], name: str, is_right: t.Callable[[str], bool], problem: str) -> str | None:
    path: str | None = params.get(name) or None
    if path and not is_right(path):
        raise OptionError(f"{name} {path} {problem} (also read from {' and '.join(_variables_of(name))}).", option=name)
    return path


def _shared_directory(params: t.Mapping[str, t.Any]) -> str | None:
    problem = "is not a directory that this user can read and write. Create it, or name another"
    path = _path(params, "shared_directory", _is_open, problem)
    if path and holds_closed_files(path):
        raise OptionError(
            f"shared_directory {path} holds files of tasks of another user, which this user cannot open. Run all tasks"
            " that share it as one user, or name another.",
            option="shared_directory",
        )
    return path


def _is_open(path: str) -> bool:
    return os.path.isdir(path) and os.access(path, os.R_OK | os.W_OK | os.X_OK)


def _proxy(params: t.Mapping[str, t.Any], base_url: str) -> str | None:
    """Return the proxy to use. What goes to the host itself unencrypted must not leave it by way of a proxy."""
    given = _parse_proxy(params.get("proxy"), "proxy")
    proxy = given or _proxy_of_environment(base_url)
    if not proxy or base_url.startswith("https://") or _is_loopback(urlsplit(proxy).hostname or ""):
        return proxy
    if given:
        raise OptionError(
            "base_url is http:// and proxy is another host, which would get the credentials unencrypted. "
            "Leave proxy out, or use https://.",
            option="proxy",
        )
    return None


def _parse_proxy(url: str | None, name: str) -> str | None:
    # AWX shows it to nobody, so that nobody would find a blank that was pasted with it.
    url = (url or "").strip()
    if not url:
        return None
    parts = _split(url if "://" in url else f"http://{url}", name, "proxy")
    # With one of /?# in a password, the user would be taken for the host, and be shown.
    beyond = parts.path.strip("/") or parts.query or parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or beyond:
        raise OptionError(
            f"{name} must look like http://host:port or http://user:password@host:port, with special characters of user"
            " and password as %XX.",
            option="proxy",
        )
    return parts.geturl()


def _is_in(host: str, network: str) -> bool:
    """Tell whether an address, not a name, is in a network such as ``10.0.0.0/8``. urllib does not know these."""
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network.strip(), strict=False)
    except ValueError:
        return False


def _proxy_of_environment(base_url: str) -> str | None:
    """Return what the usual variables (https_proxy, http_proxy, all_proxy, no_proxy) say for the API's host."""
    parts = urlsplit(base_url)
    proxies = getproxies_environment()
    if any(proxy_bypass_environment(host, proxies) for host in (parts.hostname or "", parts.netloc)):
        return None
    if any(_is_in(parts.hostname or "", network) for network in proxies.get("no", "").split(",")):
        return None
    for name in (parts.scheme, "all"):
        if proxies.get(name, "").strip():
            return _parse_proxy(proxies[name], f"The environment variable {name}_proxy")
    return None
