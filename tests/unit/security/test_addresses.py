# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Where calls may go: nowhere unencrypted but to this host, nowhere that a redirect names, and with no credentials but
those given."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from pathlib import Path
from typing import Any

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.tests.unit.security import fuzzing, leaks
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, Request, reply
from ansible_collections.community.boomi.tests.unit.security.running import ask, connection

USER = "automation@acme.example"


def parsed(base_url: str) -> _options.Connection:
    defaults = {option.name: option.default for option in _options.OPTIONS}
    return _options.Connection({**defaults, **connection(base_url)})


NO_URL = "base_url is not a valid URL. Use the form https://api.boomi.com."
PLAIN = {
    "base_url must begin with https://: credentials are not sent unencrypted to ": """
        http://api.boomi.com HTTP://api.boomi.com http://127.0.0.1.example.com http://localhost.example.com
        http://[::ffff:10.0.0.1] http://[::ffff:a00:1] http://[fe80::1] http://[::]:8080 http://0.0.0.0 http://0
        http://10.0.0.1 http://169.254.169.254 http://2130706433 http://0x7f.1 http://localhost.
        http://localho\u017ft http://\uff11\uff12\uff17.0.0.1
    """,
    "base_url must not contain credentials. Use username with api_token or password.": """
        http://localhost@evil.example http://127.0.0.1@evil.example http://127.0.0.1:80@evil.example
        http://[::1]@evil.example https://user@api.boomi.com https://user:password@api.boomi.com
        https://@api.boomi.com
    """,
    "base_url must be the address of the API only, like http": """
        http://127.0.0.1#@evil.example http://127.0.0.1?@evil.example http://evil.example#127.0.0.1
        https://api.boomi.com?x=1 https://api.boomi.com/?a=b https://api.boomi.com#x
        https://api.boomi.com/api/rest/v1/acme-C7T2KD https://api.boomi.com/api/rest/v1
        https://api.boomi.com/partner/api/rest/v1/acme-C7T2KD
    """,
    NO_URL: """
        http://127.0.0.1\\@evil.example http://evil.example\\@127.0.0.1 http://127.0.0.1;evil.example
        http://127.0.0.1,evil.example http://127.0.0.1%2eevil.example http://127.0.0.1\u3002evil.example
        http://[::1].evil.example http://[::1]evil.example http:127.0.0.1 http:///127.0.0.1 http:// 127.0.0.1
        api.boomi.com file:///etc/passwd javascript:alert(1) https:// https://:443 https://api.boomi.com:0
        https://api.boomi.com:65536 https://api.boomi.com:port https://api.boomi.com: https://a..b https://[::1
        https://::1 https://[api.boomi.com]
    """,
    "base_url must look like https://api.boomi.com.": """
        //127.0.0.1 ftp://127.0.0.1
    """,
}
REFUSED = [
    *((url, words) for words, urls in PLAIN.items() for url in urls.split()),
    ("https://api boomi.com", NO_URL),
    ("https://api.boomi.com/a b", NO_URL),
    ("https://" + "a" * 64 + ".example", NO_URL),
    ("https://" + "a." * 130 + "example", NO_URL),
    ("https://api.boomi.com/\r\nHost: evil.example", "base_url contains a line break"),
    ("https://api.boomi.com\x00.evil.example", "base_url contains a line break"),
    ("", "base_url is empty"),
    (" ", "base_url is empty"),
]


@pytest.mark.parametrize(("base_url", "words"), REFUSED)
def test_an_address_that_is_none_or_that_is_unencrypted_is_refused(base_url: str, words: str) -> None:
    with pytest.raises(OptionError) as refused:
        parsed(base_url)
    assert refused.value.message.startswith(words)
    if "unencrypted" in words:
        assert "http:// is accepted for this host alone (localhost, 127.0.0.1, [::1])." in refused.value.message
    assert refused.value.facts == {"option": "base_url"}


