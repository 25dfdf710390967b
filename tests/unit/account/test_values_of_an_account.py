# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Extension values and schedules in the description of an account, of packs that are there and of those yet to come."""

from __future__ import annotations

import re
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.plugin_utils._rename import rename
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import Apply, ModuleRunner
from ansible_collections.community.boomi.tests.unit.partner import BIRCH

Values = dict[str, t.Any]
INFO = "account_configuration_info"
SECRET = "correct-horse-battery-9"
CRON = [{"cron": "*/15 8-18 * * 1-5"}]
PLAIN = [{"minutes": "0-59/15", "hours": "8-18", "days_of_week": "2-6"}]
RETRY: Values = {"max_retry": 2, "schedules": [{"minutes": "0-59/20"}]}
EU_1, EU_2 = "runtime-eu-1", "runtime-eu-2"


def connection(name: str, **fields: str) -> Values:
    """Extension values of a connection: passwords are secrets."""
    given = [{"id": key, "secret" if key == "password" else "value": value} for key, value in fields.items()]
    return {"connections": [{"name": name, "fields": given}]}


def timed(**given: t.Any) -> Values:
    """A description of schedules."""
    return {"runtime": EU_1, "schedules": CRON, **given}


def orders(environment: str, process: str = "INT") -> Values:
    """Extension values of a process of Order Intake."""
    return {
        "environment": environment,
        "process": process,
        **connection("Orders API", url="https://orders.example.com"),
    }


def domestic(**given: t.Any) -> Values:
    """A description with an instance of Order Intake."""
    return {"integration_packs": [{**DOMESTIC, **given}]}


LEDGER = connection("Ledger", host="ledger.example.com", password=SECRET)
STOCK: Values = {"integration_pack_name": "Stock Levels"}
INVOICES: Values = {"integration_pack_name": "Invoice Sync"}
DOMESTIC: Values = {"integration_pack_name": "Order Intake", "name": "Domestic"}
ACCOUNT: Values = {
    "environments": [
        {"name": "Production", "runtimes": [EU_1], "extensions": LEDGER},
        {
            "name": "Staging",
            "classification": "TEST",
            "runtimes": [EU_2],
            "roles": ["Production Support"],
            "extensions": LEDGER,
        },
    ],
    "integration_packs": [
        {**INVOICES, "environments": ["Production", "Staging"]},
        {
            **DOMESTIC,
            "environments": ["Production", "Staging"],
            "extensions": [orders("Staging")],
            "schedules": [timed(process="INT", retry=RETRY), timed(process="INT", runtime=EU_2, enabled=False)],
        },
        {**STOCK, "environments": ["Production"], "schedules": [timed(enabled=True)]},
    ],
}
NAMES = {
    "environments": {"Production": "Live", "Staging": "Trial"},
    "runtimes": {EU_1: "birch-eu-1", EU_2: "birch-eu-2"},
    "roles": {"Production Support": "Standard User"},
    "instances": {"Domestic": "Birch Domestic"},
}


def writes(sim: Simulator, name: str = "ProcessSchedule") -> list[str]:
    """The calls that set something: UPDATEs of single sets, and of several."""
    found = [request for request in sim.writes if str(request.object).startswith(name)]
    return [f"{request.object}/{'bulk' if request.operation == 'bulk' else 'id'}" for request in found]


