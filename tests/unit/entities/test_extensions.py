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

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import Task
from ansible_collections.community.boomi.tests.unit.resilience.processes import Run
from ansible_collections.community.boomi.tests.unit.security import leaks
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

SECRET = "correct-horse-battery-9"


def ledger(*fields: dict[str, t.Any]) -> list[dict[str, t.Any]]:
    """Connections: values of the one that the environment shares."""
    return [{"name": "Ledger", "fields": list(fields)}]


HOST, OTHER = ({"id": "host", "value": f"{name}.example.com"} for name in ("ledger", "other"))
PASSWORD = {"id": "password", "secret": SECRET}
WHOLE: dict[str, t.Any] = {
    "connections": ledger(HOST, PASSWORD),
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
LEDGER = "0a1b2c3d-0000-4000-8000-000000000003"
ORDERS: dict[str, t.Any] = {"integration_pack_name": "Order Intake", "name": "Domestic"}
DOMESTIC: dict[str, t.Any] = {**ORDERS, "process": "INT"}
QUERY = "POST EnvironmentExtensions/query"
INFO = "environment_extensions_info"


def settings(*values: dict[str, t.Any]) -> dict[str, t.Any]:
    """Process properties of a process that has a set of its own."""
    return {**DOMESTIC, "process_properties": [{"name": "Settings", "values": list(values)}]}


def rows(*rows: list[t.Any]) -> dict[str, t.Any]:
    """The table that the environment shares."""
    return {"cross_references": [{"name": "Countries", "rows": list(rows)}]}


class Extensions(Task):
    """Sets values, and tells what was sent and what the account holds."""

    @property
    def updates(self) -> list[t.Any]:
        """The bodies of all updates."""
        return [sent.body for sent in self.sim.requests if sent.object == "EnvironmentExtensions" and sent.is_write]

    @property
    def overrides(self) -> dict[tuple[str, ...], t.Any]:
        """What overrides the components, by section and names or ids."""
        return {
            path: value for values in self.sim.account().extension_values.values() for path, value in values.items()
        }


@pytest.fixture
def production(boomi: ModuleRunner) -> Extensions:
    """Set values in an environment.

    Two packs there share its set, and one has processes with sets of their own.
    """
    sim = boomi.simulator
    for pack, name in (("Invoice Sync", None), ("Stock Levels", None), ("Order Intake", "Domestic")):
        sim.attach(sim.install(pack, name)["id"], "Production")
    return Extensions(boomi, "environment_extensions", environment="Production")


@pytest.fixture
def copy(production: Extensions) -> Task:
    """Copy the values of Production to an environment in which a part of them is declared."""
    boomi = production.boomi
    boomi("integration_pack_environment_attachment", integration_pack_name="Invoice Sync", environment="Test")
    return Task(boomi, production.module, environment="Test", copy_from="Production")


@pytest.mark.parametrize("lists", ["list", "object"])
@pytest.mark.parametrize("flags", ["boolean", "text"])
def test_values_of_every_section_are_set_in_one_call_and_once(production: Extensions, lists: str, flags: str) -> None:
    production.sim.set(extension_lists=lists, extension_flags=flags)
    first = production(**WHOLE)
    assert (first.failed, first["changed"], len(production.updates)) == (False, True, 1), first
    again = production(**WHOLE)
    assert (again.failed, again["changed"]) == (False, False)
    assert (len(production.updates), again.calls.count(QUERY)) == (1, 1)
    (raw, *_others) = production.boomi("api_info", object="EnvironmentExtensions")["result"]
    assert isinstance(raw["operations"]["operation"], dict) == (lists == "object")
    assert ('"usesEncryption": "true"' in json.dumps(raw)) == (flags == "text")
    assert [(change["action"], change["name"], change["status"]) for change in first["changes"]] == [
        ("set", "Production", "done")
    ]


def test_check_mode_shows_what_would_be_set_and_sends_nothing(production: Extensions) -> None:
    checked = production(connections=ledger(HOST), check_mode=True)
    assert (checked["changed"], production.updates) == (True, [])
    assert checked["diff"] == {
        "before": {"connections": ledger({"id": "host", "use_default": True})},
        "after": {"connections": ledger(HOST)},
    }
    assert checked["plan"] == production(connections=ledger(HOST))["plan"]


def test_what_somebody_has_changed_meanwhile_makes_another_plan(production: Extensions) -> None:
    wanted = {"connections": ledger(HOST), "operations": WHOLE["operations"]}
    production(operations=WHOLE["operations"])
    plan = production(**wanted, check_mode=True)["plan"]
    production(operations=[{"name": "Read Levels", "fields": [{"id": "query", "value": "US"}]}])
    sent = len(production.updates)
    refused = production(**wanted, expected_plan=plan)
    assert (refused.failed, len(production.updates)) == (True, sent)
    assert f"not the expected {plan}" in refused["msg"]


def test_a_secret_that_is_set_is_not_sent_again_unless_that_is_asked_for(production: Extensions) -> None:
    first = production(connections=ledger(PASSWORD))
    assert first["diff"]["after"]["connections"][0]["fields"] == [{"id": "password", "secret": "(to be set)"}]
    again = production(connections=ledger(PASSWORD))
    assert (again["changed"], len(production.updates)) == (False, 1)
    assert again["diff"]["after"]["connections"][0]["fields"] == [{"id": "password", "secret": "(set)"}]
    once_more = production(connections=ledger(PASSWORD), update_secrets=True)
    assert (once_more["changed"], len(production.updates)) == (True, 2)
    assert SECRET not in str([first, again, once_more])


def test_a_secret_is_not_wiped_by_an_update_of_its_component(production: Extensions) -> None:
    assert not production(
        **settings({"label": "Access Key", "secret": SECRET}, {"label": "Mode", "value": "fast"})
    ).failed
    production(**settings({"key": "4f1a", "value": "5"}))
    assert {path[-1]: value for path, value in production.overrides.items()} == {
        "4f1a": {"value": "5"},
        "77": {"value": SECRET},
        "78": {"value": "fast"},
    }


@pytest.mark.parametrize(
    "secret", [leaks.VALUE, leaks.ESCAPED_TOKEN, leaks.FOREIGN_TOKEN, f"{leaks.TOKEN}\n{SECRET}\n"]
)
def test_an_api_that_repeats_what_it_was_sent_does_not_give_a_secret_away(production: Extensions, secret: str) -> None:
    production.sim.add_fault("echo", operation="update")
    refused = production(connections=ledger({"id": "password", "secret": secret}))
    assert "Cannot handle POST" in refused["msg"]
    assert leaks.leaks(str(refused), secret.split("\n")) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"connections": ledger({"id": "password", "value": SECRET})}, "Give secret or secret_reference instead"),
        # The API has references for fields alone.
        (settings({"key": "77", "value": SECRET}), "Give secret instead of value"),
        ({"connections": ledger({"id": "password", "value": ""})}, "instead of value"),
        ({"connections": ledger({"id": "password", "secret": " "})}, "fields[0].secret is empty."),
        ({"connections": ledger({"id": "host", "secret": SECRET})}, "everyone who may read it would see the secret"),
        ({"connections": [{"name": "Ledgr", "fields": [HOST]}]}, "Did you mean 'Ledger'?"),
        ({"connections": ledger({"id": "hots", "value": "x"})}, "Did you mean 'host'?"),
        ({"connections": [{"id": "Ledger", "fields": [HOST]}]}, "the API would ignore it. Give it as name."),
        (settings({"key": "Mode", "value": "fast"}), "Give it as label."),
        ({"process_properties": settings({"key": "1", "value": "x"})["process_properties"]}, "None is declared."),
        (
            {"properties": [{"name": "size", "value": "x"}]},
            "no name 'size' is declared in properties here, and the API would ignore it.",
        ),
        (
            {"connections": [*ledger(HOST), {"id": LEDGER, "fields": [OTHER]}]},
            "connections[1].fields[0] is the same value as connections[0].fields[0]",
        ),
        (
            settings({"label": "Mode", "value": "fast"}, {"key": "78", "value": "fast"}),
            "(process_properties Settings / Mode). Give it once.",
        ),
        *((rows(["DE"], row), "[0].rows[1]: a row has 1 to 20 cells") for row in ([], ["", ""], ["cell"] * 21)),
        (rows(["DE", None]), 'cross_references[0].rows[0][1] is null. Give "" for an empty string.'),
    ],
)
def test_what_is_not_declared_or_cannot_be_set_is_refused_before_anything_is_sent(
    production: Extensions, options: dict[str, t.Any], words: str
) -> None:
    if "process" not in options:
        options = {"operations": WHOLE["operations"], **options}
    refused = production(**options)
    assert refused.failed
    assert words in refused["msg"]
    assert SECRET not in str(refused)
    assert production.updates == []


