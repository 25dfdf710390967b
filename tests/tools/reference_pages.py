# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Write the tables of guides that follow from declarations and from the documentation of modules.

A unit test compares them. Run it with a Python that has ansible-core and requests.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import tempfile
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "docsite" / "rst"
UTILS = "ansible_collections.community.boomi.plugins.module_utils"
ENGINE, OBJECTS = f"{UTILS}._engine", f"{UTILS}._objects"
NEEDS = re.compile(r"The user (?:who authenticates )?needs the privileges? (.*)")
# Of a text, in the place of {0}, in a module, in the place of {1}.
MARKUP = {
    "C": "``{0}``",
    "M": ":ansplugin:`{0}#module`",
    "O": ":ansopt:`{1}:{0}`",
    "RV": ":ansretval:`{1}:{0}`",
    "V": ":ansval:`{0}`",
}
PRIVILEGE = re.compile(r"\b(API|[A-Z]+(?:_[A-Z]+)+|DEPLOY|EXECUTE)\b")
# A table, between the comments that begin and end it.
TABLE = r"(\.\. The table {} is written by tests/tools/reference_pages\.py\.\n\n)((?!\.\. End of it\.).)*"

# What is only created, and what only tells how that went.
NEVER_READ = ("ExecutionRequest", "InstallerToken", "ReleaseIntegrationPack")
NEVER_WRITTEN = ("ReleaseIntegrationPackStatus",)


def modules() -> list[str]:
    """Return the names of all modules."""
    return sorted(path.stem for path in ROOT.glob("plugins/modules/boomi_*.py"))


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "plugins" / "modules" / f"{module}.py").read_text(encoding="utf-8"))


def privileges(module: str) -> str:
    """Return what the documentation of a module says of privileges, as it says it."""
    for node in _tree(module).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DOCUMENTATION":
            for paragraph in yaml.safe_load(ast.literal_eval(node.value))["description"]:
                found = NEEDS.match(paragraph)
                if found:
                    return found[1].rstrip(".")
    raise LookupError(f"{module} does not say which privileges it needs")


def kinds_of(module: str) -> list[Any]:
    """Return the declarations that a module is made from."""
    found: list[Any] = []
    for node in _tree(module).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(OBJECTS):
            for alias in node.names:
                place = f"{node.module}.{alias.name}" if node.module == OBJECTS else str(node.module)
                found += _kinds(importlib.import_module(place), alias.name)
    return list({kind.name: kind for kind in found}.values())


def _kinds(place: types.ModuleType, name: str) -> Iterator[Any]:
    """Give the declarations that a name stands for; a function or a file for those in the file."""
    value = getattr(place, name, place)
    if hasattr(value, "read_privileges"):
        yield value
    elif isinstance(value, dict):
        yield from (kind for kind in value.values() if hasattr(kind, "read_privileges"))
    elif hasattr(value, "PARTS"):
        # A whole account.
        yield from value.SECTIONS.values()
    elif inspect.isfunction(value) or inspect.ismodule(value):
        # The objects of other files that it also reads are not what it is about, but for sets.
        sets, text = importlib.import_module(f"{ENGINE}.kind").SetKind, inspect.getsource(place)
        for kind in vars(place).values():
            if isinstance(kind, sets) or (hasattr(kind, "read_privileges") and f'"{kind.name}"' in text):
                yield kind


def _link(module: str) -> str:
    return f":ansplugin:`{module} <community.boomi.{module}#module>`"


def _code(text: str) -> str:
    return PRIVILEGE.sub(r"``\1``", text)


def _table(head: Iterable[str], widths: str, rows: Iterable[Iterable[str]]) -> str:
    lines = [".. list-table::", "   :header-rows: 1", f"   :widths: {widths}", ""]
    for row in [head, *rows]:
        lines += [f"   {' ' if number else '*'} - {cell}" for number, cell in enumerate(row)]
    return "\n".join(lines) + "\n"


def _objects() -> dict[str, tuple[Any, list[str]]]:
    """Return all objects of the API that have modules, with their declarations and modules."""
    found: dict[str, tuple[Any, list[str]]] = {}
    for module in modules():
        for kind in kinds_of(module):
            found.setdefault(kind.name, (kind, []))[1].append(module)
    return dict(sorted(found.items()))


def tables() -> dict[str, tuple[Path, str]]:
    """Return each table by its name, with its page."""

    def marked(module: str) -> str:
        plugin = f"community.boomi.{module}#module"
        return re.sub(r"\b([CVOM]|RV)\(([^()]*)\)", lambda it: MARKUP[it[1]].format(it[2], plugin), privileges(module))

    objects = _objects()
    of_modules = [(_link(module), marked(module)) for module in modules()]
    of_objects = []
    names = []
    for name, (kind, users) in objects.items():
        changes = name not in NEVER_WRITTEN and not all(user.endswith("_info") for user in users)
        of_objects.append(
            (
                f"``{name}``",
                "not read" if name in NEVER_READ else _code(kind.read_privileges),
                _code(kind.write_privileges) if changes else "not changed",
            )
        )
        names.append((f"``{name}``", kind.title, ", ".join(_link(user) for user in users)))
    return {
        "of modules": (PAGES / "privileges.rst", _table(("module", "privileges"), "35 65", of_modules)),
        "of objects": (
            PAGES / "privileges.rst",
            _table(("object of the API", "to read", "to change"), "30 35 35", of_objects),
        ),
        "of names": (PAGES / "api_names.rst", _table(("object of the API", "here", "modules"), "25 30 45", names)),
    }


def pages() -> dict[Path, str]:
    """Return the pages as they should be."""
    texts: dict[Path, str] = {}
    for name, (path, table) in tables().items():
        text = texts.get(path) or path.read_text(encoding="utf-8")
        texts[path], count = re.subn(TABLE.format(name), rf"\1{table}\n", text, flags=re.DOTALL)
        if count != 1:
            raise LookupError(f"{path.name} has no place for the table {name}")
    return texts


def main() -> None:
    """Write them all, whatever directory the clone lies in."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory) / "ansible_collections" / "community"
        place.mkdir(parents=True)
        (place / "boomi").symlink_to(ROOT)
        sys.path.insert(0, directory)
        for path, text in pages().items():
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
