# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many objects in one call: what is asked, and what each item of the answer says."""

from __future__ import annotations

import typing as t

from . import retry
from .client import MISSING, Client, call_for, checked, id_of, identified
from .wire import Answer, entries_of

if t.TYPE_CHECKING:
    from .._engine.kind import Kind, Raw
    from .errors import CallError

SIZE = 100


def get(client: Client, target: Kind, object_ids: t.Iterable[str]) -> tuple[list[Raw], list[str]]:
    """See :meth:`Client.bulk_get`."""
    wanted = list(dict.fromkeys(checked(target, object_id) for object_id in object_ids))
    # By ID; ``None`` for what the API does not know.
    shown: dict[str, Raw | None] = {}
    for start in range(0, len(wanted), SIZE):
        chunk = wanted[start : start + SIZE]
        request = [{"id": object_id} for object_id in chunk]
        for item in _items(client, target, retry.BULK, {"type": "GET", "request": request}):
            asked, found = _found_in(target, item, chunk)
            if asked and found is not None:
                shown[asked] = found
            elif asked and (problem := _verdict(client, target, retry.GET, asked, item)):
                if problem.status not in MISSING or problem.forbidden:
                    raise problem
                shown.setdefault(asked, None)
        # An answer need not say which item it is about, and may be cut short: ask for the rest one by one.
        for object_id in chunk:
            if object_id not in shown:
                shown[object_id] = client.get(target, object_id)
    return [raw for raw in map(shown.get, wanted) if raw is not None], [one for one in wanted if shown[one] is None]


def update(client: Client, target: Kind, updates: t.Sequence[tuple[str, Raw]]) -> list[CallError | None]:
    """See :meth:`Client.bulk_update`."""
    ids = [checked(target, object_id) for object_id, _body in updates]
    items = _items(client, target, retry.UPDATE, {"type": "UPDATE", "request": [sent for _id, sent in updates]})
    verdicts: dict[str, CallError | None] = {}
    for number, item in enumerate(items):
        result = item.get("Result")
        object_id = id_of(result) if isinstance(result, dict) else None
        object_id = object_id or id_of(item)
        if object_id is None and len(items) == len(ids):
            # The vendor's sample keeps the order of the request, which is not promised.
            object_id = ids[number]
        if object_id in ids:
            verdicts[object_id] = verdicts.get(object_id) or _verdict(client, target, retry.UPDATE, object_id, item)
    return [verdicts.get(object_id) for object_id in ids]


def _items(client: Client, target: Kind, operation: str, body: Raw) -> list[Raw]:
    answer = client.http.call(call_for(target, operation, (target.name, "bulk"), body))
    return entries_of(answer.object.get("response"))


def _found_in(target: Kind, item: Raw, asked: t.Collection[str]) -> tuple[str | None, Raw | None]:
    """Return the ID of those that were asked for that an item is about, and the object, where it holds it."""
    result, found = item.get("Result"), None
    object_id = item.get("id")
    if isinstance(result, dict) and not _is_failure(item):
        found = identified(target, result)
        object_id = found.get("id")
        if not (object_id or target.fields):
            # What nobody has declared may have its ID under another name.
            object_id = next((value for value in found.values() if isinstance(value, str) and value in asked), None)
    return (object_id, found) if isinstance(object_id, str) and object_id in asked else (None, None)


def _is_failure(item: Raw) -> bool:
    status = item.get("statusCode")
    return isinstance(status, int) and 400 <= status < 1000


def _verdict(client: Client, target: Kind, operation: str, object_id: str, item: Raw) -> CallError | None:
    """Return why one object of a bulk call failed, as if it had been asked for alone; ``None`` where it did not."""
    if not _is_failure(item):
        return None
    # A task pays for each import, and only one that fails needs this one.
    from .explain import failure

    call = call_for(target, operation, (target.name, object_id), None, object_id)
    answer = Answer(retry.ANSWERED, item["statusCode"], data=item)
    return failure(call, answer, 1, "", client.http.connection, client.http.redact)
