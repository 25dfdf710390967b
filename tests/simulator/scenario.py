# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenario, a YAML file: what the simulated platform holds at the start, how it is set, and what goes wrong.

What it leaves out is as in catalogue.yml.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from .faults import Fault
from .objects import OBJECTS
from .objects.extensions import LISTS
from .settings import Settings
from .state import ALL_PRIVILEGES, Account, Record, User
from .world import World

DEFAULT_CATALOGUE = Path(__file__).parent / "catalogue.yml"

TEXT = "text"
TEXTS = "a list of texts"
MAPPING = "a mapping"
MAPPINGS = "a list of mappings"

_FORMS: dict[str, Callable[[Any], bool]] = {
    TEXT: lambda value: isinstance(value, str),
    TEXTS: lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
    MAPPING: lambda value: isinstance(value, dict),
    MAPPINGS: lambda value: isinstance(value, list) and all(isinstance(item, dict) for item in value),
}
_SECTIONS = {"accounts": MAPPINGS, "packs": MAPPINGS, "settings": MAPPING, "faults": MAPPINGS}
# The first key of each entry is required.
_ACCOUNT = {
    **dict.fromkeys(("id", "name", "status"), TEXT),
    **dict.fromkeys(("users", "environments", "runtimes", "clouds", "roles", "installed"), MAPPINGS),
    **dict.fromkeys(("executions", "events", "audit_logs"), MAPPINGS),
    "sub_accounts": TEXTS,
}
_USER = {**dict.fromkeys(("name", "api_token", "password", "otp"), TEXT), "privileges": TEXTS, "accounts": TEXTS}
_ENVIRONMENT = dict.fromkeys(("name", "classification", "id"), TEXT)
_RUNTIME = dict.fromkeys(("name", "status", "type", "id", "environment"), TEXT)
_CLOUD = {"name": TEXT, "atoms": TEXTS, "id": TEXT}
_ROLE = {"name": TEXT, "privileges": TEXTS, "id": TEXT}
_INSTALLED = {"pack": TEXT, "name": TEXT, "environments": TEXTS}
_PACK = {
    **dict.fromkeys(("name", "type", "id", "description", "publisher"), TEXT),
    **dict.fromkeys(("processes", "listeners", "shared_with"), TEXTS),
    "extensions": MAPPING,
}


class ScenarioError(ValueError):
    """A scenario that cannot be used, with the place in the file and the reason."""


class _Loader(yaml.SafeLoader):
    """Refuses a key that is given twice, of which only the last would count."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        # Not a set: a key may be a list, which the base class refuses.
        keys: list[Any] = []
        for key, _value in node.value:
            if key.value in keys:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is given twice", key.start_mark)
            keys.append(key.value)
        return super().construct_mapping(node, deep)


def _read(path: Path) -> Any:
    """The content of a YAML file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ScenarioError(f"{path} cannot be read: {error}") from error


def _check(entry: Any, keys: dict[str, str], required: str | None = None) -> None:
    """Hold a mapping against its keys and their forms."""
    if not isinstance(entry, dict):
        raise ScenarioError(f"expected a mapping with the keys {', '.join(keys)}, not {entry!r}")
    unknown = sorted(map(str, set(entry) - set(keys)))
    if unknown:
        raise ScenarioError(f"unknown: {', '.join(unknown)}; the keys are {', '.join(keys)}")
    if required is not None and required not in entry:
        raise ScenarioError(f"{required} is missing")
    for name, value in entry.items():
        if not _FORMS[keys[name]](value):
            hint = ": write it in quotes" if keys[name] == TEXT and isinstance(value, (int, float)) else ""
            raise ScenarioError(f"{name} must be {keys[name]}, not {value!r}{hint}")


def _check_extensions(extensions: dict[str, Any]) -> None:
    """Hold what a pack lets accounts override against the sections that there are."""
    with _place("extensions"):
        _check(extensions, dict.fromkeys(LISTS, MAPPING))
        for section, content in extensions.items():
            name = LISTS[section][0][0]
            with _place(section):
                _check(content, {name: MAPPINGS}, name)


