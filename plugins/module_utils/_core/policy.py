# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what to do after an attempt that did not succeed."""

from __future__ import annotations

import datetime
import email.utils
import math
import typing as t

from .retry import ANSWERED, CREATE, NOT_SENT, UNREADABLE, UNSENT, UNTRUSTED

if t.TYPE_CHECKING:
    from .wire import Answer

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
# A host name that does not exist, and an answer that is a web page, are seldom cured by waiting: a few tries for a
# blip, and then the person who mistyped base_url is told. A name service that is away says something else (EAI_AGAIN),
# and whoever refuses connections may be about to start, so these are waited for.
FEW_TRIES = 4


class Decision(t.NamedTuple):
    """``repeat``: wait ``seconds`` and send it again. ``look``: wait, then ask what the account holds before any
    other write (a create). ``stop``: the answer is final; ``reason`` says why, in words for a person."""

    action: str
    seconds: float = 0.0
    reason: str = ""


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
    try:
        moment = email.utils.parsedate_to_datetime(value[:100])
        if moment.tzinfo is None:  # HTTP dates are UTC, also where they do not say so
            moment = moment.replace(tzinfo=datetime.timezone.utc)
        return moment.timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def decide(attempt: int, operation: str, answer: Answer, budget: float, now: float, jitter: float) -> Decision:
    """Decide what follows an attempt that did not succeed.

    :param attempt: how many times this call was tried, from 1
    :param operation: one of those of ``retry``
    :param budget: seconds that the task may still spend on a throttled or failing API
    :param now: seconds since the epoch, for ``Retry-After`` as a date in an answer without a ``Date`` of its own
    :param jitter: a random number from 0 to 1, so that many clients do not come back together
    """
    if answer.kind == UNTRUSTED or answer.refused:
        return Decision("stop")
    if answer.kind in (UNSENT, UNREADABLE) and attempt >= FEW_TRIES and budget > 0:
        return Decision("stop", reason=f"tried {attempt} times")
    # What cannot have reached the API may be sent again. Any other create may have been done.
    action = "look" if operation == CREATE and answer.kind not in NOT_SENT else "repeat"

    # By the server's own clock, which need not be this host's.
    headers = answer.headers if answer.kind == ANSWERED else {}
    sent = _http_date(headers["date"]) if "date" in headers else None
    asked = retry_after(headers.get("retry-after"), now if sent is None else sent)
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
