# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a scenario is, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import measure
from lab import Lab


@dataclass(frozen=True)
class Figure:
    """One number. ``most`` is what it was to be at most, None where it only explains another one; ``why`` says what
    keeps it from that."""

    name: str
    value: float
    unit: str
    most: float | None = None
    why: str = ""

    @property
    def reached(self) -> bool:
        """Whether it is what was aimed at."""
        return self.most is None or self.value <= self.most

    def as_json(self) -> dict[str, Any]:
        """For the file."""
        return {**asdict(self), "reached": self.reached}


@dataclass(frozen=True)
class Scenario:
    """What is measured, in words, and how."""

    name: str
    figures: Callable[[Lab], Iterator[Figure]]


def task_of(lab: Lab, command: list[str], environment: dict[str, str] | None = None) -> float:
    """Run a playbook, and return the seconds of its tasks."""
    measure.run(command, environment or lab.environment)
    return sum(lab.task_seconds())
