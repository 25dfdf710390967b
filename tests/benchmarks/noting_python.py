# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A Python for Ansible to run modules with, which notes the peak of their memory: ``ansible_python_interpreter``."""

from __future__ import annotations

import os
import resource
import subprocess
import sys


def main() -> int:
    """Run the module in a process of its own, which begins as small as this one."""
    status = subprocess.run([sys.executable, *sys.argv[1:]], check=False).returncode
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open(os.environ["BENCHMARK_PEAK"], "w", encoding="ascii") as file:  # noqa: PTH123 (nothing more is imported)
        file.write(str(peak if sys.platform != "darwin" else peak // 1024))
    return status


if __name__ == "__main__":
    sys.exit(main())
