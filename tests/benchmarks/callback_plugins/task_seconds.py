# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes down how long each task took, as a person who waits for it would say."""

from __future__ import annotations

import json
import os
import time
import typing as t
from pathlib import Path

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: task_seconds
type: aggregate
short_description: Write the seconds of each task to a file
description:
  - The file is named by the environment variable E(BENCHMARK_TASKS), and holds a list of numbers in JSON.
"""


class CallbackModule(CallbackBase):
    """From the moment that a task is announced to its last result."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "task_seconds"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *arguments: t.Any, **options: t.Any) -> None:
        super().__init__(*arguments, **options)
        self._begin = 0.0
        self._seconds: list[float] = []

    def v2_playbook_on_task_start(self, task: t.Any, is_conditional: bool) -> None:
        """The clock starts."""
        self._begin = time.monotonic()
        self._seconds.append(0.0)

    def _note(self) -> None:
        self._seconds[-1] = time.monotonic() - self._begin

    def v2_runner_on_ok(self, result: t.Any) -> None:
        """The clock stops."""
        self._note()

    def v2_runner_on_skipped(self, result: t.Any) -> None:
        """The clock stops."""
        self._note()

    def v2_playbook_on_stats(self, stats: t.Any) -> None:
        """The play is over."""
        Path(os.environ["BENCHMARK_TASKS"]).write_text(json.dumps(self._seconds), encoding="utf-8")
