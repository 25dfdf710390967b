# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever an identifier holds, a call goes to the path that it was meant for, or is not made."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, Request, reply_json
from ansible_collections.community.boomi.tests.unit.security.replay import connection
from ansible_collections.community.boomi.tests.unit.security.running import Run, run_module

ACCOUNT = "acme-C7T2KD"
PACK = "89abcdef-0123-4567-89ab-cdef01234567"
ENVIRONMENT = "456789ab-cdef-0123-4567-89abcdef0123"
# By us, or by Ansible itself.
REFUSED = ("option", None)
texts = fuzzing.any_text | fuzzing.strange_texts.filter(lambda text: len(text) < 3000)


def ask(server: RawServer, module: str, **options: Any) -> Run:
    """Run a module on an account that has nothing, and check that nothing is sent where an option is refused."""
    server.say(reply_json({"result": []}))
    run = run_module(module, connection(server.base_url, timeout=30, **options), verbosity=0)
    assert run.kind != "internal", run.message
    assert server.requests == [] or not run.failed or run.kind not in REFUSED
    return run


def as_received(value: Any) -> Any:
    """Two halves of a character that stand side by side are one once they have been JSON, as arguments and answers are.

    Others are replaced where a server sends them, and refused where a user does.
    """
    text = json.dumps(json.loads(json.dumps(value)), ensure_ascii=False)
    return json.loads(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def segments(request: Request) -> list[str]:
    """The segments of a path, decoded one by one, after a check that no reader could find others in it."""
    assert request.target.isascii()
    assert request.target.isprintable()
    assert not set(request.target) & set(' "<>\\^`{|}#')
    path = urlsplit(request.target).path
    found = path.split("/")[1:]
    assert not {"", ".", ".."} & set(found)
    return [unquote(segment, errors="strict") for segment in found]


@fuzzing.tries("any text as account_id")
@given(account=texts)
@example(account="../../partner")
@example(account="acme/IntegrationPackInstance")
@example(account="acme?overrideAccount=other")
@example(account="acme%2f..%2fother")
def test_any_account_id_stays_one_segment(server: RawServer, account: str) -> None:
    fuzzing.tried["any text as account_id"] += 1
    run = ask(server, "boomi_integration_pack_info", account_id=account)
    assert not run.failed or run.kind in REFUSED
    if not run.failed:
        (request,) = server.requests
        assert segments(request) == ["api", "rest", "v1", as_received(account).strip(), "IntegrationPack", "query"]


@fuzzing.tries("any text as override_account")
@given(override=texts.filter(bool))
@example(override="other&overrideAccount=third")
@example(override="other#fragment")
def test_any_override_account_stays_one_parameter(server: RawServer, override: str) -> None:
    fuzzing.tried["any text as override_account"] += 1
    run = ask(server, "boomi_integration_pack_info", override_account=override)
    assert not run.failed or run.kind in REFUSED
    if not run.failed:
        (request,) = server.requests
        assert segments(request) == ["partner", "api", "rest", "v1", ACCOUNT, "IntegrationPack", "query"]
        query = urlsplit(request.target).query
        assert parse_qsl(query, keep_blank_values=True, strict_parsing=True) == [
            ("overrideAccount", as_received(override).strip())
        ]


@fuzzing.tries("any text as id")
@given(object_id=texts)
@example(object_id="bulk")
@example(object_id="../Environment/" + ENVIRONMENT)
def test_any_id_from_a_user_stays_one_segment(server: RawServer, object_id: str) -> None:
    fuzzing.tried["any text as id"] += 1
    for module, options, place in (
        ("boomi_api_info", {"object": "Environment", "id": object_id}, "Environment"),
        ("boomi_integration_pack_instance_info", {"ids": [object_id]}, "IntegrationPackInstance"),
        ("boomi_api", {"method": "DELETE", "path": ["Environment", object_id]}, "Environment"),
    ):
        ask(server, module, **options)
        for request in server.requests:
            lasts = ("bulk", "query") if request.method == "POST" else (as_received(object_id),)
            assert segments(request)[:-1] == ["api", "rest", "v1", ACCOUNT, place]
            assert segments(request)[-1] in lasts


@fuzzing.tries("any JSON as id that a server sends")
@given(object_id=texts | fuzzing.any_json)
@example(object_id="../../../../etc")
@example(object_id="query")
def test_any_id_from_the_server_stays_one_segment(server: RawServer, object_id: Any) -> None:
    fuzzing.tried["any JSON as id that a server sends"] += 1

    def answer(request: Request) -> Reply:
        if request.path.endswith("/IntegrationPackInstance/query"):
            instance = {"id": object_id, "integrationPackId": PACK, "integrationPackOverrideName": "Orders"}
            return reply_json({"result": [instance]})
        attachment = {"id": object_id, "integrationPackInstanceId": object_id, "environmentId": ENVIRONMENT}
        return reply_json({"result": [attachment]})

    server.say(answer)
    options = connection(server.base_url, timeout=30, integration_pack_id=PACK, state="absent")
    assert run_module("boomi_integration_pack_instance", options, verbosity=0).kind != "internal"
    for request in server.requests:
        prefix, last = segments(request)[:-1], segments(request)[-1]
        assert prefix[:4] == ["api", "rest", "v1", ACCOUNT]
        assert prefix[4:] in (["IntegrationPackInstance"], ["IntegrationPackEnvironmentAttachment"], ["Environment"])
        if request.method == "POST":
            assert last in ("query", "bulk")
        else:
            assert last not in ("query", "queryMore", "bulk")
            assert last == str(as_received(object_id))


@fuzzing.tries("any JSON as path of boomi_api")
@given(path=st.lists(texts, max_size=4) | texts | fuzzing.any_json)
@example(path="Environment/../../other/Environment/query")
@example(path=["Environment", ".."])
@example(path="Environment/query?overrideAccount=other")
@example(path="/api/rest/v1/other/Environment/query")
@example(path="//evil.example/Environment")
def test_any_path_of_boomi_api_stays_below_the_account(server: RawServer, path: Any) -> None:
    fuzzing.tried["any JSON as path of boomi_api"] += 1
    ask(server, "boomi_api", method="POST", path=path, body={})
    for request in server.requests:
        found = segments(request)
        assert found[:4] == ["api", "rest", "v1", ACCOUNT]
        expected = as_received(path).strip("/").split("/") if isinstance(path, str) else path
        assert len(found) == 4 + len(expected)
        assert urlsplit(request.target).query == ""
