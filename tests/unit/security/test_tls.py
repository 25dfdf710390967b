# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""TLS with real servers: whom the collection trusts, and that nobody else gets to see a request."""

from __future__ import annotations

import datetime
import ipaddress
import re
import shutil
import socket
import ssl
import struct
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
from ansible_collections.community.boomi.tests.unit.partner import ACME, PARTNER, USER
from ansible_collections.community.boomi.tests.unit.security.certificates import Authority, store
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import Run, connection, run_module

HERE = "127.0.0.1"
NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)


def serve(tls: Any) -> RawServer:
    """Serve an account that has nothing, with TLS like that or behind what meets each connection."""
    return RawServer(reply_json({"result": []}), tls)


def ask(server: Simulator | RawServer, module: str = "boomi_environment_info", **options: Any) -> Run:
    # Less than the patience of run_module, so that a run that fails again and again ends with its reason.
    return run_module(module, connection(server.base_url, **{"retry_budget": 60, **options}))


def refused(run: Run, server: Simulator | RawServer) -> str:
    """Return the message of a run that was told at once, and has sent nothing."""
    assert run.kind == "transport"
    assert run.result["error"]["attempts"] == 1
    assert server.requests == []
    assert not run.result.get("changed")
    return run.message


@pytest.fixture
def places(authority: Authority, tmp_path: Path) -> dict[str, str]:
    """Where certificates are: those of the authority and of another one, in a file and in a directory."""
    other = Authority(tmp_path).file
    return {
        "file": str(authority.file),
        "directory": store(tmp_path / "store", authority.file),
        "other file": str(other),
        "other directory": store(tmp_path / "other", other),
    }


