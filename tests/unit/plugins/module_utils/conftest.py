# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A client without a module around it, on the simulator."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import policy
from ansible_collections.community.boomi.plugins.module_utils._core.client import Client
from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS, Connection
from ansible_collections.community.boomi.plugins.module_utils._core.transport import Http
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator


@pytest.fixture
def connect(sim: Simulator, monkeypatch: pytest.MonkeyPatch) -> t.Iterator[t.Callable[..., Client]]:
    """Make clients, which wait shortly before they repeat a call: ``connect(retry_budget=0)``."""
    monkeypatch.setattr(policy, "FIRST_WAIT", 0.05)
    opened: list[Http] = []

    def make(**options: t.Any) -> Client:
        given = {**ModuleRunner(sim).connection, **options}
        params = {option.name: given.get(option.name, option.default) for option in OPTIONS}
        opened.append(Http(Connection(params), "unit test"))
        return Client(opened[-1])

    yield make
    for http in opened:
        http.close()


@pytest.fixture
def client(connect: t.Callable[..., Client]) -> Client:
    """The client of the catalogue's first account."""
    return connect()