def test_the_only_set_may_come_as_the_bare_object(copy: Task) -> None:
    told = copy.boomi(INFO, environment="Test")["environment_extensions"]
    (raw,) = copy.boomi("api_info", object="EnvironmentExtensions", ids=[told[0]["id"]])["result"]
    bare = json.dumps({"@type": "EnvironmentExtensions", **raw})
    copy.sim.add_fault("garbage", object="EnvironmentExtensions", operation="query", body=bare)
    assert copy.boomi(INFO, environment="Test")["environment_extensions"] == told


def add_queue(production: Extensions, environment: str, *fields: dict[str, t.Any]) -> None:
    """Attach an instance of a pack with a connection of these fields."""
    connection = {"id": "0a1b2c3d-0000-4000-8000-000000000009", "name": "Queue", "field": list(fields)}
    name = f"Queues of {environment}"
    production.sim.add_pack(name, extensions={"connections": {"connection": [connection]}})
    production.sim.attach(production.sim.install(name)["id"], environment)


def test_an_encrypted_property_of_a_field_is_sent_back_without_a_value(production: Extensions) -> None:
    plain, secret = {"key": "mode", "value": "fast", "encrypted": False}, {"key": "token", "encrypted": True}
    properties = {"properties": [plain, {**secret, "value": ""}]}
    add_queue(production, "Production", {"id": "options", "customProperties": properties})
    assert production(connections=[{"name": "Queue", "fields": [{"id": "options", "value": "x"}]}])["changed"]
    (sent,) = production.updates[0]["connections"]["connection"][0]["field"]
    assert sent["customProperties"]["properties"] == [plain, secret]


