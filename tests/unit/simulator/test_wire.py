# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses, content types, XML, and the forms of errors."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"
NAMESPACE = "{http://api.platform.boomi.com/}"
XML = {"Content-Type": "application/xml", "Accept": "application/xml"}


@pytest.mark.parametrize("key", ["a/b", "ä ö", "100%", "quote\"'", "a+b=", "a..b", "%2F"])
def test_an_id_with_any_character_is_one_id(sim: Simulator, api: Caller, key: str) -> None:
    sim.add_pack("Odd", id=key)
    answer = api.get("IntegrationPack", key)
    assert (answer.status_code, answer.json()["id"]) == (200, key)
    assert (sim.requests[0].id, sim.calls[0]) == (key, f"GET IntegrationPack/{key}")


def test_a_slash_that_is_not_encoded_parts_the_path(api: Caller) -> None:
    assert api("GET", "IntegrationPack/a/b").status_code == 404


def test_a_path_may_end_with_a_slash(api: Caller) -> None:
    answer = api("POST", "Environment/", {"name": "New"})
    assert (answer.status_code, answer.json()["name"]) == (200, "New")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "AccountGroupIntegrationPackage/query", 404),
        ("GET", "NoSuchObject/1", 404),
        ("POST", "", 404),
        ("GET", f"{INSTANCE}/1/2", 404),
        ("POST", f"async/{INSTANCE}", 404),
        ("GET", INSTANCE, 405),
        ("GET", f"{INSTANCE}/query", 405),
        ("DELETE", f"{INSTANCE}/bulk", 405),
        ("PUT", f"{INSTANCE}/1", 405),
        ("POST", "IntegrationPack", 400),
        ("POST", f"{INSTANCE}/1", 400),
        ("DELETE", "IntegrationPack/1", 400),
    ],
)
def test_what_is_no_operation_of_the_api(api: Caller, method: str, path: str, status: int) -> None:
    answer = api(method, path, {})
    assert (answer.status_code, answer.json()["@type"]) == (status, "Error")


def test_a_path_outside_the_api_is_404(api: Caller) -> None:
    assert api("GET", "x", base="/elsewhere").status_code == 404


@pytest.mark.parametrize("accept", ["*/*", "text/html", "application/xml", ""])
def test_answers_are_xml_unless_json_is_asked_for(sim: Simulator, api: Caller, accept: str) -> None:
    key = sim.install("Order Intake", 'A "quoted" <name> & more')["id"]
    answer = api("GET", f"{INSTANCE}/{key}", headers={"Accept": accept})
    assert answer.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{NAMESPACE}{INSTANCE}"
    assert root.attrib["integrationPackOverrideName"] == 'A "quoted" <name> & more'
    assert [process.tag for process in root] == [f"{NAMESPACE}ProcessId"] * 2
    assert root[0].attrib["name"] == 'A "quoted" <name> & more - INT'


def test_a_query_and_its_pages_in_xml(sim: Simulator, api: Caller) -> None:
    for number in range(101):
        sim.install("Order Intake", str(number))
    body = (
        '<QueryConfig xmlns="http://api.platform.boomi.com/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<QueryFilter><expression operator="and" xsi:type="GroupingExpression">'
        '<nestedExpression operator="EQUALS" property="integrationPackName" xsi:type="SimpleExpression">'
        "<argument>Order Intake</argument></nestedExpression></expression></QueryFilter></QueryConfig>"
    )
    root = ElementTree.fromstring(api("POST", f"{INSTANCE}/query", data=body, headers=XML).content)
    assert (root.tag, root.attrib["numberOfResults"]) == (f"{NAMESPACE}QueryResult", "101")
    assert len(root.findall(f"{NAMESPACE}result")) == 100
    token = root.findtext(f"{NAMESPACE}queryToken")
    headers = {"Content-Type": "text/plain", "Accept": "application/xml"}
    root = ElementTree.fromstring(api("POST", f"{INSTANCE}/queryMore", data=token, headers=headers).content)
    assert len(root.findall(f"{NAMESPACE}result")) == 1


def test_create_bulk_and_delete_in_xml(sim: Simulator, api: Caller) -> None:
    pack = sim.world.pack("Order Intake").id
    body = f'<IntegrationPackInstance xmlns="http://api.platform.boomi.com/" integrationPackId="{pack}"/>'
    key = ElementTree.fromstring(api("POST", INSTANCE, data=body, headers=XML).content).attrib["id"]
    body = f'<BulkRequest xmlns="http://api.platform.boomi.com/" type="GET"><request id="{key}"/></BulkRequest>'
    root = ElementTree.fromstring(api("POST", f"{INSTANCE}/bulk", data=body, headers=XML).content)
    assert root[0].attrib["statusCode"] == "200"
    assert root[0][0].attrib["id"] == key
    assert api("DELETE", f"{INSTANCE}/{key}", headers=XML).text.endswith("<true/>")


