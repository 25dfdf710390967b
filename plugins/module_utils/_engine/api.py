# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any object of the API, in its own names: for what has no module yet."""

from __future__ import annotations

import json
import re
import typing as t

from .._core import archive, query_filter, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import MISSING, Client
from .._core.errors import CallError, OptionError
from .._core.wire import Call
from .answer import Result
from .kind import STANDARD_OPERATORS, Kind
from .module import Params, run

_PRIVILEGES = "API, and what the page of the object names"
# Objects begin with a capital letter; what begins with a small one is an action of the API, or holds further objects.
_OBJECT = re.compile(r"\A[A-Z][A-Za-z0-9]*\Z")
_PLAIN_NAME = re.compile(r"\A[A-Za-z][A-Za-z0-9]*\Z")
# The document lists the last two for some objects only; which take them, the API says.
_OPERATORS = {**STANDARD_OPERATORS, "STARTS_WITH": 1, "NOT_LIKE": 1}
GET, POST, DELETE = "GET", "POST", "DELETE"

INFO_SPEC: dict[str, dict[str, t.Any]] = {
    "object": {"type": "str", "required": True},
    "id": {"type": "str"},
    "ids": {"type": "list", "elements": "str"},
    "query_filter": {"type": "dict"},
}
INFO_CONSTRAINTS: dict[str, t.Any] = {"mutually_exclusive": [("id", "ids", "query_filter")]}
SPEC: dict[str, dict[str, t.Any]] = {
    "method": {"type": "str", "choices": [GET, POST, DELETE], "required": True},
    "path": {"type": "raw", "required": True},
    "body": {"type": "raw"},
}


def info() -> None:
    """Run ``boomi_api_info``."""
    run(INFO_SPEC, INFO_CONSTRAINTS, _parse_info)


def call() -> None:
    """Run ``boomi_api``."""
    run(SPEC, {}, _parse)


def _parse_info(params: Params) -> t.Callable[[Client, bool], Result]:
    name, object_id, ids = params["object"], params["id"], params["ids"]
    if not _OBJECT.match(name):
        raise OptionError(
            f"object must be the name of an object as the API writes it, such as Folder, not {name!r}. "
            "For other paths, use boomi_api.",
            option="object",
        )
    tree = params["query_filter"]
    kind = Kind(name, (), title=name, read=_PRIVILEGES, operators=_OPERATORS)
    expression = query_filter.parse(kind, tree) if tree is not None else None

    def task(client: Client, _check: bool) -> Result:
        if ids is not None:
            found, missing = client.bulk_get(kind, ids)
            return Result(values={"result": untyped(found), "not_found_ids": missing})
        if object_id is not None:
            return Result(values={"result": untyped(client.get_existing(kind, object_id))})
        return Result(values={"result": untyped(client.query(kind, expression))})

    return task


def untyped(value: t.Any) -> t.Any:
    """Return what the API sent without the ``@type`` of each object."""
    if isinstance(value, dict):
        return {key: untyped(item) for key, item in value.items() if key != "@type"}
    return [untyped(item) for item in value] if isinstance(value, list) else value


def _parse(params: Params) -> t.Callable[[Client, bool], Result]:
    segments = parse_path(params["path"])
    method = params["method"]
    body = _parse_body(params["body"], method, segments)
    operation = operation_of(method, segments, body)
    if body is None and operation == retry.QUERY:
        # What a query without a body does is not documented: every known client sends at least an empty object.
        body = {}
    one = Call(operation, segments[0], method, segments, body, None, _PRIVILEGES, bare=True, option="path")

    def task(client: Client, check: bool) -> Result:
        # A read is made in check mode as well; what a write would do is not known before.
        if check and operation not in retry.READS:
            return Result(changed=True, values={"status": None, "result": None})
        return _send(client, one)

    return task


