# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Servers that mean harm, one kind at a time: endless, enormous, slow, or wrong in a way that libraries trip over."""

from __future__ import annotations

import gzip
import itertools
import json
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ansible_collections.community.boomi.tests.unit.security import running
from ansible_collections.community.boomi.tests.unit.security.raw_server import (
    RawServer,
    Reply,
    Request,
    reply,
    reply_json,
)
from ansible_collections.community.boomi.tests.unit.security.running import Run

INSTANCE_INFO = "boomi_integration_pack_instance_info"
PACK = "89abcdef-0123-4567-89ab-cdef01234567"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
ANY_QUERY = {"module": "boomi_api", "method": "POST", "path": "Environment/query"}


@pytest.fixture
def ask(server: RawServer) -> Callable[..., Run]:
    """Run a module against a server that answers in one way."""
    return lambda answer, module=INSTANCE_INFO, **options: running.ask(server, answer, module, **options)


def instance(number: Any, **values: Any) -> dict[str, Any]:
    return {"id": f"id-{number}", "integrationPackId": PACK, "integrationPackOverrideName": f"Name {number}", **values}


def found(run: Run, key: str = "id") -> list[Any]:
    return [one[key] for one in run.result["integration_pack_instances"]]


# Endless


@pytest.mark.parametrize(
    "page",
    [
        lambda number: {"result": [instance(number)], "queryToken": "same"},
        lambda number: {"result": [], "queryToken": f"token-{number}"},
        lambda number: {"queryToken": f"token-{number}"},
        lambda number: {"result": [instance(1), instance(2)], "queryToken": f"token-{number}"},
        lambda number: {"result": [{"name": f"no id {number}"}], "queryToken": f"token-{number}"},
        lambda number: {"result": [None, 7, "x"], "queryToken": f"token-{number}"},
    ],
)
def test_pages_without_anything_new_are_read_a_few_times_only(ask: Any, server: RawServer, page: Any) -> None:
    numbers = itertools.count()
    run = ask(lambda _request: reply_json(page(next(numbers))))
    assert run.kind == "transport"
    assert "without end, or without anything new" in run.message
    assert len(server.requests) <= 5


# Slow


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\n", OK + b"Content-Length: 100000\r\n\r\n"])
def test_an_answer_that_trickles_has_to_be_complete_within_the_timeout(ask: Any, head: bytes) -> None:
    def trickle() -> Iterator[bytes]:
        yield head
        for _number in range(1000):
            time.sleep(0.05)
            yield b" "

    run = ask(Reply(trickle()), timeout=0.5)
    assert "no complete response within 0.5 s" in run.message
    assert run.message.endswith("Check that the API can be reached from here, or raise timeout.")


# Compressed and encoded


def raw_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return squeeze.compress(data) + squeeze.flush()


def in_members(data: bytes) -> bytes:
    return b"".join(gzip.compress(data[start : start + 5]) for start in range(0, len(data), 5))


@pytest.mark.parametrize(
    ("coding", "squeeze"),
    [
        ("gzip", gzip.compress),
        ("GZip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", in_members),
        ("identity, gzip", gzip.compress),
        ("gzip,utf-8", in_members),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("none", bytes),
        ("UTF-8", bytes),
        ("binary, identity", bytes),
        ("", bytes),
    ],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_a_compressed_answer_is_read_though_none_was_asked_for(
    ask: Any, coding: str, squeeze: Any, chunked: bool
) -> None:
    body = squeeze(json.dumps({"result": [instance(1)]}).encode())
    answer = reply(body, headers={"Content-Encoding": coding})
    if chunked:
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
        head = OK + f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        answer = Reply([head, chunks, b"0\r\n\r\n"], close=False)
    assert found(ask(answer)) == ["id-1"]


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        *[
            (encoding, "application/json")
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")
        ],
        ("utf-16-le", "application/json; charset=utf-16"),
        ("utf-16", "application/json; charset=utf-8"),
        ("utf-8-sig", 'application/json;charset="UTF8"'),
        ("latin-1", "application/json; charset=ISO-8859-1"),
        ("cp1252", "application/json; Charset = windows-1252 ; x=y"),
        ("gb18030", "text/json; charset='gb18030'"),
    ],
)
def test_an_answer_is_decoded_as_it_says(ask: Any, encoding: str, kind: str) -> None:
    name = "Ünïted Straße"
    body = json.dumps({"result": [instance(1, integrationPackOverrideName=name)]}, ensure_ascii=False)
    run = ask(reply(body.encode(encoding), headers={"Content-Type": kind}))
    assert found(run, "integration_pack_override_name") == [name]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"result": [{"id": "N\xff\xc3me"}]}', "application/json"),
        (b'{"result": [{"id": "Name"}], "\0": 1}', "application/json"),
        (b'\xff\xfe{\0"\0Name"', "application/json"),
        (b'{"Name": 1}', "application/json; charset=no-such-thing"),
        (b'{"Name": 1}', "application/json; charset=hex"),
        (b'{"Name": 1}', "application/json; charset=utf-16"),
        # Shown like this, ASCII would not be ASCII, and no mask would find a secret.
        *[
            ('{"Name": 1}'.encode(charset), f"application/json; charset={charset}")
            for charset in ("cp037", "utf-7", "punycode")
        ],
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_of_a_body_that_cannot_be_decoded_nothing_is_shown(ask: Any, body: bytes, kind: str, status: int) -> None:
    run = ask(reply(body, status, headers={"Content-Type": kind}))
    words = f"HTTP 200 with a body that cannot be decoded ({kind})" if status == 200 else "HTTP 400 without a message"
    assert words in run.message
    assert run.message.endswith("a proxy or a gateway refuses the request in place of the API.") is (status == 400)
    assert "Name" not in json.dumps(run.result["error"])


