# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the simulated platform holds: packs, users, and accounts with their objects.

Records are dictionaries in the API's own terms (camelCase), without ``@type``. They are live: changing one in a test
changes what the API answers.
"""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

Record = dict[str, Any]

ALL_PRIVILEGES = frozenset(
    {
        "API",
        "DEPLOY",
        "ATOM_MANAGEMENT",
        "ATOM_MANAGEMENT_READ_ONLY",
        "ENV_MANAGEMENT",
        "ACCOUNT_ADMIN",
        "CLOUD_MANAGEMENT",
        "SCHEDULE_MAINTENANCE",
        "EXECUTE",
        "VIEW_RESULT",
        "VIEW_AUDIT_LOGS",
    }
)

# What of an account no look from outside shows.
_KEPT_INSIDE = frozenset({"listeners", "async_results", "extension_values", "provisions"})


class Store(Mapping[str, Record]):
    """The objects of one kind in one account, by id, in the order of their creation; remembers what was deleted."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._records: dict[str, Record] = {}
        self._created: dict[str, float] = {}
        self._deleted: dict[str, tuple[Record, float]] = {}
        self._hidden: dict[str, int] = {}

    def __getitem__(self, key: str) -> Record:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        # A copy: a test may walk through a store while requests change it.
        with self._lock:
            return iter(list(self._records))

    def __len__(self) -> int:
        return len(self._records)

    def add(self, record: Record, *, at_once: bool = False, looks: int = 0) -> Record:
        """Keep ``record`` under its id; ``at_once`` makes it show in queries without the visibility delay, ``looks``
        after so many looks."""
        with self._lock:
            self._records[record["id"]] = record
            self._created[record["id"]] = float("-inf") if at_once else time.monotonic()
            self._hidden[record["id"]] = looks
            self._deleted.pop(record["id"], None)
        return record

    def remove(self, key: str) -> Record:
        """Delete, as the API would: the record stays known as a deleted one."""
        with self._lock:
            record = self._records.pop(key)
            self._deleted[key] = (record, time.monotonic())
        return record

    def deleted(self, key: str) -> Record | None:
        """The deleted record of that id, if there was one."""
        found = self._deleted.get(key)
        return found[0] if found else None

    def shown(self, visibility_delay: float, deletion_delay: float) -> list[Record]:
        """What a query sees now, given how many seconds it lags behind creations and deletions."""
        now = time.monotonic()
        with self._lock:
            lingering = [record for record, at in self._deleted.values() if now - at < deletion_delay]
            ripe = {
                key: record for key, record in self._records.items() if now - self._created[key] >= visibility_delay
            }
            created = [record for key, record in ripe.items() if not self._hidden[key]]
            self._hidden.update((key, looks - 1) for key, looks in self._hidden.items() if looks and key in ripe)
        return lingering + created


@dataclasses.dataclass
class Pack:
    """An integration pack as its publisher has it; ``processes`` are (component id, name), ``listeners`` the component
    ids of those that wait for calls instead of running on a schedule, ``extensions`` what it lets accounts override,
    ``components`` what its publisher has put into it, released or not. ``publisher`` is the account's id; empty: every
    account that has sub-accounts."""

    id: str
    name: str
    multi: bool
    description: str
    processes: tuple[tuple[str, str], ...]
    listeners: frozenset[str] = frozenset()
    extensions: Record = dataclasses.field(default_factory=dict)
    components: list[Record] = dataclasses.field(default_factory=list)
    publisher: str = ""

    def record(self) -> Record:
        """The pack as an account sees it that it is shared with."""
        return {
            "Description": self.description,
            "id": self.id,
            "name": self.name,
            "installationType": "MULTI" if self.multi else "SINGLE",
        }


@dataclasses.dataclass
class User:
    """A platform user; with ``otp`` set, a password needs that code beside it."""

    name: str
    token: str | None = None
    password: str | None = None
    otp: str | None = None
    privileges: frozenset[str] = ALL_PRIVILEGES
    accounts: set[str] = dataclasses.field(default_factory=set)


class Account:
    """An account and everything in it. ``sub_accounts`` are those that it may name in overrideAccount."""

    def __init__(
        self,
        account_id: str,
        name: str,
        sub_accounts: tuple[str, ...],
        lock: threading.RLock,
        status: str = "active",
    ) -> None:
        self.id = account_id
        self.name = name
        self.status = status
        # How many looks at the accounts it takes until this one shows.
        self.hidden = 0
        self.sub_accounts = sub_accounts
        self.packs = Store(lock)
        self.instances = Store(lock)
        self.environments = Store(lock)
        self.atoms = Store(lock)
        self.clouds = Store(lock)
        self.instance_attachments = Store(lock)
        self.atom_attachments = Store(lock)
        self.environment_roles = Store(lock)
        self.roles = Store(lock)
        self.account_groups = Store(lock)
        # What is written of a process on a runtime, by id; kept where one of them goes and comes back.
        self.schedules: dict[str, Record] = {}
        # By the ids of runtime and process.
        self.listeners: dict[tuple[str, str], Record] = {}
        # Answers that wait to be collected, by token.
        self.async_results: dict[str, Record] = {}
        # By the id of the set, and the path of the value.
        self.extension_values: dict[str, dict[tuple[str, ...], Record]] = {}
        self.execution_records = Store(lock)
        self.events = Store(lock)
        self.audit_logs = Store(lock)
        self.group_accounts = Store(lock)
        self.group_packs = Store(lock)
        self.user_roles = Store(lock)
        # Requests to release packs, by their ids.
        self.releases: dict[str, Record] = {}
        self.provisions = Store(lock)
        # Packs that it sees through account groups alone.
        self.granted: set[str] = set()

    def contents(self) -> dict[str, list[Record]]:
        """Everything in the account, for a look from outside."""
        return {
            name: [dict(record) for record in store.values()]
            for name, store in vars(self).items()
            if isinstance(store, Mapping) and name not in _KEPT_INSIDE
        }
