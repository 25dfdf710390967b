# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The columns of the matrix for this collection: whole modules, from a fresh account to the run after the fault."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
import time
import typing as t
from collections import Counter
from dataclasses import dataclass

from faults import Fault

from ansible_collections.community.boomi.plugins.modules import (
    boomi_account_configuration,
    boomi_environment,
    boomi_environment_extensions,
    boomi_integration_pack_instance,
    boomi_integration_pack_instance_info,
    boomi_integration_pack_instances,
    boomi_process_schedules,
)
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.simulator import Simulator

TIMEOUT = 1.0
RETRY_BUDGET = 2.0

MODULES = {
    "account": boomi_account_configuration,
    "instance": boomi_integration_pack_instance,
    "instance_info": boomi_integration_pack_instance_info,
    "instances": boomi_integration_pack_instances,
    "environment": boomi_environment,
    "extensions": boomi_environment_extensions,
    "schedules": boomi_process_schedules,
}
INSTANCE = "IntegrationPackInstance"
ATTACHMENT = "IntegrationPackEnvironmentAttachment"
ENVIRONMENT = "Environment"
PACK = "Order Intake"
NAME = "Domestic"
REMEDY = re.compile(r"\b(Check|Run|run|raise|set base_url|Look|look|checks first|finds it)\b")

Result = dict[str, t.Any]
# The name of an environment, a value that is set, a schedule, or the name of an instance with its environments.
Thing = tuple[str, str, tuple[str, ...]]
# How often it is there.
Contents = t.Counter[Thing]
# The same by name. Environments, values, and schedules have no environments.
Named = t.Mapping[str, t.Optional[tuple[str, ...]]]


@dataclass(frozen=True)
class Column:
    """What a task is asked to do, and which of its calls is struck.

    :param operation: and ``object``: of these calls
    :param before: the names of what is there, instances with the environments that each is attached to
    :param after: what is to be there instead
    :param skip: how many calls of this sort are spared
    """

    name: str
    operation: str
    module: str
    options: t.Mapping[str, t.Any]
    before: Named
    after: Named
    object: str = INSTANCE
    skip: int = 0
    settings: t.Mapping[str, t.Any] | None = None


def things(names: Named) -> Contents:
    """``before`` or ``after`` of a column, to be compared with what the account holds."""
    return Counter((ENVIRONMENT if places is None else INSTANCE, name, places or ()) for name, places in names.items())


_MANY: Named = {f"Desk {number}": () for number in range(120)}
_ONE: Named = {NAME: ()}
_PRESENT = {"integration_pack_name": PACK, "name": NAME}
_ABSENT = {**_PRESENT, "state": "absent"}
_INSTALL: dict[str, t.Any] = {"module": "instance", "options": _PRESENT, "before": {}, "after": _ONE}
_ATTACHED = {**_PRESENT, "environments": ["Production"]}
_IN_PRODUCTION: Named = {NAME: ("Production",)}

