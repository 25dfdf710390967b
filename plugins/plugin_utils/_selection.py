# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private, and PURE: the options that say which of a partner's accounts are read, and what of them."""

from __future__ import annotations

import typing as t

from ..module_utils._core.errors import OptionError
from ..module_utils._engine.kind import Kind
from ..module_utils._objects.account_groups import ACCOUNT
from ..module_utils._objects.environments import ATOM, ENVIRONMENT

Wanted = t.Mapping[str, t.Any]

ACCOUNTS = "accounts"
# What else can be a host, and by which name its variables begin.
OBJECTS: dict[str, tuple[str, Kind]] = {"runtimes": ("runtime", ATOM), "environments": ("environment", ENVIRONMENT)}

STATUS, GROUP = "status", "account_group"
_FILTERS = ("statuses", "names", "account_groups")
DELETED = "deleted"

SPEC: dict[str, dict[str, t.Any]] = {
    "hosts": {"type": "str", "choices": [ACCOUNTS, *OBJECTS], "default": ACCOUNTS},
    "statuses": {"type": "list", "elements": "str", "choices": list(ACCOUNT.field("status").choices)},
    "names": {"type": "list", "elements": "str"},
    "account_groups": {"type": "list", "elements": "str"},
    "group_by": {"type": "list", "elements": "str", "choices": [STATUS, GROUP], "default": [STATUS, GROUP]},
}


def refuse_empty(given: Wanted, wanted: Wanted) -> None:
    """Refuse a filter that is empty: a missing variable must not turn into all accounts.

    :param given: the options as a person has written them, null included
    :raises OptionError: so it is
    """
    for name in _FILTERS:
        if name in given and not (wanted[name] and all(value.strip() for value in wanted[name])):
            raise OptionError(f"{name} is empty. Give a value, or leave it out.", option=name)


def shape(wanted: Wanted) -> dict[str, t.Any]:
    """Return that part of the options on which it depends what :func:`read` returns."""
    filters = {name: sorted(set(wanted[name])) if wanted[name] else None for name in _FILTERS}
    return {"hosts": wanted["hosts"], "with_groups": GROUP in wanted["group_by"], **filters}
