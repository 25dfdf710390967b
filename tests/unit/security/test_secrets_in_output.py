# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""No secret leaves a module: not in a result, a failure, a warning, a diff or the system's log, whatever the server
sends.

What goes well, and what comes from the environment, is in the integration target ``secrets``: each module runs there
with a real ``ansible-playbook -vvvv``.
"""

from __future__ import annotations

import base64
import html
import http.client
import itertools
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import fuzzing, leaks
from ansible_collections.community.boomi.tests.unit.security.raw_server import (
    RawServer,
    Reply,
    Request,
    reply,
    reply_json,
)
from ansible_collections.community.boomi.tests.unit.security.running import (
    ask,
    connection,
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
    "password and otp": {"api_token": None, "password": leaks.PASSWORD, "otp": leaks.OTP},
}
SECRETS = [leaks.TOKEN, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN, leaks.PASSWORD, leaks.OTP, leaks.VALUE]
ALL_SECRETS = [*SECRETS, leaks.PROXY_PASSWORD, leaks.MISPLACED]
SHORT = ["abc", "123456", "Production"]
PROXY_CREDENTIALS = f"{leaks.PROXY_USER}:{quote(leaks.PROXY_PASSWORD, safe='')}"
PARTS = 6


def repeated(request: Request, secret: str, first: int = 0) -> str:
    """What a server, or a proxy, could repeat of a request: as it came, decoded, and in base64. Part ``first`` stands
    first, since of some answers only the beginning is shown."""
    texts = (secret, f"u:{secret}", f"us:{secret}", f"{USER}:{secret}")
    parts = [request.head, f"user {USER} secret {secret} end"]
    parts += [base64.b64encode(text.encode()).decode() for text in texts]
    return "\n".join([*parts[first:], *parts[:first], request.body.decode()])


Echo = Callable[[str], Reply]


def repeating(echo: Echo, secret: str, first: int = 0) -> Callable[[Request], Reply]:
    return lambda request: echo(repeated(request, secret, first))


def page(encoding: str, kind: str) -> Echo:
    return lambda text: reply(f"<p>{text}</p>".encode(encoding, "xmlcharrefreplace"), 500, {"Content-Type": kind})


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
    "percent-encoding in lower case": lambda text: reply(
        re.sub("%..", lambda code: code.group().lower(), quote(text, safe="")), 400
    ),
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


@pytest.mark.parametrize("module", modules())
def test_a_server_that_repeats_the_request_gives_nothing_away(server: RawServer, module: str) -> None:
    # What comes back as data is each module's own; all of them tell errors in one room.
    some = [*ECHOES][modules().index(module) % 5 :: 5]
    for name in {*some, *IN_DATA}:
        run = ask(server, repeating(ECHOES[name], leaks.TOKEN), module, **served(module)[0])
        assert leaks.leaks(run.everything, SECRETS) == [], name


@pytest.mark.parametrize(("module", "trouble"), [*zip(modules(), itertools.cycle(["reset", "hang", "not trusted"]))])
def test_a_connection_that_breaks_or_is_not_trusted_shows_no_secret(
    sim: Simulator, tls_sim: Simulator, module: str, trouble: str
) -> None:
    server = tls_sim if trouble == "not trusted" else sim
    if server is sim:
        sim.add_fault(trouble, times=None)
    options = connection(server.base_url, timeout=1 if trouble == "hang" else 30)
    run = run_module(module, {**examples(module)[0], **options}, debug=True)
    assert run.kind == "transport"
    assert (trouble in run.message) == (server is tls_sim)
    assert {request.fault for request in server.requests} == ({trouble} if server is sim else set())
    assert leaks.leaks(run.everything, SECRETS) == []


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("credentials", CREDENTIALS)
def test_no_character_of_a_secret_makes_an_echo_readable(server: RawServer, credentials: str, echo: str) -> None:
    options = CREDENTIALS[credentials]
    text = " ".join(value for name, value in options.items() if value and (name != "otp" or echo not in IN_DATA))
    calls: list[tuple[str, dict[str, Any]]] = [
        ("boomi_integration_pack_info", {}),
        ("boomi_integration_pack_info", {"ids": ["one", "two"]}),
        ("boomi_integration_pack_instance", {"integration_pack_name": "Order Intake"}),
        ("boomi_api", {"method": "POST", "path": "Environment/query"}),
    ]
    for first, (module, arguments) in zip(range(PARTS), itertools.cycle(calls)):
        run = ask(server, repeating(ECHOES[echo], text, first), module, **options, **arguments)
        assert leaks.leaks(run.everything, SECRETS) == [], module


@pytest.mark.parametrize(
    "echo", ["an error of the API", "an HTML page", "plain text", "a redirect", "a success that is none"]
)
@pytest.mark.parametrize("header", [True, False])
def test_a_message_is_not_cut_in_the_middle_of_a_secret(server: RawServer, echo: str, header: bool) -> None:
    for padding in [*range(0, 210, 9), *range(946, 1001, 9), *range(65480, 65540, 9)]:

        def answer(request: Request, dots: str = "." * padding) -> Reply:
            return ECHOES[echo](dots + (request.authorization if header else leaks.TOKEN))

        run = ask(server, answer)
        assert leaks.leaks(run.everything, SECRETS) == [], padding


def test_credentials_that_the_server_itself_has_cut_short_are_hidden(server: RawServer) -> None:
    header = "bad header Authorization: {}"
    run = ask(server, lambda request: reply_json({"message": header.format(request.authorization[:40])}, 400))
    assert "bad header" in run.message
    assert leaks.leaks(run.everything, SECRETS) == []


BACKSLASHES = "\\" * 24 + "secret"


@pytest.mark.parametrize(
    ("secret", "words", "told"),
    [
        (leaks.TOKEN, "Basic authentication is required.", None),
        (leaks.TOKEN, "Use Basic Authentication, please.", None),
        (leaks.TOKEN, "The X-Boomi-OTP header is missing.", None),
        (leaks.TOKEN, "Kx7pQ2 is the beginning of a token, and no more than many things are.", None),
        *((short, f"The token '{short}' is wrong.", "The token '********' is wrong.") for short in SHORT),
        # It is looked for in more of them, and that ends.
        (BACKSLASHES, "\\" * 200 + "x", None),
    ],
)
def test_in_messages_secrets_are_masked_however_short_and_other_words_can_be_read(
    server: RawServer, secret: str, words: str, told: str | None
) -> None:
    run = ask(server, reply_json({"message": words}, 401), api_token=secret)
    assert (told or words) in run.message
    assert (told or words) in run.result["error"]["api_message"]
    assert secret not in json.dumps(run.result["invocation"])
    assert run.result["error"]["account"] == "acme-C7T2KD"


@pytest.mark.parametrize("name", ["Basic EDI", "Basic CRM Sync", "Basic2", "basic Qx7/"])
def test_names_of_packs_come_back_as_they_are(server: RawServer, name: str) -> None:
    run = ask(server, reply_json({"result": [{"id": "p", "name": name, "installationType": "SINGLE"}]}))
    assert [found["name"] for found in run.result["integration_packs"]] == [name]


@fuzzing.tries("options: any secret, repeated in any form", 0.1)
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
    option = "password" if as_password else "api_token"
    secret += "-Kx7pQ2vR9tLwZ4mB" if echo in IN_DATA else ""

    def shown(text: str) -> str:
        options = connection(server.base_url, **{"api_token": None, option: text})
        server.say(lambda request: ECHOES[echo]("." * padding + " " + repeated(request, text, first)))
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


# Also a secret that stands where it does not belong is known: it is the connection's own.
MISTAKES: list[dict[str, Any]] = [
    {"username": None},
    {"username": f"{USER}:{leaks.TOKEN}"},
    {"password": leaks.PASSWORD},
    {"api_token": ""},
    {"api_token": [leaks.TOKEN, {"code": leaks.OTP}]},
    {"otp": f"{leaks.OTP} {leaks.OTP}"},
    {"otp": f"é{leaks.OTP}"},
    {"otp": [leaks.OTP]},
    {"otp": {"code": leaks.OTP}},
    {"timeout": leaks.TOKEN},
    {"retry_budget": {"a": leaks.TOKEN}},
    {"requests_per_second": float("nan")},
    {"validate_certs": leaks.TOKEN},
    {"base_url": f"http://api.example/{leaks.TOKEN}"},
    {"base_url": "http://[::1"},
    {"ca_path": f"/nowhere/{leaks.TOKEN}"},
    {"proxy": f"socks5://{PROXY_CREDENTIALS}@127.0.0.1:1"},
    {"proxy": f"http://{PROXY_CREDENTIALS}@127.0.0.1:x"},
    {"proxy": [f"http://{PROXY_CREDENTIALS}@127.0.0.1:1"]},
    {"no_such_option": 1},
    {"override_account": f"\n{leaks.TOKEN}"},
]
# Nothing but its place says that it is one: it is not the secret of the connection.
MISPLACED: list[dict[str, Any]] = [
    {"username": f"{USER}:{leaks.MISPLACED}"},
    {"username": f"BOOMI_TOKEN.{USER}:{leaks.MISPLACED}"},
    {"base_url": f"https://jane:{quote(leaks.MISPLACED, safe='')}@127.0.0.1:9"},
    {"base_url": f"https://jane:{leaks.MISPLACED}@127.0.0.1:9"},
    {"base_url": f"https://{leaks.MISPLACED}@127.0.0.1:9"},
]
WRONGS = [*((wrong, "options") for wrong in MISTAKES), *itertools.product(MISPLACED, ["options", "environment"])]


@pytest.mark.parametrize(
    ("module", "wrong", "source"),
    [(module, *wrong) for number, wrong in enumerate(WRONGS) for module in a_fifth(number)],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value,
)
def test_an_argument_error_shows_no_secret(
    module: str, wrong: dict[str, Any], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {**examples(module)[0], **connection("http://127.0.0.1:9", **wrong)}
    if source == "environment":
        ((option, value),) = wrong.items()
        monkeypatch.setenv({"username": "BOOMI_USERNAME", "base_url": "BOOMI_API_URL"}[option], value)
        del options[option]
    run = run_module(module, options, debug=True)
    assert run.failed
    if wrong in MISPLACED:
        assert run.kind == "option"
        assert run.result["error"]["option"] in wrong
        assert "Invoked with" in run.log
    assert leaks.leaks(run.everything, ALL_SECRETS) == []


@pytest.mark.parametrize(
    ("module", "status", "scheme"),
    [
        (module, *answer)
        for number, answer in enumerate(itertools.product([400, 407, 502], ["http", "https"]))
        for module in a_fifth(number)
    ],
)
def test_a_proxy_that_repeats_the_request_gives_nothing_away(
    server: RawServer, module: str, status: int, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{leaks.PROXY_PASSWORD} {PROXY_CREDENTIALS}"

    def answer(request: Request) -> Reply:
        body = repeated(request, text).replace("\n", " ")
        return reply(body, f"{status} {quote(text)}", {"X-Seen": quote(request.head)}, close=True)

    proxy = f"http://{PROXY_CREDENTIALS}@127.0.0.1:{server.port}"
    # Once it is an option, and once a variable that no part of Ansible knows.
    monkeypatch.setenv("https_proxy", proxy)
    named = {"base_url": f"{scheme}://127.0.0.1:9", "proxy": proxy if scheme == "http" else None}
    run = ask(server, answer, module, **examples(module)[0], **named)
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
        options = connection(server.base_url, api_token=secret)
        run = run_module("boomi_integration_pack_info", options, verbosity=verbosity, broken=True)
        assert run.kind == "internal"
        assert ("Traceback" in str(run.result.get("exception"))) == (verbosity >= 3)
        assert ("no library says so" in run.everything) == (verbosity >= 3)
        assert leaks.leaks(run.everything, [secret]) == []


ORDINARY = [
    *("a", "e", "2", "0", "id", "true", "Test", "acme-C7T2KD", "environment", "Order Intake", "127.0.0.1", "00000000")
]


@pytest.mark.parametrize("secret", [*SHORT, *ORDINARY])
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
