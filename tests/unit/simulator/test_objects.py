# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each object takes, does, and refuses, with every way that the sources leave open."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

INSTANCE = "IntegrationPackInstance"
ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"
ENVIRONMENT = "Environment"
PACK_ATTACHMENT = "IntegrationPackEnvironmentAttachment"
ATOM_ATTACHMENT = "EnvironmentAtomAttachment"
SCHEDULES, SCHEDULE_STATUS = "ProcessSchedules", "ProcessScheduleStatus"
TIMES = {
    "minutes": "0-59/15",
    "hours": "8-18",
    "daysOfWeek": "2,3,4,5,6",
    "daysOfMonth": "*",
    "months": "*",
    "years": "*",
}
ASK, CHANGE = "async/ListenerStatus/query", "changeListenerStatus"


# Instances


@pytest.fixture
def invoice_sync(sim: Simulator) -> str:
    return sim.world.pack("Invoice Sync").id


def test_an_instance_id_is_base64_without_padding(api: Caller, invoice_sync: str) -> None:
    key = api.create(INSTANCE, integrationPackId=invoice_sync).json()["id"]
    assert base64.b64decode(key + "=" * (-len(key) % 4)).decode().startswith(INSTANCE)


@pytest.mark.parametrize(
    ("settings", "pack", "name", "status", "shown"),
    [
        ({}, "Order Intake", None, 200, "Order Intake"),
        ({"multi_without_name": "refuse"}, "Order Intake", None, 400, None),
        ({}, "Invoice Sync", "N", 400, None),
        ({"single_name": "absent"}, "Invoice Sync", None, 200, None),
        ({"single_name": "empty"}, "Invoice Sync", None, 200, ""),
        ({"single_name": "pack_name"}, "Invoice Sync", None, 200, "Invoice Sync"),
    ],
)
def test_the_name_that_an_instance_gets_and_shows(
    sim: Simulator, api: Caller, settings: dict[str, Any], pack: str, name: str | None, status: int, shown: str | None
) -> None:
    sim.set(**settings)
    named = {"integrationPackOverrideName": name} if name else {}
    answer = api.create(INSTANCE, integrationPackId=sim.world.pack(pack).id, **named)
    assert (answer.status_code, answer.json().get("integrationPackOverrideName")) == (status, shown)


def test_unknown_keys_and_type_marks_in_a_request_are_ignored(api: Caller) -> None:
    body = {"@type": "Anything", "integrationPackId": ORDER_INTAKE, "notAField": {"@type": "x"}}
    assert api("POST", INSTANCE, body).status_code == 200


@pytest.mark.parametrize(
    ("value", "missing"),
    [("full", set()), ("no_processes", {"ProcessId"}), ("no_id", {"id"}), ("empty", None)],
)
def test_what_a_create_answer_lacks(sim: Simulator, api: Caller, value: str, missing: set[str] | None) -> None:
    sim.set(create_answer=value)
    answer = api.create(INSTANCE, integrationPackId=ORDER_INTAKE)
    whole = {"id", "ProcessId", "integrationPackId", "integrationPackOverrideName", "@type"}
    assert (whole - set(answer.json()) if answer.content else None) == missing
    assert (answer.status_code, len(sim.account().instances)) == (200, 1)


@pytest.mark.parametrize(
    ("value", "body"),
    [("true", "true"), ("empty", ""), ("brace_true", "{true}"), ("object", '{"@type": "%s", "id": "%s"}')],
)
def test_the_body_of_a_delete(sim: Simulator, api: Caller, value: str, body: str) -> None:
    sim.set(delete_body=value)
    key = sim.install("Invoice Sync")["id"]
    answer = api.delete(INSTANCE, key)
    assert (answer.status_code, answer.text) == (200, body % (INSTANCE, key) if value == "object" else body)
    assert not sim.account().instances


@pytest.mark.parametrize("status", [400, 404, 410])
def test_an_id_that_does_not_exist(sim: Simulator, api: Caller, status: int) -> None:
    sim.set(missing_status=status)
    assert api.get(INSTANCE, "nix").status_code == status
    assert api.delete(INSTANCE, "nix").status_code == status
    assert [item["statusCode"] for item in api.bulk(INSTANCE, "nix").json()["response"]] == [status]


