# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What all tasks of one user on one host share: small files under advisory locks.

The kernel gives a lock back when its holder ends, however it ends, so a crashed task blocks nobody.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import stat
import tempfile
import time
import typing as t

_FIRST_POLL = 0.001
_LONGEST_POLL = 0.02
_NAME = re.compile(r"(?:pace|lock)-[0-9a-f]{32}\Z")
# What nobody has touched for a day says nothing any more: no pause and no call lasts that long.
_OLD = 86_400.0
# A process may have 256 open files on some systems, and a task may create a thousand things in one account.
_STRIPES = 64


def shared_file(kind: str, *parts: str, directory: str | None = None) -> str | None:
    """Return the path of the file that stands for ``parts``; its name tells nothing about them.

    :param kind: ``pace`` or ``lock``
    :param directory: where a person wants such files; by default a private directory of this user
    :return: ``None`` where this user has no private directory for such files: then nothing is shared
    """
    directory = directory or _private_directory()
    return os.path.join(directory, f"{kind}-{_digest(parts)[:32]}") if directory else None


def _digest(parts: t.Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _private_directory() -> str | None:
    directory = os.path.join(tempfile.gettempdir(), f"community.boomi-{os.getuid()}")
    try:
        with contextlib.suppress(FileExistsError):
            os.mkdir(directory, 0o700)
        status = os.lstat(directory)
    except OSError:
        return None
    # In a directory that everyone may write to, somebody else may have made it first.
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
        return None
    return directory


@contextlib.contextmanager
def exclusive(
    identities: t.Iterable[t.Sequence[str]], patience: float, directory: str | None = None
) -> t.Iterator[bool]:
    """Keep out other tasks of this host that are about to create the same things.

    Things share a fixed number of locks, taken in one order, so tasks with different things wait for each other now
    and then, and never in a circle.

    :param identities: of the things: host, account, kind of object, and what tells it from others of its kind
    :param patience: seconds to wait for all locks together; after that the caller goes on without those that it lacks
    :param directory: see :func:`shared_file`
    :return: whether a former holder was killed at its work: what it has sent last may still be on its way
    """
    deadline = time.monotonic() + patience
    stripes = {(*identity[:2], str(int(_digest(identity), 16) % _STRIPES)) for identity in identities}
    paths = [shared_file("lock", *stripe, directory=directory) for stripe in sorted(stripes)]
    with contextlib.ExitStack() as stack:
        marks = [stack.enter_context(_marked(path, deadline)) for path in paths]
        yield any(marks)


@contextlib.contextmanager
def _marked(path: str | None, deadline: float) -> t.Iterator[bool]:
    """Hold one lock, and return whether its last holder was killed: one that leaves takes the file with it."""
    with locked(path, max(0.0, deadline - time.monotonic())) as handle:
        if handle is None or path is None:
            yield False
            return
        status = os.fstat(handle.fileno())
        try:
            with contextlib.suppress(OSError):  # a full disk: the next one cannot tell
                handle.write(b"!")
            yield status.st_size > 0 and time.time() - status.st_mtime < _OLD
        finally:
            with contextlib.suppress(OSError):
                os.unlink(path)


def remove_old_files(directory: str | None = None) -> None:
    """Remove what tasks have left behind long ago, and nobody uses now.

    :param directory: see :func:`shared_file`
    """
    directory = directory or _private_directory()
    with contextlib.suppress(OSError):
        for entry in os.scandir(directory) if directory else ():
            if _NAME.match(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                with locked(entry.path, 0.0) as handle:
                    if handle:
                        os.unlink(entry.path)


@contextlib.contextmanager
def locked(path: str | None, patience: float) -> t.Iterator[t.BinaryIO | None]:
    """Hold the lock of ``path`` and give its open file.

    :param patience: seconds to wait for another holder
    :return: ``None`` where the lock is not to be had; the caller goes on without
    """
    deadline = time.monotonic() + patience
    with contextlib.ExitStack() as stack:
        handle = _open(path)
        while handle:
            stack.enter_context(handle)
            if not _acquire(handle, deadline):
                handle = None
            elif _is_at(handle, path):
                break
            else:  # its last holder has removed it meanwhile
                stack.close()
                handle = _open(path)
        yield handle


def _open(path: str | None) -> t.BinaryIO | None:
    try:
        if path is None:
            return None
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    # Unbuffered: what a full disk has refused is not tried again when the file is closed.
    return os.fdopen(descriptor, "r+b", buffering=0)


def _is_at(handle: t.BinaryIO, path: str | None) -> bool:
    try:
        return path is not None and os.path.samestat(os.fstat(handle.fileno()), os.lstat(path))
    except OSError:
        return False


def _acquire(handle: t.BinaryIO, deadline: float) -> bool:
    pause = _FIRST_POLL
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_POLL)
        except OSError:  # a file system without locks
            return False
