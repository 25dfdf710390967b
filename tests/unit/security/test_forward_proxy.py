# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real forward proxy (proxy.py), with and without credentials, for HTTP and for CONNECT; and the variables that name
one."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security import leaks
from ansible_collections.community.boomi.tests.unit.security.certificates import Authority, store
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, reply, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import Run, connection, run_module
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

HERE = "127.0.0.1"
LOGIN = f"{leaks.PROXY_USER}:{quote(leaks.PROXY_PASSWORD, safe='')}"


@dataclass
class Proxy:
    """A running proxy."""

    port: int
    log: Path

    def url(self, login: str = "") -> str:
        return f"http://{login}{'@' if login else ''}{HERE}:{self.port}"

    def calls(self, host: str) -> int:
        """The number of connections to a host. It writes them when they have ended."""
        return self.log.read_text(encoding="utf-8").count(host) if self.log.exists() else 0


# Ends with the process that holds the other end of its input, however that ends: ansible-test leaves fixtures standing.
# It also gives each test the same directory, so that a proxy which ends late would remove the file of the next one's
# port: the port is printed.
_PROGRAM = """
import sys, proxy
with proxy.Proxy(sys.argv[1:]) as started:
    print(started.flags.port, flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def running_proxy(directory: Path, *arguments: str) -> Iterator[Proxy]:
    log, errors = directory / "log", directory / "errors"
    command = [sys.executable, "-c", _PROGRAM, "--hostname", HERE, "--port", "0", "--log-file", str(log)]
    command += ["--num-acceptors", "1", "--num-workers", "1", *arguments]
    pipe = subprocess.PIPE
    with (
        errors.open("wb") as stderr,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=stderr, cwd=directory) as process,
    ):
        assert process.stdout
        port = process.stdout.readline()
        assert port, errors.read_text(encoding="utf-8")
        yield Proxy(int(port), log)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with running_proxy(tmp_path_factory.mktemp("proxy")) as started:
        yield started


@pytest.fixture(scope="module")
def guarded_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """A proxy that asks for a user and a password that needs escaping and is not Latin-1's plainest."""
    login = f"{leaks.PROXY_USER}:{leaks.PROXY_PASSWORD}"
    with running_proxy(tmp_path_factory.mktemp("guarded"), "--basic-auth", login) as started:
        yield started


@pytest.fixture(params=["sim", "tls_sim"])
def server(request: pytest.FixtureRequest) -> Simulator:
    """A simulator to be reached through a proxy: by its requests, and by a tunnel."""
    simulator: Simulator = request.getfixturevalue(request.param)
    return simulator


@pytest.fixture
def ask(authority: Authority) -> Any:
    def run(simulator: Simulator, module: str = "boomi_integration_pack_info", **options: Any) -> Run:
        given = {"ca_path": str(authority.file), "retry_budget": 5, **options}
        return run_module(module, connection(simulator.base_url, **given))

    return run


NOWHERE = dict.fromkeys(("BOOMI_PROXY", "http_proxy", "https_proxy"), f"http://{HERE}:9")


