# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finds the examples of the documentation: in plugins, guides, and READMEs."""

from __future__ import annotations

import ast
import re
import textwrap
import typing as t
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
# With an EXAMPLES each.
PLUGINS = ("plugins/modules/*.py", "plugins/inventory/*.py", "plugins/filter/*.py", "plugins/lookup/*.py")
DOCUMENTS = ("README.md", "roles/*/README.md", "docs/docsite/rst/*.rst")
_RST_BLOCK = re.compile(r"^( *)\.\. code-block:: (\S+)\n\n((?:\1 +\S.*\n|\n)+)", re.MULTILINE)
_MD_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A block that is indented without a language holds commands.
_MD_COMMANDS = re.compile(r"(?<=\n\n)((?: {4}.*\n)+)")

Values = dict[str, t.Any]


class Block(t.NamedTuple):
    """An example as it stands in a file.

    :param place: the file and the line
    :param language: yaml, console, and so on
    """

    place: str
    language: str
    text: str


class Task(t.NamedTuple):
    """A task of an example that runs a module or a role of the collection.

    :param name: without the collection
    """

    place: str
    name: str
    options: Values


def constants(path: Path, name: str) -> list[tuple[int, str]]:
    """Return the line and the value of a constant of a plugin, which is not imported for that; none where it has none.

    Inventories and filters import Ansible's controller, and modules behave in another way in a process that has.
    """
    return [
        (node.lineno, ast.literal_eval(node.value))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    ]


def role_options(role: str) -> Values:
    """Return the argument specification of a role."""
    specification = yaml.safe_load((ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    return t.cast("Values", specification["argument_specs"]["main"]["options"])


def _read(path: Path) -> t.Iterator[Block]:
    text = path.read_text(encoding="utf-8")
    found: list[tuple[int, str, str]] = []
    if path.suffix == ".py":
        found += [(line, "yaml", content) for line, content in constants(path, "EXAMPLES")]
    elif path.suffix == ".rst":
        found += [(_line(text, it), it[2].partition("+")[0], it[3]) for it in _RST_BLOCK.finditer(text)]
    else:
        found += [(_line(text, block), block[1], block[2]) for block in _MD_BLOCK.finditer(text)]
        rest = _MD_BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
        found += [(_line(rest, block), "console", block[1]) for block in _MD_COMMANDS.finditer(rest)]
    for line, language, content in found:
        yield Block(f"{path.relative_to(ROOT).as_posix()}:{line}", language, textwrap.dedent(content))


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def blocks(language: str) -> list[Block]:
    """Return all examples in a language."""
    paths = sorted(path for pattern in (*PLUGINS, *DOCUMENTS) for path in ROOT.glob(pattern))
    return [block for path in paths for block in _read(path) if block.language == language]


def documents() -> list[tuple[str, t.Any]]:
    """Return the documents of all examples in YAML, each with its place."""
    return [(block.place, content) for block in blocks("yaml") for content in yaml.safe_load_all(block.text)]


def steps(entries: t.Iterable[Values]) -> t.Iterator[Values]:
    """Give plays and tasks in their order, those within plays and blocks behind these."""
    for entry in entries:
        yield entry
        for key in ("tasks", "block", "rescue", "always"):
            yield from steps(entry.get(key) or [])


def tasks_of(place: str, entries: t.Iterable[Values]) -> t.Iterator[Task]:
    """Give the tasks of plays and lists of tasks that run what the collection has."""
    for entry in steps(entries):
        for role in entry.get("roles", ()):
            yield Task(place, f"role {_short(role['role'])}", {**entry.get("vars", {}), **role.get("vars", {})})
        for key, options in entry.items():
            if key.startswith("community.boomi."):
                yield Task(f"{place} {entry.get('name')}", _short(key), options or {})
            elif key.endswith(("include_role", "import_role")):
                yield Task(f"{place} {entry.get('name')}", f"role {_short(options['name'])}", entry.get("vars", {}))


def _short(name: str) -> str:
    return name.removeprefix("community.boomi.")


def tasks() -> list[Task]:
    """Return the tasks of all examples. Variables of a role by themselves count as a task with that role."""
    roles = sorted(path.name for path in ROOT.glob("roles/*"))
    found: list[Task] = []
    for place, content in documents():
        if isinstance(content, list):
            found += tasks_of(place, content)
            continue
        for role in roles:
            variables = {name: value for name, value in content.items() if name.startswith(f"{role}_")}
            described = variables.pop("account_bootstrap_description", {})
            variables.update({f"{role}_{name}": value for name, value in described.items()})
            if variables:
                found.append(Task(place, f"role {role}", variables))
    return found


def plays() -> list[tuple[str, Values]]:
    """Return the plays and the rulebooks of all examples."""
    lists = [(place, content) for place, content in documents() if isinstance(content, list)]
    return [(place, entry) for place, content in lists for entry in content if "hosts" in entry]


def inventories() -> list[tuple[str, Values]]:
    """Return the examples of inventory files."""
    return [(place, content) for place, content in documents() if isinstance(content, dict) and "plugin" in content]


def commands() -> list[tuple[str, str]]:
    """Return the command lines of all examples, each on one line."""
    return [
        (block.place, line.removeprefix("$ "))
        for language in ("console", "shell")
        for block in blocks(language)
        for line in block.text.replace("\\\n", " ").splitlines()
    ]
