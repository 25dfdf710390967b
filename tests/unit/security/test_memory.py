# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much memory a module takes at its peak, measured in a process of its own, whatever a server sends."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import ansible_collections
import pytest

from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import Answer, RawServer, Reply, Request, reply
from ansible_collections.community.boomi.tests.unit.security.running import connection

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


Peak = Callable[..., float]


@pytest.fixture
def peak(server: RawServer, tmp_path: Path) -> Peak:
    """Run a module in a process of its own, check what it says, and return its peak of memory in MiB."""

    def measure(answer: Answer, words: str = "", module: str = "boomi_integration_pack_info", **options: Any) -> float:
        server.say(answer)
        arguments = json.dumps([module, connection(server.base_url, **{"timeout": 20, **options})])
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(SEARCH_PATH), "TMPDIR": str(tmp_path)}
        command = [sys.executable, "-c", _PROGRAM, arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        fuzzing.tried[fuzzing.PEAK] = told["peak"]
        assert re.match(words, f"{told['kind']}: {told['msg']}", re.DOTALL), told
        return float(told["peak"])

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
BODIES: dict[str, Callable[[], bytes]] = {
    "one text of ten megabytes": partial(text, "x" * 10 * MB),
    "one text of sixteen megabytes with an emoji": partial(text, "x" * (16 * MB - 50) + "\U0001f600"),
    "ten megabytes of escapes": partial(text, "\\ud800" * 1_600_000),
    "ten megabytes of empty objects": partial(objects, "{}"),
    "many small objects": partial(objects, '{"":0}'),
    "many keys": partial(keys, 800_000 if fuzzing.FULL else 100_000),
    "ten megabytes that are no JSON": partial(bytes, b"<html>" + b"\xff<p " * (2 * MB)),
    "ten megabytes of references": partial(bytes, b"&#x41;" * (MB * 10 // 6)),
}
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TOO_MUCH = "transport: .*more than 16 MiB"


def test_a_right_answer_takes_little(peak: Peak) -> None:
    assert peak(reply(b'{"result": []}'), "None: ") < 150


@pytest.mark.parametrize("body", BODIES)
def test_a_big_answer_takes_no_more_than_the_limit(peak: Peak, body: str) -> None:
    # The module that returns whatever came.
    given = {"module": "boomi_api", "method": "POST", "path": "Environment/query"}
    assert peak(reply(BODIES[body]()), **given) < LIMIT


@pytest.mark.parametrize("body", list(BODIES)[-3:])
def test_a_big_error_takes_no_more_than_the_limit(peak: Peak, body: str) -> None:
    assert peak(reply(BODIES[body](), 400), "api|transport") < LIMIT


@pytest.mark.parametrize(
    ("coding", "wbits", "words"),
    [
        ("gzip", zlib.MAX_WBITS | 16, TOO_MUCH),
        ("deflate", zlib.MAX_WBITS, TOO_MUCH),
        ("gzip, gzip", zlib.MAX_WBITS | 16, ".*compressed twice"),
    ],
)
def test_a_bomb_takes_no_more_than_the_limit(peak: Peak, coding: str, wbits: int, words: str) -> None:
    squeeze = zlib.compressobj(wbits=wbits)
    bomb = b"".join([*(squeeze.compress(b" " * MB) for _megabyte in range(500)), squeeze.flush()])
    assert peak(reply(bomb, headers={"Content-Encoding": coding}), words) < LIMIT


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b" ", TOO_MUCH),
        (CHUNKED, b"10000\r\n" + b" " * 65536 + b"\r\n", TOO_MUCH),
        # Any status but a success says enough without its body.
        *((b"HTTP/1.1 %d X\r\nLocation: /\r\n\r\n" % status, b" ", "api") for status in (302, 400, 503)),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", "transport"),
        (b"HTTP/1.1 200 ", b"O", "transport"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x", "transport"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Many: x\r\n", "transport"),
        (CHUNKED, b"1", "transport"),
        (CHUNKED + b"0\r\n", b"X-Trailer: x\r\n", "transport"),
    ],
)
def test_an_endless_answer_takes_no_more_than_the_limit(peak: Peak, first: bytes, again: bytes, words: str) -> None:
    endless = itertools.chain([first], itertools.repeat(again * max(1, 65536 // len(again))))
    assert peak(Reply(endless), words, timeout=1 if words == "transport" else 20) < LIMIT


@pytest.mark.parametrize("size", [100, 3000] if fuzzing.FULL else [3000])
def test_pages_for_ever_take_no_more_than_the_limit(peak: Peak, size: int) -> None:
    numbers = itertools.count()

    def answer(_request: Request) -> Reply:
        page = next(numbers)
        rows = [{"id": f"{page}-{row}", "name": "y" * size, "integrationPackId": "z" * 36} for row in range(100)]
        return reply(json.dumps({"result": rows, "queryToken": f"token {page}"}))

    words = ".*without end, or without anything new"
    assert peak(answer, words, "boomi_integration_pack_instance_info") < LIMIT
