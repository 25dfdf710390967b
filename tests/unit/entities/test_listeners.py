# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for listeners: what they tell, and changes that count only once the status confirms them."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

DESK, SHOP = "Desk - Receive Return", "Shop - Receive Return"
ASK, CHANGE, COLLECT = (
    "POST async/ListenerStatus/query",
    "POST changeListenerStatus",
    "GET async/ListenerStatus/response",
)
RUNTIME = "runtime-eu-1"
Bring = t.Callable[..., Outcome]


@pytest.fixture
def boomi(boomi: ModuleRunner, sim: Simulator) -> ModuleRunner:
    """Two instances with a listener and another process each are deployed."""
    for name in ("Desk", "Shop"):
        sim.attach(sim.install("Returns Handling", name)["id"], "Production")
    boomi.connection["retry_budget"] = 2
    return boomi


@pytest.fixture
def bring(boomi: ModuleRunner) -> Bring:
    """Bring a listener to a state; options may be overridden."""
    return lambda state, **options: boomi(
        "listener", **{"process": DESK, "runtime": RUNTIME, "state": state, **options}
    )


@pytest.fixture
def statuses(boomi: ModuleRunner) -> t.Callable[[], dict[str, str]]:
    """The status of each listener, by the name of its process."""
    return lambda: {row["process"]: row["status"] for row in boomi("listener_info")["listeners"]}


def steps(outcome: Outcome) -> list[str]:
    """The calls without tokens, and without the look-ups of names."""
    calls = [call.partition("/ListenerStatus-")[0] for call in outcome.calls]
    return [call for call in calls if call not in ("POST Process/query", "POST Atom/query")]


def error(sim: Simulator, boomi: ModuleRunner, process: str) -> dict[str, t.Any]:
    """Let a listener fail, and return how it is listed."""
    (row,) = boomi("listener_info", process=process)["listeners"]
    sim.world.set_listener(row["process_id"], RUNTIME, "errored")
    return t.cast("dict[str, t.Any]", row)