def test_a_fresh_account_is_installed_and_set_in_one_task_as_a_check_foresees(apply: Apply, sim: Simulator) -> None:
    sim.set(refuse_writes=True)
    foreseen = apply(**ACCOUNT, check_mode=True)
    assert sim.writes == []
    sim.set(refuse_writes=False)
    done = apply(**ACCOUNT)
    assert (done.failed, done["changed"]) == (False, True), done
    for key in ("plan", "diff", "configuration"):
        assert foreseen[key] == done[key]
    assert {change["status"] for change in foreseen["changes"]} == {"foreseen"}
    # Also that a fresh process is enabled, whether it has come like that or not.
    assert [{**change, "status": "done"} for change in foreseen["changes"]] == done["changes"]
    assert [change["name"] for change in done["changes"] if change["action"] == "set"] == [
        "Production",
        "Staging",
        "Order Intake as Domestic in Staging",
        "INT of Order Intake as Domestic on runtime-eu-1",
        "INT of Order Intake as Domestic on runtime-eu-2",
        "INT of Order Intake as Domestic on runtime-eu-2",
        "Stock Levels on runtime-eu-1",
        "Stock Levels on runtime-eu-1",
    ]
    assert SECRET not in str([foreseen, done])
    assert foreseen["summary_lines"][0] == f"Account {sim.account_id}, check mode: nothing was written."
    assert "would create environment Staging: +runtime-eu-2, +Production Support" in foreseen["summary_lines"]
    lines = done["summary_lines"]
    assert "installed integration pack instance Order Intake as Domestic: +Production, +Staging" in lines
    assert "set extension values of Staging" in lines
    assert len(writes(sim, "EnvironmentExtensions")) == 3
    # What is to be disabled gets its times behind that.
    assert sorted(writes(sim)[:2]) == ["ProcessScheduleStatus/id", "ProcessSchedules/bulk"]
    assert writes(sim)[2:] == ["ProcessSchedules/id"]
    before = len(sim.writes)
    again = apply(**ACCOUNT)
    assert (again["changed"], len(sim.writes)) == (False, before)
    # One query of each kind of object for the whole account.
    assert sorted(again.calls) == sorted(set(again.calls))
    kinds = ("EnvironmentExtensions", "Process", "ProcessSchedules", "ProcessScheduleStatus")
    assert {f"POST {kind}/query" for kind in kinds} <= set(again.calls)
    there = again["configuration"]
    assert there["environments"][0]["extensions"] == connection("Ledger", host="ledger.example.com")
    off = timed(process="INT", runtime=EU_2, enabled=False, schedules=PLAIN)
    assert there["integration_packs"][1]["schedules"][1] == off


