# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Extension values: only what is named is changed, and what has not arrived is told."""

from __future__ import annotations

import concurrent.futures
import json
import tempfile
import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.resilience.processes import Run
from ansible_collections.community.boomi.tests.unit.security import leaks
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

HOST = {"name": "Ledger", "fields": [{"id": "host", "value": "ledger.example.com"}]}
SECRET = "correct-horse-battery-9"
PASSWORD = {"name": "Ledger", "fields": [{"id": "password", "secret": SECRET}]}
WHOLE: dict[str, t.Any] = {
    "connections": [{"name": "Ledger", "fields": [*HOST["fields"], *PASSWORD["fields"]]}],
    "operations": [{"name": "Read Levels", "fields": [{"id": "query", "value": "EU"}]}],
    "trading_partners": [
        {
            "name": "Auditor",
            "categories": [{"name": "AS2", "fields": [{"id": "url", "value": "https://a.example.com"}]}],
        }
    ],
    "properties": [{"name": "batchSize", "value": "500"}],
    "cross_references": [{"name": "Countries", "rows": [["DE", "Germany"], ["FR", "France"]]}],
    "pgp_certificates": [{"id": "0a1b2c3d-0000-4000-8000-000000000005", "value": "certificate-7"}],
}
ORDERS: dict[str, t.Any] = {"integration_pack_name": "Order Intake", "name": "Domestic"}
DOMESTIC: dict[str, t.Any] = {**ORDERS, "process": "INT"}
QUERY = "POST EnvironmentExtensions/query"
Change = t.Callable[..., t.Any]


@pytest.fixture(autouse=True)
def installed(sim: Simulator) -> None:
    """Two packs that share the set of an environment, and one whose processes have sets of their own."""
    for pack, name in (("Invoice Sync", None), ("Stock Levels", None), ("Order Intake", "Domestic")):
        sim.attach(sim.install(pack, name)["id"], "Production")


@pytest.fixture
def production(boomi: ModuleRunner) -> Change:
    """Set values of the environment Production."""
    return lambda **options: boomi("environment_extensions", environment="Production", **options)


def updates(sim: Simulator) -> list[t.Any]:
    """The bodies of all updates."""
    return [request.body for request in sim.requests if request.object == "EnvironmentExtensions" and request.is_write]


def overrides(sim: Simulator) -> dict[tuple[str, ...], t.Any]:
    """What overrides the components, by section and names or ids."""
    return {path: value for values in sim.account().extension_values.values() for path, value in values.items()}


@pytest.mark.parametrize("lists", ["list", "object"])
@pytest.mark.parametrize("flags", ["boolean", "text"])
def test_values_of_every_section_are_set_in_one_call_and_once(
    sim: Simulator, production: Change, lists: str, flags: str
) -> None:
    sim.set(extension_lists=lists, extension_flags=flags)
    first = production(**WHOLE)
    assert (first.failed, first["changed"], len(updates(sim))) == (False, True, 1), first
    again = production(**WHOLE)
    assert (again.failed, again["changed"], len(updates(sim)), again.calls.count(QUERY)) == (False, False, 1, 1)
    assert [(change["action"], change["name"], change["status"]) for change in first["changes"]] == [
        ("set", "Production", "done")
    ]


def test_only_what_is_named_is_changed(sim: Simulator, production: Change) -> None:
    production(**WHOLE)
    before = overrides(sim)
    production(connections=[{"name": "Ledger", "fields": [{"id": "host", "value": "other.example.com"}]}])
    changed = {path for path, value in overrides(sim).items() if before.get(path) != value}
    assert changed == {("connections", "0a1b2c3d-0000-4000-8000-000000000003", "host")}
    assert set(overrides(sim)) == set(before)


def test_check_mode_shows_what_would_be_set_and_sends_nothing(sim: Simulator, production: Change) -> None:
    checked = production(connections=[HOST], check_mode=True)
    assert (checked["changed"], updates(sim)) == (True, [])
    assert checked["diff"] == {
        "before": {"connections": [{"name": "Ledger", "fields": [{"id": "host", "use_default": True}]}]},
        "after": {"connections": [HOST]},
    }
    assert checked["plan"] == production(connections=[HOST])["plan"]


def test_what_somebody_has_changed_meanwhile_makes_another_plan(sim: Simulator, production: Change) -> None:
    wanted = {"connections": [HOST], "operations": WHOLE["operations"]}
    production(operations=WHOLE["operations"])
    plan = production(**wanted, check_mode=True)["plan"]
    production(operations=[{"name": "Read Levels", "fields": [{"id": "query", "value": "US"}]}])
    sent = len(updates(sim))
    refused = production(**wanted, expected_plan=plan)
    assert (refused.failed, len(updates(sim))) == (True, sent)
    assert f"not the expected {plan}" in refused["msg"]


