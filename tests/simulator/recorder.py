# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory of what was asked: enough to count calls and to prove that nothing was written; never a secret."""

from __future__ import annotations

import dataclasses
import threading
from typing import Any


@dataclasses.dataclass
class RecordedRequest:
    """One API request. ``status`` stays None while it is unanswered, and where a fault gave no answer at all.

    ``time`` is monotonic seconds. ``account`` is the one in the path, ``effective_account`` the one acted on
    (overrideAccount). ``connection`` numbers the TCP connections, so that keep-alive can be seen.
    """

    number: int
    time: float
    method: str
    raw_path: str
    path: str
    query: dict[str, str]
    connection: int
    account: str | None = None
    effective_account: str | None = None
    object: str | None = None
    operation: str | None = None
    id: str | None = None
    call: str = ""
    is_write: bool = False
    body: Any = None
    content_type: str | None = None
    accept: str | None = None
    user_agent: str | None = None
    auth: str = "missing"
    otp: bool = False
    user: str | None = None
    status: int | None = None
    fault: str | None = None
    refused: bool = False


class Recorder:
    """All requests since the last reset, in the order of their arrival."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: list[RecordedRequest] = []

    def add(self, **facts: Any) -> RecordedRequest:
        """Record an arrival; the rest is filled in as it becomes known."""
        with self._lock:
            request = RecordedRequest(number=len(self._requests) + 1, **facts)
            self._requests.append(request)
        return request

    def all(self, since: int = 0) -> list[RecordedRequest]:
        """The requests with a number above ``since``."""
        with self._lock:
            return self._requests[since:]
