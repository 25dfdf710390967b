# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses: what a request line asks for."""

from __future__ import annotations

import dataclasses
from urllib.parse import parse_qsl, unquote

RESERVED = ("bulk", "query", "queryMore", "execute")
_ASYNC = "async"
# What begins with a small letter is an action, on an object.
_ACTIONS = {"cancelExecution": "ExecutionRecord", "changeListenerStatus": "ListenerStatus"}
# Method, what stands below the account, and the operation.
ROUTES = (
    ("POST", "changeListenerStatus", "change"),
    ("POST", "cancelExecution/{id}", "cancel"),
    # A query whose answer comes later, and the answer, by the token that the query is answered with.
    ("POST", "async/{object}/query", "ask"),
    ("GET", "async/{object}/response/{id}", "collect"),
    ("GET", "{object}/async/{id}", "poll"),
    ("POST", "{object}", "create"),
    *(("POST", f"{{object}}/{name}", name) for name in RESERVED),
    ("GET", "{object}/{id}", "get"),
    ("POST", "{object}/{id}", "update"),
    ("DELETE", "{object}/{id}", "delete"),
)
_PLATFORM = ["api", "rest", "v1"]
_PARTNER = ["partner", "api", "rest", "v1"]


@dataclasses.dataclass(frozen=True)
class Call:
    """A request line in the API's terms.

    ``operation`` is None where the method and the path do not make one, and ``is_endpoint`` tells whether any method
    does; ``account`` is None outside the API's paths.
    """

    path: str
    query: dict[str, str]
    account: str | None = None
    partner: bool = False
    object: str | None = None
    operation: str | None = None
    is_endpoint: bool = False
    id: str | None = None
    below_account: str = ""

    @property
    def override(self) -> str | None:
        """The account named by overrideAccount, which only the Partner path knows."""
        return self.query.get("overrideAccount") if self.partner else None


def parse(method: str, target: str) -> Call:
    """Read a request target. Segments are split before they are decoded: an id may hold an encoded slash."""
    raw_path, _mark, raw_query = target.partition("?")
    query = dict(parse_qsl(raw_query, keep_blank_values=True))
    segments = raw_path.split("/")[1:]
    path = unquote(raw_path)
    for prefix in (_PLATFORM, _PARTNER):
        if segments[: len(prefix)] == prefix and len(segments) > len(prefix):
            account, *rest = [unquote(segment) for segment in segments[len(prefix) :]]
            break
    else:
        return Call(path, query)
    if rest and not rest[-1]:
        # Clients exist that end a path with a slash, and the platform takes it.
        rest.pop()
    operation, key = _operation(method, rest)
    return Call(
        path=path,
        query=query,
        account=account,
        partner=prefix is _PARTNER,
        object=_object(rest),
        operation=operation,
        is_endpoint=bool(operation) or any(_operation(route[0], rest)[0] for route in ROUTES),
        id=key,
        below_account="/".join(rest),
    )


def _object(rest: list[str]) -> str | None:
    if len(rest) > 1 and rest[0] == _ASYNC:
        return rest[1]
    return _ACTIONS.get(rest[0], rest[0]) if rest else None


def _operation(method: str, rest: list[str]) -> tuple[str | None, str | None]:
    for verb, path, operation in ROUTES:
        template = path.split("/")
        if (verb, len(template)) == (method, len(rest)) and all(map(_fits, template, rest)):
            return operation, rest[-1] if template[-1] == "{id}" else None
    return None, None


def _fits(template: str, segment: str) -> bool:
    if template == "{object}":
        return segment not in (*_ACTIONS, _ASYNC)
    return segment not in ("", *RESERVED) if template == "{id}" else segment == template
