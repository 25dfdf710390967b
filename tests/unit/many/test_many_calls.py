# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many calls a list costs, exactly."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_of
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

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def by_id(count: int) -> list[dict[str, str]]:
    return [{"integration_pack_id": ORDER_INTAKE, "name": f"instance {number}"} for number in range(count)]


def by_name(count: int) -> list[dict[str, str]]:
    return named(*(f"instance {number}" for number in range(count)))


def installed(sim: Simulator, count: int, pack: str = "Order Intake") -> None:
    for number in range(count):
        sim.install(pack, f"instance {number}")


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
    assert names_of(outcome["installed"]) == [f"instance {number}" for number in range(there, there + count)]


@pytest.mark.parametrize("crowd", [20, 250])
def test_uninstalls_cost_one_call_each_one_look_before_for_attachments_and_one_after(
    sim: Simulator, many: Many, crowd: int
) -> None:
    installed(sim, crowd)
    outcome = many(by_id(20), state="absent")
    assert [call.partition("/")[0] if call.startswith("DELETE") else call for call in outcome.calls] == [
        *pages(crowd),
        ATTACHMENTS,
        *["DELETE IntegrationPackInstance"] * 20,
        LOOK,
    ]
    assert names_of(outcome["uninstalled"]) == [f"instance {number}" for number in range(20)]


def test_attachments_cost_one_call_each_and_are_looked_at_together(sim: Simulator, many: Many) -> None:
    installed(sim, 20)
    calls = many([{**item, "environments": ["Production"]} for item in by_id(20)]).calls
    assert steps(calls) == [ENVIRONMENTS, ATTACHMENTS, LOOK, *[ATTACH] * 20, ATTACHMENTS]


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
