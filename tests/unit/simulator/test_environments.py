# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Environments, runtimes, attachments and roles."""

from __future__ import annotations

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


def test_an_environment_in_use_cannot_be_deleted(sim: Simulator, api: Caller) -> None:
    test = environment(sim, "Test")["id"]
    packs = sim.attach(sim.install("Invoice Sync")["id"], "Test")
    assert api.delete(ENVIRONMENT, test).status_code == 400
    api.delete(PACK_ATTACHMENT, packs["id"])
    sim.attach_atom("runtime-us-1", "Test")
    assert api.delete(ENVIRONMENT, test).status_code == 400


@pytest.mark.parametrize(("value", "status"), [("refuse", 400), ("existing", 200)])
def test_attaching_a_runtime_twice(sim: Simulator, api: Caller, value: str, status: int) -> None:
    sim.set(second_attachment=value)
    body = {"atomId": atom(sim, "runtime-eu-1")["id"], "environmentId": environment(sim, "Production")["id"]}
    assert api.create(ATOM_ATTACHMENT, **body).status_code == status
    assert len(sim.account().atom_attachments) == 1


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


def test_a_deleted_environment_takes_its_roles_along(sim: Simulator, api: Caller) -> None:
    place = environment(sim, "Test")["id"]
    api.create("EnvironmentRole", roleId=next(iter(sim.account().roles)), environmentId=place)
    api.delete(ENVIRONMENT, place)
    assert not sim.account().environment_roles
