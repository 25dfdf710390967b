# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the security tests share. Nothing here can reach another host: a fuzzed address must not become a call."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import fuzzing, replay
from ansible_collections.community.boomi.tests.unit.security.certificates import Authority
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, reply_json


@pytest.fixture(autouse=True)
def _no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse to resolve or to connect to what is not this host, as a host without a network would."""
    getaddrinfo, connect = socket.getaddrinfo, socket.socket.connect

    def resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_here(host):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return getaddrinfo(host, *args, **kwargs)

    def reach(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            raise OSError("Network is unreachable")
        connect(self, address)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", reach)


def _is_here(host: Any) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if name in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    """A server that answers as a test says."""
    with RawServer(lambda _request: reply_json({"result": []})) as started:
        yield started


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whoever names its file trusts it."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def scenarios() -> list[replay.Scenario]:
    """Right answers to give wrongly: recorded once, from a simulator of their own."""
    with Simulator() as simulator:
        return replay.record(simulator)


@pytest.fixture(autouse=True)
def _home_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the developer's own .netrc and certificates out."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("NETRC", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        if name in os.environ:
            monkeypatch.delenv(name)


@pytest.fixture
def batch(request: pytest.FixtureRequest) -> int:
    """The number of a batch of cases, for the names of tests alone."""
    return int(request.param)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a property test once for each batch of its cases."""
    batches = getattr(metafunc.function, "batches", 1)
    if batches > 1:
        metafunc.fixturenames.append("batch")
        metafunc.parametrize("batch", range(batches), indirect=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a worker of pytest-xdist has tried to the process that tells of it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["fuzzing"] = [dict(fuzzing.tried), fuzzing.peaks]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take it from a worker. One that has crashed has nothing to tell."""
    tried, peaks = getattr(node, "workeroutput", {}).get("fuzzing", [{}, []])
    fuzzing.tried.update(tried)
    fuzzing.peaks.extend(peaks)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many cases the property tests have tried, and how much memory was taken."""
    if fuzzing.tried:
        terminalreporter.write_line(f"security: {fuzzing.tried.total()} fuzzed cases")
    for group, shares in fuzzing.SHARES.items():
        counts = {what: fuzzing.tried[what] for what in shares if what in fuzzing.tried}
        if counts:
            terminalreporter.write_line(f"  {sum(counts.values()):6d}  {group}, of these")
        for what, count in counts.items():
            terminalreporter.write_line(f"    {count:6d}  {what}")
    if fuzzing.peaks:
        terminalreporter.write_line(f"security: at most {max(fuzzing.peaks):.0f} MiB of memory taken")
