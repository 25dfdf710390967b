# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Load the collection's pytest plugin from where ansible-galaxy has installed the collection."""

import os
import sys
from pathlib import Path

for directory in os.environ.get(
    "ANSIBLE_COLLECTIONS_PATH", "~/.ansible/collections:/usr/share/ansible/collections"
).split(os.pathsep):
    sys.path.append(str(Path(directory).expanduser()))

pytest_plugins = ["ansible_collections.community.boomi.tests.simulator.pytest_plugin"]
