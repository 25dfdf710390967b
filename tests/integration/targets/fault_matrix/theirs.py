# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The columns of the matrix for the client from PyPI: what a careful script on it does, which leaves retrying to it."""

from __future__ import annotations

import typing as t

from boomi import Boomi
from boomi.models import (
    BulkId,
    IntegrationPackInstance,
    IntegrationPackInstanceBulkRequest,
    IntegrationPackInstanceQueryConfig,
    IntegrationPackInstanceQueryConfigQueryFilter,
    IntegrationPackInstanceSimpleExpression,
)
from boomi.net.transport.api_error import ApiError
from faults import Fault

from ansible_collections.community.boomi.tests.simulator import Simulator

TIMEOUT = 1000
PACK = "Order Intake"
NAME = "Domestic"
OPERATIONS = ("query", "queryMore", "get", "bulk", "create", "delete")

Service = t.Any


def _query(service: Service) -> t.Any:
    """Ask for the instances of the pack by name; return the answer as the client gives it."""
    expression = IntegrationPackInstanceSimpleExpression(
        operator="EQUALS", property="integrationPackName", argument=[PACK]
    )
    shell = IntegrationPackInstanceQueryConfigQueryFilter(expression=expression)
    return service.query_integration_pack_instance(IntegrationPackInstanceQueryConfig(query_filter=shell))


def _all(service: Service) -> list[t.Any]:
    page = _query(service)
    rows = list(getattr(page, "result", None) or [])
    while getattr(page, "query_token", None):
        page = service.query_more_integration_pack_instance(page.query_token)
        rows += page.result
    return rows


def _act(service: Service, operation: str, sim: Simulator) -> bool:
    """Do what a script would; return whether what it came to know is right."""
    ids = set(sim.account().instances)
    if operation in ("query", "queryMore"):
        return {row.id_ for row in _all(service)} == ids
    if operation == "get":
        (only,) = ids
        return bool(service.get_integration_pack_instance(only).id_ == only)
    if operation == "bulk":
        request = [BulkId(id_=one) for one in sorted(ids)]
        answer = service.bulk_integration_pack_instance(
            IntegrationPackInstanceBulkRequest(request=request, type_="GET")
        )
        return {item.result.id_ for item in answer.response} == ids
    if operation == "create":
        if not _all(service):
            pack_id = sim.world.pack(PACK).id
            body = IntegrationPackInstance(integration_pack_id=pack_id, integration_pack_override_name=NAME)
            return bool(service.create_integration_pack_instance(body).id_ in sim.account().instances)
        return True
    for row in _all(service):
        service.delete_integration_pack_instance(row.id_)
    return True


def run_cell(sim: Simulator, operation: str, fault: Fault, lasting: bool) -> str:
    """Play one cell; return what it says in the table."""
    sim.reset()
    there = {"queryMore": 120, "create": 0}.get(operation, 1)
    for number in range(there):
        sim.install(PACK, f"{NAME} {number}")
    client = Boomi(
        username=f"BOOMI_TOKEN.{sim.username}",
        password=sim.token,
        account_id=sim.account_id,
        base_url=f"{sim.base_url}/api/rest/v1/{{accountId}}",
        timeout=TIMEOUT,
    )
    fault.strike(sim, operation, "IntegrationPackInstance", lasting)
    try:
        verdict = "ok" if _act(client.integration_pack_instance, operation, sim) else "wrong"
    except ApiError:
        verdict = "gave up"
    except Exception:
        # What its own error type does not cover reaches the script as whatever was raised underneath.
        verdict = "traceback"
    sim.settle()
    wanted = {"create": 1, "delete": 0}.get(operation, there)
    left = len(sim.account().instances)
    if left > max(wanted, there):
        return "doubled"
    return "wrong" if verdict == "ok" and left != wanted else verdict
