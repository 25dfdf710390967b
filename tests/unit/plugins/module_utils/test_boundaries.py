# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The boundaries between the rooms, read off their code: what must be known in one room is not used in another."""

from __future__ import annotations

import ast
import importlib
import re
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine.kind import Kind

PLUGINS = Path(__file__).resolve().parents[4] / "plugins"
FILES = {
    path.relative_to(PLUGINS).with_suffix("").as_posix().removeprefix("module_utils/").removeprefix("modules/"): path
    for folder in ("module_utils/**", "modules", "plugin_utils", "inventory", "lookup")
    for path in sorted(PLUGINS.glob(f"{folder}/*.py"))
}
ROOMS = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
# What Ansible loads into its own process, and not into that of a task.
CONTROLLER = {name for name in ROOMS if name.startswith(("plugin_utils/", "inventory/", "lookup/"))}
DOCUMENTATION = {"DOCUMENTATION", "EXAMPLES", "RETURN"}
# What modules of their own do is done where it is declared.
ACTIONS = {
    f"_objects/{name}"
    for name in ("account", "account_plan", "account_provision", "executions", "installer", "listeners", "releases")
}
PURE = sorted(
    name for name, tree in ROOMS.items() if re.search(r"\bpure\b", ast.get_docstring(tree) or "", re.IGNORECASE)
)


def code(tree: ast.AST) -> t.Iterator[ast.AST]:
    """Every node that is neither a text by itself, as docstrings are, nor documentation, nor for a type checker."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in DOCUMENTATION
        ):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        yield node
        yield from code(node)


def imports(tree: ast.AST) -> set[str]:
    """What is imported: whole names of modules, and of what is taken from them."""
    found = set()
    for node in code(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {f"{module}.{alias.name}".replace("..", ".") for alias in node.names}
    return found


def users(*names: str) -> set[str]:
    """The rooms whose code has one of these names: as a variable, an attribute, or an import."""
    found = set()
    for room, tree in ROOMS.items():
        for node in code(tree):
            used = getattr(node, "attr", None) or getattr(node, "id", None)
            if used in names or (isinstance(node, ast.alias) and node.name in names):
                found.add(room)
    return found


def importers(*packages: str) -> set[str]:
    return {room for room, tree in ROOMS.items() if any(name.split(".")[0] in packages for name in imports(tree))}


def test_requests_are_sent_by_http_alone() -> None:
    assert importers("requests", "urllib3") == {"_core/transport"}


def test_ansible_is_known_to_the_module_room_the_options_and_few_rooms_of_plugins_alone() -> None:
    of_plugins = {f"plugin_utils/{name}" for name in ("_connection", "_lookup", "_trust", "_watch")}
    assert importers("ansible") == {"_engine/module", "_core/options", "inventory/accounts", *of_plugins}


@pytest.mark.parametrize(
    ("room", "words"),
    [
        # Looks at check mode, warns and exits.
        ("_engine/module", "AnsibleModule check_mode exit_json fail_json warn deprecate exit SystemExit"),
        # Two libraries read it for themselves: tempfile (TMPDIR) and OpenSSL (SSL_CERT_FILE, SSL_CERT_DIR).
        ("_core/options", "environ environb getenv env_fallback expandvars getproxies getproxies_environment"),
    ],
)
def test_one_room_alone_uses_these_words(room: str, words: str) -> None:
    assert users(*words.split()) == {room}


def test_no_room_of_tasks_uses_one_of_plugins_and_these_neither_plan_nor_write() -> None:
    assert not [room for room in ROOMS if room not in CONTROLLER and "plugin_utils" in str(imports(ROOMS[room]))]
    acts = {"account", "api", "change", "create", "module", "plan", "remove", "removals", "settle", "write"}
    for room in CONTROLLER:
        parts = {part for name in imports(ROOMS[room]) for part in name.split(".")[:-1]}
        assert parts & acts == set(), room


def test_one_room_writes() -> None:
    """The client's writes are called by the writer, its three hands, and the module for releases."""
    calls = {
        room
        for room, tree in ROOMS.items()
        for node in code(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("create", "update", "bulk_update", "delete")
        and ast.unparse(node.value).endswith("client")
    }
    assert calls == {*(f"_engine/{name}" for name in ("create", "remove", "settle", "write")), "_objects/releases"}


def api_names() -> set[str]:
    """The API's names of objects and fields that are not ours as well."""
    rooms = [room for room in ROOMS if room.startswith("_objects/")]
    package = Kind.__module__.rpartition("._engine")[0]
    modules = [importlib.import_module(f"{package}.{room.replace('/', '.')}") for room in rooms]
    kinds = {value for module in modules for value in vars(module).values() if isinstance(value, Kind)}
    names = {kind.name for kind in kinds} | {api for kind in kinds for api in kind.filters.values()}
    fields = [field for kind in kinds for field in kind.fields]
    names |= {field.api for outer in fields for field in (outer, *outer.fields)}
    return {name for name in names if re.search("[a-z][A-Z]", name)}


@pytest.mark.parametrize("room", sorted(room for room in ROOMS if not room.startswith("_objects/")))
def test_names_of_the_api_are_known_to_the_objects_alone(room: str) -> None:
    """The words of the wire itself, such as queryToken, are no names of objects: client and filters have them."""
    texts = [node.value for node in code(ROOMS[room]) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    assert words & api_names() == set()


def test_the_names_of_the_api_are_found() -> None:
    assert {"IntegrationPackInstance", "integrationPackOverrideName", "ProcessId", "wrapperProcessId"} <= api_names()


def test_the_rooms_that_decide_are_pure() -> None:
    pure = {"kind", "steps", "family", "plan", "removals", "world", "describe", "result", "summary", "spec", "given"}
    assert {f"_engine/{name}" for name in pure} | {"_core/policy", "_core/redact"} <= set(PURE)
    assert {room for room in ROOMS if room.startswith("_objects/")} <= set(PURE) | ACTIONS
    assert {"plugin_utils/_hosts", "plugin_utils/_selection"} <= set(PURE)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_imports_nothing_that_acts(room: str) -> None:
    acting = {"ansible", "os", "random", "requests", "socket", "subprocess", "sys", "threading", "time", "urllib3"}
    rooms = {"api", "change", "client", "create", "fetch", "locks", "module", "pace", "patience"}
    rooms |= {"read", "remove", "shared", "transport", "trouble", "write"}
    rooms |= {room.rpartition("/")[2] for room in ACTIONS}
    found = {part for name in imports(ROOMS[room]) for part in name.split(".")[:-1] or [name]}
    assert found & (acting | rooms) == set()


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_no_room_is_too_large(room: str) -> None:
    if FILES[room].parent.name != "modules":
        assert len(FILES[room].read_text(encoding="utf-8").splitlines()) <= 450
        classes = [node for node in ast.walk(ROOMS[room]) if isinstance(node, ast.ClassDef)]
        assert not [node.name for node in classes if (node.end_lineno or 0) - node.lineno >= 250]
