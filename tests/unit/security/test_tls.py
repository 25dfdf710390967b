# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS with real servers: whom the collection trusts, and that nobody else gets to see a request."""

from __future__ import annotations

import contextlib
import datetime
import http.client
import ipaddress
import re
import shutil
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.security.certificates import Authority, store
from ansible_collections.community.boomi.tests.unit.security.replay import connection
from ansible_collections.community.boomi.tests.unit.security.running import Run, run_module

HERE = "127.0.0.1"
NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def _server(authority: Authority) -> Iterator[Simulator]:
    with Simulator(tls=authority.certify(HERE)) as simulator:
        yield simulator


@pytest.fixture
def server(_server: Simulator) -> Simulator:
    _server.reset()
    return _server


def ask(simulator: Simulator, **options: Any) -> Run:
    given = {"api_token": simulator.token, "timeout": 30, "retry_budget": 30, **options}
    return run_module("boomi_integration_pack_info", connection(simulator.base_url, **given))


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


def test_ca_path_names_a_directory_that_openssl_has_prepared(
    server: Simulator, authority: Authority, tmp_path: Path
) -> None:
    shutil.copy(authority.file, tmp_path)
    assert "is not trusted here" in refused(ask(server, ca_path=str(tmp_path)), server)
    assert ask(server, ca_path=store(tmp_path / "store", authority.file)).result["integration_packs"]


@pytest.mark.parametrize("place", ["file", "directory", "neither"])
def test_the_store_of_the_system_is_a_file_and_a_directory(
    server: Simulator, authority: Authority, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Authority(tmp_path).file
    trusted = {"file": other, "directory": other, place: authority.file}
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted["file"]))
    monkeypatch.setenv("SSL_CERT_DIR", store(tmp_path / "store", trusted["directory"]))
    run = ask(server)
    if place == "neither":
        assert "is not trusted here" in refused(run, server)
    else:
        assert run.result.get("integration_packs"), run.result


@pytest.mark.parametrize("variable", [False, True], ids=["compiled in", "named by SSL_CERT_DIR"])
def test_a_directory_without_hashed_names_is_a_store_only_where_somebody_names_it(
    server: Simulator, authority: Authority, tmp_path: Path, variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(Authority(tmp_path).file, tmp_path / "other.pem")
    compiled_in = "/nowhere" if variable else str(tmp_path)
    nowhere: Any = None
    paths = ssl.DefaultVerifyPaths(nowhere, str(tmp_path), "SSL_CERT_FILE", "/nowhere", "SSL_CERT_DIR", compiled_in)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    # In the place of certifi's.
    monkeypatch.setattr(requests.utils, "DEFAULT_CA_BUNDLE_PATH", str(authority.file))
    run = ask(server)
    if variable:
        assert "is not trusted here" in refused(run, server)
    else:
        assert run.result.get("integration_packs"), run.result


def test_a_key_log_that_cannot_be_written_is_told_with_the_variable_that_names_it(
    server: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "missing" / "keys"))
    run = ask(server)
    assert (run.kind, run.result["error"]["option"]) == ("option", "SSLKEYLOGFILE")
    assert "SSLKEYLOGFILE names a file that cannot be written: No such file or directory" in run.message
    assert server.requests == []


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


@pytest.mark.parametrize(
    ("name", "issuing", "problem", "remedy"),
    [
        ("api.boomi.example", {}, "the certificate was not made for {}", "Check base_url: the host name"),
        ("127.0.0.2", {}, "the certificate was not made for {}", "Check base_url: the host name"),
        (HERE, {"not_after": NOW - DAY, "not_before": NOW - 9 * DAY}, "the certificate of {} has expired", "clock"),
        (
            HERE,
            {"not_before": NOW + DAY, "not_after": NOW + 9 * DAY},
            "the certificate of {} is not valid yet",
            "clock",
        ),
        (
            HERE,
            {"child": True, "chain": False},
            "the certificate of {} is not trusted here: its issuer is not in ",
            "Otherwise the server does not send an intermediate certificate: ask its owner to add it.",
        ),
    ],
)
def test_a_certificate_that_is_not_right_is_refused_and_the_reason_told(
    authority: Authority, name: str, issuing: dict[str, Any], problem: str, remedy: str
) -> None:
    with Simulator(tls=authority.certify(name, **issuing)) as simulator:
        message = refused(ask(simulator, ca_path=str(authority.file)), simulator)
        assert problem.format(f"{HERE}:{simulator.port}") in message
        assert remedy in message


def test_an_intermediate_certificate_that_the_server_sends_is_used(authority: Authority) -> None:
    with Simulator(tls=authority.certify(HERE, child=True)) as simulator:
        assert not ask(simulator, ca_path=str(authority.file)).failed


