# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waits for a condition, and not for a time; and lets something happen at the very moment of a request."""

from __future__ import annotations

import time
import typing as t

from ansible_collections.community.boomi.tests.simulator import Simulator


def wait_until(condition: t.Callable[[], t.Any], timeout: float = 30) -> None:
    """Wait for something that is going to happen in another process or thread."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "it has not happened"
        time.sleep(0.005)


def on_request(sim: Simulator, operation: str, deed: t.Callable[[], object], once: bool = False) -> None:
    """Let something happen at the moment at which a request comes in."""
    record = sim.world.recorder.add

    def add(**values: t.Any) -> t.Any:
        if values["operation"] == operation:
            if once:
                sim.world.recorder.add = record  # type: ignore[method-assign]
            deed()
        return record(**values)

    sim.world.recorder.add = add  # type: ignore[method-assign]
