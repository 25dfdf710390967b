# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Boomi's verbs and wire format: what is posted where, how pages follow one another, how a bulk answer is read.

Knows no packs and decides no policy: it raises, and its callers decide.
"""

from __future__ import annotations

import typing as t

from . import retry
from .errors import ApiError, CallError, OptionError, TransportError, is_text
from .filters import Expression
from .transport import Http
from .wire import Answer, Call, entries_of, read_text

if t.TYPE_CHECKING:
    from .._engine.kind import Kind, Raw

# Words that stand in the place of an id in the paths of other operations.
_RESERVED = frozenset({".", "..", "bulk", "query", "queryMore"})
# Statuses with which the API may say that an object does not exist; which of them it uses is not documented.
MISSING = frozenset({400, 404, 410})
_MOST_EMPTY_PAGES = 3
# What all pages of a query may weigh together. A page counts for so much at least, which is an end for a server that
# always has another one.
_HEAVIEST_RESULT = 256 * 1024 * 1024
_LIGHTEST_PAGE = 16 * 1024
_RESTARTS = 2


class Client:
    """The operations of the API on any object."""

    def __init__(self, http: Http) -> None:
        # The connection, for its budget and its identity.
        self.http = http

    @property
    def account(self) -> str:
        """The account that the calls act on."""
        return self.http.connection.account

    def query(
        self,
        target: Kind,
        expression: Expression | None = None,
        until: t.Callable[[list[Raw]], bool] | None = None,
        newest_by: str | None = None,
    ) -> list[Raw]:
        """Return all objects that match, over all pages, each of them once.

        :param expression: ``None`` for everything
        :param until: asked after each page for the objects so far; ``True`` leaves the pages behind it unread
        :param newest_by: our name of the filter to sort by, the greatest first; only few objects can be sorted
        :raises CallError: see :class:`Http`; also for pages that never end
        """
        body: Raw = {"QueryFilter": {"expression": expression}} if expression else {}
        if newest_by:
            body["QuerySort"] = {"sortField": [{"fieldName": target.filters[newest_by], "sortOrder": "DESC"}]}
        restarts = 0
        while True:
            try:
                return self._pages(target, body, until)
            except ApiError as exc:
                # How long a query token lives, and whether it can be used twice, is not documented: start over.
                expired = exc.facts.get("operation") == retry.QUERY_MORE and exc.status in MISSING
                if not expired or restarts == _RESTARTS:
                    raise
                restarts += 1

    def _pages(self, target: Kind, body: t.Any, until: t.Callable[[list[Raw]], bool] | None) -> list[Raw]:
        operation = retry.QUERY
        found: list[Raw] = []
        seen: set[str] = set()
        ids: set[str | None] = set()
        empty = 0
        weight = 0
        while True:
            page = self._send(target, operation, (operation,), body)
            weight += max(page.weight, _LIGHTEST_PAGE)
            answer = page.object
            # The vendor's sample of a query for extension values is the bare object.
            shown = answer if answer.get("@type") == target.name else answer.get("result")
            entries = [identified(target, entry) for entry in entries_of(shown)]
            found += entries
            token = answer.get("queryToken")
            # What nobody has declared may have its ID under another name.
            new = {id_of(entry) or (None if target.fields else repr(entry)) for entry in entries} - ids
            ids |= new
            empty = 0 if new else empty + 1
            if not isinstance(token, str) or not token or (until and until(found)):
                return distinct(found)
            if token in seen or empty >= _MOST_EMPTY_PAGES or weight > _HEAVIEST_RESULT:
                break
            seen.add(token)
            operation, body = retry.QUERY_MORE, token
        raise TransportError(
            f"Could not query all of {target.name} in account {self.account}: the API keeps returning pages"
            " without end, or without anything new. Run the task again. If it fails again, contact Boomi Support.",
            operation=retry.QUERY_MORE,
            object=target.name,
            account=self.account,
        )

    def get(self, target: Kind, object_id: str) -> Raw | None:
        """Return one object, ``None`` where the API says that there is none.

        The API may go on answering for an object that was deleted: only a query tells what exists.
        """
        try:
            return self.get_existing(target, object_id)
        except ApiError as exc:
            if exc.status in MISSING and not exc.forbidden:
                return None
            raise

    def get_existing(self, target: Kind, object_id: str) -> Raw:
        """Return one object.

        :raises CallError: also where the API says that there is none
        """
        found = self._send(target, retry.GET, (checked(target, object_id),), None, object_id)
        return identified(target, found.object)

    def bulk_get(self, target: Kind, object_ids: t.Iterable[str]) -> tuple[list[Raw], list[str]]:
        """Return the objects with these ids, and the ids that the API does not know, each in the order asked for."""
        # A task pays for each import, and only one of many objects needs this one.
        from . import bulk

        return bulk.get(self, target, object_ids)

    def create(self, target: Kind, body: Raw, about: str | None = None, sent_before: int = 0) -> Raw:
        """Send one create, once. The answer may lack anything, even the id.

        :param sent_before: how often it was sent already, each time with a look behind it: the waits grow with it
        :raises CallError: with ``in_doubt`` set where the object may exist all the same: look before any other create
        """
        return self._send(target, retry.CREATE, (), body, about, sent_before=sent_before).object

    def update(self, target: Kind, object_id: str, body: Raw) -> Raw:
        """Send an update of one object and return the answer."""
        return self._send(target, retry.UPDATE, (checked(target, object_id),), body, object_id).object

    def bulk_update(self, target: Kind, updates: t.Sequence[tuple[str, Raw]]) -> list[CallError | None]:
        """Send several updates in one call, and return in their order why they failed; ``None`` for the others.

        What the answer leaves out counts as done: who updates looks at the result.

        :param updates: IDs of objects, each with the body of its update, which holds the ID as well
        :raises CallError: for the call as a whole
        """
        # A task pays for each import, and only one of many objects needs this one.
        from . import bulk

        return bulk.update(self, target, updates)

    def delete(self, target: Kind, object_id: str) -> None:
        """Send a delete. What its answer holds is not looked at."""
        self._send(target, retry.DELETE, (checked(target, object_id),), None, object_id)

    def send_once(self, call: Call, before: t.Callable[[], None] = lambda: None) -> Answer:
        """Send what must not be done twice, and again only where the API has throttled it: then it was not begun.

        :param before: is called before each attempt
        :raises CallError: where ``may_be_cause`` is set, it may have been done
        """
        while True:
            before()
            try:
                return self.http.call(call)
            except CallError as exc:
                if exc.begun or exc.final:
                    raise
                call = call._replace(sent_before=call.sent_before + 1)

    def _send(self, target: Kind, operation: str, segments: tuple[str, ...], *details: t.Any, **more: t.Any) -> Answer:
        return self.http.call(call_for(target, operation, (target.name, *segments), *details, **more))


def call_for(
    target: Kind, operation: str, segments: tuple[str, ...], body: t.Any = None, about: str | None = None, **more: t.Any
) -> Call:
    """Return a call about an object, which names the privileges that it takes.

    :param more: of :class:`Call`
    """
    method = {retry.GET: "GET", retry.DELETE: "DELETE"}.get(operation, "POST")
    privileges = target.read_privileges if operation in retry.READS else target.write_privileges
    # What nobody has declared, a person has named.
    option = "" if target.fields else "object"
    return Call(operation, target.name, method, segments, body, about, privileges, option=option, **more)


def checked(target: Kind, object_id: str) -> str:
    """Return an ID that may stand in a path."""
    if not object_id.strip() or object_id in _RESERVED or not is_text(object_id):
        raise OptionError(f"{object_id!r} cannot be the id of any {target.title}. Take IDs from a query.", option="id")
    return object_id


def identified(target: Kind, raw: Raw) -> Raw:
    """Return an object with its ID where all objects have theirs."""
    return raw if target.identifier == "id" else {**raw, "id": raw.get(target.identifier)}


def id_of(raw: t.Mapping[str, t.Any]) -> str | None:
    """Return the ID of an object as a server sent it."""
    return read_text(raw.get("id"))


def distinct(found: t.Iterable[Raw]) -> list[Raw]:
    """Leave out objects that came twice, as they can when pages are read while others write."""
    once: dict[t.Any, Raw] = {}
    for number, raw in enumerate(found):
        object_id = id_of(raw)
        once.setdefault(number if object_id is None else object_id, raw)
    return list(once.values())