@pytest.mark.parametrize(
    ("named", "trusted"),
    [
        ({}, False),
        ({"ca_path": "file"}, True),
        ({"ca_path": "directory"}, True),
        ({"ca_path": "other file"}, False),
        ({"BOOMI_CA_PATH": "file", "REQUESTS_CA_BUNDLE": "other file"}, True),
        ({"REQUESTS_CA_BUNDLE": "file"}, True),
        # Another variable of requests.
        ({"CURL_CA_BUNDLE": "file"}, False),
        # The store of the system is a file and a directory.
        ({"SSL_CERT_FILE": "file", "SSL_CERT_DIR": "other directory"}, True),
        ({"SSL_CERT_FILE": "other file", "SSL_CERT_DIR": "directory"}, True),
        ({"SSL_CERT_FILE": "other file", "SSL_CERT_DIR": "other directory"}, False),
    ],
    ids=str,
)
def test_a_private_authority_is_trusted_where_ca_path_or_the_store_of_the_system_names_it(
    tls_sim: Simulator, places: dict[str, str], named: dict[str, str], trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in set(named) - {"ca_path"}:
        monkeypatch.setenv(variable, places[named[variable]])
    run = ask(tls_sim, ca_path=places.get(named.get("ca_path", "")))
    if trusted:
        assert run.result.get("environments"), run.result
    else:
        message = refused(run, tls_sim)
        assert f"the certificate of {HERE}:{tls_sim.port} is not trusted here" in message
        assert "ca_path (BOOMI_CA_PATH)" in message


def test_all_that_a_partner_gives_may_come_from_variables(
    tls_sim: Simulator, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in {
        "BOOMI_API_URL": tls_sim.base_url,
        "BOOMI_ACCOUNT_ID": PARTNER,
        "BOOMI_USERNAME": USER,
        "BOOMI_API_TOKEN": str(tls_sim.world.users[USER].token),
        "BOOMI_OVERRIDE_ACCOUNT": ACME,
        "BOOMI_CA_PATH": str(authority.file),
    }.items():
        monkeypatch.setenv(variable, value)
    assert run_module("boomi_environment_info", {}).result["environments"]
    assert [(one.user, one.effective_account) for one in tls_sim.requests] == [(USER, ACME)]


@pytest.mark.parametrize("variable", [False, True], ids=["compiled in", "named by SSL_CERT_DIR"])
def test_a_directory_without_hashed_names_is_a_store_only_where_somebody_names_it(
    tls_sim: Simulator, authority: Authority, tmp_path: Path, variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(Authority(tmp_path).file, tmp_path / "other.pem")
    compiled_in = "/nowhere" if variable else str(tmp_path)
    nowhere: Any = None
    paths = ssl.DefaultVerifyPaths(nowhere, str(tmp_path), "SSL_CERT_FILE", "/nowhere", "SSL_CERT_DIR", compiled_in)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    # In the place of certifi's.
    monkeypatch.setattr(requests.utils, "DEFAULT_CA_BUNDLE_PATH", str(authority.file))
    run = ask(tls_sim)
    if variable:
        assert "is not trusted here" in refused(run, tls_sim)
    else:
        assert run.result.get("environments"), run.result


def test_a_key_log_that_cannot_be_written_is_told_with_the_variable_that_names_it(
    tls_sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "missing" / "keys"))
    run = ask(tls_sim)
    assert (run.kind, run.result["error"]["option"]) == ("option", "SSLKEYLOGFILE")
    assert "SSLKEYLOGFILE names a file that cannot be written: No such file or directory" in run.message
    assert tls_sim.requests == []


WRITE: dict[str, Any] = {"module": "boomi_api", "method": "POST", "path": "Environment", "body": {"name": "Test"}}
TLS_1_2, TLS_1_3 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
NO_CIPHER = "and this host have no cipher in common, or it demands a client certificate ("
CLIENT_CERT = "client_cert and client_key (BOOMI_CLIENT_CERT, BOOMI_CLIENT_KEY)"


def valid(start: int, end: int) -> dict[str, Any]:
    return {"issuing": {"not_before": NOW + start * DAY, "not_after": NOW + end * DAY}}


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "serving", "problem", "remedy"),
    [
        ("api.boomi.example", {}, "the certificate was not issued for {}", "Check base_url: the certificate must"),
        ("127.0.0.2", {}, "the certificate was not issued for {}", "Check base_url: the certificate must"),
        (HERE, valid(-9, -1), "the certificate of {} has expired", "clock"),
        (HERE, valid(1, 9), "the certificate of {} is not valid yet", "clock"),
        (
            HERE,
            {"issuing": {"child": True, "chain": False}},
            "the certificate of {} is not trusted here: its issuer is not in ",
            "Otherwise the server does not send an intermediate certificate: ask its owner to add it.",
        ),
        (
            HERE,
            {"minimum_version": ssl.TLSVersion.TLSv1, "maximum_version": ssl.TLSVersion.TLSv1_1, "ciphers": "ALL"},
            "and this host have no TLS version in common",
            "enable TLS 1.2 or 1.3",
        ),
        (HERE, {"maximum_version": TLS_1_2, "ciphers": "ECDHE-ECDSA-NULL-SHA"}, NO_CIPHER, "enable strong ciphers"),
        (HERE, {"maximum_version": TLS_1_2, "verify_mode": ssl.CERT_REQUIRED}, NO_CIPHER, CLIENT_CERT),
        (
            HERE,
            {"minimum_version": TLS_1_3, "verify_mode": ssl.CERT_REQUIRED},
            "demands a client certificate (tlsv13 alert certificate required)",
            CLIENT_CERT,
        ),
    ],
)
@pytest.mark.parametrize("writes", [False, True])
def test_a_server_with_a_wrong_certificate_or_with_other_terms_is_told_at_once(
    authority: Authority, name: str, serving: dict[str, Any], problem: str, remedy: str, writes: bool
) -> None:
    with serve(authority.serve(name, **serving)) as server:
        message = refused(ask(server, ca_path=str(authority.file), **WRITE if writes else {}), server)
    assert problem.format(f"{HERE}:{server.port}") in message
    assert remedy in message


def test_an_intermediate_certificate_that_the_server_sends_is_used(authority: Authority) -> None:
    with serve(authority.serve(HERE, issuing={"child": True})) as server:
        assert not ask(server, ca_path=str(authority.file)).failed


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
        ({"key_ids": False}, STRICT + "missing (subject|authority) key identifier. Its CA must reissue it"),
        ({"critical": False}, STRICT + "basic constraints of ca cert not marked critical. Its CA must"),
        ({"ca": False}, "is not accepted: invalid ca certificate. Its owner must replace it"),
        ({"bits": 1024}, "is not accepted: ee certificate key too weak. Its owner must replace it"),
        ({"alone": True}, "is not trusted here: it is self-signed. If it is the right one, name its file with ca_path"),
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
    with serve(context) as server:
        message = refused(ask(server, ca_path=str(root)), server)
    assert re.search(words, message), message