def test_an_empty_list_does_not_make_a_purge_reset_everything(sim: Simulator, production: Change) -> None:
    refused = production(connections=[], purge=True)
    assert "connections is empty, and purge would reset everything." in refused["msg"]
    assert not updates(sim)


def test_a_secret_that_is_set_is_not_sent_again_unless_that_is_asked_for(sim: Simulator, production: Change) -> None:
    first = production(connections=[PASSWORD])
    assert first["diff"]["after"]["connections"][0]["fields"] == [{"id": "password", "secret": "(to be set)"}]
    again = production(connections=[PASSWORD])
    assert (again["changed"], len(updates(sim))) == (False, 1)
    assert again["diff"]["after"]["connections"][0]["fields"] == [{"id": "password", "secret": "(set)"}]
    once_more = production(connections=[PASSWORD], update_secrets=True)
    assert (once_more["changed"], len(updates(sim))) == (True, 2)
    assert SECRET not in str([first, again, once_more])


def test_a_secret_is_not_wiped_by_an_update_of_its_component(sim: Simulator, boomi: ModuleRunner) -> None:
    options: dict[str, t.Any] = {"environment": "Production", **DOMESTIC}
    key = [{"label": "Access Key", "secret": SECRET}, {"label": "Mode", "value": "fast"}]
    assert not boomi(
        "environment_extensions", **options, process_properties=[{"name": "Settings", "values": key}]
    ).failed
    boomi(
        "environment_extensions",
        **options,
        process_properties=[{"name": "Settings", "values": [{"key": "4f1a", "value": "5"}]}],
    )
    assert {path[-1]: value for path, value in overrides(sim).items()} == {
        "4f1a": {"value": "5"},
        "77": {"value": SECRET},
        "78": {"value": "fast"},
    }


@pytest.mark.parametrize(
    "secret", [leaks.VALUE, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN, f"{leaks.TOKEN}\n{SECRET}\n"]
)
def test_an_api_that_repeats_what_it_was_sent_does_not_give_a_secret_away(
    sim: Simulator, production: Change, secret: str
) -> None:
    sim.add_fault("echo", operation="update")
    refused = production(connections=[{"name": "Ledger", "fields": [{"id": "password", "secret": secret}]}])
    assert "Cannot handle POST" in refused["msg"]
    assert leaks.leaks(str(refused), secret.split("\n")) == []


def test_a_value_where_the_platform_encrypts_is_refused_and_hidden(sim: Simulator, production: Change) -> None:
    refused = production(connections=[{"name": "Ledger", "fields": [{"id": "password", "value": SECRET}]}])
    assert "Give secret or secret_reference instead of value" in refused["msg"]
    assert SECRET not in str(refused)
    # The API has references for fields alone.
    of_process = {"integration_pack_name": "Order Intake", "name": "Domestic", "process": "INT"}
    values = [{"key": "77", "value": SECRET}]
    refused = production(**of_process, process_properties=[{"name": "Settings", "values": values}])
    assert "Give secret instead of value" in refused["msg"]
    empty = production(connections=[{"name": "Ledger", "fields": [{"id": "password", "value": ""}]}])
    assert "instead of value" in empty["msg"]
    plain = production(connections=[{"name": "Ledger", "fields": [{"id": "host", "secret": SECRET}]}])
    assert "everyone who may read it would see the secret" in plain["msg"]
    assert updates(sim) == []


def test_the_only_set_may_come_as_the_bare_object(sim: Simulator, boomi: ModuleRunner) -> None:
    sim.attach(sim.install("Stock Levels")["id"], "Test")
    told = boomi("environment_extensions_info", environment="Test")["environment_extensions"]
    (raw,) = boomi("api_info", object="EnvironmentExtensions", ids=[told[0]["id"]])["result"]
    bare = json.dumps({"@type": "EnvironmentExtensions", **raw})
    sim.add_fault("garbage", object="EnvironmentExtensions", operation="query", body=bare)
    assert boomi("environment_extensions_info", environment="Test")["environment_extensions"] == told


