# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the words for calls and for what became of them: operations, outcomes, and statuses."""

from __future__ import annotations

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
