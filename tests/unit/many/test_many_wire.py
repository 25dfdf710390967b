# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What concurrent writes look like on the wire: as many as the limit allows, no more, and fewer when it says so."""

from __future__ import annotations

import concurrent.futures

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.many.lists import Many, named, names_of
from ansible_collections.community.boomi.tests.unit.waiting import wait_until


def test_enough_calls_are_in_flight_to_use_the_limit_up(sim: Simulator, many: Many) -> None:
    rate = 20
    sim.add_fault("hold", operation="create", times=None)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        outcome = pool.submit(many, named(*map(str, range(2 * rate))), requests_per_second=rate, timeout=60)
        # All of them at once, for none is answered so far.
        wait_until(lambda: sum(request.operation == "create" for request in sim.requests) == 2 * rate)
        sim.clear_faults()
        assert len(outcome.result()["installed"]) == 2 * rate


def test_connections_are_used_again(sim: Simulator, many: Many) -> None:
    many(named(*map(str, range(80))), requests_per_second=1000)
    # No more than calls are in flight, and never one for each call.
    assert len({request.connection for request in sim.requests}) <= 64 < len(sim.requests)


def test_a_storm_of_503_passes_and_each_create_is_sent_again_once(sim: Simulator, many: Many) -> None:
    sim.add_fault("status", operation="create", status=503, retry_after=1, times=3, skip=5)
    outcome = many(named(*map(str, range(30))), requests_per_second=20, retry_budget=20)
    assert not outcome.failed
    assert names_of(outcome["installed"]) == [*map(str, range(30))]
    assert len(sim.account().instances) == 30
    throttled = [request for request in sim.requests if request.status == 503]
    assert len(throttled) == 3
    assert sum(request.operation == "create" for request in sim.requests) == 33
