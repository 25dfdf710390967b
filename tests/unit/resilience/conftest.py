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


class Account:
    """What the simulated account holds, and what was sent to it."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    @property
    def names(self) -> list[str]:
        """The names of all instances, each as often as it is there."""
        return sorted(
            record["integrationPackOverrideName"] or "" for record in self.simulator.account().instances.values()
        )

    @property
    def ids(self) -> list[str]:
        """Their ids, the oldest first."""
        return list(self.simulator.account().instances)

    def sent(self, operation: str, object_name: str = "IntegrationPackInstance") -> int:
        """How many calls of one sort it has got."""
        return sum(
            request.operation == operation and request.object == object_name for request in self.simulator.requests
        )

    def held(self) -> int:
        """How many of its calls were held until the faults are cleared."""
        return sum(request.fault == "hold" for request in self.simulator.requests)

    def is_hung(self) -> bool:
        """Whether a call waits for an answer that is not going to come."""
        return any(request.fault == "hang" for request in self.simulator.requests)


@pytest.fixture
def account(sim: Simulator) -> Account:
    """The account of the test."""
    return Account(sim)


class Starter:
    """Starts modules in processes of their own."""

    def __init__(self, connection: dict[str, t.Any], directory: Path) -> None:
        self._directory = directory
        self._hosts = 0
        self._runs: list[Run] = []
        self._connection = connection

    def __call__(self, module: str = "integration_pack_instance", **options: t.Any) -> Run:
        """Start ``boomi_<module>`` on this very host."""
        return self._start(module, str(tempfile.tempdir), options)

    def eight(
        self,
        hosts: str,
        jitter: float = 0.0,
        module: str = "integration_pack_instance",
        meanwhile: t.Callable[[], None] = lambda: None,
        **options: t.Any,
    ) -> list[dict[str, t.Any]]:
        """Start the same eight times at one moment, and return the results.

        :param hosts: ``one host``, or ``eight hosts``, which share nothing
        :param meanwhile: is called when they have been started
        """
        barrier = at_once(8)
        shared = str(tempfile.tempdir)
        runs = [
            self._start(module, shared if hosts == ONE_HOST else self.host(), options, barrier, jitter)
            for _number in range(8)
        ]
        meanwhile()
        return [run.result() for run in runs]

    def host(self) -> str:
        """Make another host."""
        self._hosts += 1
        directory = self._directory / f"host{self._hosts}"
        directory.mkdir()
        return str(directory)

    def on_a_full_disk(self, **options: t.Any) -> Run:
        """Start the module where no file can grow."""
        arguments = {**self._connection, **options}
        return self._kept(Run("integration_pack_instance", arguments, str(tempfile.tempdir), largest_file=0))

    def end(self) -> None:
        """Leave nothing running."""
        for run in self._runs:
            run.kill()

    def _start(
        self, module: str, host: str, options: dict[str, t.Any], barrier: t.Any = None, jitter: float = 0.0
    ) -> Run:
        return self._kept(Run(module, {**self._connection, **options}, host, barrier, jitter))

    def _kept(self, run: Run) -> Run:
        self._runs.append(run)
        return run


ONE_HOST = "one host"
EIGHT_HOSTS = "eight hosts"


@pytest.fixture
def start(boomi: ModuleRunner, tmp_path: Path) -> t.Iterator[Starter]:
    """Start modules in processes: ``start(name="Domestic").result()``."""
    starter = Starter(boomi.connection, tmp_path)
    yield starter
    starter.end()
