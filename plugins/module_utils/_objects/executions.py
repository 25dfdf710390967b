# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that runs a process: asks for it once, and waits for its end; or cancels an execution.

A request whose answer is lost is not sent again: the process may be running.

Source of names, statuses and paths: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import contextlib
import datetime
import typing as t

from .._core import archive, filters, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, call_for
from .._core.errors import BoomiError, CallError, ExecutionError, OptionError, StateError, UnsettledError
from .._core.wire import Call, entries_of
from .._engine import moment, patience
from .._engine.answer import Result
from .._engine.fetch import settle
from .._engine.given import refuse_empty
from .._engine.kind import Field, Kind, Values
from .._engine.module import Params, run
from .._engine.read import referred
from .execution_values import values_of
from .extension_options import spec, wishes_of
from .logs import ABORTED, DONE, EXECUTION_RECORD, FAILED, RUNNING, WARNING

STARTED, CANCELLED = "started", "cancelled"
_ENDED = (*DONE, *FAILED)
# An execution takes minutes rather than seconds.
_LONGEST_PAUSE = 15.0
# Successes without a record in them, before they count for an error: the first ones may be early.
_MOST_EMPTY = 4
# What "since just before" means for a clock of whole seconds.
_BEFORE = datetime.timedelta(seconds=1)

_REQUEST = Kind(
    "ExecutionRequest",
    (Field("request_id"),),
    title="request to run a process",
    # The vendor's prose alone says so.
    write="API and EXECUTE",
)
# The field that tells executions apart.
_ID = EXECUTION_RECORD.fields[0].name
# The options that describe the properties of a run.
_PROPERTIES = spec(("properties", "process_properties"), ("value", "secret"))
_SPEC: dict[str, dict[str, t.Any]] = {
    "state": {"type": "str", "choices": [STARTED, CANCELLED], "default": STARTED},
    **{name: {"type": "str"} for name in ("process", "runtime", "execution_id")},
    "wait": {"type": "bool", "default": True},
    "wait_timeout": {"type": "int", "default": 3600},
    **_PROPERTIES,
}
_OF_STATE = {STARTED: ("process", "runtime"), CANCELLED: ("execution_id",)}


def module() -> None:
    """Run the module."""
    run(_SPEC, {}, _parse)


def _parse(params: Params) -> t.Callable[[Client, bool], Result]:
    _check(params)
    wishes = wishes_of(params)

    def task(client: Client, check: bool) -> Result:
        if params["state"] == CANCELLED:
            return _Execution(client, params).cancel(params["execution_id"], check)
        given = {name: params[name] for name in _OF_STATE[STARTED]}
        ids = referred(client, EXECUTION_RECORD, given)
        process_id, runtime_id = ids.values()
        values, warnings = settle(client, lambda world: values_of(world, process_id, runtime_id, wishes))
        execution = _Execution(client, params, warnings)
        body = {"processId": process_id, "atomId": runtime_id, **values}
        return execution.result(True) if check else execution.start(ids, body)

    return task


def _check(params: Params) -> None:
    state = params["state"]
    for name in _OF_STATE[state]:
        if params[name] is None:
            raise OptionError(f"{name} is required with state={state}.", option=name)
        refuse_empty({name: params[name]}, "Give a name or an ID.")
    for name in _OF_STATE[CANCELLED] if state == STARTED else (*_OF_STATE[STARTED], *_PROPERTIES):
        if params[name] is not None:
            raise OptionError(f"{name} cannot be combined with state={state}. Leave it out.", option=name)
    patience.given(params)


