# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much memory a module takes at its peak, measured in a process of its own, whatever a server sends."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ansible_collections
import pytest

from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, Request, reply
from ansible_collections.community.boomi.tests.unit.security.replay import connection

# What the security page promises, in MiB, beside the 60 or so that Python, Ansible and requests take.
LIMIT = 512
_PROGRAM = """
import json, re, sys
from ansible_collections.community.boomi.tests.unit.security.running import run_module
module, options = json.loads(sys.argv[1])
run = run_module(module, options, verbosity=0)
peak = int(re.search("VmHWM:\\\\s+([0-9]+) kB", open("/proc/self/status").read()).group(1)) / 1024
print(json.dumps({"peak": peak, "kind": run.kind, "msg": run.message[:500]}))
"""
MB = 1_000_000
# ansible-test imports the collection without its place in the search path.
SEARCH_PATH = [*filter(None, sys.path), *(str(Path(place).parent) for place in ansible_collections.__path__)]


pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells a process its own peak")


@pytest.fixture
def peak(server: RawServer, tmp_path: Path) -> Any:
    """Run a module in a process of its own, and return what it says and its peak of memory in MiB."""

    def measure(answer: Callable[[Request], Reply] | Reply, module: str, options: dict[str, Any]) -> dict[str, Any]:
        server.say(answer)
        arguments = json.dumps([module, {**connection(server.base_url, timeout=20), **options}])
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(SEARCH_PATH), "TMPDIR": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, arguments],
            capture_output=True,
            text=True,
            env=environment,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        fuzzing.peaks.append(told["peak"])
        assert told["kind"] != "internal"
        assert told["peak"] < LIMIT
        return told

    return measure


def objects(entry: str) -> bytes:
    """Ten megabytes of the smallest, which is refused; of others as many as are taken, in the quick run fewer."""
    megabytes = 10 if entry == "{}" else 3.2 if fuzzing.FULL else 0.6
    entries = ",".join([entry] * int(megabytes * MB / (len(entry) + 1)))
    return f'{{"result": [{entries}]}}'.encode()


def keys(count: int) -> bytes:
    pairs = ",".join(f'"k{number}":{number}' for number in range(count))
    return f'{{"result": [{{{pairs}}}]}}'.encode()


def text(content: str) -> bytes:
    return f'{{"result": [{{"id": "a", "name": "{content}"}}]}}'.encode()


# Each is the most of its kind that is read, or more than that.
BODIES: dict[str, tuple[Callable[..., bytes], Any]] = {
    "one text of ten megabytes": (text, "x" * 10 * MB),
    "one text of sixteen megabytes with an emoji": (text, "x" * (16 * MB - 50) + "\U0001f600"),
    "ten megabytes of escapes": (text, "\\ud800" * 1_600_000),
    "ten megabytes of empty objects": (objects, "{}"),
    "many small objects": (objects, '{"":0}'),
    "many keys": (keys, 800_000 if fuzzing.FULL else 100_000),
    "ten megabytes that are no JSON": (bytes, b"<html>" + b"\xff<p " * (2 * MB)),
    "ten megabytes of references": (bytes, b"&#x41;" * (MB * 10 // 6)),
}


def test_a_right_answer_takes_little(peak: Any) -> None:
    assert peak(reply(b'{"result": []}'), "boomi_integration_pack_info", {})["peak"] < 150


@pytest.mark.parametrize("body", BODIES)
def test_a_big_answer_takes_no_more_than_the_limit(peak: Any, body: str) -> None:
    make, what = BODIES[body]
    # The module that returns whatever came.
    peak(reply(make(what)), "boomi_api", {"method": "POST", "path": "Environment/query"})


@pytest.mark.parametrize("body", list(BODIES)[-3:])
def test_a_big_error_takes_no_more_than_the_limit(peak: Any, body: str) -> None:
    make, what = BODIES[body]
    assert peak(reply(make(what), 400), "boomi_integration_pack_info", {})["kind"] in ("api", "transport")


@pytest.mark.parametrize(
    ("coding", "wbits", "words"),
    [
        ("gzip", zlib.MAX_WBITS | 16, "more than 16 MiB"),
        ("deflate", zlib.MAX_WBITS, "more than 16 MiB"),
        ("gzip, gzip", zlib.MAX_WBITS | 16, "compressed twice"),
    ],
)
def test_a_bomb_takes_no_more_than_the_limit(peak: Any, coding: str, wbits: int, words: str) -> None:
    squeeze = zlib.compressobj(wbits=wbits)
    bomb = b"".join([*(squeeze.compress(b" " * MB) for _megabyte in range(500)), squeeze.flush()])
    told = peak(reply(bomb, headers={"Content-Encoding": coding}), "boomi_integration_pack_info", {})
    assert words in told["msg"]


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b" " * 65536),
        (CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n"),
        # Any status but a success says enough without its body.
        (b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", b" " * 65536),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", b" " * 65536),
        (b"HTTP/1.1 503 Busy\r\n\r\n", b" " * 65536),
    ],
)
def test_an_endless_body_takes_no_more_than_the_limit(peak: Any, head: bytes, again: bytes) -> None:
    told = peak(Reply(itertools.chain([head], itertools.repeat(again))), "boomi_integration_pack_info", {})
    assert "more than 16 MiB" in told["msg"] if b" 200 " in head else told["kind"] == "api"


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 ", b"O"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Many: x\r\n"),
        (CHUNKED, b"1"),
        (CHUNKED + b"0\r\n", b"X-Trailer: x\r\n"),
    ],
)
def test_an_endless_head_takes_no_more_than_the_limit(peak: Any, first: bytes, again: bytes) -> None:
    endless = itertools.chain([first], itertools.repeat(again * (65536 // len(again))))
    assert peak(Reply(endless), "boomi_integration_pack_info", {"timeout": 1})["kind"] == "transport"


@pytest.mark.parametrize("size", [100, 3000] if fuzzing.FULL else [3000])
def test_pages_for_ever_take_no_more_than_the_limit(peak: Any, size: int) -> None:
    numbers = itertools.count()

    def answer(_request: Request) -> Reply:
        page = next(numbers)
        rows = [{"id": f"{page}-{row}", "name": "y" * size, "integrationPackId": "z" * 36} for row in range(100)]
        return reply(json.dumps({"result": rows, "queryToken": f"token {page}"}))

    told = peak(answer, "boomi_integration_pack_instance_info", {})
    assert "without end, or without anything new" in told["msg"]
