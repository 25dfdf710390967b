# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Why a call has failed, and what to do, in the words of a person."""

from __future__ import annotations

import re
import ssl
import typing as t
from http.client import HTTPException
from urllib.parse import urljoin, urlsplit

from . import retry
from .errors import ApiError, CallError, OptionError, TransportError, one_line
from .options import Connection, parse_base_url
from .redact import Redactor
from .wire import Answer, Call, unreadable
from .words import api_words, forbids, is_about_login, is_denial

_CHECK_PROXY = "Check proxy (BOOMI_PROXY, or the usual proxy variables)"
_STATUSES = {
    407: f"{_CHECK_PROXY}: it must contain the user and password that the proxy requires.",
    410: "Bring the runtime online. If it is, this address is retired: look for a newer release of the collection.",
    511: "A captive portal answers in place of the API: log in to the network of this host, or check proxy.",
}
_NO_HTTP = {"BadStatusLine", "UnknownProtocol", "LineTooLong"}
# Before anything is sent, only a proxy answers. urllib3 blames it in some cases.
_AT_PROXY = {"ProxyError", "InvalidProxyURL", "RemoteDisconnected", *_NO_HTTP}

# What OpenSSL says, whatever its release: what that means, and what to do. The first that is found counts.
_NEW_CLIENT = (
    "name a certificate that it accepts with client_cert and client_key (BOOMI_CLIENT_CERT, BOOMI_CLIENT_KEY)."
)
_REFUSED_CLIENT = "alert (certificate|bad cert|unsupported cert|unknown ca|access denied)"
_TLS = {
    "has expired": "the certificate of {who} has expired. Its owner must renew it. Check this host's clock, too.",
    "not yet valid": "the certificate of {who} is not valid yet. Check this host's clock, or ask its owner.",
    "hostname mismatch|ip address mismatch|doesn't match": (
        "the certificate was not issued for {who}. Check {option}: the certificate must name its host."
    ),
    "self.signed certificate(?! in)": (
        "the certificate of {who} is not trusted here: it is self-signed. If it is the right one, name its file"
        " with ca_path."
    ),
    "unable to (get|verify)|self.signed": (
        "the certificate of {who} is not trusted here: its issuer is not in {store}. If a private CA has signed it,"
        " name that CA's PEM file with ca_path (BOOMI_CA_PATH). Otherwise the server does not send an intermediate"
        " certificate: ask its owner to add it."
    ),
    "key identifier|marked critical|not critical|path length|key usage|name empty|requires x509|explicit ecc": (
        "a certificate of {who} fails the strict checks of Python 3.13: {reason}. Its CA must reissue it as RFC 5280"
        " requires. Until then, run this task with an earlier Python."
    ),
    "verify failed": "the certificate of {who} is not accepted: {reason}. Its owner must replace it.",
    "wrong version number|unknown protocol|record layer failure|http request|packet length": (
        "{who} does not speak TLS. Check the host and the port of {option}: https:// needs a server that speaks TLS."
    ),
    "protocol version|unsupported protocol|no protocols": (
        "{who} and this host have no TLS version in common. The server's owner must enable TLS 1.2 or 1.3."
    ),
    _REFUSED_CLIENT: f"{{who}} {{client}} ({{reason}}). Check {{option}}, or {_NEW_CLIENT}",
    "handshake failure|insufficient security|cipher|too small": (
        "{who} and this host have no cipher in common, or it {client} ({reason}). The server's owner must enable strong"
        f" ciphers. If it demands a certificate, {_NEW_CLIENT}"
    ),
    # What is left, but for what may pass.
    r"\A(?!.*(eof|internal error|bad record mac|decrypt)).*\[ssl: ": (
        "there is no TLS connection to {who}: {reason}. Check {option}, or ask the server's owner."
    ),
}


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


