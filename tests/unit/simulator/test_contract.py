# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator's answers, and a plain client's requests, against the vendor's OpenAPI document.

Known contradictions between the document and live clients are listed in ``tests/simulator/contract.py``. A second kind
is known here: settings that stand for undocumented behaviour (a bare object as ``result``, ``null``) break the schemas
on purpose, so this test runs with the default settings only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

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

# What only a partner has.
PARTNERS = ("Account", "AccountGroupAccount", "AccountGroupIntegrationPack", "PublisherIntegrationPack")


@pytest.fixture(scope="module")
def contract() -> Contract:
    found = Contract.find(Path(__file__))
    if found is None:
        pytest.skip(
            f"no OpenAPI document: set {ENVIRONMENT_VARIABLE} or put {BESIDE_THE_REPOSITORY} beside the repository"
        )
    return found


class CheckedCaller(Caller):
    """A plain client that checks all it sends and gets."""

    def __init__(self, simulator: Simulator, contract: Contract, account: str | None = None) -> None:
        super().__init__(simulator)
        self.contract = contract
        self.account = account or simulator.account_id
        self.problems: list[str] = []

    def __call__(self, method: str, path: str, json: Any = None, **options: Any) -> requests.Response:
        answer = super().__call__(method, path, json, **{"account": self.account, **options})
        self.problems += self.contract.validate_request(method, path, options.get("data", json))
        body = None if method == "DELETE" or not answer.content else answer.json()
        self.problems += self.contract.validate_answer(method, path, answer.status_code, body)
        return answer


@pytest.fixture
def checked(sim: Simulator, contract: Contract) -> Iterator[CheckedCaller]:
    with CheckedCaller(sim, contract) as caller:
        yield caller


def test_every_operation_on_every_object_keeps_the_contract(sim: Simulator, checked: CheckedCaller) -> None:
    place = checked.create("Environment", name="Staging", classification="TEST").json()["id"]
    checked("POST", f"Environment/{place}", {"name": "Stage"})
    instance = checked.create(
        "IntegrationPackInstance",
        integrationPackId=sim.world.pack("Order Intake").id,
        integrationPackOverrideName="Domestic",
    ).json()["id"]
    checked.create("IntegrationPackInstance", integrationPackId=sim.world.pack("Invoice Sync").id)
    group = checked.create("AccountGroup", name="Retail").json()["id"]
    checked("POST", f"AccountGroup/{group}", {"name": "Retailers"})
    runtime, role = next(iter(sim.account().atoms)), next(iter(sim.account().roles))
    checked("POST", f"Atom/{runtime}", {"name": "renamed"})
    checked.create("InstallerToken", installType="ATOM", durationMinutes=30)
    attached = checked.create("Atom", name="in a cloud", cloudId=next(iter(sim.account().clouds))).json()["id"]
    member = {"accountId": checked.account, "userId": "john@acme.example", "firstName": "John", "lastName": "Doe"}
    attachments = [
        ("IntegrationPackEnvironmentAttachment", {"integrationPackInstanceId": instance, "environmentId": place}),
        ("EnvironmentAtomAttachment", {"atomId": runtime, "environmentId": place}),
        ("EnvironmentRole", {"roleId": role, "environmentId": place}),
        ("AccountUserRole", {"roleId": role, **member}),
    ]
    sim.world.add_execution()
    sim.world.add_event()
    sim.world.add_audit_log()
    made = [(name, checked.create(name, **body).json()["id"]) for name, body in attachments]
    deployed = checked.query("ProcessScheduleStatus").json()["result"][0]
    checked("POST", f"ProcessScheduleStatus/{deployed['id']}", {**deployed, "enabled": False})
    every = dict.fromkeys(("minutes", "hours", "daysOfWeek", "daysOfMonth", "months", "years"), "*")
    times = {key: deployed[key] for key in ("id", "atomId", "processId")} | {
        "Schedule": [{**every, "minutes": "0-59/5"}]
    }
    times["Retry"] = {"Schedule": [every], "maxRetry": 2}
    checked("POST", f"ProcessSchedules/{deployed['id']}", times)
    checked("POST", "ProcessSchedules/bulk", {"type": "UPDATE", "request": [times, {**times, "atomId": "nix"}]})
    process = checked.query("Process").json()["result"][0]["id"]
    wrappers: dict[str, Any] = {"DynamicProcessProperties": {}, "ProcessProperties": {}}
    asked = checked.create("ExecutionRequest", atomId=runtime, processId=process, **wrappers).json()["requestId"]
    sim.set(execution_answer="record")
    assert checked("GET", f"ExecutionRecord/async/{asked}").json()["status"] == "COMPLETE"
    run = sim.world.add_execution(status="INPROCESS", atomId=runtime)["executionId"]
    assert checked("POST", f"cancelExecution/{run}").status_code == 202
    desk = sim.attach(sim.install("Returns Handling", "Desk")["id"], place)["id"]
    made.append(("IntegrationPackEnvironmentAttachment", desk))
    where: dict[str, Any] = {"property": "containerId", "operator": "EQUALS", "argument": [runtime]}
    token = checked("POST", "async/ListenerStatus/query", {"QueryFilter": {"expression": where}}).json()["asyncToken"]
    (listener,) = checked("GET", f"async/ListenerStatus/response/{token['token']}").json()["result"]
    change = {"action": "pause", "listenerId": listener["listenerId"], "containerId": runtime}
    assert checked("POST", "changeListenerStatus", change).status_code == 200
    for name, declared in OBJECTS.items():
        if name in PARTNERS or not declared.has("query"):
            continue
        rows = checked.query(name).json()["result"]
        assert rows, name
        if declared.has("get"):
            checked.get(name, rows[0][declared.key])
        if declared.has("bulk"):
            checked.bulk(name, rows[0][declared.key], "nix")
    for name, key in [*made, ("Atom", attached), ("Environment", place), ("IntegrationPackInstance", instance)]:
        assert checked.delete(name, key).status_code == 200
    assert checked.problems == []