@pytest.mark.parametrize(("value", "status"), [("error", 400), ("stale", 200)])
def test_getting_a_deleted_instance(sim: Simulator, api: Caller, value: str, status: int) -> None:
    sim.set(get_deleted=value)
    key = sim.install("Invoice Sync")["id"]
    api.delete(INSTANCE, key)
    assert api.get(INSTANCE, key).status_code == status
    assert api.query(INSTANCE).json()["numberOfResults"] == 0


def test_the_processes_of_a_query_and_their_shape(sim: Simulator, api: Caller) -> None:
    sim.install("Stock Levels")
    sim.set(processes_shape="object")
    assert api.query(INSTANCE).json()["result"][0]["ProcessId"]["name"] == "Stock Levels"
    sim.set(query_processes="absent")
    row = api.query(INSTANCE).json()["result"][0]
    assert "ProcessId" not in row
    assert "ProcessId" in api.get(INSTANCE, row["id"]).json()


def test_fields_and_headers_of_a_later_release(sim: Simulator, api: Caller) -> None:
    sim.install("Invoice Sync")
    sim.set(extra_fields=True)
    answer = api.query(INSTANCE)
    assert "futureField" in answer.json()["result"][0]
    assert {"Deprecation", "Sunset", "Link", "Warning"} <= set(answer.headers)


# Environments, runtimes, attachments and roles


@pytest.fixture
def place(sim: Simulator) -> str:
    """The environment Test, which has no runtime."""
    return next(key for key, record in sim.account().environments.items() if record["name"] == "Test")


def test_the_classification_is_prod_unless_given(api: Caller) -> None:
    assert api.create(ENVIRONMENT, name="New").json()["classification"] == "PROD"
    assert api.create(ENVIRONMENT, name="Newer", classification="DEV").status_code == 400


def test_an_environment_needs_a_name_of_its_own(api: Caller, place: str) -> None:
    assert api.create(ENVIRONMENT, name="Production").status_code == 400
    assert api.create(ENVIRONMENT, name="  ").status_code == 400
    assert api.create(ENVIRONMENT).status_code == 400
    assert api("POST", f"{ENVIRONMENT}/{place}", {"name": "Production"}).status_code == 400
    assert api("POST", f"{ENVIRONMENT}/{place}", {"name": "Test"}).status_code == 200


def test_an_environment_in_use_cannot_be_deleted(sim: Simulator, api: Caller, place: str) -> None:
    packs = sim.attach(sim.install("Invoice Sync")["id"], "Test")
    assert api.delete(ENVIRONMENT, place).status_code == 400
    api.delete(PACK_ATTACHMENT, packs["id"])
    sim.attach_atom("runtime-us-1", "Test")
    assert api.delete(ENVIRONMENT, place).status_code == 400


def test_attaching_what_does_not_exist_is_400(sim: Simulator, api: Caller, place: str) -> None:
    instance, atom = sim.install("Invoice Sync")["id"], next(iter(sim.account().atoms))
    for kind, body in (
        (PACK_ATTACHMENT, {"integrationPackInstanceId": "x", "environmentId": place}),
        (PACK_ATTACHMENT, {"integrationPackInstanceId": instance, "environmentId": "x"}),
        (PACK_ATTACHMENT, {"environmentId": place}),
        (ATOM_ATTACHMENT, {"atomId": "x", "environmentId": place}),
        (ATOM_ATTACHMENT, {"atomId": atom, "environmentId": "x"}),
    ):
        assert api("POST", kind, body).status_code == 400


def test_a_deleted_environment_takes_its_roles_along(sim: Simulator, api: Caller, place: str) -> None:
    api.create("EnvironmentRole", roleId=next(iter(sim.account().roles)), environmentId=place)
    api.delete(ENVIRONMENT, place)
    assert not sim.account().environment_roles


# Schedules


