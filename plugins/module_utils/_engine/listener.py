# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The modules for listeners: tell how they are, and pause or resume one.

The API accepts a change before the runtime carries it out, so the status is looked at until it shows.
"""

from __future__ import annotations

import typing as t

from .._core import archive, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, call_for
from .._core.errors import BoomiError, CallError, StateError, UnsettledError
from . import patience
from .answer import Result
from .fetch import settle
from .given import refuse_empty
from .kind import Values
from .later import ask
from .module import Params, run
from .read import referred
from .world import Unknown, World, asks_for, resolve

if t.TYPE_CHECKING:
    from .._objects.listeners import Listening

# A runtime is offline, or cannot be reached (API description, "HTTP status codes").
_AWAY = frozenset({410, 504})
_WAIT: dict[str, t.Any] = {"wait_timeout": {"type": "int", "default": 120}}


def module(declared: Listening) -> None:
    """Run the module that pauses or resumes a listener.

    :param declared: how the API does it
    """
    spec: dict[str, t.Any] = {
        "process": {"type": "str", "required": True},
        "runtime": {"type": "str", "required": True},
        "state": {"type": "str", "choices": sorted(declared.wanted), "required": True},
        **_WAIT,
    }

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        given = {name: params[name] for name in ("process", "runtime")}
        refuse_empty(given, "Give a name or an ID.")
        seconds = patience.given(params)

        def task(client: Client, check: bool) -> Result:
            ids = referred(client, declared.kind, given)
            listener = _Listener(client, declared, params, ids, seconds)
            return listener.bring(declared.wanted[params["state"]], check)

        return task

    run(spec, {}, parse)


def info(declared: Listening) -> None:
    """Run the module that tells how listeners are.

    :param declared: how the API does it
    """
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
                kind = declared.runtime
                world.put(kind, [kind.read(raw) for raw in client.query(kind)], [(kind, None, None)])
            runtimes, process_id = settle(client, world, lambda known: _meant(known, declared, texts, process))
            told: dict[str, list[Values] | None] = {}

            def look(runtime: Values) -> None:
                told[runtime["id"]] = _told(client, declared, runtime, process_id, seconds)

            client.http.side_by_side(look, runtimes)
            rows = [
                {
                    "id": f"{runtime['id']}:{row['process_id']}",
                    "process": (world.get(declared.process, row["process_id"]) or {}).get("name"),
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
            away = [
                {"runtime": runtime["name"], "atom_id": runtime["id"], "status": runtime["status"]}
                for runtime in runtimes
                if told[runtime["id"]] is None
            ]
            return Result(
                values={
                    declared.kind.plural: sorted(rows, key=_order("process", "runtime", "id")),
                    "unreachable_runtimes": sorted(away, key=_order("runtime", "atom_id")),
                }
            )

        return task

    run(spec, {}, parse)


def _order(*names: str) -> t.Callable[[Values], list[str]]:
    return lambda row: [str(row[name] or "") for name in names]


def _meant(
    world: World, declared: Listening, texts: t.Sequence[str] | None, process: str | None
) -> tuple[list[Values], str | None]:
    """Return the runtimes to ask, each of them once, and the ID of the process to ask for.

    :raises Unknown: more has to be asked first
    :raises StateError: a name is unknown or ambiguous
    """
    for text in texts or ():
        world.want(*asks_for(declared.runtime, text))
    if process is not None:
        world.want(*asks_for(declared.process, process))
    elif not world.wish((declared.process, None, None)):
        # For the names of all listeners, where the user may read them.
        raise Unknown
    runtimes = world.known(declared.runtime)
    if texts is not None:
        found = [resolve(world, declared.runtime, text) for text in texts]
        runtimes = list({runtime["id"]: runtime for runtime in found}.values())
    return runtimes, None if process is None else str(resolve(world, declared.process, process)["id"])


def _told(
    client: Client, declared: Listening, runtime: Values, process_id: str | None, seconds: float
) -> list[Values] | None:
    """Return what a runtime tells of its listeners; ``None`` where it is known to be away.

    :raises BoomiError: it tells nothing, and is not known to be away
    """
    looks = {"atom_id": runtime["id"], **({"process_id": process_id} if process_id else {})}
    name = runtime["name"] or runtime["id"]
    try:
        rows = ask(client, declared.kind, looks, patience.Watch(seconds), declared.code)
        if rows is not None:
            return rows
        problem: BoomiError = _silent(name, seconds)
    except CallError as exc:
        if exc.status not in _AWAY:
            raise
        problem = _away(exc, name)
    if runtime["status"] not in declared.away:
        raise problem
    return None


def _silent(runtime: str, seconds: float) -> StateError:
    return StateError(
        f"Runtime {runtime!r} did not report its listeners within wait_timeout, {seconds} s. Check with boomi_atom_info"
        " that it is online, or raise wait_timeout."
    )


def _away(exc: CallError, runtime: str) -> CallError:
    """Say what to do about a runtime that is offline, in the place of advice that fits any call."""
    if exc.status in _AWAY:
        exc.advise(f"Runtime {runtime!r} may be offline: check it with boomi_atom_info, and run the task again.")
    return exc


class _Listener:
    """One process on one runtime.

    :param ids: of both, by filter
    """

    def __init__(
        self, client: Client, declared: Listening, params: Params, ids: t.Mapping[str, str], seconds: int
    ) -> None:
        self._client, self._declared, self._ids, self._seconds = client, declared, ids, seconds
        self._runtime = params["runtime"]
        self._place = f"{params['process']!r} on runtime {self._runtime!r}"
        self._name = f"Process {self._place}"
        self._row: Values = {}

    def bring(self, wanted: str, check: bool) -> Result:
        """Bring it to a status.

        :raises StateError: it is no listener, or what it is is not known: nothing was sent
        :raises CallError: the API refuses to tell, or to change it: nothing was changed
        """
        self._look(patience.Watch(self._seconds), missing=False)
        before = self._row
        status = before["status"]
        if status == wanted:
            return self._result(False, before)
        if status not in self._declared.statuses:
            raise StateError(
                f"{self._name} has the status {status!r}, which this version of the collection does not know.",
                candidates=[str(status)],
            )
        if check:
            self._row = {**before, "status": wanted}
            return self._result(True, before)
        action = self._declared.change(wanted, status)
        failure = self._send(action)
        watch = patience.Watch(self._seconds)
        shown = False
        for _look in watch:
            try:
                # Whether the platform lists a listener that is just being changed is not documented.
                shown = self._look(watch, missing=True)
            except BoomiError as look:
                look.message = f"{self._name} was told to {action}, but its status is not known: {look.message}"
                return self._result(True, before, look)
            if shown and self._row["status"] == wanted:
                return self._result(True, before)
        return self._result(True, before, failure or self._unsettled(action, shown))

    def _result(self, changed: bool, before: Values, error: BoomiError | None = None) -> Result:
        values = {self._declared.kind.key: {**self._row, "atom_id": self._ids["atom_id"]}}
        return Result(changed, values, {"status": before["status"]}, {"status": self._row["status"]}, error=error)

    def _look(self, watch: patience.Watch, missing: bool) -> bool:
        """Ask for the status, and return whether there is one.

        :param missing: it need not be listed
        """
        try:
            looks = {"atom_id": self._ids["atom_id"]}
            rows = ask(self._client, self._declared.kind, looks, watch, self._declared.code)
        except CallError as exc:
            raise _away(exc, self._runtime) from None
        if rows is None:
            raise _silent(self._runtime, self._seconds)
        found = next((row for row in rows if row["process_id"] == self._ids["process_id"]), None)
        if found is None and not missing:
            raise self._no_listener(rows)
        self._row = found or self._row
        return found is not None

    def _no_listener(self, rows: t.Sequence[Values]) -> StateError:
        kind = self._declared.process

        def names(world: World) -> list[str]:
            if not world.wish((kind, None, None)):
                raise Unknown
            return sorted(world.name_of(kind, row["process_id"]) for row in rows if row["process_id"])

        listeners = settle(self._client, World(self._client.account), names)
        return StateError(
            f"{self._name} is not a listener. The runtime has {', '.join(map(repr, listeners)) or 'none'}. A listener"
            " that was deployed a moment ago may take some minutes to show.",
            candidates=listeners,
        )

    def _send(self, action: str) -> CallError | None:
        """Ask for the change, which is harmless to repeat; return what is wrong where it may be done all the same."""
        kind = self._declared.kind
        path, body = self._declared.request(action, self._ids["process_id"], self._ids["atom_id"])
        about = f"of process {self._place}"
        call = call_for(kind, retry.UPDATE, "POST", path, body, about, bare=True)
        try:
            self._client.http.call(call)
        except CallError as exc:
            if not exc.may_be_cause:
                raise _away(exc, self._runtime) from None
            return exc
        return None

    def _unsettled(self, action: str, shown: bool) -> UnsettledError:
        status = f"is still {self._row['status']}" if shown else "is not listed"
        return UnsettledError(
            f"{self._name} was told to {action}, and {status} after wait_timeout, {self._seconds} s. Look at it with"
            f" {self._declared.kind.see}, or raise wait_timeout."
        )
