# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments, runtimes, attachments and roles."""

from __future__ import annotations

import base64

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.state import Record

ENVIRONMENT = "Environment"
PACK_ATTACHMENT = "IntegrationPackEnvironmentAttachment"
ATOM_ATTACHMENT = "EnvironmentAtomAttachment"


def environment(sim: Simulator, name: str) -> Record:
    return next(record for record in sim.account().environments.values() if record["name"] == name)


def atom(sim: Simulator, name: str) -> Record:
    return next(record for record in sim.account().atoms.values() if record["name"] == name)


def decoded(key: str) -> str:
    return base64.b64decode(key + "=" * (-len(key) % 4)).decode()


def test_an_environment_is_created_renamed_and_deleted(sim: Simulator, api: Caller) -> None:
    created = api.create(ENVIRONMENT, name="Staging", classification="TEST").json()
    assert created == {"@type": ENVIRONMENT, "id": created["id"], "name": "Staging", "classification": "TEST"}
    renamed = api("POST", f"{ENVIRONMENT}/{created['id']}", {"name": "Stage", "classification": "PROD"}).json()
    assert renamed == {**created, "name": "Stage"}
    assert api.delete(ENVIRONMENT, created["id"]).status_code == 200
    assert api.found(ENVIRONMENT, "name", "EQUALS", "Stage") == []


def test_the_classification_is_prod_unless_given(api: Caller) -> None:
    assert api.create(ENVIRONMENT, name="New").json()["classification"] == "PROD"
    assert api.create(ENVIRONMENT, name="Newer", classification="DEV").status_code == 400


def test_an_environment_needs_a_name_of_its_own(sim: Simulator, api: Caller) -> None:
    assert api.create(ENVIRONMENT, name="Production").status_code == 400
    assert api.create(ENVIRONMENT, name="  ").status_code == 400
    assert api.create(ENVIRONMENT).status_code == 400
    key = environment(sim, "Test")["id"]
    assert api("POST", f"{ENVIRONMENT}/{key}", {"name": "Production"}).status_code == 400
    assert api("POST", f"{ENVIRONMENT}/{key}", {"name": "Test"}).status_code == 200


def test_a_deleted_environment_is_still_answered_by_get(sim: Simulator, api: Caller) -> None:
    key = environment(sim, "Test")["id"]
    api.delete(ENVIRONMENT, key)
    assert api.get(ENVIRONMENT, key).status_code == 200
    assert api.delete(ENVIRONMENT, key).status_code == 400


def test_an_environment_in_use_cannot_be_deleted(sim: Simulator, api: Caller) -> None:
    test = environment(sim, "Test")["id"]
    packs = sim.attach(sim.install("Invoice Sync")["id"], "Test")
    runtime = sim.attach_atom("runtime-us-1", "Test")
    assert api.delete(ENVIRONMENT, test).status_code == 400
    assert api.delete(PACK_ATTACHMENT, packs["id"]).text == "true"
    assert api.delete(ENVIRONMENT, test).status_code == 400
    assert api.delete(ATOM_ATTACHMENT, runtime["id"]).text == "true"
    assert api.delete(ENVIRONMENT, test).status_code == 200


def test_a_runtime_that_is_attached_by_hand_moves_too(sim: Simulator, api: Caller) -> None:
    runtime = sim.attach_atom("runtime-us-1", "Test")["atomId"]
    moved = sim.attach_atom("runtime-us-1", "Production")
    assert [found["id"] for found in api.found(ATOM_ATTACHMENT, "atomId", "EQUALS", runtime)] == [moved["id"]]


def test_a_pack_is_attached_and_detached(sim: Simulator, api: Caller) -> None:
    instance, place = sim.install("Invoice Sync")["id"], environment(sim, "Test")["id"]
    created = api.create(PACK_ATTACHMENT, integrationPackInstanceId=instance, environmentId=place).json()
    assert decoded(created["id"]) == f"ATTACH_IPACK_ENV{instance}:{place}"
    assert api.found(PACK_ATTACHMENT, "environmentId", "EQUALS", place) == [created]
    assert api.delete(PACK_ATTACHMENT, created["id"]).status_code == 200
    assert api.found(PACK_ATTACHMENT, "integrationPackInstanceId", "EQUALS", instance) == []


def test_attachments_have_no_get_and_no_bulk(sim: Simulator, api: Caller) -> None:
    attachment = sim.attach(sim.install("Invoice Sync")["id"], "Test")
    assert api.get(PACK_ATTACHMENT, attachment["id"]).status_code == 400
    assert api.bulk(PACK_ATTACHMENT, attachment["id"]).status_code == 400


