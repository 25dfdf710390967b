# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fidelity: the independent client ``boomi`` (PyPI), which was made for the real platform, drives the simulator."""

from __future__ import annotations

import re
from typing import Any

import pytest
from boomi import Boomi, models
from boomi.net.transport.api_error import ApiError

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.objects import OBJECTS
from ansible_collections.community.boomi.tests.unit.partner import PARTNER, USER

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def client(sim: Simulator, account: str, user: str) -> Any:
    return Boomi(
        username=f"BOOMI_TOKEN.{user}",
        password=sim.world.users[user].token,
        account_id=account,
        base_url=f"{sim.base_url}/api/rest/v1/{{accountId}}",
        timeout=3000,
    )


@pytest.fixture
def sdk(sim: Simulator) -> Any:
    return client(sim, sim.account_id, sim.username)


@pytest.fixture
def partner(sim: Simulator) -> Any:
    return client(sim, PARTNER, USER)


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


def test_it_filters(sim: Simulator, sdk: Any) -> None:
    found = sim.install("Order Intake", "Domestic")["id"]
    sim.install("Invoice Sync")
    simple = models.IntegrationPackInstanceSimpleExpression
    named = simple(operator="EQUALS", property="integrationPackName", argument=["Order Intake"])
    # It sends an empty list where an operator takes no argument.
    any_name = simple(operator="IS_NOT_NULL", property="integrationPackOverrideName", argument=[])
    nobody = simple(operator="EQUALS", property="integrationPackId", argument=["x"])
    either = models.IntegrationPackInstanceGroupingExpression(operator="or", nested_expression=[nobody, any_name])
    both = models.IntegrationPackInstanceGroupingExpression(operator="and", nested_expression=[named, either])
    for expression in (named, any_name, both):
        shell = models.IntegrationPackInstanceQueryConfigQueryFilter(expression=expression)
        config = models.IntegrationPackInstanceQueryConfig(query_filter=shell)
        (row,) = sdk.integration_pack_instance.query_integration_pack_instance(config).result
        assert row.id_ == found


def test_an_update_of_an_environment_changes_its_name_alone(sdk: Any) -> None:
    place = sdk.environment.create_environment(models.Environment(name="Staging", classification="TEST"))
    body = models.Environment(name="Stage", classification="PROD")
    renamed = sdk.environment.update_environment(id_=place.id_, request_body=body)
    assert (renamed.id_, renamed.name, renamed.classification) == (place.id_, "Stage", "TEST")


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
    release: dict[str, Any] = {
        "id_": pack,
        "release_packaged_components": models.ReleasePackagedComponents(release_packaged_component=versions),
    }
    releases, later = sdk.release_integration_pack, {"release_on_date": "2026-02-01"}
    request = releases.create_release_integration_pack(
        models.ReleaseIntegrationPack(**release, **later, release_schedule="RELEASE_ON_SPECIFIED_DATE")
    ).request_id
    at_once = models.ReleaseIntegrationPack(**release, release_schedule="IMMEDIATELY")
    releases.update_release_integration_pack(id_=pack, request_body=at_once)
    assert sdk.release_integration_pack_status.get_release_integration_pack_status(request).release_status == "SUCCESS"
    found = packs.get_publisher_integration_pack(pack)
    (held,) = found.publisher_packaged_components.publisher_packaged_component
    assert (held.current_version, held.pending_version, held.latest_version) == ("1.0", "", "1.1")
    packs.delete_publisher_integration_pack(pack)
    assert pack not in sim.world.packs


def test_it_reads_xml_error_details(sim: Simulator, sdk: Any) -> None:
    sim.set(error_form="xml")
    with pytest.raises(ApiError) as refused:
        sdk.integration_pack_instance.get_integration_pack_instance("nix")
    assert refused.value.error_detail == "IntegrationPackInstance ID nix is invalid."


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def call(of: Any, operation: str, name: str, *arguments: Any) -> Any:
    return getattr(getattr(of, snake(name)), f"{operation}_{snake(name)}")(*arguments)


