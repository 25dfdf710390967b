# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""HTTP: what is sent again, for how long, and what never is; on a real connection."""

from __future__ import annotations

import concurrent.futures
import json
import os
import socket
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.errors import ApiError, TransportError
from ansible_collections.community.boomi.plugins.module_utils._core.shared import shared_file
from ansible_collections.community.boomi.plugins.module_utils._core.transport import Budget
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_INSTANCE as INSTANCE,
)
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.plugins.module_utils._core.client import Client

Connect = t.Callable[..., "Client"]

# Failures that pass, as faults of the simulator.
PASSING: list[dict[str, t.Any]] = [
    *({"kind": "status", "status": status} for status in (429, 500, 503)),
    {"kind": "status", "status": 502, "form": "html"},
    {"kind": "status", "status": 503, "retry_after": "date:0"},
    {"kind": "status", "status": 504, "form": "empty"},
    *({"kind": kind} for kind in ("reset", "close", "cut", "not_json", "empty", "hang")),
]


class TestBudget:
    def test_it_counts_down_troubles_at_the_same_time_once_and_never_below_nothing(self) -> None:
        budget = Budget(10.0)
        for start, end, left in ((100, 103, 7), (100, 103, 7), (98, 101, 7), (102, 104, 6), (104, 204, 0)):
            budget.spend(start, end)
            assert budget.left == left

    def test_all_attempts_together_end_one_timeout_and_a_moment_behind_it(self) -> None:
        budget, now = Budget(10.0), 100.0
        while seconds := budget.time_for(3.0):
            budget.spend(now, now + seconds)
            now += seconds
        assert now - 100.0 == 10.0 + 3.0 + 0.5


class TestRepeating:
    @pytest.mark.parametrize("fault", PASSING, ids=lambda fault: " ".join(map(str, fault.values())))
    def test_a_read_is_repeated(self, fault: dict[str, t.Any], connect: Connect, sim: Simulator) -> None:
        expected = sim.install("Order Intake", "Domestic")["id"]
        sim.add_fault(**fault)
        client = connect(timeout=2) if fault["kind"] == "hang" else connect()
        assert [raw["id"] for raw in client.query(INSTANCE)] == [expected]
        assert len(sim.requests) == 2

    def test_a_call_that_has_failed_pays_for_its_place_in_the_queue_and_one_that_has_not_does_not(
        self, connect: Connect, sim: Simulator
    ) -> None:
        client = connect(requests_per_second=1.5, retry_budget=0.9)
        client.query(INSTANCE)
        # Its first place is more than a second away, and so is the next. The waits alone would leave time for more.
        sim.add_fault("status", status=503, times=None)
        with pytest.raises(ApiError, match="retry_budget is used up") as caught:
            client.query(INSTANCE)
        assert caught.value.facts["attempts"] == 2

    def test_refusals_are_no_trouble_of_the_api(self, connect: Connect, sim: Simulator) -> None:
        client = connect(retry_budget=0)
        assert client.get(INSTANCE, "none") is None
        with pytest.raises(ApiError):
            client.delete(INSTANCE, "none")
        # A budget of nothing is not overdrawn by them, so that the next call still has all of its time.
        assert client.http.budget.time_for(5.0) == 5.0

    def test_a_listener_that_is_away_for_a_while_is_waited_for(self, connect: Connect, sim: Simulator) -> None:
        with socket.socket() as reserved:
            reserved.bind(("127.0.0.1", 0))
            port = reserved.getsockname()[1]
            client = connect(base_url=f"http://127.0.0.1:{port}", retry_budget=60)
            with concurrent.futures.ThreadPoolExecutor() as pool:
                asked = pool.submit(client.query, INSTANCE)
                wait_until(lambda: client.http.budget.left < 60)
                reserved.close()
                with Simulator(port=port) as late:
                    assert asked.result() == []
                    assert late.requests

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (socket.EAI_NONAME, r"does not resolve \(tried 4 times\)"),
            (socket.EAI_AGAIN, r"the name service of this host does not answer .* \(retry_budget is used up\)"),
        ],
        ids=["a name that does not exist", "a name service that is away"],
    )
    def test_only_a_name_that_may_come_back_is_waited_for(
        self, code: int, words: str, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def resolve(*_args: t.Any, **_kwargs: t.Any) -> t.Any:
            raise socket.gaierror(code, "as the system says it")

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with pytest.raises(TransportError, match=words):
            connect(base_url="https://no-such-host.invalid", retry_budget=1).query(INSTANCE)

    def test_the_moment_that_the_api_names_is_waited_for_and_others_slow_down_as_well(
        self, connect: Connect, sim: Simulator
    ) -> None:
        sim.add_fault("status", status=503, retry_after=0.3)
        client = connect(retry_budget=5)
        client.query(INSTANCE)
        assert client.http.budget.left <= 5 - 0.3
        path = shared_file("pace", sim.base_url, sim.account_id)
        assert path
        assert json.loads(Path(path).read_text())["pace"] < 1

    def test_tasks_share_a_directory_that_a_person_names_and_tidy_it_up(
        self, connect: Connect, sim: Simulator, tmp_path: Path
    ) -> None:
        old = tmp_path / ("lock-" + "0" * 32)
        old.write_text("")
        os.utime(old, (0, 0))
        client = connect(shared_directory=str(tmp_path))
        client.query(INSTANCE)
        client.http.close()
        assert [path.name.partition("-")[0] for path in tmp_path.iterdir()] == ["pace"]


class TestMessages:
    def test_an_error_tells_what_was_tried_on_what_and_what_came_back(self, connect: Connect, sim: Simulator) -> None:
        sim.add_fault("status", operation="delete", status=500, times=None)
        with pytest.raises(ApiError) as caught:
            connect(retry_budget=0).delete(INSTANCE, "the-id")
        assert caught.value.message.startswith(
            f"Could not delete IntegrationPackInstance the-id in account {sim.account_id} "
            f"at 127.0.0.1:{sim.port}: HTTP 500 "
        )
        told = {"object_id": "the-id", "host": f"127.0.0.1:{sim.port}", "status": 500, "attempts": 1}
        assert told.items() <= caught.value.facts.items()
