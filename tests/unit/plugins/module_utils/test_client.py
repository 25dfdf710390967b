# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A client without a module around it, on the simulator: what is sent, how answers are read, and what is sent again."""

from __future__ import annotations

import concurrent.futures
import json
import os
import socket
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import policy
from ansible_collections.community.boomi.plugins.module_utils._core.client import Client
from ansible_collections.community.boomi.plugins.module_utils._core.errors import ApiError, TransportError
from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS, Connection
from ansible_collections.community.boomi.plugins.module_utils._core.shared import shared_file
from ansible_collections.community.boomi.plugins.module_utils._core.transport import Budget, Http
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_INSTANCE as INSTANCE,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.schedules import PROCESS_SCHEDULES
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

Connect = t.Callable[..., Client]

# What is odd in the samples of the vendor's page "IntegrationPackInstance": the status of a success is 0, and two
# results are announced where three come, the first of them without an id. So it is for queryMore.
BULK_RESULT = {"id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA", "integrationPackOverrideName": "Domestic Order Intake"}
BULK_ITEM = {"Result": BULK_RESULT, "index": 0, "id": "string", "statusCode": 0, "errorMessage": "string"}
QUERY_RESULTS: list[dict[str, t.Any]] = [
    {"ProcessId": [{"@type": "ProcessId", "name": "Domestic Order Intake - INT"}]},
    {"@type": "IntegrationPackInstance", "id": "76543210FEDCBA9876543210FEDCBA98"},
    {"@type": "IntegrationPackInstance", "id": "876543210FEDCBA9876543210FEDCBA9"},
]