def install_and_attach(sim: Simulator) -> None:
    sim.attach(sim.install("Order Intake", "Domestic")["id"], "Production")


def make_one_of_each(sim: Simulator, sdk: Any, partner: Any) -> dict[str, Any]:
    """Return what the client has created: that, and all that is prepared past the API, is there to be read."""
    account = sim.account()
    sim.world.add_execution()
    sim.world.add_event()
    sim.world.add_audit_log()
    role, atom = (next(iter(store)) for store in (account.roles, account.atoms))
    values = {"integration_pack_id": ORDER_INTAKE, "integration_pack_override_name": "Domestic"}
    instance = call(sdk, "create", "IntegrationPackInstance", models.IntegrationPackInstance(**values))
    group = call(partner, "create", "AccountGroup", models.AccountGroup(account_id=PARTNER, name="Retail"))
    place = call(sdk, "create", "Environment", models.Environment(name="Staging", classification="TEST"))
    ties: dict[str, tuple[Any, dict[str, str]]] = {
        "AccountGroupAccount": (partner, {"account_group_id": group.id_, "account_id": account.id}),
        "AccountGroupIntegrationPack": (partner, {"account_group_id": group.id_, "integration_pack_id": ORDER_INTAKE}),
        "AccountUserRole": (sdk, {"account_id": account.id, "user_id": sim.username, "role_id": role}),
        "EnvironmentRole": (sdk, {"environment_id": place.id_, "role_id": role}),
        "EnvironmentAtomAttachment": (sdk, {"environment_id": place.id_, "atom_id": atom}),
        "IntegrationPackEnvironmentAttachment": (
            sdk,
            {"environment_id": place.id_, "integration_pack_instance_id": instance.id_},
        ),
    }
    made = {name: call(of, "create", name, getattr(models, name)(**values)) for name, (of, values) in ties.items()}
    return {**made, "AccountGroup": group, "Environment": place, "IntegrationPackInstance": instance}


def fields_of(model: Any) -> Any:
    """What a model holds, and nothing that the client does not know."""
    if isinstance(model, list):
        return [fields_of(entry) for entry in model]
    if not hasattr(model, "_kwargs"):
        return model
    assert set(model._kwargs) <= {"@type"}, model._kwargs
    return {name: fields_of(value) for name, value in vars(model).items() if name != "_kwargs"}


# Of these, the partner has some, and of the others the account.
OF_PARTNERS = (
    "Account",
    "AccountGroup",
    "AccountGroupAccount",
    "AccountGroupIntegrationPack",
    "PublisherIntegrationPack",
)


def test_it_reads_and_knows_each_field_of_each_object(sim: Simulator, sdk: Any, partner: Any) -> None:
    made = make_one_of_each(sim, sdk, partner)
    for name, declared in OBJECTS.items():
        of = partner if name in OF_PARTNERS else sdk
        if "query" not in declared.reads:
            continue
        rows = call(of, "query", name).result
        # What it cannot read as an object of its own, it returns as it came.
        assert {type(row) for row in rows} == {getattr(models, name)}, name
        shown = [fields_of(row) for row in rows]
        if name in made:
            assert fields_of(made[name])["id_"] in [row["id_"] for row in shown], name
        key = next((shown[0][key] for key in ("id_", "document_id", "account_id") if key in shown[0]), None)
        if "get" in declared.reads:
            assert isinstance(call(of, "get", name, key), getattr(models, name)), name
        if "bulk" in declared.reads:
            wanted = [models.BulkId(id_=key), models.BulkId(id_="nix")]
            request = getattr(models, f"{name}BulkRequest")(request=wanted, type_="GET")
            (item, missing) = call(of, "bulk", name, request).response
            assert (item.status_code, type(item.result)) == (200, getattr(models, name)), name
            assert missing.status_code == 400, name