# Enormous


@pytest.mark.parametrize("levels", [50, 61, 500, 900, 100_000])
def test_nesting_is_refused_that_is_deeper_than_objects_can_be(ask: Any, levels: int) -> None:
    nested = '{"result": ' + "[" * levels + "]" * levels + "}"
    for options in ({}, ANY_QUERY):
        run = ask(reply(nested), **options)
        assert run.kind in (("transport", "api") if levels > 60 else (None,))
        assert ("nested deeper" in run.message or "not a JSON object" in run.message) == (levels > 60)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize("message", ["<script" * 1_400_000, "&#" * 5_000_000, " " * 10_000_000, "x" * 10_000_000])
def test_an_error_of_ten_megabytes_is_told_in_a_few_words(ask: Any, status: int, message: str) -> None:
    for body in (message, json.dumps({"@type": "Error", "message": message}), f"<error><message>{message}</message>"):
        run = ask(reply(body, status), timeout=10)
        assert len(run.message) < 2000


def test_many_objects_of_one_name_make_no_endless_message(ask: Any) -> None:
    many = [instance(number, integrationPackOverrideName="One" + "x" * 5000) for number in range(3000)]
    run = ask(reply_json({"result": many}), "boomi_integration_pack_instance", integration_pack_id=PACK)
    assert run.kind == "state"
    assert "has 3000 instances" in run.message


def test_a_wrong_name_among_very_many_is_told_soon(ask: Any) -> None:
    packs = [{"id": f"pack-{n}", "name": f"{n} Order Intake of a kind {'x' * 150}"} for n in range(10_000)]
    name = "Order Intake of that kind" + "x" * 150

    def answer(request: Request) -> Reply:
        return reply_json({"result": packs if request.path.endswith("/IntegrationPack/query") else []})

    run = ask(answer, "boomi_integration_pack_instance", integration_pack_name=name, timeout=20)
    assert "Did you mean" in run.message


# Wrong

PAGE = f"<html><p>The gateway is closed.</p>{'<br>' * 1250}</html>"
TWO_LENGTHS = reply('{"result": []}', headers={"Content-Length": "14\r\nContent-Length: 15"}, close=True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        *(
            (reply(body, headers={"Content-Encoding": coding}), words)
            for body, coding, words in (
                (b"no gzip at all", "gzip", "compression is damaged"),
                (gzip.compress(b'{"result": []}', mtime=0)[:-12], "gzip", "with a body that is not a JSON object"),
                (b"\x8b\x05\x80{}\x03", "br", "cannot be decoded (application/json br)"),
                (b"(\xb5/\xfd\x04X", "zstd", "cannot be decoded (application/json zstd)"),
                (b"\xff", "x" * 5000, "cannot be decoded (application/json xxx"),
            )
        ),
        *(
            (reply("{}", status, headers, close=True), words)
            for status in (200, 503)
            for headers, words in (
                ({f"X-{n}": "x" for n in range(101)}, "got more than 100 headers"),
                ({"X-Long": "x" * 70_000}, "got more than 65536 bytes when reading header line"),
            )
        ),
        *(
            (Reply([data]), "a response that cannot be read: it is not HTTP")
            for data in (b"SSH-2.0-OpenSSH_9.6\r\n", b"\x05\xff", b"HTTP/9.9 200 OK\r\n\r\n", b"220 smtp\r\n")
        ),
        # Not an option of the user.
        (TWO_LENGTHS, "the connection broke"),
        (reply(PAGE, headers={"Content-Type": "text/html"}), "The gateway is closed."),
        (
            reply("<p>Log in", 511, {"Content-Type": "text/html"}),
            'HTTP 511 "Log in". A captive portal answers in place of the API',
        ),
    ],
)
def test_an_answer_that_is_wrong_is_told_at_once(ask: Any, server: RawServer, answer: Reply, words: str) -> None:
    # However long the secret is that is looked for.
    run = ask(answer, api_token="Kx7pQ2vR" * 212 + "0123")
    assert run.kind in ("transport", "api")
    assert words in run.message