def explain(exc: Exception, connection: Connection, sent: bool) -> Answer:
    """Say in the words of a person why there is no answer, and whether the API may have seen the call.

    :param sent: the connection stood and the request went out. What happened then may look like anything: urllib3
        blames the proxy for whatever breaks behind it, and TLS that is disturbed may end like TLS that never began.
    """
    causes = _causes(exc)
    names = {type(cause).__name__ for cause in causes}
    text = " ".join(str(cause) for cause in causes)
    # Of these alone: other texts hold addresses, in which any word may stand.
    spoken = [cause for cause in causes if isinstance(cause, ssl.SSLError) or "CertificateErr" in str(type(cause))]
    tls = " ".join(map(str, spoken)).lower()
    host = connection.host
    if sent and not re.search(f"{_REFUSED_CLIENT}|alert handshake failure", tls):
        return _no_answer(causes, names, connection)
    at_proxy = bool(connection.proxy and names & _AT_PROXY and not sent)
    proxy = f"the proxy {connection.proxy_host}"
    who = proxy if at_proxy else f"{host} behind {proxy}" if connection.proxy else host
    broken = _tls_problem(tls, connection, who, "proxy" if at_proxy else "base_url")
    if broken:
        return _unanswered(retry.UNTRUSTED, *broken)
    if at_proxy:
        return _unanswered(*_proxy_problem(text, names, connection))
    if names & {"NameResolutionError", "gaierror"} or "Failed to resolve" in text:
        away = "[Errno -3]" in text or "emporary failure in name resolution" in text
        return _unanswered(
            retry.CUT if away else retry.UNSENT,
            f"the name service of this host does not answer for {host}"
            if away
            else f"the host name of {host} does not resolve",
            "Check base_url and the name service of this host.",
        )
    if names & {"NewConnectionError", "ConnectTimeoutError", "ConnectionRefusedError"}:
        refused = "ConnectionRefusedError" in names or "refused" in text
        return _unanswered(
            retry.CUT,
            f"{host} refuses connections" if refused else f"{host} cannot be reached",
            "Check base_url, the network, and whether a proxy is needed to reach the API.",
        )
    if names & {"InvalidURL", "LocationParseError", "LocationValueError"}:
        raise OptionError(
            "base_url or proxy is not a valid address: check it for characters that do not belong there.",
            option="base_url",
        ) from None
    cut = "EOF" in text or names & {"ConnectionResetError", "BrokenPipeError", "SSLEOFError"}
    return _unanswered(
        retry.CUT if cut else retry.UNSENT,
        f"the {'TLS ' if tls else ''}connection to {who} failed before anything was sent",
        "Check base_url, and any proxy or firewall in between.",
    )


def _unanswered(kind: str, problem: str, remedy: str) -> Answer:
    return Answer(kind, problem=problem, remedy=remedy)


def _no_answer(causes: list[BaseException], names: set[str], connection: Connection) -> Answer:
    # The words of http.client, which sets the limits: 100 headers, and 64 KiB for a line.
    limit = re.search(
        "got more than [0-9a-z ]+", " ".join(str(cause) for cause in causes if isinstance(cause, HTTPException))
    )
    if limit or names & _NO_HTTP:
        return unreadable(None, f"a response that cannot be read: {limit.group() if limit else 'it is not HTTP'}")
    if names & {"ReadTimeoutError", "TimeoutError"}:
        remedy = "Check that the API can be reached from here, or raise timeout."
        return _unanswered(retry.LATE, f"no response within {connection.timeout:g} s", remedy)
    problem = "the connection broke before the response was complete"
    return _unanswered(retry.LOST, problem, "Run the task again: it is safe to repeat.")


def _proxy_problem(text: str, names: set[str], connection: Connection) -> tuple[str, str, str]:
    # The words of http.client. The number alone may stand in a port or an account's id as well.
    refusal = re.search("Tunnel connection failed: ([0-9]{3})", text)
    status = int(refusal.group(1)) if refusal else 0
    proxy, host = f"the proxy {connection.proxy_host}", connection.host
    if status == 407:
        return retry.UNTRUSTED, f"{proxy} requires valid credentials (407)", _STATUSES[407]
    if status in (403, 451):
        problem = f"{proxy} forbids {host} ({status})"
        return retry.UNTRUSTED, problem, f"Ask its owner to allow that host. {_CHECK_PROXY}."
    if status and status not in retry.REFUSALS:
        return retry.UNSENT, f"{proxy} cannot reach {host} ({status})", "Check base_url, or ask the proxy's owner."
    if status or names & _NO_HTTP:
        problem = (
            f"{proxy} opens no tunnel to {host}: it {f'answers with {status}' if status else 'does not speak HTTP'}"
        )
        no_proxy = f"{_CHECK_PROXY}: what answers there is not a proxy, or not one for https://."
        return retry.UNTRUSTED, problem, _STATUSES[511] if status == 511 else no_proxy
    why = "closes the connection" if names & {"RemoteDisconnected", "ConnectionResetError"} else "gives no connection"
    kind = retry.CUT if "ConnectionRefusedError" in names else retry.UNSENT
    return kind, f"{proxy} {why}", f"{_CHECK_PROXY}: its host, its port, and http:// or https:// before them."