@pytest.fixture
def deployed(sim: Simulator, api: Caller) -> dict[str, Any]:
    """The body of an UPDATE for the one process of a pack, on the runtime of the environment Production."""
    sim.attach(sim.install("Stock Levels")["id"], "Production")
    [row] = api.query(SCHEDULES).json()["result"]
    return {name: row[name] for name in ("id", "atomId", "processId")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Schedule": [{**TIMES, "minutes": "*/15"}]},
        {"Schedule": [{**TIMES, "minutes": "5/15"}]},
        {"Schedule": [{**TIMES, "minutes": "0-59/0"}]},
        {"Schedule": [{**TIMES, "hours": "24"}]},
        {"Schedule": [{**TIMES, "hours": "9-8"}]},
        {"Schedule": [{**TIMES, "daysOfWeek": "0"}]},
        {"Schedule": [{**TIMES, "daysOfWeek": "MON"}]},
        {"Schedule": [{"minutes": "0"}]},
        {"Schedule": [{**TIMES, "daysofweek": "1"}]},
        {"Schedule": [], "schedules": []},
        {"Retry": {"maxRetry": 6}},
        {"Retry": {"Schedule": []}},
        {"atomId": ""},
        {"processId": "another"},
    ],
)
def test_what_the_api_does_not_take_is_refused(api: Caller, deployed: dict[str, Any], wrong: dict[str, Any]) -> None:
    assert api("POST", f"{SCHEDULES}/{deployed['id']}", {**deployed, **wrong}).status_code == 400


def test_a_bulk_update_is_a_write_of_up_to_fifteen(sim: Simulator, api: Caller, deployed: dict[str, Any]) -> None:
    items = [{**deployed, "Schedule": [TIMES]}, {**deployed, "id": "nix"}]
    answer = api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": items}).json()
    assert [item["statusCode"] for item in answer["response"]] == [200, 400]
    assert [request.object for request in sim.writes] == [SCHEDULES]
    assert api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": 16 * items[:1]}).status_code == 400
    assert api("POST", f"{SCHEDULE_STATUS}/bulk", {"type": "UPDATE", "request": items}).status_code == 400
    sim.set(without_privileges=["SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT"])
    assert api("POST", f"{SCHEDULES}/bulk", {"type": "UPDATE", "request": items}).status_code == 403
    assert api.bulk(SCHEDULES, deployed["id"]).status_code == 200


def test_times_may_come_back_number_by_number(sim: Simulator, api: Caller, deployed: dict[str, Any]) -> None:
    sim.set(schedule_form="listed")
    [entry] = api("POST", f"{SCHEDULES}/{deployed['id']}", {**deployed, "Schedule": [TIMES]}).json()["Schedule"]
    assert (entry["minutes"], entry["hours"], entry["months"]) == ("0,15,30,45", "8,9,10,11,12,13,14,15,16,17,18", "*")


# Listeners: their status is a query whose answer comes later


def by(property: str, value: str) -> dict[str, Any]:
    return {"property": property, "operator": "EQUALS", "argument": [value]}


def test_a_query_without_a_runtime_is_refused(api: Caller) -> None:
    for body in ({}, {"QueryFilter": {"expression": by("listenerId", "x")}}):
        assert api("POST", ASK, body).status_code == 400


@pytest.mark.parametrize("privilege", ["API", "ATOM_MANAGEMENT"])
def test_reading_and_changing_listeners_needs_runtime_management(sim: Simulator, api: Caller, privilege: str) -> None:
    sim.set(without_privileges=[privilege])
    asked = {"QueryFilter": {"expression": by("containerId", "runtime")}}
    change = {"action": "pause", "listenerId": "x", "containerId": "runtime"}
    assert [api("POST", path, body).status_code for path, body in ((ASK, asked), (CHANGE, change))] == [403, 403]


def test_a_restart_leaves_a_paused_listener_paused(sim: Simulator, api: Caller) -> None:
    instance = sim.install("Returns Handling", "Desk")
    sim.attach(instance["id"], "Production")
    runtime = next(iter(sim.account().atom_attachments.values()))["atomId"]
    asked = {"QueryFilter": {"expression": by("containerId", runtime)}}
    listener = instance["ProcessId"][0]["wrapperProcessId"]
    for action in ("pause", "restart"):
        api("POST", CHANGE, {"action": action, "listenerId": listener, "containerId": runtime})
        token = api("POST", ASK, asked).json()["asyncToken"]["token"]
        (row,) = api("GET", f"async/ListenerStatus/response/{token}").json()["result"]
        assert row["status"] == "paused"


