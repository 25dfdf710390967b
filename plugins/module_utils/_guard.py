# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A lock for each thing that tasks of one host might create at the same moment, and the news that another one did.

Tasks that create different things work side by side. Between hosts there is no lock: there the look after a create
settles it.
"""

from __future__ import annotations

import contextlib
import time
import typing as t

from ._shared import locked, shared_file

# A lock is an open file, of which a process may have 256 on some systems. Who creates more than this many things takes
# one lock that keeps out all others.
_MOST_LOCKS = 100
# The parts of an identity that all things of one kind in one account have in common.
_SCOPE = 3

_BUSY = b"busy"
# A lock file holds two notes of this length: of those who held it alone, and of those who held it together with others.
_NOTE_LENGTH = 32
_ALONE = 0
_TOGETHER = _NOTE_LENGTH


@contextlib.contextmanager
def guarded(identities: t.Iterable[t.Sequence[str]], looked_at: float, patience: float) -> t.Iterator[bool]:
    """Hold the locks of all ``identities`` (always taken in the same order).

    :param identities: of the things that may be created: host, account, kind of object, and what tells it from others
        of its kind
    :param looked_at: when the caller began to look at the account, by ``time.monotonic``
    :param patience: seconds to wait for others, for all locks together; after that the caller goes on without, as it
        does where the host has no place for locks
    :return: whether somebody may have written since ``looked_at``, so that the caller has to look again
    """
    deadline = time.monotonic() + patience
    things = sorted({tuple(identity) for identity in identities})
    few = len(things) <= _MOST_LOCKS
    with contextlib.ExitStack() as stack:
        scopes = sorted({thing[:_SCOPE] for thing in things})
        news = [_enter(stack, scope, few, looked_at, deadline) for scope in scopes]
        news += [_enter(stack, thing, False, looked_at, deadline) for thing in things if few]
        yield any(news)


def _enter(
    stack: contextlib.ExitStack, identity: tuple[str, ...], together: bool, looked_at: float, deadline: float
) -> bool:
    """Take one lock until ``stack`` unwinds. ``True``: somebody whom it keeps out may have written."""
    patience = max(0.0, deadline - time.monotonic())
    handle = stack.enter_context(locked(shared_file("guard", *identity), patience, together))
    if handle is None:
        return time.monotonic() >= deadline
    news = _written_since(handle, _ALONE, looked_at)
    if together:
        if news:
            # Whoever held it alone is gone. If it was killed, its note would be news for ever.
            _leave(handle, _ALONE)
        stack.callback(_leave, handle, _TOGETHER)
    else:
        news = _written_since(handle, _TOGETHER, looked_at) or news
        _note(handle, _ALONE, _BUSY)
        stack.callback(_leave, handle, _ALONE)
    return news


def _written_since(handle: t.BinaryIO, place: int, moment: float) -> bool:
    """Tell whether the last holder left after ``moment``, or was killed at its work."""
    handle.seek(place)
    note = handle.read(_NOTE_LENGTH).strip(b" \0")
    try:
        return bool(note) and not float(note) < moment
    except ValueError:
        return True


def _leave(handle: t.BinaryIO, place: int) -> None:
    _note(handle, place, repr(time.monotonic()).encode("ascii"))


def _note(handle: t.BinaryIO, place: int, note: bytes) -> None:
    with contextlib.suppress(OSError):
        handle.seek(place)
        handle.write(note.ljust(_NOTE_LENGTH))
