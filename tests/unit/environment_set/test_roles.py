# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles say what their modules take, and their READMEs say what the roles take."""

from __future__ import annotations

import importlib.util
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.plugins.module_utils import _environment_set, _instances

ROOT = Path(__file__).parents[3]
ROLES = ["account_bootstrap", "environments", "integration_packs"]


def options_of(role: str) -> dict[str, t.Any]:
    specification = yaml.safe_load((ROOT / "roles" / role / "meta" / "argument_specs.yml").read_text(encoding="utf-8"))
    options: dict[str, t.Any] = specification["argument_specs"]["main"]["options"]
    return options


def bare(options: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """Types, choices, defaults and items of options, without words for people."""
    kept = ("type", "elements", "choices", "default", "required")
    return {
        name: {key: option[key] for key in kept if key in option}
        | ({"options": bare(option["options"])} if "options" in option else {})
        for name, option in options.items()
    }


@pytest.mark.parametrize("role", ROLES)
def test_the_readme_of_a_role_is_what_its_argument_specification_says(role: str) -> None:
    path = ROOT / "tests" / "tools" / "role_readmes.py"
    specification = importlib.util.spec_from_file_location("role_readmes", path)
    assert specification
    assert specification.loader
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    written = (ROOT / "roles" / role / "README.md").read_text(encoding="utf-8")
    assert written == script.readme(role), "run tests/tools/role_readmes.py"


@pytest.mark.parametrize("role", ROLES)
def test_the_defaults_of_a_role_are_those_of_its_argument_specification(role: str) -> None:
    defaults = yaml.safe_load((ROOT / "roles" / role / "defaults" / "main.yml").read_text(encoding="utf-8"))
    assert defaults == {name: option["default"] for name, option in options_of(role).items() if "default" in option}


def test_the_role_environments_takes_what_its_module_takes() -> None:
    assert bare(options_of("environments")) == {
        f"environments_{name}": option for name, option in bare(_environment_set.SPEC).items()
    }


def test_the_items_of_the_role_integration_packs_are_those_of_its_module_less_the_id() -> None:
    items = options_of("integration_packs")["integration_packs_integration_packs"]
    taken = bare(_instances.MANY_SPEC["instances"]["options"])
    assert bare(items["options"]) == {name: option for name, option in taken.items() if name != "id"}


def test_the_role_account_bootstrap_takes_the_items_of_the_roles_that_it_is_made_of() -> None:
    options = options_of("account_bootstrap")
    for role in ("environments", "integration_packs"):
        items = options_of(role)[f"{role}_{role}"]
        mine = options[f"account_bootstrap_{role}"]
        assert bare(mine["options"]) == bare(items["options"])
        for key in ("mutually_exclusive", "required_one_of"):
            assert mine.get(key) == items.get(key)
