# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for any object and any call of the API."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.plugins.module_utils._engine.api import operation_of, parse_path
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

DELETE = {"method": "DELETE", "path": ["Environment", "some"]}


@pytest.mark.parametrize(
    ("path", "segments"),
    [
        ("Environment", ("Environment",)),
        ("/Environment/query/", ("Environment", "query")),
        (["Environment", "a/b?c#d%e"], ("Environment", "a/b?c#d%e")),
        (["ProcessSchedules", 4711], ("ProcessSchedules", "4711")),
        ("async/PersistedProcessProperties/1", ("async", "PersistedProcessProperties", "1")),
        ("getAssignableRoles", ("getAssignableRoles",)),
    ],
)
def test_a_path_is_a_text_or_a_list_of_segments(path: t.Any, segments: tuple[str, ...]) -> None:
    assert parse_path(path) == segments


UPWARDS = ["..", "Environment/../../other-account/Environment", ["Environment", ".."], "Environment/%2e%2e"]
ELSEWHERE = ["https://example.com/Environment", "api/rest/v1/acme-C7T2KD/Environment", ["partner", "api"]]
PARTS = ["Environment?overrideAccount=other", ["Environment?x", "y"], ["Environment", "a\nb"]]
EMPTY = ["", "/", [], ["Environment", ""], "Environment//query"]


@pytest.mark.parametrize("path", [*UPWARDS, *ELSEWHERE, *PARTS, *EMPTY, {"Environment": "query"}, 42, [None], [["a"]]])
def test_a_path_that_leads_elsewhere_is_refused(path: t.Any) -> None:
    with pytest.raises(OptionError):
        parse_path(path)


@pytest.mark.parametrize(
    ("method", "path", "body", "operation"),
    [
        ("GET", "Environment/1", None, "get"),
        ("GET", "async/PersistedProcessProperties/1", None, "get"),
        ("GET", "getAssignableRoles", None, "get"),
        ("GET", "someAction/1", None, "create"),
        ("GET", "async", None, "create"),
        ("POST", "Environment/query", None, "query"),
        ("POST", "Environment/queryMore", "token", "queryMore"),
        ("POST", "async/ListenerStatus/query", {}, "query"),
        ("POST", "Environment/bulk", {"type": "GET"}, "bulk"),
        ("POST", "ProcessSchedules/bulk", {"type": "UPDATE"}, "create"),
        ("POST", "Environment/bulk", None, "create"),
        ("POST", "Environment", {}, "create"),
        ("POST", "Environment/1", {}, "create"),
        ("POST", "query", {}, "create"),
        ("POST", "Environment/1/query", {}, "create"),
        ("DELETE", "Environment/1", None, "delete"),
    ],
)
def test_what_is_not_known_to_be_a_read_is_a_write(method: str, path: str, body: t.Any, operation: str) -> None:
    assert operation_of(method, parse_path(path), body) == operation


# boomi_api_info


def test_any_object_can_be_queried_over_all_pages_which_can_also_be_followed_by_hand(boomi: ModuleRunner) -> None:
    for number in range(120):
        boomi.simulator.add_environment(f"Site {number}")
    outcome = boomi("api_info", object="Environment", check_mode=True)
    assert outcome["changed"] is False
    assert len(outcome["result"]) == 122
    first = boomi("api", method="POST", path="Environment/query")["result"]
    second = boomi("api", method="POST", path="Environment/queryMore", body=first["queryToken"])
    assert len(first["result"]) + len(second["result"]["result"]) == 122
    assert second["changed"] is False
    assert all("@type" not in values for values in outcome["result"])
    assert "not_found_ids" not in outcome


def test_any_object_can_be_read_by_ids_and_by_a_query(boomi: ModuleRunner) -> None:
    role = next(iter(boomi.simulator.account().roles.values()))
    one = boomi("api_info", object="Role", id=role["id"])
    assert one["result"] == role
    assert one.calls == [f"GET Role/{role['id']}"]
    many = boomi("api_info", object="Role", ids=[role["id"], "nope"])
    assert (many["result"], many["not_found_ids"]) == ([role], ["nope"])
    query_filter = {"property": "name", "operator": "EQUALS", "argument": [role["name"]]}
    assert boomi("api_info", object="Role", query_filter=query_filter)["result"] == [role]


