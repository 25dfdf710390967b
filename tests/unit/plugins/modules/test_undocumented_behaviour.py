# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What no source says about the platform: whichever way it goes, tasks come out right.

Each such way is a setting of the simulator. The same story is told for every value of every one of them.
"""

from __future__ import annotations

import dataclasses
import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator.settings import Settings

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

# What settings that are numbers or flags are turned to. Those of the others are in the table of settings itself.
TURNED: dict[str, tuple[t.Any, ...]] = {
    "visibility_delay": (0.05,),
    "deletion_delay": (0.05,),
    "token_lifetime": (60,),
    "token_single_use": (True,),
    "extra_fields": (True,),
    "runtimes_per_environment": (1,),
}
# Settings of the laboratory, and those that other tests turn: who may do what, and the rate limit.
ELSEWHERE = {
    "latency": "no behaviour of the platform",
    "refuse_writes": "no behaviour of the platform",
    "rate_limit": "TestThrottling",
    "rate_limit_status": "TestThrottling",
    "retry_after": "TestThrottling",
    "rate_limit_budget": "which account's limit it is makes no difference to one task",
    "bad_credentials_status": "test_bad_input.py",
    "wrong_account_status": "test_bad_input.py",
    "privilege_status": "test_bad_input.py",
    "without_privileges": "test_bad_input.py",
    "error_form": "test_bad_input.py",
    "partner": "test_bad_input.py",
}


def ways() -> dict[str, tuple[t.Any, ...]]:
    """Every value that is not the default, by setting."""
    found = {}
    for setting in dataclasses.fields(Settings):
        if setting.name not in ELSEWHERE:
            values = setting.metadata["values"]
            found[setting.name] = values[1:] if isinstance(values, tuple) else TURNED[setting.name]
    return found


WAYS: list[dict[str, t.Any]] = [{}, *({name: value} for name, values in ways().items() for value in values)]
SINGLE, MULTI = ("Invoice Sync", None), ("Order Intake", "Domestic")
# For these, the type of the pack may make a difference.
BOTH_TYPES = {"create_answer", "query_processes", "processes_shape", "visibility_delay", "deletion_delay", "name_case"}
STORIES = [
    (way, pack)
    for way in WAYS
    for pack in (SINGLE, MULTI)
    if way.keys() <= BOTH_TYPES or (pack == SINGLE) == ("single" in str(way))
]


def name_of(value: t.Any) -> str:
    if isinstance(value, tuple):
        return str(value[0])
    return ", ".join(f"{name}={setting}" for name, setting in value.items()) or "defaults"


def only(outcome: Outcome) -> dict[str, t.Any]:
    (instance,) = outcome["integration_pack_instances"]
    return t.cast("dict[str, t.Any]", instance)


def creates(sim: Simulator) -> int:
    return sum(request.operation == "create" for request in sim.requests)


def test_no_setting_of_the_simulator_is_forgotten() -> None:
    names = {setting.name for setting in dataclasses.fields(Settings)}
    assert set(ELSEWHERE) <= names
    assert set(TURNED) <= names
    assert {name for way in WAYS for name in way} | set(ELSEWHERE) == names


class TestTheWholeStory:
    @pytest.mark.parametrize(("way", "pack_and_name"), STORIES, ids=name_of)
    def test_install_again_list_uninstall_again(
        self, way: dict[str, t.Any], pack_and_name: tuple[str, str | None], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        pack, name = pack_and_name
        sim.set(**way)
        # What is not seen at once is waited for; a small budget keeps the pauses short, and is enough here.
        boomi.connection["retry_budget"] = 0.2
        options = {"integration_pack_name": pack, "name": name}

        foreseen = boomi.instance(**options, check_mode=True)
        assert sim.writes == []
        first = boomi.instance(**options)
        assert (foreseen["changed"], first["changed"]) == (True, True)
        instance = first["integration_pack_instance"]
        assert [bool(process["name"]) for process in instance["processes"]] == [True, True]
        (raw,) = sim.account().instances.values()
        assert instance["id"] == raw["id"]
        assert instance["integration_pack_id"] == raw["integrationPackId"]
        if name:
            assert instance["integration_pack_override_name"] == name

        again = boomi.instance(**options)
        assert (again["changed"], again["integration_pack_instance"]) == (False, instance)
        assert only(boomi.instance_info(integration_pack_id=raw["integrationPackId"])) == instance
        assert only(boomi.instance_info(ids=[raw["id"], "none"])) == instance

        sim.attach(raw["id"], "Production")
        gone = boomi.instance(**options, state="absent")
        assert (gone["changed"], gone["integration_pack_instance"]) == (True, None)
        assert not sim.account().instances
        assert not sim.account().instance_attachments
        assert boomi.instance(**options, state="absent")["changed"] is False
        assert boomi.instance_info()["integration_pack_instances"] == []
        assert creates(sim) == 1

    @pytest.mark.parametrize("way", [{}, {"multi_without_name": "refuse"}], ids=name_of)
    def test_a_multi_pack_without_a_name(self, way: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
        sim.set(**way)
        options = {"integration_pack_name": "Order Intake"}
        first, again = boomi.instance(**options), boomi.instance(**options)
        assert (first["changed"], again["changed"]) == (True, False)
        assert again["integration_pack_instance"]["integration_pack_override_name"] == "Order Intake"
        assert boomi.instance(**options, state="absent")["changed"] is True

    @pytest.mark.parametrize(
        "way",
        [
            {},
            {"second_attachment": "existing"},
            {"delete_body": "empty"},
            {"create_answer": "empty"},
            {"create_answer": "no_id"},
        ],
        ids=name_of,
    )
    def test_attach_elsewhere_detach(self, way: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
        sim.install("Invoice Sync")
        sim.set(**way)
        boomi.connection["retry_budget"] = 0.2
        for environments in (["Production"], ["Test"], []):
            options = {"integration_pack_name": "Invoice Sync", "environments": environments}
            changed = boomi.instance(**options)
            assert changed["changed"] is True
            assert changed["integration_pack_instance"]["environments"] == environments
            assert len(sim.account().instance_attachments) == len(environments)


ABOUT_LISTS = {
    "empty_result",
    "single_result",
    "number_of_results",
    "order",
    "paging",
    "token_single_use",
    "token_lifetime",
    "query_processes",
    "processes_shape",
    "extra_fields",
    "bulk_order",
    "bulk_over_limit",
}


class TestListsOfManyPages:
    @pytest.mark.parametrize("way", [way for way in WAYS if way.keys() <= ABOUT_LISTS], ids=name_of)
    def test_they_are_complete(self, way: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
        ids = [sim.install("Order Intake", f"Instance {number:03}")["id"] for number in range(201)]
        sim.set(**way)
        outcome = boomi.instance_info()
        assert [instance["id"] for instance in outcome["integration_pack_instances"]] == ids
        assert all(len(instance["processes"]) == 2 for instance in outcome["integration_pack_instances"])
        assert boomi.instance(integration_pack_name="Order Intake", name="Instance 200")["changed"] is False

    def test_a_token_that_dies_at_once_ends_with_a_clear_error(self, boomi: ModuleRunner, sim: Simulator) -> None:
        for number in range(101):
            sim.install("Order Intake", f"Instance {number}")
        sim.set(token_lifetime=0.000001)
        outcome = boomi.instance_info()
        assert "Could not queryMore IntegrationPackInstance in account" in outcome["msg"]
        assert "The query token has expired." in outcome["msg"]


class TestDelays:
    def test_a_created_instance_that_stays_unseen_is_told(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.set(visibility_delay=3600)
        outcome = boomi.instance(integration_pack_name="Invoice Sync", retry_budget=0.1)
        assert outcome["changed"] is True
        assert outcome["integration_pack_instance"]["id"] in sim.account().instances
        assert "do not show it yet" in str(outcome["warnings"])
        assert creates(sim) == 1

    @pytest.mark.parametrize("answer", ["no_id", "empty"])
    def test_one_that_stays_unseen_and_has_no_id_is_an_error_and_not_created_again(
        self, answer: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(visibility_delay=3600, create_answer=answer)
        outcome = boomi.instance(integration_pack_name="Invoice Sync", retry_budget=0.1)
        assert outcome.failed
        assert creates(sim) == 1

    def test_a_deleted_instance_that_goes_on_showing_is_told(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.install("Invoice Sync")
        sim.set(deletion_delay=3600)
        outcome = boomi.instance(integration_pack_name="Invoice Sync", state="absent", retry_budget=0.1)
        assert outcome.failed
        assert "still show it" in outcome["msg"]
        assert outcome["changed"] is True


class TestThrottling:
    def test_a_task_waits_for_the_rate_limit_and_does_not_fail(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.set(rate_limit=3)
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        assert outcome["changed"] is True
        assert any(request.status == 503 for request in sim.requests)
        assert len(sim.account().instances) == 1

    @pytest.mark.parametrize(("status", "retry_after"), [(503, None), (429, 0.02)])
    def test_whatever_its_status_and_its_retry_after(
        self, status: int, retry_after: t.Any, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        for operation in ("query", "create"):
            sim.add_fault("status", operation=operation, status=status, retry_after=retry_after)
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        assert outcome["changed"] is True
        assert [request.status for request in sim.requests].count(status) == 2
        assert len(sim.account().instances) == 1

    def test_a_wait_beyond_the_budget_is_not_begun(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.add_fault("status", status=503, retry_after=3600, times=None)
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        assert outcome.failed
        assert "the API asks to wait 3600 s, more than is left of retry_budget" in outcome["msg"]
        assert len(outcome.calls) == 1
