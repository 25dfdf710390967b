# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for listeners, the processes that wait on a runtime for calls or messages: tell how they are, and pause
or resume one.

The API accepts a change before the runtime carries it out, so the status is looked at until it shows.

Source of names, statuses and actions: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import typing as t

from .._core import archive, filters, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, call_for
from .._core.errors import BoomiError, CallError, StateError, TransportError, UnsettledError
from .._core.wire import entries_of
from .._engine import patience
from .._engine.answer import Result, order
from .._engine.fetch import settle
from .._engine.given import refuse_empty
from .._engine.kind import End, Field, Kind, Values
from .._engine.module import Params, run
from .._engine.read import referred
from .._engine.world import Unknown, World, asks_for, looks_like_id, resolve
from .environments import ATOM
from .processes import PROCESS

LISTENER = Kind(
    "ListenerStatus",
    (
        # The ID of the process (API page). Whether it is that of a process of a MULTI instance is not said there.
        Field("process_id", "listenerId", filter=True),
        Field("status"),
        Field("connector_type"),
    ),
    foreign={"atom_id": "containerId"},
    key="listener",
    read="API and ATOM_MANAGEMENT",
    identifier="listenerId",
    refers=(End("process_id", "process", PROCESS), End("atom_id", "runtime", ATOM)),
)
_LISTENING, _PAUSED = "listening", "paused"
_STATUSES = (_LISTENING, _PAUSED, "errored")
# The status that each state of the module stands for.
_WANTED = {"running": _LISTENING, "paused": _PAUSED}

# A runtime is offline, or cannot be reached (API description, "HTTP status codes"); and its own statuses for that.
_AWAY = frozenset({410, 504})
_OFFLINE = ("OFFLINE", "UNKNOWN")
_ASYNC = "async"
_GONE = 204
# How often to ask again where the answer is nothing. One reason is known: an answer is given once, and may be lost.
_MOST_ROUNDS = 4
_WAIT: dict[str, t.Any] = {"wait_timeout": {"type": "int", "default": 120}}


def module() -> None:
    """Run the module that pauses or resumes a listener."""
    spec: dict[str, t.Any] = {
        "process": {"type": "str", "required": True},
        "runtime": {"type": "str", "required": True},
        "state": {"type": "str", "choices": sorted(_WANTED), "required": True},
        **_WAIT,
    }

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        given = {name: params[name] for name in ("process", "runtime")}
        refuse_empty(given, "Give a name or an ID.")
        seconds = patience.given(params)

        def task(client: Client, check: bool) -> Result:
            listener = _Listener(client, params, referred(client, LISTENER, given), seconds)
            return listener.bring(_WANTED[params["state"]], check)

        return task

    run(spec, {}, parse)


def info() -> None:
    """Run the module that tells how listeners are."""
    spec = {"runtimes": {"type": "list", "elements": "str"}, "process": {"type": "str"}, **_WAIT}

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        texts, process = params["runtimes"], params["process"]
        refuse_empty({"runtimes": texts}, "Give a name or an ID.")
        refuse_empty({"process": process})
        seconds = patience.given(params)

        def task(client: Client, _check: bool) -> Result:
            world = World(client.account)
            if texts is None:
                # Elsewhere, who may not read runtimes goes by IDs. Here, that would be an empty list.
                world.put(ATOM, [ATOM.read(raw) for raw in client.query(ATOM)], [(ATOM, None, None)])
            runtimes, process_id = settle(client, lambda known: _meant(known, texts, process), world)
            told: dict[str, list[Values] | None] = {}

            def look(runtime: Values) -> None:
                told[runtime["id"]] = _told(client, runtime, process_id, seconds)

            client.http.side_by_side(look, runtimes)
            rows = [
                {
                    "id": f"{runtime['id']}:{row['process_id']}",
                    "process": (world.get(PROCESS, row["process_id"]) or {}).get("name"),
                    "process_id": row["process_id"],
                    "runtime": runtime["name"],
                    "atom_id": runtime["id"],
                    "status": row["status"],
                    "connector_type": row["connector_type"],
                }
                for runtime in runtimes
                for row in told[runtime["id"]] or ()
                # Compared exactly here: how the server compares is not documented.
                if row["process_id"] and process_id in (None, row["process_id"])
            ]
            if process_id and not rows:
                # What no runtime lists has to be a process at least.
                settle(client, lambda known: resolve(known, PROCESS, process_id), world)
            away = [
                {"atom_id": runtime["id"], "runtime": runtime["name"], "status": runtime["status"]}
                for runtime in runtimes
                if told[runtime["id"]] is None
            ]
            values = {LISTENER.plural: sorted(rows, key=order), "unreachable_runtimes": sorted(away, key=order)}
            return Result(values=values)

        return task

    run(spec, {}, parse)


