# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace: at most so many calls in any second, for all processes of one user on this host together.

The API's limit counts for the authenticated account (API description, "rate limits"), so that is what is shared.
A call takes its place in a line that is kept in a small file, and waits for its moment outside of the lock. When the API
answers that it is too much all the same (somebody else calls, too), everyone slows down, and recovers step by step.
"""

from __future__ import annotations

import json
import threading
import time
import typing as t

from ._shared import locked, shared_file

WINDOW = 1.0
# Calls that leave a second apart may arrive a little closer together.
MARGIN = 0.04
# A place further away than this was not given by us: the clock was set back, or the file is from before a restart.
_HORIZON = 600.0
_SLOWEST = 0.25
_RECOVERY = 0.1
_PATIENCE = 5.0


class Pacer:
    """Gives out moments at which calls may be sent.

    :param rate: calls in a second, above 0
    :param identity: whose limit it is (host, account)
    :param clock: seconds that never go back and are the same in all processes of the host
    """

    def __init__(
        self,
        rate: float,
        identity: t.Sequence[str],
        clock: t.Callable[[], float] = time.monotonic,
        sleep: t.Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate = rate
        self._path = shared_file("pace", *identity)
        self._clock = clock
        self._sleep = sleep
        self._alone: dict[str, t.Any] = {}
        self._mutex = threading.Lock()

    def wait(self) -> None:
        """Take the next free place and sleep until it has come."""
        with self._state() as state:
            now = self._clock()
            moment = next_moment(state, now, self._rate)
        if moment > now:
            self._sleep(moment - now)

    def slow_down(self, pause: float) -> None:
        """The API has throttled a call: nobody sends for ``pause`` seconds, and then at half the pace."""
        with self._state() as state:
            throttle(state, self._clock(), pause)

    def _state(self) -> _State:
        return _State(self)


class _State:
    """The line, locked: read on entry, written on exit."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    def __enter__(self) -> dict[str, t.Any]:
        self._pacer._mutex.acquire()
        self._lock = locked(self._pacer._path, _PATIENCE)
        self._handle = self._lock.__enter__()
        self._state = self._pacer._alone if self._handle is None else _read(self._handle)
        return self._state

    def __exit__(self, *exc: t.Any) -> None:
        try:
            if self._handle is not None:
                _write(self._handle, self._state)
        finally:
            self._lock.__exit__(None, None, None)
            self._pacer._mutex.release()


def next_moment(state: dict[str, t.Any], now: float, rate: float) -> float:
    """Take the next place in the line ``state`` and return its moment.

    PURE but for ``state``: ``moments`` (ascending, the last ones given), ``factor`` (0..1, of the rate),
    ``factor_since`` and ``not_before``.
    """
    moments = [moment for moment in state.get("moments", []) if now - _HORIZON < moment < now + _HORIZON]
    since = state.get("factor_since", now)
    if not now - _HORIZON < since <= now:
        since = now
    factor = min(1.0, max(_SLOWEST, state.get("factor", 1.0)) + _RECOVERY * (now - since))
    effective = rate * factor
    # Below one call a second the window grows instead: a window holds at least one call.
    burst = max(1, int(effective))
    window = (WINDOW + MARGIN) * burst / effective
    moment = max([now, *moments[-1:]])
    if len(moments) >= burst:
        moment = max(moment, moments[-burst] + window)
    not_before = state.get("not_before", now)
    if now < not_before < now + _HORIZON:
        moment = max(moment, not_before)
    state.update(
        moments=[*moments, moment][-max(burst, int(rate)) :],
        factor=factor,
        factor_since=now,
    )
    return float(moment)


def throttle(state: dict[str, t.Any], now: float, pause: float) -> None:
    """Halve the pace and keep everyone from sending for ``pause`` seconds, in ``state``."""
    # Calls that were in flight together are throttled together: that is one piece of news, not many.
    if now - state.get("throttled", now - 2 * WINDOW) >= WINDOW or state.get("throttled", now) > now:
        state.update(factor=max(_SLOWEST, state.get("factor", 1.0) / 2), factor_since=now, throttled=now)
    state["not_before"] = max(state.get("not_before", now), now + min(pause, _HORIZON / 2))


def _read(handle: t.BinaryIO) -> dict[str, t.Any]:
    """Read the line; a file that is damaged (a process was killed while writing) counts as an empty line."""
    handle.seek(0)
    try:
        data = json.loads(handle.read(65536))
        numbers = [*data.get("moments", []), *(value for key, value in data.items() if key != "moments")]
        if all(isinstance(number, (int, float)) for number in numbers):
            return t.cast("dict[str, t.Any]", data)
    except (ValueError, AttributeError, TypeError):
        pass
    return {}


def _write(handle: t.BinaryIO, state: dict[str, t.Any]) -> None:
    handle.seek(0)
    handle.write(json.dumps(state).encode("ascii"))
    handle.truncate()
    handle.flush()
