# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Imports from a zip file, as that of a task: what Python does not do there, and what it does all the same."""

from __future__ import annotations

import json
import subprocess
import sys
import typing as t
import zipfile
import zipimport
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import archive as _archive

ROOMS = ("_core", "_engine", "_objects")
PLUGINS = "ansible_collections/community/boomi/plugins"
ROOT = Path(_archive.__file__).parents[1]
MODULES = sorted(path.stem for path in ROOT.parent.glob("modules/boomi_*.py"))
WRITERS = {"write", "create", "remove"}
# What a task that changes nothing has no need of: at all, or until there is something to change.
UNNEEDED = {
    "boomi_integration_pack_instance": WRITERS,
    **{module: {*WRITERS, "plan", "family", "change"} for module in MODULES if module.endswith("_info")},
    # A family describes its objects as well.
    "boomi_account_configuration_info": {*WRITERS, "plan", "change"},
}
# Each module has a process of its own, in which what is not the collection's is imported already: that takes longest.
FOUND = """
import ansible.module_utils.basic, importlib, json, os, requests, sys
compiled = []
sys.addaudithook(lambda event, about: compiled.append(str(about[1])) if event == "compile" else None)
sys.path.insert(0, sys.argv[1])
for module in sys.argv[2:]:
    if os.fork() == 0:
        importlib.import_module("ansible_collections.community.boomi.plugins.modules." + module)
        files = {name: module.__file__ for name, module in sys.modules.items() if ".boomi" in name}
        print(json.dumps([module, [file for file in compiled if file.startswith(sys.argv[1])], files]), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="module")
def payload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zip file of the packages that modules import, as Ansible makes it."""
    path = tmp_path_factory.mktemp("payload") / "payload.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for source in [*ROOT.rglob("*.py"), *ROOT.parent.glob("modules/*.py")]:
            archive.write(source, f"{PLUGINS}/{source.relative_to(ROOT.parent).as_posix()}")
        packages = [Path(PLUGINS, name) for name in ("modules", *(f"module_utils/{room}" for room in ROOMS))]
        for package in {parent for path in packages for parent in (path, *path.parents[:-1])}:
            archive.writestr((package / "__init__.py").as_posix(), "")
    return path


@pytest.fixture(scope="module")
def imported(payload: Path) -> dict[str, list[t.Any]]:
    """For each module, what Python compiles, and the files of what it imports."""
    command = [sys.executable, "-c", FOUND, str(payload), *MODULES]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()
    return {module: found for module, *found in map(json.loads, lines)}


@pytest.mark.parametrize("module", MODULES)
def test_each_file_is_compiled_once_and_none_that_only_a_change_needs(
    module: str, payload: Path, imported: dict[str, list[t.Any]]
) -> None:
    compiled, files = imported[module]
    assert len(files) > 10
    for name, file in files.items():
        importer = zipimport.zipimporter(str(payload / Path(*name.split(".")[:-1])))
        assert file == importer.get_filename(name)
    twice = {file for file in compiled if compiled.count(file) > 1 and not file.endswith("/__init__.py")}
    # Python has named the module, and the first that it imports, before it imports what sees to the others.
    assert len(twice - {str(payload / PLUGINS / "module_utils/_core/archive.py")}) <= 2
    loaded = {name.rpartition(".")[2] for name in files}
    assert not loaded & UNNEEDED.get(module, set())


@pytest.mark.parametrize("found", [True, False], ids=["not imported", "imported"])
@pytest.mark.parametrize("when", ["while it makes objects", "at its end"])
def test_what_a_process_holds_is_not_looked_through(when: str, found: bool, payload: Path) -> None:
    lines = [
        "import importlib, os, sys",
        "sys.path.insert(0, sys.argv[1])",
        *([] if found else [f"importlib.import_module('{_archive.__name__}')"]),
        "class Cycle:",
        "    def __init__(self): self.self = self",
        "    def __del__(self): print('found', flush=True)",
        "cycle = Cycle()",
        *(["del cycle", "kept = [[] for _ in range(50_000)]", "os._exit(0)"] if when != "at its end" else []),
    ]
    command = [sys.executable, "-c", "\n".join(lines), str(payload)]
    assert subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout == (b"found\n" if found else b"")