def test_what_is_exported_applies_without_a_change_and_names_the_secrets(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    exported = boomi(INFO)
    assert len(exported.calls) <= 13
    assert exported["secrets_set"] == [
        {
            "path": f"environments[{name}].extensions.connections[Ledger].fields[password]",
            "variable": f"vault_{name.lower()}_ledger_password",
        }
        for name in ("Production", "Staging")
    ]
    _invoices, domestic, stock = exported["configuration"]["integration_packs"]
    assert domestic["extensions"] == [orders("Staging", "Domestic - INT")]
    assert domestic["schedules"] == [
        timed(process="Domestic - INT", enabled=True, schedules=PLAIN, retry=RETRY),
        timed(process="Domestic - INT", enabled=False, schedules=PLAIN, runtime=EU_2),
    ]
    assert stock["schedules"] == [timed(process="Stock Levels", enabled=True, schedules=PLAIN)]
    again = apply(**exported["configuration"], purge=True, force=True)
    assert (again.failed, again["changed"]) == (False, False), again
    sim.set(without_privileges=["DEPLOY", "SCHEDULE_MAINTENANCE", "ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    partly = boomi(INFO)
    unreadable = {one["section"]: one["privilege"] for one in partly["unreadable"]}
    assert {"environments", "environments.extensions", "integration_packs.schedules"} <= unreadable.keys()
    assert unreadable["integration_packs.environments"] == "API and DEPLOY"
    assert not any(word in str(partly["configuration"]) for word in ("extensions", "schedules", "environments"))


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        ("Environment", ["environments", "environments.extensions"]),
        ("EnvironmentExtensions", ["environments.extensions"]),
        ("Process", []),
        ("ProcessScheduleStatus", []),
        ("Atom", ["environments.runtimes"]),
    ],
)
def test_each_part_that_an_export_leaves_out_or_tells_by_ids_is_told(
    apply: Apply, boomi: ModuleRunner, sim: Simulator, refused: str, told: list[str]
) -> None:
    apply(**ACCOUNT)
    whole = boomi(INFO)["configuration"]["integration_packs"]
    sim.add_fault("status", object=refused, status=403, times=None)
    partly = boomi(INFO)
    read = partly["configuration"]["integration_packs"]
    lost = {
        f"integration_packs.{name}"
        for before, now in zip(whole, read, strict=True)
        for name, value in before.items()
        if now.get(name) != value
    }
    assert lost
    assert {one["section"] for one in partly["unreadable"]} == {*told, *lost}


def test_an_account_is_set_up_like_another_one_with_other_names(boomi: ModuleRunner, sim: Simulator) -> None:
    user = sim.world.users["automation@birch.example"]
    birch: Values = {"account_id": BIRCH, "username": user.name, "api_token": user.token}
    for name in NAMES["runtimes"].values():
        sim.add_atom(name, account_id=BIRCH)
    assert not boomi("account_configuration", **ACCOUNT).failed
    read = boomi(INFO)
    renamed = rename(read, NAMES)

    foreseen = boomi("account_configuration", **birch, **renamed["configuration"], check_mode=True)
    done = boomi("account_configuration", **birch, **renamed["configuration"])
    assert (done.failed, done["changed"], done["plan"]) == (False, True, foreseen["plan"]), done
    again = boomi("account_configuration", **birch, **renamed["configuration"])
    assert (again["changed"], again["summary"]["unchanged"]) == (False, 6), again
    # One query of each kind of object; roles and their ties are two of them.
    assert (len(again.calls), len(set(again.calls))) == (12, 12)
    made = boomi(INFO, **birch)
    assert made["configuration"] == renamed["configuration"]

    # The secrets that a person must give, in the words of the new account, and nothing else.
    assert made["secrets_set"] == []
    assert [secret["path"] for secret in renamed["secrets_set"]] == [
        f"environments[{name}].extensions.connections[Ledger].fields[password]" for name in ("Live", "Trial")
    ]
    assert not boomi("account_configuration", **birch, **rename(ACCOUNT, NAMES)).failed
    given = boomi(INFO, **birch)
    assert (given["configuration"], given["secrets_set"]) == (renamed["configuration"], renamed["secrets_set"])
    assert SECRET not in str([read, renamed, done, again, made, given])


def test_a_pack_to_come_may_declare_what_an_environment_with_values_lacks(apply: Apply) -> None:
    apply(integration_packs=[{**STOCK, "environments": ["Production"]}])
    description: Values = {
        "environments": [{"name": "Production", "extensions": LEDGER}],
        "integration_packs": [{**INVOICES, "environments": ["Production"]}],
    }
    foreseen = apply(**description, check_mode=True)
    done = apply(**description)
    assert (done.failed, done["changed"], done["plan"]) == (False, True, foreseen["plan"]), done
    assert not apply(**description)["changed"]


WRONG: dict[str, tuple[Values, str]] = {
    "values of a pack without any": (
        {"environments": [{"name": "New", "extensions": LEDGER}], "integration_packs": [STOCK]},
        "Environment 'New' will have no extension values.",
    ),
    "values of a pack whose processes have their own": (
        {"environments": [{"name": "New", "extensions": LEDGER}], **domestic(environments=["New"])},
        "Environment 'New' will have no extension values.",
    ),
    "values of an instance that is attached nowhere": (
        domestic(name="Export", environments=[], extensions=[orders("Production")]),
        "'Order Intake as Export' will have no extension values in environment 'Production'.",
    ),
    "values where it is not attached": (
        domestic(extensions=[orders("New")]),
        "extensions[0]: 'Order Intake as Domestic' will have no extension values in environment 'New'.",
    ),
    "values where it is detached": (
        domestic(environments=["New"], extensions=[orders("Staging")]),
        "extensions[0]: 'Order Intake as Domestic' will have no extension values in environment 'Staging'.",
    ),
    "values of an unknown process": (
        domestic(environments=["New"], extensions=[orders("New", "INTT")]),
        "has no process 'INTT'",
    ),
    "values of environments without a name": (
        domestic(extensions=[orders(" "), orders(" ")]),
        "0].environment is empty. Give a name or an ID. integration_packs[0].extensions[1].environment is empty.",
    ),
    "values and schedules of nothing": (
        domestic(extensions=[orders(" ")], schedules=[timed(runtime=" ")]),
        "Give a name or an ID. integration_packs[0].schedules[0].runtime is empty.",
    ),
    "values twice": (
        domestic(extensions=[orders("Staging"), orders("Staging", "Domestic - INT")]),
        ".extensions[1] describes extension values of 'Domestic - INT in Staging' again. Give one entry.",
    ),
    "schedules of an unknown process": (
        domestic(schedules=[timed(process="INTT")]),
        "schedules[0].process: integration pack instance",
    ),
    "schedules of one of two processes": (domestic(schedules=[timed()]), "has 2 processes"),
    "schedules without times": (
        domestic(schedules=[timed(process="INT"), timed(process="INT", schedules=None)]),
        "schedules[1]: there is nothing to set",
    ),
    "schedules twice": (
        domestic(schedules=[timed(process="INT"), timed(process="Domestic - INT")]),
        ".schedules[1] describes schedules of 'Domestic - INT on runtime-eu-1' again. Give one entry.",
    ),
    "schedules on a runtime of another environment": (
        domestic(name="Export", environments=["New"], schedules=[timed(process="INT")]),
        "will have no schedules on runtime 'runtime-eu-1'",
    ),
    "schedules on a runtime of an environment that it leaves": (
        domestic(environments=["Staging"], schedules=[timed(process="INT")]),
        "will have no schedules on runtime 'runtime-eu-1'",
    ),
}


@pytest.mark.parametrize(("description", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_before_anything_is_written(
    apply: Apply, sim: Simulator, description: Values, words: str
) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    refused = apply(**{"environments": [{"name": "New"}], **description})
    assert refused.failed
    assert words in refused["msg"]
    assert len(sim.writes) == before


def test_values_that_a_fresh_pack_does_not_take_fail_alone(apply: Apply) -> None:
    values = {"connections": [{"name": "Ledger", "fields": [{"id": "password", "value": SECRET}]}]}
    failed = apply(
        environments=[{"name": "Production", "extensions": values}],
        integration_packs=[{**INVOICES, "environments": ["Production"]}],
        retry_budget=0.2,
    )
    assert [(change["action"], change["status"]) for change in failed["changes"]] == [
        ("install", "done"),
        ("attach", "done"),
        ("set", "failed"),
    ]
    assert "Give secret or secret_reference instead of value" in failed["msg"]
    assert SECRET not in str(failed)


def test_a_process_that_a_fresh_instance_does_not_have_fails_alone(apply: Apply, sim: Simulator) -> None:
    schedules = [timed(process=name) for name in ("INTT", "INT")]
    failed = apply(**domestic(environments=["Production"], schedules=schedules), retry_budget=0.2)
    assert [change["status"] for change in failed["changes"]] == ["done", "done", "failed", "done"]
    assert "has no process 'INTT'. It has 'Domestic - INT'" in failed["msg"]
    assert writes(sim) == ["ProcessSchedules/id"]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"environments": [{"name": "Staging", "state": "absent"}], "force": True}, "is to be absent"),
        (
            {"environments": [{"name": "Production"}], "purge": True, "force": True},
            "is not listed, so purge would remove it",
        ),
    ],
    ids=["absent", "purge"],
)
def test_an_environment_that_is_to_go_gets_no_values_and_no_instance(
    apply: Apply, sim: Simulator, options: Values, why: str
) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    # What is new, and what is there already.
    for entry in ({**orders("Staging"), **connection("Orders API", user="me")}, orders("Staging")):
        refused = apply(**domestic(extensions=[entry]), **options)
        told = f"Extension values of 'Domestic - INT in Staging' cannot be set: environment 'Staging' {why}"
        assert told in refused["msg"]
    for runtime in (EU_1, EU_2):
        planned = apply(**domestic(schedules=[timed(process="INT", runtime=runtime)]), **options, check_mode=True)
        # It is in no other environment of the instance.
        told = f"Schedules of 'Domestic - INT on {EU_2}' cannot be set: environment 'Staging' {why}"
        assert (told in planned.get("msg", ""), planned.failed) == (runtime == EU_2, runtime == EU_2)
    refused = apply(integration_packs=[{**INVOICES, "environments": ["Production", "Staging"]}], **options)
    told = f"Environment 'Staging' cannot be attached to 'Invoice Sync': environment 'Staging' {why}."
    assert told in refused["msg"]
    assert len(sim.writes) == before


