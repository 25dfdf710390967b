# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What these tests share."""

from __future__ import annotations

import re
import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.partner import PARTNER, USER, Partner

ARCHIVE, PURGE = "c0000000-0000-4000-8000-000000000001", "c0000000-0000-4000-8000-000000000002"

Items = list[dict[str, t.Any]]

# The options with which a module makes one object, by the name that the API has for the object.
MADE: dict[str, tuple[str, dict[str, t.Any]]] = {
    "AccountGroupAccount": ("account_group_account", {"account": "Acme Trading", "account_group": "Retail"}),
    "AccountGroupIntegrationPack": (
        "account_group_integration_pack",
        {"integration_pack_name": "Unreleased Beta", "account_group": "Retail"},
    ),
    "AccountUserRole": (
        "account_user_role",
        {"user": "John.Doe@acme.example", "role": "Standard User", "first_name": "John", "last_name": "Doe"},
    ),
    "Atom": ("atom", {"name": "cloud-eu", "cloud": "Europe Cloud"}),
    "Environment": ("environment", {"name": "Staging"}),
    "EnvironmentAtomAttachment": ("environment_atom_attachment", {"runtime": "runtime-eu-2", "environment": "Test"}),
    "EnvironmentRole": ("environment_role", {"role": "Standard User", "environment": "Test"}),
    "IntegrationPackEnvironmentAttachment": (
        "integration_pack_environment_attachment",
        {"integration_pack_name": "Invoice Sync", "environment": "Test"},
    ),
    "PublisherIntegrationPack": (
        "publisher_integration_pack",
        {"name": "Order Archive", "installation_type": "SINGLE"},
    ),
}
OPTIONS = dict(MADE.values())
# What cannot be given beside an option.
INSTEAD = dict.fromkeys(["integration_pack_id", "integration_pack_instance_id"], "integration_pack_name")
# Who runs a module, where it is not a customer.
WHO = {
    **dict.fromkeys(["account_group_account", "account_group_integration_pack", "account_info"], "retail"),
    "account_provision": "partner",
    "publisher_integration_pack": "publisher",
    "integration_pack_release": "publisher",
}


class Task:
    """A task that is run again and again: ``pause(wait_timeout=0)`` overrides an option, ``None`` leaves it out."""

    def __init__(self, boomi: ModuleRunner, module: str, **options: t.Any) -> None:
        self.boomi, self.sim, self.module, self.options = boomi, boomi.simulator, module, options

    def __call__(self, **options: t.Any) -> Outcome:
        return self.boomi(self.module, **{**self.options, **options})


class Environments:
    """Runs ``boomi_environments``, and tells what the account holds in the words of a description."""

    def __init__(self, boomi: ModuleRunner) -> None:
        self.boomi, self.sim = boomi, boomi.simulator

    def __call__(self, environments: t.Sequence[t.Mapping[str, t.Any]], **options: t.Any) -> Outcome:
        return self.boomi("environments", environments=list(environments), **options)

    def in_check_mode(self, environments: t.Sequence[t.Mapping[str, t.Any]], **options: t.Any) -> Outcome:
        """Run it while every write is refused, and counted."""
        self.sim.set(refuse_writes=True)
        outcome = self(environments, check_mode=True, **options)
        self.sim.set(refuse_writes=False)
        return outcome

    @property
    def held(self) -> dict[str, list[str]]:
        """The names of the runtimes of each environment."""
        account = self.sim.account()
        return {
            str(environment["name"]): sorted(
                str(account.atoms[attachment["atomId"]]["name"])
                for attachment in account.atom_attachments.values()
                if attachment["environmentId"] == environment["id"]
            )
            for environment in account.environments.values()
        }


def steps(outcome: Outcome) -> list[str]:
    """The calls without what only they have in their paths, and without the look-ups of processes and runtimes."""
    calls = [re.sub(r"/(execution(record)?|ListenerStatus)-.*", "", call) for call in outcome.calls]
    return [call for call in calls if call not in ("POST Process/query", "POST Atom/query")]


def names_of(objects: t.Iterable[t.Mapping[str, t.Any]]) -> list[str]:
    """The names in a list of the result."""
    return [values["name"] for values in objects]


def shown(values: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The names of the runtimes of each environment, in one side of a diff."""
    return {environment["name"]: environment.get("runtimes") for environment in values["environments"]}


@pytest.fixture
def partner(boomi: ModuleRunner) -> ModuleRunner:
    """Run modules as a partner, whose account has created the others."""
    token = boomi.simulator.world.users[USER].token
    boomi.connection.update(account_id=PARTNER, username=USER, api_token=token)
    return boomi


@pytest.fixture
def retail(partner: ModuleRunner) -> ModuleRunner:
    """Run modules as a partner with two account groups: what is in one of them can be told from the other."""
    for name in ("Retail", "Wholesale"):
        Partner(partner.simulator).group(name)
    return partner


@pytest.fixture
def publisher(partner: ModuleRunner) -> ModuleRunner:
    """Run modules as a publisher with two packaged components that no pack has."""
    world = partner.simulator.world
    world.add_package("Archive Orders", ["1.0", "1.1", "2.0"], id=ARCHIVE)
    world.add_package("Purge Archive", ["1.0", "1.1"], id=PURGE)
    partner.connection["retry_budget"] = 0.2
    return partner


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardly any pauses between looks."""
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.001)
    monkeypatch.setattr(patience, "_LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(patience, "SHORTEST_PAUSE", 0.001)


@pytest.fixture
def environments(boomi: ModuleRunner) -> t.Iterator[Environments]:
    """Run ``boomi_environments``: ``environments([{"name": "Production"}], purge=True)``."""
    run = Environments(boomi)
    yield run
    assert run.sim.refused_writes == []
