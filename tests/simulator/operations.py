# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operations of the API, the same for every object: create, get, update, delete, bulk, query, queryMore."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from . import ids
from .objects import Context, ObjectType
from .objects.declaration import waits
from .paging import Page
from .query import parse, rank
from .state import Record, Store, User
from .wire import ACCESS_DENIED, ApiError

BULK_LIMIT = 100
WRITES = frozenset({"create", "update", "delete", "cancel", "change", "execute"})

# Answers that are not an object: sent as they are, whatever was asked for.
_RAW_DELETE_BODIES = {"empty": b"", "brace_true": b"{true}"}


class Accepted:
    """An answer with the status 202, or another one that is not 200."""

    def __init__(self, value: Any, status: int = 202) -> None:
        self.value, self.status = value, status


def check_privileges(context: Context, declared: ObjectType, operation: str, user: User) -> None:
    """Raise what the platform answers where the user may not do this."""
    held = user.privileges - set(context.settings.without_privileges)
    needed = declared.write if operation in WRITES and declared.write else declared.read
    if any(required <= held for required in needed):
        return
    status = context.settings.privilege_status
    raise ApiError(status, "access denied" if status == 400 else ACCESS_DENIED)


def perform(context: Context, declared: ObjectType, operation: str, key: str | None, body: Any) -> Any:
    """Carry out an operation on the state and return the answer's value: a typed object, bytes, or True."""
    if operation in ("create", "update", "change", "execute") and not isinstance(body, dict):
        raise ApiError(400, f"The request body must be {declared.name}.")
    return _OPERATIONS[operation](context, declared, key or "", body)


def typed(declared: ObjectType, value: Record) -> Record:
    """Put ``@type`` on an object and on the objects inside it."""
    shown = {
        name: item
        for name, item in value.items()
        if not name.startswith("_") and (name != "id" or declared.key == "id")
    }
    return {"@type": declared.name, **_marked(shown, declared.nested_types)}


def _marked(value: Any, types: Mapping[str, str], name: str = "") -> Any:
    if isinstance(value, list):
        return [_marked(entry, types, name) for entry in value]
    if not isinstance(value, dict) or not types:
        return value
    mark = {"@type": types[name]} if name in types else {}
    return {**mark, **{key: _marked(item, types, key) for key, item in value.items()}}


def _shown(context: Context, declared: ObjectType, record: Record, operation: str) -> Record:
    result = typed(declared, declared.present(context, record, operation))
    if context.settings.extra_fields:
        result["futureField"] = "not in any document"
        result["futureObject"] = {"@type": "FutureObject", "entry": ["a", "b"]}
    return result


def _existing(context: Context, declared: ObjectType, key: str) -> Record:
    return _there(context, declared, key, declared.store(context).get(key))


def _get(context: Context, declared: ObjectType, key: str) -> Record:
    store = declared.store(context)
    record = store.get(key)
    if record is None and isinstance(store, Store) and (declared.stale_get or context.settings.get_deleted == "stale"):
        record = store.deleted(key)
    return _there(context, declared, key, record)


def _there(context: Context, declared: ObjectType, key: str, record: Record | None) -> Record:
    if record is None:
        raise ApiError(context.settings.missing_status, f"{declared.name} ID {key} is invalid.")
    return record


def _got(context: Context, declared: ObjectType, key: str, _body: Any) -> Any:
    record = _get(context, declared, key)
    shown = _shown(context, declared, record, "get")
    if declared.pending and declared.pending(context, record):
        return Accepted(b"" if context.settings.release_details == "empty" else shown)
    return shown


def _create(context: Context, declared: ObjectType, key: str, body: Record) -> Any:
    create = declared.create or declared.execute
    assert create is not None
    result = _shown(context, declared, create(context, body), "create")
    answer = context.settings.create_answer
    if answer == "empty":
        return b""
    left_out = {"no_id": declared.key, "no_processes": "ProcessId"}.get(answer, "")
    result.pop(left_out, None)
    return result


