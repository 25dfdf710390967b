# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What to do after a call that did not succeed: a pure policy, without clock, sleep or I/O."""

from __future__ import annotations

import math
import typing as t

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
UNSENT = "unsent"  # the API has not seen the call, and is hardly going to: a host name that does not exist
CUT = "cut"  # the API has not seen the call: nobody listens right now, or the connection broke before it was sent
UNTRUSTED = (
    "untrusted"  # no connection for a reason that waiting does not mend (a certificate, no TLS, a proxy's refusal)
)
LOST = "lost"  # sent, and no complete answer came
LATE = "late"  # sent, and no complete answer came in time: the API may still be at work on it
UNREADABLE = "unreadable"  # a success status with a body that is not what the API sends

NOT_SENT = frozenset({UNSENT, CUT})

# The statuses with which a request is refused as it is, so that sending it again is of no use: those of the API
# (API description, "HTTP status codes": 400, 401, 403, 404, 410, and 301 and 308 for a retired object), and those with
# which HTTP says that nothing was done (RFC 9110, RFC 6585). After any other status outside 2xx, a read is repeated and
# a write is in doubt: gateways have many, and some of them stand for work that is done or still going on.
_REFUSALS_OF_HTTP = {402, 405, 406, 407, 409, 411, 412, 413, 414, 415, 416, 417, 422, 426, 428, 431, 451, 501, 505, 511}
REFUSALS = frozenset({301, 302, 307, 308, 400, 401, 403, 404, 410} | _REFUSALS_OF_HTTP)
# Too much at once. 503: busy, or over the account's rate limit (API description). 429: no vendor statement for this
# API; another service of the vendor throttles with it. The others are a gateway's.
THROTTLED = frozenset({429, 503, 509, 529})
# With these the work was not begun: 408 means that the request did not arrive in time, as on an idle connection.
NOT_BEGUN = THROTTLED | {408, 421, 425}

# What was asked for is not done, or not there, yet (vendor's document).
ACCEPTED = 202

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
# A host name that does not exist, and an answer that is a web page, are seldom cured by waiting: a few tries for a
# blip, and then the person who mistyped base_url is told. A name service that is away says something else (EAI_AGAIN),
# and whoever refuses connections may be about to start, so these are waited for.
FEW_TRIES = 4


class Outcome(t.NamedTuple):
    """What became of one attempt: ``kind`` is one of the constants above."""

    kind: str
    status: int | None = None


class Decision(t.NamedTuple):
    """``repeat``: wait ``seconds`` and send it again. ``look``: wait, then ask what the account holds before any
    other write (a create). ``stop``: the answer is final; ``reason`` says why, in words for a person."""

    action: str
    seconds: float = 0.0
    reason: str = ""


def succeeded(outcome: Outcome) -> bool:
    """Tell whether there is nothing to decide."""
    return outcome.kind == ANSWERED and outcome.status is not None and 200 <= outcome.status < 300


def refused(outcome: Outcome) -> bool:
    """Tell whether the answer is final: the request is refused as it is."""
    return outcome.kind == ANSWERED and outcome.status in REFUSALS


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
        moment = _http_date(value)
        if moment is None:
            return None
        seconds = moment - now
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _http_date(value: str) -> float | None:
    # A task pays for each import, and only a date needs these.
    import datetime
    import email.utils

    try:
        moment = email.utils.parsedate_to_datetime(value[:100])
        if moment.tzinfo is None:  # HTTP dates are UTC, also where they do not say so
            moment = moment.replace(tzinfo=datetime.timezone.utc)
        return moment.timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


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
    :param now: seconds since the epoch, for ``Retry-After`` as a date in an answer without a ``Date`` of its own
    :param jitter: a random number from 0 to 1, so that many clients do not come back together
    """
    if outcome.kind == UNTRUSTED or refused(outcome):
        return Decision("stop")
    if outcome.kind in (UNSENT, UNREADABLE) and attempt >= FEW_TRIES and budget > 0:
        return Decision("stop", reason=f"tried {attempt} times")
    # What cannot have reached the API may be sent again. Any other create may have been done.
    action = "look" if operation == CREATE and outcome.kind not in NOT_SENT else "repeat"

    # By the server's own clock, which need not be this host's.
    sent = _http_date(headers["date"]) if "date" in headers else None
    asked = retry_after(headers.get("retry-after"), now if sent is None else sent) if outcome.kind == ANSWERED else None
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
