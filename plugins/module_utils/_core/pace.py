# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace: at most so many calls in any second, for all processes of one user on this host together.

The API's limit counts for the authenticated account (API description, "rate limits"), so that is what is shared.
A call takes its place in a line that is kept in a small file, and waits for its moment outside of the lock. When its
connection stands it passes a gate, so that calls that a handshake or a busy host has held up do not leave in one bunch.
When the API answers that it is too much all the same (somebody else calls, too), everyone gives up their places, waits,
and goes on more slowly, a little faster with each second.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
import typing as t

from .locks import locked, shared_file

WINDOW = 1.0
# Calls that leave a second apart may arrive, and be counted, a little closer together.
MARGIN = 0.05
# Of the pace, after the API has throttled calls: never less than this, and so much more with each second.
_SLOWEST = 0.25
_RECOVERY = 0.1
_PATIENCE = 5.0
# Moments that are remembered: as many as the highest rate has in a second.
_MOST_MOMENTS = 1000
_LARGEST_FILE = 100 * _MOST_MOMENTS
# No moment is further away than a pause can be, which retry_budget limits to a day.
_FARTHEST = 100_000.0

Line = dict[str, t.Any]


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
        self._alone: Line = {}
        self._mutex = threading.Lock()

    def wait(self) -> None:
        """Take the next free place and sleep until it has come, again where the line was dissolved meanwhile."""
        while True:
            with self._line() as line:
                now = self._clock()
                moment = take_place(line, now, self._rate)
                turn = line["turn"]
            if moment <= now:
                return
            self._sleep(moment - now)
            with self._line() as line:
                if line.get("turn") == turn:
                    return

    def pass_gate(self) -> None:
        """Wait until the call, whose place has come and whose connection stands, may really go out."""
        while True:
            with self._line() as line:
                now = self._clock()
                moment = leave(line, now, self._rate)
            if moment <= now:
                return
            self._sleep(moment - now)

    def slow_down(self, pause: float) -> None:
        """The API has throttled a call: nobody sends for ``pause`` seconds, and then at half the pace at first."""
        with self._line() as line:
            throttle(line, self._clock(), pause)

    @contextlib.contextmanager
    def _line(self) -> t.Iterator[Line]:
        """Hold the line: read on entry, written on exit. Where there is no file to share, it is this process's own."""
        with self._mutex, locked(self._path, _PATIENCE) as handle:
            line = self._alone if handle is None else _read(handle)
            if line.get("seen", 0.0) > self._clock():
                # The clock starts anew with the host, and the file may outlive a restart.
                line.clear()
            yield line
            line["seen"] = self._clock()
            if handle is not None:
                _write(handle, line)


def take_place(line: Line, now: float, rate: float) -> float:
    """Take the next place and return its moment.

    PURE but for ``line``: ``places`` (moments, ascending, the last ones given), ``turn`` (how often the line was
    dissolved), ``fastest`` (the highest rate of late) with ``fastest_until``, and after a throttled call
    ``not_before``, ``pace`` (0..1, of the rate) and ``throttled`` (its moment).
    """
    places = line.get("places", [])
    line.setdefault("turn", 0)
    moment = max([now, line.get("not_before", now), _next_free(places, rate), *places[-1:]])
    slowed = _pace(line, moment)
    if slowed < 1 and places:
        moment = max(moment, places[-1] + 1 / (rate * slowed))
    line["places"] = _recent([*places, moment], now)
    # Another task may have a lower rate, which has been kept when it took its place. The gate then keeps those calls
    # apart that leave in one second, at the rate of the fastest, or the slower task would never get through it.
    if rate >= line.get("fastest", 0.0) or now > line.get("fastest_until", now):
        line.update(fastest=rate, fastest_until=moment + 2 * (WINDOW + MARGIN))
    return float(moment)


def leave(line: Line, now: float, rate: float) -> float:
    """Let a call out ``now``, and note it in ``left``, or return when to ask again. PURE but for ``line``."""
    left = line.get("left", [])
    moment = _next_free(left, max(rate, line.get("fastest", 0.0)))
    if moment <= now:
        line["left"] = _recent([*left, now], now)
    return moment


def throttle(line: Line, now: float, pause: float) -> None:
    """Dissolve the line: nobody sends for ``pause`` seconds, and then at half the pace at first.

    PURE but for ``line``, see :func:`take_place`.
    """
    # Calls that were in flight together are throttled together: that is one piece of news, not many.
    if now - line.get("throttled", now - WINDOW) >= WINDOW:
        line.update(pace=max(_SLOWEST, _pace(line, now) / 2), throttled=now)
    line.update(
        places=[moment for moment in line.get("places", []) if moment <= now],
        not_before=max(line.get("not_before", now), now + pause),
        turn=line.get("turn", 0) + 1,
    )


def _next_free(moments: list[float], rate: float) -> float:
    """Return when a call may follow those of ``moments``, so that no second holds more of them than ``rate`` allows."""
    burst = max(1, int(rate))
    if len(moments) < burst:
        return 0.0
    # Below one call a second it is the window that grows.
    return moments[-burst] + (WINDOW + MARGIN) * max(1.0, 1 / rate)


def _recent(moments: list[float], now: float) -> list[float]:
    """Return those of the last second, and of what is still to come."""
    return [moment for moment in moments if moment > now - WINDOW - MARGIN][-_MOST_MOMENTS:]


def _pace(line: Line, moment: float) -> float:
    """Return the part of the rate that may be used at ``moment``: it grows once calls may be sent again."""
    if "pace" not in line:
        return 1.0
    since = max(line.get("throttled", 0.0), line.get("not_before", 0.0))
    return float(min(1.0, line["pace"] + _RECOVERY * max(0.0, moment - since)))


def _read(handle: t.BinaryIO) -> Line:
    """Read the line; a file that is damaged (a process was killed while writing) counts as an empty line."""
    handle.seek(0)
    try:
        line = json.loads(handle.read(_LARGEST_FILE))
        latest = line["seen"] + _FARTHEST
        lists = [line.get("places", []), line.get("left", [])]
        numbers = [value for key, value in line.items() if key not in ("places", "left")]
        sound = all(isinstance(moments, list) for moments in lists)
        for number in [*lists[0], *lists[1], *numbers]:
            sound = sound and isinstance(number, (int, float)) and abs(number) <= latest
        if sound:
            return t.cast("Line", line)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError):
        pass
    return {}


def _write(handle: t.BinaryIO, line: Line) -> None:
    # A full disk must not fail the task: the others then do not see this place.
    with contextlib.suppress(OSError):
        handle.seek(0)
        handle.write(json.dumps(line).encode("ascii"))
        handle.truncate()
