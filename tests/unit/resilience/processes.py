# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Modules in processes of their own, which can be started at one moment, live on different hosts, and be killed."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import multiprocessing.util
import os
import random
import resource
import signal
import tempfile
import time
import typing as t
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

import ansible_collections.community.boomi as collection
from ansible_collections.community.boomi.plugins.module_utils._core import pace
from ansible_collections.community.boomi.tests.in_process import run_in_process

MODULES = f"{collection.__name__}.plugins.modules.boomi_"
# Where Python finds the collection, for processes that know no way but this to look for it.
ROOT = str(Path(next(iter(collection.__path__))).parents[2])

# Where the server that forks them makes its socket, decided before a test has a directory of its own: the address of a
# socket has room for some hundred characters only.
multiprocessing.util.get_temp_dir()
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([f"{MODULES}integration_pack_instance", f"{MODULES}integration_pack_instances"])

Values = dict[str, t.Any]


class Run:
    """A module that runs in a process of its own.

    :param host: the directory that stands for the host: runs share their locks and their pace by it
    :param together: a barrier, for runs that are to begin at the same moment
    :param jitter: up to so many seconds later than that
    :param prepare: is called in the process before the module
    """

    def __init__(
        self,
        module: str,
        options: Values,
        host: Path | str,
        together: t.Any = None,
        jitter: float = 0.0,
        prepare: t.Callable[[], None] | None = None,
    ) -> None:
        self._results, sender = _context.Pipe(duplex=False)
        self.process = _context.Process(
            target=_run, args=(sender, module, options, str(host), together, jitter, prepare), daemon=True
        )
        paths = [ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
        with mock.patch.dict(os.environ, PYTHONPATH=os.pathsep.join(paths)):
            self.process.start()
        sender.close()

    def result(self, timeout: float = 180) -> Values:
        """Wait for the end, and return what the module has printed."""
        assert self._results.poll(timeout), "the module has not ended"
        result = t.cast("Values", json.loads(self._results.recv()))
        self.process.join()
        return result

    def interrupt(self) -> None:
        """Send SIGINT, as Ctrl-C does."""
        os.kill(t.cast("int", self.process.pid), signal.SIGINT)

    def kill(self) -> None:
        """Send SIGKILL: nothing of it runs any more."""
        self.process.kill()
        self.process.join()


def fill_the_disk() -> None:
    """Let no file of this process grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def note_moments(file: Path) -> None:
    """Write down the moments at which calls of this process leave, as they are agreed on under the lock."""
    leave = pace.leave

    def noted(line: pace.Line, now: float, rate: float) -> float:
        moment = leave(line, now, rate)
        if moment <= now:
            with file.open("a") as notes:
                notes.write(f"{now}\n")
        return moment

    pace.leave = noted


def at_once(count: int) -> t.Any:
    """Return a barrier for so many runs."""
    return _context.Barrier(count)


def _run(
    results: Connection,
    module: str,
    options: Values,
    host: str,
    together: t.Any,
    jitter: float,
    prepare: t.Callable[[], None] | None,
) -> None:
    tempfile.tempdir = host
    # It is ignored in all that a shell without job control has started in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main = importlib.import_module(MODULES + module).main
    if prepare:
        prepare()
    if together:
        together.wait()
    time.sleep(random.random() * jitter)
    results.send(run_in_process(main, options).printed)