def build(
    directory: Path, key_ids: bool = True, critical: bool = True, bits: int = 2048, alone: bool = False, ca: bool = True
) -> tuple[Path, Path, Path]:
    """Return the files of a certificate, its key, and its authority. One that is ``alone`` is its own authority."""
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HERE))])
    root_key, key = (rsa.generate_private_key(65537, size) for size in (2048, bits))
    root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "root")])
    leaf = root if alone else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HERE)])

    def certificate(subject: x509.Name, subject_key: Any, *extensions: tuple[Any, bool]) -> bytes:
        issuer_key = subject_key if alone else root_key
        builder = x509.CertificateBuilder(root, subject, subject_key.public_key(), 7, NOW - DAY, NOW + DAY)
        if key_ids:
            issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
            subject_id = x509.SubjectKeyIdentifier.from_public_key(subject_key.public_key())
            builder = builder.add_extension(issuer_id, critical=False).add_extension(subject_id, critical=False)
        for extension, is_critical in extensions:
            builder = builder.add_extension(extension, critical=is_critical)
        return builder.sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    usage = x509.KeyUsage(*[True] * 7, *[False] * 2)
    basic = (x509.BasicConstraints(ca=ca, path_length=None), critical)
    files = (directory / "leaf.pem", directory / "leaf.key", directory / "root.pem")
    files[0].write_bytes(certificate(leaf, key, (here, False)))
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(encoding, form, serialization.NoEncryption()))
    files[2].write_bytes(certificate(root, root_key, basic, (usage, True)))
    return files


STRICT = "fails the strict checks of Python 3.13: "


