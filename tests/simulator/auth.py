# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is asking: Basic authentication with an API token, or with a password and, where the user has 2FA, a code."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping

from .state import User

TOKEN_PREFIX = "BOOMI_TOKEN."


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
