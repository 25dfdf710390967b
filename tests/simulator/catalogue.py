# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogue: the YAML file that says what the simulated platform holds at the start."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import yaml

from .settings import Settings
from .state import ALL_PRIVILEGES, Account, User
from .world import World

_KEYS = {
    "catalogue": {"accounts", "packs"},
    "account": {
        "id",
        "name",
        "status",
        "sub_accounts",
        "users",
        "environments",
        "runtimes",
        "clouds",
        "roles",
        "installed",
    },
    "user": {"name", "api_token", "password", "otp", "privileges", "accounts"},
    "environment": {"name", "classification", "id"},
    "runtime": {"name", "status", "type", "id", "environment"},
    "cloud": {"name", "atoms", "id"},
    "role": {"name", "privileges", "id"},
    "installed": {"pack", "name", "environments"},
    "pack": {"name", "type", "processes", "listeners", "extensions", "id", "description", "shared_with"},
}


class CatalogueError(ValueError):
    """A catalogue that cannot be used, with the reason."""


@dataclasses.dataclass(frozen=True)
class Catalogue:
    """A parsed catalogue, from which a fresh world is built at every reset."""

    accounts: tuple[dict[str, Any], ...]
    packs: tuple[dict[str, Any], ...]

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """Read and check a file; CatalogueError says what is wrong with it."""
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise CatalogueError(f"the catalogue {path} cannot be read: {error}") from error
        checked = _checked("catalogue", content)
        catalogue = cls(tuple(checked.get("accounts") or ()), tuple(checked.get("packs") or ()))
        if not catalogue.accounts:
            raise CatalogueError(f"the catalogue {path} has no accounts")
        try:
            catalogue.build(Settings())
        except (KeyError, TypeError, ValueError) as error:
            raise CatalogueError(f"the catalogue {path} cannot be used: {error}") from error
        return catalogue

    def build(self, settings: Settings) -> World:
        """A world in the state that the catalogue describes."""
        world = World(settings)
        for entry in self.accounts:
            _checked("account", entry)
            account = Account(
                entry["id"],
                entry.get("name", entry["id"]),
                tuple(entry.get("sub_accounts", ())),
                world.lock,
                entry.get("status", "active"),
            )
            world.accounts[account.id] = account
        for entry in self.packs:
            world.add_pack(**_checked("pack", entry))
        for entry in self.accounts:
            _fill(world, entry)
        return world


def _fill(world: World, entry: dict[str, Any]) -> None:
    account_id = entry["id"]
    for user in entry.get("users", ()):
        _add_user(world, account_id, _checked("user", user))
    for environment in entry.get("environments", ()):
        world.add_environment(account_id=account_id, **_checked("environment", environment))
    for cloud in entry.get("clouds", ()):
        world.add_cloud(account_id=account_id, **_checked("cloud", cloud))
    for role in entry.get("roles", ()):
        world.add_role(account_id=account_id, **_checked("role", role))
    for runtime in entry.get("runtimes", ()):
        values = dict(_checked("runtime", runtime))
        environment = values.pop("environment", None)
        record = world.add_atom(account_id=account_id, **values)
        if environment:
            world.attach_atom(record["id"], environment, account_id)
    for installed in entry.get("installed", ()):
        values = _checked("installed", installed)
        record = world.install(values["pack"], values.get("name"), account_id)
        for environment in values.get("environments", ()):
            world.attach(record["id"], environment, account_id)


def _add_user(world: World, account_id: str, entry: dict[str, Any]) -> None:
    user = world.users.setdefault(entry["name"], User(entry["name"]))
    user.token = entry.get("api_token", user.token)
    user.password = entry.get("password", user.password)
    user.otp = entry.get("otp", user.otp)
    user.privileges = frozenset(entry.get("privileges", ALL_PRIVILEGES))
    user.accounts |= {account_id, *entry.get("accounts", ())}


def _checked(kind: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise CatalogueError(f"a catalogue's {kind} is a mapping, not {entry!r}")
    unknown = sorted(map(str, set(entry) - _KEYS[kind]))
    if unknown:
        raise CatalogueError(
            f"a catalogue's {kind} takes {', '.join(sorted(_KEYS[kind]))}; unknown: {', '.join(unknown)}"
        )
    return entry