def test_empty_cells_and_rows_are_no_difference(production: Extensions) -> None:
    table = rows(["DE", "", ""], ["", "France"])
    assert [production(**table)["changed"] for _run in range(2)] == [True, False]
    ((_path, override),) = production.overrides.items()
    override["CrossReferenceRows"]["row"].insert(1, {"ref1": ""})
    exported = production.boomi(INFO, environment="Production")["environment_extensions"][0]["extensions"]
    assert exported["cross_references"] == rows(["DE"], ["", "France"])["cross_references"]
    assert not production(**exported)["changed"]
    override["CrossReferenceRows"] = "no table"
    exported = production.boomi(INFO, environment="Production")["environment_extensions"][0]["extensions"]
    assert exported["cross_references"] == rows()["cross_references"]


def test_a_cell_that_is_no_text_is_told(production: Extensions) -> None:
    done = production(**rows([False, "Norway"], ["0047", 47]))
    assert len(done["warnings"]) == 2
    assert "cross_references[0].rows[0][0] as the boolean False" in str(done["warnings"])
    assert "cross_references[0].rows[1][1] as the number 47" in str(done["warnings"])


@pytest.mark.parametrize(
    "options",
    [
        # What the platform encrypts, what nobody knows of so far, and what Ansible's own checks refuse.
        {"connections": ledger({"id": "password", "value": 123454321})},
        {"environment": "Nowhere", "connections": ledger({"id": "password", "value": 123454321})},
        {"purge": "perhaps", "connections": ledger({"id": "password", "value": "123454321"})},
        {"connections": ledger({"id": "password", "value": 123454321, "secret": "another"})},
    ],
)
def test_a_failure_shows_no_value_that_may_be_a_secret(production: Extensions, options: dict[str, t.Any]) -> None:
    assert "'value'" in str(production(connections=ledger(HOST))["invocation"])
    refused = production(**options)
    assert (refused.failed, "123454321" in str(refused)) == (True, False)


