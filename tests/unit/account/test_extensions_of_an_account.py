# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Extension values in the description of an account, of packs that are there and of those installed with it."""

from __future__ import annotations

import re
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.account.conftest import Apply
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

INFO = "account_configuration_info"
SECRET = "correct-horse-battery-9"
LEDGER = {
    "connections": [
        {
            "name": "Ledger",
            "fields": [{"id": "host", "value": "ledger.example.com"}, {"id": "password", "secret": SECRET}],
        }
    ]
}
ORDERS = {"connections": [{"name": "Orders API", "fields": [{"id": "url", "value": "https://orders.example.com"}]}]}
CHANGED = {"connections": [{"name": "Orders API", "fields": [{"id": "url", "value": "https://live.example.com"}]}]}
ACCOUNT: dict[str, t.Any] = {
    "environments": [{"name": "Production", "extensions": LEDGER}, {"name": "Staging", "extensions": LEDGER}],
    "integration_packs": [
        {"integration_pack_name": "Invoice Sync", "environments": ["Production", "Staging"]},
        {
            "integration_pack_name": "Order Intake",
            "name": "Domestic",
            "environments": ["Staging"],
            "extensions": [{"environment": "Staging", "process": "INT", **ORDERS}],
        },
    ],
}


def updates(sim: Simulator) -> int:
    return sum(request.object == "EnvironmentExtensions" and request.is_write for request in sim.requests)


def test_a_fresh_account_is_installed_and_set_in_one_task(apply: Apply, sim: Simulator) -> None:
    foreseen = apply(**ACCOUNT, check_mode=True)
    done = apply(**ACCOUNT)
    assert (done.failed, done["changed"], updates(sim)) == (False, True, 3), done
    assert (foreseen["plan"], foreseen["diff"]) == (done["plan"], done["diff"])
    assert [change["name"] for change in done["changes"] if change["action"] == "set"] == [
        "Production",
        "Staging",
        "Order Intake as Domestic in Staging",
    ]
    assert SECRET not in str([foreseen, done])
    assert "set extension values of Staging" in done["summary_lines"]
    again = apply(**ACCOUNT)
    assert (again["changed"], updates(sim)) == (False, 3)
    assert len(again.calls) <= 10
    assert again["configuration"]["environments"][0]["extensions"] == {
        "connections": [{"name": "Ledger", "fields": [{"id": "host", "value": "ledger.example.com"}]}]
    }