@contextlib.contextmanager
def _place(where: str) -> Iterator[None]:
    """Say of an error where in the file it is."""
    try:
        yield
    except ScenarioError as error:
        raise ScenarioError(f"{where}: {error}") from error
    except (KeyError, TypeError, ValueError) as error:
        # The text of a KeyError would stand in quotes.
        raise ScenarioError(f"{where}: {error.args[0] if error.args else error}") from error


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A parsed scenario, from which a fresh world is built at every reset."""

    accounts: Sequence[dict[str, Any]]
    packs: Sequence[dict[str, Any]]
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    faults: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def load(cls, path: Path) -> Scenario:
        """Read and check a file; ScenarioError says what is wrong with it, and where."""
        content = _read(path)
        with _place(str(path)):
            _check(content, _SECTIONS)
            scenario = cls(**{**_read(DEFAULT_CATALOGUE), **content})
            with _place("settings"):
                settings = Settings().changed(scenario.settings)
            scenario.build(settings)
        return scenario

    def build(self, settings: Settings) -> World:
        """A world in the state that the file describes."""
        if not self.accounts:
            raise ScenarioError("there are no accounts")
        world = World(settings)
        for number, entry in enumerate(self.accounts):
            with _place(f"accounts[{number}]"):
                _check(entry, _ACCOUNT, "id")
                if entry["id"] in world.accounts:
                    raise ScenarioError(f"there are two accounts {entry['id']}")
                account = Account(
                    entry["id"],
                    entry.get("name", entry["id"]),
                    tuple(entry.get("sub_accounts", ())),
                    world.lock,
                    entry.get("status", "active"),
                )
                world.accounts[account.id] = account
        for number, entry in enumerate(self.packs):
            with _place(f"packs[{number}]"):
                _check(entry, _PACK, "name")
                _check_extensions(entry.get("extensions", {}))
                # Not its publisher: the default packs go with the accounts of any scenario.
                _known_accounts(world, entry.get("shared_with", ()))
                if entry.get("id") in world.packs:
                    raise ScenarioError(f"there are two packs {entry['id']}")
                world.add_pack(**entry)
        for number, entry in enumerate(self.accounts):
            with _place(f"accounts[{number}]"):
                _known_accounts(world, entry.get("sub_accounts", ()))
                _fill(world, entry)
        for number, values in enumerate(self.faults):
            with _place(f"faults[{number}]"):
                add_fault(world, values)
        return world


def add_fault(world: World, values: Mapping[str, Any]) -> None:
    """Let requests go wrong; ValueError for a fault that no request can meet."""
    fault = Fault.from_mapping(values)
    if fault.account is not None:
        _known_accounts(world, [fault.account])
    if fault.object is not None and fault.object not in OBJECTS:
        raise ScenarioError(f"unknown object: {fault.object}; the objects are {', '.join(sorted(OBJECTS))}")
    world.faults.add(fault)


def _known_accounts(world: World, accounts: Any) -> None:
    """Refuse accounts that the platform does not have."""
    unknown = sorted(set(accounts) - set(world.accounts))
    if unknown:
        raise ScenarioError(f"unknown account: {', '.join(unknown)}; the accounts are {', '.join(world.accounts)}")


def _add_user(
    world: World,
    account_id: str,
    name: str,
    accounts: Sequence[str] = (),
    privileges: Iterable[str] = ALL_PRIVILEGES,
    **keys: str,
) -> Record:
    _known_accounts(world, accounts)
    if name in world.users:
        raise ScenarioError(f"there are two users {name}; one can have several `accounts`")
    token, password, otp = (keys.get(key) for key in ("api_token", "password", "otp"))
    world.users[name] = User(name, token, password, otp, frozenset(privileges), {account_id, *accounts})
    return {"id": name}


def _fill(world: World, account: dict[str, Any]) -> None:
    account_id = account["id"]

    def each(section: str, keys: dict[str, str] | None, add: Callable[..., Any]) -> None:
        made: set[str] = set()
        for number, entry in enumerate(account.get(section, ())):
            with _place(f"{section}[{number}]"):
                if keys is not None:
                    _check(entry, keys, next(iter(keys)))
                key = add(account_id=account_id, **entry)["id"]
                if key in made:
                    raise ScenarioError(f"there are two {section} {entry.get('id') or entry.get('name') or key}")
                made.add(key)

    def add_runtime(account_id: str, environment: str | None = None, **values: Any) -> Record:
        record = world.add_atom(account_id=account_id, **values)
        if environment:
            world.attach_atom(record["id"], environment, account_id)
        return record

    def add_instance(account_id: str, pack: str, name: str | None = None, environments: Any = ()) -> Record:
        record = world.install(pack, name, account_id)
        for environment in environments:
            world.attach(record["id"], environment, account_id)
        return record

    each("users", _USER, functools.partial(_add_user, world))
    each("environments", _ENVIRONMENT, world.add_environment)
    each("clouds", _CLOUD, world.add_cloud)
    each("roles", _ROLE, world.add_role)
    each("runtimes", _RUNTIME, add_runtime)
    each("installed", _INSTALLED, add_instance)
    # In the API's own words, and as many of them as one likes.
    each("executions", None, world.add_execution)
    each("events", None, world.add_event)
    each("audit_logs", None, world.add_audit_log)
