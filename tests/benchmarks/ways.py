# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The four ways to install a list of instances, each as a person would write it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import measure
from lab import LATENCY, PACK, PACK_ID, RATE, Lab, name_of

PAGE = 100


@dataclass(frozen=True)
class Way:
    """One of the ways.

    :param command: for a number of instances
    :param slow: each call waits for the one before it
    :param tasks: it is a playbook, so that the seconds of its tasks are known as well as those of the whole run
    """

    name: str
    command: Callable[[Lab, int], list[str]]
    slow: bool = True
    tasks: bool = True


def variables(lab: Lab, count: int) -> dict[str, Any]:
    names = [name_of(number) for number in range(count)]
    return {
        "pack": PACK,
        "pack_id": PACK_ID,
        "names": names,
        "instances": [{"integration_pack_name": PACK, "integration_pack_override_name": name} for name in names],
        "url": f"{lab.environment['BOOMI_API_URL']}/api/rest/v1/{lab.environment['BOOMI_ACCOUNT_ID']}",
    }


def _playbook(name: str) -> Callable[[Lab, int], list[str]]:
    return lambda lab, count: lab.playbook(name, **variables(lab, count))


WAYS = (
    Way("boomi_integration_pack_instances", _playbook("many"), slow=False),
    Way("loop over boomi_integration_pack_instance", _playbook("loop")),
    Way("loop over ansible.builtin.uri", _playbook("loop_uri")),
    Way(
        "script on the PyPI client boomi",
        lambda lab, count: lab.python("with_boomi_client.py", PACK, *(name_of(number) for number in range(count))),
        tasks=False,
    ),
)


# What was aimed at, as a ratio to the bound.
_AIMS = {(WAYS[0], "install", 100): 1.15}


def calls_needed(count: int, job: str) -> int:
    """What the job takes at the least: find the pack, find what is there, write what is not, and look at it."""
    pages = -(-count // PAGE)
    if job == "install":
        return 2 + count + pages
    # One instance can be asked for by the name of its pack.
    return 1 + pages if count > 1 else 1


def bound(calls: int, latency: float = LATENCY) -> float:
    """The seconds that nobody can be below: the calls at the limit, and one latency for the last of them."""
    return calls / RATE + latency


def measured(lab: Lab, way: Way, count: int, job: str) -> dict[str, Any]:
    """Measure one row. ``ratio`` is of ``seconds`` to ``bound``, and ``seconds`` those of the tasks. ``most`` is the
    ratio that was aimed at, with no call answered 503; None where nothing was.

    :param job: ``install`` (from nothing) or ``no change`` (all is there)
    """
    lab.fresh(0 if job == "install" else count)
    outcome = measure.run(way.command(lab, count), lab.environment)
    traffic = lab.traffic()
    left = len(lab.instances())
    if left != count:
        raise measure.MeasureError(f"{way.name} has left {left} instances instead of {count}")
    seconds = sum(lab.task_seconds()) if way.tasks else outcome.seconds
    least = bound(calls_needed(count, job))
    most = _AIMS.get((way, job, count))
    return {
        "way": way.name,
        "job": job,
        "count": count,
        "calls": traffic.calls,
        "throttled": traffic.throttled,
        "seconds": seconds,
        "whole_run": outcome.seconds,
        "bound": least,
        "ratio": seconds / least,
        "megabytes": outcome.largest,
        "most": most,
        "reached": most is None or (seconds / least <= most and not traffic.throttled),
    }
