# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Waits for a condition, and not for a time."""

from __future__ import annotations

import time
import typing as t


def wait_until(condition: t.Callable[[], t.Any], timeout: float = 30) -> None:
    """Wait for something that is going to happen in another process or thread."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "it has not happened"
        time.sleep(0.005)
