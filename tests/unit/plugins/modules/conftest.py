# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every run of a module, whatever it is about."""

from __future__ import annotations

import pytest
from ansible.module_utils.common import warnings


@pytest.fixture(autouse=True)
def no_warnings_of_earlier_tests() -> None:
    """Ansible collects warnings for the whole process, which is one task's elsewhere."""
    warnings._global_warnings.clear()