class TestChanging:
    @pytest.mark.parametrize("form", ["status", "body"])
    def test_a_listener_is_paused_and_resumed_and_each_is_confirmed(
        self, bring: Bring, sim: Simulator, statuses: t.Callable[[], dict[str, str]], form: str
    ) -> None:
        sim.set(async_pending=1, async_not_ready=form)
        paused = bring("paused")
        assert steps(paused) == [ASK, COLLECT, COLLECT, CHANGE, ASK, COLLECT, COLLECT]
        assert (paused["changed"], paused["listener"]["status"]) == (True, "paused")
        assert paused["diff"] == {"before": {"status": "listening"}, "after": {"status": "paused"}}
        sim.set(async_pending=0)
        again = bring("paused")
        assert (again["changed"], steps(again)) == (False, [ASK, COLLECT])
        assert statuses() == {DESK: "paused", SHOP: "listening"}
        assert bring("running")["changed"]
        assert statuses() == {DESK: "listening", SHOP: "listening"}
        assert [request.body["action"] for request in sim.writes] == ["pause", "resume"]

    def test_ids_need_no_look_up(self, bring: Bring, boomi: ModuleRunner) -> None:
        row = boomi("listener_info", process=DESK)["listeners"][0]
        outcome = bring("paused", process=row["process_id"], runtime=row["atom_id"])
        assert (outcome["changed"], steps(outcome)) == (True, [ASK, COLLECT, CHANGE, ASK, COLLECT])
        assert len(outcome.calls) == len(steps(outcome))
        assert outcome["listener"] == {
            **{name: row[name] for name in ("process_id", "atom_id", "connector_type")},
            "status": "paused",
        }

    def test_check_mode_looks_and_sends_nothing(self, bring: Bring, sim: Simulator) -> None:
        foreseen = bring("paused", check_mode=True)
        assert (foreseen["changed"], foreseen["listener"]["status"], steps(foreseen)) == (
            True,
            "paused",
            [ASK, COLLECT],
        )
        assert not bring("running", check_mode=True)["changed"]
        assert sim.writes == []

    def test_a_change_that_shows_late_is_waited_for(self, bring: Bring, sim: Simulator) -> None:
        sim.set(listener_delay=1)
        outcome = bring("paused")
        assert steps(outcome) == [ASK, COLLECT, CHANGE, ASK, COLLECT, ASK, COLLECT]
        assert (outcome.failed, outcome["listener"]["status"]) == (False, "paused")

    def test_a_change_that_does_not_show_fails(self, bring: Bring, sim: Simulator) -> None:
        sim.set(listener_delay=1000)
        outcome = bring("paused", wait_timeout=0)
        assert (outcome["changed"], outcome["error"]["kind"]) == (True, "unsettled")
        assert "was told to pause, and is still listening after wait_timeout, 0 s" in outcome["msg"]

    @pytest.mark.parametrize(("times", "words"), [(1, ""), (None, "was told to pause, and is not listed after")])
    def test_a_listener_that_is_not_listed_meanwhile_is_waited_for(
        self, bring: Bring, sim: Simulator, times: int | None, words: str
    ) -> None:
        sim.add_fault("garbage", operation="collect", body=b'{"responseStatusCode": 200}', skip=1, times=times)
        outcome = bring("paused", wait_timeout=60 if times else 0)
        assert (outcome["changed"], outcome.failed) == (True, times is None)
        assert words in outcome.get("msg", "")

    @pytest.mark.parametrize("after", ["mended", "errored"])
    def test_a_listener_in_error_is_restarted(
        self, bring: Bring, boomi: ModuleRunner, sim: Simulator, after: str
    ) -> None:
        error(sim, boomi, DESK)
        sim.set(errored_listener=after)
        outcome = bring("running", wait_timeout=0)
        assert [request.body["action"] for request in sim.writes] == ["restart"]
        assert (outcome["changed"], outcome.failed) == (True, after == "errored")
        assert outcome["listener"]["status"] == {"mended": "listening"}.get(after, after)

    def test_a_lost_answer_is_settled_by_a_look(self, bring: Bring, sim: Simulator) -> None:
        sim.add_fault("reset", operation="change", phase="after")
        outcome = bring("paused")
        assert (outcome.failed, outcome["changed"], outcome["listener"]["status"]) == (False, True, "paused")

    def test_an_answer_that_is_gone_is_asked_for_again(self, bring: Bring, sim: Simulator) -> None:
        sim.add_fault("reset", operation="collect", phase="after")
        outcome = bring("running")
        assert (outcome["changed"], steps(outcome)) == (False, [ASK, COLLECT, COLLECT, ASK, COLLECT])

    def test_answers_that_are_always_gone_come_to_an_end(
        self, bring: Bring, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        boomi.connection["retry_budget"] = 0
        sim.add_fault("status", operation="collect", status=204, body="", times=None)
        outcome = bring("paused")
        assert (outcome["error"]["kind"], sim.writes) == ("transport", [])
        assert "but returned no result" in outcome["msg"]

    def test_a_status_that_nobody_knows_is_left_alone(self, bring: Bring, boomi: ModuleRunner, sim: Simulator) -> None:
        row = error(sim, boomi, DESK)
        sim.world.set_listener(row["process_id"], RUNTIME, "starting")
        outcome = bring("paused")
        assert "has the status 'starting', which this version" in outcome["msg"]
        assert sim.writes == []


class TestRefusing:
    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"process": "Desk - Refund"}, f"is not a listener. The runtime has {DESK!r}, {SHOP!r}."),
            ({"runtime": "runtime-eu-2"}, "is not a listener. The runtime has none."),
            ({"process": "Desk - Recieve Return"}, f"Did you mean {DESK!r}"),
            ({"runtime": "runtime-eu"}, "Did you mean 'runtime-eu-"),
            ({"process": " "}, "process is empty"),
            ({"runtime": ""}, "runtime is empty"),
            ({"wait_timeout": -1}, "wait_timeout must not be negative"),
            ({"state": "stopped"}, "value of state must be one of: paused, running"),
        ],
    )
    def test_what_cannot_be_meant_is_named(
        self, bring: Bring, sim: Simulator, options: dict[str, t.Any], words: str
    ) -> None:
        outcome = bring(**{"state": "paused", **options})
        assert outcome.failed
        assert words in outcome["msg"]
        assert sim.writes == []

    def test_a_runtime_that_is_offline_is_named_with_what_to_do(self, bring: Bring, sim: Simulator) -> None:
        atom = next(one for one in sim.account().atoms.values() if one["name"] == RUNTIME)
        atom["status"] = "OFFLINE"
        refused = bring("paused")
        assert "Runtime 'runtime-eu-1' may be offline: check it with boomi_atom_info" in refused["msg"]
        assert refused["error"]["remedy"] in refused["msg"]
        sim.set(offline_runtime="silent")
        silent = bring("paused", wait_timeout=0)
        assert "did not report its listeners within wait_timeout, 0 s" in silent["msg"]
        assert sim.writes == []

    def test_a_runtime_that_goes_offline_leaves_the_task_in_doubt(self, bring: Bring, sim: Simulator) -> None:
        sim.add_fault("status", operation="ask", status=410, skip=1)
        outcome = bring("paused")
        assert (outcome.failed, outcome["changed"]) == (True, True)
        assert "was told to pause, but its status is not known:" in outcome["msg"]

    @pytest.mark.parametrize(("operation", "sent"), [("ask", 0), ("change", 1)])
    def test_a_user_without_the_privilege_reads_which_one_is_needed(
        self, bring: Bring, sim: Simulator, operation: str, sent: int
    ) -> None:
        sim.add_fault("status", operation=operation, status=403)
        outcome = bring("paused")
        assert "API and ATOM_MANAGEMENT" in outcome["msg"]
        assert (outcome["error"]["kind"], outcome.get("changed", False), len(sim.writes)) == ("api", False, sent)


