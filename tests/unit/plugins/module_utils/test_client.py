# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The verbs of the API: what is sent, how pages and bulk answers are read, whatever shape they come in."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import filters as _filters
from ansible_collections.community.boomi.plugins.module_utils._core.errors import ApiError, OptionError
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_INSTANCE as INSTANCE,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.schedules import PROCESS_SCHEDULES
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.plugins import seed_samples

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.plugins.module_utils._core.client import Client
    from ansible_collections.community.boomi.tests.simulator import Simulator

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def serve(sim: Simulator, operation: str, answer: t.Any, **values: t.Any) -> None:
    """Let the next request for ``operation`` be answered with exactly this body."""
    body = answer if isinstance(answer, str) else json.dumps(answer)
    sim.add_fault("garbage", operation=operation, body=body, **values)


def install(sim: Simulator, count: int) -> list[str]:
    return [sim.install("Order Intake", f"Instance {number}")["id"] for number in range(count)]


def ids_of(found: list[dict[str, t.Any]]) -> list[t.Any]:
    return [raw.get("id") for raw in found]


class TestTheVendorsSamples:
    def test_the_corrupt_query_answer_is_read_whole(self, client: Client, sim: Simulator) -> None:
        serve(sim, "query", seed_samples.QUERY_ANSWER)
        assert client.query(INSTANCE) == seed_samples.QUERY_ANSWER["result"]
        assert sim.calls == ["POST IntegrationPackInstance/query"]

    def test_the_same_answer_as_a_second_page(self, client: Client, sim: Simulator) -> None:
        first = install(sim, 101)[:100]
        serve(sim, "queryMore", seed_samples.QUERY_ANSWER)
        found = client.query(INSTANCE)
        assert ids_of(found) == [*first, *ids_of(seed_samples.QUERY_ANSWER["result"])]

    def test_the_bulk_answer_counts_as_a_success_in_spite_of_its_status(self, client: Client, sim: Simulator) -> None:
        serve(sim, "bulk", seed_samples.BULK_ANSWER)
        result = seed_samples.BULK_ANSWER["response"][0]["Result"]
        assert client.bulk_get(INSTANCE, [result["id"]]) == ([result], [])
        assert sim.calls == ["POST IntegrationPackInstance/bulk"]

    def test_the_answers_of_create_and_get(self, client: Client, sim: Simulator) -> None:
        serve(sim, "create", seed_samples.CREATE_ANSWER)
        serve(sim, "get", seed_samples.GET_ANSWER)
        assert client.create(INSTANCE, seed_samples.CREATE_REQUEST) == seed_samples.CREATE_ANSWER
        assert client.get(INSTANCE, seed_samples.GET_ANSWER["id"]) == seed_samples.GET_ANSWER
        assert sim.requests[0].body == seed_samples.CREATE_REQUEST

    def test_the_refused_delete(self, client: Client, sim: Simulator) -> None:
        sim.add_fault("status", operation="delete", status=403, body=json.dumps(seed_samples.DELETE_DENIED))
        with pytest.raises(ApiError) as caught:
            client.delete(INSTANCE, "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ")
        assert caught.value.facts["api_message"] == "Access denied due to insufficient permissions."

    def test_the_query_as_the_vendor_writes_it_is_what_is_sent(self, client: Client, sim: Simulator) -> None:
        client.query(INSTANCE, _filters.equals(INSTANCE, "integration_pack_name", "Order Intake"))
        assert sim.requests[0].body == seed_samples.QUERY_REQUEST


