# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Find the Python interpreters of this machine, and pair them with the ansible-core versions that they can run.

Only real interpreters count. A version manager's shim answers for versions that are not active and then fails, so
directories of shims are never asked; the versions behind them are found where the managers keep them.
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

Version = tuple[int, int]

# The Pythons that each ansible-core release runs on (as a controller), from ansible-core's support matrix.
CORE_PYTHONS: dict[str, tuple[Version, Version]] = {
    "2.16": ((3, 10), (3, 12)),
    "2.17": ((3, 10), (3, 12)),
    "2.18": ((3, 11), (3, 13)),
    "2.19": ((3, 11), (3, 13)),
    "2.20": ((3, 12), (3, 14)),
    "2.21": ((3, 12), (3, 14)),
}

# The Pythons that each ansible-core release can run modules on: up to the same one, and from the oldest that this
# collection supports.
TARGET_PYTHONS: dict[str, tuple[Version, Version]] = {
    core: ((3, 9), newest) for core, (_oldest, newest) in CORE_PYTHONS.items()
}

# A usable interpreter can make virtual environments with pip in them and speak TLS; Debian's own, without
# python3-venv, and some hand-built ones cannot.
_PROBE = """
import ensurepip, json, ssl, sys, sysconfig, venv, zlib
usual = sys.implementation.name == "cpython" and not sysconfig.get_config_var("Py_GIL_DISABLED")
print(json.dumps([*sys.version_info[:2], usual and sys.prefix == sys.base_prefix]))
"""

_NAME = re.compile(r"python3\.\d+")


def is_shims(directory: str) -> bool:
    """Whether the directory is one in which pyenv, asdf or mise keep stand-ins for interpreters."""
    return Path(directory).name == "shims"


def _directories() -> list[Path]:
    home = Path.home()
    found = [Path(sys.base_prefix) / "bin"]
    found += [Path(entry) for entry in os.environ.get("PATH", os.defpath).split(os.pathsep) if entry]
    for variable, default, versions in (
        ("PYENV_ROOT", ".pyenv", "versions"),
        ("ASDF_DATA_DIR", ".asdf", "installs/python"),
        ("MISE_DATA_DIR", ".local/share/mise", "installs/python"),
        ("UV_PYTHON_INSTALL_DIR", ".local/share/uv/python", "."),
    ):
        found += sorted(Path(os.environ.get(variable, home / default), versions).glob("*/bin"))
    found += [Path("/usr/local/bin"), Path("/usr/bin")]
    return [directory for directory in dict.fromkeys(found) if not is_shims(str(directory)) and directory.is_dir()]


def _version(path: Path) -> Version | None:
    try:
        done = subprocess.run([path, "-I", "-c", _PROBE], capture_output=True, text=True, timeout=30, check=True)
        major, minor, usable = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return (major, minor) if usable else None


@functools.cache
def find() -> dict[Version, Path]:
    """The first usable interpreter of each version from 3.9 on; the running one's installation is preferred."""
    result: dict[Version, Path] = {}
    for directory in _directories():
        for path in sorted(directory.glob("python3.*")):
            if not _NAME.fullmatch(path.name):
                continue
            named = (3, int(path.name.partition(".")[2]))
            if named >= (3, 9) and named not in result and _version(path) == named:
                result[named] = path
    return result


def text(version: Version) -> str:
    return f"{version[0]}.{version[1]}"


def newest_core(version: Version) -> str | None:
    """The newest supported ansible-core that runs on this Python."""
    cores = [core for core, (low, high) in CORE_PYTHONS.items() if low <= version <= high]
    return cores[-1] if cores else None


def for_core(core: str) -> Version | None:
    """The newest Python of this machine that runs this ansible-core."""
    low, high = CORE_PYTHONS[core]
    return max((version for version in find() if low <= version <= high), default=None)


def targets_for_core(core: str) -> list[Version]:
    """The Pythons of this machine that this ansible-core can run our modules on."""
    low, high = TARGET_PYTHONS[core]
    return sorted(version for version in find() if low <= version <= high)


def search_path(first: Path) -> str:
    """A PATH on which every Python is a real and usable one, the given interpreter's before all others."""
    real = [str(path.parent) for path in find().values()]
    kept = [entry for entry in os.environ.get("PATH", os.defpath).split(os.pathsep) if entry and not is_shims(entry)]
    return os.pathsep.join(dict.fromkeys([str(first.parent), *real, *kept]))
