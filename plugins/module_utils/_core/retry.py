# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What to do after a call that did not succeed: a pure policy, without clock, sleep or I/O."""

from __future__ import annotations

import datetime
import email.utils
import math
import typing as t
from dataclasses import dataclass

CREATE = "create"
DELETE = "delete"
UPDATE = "update"
GET = "get"
QUERY = "query"
QUERY_MORE = "queryMore"
BULK = "bulk"
READS = frozenset({GET, QUERY, QUERY_MORE, BULK})

# What became of the call.
ANSWERED = "answered"  # a status came back
UNSENT = "unsent"  # no connection: the API has not seen the call
CUT = "cut"  # the connection broke before the call was sent: the API has not seen it
UNTRUSTED = (
    "untrusted"  # no connection for a reason that waiting does not mend (a certificate, no TLS, a proxy's refusal)
)
LOST = "lost"  # sent, and no complete answer came
LATE = "late"  # sent, and no complete answer came in time: the API may still be at work on it
UNREADABLE = "unreadable"  # a success status with a body that is not what the API sends

NOT_SENT = frozenset({UNSENT, CUT})

# Statuses that pass by waiting. Every other one is the API's final word.
TRANSIENT = {
    408: "a gateway gave up waiting for the request",
    425: "a gateway asks to send it again",
    429: "no vendor statement for this API; another service of the vendor throttles with it",
    500: "server error (API description)",
    502: "a gateway found no server behind it",
    503: "busy, or over the account's rate limit (API description)",
    504: "runtime or server unreachable (API description)",
}
THROTTLED = frozenset({429, 503})

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
# A host that refuses or does not resolve, and an answer that is a web page, are seldom cured by waiting:
# a few tries for a blip, and then the person who mistyped base_url is told at once.
FEW_TRIES = 4


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt: ``kind`` is one of the constants above."""

    kind: str
    status: int | None = None


@dataclass(frozen=True)
class Decision:
    """``repeat``: wait ``seconds`` and send it again. ``look``: wait, then ask what the account holds before any
    other write (a create). ``stop``: the answer is final; ``reason`` says why, in words for a person."""

    action: str
    seconds: float = 0.0
    reason: str = ""


def succeeded(outcome: Outcome) -> bool:
    """Tell whether there is nothing to decide."""
    return outcome.kind == ANSWERED and outcome.status is not None and 200 <= outcome.status < 300


def retry_after(value: str | None, now: float) -> float | None:
    """Read ``Retry-After`` in both its forms (seconds, HTTP date).

    :param now: seconds since the epoch
    :return: seconds to wait from ``now``, never negative; ``None`` where there is no such header or it makes no sense
    """
    if not value or len(value) > 100:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = email.utils.parsedate_to_datetime(value)
            if moment.tzinfo is None:  # HTTP dates are UTC, also where they do not say so
                moment = moment.replace(tzinfo=datetime.timezone.utc)
            seconds = moment.timestamp() - now
        except (TypeError, ValueError, OverflowError, IndexError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def decide(
    attempt: int,
    operation: str,
    outcome: Outcome,
    headers: t.Mapping[str, str],
    budget: float,
    now: float,
    jitter: float,
) -> Decision:
    """Decide what follows an attempt that did not succeed.

    :param attempt: how many times this call was tried, from 1
    :param operation: one of the operations above
    :param headers: of the answer, names in lower case; empty where there was none
    :param budget: seconds that the task may still spend on a throttled or failing API
    :param now: seconds since the epoch, for ``Retry-After`` as a date
    :param jitter: a random number from 0 to 1, so that many clients do not come back together
    """
    if outcome.kind == UNTRUSTED:
        return Decision("stop")
    if outcome.kind == ANSWERED and outcome.status not in TRANSIENT:
        return Decision("stop")
    if outcome.kind in (UNSENT, UNREADABLE) and attempt >= FEW_TRIES:
        return Decision("stop", reason=f"tried {attempt} times")
    # What cannot have reached the API may be sent again. Any other create may have been done.
    action = "look" if operation == CREATE and outcome.kind not in NOT_SENT else "repeat"

    asked = retry_after(headers.get("retry-after"), now) if outcome.kind == ANSWERED else None
    if asked is not None and asked > budget:
        return Decision(
            "stop", reason=f"the API asks to wait {asked:.0f} s, more than is left of retry_budget ({budget:.0f} s)"
        )
    if budget <= 0:
        return Decision("stop", reason="retry_budget is used up")
    backoff = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempt - 1, 20)) * (0.5 + 0.5 * jitter)
    # A server that names a moment gets it, and a little jitter behind it.
    wait = backoff if asked is None else asked + min(1.0, backoff) * jitter
    return Decision(action, seconds=min(wait, budget))
