# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole runs of boomi_integration_pack_instance: what they answer, and exactly which calls they make in which order."""

from __future__ import annotations

import json
import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import (
    ATTACH,
    ATTACHMENTS,
    CREATE,
    ENVIRONMENTS,
    LOOK,
    LOOK_ON,
    PACKS,
    delete,
    detach,
    steps,
)

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator
    from ansible_collections.community.boomi.tests.simulator.contract import Contract
    from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"
ODD_PACK = 'Größen "XL" / L\'été & Ünïcode <ß>'
ODD_NAMES = ["a/b", 'it\'s "quoted"', "Größe ß 😀", "a\\b", "%", "<a>&amp;", "a" * 300]

Options = dict[str, t.Any]


def pack_id(sim: Simulator, name: str) -> str:
    return str(next(pack["id"] for pack in sim.account().packs.values() if pack["name"] == name))


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


def warnings_of(outcome: Outcome) -> str:
    # Releases of ansible-core differ in how a warning stands in the output.
    return json.dumps(outcome.get("warnings", []), ensure_ascii=False)


def only_instance(sim: Simulator) -> t.Mapping[str, t.Any]:
    (instance,) = sim.account().instances.values()
    return instance


def attached(sim: Simulator) -> t.Any:
    """The name of the one environment to which an instance is attached."""
    (attachment,) = sim.account().instance_attachments.values()
    return sim.account().environments[attachment["environmentId"]]["name"]


INSTALL = steps([LOOK, PACKS, LOOK, CREATE, LOOK])
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


