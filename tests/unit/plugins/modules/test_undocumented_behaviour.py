# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What no source says about the platform: whichever way it goes, tasks come out right.

Each such way is a setting of the simulator. The same story is told for every value of every one of them that it can
meet. Others take a moment that a single run does not have by itself, and are tested further down.
"""

from __future__ import annotations

import json
import re
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator.settings import DECLARED
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import LOOK, delete
from ansible_collections.community.boomi.tests.unit.waiting import on_request

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.simulator.state import Record
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

TESTS = Path(__file__).resolve().parents[3]
# The settings that the story of one run meets. Each other one is set by another test.
STORY = (
    "extra_fields",
    "missing_status",
    "get_deleted",
    "delete_body",
    "single_name",
    "create_answer",
    "query_processes",
    "processes_shape",
    "empty_result",
    "single_result",
    "number_of_results",
    "order",
    "visibility_delay",
    "deletion_delay",
    "bulk_order",
)
# What those that are numbers or flags are turned to. The values of the others are in the table of settings itself.
TURNED: dict[str, tuple[t.Any, ...]] = {
    "visibility_delay": (0.05,),
    "deletion_delay": (0.05,),
    "extra_fields": (True,),
}


def ways() -> list[dict[str, t.Any]]:
    """The defaults, and every other value of each setting of the story by itself."""
    return [{}, *({name: value} for name in STORY for value in TURNED.get(name) or DECLARED[name]["values"][1:])]


WAYS = ways()
# A pack of one process, and one of two.
SINGLE, MULTI = ("Stock Levels", None), ("Order Intake", "Domestic")
# For these, the type of the pack may make a difference.
BOTH_TYPES = {"create_answer", "query_processes", "visibility_delay", "deletion_delay"}
# For these, it has to be the one of one process, or without a name.
SINGLE_ONLY = {"processes_shape", "single_name", "single_result"}
STORIES = [
    (way, pack)
    for way in WAYS
    for pack in (SINGLE, MULTI)
    if way.keys() <= BOTH_TYPES or (pack == SINGLE) == (way.keys() <= SINGLE_ONLY)
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
    files = [path for path in TESTS.glob("unit/**/test_*.py") if path.parent.name != "simulator"]
    files += TESTS.glob("integration/targets/**/*.yml")
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files)
    calls = re.findall(r"\.set\(([^()]*(?:\([^()]*\)[^()]*)*)\)", texts)
    playbooks = re.findall(r"settings: \[\{([^}]*)\}", texts)
    # The tables of tests have them as keys.
    given = {name for text in calls + playbooks for name in re.findall(r"(\w+)(?:=|: )", text)}
    given |= set(re.findall(r'"(\w+)":', texts))
    assert set(DECLARED) - set(STORY) <= given


class TestTheWholeStory:
    @pytest.mark.parametrize(("way", "pack_and_name"), STORIES, ids=name_of)
    def test_install_again_list_uninstall_again(
        self, way: dict[str, t.Any], pack_and_name: tuple[str, str | None], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        pack, name = pack_and_name
        sim.set(**way)
        # What is not seen at once is waited for; a small budget keeps the pauses short, and is enough here.
        boomi.connection["retry_budget"] = 1
        options = {"integration_pack_name": pack, "name": name}

        foreseen = boomi.instance(**options, check_mode=True)
        assert sim.writes == []
        first = boomi.instance(**options)
        assert (foreseen["changed"], first["changed"]) == (True, True)
        instance = first["integration_pack_instance"]
        (raw,) = sim.account().instances.values()
        assert [process["name"] for process in instance["processes"]] == [one["name"] for one in raw["ProcessId"]]
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
        # Whatever a GET goes on answering for it.
        assert boomi.instance(id=raw["id"], state="absent")["changed"] is False
        assert f"There is no integration pack instance {raw['id']}" in boomi.instance(id=raw["id"])["msg"]
        assert boomi.instance_info(ids=[raw["id"]])["not_found_ids"] == [raw["id"]]
        assert boomi.instance_info()["integration_pack_instances"] == []
        assert creates(sim) == 1


ABOUT_PAGES = {"single_result", "number_of_results", "order", "query_processes"}


class TestListsOfManyPages:
    @pytest.mark.parametrize("way", [way for way in WAYS if way.keys() <= ABOUT_PAGES], ids=name_of)
    def test_they_are_complete(self, way: dict[str, t.Any], boomi: ModuleRunner, sim: Simulator) -> None:
        ids = [sim.install("Order Intake", f"Instance {number:03}")["id"] for number in range(201)]
        sim.set(**way)
        outcome = boomi.instance_info()
        assert [instance["id"] for instance in outcome["integration_pack_instances"]] == ids
        assert all(len(instance["processes"]) == 2 for instance in outcome["integration_pack_instances"])
        assert boomi.instance(integration_pack_name="Order Intake", name="Instance 200")["changed"] is False


class TestPagesThatMove:
    """A list of three pages. When the second one is asked for, another run writes."""

    @pytest.fixture
    def ids(self, sim: Simulator) -> list[str]:
        return [sim.install("Order Intake", f"Instance {number:03}")["id"] for number in range(201)]

    @pytest.mark.parametrize("paging", ["snapshot", "live"])
    def test_what_moves_on_to_the_next_page_is_listed_once(
        self, paging: str, ids: list[str], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(paging=paging, order="reverse")
        on_request(sim, "queryMore", lambda: sim.install("Order Intake", "Somebody's"), once=True)
        outcome = boomi.instance_info()
        assert [instance["id"] for instance in outcome["integration_pack_instances"]] == ids

    @pytest.mark.parametrize("paging", ["snapshot", "live"])
    def test_what_moves_back_to_a_page_that_was_read_is_not_installed_twice(
        self, paging: str, ids: list[str], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(paging=paging)
        on_request(sim, "queryMore", lambda: sim.account().instances.remove(ids[0]), once=True)
        wanted = [{"integration_pack_name": "Order Intake", "name": f"Instance {number}"} for number in (100, 150)]
        outcome = boomi("integration_pack_instances", instances=wanted)
        assert outcome["changed"] is False
        assert [instance["id"] for instance in outcome["integration_pack_instances"]] == [ids[100], ids[150]]
        assert list(sim.account().instances) == ids[1:]
        # What a page left out is seen by the look before the create.
        assert creates(sim) == 0

    @pytest.mark.parametrize("single_use", [False, True])
    def test_a_page_whose_answer_is_lost_is_read_again(
        self, single_use: bool, ids: list[str], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(token_single_use=single_use)
        sim.add_fault("close", operation="queryMore", phase="after")
        outcome = boomi.instance_info()
        assert [instance["id"] for instance in outcome["integration_pack_instances"]] == ids
        assert outcome.calls.count(LOOK) == (2 if single_use else 1)

    def test_a_token_that_dies_at_once_ends_with_a_clear_error(
        self, ids: list[str], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(token_lifetime=0.000001)
        outcome = boomi.instance_info()
        assert "Could not queryMore IntegrationPackInstance in account" in outcome["msg"]
        assert "The query token has expired." in outcome["msg"]


# How a platform may answer the deletion of what is gone.
GONE = [("error", 400), ("error", 404), ("error", 410), ("success", 400)]


class TestAnotherRunInBetween:
    """Another run writes between our look and our write: by a fault, a look shows what was there before it."""

    @staticmethod
    def show_once(sim: Simulator, name: str, *records: Record, times: int = 1) -> None:
        """Let the next query, or so many, for objects answer with these."""
        body = json.dumps({"@type": "QueryResult", "result": records, "numberOfResults": len(records)})
        sim.add_fault("garbage", operation="query", object=name, body=body, times=times)

    @pytest.mark.parametrize(("delete_missing", "missing_status"), GONE)
    @pytest.mark.parametrize("own", [False, True], ids=["by another run", "by this one, whose first answer was lost"])
    def test_what_was_uninstalled_meanwhile_is_gone(
        self, own: bool, delete_missing: str, missing_status: int, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Invoice Sync")
        sim.set(delete_missing=delete_missing, missing_status=missing_status)
        if own:
            sim.add_fault("close", operation="delete", phase="after")
        else:
            self.show_once(sim, "IntegrationPackInstance", sim.account().instances.remove(raw["id"]))
        outcome = boomi.instance(integration_pack_name="Invoice Sync", state="absent")
        assert not outcome.failed
        assert outcome["integration_pack_instance"] is None
        # Who calls the deletion of nothing a success does not tell whose deed it was.
        assert outcome["changed"] is (own or delete_missing == "success")
        assert outcome["changed"] is (outcome["diff"]["before"] != outcome["diff"]["after"])
        assert [request.call for request in sim.writes] == [delete(raw["id"])] * (2 if own else 1)

    @pytest.mark.parametrize("status", [400, 409, None])
    def test_what_was_attached_meanwhile_is_uninstalled_unless_the_api_refuses_it(
        self, status: int | None, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.attach(sim.install("Invoice Sync")["id"], "Production")
        self.show_once(sim, "IntegrationPackEnvironmentAttachment")
        sim.set(delete_attached="refuse" if status else "detach", conflict_status=status or 400)
        options = {"integration_pack_name": "Invoice Sync", "state": "absent", "retry_budget": 0.2}
        outcome = boomi.instance(**options)
        assert (outcome.failed, outcome["changed"]) == (bool(status), not status)
        if status:
            assert outcome["error"]["status"] == status
            assert "is attached to an environment. Detach it first." in outcome["msg"]
        assert len(sim.account().instances) == len(sim.account().instance_attachments) == bool(status)
        assert boomi.instance(**options)["changed"] is bool(status)

    @pytest.mark.parametrize("status", [400, 403, 404])
    def test_a_pack_that_was_unshared_meanwhile_is_an_error_and_nothing_else(
        self, status: int, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        pack = next(pack for pack in sim.account().packs.values() if pack["name"] == "Invoice Sync")
        self.show_once(sim, "IntegrationPack", sim.account().packs.remove(pack["id"]))
        sim.set(unknown_pack_status=status)
        outcome = boomi.instance(integration_pack_id=pack["id"])
        assert (outcome.failed, outcome["changed"], outcome["error"]["status"]) == (True, False, status)
        assert f"Integration pack ID {pack['id']} is invalid." in outcome["msg"]
        assert creates(sim) == 1
        assert "is shared with account" in boomi.instance(integration_pack_id=pack["id"])["msg"]
        assert creates(sim) == 1