def _poll(context: Context, declared: ObjectType, key: str, body: Any) -> Any:
    assert declared.poll is not None
    record = declared.poll(context, key)
    form = context.settings.execution_answer
    # The vendor's samples of other asynchronous operations have this object, and the client boomi expects it here.
    wrapper: Record = {"@type": "AsyncOperationResult"}
    if record is None:
        return Accepted({**wrapper, "responseStatusCode": 202} if form == "operation_result" else b"")
    shown = _shown(context, declared, record, "get")
    if form == "operation_result":
        return {**wrapper, "result": [shown], "responseStatusCode": 200}
    if form == "record":
        return shown
    return query_result(context, declared, Page([record], 1, None))


def _ask(context: Context, declared: ObjectType, key: str, body: Any) -> Record:
    assert declared.ask is not None
    rows = declared.ask(context, body, _matcher(context, declared, body))
    token = f"{declared.name}-{ids.random_uuid()}"
    pending = float("inf") if rows is None else context.settings.async_pending
    context.account.async_results[token] = {"pending": pending, "rows": rows}
    return {
        "@type": "AsyncOperationTokenResult",
        "asyncToken": {"@type": "AsyncToken", "token": token},
        "responseStatusCode": 202,
    }


def _collect(context: Context, declared: ObjectType, token: str, body: Any) -> Any:
    """The answer to an earlier query, once. An unknown one is answered like one that was collected already."""
    kept, settings = context.account.async_results, context.settings
    if token not in kept:
        return Accepted(b"", 204)
    result: Record = {"@type": "AsyncOperationResult"}
    if waits(kept[token], "pending"):
        return Accepted(b"") if settings.async_not_ready == "status" else {**result, "responseStatusCode": 202}
    records = kept.pop(token)["rows"]
    result |= _rows(context, declared, records)
    return {**result, "numberOfResults": len(records), "responseStatusCode": 200}


def _delete(context: Context, declared: ObjectType, key: str, body: Any) -> Any:
    assert declared.delete is not None
    if key in declared.store(context) or context.settings.delete_missing == "error":
        declared.delete(context, _existing(context, declared, key))
    body = context.settings.delete_body
    if body == "object":
        return {"@type": declared.name, "id": key}
    return _RAW_DELETE_BODIES.get(body, True)


def _change(context: Context, declared: ObjectType, key: str, body: Record) -> bytes:
    assert declared.change is not None
    declared.change(context, body)
    # The document knows of no content.
    return b""


def _cancel(context: Context, declared: ObjectType, key: str, body: Any) -> Accepted:
    assert declared.cancel is not None
    declared.cancel(context, key)
    return Accepted({"message": "Operation completed successfully."})


def _update(context: Context, declared: ObjectType, key: str, body: Record) -> Record:
    return _shown(context, declared, _updated(context, declared, key, body), "get")


def _updated(context: Context, declared: ObjectType, key: str, body: Record) -> Record:
    assert declared.update is not None
    return declared.update(context, _existing(context, declared, key), body)


def _bulk(context: Context, declared: ObjectType, key: str, body: Any) -> Record:
    settings = context.settings
    wanted = body.get("request") if isinstance(body, dict) else None
    if wanted is None or not isinstance(wanted, list) or not all(isinstance(item, dict) for item in wanted):
        raise ApiError(400, "A bulk request needs a list of ids.")
    if body.get("type") == "UPDATE" and declared.bulk_updates:
        return _bulk_update(context, declared, wanted)
    if body.get("type") != "GET":
        raise ApiError(400, f"Bulk {body.get('type')} is not supported for {declared.name}.")
    if len(wanted) > BULK_LIMIT and settings.bulk_over_limit == "refuse":
        raise ApiError(400, f"A bulk request takes at most {BULK_LIMIT} ids.")
    keys = [str(item.get("id")) for item in wanted[:BULK_LIMIT]]
    if settings.bulk_duplicates == "once":
        keys = list(dict.fromkeys(keys))
    items = [
        _bulk_item(context, declared, {"id": key}, functools.partial(_get, context, declared, key)) for key in keys
    ]
    return _bulk_result(context, items)


