# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole runs of boomi_integration_pack_instance, and of its info module: answers, and exactly which calls they make."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import (
    ATTACH,
    ATTACHMENTS,
    BULK,
    CREATE,
    ENVIRONMENTS,
    LOOK,
    LOOK_ON,
    PACKS,
    delete,
    steps,
)

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"
ODD_PACK = 'Größen "XL" / L\'été & Ünïcode <ß>'
ODD_NAMES = ["a/b", 'it\'s "quoted"', "Größe ß 😀", "a\\b", "%", "<a>&amp;", "a" * 300]

Options = dict[str, t.Any]


def shown(raw: t.Mapping[str, t.Any]) -> Options:
    """Say how a task shows what the simulator holds."""
    return {
        "id": raw["id"],
        "integration_pack_id": raw["integrationPackId"],
        "integration_pack_override_name": raw["integrationPackOverrideName"],
        "processes": [
            {
                "name": process["name"],
                "original_process_id": process["originalProcessId"],
                "wrapper_process_id": process.get("wrapperProcessId"),
            }
            for process in raw["ProcessId"]
        ],
    }


def only_instance(sim: Simulator) -> t.Mapping[str, t.Any]:
    (instance,) = sim.account().instances.values()
    return instance


IDENTITIES: dict[str, t.Callable[[t.Mapping[str, t.Any]], Options]] = {
    "pack id": lambda raw: {"integration_pack_id": raw["integrationPackId"]},
    "pack name": lambda raw: {"integration_pack_name": "Order Intake"},
    "id": lambda raw: {"id": raw["id"]},
    "pack id and name": lambda raw: {
        "integration_pack_id": raw["integrationPackId"],
        "integration_pack_override_name": "Domestic",
    },
    "pack name and name": lambda raw: {"integration_pack_name": "Order Intake", "name": "Domestic"},
    "id, pack id and name": lambda raw: {
        "id": raw["id"],
        "integration_pack_id": raw["integrationPackId"],
        "name": "Domestic",
    },
}


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_instance_is_found_uninstalled_and_then_missed_for_as_few_calls_as_its_identity_allows(
    identity: str, boomi: ModuleRunner, sim: Simulator
) -> None:
    raw = sim.install("Order Intake", "Domestic")
    options = IDENTITIES[identity](raw)
    # How the server compares names is not documented: a pack by name is looked at beside its instances.
    looks = [LOOK, PACKS] if identity.startswith("pack name") else [LOOK]
    for check_mode in (True, False):
        there = boomi.instance(**options, check_mode=check_mode)
        assert (there["changed"], steps(there.calls)) == (False, steps(looks))
        assert there["integration_pack_instance"] == shown(raw)
        assert there["diff"] == {"before": shown(raw), "after": shown(raw)}
    gone = boomi.instance(**options, state="absent")
    assert (gone["changed"], gone["integration_pack_instance"]) == (True, None)
    # A person reads the name of the pack.
    assert steps(gone.calls) == steps([LOOK, PACKS, ATTACHMENTS, delete(raw["id"]), LOOK])
    assert gone["summary_lines"][1].startswith("uninstalled integration pack instance Order Intake as Domestic ")
    assert gone["diff"] == {"before": {**shown(raw), "environments": []}, "after": {}}
    assert not sim.account().instances
    # Of a pack that is given beside an id, all instances are looked at before any other.
    again_looks = [LOOK] * 2 if identity.startswith("id, ") else looks
    for check_mode in (True, False):
        again = boomi.instance(**options, state="absent", check_mode=check_mode)
        assert (again["changed"], steps(again.calls)) == (False, steps(again_looks))
        assert (again["integration_pack_instance"], again["diff"]) == (None, {"before": {}, "after": {}})