def test_nothing_is_removed_where_values_have_not_arrived(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    wrong = connection("Ledger", host="other.example.com")
    sim.add_fault("status", operation="update", object="EnvironmentExtensions", status=400, times=None)
    failed = apply(
        environments=[{"name": "Production", "extensions": wrong}, {"name": "Staging"}, {"name": "Test"}],
        integration_packs=[INVOICES],
        purge=True,
        force=True,
    )
    assert failed.failed
    assert {change["action"]: change["status"] for change in failed["changes"]} == {
        "set": "failed",
        "uninstall": "skipped",
    }
    assert len(sim.account().instances) == 3


def test_an_environment_goes_by_its_new_name_as_soon_as_it_is_described(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    runtimes = [EU_2, "runtime-us-1"]
    renamed = {"id": boomi.named("environments", "Staging")["id"], "name": "Live", "runtimes": runtimes}
    before = len(sim.writes)

    def description(name: str) -> Values:
        values = connection("Orders API", url="https://live.example.com")
        extensions = [{"environment": name, "process": "INT", **values}]
        return {"environments": [renamed], **domestic(environments=["Production", name], extensions=extensions)}

    refused = apply(**description("Staging"))
    assert "Environment 'Staging' is renamed to 'Live' by this task. Use the new name." in refused["msg"]
    assert len(sim.writes) == before
    foreseen = apply(**description("Live"), check_mode=True)
    assert "would update environment Staging: name Live, +runtime-us-1" in foreseen["summary_lines"]
    done = apply(**description("Live"))
    assert (foreseen["plan"], foreseen["diff"], done.failed) == (done["plan"], done["diff"], False)
    assert [(change["action"], change["name"]) for change in done["changes"]] == [
        ("update", "Staging"),
        ("attach", "runtime-us-1"),
        ("set", "Domestic - INT in Live"),
    ]
    assert done["changes"][1]["after"] == {"environment": "Live"}
    assert [apply(**description(name))["changed"] for name in ("Live", renamed["id"])] == [False, False]


@pytest.mark.parametrize("name", ["Domestic - INT", " "], ids=["of one name", "without a name"])
def test_processes_that_no_name_tells_apart_are_exported_with_their_ids(
    apply: Apply, boomi: ModuleRunner, sim: Simulator, name: str
) -> None:
    apply(**ACCOUNT)
    (instance,) = (one for one in sim.account().instances.values() if one.get("integrationPackOverrideName"))
    for process in instance["ProcessId"]:
        process["name"] = name
    ids = [process["wrapperProcessId"] for process in instance["ProcessId"]]
    values = connection("Orders API", user="me", password=SECRET)
    for one in ids:
        boomi("environment_extensions", **DOMESTIC, process=one, environment="Staging", **values)
    exported = boomi(INFO)
    paths = [secret["path"] for secret in exported["secrets_set"]]
    place = "integration_packs[Order Intake as Domestic].extensions"
    assert {f"{place}[Staging, {one}].connections[Orders API].fields[password]" for one in ids} <= set(paths)
    again = apply(**exported["configuration"], purge=True, force=True)
    assert (again.failed, again["changed"]) == (False, False), again


def test_fields_that_nothing_tells_apart_are_refused_and_not_exported(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    fields: list[Values] = [
        {"id": name, "value": "", "usesEncryption": False} for name in ("host", "host", " ", "port")
    ]
    fields[-1]["customProperties"] = {"properties": {"key": "vhost", "value": "/", "encrypted": False}}
    queue: Values = {"id": "0a1b2c3d-0000-4000-8000-000000000009", "name": "Queue", "field": fields}
    sim.add_pack("Queues", extensions={"connections": {"connection": [queue, {**queue, "name": " ", "id": "7"}]}})
    sim.attach(sim.install("Queues")["id"], "Production")

    def description(field: str) -> Values:
        return {"environments": [{"name": "Production", "extensions": connection("Queue", **{field: "5672"})}]}

    told = "there are 2 called 'host'. The API does not tell them apart: set it on the platform."
    assert told in apply(**description("host"))["msg"]
    assert apply(**description("port"))["changed"]
    [values] = sim.account().extension_values.values()
    for of, field in ((queue["id"], "host"), (queue["id"], " "), ("7", "port")):
        values["connections", of, field] = {"value": "queue.example.com"}
    exported = boomi(INFO)
    configuration = exported["configuration"]
    [extensions] = [one["extensions"] for one in configuration["environments"] if "extensions" in one]
    unnamed = {"id": "7", "fields": [{"id": "port", "value": "queue.example.com"}]}
    named = description("port")["environments"][0]["extensions"]
    assert extensions == {"connections": [unnamed, *named["connections"]]}
    place = "environments[Production].extensions.connections"
    told = f"{place}[Queue].fields[port] has custom properties, for which there is no option."
    assert told in str(exported["warnings"])
    assert f"{place}[Queue].fields[] has no name or ID that tells it apart." in str(exported["warnings"])
    again = apply(**configuration)
    assert (again.failed, again["changed"]) == (False, False), again


@pytest.mark.parametrize(
    ("times", "retry", "why"),
    [
        ({"daysOfMonth": "30", "months": "2"}, {"maxRetry": 0}, "schedules[0] never occurs"),
        ({"minutes": "L"}, {"maxRetry": 6}, "retry.max_retry is 6."),
        ({"years": "2150"}, {}, "retry.max_retry is missing."),
        ({}, {"maxRetry": 5}, None),
    ],
    ids=["never", "not documented", "far away", "with options"],
)
def test_schedules_that_no_option_can_give_are_told_and_not_exported(
    apply: Apply, boomi: ModuleRunner, sim: Simulator, times: Values, retry: Values, why: str | None
) -> None:
    apply(integration_packs=[{**STOCK, "environments": ["Production"], "schedules": [timed(retry=RETRY)]}])
    [record] = sim.account().schedules.values()
    record.update(Schedule=[{"minutes": "0", **times}], Retry={"Schedule": [{"minutes": "0"}], **retry})
    exported = boomi(INFO)
    again = apply(**exported["configuration"], purge=True)
    assert (again.failed, again["changed"]) == (False, False), again
    [entry] = exported["configuration"]["integration_packs"][0]["schedules"]
    keys = {"process", "runtime", "enabled"}
    assert entry.keys() == (keys if why else keys | {"schedules", "retry"})
    place = "integration_packs[Stock Levels].schedules[Stock Levels, runtime-eu-1]"
    told = str(exported.get("warnings", ""))
    assert (told.count(f"{place}."), why is None or why in told) == (2 if why else 0, True)


def test_a_process_that_two_packs_share_is_exported_with_one_of_them(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    sim.add_pack("Stock Pages")
    sim.world.pack("Stock Pages").processes = sim.world.pack("Stock Levels").processes
    sim.attach(sim.install("Stock Pages")["id"], "Production")
    apply(integration_packs=[{**STOCK, "environments": ["Production"], "schedules": [timed()]}])
    exported = boomi(INFO)["configuration"]
    assert sum("schedules" in one for one in exported["integration_packs"]) == 1
    again = apply(**exported)
    assert (again.failed, again["changed"]) == (False, False), again


def test_each_secret_gets_a_variable_of_its_own(apply: Apply, boomi: ModuleRunner) -> None:
    names = ["本番", "検証", "North EU", "North-EU", "South"]
    apply(
        environments=[{"name": name, "extensions": LEDGER} for name in names],
        integration_packs=[{**INVOICES, "environments": names}],
    )
    variables = {one["path"].partition("]")[0]: one["variable"] for one in boomi(INFO)["secrets_set"]}
    assert len(set(variables.values())) == len(names)
    assert variables["environments[South"] == "vault_south_ledger_password"
    assert all(re.fullmatch("vault_[a-z0-9_]+", variable) for variable in variables.values())


def many(sim: Simulator, count: int) -> list[Values]:
    """Install a pack of so many processes, and describe schedules for each of them."""
    names = [f"Process {number:02}" for number in range(count)]
    sim.add_pack("Big", processes=names)
    sim.attach(sim.install("Big")["id"], "Production")
    return [{"integration_pack_name": "Big", "schedules": [timed(process=name) for name in names]}]


def test_twenty_sets_take_two_calls_and_one_query_before_and_behind(apply: Apply, sim: Simulator) -> None:
    packs = many(sim, 20)
    sim.set(bulk_order="shuffled")
    done = apply(integration_packs=packs)
    assert (done.failed, done["summary"]["set"]) == (False, {"done": 20})
    assert writes(sim) == ["ProcessSchedules/bulk"] * 2
    assert done.calls.count("POST ProcessSchedules/query") == 3
    assert not apply(integration_packs=packs)["changed"]


def test_one_that_is_refused_does_not_hold_up_the_others(apply: Apply, sim: Simulator) -> None:
    sim.attach(sim.install("Returns Handling", "Desk")["id"], "Production")
    schedules = [timed(process=name) for name in ("Receive Return", "Refund")]
    failed = apply(integration_packs=[{"integration_pack_name": "Returns Handling", "schedules": schedules}])
    assert [change["status"] for change in failed["changes"]] == ["failed", "done"]
    assert "A listener process takes no schedules" in failed["msg"]
    assert writes(sim) == ["ProcessSchedules/bulk"]


@pytest.mark.parametrize(
    ("fault", "then"),
    [
        ({"kind": "status", "status": 400, "times": None}, ["ProcessSchedules/id"] * 3),
        ({"kind": "close", "phase": "before"}, ["ProcessSchedules/bulk"]),
        ({"kind": "close", "phase": "after"}, ["ProcessSchedules/bulk"]),
    ],
    ids=["refused", "lost before", "lost after"],
)
def test_many_at_once_that_are_refused_are_sent_one_by_one_and_a_lost_answer_is_made_up_for(
    apply: Apply, sim: Simulator, fault: Values, then: list[str]
) -> None:
    sim.add_fault(**fault, object="ProcessSchedules", operation="bulk")
    done = apply(integration_packs=many(sim, 3))
    assert (done.failed, done["summary"]["set"]) == (False, {"done": 3})
    assert writes(sim) == ["ProcessSchedules/bulk", *then]


@pytest.mark.parametrize("missing", [[], ["DEPLOY"]], ids=["with", "without the privilege to see what is attached"])
def test_a_runtime_that_the_same_task_moves_gets_its_schedules_there(
    apply: Apply, sim: Simulator, missing: list[str]
) -> None:
    apply(**ACCOUNT)
    sim.set(without_privileges=missing)
    environments = [{"name": "Staging", "runtimes": ["runtime-us-1", EU_2]}]
    done = apply(environments=environments, **domestic(schedules=[timed(process="INT", runtime="runtime-us-1")]))
    assert (done.failed, [change["action"] for change in done["changes"]]) == (False, ["attach", "set"]), done