def test_numbers_booleans_and_lists_of_a_request_in_xml(sim: Simulator, api: Caller) -> None:
    sim.attach(sim.install("Stock Levels")["id"], "Production")
    [row] = api.query("ProcessSchedules").json()["result"]
    key = row["id"]
    ids = " ".join(f'{name}="{row[name]}"' for name in ("id", "atomId", "processId"))
    days = 'daysOfWeek="*" daysOfMonth="*" months="*" years="*"'
    times = "".join(f'<Schedule minutes="0" hours="{hour}" {days}/>' for hour in (6, 18))
    for path, body in (
        (
            f"ProcessSchedules/{key}",
            f'<ProcessSchedules {ids}>{times}<Retry maxRetry="3">{times}</Retry></ProcessSchedules>',
        ),
        (f"ProcessScheduleStatus/{key}", f'<ProcessScheduleStatus {ids} enabled="false"/>'),
        (f"Atom/{row['atomId']}", '<Atom name="7" purgeHistoryDays="7" purgeImmediate="true"/>'),
    ):
        assert api("POST", path, data=body, headers=XML).status_code == 200
    schedules = sim.account().schedules[key]
    assert [entry["hours"] for entry in schedules["Schedule"]] == ["6", "18"]
    assert (schedules["enabled"], schedules["Retry"]["maxRetry"], len(schedules["Retry"]["Schedule"])) == (False, 3, 2)
    atom = sim.account().atoms[row["atomId"]]
    assert (atom["name"], atom["purgeHistoryDays"], atom["purgeImmediate"]) == ("7", 7, True)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", "{"),
        ("application/json", "[" * 100_000),
        ("application/json", "[]"),
        ("application/json", b"\xff"),
        ("application/xml", "<a"),
        ("application/xml", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
        ("application/x-www-form-urlencoded", "a=b"),
        ("application/json", ""),
    ],
)
def test_a_create_with_a_body_that_is_not_readable_is_400(
    sim: Simulator, api: Caller, content_type: str, body: str | bytes
) -> None:
    assert api("POST", INSTANCE, data=body, headers={"Content-Type": content_type}).status_code == 400
    assert not sim.account().instances


def test_a_delete_may_carry_a_body(sim: Simulator, api: Caller) -> None:
    for body in ({}, {"id": "x"}):
        key = sim.install("Order Intake", "x")["id"]
        assert api("DELETE", f"{INSTANCE}/{key}", body).status_code == 200


@pytest.mark.parametrize(
    ("form", "content_type", "expected"),
    [
        ("typed", "application/json; charset=UTF-8", {"@type": "Error", "message": "x does not exist"}),
        ("message", "application/json; charset=UTF-8", {"message": "x does not exist"}),
        ("nested", "application/json; charset=UTF-8", {"error": {"message": "x does not exist"}}),
        ("xml", "application/xml; charset=UTF-8", "<error><message>x does not exist</message></error>"),
        ("user_message", "application/xml; charset=UTF-8", "<Data>x does not exist</Data>"),
        ("html", "text/html; charset=UTF-8", "<h1>400</h1><p>x does not exist</p>"),
        ("text", "text/plain; charset=UTF-8", "x does not exist"),
        ("empty", "application/json; charset=UTF-8", ""),
    ],
)
def test_the_forms_of_an_error(sim: Simulator, api: Caller, form: str, content_type: str, expected: Any) -> None:
    sim.set(error_form=form)
    answer = api.query(INSTANCE, {"property": "x", "operator": "IS_NULL"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, content_type)
    if isinstance(expected, str):
        assert expected in answer.text
    else:
        assert answer.json() == expected


@pytest.mark.parametrize("form", ["typed", "message", "nested"])
def test_errors_are_xml_where_json_was_not_asked_for(sim: Simulator, api: Caller, form: str) -> None:
    sim.set(error_form=form)
    answer = api("GET", f"{INSTANCE}/nix", headers={"Accept": "*/*"})
    assert ElementTree.fromstring(answer.content).findtext("message") == "IntegrationPackInstance ID nix is invalid."
