# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Locks of what tasks of one user on one host are about to create."""

from __future__ import annotations

import contextlib
import os
import time
import typing as t

from .shared import acquire, digest, is_alone, opened, shared_file

# Of one account. A thing falls to a byte of one file, since a process may have 256 open files on some systems.
_STRIPES = 65_536
_FREE, _HELD = b"\0", b"!"


@contextlib.contextmanager
def exclusive(
    scope: t.Sequence[str], things: t.Iterable[t.Sequence[str]], patience: float, directory: str | None = None
) -> t.Iterator[bool]:
    """Keep out other tasks of this host that are about to create the same things.

    Things share a fixed number of locks, taken in one order, so tasks with different things seldom wait for each
    other, and never in a circle. The locks belong to the process: its threads do not keep each other out.

    :param scope: of the things: host, account
    :param things: kind of object, and what tells it from others of its kind
    :param patience: seconds to wait for all locks together; after that the caller goes on without those that it lacks
    :param directory: see :func:`shared_file`
    :return: whether a former holder was killed or interrupted: what it has sent last may still be on its way
    """
    deadline = time.monotonic() + patience
    stripes = sorted({int(digest(thing), 16) % _STRIPES for thing in things})
    path = shared_file("lock", *scope, directory=directory)
    held: list[int] = []

    def take(handle: t.BinaryIO) -> bool:
        held[:] = [stripe for stripe in stripes if acquire(handle, deadline, stripe)]
        return bool(held)

    with opened(path, take) as handle:
        if handle is None:
            yield False
            return
        abandoned = _mark(handle, held, _HELD)
        try:
            yield abandoned
        except KeyboardInterrupt:
            held.clear()
            raise
        finally:
            _mark(handle, held, _FREE)
            _remove_unused(handle, str(path))


def _mark(handle: t.BinaryIO, stripes: t.Sequence[int], mark: bytes) -> bool:
    """Mark what this process holds, and return whether somebody has left it marked: one that was stopped."""
    descriptor = handle.fileno()
    marked = False
    with contextlib.suppress(OSError):  # a full disk: the next one cannot tell
        marked = any(os.pread(descriptor, 1, stripe) == _HELD for stripe in stripes)
        for stripe in stripes:
            os.pwrite(descriptor, mark, stripe)
    return marked


def _remove_unused(handle: t.BinaryIO, path: str) -> None:
    """Remove a file of locks that nobody else holds, and nobody was stopped with."""
    with contextlib.suppress(OSError):
        if is_alone(handle) and not handle.read(_STRIPES).strip(_FREE):
            os.unlink(path)