class TestNothingToDo:
    def test_costs_two_more_where_environments_are_given(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.attach(sim.install("Order Intake", "Domestic")["id"], "Test")
        outcome = boomi.instance(integration_pack_id=ORDER_INTAKE, environments=["Test"])
        assert (outcome["changed"], steps(outcome.calls)) == (False, steps([LOOK, ENVIRONMENTS, ATTACHMENTS]))

    def test_a_look_for_an_id_ends_at_its_page(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = [sim.install("Order Intake", f"Instance {number}")["id"] for number in range(250)]
        assert boomi.instance(id=ids[5]).calls == [LOOK]
        assert boomi.instance(id=ids[150]).calls == [LOOK, LOOK_ON]


class TestInstalling:
    @pytest.mark.parametrize(
        ("options", "name"),
        [
            ({"integration_pack_id": ORDER_INTAKE, "name": "Domestic"}, "Domestic"),
            ({"integration_pack_name": "Order Intake", "name": "Domestic"}, "Domestic"),
            ({"integration_pack_id": ORDER_INTAKE}, "Order Intake"),
            ({"integration_pack_name": "Order Intake"}, "Order Intake"),
            # A SINGLE pack takes no name.
            ({"integration_pack_name": "Invoice Sync"}, None),
        ],
        ids=["pack id and name", "pack name and name", "pack id", "pack name", "single pack"],
    )
    def test_takes_a_look_the_pack_another_look_the_create_and_a_confirming_look(
        self, options: Options, name: str | None, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(multi_without_name="refuse")
        outcome = boomi.instance(**options)
        assert steps(outcome.calls) == steps([LOOK, PACKS, LOOK, CREATE, LOOK])
        pack = sim.world.pack("Order Intake" if name else "Invoice Sync")
        named = {"integrationPackOverrideName": name} if name else {}
        assert sim.writes[0].body == {"integrationPackId": pack.id, **named}
        assert outcome["changed"] is True
        assert outcome["integration_pack_instance"] == shown(only_instance(sim))
        assert outcome["diff"] == {"before": {}, "after": shown(only_instance(sim))}
        wrappers = [process["wrapper_process_id"] for process in outcome["integration_pack_instance"]["processes"]]
        assert all(wrappers) if name else wrappers == [None, None]

    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_a_name_is_kept_to_the_letter(self, name: str, boomi: ModuleRunner, sim: Simulator) -> None:
        options = {"integration_pack_name": ODD_PACK, "name": name}
        assert boomi.instance(**options)["integration_pack_instance"]["integration_pack_override_name"] == name
        assert only_instance(sim)["integrationPackOverrideName"] == name
        assert boomi.instance(**options)["changed"] is False
        assert boomi.instance(**options, state="absent")["changed"] is True
        assert not sim.account().instances


class TestUninstalling:
    @pytest.mark.parametrize(
        ("module", "others", "option"),
        [
            ("integration_pack_instance", {}, "id"),
            ("integration_pack_environment_attachment", {"environment": "Test"}, "integration_pack_instance_id"),
        ],
    )
    def test_an_instance_of_a_pack_that_is_not_shared_any_more(
        self, module: str, others: Options, option: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Unreleased Beta")
        sim.attach(raw["id"], "Test")
        # Only the API itself has compared this name.
        refused = boomi(module, **others, integration_pack_name="Unreleased Beta", state="absent")
        assert f"By this name, the API finds the instances {raw['id']}: give {option}" in refused["msg"]
        assert (refused["error"]["candidates"], sim.writes) == ([raw["id"]], [])
        outcome = boomi(module, **others, integration_pack_id=raw["integrationPackId"], state="absent")
        assert outcome["changed"] is True
        assert not sim.account().instance_attachments


class TestNamesInOtherForms:
    """Whether the platform stores a name as it is sent is not documented."""

    def test_what_has_such_a_name_is_meant_by_its_id(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Order Intake", " Domestic")
        assert boomi.instance(id=raw["id"])["changed"] is False
        assert boomi.instance(id=raw["id"], state="absent")["changed"] is True

    def test_who_gave_no_name_gets_the_one_that_is_stored(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.set(stored_name="removed")
        sim.add_pack("Night Batch ", type="MULTI")
        # The name that was sent does not show: a small budget keeps the wait for it short.
        options = {"integration_pack_name": "Night Batch ", "retry_budget": 0.2}
        assert [boomi.instance(**options)["changed"] for _run in range(2)] == [True, False]
        assert only_instance(sim)["integrationPackOverrideName"] == "Night Batch"


class TestIds:
    def test_nothing_is_created_where_an_id_was_given_and_not_found(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(id="x", integration_pack_id=ORDER_INTAKE, name="Domestic")
        assert outcome.failed
        assert sim.writes == []

    @pytest.mark.parametrize("state", ["present", "absent"])
    @pytest.mark.parametrize(
        "options", [{"name": "International"}, {"integration_pack_id": "x"}, {"integration_pack_name": "Invoice Sync"}]
    )
    def test_an_id_that_the_other_options_contradict_is_an_error(
        self, options: Options, state: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Order Intake", "Domestic")
        outcome = boomi.instance(id=raw["id"], **options, state=state)
        assert outcome.failed
        assert f"{raw['id']} does not match" in outcome["msg"]
        assert sim.writes == []
        assert only_instance(sim) == raw


class TestEnvironments:
    def test_a_new_instance_is_attached(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(integration_pack_name="Invoice Sync", environments=["Production"])
        assert steps(outcome.calls) == steps([LOOK, PACKS, ENVIRONMENTS, LOOK, CREATE, LOOK, ATTACH, ATTACHMENTS])
        told = {"changed", "changes", "diff", "integration_pack_instance", "plan", "summary", "summary_lines"}
        assert set(outcome) - {"invocation", "warnings"} == told
        assert outcome["integration_pack_instance"]["environments"] == ["Production"]
        assert len(sim.account().instance_attachments) == 1


# The info module; see also test_entity_infos.py


@pytest.mark.parametrize("over_limit", ["refuse", "truncate"])
def test_any_number_of_ids_is_read_in_hundreds_and_keeps_its_order(
    over_limit: str, boomi: ModuleRunner, sim: Simulator
) -> None:
    ids = [sim.install("Order Intake", f"Instance {number}")["id"] for number in range(201)][::-1]
    sim.set(bulk_over_limit=over_limit)
    outcome = boomi.instance_info(ids=ids)
    # GET may go on answering for what is gone: what exists, a query tells.
    assert outcome.calls == [BULK, BULK, BULK, LOOK, LOOK_ON, LOOK_ON]
    assert [instance["id"] for instance in outcome["integration_pack_instances"]] == ids
    assert outcome["not_found_ids"] == []
