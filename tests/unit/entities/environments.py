# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module under test and what the account holds, and the calls that it makes."""

from __future__ import annotations

import typing as t

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

ENVIRONMENTS = "POST Environment/query"
RUNTIMES = "POST Atom/query"
RUNTIME_ATTACHMENTS = "POST EnvironmentAtomAttachment/query"
CREATE = "POST Environment"
ATTACH = "POST EnvironmentAtomAttachment"

Items = list[dict[str, t.Any]]


class Environments:
    """Runs the module, and tells what the account holds in the words of a description."""

    def __init__(self, boomi: ModuleRunner) -> None:
        self.boomi = boomi
        self.sim: Simulator = boomi.simulator

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


def names_of(environments: t.Iterable[t.Mapping[str, t.Any]]) -> list[str]:
    """The names in a list of the result."""
    return [environment["name"] for environment in environments]


def shown(values: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The names of the runtimes of each environment, in one side of a diff."""
    return {environment["name"]: environment.get("runtimes") for environment in values["environments"]}