def test_every_operation_of_a_partner_keeps_the_contract(sim: Simulator, contract: Contract) -> None:
    with CheckedCaller(sim, contract, "partner-P1H8QZ") as checked:
        user = sim.world.users["automation@partner.example"]
        checked.session.auth = (f"BOOMI_TOKEN.{user.name}", str(user.token))
        group = checked.create("AccountGroup", name="Retail").json()["id"]
        pack = sim.world.pack("Unreleased Beta").id
        made = [
            ("AccountGroupAccount", {"accountGroupId": group, "accountId": "acme-C7T2KD"}),
            ("AccountGroupIntegrationPack", {"accountGroupId": group, "integrationPackId": pack}),
        ]
        ties = [(name, checked.create(name, **body).json()["id"]) for name, body in made]
        for name in PARTNERS:
            rows = checked.query(name).json()["result"]
            assert rows, name
            if OBJECTS[name].has("bulk"):
                key = rows[0].get("id") or rows[0]["accountId"]
                checked.get(name, key)
                checked.bulk(name, key, "nix")
        shell = {"name": "Order Archive", "installationType": "SINGLE", "Description": ""}
        published = checked.create("PublisherIntegrationPack", **shell).json()["id"]
        component = sim.world.add_package("Archive Orders")["id"]
        listed = {"PublisherPackagedComponents": {"PublisherPackagedComponent": [{"componentId": component}]}}
        checked("POST", f"PublisherIntegrationPack/{published}", {**shell, **listed, "operationType": "ADD"})
        when = {"id": published, "releaseSchedule": "RELEASE_ON_SPECIFIED_DATE", "releaseOnDate": "2026-02-01"}
        versions = {"ReleasePackagedComponents": {"ReleasePackagedComponent": [{"componentId": component}]}}
        request = checked.create("ReleaseIntegrationPack", **when, **versions).json()["requestId"]
        at_once = {"id": published, "releaseSchedule": "IMMEDIATELY", **versions}
        checked("POST", f"ReleaseIntegrationPack/{published}", at_once)
        assert checked.get("ReleaseIntegrationPackStatus", request).json()["releaseStatus"] == "SUCCESS"
        checked.bulk("ReleaseIntegrationPackStatus", request, "nix")
        for name, key in [*ties, ("PublisherIntegrationPack", published)]:
            assert checked.delete(name, key).status_code == 200
        assert checked.problems == []


def test_pages_and_errors_keep_the_contract(sim: Simulator, checked: CheckedCaller) -> None:
    for number in range(101):
        sim.install("Order Intake", str(number))
    token = checked.query("IntegrationPackInstance").json()["queryToken"]
    assert checked.more("IntegrationPackInstance", token).status_code == 200
    assert checked.get("IntegrationPackInstance", "nix").status_code == 400
    assert checked.create("IntegrationPackInstance", integrationPackId="nix").status_code == 400
    sim.set(without_privileges=["API"])
    assert checked.query("IntegrationPackInstance").status_code == 403
    sim.set(rate_limit=1)
    assert [checked.query("IntegrationPackInstance").status_code for _turn in range(2)][1] == 503
    assert checked.problems == []


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