# One table each.
INSTANCE_COLUMNS: list[Column] = [
    Column("query", "query", **_INSTALL),
    Column("queryMore", "queryMore", "instance_info", {}, _MANY, _MANY),
    # Where neither the create nor a query tells the processes, a GET does.
    Column("get", "get", **_INSTALL, settings={"query_processes": "absent", "create_answer": "no_processes"}),
    Column("bulk", "bulk", "instance_info", {}, _MANY, _MANY),
    Column("create", "create", **_INSTALL),
    Column("delete", "delete", "instance", _ABSENT, _ONE, {}),
    Column("confirm", "query", **_INSTALL, skip=1),
    Column("confirm gone", "query", "instance", _ABSENT, _ONE, {}, skip=1),
    Column("attach", "create", "instance", _ATTACHED, {}, _IN_PRODUCTION, ATTACHMENT),
    Column("detach", "delete", "instance", _ABSENT, {NAME: ("Production", "Test")}, {}, object=ATTACHMENT),
]
_SEVERAL: Named = {"Asia": (), "Africa": (), "Europe": ()}
_LIST = {"instances": [{"integration_pack_name": PACK, "name": name} for name in _SEVERAL]}
_STAGING: Named = {"Staging": None}
_REMOVED = {"name": "Staging", "state": "absent"}
_LOGIN = {"name": "Orders API", "fields": [{"id": "user", "value": "jane"}]}
_VALUE = {**_PRESENT, "environment": "Production", "process": "INT", "connections": [_LOGIN]}
_SET: Named = {**_IN_PRODUCTION, "user=jane": None}
_SCHEDULE = {**_PRESENT, "process": "INT", "runtime": "runtime-eu-1", "schedules": [{"minutes": "7"}]}
_SCHEDULED: Named = {**_IN_PRODUCTION, "at minute 7": None}
_ACCOUNT = {"environments": [{"name": "Staging"}], "integration_packs": [{**_PRESENT, "environments": ["Staging"]}]}
_WHOLE: Named = {"Staging": None, NAME: ("Staging",)}
OTHER_COLUMNS: list[Column] = [
    Column("second of three", "create", "instances", _LIST, {}, _SEVERAL, skip=1),
    Column("new environment", "create", "environment", {"name": "Staging"}, {}, _STAGING, ENVIRONMENT),
    Column(
        "environment renamed", "update", "environment", {"name": "Quality"}, _STAGING, {"Quality": None}, ENVIRONMENT
    ),
    Column("environment deleted", "delete", "environment", _REMOVED, _STAGING, {}, ENVIRONMENT),
    Column("value set", "update", "extensions", _VALUE, _IN_PRODUCTION, _SET, "EnvironmentExtensions"),
    Column("schedule set", "update", "schedules", _SCHEDULE, _IN_PRODUCTION, _SCHEDULED, "ProcessSchedules"),
    Column("account made", "create", "account", _ACCOUNT, {}, _WHOLE, object=ENVIRONMENT),
    Column("account emptied", "delete", "account", {**_ACCOUNT, "state": "absent"}, _WHOLE, {}, object=ENVIRONMENT),
]
COLUMNS = [*INSTANCE_COLUMNS, *OTHER_COLUMNS]


def run_module(sim: Simulator, module: str, **options: t.Any) -> tuple[Result, str]:
    """Run a module as Ansible would; return its result, and all that it has printed."""
    arguments = {
        "account_id": sim.account_id,
        "username": sim.username,
        "api_token": sim.token,
        "base_url": sim.base_url,
        "requests_per_second": 1000,
        **options,
    }
    ended = run_in_process(MODULES[module].main, arguments)
    return json.loads(ended.printed), ended.printed + ended.complaints


def contents(sim: Simulator) -> Contents:
    """What the account holds."""
    account = sim.account()
    names = {environment["id"]: environment["name"] for environment in account.environments.values()}
    attached: dict[str, list[str]] = {}
    for attachment in account.instance_attachments.values():
        environment = names[attachment["environmentId"]]
        attached.setdefault(attachment["integrationPackInstanceId"], []).append(environment)
    things: list[Thing] = [(ENVIRONMENT, name, ()) for name in names.values()]
    for values in account.extension_values.values():
        things += [(ENVIRONMENT, f"{path[-1]}={override['value']}", ()) for path, override in values.items()]
    for schedules in account.schedules.values():
        things += [(ENVIRONMENT, f"at minute {one['minutes']}", ()) for one in schedules["Schedule"]]
    for instance in account.instances.values():
        places = sorted(attached.get(instance["id"], ()))
        things.append((INSTANCE, instance["integrationPackOverrideName"], tuple(places)))
    return Counter(things)


def prepare(sim: Simulator, column: Column) -> dict[str, t.Any]:
    """Bring the account to where the cell begins; return the options of the task."""
    sim.reset()
    sim.set(**(column.settings or {}))
    options = dict(column.options)
    for name, environments in column.before.items():
        if environments is None:
            made = sim.add_environment(name)
            if column.name == "environment renamed":
                options["id"] = made["id"]
            continue
        instance = sim.install(PACK, name)
        for environment in environments:
            sim.attach(instance["id"], environment)
    if column.operation == "bulk":
        options["ids"] = list(sim.account().instances)
    return options


@contextlib.contextmanager
def host_of_its_own() -> t.Iterator[None]:
    """What tasks share on a host (pace, locks) is shared within one cell, and goes with it."""
    with tempfile.TemporaryDirectory() as directory:
        tempfile.tempdir = directory
        try:
            yield
        finally:
            tempfile.tempdir = None


def repeated_creates(sim: Simulator) -> list[str]:
    """The creates that were sent although the same one before them had not been looked after: seen or not seen by a
    query of that object that was answered."""
    found = []
    unseen: set[tuple[str | None, str]] = set()
    for request in sim.requests:
        if request.operation == "query" and request.status == 200 and request.fault is None:
            unseen = {(name, body) for name, body in unseen if name != request.object}
        elif request.operation == "create":
            create = (request.object, json.dumps(request.body, sort_keys=True))
            if create in unseen:
                found.append(request.call)
            unseen.add(create)
    return found


