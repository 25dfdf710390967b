# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The boundaries between the rooms, read off their code: what must be known in one room is not used in another."""

from __future__ import annotations

import ast
import re
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils import _objects

PLUGINS = Path(__file__).resolve().parents[4] / "plugins"
ROOMS = {
    path.relative_to(PLUGINS / "module_utils").with_suffix("").as_posix()
    if path.is_relative_to(PLUGINS / "module_utils")
    else path.stem: ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted([*PLUGINS.glob("module_utils/**/*.py"), *PLUGINS.glob("modules/*.py")])
}
DOCUMENTATION = {"DOCUMENTATION", "EXAMPLES", "RETURN"}
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
    assert importers("requests", "urllib3") == {"_core/http"}


def test_ansible_is_known_to_run_and_to_the_options_alone() -> None:
    assert importers("ansible") == {"_run", "_core/options"}
    assert users("AnsibleModule") == {"_run"}


def test_run_alone_looks_at_check_mode_warns_and_exits() -> None:
    assert users("check_mode", "exit_json", "fail_json", "warn", "deprecate", "exit", "SystemExit") == {"_run"}


def test_the_options_alone_read_the_environment() -> None:
    # Two libraries do so for themselves: tempfile (TMPDIR) and OpenSSL (SSL_CERT_FILE, SSL_CERT_DIR).
    assert users(
        "environ", "environb", "getenv", "env_fallback", "expandvars", "getproxies", "getproxies_environment"
    ) == {"_core/options"}


def api_names() -> set[str]:
    """The API's names of objects and fields that are not ours as well."""
    objects = [value for value in vars(_objects).values() if isinstance(value, _objects.ApiObject)]
    names = {target.name for target in objects} | {api for target in objects for api in target.filters.values()}
    fields = [field for target in objects for field in target.fields]
    names |= {field.api for outer in fields for field in (outer, *outer.fields)}
    return {name for name in names if re.search("[a-z][A-Z]", name)}


@pytest.mark.parametrize("room", sorted(set(ROOMS) - {"_objects"}))
def test_names_of_the_api_are_known_to_the_objects_alone(room: str) -> None:
    """The words of the wire itself, such as queryToken, are no names of objects: _client and _filters have them."""
    texts = [node.value for node in code(ROOMS[room]) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    assert words & api_names() == set()


def test_the_names_of_the_api_are_found() -> None:
    assert {"IntegrationPackInstance", "integrationPackOverrideName", "ProcessId", "wrapperProcessId"} <= api_names()


def test_the_rooms_that_decide_are_pure() -> None:
    assert {"_plan", "_state", "_entities", "_environment_plan", "_core/retry", "_core/redact"} <= set(PURE)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_imports_nothing_that_acts(room: str) -> None:
    acting = {"ansible", "os", "random", "requests", "socket", "subprocess", "sys", "threading", "time", "urllib3"}
    rooms = {"_apply", "_guard", "_install", "_look", "_run", "_writer", "client", "http", "locks", "pace"}
    found = {part for name in imports(ROOMS[room]) for part in name.split(".")[:-1] or [name]}
    assert found & (acting | rooms) == set()
