# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A lock for each thing that tasks of one host might create at the same moment, and the news that another one did.

Tasks that create different things work side by side. Between hosts there is no lock: there the look after a create
settles it.
"""

from __future__ import annotations

import contextlib
import enum
import time
import typing as t

from ._core.locks import locked, shared_file

# A lock is an open file, of which a process may have 256 on some systems. Who creates more than this many things takes
# one lock that keeps out all others, and does not hear which of those that made fewer were killed.
_MOST_LOCKS = 100
# The parts of an identity that all things of one kind in one account have in common.
_SCOPE = 3

# Stands in a note, with the moment of coming, until the holder leaves: for ever, where it was killed.
_BUSY = b"busy"
# No holder stays longer, so that nothing that it has sent is on its way any more, so many seconds after it came.
_FORGOTTEN_AFTER = 86_400.0
# A lock file holds two notes of this length: of those who held it alone, and of those who held it together with others.
_NOTE_LENGTH = 32
_ALONE = 0
_TOGETHER = _NOTE_LENGTH


class News(enum.IntEnum):
    """What others have done meanwhile, as far as a lock tells; everything but nothing asks for another look."""

    NOTHING = 0
    # Somebody may have written since the caller looked.
    WRITTEN = 1
    # A holder was killed at its work: what it has sent last may still be on its way.
    ABANDONED = 2


@contextlib.contextmanager
def guarded(identities: t.Iterable[t.Sequence[str]], looked_at: float, patience: float) -> t.Iterator[News]:
    """Hold the locks of all ``identities`` (always taken in the same order).

    :param identities: of the things that may be created: host, account, kind of object, and what tells it from others
        of its kind
    :param looked_at: when the caller began to look at the account, by ``time.monotonic``
    :param patience: seconds to wait for others, for all locks together; after that the caller goes on without, as it
        does where the host has no place for locks
    :return: whether the caller has to look again
    """
    deadline = time.monotonic() + patience
    things = sorted({tuple(identity) for identity in identities})
    few = len(things) <= _MOST_LOCKS
    with contextlib.ExitStack() as stack:
        scopes = sorted({thing[:_SCOPE] for thing in things})
        news = [_enter(stack, scope, few, looked_at, deadline) for scope in scopes]
        news += [_enter(stack, thing, False, looked_at, deadline) for thing in things if few]
        yield max(news, default=News.NOTHING)


def _enter(
    stack: contextlib.ExitStack, identity: tuple[str, ...], together: bool, looked_at: float, deadline: float
) -> News:
    """Take one lock until ``stack`` unwinds, and return the news of those whom it keeps out."""
    patience = max(0.0, deadline - time.monotonic())
    handle = stack.enter_context(locked(shared_file("guard", *identity), patience, together))
    if handle is None:
        return News.WRITTEN if time.monotonic() >= deadline else News.NOTHING
    news = _news(handle, _ALONE, looked_at)
    if together:
        if news is News.ABANDONED:
            # Who comes after this one need not wait for it any more.
            stack.callback(_leave, handle, _ALONE)
        stack.callback(_leave, handle, _TOGETHER)
    else:
        news = max(news, _news(handle, _TOGETHER, looked_at))
        _note(handle, _ALONE, b"%s %r" % (_BUSY, time.monotonic()))
        stack.callback(_leave, handle, _ALONE)
    return news


def _news(handle: t.BinaryIO, place: int, looked_at: float) -> News:
    """Read the note of the last holder."""
    handle.seek(place)
    word, _blank, moment = handle.read(_NOTE_LENGTH).strip(b" \0").rpartition(b" ")
    try:
        written_at = float(moment or "-inf")
    except ValueError:
        return News.WRITTEN
    if word != _BUSY:
        return News.NOTHING if written_at < looked_at else News.WRITTEN
    # A moment that is still to come is from before a restart of the host.
    recent = looked_at - _FORGOTTEN_AFTER < written_at <= time.monotonic()
    return News.ABANDONED if recent else News.NOTHING


def _leave(handle: t.BinaryIO, place: int) -> None:
    _note(handle, place, repr(time.monotonic()).encode("ascii"))


def _note(handle: t.BinaryIO, place: int, note: bytes) -> None:
    with contextlib.suppress(OSError):
        handle.seek(place)
        handle.write(note.ljust(_NOTE_LENGTH))