@pytest.mark.parametrize(
    "named",
    [
        # As people write it.
        *({"proxy": form} for form in ("{proxy}", "HTTP://{proxy}", "http://{proxy}/", " {proxy}\n")),
        # http_proxy alone is safe from requests to a CGI script, which set HTTP_PROXY.
        *({name: "{proxy}"} for name in ("BOOMI_PROXY", "{scheme}_proxy", "{SCHEME}_PROXY", "all_proxy", "ALL_PROXY")),
        # The option wins over the environment.
        {"proxy": "{proxy}", **NOWHERE, "no_proxy": "*"},
    ],
    ids=str,
)
def test_calls_go_through_the_proxy_that_an_option_or_a_variable_names(
    server: Simulator, guarded_proxy: Proxy, ask: Any, named: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme, _colon, there = server.base_url.partition("://")
    words = {"proxy": f"{LOGIN}@{HERE}:{guarded_proxy.port}", "scheme": scheme, "SCHEME": scheme.upper()}
    given = {name.format(**words): value.format(**words) for name, value in named.items()}
    option = given.pop("proxy", None)
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    before = guarded_proxy.calls(there)
    run = ask(server, proxy=option)
    assert run.result["integration_packs"]
    assert leaks.leaks(run.everything, [leaks.PROXY_PASSWORD]) == []
    wait_until(lambda: guarded_proxy.calls(there) > before)


@pytest.mark.parametrize("login", ["", f"{leaks.PROXY_USER}:wrong-Tq8", leaks.PROXY_USER])
def test_wrong_credentials_for_the_proxy_are_told_at_once(
    server: Simulator, guarded_proxy: Proxy, ask: Any, login: str
) -> None:
    run = ask(server, proxy=guarded_proxy.url(login))
    assert run.failed
    assert "407" in run.message
    assert "(BOOMI_PROXY, or the usual proxy variables): it must contain the user and password" in run.message
    assert run.result["error"]["attempts"] == 1
    assert server.requests == []
    assert "wrong-Tq8" not in run.everything


def test_credentials_for_the_proxy_never_reach_the_server(
    guarded_proxy: Proxy, ask: Any, sim: Simulator, authority: Authority
) -> None:
    # By a tunnel: of plain requests the proxy itself takes them out.
    with RawServer(reply_json({"result": []}), authority.serve(HERE)) as target:
        run = ask(sim, base_url=target.base_url, proxy=guarded_proxy.url(LOGIN))
        assert not run.failed
        (request,) = target.requests
        assert request.authorization
        assert "proxy-authorization" not in request.head.lower()


@pytest.mark.parametrize("proxy", [f"http://{LOGIN}@{HERE}:9", f"{HERE}:9"])
def test_a_proxy_that_is_not_there_is_named_without_its_password(server: Simulator, ask: Any, proxy: str) -> None:
    run = ask(server, proxy=proxy, retry_budget=0)
    assert f"the proxy {HERE}:9 gives no connection" in run.message
    assert "Check proxy (BOOMI_PROXY, or the usual proxy variables): its host, its port" in run.message
    assert leaks.leaks(run.everything, [leaks.PROXY_PASSWORD]) == []
    assert server.requests == []


NO_PROXY = "opens no tunnel to api.example: it answers with {}"
NOT_REACHED = "Check base_url, or ask the proxy's owner."


@pytest.mark.parametrize(
    ("status", "problem", "remedy", "may_pass"),
    [
        *((status, "forbids api.example ({})", "Ask its owner to allow that host.", False) for status in (403, 451)),
        (407, "requires valid credentials ({})", "the user and password that", False),
        *((status, NO_PROXY, "not a proxy, or not one for https://", False) for status in (302, 400, 405, 501)),
        (511, NO_PROXY, "A captive portal answers", False),
        (502, "cannot reach api.example ({})", NOT_REACHED, True),
    ],
)
@pytest.mark.parametrize("interim", ["", "100 Continue\r\n\r\nHTTP/1.1 "])
def test_what_a_proxy_refuses_is_told_with_its_meaning(
    ask: Any, sim: Simulator, status: int, problem: str, remedy: str, may_pass: bool, interim: str
) -> None:
    answer = reply(b"no", f"{interim}{status}", {"Location": "https://portal.example/"}, close=True)
    with RawServer(answer) as refusing:
        run = ask(sim, base_url="https://api.example", proxy=refusing.base_url, retry_budget=1)
        assert f"the proxy {HERE}:{refusing.port} {problem.format(status)}" in run.message
    assert remedy in run.message
    assert {request.method for request in refusing.requests} == {"CONNECT"}
    tried = any(words in run.message for words in ("(retry_budget is used up)", "(tried 4 times)"))
    assert tried == may_pass
    assert may_pass or run.result["error"]["attempts"] == 1


OTHER = "opens no tunnel to api.example: it does not speak HTTP. Check proxy (BOOMI_PROXY"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", OTHER),
        (b"\x05\xff", OTHER),
        (b"220 smtp.example ESMTP\r\n", OTHER),
        (b"", ""),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>no tunnel</html>", ""),
    ],
)
def test_what_only_seems_to_be_a_proxy_is_named(ask: Any, sim: Simulator, answer: bytes, words: str) -> None:
    with RawServer(Reply([answer])) as other:
        run = ask(sim, base_url="https://api.example", proxy=other.base_url, retry_budget=0 if words == "" else 5)
        assert f"the proxy {HERE}:{other.port} {words}" in run.message
    assert run.kind == "transport"
    assert words == "" or run.result["error"]["attempts"] == 1