class TestListing:
    def test_all_runtimes_are_asked_and_one_that_is_offline_is_told(self, boomi: ModuleRunner, sim: Simulator) -> None:
        outcome = boomi("listener_info")
        assert [(row["process"], row["runtime"], row["status"]) for row in outcome["listeners"]] == [
            (DESK, RUNTIME, "listening"),
            (SHOP, RUNTIME, "listening"),
        ]
        row = outcome["listeners"][0]
        assert row["id"] == f"{row['atom_id']}:{row['process_id']}"
        (away,) = outcome["unreachable_runtimes"]
        assert (away["runtime"], away["status"]) == ("runtime-us-1", "OFFLINE")
        sim.set(offline_runtime="silent")
        silent = boomi("listener_info", wait_timeout=0)
        assert (silent["listeners"], silent["unreachable_runtimes"]) == (outcome["listeners"], [away])
        boomi.connection["retry_budget"] = 0
        sim.add_fault("status", operation="ask", contains=away["atom_id"], status=504)
        assert boomi("listener_info")["unreachable_runtimes"] == [away]

    def test_runtimes_and_a_process_leave_a_part(self, boomi: ModuleRunner, sim: Simulator) -> None:
        twice = boomi("listener_info", runtimes=[RUNTIME, next(iter(sim.account().atoms))], process=SHOP)
        assert ([row["process"] for row in twice["listeners"]], steps(twice)) == ([SHOP], [ASK, COLLECT])
        assert boomi("listener_info", runtimes=["runtime-eu-2"])["listeners"] == []
        none = boomi("listener_info", runtimes=[])
        assert (none["listeners"], none["unreachable_runtimes"], steps(none)) == ([], [], [])

    def test_who_may_not_read_runtimes_gets_no_empty_list(self, boomi: ModuleRunner, sim: Simulator) -> None:
        sim.add_fault("status", operation="query", object="Atom", status=403, times=None)
        outcome = boomi("listener_info")
        assert outcome["error"]["status"] == 403
        assert "Could not query Atom " in outcome["msg"]

    def test_a_runtime_that_is_online_and_tells_nothing_fails_the_task(
        self, boomi: ModuleRunner, sim: Simulator
    ) -> None:
        sim.add_fault("status", operation="ask", status=410)
        assert "may be offline" in boomi("listener_info", runtimes=[RUNTIME])["msg"]
        sim.set(async_pending=1000)
        silent = boomi("listener_info", runtimes=[RUNTIME], wait_timeout=0)
        assert "did not report its listeners within wait_timeout" in silent["msg"]

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"runtimes": ["runtime-eu"]}, "Did you mean 'runtime-eu-"),
            ({"runtimes": [RUNTIME, " "]}, "runtimes[1] is empty"),
            ({"process": ""}, "process is empty"),
            ({"process": "Dsk - Receive Return"}, f"Did you mean {DESK!r}"),
            ({"wait_timeout": -1}, "wait_timeout must not be negative"),
        ],
    )
    def test_wrong_options_are_named(self, boomi: ModuleRunner, options: dict[str, t.Any], words: str) -> None:
        outcome = boomi("listener_info", **options)
        assert outcome.failed
        assert words in outcome["msg"]

    def test_a_listener_that_is_no_process_of_the_account_is_listed_and_paused_by_id(
        self, boomi: ModuleRunner, bring: Bring, sim: Simulator
    ) -> None:
        sim.set(listener_id="component")
        row = boomi("listener_info")["listeners"][0]
        assert row["process"] is None
        outcome = bring("paused", process=row["process_id"])
        assert (outcome["changed"], outcome["listener"]["status"]) == (True, "paused")

    @pytest.mark.parametrize(("setting", "value"), [("single_result", "object"), ("empty_result", "list")])
    def test_lists_come_in_any_form(self, boomi: ModuleRunner, sim: Simulator, setting: str, value: str) -> None:
        sim.set(**{setting: value})
        assert len(boomi("listener_info", process=DESK)["listeners"]) == 1
        assert boomi("listener_info", runtimes=["runtime-eu-2"])["listeners"] == []