def test_an_object_that_has_its_id_under_another_name_is_read_by_ids(boomi: ModuleRunner) -> None:
    answer = {"response": [{"Result": {"folderId": "b"}, "statusCode": 200}, {"id": "a", "statusCode": 404}]}
    boomi.simulator.add_fault("garbage", operation="bulk", body=json.dumps(answer))
    outcome = boomi("api_info", object="Role", ids=["a", "b"])
    assert (outcome["result"], outcome["not_found_ids"]) == ([{"folderId": "b"}], ["a"])


class TestWhatTheApiDoesNotKnow:
    @pytest.fixture
    def requests_keep_to_the_contract(self) -> None:
        """Asked for on purpose."""

    def test_it_is_an_error_and_not_nothing(self, boomi: ModuleRunner) -> None:
        assert boomi("api_info", object="Role", id="nope")["error"]["status"] == 400
        assert boomi("api_info", object="Rolle", id="nope")["error"]["status"] == 404
        assert boomi("api_info", object="Rolle")["error"]["status"] == 404
        words = 'does not exist.". Check {}, base_url and account_id: the API does not know this address.'
        assert words.format("object") in boomi("api_info", object="Rolle")["msg"]
        assert words.format("path") in boomi("api", method="POST", path="Rolle/query")["msg"]


# boomi_api


def test_a_body_may_be_json_as_a_text(boomi: ModuleRunner) -> None:
    outcome = boomi("api", method="POST", path="Environment", body='{"name": "Staging"}')
    assert outcome["result"]["name"] == "Staging"


@pytest.mark.parametrize("call", [{"method": "POST", "path": "Environment", "body": {"name": "Staging"}}, DELETE])
@pytest.mark.parametrize("status", [503, 429])
def test_a_write_that_is_turned_away_for_good_is_no_change(
    boomi: ModuleRunner, status: int, call: dict[str, t.Any]
) -> None:
    boomi.simulator.add_fault("status", status=status, times=None)
    outcome = boomi("api", retry_budget=0.5, **call)
    assert outcome.failed
    assert (outcome["changed"], outcome["status"]) == (False, status)
    assert "check the account" not in outcome["msg"]
    assert outcome["error"]["attempts"] == len(outcome.calls)


def test_a_delete_that_was_sent_twice_does_not_call_its_object_missing(boomi: ModuleRunner) -> None:
    test = boomi.named("environments", "Test")["id"]
    boomi.simulator.add_fault("reset", operation="delete", phase="after")
    outcome = boomi("api", method="DELETE", path=["Environment", test])
    assert outcome.failed
    assert "An earlier attempt failed, but may have deleted it" in outcome["msg"]
    assert test not in boomi.simulator.account().environments


def test_a_refusal_comes_with_the_words_of_the_api_and_no_change(boomi: ModuleRunner) -> None:
    outcome = boomi("api", method="POST", path="Environment", body={"name": "Test"})
    assert outcome.failed
    assert (outcome["changed"], outcome["status"]) == (False, 400)
    assert outcome["msg"].startswith("Could not POST Environment in account acme-C7T2KD")
    assert outcome["error"]["api_message"] == "An environment named Test already exists."
    assert (outcome["error"]["operation"], outcome["error"]["path"]) == ("POST", "Environment")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_what_is_not_there_is_named_as_it_was_asked_for(boomi: ModuleRunner, method: str) -> None:
    boomi.simulator.set(missing_status=404)
    outcome = boomi("api", method=method, path="Environment/nope")
    assert "Check whether Environment/nope still exists" in outcome["msg"]


def test_an_empty_answer_is_a_success_here(boomi: ModuleRunner) -> None:
    boomi.simulator.set(create_answer="empty", delete_body="empty")
    created = boomi("api", method="POST", path="Environment", body={"name": "Staging"})
    assert not created.failed
    assert (created["changed"], created["status"], created["result"]) == (True, 200, None)
    deleted = boomi("api", method="DELETE", path=["Environment", boomi.named("environments", "Test")["id"]])
    assert not deleted.failed
    assert (deleted["changed"], deleted["result"]) == (True, None)