def _meant(world: World, texts: t.Sequence[str] | None, process: str | None) -> tuple[list[Values], str | None]:
    """Return the runtimes to ask, each of them once, and the ID of the process to ask for.

    :raises Unknown: more has to be asked first
    :raises StateError: a name is unknown or ambiguous
    """
    for text in texts or ():
        world.want(*asks_for(ATOM, text))
    process_id = process
    if process is not None and not looks_like_id(process):
        process_id = str(resolve(world, PROCESS, process)["id"])
    elif not world.wish((PROCESS, process and "id", process)):
        # For names alone, where the user may read them: a listener need not be a process that queries show.
        raise Unknown
    runtimes = world.known(ATOM)
    if texts is not None:
        found = [resolve(world, ATOM, text) for text in texts]
        runtimes = list({runtime["id"]: runtime for runtime in found}.values())
    return runtimes, process_id


def _told(client: Client, runtime: Values, process_id: str | None, seconds: int) -> list[Values] | None:
    """Return what a runtime tells of its listeners; ``None`` where it is known to be away.

    :raises BoomiError: it tells nothing, and is not known to be away
    """
    looks = {"atom_id": runtime["id"], **({"process_id": process_id} if process_id else {})}
    try:
        return _ask(client, looks, runtime["name"] or runtime["id"], patience.Watch(seconds), seconds)
    except (CallError, StateError) as problem:
        silent = isinstance(problem, StateError) or problem.status in _AWAY
        if silent and runtime["status"] in _OFFLINE:
            return None
        raise


def _ask(client: Client, looks: t.Mapping[str, str], runtime: str, watch: patience.Watch, seconds: int) -> list[Values]:
    """Return the listeners of a runtime that match.

    An async query gives a token, and the token gives the answer once it is there.

    :param looks: values by our names of filters
    :raises StateError: the time is up before the API knows
    :raises CallError: the API refuses to answer, or its answers are nothing
    """
    name = LISTENER.name
    try:
        for _round in range(_MOST_ROUNDS):
            token = _begin(client, looks)
            while token:
                path = (_ASYNC, name, "response", token)
                answer = client.http.call(call_for(LISTENER, retry.GET, path, None, token, bare=True))
                data = answer.object
                # The status of HTTP says it, and the document has one in the body as well.
                if str(retry.ACCEPTED) not in (str(answer.status), str(data.get("responseStatusCode"))):
                    if answer.status == _GONE or not data:
                        break
                    return [LISTENER.read(raw) for raw in entries_of(data.get("result"))]
                if watch.over:
                    raise StateError(
                        f"Runtime {runtime!r} did not report its listeners within wait_timeout, {seconds} s. Check with"
                        " boomi_atom_info that it is online, or raise wait_timeout."
                    )
                watch.pause()
    except CallError as exc:
        raise _away(exc, runtime) from None
    raise TransportError(
        f"Could not query {name} in account {client.account}: the API accepted the request {_MOST_ROUNDS} times,"
        " but returned no result. Run the task again. If it fails again, contact Boomi Support.",
        operation=retry.QUERY,
        object=name,
        account=client.account,
    )


def _begin(client: Client, looks: t.Mapping[str, str]) -> str | None:
    """Ask, and return the token of the answer."""
    expression = filters.all_of([filters.equals(LISTENER, name, value) for name, value in looks.items()])
    body = {"QueryFilter": {"expression": expression}}
    answer = client.http.call(call_for(LISTENER, retry.QUERY, (_ASYNC, LISTENER.name, "query"), body))
    token = (entries_of(answer.object.get("asyncToken")) or [{}])[0].get("token")
    return token if isinstance(token, str) and token.strip() else None


