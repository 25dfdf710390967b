# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Imports from a zip file, as that of a task: what Python does not do there, and what it does all the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
import zipimport
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import archive as _archive

PLUGINS = "ansible_collections/community/boomi/plugins"
ROOT = Path(_archive.__file__).parents[1]
# What each module imports first.
ENTRIES = sorted(
    {
        ".".join(found.groups())
        for module in ROOT.parent.glob("modules/*.py")
        if (found := re.search(r"module_utils\.(\w+) import (\w+)$", module.read_text("utf-8"), re.MULTILINE))
    }
)
FOUND = """
import importlib, json, sys
compiled = []
sys.addaudithook(lambda event, about: compiled.append(str(about[1])) if event == "compile" else None)
sys.path.insert(0, sys.argv[1])
importlib.import_module("ansible_collections.community.boomi.plugins.module_utils." + sys.argv[2])
files = {name: module.__file__ for name, module in sys.modules.items() if ".boomi" in name}
print(json.dumps([[file for file in compiled if file.startswith(sys.argv[1])], files]))
"""


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """A zip file of the packages that modules import, as Ansible makes it."""
    path = tmp_path / "payload.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for source in ROOT.rglob("*.py"):
            archive.write(source, f"{PLUGINS}/module_utils/{source.relative_to(ROOT).as_posix()}")
        packages = ["", "_core", "_engine", "_objects"]
        for package in [Path(PLUGINS, "module_utils", name) for name in packages] + list(Path(PLUGINS).parents)[:-1]:
            archive.writestr((package / "__init__.py").as_posix(), "")
        archive.writestr(f"{PLUGINS}/__init__.py", "")
    return path


@pytest.mark.parametrize("entry", ENTRIES)
def test_each_file_is_compiled_once(entry: str, payload: Path) -> None:
    command = [sys.executable, "-c", FOUND, str(payload), entry]
    compiled, files = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    # Python has named the first of them before it imports what sees to the others.
    first = [f"/{entry.replace('.', '/')}.py", "/_core/archive.py", "__init__.py"]
    others = [file for file in compiled if not any(file.endswith(name) for name in first)]
    assert len(others) > 10
    assert len(others) == len(set(others))
    for name, file in files.items():
        importer = zipimport.zipimporter(str(payload / Path(*name.split(".")[:-1])))
        assert file == importer.get_filename(name)


@pytest.mark.parametrize("found", [True, False], ids=["not imported", "imported"])
def test_what_a_process_holds_at_its_end_is_not_looked_through(found: bool, payload: Path) -> None:
    lines = [
        "import importlib, sys",
        "sys.path.insert(0, sys.argv[1])",
        *([] if found else [f"importlib.import_module('{_archive.__name__}')"]),
        "class Cycle:",
        "    def __init__(self): self.self = self",
        "    def __del__(self): print('found')",
        "cycle = Cycle()",
    ]
    command = [sys.executable, "-c", "\n".join(lines), str(payload)]
    assert subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout == (b"found\n" if found else b"")
