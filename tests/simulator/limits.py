# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rate limit: so many requests in any one second, for each authenticated account."""

from __future__ import annotations

import collections
import time

WINDOW = 1.0


class RateLimiter:
    """A sliding window for each key. A request that is refused does not count: no source says that it does."""

    def __init__(self) -> None:
        self._admitted: dict[str, collections.deque[float]] = collections.defaultdict(collections.deque)

    def admit(self, key: str, limit: int) -> bool:
        """Count one request for ``key`` now; False where that would be more than ``limit`` (0 is no limit)."""
        if not limit:
            return True
        now = time.monotonic()
        admitted = self._admitted[key]
        while admitted and now - admitted[0] >= WINDOW:
            admitted.popleft()
        if len(admitted) >= limit:
            return False
        admitted.append(now)
        return True