def test_it_takes_back_what_it_has_created(sim: Simulator, sdk: Any, partner: Any) -> None:
    for name, made in make_one_of_each(sim, sdk, partner).items():
        # The API has no DELETE of account groups.
        if name != "AccountGroup":
            of = partner if name in OF_PARTNERS else sdk
            call(of, "delete", name, made.id_)
            assert made.id_ not in [row.id_ for row in getattr(call(of, "query", name), "result", [])], name


def test_it_sets_extension_values(sim: Simulator, sdk: Any) -> None:
    install_and_attach(sim)
    sets = sdk.environment_extensions
    (first, second) = sets.query_environment_extensions().result
    (connection,) = first.connections.connection
    values = {"url": "https://orders.example.com", "password": "correct-horse-battery-9"}
    fields = [models.Field(id_=name, use_default=False, value=value) for name, value in values.items()]
    body = models.EnvironmentExtensions(
        id_=first.id_,
        environment_id=first.environment_id,
        extension_group_id=first.extension_group_id,
        connections=models.Connections(connection=[models.Connection(id_=connection.id_, field=fields)]),
        partial=True,
    )
    sets.update_environment_extensions(first.id_, body)
    read = sets.get_environment_extensions(first.id_).connections.connection[0].field
    assert {field.id_: (getattr(field, "value", None), field.use_default) for field in read} == {
        "url": ("https://orders.example.com", False),
        "user": ("", True),
        "password": (None, False),
    }
    assert [field.id_ for field in read if getattr(field, "encrypted_value_set", False)] == ["password"]
    assert fields_of(sets.get_environment_extensions(second.id_)) == fields_of(second)


def test_it_sets_schedules_and_turns_them_off(sim: Simulator, sdk: Any) -> None:
    install_and_attach(sim)
    there = sdk.process_schedules.query_process_schedules().result[0]
    ids = {"id_": there.id_, "atom_id": there.atom_id, "process_id": there.process_id}
    times = {"minutes": "0", "hours": "6", "days_of_week": "2-6", "days_of_month": "*", "months": "*", "years": "*"}
    body = models.ProcessSchedules(**ids, schedule=[models.Schedule(**times)])
    sdk.process_schedules.update_process_schedules(there.id_, body)
    assert fields_of(sdk.process_schedules.get_process_schedules(there.id_).schedule) == [times]
    off = models.ProcessScheduleStatus(**ids, enabled=False)
    sdk.process_schedule_status.update_process_schedule_status(there.id_, off)
    assert sdk.process_schedule_status.get_process_schedule_status(there.id_).enabled is False


def test_it_runs_a_process_and_cancels_a_run(sim: Simulator, sdk: Any) -> None:
    install_and_attach(sim)
    sim.set(execution_pending=1, execution_running=1, execution_answer="operation_result")
    there = sdk.process_schedules.query_process_schedules().result[0]
    properties = models.ExecutionRequestDynamicProcessProperties(dynamic_process_property=[])
    request = models.ExecutionRequest(
        atom_id=there.atom_id,
        process_id=there.process_id,
        dynamic_process_properties=properties,
        process_properties=models.ExecutionRequestProcessProperties(process_property=[]),
    )
    started = sdk.execution_request.create_execution_request(request).request_id
    looks = [sdk.execution_record.async_get_execution_record(started) for _look in range(3)]
    assert [look and look.status for look in looks] == [None, "INPROCESS", "COMPLETE"]
    running = sdk.execution_request.create_execution_request(request)
    sdk.execution_record.async_get_execution_record(running.request_id)
    record = sdk.execution_record.async_get_execution_record(running.request_id)
    sdk.cancel_execution.cancel_execution(record.execution_id)
    ended = [sdk.execution_record.async_get_execution_record(running.request_id).status for _look in range(2)]
    assert ended == ["INPROCESS", "ABORTED"]


def test_it_makes_a_token_for_an_installer(sdk: Any) -> None:
    wanted = models.InstallerToken(install_type="ATOM", duration_minutes=30)
    token = sdk.installer_token.create_installer_token(wanted)
    assert (token.install_type, token.duration_minutes) == ("ATOM", 30)
    assert fields_of(token)["token"].startswith("atom-")