def parse_path(path: t.Any) -> tuple[str, ...]:
    """Return the segments of a path below the account.

    :raises OptionError: it is empty, or leads elsewhere
    """
    if isinstance(path, str):
        if set(path) & set("?#%"):
            raise _bad_path(path, "a segment with ?, # or % in it must be given in a list, unencoded")
        segments = path.strip("/").split("/")
    elif isinstance(path, list):
        # YAML makes a number of an id that has nothing but digits.
        segments = [str(segment) if type(segment) in (str, int) else "" for segment in path]
    else:
        raise _bad_path(path, "it must be a string, or a list of strings")
    for segment in segments:
        if not segment.strip() or not segment.isprintable():
            raise _bad_path(path, "a segment is empty, or holds a character that cannot be shown")
        if segment in (".", ".."):
            raise _bad_path(path, f"{segment!r} would lead out of the account")
    if not segments or not _PLAIN_NAME.match(segments[0]):
        raise _bad_path(path, "it must begin with the name of an object or an action")
    if segments[0] in ("api", "partner"):
        raise _bad_path(path, "leave out everything up to the account ID")
    return tuple(segments)


def _bad_path(path: t.Any, why: str) -> OptionError:
    return OptionError(
        f"path must lead to an object below the account, like Environment/query. {str(path)[:100]!r} does not: {why}.",
        option="path",
    )


def operation_of(method: str, segments: t.Sequence[str], body: t.Any) -> str:
    """Return the operation whose rules of repetition a call follows. What is not known to be a read is a write.

    A create stands for every write that must not be sent twice.
    """
    if method == DELETE:
        return retry.DELETE
    below = segments[1:] if segments[0] == "async" else segments
    if method == GET:
        # An action may well hide behind a GET: what begins with a small letter is one of the API's verbs.
        harmless = below and (_OBJECT.match(below[0]) or below[0].startswith("get"))
        return retry.GET if harmless else retry.CREATE
    last = below[1] if len(below) == 2 else None
    if last == "bulk":
        return retry.BULK if isinstance(body, dict) and body.get("type") == "GET" else retry.CREATE
    return last if last in (retry.QUERY, retry.QUERY_MORE) else retry.CREATE


def _parse_body(body: t.Any, method: str, segments: t.Sequence[str]) -> t.Any:
    if body is None:
        return None
    if method != POST:
        raise OptionError(f"body requires method=POST, not {method}.", option="body")
    if segments[-1] == retry.QUERY_MORE:
        if not isinstance(body, str) or not body.strip():
            raise OptionError("body must be the query token, a string, for queryMore.", option="body")
        return body
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except (ValueError, RecursionError):
            raise OptionError(
                "body is not valid JSON. Give a dictionary, or its JSON as a string.", option="body"
            ) from None
    if not isinstance(body, dict):
        raise OptionError("body must be a dictionary, or its JSON as a string: the API takes objects.", option="body")
    return body


def _send(client: Client, call: Call) -> Result:
    writes = call.operation not in retry.READS
    try:
        # A write that may be done is not sent again: nobody looks here.
        answer = client.send_once(call)
    except CallError as exc:
        changed = writes and exc.may_be_cause
        return Result(changed, {"status": exc.status, "result": None}, error=_reworded(exc, call))
    return Result(writes, {"status": answer.status, "result": untyped(answer.data)})


def _reworded(exc: CallError, call: Call) -> CallError:
    """Say what was called, and do not promise of any write that it is safe to repeat."""
    path = "/".join(call.segments)
    exc.message = exc.message.replace(f"Could not {call.operation} {call.noun} ", f"Could not {call.method} {path} ", 1)
    exc.facts.update(operation=call.method, path=path)
    if call.operation == retry.CREATE and exc.may_be_cause:
        exc.advise("The call may have succeeded: check the account before you send it again.")
    elif call.operation == retry.DELETE and exc.may_be_cause and exc.status in MISSING:
        exc.advise("An earlier attempt failed, but may have deleted it: check the account.")
    return exc
