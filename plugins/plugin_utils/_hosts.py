# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private, and PURE: the hosts of an inventory, with their variables and groups, from what was read of a partner."""

from __future__ import annotations

import re
import typing as t
from collections import Counter

from ._selection import ACCOUNTS, GROUP, OBJECTS, STATUS, Wanted

PREFIX = "boomi"

# What patterns, file names, and command lines take for what it is. The dot joins the parts of a name, and "_0x" begins
# what stands for another character.
_UNFIT = re.compile(r"[^A-Za-z0-9_-]|_(?=0x)|^-")
# Names that mean something else to Ansible.
_RESERVED = ("all", "ungrouped", "localhost")


class Host(t.NamedTuple):
    """A host. ``variables`` and ``groups`` are what the API says, and no templates."""

    name: str
    variables: dict[str, t.Any]
    groups: list[str]


def host_name(*ids: str) -> str:
    """Return the name of what has these IDs: the IDs themselves where Ansible can use them. No two have one name."""
    return ".".join(map(_fit, ids))


def _fit(text: str) -> str:
    if text in _RESERVED:
        return _escaped(text[0]) + text[1:]
    return _UNFIT.sub(lambda match: _escaped(match[0]), text)


def _escaped(char: str) -> str:
    return f"_0x{ord(char):x}_"


def hosts_of(found: t.Mapping[str, t.Any], wanted: Wanted, safe: t.Callable[[str], str]) -> t.Iterator[Host]:
    """Return the hosts, in a fixed order.

    :param found: what :func:`_partner.read` has returned
    :param safe: makes a name fit for a group
    """
    names: dict[str, str] = found["groups"]
    groups = _group_names(names, safe)
    for account in found["accounts"]:
        variables = {
            f"{PREFIX}_account_{name}": account[name] for name in account if name not in ("account_id", "groups")
        }
        of_account = []
        if STATUS in wanted["group_by"] and account["status"]:
            of_account.append(safe(f"{PREFIX}_status_{account['status']}"))
        if GROUP in wanted["group_by"]:
            variables[f"{PREFIX}_account_groups"] = sorted(names[group] for group in account["groups"])
            of_account += [groups[group] for group in account["groups"]]
        if wanted["hosts"] == ACCOUNTS:
            yield Host(host_name(account["id"]), variables, of_account)
            continue
        word = OBJECTS[wanted["hosts"]][0]
        for values in found["objects"].get(account["id"], ()):
            own = {f"{PREFIX}_{word}_{name}": value for name, value in values.items()}
            yield Host(host_name(account["id"], values["id"]), {**variables, **own}, of_account)


def _group_names(names: t.Mapping[str, str], safe: t.Callable[[str], str]) -> dict[str, str]:
    """Return a group for each account group, by ID. Those whose names become one name have their IDs behind it."""
    plain = {group: safe(f"{PREFIX}_account_group_{name}") for group, name in names.items()}
    taken = Counter(plain.values())
    return {group: name if taken[name] == 1 else safe(f"{name}_{group}") for group, name in plain.items()}