def test_what_is_exported_applies_without_a_change_and_names_the_secrets(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    exported = boomi(INFO)
    assert exported["secrets_set"] == [
        {
            "path": f"environments[{name}].extensions.connections[Ledger].fields[password]",
            "variable": f"vault_{name.lower()}_ledger_password",
        }
        for name in ("Production", "Staging")
    ]
    again = apply(**exported["configuration"], purge=True, force=True)
    assert (again["changed"], updates(sim)) == (False, 3)
    exported_packs = {pack["integration_pack_name"]: pack for pack in exported["configuration"]["integration_packs"]}
    assert exported_packs["Order Intake"]["extensions"] == [
        {"environment": "Staging", "process": "Domestic - INT", **ORDERS}
    ]


def test_an_environment_goes_by_its_new_name_as_soon_as_it_is_described(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    renamed = {"id": boomi.named("environments", "Staging")["id"], "name": "Live", "runtimes": ["runtime-us-1"]}
    before = len(sim.writes)

    def description(name: str) -> dict[str, t.Any]:
        pack = {**ACCOUNT["integration_packs"][1], "environments": [name]}
        extensions = [{"environment": name, "process": "INT", **CHANGED}]
        return {"environments": [renamed], "integration_packs": [{**pack, "extensions": extensions}]}

    refused = apply(**description("Staging"))
    assert "Environment 'Staging' is renamed to 'Live' by this task. Use the new name." in refused["msg"]
    assert len(sim.writes) == before
    foreseen = apply(**description("Live"), check_mode=True)
    assert "would update environment Staging: name Live" in foreseen["summary_lines"]
    done = apply(**description("Live"))
    assert (foreseen["plan"], foreseen["diff"], done.failed) == (done["plan"], done["diff"], False)
    assert [(change["action"], change["name"]) for change in done["changes"]] == [
        ("update", "Staging"),
        ("attach", "runtime-us-1"),
        ("set", "Domestic - INT in Live"),
    ]
    assert done["changes"][1]["after"] == {"environment": "Live"}
    assert [apply(**description(name))["changed"] for name in ("Live", renamed["id"])] == [False, False]


@pytest.mark.parametrize("name", ["Domestic - INT", ""], ids=["of one name", "without a name"])
def test_processes_that_no_name_tells_apart_are_exported_with_their_ids(
    apply: Apply, boomi: ModuleRunner, sim: Simulator, name: str
) -> None:
    apply(**ACCOUNT)
    (instance,) = (one for one in sim.account().instances.values() if one.get("integrationPackOverrideName"))
    for process in instance["ProcessId"]:
        process["name"] = name
    ids = [process["wrapperProcessId"] for process in instance["ProcessId"]]
    fields = [{"id": "user", "value": "me"}, {"id": "password", "secret": SECRET}]
    values: dict[str, t.Any] = {"environment": "Staging", "connections": [{"name": "Orders API", "fields": fields}]}
    for one in ids:
        boomi("environment_extensions", integration_pack_name="Order Intake", name="Domestic", process=one, **values)
    exported = boomi("account_configuration_info")
    paths = [secret["path"] for secret in exported["secrets_set"]]
    place = "integration_packs[Order Intake as Domestic].extensions"
    assert {f"{place}[Staging, {one}].connections[Orders API].fields[password]" for one in ids} <= set(paths)
    again = apply(**exported["configuration"], purge=True, force=True)
    assert (again.failed, again["changed"]) == (False, False), again


def test_fields_that_nothing_tells_apart_are_refused_and_not_exported(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    fields = [{"id": name, "value": "", "usesEncryption": False} for name in ("host", "host", "port")]
    connection: dict[str, t.Any] = {"id": "0a1b2c3d-0000-4000-8000-000000000009", "name": "Queue", "field": fields}
    sim.add_pack("Queues", extensions={"connections": {"connection": [connection]}})
    sim.attach(sim.install("Queues")["id"], "Production")

    def description(field: str) -> dict[str, t.Any]:
        values = {"connections": [{"name": "Queue", "fields": [{"id": field, "value": "5672"}]}]}
        return {"environments": [{"name": "Production", "extensions": values}]}

    told = "there are 2 called 'host'. The API does not tell them apart: set it on the platform."
    assert told in apply(**description("host"))["msg"]
    assert apply(**description("port"))["changed"]
    [values] = sim.account().extension_values.values()
    values["connections", connection["id"], "host"] = {"value": "queue.example.com"}
    exported = boomi(INFO)["configuration"]
    extensions = [one["extensions"] for one in exported["environments"] if "extensions" in one]
    assert extensions == [description("port")["environments"][0]["extensions"]]
    again = apply(**exported)
    assert (again.failed, again["changed"]) == (False, False), again


def test_who_may_not_read_environments_is_told_that_extension_values_are_left_out(
    apply: Apply, boomi: ModuleRunner, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    sim.set(without_privileges=["ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY"])
    exported = boomi(INFO)
    assert {"environments", "environments.extensions"} <= {one["section"] for one in exported["unreadable"]}
    assert "extensions" not in str(exported["configuration"])


def test_each_secret_gets_a_variable_of_its_own(apply: Apply, boomi: ModuleRunner) -> None:
    names = ["本番", "検証", "North EU", "North-EU", "South"]
    apply(
        environments=[{"name": name, "extensions": LEDGER} for name in names],
        integration_packs=[{"integration_pack_name": "Invoice Sync", "environments": names}],
    )
    variables = {one["path"].partition("]")[0]: one["variable"] for one in boomi(INFO)["secrets_set"]}
    assert len(set(variables.values())) == len(names)
    assert variables["environments[South"] == "vault_south_ledger_password"
    assert all(re.fullmatch("vault_[a-z0-9_]+", variable) for variable in variables.values())


def test_nothing_is_removed_where_values_have_not_arrived(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    wrong = {"connections": [{"name": "Ledger", "fields": [{"id": "host", "value": "other.example.com"}]}]}
    sim.add_fault("status", operation="update", object="EnvironmentExtensions", status=400, times=None)
    failed = apply(
        environments=[{"name": "Production", "extensions": wrong}, {"name": "Staging"}, {"name": "Test"}],
        integration_packs=[{"integration_pack_name": "Invoice Sync"}],
        purge=True,
        force=True,
    )
    assert failed.failed
    assert {change["action"]: change["status"] for change in failed["changes"]} == {
        "set": "failed",
        "uninstall": "skipped",
    }
    assert len(sim.account().instances) == 2


def test_what_is_wrong_is_told_before_anything_is_written(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    values = {"connections": [{"name": "Ledgr", "fields": [{"id": "host", "value": "x"}]}]}
    refused = apply(environments=[{"name": "Production", "extensions": values}, {"name": "New"}])
    assert "environments[0].extensions.connections[0].fields[0]: no name 'Ledgr' is declared" in refused["msg"]
    assert len(sim.writes) == before


def test_a_set_that_a_fresh_pack_does_not_declare_fails_alone(apply: Apply, sim: Simulator) -> None:
    values = {"connections": [{"name": "Ledgr", "fields": [{"id": "host", "value": "x"}]}]}
    failed = apply(
        environments=[{"name": "Production", "extensions": values}],
        integration_packs=[{"integration_pack_name": "Invoice Sync", "environments": ["Production"]}],
        retry_budget=0.2,
    )
    assert [(change["action"], change["status"]) for change in failed["changes"]] == [
        ("install", "done"),
        ("attach", "done"),
        ("set", "failed"),
    ]
    assert "Did you mean 'Ledger'?" in failed["msg"]


def test_values_that_nothing_is_going_to_have_are_refused_before_anything_is_written(
    apply: Apply, sim: Simulator
) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    multi = ACCOUNT["integration_packs"][1]
    new = {"name": "New", "extensions": LEDGER}

    def refused(pack: dict[str, t.Any], environment: dict[str, t.Any] | None = None) -> str:
        outcome = apply(environments=[environment or {"name": "New"}], integration_packs=[pack])
        assert outcome.failed
        return str(outcome["msg"])

    def of(place: str, **pack: t.Any) -> dict[str, t.Any]:
        return {**multi, "extensions": [{"environment": place, "process": "INT", **ORDERS}], **pack}

    nothing = "Environment 'New' is not going to have extension values."
    assert nothing in refused({"integration_pack_name": "Stock Levels"}, new)
    # Processes of a MULTI pack have values of their own.
    assert nothing in refused({**multi, "environments": ["New"], "extensions": []}, new)
    fresh = {"name": "Export", "environments": []}
    assert "'Order Intake as Export' is not going to have extension values in environment 'Production'." in refused(
        of("Production", **fresh)
    )
    apart = "extensions[0]: 'Order Intake as Domestic' is not going to have extension values in environment"
    assert f"{apart} 'New'." in refused(of("New"))
    assert f"{apart} 'Staging'." in refused(of("Staging", environments=["New"]))
    unknown = {"environments": ["New"], "extensions": [{"environment": "New", "process": "INTT", **ORDERS}]}
    assert "has no process 'INTT'" in refused(of("New", **unknown))
    assert len(sim.writes) == before


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"environments": [{"name": "Staging", "state": "absent"}], "force": True}, "is to be absent"),
        ({"environments": [{"name": "Production"}], "purge": True, "force": True}, "is not listed, so purge would"),
    ],
    ids=["absent", "purge"],
)
def test_values_in_an_environment_that_is_to_go_are_refused(
    apply: Apply, sim: Simulator, options: dict[str, t.Any], why: str
) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    entry: dict[str, t.Any] = {"environment": "Staging", "process": "INT"}
    pack = {"integration_pack_name": "Order Intake", "name": "Domestic", "extensions": [entry]}
    # What is new, and what is there already.
    for fields in ([{"id": "user", "value": "me"}], ORDERS["connections"][0]["fields"]):
        entry["connections"] = [{"name": "Orders API", "fields": fields}]
        refused = apply(integration_packs=[pack], **options)
        told = f"Extension values of 'Domestic - INT in Staging' cannot be set: environment 'Staging' {why}"
        assert told in refused["msg"]
    assert len(sim.writes) == before


def test_one_set_that_is_described_twice_is_refused(apply: Apply, sim: Simulator) -> None:
    apply(**ACCOUNT)
    before = len(sim.writes)
    entries = [{"environment": "Staging", "process": name, **ORDERS} for name in ("INT", "Domestic - INT")]
    twice = apply(integration_packs=[{**ACCOUNT["integration_packs"][1], "extensions": entries}])
    assert "Extension values of 'Domestic - INT in Staging' are described twice." in twice["msg"]
    assert len(sim.writes) == before


def test_a_secret_given_as_a_value_is_kept_out_of_the_result_also_where_a_fresh_pack_declares_it(apply: Apply) -> None:
    values = {"connections": [{"name": "Ledger", "fields": [{"id": "password", "value": SECRET}]}]}
    failed = apply(
        environments=[{"name": "Production", "extensions": values}],
        integration_packs=[{"integration_pack_name": "Invoice Sync", "environments": ["Production"]}],
    )
    assert failed.failed
    assert "Give secret or secret_reference instead of value" in failed["msg"]
    assert SECRET not in str(failed)
