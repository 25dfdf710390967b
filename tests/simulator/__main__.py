# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the simulator, both as ``python tests/simulator`` and as ``python -m`` with the package's name."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

if not __package__:
    # Run by its path, this directory itself heads the module search, where our file names would shadow others.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    __package__ = Path(__file__).resolve().parent.name

command = importlib.import_module(".command", __package__)

sys.exit(command.main())
