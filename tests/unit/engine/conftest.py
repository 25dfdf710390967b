# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Laws of the engine. Hypothesis tries the same examples in every run, and leaves nothing behind."""

from __future__ import annotations

import atexit
import tempfile

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

settings.register_profile("engine", derandomize=True, database=None, deadline=None, max_examples=100)
settings.load_profile("engine")

_home = tempfile.TemporaryDirectory()
atexit.register(_home.cleanup)
set_hypothesis_home_dir(_home.name)
