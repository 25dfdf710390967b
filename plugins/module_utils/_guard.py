# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A lock for each thing that tasks of one host might create at the same moment, and the news that another one did.

Between hosts there is no lock: there the look after a create settles it.
"""

from __future__ import annotations

import contextlib
import time
import typing as t

from ._shared import locked, shared_file

_BUSY = b"busy"


@contextlib.contextmanager
def guarded(identities: t.Iterable[t.Sequence[str]], looked_at: float, patience: float) -> t.Iterator[bool]:
    """Hold the locks of all ``identities`` (always taken in the same order).

    :param looked_at: when the caller began to look at the account, by ``time.monotonic``
    :param patience: seconds to wait for others, for all locks together; after that the caller goes on without, as it does
        where the host has no place for locks
    :return: whether somebody may have written since ``looked_at``, so that the caller has to look again
    """
    deadline = time.monotonic() + patience
    stale = False
    with contextlib.ExitStack() as stack:
        for identity in sorted({tuple(identity) for identity in identities}):
            handle = stack.enter_context(locked(shared_file("guard", *identity), max(0.0, deadline - time.monotonic())))
            if handle is not None:
                stale = _written_since(handle, looked_at) or stale
                _note(handle, _BUSY)
                stack.callback(_leave, handle)
            elif time.monotonic() >= deadline:
                stale = True
        yield stale


def _written_since(handle: t.BinaryIO, moment: float) -> bool:
    """Tell whether the last holder left after ``moment``, or was killed at its work."""
    handle.seek(0)
    note = handle.read(64)
    try:
        return bool(note) and not float(note) < moment
    except ValueError:
        return True


def _leave(handle: t.BinaryIO) -> None:
    _note(handle, repr(time.monotonic()).encode("ascii"))


def _note(handle: t.BinaryIO, note: bytes) -> None:
    with contextlib.suppress(OSError):
        handle.seek(0)
        handle.write(note)
        handle.truncate()
        handle.flush()
