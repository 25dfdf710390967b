# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whatever an identifier holds, a call goes to the path that it was meant for, or is not made."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, Reply, Request, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import Run, ask

ACCOUNT = "acme-C7T2KD"
PACK = "89abcdef-0123-4567-89ab-cdef01234567"
ENVIRONMENT = "456789ab-cdef-0123-4567-89abcdef0123"
OPERATIONS = ("bulk", "query", "queryMore")
# By us, or by Ansible itself.
REFUSED = ("option", None)
texts = fuzzing.any_text | fuzzing.strange_texts.filter(lambda text: len(text) < 3000)


def ask_for(server: RawServer, module: str, **options: Any) -> Run:
    """Run a module on an account that has nothing, and check that nothing is sent where an option is refused."""
    run = ask(server, None, module, **options)
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


@fuzzing.tries("options: any text as account", 0.04)
@given(account=texts, override=st.none() | texts.filter(bool))
@example(account="../../partner", override=None)
@example(account="acme/IntegrationPackInstance", override="other&overrideAccount=third")
@example(account="acme?overrideAccount=other", override=None)
@example(account="acme%2f..%2fother", override=None)
@example(account="..", override=None)
@example(account=ACCOUNT, override="other#fragment")
def test_any_account_stays_one_segment_or_parameter(server: RawServer, account: str, override: str | None) -> None:
    run = ask_for(server, "boomi_integration_pack_info", account_id=account, override_account=override)
    assert not run.failed or run.kind in REFUSED
    if not run.failed:
        (request,) = server.requests
        start = ["api"] if override is None else ["partner", "api"]
        assert segments(request) == [*start, "rest", "v1", as_received(account).strip(), "IntegrationPack", "query"]
        query = parse_qsl(urlsplit(request.target).query, keep_blank_values=True, strict_parsing=bool(override))
        assert query == ([] if override is None else [("overrideAccount", as_received(override).strip())])


@fuzzing.tries("options: any text as id", 0.02)
@given(object_id=texts)
@example(object_id="bulk")
@example(object_id="queryMore")
@example(object_id="../Environment/" + ENVIRONMENT)
def test_any_id_from_a_user_stays_one_segment(server: RawServer, object_id: str) -> None:
    for module, options, place in (
        ("boomi_api_info", {"object": "Environment", "id": object_id}, "Environment"),
        ("boomi_integration_pack_instance_info", {"ids": [object_id]}, "IntegrationPackInstance"),
        ("boomi_api", {"method": "DELETE", "path": ["Environment", object_id]}, "Environment"),
    ):
        ask_for(server, module, **options)
        for request in server.requests:
            lasts = ("bulk", "query") if request.method == "POST" else (as_received(object_id),)
            assert segments(request)[:-1] == ["api", "rest", "v1", ACCOUNT, place]
            assert segments(request)[-1] in lasts
            assert "ids" not in options or object_id not in OPERATIONS


OBJECTS = [["Environment"], *([f"IntegrationPack{what}"] for what in ("", "Instance", "EnvironmentAttachment"))]


def meet(server: RawServer, object_id: Any) -> None:
    """Install and uninstall an instance of that id, and check that all calls are for it, or for a list."""

    def answer(request: Request) -> Reply:
        if request.path.endswith("/IntegrationPackInstance/query"):
            instance = {"id": object_id, "integrationPackId": PACK, "integrationPackOverrideName": "Orders"}
            return reply_json({"result": [instance]})
        attachment = {"id": object_id, "integrationPackInstanceId": object_id, "environmentId": ENVIRONMENT}
        return reply_json({"result": [attachment]})

    for state in ("present", "absent"):
        options = {"integration_pack_id": PACK, "name": "Orders", "state": state}
        ask(server, answer, "boomi_integration_pack_instance", **options)
        for request in server.requests:
            prefix, last = segments(request)[:-1], segments(request)[-1]
            assert prefix[:4] == ["api", "rest", "v1", ACCOUNT]
            assert prefix[4:] in OBJECTS
            if request.method == "POST":
                assert last in ("query", "bulk")
            else:
                assert last not in OPERATIONS
                assert last == str(as_received(object_id))


ODD_IDS = [[], {}, [["id-1"]], 7, 7.5, float("inf"), True, None, "", "\ud800", "x" * 30_000, "../../../../etc", "query"]


@pytest.mark.parametrize("object_id", ODD_IDS)
def test_an_odd_id_from_the_server_stays_one_segment(server: RawServer, object_id: Any) -> None:
    meet(server, object_id)


@fuzzing.tries("options: any JSON as id that a server sends", 0.02)
@given(object_id=texts | fuzzing.any_json)
def test_any_id_from_the_server_stays_one_segment(server: RawServer, object_id: Any) -> None:
    meet(server, object_id)


@fuzzing.tries("options: any JSON as path of boomi_api", 0.02)
@given(path=st.lists(texts, max_size=4) | texts | fuzzing.any_json)
@example(path="Environment/../../other/Environment/query")
@example(path=["Environment", ".."])
@example(path="Environment/query?overrideAccount=other")
@example(path="/api/rest/v1/other/Environment/query")
@example(path="//evil.example/Environment")
def test_any_path_of_boomi_api_stays_below_the_account(server: RawServer, path: Any) -> None:
    ask_for(server, "boomi_api", method="POST", path=path, body={})
    for request in server.requests:
        found = segments(request)
        assert found[:4] == ["api", "rest", "v1", ACCOUNT]
        expected = as_received(path).strip("/").split("/") if isinstance(path, str) else path
        assert len(found) == 4 + len(expected)
        assert urlsplit(request.target).query == ""
