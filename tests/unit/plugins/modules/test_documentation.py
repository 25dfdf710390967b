# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the modules' documentation says of failures, held against the code. The options are sanity's to compare."""

from __future__ import annotations

import ast
import importlib
import re
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.plugins.module_utils._core import errors as _errors
from ansible_collections.community.boomi.plugins.module_utils._engine.kind import HELD, Kind
from ansible_collections.community.boomi.plugins.module_utils._objects.account import SECTIONS
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ATOM
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    ENVIRONMENT,
    INTEGRATION_PACK_INSTANCE,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.publisher_plan import PUBLISHER_INTEGRATION_PACK
from ansible_collections.community.boomi.tests.unit.conftest import MODULES

PLUGINS = Path(__file__).resolve().parents[4] / "plugins"
NAMES = sorted(path.stem for path in PLUGINS.glob("modules/boomi_*.py"))
# Describes what all modules share; the others refer to it.
HOME = "boomi_account_configuration"
# What a failure, and a module that writes, return.
SHARED = ("changes", "summary", "summary_lines", "plan", "error")
# Keywords of exceptions that are for the code that catches them.
NO_FACTS = {"hide", "passing", "in_doubt", "may_come", "repeated", "final", "forbidden"}


def returned(name: str) -> dict[str, t.Any]:
    return t.cast("dict[str, t.Any]", yaml.safe_load(importlib.import_module(f"{MODULES}.{name}").RETURN))


def facts_of_errors() -> set[str]:
    """What is given to an exception by keyword, what is added to its facts, and what prevents a deletion."""
    found = {"kind"}
    for path in PLUGINS.glob("module_utils/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".facts.update", "Error")):
                found |= {str(keyword.arg) for keyword in node.keywords if keyword.arg}
            elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "facts":
                assert isinstance(node.value, ast.Dict)
                found |= {ast.literal_eval(key) for key in node.value.keys if key}
    ties = [
        (tie, number) for kind in (ATOM, PUBLISHER_INTEGRATION_PACK, *SECTIONS.values()) for tie, number in kind.ties
    ]
    held = [tie.ends[1 - number].kind for tie, number in ties if tie.ends[number].holds == HELD]
    return found - NO_FACTS | {f"{kind.title}s".replace(" ", "_") for kind in held}


@pytest.mark.parametrize("name", NAMES)
def test_every_module_refers_to_the_one_description_of_what_all_return(name: str) -> None:
    values = returned(name)
    assert values["error"]["returned"] == "failure"
    for shared in set(SHARED) & set(values) if name != HOME else ():
        assert f"RV(community.boomi.{HOME}#module:{shared})" in values[shared]["description"]


def test_each_fact_of_an_error_is_described_and_no_other() -> None:
    facts = facts_of_errors()
    assert {"option", "candidates", "api_message", "path"} <= facts
    assert set(returned(HOME)["error"]["contains"]) == facts


@pytest.mark.parametrize(
    ("name", "key", "kind"),
    [
        ("boomi_atom", "atom", ATOM),
        ("boomi_environment", "environment", ENVIRONMENT),
        ("boomi_environments", "environments", ENVIRONMENT),
        ("boomi_integration_pack_instance", "integration_pack_instance", INTEGRATION_PACK_INSTANCE),
        ("boomi_integration_pack_instances", "integration_pack_instances", INTEGRATION_PACK_INSTANCE),
        ("boomi_publisher_integration_pack", "publisher_integration_pack", PUBLISHER_INTEGRATION_PACK),
    ],
)
def test_what_is_tied_to_an_object_that_is_to_go_is_described_with_it(name: str, key: str, kind: Kind) -> None:
    ends = [(tie.ends[number], tie.ends[1 - number]) for tie, number in kind.ties]
    held = {own.lists or other.kind.plural for own, other in ends if own.holds}
    assert held
    assert held <= set(returned(name)[key]["contains"])


def test_each_kind_of_error_is_described_there_and_in_the_guide_to_messages() -> None:
    errors = [value for value in vars(_errors).values() if isinstance(value, type)]
    # What others are derived from is never raised itself.
    kinds = {error("").kind for error in errors if issubclass(error, _errors.BoomiError) and not error.__subclasses__()}
    text = str(returned(HOME)["error"]["contains"]["kind"]["description"])
    assert {kind for kind in kinds | {"internal"} if f"V({kind})" not in text} == set()
    guide = (PLUGINS.parent / "docs" / "docsite" / "rst" / "messages.rst").read_text(encoding="utf-8")
    table = guide.partition("``error.kind``")[2].partition("Status of the API")[0]
    assert set(re.findall(r"^``(\w+)`` ", table, re.MULTILINE)) == kinds | {"internal"}