def test_an_encrypted_property_of_a_field_is_sent_back_without_a_value(sim: Simulator, production: Change) -> None:
    plain, secret = {"key": "mode", "value": "fast", "encrypted": False}, {"key": "token", "encrypted": True}
    field = {"id": "options", "customProperties": {"properties": [plain, {**secret, "value": ""}]}}
    connection = {"id": "0a1b2c3d-0000-4000-8000-000000000009", "name": "Queue", "field": [field]}
    sim.world.add_pack("Queues", "SINGLE", ["Read"], extensions={"connections": {"connection": [connection]}})
    sim.attach(sim.install("Queues")["id"], "Production")
    assert production(connections=[{"name": "Queue", "fields": [{"id": "options", "value": "x"}]}])["changed"]
    (sent,) = updates(sim)[0]["connections"]["connection"][0]["field"]
    assert sent["customProperties"]["properties"] == [plain, secret]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"connections": [{"name": "Ledgr", "fields": HOST["fields"]}]}, "Did you mean 'Ledger'?"),
        ({"connections": [{"name": "Ledger", "fields": [{"id": "hots", "value": "x"}]}]}, "Did you mean 'host'?"),
        ({"process_properties": [{"name": "Settings", "values": [{"key": "1", "value": "x"}]}]}, "None is declared."),
        (
            {"properties": [{"name": "size", "value": "x"}]},
            "no name 'size' is declared in properties here, and the API would ignore it.",
        ),
    ],
    ids=["component", "field", "of another set", "property"],
)
def test_what_is_not_declared_is_refused_before_anything_is_sent(
    sim: Simulator, production: Change, options: dict[str, t.Any], words: str
) -> None:
    refused = production(**options, operations=WHOLE["operations"])
    assert refused.failed
    assert words in refused["msg"]
    assert updates(sim) == []


def test_one_value_that_is_given_twice_is_refused(sim: Simulator, boomi: ModuleRunner, production: Change) -> None:
    by_id = {"id": "0a1b2c3d-0000-4000-8000-000000000003", "fields": [{"id": "host", "value": "other.example.com"}]}
    twice = production(connections=[HOST, by_id])
    assert "connections[1].fields[0] is the same value as connections[0].fields[0]" in twice["msg"]
    values = [{"label": "Mode", "value": "fast"}, {"key": "78", "value": "fast"}]
    properties = [{"name": "Settings", "values": values}]
    twice = boomi("environment_extensions", environment="Production", **DOMESTIC, process_properties=properties)
    assert "(process_properties Settings / Mode). Give it once." in twice["msg"]
    assert updates(sim) == []


def test_empty_cells_and_rows_are_no_difference(sim: Simulator, boomi: ModuleRunner, production: Change) -> None:
    rows = [["DE", "", ""], ["", "France"]]
    tables = [{"name": "Countries", "rows": rows}]
    assert production(cross_references=tables)["changed"]
    assert not production(cross_references=tables)["changed"]
    ((_path, override),) = overrides(sim).items()
    override["CrossReferenceRows"]["row"].insert(1, {"ref1": ""})
    exported = boomi("environment_extensions_info", environment="Production")["environment_extensions"][0]
    assert exported["extensions"]["cross_references"] == [{"name": "Countries", "rows": [["DE"], ["", "France"]]}]
    assert not production(**exported["extensions"])["changed"]


@pytest.mark.parametrize("row", [[], ["", ""], ["cell"] * 21], ids=["empty", "blank", "too long"])
def test_a_row_without_a_cell_or_with_too_many_is_refused(production: Change, row: list[str]) -> None:
    refused = production(cross_references=[{"name": "Countries", "rows": [["DE"], row]}])
    assert "cross_references[0].rows[1]: a row has 1 to 20 cells" in refused["msg"]


def test_a_cell_that_is_no_text_is_told(production: Change) -> None:
    done = production(cross_references=[{"name": "Countries", "rows": [[False, "Norway"], ["0047", 47]]}])
    assert len(done["warnings"]) == 2
    assert "cross_references[0].rows[0][0] as the boolean False" in str(done["warnings"])
    assert "cross_references[0].rows[1][1] as the number 47" in str(done["warnings"])
    refused = production(cross_references=[{"name": "Countries", "rows": [["DE", None]]}])
    assert 'cross_references[0].rows[0][1] is null. Give "" for an empty text.' in refused["msg"]


def test_use_default_and_purge_bring_defaults_back(sim: Simulator, production: Change) -> None:
    production(**WHOLE)
    reset = production(connections=[{"name": "Ledger", "fields": [{"id": "host", "use_default": True}]}])
    assert (reset["changed"], len(overrides(sim))) == (True, 6)
    purged = production(operations=WHOLE["operations"], purge=True)
    # A dynamic process property has no default to go back to.
    assert {path[0] for path in overrides(sim)} == {"operations", "properties"}
    assert (purged["changed"], production(operations=WHOLE["operations"], purge=True)["changed"]) == (True, False)


