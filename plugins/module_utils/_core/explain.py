# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Why a call has failed, and what to do, in the words of a person."""

from __future__ import annotations

import typing as t

from . import retry
from .errors import OptionError, is_about_login, is_denial
from .options import Connection
from .wire import Call, Reply

_CHECK_PROXY = "Check proxy (BOOMI_PROXY, or the usual proxy variables)"


def _causes(exc: BaseException) -> list[BaseException]:
    """Return ``exc`` and all that it was raised from, however `requests` and urllib3 have wrapped it."""
    found: list[BaseException] = []
    todo: list[t.Any] = [exc]
    while todo:
        item = todo.pop(0)
        if isinstance(item, BaseException) and item not in found:
            found.append(item)
            todo += [item.__cause__, item.__context__, getattr(item, "reason", None), *item.args]
    return found


def explain(exc: Exception, connection: Connection, sent: bool) -> Reply:
    """Say in the words of a person why there is no answer, and whether the API may have seen the call.

    :param sent: the connection stood and the request went out. What happened then may look like anything: urllib3
        blames the proxy for whatever breaks behind it, and TLS that is disturbed may end like TLS that never began.
    """
    causes = _causes(exc)
    names = {type(cause).__name__ for cause in causes}
    text = " ".join(str(cause) for cause in causes)
    host = connection.host

    def reply(kind: str, problem: str, remedy: str) -> Reply:
        return Reply(retry.Outcome(kind), problem=problem, remedy=remedy)

    if sent:
        return reply(*_no_answer(names, connection))
    if "ProxyError" in names or "InvalidProxyURL" in names:
        return reply(*_proxy_problem(text, connection))
    if "CERTIFICATE_VERIFY_FAILED" in text or names & {"SSLCertVerificationError", "CertificateError"}:
        return reply(retry.UNTRUSTED, *_certificate_problem(text, host))
    if "WRONG_VERSION_NUMBER" in text or "UNKNOWN_PROTOCOL" in text or "record layer failure" in text:
        return reply(
            retry.UNTRUSTED,
            f"{host} does not speak TLS",
            "Check the host and the port of base_url: https:// needs a server that speaks TLS.",
        )
    if names & {"NameResolutionError", "gaierror"} or "Failed to resolve" in text:
        return reply(
            retry.UNSENT,
            f"the host name of {host} does not resolve",
            "Check base_url and the name service of this host.",
        )
    if "NewConnectionError" in names or "ConnectTimeoutError" in names or "ConnectionRefusedError" in names:
        refused = "ConnectionRefusedError" in names or "refused" in text
        return reply(
            retry.UNSENT,
            f"{host} refuses connections" if refused else f"there is no way to connect to {host}",
            "Check base_url, the network, and whether a proxy is needed to reach the API.",
        )
    if names & {"InvalidURL", "LocationParseError", "LocationValueError"}:
        raise OptionError(
            "base_url or proxy is no address that can be called: check it for characters that do not belong there.",
            option="base_url",
        ) from None
    cut = "EOF" in text or names & {"ConnectionResetError", "BrokenPipeError", "SSLEOFError", "RemoteDisconnected"}
    return reply(
        retry.CUT if cut else retry.UNSENT,
        f"the {'TLS ' if 'SSLError' in names else ''}connection to {host} failed before anything was sent",
        "Check base_url, and what stands between here and the API.",
    )


def _no_answer(names: set[str], connection: Connection) -> tuple[str, str, str]:
    if "ReadTimeoutError" in names or "TimeoutError" in names:
        return (
            retry.LATE,
            f"no answer within {connection.timeout:g} s",
            "Check that the API can be reached from here, or raise timeout.",
        )
    return (
        retry.LOST,
        "the connection broke before the answer was complete",
        "Run the task again: it is safe to repeat.",
    )


def _proxy_problem(text: str, connection: Connection) -> tuple[str, str, str]:
    # The words of http.client. The number alone may stand in a port or an account's id as well.
    refused = "Tunnel connection failed: 407" in text
    proxy = connection.proxy_host
    return (
        retry.UNTRUSTED if refused else retry.UNSENT,
        f"the proxy {proxy} asks for other credentials (407)" if refused else f"the proxy {proxy} gives no connection",
        f"{_CHECK_PROXY}, with user and password in it where the proxy asks for them.",
    )


def _certificate_problem(text: str, host: str) -> tuple[str, str]:
    if "certificate has expired" in text:
        return (
            f"the certificate of {host} has expired",
            "Its owner has to renew it; check also the clock of this host.",
        )
    if "ostname mismatch" in text or "IP address mismatch" in text or "doesn't match" in text:
        return (
            f"the certificate was not made for {host}",
            "Check base_url: the host name in it must be the certificate's.",
        )
    return (
        f"the certificate of {host} is not trusted here",
        "Where a private CA has signed it, name that CA's PEM file with ca_path (BOOMI_CA_PATH).",
    )


def remedy_for(status: int, words: str, call: Call, connection: Connection, location: str) -> str:
    """Say what a person can do about a status.

    :param location: where a redirect points, fit to be shown
    """
    login = (
        "username and api_token"
        if connection.uses_token
        else "username, password and otp (a one-time password expires)"
    )
    # Which of 400, 401 and 403 stands for which mistake is not documented.
    if status == 401 or (status in (400, 403) and is_about_login(words)):
        return f"Check {login}, and that the API is enabled for this user."
    if status == 403 or (status == 400 and is_denial(words)):
        return (
            f"Check {login}, account_id{' and override_account' if connection.override_account else ''}, and that the"
            f" user's role in account {connection.account} has what this needs: {call.privileges}."
        )
    if status in (404, 410) and call.operation in (retry.GET, retry.UPDATE, retry.DELETE):
        return (
            f"Look whether {call.noun} {call.about} is still there, and run the task again. Where other calls are"
            " answered like this, too, check base_url and account_id."
        )
    if status == 404:
        return "Check base_url and account_id: the API does not know this address."
    if status == 407:
        return f"{_CHECK_PROXY}, with user and password in it where the proxy asks for them."
    if status == 410:
        return (
            "The API says that this address is retired or that a runtime is offline: check for a newer release of this"
            " collection."
        )
    if 300 <= status < 400:
        return (
            f"Redirects are not followed, so that credentials go nowhere else: if {location} is right, set base_url"
            " to it."
        )
    if status in retry.THROTTLED:
        return (
            "The API is busy or the account's rate limit is used up, perhaps by others: raise retry_budget, or lower"
            " requests_per_second."
        )
    if status in retry.TRANSIENT or status >= 500:
        return "The failure is the API's own. Run the task again later: it is safe to repeat."
    return "The API refuses the request as it is: do what its message says, and run the task again."