class TestWhatIsSent:
    def test_json_is_asked_for_and_one_connection_is_kept(self, client: Client, sim: Simulator) -> None:
        install(sim, 101)
        client.query(INSTANCE)
        client.get(INSTANCE, install(sim, 1)[0])
        client.bulk_get(INSTANCE, ["x"])
        query, more, get, bulk = sim.requests[:4]
        assert {request.accept for request in sim.requests} == {"application/json"}
        assert [request.content_type for request in (query, more, get, bulk)] == [
            "application/json",
            "text/plain",
            None,
            "application/json",
        ]
        assert len({request.connection for request in sim.requests}) == 1
        assert all(request.user_agent == "unit test" for request in sim.requests)

    def test_everything_is_asked_for_by_an_empty_object(self, client: Client, sim: Simulator) -> None:
        client.query(INSTANCE)
        assert sim.requests[0].body == {}

    def test_the_token_goes_back_as_it_came(self, client: Client, sim: Simulator) -> None:
        install(sim, 101)
        client.query(INSTANCE)
        assert sim.requests[1].body.startswith("/+")

    @pytest.mark.parametrize("object_id", ["", " ", ".", "..", "bulk", "query", "queryMore"])
    @pytest.mark.parametrize("verb", ["get", "delete", "bulk_get", "update"])
    def test_an_id_that_would_mean_another_operation_is_never_sent(
        self, verb: str, object_id: str, client: Client, sim: Simulator
    ) -> None:
        arguments: dict[str, tuple[t.Any, ...]] = {"bulk_get": ([object_id],), "update": (object_id, {})}
        with pytest.raises(OptionError, match="cannot be the id of an integration pack instance"):
            getattr(client, verb)(INSTANCE, *arguments.get(verb, (object_id,)))
        assert sim.requests == []


