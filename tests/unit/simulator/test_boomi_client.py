# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fidelity: the independent client ``boomi`` (PyPI, 3.0.1), which was made for the real platform, drives the simulator.

What it sends and how it retries was recorded on loopback; the expectations here are those recordings.
"""

from __future__ import annotations

from typing import Any

import pytest
from boomi import Boomi, models
from boomi.net.transport.api_error import ApiError

from ansible_collections.community.boomi.tests.simulator import Simulator

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


@pytest.fixture
def sdk(sim: Simulator) -> Any:
    return Boomi(
        username=f"BOOMI_TOKEN.{sim.username}",
        password=sim.token,
        account_id=sim.account_id,
        base_url=f"{sim.base_url}/api/rest/v1/{{accountId}}",
        timeout=3000,
    )


def instance_query(property: str, operator: str, *arguments: str) -> Any:
    expression = models.IntegrationPackInstanceSimpleExpression(
        operator=operator, property=property, argument=list(arguments)
    )
    shell = models.IntegrationPackInstanceQueryConfigQueryFilter(expression=expression)
    return models.IntegrationPackInstanceQueryConfig(query_filter=shell)


def test_all_six_operations_on_integration_pack_instances(sim: Simulator, sdk: Any) -> None:
    service = sdk.integration_pack_instance
    created = service.create_integration_pack_instance(
        models.IntegrationPackInstance(integration_pack_id=ORDER_INTAKE, integration_pack_override_name="Domestic")
    )
    assert created.integration_pack_override_name == "Domestic"
    assert [process.name for process in created.process_id] == ["Domestic - INT", "Domestic - New Process 3"]

    fetched = service.get_integration_pack_instance(created.id_)
    assert (fetched.id_, fetched.integration_pack_id) == (created.id_, ORDER_INTAKE)

    bulk = service.bulk_integration_pack_instance(
        models.IntegrationPackInstanceBulkRequest(
            request=[models.BulkId(id_=created.id_), models.BulkId(id_="nix")], type_="GET"
        )
    )
    assert [item.status_code for item in bulk.response] == [200, 400]
    assert bulk.response[0].result.id_ == created.id_

    found = service.query_integration_pack_instance(instance_query("integrationPackName", "EQUALS", "Order Intake"))
    assert [row.id_ for row in found.result] == [created.id_]
    named = instance_query("integrationPackOverrideName", "IS_NOT_NULL")
    assert service.query_integration_pack_instance(named).number_of_results == 1
    assert service.query_integration_pack_instance().number_of_results == 1

    service.delete_integration_pack_instance(created.id_)
    assert not hasattr(service.query_integration_pack_instance(), "result")
    assert [call.split("/")[0] for call in sim.calls] == [
        "POST IntegrationPackInstance",
        "GET IntegrationPackInstance",
        "POST IntegrationPackInstance",
        "POST IntegrationPackInstance",
        "POST IntegrationPackInstance",
        "POST IntegrationPackInstance",
        "DELETE IntegrationPackInstance",
        "POST IntegrationPackInstance",
    ]


def test_it_follows_pages(sim: Simulator, sdk: Any) -> None:
    for number in range(205):
        sim.install("Order Intake", str(number))
    service = sdk.integration_pack_instance
    page = service.query_integration_pack_instance()
    rows = list(page.result)
    while getattr(page, "query_token", None):
        page = service.query_more_integration_pack_instance(page.query_token)
        rows += page.result
    assert len({row.id_ for row in rows}) == 205
    assert [request.content_type for request in sim.requests] == ["application/json", "text/plain", "text/plain"]


def test_it_sends_what_was_recorded_of_it(sim: Simulator, sdk: Any) -> None:
    service = sdk.integration_pack_instance
    service.query_integration_pack_instance()
    nested = [
        models.IntegrationPackInstanceSimpleExpression(operator="IS_NULL", property="integrationPackId", argument=[])
    ]
    group = models.IntegrationPackInstanceGroupingExpression(operator="and", nested_expression=nested)
    shell = models.IntegrationPackInstanceQueryConfigQueryFilter(expression=group)
    service.query_integration_pack_instance(models.IntegrationPackInstanceQueryConfig(query_filter=shell))
    service.delete_integration_pack_instance(sim.install("Invoice Sync")["id"])
    everything, grouped, deletion = sim.requests
    assert (everything.body, everything.accept) == ({}, "application/json")
    assert grouped.body["QueryFilter"]["expression"]["nestedExpression"][0]["argument"] == []
    assert grouped.body["@type"] == "IntegrationPackInstanceQueryConfig"
    assert (deletion.body, deletion.content_type) == ({}, "application/json")
    assert [request.connection for request in sim.requests] == sorted({request.connection for request in sim.requests})


def test_packs_environments_and_attachments(sim: Simulator, sdk: Any) -> None:
    pack_query = models.IntegrationPackQueryConfig(
        query_filter=models.IntegrationPackQueryConfigQueryFilter(
            expression=models.IntegrationPackSimpleExpression(
                operator="EQUALS", property="installationType", argument=["MULTI"]
            )
        )
    )
    packs = sdk.integration_pack.query_integration_pack(pack_query).result
    assert "Order Intake" in [pack.name for pack in packs]
    assert sdk.integration_pack.get_integration_pack(ORDER_INTAKE).name == "Order Intake"

    environments = sdk.environment
    place = environments.create_environment(models.Environment(name="Staging", classification="TEST"))
    renamed = environments.update_environment(
        id_=place.id_, request_body=models.Environment(name="Stage", classification="TEST")
    )
    assert (renamed.id_, renamed.name) == (place.id_, "Stage")

    instance = sim.install("Invoice Sync")["id"]
    packs_there = sdk.integration_pack_environment_attachment.create_integration_pack_environment_attachment(
        models.IntegrationPackEnvironmentAttachment(environment_id=place.id_, integration_pack_instance_id=instance)
    )
    atoms_there = sdk.environment_atom_attachment.create_environment_atom_attachment(
        models.EnvironmentAtomAttachment(environment_id=place.id_, atom_id=next(iter(sim.account().atoms)))
    )
    with pytest.raises(ApiError) as refused:
        environments.delete_environment(place.id_)
    assert refused.value.status == 400
    sdk.integration_pack_environment_attachment.delete_integration_pack_environment_attachment(packs_there.id_)
    sdk.environment_atom_attachment.delete_environment_atom_attachment(atoms_there.id_)
    environments.delete_environment(place.id_)
    assert place.id_ not in sim.account().environments


def test_packs_are_published_and_released(sim: Simulator, sdk: Any) -> None:
    component = sim.world.add_package("Archive Orders", ["1.0", "1.1"])["id"]
    shell: dict[str, Any] = {"name": "Order Archive", "installation_type": "SINGLE", "description": "Archives orders"}
    packs = sdk.publisher_integration_pack
    pack = packs.create_publisher_integration_pack(models.PublisherIntegrationPack(**shell)).id_
    listed = [models.PublisherPackagedComponent(component_id=component, pending_version="1.0")]
    components = models.PublisherPackagedComponents(publisher_packaged_component=listed)
    packs.update_publisher_integration_pack(
        id_=pack,
        request_body=models.PublisherIntegrationPack(
            **shell, id_=pack, operation_type="ADD", publisher_packaged_components=components
        ),
    )
    versions = [models.ReleasePackagedComponent(component_id=component, version="1.0")]
    release = models.ReleaseIntegrationPack(
        id_=pack,
        release_schedule="IMMEDIATELY",
        release_packaged_components=models.ReleasePackagedComponents(release_packaged_component=versions),
    )
    request = sdk.release_integration_pack.create_release_integration_pack(release).request_id
    assert sdk.release_integration_pack_status.get_release_integration_pack_status(request).release_status == "SUCCESS"
    found = packs.get_publisher_integration_pack(pack)
    (held,) = found.publisher_packaged_components.publisher_packaged_component
    assert (held.current_version, held.pending_version, held.latest_version) == ("1.0", "", "1.1")


def test_it_doubles_an_install_whose_answer_was_a_500(sim: Simulator, sdk: Any) -> None:
    sim.add_fault("status", status=500, operation="create", phase="after")
    sdk.integration_pack_instance.create_integration_pack_instance(
        models.IntegrationPackInstance(integration_pack_id=ORDER_INTAKE, integration_pack_override_name="Domestic")
    )
    assert len(sim.account().instances) == 2


def test_it_reads_xml_error_details(sim: Simulator, sdk: Any) -> None:
    sim.set(error_form="xml")
    with pytest.raises(ApiError) as refused:
        sdk.integration_pack_instance.get_integration_pack_instance("nix")
    assert refused.value.error_detail == "IntegrationPackInstance ID nix is invalid."
