# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the tests of this directory share."""

from __future__ import annotations

import tempfile
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.processes import Run, at_once

PACK = "Order Intake"
NAME = "Domestic"
OPTIONS: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}
INSTANCE = "IntegrationPackInstance"


def names(sim: Simulator) -> list[str]:
    """The names of all instances, each as often as it is there."""
    return sorted(record["integrationPackOverrideName"] or "" for record in sim.account().instances.values())


def ids(sim: Simulator) -> list[str]:
    """The ids of all instances, the oldest first."""
    return list(sim.account().instances)


def sent(sim: Simulator, operation: str, object_name: str = INSTANCE) -> int:
    """How many calls of one sort the account has got."""
    return sum(request.operation == operation and request.object == object_name for request in sim.requests)


def held(sim: Simulator) -> int:
    """How many of its calls were held until the faults are cleared."""
    return sum(request.fault == "hold" for request in sim.requests)


def is_hung(sim: Simulator) -> bool:
    """Whether a call waits for an answer that is not going to come."""
    return any(request.fault == "hang" for request in sim.requests)


class Starter:
    """Starts modules in processes of their own."""

    def __init__(self, connection: dict[str, t.Any], directory: Path) -> None:
        self._connection = connection
        self._directory = directory
        self.runs: list[Run] = []

    def __call__(
        self,
        module: str = "integration_pack_instance",
        *,
        host: str | None = None,
        together: t.Any = None,
        jitter: float = 0.0,
        prepare: t.Callable[[], None] | None = None,
        **options: t.Any,
    ) -> Run:
        """Start ``boomi_<module>``, on this very host unless another one is named. For the rest, see ``Run``."""
        arguments = {**self._connection, **options}
        self.runs.append(Run(module, arguments, host or str(tempfile.tempdir), together, jitter, prepare))
        return self.runs[-1]

    def eight(self, hosts: str, meanwhile: t.Callable[[], None] = lambda: None, **how: t.Any) -> list[dict[str, t.Any]]:
        """Start the same eight times at one moment, and return the results.

        :param hosts: ``one host``, or ``eight hosts``, which share nothing
        :param meanwhile: is called when they have been started
        """
        barrier = at_once(8)
        places = [None if hosts == ONE_HOST else tempfile.mkdtemp(dir=self._directory) for _number in range(8)]
        runs = [self(host=place, together=barrier, **how) for place in places]
        meanwhile()
        return [run.result() for run in runs]


ONE_HOST = "one host"
EIGHT_HOSTS = "eight hosts"


@pytest.fixture
def start(boomi: ModuleRunner, tmp_path: Path) -> t.Iterator[Starter]:
    """Start modules in processes: ``start(name="Domestic").result()``."""
    starter = Starter(boomi.connection, tmp_path)
    yield starter
    for run in starter.runs:
        run.kill()