def test_validate_certs_false_trusts_anyone_in_this_task_alone(tls_sim: Simulator) -> None:
    assert ask(tls_sim, validate_certs=False).result["environments"]
    tls_sim.reset()
    assert "is not trusted here" in refused(ask(tls_sim), tls_sim)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no certificates"),
        ("no certificate\n", "holds no certificates"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds no certificates"),
        (None, "does not exist.* BOOMI_CA_PATH"),
    ],
)
def test_a_ca_path_without_certificates_is_told_before_anything_is_sent(
    tls_sim: Simulator, tmp_path: Path, content: str | None, words: str
) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    for path in (bundle, tmp_path) if content else (bundle,):
        run = ask(tls_sim, ca_path=str(path))
        assert run.kind == "option"
        assert re.search(f"ca_path {path} {words}", run.message)
    assert tls_sim.requests == []


def test_https_to_a_server_without_tls_is_told_at_once(sim: Simulator) -> None:
    message = refused(ask(sim, base_url=f"https://{HERE}:{sim.port}"), sim)
    assert "does not speak TLS" in message


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_handshake_that_breaks_has_sent_nothing(reset: bool) -> None:
    def meet(connection: socket.socket) -> None:
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", int(reset), 0))

    with serve(meet) as server:
        run = ask(server, **WRITE, retry_budget=1)
    assert run.kind == "transport"
    assert "failed before anything was sent (retry_budget is used up)" in run.message
    assert run.result["changed"] is False


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        (42, "demands a client certificate ("),
        (48, "demands a client certificate ("),
        (71, "have no cipher in common, or it demands a client certificate ("),
        (86, "there is no TLS connection to"),
        (112, "there is no TLS connection to"),
        # It may pass.
        (80, "(retry_budget is used up)"),
    ],
)
def test_an_alert_of_the_server_is_told_at_once_unless_it_may_pass(alert: int, words: str) -> None:
    def meet(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(bytes([21, 3, 3, 0, 2, 2, alert]))

    with serve(meet) as server:
        run = ask(server, retry_budget=0.1)
    assert words in run.message
    # A busy machine may use up the budget with one attempt.
    assert alert == 80 or run.result["error"]["attempts"] == 1


@pytest.mark.parametrize("version", [TLS_1_2, TLS_1_3])
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
    context = authority.serve(HERE, maximum_version=version, verify_mode=ssl.CERT_REQUIRED)
    with serve(context) as server:
        for trust in ({"ca_path": str(authority.file)}, {"validate_certs": False}):
            run = ask(server, **given, **trust)
            assert run.result.get("environments") == [], run.result


def test_a_client_certificate_that_the_server_does_not_accept_is_told_at_once(
    authority: Authority, tmp_path: Path
) -> None:
    certificate, key = Authority(tmp_path).certify("client.example")
    given = {"client_cert": str(certificate), "client_key": str(key), "ca_path": str(authority.file)}
    with serve(authority.serve(HERE, verify_mode=ssl.CERT_REQUIRED)) as server:
        assert "refuses client_cert (tlsv1 alert unknown ca)" in refused(ask(server, **given), server)


def test_a_client_certificate_that_cannot_be_used_is_told_before_anything_is_sent(
    tls_sim: Simulator, authority: Authority, tmp_path: Path
) -> None:
    certificate, key = map(str, authority.certify("client.example"))
    locked = tmp_path / "locked.key"
    loaded = serialization.load_pem_private_key(Path(key).read_bytes(), None)
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    locked.write_bytes(loaded.private_bytes(encoding, form, serialization.BestAvailableEncryption(b"word")))
    for given in (
        {"client_cert": certificate},
        {"client_key": key},
        {"client_cert": certificate, "client_key": str(locked)},
        {"client_cert": certificate, "client_key": str(authority.certify("other.example")[1])},
    ):
        run = ask(tls_sim, **given)
        assert run.kind == "option"
        assert run.result["error"]["option"] == "client_cert"
        assert "Name a PEM file for each" in run.message
    for option, path in (("client_cert", "/nowhere/certificate.pem"), ("client_key", str(tmp_path))):
        run = ask(tls_sim, **{"client_cert": certificate, "client_key": key, option: path})
        assert run.message == f"{option} {path} is not a file. Name a PEM file (also read from BOOMI_{option.upper()})."
        assert run.result["error"]["option"] == option
    assert tls_sim.requests == []


def test_http_to_a_server_with_tls_fails_without_being_taken_for_an_answer(tls_sim: Simulator) -> None:
    run = ask(tls_sim, base_url=f"http://{HERE}:{tls_sim.port}", retry_budget=0)
    assert run.kind == "transport"
    assert tls_sim.requests == []