@pytest.fixture
def connect(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> t.Iterator[Connect]:
    """Make clients, which wait shortly before they repeat a call: ``connect(retry_budget=0)``."""
    monkeypatch.setattr(policy, "FIRST_WAIT", 0.05)
    opened: list[Http] = []

    def make(**options: t.Any) -> Client:
        given = {**ModuleRunner(sim).connection, **options}
        params = {option.name: given.get(option.name, option.default) for option in OPTIONS}
        opened.append(Http(Connection(params), "unit test"))
        return Client(opened[-1])

    yield make
    for http in opened:
        http.close()


@pytest.fixture
def client(connect: Connect) -> Client:
    """The client of the catalogue's first account."""
    return connect()


def serve(sim: Simulator, operation: str, answer: t.Any, **values: t.Any) -> None:
    """Let the next request for ``operation`` be answered with exactly this body."""
    body = answer if isinstance(answer, str) else json.dumps(answer)
    sim.add_fault("garbage", operation=operation, body=body, **values)


def install(sim: Simulator, count: int) -> list[str]:
    return [sim.install("Order Intake", f"Instance {number}")["id"] for number in range(count)]


def ids_of(found: list[dict[str, t.Any]]) -> list[t.Any]:
    return [raw.get("id") for raw in found]


class TestTheVendorsSamples:
    @pytest.mark.parametrize("page", ["query", "queryMore"])
    def test_the_corrupt_query_answer_is_read_whole(self, page: str, client: Client, sim: Simulator) -> None:
        first = install(sim, 101)[:100] if page == "queryMore" else []
        serve(sim, page, {"numberOfResults": 2, "@type": "QueryResult", "result": QUERY_RESULTS})
        found = client.query(INSTANCE)
        assert (ids_of(found[: len(first)]), found[len(first) :]) == (first, QUERY_RESULTS)

    def test_the_bulk_answer_counts_as_a_success_in_spite_of_its_status(self, client: Client, sim: Simulator) -> None:
        serve(sim, "bulk", {"response": [BULK_ITEM]})
        assert client.bulk_get(INSTANCE, [BULK_RESULT["id"]]) == ([BULK_RESULT], [])
        assert sim.calls == ["POST IntegrationPackInstance/bulk"]


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
        # Everything is asked for by an empty object, and the token goes back as it came.
        assert (query.body, more.body[:2]) == ({}, "/+")
        assert len({request.connection for request in sim.requests}) == 1
        assert all(request.user_agent == "unit test" for request in sim.requests)


class TestPages:
    def test_however_many_pages_there_are(self, client: Client, sim: Simulator) -> None:
        sim.add_fault("garbage", operation="query", body=json.dumps({"result": [{"id": "0"}], "queryToken": "0"}))
        for page in range(1, 1200):
            token = {"queryToken": str(page)} if page < 1199 else {}
            serve(sim, "queryMore", {"result": [{"id": str(page)}], **token})
        assert len(client.query(INSTANCE)) == 1200

    def test_one_empty_page_does_not_end_the_list(self, client: Client, sim: Simulator) -> None:
        serve(sim, "query", {"queryToken": "next"})
        serve(sim, "queryMore", {"result": [{"id": "last"}]})
        assert ids_of(client.query(INSTANCE)) == ["last"]

    @pytest.mark.parametrize(
        ("answer", "found"),
        [
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

    @pytest.mark.parametrize(
        "answer",
        [{"error": "Out of order"}, {"message": "Out of order"}, {"@type": "Error", "message": "Out of order"}],
    )
    @pytest.mark.parametrize(
        "send",
        [
            lambda client: client.get_existing(ENVIRONMENT, "one"),
            lambda client: client.create(ENVIRONMENT, {"name": "New"}),
            lambda client: client.update(ENVIRONMENT, "one", {"id": "one", "name": "New"}),
        ],
        ids=["get", "create", "update"],
    )
    def test_an_error_in_place_of_an_object_is_none(
        self, send: t.Callable[[Client], t.Any], answer: t.Any, client: Client, sim: Simulator
    ) -> None:
        sim.add_fault("garbage", body=json.dumps(answer), times=None)
        with pytest.raises(ApiError, match="Out of order"):
            send(client)


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

    @pytest.mark.parametrize(
        ("status", "words", "message"),
        [
            (403, "Broken", 'Could not get IntegrationPackInstance one in account .*: HTTP 403 "Broken"'),
            (500, "Broken", 'HTTP 500 "Broken". The API itself failed'),
            (400, "Access denied", "has the privileges that this needs: API"),
        ],
    )
    def test_an_item_that_failed_for_another_reason_is_no_missing_one(
        self, status: int, words: str, message: str, client: Client, sim: Simulator
    ) -> None:
        serve(sim, "bulk", {"response": [{"id": "one", "statusCode": status, "errorMessage": words}]})
        with pytest.raises(ApiError, match=message):
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
        assert all('"Broken". The API' in verdict.message for verdict in verdicts if verdict)


class TestOneObject:
    def test_one_that_may_not_be_read_is_not_missing(self, client: Client, sim: Simulator) -> None:
        sim.set(without_privileges="API", privilege_status=400)
        with pytest.raises(ApiError, match="access denied"):
            client.get(INSTANCE, "none")


class TestBudget:
    def test_it_counts_down_troubles_at_the_same_time_once_and_never_below_nothing(self) -> None:
        budget = Budget(10.0)
        for start, end, left in ((100, 103, 7), (100, 103, 7), (98, 101, 7), (102, 104, 6), (104, 204, 0)):
            budget.spend(start, end)
            assert budget.left == left

    def test_all_attempts_together_end_one_timeout_and_a_moment_behind_it(self) -> None:
        budget, now = Budget(10.0), 100.0
        while seconds := budget.time_for(3.0):
            budget.spend(now, now + seconds)
            now += seconds
        assert now - 100.0 == 10.0 + 3.0 + 0.5


class TestRepeating:
    @pytest.mark.parametrize("kind", ["reset", "close", "cut", "not_json", "empty", "hang"])
    def test_a_read_without_an_answer_is_repeated(self, kind: str, connect: Connect, sim: Simulator) -> None:
        expected = sim.install("Order Intake", "Domestic")["id"]
        sim.add_fault(kind)
        client = connect(timeout=2) if kind == "hang" else connect()
        assert [raw["id"] for raw in client.query(INSTANCE)] == [expected]
        assert len(sim.requests) == 2

    def test_a_call_that_has_failed_pays_for_its_place_in_the_queue_and_one_that_has_not_does_not(
        self, connect: Connect, sim: Simulator
    ) -> None:
        client = connect(requests_per_second=1.5, retry_budget=0.9)
        client.query(INSTANCE)
        # Its first place is more than a second away, and so is the next. The waits alone would leave time for more.
        sim.add_fault("status", status=503, times=None)
        with pytest.raises(ApiError, match="retry_budget is used up") as caught:
            client.query(INSTANCE)
        assert caught.value.facts["attempts"] == 2

    def test_refusals_are_no_trouble_of_the_api(self, connect: Connect, sim: Simulator) -> None:
        client = connect(retry_budget=0)
        assert client.get(INSTANCE, "none") is None
        with pytest.raises(ApiError):
            client.delete(INSTANCE, "none")
        # A budget of nothing is not overdrawn by them, so that the next call still has all of its time.
        assert client.http.budget.time_for(5.0) == 5.0

    def test_a_listener_that_is_away_for_a_while_is_waited_for(self, connect: Connect, sim: Simulator) -> None:
        with socket.socket() as reserved:
            reserved.bind(("127.0.0.1", 0))
            port = reserved.getsockname()[1]
            client = connect(base_url=f"http://127.0.0.1:{port}", retry_budget=60)
            with concurrent.futures.ThreadPoolExecutor() as pool:
                asked = pool.submit(client.query, INSTANCE)
                wait_until(lambda: client.http.budget.left < 60)
                reserved.close()
                with Simulator(port=port) as late:
                    assert asked.result() == []
                    assert late.requests

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (socket.EAI_NONAME, r"does not resolve \(tried 4 times\)"),
            (socket.EAI_AGAIN, r"the name service of this host does not answer .* \(retry_budget is used up\)"),
        ],
        ids=["a name that does not exist", "a name service that is away"],
    )
    def test_only_a_name_that_may_come_back_is_waited_for(
        self, code: int, words: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def resolve(*_args: t.Any, **_kwargs: t.Any) -> t.Any:
            raise socket.gaierror(code, "as the system says it")

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(TransportError, match=words):
            connect(base_url="https://no-such-host.invalid", retry_budget=1).query(INSTANCE)

    def test_the_moment_that_the_api_names_is_waited_for_and_others_slow_down_as_well(
        self, connect: Connect, sim: Simulator
    ) -> None:
        sim.add_fault("status", status=503, retry_after=0.3)
        client = connect(retry_budget=5)
        client.query(INSTANCE)
        assert client.http.budget.left <= 5 - 0.3
        path = shared_file("pace", sim.base_url, sim.account_id)
        assert path
        assert json.loads(Path(path).read_text())["pace"] < 1

    def test_tasks_share_a_directory_that_a_person_names_and_tidy_it_up(
        self, connect: Connect, sim: Simulator, tmp_path: Path
    ) -> None:
        old = tmp_path / ("lock-" + "0" * 32)
        old.write_text("")
        os.utime(old, (0, 0))
        client = connect(shared_directory=str(tmp_path))
        client.query(INSTANCE)
        client.http.close()
        assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["pace"]


class TestMessages:
    def test_an_error_tells_what_was_tried_on_what_and_what_came_back(self, connect: Connect, sim: Simulator) -> None:
        sim.add_fault("status", operation="delete", status=500, times=None)
        with pytest.raises(ApiError) as caught:
            connect(retry_budget=0).delete(INSTANCE, "the-id")
        assert caught.value.message.startswith(
            f"Could not delete IntegrationPackInstance the-id in account {sim.account_id} "
            f"at 127.0.0.1:{sim.port}: HTTP 500 "
        )
        told = {"operation": "delete", "object": "IntegrationPackInstance", "object_id": "the-id"}
        told |= {"account": sim.account_id, "host": f"127.0.0.1:{sim.port}"}
        assert {**told, "status": 500, "attempts": 1}.items() <= caught.value.facts.items()