def test_a_secret_can_be_a_reference(sim: Simulator, production: Change) -> None:
    reference = {"id": "password", "secret_reference": "projects/p/secrets/s", "secrets_manager": "GCP"}
    options = {"connections": [{"name": "Ledger", "fields": [reference]}]}
    assert production(**options)["changed"]
    assert not production(**options)["changed"]
    assert production(**options)["environment_extensions"] == options


@pytest.mark.parametrize(
    ("field", "wish"),
    [("password", {"secret": SECRET}), ("host", {"value": "ledger.example.com"}), ("password", {"use_default": True})],
    ids=["secret", "value", "default"],
)
def test_a_reference_to_a_secret_gives_way_to_what_is_set_in_its_place(
    production: Change, field: str, wish: dict[str, t.Any]
) -> None:
    reference = {"id": field, "secret_reference": "projects/p/secrets/s", "secrets_manager": "GCP"}
    assert production(connections=[{"name": "Ledger", "fields": [reference]}])["changed"]
    options = {"connections": [{"name": "Ledger", "fields": [{"id": field, **wish}]}], "retry_budget": 1}
    done = production(**options)
    assert (done.failed, done["changed"], production(**options)["changed"]) == (False, True, False), done


def test_processes_of_a_multi_pack_have_sets_of_their_own(sim: Simulator, boomi: ModuleRunner) -> None:
    options: dict[str, t.Any] = {
        "environment": "Production",
        "connections": [{"name": "Orders API", "fields": [{"id": "user", "value": "me"}]}],
    }
    assert boomi("environment_extensions", **options, **DOMESTIC)["changed"]
    assert not boomi("environment_extensions", **options, **{**DOMESTIC, "process": "Domestic - INT"})["changed"]
    unclear = boomi("environment_extensions", **options, integration_pack_name="Order Intake")
    assert "has 2 processes: 'Domestic - INT', 'Domestic - New Process 3'. Give process." in unclear["msg"]
    single = boomi("environment_extensions", **options, integration_pack_name="Invoice Sync")
    assert "Leave the pack out." in single["msg"]
    elsewhere = boomi("environment_extensions", **{**options, "environment": "Test"}, **DOMESTIC)
    assert "attach it first" in elsewhere["msg"]


def test_updates_of_one_environment_wait_for_each_other(
    sim: Simulator, boomi: ModuleRunner, production: Change
) -> None:
    sim.add_fault("hold", operation="update", times=1)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first = pool.submit(production, connections=[HOST], timeout=60)
        wait_until(lambda: len(updates(sim)) == 1)
        options = {"environment": "Production", "operations": WHOLE["operations"], "timeout": 60}
        second = Run("environment_extensions", {**boomi.connection, **options}, str(tempfile.tempdir))
        wait_until(lambda: [request.call for request in sim.requests].count(QUERY) >= 3)
        # It has planned, and gets no further.
        with pytest.raises(AssertionError, match="it has not happened"):
            wait_until(lambda: len(updates(sim)) > 1, timeout=1)
        sim.clear_faults()
        assert [run.result()["changed"] for run in (first, second)] == [True, True]
    assert {path[0] for path in overrides(sim)} == {"connections", "operations"}


def test_what_has_not_arrived_fails_by_name(sim: Simulator, production: Change) -> None:
    sim.add_fault("status", operation="update", status=200, body="{}", times=None)
    failed = production(connections=[HOST], retry_budget=0.2)
    assert (failed.failed, failed["changed"]) == (True, True)
    assert "these were not stored: connections Ledger / host" in failed["msg"]


def test_the_info_module_tells_all_that_is_declared(boomi: ModuleRunner, production: Change) -> None:
    production(**WHOLE)
    sets = boomi("environment_extensions_info", environment="Production")["environment_extensions"]
    assert [one["process"] for one in sets] == [None, "Domestic - INT", "Domestic - New Process 3"]
    values = {" / ".join([one["section"], *one["path"]]): one for one in sets[0]["declared"]}
    assert values["connections / Ledger / password"] == {
        "section": "connections",
        "path": ["Ledger", "password"],
        "value": None,
        "use_default": False,
        "secret": True,
        "set": True,
    }
    assert "password" not in str(sets[0]["extensions"])
    assert not production(**sets[0]["extensions"])["changed"]


