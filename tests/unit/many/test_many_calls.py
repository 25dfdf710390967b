# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many calls a list costs, exactly."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import (
    ATTACHMENTS,
    CREATE,
    PACKS,
    QUERY,
    QUERY_MORE,
    Many,
    named,
    names_of,
)

ORDER_INTAKE = "89abcdef-0123-4567-89ab-cdef01234567"


def by_id(count: int) -> list[dict[str, str]]:
    return [{"integration_pack_id": ORDER_INTAKE, "name": f"instance {number}"} for number in range(count)]


def by_name(count: int) -> list[dict[str, str]]:
    return named(*(f"instance {number}" for number in range(count)))


def installed(sim: Simulator, count: int) -> None:
    for number in range(count):
        sim.install("Order Intake", f"instance {number}")


@pytest.mark.parametrize("check_mode", [True, False])
def test_no_change_costs_one_call_for_each_hundred_instances(sim: Simulator, many: Many, check_mode: bool) -> None:
    installed(sim, 250)
    assert many(by_id(250), check_mode=check_mode).calls == [QUERY, QUERY_MORE, QUERY_MORE]


def test_packs_by_name_cost_one_call_more(sim: Simulator, many: Many) -> None:
    installed(sim, 250)
    assert many(by_name(250)).calls == [PACKS, QUERY, QUERY_MORE, QUERY_MORE]


def test_the_names_of_many_packs_are_looked_up_in_one_call(sim: Simulator, many: Many) -> None:
    packs = [f"pack {number}" for number in range(60)]
    for pack in packs:
        sim.add_pack(pack)
        sim.install(pack)
    for number in range(200):
        sim.install("Order Intake", f"of another pack {number}")
    outcome = many([{"integration_pack_name": pack} for pack in packs])
    assert not outcome["changed"]
    assert outcome.calls == [PACKS, QUERY]


def test_more_packs_than_a_filter_should_hold_are_asked_for_in_hundreds(sim: Simulator, many: Many) -> None:
    packs = [f"pack {number}" for number in range(120)]
    for pack in packs:
        sim.add_pack(pack)
        sim.install(pack)
    for number in range(300):
        sim.install("Returns Handling", f"other {number}")
    outcome = many([{"integration_pack_name": pack} for pack in packs])
    assert not outcome["changed"]
    assert outcome.calls == [PACKS, "POST IntegrationPack/queryMore", QUERY, QUERY]


def test_instances_of_other_packs_are_not_read(sim: Simulator, many: Many) -> None:
    installed(sim, 5)
    for number in range(300):
        sim.install("Returns Handling", f"other {number}")
    assert many(by_id(5)).calls == [QUERY]


@pytest.mark.parametrize("count", [1, 99, 100, 101, 250])
def test_installs_cost_one_call_each_and_one_look_for_each_hundred(sim: Simulator, many: Many, count: int) -> None:
    calls = many(by_name(count)).calls
    looks = -(-count // 100)
    assert calls[:2] in ([PACKS, QUERY], [QUERY, PACKS])
    assert calls[2 : 2 + count] == [CREATE] * count
    assert calls[2 + count :] == [QUERY, *[QUERY_MORE] * (looks - 1)]


def test_uninstalls_cost_one_call_each_one_look_before_for_attachments_and_one_after(
    sim: Simulator, many: Many
) -> None:
    installed(sim, 20)
    calls = many(by_id(20), state="absent").calls
    assert [call.partition("/")[0] if call.startswith("DELETE") else call for call in calls] == [
        QUERY,
        ATTACHMENTS,
        *["DELETE IntegrationPackInstance"] * 20,
        QUERY,
    ]


def test_attachments_cost_one_call_each_and_are_looked_at_together(sim: Simulator, many: Many) -> None:
    installed(sim, 20)
    calls = many([{**item, "environments": ["Production"]} for item in by_id(20)]).calls
    assert calls == [
        QUERY,
        "POST Environment/query",
        ATTACHMENTS,
        *["POST IntegrationPackEnvironmentAttachment"] * 20,
        ATTACHMENTS,
    ]


def test_a_run_that_fails_on_its_list_costs_only_its_looks(sim: Simulator, many: Many) -> None:
    installed(sim, 3)
    assert many([*by_id(3), *by_id(1)]).calls == [QUERY]


def test_one_more_in_a_crowd_is_looked_for_by_its_name(sim: Simulator, many: Many) -> None:
    installed(sim, 250)
    outcome = many(by_name(251))
    assert outcome.calls == [PACKS, QUERY, QUERY_MORE, QUERY_MORE, CREATE, QUERY]
    assert [one["integration_pack_override_name"] for one in outcome["installed"]] == ["instance 250"]


def test_installs_beside_others_cost_one_look_for_each_hundred_of_them(sim: Simulator, many: Many) -> None:
    installed(sim, 60)
    assert many(by_id(120)).calls == [QUERY, PACKS, *[CREATE] * 60, QUERY]


def test_one_less_in_a_crowd_is_looked_for_by_its_name(sim: Simulator, many: Many) -> None:
    installed(sim, 250)
    outcome = many(by_id(1), state="absent")
    assert outcome.calls[-1] == QUERY
    assert names_of(outcome["uninstalled"]) == ["instance 0"]


def test_a_purge_of_what_queries_tell_little_of_is_looked_at_together(sim: Simulator, many: Many) -> None:
    sim.set(query_processes="absent")
    installed(sim, 250)
    outcome = many(by_id(130), purge=True)
    assert outcome.calls[-2:] == [QUERY, QUERY_MORE]
    assert len(outcome["uninstalled"]) == 120


def test_ids_whose_packs_are_given_do_not_cost_the_pages_of_everything(sim: Simulator, many: Many) -> None:
    installed(sim, 5)
    for number in range(300):
        sim.install("Returns Handling", f"other {number}")
    ids = [one["id"] for one in sim.account().instances.values()][:2]
    assert many([{"id": one, "integration_pack_id": ORDER_INTAKE} for one in ids]).calls == [QUERY]


def test_processes_that_nothing_has_told_are_read_in_hundreds(sim: Simulator, many: Many) -> None:
    sim.set(query_processes="absent", create_answer="no_processes")
    outcome = many(by_id(120))
    assert outcome.calls.count("POST IntegrationPackInstance/bulk") == 2
    assert all(one["processes"] for one in outcome["installed"])
