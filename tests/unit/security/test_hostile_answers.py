# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever a server sends, a module ends soon, with a result or a sentence, and never with a traceback."""

from __future__ import annotations

import gzip
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.tests.unit.security import fuzzing, leaks
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, reply, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import (
    Body,
    Run,
    Scenario,
    Wrong,
    altered,
    connection,
    replayed,
    run_module,
)

MOST_REQUESTS = 400


def play(server: RawServer, scenario: Scenario, wrongs: list[Wrong], check_mode: bool = False, **options: Any) -> Run:
    server.say(replayed(scenario, wrongs))
    arguments = {**scenario.options, **connection(server.base_url, timeout=2, **options)}
    run = run_module(scenario.module, arguments, check_mode=check_mode)
    assert leaks.TOKEN not in run.everything
    assert len(server.requests) < MOST_REQUESTS
    return run


def test_what_was_recorded_are_right_answers(server: RawServer, scenarios: list[Scenario]) -> None:
    failed = [scenario for scenario in scenarios if play(server, scenario, []).failed]
    assert len(scenarios) > 20
    assert len(failed) < len(scenarios) / 3, failed


# What can be wrong with a JSON answer

NAMES = st.sampled_from(
    ["id", "@type", "result", "queryToken", "response", "Result", "statusCode", "errorMessage", "name", "message"]
)


@st.composite
def alterations(draw: st.DrawFn) -> Any:
    """What may become of one place, a key of an object or an index of a list."""
    kind = draw(st.sampled_from(["put", "drop", "repeat", "rename", "nest"]))
    value = draw(fuzzing.any_json)
    name = draw(NAMES | fuzzing.any_text)
    times = draw(st.sampled_from([1, 2, 100] if kind == "repeat" else [1, 50, 400]))

    def alter(holder: Any, key: Any) -> None:
        if kind == "put":
            holder[key] = value
        elif kind == "drop":
            del holder[key]
        elif kind == "repeat" and isinstance(holder, list):
            holder.extend([holder[key]] * times)
        elif kind == "repeat":
            holder[key] = [holder[key]] * times
        elif kind == "rename" and isinstance(holder, dict):
            holder[name] = holder.pop(key)
        elif kind == "nest":
            for _level in range(times):
                holder[key] = [holder[key]]

    return alter


statuses = st.sampled_from(
    [100, 200, 201, 204, 206, 301, 400, 401, 403, 404, 407, 410, 418, 429, 500, 503, 599, 799, 999]
)


@st.composite
def altered_answers(draw: st.DrawFn) -> Any:
    """One or a few alterations of a right answer, and seldom another status."""
    steps = draw(st.lists(st.tuples(st.integers(0, 500), alterations()), min_size=1, max_size=3))
    status = draw(st.none() | st.none() | st.none() | statuses)
    token = draw(st.none() | st.none() | st.sampled_from(["", "t", "\ud800", "/+="]) | st.integers())

    def spoil(right_status: int, body: Body) -> Reply:
        for seed, alter in steps:
            body = altered(body, seed, alter)
        if token is not None and isinstance(body, dict):
            body = {**body, "queryToken": token}
        return reply_json(body, status or right_status)

    return spoil


@st.composite
def other_answers(draw: st.DrawFn) -> Any:
    """Another JSON value altogether, also one that only some readers of JSON take."""
    value = draw(fuzzing.any_json)
    status = draw(st.sampled_from([200, 200, 200, 400, 500, 302]))
    text = json.dumps(value)
    twice = draw(st.sampled_from(["id", "result", "queryToken", "@type", "statusCode", "message"]))
    form = draw(
        st.sampled_from([text, f'{{"{twice}": 1, "{twice}": {text}}}', f"\ufeff{text}", f"{text} {text}", f"[{text}"])
    )
    key = draw(st.sampled_from(["result", "response", "message", "error", "queryToken", "id"]))

    def spoil(_status: int, _body: Body) -> Reply:
        return reply(draw_form, status)

    draw_form = draw(st.sampled_from([form, json.dumps({key: value}), json.dumps({"@type": "Error", key: value})]))
    return spoil


HEADERS = st.sampled_from(
    [
        {"Retry-After": "-1"},
        {"Retry-After": "nan"},
        {"Retry-After": "9" * 400},
        {"Retry-After": "Thu, 99 Xyz 99999 99:99:99 GMT"},
        {"Content-Type": "text/html"},
        {"Content-Type": "\xff"},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "br, gzip"},
        {"Content-Encoding": "\xff" * 300},
        {"Content-Length": "-5"},
        {"Content-Length": "1\r\nContent-Length: 2"},
        {"Content-Length": "9" * 30},
        {"Transfer-Encoding": "chunked"},
        {"Transfer-Encoding": "gzip, chunked"},
        {"Location": "http://[::1"},
        {"Location": "\xff\xfe"},
        {"Set-Cookie": "a=b; expires=" + "9" * 50},
        {"Link": "<" * 500},
        {"X-Long": "y" * 70_000},
        {"Bad Name": "x"},
        {"": "x"},
        {f"X-{number}": "x" for number in range(300)},
    ]
)


@st.composite
def broken_answers(draw: st.DrawFn) -> Any:
    """Bytes that are no right HTTP, or no text, or end too soon."""
    kind = draw(st.sampled_from(["bytes", "flipped", "cut", "headers", "protocol", "gzip", "utf-16", "chunks"]))
    noise = draw(st.binary(max_size=200))
    place = draw(st.integers(0, 2000))
    headers = draw(HEADERS)
    status = draw(statuses)

    def spoil(right_status: int, body: Body) -> Reply:
        right = json.dumps(body).encode()
        flipped = right[:place] + noise + right[place + len(noise) :]
        if kind == "bytes":
            return reply(noise, right_status)
        if kind == "flipped":
            return reply(flipped, right_status)
        if kind == "cut":
            return reply(right[:place], right_status, {"Content-Length": str(len(right) + 10)}, close=True)
        if kind == "headers":
            return reply(right, status, headers, close=True)
        if kind == "gzip":
            squeezed = gzip.compress(right)
            return reply(squeezed[: place or None], right_status, {"Content-Encoding": "gzip"}, close=True)
        if kind == "utf-16":
            return reply(json.dumps(body).encode("utf-16"), right_status)
        if kind == "chunks":
            sized = b"%x\r\n" % len(right) + right + b"\r\n"
            return Reply([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", sized, noise])
        return Reply([[b"", b"HTTP/1.1 ", b"HTTP/9.9 200 OK\r\n\r\n", b"\r\n\r\n"][place % 4] + noise])

    return spoil


SPOILT = st.sampled_from([altered_answers()] * 13 + [other_answers()] * 3 + [broken_answers()] * 4).flatmap(
    lambda answers: answers
)


@fuzzing.tries("answers: right ones with something wrong in them, any JSON, bytes that are no answer")
@given(
    seed=st.integers(0, 10_000),
    which=st.none() | st.integers(0, 6),
    spoil=SPOILT,
    more=st.none() | st.tuples(st.integers(0, 6), altered_answers()),
    check_mode=st.sampled_from([False, False, False, True]),
    budget=st.sampled_from([0] * 39 + [0.3]),
)
def test_no_answer_is_a_mistake_of_ours(
    server: RawServer,
    scenarios: list[Scenario],
    seed: int,
    which: int | None,
    spoil: Any,
    more: Any,
    check_mode: bool,
    budget: float,
) -> None:
    wrongs = [(which, spoil)] + ([more] if more else [])
    play(server, scenarios[seed % len(scenarios)], wrongs, check_mode, retry_budget=budget)