def test_values_are_copied_from_another_environment_but_for_secrets(
    sim: Simulator, boomi: ModuleRunner, production: Change
) -> None:
    production(**WHOLE)
    boomi("integration_pack_environment_attachment", integration_pack_name="Invoice Sync", environment="Test")
    own = {"name": "Ledger", "fields": [{"id": "host", "value": "test.example.com"}]}
    copy: dict[str, t.Any] = {"environment": "Test", "copy_from": "Production", "connections": [own]}
    first = boomi("environment_extensions", **copy)
    assert (first.failed, first["changed"]) == (False, True), first
    assert first["secrets_missing"] == ["connections[Ledger].fields[password]"]
    assert first["not_declared"] == ["operations[Read Levels].fields[query]", "cross_references[Countries]"]
    assert {section: first["environment_extensions"].get(section) for section in WHOLE} == {
        **WHOLE,
        "connections": [own],
        "operations": None,
        "cross_references": None,
    }
    assert not boomi("environment_extensions", **copy)["changed"]


def test_what_is_listed_takes_precedence_over_what_is_copied(boomi: ModuleRunner) -> None:
    boomi("integration_pack_environment_attachment", environment="Test", **ORDERS)

    def fields(name: str) -> dict[str, t.Any]:
        values = [{"id": "url", "value": f"https://{name}.example.com"}, {"id": "user", "value": name}]
        return {"connections": [{"name": "Orders API", "fields": values}]}

    boomi("environment_extensions", environment="Production", **DOMESTIC, **fields("production"))
    copy: dict[str, t.Any] = {"environment": "Test", "copy_from": "Production", **DOMESTIC, **fields("test")}
    first = boomi("environment_extensions", **copy)
    assert (first.failed, first["environment_extensions"]["connections"]) == (False, copy["connections"])
    assert not boomi("environment_extensions", **copy)["changed"]


def test_a_purge_keeps_a_secret_that_the_copied_environment_has_as_well(
    sim: Simulator, boomi: ModuleRunner, production: Change
) -> None:
    boomi("integration_pack_environment_attachment", integration_pack_name="Invoice Sync", environment="Test")
    production(connections=[PASSWORD])
    secret = {"name": "Ledger", "fields": [*HOST["fields"], {"id": "password", "secret": "another"}]}
    boomi("environment_extensions", environment="Test", connections=[secret])
    copy: dict[str, t.Any] = {"environment": "Test", "copy_from": "Production", "purge": True}
    first = boomi("environment_extensions", **copy)
    assert (first.failed, first["secrets_missing"]) == (False, [])
    assert [sorted(values.values(), key=str) for values in sim.account().extension_values.values()] == [
        [{"value": SECRET}],
        [{"value": "another"}],
    ]
    assert not boomi("environment_extensions", **copy)["changed"]


def test_a_secret_that_the_copied_environment_lacks_is_not_missing(
    sim: Simulator, boomi: ModuleRunner, production: Change
) -> None:
    boomi("integration_pack_environment_attachment", integration_pack_name="Invoice Sync", environment="Test")
    production(connections=[PASSWORD])
    sets = json.dumps({"result": boomi("api_info", object="EnvironmentExtensions")["result"]})
    unset = sets.replace('"encryptedValueSet": true', '"encryptedValueSet": false')
    for body, missing in ((sets, ["connections[Ledger].fields[password]"]), (unset, [])):
        sim.add_fault("garbage", object="EnvironmentExtensions", operation="query", body=body)
        copied = boomi("environment_extensions", environment="Test", copy_from="Production")
        assert (copied.failed, copied["secrets_missing"]) == (False, missing)


def test_a_plain_value_is_not_copied_to_where_the_platform_encrypts(
    sim: Simulator, boomi: ModuleRunner, production: Change
) -> None:
    for environment, is_secret in (("Production", False), ("Test", True)):
        fields = [{"id": "host", "usesEncryption": False}, {"id": "token", "usesEncryption": is_secret}]
        connection = {"id": "0a1b2c3d-0000-4000-8000-000000000009", "name": "Queue", "field": fields}
        name = f"Queues of {environment}"
        sim.add_pack(name, extensions={"connections": {"connection": [connection]}})
        sim.attach(sim.install(name)["id"], environment)
    host, token = {"id": "host", "value": "queue.example.com"}, {"id": "token", "value": "plain"}
    production(connections=[{"name": "Queue", "fields": [host, token]}])
    copied = boomi("environment_extensions", environment="Test", copy_from="Production")
    assert not copied.failed, copied
    assert copied["environment_extensions"] == {"connections": [{"name": "Queue", "fields": [host]}]}
