# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator against the vendor's OpenAPI document, as far as no other test here makes it answer.

Known contradictions between the document and live clients are listed in ``tests/simulator/contract.py``.
"""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.contract import (
    BESIDE_THE_REPOSITORY,
    ENVIRONMENT_VARIABLE,
    UNDOCUMENTED,
    Contract,
)
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.objects import OBJECTS
from ansible_collections.community.boomi.tests.simulator.query import STANDARD_OPERATORS


@pytest.fixture
def contract(contract: Contract | None) -> Contract:
    if contract is None:
        pytest.skip(
            f"no OpenAPI document: set {ENVIRONMENT_VARIABLE} or put {BESIDE_THE_REPOSITORY} beside the repository"
        )
    return contract


def test_what_no_other_test_here_does_keeps_the_contract(sim: Simulator, api: Caller, contract: Contract) -> None:
    """Of all others, the fixture ``answers_keep_to_the_contract`` checks the answers."""

    def update(path: str, **body: Any) -> Any:
        answer = api("POST", path, body)
        assert answer.status_code in (200, 202), answer.text
        return answer.json() if answer.content else None

    group = api.create("AccountGroup", name="Retail").json()["id"]
    update(f"AccountGroup/{group}", name="Retailers")
    attached = api.create("Atom", name="in a cloud", cloudId=next(iter(sim.account().clouds))).json()["id"]
    update(f"Atom/{attached}", name="renamed")
    assert api.delete("Atom", attached).status_code == 200

    instance = sim.install("Returns Handling", "Desk")
    sim.attach(instance["id"], "Production")
    _listener, refund = (process["wrapperProcessId"] for process in instance["ProcessId"])
    (place,) = api.found("ProcessSchedules", "processId", "EQUALS", refund)
    every = dict.fromkeys(("minutes", "hours", "daysOfWeek", "daysOfMonth", "months", "years"), "*")
    times = {key: place[key] for key in ("id", "atomId", "processId")} | {"Schedule": [every]}
    update(f"ProcessSchedules/{place['id']}", **times, Retry={"Schedule": [every], "maxRetry": 2})
    where = {"property": "containerId", "operator": "EQUALS", "argument": [place["atomId"]]}
    token = update("async/ListenerStatus/query", QueryFilter={"expression": where})["asyncToken"]["token"]
    (listener,) = api("GET", f"async/ListenerStatus/response/{token}").json()["result"]
    update("changeListenerStatus", action="pause", listenerId=listener["listenerId"], containerId=place["atomId"])

    body = {"atomId": place["atomId"], "processId": place["processId"]}
    wrappers: dict[str, Any] = {"DynamicProcessProperties": {}, "ProcessProperties": {}}
    asked = update("ExecutionRequest", **body, **wrappers)["requestId"]
    update(f"cancelExecution/{sim.world.add_execution(status='INPROCESS')['executionId']}")
    # The document's own form is not the default, since no client expects it.
    sim.set(execution_answer="record")
    record = api("GET", f"ExecutionRecord/async/{asked}").json()
    assert record["status"] == "COMPLETE"
    assert contract.validate_answer("GET", f"ExecutionRecord/async/{asked}", 200, record) == []


def test_objects_have_the_operations_filters_and_operators_of_the_document(contract: Contract) -> None:
    paths = {
        "create": ("POST", ""),
        "get": ("GET", "/x"),
        "update": ("POST", "/x"),
        "delete": ("DELETE", "/x"),
        "bulk": ("POST", "/bulk"),
        "query": ("POST", "/query"),
        "queryMore": ("POST", "/queryMore"),
    }
    # Left out on purpose: nothing that the simulator is for needs to write these.
    left_out = {("Role", operation) for operation in ("create", "update", "delete")}
    for name, declared in OBJECTS.items():
        if name in UNDOCUMENTED:
            continue
        for operation, (method, end) in paths.items():
            known = not contract.validate_answer(method, f"{name}{end}", 403, {"message": "no"})
            has = declared.has(operation)
            if (name, operation) in left_out:
                assert (known, has) == (True, False), (name, operation)
            else:
                documented = contract.validate_answer(method, f"{name}{end}", 200, {}) != [
                    f"{method} {name}{end}: no such operation, but it was answered 200"
                ]
                assert documented == has, (name, operation)
        for filtered in declared.filters:
            for operator in declared.operators:
                expression = {"property": filtered, "operator": operator, "argument": ["x"]}
                body = {"QueryFilter": {"expression": expression}}
                path = f"async/{name}/query" if declared.has("ask") else f"{name}/query"
                assert contract.validate_request("POST", path, body) == []
        assert set(declared.operators) <= set(STANDARD_OPERATORS)


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("PUT", "IntegrationPackInstance/x", {}, "no such operation"),
        ("POST", "IntegrationPackInstance/x", {}, "no such operation"),
        ("GET", "NoSuchObject/x", None, "no such operation"),
        ("POST", "IntegrationPackInstance", {"integrationPackid": "x"}, "integrationPackid is not a known key"),
        ("POST", "IntegrationPackInstance", {"integrationPackId": 1}, "is not of type 'string'"),
        ("POST", "IntegrationPackInstance/queryMore", {"queryToken": "x"}, "not a token"),
        ("POST", "IntegrationPackInstance/bulk", {"type": "FETCH"}, "is not one of"),
        (
            "POST",
            "IntegrationPackInstance/query",
            {"QueryFilter": {"expression": {"operator": "EQUALS", "property": "id", "argument": ["x"]}}},
            "not valid under any",
        ),
        (
            "POST",
            "IntegrationPackInstance/query",
            {"QueryFilter": {"expression": {"operator": "IS_NULL", "property": "integrationPackId", "arguments": []}}},
            "arguments is not a known key",
        ),
    ],
)
def test_requests_that_break_the_contract_are_found(
    contract: Contract, method: str, path: str, body: Any, problem: str
) -> None:
    assert problem in "\n".join(contract.validate_request(method, path, body))


@pytest.mark.parametrize(
    ("status", "body", "problem"),
    [
        (200, {"numberOfResults": "1"}, "is not of type 'integer'"),
        (200, {"result": {}}, "is not of type 'array'"),
        (200, {"result": [{"ProcessID": []}]}, "ProcessID is not a known key"),
        (201, {}, "status 201 is in no document"),
        (403, {"message": 5}, "is not of type 'string'"),
    ],
)
def test_answers_that_break_the_contract_are_found(contract: Contract, status: int, body: Any, problem: str) -> None:
    found = contract.validate_answer("POST", "IntegrationPackInstance/query", status, body)
    assert problem in "\n".join(found)
