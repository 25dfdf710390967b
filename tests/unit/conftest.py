# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whole modules in this process, against a simulator that listens for real."""

from __future__ import annotations

import atexit
import importlib
import json
import os
import tempfile
import typing as t
from pathlib import Path

import pytest
from ansible.module_utils.common import warnings
from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.contract import Contract
from ansible_collections.community.boomi.tests.simulator.fixtures import sim, simulator_server

__all__ = ["sim", "simulator_server"]

MODULES = "ansible_collections.community.boomi.plugins.modules"

# Hypothesis tries the same examples in every run, waits for a busy machine, and leaves nothing behind in the tree.
# Tests take their settings when they are imported, so this cannot be a fixture.
settings.register_profile(
    "units",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("units")
_home = tempfile.TemporaryDirectory()
atexit.register(_home.cleanup)
set_hypothesis_home_dir(_home.name)


class Outcome(dict[str, t.Any]):
    """The JSON that a module has printed, and what it cost."""

    calls: list[str]

    @property
    def failed(self) -> bool:
        return bool(self.get("failed"))


Apply = t.Callable[..., Outcome]
Many = t.Callable[..., Outcome]


class ModuleRunner:
    """Runs modules of the collection as Ansible would: arguments in, one JSON document out."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.connection: dict[str, t.Any] = {
            "account_id": simulator.account_id,
            "username": simulator.username,
            "api_token": simulator.token,
            "base_url": simulator.base_url,
            "requests_per_second": 1000,
            "timeout": 30,
            "retry_budget": 10,
        }

    def __call__(self, module: str, *, check_mode: bool = False, verbosity: int = 0, **options: t.Any) -> Outcome:
        """Run ``boomi_<module>``. Options that are ``None`` are left out, those of the connection too."""
        arguments = {name: value for name, value in {**self.connection, **options}.items() if value is not None}
        arguments.update(_ansible_check_mode=check_mode, _ansible_diff=True, _ansible_verbosity=verbosity)
        main = importlib.import_module(f"{MODULES}.boomi_{module}").main
        before = len(self.simulator.calls)
        ended = run_in_process(main, arguments)
        assert ended.status is not None, "the module has returned, and not exited"
        outcome = Outcome(json.loads(ended.printed))
        outcome.calls = self.simulator.calls[before:]
        return outcome

    def named(self, store: str, name: str) -> dict[str, t.Any]:
        """The object of that name in the account: ``boomi.named("atoms", "runtime-eu-1")["id"]``."""
        return next(one for one in getattr(self.simulator.account(), store).values() if one["name"] == name)

    def instance(self, **options: t.Any) -> Outcome:
        return self("integration_pack_instance", **options)

    def instance_info(self, **options: t.Any) -> Outcome:
        return self("integration_pack_instance_info", **options)

    def pack_info(self, **options: t.Any) -> Outcome:
        return self("integration_pack_info", **options)


@pytest.fixture(autouse=True)
def private_tempdir(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tasks share on a host (pace, locks) is shared within one test here, and goes with it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("shared")))


@pytest.fixture(autouse=True)
def no_warnings_of_earlier_tests() -> None:
    """Ansible collects warnings for the whole process, which is one task's elsewhere."""
    warnings._global_warnings.clear()


@pytest.fixture(autouse=True)
def no_boomi_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own BOOMI_* variables and proxies do not reach a test."""
    for name in [*os.environ]:
        ours = name.startswith("BOOMI_") and name != "BOOMI_OPENAPI"
        if ours or name.lower().endswith("_proxy") or name == "REQUESTS_CA_BUNDLE":
            monkeypatch.delenv(name)


@pytest.fixture
def boomi(sim: Simulator) -> ModuleRunner:
    """Run modules against the simulator: ``boomi.instance(integration_pack_name="Order Intake")``."""
    return ModuleRunner(sim)


@pytest.fixture
def many(boomi: ModuleRunner) -> Many:
    """Run ``boomi_integration_pack_instances``: ``many([{"integration_pack_name": "Order Intake"}], purge=True)``."""
    return lambda instances, **options: boomi("integration_pack_instances", instances=instances, **options)


@pytest.fixture
def apply(boomi: ModuleRunner) -> Apply:
    """Run ``boomi_account_configuration``: ``apply(environments=[{"name": "Production"}])``."""
    return lambda **options: boomi("account_configuration", **options)


@pytest.fixture(scope="session")
def contract() -> Contract | None:
    """The vendor's OpenAPI document, where it is at hand."""
    return Contract.find(Path(__file__))


@pytest.fixture(autouse=True)
def requests_keep_to_the_contract(request: pytest.FixtureRequest, contract: Contract | None) -> t.Iterator[None]:
    """Hold every request that a test has caused against the vendor's OpenAPI document.

    A test that sends what the document does not know on purpose has a fixture of this name that does nothing.
    """
    # Most tests start no simulator, and this must not start one for them.
    sim: Simulator | None = request.getfixturevalue("sim") if "sim" in request.fixturenames else None
    yield
    if sim is None or contract is None:
        return
    problems = []
    for sent in sim.requests:
        below_account = "/".join(sent.raw_path.partition("?")[0].partition("/v1/")[2].split("/")[1:])
        problems += contract.validate_request(sent.method, below_account, sent.body)
    assert problems == []
