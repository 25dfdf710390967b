# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private: the lookups, which turn names into IDs."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleLookupError
from ansible.plugins.lookup import LookupBase
from ansible.release import __version__
from ansible.utils.display import Display

from ..module_utils._core.client import Client
from ..module_utils._core.errors import BoomiError, OptionError
from ..module_utils._engine.fetch import settle
from ..module_utils._engine.kind import Kind
from ..module_utils._engine.world import World, asks_for, resolve
from . import _connection


class IdLookup(LookupBase):
    """A lookup that turns names of objects of one kind into their IDs."""

    kind: Kind

    def run(self, terms: t.Any, variables: t.Any = None, **kwargs: t.Any) -> list[str]:
        """Return the IDs of the objects with these names, in the same order."""
        try:
            names = _names(terms)
            # Ansible leaves out what is omitted for modules alone. A text stands for it before ansible-core 2.19.
            omitted = str((variables or {}).get("omit", "<<Omit>>"))
            given = {name: value for name, value in kwargs.items() if str(value) != omitted}
            connection, _options, warnings = _connection.check(given, {})
            for warning in warnings:
                Display().warning(warning)
            return _connection.read(connection, __version__, lambda client: _ids(client, self.kind, names))
        except BoomiError as exc:
            raise AnsibleLookupError(exc.message) from None


def _names(terms: t.Sequence[t.Any]) -> list[str]:
    names = [name for term in terms for name in (term if isinstance(term, list) else [term])]
    for name in names:
        if name is None or not str(name).strip():
            raise OptionError("A name is empty. Give a name, or leave it out.")
        if not isinstance(name, str):
            raise OptionError(f"A name must be a string, not {name!r}. Put it in quotes.")
    return names


def _ids(client: Client, kind: Kind, names: t.Sequence[str]) -> list[str]:
    def find(world: World) -> list[str]:
        # Asked for together, so that all names take one query.
        world.want(*(ask for name in names for ask in asks_for(kind, name, kind.called)))
        return [resolve(world, kind, name, kind.called)["id"] for name in names]

    return settle(client, find)
