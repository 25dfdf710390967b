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
import stat
import tempfile
import time
import typing as t

_FIRST_POLL = 0.001
_LONGEST_POLL = 0.02


def shared_file(*parts: str) -> str | None:
    """Return the path of the file that stands for ``parts``; its name tells nothing about them.

    :return: ``None`` where this user has no private directory for such files: then nothing is shared
    """
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
    return os.path.join(directory, hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32])


@contextlib.contextmanager
def locked(path: str | None, patience: float, together: bool = False) -> t.Iterator[t.BinaryIO | None]:
    """Hold the lock of ``path`` and give its open file.

    :param patience: seconds to wait for another holder
    :param together: hold it together with all others who do, and keep out those alone who hold it alone
    :return: ``None`` where the lock is not to be had; the caller goes on without
    """
    try:
        if path is None:
            raise OSError
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError:
        yield None
        return
    # Unbuffered: what a full disk has refused is not tried again when the file is closed.
    with os.fdopen(descriptor, "r+b", buffering=0) as handle:
        operation = fcntl.LOCK_SH if together else fcntl.LOCK_EX
        yield handle if _acquire(handle, operation | fcntl.LOCK_NB, time.monotonic() + patience) else None


def _acquire(handle: t.BinaryIO, operation: int, deadline: float) -> bool:
    pause = _FIRST_POLL
    while True:
        try:
            fcntl.flock(handle, operation)
            return True
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_POLL)
        except OSError:  # a file system without locks
            return False
