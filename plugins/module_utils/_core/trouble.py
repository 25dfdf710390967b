# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What follows an attempt that did not succeed: the call is sent again, or it fails."""

from __future__ import annotations

import random
import time
import typing as t

from . import retry
from .explain import failure
from .policy import LONGEST_WAIT, decide
from .wire import Answer, Call

if t.TYPE_CHECKING:
    from .transport import Http


class Trouble:
    """The attempts of one call that did not succeed."""

    def __init__(self, http: Http, call: Call) -> None:
        self._http, self._call = http, call
        self._repeated = self._begun = False

    def wait(self, answer: Answer, attempt: int) -> None:
        """Wait until the call may be sent again.

        :param attempt: how many times it was tried, from 1
        :raises CallError: it may not be sent again, or only by its caller, after a look
        """
        http, call = self._http, self._call
        decision = decide(attempt, call.operation, answer, http.budget.left, time.time(), random.random())
        if answer.status in retry.THROTTLED and answer.kind == retry.ANSWERED:
            # Who asks for longer may be asked anew by the others: a day's wait of one task is not theirs.
            http.pacer.slow_down(min(decision.seconds, LONGEST_WAIT))
        if decision.action != "stop":
            http.wait(decision.seconds)
        self._begun = self._begun or not _is_turned_away(answer)
        if decision.action != "repeat":
            error = failure(call, answer, attempt, decision.reason, http.connection, http.redact)
            error.repeated, error.begun, error.final = self._repeated, self._begun, decision.action == "stop"
            raise error
        self._repeated = self._repeated or answer.kind not in retry.NOT_SENT


def _is_turned_away(answer: Answer) -> bool:
    """Tell whether the API has not begun the work. 503 is also a gateway's, unless it has the words of the API."""
    status, kind = answer.status, answer.kind
    limited = status in retry.NOT_BEGUN and (status != 503 or "rate limit" in answer.text.lower())
    return kind in (*retry.NOT_SENT, retry.UNTRUSTED) or (kind == retry.ANSWERED and (limited or answer.refused))