# Packs of a partner


def test_packs_that_come_and_go_leave_the_shares_of_others_alone(sim: Simulator, api: Caller) -> None:
    partner, birch = "partner-P1H8QZ", "birch-B4M9XW"
    api.session.auth = ("BOOMI_TOKEN.automation@partner.example", "c86e2f95-simulated-partner-token-1b3a")

    def create(kind: str, **body: str) -> str:
        answer = api("POST", kind, body, account=partner)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])

    def publish(name: str) -> str:
        pack = create("PublisherIntegrationPack", name=name, installationType="SINGLE", Description="")
        return create("AccountGroupIntegrationPack", accountGroupId=group, integrationPackId=pack) and pack

    group = create("AccountGroup", name="Retail")
    create("AccountGroupAccount", accountGroupId=group, accountId=birch)
    first, second = publish("First"), publish("Second")
    assert api("DELETE", f"PublisherIntegrationPack/{first}", account=partner).status_code == 200
    third = publish("Third")
    shares = sim.account(partner).group_packs.values()
    assert [share["integrationPackId"] for share in shares] == [second, third]
    assert {second, third} <= set(sim.account(birch).packs)
    # What is added past the API gets an ID of its own, too.
    fourth = sim.add_pack("Fourth")["id"]
    assert api("DELETE", f"PublisherIntegrationPack/{third}", account=partner).status_code == 200
    assert sim.add_pack("Fourth")["id"] != fourth


ENTRIES = "PublisherPackagedComponent"


@pytest.fixture
def published(sim: Simulator, api: Caller) -> tuple[str, list[str]]:
    """A pack of the partner who calls, and its two components, of which 1.0 is released."""
    api.session.auth = ("BOOMI_TOKEN.automation@partner.example", "c86e2f95-simulated-partner-token-1b3a")
    pack = sim.world.packs[sim.add_pack("New")["id"]]
    ids = [sim.world.add_package(name, ["1.0", "1.1"])["id"] for name in ("Archive Orders", "Purge Archive")]
    pack.components[:] = [{"componentId": one, "currentVersion": "1.0", "pendingVersion": ""} for one in ids]
    return pack.id, ids


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, [("", False), ("", True)]),
        ({"pack_components": "add"}, [("", False), ("", False)]),
        ({"pack_versions": "latest"}, [("1.1", False), ("", True)]),
        ({"component_deleted": "always"}, [("", True)]),
    ],
)
def test_what_becomes_of_components_by_an_update_that_lists_the_first_without_a_version(
    sim: Simulator, api: Caller, published: tuple[str, list[str]], settings: dict[str, str], shown: list[Any]
) -> None:
    sim.set(**settings)
    pack, ids = published
    body: dict[str, Any] = {"name": "New", "installationType": "SINGLE", "Description": "", "operationType": "ADD"}
    body |= {f"{ENTRIES}s": {ENTRIES: [{"componentId": ids[0]}]}}
    answer = api("POST", f"PublisherIntegrationPack/{pack}", {**body, "id": pack}, account="partner-P1H8QZ")
    assert [(one["pendingVersion"], one["deleted"]) for one in answer.json()[f"{ENTRIES}s"][ENTRIES]] == shown


@pytest.mark.parametrize(("unlisted", "left"), [("kept", 2), ("dropped", 1)])
def test_what_becomes_of_components_that_a_release_does_not_list(
    sim: Simulator, api: Caller, published: tuple[str, list[str]], unlisted: str, left: int
) -> None:
    sim.set(release_unlisted=unlisted)
    pack, ids = published
    listed = {"ReleasePackagedComponent": [{"componentId": ids[0], "version": "1.1"}]}
    body = {"id": pack, "releaseSchedule": "IMMEDIATELY", "ReleasePackagedComponents": listed}
    request = api("POST", "ReleaseIntegrationPack", body, account="partner-P1H8QZ").json()["requestId"]
    api("GET", f"ReleaseIntegrationPackStatus/{request}", account="partner-P1H8QZ")
    assert [one["componentId"] for one in sim.world.packs[pack].components] == ids[:left]
