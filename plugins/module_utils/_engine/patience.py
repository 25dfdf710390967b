# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long a look goes on for what was written, and what a write that failed may have done all the same.

The API promises nothing about when a query shows what was written, nor what it answers for an object that is gone.
"""

from __future__ import annotations

import contextlib
import time
import typing as t

from .._core.client import MISSING
from .._core.errors import BoomiError, CallError, OptionError
from .._core.locks import exclusive
from .._core.retry import NOT_BEGUN
from .._core.transport import Http

# How long a write may take to show in queries before the task says so.
VISIBLE_WITHIN = 30.0
# How long to go on looking for what a create has made that was sent and not answered, before it is sent again; and for
# other runs to take back the copies that they have made at the same moment.
SETTLED_WITHIN = 10.0
# Statuses of a gateway that would not wait any longer for a server, which may still be at work, or says that it is.
_GAVE_UP = frozenset({102, 460, 499, 504, 522, 524, 598, 599})
# How long an object may still show in queries that the API says to be gone already: another run may have deleted it a
# moment ago. Not longer, for the same status may be a refusal.
GONE_WITHIN = 2.0
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 4.0
SHORTEST_PAUSE = 0.05
_LONGEST_WAIT = 10**9


def given(params: t.Mapping[str, t.Any]) -> int:
    """Return the seconds that the option ``wait_timeout`` gives.

    :raises OptionError: it is negative
    """
    seconds: int = params["wait_timeout"]
    if seconds < 0:
        raise OptionError("wait_timeout must not be negative.", option="wait_timeout")
    return min(seconds, _LONGEST_WAIT)


class Watch:
    """A wait that is bounded, with pauses in it: each twice as long as the one before, up to a few seconds.

    :param seconds: of the whole wait
    :param sleep: costs time alone, or the task's budget as well
    :param longest: of the pauses, in seconds
    """

    def __init__(
        self, seconds: float = 0.0, sleep: t.Callable[[float], None] = time.sleep, longest: float = _LONGEST_PAUSE
    ) -> None:
        self._end = time.monotonic() + seconds
        self._sleep, self._next, self._longest = sleep, _FIRST_PAUSE, longest

    def __iter__(self) -> t.Iterator[None]:
        """Go round once, and again after a pause each time, until the time is up."""
        yield
        while not self.over:
            self.pause()
            yield

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def extend(self, seconds: float) -> None:
        """Wait so much longer."""
        self._end += seconds

    def pause(self, left: float | None = None, sleep: t.Callable[[float], None] | None = None) -> None:
        """Sleep until the next look.

        :param left: seconds, than which the pause is hardly longer; by default those of this wait
        """
        left = self._end - time.monotonic() if left is None else left
        (sleep or self._sleep)(min(self._next, max(SHORTEST_PAUSE, left)))
        self._next = min(2 * self._next, self._longest)


# What to add to a refusal that an earlier try may have caused.
MAY_BE_THERE = " An earlier attempt, whose response was lost, may have succeeded: the next run checks first."


def for_a_write(http: Http, failure: CallError | None = None) -> float:
    """Return for how many seconds to look for what the API has accepted, or may have done although it failed."""
    if failure is None:
        return min(VISIBLE_WITHIN, http.connection.retry_budget)
    if not failure.in_doubt or failure.status in NOT_BEGUN:
        return 0.0
    left = http.budget.left
    if failure.may_come:
        return min(VISIBLE_WITHIN, left)
    return min(VISIBLE_WITHIN if failure.status in _GAVE_UP else SETTLED_WITHIN, left / 2)


def for_others(http: Http) -> float:
    """Return how many seconds other runs get to take back the copies that they have made at the same moment."""
    return min(SETTLED_WITHIN, http.connection.retry_budget)


def keep_others_out(
    http: Http, things: t.Iterable[t.Sequence[str]], purpose: str = ""
) -> contextlib.AbstractContextManager[bool]:
    """Keep out other tasks of this host that write the same things in the account, see :func:`exclusive`.

    :param purpose: tells locks from others that the task may hold
    """
    connection = http.connection
    scope = (connection.base_url, f"{connection.account}{purpose}")
    return exclusive(scope, things, connection.retry_budget + connection.timeout, connection.shared_directory)


def for_a_removal(http: Http, failure: CallError | None) -> float:
    """Return for how many seconds to look until an object is gone whose delete ended like this."""
    if failure is None or failure.repeated:
        return for_a_write(http)
    return min(GONE_WITHIN, http.connection.retry_budget)


def says_gone(failure: CallError) -> bool:
    """Tell whether the API refused a delete because there is nothing to delete."""
    return failure.status in MISSING and not failure.forbidden


def say_unknown(failure: CallError, look: BoomiError) -> None:
    """Add to the failure of a write that the look behind it has failed, too."""
    done = "It may have succeeded, which could not be checked"
    known = done if failure.begun else "It was not begun, and is not sent again"
    failure.message += f" {known}: {look.message} The next run checks first."