class TestNothingToDo:
    @pytest.mark.parametrize("identity", IDENTITIES)
    @pytest.mark.parametrize("check_mode", [False, True], ids=["run", "check"])
    def test_costs_one_call_and_one_more_beside_it_for_a_pack_by_name(
        self, check_mode: bool, identity: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Order Intake", "Domestic")
        outcome = boomi.instance(**IDENTITIES[identity](raw), check_mode=check_mode)
        assert steps(outcome.calls) == steps([LOOK, PACKS] if identity.startswith("pack name") else [LOOK])
        assert outcome["changed"] is False
        assert outcome["integration_pack_instance"] == shown(raw)
        assert outcome["diff"] == {"before": shown(raw), "after": shown(raw)}

    @pytest.mark.parametrize("by", ["integration_pack_id", "integration_pack_name", "id"])
    def test_of_a_single_pack_as_well(self, by: str, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        identity = {
            "integration_pack_id": raw["integrationPackId"],
            "integration_pack_name": "Invoice Sync",
            "id": raw["id"],
        }
        outcome = boomi.instance(**{by: identity[by]})
        assert outcome["changed"] is False
        assert outcome["integration_pack_instance"] == shown(raw)

    def test_without_a_name_the_one_instance_is_meant_whatever_it_is_called(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.install("Order Intake", "Somebody's own name")
        outcome = boomi.instance(integration_pack_name="Order Intake")
        assert outcome["integration_pack_instance"]["integration_pack_override_name"] == "Somebody's own name"

    def test_instances_of_other_packs_do_not_matter(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.install("Returns Handling", "Domestic")
        raw = sim.install("Order Intake", "Domestic")
        outcome = boomi.instance(integration_pack_name="Order Intake", name="Domestic")
        assert outcome["integration_pack_instance"]["id"] == raw["id"]

    def test_an_instance_behind_the_first_page_is_found(self, boomi: ModuleRunner, sim: Simulator) -> None:
        for number in range(120):
            sim.install("Order Intake", f"Instance {number}")
        outcome = boomi.instance(integration_pack_id=ORDER_INTAKE, name="Instance 110")
        assert outcome.calls == [LOOK, LOOK_ON]
        assert outcome["changed"] is False

    def test_a_look_for_an_id_ends_at_its_page(self, boomi: ModuleRunner, sim: Simulator) -> None:
        ids = [sim.install("Order Intake", f"Instance {number}")["id"] for number in range(250)]
        assert boomi.instance(id=ids[5]).calls == [LOOK]
        assert boomi.instance(id=ids[150]).calls == [LOOK, LOOK_ON]


class TestInstalling:
    @pytest.mark.parametrize(
        ("options", "body"),
        [
            ({"integration_pack_id": ORDER_INTAKE, "name": "Domestic"}, "Domestic"),
            ({"integration_pack_name": "Order Intake", "name": "Domestic"}, "Domestic"),
            ({"integration_pack_id": ORDER_INTAKE}, "Order Intake"),
            ({"integration_pack_name": "Order Intake"}, "Order Intake"),
        ],
        ids=["pack id and name", "pack name and name", "pack id", "pack name"],
    )
    def test_a_multi_pack_takes_a_look_the_pack_another_look_the_create_and_a_confirming_look(
        self, options: Options, body: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        outcome = boomi.instance(**options)
        assert steps(outcome.calls) == INSTALL
        assert sim.writes[0].body == {"integrationPackId": ORDER_INTAKE, "integrationPackOverrideName": body}
        assert outcome["changed"] is True
        assert outcome["integration_pack_instance"] == shown(only_instance(sim))
        assert outcome["diff"] == {"before": {}, "after": shown(only_instance(sim))}
        assert all(process["wrapper_process_id"] for process in outcome["integration_pack_instance"]["processes"])

    @pytest.mark.parametrize("by", ["integration_pack_id", "integration_pack_name"])
    def test_so_does_a_single_pack_and_no_name_is_sent(self, by: str, boomi: ModuleRunner, sim: Simulator) -> None:
        value = pack_id(sim, "Invoice Sync") if by == "integration_pack_id" else "Invoice Sync"
        outcome = boomi.instance(**{by: value})
        assert steps(outcome.calls) == INSTALL
        assert sim.writes[0].body == {"integrationPackId": pack_id(sim, "Invoice Sync")}
        instance = outcome["integration_pack_instance"]
        assert instance["integration_pack_override_name"] is None
        assert [process["wrapper_process_id"] for process in instance["processes"]] == [None, None]

    @pytest.mark.parametrize(
        "options",
        [{"integration_pack_name": "Order Intake", "name": "Domestic"}, {"integration_pack_name": "Invoice Sync"}],
    )
    def test_a_second_run_changes_nothing(self, options: Options, boomi: ModuleRunner, sim: Simulator) -> None:
        first, second = boomi.instance(**options), boomi.instance(**options)
        assert steps(second.calls) == steps([LOOK, PACKS])
        assert second["changed"] is False
        assert second["integration_pack_instance"] == first["integration_pack_instance"]

    @pytest.mark.parametrize(
        "options",
        [{"integration_pack_name": "Order Intake", "name": "Domestic"}, {"integration_pack_name": "Invoice Sync"}],
    )
    def test_check_mode_reads_the_same_and_writes_nothing(
        self, options: Options, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.set(refuse_writes=True)
        foreseen = boomi.instance(**options, check_mode=True)
        assert steps(foreseen.calls) == steps([LOOK, PACKS, LOOK])
        assert sim.writes == []
        sim.set(refuse_writes=False)
        done = boomi.instance(**options)
        assert (foreseen["changed"], done["changed"]) == (True, True)
        assert foreseen["diff"]["before"] == done["diff"]["before"] == {}
        assert foreseen["diff"]["after"] == {**done["diff"]["after"], "id": None, "processes": []}
        assert foreseen["integration_pack_instance"] == foreseen["diff"]["after"]

    def test_a_second_name_is_a_second_instance(self, boomi: ModuleRunner, sim: Simulator) -> None:
        for name in ("Domestic", "International"):
            assert boomi.instance(integration_pack_name="Order Intake", name=name)["changed"] is True
        assert len(sim.account().instances) == 2

    def test_a_name_that_differs_in_case_only_is_another_instance_with_a_warning(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.install("Order Intake", "DOMESTIC")
        outcome = boomi.instance(integration_pack_name="Order Intake", name="Domestic")
        assert outcome["changed"] is True
        assert "is another one than 'DOMESTIC', which differs in letter case, blanks, or encoding only" in warnings_of(
            outcome
        )
        assert len(sim.account().instances) == 2

    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_a_name_is_kept_to_the_letter(self, name: str, boomi: ModuleRunner, sim: Simulator) -> None:
        options = {"integration_pack_name": ODD_PACK, "name": name}
        assert boomi.instance(**options)["integration_pack_instance"]["integration_pack_override_name"] == name
        assert only_instance(sim)["integrationPackOverrideName"] == name
        assert boomi.instance(**options)["changed"] is False
        assert boomi.instance(**options, state="absent")["changed"] is True
        assert not sim.account().instances

    def test_what_runs_side_by_side_at_most_has_connections(self, boomi: ModuleRunner, sim: Simulator) -> None:
        boomi.instance(integration_pack_name="Order Intake")
        assert len({request.connection for request in sim.requests}) <= 2
        assert all(request.user_agent.startswith("community.boomi") for request in sim.requests if request.user_agent)


class TestUninstalling:
    @pytest.mark.parametrize("identity", IDENTITIES)
    def test_asks_for_attachments_deletes_and_looks_whether_it_is_gone(
        self, identity: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Order Intake", "Domestic")
        outcome = boomi.instance(**IDENTITIES[identity](raw), state="absent")
        # How the server compares names is not documented: a pack by name is looked at before anything goes.
        pack = [PACKS] if identity.startswith("pack name") else []
        assert steps(outcome.calls) == steps([LOOK, *pack, ATTACHMENTS, delete(raw["id"]), LOOK])
        assert outcome["changed"] is True
        assert outcome["integration_pack_instance"] is None
        assert outcome["diff"] == {"before": shown(raw), "after": {}}
        assert not sim.account().instances

    def test_detaches_first_where_it_is_attached(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Order Intake", "Domestic")
        attachments = [sim.attach(raw["id"], environment)["id"] for environment in sim.account().environments]
        outcome = boomi.instance(id=raw["id"], state="absent")
        # Side by side, so in any order.
        assert sorted(outcome.calls[3:-2]) == sorted(map(detach, attachments))
        assert outcome.calls[:3] + outcome.calls[-2:] == [LOOK, ATTACHMENTS, ENVIRONMENTS, delete(raw["id"]), LOOK]
        assert outcome["diff"]["before"] == {**shown(raw), "environments": ["Production", "Test"]}
        assert not sim.account().instances
        assert not sim.account().instance_attachments

    def test_leaves_the_other_instances_of_the_pack_alone(self, boomi: ModuleRunner, sim: Simulator) -> None:
        keep = sim.install("Order Intake", "International")
        sim.attach(keep["id"], "Production")
        sim.install("Order Intake", "Domestic")
        boomi.instance(integration_pack_name="Order Intake", name="Domestic", state="absent")
        assert only_instance(sim) == keep
        assert len(sim.account().instance_attachments) == 1

    @pytest.mark.parametrize(
        "options",
        [
            {"integration_pack_id": ORDER_INTAKE},
            {"integration_pack_id": ORDER_INTAKE, "name": "Domestic"},
            {"integration_pack_name": "Order Intake"},
            {"integration_pack_name": "Order Intake", "name": "Domestic"},
            {"id": "SW50ZWdyYXRpb25QYWNrSW5zdGFuY2U5OTk"},
        ],
    )
    @pytest.mark.parametrize("check_mode", [False, True], ids=["run", "check"])
    def test_what_is_not_there_costs_one_call_and_one_beside_it_for_a_pack_by_name(
        self, check_mode: bool, options: Options, boomi: ModuleRunner
    ) -> None:
        outcome = boomi.instance(**options, state="absent", check_mode=check_mode)
        assert steps(outcome.calls) == steps([LOOK, PACKS] if "integration_pack_name" in options else [LOOK])
        assert outcome["changed"] is False
        assert outcome["integration_pack_instance"] is None
        assert outcome["diff"] == {"before": {}, "after": {}}

    def test_detaches_from_everywhere_whatever_environments_say(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        attachment = sim.attach(raw["id"], "Test")
        outcome = boomi.instance(id=raw["id"], environments=["Production"], state="absent")
        assert outcome.calls == [LOOK, ATTACHMENTS, ENVIRONMENTS, detach(attachment["id"]), delete(raw["id"]), LOOK]
        assert not sim.account().instance_attachments

    def test_a_second_run_changes_nothing(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.install("Order Intake", "Domestic")
        options = {"integration_pack_name": "Order Intake", "name": "Domestic", "state": "absent"}
        assert boomi.instance(**options)["changed"] is True
        assert boomi.instance(**options)["changed"] is False

    def test_check_mode_reads_the_same_and_writes_nothing(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Order Intake", "Domestic")
        sim.attach(raw["id"], "Production")
        sim.set(refuse_writes=True)
        options = {"integration_pack_id": ORDER_INTAKE, "state": "absent"}
        foreseen = boomi.instance(**options, check_mode=True)
        assert foreseen.calls == [LOOK, ATTACHMENTS, ENVIRONMENTS]
        assert sim.writes == []
        sim.set(refuse_writes=False)
        done = boomi.instance(**options)
        for key in ("changed", "diff", "integration_pack_instance"):
            assert foreseen[key] == done[key]

    def test_an_instance_of_a_pack_that_is_not_shared_any_more(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Unreleased Beta")
        outcome = boomi.instance(integration_pack_id=raw["integrationPackId"], state="absent")
        assert outcome["changed"] is True
        assert not sim.account().instances

    def test_a_name_on_a_single_pack_is_refused_and_the_pack_stays(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        outcome = boomi.instance(integration_pack_id=raw["integrationPackId"], name="Domestic", state="absent")
        assert outcome.failed
        assert "is of type SINGLE" in outcome["msg"]
        assert outcome.calls == [LOOK, PACKS]
        assert only_instance(sim)["id"] == raw["id"]


class TestNamesOfPacks:
    """How the server compares names is not documented: this one takes upper and lower case for the same."""

    @pytest.fixture(autouse=True)
    def careless_server(self, sim: Simulator) -> None:
        sim.set(name_case="insensitive")

    @pytest.mark.parametrize("environments", [["Production"], []])
    def test_nothing_is_written_for_a_pack_of_nearly_that_name(
        self, environments: list[str], boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.attach(sim.install("Order Intake", "Domestic")["id"], "Test")
        outcome = boomi.instance(integration_pack_name="order intake", environments=environments)
        assert outcome.failed
        assert "Did you mean 'Order Intake'" in outcome["msg"]
        assert sim.writes == []

    def test_a_pack_that_is_shared_no_longer_is_uninstalled_by_the_id_that_the_failure_tells(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Invoice Sync")
        sim.account().packs.remove(sim.world.pack("Invoice Sync").id)
        outcome = boomi.instance(integration_pack_name="Invoice Sync", state="absent")
        assert outcome.failed
        assert f"By this name, the API itself finds {raw['id']}: give id" in outcome["msg"]
        assert outcome["error"]["candidates"] == [raw["id"]]
        assert boomi.instance(id=raw["id"], state="absent")["changed"]


class TestNamesInOtherForms:
    """Whether the platform stores a name as it is sent is not documented."""

    @pytest.mark.parametrize(
        "name", [" Domestic EU", "Domestic  EU", "Domestic\u00a0EU", "Caf\u00e9".replace("\u00e9", "e\u0301")]
    )
    @pytest.mark.parametrize("state", ["present", "absent"])
    def test_are_refused_and_the_plain_form_is_offered(self, state: str, name: str, boomi: ModuleRunner) -> None:
        outcome = boomi.instance(integration_pack_name="Order Intake", name=name, state=state)
        offered = "Domestic EU" if "EU" in name else "Caf\u00e9"
        assert f"Give {offered!r}." in outcome["msg"]
        assert (outcome["error"]["option"], outcome.calls) == ("integration_pack_override_name", [])

    def test_what_has_such_a_name_is_meant_by_its_id(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Order Intake", " Domestic")
        assert boomi.instance(id=raw["id"])["changed"] is False
        assert boomi.instance(id=raw["id"], state="absent")["changed"] is True

    def test_who_gave_no_name_gets_the_one_that_is_stored(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.set(stored_name="removed")
        sim.add_pack("Night Batch ", type="MULTI")
        assert boomi.instance(integration_pack_name="Night Batch ")["changed"] is True
        assert boomi.instance(integration_pack_name="Night Batch ")["changed"] is False


class TestFailures:
    def test_a_detach_that_shows_late_is_waited_for_beside_one_that_is_refused(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Invoice Sync")
        for environment in ("Production", "Test"):
            sim.attach(raw["id"], environment)
        sim.set(deletion_delay=0.3)
        sim.add_fault("status", status=403, operation="delete", object="IntegrationPackEnvironmentAttachment", times=1)
        outcome = boomi.instance(id=raw["id"], environments=[])
        assert (outcome.failed, outcome["changed"]) == (True, True)
        assert outcome["integration_pack_instance"]["environments"] == [attached(sim)]

    def test_what_is_still_attached_is_told_where_detaching_fails(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        for environment in ("Production", "Test"):
            sim.attach(raw["id"], environment)
        sim.add_fault("status", status=403, operation="delete", object="IntegrationPackEnvironmentAttachment", times=1)
        outcome = boomi.instance(id=raw["id"], state="present", environments=[])
        assert (outcome.failed, outcome["changed"]) == (True, True)
        assert outcome["integration_pack_instance"]["environments"] == [attached(sim)]
        assert outcome["diff"]["before"]["environments"] == ["Production", "Test"]
        assert outcome["diff"]["after"]["environments"] == [attached(sim)]

    def test_a_refused_attachment_changes_nothing_in_the_diff(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        sim.attach(raw["id"], "Test")
        sim.add_fault("status", status=403, operation="create")
        outcome = boomi.instance(id=raw["id"], environments=["Production"])
        assert (outcome.failed, outcome["changed"]) == (True, False)
        assert outcome["diff"]["before"] == outcome["diff"]["after"]
        assert outcome["integration_pack_instance"]["environments"] == ["Test"]


class TestIds:
    def test_an_unknown_id_cannot_be_present(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(id="SW50ZWdyYXRpb25QYWNrSW5zdGFuY2U5OTk")
        assert outcome.failed
        assert outcome.calls == [LOOK]
        assert "There is no integration pack instance SW50ZWdyYXRpb25QYWNrSW5zdGFuY2U5OTk" in outcome["msg"]
        assert f"in account {sim.account_id}" in outcome["msg"]

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
        assert f"{raw['id']} is another one" in outcome["msg"]
        assert sim.writes == []
        assert only_instance(sim) == raw

    def test_an_id_settles_which_of_two_doubles_is_meant(self, boomi: ModuleRunner, sim: Simulator) -> None:
        keep, drop = (sim.install("Order Intake", "Domestic") for _number in range(2))
        outcome = boomi.instance(id=drop["id"], state="absent")
        assert outcome["changed"] is True
        assert only_instance(sim) == keep


class TestAccounts:
    def test_the_partner_path_is_used_for_another_account(self, boomi: ModuleRunner, sim: Simulator) -> None:
        boomi.connection.update(
            account_id="partner-P1H8QZ",
            username="automation@partner.example",
            api_token="c86e2f95-simulated-partner-token-1b3a",
            override_account="birch-B4M9XW",
        )
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        assert steps(outcome.calls) == INSTALL
        assert all(
            request.raw_path.startswith("/partner/api/rest/v1/partner-P1H8QZ/")
            and request.query == {"overrideAccount": "birch-B4M9XW"}
            for request in sim.requests
        )
        assert len(sim.account("birch-B4M9XW").instances) == 1
        assert not sim.account().instances
        assert boomi.instance(integration_pack_name="Invoice Sync", state="absent")["changed"] is True
        assert not sim.account("birch-B4M9XW").instances

    @pytest.mark.parametrize("username", ["automation@acme.example", "BOOMI_TOKEN.automation@acme.example"])
    def test_a_token_goes_with_either_form_of_the_user_name(
        self, username: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        assert not boomi.instance(username=username, integration_pack_name="Invoice Sync").failed
        assert {(request.auth, request.otp) for request in sim.requests} == {("ok", False)}

    def test_a_password_goes_with_its_one_time_password(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(
            api_token=None, password=sim.password, otp=sim.otp, integration_pack_name="Invoice Sync"
        )
        assert outcome["changed"] is True
        assert {(request.auth, request.otp, request.user) for request in sim.requests} == {("ok", True, sim.username)}

    def test_a_user_without_second_factor_needs_the_password_only(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(
            username="operator@acme.example",
            api_token=None,
            password="simulated-operator-Passw0rd-77ae",
            integration_pack_name="Invoice Sync",
        )
        assert outcome["changed"] is True

    def test_the_connection_may_come_from_the_environment(
        self, boomi: ModuleRunner, sim: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        boomi.connection.clear()
        monkeypatch.setenv("BOOMI_ACCOUNT_ID", sim.account_id)
        monkeypatch.setenv("BOOMI_USERNAME", sim.username)
        monkeypatch.setenv("BOOMI_API_TOKEN", sim.token)
        monkeypatch.setenv("BOOMI_API_URL", sim.base_url)
        assert boomi.instance(integration_pack_name="Invoice Sync")["changed"] is True

    def test_secrets_and_the_connection_are_not_part_of_the_result(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        told = {"changed", "changes", "diff", "integration_pack_instance", "plan", "summary", "summary_lines"}
        assert set(outcome) - {"invocation", "warnings"} == told
        assert sim.token not in json.dumps(outcome)


class TestEnvironments:
    def test_a_new_instance_is_attached(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi.instance(integration_pack_name="Invoice Sync", environments=["Production"])
        assert steps(outcome.calls) == steps([LOOK, PACKS, ENVIRONMENTS, LOOK, CREATE, LOOK, ATTACH, ATTACHMENTS])
        assert outcome["integration_pack_instance"]["environments"] == ["Production"]
        assert len(sim.account().instance_attachments) == 1

    def test_the_list_is_exact_and_a_second_run_changes_nothing(self, boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Invoice Sync")
        attachment = sim.attach(raw["id"], "Test")
        options = {"integration_pack_name": "Invoice Sync", "environments": ["Production"]}
        outcome = boomi.instance(**options)
        assert outcome.calls[4:] == [ATTACH, ATTACHMENTS, detach(attachment["id"]), ATTACHMENTS]
        assert outcome["diff"]["before"]["environments"] == ["Test"]
        assert outcome["diff"]["after"]["environments"] == ["Production"]
        again = boomi.instance(**options)
        assert again["changed"] is False
        assert again["diff"]["before"] == again["diff"]["after"]


class TestWhatItCosts:
    """As the documentation of the module and the page on performance say."""

    @pytest.mark.parametrize(
        ("options", "calls"),
        [
            ({"integration_pack_name": "Order Intake", "id": "of it"}, [LOOK, PACKS]),
            ({"integration_pack_id": ORDER_INTAKE, "environments": ["Test"]}, [LOOK, ENVIRONMENTS, ATTACHMENTS]),
        ],
    )
    def test_to_change_nothing(self, options: Options, calls: list[str], boomi: ModuleRunner, sim: Simulator) -> None:
        raw = sim.install("Order Intake", "Domestic")
        sim.attach(raw["id"], "Test")
        outcome = boomi.instance(**{**options, **({"id": raw["id"]} if "id" in options else {})})
        assert (outcome["changed"], steps(outcome.calls)) == (False, steps(calls))

    @pytest.mark.parametrize(
        ("environments", "count"), [(None, 5), (["Test"], 8), (["Test", "Production"], 9)], ids=["none", "one", "two"]
    )
    def test_to_install(self, environments: list[str] | None, count: int, boomi: ModuleRunner) -> None:
        outcome = boomi.instance(integration_pack_name="Order Intake", environments=environments)
        assert (outcome["changed"], len(outcome.calls)) == (True, count)

    @pytest.mark.parametrize(("by_name", "count"), [(False, 4), (True, 5)], ids=["by id", "by name"])
    @pytest.mark.parametrize("environments", [[], ["Test"], ["Test", "Production"]], ids=len)
    def test_to_uninstall(
        self, environments: list[str], by_name: bool, count: int, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        raw = sim.install("Order Intake", "Domestic")
        for environment in environments:
            sim.attach(raw["id"], environment)
        pack = {"integration_pack_name": "Order Intake"} if by_name else {"integration_pack_id": ORDER_INTAKE}
        outcome = boomi.instance(**pack, state="absent")
        # One more names the environments that it is detached from.
        count += len(environments) + bool(environments)
        assert (outcome["changed"], len(outcome.calls)) == (True, count)


class TestRaces:
    """Another run installs the pack between our looks and our create: by a fault, the first two show nothing."""

    @pytest.fixture(autouse=True)
    def another_run(self, sim: Simulator) -> None:
        empty = json.dumps({"@type": "QueryResult", "numberOfResults": 0})
        sim.add_fault("garbage", operation="query", object="IntegrationPackInstance", body=empty, times=2)

    @pytest.mark.parametrize("second", ["refuse", "existing", "duplicate"])
    def test_a_single_pack_ends_with_the_one_of_the_other_run(
        self, second: str, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        other = sim.install("Invoice Sync")
        sim.set(second_single=second)
        outcome = boomi.instance(integration_pack_name="Invoice Sync")
        taken_back = [delete(sim.writes[-1].id or ""), LOOK] if second == "duplicate" else []
        assert steps(outcome.calls) == [*INSTALL, *taken_back]
        assert outcome["integration_pack_instance"] == shown(other)
        # What another run has done is no change of this one's.
        assert outcome["changed"] or outcome["diff"]["before"] == outcome["diff"]["after"] == shown(other)
        assert only_instance(sim) == other

    @pytest.mark.parametrize("duplicate", ["allow", "refuse"])
    def test_a_name_of_a_multi_pack_is_taken_once(self, duplicate: str, boomi: ModuleRunner, sim: Simulator) -> None:
        other = sim.install("Order Intake", "Domestic")
        sim.set(multi_duplicate_name=duplicate)
        outcome = boomi.instance(integration_pack_name="Order Intake", name="Domestic")
        assert outcome["changed"] is False
        assert outcome["integration_pack_instance"] == shown(other)
        assert outcome["diff"]["before"] == outcome["diff"]["after"] == shown(other)
        assert only_instance(sim) == other

    def test_a_create_without_an_answer_is_looked_for_before_anything_else(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.add_fault("close", operation="create", phase="after")
        outcome = boomi.instance(integration_pack_name="Order Intake", name="Domestic", retry_budget=0.1)
        assert steps(outcome.calls) == INSTALL
        assert outcome["changed"] is True
        assert outcome["integration_pack_instance"] == shown(only_instance(sim))


def test_every_request_is_held_against_the_vendors_contract(
    contract: Contract | None, boomi: ModuleRunner, sim: Simulator
) -> None:
    if contract is None:
        pytest.skip("no OpenAPI document: set BOOMI_OPENAPI to openapi-subset.json")
    boomi.instance(integration_pack_name="Order Intake", environments=["Production"])
    assert len(sim.requests) == 8
    wrong = contract.validate_request("POST", "IntegrationPackInstance", {"integration_pack_id": ORDER_INTAKE})
    assert wrong
