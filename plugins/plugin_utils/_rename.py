# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the description of an account with the names that another account has. For use in this collection only."""

from __future__ import annotations

import typing as t
from collections import defaultdict

from ansible_collections.community.boomi.plugins.module_utils._core.errors import close_matches, did_you_mean
from ansible_collections.community.boomi.plugins.module_utils._engine.describe import in_order, variables_for

Values = dict[str, t.Any]
Names = dict[str, dict[str, str]]
Change = t.Callable[[t.Any], t.Any]
# What can be renamed, and what one of them is called.
TITLES = {
    "environments": "environment",
    "runtimes": "runtime",
    "roles": "role",
    "integration_packs": "integration pack",
    "instances": "integration pack instance",
}
_ENVIRONMENTS, _RUNTIMES, _ROLES, _PACKS, _INSTANCES = TITLES


class RenameError(Exception):
    """The names cannot be given. The message is for a person."""


def rename(account: Values, names: t.Any) -> Values:
    """Return a description with other names, in the order in which an account that has them is read.

    :param account: a description, or what the module ``boomi_account_configuration_info`` returned
    :param names: for each sort of object, the new names by the old ones
    :raises RenameError: the names make no sense, or the description has no such name
    """
    renaming = _Renaming(_checked(names))
    if "configuration" in account:
        renamed = {**account, "configuration": renaming.description(account["configuration"])}
        renamed["secrets_set"] = renaming.secrets(account.get("secrets_set", []))
    else:
        renamed = renaming.description(account)
    problems = list(renaming.problems())
    if problems:
        raise RenameError(" ".join(problems))
    return renamed


def _checked(names: t.Any) -> Names:
    if not isinstance(names, dict):
        raise RenameError("names must be a dictionary, for example {'environments': {'Test': 'Production'}}.")
    checked: Names = {sort: {} for sort in TITLES}
    for sort, pairs in names.items():
        if sort not in TITLES:
            raise RenameError(f"{sort!r} cannot be renamed. {_hint(str(sort), list(TITLES))}")
        if not isinstance(pairs, dict):
            raise RenameError(f"{sort} must be a dictionary with the new name for each old one.")
        for old, new in pairs.items():
            if not isinstance(new, (str, int)) or isinstance(new, bool) or not str(new).strip():
                raise RenameError(f"{sort}: the new name of {str(old)!r} is empty or not a string. Give a name.")
            checked[sort][str(old)] = str(new)
    return checked


def _hint(text: str, known: t.Sequence[str]) -> str:
    others = f"Use {', '.join(map(repr, known[:20]))}." if known else "The description has none."
    return did_you_mean(close_matches(text, known), others)


class _Instance(t.NamedTuple):
    """What an instance of an integration pack is called. One of a SINGLE pack has no name."""

    pack: str
    name: str | None

    def __str__(self) -> str:
        return self.pack if self.name in (None, self.pack) else f"{self.pack} as {self.name}"


