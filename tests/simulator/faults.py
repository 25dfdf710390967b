# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults on demand: which requests go wrong, when, and how. How they are sent is in ``misbehave.py``."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping
from typing import Any

from .routes import ROUTES

# Those that give an answer, with its status where none is given. What each does is in README.md.
ANSWERS: dict[str, int | None] = {
    "status": None,
    "unauthorized": 401,
    "redirect": 302,
    "not_json": 200,
    "empty": 200,
    "garbage": 200,
    "echo": 400,
}
KINDS = (*ANSWERS, "cut", "hang", "hold", "close", "reset")
OPERATIONS = tuple(operation for _method, _path, operation in ROUTES)
PHASES = ("before", "after", "late")
FORMS = ("api", "html", "text", "empty")
REDIRECTS = (301, 302, 303, 307, 308)


def _is_whole(value: Any, least: int, most: float = float("inf")) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


# What the keys take that take no word of a list: in words, and whether a value is that.
_FORMS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(("object", "account", "contains", "location"), ("text", _is_text)),
    "body": ("text", lambda value: isinstance(value, (str, bytes))),
    "headers": (
        "a mapping of texts",
        lambda value: isinstance(value, Mapping) and all(map(_is_text, [*value, *value.values()])),
    ),
    "late_by": ("a number of seconds", lambda value: isinstance(value, (int, float)) and 0 <= value < float("inf")),
    "retry_after": ("seconds or text", lambda value: isinstance(value, (int, float, str))),
    "skip": ("a whole number from 0", lambda value: _is_whole(value, 0)),
    "status": ("a whole number from 100 to 999", lambda value: _is_whole(value, 100, 999)),
    "times": ("a whole number from 1, or null for ever", lambda value: _is_whole(value, 1)),
}


@dataclasses.dataclass
class Fault:
    """One fault; README.md says what each key means."""

    kind: str
    operation: str | None = None
    object: str | None = None
    account: str | None = None
    phase: str = "before"
    late_by: float = 1
    times: int | None = 1
    skip: int = 0
    contains: str | None = None
    status: int | None = None
    form: str = "api"
    body: str | bytes | None = None
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    retry_after: float | str | None = None
    location: str | None = None

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, KINDS)
        _one_of("phase", self.phase, PHASES)
        _one_of("form", self.form, FORMS)
        for name, (form, fits) in _FORMS.items():
            value = getattr(self, name)
            if value is not None and not fits(value):
                raise ValueError(f"a fault's {name} is {form}, not {value!r}")
        if self.operation is not None:
            _one_of("operation", self.operation, OPERATIONS)
        self.status = self.status or ANSWERS.get(self.kind)
        if self.kind == "status" and self.status is None:
            raise ValueError("a fault of kind status needs a status")
        if self.kind == "redirect":
            _one_of("status", self.status, REDIRECTS)
            if not self.location:
                raise ValueError("a fault of kind redirect needs a location")
        if self.kind == "garbage" and self.body is None:
            raise ValueError("a fault of kind garbage needs a body")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Fault:
        """Build one from JSON; ValueError for a key that no fault has."""
        known = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(map(str, set(values) - known))
        if unknown:
            raise ValueError(f"unknown: {', '.join(unknown)}; a fault takes {', '.join(sorted(known))}")
        # Null is not given, but for how often.
        given = {name: value for name, value in values.items() if value is not None or name == "times"}
        if "kind" not in given:
            raise ValueError("a fault needs a kind")
        return cls(**given)

    def strikes(self, operation: str | None, object_name: str | None, account: str, text: str) -> bool:
        """True for a request of the sort that this fault is for."""
        return (
            self.operation in (None, operation)
            and self.object in (None, object_name)
            and self.account in (None, account)
            and (self.contains is None or self.contains in text)
        )


def _one_of(name: str, value: Any, allowed: tuple[Any, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"a fault's {name} is one of {', '.join(map(str, allowed))}, not {value!r}")


class FaultBox:
    """The faults that wait for their requests, in the order in which they were added."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        # How often they were cleared.
        self.cleared = 0

    def add(self, fault: Fault) -> None:
        """Let ``fault`` strike from now on."""
        with self._lock:
            self._faults.append(dataclasses.replace(fault))

    def clear(self) -> None:
        """Drop them all, and let the requests go on that one of them holds."""
        with self._lock:
            self._faults.clear()
            self.cleared += 1

    def waiting(self) -> list[Fault]:
        """Those that will still strike."""
        with self._lock:
            return list(self._faults)

    def take(self, operation: str | None, object_name: str | None, account: str, text: str) -> Fault | None:
        """The fault that strikes this request, if any; counts it."""
        with self._lock:
            for fault in self._faults:
                if not fault.strikes(operation, object_name, account, text):
                    continue
                if fault.skip:
                    fault.skip -= 1
                    continue
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._faults.remove(fault)
                return fault
        return None
