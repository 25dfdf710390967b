# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many accounts of a partner, whose calls all count against the one limit of the partner."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import measure
import yaml
from lab import LATENCY, RATE, Figure, Lab, Scenario, taken

_ACCOUNTS, _FEW_ACCOUNTS = 200, 30
_SLICED_ACCOUNTS, _FEW_SLICED_ACCOUNTS = 40, 12
_PACKS = 20
_FORKS = 20
_SLICES = 4
# To read the instances and the packs, to look under the lock, and to confirm.
_READS_OF_AN_INSTALL = 4
_ENVIRONMENT = "Production"
_NAMES = [f"Pack {number:02}" for number in range(_PACKS)]
_UNCHANGED = re.compile(r"^(\S+) +: ok=\d+ +changed=0 +unreachable=0 +failed=0 ", re.MULTILINE)
_SUCCEEDED = re.compile(r"^(\S+) +: ok=\d+ +changed=\d+ +unreachable=0 +failed=0 ", re.MULTILINE)
_WHY_PROCESSORS = (
    "each account takes a process for its module, and a worker of Ansible for each task of the role: with two"
    " processors, an account has twice the time of its calls"
)


@contextlib.contextmanager
def _partner(lab: Lab, count: int, installed: bool) -> Iterator[tuple[Lab, list[str]]]:
    """Run a simulator of a partner with so many accounts, each of which has all packs installed, or none."""
    accounts = [f"site{number:04}-X0X0X0" for number in range(count)]
    packs = [{"pack": name, "name": name, "environments": [_ENVIRONMENT]} for name in _NAMES if installed]
    environments = [{"name": _ENVIRONMENT}]
    user = {"name": "automation@partner.example", "api_token": "simulated-partner-token"}
    scenario = {
        "accounts": [
            {"id": "partner-P1H8QZ", "sub_accounts": accounts, "users": [user]},
            *({"id": account, "environments": environments, "installed": packs} for account in accounts),
        ],
        "packs": [{"name": name, "type": "MULTI"} for name in _NAMES],
    }
    file = lab.work / "scenario.yml"
    file.write_text(yaml.safe_dump(scenario), encoding="utf-8")
    with lab.beside("--scenario", str(file)) as place:
        yield place, accounts


def _play(lab: Lab, accounts: Sequence[str], forks: int, **description: Any) -> list[str]:
    """The command of a play that brings accounts to a description."""
    own = {"boomi_hosts": "all", "boomi_override_account": "{{ inventory_hostname }}"}
    variables = {f"account_bootstrap_{section}": value for section, value in description.items()}
    command = lab.playbook("", "-i", ",".join(accounts) + ",", "-f", str(forks), **own, **variables)
    return [command[0], "community.boomi.bootstrap_account", *command[2:]]


def _hosts(place: Lab, count: int) -> list[dict[str, str]]:
    """The environments of so many hosts, with the strategy that the guide recommends."""
    return [{**place.elsewhere(f"host{number}"), "ANSIBLE_STRATEGY": "host_pinned"} for number in range(count)]


def _items(*environments: str) -> list[dict[str, Any]]:
    items = [{"integration_pack_name": name, "integration_pack_override_name": name} for name in _NAMES]
    return [{**item, "environments": list(environments)} for item in items] if environments else items


def _unchanged(lab: Lab, plays: int, throttled: float | None, most: float | None) -> Iterator[Figure]:
    """So many plays at once, each as on a host of its own, over accounts that are as described."""
    count = _FEW_ACCOUNTS if lab.quick else _ACCOUNTS
    with _partner(lab, count, installed=True) as (place, accounts):
        description = {"environments": [{"name": _ENVIRONMENT}], "integration_packs": _items(_ENVIRONMENT)}
        command = _play(place, accounts, _FORKS, **description)
        hosts = _hosts(place, plays)
        busy = measure.processor_seconds()
        seconds, succeeded, failed = measure.run_side_by_side([command] * plays, hosts)
        busy = measure.processor_seconds() - busy
        unchanged = sum(len(_UNCHANGED.findall(output)) for output in [*succeeded, *failed])
        yield Figure("accounts that failed, or were changed", plays * count - unchanged, "", 0)
        yield from _traffic(place, seconds, throttled, most)
        yield Figure("time of processors, for each account", busy / (plays * count), "s")


def _traffic(place: Lab, seconds: float, throttled: float | None, most: float | None) -> Iterator[Figure]:
    traffic = place.traffic()
    least = (traffic.calls - traffic.throttled) / RATE
    words = "to (calls / limit)"
    yield from taken(traffic, seconds, least, most, throttled=throttled, why=_WHY_PROCESSORS, words=words)


def one_play(lab: Lab) -> Iterator[Figure]:
    """A play over all accounts of a partner, with nothing to do."""
    yield from _unchanged(lab, 1, throttled=1, most=1.2)


def two_plays(lab: Lab) -> Iterator[Figure]:
    """Two such plays at once, on hosts that share no pace."""
    yield from _unchanged(lab, 2, throttled=None, most=None)


def four_slices(lab: Lab) -> Iterator[Figure]:
    """The slices of a job, each on a host of its own, that install instances."""
    count = _FEW_SLICED_ACCOUNTS if lab.quick else _SLICED_ACCOUNTS
    with _partner(lab, count, installed=False) as (place, accounts):
        slices = [accounts[number::_SLICES] for number in range(_SLICES)]
        commands = [_play(place, own, _FORKS // _SLICES, integration_packs=_items()) for own in slices]
        hosts = _hosts(place, _SLICES)
        seconds, succeeded, failed = measure.run_side_by_side(commands, hosts)
        done = sum(len(_SUCCEEDED.findall(output)) for output in [*succeeded, *failed])
        yield Figure("accounts that failed", count - done, "", 0)
        state = place.control("GET", "state")["accounts"]
        names = [
            sorted(each["integrationPackOverrideName"] for each in state[account]["instances"]) for account in accounts
        ]
        yield Figure("accounts with an instance twice, or without one", sum(each != _NAMES for each in names), "", 0)
        yield from _traffic(place, seconds, throttled=10, most=None)
        needed = count * (_PACKS + _READS_OF_AN_INSTALL)
        yield Figure("to the bound", seconds / (needed / RATE + LATENCY), "x", 1.5, _WHY_PROCESSORS)


SCENARIOS = (
    Scenario("a partner's accounts, 20 packs each, nothing to do: one play", one_play),
    Scenario("a partner's accounts, 20 packs each, nothing to do: two plays at once on two hosts", two_plays),
    Scenario("a partner's accounts, 20 installs each: four slices of a job on four hosts", four_slices),
)