class _Renaming:
    """Gives objects their new names, and notes which there are.

    :param names: for each sort of object, the new names by the old ones
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        # The new name of each object that occurs.
        self.seen: Names = {sort: {} for sort in TITLES}
        self.instances: dict[_Instance, _Instance] = {}

    def _name(self, sort: str) -> Change:
        def name(old: t.Any) -> t.Any:
            if not isinstance(old, (str, int)):
                return old
            return self.seen[sort].setdefault(str(old), self.names[sort].get(str(old), str(old)))

        return name

    def description(self, old: Values) -> Values:
        """Return a description with the new names."""
        new: Values = _with(old, environments=_each(self._environment), integration_packs=_each(self._pack))
        return new

    def _environment(self, old: t.Any) -> t.Any:
        if not isinstance(old, dict):
            return old
        new = self._identified(_ENVIRONMENTS, old, "name", "id")
        return _with(new, runtimes=_each(self._name(_RUNTIMES)), roles=_each(self._name(_ROLES)))

    def _pack(self, old: t.Any) -> t.Any:
        if not isinstance(old, dict):
            return old
        new = self._identified(_PACKS, old, "integration_pack_name", "integration_pack_id")
        # The option has a short name, too.
        for option in ("integration_pack_override_name", "name"):
            new = _with(new, **{option: self._name(_INSTANCES)})
        before, after = _instance(old), _instance(new)
        self.instances[before] = after

        def process(name: t.Any) -> t.Any:
            return f"{after.name} - {name[len(head) :]}" if before.name and str(name).startswith(head) else name

        head = f"{before.name} - "
        environment, runtime = self._name(_ENVIRONMENTS), self._name(_RUNTIMES)
        return _with(
            new,
            environments=_each(environment),
            extensions=_each(lambda entry: _with(entry, environment=environment, process=process)),
            schedules=_each(lambda entry: _with(entry, process=process, runtime=runtime)),
        )

    def _identified(self, sort: str, old: Values, name: str, key: str) -> Values:
        """Return an entry with the new name of what it is about. What was given by its ID has a name then."""
        if old.get(name) is not None:
            key = name
        new: Values = _with(old, **{key: self._name(sort)})
        moved = str(new.get(key)) != str(old.get(key))
        return {name if moved and option == key else option: value for option, value in new.items()}

    def secrets(self, secrets: t.Sequence[Values]) -> list[Values]:
        """Return the places of secrets with the new names, and the variables that go with them."""
        # How places begin, before and after.
        heads = {f"environments[{old}].": f"environments[{new}]." for old, new in self.seen[_ENVIRONMENTS].items()}
        for before, after in self.instances.items():
            for old, new in self.seen[_ENVIRONMENTS].items():
                for end in ("]", ", "):
                    heads[_place(before, old, end)] = _place(after, new, end)
                if before.name:
                    heads[_place(before, old, f", {before.name} - ")] = _place(after, new, f", {after.name} - ")

        def moved(path: str) -> str:
            # The longest one. There are more heads than a path has letters.
            head = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in heads), "")
            return heads.get(head, "") + path[len(head) :]

        found = [{**secret, "path": moved(str(secret["path"]))} for secret in secrets]
        variables = variables_for(secret["path"] for secret in found)
        for secret, now in zip(secrets, found):
            if now["path"] != secret["path"]:
                now["variable"] = variables[now["path"]]
        return sorted(found, key=lambda secret: str(secret["path"]))

    def problems(self) -> t.Iterator[str]:
        """Tell what is wrong with the names."""
        for sort, title in TITLES.items():
            for old in self.names[sort]:
                if old not in self.seen[sort]:
                    yield f"{sort}: the description has no {title} {old!r}. {_hint(old, sorted(self.seen[sort]))}"
        pairs_of: dict[str, t.Mapping[t.Any, t.Any]] = {**self.seen, _INSTANCES: self.instances}
        for sort, pairs in pairs_of.items():
            several: dict[str, list[str]] = defaultdict(list)
            for before, after in pairs.items():
                several[str(after)].append(str(before))
            for new, olds in several.items():
                if len(olds) > 1:
                    listed = " and ".join(map(repr, sorted(olds)))
                    yield f"{sort}: {listed} would all be called {new!r}. Give each a name of its own."


def _instance(entry: Values) -> _Instance:
    """Return the instance that an entry is about."""
    pack, name = (
        next((str(entry[option]) for option in options if entry.get(option) is not None), None)
        for options in (
            ("integration_pack_name", "integration_pack_id", "id"),
            ("integration_pack_override_name", "name"),
        )
    )
    return _Instance(str(pack), name)


def _place(instance: _Instance, environment: str, end: str) -> str:
    return f"integration_packs[{instance}].extensions[{environment}{end}"


def _each(change: Change) -> Change:
    """Return what changes all entries of a list, and sorts them as they are sorted where an account is read."""

    def each(value: t.Any) -> t.Any:
        if not isinstance(value, list):
            return value
        changed = [change(entry) for entry in value]
        return in_order(changed) if all(isinstance(entry, dict) for entry in changed) else sorted(changed, key=str)

    return each


def _with(values: t.Any, **changes: Change) -> t.Any:
    """Return a dictionary in which some of the values are changed, as far as it has them."""
    if not isinstance(values, dict):
        return values
    return {key: changes[key](value) if key in changes else value for key, value in values.items()}