def test_a_secret_that_is_no_text_is_told_and_not_shown(production: Extensions) -> None:
    done = production(connections=ledger({"id": "password", "secret": 123454321}))
    assert "YAML reads connections[0].fields[0].secret as a number. Put it in quotes" in str(done["warnings"])
    assert "123454321" not in str(done)


def test_a_secret_that_the_platform_stores_in_plain_text_is_told_as_such(production: Extensions) -> None:
    """Whether it encrypts a process property may be known only then."""
    plain = settings({"label": "Mode", "secret": SECRET})
    failed = production(**plain, retry_budget=0.2)
    assert (failed.failed, failed["changed"]) == (True, True)
    assert "the platform has stored process_properties Settings / Mode in plain text" in failed["msg"]
    again = production(**plain)
    assert (again.failed, again.get("changed", False), len(production.updates)) == (True, False, 1)
    assert "everyone who may read it would see the secret" in again["msg"]
    assert SECRET not in f"{failed}{again}"
    assert production(**settings({"label": "Mode", "use_default": True}))["changed"]


def test_use_default_and_purge_bring_defaults_back(production: Extensions) -> None:
    production(**WHOLE)
    reset = production(connections=ledger({"id": "host", "use_default": True}))
    assert (reset["changed"], len(production.overrides)) == (True, 6)
    purged = production(operations=WHOLE["operations"], purge=True)
    # A dynamic process property has no default to go back to.
    assert {path[0] for path in production.overrides} == {"operations", "properties"}
    assert (purged["changed"], production(operations=WHOLE["operations"], purge=True)["changed"]) == (True, False)


@pytest.mark.parametrize(
    ("field", "wish"),
    [("password", {"secret": SECRET}), ("host", {"value": "ledger.example.com"}), ("password", {"use_default": True})],
    ids=["secret", "value", "default"],
)
def test_a_secret_can_be_a_reference_which_gives_way_to_what_is_set_in_its_place(
    production: Extensions, field: str, wish: dict[str, t.Any]
) -> None:
    reference = ledger({"id": field, "secret_reference": "projects/p/secrets/s", "secrets_manager": "GCP"})
    assert [production(connections=reference)["changed"] for _run in range(2)] == [True, False]
    assert production(connections=reference)["environment_extensions"] == {"connections": reference}
    options = {"connections": ledger({"id": field, **wish}), "retry_budget": 1}
    done = production(**options)
    assert (done.failed, done["changed"], production(**options)["changed"]) == (False, True, False), done


def test_processes_of_a_multi_pack_have_sets_of_their_own(production: Extensions) -> None:
    given = {**DOMESTIC, "connections": [{"name": "Orders API", "fields": [{"id": "user", "value": "me"}]}]}
    assert production(**given)["changed"]
    assert not production(**{**given, "process": "Domestic - INT"})["changed"]
    unclear = production(**{**given, "name": None, "process": None})
    assert "has 2 processes: 'Domestic - INT', 'Domestic - New Process 3'. Give process." in unclear["msg"]
    single = production(**{**given, "integration_pack_name": "Invoice Sync", "name": None, "process": None})
    assert "Leave the pack out." in single["msg"]
    assert "attach it first" in production(**{**given, "environment": "Test"})["msg"]