@pytest.mark.parametrize(
    ("given_url", "used"),
    [
        ("https://api.boomi.com", "https://api.boomi.com"),
        ("HTTPS://API.boomi.com/", "https://api.boomi.com"),
        ("https://gateway.example:8443/boomi//", "https://gateway.example:8443/boomi"),
        (" https://api.platform.gb.boomi.com\t", "https://api.platform.gb.boomi.com"),
        ("https://b\u00fccher.example", "https://b\u00fccher.example"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://under_score.example.", "https://under_score.example."),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("HTTP://LOCALHOST:8080/", "http://localhost:8080"),
        ("http://127.255.1.2", "http://127.255.1.2"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://api.example:443", "https://api.example"),
        ("http://localhost:80/x", "http://localhost/x"),
        ("http://localhost:443", "http://localhost:443"),
    ],
)
def test_an_address_with_tls_or_of_this_host_is_taken(given_url: str, used: str) -> None:
    assert parsed(given_url).base_url == used


# What those addresses are made of, and an address of this host.
PIECES = st.sampled_from(
    sorted({"[::1]", *(piece for url, _words in REFUSED for piece in re.split(r"(//|[^\w.])", url) if piece)})
)


@fuzzing.tries("options: any text as base_url", 0.1)
@given(
    st.lists(PIECES, max_size=8).map("".join)
    | fuzzing.any_text
    | st.lists(PIECES).map(lambda p: "http://" + "".join(p))
)
def test_any_text_as_base_url_is_refused_or_stays_on_this_host_or_is_encrypted(base_url: str) -> None:
    try:
        used = parsed(base_url).base_url
    except OptionError as exc:
        assert exc.facts["option"] == "base_url"  # noqa: PT017 - most texts are refused, and some are not
        return
    # Read by those who are going to make the connection.
    dialled = urllib3.util.parse_url(used + "/api/rest/v1/acme-C7T2KD/IntegrationPack/query")
    assert dialled.auth is None
    assert dialled.scheme in ("http", "https")
    if dialled.scheme == "http":
        host = (dialled.host or "").strip("[]")
        assert host == "localhost" or ipaddress.ip_address(host).is_loopback


CHECK = "Check base_url, and whether a login page or a portal answers in place of the API."
MOVED = "The API has moved IntegrationPack ({}), and this version of the collection does not know the new address yet"
API = "/api/rest/v1/acme-C7T2KD/IntegrationPack/query"


@pytest.mark.parametrize(
    ("status", "location", "words"),
    [
        (301, "/api/rest/v2/acme-C7T2KD/Pack/query", MOVED),
        (308, "{here}/api/rest/v1/acme-C7T2KD/Pack/query", MOVED),
        (308, "//{host}/api/rest/v2", MOVED),
        (308, "Pack/query", MOVED),
        (303, "/login", CHECK),
        (307, "{here}" + API, CHECK),
        (301, "https://api.eu.example" + API, "If https://api.eu.example is the API's address, set base_url to it."),
        (302, "https://gw.example:8443/boomi" + API, "If https://gw.example:8443/boomi is the API's address"),
        (308, "//API.example" + API, CHECK),
        (301, "https://api.example/partner" + API, "If https://api.example is the API's address"),
        # What base_url would refuse, or what is not the API's, is not advised.
        (301, "http://api.example" + API, CHECK),
        (308, "https://login.example/sso?goto=" + API, CHECK),
        (301, "https://user:password@api.example" + API, CHECK),
        (308, "ftp://api.example" + API, CHECK),
        (301, "http://[::1", CHECK),
        (308, "http://\xff\xfe", CHECK),
        (301, "", CHECK),
    ],
)
def test_a_redirect_is_told_with_advice_that_can_be_followed(
    server: RawServer, status: int, location: str, words: str
) -> None:
    address = location.format(here=server.base_url, host=server.base_url.partition("//")[2])
    run = ask(server, reply(status=status, headers={"Location": address}))
    assert words.format(address) in run.message
    assert (" are not followed" in run.message) is (words != MOVED)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("module", "given_options", "option"),
    [
        ("boomi_api", {"method": "POST", "path": "Pack/query", "body": {}}, "path"),
        ("boomi_api_info", {"object": "Pack"}, "object"),
    ],
)
def test_who_has_named_an_object_that_has_moved_is_told_to_name_it_anew(
    server: RawServer, module: str, given_options: dict[str, Any], option: str
) -> None:
    run = ask(server, reply(status=308, headers={"Location": "/api/rest/v2/Pack"}), module=module, **given_options)
    assert run.message.endswith(
        f"The API has moved Pack (/api/rest/v2/Pack). Look up the new {option} in the API reference."
    )


@pytest.mark.parametrize(
    ("options", "login"),
    [
        ({"username": "jane@acme.example"}, f"BOOMI_TOKEN.jane@acme.example:{leaks.TOKEN}"),
        ({"username": "BOOMI_TOKEN.jane@acme.example"}, f"BOOMI_TOKEN.jane@acme.example:{leaks.TOKEN}"),
        ({"api_token": None, "password": leaks.PASSWORD, "otp": leaks.OTP}, f"{USER}:{leaks.PASSWORD}"),
        ({"api_token": leaks.FOREIGN_TOKEN}, f"BOOMI_TOKEN.{USER}:{leaks.FOREIGN_TOKEN}"),
        ({"api_token": leaks.ESCAPED_TOKEN}, f"BOOMI_TOKEN.{USER}:{leaks.ESCAPED_TOKEN}"),
    ],
)
def test_requests_carry_the_credentials_that_were_given_and_neither_those_of_netrc_nor_cookies(
    server: RawServer, options: dict[str, Any], login: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))

    def answer(request: Request) -> Reply:
        more = {"queryToken": "next"} if request.path.endswith("/query") else {}
        cookies = "session=abc; Path=/\r\nSet-Cookie: other=1; Domain=127.0.0.1"
        return reply(json.dumps({"result": [], **more}), headers={"Set-Cookie": cookies})

    assert not ask(server, answer, **options).failed
    assert len(server.requests) == 2
    needed = {"host", "user-agent", "accept", "accept-encoding", "connection", "content-type", "content-length"}
    for request in server.requests:
        assert base64.b64decode(request.authorization.partition(" ")[2]).decode() == login
        assert request.header("x-boomi-otp") == options.get("otp", "")
        names = {line.partition(":")[0].lower() for line in request.head.split("\r\n")[1:]}
        assert names == {*needed, "authorization", *(["x-boomi-otp"] if "otp" in options else [])}