class TestPages:
    def test_however_many_pages_there_are(self, client: Client, sim: Simulator) -> None:
        sim.add_fault("garbage", operation="query", body=json.dumps({"result": [{"id": "0"}], "queryToken": "0"}))
        for page in range(1, 1200):
            token = {"queryToken": str(page)} if page < 1199 else {}
            serve(sim, "queryMore", {"result": [{"id": str(page)}], **token})
        assert len(client.query(INSTANCE)) == 1200

    def test_reading_ends_where_the_caller_has_enough(self, client: Client, sim: Simulator) -> None:
        expected = install(sim, 250)
        found = client.query(INSTANCE, until=lambda so_far: any(raw["id"] == expected[150] for raw in so_far))
        assert ids_of(found) == expected[:200]

    @pytest.mark.parametrize("status", [400, 404, 410])
    def test_a_token_that_has_expired_means_to_start_over(self, status: int, client: Client, sim: Simulator) -> None:
        expected = install(sim, 150)
        sim.add_fault("status", operation="queryMore", status=status)
        assert ids_of(client.query(INSTANCE)) == expected
        assert [call.rpartition("/")[2] for call in sim.calls] == ["query", "queryMore", "query", "queryMore"]

    def test_one_empty_page_does_not_end_the_list(self, client: Client, sim: Simulator) -> None:
        serve(sim, "query", {"queryToken": "next"})
        serve(sim, "queryMore", {"result": [{"id": "last"}]})
        assert ids_of(client.query(INSTANCE)) == ["last"]

    @pytest.mark.parametrize(
        ("answer", "found"),
        [
            ({}, []),
            ({"numberOfResults": 0}, []),
            ({"result": None}, []),
            ({"result": []}, []),
            ({"result": {"id": "one"}}, ["one"]),
            ({"result": [{"id": "one"}, None, "x", 5, []]}, ["one"]),
            ({"result": [{"id": "one"}], "queryToken": None}, ["one"]),
            ({"result": [{"id": "one"}], "queryToken": ""}, ["one"]),
            ({"result": [{"id": "one"}], "queryToken": {"no": "text"}}, ["one"]),
            ({"result": "text"}, []),
        ],
    )
    def test_a_result_in_any_shape_is_a_list(
        self, answer: t.Any, found: list[str], client: Client, sim: Simulator
    ) -> None:
        serve(sim, "query", answer)
        assert ids_of(client.query(INSTANCE)) == found
        assert len(sim.calls) == 1

    @pytest.mark.parametrize(("operation", "ids"), [("query", None), ("queryMore", None), ("bulk", ["one", "two"])])
    @pytest.mark.parametrize("answer", [{"error": {"message": "Out of order"}}, {"message": "Out of order"}])
    def test_an_error_in_place_of_a_result_is_not_an_empty_account(
        self, answer: t.Any, operation: str, ids: list[str] | None, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        install(sim, 101)
        serve(sim, operation, answer, times=None)
        outcome = boomi.instance_info(ids=ids)
        assert outcome.failed
        assert outcome["error"]["api_message"] == "Out of order"


class TestBulk:
    def test_the_order_is_the_callers_and_doubles_are_asked_for_once(self, client: Client, sim: Simulator) -> None:
        one, other = install(sim, 2)
        sim.set(bulk_order="shuffled", bulk_duplicates="once")
        found, missing = client.bulk_get(INSTANCE, [other, "no/such", one, other, "none"])
        assert ids_of(found) == [other, one]
        assert missing == ["no/such", "none"]
        assert len(sim.requests[0].body["request"]) == 4

    def test_items_that_the_answer_leaves_out_are_asked_for_one_by_one(self, client: Client, sim: Simulator) -> None:
        (one,) = install(sim, 1)
        serve(sim, "bulk", {"response": [{"statusCode": 400, "errorMessage": "No such instance"}]})
        found, missing = client.bulk_get(INSTANCE, [one, "none"])
        assert (ids_of(found), missing) == ([one], ["none"])
        assert sim.calls[1:] == [f"GET IntegrationPackInstance/{one}", "GET IntegrationPackInstance/none"]

    @pytest.mark.parametrize("status", [403, 500])
    def test_an_item_that_failed_for_another_reason_is_an_error(
        self, status: int, client: Client, sim: Simulator
    ) -> None:
        serve(sim, "bulk", {"response": [{"id": "one", "statusCode": status, "errorMessage": "Broken"}]})
        with pytest.raises(ApiError, match=f'the API answered {status} "Broken" for it'):
            client.bulk_get(INSTANCE, ["one"])

    def test_an_item_that_may_not_be_read_does_not_count_as_missing(self, client: Client, sim: Simulator) -> None:
        serve(sim, "bulk", {"response": [{"id": "one", "statusCode": 400, "errorMessage": "Access denied"}]})
        with pytest.raises(ApiError, match="Check the ids and the privileges"):
            client.bulk_get(INSTANCE, ["one"])

    @pytest.mark.parametrize(
        ("response", "failed"),
        [
            ([{"Result": {"id": "b"}}, {"id": "a", "statusCode": 400, "errorMessage": "Broken"}], [0]),
            ([{"statusCode": 200}, {"statusCode": 400, "errorMessage": "Broken"}, {"statusCode": 200}], [1]),
            ([{"Result": {"id": "c"}, "statusCode": 200}], []),
            ([{"statusCode": 400, "errorMessage": "Broken"}], []),
            ({"id": "c", "statusCode": 500, "errorMessage": "Broken"}, [2]),
            (None, []),
        ],
        ids=["by id", "by order", "cut short", "of nobody", "one as an object", "nothing"],
    )
    def test_the_verdicts_of_a_bulk_update_go_to_the_updates_they_are_about(
        self, response: t.Any, failed: list[int], client: Client, sim: Simulator
    ) -> None:
        serve(sim, "bulk", {"response": response})
        verdicts = client.bulk_update(PROCESS_SCHEDULES, [(one, {"id": one}) for one in "abc"])
        assert [number for number, verdict in enumerate(verdicts) if verdict] == failed
        assert all('"Broken" for it' in verdict.message for verdict in verdicts if verdict)


class TestOneObject:
    @pytest.mark.parametrize("status", [400, 404, 410])
    def test_one_that_is_missing_is_none(self, status: int, client: Client, sim: Simulator) -> None:
        sim.set(missing_status=status)
        assert client.get(INSTANCE, "none") is None

    def test_one_that_may_not_be_read_is_not_missing(self, client: Client, sim: Simulator) -> None:
        sim.set(without_privileges="API", privilege_status=400)
        with pytest.raises(ApiError, match="access denied"):
            client.get(INSTANCE, "none")

    def test_an_error_body_with_a_success_status_is_an_error(self, client: Client, sim: Simulator) -> None:
        serve(sim, "get", {"@type": "Error", "message": "No such instance"})
        assert client.get(INSTANCE, "x") is None
        serve(sim, "create", {"@type": "Error", "message": "Something is wrong"})
        with pytest.raises(ApiError, match="Something is wrong"):
            client.create(INSTANCE, {"integrationPackId": ORDER_INTAKE})
