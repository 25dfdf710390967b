# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the security tests share. Nothing here can reach another host: a fuzzed address must not become a call."""

from __future__ import annotations

import functools
import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import fuzzing, leaks, running
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
    with RawServer(reply_json({"result": []})) as started:
        yield started


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Whoever names its file trusts it."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def _tls_simulator(authority: Authority) -> Iterator[Simulator]:
    with Simulator(tls=authority.certify("127.0.0.1")) as simulator:
        yield simulator


@pytest.fixture
def tls_sim(_tls_simulator: Simulator) -> Simulator:
    """A simulator with a certificate that nobody has reason to trust who does not know the authority."""
    _tls_simulator.reset()
    _tls_simulator.user.token = leaks.TOKEN
    return _tls_simulator


@pytest.fixture
def sim(sim: Simulator) -> Simulator:
    sim.user.token = leaks.TOKEN
    return sim


@functools.cache
def _recorded() -> list[running.Scenario]:
    with Simulator() as simulator:
        return running.record(simulator)


@pytest.fixture
def scenarios() -> list[running.Scenario]:
    """Right answers to give wrongly: recorded once, from a simulator of their own.

    For one test, so that the fixtures above keep the developer's host out of what is recorded as well.
    """
    return _recorded()


@pytest.fixture(autouse=True)
def _home_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the developer's own .netrc and certificates out."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("NETRC", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def batch(request: pytest.FixtureRequest) -> int:
    """The number of a batch of cases of a property test, for its names alone."""
    return int(request.param)


@pytest.fixture(autouse=True)
def _told(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put what a test has tried and measured into its report, which a worker of pytest-xdist hands on."""
    fuzzing.tried.clear()
    yield
    request.node.user_properties += fuzzing.tried.items()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many cases the property tests have tried, and how much memory was taken."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    told = [each for report in reports if getattr(report, "when", "") == "teardown" for each in report.user_properties]
    for what in sorted({name for name, _value in told if name.startswith(fuzzing.TRIED)}):
        count = sum(value for name, value in told if name == what)
        terminalreporter.write_line(f"security: {count:6d} {what.removeprefix(fuzzing.TRIED)}")
    if peaks := [value for name, value in told if name == fuzzing.PEAK]:
        terminalreporter.write_line(f"security: at most {max(peaks):.0f} MiB of memory taken")
