# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Imports from a zip file, as that of a task: each file is compiled once, and called what Python calls it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zipimport
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils import _engine

PLUGINS = "ansible_collections/community/boomi/plugins"
FOUND = """
import json, sys
compiled = []
sys.addaudithook(lambda event, about: compiled.append(str(about[1])) if event == "compile" else None)
sys.path.insert(0, sys.argv[1])
from ansible_collections.community.boomi.plugins.module_utils._engine import change
from ansible_collections.community.boomi.plugins.module_utils._core import retry
files = {name: module.__file__ for name, module in sys.modules.items() if ".boomi" in name}
print(json.dumps([[file for file in compiled if file.startswith(sys.argv[1])], files]))
"""


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A zip file of the packages that modules import, as Ansible makes it."""
    path = tmp_path / "payload.zip"
    root = Path(_engine.__file__).parents[1]
    with zipfile.ZipFile(path, "w") as archive:
        for source in root.rglob("*.py"):
            archive.write(source, f"{PLUGINS}/module_utils/{source.relative_to(root).as_posix()}")
        packages = ["", "_core", "_objects"]
        for package in [Path(PLUGINS, "module_utils", name) for name in packages] + list(Path(PLUGINS).parents)[:-1]:
            archive.writestr((package / "__init__.py").as_posix(), "")
        archive.writestr(f"{PLUGINS}/__init__.py", "")
    return path


def test_each_file_is_compiled_once(payload: Path) -> None:
    command = [sys.executable, "-c", FOUND, str(payload)]
    compiled, files = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    # The hook comes with the package, so that Python has named this one and those above it already.
    behind = [file for file in compiled if "/_engine/" in file or "/_core/" in file or "/_objects/" in file]
    behind = [file for file in behind if not file.endswith("/_engine/__init__.py")]
    assert len(behind) > 20
    assert len(behind) == len(set(behind))
    for name, file in files.items():
        importer = zipimport.zipimporter(str(payload / Path(*name.split(".")[:-1])))
        assert file == importer.get_filename(name)