def test_updates_of_one_environment_wait_for_each_other(production: Extensions) -> None:
    production.sim.add_fault("hold", operation="update", times=1)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        first = pool.submit(production, connections=ledger(HOST), timeout=60)
        wait_until(lambda: len(production.updates) == 1)
        options = {"environment": "Production", "operations": WHOLE["operations"], "timeout": 60}
        second = Run("environment_extensions", {**production.boomi.connection, **options}, str(tempfile.tempdir))
        wait_until(lambda: [request.call for request in production.sim.requests].count(QUERY) >= 3)
        # It has planned, and gets no further.
        with pytest.raises(AssertionError, match="it has not happened"):
            wait_until(lambda: len(production.updates) > 1, timeout=1)
        production.sim.clear_faults()
        assert [run.result()["changed"] for run in (first, second)] == [True, True]
    assert {path[0] for path in production.overrides} == {"connections", "operations"}


def test_values_that_another_task_has_set_meanwhile_are_no_change(production: Extensions) -> None:
    sim, environment_id = production.sim, production.boomi.named("environments", "Production")["id"]
    # The look behind the plan.
    sim.add_fault("hold", operation="query", object="EnvironmentExtensions", skip=1)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        run = pool.submit(production, connections=ledger(HOST), timeout=60)
        wait_until(lambda: sim.calls.count(QUERY) == 2)
        sim.account().extension_values[environment_id] = {("connections", LEDGER, "host"): {"value": HOST["value"]}}
        sim.clear_faults()
        done = run.result()
    assert (done.failed, done["changed"], done["changes"], production.updates) == (False, False, [], [])


def test_what_has_not_arrived_fails_by_name(production: Extensions) -> None:
    production.sim.add_fault("status", operation="update", status=200, body="{}", times=None)
    failed = production(connections=ledger(HOST), retry_budget=0.2)
    assert (failed.failed, failed["changed"]) == (True, True)
    assert "these were not stored: connections Ledger / host" in failed["msg"]


def test_sets_come_in_the_same_order_where_processes_share_a_name(production: Extensions) -> None:
    sim = production.sim
    pack = sim.world.pack("Order Intake")
    sim.add_pack("Order Copies", type="MULTI", processes=["INT"], extensions=pack.extensions)
    sim.attach(sim.install("Order Copies", "Domestic")["id"], "Production")
    sets = {}
    for order in ("insertion", "reverse"):
        sim.set(order=order)
        sets[order] = production.boomi(INFO)["environment_extensions"]
    assert [one["process"] for one in sets["insertion"]].count("Domestic - INT") == 2
    assert sets["insertion"] == sets["reverse"]


def test_the_info_module_tells_all_that_is_declared(production: Extensions) -> None:
    production(**WHOLE)
    sets = production.boomi(INFO, environment="Production")["environment_extensions"]
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


def test_values_are_copied_from_another_environment_but_for_secrets(production: Extensions, copy: Task) -> None:
    production(**WHOLE)
    copy.options["connections"] = ledger(OTHER)
    first = copy()
    assert (first.failed, first["changed"]) == (False, True), first
    assert first["secrets_missing"] == ["connections[Ledger].fields[password]"]
    assert first["not_declared"] == ["operations[Read Levels].fields[query]", "cross_references[Countries]"]
    assert {section: first["environment_extensions"].get(section) for section in WHOLE} == {
        **WHOLE,
        "connections": ledger(OTHER),
        "operations": None,
        "cross_references": None,
    }
    assert not copy()["changed"]


def test_what_is_listed_takes_precedence_over_what_is_copied(production: Extensions, copy: Task) -> None:
    production.boomi("integration_pack_environment_attachment", environment="Test", **ORDERS)

    def fields(name: str) -> dict[str, t.Any]:
        values = [{"id": "url", "value": f"https://{name}.example.com"}, {"id": "user", "value": name}]
        return {**DOMESTIC, "connections": [{"name": "Orders API", "fields": values}]}

    production(**fields("production"))
    first = copy(**fields("test"))
    assert (first.failed, first["environment_extensions"]["connections"]) == (False, fields("test")["connections"])
    assert not copy(**fields("test"))["changed"]


