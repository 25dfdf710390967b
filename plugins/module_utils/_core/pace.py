# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace: at most so many calls in any second, for all processes of one user on this host together.

The API's limit counts for the authenticated account (API description, "rate limits"), so that is what is shared.
A call takes its place in a line that is kept in a small file, and waits for its moment outside of the lock. When its
connection stands it passes a gate, so that calls that a handshake or a busy host has held up do not leave in one bunch.
A call counts against the rate of its own task and of every faster one, so that a slow task slows down nobody else.
When the API throttles a call all the same, others call too, perhaps from hosts that share nothing with this one. Then
all queued calls back off, and go on at a lower rate that rises slowly, so that several hosts find their shares.
"""

from __future__ import annotations

import contextlib
import json
import random
import threading
import time
import typing as t

from .shared import locked, shared_file

WINDOW = 1.0
# Calls that leave a second apart may arrive, and be counted, a little closer together.
MARGIN = 0.05
# The part of the rate that is left after the API has throttled calls, give or take the spread, so that hosts do not act
# in step; never less than the slowest. It grows by so much with each second.
_DECREASE = 0.5
_SPREAD = 0.2
_SLOWEST = 0.05
_INCREASE = 0.015
_PATIENCE = 5.0
# Calls that are remembered: as many as the highest rate has in a second.
_MOST_CALLS = 1000
_LARGEST_FILE = 200 * _MOST_CALLS
# No moment is further away than a pause can be, which retry_budget limits to a day.
_FARTHEST = 100_000.0

if t.TYPE_CHECKING:
    Line = dict[str, t.Any]
    # The moment of a call, and the rate of its task.
    Placed = tuple[float, float]


class Pacer:
    """Gives out moments at which calls may be sent."""

    def __init__(
        self,
        rate: float,  # calls in a second, above 0
        identity: t.Sequence[str],  # whose limit it is (host, account)
        # Seconds that never go back and are the same in all processes of the host.
        clock: t.Callable[[], float] = time.monotonic,
        sleep: t.Callable[[float], None] = time.sleep,
        directory: str | None = None,  # see shared_file
    ) -> None:
        self._rate = rate
        self._path = shared_file("pace", *identity, directory=directory)
        self._clock = clock
        self._sleep = sleep
        self._alone: Line = {}
        self._mutex = threading.Lock()

    def wait(self) -> None:
        """Take the next free place and sleep until it has come, again where the line was dissolved meanwhile."""
        while True:
            with self._line() as line:
                now = self._clock()
                moment, turn = line_up_at(line, now, self._rate), None
                if moment <= now:
                    moment, turn = take_place(line, now, self._rate), line["turn"]
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
        """The API has throttled a call: nobody sends for ``pause`` seconds, and then more slowly."""
        with self._line() as line:
            throttle(line, self._clock(), pause, random.random())

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
            if handle is not None and not _write(handle, line):
                # From now on it is this process's own. Read again, it would be empty for each call.
                self._path, self._alone = None, line


def line_up_at(line: Line, now: float, rate: float) -> float:
    """Return when a task may line up. One that is slower than others waits here, where it holds up nobody."""
    places = line.get("places", [])
    fastest = _fastest(places, rate)
    lower = [each for each in {rate, *(each for _moment, each in places)} if rate <= each < fastest]
    return max([now, *(_next_free(places, each) for each in lower)])


def take_place(line: Line, now: float, rate: float) -> float:
    """Take the next place and return its moment.

    PURE but for ``line``: ``places`` (moment and rate of the last calls that lined up, ascending), ``left`` (the same
    of those that went out), ``turn`` (how often the line was dissolved), and after a throttled call ``not_before``,
    ``pace`` (0..1, of the rate) and ``throttled`` (its moment).
    """
    places = line.get("places", [])
    line.setdefault("turn", 0)
    if places and all(each < rate for _moment, each in places):
        places = _dissolved(line, now)
    fastest = _fastest(places, rate)
    last = [moment for moment, _rate in places[-1:]]
    moment = max([now, line.get("not_before", now), _next_free(places, fastest), *last])
    slowed = _pace(line, moment)
    if slowed < 1 and last:
        moment = max(moment, last[0] + 1 / (fastest * slowed))
    line["places"] = _recent([*places, (moment, rate)], now)
    return float(moment)


def leave(line: Line, now: float, rate: float) -> float:
    """Let a call out ``now``, and note it in ``left``, or return when to ask again. PURE but for ``line``."""
    left = line.get("left", [])
    moment = max(_next_free(left, each) for each in {rate, *(each for _moment, each in left)} if each >= rate)
    if moment <= now:
        line["left"] = _recent([*left, (now, rate)], now)
    return moment


def throttle(line: Line, now: float, pause: float, jitter: float) -> None:
    """Dissolve the line: nobody sends for ``pause`` seconds, and then more slowly.

    PURE but for ``line``, see :func:`take_place`.

    :param jitter: a random number from 0 to 1
    """
    # Calls that were in flight together are throttled together: that is one piece of news, not many.
    if now - line.get("throttled", now - WINDOW) >= WINDOW:
        left = _DECREASE + _SPREAD * (jitter - 0.5)
        line.update(pace=max(_SLOWEST, _pace(line, now) * left), throttled=now)
    _dissolved(line, now)
    line["not_before"] = max(line.get("not_before", now), now + pause)


def _dissolved(line: Line, now: float) -> list[Placed]:
    """Take back the places to come: those who wait for them line up anew. Return the others."""
    line.update(places=[place for place in line.get("places", []) if place[0] <= now], turn=line.get("turn", 0) + 1)
    return t.cast("list[Placed]", line["places"])


def _fastest(calls: t.Sequence[Placed], rate: float) -> float:
    return max([rate, *(each for _moment, each in calls)])


def _span(rate: float) -> float:
    """Return the seconds that count for a rate: below one call a second it is these that grow."""
    return (WINDOW + MARGIN) * max(1.0, 1 / rate)


def _next_free(calls: t.Sequence[Placed], rate: float) -> float:
    """Return when a call may follow, so that no second holds more than ``rate`` calls of tasks that are no faster."""
    burst = max(1, int(rate))
    counted = [moment for moment, each in calls if each <= rate]
    return counted[-burst] + _span(rate) if len(counted) >= burst else 0.0


def _recent(calls: list[Placed], now: float) -> list[Placed]:
    """Return those that still count, and those to come."""
    return [(moment, rate) for moment, rate in calls if moment > now - _span(rate)][-_MOST_CALLS:]


def _pace(line: Line, moment: float) -> float:
    """Return the part of the rate that may be used at ``moment``: it grows once calls may be sent again."""
    if "pace" not in line:
        return 1.0
    since = max(line.get("throttled", 0.0), line.get("not_before", 0.0))
    return float(min(1.0, line["pace"] + _INCREASE * max(0.0, moment - since)))


def _read(handle: t.BinaryIO) -> Line:
    """Read the line; a file that is damaged (a process was killed while writing) counts as an empty line."""
    try:
        handle.seek(0)
        line = json.loads(handle.read(_LARGEST_FILE))
        latest = line["seen"] + _FARTHEST
        lists = [line.get("places", []), line.get("left", [])]
        sound = all(isinstance(calls, list) for calls in lists)
        numbers = [value for key, value in line.items() if key not in ("places", "left")]
        for call in [*lists[0], *lists[1]]:
            moment, rate = call
            sound = sound and isinstance(call, list) and rate > 0
            numbers += [moment, rate]
        if sound and all(isinstance(number, (int, float)) and abs(number) <= latest for number in numbers):
            return t.cast("Line", line)
    except (ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError, OSError):
        pass
    return {}


def _write(handle: t.BinaryIO, line: Line) -> bool:
    """Write the line, and return whether that was possible: a full disk must not fail the task."""
    content = json.dumps(line).encode("ascii")
    try:
        handle.seek(0)
        written = handle.write(content)
        handle.truncate()
    except OSError:
        return False
    return written == len(content)