def _away(exc: CallError, runtime: str) -> CallError:
    """Say what to do about a runtime that is offline, in the place of advice that fits any call."""
    if exc.status in _AWAY:
        exc.advise(f"Runtime {runtime!r} may be offline: check it with boomi_atom_info, and run the task again.")
    return exc


class _Listener:
    """One process on one runtime.

    :param ids: of both, by filter
    """

    def __init__(self, client: Client, params: Params, ids: t.Mapping[str, str], seconds: int) -> None:
        self._client, self._ids, self._seconds = client, ids, seconds
        self._runtime = params["runtime"]
        self._place = f"{params['process']!r} on runtime {self._runtime!r}"
        self._name = f"Process {self._place}"

    def bring(self, wanted: str, check: bool) -> Result:
        """Bring it to a status.

        :raises StateError: it is no listener, or what it is is not known: nothing was sent
        :raises CallError: the API refuses to tell, or to change it: nothing was changed
        """
        rows = self._rows(patience.Watch(self._seconds))
        before = self._own(rows)
        if before is None:
            raise self._no_listener(rows)
        status = before["status"]
        if status == wanted:
            return self._result(before, before, changed=False)
        if status not in _STATUSES:
            raise StateError(
                f"{self._name} has the status {status!r}, which this version of the collection does not know.",
                candidates=[str(status)],
            )
        if check:
            return self._result(before, {**before, "status": wanted})
        # What ``resume`` does to a listener that has failed is not documented, and ``restart`` says what it does.
        action = "pause" if wanted == _PAUSED else "resume" if status == _PAUSED else "restart"
        failure = self._send(action)
        watch = patience.Watch(self._seconds)
        row, now = None, before
        for _look in watch:
            try:
                # Whether the platform lists a listener that is just being changed is not documented.
                row = self._own(self._rows(watch))
            except BoomiError as look:
                told = f"{'may have been' if failure else 'was'} told to {action}"
                look.message = f"{self._name} {told}, but its status is not known: {look.message}"
                return self._result(before, now, look)
            now = row or now
            if row and row["status"] == wanted:
                return self._result(before, now)
        return self._result(before, now, failure or self._unsettled(action, row))

    def _result(self, before: Values, now: Values, error: BoomiError | None = None, changed: bool = True) -> Result:
        values = {LISTENER.key: {**now, "atom_id": self._ids["atom_id"]}}
        return Result(changed, values, {"status": before["status"]}, {"status": now["status"]}, error=error)

    def _rows(self, watch: patience.Watch) -> list[Values]:
        return _ask(self._client, {"atom_id": self._ids["atom_id"]}, self._runtime, watch, self._seconds)

    def _own(self, rows: t.Iterable[Values]) -> Values | None:
        return next((row for row in rows if row["process_id"] == self._ids["process_id"]), None)

    def _no_listener(self, rows: t.Sequence[Values]) -> StateError:
        def names(world: World) -> list[str]:
            if not world.wish((PROCESS, None, None)):
                raise Unknown
            return sorted(world.name_of(PROCESS, row["process_id"]) for row in rows if row["process_id"])

        listeners = settle(self._client, names)
        return StateError(
            f"{self._name} is not a listener. The runtime has {', '.join(map(repr, listeners)) or 'none'}. A listener"
            " that was deployed a moment ago may take some minutes to show.",
            candidates=listeners,
        )

    def _send(self, action: str) -> CallError | None:
        """Ask for the change, which is harmless to repeat; return what is wrong where it may be done all the same."""
        body = {"listenerId": self._ids["process_id"], "containerId": self._ids["atom_id"], "action": action}
        about = f"of process {self._place}"
        call = call_for(LISTENER, retry.UPDATE, ("changeListenerStatus",), body, about, bare=True)
        try:
            self._client.http.call(call)
        except CallError as exc:
            if not exc.may_be_cause:
                raise _away(exc, self._runtime) from None
            return exc
        return None

    def _unsettled(self, action: str, row: Values | None) -> UnsettledError:
        status = f"is still {row['status']}" if row else "is not listed"
        return UnsettledError(
            f"{self._name} was told to {action}, and {status} after wait_timeout, {self._seconds} s. Check it with"
            f" {LISTENER.see}, or raise wait_timeout."
        )
