# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""No secret leaves a module: not in a result, a failure, a warning, a diff or the system's log, whatever the server
sends.

The same with real ``ansible-playbook -vvvv`` is the integration target ``secrets``.
"""

from __future__ import annotations

import base64
import html
import http.client
import itertools
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import fuzzing, leaks, replay
from ansible_collections.community.boomi.tests.unit.security.certificates import Authority
from ansible_collections.community.boomi.tests.unit.security.raw_server import (
    RawServer,
    Reply,
    Request,
    reply,
    reply_json,
)
from ansible_collections.community.boomi.tests.unit.security.running import (
    examples,
    modules,
    run_module,
    served,
)

USER = "automation@acme.example"
CREDENTIALS: dict[str, dict[str, Any]] = {
    "token": {"api_token": leaks.TOKEN},
    "token that needs escaping": {"api_token": leaks.ESCAPED_TOKEN},
    "token beyond Latin-1": {"api_token": leaks.FOREIGN_TOKEN},
    "password and otp": {"password": leaks.PASSWORD, "otp": leaks.OTP},
}
SECRETS = [leaks.TOKEN, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN, leaks.PASSWORD, leaks.OTP]
ALL_SECRETS = [*SECRETS, leaks.PROXY_PASSWORD]
PROXY_CREDENTIALS = f"{leaks.PROXY_USER}:{quote(leaks.PROXY_PASSWORD, safe='')}"


def connection(base_url: str, /, **options: Any) -> dict[str, Any]:
    """A connection without a secret, unless ``options`` hold one."""
    return replay.connection(base_url, **{"username": USER, "api_token": None, "timeout": 30, **options})


PARTS = 6


def repeated(request: Request, secret: str, first: int = 0) -> str:
    """What a server, or a proxy, could repeat of a request: as it came, decoded, and in base64. Part ``first`` stands
    first,
    since of some answers only the beginning is shown."""
    texts = (secret, f"u:{secret}", f"us:{secret}", f"{USER}:{secret}")
    parts = [request.head, f"user {USER} secret {secret} end"]
    parts += [base64.b64encode(text.encode()).decode() for text in texts]
    return "\n".join([*parts[first:], *parts[:first], request.body.decode()])


Echo = Callable[[str], Reply]


def repeating(echo: Echo, secret: str, first: int = 0) -> Callable[[Request], Reply]:
    return lambda request: echo(repeated(request, secret, first))


def page(encoding: str, kind: str) -> Echo:
    return lambda text: reply(
        f"<p>{text}</p>".encode(encoding, "xmlcharrefreplace"), 500, headers={"Content-Type": kind}
    )


ECHOES: dict[str, Echo] = {
    "an error of the API": lambda text: reply_json({"@type": "Error", "message": text}, 400),
    "an error without type": lambda text: reply_json({"message": text}, 401),
    "a nested error": lambda text: reply_json({"error": {"message": text}}, 403),
    "JSON within JSON": lambda text: reply_json({"message": json.dumps({"seen": text})}, 400),
    "an XML error": lambda text: reply(f"<error><message>{html.escape(text)}</message></error>", 400),
    "a user message": lambda text: reply(f"<UserMessage><Data>{html.escape(text)}</Data></UserMessage>", 403),
    "an HTML page": lambda text: reply(f"<html><body><pre>{html.escape(text)}</pre></body></html>", 502),
    "an HTML page with references": lambda text: reply(
        "<p>" + "".join(f"&#{ord(char)};" for char in text) + "</p>", 500
    ),
    "a careless HTML page": lambda text: reply(f"<p>{text}</p>", 404),
    "plain text": lambda text: reply(text, 410),
    **{
        f"a page in {encoding}, called {kind}": page(encoding, kind)
        for encoding, kind in (
            ("utf-16", "text/html; charset=utf-16"),
            ("utf-16-le", "text/html; charset=utf-16"),
            ("utf-16-be", "text/html"),
            ("utf-32", "text/html; charset=utf-8"),
            ("utf-32-le", "text/html"),
            ("latin-1", "text/html"),
            ("latin-1", "text/html; charset=iso-8859-1"),
            ("cp1251", "text/html; charset=windows-1251"),
            ("utf-8", "text/html; charset=iso-8859-1"),
            ("utf-8", "text/html; charset=utf-16"),
            ("utf-7", "text/html; charset=utf-7"),
            ("cp037", "text/html; charset=cp037"),
            ("utf-8", "text/html; charset=cp037"),
        )
    },
    "UTF-16 behind a beginning in UTF-8": lambda text: reply(b"<p>" + text.encode("utf-16-le"), 404),
    "JSON in UTF-16": lambda text: reply(json.dumps({"message": text}, ensure_ascii=False).encode("utf-16"), 400),
    "a name for a compression": lambda text: reply(b"\xff", 200, {"Content-Encoding": " ".join(text.split())}),
    "a name for a charset": lambda text: reply(
        b"\xff", 200, {"Content-Type": "text/plain; charset=" + " ".join(text.split())}
    ),
    "a redirect in raw bytes": lambda text: reply(
        status=308, headers={"Location": "https://elsewhere.example/?" + " ".join(text.split())}
    ),
    "percent-encoding": lambda text: reply(quote(text, safe=""), 400),
    "percent-encoding in lower case": lambda text: reply(_lower_percents(quote(text, safe="")), 400),
    "a form": lambda text: reply(quote_plus(text), 400),
    "JavaScript": lambda text: reply(
        "".join(f"\\u{ord(char):04X}" if char in "<>&'\"\\" else char for char in text), 400
    ),
    "base64 for addresses": lambda text: reply(base64.urlsafe_b64encode(text.encode()), 400),
    "a redirect": lambda text: reply(status=302, headers={"Location": "https://elsewhere.example/?" + quote(text)}),
    "a success that is none": lambda text: reply(text, 200),
    "an error called success": lambda text: reply_json({"@type": "Error", "message": text}, 200),
    "another error field": lambda text: reply_json({"errorMessage": text}, 503),
    "objects": lambda text: reply_json({"result": [{"id": text, "name": text, "integrationPackId": text}]}),
    "keys": lambda text: reply_json({text: None, "result": [{"id": "x", text: {text: text}}]}),
    "a page that never ends": lambda text: reply_json({"result": [], "queryToken": text}),
    "bulk errors": lambda text: reply_json({"response": [{"id": text, "statusCode": 403, "errorMessage": text}]}),
}


# What these send comes back as data, in which a secret is masked that is nothing else, and no word or number.
IN_DATA = ("objects", "keys", "a page that never ends", "bulk errors")


def _lower_percents(text: str) -> str:
    return re.sub("%[0-9A-F]{2}", lambda match: match.group().lower(), text)


@pytest.mark.parametrize("module", modules())
@pytest.mark.parametrize("check_mode", [False, True])
def test_a_success_shows_no_secret(sim: Simulator, module: str, check_mode: bool) -> None:
    sim.user.token, sim.user.password, sim.user.otp = leaks.TOKEN, leaks.PASSWORD, leaks.OTP
    # Something that can be run.
    sim.attach(sim.install("Order Intake", "Domestic")["id"], "Production")
    sim.attach(sim.install("Returns Handling", "Desk")["id"], "Production")
    # What the examples set.
    sim.attach(sim.install("Invoice Sync")["id"], "Production")
    # What is provisioned already.
    sim.account().sub_accounts = ("birch-B4M9XW",)
    successes = 0
    for number, arguments in enumerate(served(module)):
        credentials = [{"api_token": leaks.TOKEN}, {"password": leaks.PASSWORD, "otp": leaks.OTP}][number % 2]
        run = run_module(
            module, {**arguments, **connection(sim.base_url), **credentials}, check_mode=check_mode, debug=True
        )
        assert leaks.leaks(run.everything, [*SECRETS, leaks.VALUE]) == []
        successes += not run.failed
    assert successes


@pytest.mark.parametrize("module", modules())
def test_a_server_that_repeats_the_request_gives_nothing_away(server: RawServer, module: str) -> None:
    arguments = {**served(module)[0], **connection(server.base_url), "api_token": leaks.TOKEN}
    # What comes back as data is each module's own; all of them tell errors in one room.
    some = [*ECHOES][modules().index(module) % 5 :: 5]
    for name in {*some, *IN_DATA}:
        server.answer = repeating(ECHOES[name], leaks.TOKEN)
        run = run_module(module, arguments)
        assert leaks.leaks(run.everything, [*SECRETS, leaks.VALUE]) == [], name


@pytest.fixture(scope="module")
def stranger(authority: Authority) -> Iterator[Simulator]:
    """A server with a certificate that nobody has reason to trust."""
    with Simulator(tls=authority.certify("127.0.0.1")) as simulator:
        yield simulator


@pytest.mark.parametrize(("module", "trouble"), [*zip(modules(), itertools.cycle(["reset", "hang", "not trusted"]))])
def test_a_connection_that_breaks_or_is_not_trusted_shows_no_secret(
    sim: Simulator, stranger: Simulator, module: str, trouble: str
) -> None:
    server = stranger if trouble == "not trusted" else sim
    if server is sim:
        sim.add_fault(trouble, times=None)
    sim.user.token = leaks.TOKEN
    options = connection(server.base_url, api_token=leaks.TOKEN, timeout=1 if trouble == "hang" else 30)
    run = run_module(module, {**examples(module)[0], **options}, debug=True)
    assert run.kind == "transport"
    assert (trouble in run.message) == (server is stranger)
    assert {request.fault for request in server.requests} == ({trouble} if server is sim else set())
    assert leaks.leaks(run.everything, SECRETS) == []


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("credentials", CREDENTIALS)
def test_no_character_of_a_secret_makes_an_echo_readable(server: RawServer, credentials: str, echo: str) -> None:
    options = {**connection(server.base_url), **CREDENTIALS[credentials]}
    text = " ".join(value for name, value in CREDENTIALS[credentials].items() if name != "otp" or echo not in IN_DATA)
    calls: list[tuple[str, dict[str, Any]]] = [
        ("boomi_integration_pack_info", {}),
        ("boomi_integration_pack_info", {"ids": ["one", "two"]}),
        ("boomi_integration_pack_instance", {"integration_pack_name": "Order Intake"}),
        ("boomi_api", {"method": "POST", "path": "Environment/query"}),
    ]
    for first in range(PARTS):
        server.answer = repeating(ECHOES[echo], text, first)
        module, arguments = calls[first % len(calls)]
        run = run_module(module, {**options, **arguments})
        assert leaks.leaks(run.everything, SECRETS) == [], module


def padded(echo: Echo, padding: int, header: bool) -> Callable[[Request], Reply]:
    return lambda request: echo("." * padding + (request.authorization if header else leaks.TOKEN))


@pytest.mark.parametrize(
    "echo", ["an error of the API", "an HTML page", "plain text", "a redirect", "a success that is none"]
)
@pytest.mark.parametrize("header", [True, False])
def test_a_message_is_not_cut_in_the_middle_of_a_secret(server: RawServer, echo: str, header: bool) -> None:
    for padding in [*range(0, 210, 9), *range(946, 1001, 9), *range(65480, 65540, 9)]:
        server.answer = padded(ECHOES[echo], padding, header)
        run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": leaks.TOKEN})
        assert leaks.leaks(run.everything, SECRETS) == [], padding


def test_credentials_that_the_server_itself_has_cut_short_are_hidden(server: RawServer) -> None:
    server.answer = lambda request: reply_json(
        {"message": f"bad header Authorization: {request.authorization[:40]}"}, 400
    )
    run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": leaks.TOKEN})
    assert "bad header" in run.message
    assert leaks.leaks(run.everything, SECRETS) == []


@pytest.mark.parametrize(
    "words",
    [
        "Basic authentication is required.",
        "Use Basic Authentication, please.",
        "The X-Boomi-OTP header is missing.",
        "Kx7pQ2 is the beginning of a token, and no more than many things are.",
    ],
)
def test_words_that_are_no_secret_can_be_read(server: RawServer, words: str) -> None:
    server.answer = lambda _request: reply_json({"message": words}, 401)
    run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": leaks.TOKEN})
    assert words in run.message


@pytest.mark.parametrize("name", ["Basic EDI", "Basic CRM Sync", "Basic2", "basic Qx7/"])
def test_names_of_packs_come_back_as_they_are(server: RawServer, name: str) -> None:
    pack = {"@type": "IntegrationPack", "id": "p", "name": name, "installationType": "SINGLE"}
    server.answer = lambda _request: reply_json({"@type": "QueryResult", "result": [pack]})
    run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": leaks.TOKEN})
    assert [found["name"] for found in run.result["integration_packs"]] == [name]


def test_a_secret_of_many_backslashes_is_looked_for_in_more_of_them_and_that_ends(
    server: RawServer,
) -> None:
    server.answer = lambda _request: reply_json({"message": "\\" * 200 + "x"}, 400)
    run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": "\\" * 24 + "secret"})
    assert run.failed


@fuzzing.tries("any secret, repeated in any form")
@given(
    secret=st.text(st.characters(codec="utf-8"), min_size=8, max_size=40),
    echo=st.sampled_from(sorted(ECHOES)),
    first=st.integers(0, PARTS - 1),
    padding=st.integers(0, 1100),
    as_password=st.booleans(),
)
# HTML takes the number of a control character from 128 on for a letter of Windows.
@example(secret="Kx7pQ2vR\x8e9tLwZ4mB", echo="an HTML page with references", first=1, padding=0, as_password=False)
def test_any_secret_in_any_echo_stays_hidden(
    server: RawServer, secret: str, echo: str, first: int, padding: int, as_password: bool
) -> None:
    fuzzing.tried["any secret, repeated in any form"] += 1
    option = "password" if as_password else "api_token"
    secret += "-Kx7pQ2vR9tLwZ4mB" if echo in IN_DATA else ""

    def shown(text: str) -> str:
        server.answer = lambda request: ECHOES[echo]("." * padding + " " + repeated(request, text, first))
        options = {**connection(server.base_url), option: text}
        return json.dumps(run_module("boomi_integration_pack_info", options, verbosity=0).result)

    output = shown(secret)
    found = {trace for trace in leaks.traces(secret) if trace in output and trace.strip(" .*")}
    if found:
        # What an answer holds with another secret, too, gives nothing away.
        other = shown("no-such-secret")
        found = {trace for trace in found if trace not in other}
    assert found == set()


def a_fifth(number: int) -> tuple[str, ...]:
    """Some of the modules, all of which check their connection in one room."""
    return modules()[number % 5 :: 5]


MISTAKES: list[dict[str, Any]] = [
    {"account_id": None},
    {"username": None},
    {"account_id": ""},
    {"account_id": ".."},
    {"username": f"{USER}:{leaks.TOKEN}"},
    {"password": leaks.PASSWORD},
    {"api_token": ""},
    {"api_token": [leaks.TOKEN, {"code": leaks.OTP}]},
    {"otp": f"{leaks.OTP} {leaks.OTP}"},
    {"otp": f"é{leaks.OTP}"},
    {"otp": [leaks.OTP]},
    {"otp": {"code": leaks.OTP}},
    {"timeout": leaks.TOKEN},
    {"timeout": -1},
    {"retry_budget": {"a": leaks.TOKEN}},
    {"requests_per_second": float("nan")},
    {"validate_certs": leaks.TOKEN},
    {"base_url": f"https://{USER.partition('@')[0]}:{quote(leaks.PASSWORD)}@api.example"},
    {"base_url": f"http://api.example/{leaks.TOKEN}"},
    {"base_url": "http://[::1"},
    {"ca_path": f"/nowhere/{leaks.TOKEN}"},
    {"proxy": f"socks5://{PROXY_CREDENTIALS}@127.0.0.1:1"},
    {"proxy": f"http://{PROXY_CREDENTIALS}@127.0.0.1:x"},
    {"proxy": f"http://{PROXY_CREDENTIALS}@127.0.0.1:1"},
    {"proxy": [f"http://{PROXY_CREDENTIALS}@127.0.0.1:1"]},
    {"no_such_option": 1},
    {"override_account": f"\n{leaks.TOKEN}"},
]


@pytest.mark.parametrize(
    ("module", "wrong"),
    [(module, wrong) for number, wrong in enumerate(MISTAKES) for module in a_fifth(number)],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_an_argument_error_shows_no_secret(module: str, wrong: dict[str, Any]) -> None:
    # Also one that stands where it does not belong is known here: it is the connection's own.
    arguments = {**examples(module)[0], **connection("http://127.0.0.1:9"), "api_token": leaks.TOKEN, **wrong}
    run = run_module(module, arguments, debug=True)
    assert run.failed
    assert leaks.leaks(run.everything, ALL_SECRETS) == []


MISPLACED = {
    "behind the user": ("username", f"{USER}:{leaks.MISPLACED}"),
    "behind the user of a token": ("username", f"BOOMI_TOKEN.{USER}:{leaks.MISPLACED}"),
    "in the address, escaped": ("base_url", f"https://jane:{quote(leaks.MISPLACED, safe='')}@127.0.0.1:9"),
    "in the address": ("base_url", f"https://jane:{leaks.MISPLACED}@127.0.0.1:9"),
    "as a user": ("base_url", f"https://{leaks.MISPLACED}@127.0.0.1:9"),
}


@pytest.mark.parametrize(
    ("module", "place"),
    [(module, place) for number, place in enumerate(MISPLACED) for module in a_fifth(number)],
)
@pytest.mark.parametrize("source", ["options", "environment"])
def test_a_secret_in_the_wrong_place_is_shown_nowhere(
    monkeypatch: pytest.MonkeyPatch, module: str, place: str, source: str
) -> None:
    option, value = MISPLACED[place]
    # Nothing but its place says that it is one: it is not the secret of the connection.
    options = {**examples(module)[0], **connection("http://127.0.0.1:9"), "api_token": leaks.TOKEN, option: value}
    if source == "environment":
        del options[option]
        monkeypatch.setenv({"username": "BOOMI_USERNAME", "base_url": "BOOMI_API_URL"}[option], value)
    run = run_module(module, options)
    assert run.kind == "option"
    assert run.result["error"]["option"] == option
    assert "Invoked with" in run.log
    assert leaks.leaks(run.log, [leaks.MISPLACED]) == []
    assert leaks.leaks(json.dumps(run.result["invocation"]), [leaks.MISPLACED]) == []
    assert leaks.leaks(run.everything, [leaks.MISPLACED]) == []


@pytest.mark.parametrize("module", modules())
def test_secrets_from_the_environment_are_as_safe_as_options(
    server: RawServer, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = lambda request: ECHOES["an error of the API"](repeated(request, f"{leaks.PASSWORD} {leaks.OTP}"))
    monkeypatch.setenv("BOOMI_PASSWORD", leaks.PASSWORD)
    monkeypatch.setenv("BOOMI_OTP", leaks.OTP)
    monkeypatch.setenv("http_proxy", f"http://{PROXY_CREDENTIALS}@127.0.0.1:{server.port}")
    run = run_module(module, {**examples(module)[0], **connection("http://127.0.0.1:9")})
    assert "Cannot" not in run.message
    assert run.kind == "api"
    assert leaks.leaks(run.everything, ALL_SECRETS) == []


@pytest.mark.parametrize(
    ("module", "status", "scheme"),
    [
        (module, status, scheme)
        for number, (status, scheme) in enumerate(itertools.product([400, 407, 502], ["http", "https"]))
        for module in a_fifth(number)
    ],
)
def test_a_proxy_that_repeats_the_request_gives_nothing_away(
    server: RawServer, module: str, status: int, scheme: str
) -> None:
    text = f"{leaks.PROXY_PASSWORD} {PROXY_CREDENTIALS}"
    server.answer = lambda request: reply(
        repeated(request, text).replace("\n", " "),
        f"{status} {quote(text)}",
        {"X-Seen": quote(request.head)},
        close=True,
    )
    options = connection(f"{scheme}://127.0.0.1:9", proxy=f"http://{PROXY_CREDENTIALS}@127.0.0.1:{server.port}")
    run = run_module(module, {**examples(module)[0], **options, "api_token": leaks.TOKEN})
    assert run.failed
    assert leaks.leaks(run.everything, ALL_SECRETS) == []


@pytest.mark.parametrize("secret", [leaks.TOKEN, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN])
def test_the_text_of_an_exception_gives_nothing_away(
    server: RawServer, monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    def fail(_self: Any, header: Any, *values: Any) -> None:
        raise RuntimeError(f"no library says so, but {header}: {values} for {secret}")

    monkeypatch.setattr(http.client.HTTPConnection, "putheader", fail)
    for verbosity in range(5):
        options = {**connection(server.base_url), "api_token": secret}
        run = run_module("boomi_integration_pack_info", options, verbosity=verbosity)
        assert run.kind == "internal"
        assert ("Traceback" in str(run.result.get("exception"))) == (verbosity >= 3)
        assert ("no library says so" in run.everything) == (verbosity >= 3)
        assert leaks.leaks(run.everything, [secret]) == []


ORDINARY = ["abc", "a", "e", "123456", "2", "Test", "Production", "acme-C7T2KD", "environment", "id", "true", "0"]


@pytest.mark.parametrize("secret", [*ORDINARY, "Order Intake", "127.0.0.1", "00000000"])
def test_a_short_or_ordinary_secret_damages_no_data(sim: Simulator, secret: str) -> None:
    tasks: list[tuple[str, dict[str, Any]]] = [
        ("boomi_api_info", {"object": "Environment"}),
        ("boomi_integration_pack_info", {}),
        ("boomi_environments", {"environments": [{"name": "abc 123456 e", "classification": "TEST"}]}),
        ("boomi_environment_info", {}),
    ]
    sim.add_environment("abc 123456")

    def results(token: str) -> list[dict[str, Any]]:
        sim.user.token = token
        options = connection(sim.base_url, api_token=token)
        runs = [run_module(module, {**options, **given}, check_mode=True) for module, given in tasks]
        assert [run.failed for run in runs] == [False] * len(tasks)
        return [{**run.result, "invocation": None} for run in runs]

    assert results(secret) == results(leaks.TOKEN)


@pytest.mark.parametrize("secret", ["abc", "123456", "Production"])
def test_a_short_or_ordinary_secret_is_masked_in_messages_and_options(server: RawServer, secret: str) -> None:
    server.answer = lambda _request: reply_json({"message": f"The token {secret!r} is wrong."}, 400)
    run = run_module("boomi_integration_pack_info", {**connection(server.base_url), "api_token": secret})
    assert "The token '********' is wrong." in run.message
    assert "The token '********' is wrong." in run.result["error"]["api_message"]
    assert secret not in json.dumps(run.result["invocation"])
    assert run.result["error"]["account"] == "acme-C7T2KD"