@pytest.mark.parametrize(
    ("making", "words"),
    [
        ({"key_ids": False}, STRICT + "missing (subject|authority) key identifier. Its CA has to issue it anew"),
        ({"critical": False}, STRICT + "basic constraints of ca cert not marked critical. Its CA has to"),
        ({"ca": False}, "is not accepted: invalid ca certificate. Its owner has to replace it"),
        ({"bits": 1024}, "is not accepted: ee certificate key too weak. Its owner has to replace it"),
        ({"alone": True}, "is not trusted here: it is self-signed. If it is right, name its file with ca_path"),
    ],
)
def test_a_certificate_that_is_made_wrong_is_refused_and_the_reason_told(
    making: dict[str, Any], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = urllib3.util.ssl_.create_urllib3_context

    def strict(*args: Any, **kwargs: Any) -> Any:
        # As a new Python has it by itself.
        context = create(*args, **kwargs)
        context.verify_flags |= ssl.VERIFY_X509_STRICT
        context.set_ciphers("DEFAULT:@SECLEVEL=2")
        return context

    monkeypatch.setattr(urllib3.util.ssl_, "create_urllib3_context", strict)
    certificate, key, root = build(tmp_path, **making)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(certificate, key)
    with greeting(context) as options:
        run = run_module("boomi_environment_info", {**options, "ca_path": str(root)})
    assert run.result["error"]["attempts"] == 1
    assert re.search(words, run.message), run.message


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
        # Less than the patience of run_module, so that a run that fails again and again ends with its reason.
        yield connection(f"https://{HERE}:{listener.getsockname()[1]}", timeout=30, retry_budget=60)
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


def greeting(context: ssl.SSLContext) -> contextlib.AbstractContextManager[dict[str, Any]]:
    """The same, for a server that answers each first request with no objects."""

    def deal(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as secured:
            # As a whole: closing a connection with something unread in it resets it, and the answer may be lost.
            with secured.makefile("rb") as stream:
                stream.readline()
                stream.read(int(http.client.parse_headers(stream).get("Content-Length", 0)))
            secured.sendall(b'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 14\r\n\r\n{"result": []}')

    return dealing(deal)


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize(
    ("settings", "problem", "remedy"),
    [
        (
            {"minimum_version": ssl.TLSVersion.TLSv1, "maximum_version": ssl.TLSVersion.TLSv1_1, "ciphers": "ALL"},
            "and this host have no TLS version in common",
            "enable TLS 1.2 or 1.3",
        ),
        (
            {"maximum_version": ssl.TLSVersion.TLSv1_2, "ciphers": "ECDHE-ECDSA-NULL-SHA"},
            "and this host agree on no cipher, or it demands a client certificate (",
            "enable strong ciphers",
        ),
        (
            {"maximum_version": ssl.TLSVersion.TLSv1_2, "verify_mode": ssl.CERT_REQUIRED},
            "and this host agree on no cipher, or it demands a client certificate (",
            "client_cert and client_key (BOOMI_CLIENT_CERT, BOOMI_CLIENT_KEY)",
        ),
        (
            {"minimum_version": ssl.TLSVersion.TLSv1_3, "verify_mode": ssl.CERT_REQUIRED},
            "demands a client certificate (tlsv13 alert certificate required)",
            "client_cert and client_key (BOOMI_CLIENT_CERT, BOOMI_CLIENT_KEY)",
        ),
    ],
)
@pytest.mark.parametrize("writes", [False, True])
def test_a_server_with_other_terms_is_told_at_once(
    authority: Authority, settings: dict[str, Any], problem: str, remedy: str, writes: bool
) -> None:
    context = serving(authority, **settings)
    call = {"method": "POST", "path": "Environment", "body": {"name": "Test"}} if writes else {}
    with greeting(context) as options:
        run = run_module(
            "boomi_api" if writes else "boomi_environment_info", {**options, **call, "ca_path": str(authority.file)}
        )
    assert problem in run.message
    assert remedy in run.message
    assert run.result["error"]["attempts"] == 1
    assert not run.result.get("changed")


def serving(authority: Authority, ciphers: str = "DEFAULT", **settings: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority.certify(HERE))
    context.load_verify_locations(authority.file)
    context.set_ciphers(f"{ciphers}:@SECLEVEL=0" if ciphers != "DEFAULT" else ciphers)
    for name, value in settings.items():
        setattr(context, name, value)
    return context


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        (42, "demands a client certificate ("),
        (48, "demands a client certificate ("),
        (71, "agree on no cipher, or it demands a client certificate ("),
        (86, "there is no TLS connection to"),
        (112, "there is no TLS connection to"),
        # It may pass.
        (80, "(retry_budget is used up)"),
    ],
)
def test_an_alert_of_the_server_is_told_at_once_unless_it_may_pass(alert: int, words: str) -> None:
    def deal(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(bytes([21, 3, 3, 0, 2, 2, alert]))

    with dealing(deal) as options:
        run = run_module("boomi_environment_info", {**options, "retry_budget": 0.1})
    assert words in run.message
    # A busy machine may use up the budget with one attempt.
    assert alert == 80 or run.result["error"]["attempts"] == 1


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
@pytest.mark.parametrize("one_file", [False, True])
def test_a_client_certificate_is_shown_to_a_server_that_demands_one(
    authority: Authority, version: ssl.TLSVersion, one_file: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = authority.certify("client.example")
    if one_file:
        both = tmp_path / "both.pem"
        both.write_bytes(key.read_bytes() + certificate.read_bytes())
        given = {"client_cert": str(both)}
    else:
        given = {"client_cert": str(certificate)}
        monkeypatch.setenv("BOOMI_CLIENT_KEY", str(key))
    with greeting(serving(authority, maximum_version=version, verify_mode=ssl.CERT_REQUIRED)) as options:
        run = run_module("boomi_environment_info", {**options, **given, "ca_path": str(authority.file)})
        assert run.result.get("environments") == [], run.result
        unchecked = run_module("boomi_environment_info", {**options, **given, "validate_certs": False})
        assert unchecked.result.get("environments") == [], unchecked.result


def test_a_client_certificate_that_the_server_does_not_accept_is_told_at_once(
    authority: Authority, tmp_path: Path
) -> None:
    certificate, key = Authority(tmp_path).certify("client.example")
    given = {"client_cert": str(certificate), "client_key": str(key), "ca_path": str(authority.file)}
    with greeting(serving(authority, verify_mode=ssl.CERT_REQUIRED)) as options:
        run = run_module("boomi_environment_info", {**options, **given})
    assert "refuses client_cert (tlsv1 alert unknown ca)" in run.message
    assert run.result["error"]["attempts"] == 1


def test_a_client_certificate_that_cannot_be_used_is_told_before_anything_is_sent(
    server: Simulator, authority: Authority, tmp_path: Path
) -> None:
    certificate, key = map(str, authority.certify("client.example"))
    locked = tmp_path / "locked.key"
    loaded = serialization.load_pem_private_key(Path(key).read_bytes(), None)
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    locked.write_bytes(loaded.private_bytes(encoding, form, serialization.BestAvailableEncryption(b"word")))
    for given in (
        {"client_cert": certificate},
        {"client_key": key},
        {"client_cert": certificate, "client_key": "/nowhere/key.pem"},
        {"client_cert": "/nowhere/certificate.pem", "client_key": key},
        {"client_cert": certificate, "client_key": str(locked)},
        {"client_cert": certificate, "client_key": str(authority.certify("other.example")[1])},
        {"client_cert": str(tmp_path), "client_key": key},
    ):
        run = ask(server, **given)
        assert run.kind == "option"
        assert run.result["error"]["option"] == "client_cert"
        assert "Name PEM files of both" in run.message
    assert server.requests == []


def test_http_to_a_server_with_tls_fails_without_being_taken_for_an_answer(server: Simulator) -> None:
    run = ask(server, base_url=f"http://{HERE}:{server.port}", retry_budget=0)
    assert run.kind == "transport"
    assert server.requests == []
