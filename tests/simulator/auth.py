# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is asking, and how often.

Basic authentication with an API token, or with a password and, where the user has 2FA, a code. The rate limit: so many
requests in any one second, for each authenticated account.
"""

from __future__ import annotations

import base64
import binascii
import collections
import hmac
import time
from collections.abc import Mapping

from .state import User

TOKEN_PREFIX = "BOOMI_TOKEN."
WINDOW = 1.0


def credentials(header: str | None) -> tuple[str, str] | None:
    """The user name and the secret of an Authorization header; None where it is not readable as Basic."""
    scheme, _blank, value = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, secret) if colon else None


def identify(users: Mapping[str, User], header: str | None, otp: str | None) -> User | None:
    """The user whom the credentials belong to, or None."""
    given = credentials(header)
    if given is None:
        return None
    name, secret = given
    if name.startswith(TOKEN_PREFIX):
        user = users.get(name[len(TOKEN_PREFIX) :])
        return user if user and _same(secret, user.token) else None
    user = users.get(name)
    if user is None or not _same(secret, user.password):
        return None
    return user if user.otp is None or _same(otp or "", user.otp) else None


def _same(given: str, expected: str | None) -> bool:
    return expected is not None and hmac.compare_digest(given.encode(), expected.encode())


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
