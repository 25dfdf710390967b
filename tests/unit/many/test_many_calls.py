# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many calls a list costs, exactly, and how they go side by side."""

from __future__ import annotations

import concurrent.futures

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import Many
from ansible_collections.community.boomi.tests.unit.many.lists import ORDER_INTAKE, named, names_of, numbered
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import (
    ATTACH,
    ATTACHMENTS,
    BULK,
    CREATE,
    ENVIRONMENTS,
    LOOK,
    LOOK_ON,
    PACKS,
    steps,
)
from ansible_collections.community.boomi.tests.unit.waiting import wait_until


def by_id(count: int) -> list[dict[str, str]]:
    return [{"integration_pack_id": ORDER_INTAKE, "name": name} for name in numbered(count)]


def by_name(count: int) -> list[dict[str, str]]:
    return named(*numbered(count))


def installed(sim: Simulator, count: int, pack: str = "Order Intake") -> None:
    for name in numbered(count):
        sim.install(pack, name)


def pages(count: int) -> list[str]:
    """The calls that it takes to read so many instances."""
    return [LOOK, *[LOOK_ON] * (-(-count // 100) - 1)]


@pytest.mark.parametrize("check_mode", [True, False])
def test_no_change_costs_one_call_for_each_hundred_instances(sim: Simulator, many: Many, check_mode: bool) -> None:
    installed(sim, 201)
    assert many(by_id(201), check_mode=check_mode).calls == pages(201)
    assert steps(many(by_name(201), check_mode=check_mode).calls) == [PACKS, *pages(201)]


def test_packs_are_asked_for_in_hundreds_and_nothing_else_is_read(sim: Simulator, many: Many) -> None:
    packs = [f"pack {number}" for number in range(120)]
    for pack in packs:
        sim.add_pack(pack)
        sim.install(pack)
    installed(sim, 300, "Returns Handling")
    outcome = many([{"integration_pack_name": pack} for pack in packs])
    assert not outcome["changed"]
    assert sorted(outcome.calls) == sorted([PACKS, PACKS, LOOK, LOOK])


@pytest.mark.parametrize(("there", "count"), [(0, 1), (0, 101), (60, 60), (201, 1)], ids=str)
def test_installs_cost_one_call_each_one_look_before_all_and_one_for_each_hundred_behind(
    sim: Simulator, many: Many, there: int, count: int
) -> None:
    installed(sim, there)
    outcome = many(by_name(there + count))
    assert steps(outcome.calls) == steps(
        [
            PACKS,
            *pages(there),
            *pages(there),
            *[CREATE] * count,
            *[LOOK] * -(-count // 100),
        ]
    )
    assert names_of(outcome["installed"]) == numbered(there + count)[there:]


@pytest.mark.parametrize("crowd", [20, 250])
def test_uninstalls_cost_one_call_each_one_look_before_for_attachments_and_one_after(
    sim: Simulator, many: Many, crowd: int
) -> None:
    installed(sim, crowd)
    outcome = many(by_id(20), state="absent")
    calls = [call.partition("/")[0] if call.startswith("DELETE") else call for call in outcome.calls]
    # A person reads the names of the packs.
    assert steps(calls) == steps([*pages(crowd), PACKS, ATTACHMENTS, *["DELETE IntegrationPackInstance"] * 20, LOOK])
    assert names_of(outcome["uninstalled"]) == numbered(20)


def test_attachments_cost_one_call_each_and_are_looked_at_together(sim: Simulator, many: Many) -> None:
    installed(sim, 20)
    calls = many([{**item, "environments": ["Production"]} for item in by_id(20)]).calls
    # A person reads the names of the packs.
    assert steps(calls) == steps([ENVIRONMENTS, ATTACHMENTS, LOOK, PACKS, *[ATTACH] * 20, ATTACHMENTS])


def test_a_run_that_fails_on_its_list_costs_only_its_looks(sim: Simulator, many: Many) -> None:
    installed(sim, 3)
    assert many([*by_id(3), *by_id(1)]).calls == [LOOK]


def test_a_purge_of_what_queries_tell_little_of_is_looked_at_together(sim: Simulator, many: Many) -> None:
    sim.set(query_processes="absent")
    installed(sim, 250)
    outcome = many(by_id(130), purge=True)
    assert outcome.calls[-2:] == [LOOK, LOOK_ON]
    assert len(outcome["uninstalled"]) == 120


def test_ids_whose_packs_are_given_do_not_cost_the_pages_of_everything(sim: Simulator, many: Many) -> None:
    installed(sim, 5)
    installed(sim, 300, "Returns Handling")
    ids = [one["id"] for one in sim.account().instances.values()][:2]
    assert many([{"id": one, "integration_pack_id": ORDER_INTAKE} for one in ids]).calls == [LOOK]


def test_processes_that_nothing_has_told_are_read_in_hundreds(sim: Simulator, many: Many) -> None:
    sim.set(query_processes="absent", create_answer="no_processes")
    outcome = many(by_id(120))
    assert outcome.calls.count(BULK) == 2
    assert all(one["processes"] for one in outcome["installed"])


def test_enough_calls_are_in_flight_to_use_the_limit_up(sim: Simulator, many: Many) -> None:
    rate = 20
    sim.add_fault("hold", operation="create", times=None)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        outcome = pool.submit(many, by_name(2 * rate), requests_per_second=rate, timeout=60)
        # All of them at once, for none is answered so far.
        wait_until(lambda: sum(request.operation == "create" for request in sim.requests) == 2 * rate)
        sim.clear_faults()
        assert len(outcome.result()["installed"]) == 2 * rate


def test_connections_are_used_again(sim: Simulator, many: Many) -> None:
    many(by_name(80), requests_per_second=1000)
    # No more than calls are in flight, and never one for each call.
    assert len({request.connection for request in sim.requests}) <= 64 < len(sim.requests)