@pytest.mark.parametrize(("value", "status"), [("refuse", 400), ("existing", 200)])
def test_attaching_twice(sim: Simulator, api: Caller, value: str, status: int) -> None:
    sim.set(second_attachment=value)
    instance, place = sim.install("Invoice Sync")["id"], environment(sim, "Test")["id"]
    sim.attach(instance, "Test")
    assert api.create(PACK_ATTACHMENT, integrationPackInstanceId=instance, environmentId=place).status_code == status
    runtime = atom(sim, "runtime-eu-1")["id"]
    production = environment(sim, "Production")["id"]
    assert api.create(ATOM_ATTACHMENT, atomId=runtime, environmentId=production).status_code == status
    assert len(sim.account().instance_attachments) == len(sim.account().atom_attachments) == 1


def test_attaching_what_does_not_exist_is_400(sim: Simulator, api: Caller) -> None:
    instance, place = sim.install("Invoice Sync")["id"], environment(sim, "Test")["id"]
    for body in (
        {"integrationPackInstanceId": "x", "environmentId": place},
        {"integrationPackInstanceId": instance, "environmentId": "x"},
        {"environmentId": place},
    ):
        assert api("POST", PACK_ATTACHMENT, body).status_code == 400
    assert api.create(ATOM_ATTACHMENT, atomId="x", environmentId=place).status_code == 400
    assert api.create(ATOM_ATTACHMENT, atomId=atom(sim, "runtime-eu-1")["id"], environmentId="x").status_code == 400


def test_attaching_an_attached_runtime_moves_it(sim: Simulator, api: Caller) -> None:
    runtime, test = atom(sim, "runtime-eu-1")["id"], environment(sim, "Test")["id"]
    created = api.create(ATOM_ATTACHMENT, atomId=runtime, environmentId=test).json()
    assert api.found(ATOM_ATTACHMENT, "atomId", "EQUALS", runtime) == [created]
    assert created["environmentId"] == test


def test_basic_environment_support_allows_one_runtime(sim: Simulator, api: Caller) -> None:
    body = {"atomId": atom(sim, "runtime-eu-2")["id"], "environmentId": environment(sim, "Production")["id"]}
    sim.set(runtimes_per_environment=1)
    assert api("POST", ATOM_ATTACHMENT, body).status_code == 400
    sim.set(runtimes_per_environment=0)
    assert api("POST", ATOM_ATTACHMENT, body).status_code == 200


def test_a_runtime_can_go_offline_and_be_renamed(sim: Simulator, api: Caller) -> None:
    record = atom(sim, "runtime-eu-1")
    record["status"] = "OFFLINE"
    assert api.get("Atom", record["id"]).json()["status"] == "OFFLINE"
    answer = api("POST", f"Atom/{record['id']}", {"name": "renamed", "purgeHistoryDays": 7, "status": "ONLINE"})
    assert (answer.json()["name"], answer.json()["purgeHistoryDays"]) == ("renamed", 7)
    assert answer.json()["status"] == "OFFLINE"
    assert api("POST", f"Atom/{record['id']}", {"purgeHistoryDays": "many"}).status_code == 400


def test_a_role_is_given_and_taken(sim: Simulator, api: Caller) -> None:
    role = api.found("Role", "name", "EQUALS", "Administrator")[0]
    assert {"@type": "", "name": "API"} in role["Privileges"]["Privilege"]
    place = environment(sim, "Test")["id"]
    granted = api.create("EnvironmentRole", roleId=role["id"], environmentId=place).json()
    assert decoded(granted["id"]).startswith("ENV_ROLE")
    assert api.get("EnvironmentRole", granted["id"]).json() == granted
    assert api.create("EnvironmentRole", roleId=role["id"], environmentId=place).status_code == 400
    assert api.create("EnvironmentRole", roleId="x", environmentId=place).status_code == 400
    assert api.create("EnvironmentRole", roleId=role["id"], environmentId="x").status_code == 400
    assert api.delete("EnvironmentRole", granted["id"]).status_code == 200


def test_a_deleted_environment_takes_its_roles_along(sim: Simulator, api: Caller) -> None:
    place = environment(sim, "Test")["id"]
    api.create("EnvironmentRole", roleId=next(iter(sim.account().roles)), environmentId=place)
    api.delete(ENVIRONMENT, place)
    assert not sim.account().environment_roles