class _Execution:
    """One execution, from the request to its end.

    :param warnings: what a person should know, whatever comes
    """

    def __init__(self, client: Client, params: Params, warnings: t.Iterable[str] = ()) -> None:
        self._client, self._params = client, params
        self._request_id: str | None = None
        self._row: Values | None = None
        self._warnings = list(warnings)
        # The answers without a record in them.
        self._empty = 0
        # Just before the request, as the API writes moments.
        self._since = ""

    def result(self, changed: bool, error: BoomiError | None = None) -> Result:
        """Return what there is to say."""
        values = {"execution": self._row, "request_id": self._request_id}
        return Result(changed, values, warnings=self._warnings, error=error)

    def start(self, ids: t.Mapping[str, str], body: t.Any) -> Result:
        """Ask for the execution, and wait for its end.

        :param ids: of the process and the runtime, by filter of the record
        :raises CallError: the API refuses it: nothing was started
        """
        problem = self._request(ids, body)
        if problem or not self._params["wait"]:
            return self.result(True, problem)
        problem = self._wait()
        row = self._row
        if isinstance(problem, CallError):
            problem = _in_doubt(problem, f"{self._subject()} was started.")
        elif not problem and row and row["status"] in FAILED:
            problem = self._failed(row)
        elif not problem and row and row["status"] == WARNING:
            self._warnings.append(f"Execution {row[_ID]} has ended with warnings: {row['message'] or 'no message'}")
        return self.result(True, problem)

    def cancel(self, execution_id: str, check: bool) -> Result:
        """End the execution, where it is in progress.

        :raises StateError: there is none
        """
        self._row = row = self._look(execution_id)
        if row is None:
            raise StateError(
                f"Account {self._client.account} has no execution {execution_id!r}. Take its ID from"
                f" {EXECUTION_RECORD.see}.",
                candidates=[],
            )
        if row["status"] in _ENDED:
            return self.result(False)
        if check:
            return self.result(True)
        path = ("cancelExecution", execution_id)
        # Harmless to repeat, as an update is.
        call = Call(retry.UPDATE, path[0], "POST", path, None, execution_id, _REQUEST.write_privileges, bare=True)
        try:
            self._client.http.call(call)
        except CallError as exc:
            # It may have ended meanwhile.
            with contextlib.suppress(CallError):
                self._row = row = self._look(execution_id) or row
            cancelled = exc.may_be_cause and row["status"] == ABORTED
            return self.result(cancelled) if row["status"] in _ENDED else self.result(exc.may_be_cause, exc)
        if not self._params["wait"]:
            return self.result(True)
        problem = self._wait()
        if isinstance(problem, CallError):
            problem.message = f"{self._subject()} was told to end, but its status is not known: {problem.message}"
        ended_by_itself = not problem and (self._row or row)["status"] != ABORTED
        return self.result(not ended_by_itself, problem)

    # The request

    def _request(self, ids: t.Mapping[str, str], body: t.Any) -> BoomiError | None:
        """Send the request, and return what is wrong where the process may be running and is not found."""
        about = f"for {self._params['process']!r} on {self._params['runtime']!r}"
        call = call_for(_REQUEST, retry.CREATE, (_REQUEST.name,), body, about)
        try:
            answer = self._client.send_once(call, self._begin)
        except CallError as exc:
            if not exc.may_be_cause:
                raise
            return self._find(ids, exc)
        self._request_id = _REQUEST.read(answer.object)["request_id"]
        if self._request_id:
            return None
        text = f"The API accepted the {_REQUEST.title} {about}, but returned no ID of the request."
        return self._find(ids, UnsettledError(text))

    def _begin(self) -> None:
        self._since = moment.written(datetime.datetime.now(datetime.timezone.utc) - _BEFORE)

    def _find(self, ids: t.Mapping[str, str], doubt: BoomiError) -> BoomiError | None:
        """Look for the execution that a request has led to whose answer is lost."""
        client, kind = self._client, EXECUTION_RECORD
        http = client.http
        expressions = [filters.equals(kind, name, value) for name, value in ids.items()]
        expressions.append(filters.compare(kind, kind.time, "GREATER_THAN_OR_EQUAL", self._since))
        call_error = doubt if isinstance(doubt, CallError) else None
        found: list[Values] = []
        for _look in patience.Watch(patience.for_a_write(http, call_error), http.wait):
            try:
                rows = [kind.read(raw) for raw in client.query(kind, filters.all_of(expressions))]
            except CallError as look:
                return _in_doubt(doubt, f"Searching for it also failed: {look.message}")
            found = [row for row in rows if row[_ID]]
            if found:
                break
        if len(found) == 1:
            self._row = found[0]
            self._warnings.append(
                f"The response to the request was lost. Execution {found[0][_ID]}, which began at"
                f" {found[0][kind.time]}, is assumed to be the requested one."
            )
            return None
        if found:
            executions = sorted(str(row[_ID]) for row in found)
            doubt.facts["candidates"] = executions
            return _in_doubt(doubt, f"Several executions have begun since: {', '.join(executions)}.")
        return _in_doubt(doubt, f"No execution that began at {self._since} or later has appeared.")

    # The end

    def _wait(self) -> BoomiError | None:
        """Look until the execution has ended, and return what is wrong where its end is not known."""
        seconds = patience.given(self._params)
        for _look in patience.Watch(seconds, longest=_LONGEST_PAUSE):
            try:
                self._row = (self._polled() if self._request_id else self._queried()) or self._row
            except BoomiError as exc:
                return exc
            if self._row and self._row["status"] in _ENDED:
                return None
            if self._row and self._row["status"] not in RUNNING:
                return UnsettledError(
                    f"{self._subject()} has the status {self._row['status']!r}, which this version of the collection"
                    f" does not know. Check it with {EXECUTION_RECORD.see}.",
                    candidates=[self._row[_ID]],
                )
        shown = f"is still {self._row['status']}" if self._row else "has no record"
        remedy = "Raise wait_timeout, and run the task again."
        if self._params["state"] == STARTED:
            # Without a record, there is no ID by which to cancel it.
            cancel = f", or cancel it with state={CANCELLED}" if self._row else ""
            remedy = f"Check it with {EXECUTION_RECORD.see}{cancel}. Running the task again starts the process again."
        return UnsettledError(
            f"{self._subject()} {shown} after wait_timeout, {seconds} s, and may go on. {remedy}",
            candidates=[self._row[_ID]] if self._row else [],
        )

    def _polled(self) -> Values | None:
        """Ask for the record by the request."""
        kind = EXECUTION_RECORD
        # The answer to the request names an address as well, whose host may be another: it is never followed.
        path = (kind.name, "async", str(self._request_id))
        call = call_for(kind, retry.GET, path, None, self._request_id, bare=True)
        answer = self._client.http.call(call)
        data = answer.object
        # The status of HTTP says it, and the body may have one as well.
        if str(retry.ACCEPTED) in (str(answer.status), str(data.get("responseStatusCode"))):
            return None
        # One record in the form of a query's answer, or the bare record: the vendor's document has both.
        rows = [kind.read(raw) for raw in (*entries_of(data.get("result")), data)]
        found = next((row for row in rows if row[_ID]), None)
        if not found and self._row:
            # The API keeps the answer to a request for a while only, and an execution may take longer.
            return self._queried()
        self._empty = 0 if found else self._empty + 1
        if self._empty > _MOST_EMPTY:
            raise UnsettledError(
                f"{self._subject()} was started, but the API keeps answering without a record of it. Check with"
                f" {kind.see} before you run the task again."
            )
        return found

    def _queried(self) -> Values | None:
        return self._look(str((self._row or {}).get(_ID)))

    def _look(self, execution_id: str) -> Values | None:
        kind = EXECUTION_RECORD
        found = self._client.query(kind, filters.equals(kind, _ID, execution_id))
        rows = [kind.read(raw) for raw in found]
        return next((row for row in rows if row[_ID] == execution_id), None)

    # Words

    def _subject(self) -> str:
        return f"Execution {self._row[_ID]}" if self._row else f"The execution of request {self._request_id}"

    def _failed(self, row: Values) -> ExecutionError:
        process, runtime = row["process_name"] or self._params["process"], row["atom_name"] or self._params["runtime"]
        return ExecutionError(
            f"Process {process!r} has ended with {row['status']} on runtime {runtime!r} (execution {row[_ID]}):"
            f" {row['message'] or 'no message'}",
            object_id=row[_ID],
        )


def _in_doubt(doubt: BoomiError, found: str) -> BoomiError:
    """Say that the process may be running, in the place of advice to run the task again."""
    doubt.message += f" {found}"
    doubt.advise(f"The process may be running: check with {EXECUTION_RECORD.see} before you run the task again.")
    return doubt