def is_between(before: Contents, after: Contents, wanted: Contents) -> bool:
    """Tell whether a task that was not finished has left only what was there or was asked for, or a part of it."""
    places: dict[tuple[str, str], set[str]] = {}
    for kind, name, environments in [*before, *wanted]:
        places.setdefault((kind, name), set()).update(environments)
    return all((kind, name) in places and set(environments) <= places[kind, name] for kind, name, environments in after)


@host_of_its_own()
def run_cell(sim: Simulator, column: Column, fault: Fault, lasting: bool, slow: int) -> tuple[str, list[str], float]:
    """Play one cell.

    :param slow: how many times longer than usual a task may take
    :return: what it says in the table, what is wrong with it (nothing, it is to be hoped), and how long the task took
    """
    options = prepare(sim, column)
    before = contents(sim)
    wanted = before - things(column.before) + things(column.after)
    fault.strike(sim, column.operation, column.object, lasting, column.skip)
    begun = time.monotonic()
    bounds = {"timeout": slow * TIMEOUT, "retry_budget": slow * RETRY_BUDGET}
    result, printed = run_module(sim, column.module, **bounds, **options)
    seconds = time.monotonic() - begun
    struck = any(request.fault for request in sim.requests)
    sim.clear_faults()
    after = contents(sim)

    wrong = [] if struck else ["the fault did not strike"]
    wrong += wrong_in_result(column, result, printed, done=after == wanted)
    # A failure that says nothing of it counts as a task that has not changed anything. Where the API has said that it
    # was done, and it was not, a task that fails may say so, too.
    misled = fault.name == "body empty, not done" and column.operation == "delete" and result.get("failed")
    if result.get("changed", False) != (after != before) and not misled:
        wrong.append(f"changed is {result.get('changed')}, and the account went from {before} to {after}")
    # What the task has sent, and what is not done yet, is done before the run after it.
    sim.settle()
    after = contents(sim)
    wrong += wrong_in_account(sim, before, after, wanted)
    for changed in (after != wanted, False):
        again, printed = run_module(sim, column.module, timeout=30, retry_budget=60, **options)
        if again.get("failed") or again["changed"] != changed or contents(sim) != wanted:
            wrong.append(f"the run after it gave {printed.strip()[:1000]}, and the account holds {contents(sim)}")
    return ("fails" if result.get("failed") else "ok"), wrong, seconds


def wrong_in_account(sim: Simulator, before: Contents, after: Contents, wanted: Contents) -> list[str]:
    """What a task must not have done, whatever became of it."""
    wrong = [f"create sent again without a look: {call}" for call in repeated_creates(sim)]
    if any(count > 1 for count in after.values()):
        wrong.append(f"doubled: {after}")
    if not is_between(before, after, wanted):
        wrong.append(f"something that nobody asked for: {after}")
    return wrong


def names_operation(failure: Result, operation: str) -> bool:
    """Tell whether a failure says, to a person and to a machine, which operation it was."""
    error, message = failure.get("error", {}), failure["msg"]
    undone = operation == "delete" and "accepted the deletion" in message
    if error.get("kind") == "unsettled" and "operation" not in error:
        # No call has failed: it was accepted, and not done.
        return undone
    if error.get("kind") == "partial":
        return f"Could not {operation} " in message or undone
    return error.get("operation") == operation and f"Could not {operation} {error.get('object')} " in message


def wrong_in_result(column: Column, result: Result, printed: str, done: bool) -> list[str]:
    """What a task must not have said."""
    wrong = []
    if "Traceback" in printed or result.get("error", {}).get("kind") == "internal" or result.get("exception"):
        wrong.append(f"a traceback: {printed[:2000]}")
    if result.get("failed"):
        # Where some of a list have failed, each of them says why.
        for failure in result.get("failed_instances") or [result]:
            message = failure["msg"]
            if not names_operation(failure, column.operation):
                wrong.append(f"does not name {column.operation}: {failure.get('error')}, {message}")
            if not REMEDY.search(message):
                wrong.append(f"the message names no remedy: {message}")
    elif not done:
        wrong.append("said to be done, and it is not")
    elif column.module == "instance_info" and len(result["integration_pack_instances"]) != len(column.before):
        wrong.append(f"{len(result['integration_pack_instances'])} instances read of {len(column.before)}")
    return wrong
