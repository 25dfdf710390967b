# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS with real servers: whom the collection trusts, and that nobody else gets to see a request."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security.running import Run, run_module

HERE = "127.0.0.1"
LAST_YEAR = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=365)
YESTERDAY = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=1)


class Authority:
    """A private certificate authority: its certificate as a file, and servers with certificates of its making."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._authority = trustme.CA()
        self.file = directory / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def certify(
        self, name: str, begin: datetime.datetime | None = None, end: datetime.datetime | None = None
    ) -> tuple[Path, Path]:
        """Return the files of a certificate for ``name`` and its key."""
        issued = self._authority.issue_cert(name, not_before=begin, not_after=end)
        files = (self._directory / f"{name}-{end is None}.pem", self._directory / f"{name}-{end is None}.key")
        for number, blob in enumerate(issued.cert_chain_pems):
            blob.write_to_path(str(files[0]), append=number > 0)
        issued.private_key_pem.write_to_path(str(files[1]))
        return files


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def _server(authority: Authority) -> Iterator[Simulator]:
    with Simulator(tls=authority.certify(HERE)) as simulator:
        yield simulator


@pytest.fixture
def server(_server: Simulator) -> Simulator:
    _server.reset()
    return _server


def ask(simulator: Simulator, **options: Any) -> Run:
    connection = {
        "account_id": simulator.account_id,
        "username": simulator.username,
        "api_token": simulator.token,
        "base_url": simulator.base_url,
        "requests_per_second": 1000,
        "timeout": 5,
        "retry_budget": 30,
    }
    return run_module("boomi_integration_pack_info", {**connection, **options})


def refused(run: Run, simulator: Simulator) -> str:
    """Return the message of a run that was told at once, and has sent nothing."""
    assert run.kind == "transport"
    assert run.result["error"]["attempts"] == 1
    assert simulator.requests == []
    return run.message


def test_a_private_authority_is_not_trusted_and_the_message_names_ca_path(server: Simulator) -> None:
    message = refused(ask(server), server)
    assert f"the certificate of {HERE}:{server.port} is not trusted here" in message
    assert "ca_path (BOOMI_CA_PATH)" in message


def test_ca_path_names_a_file(server: Simulator, authority: Authority) -> None:
    assert ask(server, ca_path=str(authority.file)).result["integration_packs"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl rehash makes the directory")
def test_ca_path_names_a_directory_that_openssl_has_prepared(
    server: Simulator, authority: Authority, tmp_path: Path
) -> None:
    shutil.copy(authority.file, tmp_path)
    assert "is not trusted here" in refused(ask(server, ca_path=str(tmp_path)), server)
    subprocess.run(["openssl", "rehash", str(tmp_path)], check=True, capture_output=True)
    assert ask(server, ca_path=str(tmp_path)).result["integration_packs"]


@pytest.mark.parametrize("variable", ["BOOMI_CA_PATH", "REQUESTS_CA_BUNDLE"])
def test_ca_path_comes_from_the_environment(
    server: Simulator, authority: Authority, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(authority.file))
    assert ask(server).result["integration_packs"]


def test_other_variables_of_requests_are_not_read(
    server: Simulator, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.file))
    assert "is not trusted here" in refused(ask(server), server)


def test_another_authority_is_not_trusted(server: Simulator, tmp_path: Path) -> None:
    other = Authority(tmp_path)
    assert "is not trusted here" in refused(ask(server, ca_path=str(other.file)), server)


def test_a_certificate_for_another_host_is_refused(authority: Authority) -> None:
    with Simulator(tls=authority.certify("api.boomi.example")) as simulator:
        message = refused(ask(simulator, ca_path=str(authority.file)), simulator)
        assert f"the certificate was not made for {HERE}:{simulator.port}" in message
        assert "Check base_url" in message


def test_an_expired_certificate_is_refused(authority: Authority) -> None:
    with Simulator(tls=authority.certify(HERE, LAST_YEAR, YESTERDAY)) as simulator:
        message = refused(ask(simulator, ca_path=str(authority.file)), simulator)
        assert "has expired" in message


def test_validate_certs_false_trusts_anyone_and_says_nothing_on_standard_error(server: Simulator) -> None:
    run = ask(server, validate_certs=False)
    assert run.result["integration_packs"]
    assert run.stderr == ""


def test_the_next_task_checks_again_after_one_that_did_not(server: Simulator) -> None:
    assert not ask(server, validate_certs=False).failed
    server.reset()
    assert "is not trusted here" in refused(ask(server), server)


@pytest.mark.parametrize(
    "content", ["", "no certificate\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_ca_path_without_certificates_is_told_at_once(server: Simulator, tmp_path: Path, content: str) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(content)
    assert f"ca_path {bundle} holds no certificates" in ask(server, ca_path=str(bundle)).message


def test_a_ca_path_that_does_not_exist_is_told_before_anything_is_sent(server: Simulator, tmp_path: Path) -> None:
    run = ask(server, ca_path=str(tmp_path / "missing.pem"))
    assert run.kind == "option"
    assert "BOOMI_CA_PATH" in run.message
    assert server.requests == []


def test_https_to_a_server_without_tls_is_told_at_once(sim: Simulator) -> None:
    message = refused(ask(sim, base_url=f"https://{HERE}:{sim.port}"), sim)
    assert "does not speak TLS" in message


@contextlib.contextmanager
def dealing(deal: Callable[[socket.socket], None]) -> Iterator[dict[str, Any]]:
    """Connection options that lead to a server which does nothing but ``deal`` with each connection."""
    with socket.create_server((HERE, 0)) as listener:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _address = listener.accept()
                    with connection:
                        deal(connection)

        thread = threading.Thread(target=accept)
        thread.start()
        yield {
            "account_id": "acme-C7T2KD",
            "username": "jane@example.com",
            "api_token": "not-a-token",
            "base_url": f"https://{HERE}:{listener.getsockname()[1]}",
        }
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_handshake_that_breaks_has_sent_nothing(reset: bool) -> None:
    def deal(connection: socket.socket) -> None:
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", int(reset), 0))

    call = {"method": "POST", "path": "Environment", "body": {"name": "Test"}}
    with dealing(deal) as options:
        run = run_module("boomi_api", {**options, **call, "retry_budget": 1})
    assert run.kind == "transport"
    assert "failed before anything was sent (retry_budget is used up)" in run.result["msg"]
    assert run.result["changed"] is False


def test_a_server_that_asks_for_a_certificate_is_told_soon(authority: Authority) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.certify(HERE))
    context.load_verify_locations(authority.file)
    context.verify_mode = ssl.CERT_REQUIRED
    context.maximum_version = ssl.TLSVersion.TLSv1_2

    def deal(connection: socket.socket) -> None:
        with contextlib.suppress(ssl.SSLError):
            context.wrap_socket(connection, server_side=True)

    with dealing(deal) as options:
        run = run_module("boomi_environment_info", {**options, "ca_path": str(authority.file)})
    assert "failed before anything was sent (tried 4 times)" in run.result["msg"]


def test_http_to_a_server_with_tls_fails_without_being_taken_for_an_answer(server: Simulator) -> None:
    run = ask(server, base_url=f"http://{HERE}:{server.port}", retry_budget=0)
    assert run.kind == "transport"
    assert server.requests == []
