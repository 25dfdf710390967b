# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every run of a module, whatever it is about."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible.module_utils.common import warnings

from ansible_collections.community.boomi.tests.simulator.contract import Contract

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.tests.simulator import Simulator


@pytest.fixture(scope="session")
def contract() -> Contract | None:
    """The vendor's OpenAPI document, where it is at hand."""
    return Contract.find(Path(__file__))


@pytest.fixture(autouse=True)
def no_warnings_of_earlier_tests() -> None:
    """Ansible collects warnings for the whole process, which is one task's elsewhere."""
    warnings._global_warnings.clear()


@pytest.fixture(autouse=True)
def requests_keep_to_the_contract(sim: Simulator, contract: Contract | None) -> t.Iterator[None]:
    """Hold every request that a test has caused against the vendor's OpenAPI document."""
    yield
    if contract is None:
        return
    problems = []
    for request in sim.requests:
        below_account = "/".join(request.raw_path.partition("?")[0].partition("/v1/")[2].split("/")[1:])
        problems += contract.validate_request(request.method, below_account, request.body)
    assert problems == []