def _tls_problem(tls: str, connection: Connection, who: str, option: str) -> tuple[str, str] | None:
    """Return the problem and the remedy, ``None`` where it is not about TLS or may pass.

    :param tls: all that OpenSSL says, in lower case
    """
    found = next((words for pattern, words in _TLS.items() if re.search(pattern, tls)), None)
    if not found:
        return None
    reason = re.search(r"\] (?:certificate verify failed: )?(.*?)(?: \(_ssl|\Z)", tls)
    words = {
        "who": who,
        "option": option,
        "store": connection.ca_path or "the store of this host",
        "client": "refuses client_cert" if connection.client_cert else "demands a client certificate",
        "reason": reason.group(1) if reason else "no reason given",
    }
    problem, _stop, remedy = found.partition(". ")
    return problem.format_map(words), remedy.format_map(words)


def failure(
    call: Call, answer: Answer, attempts: int, reason: str, connection: Connection, redact: Redactor
) -> CallError:
    """Return the error of a call that has finally failed: what was tried, on what, what came back, what to do.

    :param reason: why it is not sent again, where the answer does not say so
    """
    about = f" {call.about}" if call.about else ""
    target = f"{call.operation} {call.noun}{about} in account {connection.account} at {connection.host}"
    facts: dict[str, t.Any] = {
        "operation": call.operation,
        "object": call.noun,
        "object_id": call.about,
        "account": connection.account,
        "host": connection.host,
        "status": answer.status,
        "attempts": attempts,
    }
    ending = f" ({reason})" if reason else ""
    error: CallError
    if answer.kind == retry.ANSWERED:
        words = api_words(answer.data, answer.text, redact.head)
        location = redact.head(answer.headers.get("location", ""), 4096)
        remedy = _remedy_for(answer.status or 0, words, call, connection, location)
        quoted = f' "{words}"' if words else " without a message"
        message = f"Could not {target}: HTTP {answer.status}{quoted}{ending}. {remedy}"
        error = ApiError(message, api_message=words, remedy=remedy, **facts)
        error.forbidden = forbids(answer.status, words)
    else:
        problem, remedy = redact(answer.problem), redact(answer.remedy)
        message = f"Could not {target}: {problem}{ending}. {remedy}"
        error = TransportError(message, problem=problem, remedy=remedy, **facts)
    refused = answer.refused and (answer.status or 0) < 500
    error.in_doubt = answer.kind not in (*retry.NOT_SENT, retry.UNTRUSTED) and not refused
    error.may_come = answer.kind in (retry.LATE, retry.UNREADABLE)
    return error


def _remedy_for(status: int, words: str, call: Call, connection: Connection, location: str) -> str:
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
            f" user's role in account {connection.account} has the privileges that this needs: {call.privileges}."
        )
    if status in (404, 410) and call.operation in (retry.GET, retry.UPDATE, retry.DELETE):
        what = f"{call.noun} {call.about}" if call.about else "/".join(call.segments)
        return (
            f"Check whether {what} still exists, and run the task again. If other calls fail in the"
            " same way, check base_url and account_id."
        )
    if status == 404:
        chosen = f"{call.option}, " if call.option else ""
        return f"Check {chosen}base_url and account_id: the API does not know this address."
    if status in _STATUSES:
        return _STATUSES[status]
    if 300 <= status < 400:
        return _redirect_remedy(status, call, connection, location)
    if status in retry.THROTTLED:
        return (
            "The API is busy or the account's rate limit is used up, perhaps by others: raise retry_budget, or lower"
            " requests_per_second."
        )
    if status not in retry.REFUSALS or status >= 500:
        return "The API itself failed. Run the task again later: it is safe to repeat."
    if not words:
        return "Check base_url, and whether a proxy or a gateway refuses the request in place of the API."
    return "The API rejected the request. Correct what its message names, and run the task again."


def _redirect_remedy(status: int, call: Call, connection: Connection, location: str) -> str:
    """Advise only what the next run accepts: not an unencrypted address, nor a path."""
    shown = f" ({one_line(location)})" if location and location.isascii() else ""
    try:
        target = urlsplit(urljoin(connection.base_url, location))
        prefix, api, _path = re.sub("/partner(?=/api/rest/)", "", target.path).partition("/api/rest/")
        address = parse_base_url(f"{target.scheme}://{target.netloc}{prefix if api else ''}")
    except (ValueError, OptionError):
        address = api = ""
    if shown and status in (301, 308) and urlsplit(address)[:2] == urlsplit(connection.base_url)[:2]:
        if call.option:
            return f"The API has moved {call.noun}{shown}. Look up the new {call.option} in the API reference."
        return (
            f"The API has moved {call.noun}{shown}, and this version of the collection does not know the new address"
            " yet: look for a newer release."
        )
    advice = (
        f"If {address} is the API's address, set base_url to it."
        if shown and api and address != connection.base_url
        else "Check base_url, and whether a login page or a portal answers in place of the API."
    )
    return f"Redirects are not followed, so that credentials are sent nowhere else{shown}. {advice}"