def test_a_purge_keeps_a_secret_that_the_copied_environment_has_as_well(production: Extensions, copy: Task) -> None:
    production(connections=ledger(PASSWORD))
    production(environment="Test", connections=ledger(HOST, {"id": "password", "secret": "another"}))
    first = copy(purge=True)
    assert (first.failed, first["secrets_missing"]) == (False, [])
    assert [sorted(values.values(), key=str) for values in production.sim.account().extension_values.values()] == [
        [{"value": SECRET}],
        [{"value": "another"}],
    ]
    assert not copy(purge=True)["changed"]


def test_a_reference_to_a_secret_is_copied(production: Extensions, copy: Task) -> None:
    reference = ledger({"id": "password", "secret_reference": "projects/p/secrets/s/1", "secrets_manager": "GCP"})
    production(connections=reference)
    first = copy()
    assert (first["secrets_missing"], first["environment_extensions"]["connections"]) == ([], reference)
    assert (copy()["changed"], production(environment="Test", connections=reference)["changed"]) == (False, False)


def test_a_secret_that_the_copied_environment_lacks_is_not_missing(production: Extensions, copy: Task) -> None:
    production(connections=ledger(PASSWORD))
    sets = json.dumps({"result": production.boomi("api_info", object="EnvironmentExtensions")["result"]})
    unset = sets.replace('"encryptedValueSet": true', '"encryptedValueSet": false')
    for body, missing in ((sets, ["connections[Ledger].fields[password]"]), (unset, [])):
        production.sim.add_fault("garbage", object="EnvironmentExtensions", operation="query", body=body)
        copied = copy()
        assert (copied.failed, copied["secrets_missing"]) == (False, missing)


def test_a_plain_value_is_not_copied_to_where_the_platform_encrypts(production: Extensions) -> None:
    for environment, is_secret in (("Production", False), ("Test", True)):
        fields = [{"id": "host", "usesEncryption": False}, {"id": "token", "usesEncryption": is_secret}]
        add_queue(production, environment, *fields)
    host, token = {"id": "host", "value": "queue.example.com"}, {"id": "token", "value": "plain"}
    production(connections=[{"name": "Queue", "fields": [host, token]}])
    copied = production(environment="Test", copy_from="Production")
    assert not copied.failed, copied
    assert copied["environment_extensions"] == {"connections": [{"name": "Queue", "fields": [host]}]}
    assert copied["secrets_missing"] == ["connections[Queue].fields[token]"]


def test_a_secret_of_the_component_is_missing_where_another_one_is_to_be(production: Extensions) -> None:
    """As in the vendor's samples: a secret counts as set although the one of the component is in force."""
    for environment in ("Production", "Test"):
        add_queue(production, environment, {"id": "token", "usesEncryption": True, "encryptedValueSet": True})
    production(connections=[{"name": "Queue", "fields": [{"id": "token", "secret": SECRET}]}])
    copied = production(environment="Test", copy_from="Production")
    assert (copied.failed, copied["secrets_missing"]) == (False, ["connections[Queue].fields[token]"])


def test_a_shared_communication_keeps_its_type(production: Extensions) -> None:
    """As in the vendor's sample of an UPDATE."""
    channel = {"id": "0a1b2c3d-0000-4000-8000-000000000010", "name": "Drop", "type": "ftp", "field": [{"id": "host"}]}
    production.sim.add_pack("Files", extensions={"sharedCommunications": {"sharedCommunication": [channel]}})
    production.sim.attach(production.sim.install("Files")["id"], "Production")
    wanted = [{"name": "Drop", "fields": [{"id": "host", "value": "ftp.example.com"}]}]
    assert production(shared_communications=wanted)["changed"]
    (sent,) = production.updates[0]["sharedCommunications"]["sharedCommunication"]
    assert sent["type"] == "ftp"
