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


def shared_file(kind: str, *parts: str, directory: str | None = None) -> str | None:
    """Return the path of the file that stands for ``parts``; its name tells nothing about them.

    :param kind: ``pace`` or ``lock``
    :param directory: where a person wants such files; by default a private directory of this user
    :return: ``None`` where this user has no private directory for such files: then nothing is shared
    """
    directory = directory or _private_directory()
    return os.path.join(directory, f"{kind}-{digest(parts)[:32]}") if directory else None


def digest(parts: t.Sequence[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _private_directory() -> str | None:
    try:
        # Fails where no directory for temporary files can be written to.
        directory = os.path.join(tempfile.gettempdir(), f"community.boomi-{os.getuid()}")
        with contextlib.suppress(FileExistsError):
            os.mkdir(directory, 0o700)
        status = os.lstat(directory)
    except OSError:
        return None
    # In a directory that everyone may write to, somebody else may have made it first.
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o022:
        return None
    return directory


def holds_closed_files(directory: str) -> bool:
    """Tell whether tasks of another user have left files there that this user cannot open."""
    for name in filter(_NAME.match, os.listdir(directory)):
        path = os.path.join(directory, name)
        # Its last user may have removed it meanwhile.
        with contextlib.suppress(OSError):
            if os.stat(path).st_uid != os.getuid() and not os.access(path, os.R_OK | os.W_OK):
                return True
    return False


def remove_old_files(directory: str | None = None) -> None:
    """Remove what tasks have left behind long ago, and nobody uses now.

    :param directory: see :func:`shared_file`
    """
    directory = directory or _private_directory()
    with contextlib.suppress(OSError):
        for entry in os.scandir(directory) if directory else ():
            if _NAME.match(entry.name) and time.time() - entry.stat(follow_symlinks=False).st_mtime > _OLD:
                with locked(entry.path, 0.0) as handle:
                    if handle and is_alone(handle):
                        os.unlink(entry.path)


def locked(path: str | None, patience: float) -> contextlib.AbstractContextManager[t.BinaryIO | None]:
    """Hold the lock of ``path`` and give its open file.

    :param patience: seconds to wait for another holder
    :return: ``None`` where the lock is not to be had; the caller goes on without
    """
    deadline = time.monotonic() + patience
    return opened(path, lambda handle: acquire(handle, deadline))


@contextlib.contextmanager
def opened(path: str | None, take: t.Callable[[t.BinaryIO], bool]) -> t.Iterator[t.BinaryIO | None]:
    """Open a file and give it, once ``take`` has locked something in it; ``None`` where that cannot be."""
    while True:
        handle = _open(path) if path else None
        with handle or contextlib.nullcontext():
            taken = handle if handle and take(handle) else None
            # Its last user may have removed it meanwhile.
            if taken is None or _is_at(taken, str(path)):
                yield taken
                return


def _open(path: str) -> t.BinaryIO | None:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None
    # Unbuffered: what a full disk has refused is not tried again when the file is closed.
    return os.fdopen(descriptor, "r+b", buffering=0)


def _is_at(handle: t.BinaryIO, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(handle.fileno()), os.lstat(path))
    except OSError:
        return False


def is_alone(handle: t.BinaryIO) -> bool:
    """Tell whether no other process holds a byte of a file, and let none get one."""
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def acquire(handle: t.BinaryIO, deadline: float, stripe: int | None = None) -> bool:
    """Lock a whole file, or one byte of it."""
    pause = _FIRST_POLL
    while True:
        try:
            if stripe is None:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, stripe)
            return True
        except (BlockingIOError, PermissionError):  # POSIX allows either for a part that is held
            if time.monotonic() >= deadline:
                return False
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_POLL)
        except OSError:  # a file system without locks
            return False