def _bulk_item(context: Context, declared: ObjectType, item: Record, find: Callable[[], Record]) -> Record:
    result: Record = {"@type": "BulkResponse"}
    try:
        return {**result, "Result": _shown(context, declared, find(), "bulk"), "statusCode": 200}
    except ApiError as error:
        known = {"id": item["id"]} if "id" in item else {}
        return {**result, **known, "statusCode": error.status, "errorMessage": error.message}


def _bulk_result(context: Context, items: list[Record]) -> Record:
    if context.settings.bulk_order == "shuffled":
        context.world.chance.shuffle(items)
    return {"@type": "BulkResult", "response": items}


def is_bulk_write(operation: str | None, body: Any) -> bool:
    """Tell whether a request is a bulk one that changes objects."""
    return operation == "bulk" and isinstance(body, dict) and body.get("type") != "GET"


def _bulk_update(context: Context, declared: ObjectType, wanted: list[Record]) -> Record:
    if len(wanted) > declared.bulk_updates:
        raise ApiError(400, f"A bulk UPDATE of {declared.name} takes at most {declared.bulk_updates} objects.")
    items = [
        _bulk_item(context, declared, item, functools.partial(_updated, context, declared, str(item.get("id")), item))
        for item in wanted
    ]
    return _bulk_result(context, items)


def _found(context: Context, declared: ObjectType, matches: Any, sort: list[Record]) -> list[Record]:
    settings = context.settings
    store = declared.store(context)
    if isinstance(store, Store):
        records = store.shown(settings.visibility_delay, settings.deletion_delay)
    else:
        records = list(store.values())
    found = [record for record in records if matches(record)]
    if settings.order == "reverse":
        found.reverse()
    elif settings.order == "shuffled":
        context.world.chance.shuffle(found)
    for wanted in reversed(sort if declared.sorts else []):
        found.sort(
            key=lambda record: rank(str(record.get(wanted["fieldName"], ""))), reverse=wanted.get("sortOrder") == "DESC"
        )
    return found


def _matcher(context: Context, declared: ObjectType, body: Any) -> Any:
    filters = {
        name: (lambda record, getter=getter: getter(context, record)) for name, getter in declared.filters.items()
    }
    return parse(body, filters, declared.operators, context.settings)


def _query(context: Context, declared: ObjectType, key: str, body: Any) -> Record:
    matches = _matcher(context, declared, body)
    sort = (body or {}).get("QuerySort", {}).get("sortField", [])
    page = context.world.pager.first(
        context.account.id, declared.name, lambda: _found(context, declared, matches, sort), context.settings
    )
    return query_result(context, declared, page)


def _query_more(context: Context, declared: ObjectType, key: str, body: str) -> Record:
    page = context.world.pager.next(context.account.id, declared.name, body.strip(), context.settings)
    return query_result(context, declared, page)


_OPERATIONS: dict[str, Callable[[Context, ObjectType, str, Any], Any]] = {
    "create": _create,
    "execute": _create,
    "get": _got,
    "update": _update,
    "delete": _delete,
    "bulk": _bulk,
    "query": _query,
    "queryMore": _query_more,
    "poll": _poll,
    "ask": _ask,
    "collect": _collect,
    "cancel": _cancel,
    "change": _change,
}


def query_result(context: Context, declared: ObjectType, page: Page) -> Record:
    """The QueryResult of a page, in the shapes that the settings ask for."""
    counts = context.settings.number_of_results
    result: Record = {"@type": "QueryResult", **_rows(context, declared, page.records)}
    if page.token is not None:
        result["queryToken"] = page.token
    if counts != "absent":
        result["numberOfResults"] = page.total if counts == "total" else len(page.records)
    return result


def _rows(context: Context, declared: ObjectType, records: list[Record]) -> Record:
    settings = context.settings
    rows = [_shown(context, declared, record, "query") for record in records]
    if rows:
        return {"result": rows[0] if len(rows) == 1 and settings.single_result == "object" else rows}
    return {} if settings.empty_result == "missing" else {"result": None if settings.empty_result == "null" else []}
