# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it takes to declare an API object to the simulator."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Container, Mapping
from typing import Any

from .. import ids
from ..query import STANDARD_OPERATORS
from ..settings import Settings
from ..state import Account, Record, Store
from ..wire import ApiError
from ..world import World

# One of the sets must be held whole.
Privileges = tuple[frozenset[str], ...]


def needs(*names: str) -> Privileges:
    """API, and one of the privileges of these names."""
    return tuple(frozenset({"API", name}) for name in names)


API = needs("API")
ADMIN = needs("ACCOUNT_ADMIN")
WRITE_RUNTIMES = needs("ATOM_MANAGEMENT")
READ_RUNTIMES = needs("ATOM_MANAGEMENT", "ATOM_MANAGEMENT_READ_ONLY")
VIEW_RESULT = needs("VIEW_RESULT")


@dataclasses.dataclass(frozen=True)
class Context:
    """Where an operation takes place."""

    world: World
    account: Account

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.world.settings

    def conflict(self, message: str) -> ApiError:
        """The refusal of a business rule."""
        return ApiError(self.settings.conflict_status, message)

    def again(self, existing: Record, message: str) -> Record:
        """What comes of tying together what is tied already: that, or a refusal."""
        if self.settings.second_attachment == "existing":
            return existing
        raise self.conflict(message)

    def check_free(self, what: str, name: str, there: Mapping[str, Record], own_id: str | None = None) -> None:
        """Refuse a name that another object of the kind has."""
        if any(record["name"] == name and record["id"] != own_id for record in there.values()):
            raise self.conflict(f"An {what} named {name} already exists.")


def _plain(context: Context, record: Record, operation: str) -> Record:
    return record


@dataclasses.dataclass(frozen=True)
class ObjectType:
    """An API object: where its records are, what may be done with them, and by which rules.

    ``store`` gives the records of an account. ``reads`` names which of get, bulk and query (with queryMore) exist;
    the writes exist where a function is given. ``write`` is like ``read`` where it is not given.
    ``filters`` maps each filterable property to how a record answers it.
    ``present`` turns a record into what an answer shows of it, apart from names that begin with an underscore, and the
    ``id`` of what has another ``key``. ``nested_types`` are the ``@type`` of inner objects, by the names of the fields
    that hold them, however deep.
    A rule refuses by raising ApiError. ``stale_get``: GET goes on answering for deleted objects. ``bulk_updates``: how
    many a bulk UPDATE takes; 0 where there is none. ``key``: what answers call the id. ``sorts``: a query takes
    QuerySort. ``poll`` answers GET of ``async``, ``cancel``, ``change`` and ``execute`` the actions of these names.
    ``ask`` gives the records for a query whose answer comes later; None where it never comes. ``pending``: GET answers
    202. ``partner``: only the Partner API has it, without overrideAccount.
    """

    name: str
    store: Callable[[Context], Mapping[str, Record]] = lambda context: {}
    reads: frozenset[str] = frozenset({"get", "bulk", "query"})
    filters: Mapping[str, Callable[[Context, Record], Any]] = dataclasses.field(default_factory=dict)
    read: Privileges = API
    write: Privileges = ()
    operators: Mapping[str, int] = dataclasses.field(default_factory=lambda: STANDARD_OPERATORS)
    create: Callable[[Context, Record], Record] | None = None
    update: Callable[[Context, Record, Record], Record] | None = None
    delete: Callable[[Context, Record], None] | None = None
    present: Callable[[Context, Record, str], Record] = _plain
    nested_types: Mapping[str, str] = dataclasses.field(default_factory=dict)
    poll: Callable[[Context, str], Record | None] | None = None
    cancel: Callable[[Context, str], None] | None = None
    change: Callable[[Context, Record], None] | None = None
    ask: Callable[[Context, Any, Callable[[Record], bool]], list[Record] | None] | None = None
    pending: Callable[[Context, Record], bool] | None = None
    execute: Callable[[Context, Record], Record] | None = None
    partner: bool = False
    stale_get: bool = False
    bulk_updates: int = 0
    key: str = "id"
    sorts: bool = False

    def has(self, operation: str) -> bool:
        """True where the API has this operation on this object."""
        if operation in ("create", "update", "delete", "poll", "cancel", "change", "ask", "execute"):
            return getattr(self, operation) is not None
        if operation == "collect":
            return self.ask is not None
        return ("query" if operation == "queryMore" else operation) in self.reads


def field(name: str) -> Callable[[Context, Record], Any]:
    """A filter on a field of the record."""
    return lambda context, record: record.get(name)


def fields(*names: str) -> dict[str, Callable[[Context, Record], Any]]:
    """Filters that are called like the fields they read."""
    return {name: field(name) for name in names}


def text_of(body: Record, name: str, object_name: str) -> str:
    """A text that the body must have, or ApiError 400."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ApiError(400, f"The field {name} of {object_name} is required.")
    return value


def reference(body: Record, name: str, object_name: str, there: Container[str]) -> str:
    """The id of something that is there, which the body must have, or ApiError 400."""
    key = text_of(body, name, object_name)
    if key not in there:
        words = re.sub("(?=[A-Z])", " ", name.removesuffix("Id")).capitalize()
        raise ApiError(400, f"{words} ID {key} is invalid.")
    return key


def waits(record: Record, looks: str) -> bool:
    """Tell whether a record takes so many more looks until it goes on as its field ``looks`` says; count this one."""
    if record.get(looks, 0) <= 0:
        return False
    record[looks] -= 1
    return True


def tie(
    name: str,
    store: str,
    prefix: str,
    ends: Mapping[str, str | Callable[[Context], Container[str]]],
    refusal: str,
    complete: Callable[[Context, Record], Record] = lambda context, record: {},
    after: Callable[[Context], None] = lambda context: None,
    **declared: Any,
) -> ObjectType:
    """Declare what ties two objects together: ``ends`` maps the field of each to where the account has it.

    ``refusal`` is said where they are tied already. ``complete`` may refuse a new one, and gives what else it has.
    ``after`` a change is for effects.
    """

    def create(context: Context, body: Record) -> Record:
        there: Store = getattr(context.account, store)
        found = {}
        for end, place in ends.items():
            known = getattr(context.account, place) if isinstance(place, str) else place(context)
            found[end] = reference(body, end, name, known)
        for existing in there.values():
            if found.items() <= existing.items():
                return context.again(existing, refusal)
        record: Record = ids.tie(prefix, **found)
        record.update(complete(context, record))
        there.add(record)
        after(context)
        return record

    def delete(context: Context, record: Record) -> None:
        getattr(context.account, store).remove(record["id"])
        after(context)

    return ObjectType(
        name=name,
        store=lambda context: getattr(context.account, store),
        create=create,
        delete=delete,
        **{"filters": fields(*ends), **declared},
    )