def test_a_proxy_without_tls_is_told_where_its_address_begins_with_https(ask: Any, sim: Simulator) -> None:
    def meet(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with RawServer(reply(), meet) as plain:
        proxy = f"https://localhost:{plain.port}"
        run = ask(sim, base_url="https://api.example", proxy=proxy, retry_budget=0)
    assert f"{proxy.partition('//')[2]} does not speak TLS." in run.message
    assert run.result["error"]["attempts"] == 1


def test_the_certificate_is_checked_behind_a_proxy_too_against_the_store_of_the_system(
    tls_sim: Simulator, proxy: Proxy, ask: Any, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is not trusted here" in ask(tls_sim, proxy=proxy.url(), ca_path=None).message
    assert tls_sim.requests == []
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setenv("SSL_CERT_DIR", store(tmp_path / "store", Authority(tmp_path).file))
    assert ask(tls_sim, proxy=proxy.url(), ca_path=None).result["integration_packs"]


@pytest.mark.parametrize("variable", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize(
    "value",
    [
        *(HERE, f"other.example,{HERE}", "*", "{here}:{port}"),
        *("127.0.0.0/8", "10.0.0.0/8, 127.0.0.1/32", "fd00::/8,nonsense/99,127.0.0.1/16"),
    ],
)
def test_no_proxy_is_honoured(
    server: Simulator, ask: Any, variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, NOWHERE[name])
    for other in ("", "10.0.0.0/8", "127.0.0.2/32", "::/0", "/0"):
        monkeypatch.setenv(variable, other)
        assert "the proxy" in ask(server, retry_budget=0).message
    monkeypatch.setenv(variable, value.format(here=HERE, port=server.port))
    assert ask(server).result["integration_packs"]


def test_a_variable_that_holds_no_address_is_named(
    server: Simulator, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", f"socks5://{LOGIN}@{HERE}:1080")
    run = ask(server)
    assert run.kind == "option"
    assert "all_proxy must look like http://host:port" in run.message
    assert leaks.leaks(run.everything, [leaks.PROXY_PASSWORD]) == []


def test_what_goes_unencrypted_to_this_host_is_not_given_to_a_proxy_elsewhere(
    sim: Simulator, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ask(sim, proxy="http://proxy.example:3128")
    assert run.kind == "option"
    assert "would get the credentials unencrypted" in run.message
    assert sim.requests == []
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert ask(sim).result["integration_packs"]


@pytest.mark.parametrize("fault", ["close", "reset", "cut"])
def test_an_install_whose_answer_is_lost_behind_the_proxy_is_looked_after_and_not_sent_again(
    server: Simulator, proxy: Proxy, ask: Any, fault: str
) -> None:
    server.add_fault(fault, operation="create", phase="after")
    instance = {"integration_pack_name": "Order Intake", "integration_pack_override_name": "Domestic"}
    run = ask(server, "boomi_integration_pack_instance", **instance, proxy=proxy.url())
    assert (run.failed, run.result["changed"]) == (False, True)
    calls = [request.operation for request in server.requests if request.object == "IntegrationPackInstance"]
    assert calls == ["query", "query", "create", "query"]
    assert len(server.account().instances) == 1