def to_bulk(response: list[Any]) -> Callable[[Request], Reply]:
    """Answer like this to a bulk request, and rightly to others."""

    def answer(request: Request) -> Reply:
        if request.path.endswith("bulk"):
            return reply_json({"response": response})
        return reply_json({"result": instance(1)} if request.path.endswith("query") else instance(1))

    return answer


def odd_items(object_id: Any, status: Any) -> list[Any]:
    item = {"id": object_id, "statusCode": status, "errorMessage": [], "Result": {"id": object_id}}
    return [item, {**item, "Result": []}, object_id, [item]]


STRANGERS = [
    *({"Result": instance(number), "statusCode": 200} for number in range(2, 500)),
    *({"id": f"id-{number}", "statusCode": 400, "errorMessage": "?"} for number in range(500, 1000)),
]
ODD_IDS = ["id-1", [], {}, 7, None, "\ud800"]
ODD_STATUSES = [[], {}, [400], "400", 400.5, True, 10**4000, float("nan"), None]


@pytest.mark.parametrize("items", [STRANGERS, *itertools.starmap(odd_items, itertools.product(ODD_IDS, ODD_STATUSES))])
def test_bulk_items_that_nobody_asked_for_or_of_any_form_are_left_out(
    ask: Any, server: RawServer, items: list[Any]
) -> None:
    run = ask(to_bulk(items), ids=["id-1"])
    assert found(run) == ["id-1"]
    assert run.result["not_found_ids"] == []
    assert len(server.requests) <= 3


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 4000, "1" * 5000, "-0"])
def test_numbers_that_only_some_readers_take_are_no_mistake_of_ours(ask: Any, number: str) -> None:
    for key in ("id", "integrationPackId", "integrationPackOverrideName"):
        ask(reply(f'{{"result": [{{"id": "id-1", "{key}": {number}}}], "numberOfResults": {number}}}'))
        ask(reply(f'{{"{key}": {number}}}'), **ANY_QUERY)


HINTS = b"103 Early Hints\r\nLink: </style.css>; rel=preload"


@pytest.mark.parametrize("interim", [b"100 Continue", b"102 Processing", HINTS, b"199 x", b"101 Switching"])
def test_an_interim_answer_is_not_taken_for_the_answer(ask: Any, interim: bytes) -> None:
    numbers = itertools.count()

    def answer(_request: Request) -> Reply:
        number = next(numbers)
        page = {"result": [instance(number)], **({} if number else {"queryToken": "next"})}
        final = b"".join(reply_json(page).pieces)
        return Reply([(b"HTTP/1.1 " + interim + b"\r\n\r\n") * 2 + final], close=False)

    assert found(ask(answer)) == ["id-0", "id-1"]


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\ud800" * 50])
def test_halves_of_characters_reach_no_output(ask: Any, text: str) -> None:
    answers: list[tuple[Any, dict[str, Any]]] = [
        ({"result": [instance(1, integrationPackOverrideName=text, ProcessId=[{"name": text}])]}, {}),
        ({"@type": "Error", "message": f"before {text} after"}, {}),
        ({"result": [{"any": text, text: "key"}]}, ANY_QUERY),
    ]
    for value, options in answers:
        json.dumps(ask(reply_json(value), **options).result, ensure_ascii=False).encode()


def test_control_characters_in_a_message_reach_no_terminal(ask: Any) -> None:
    run = ask(reply_json({"message": "before\x1b[2J\x07\x00\r\n\x9b31m\u202eafter"}, 400))
    assert all(char.isprintable() or char == " " for char in run.message), run.message
    assert "before" in run.message
    assert "after" in run.message
