# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles say what their module takes, and their READMEs say what the roles take."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine.spec import STATE, constraints, identity_spec
from ansible_collections.community.boomi.plugins.module_utils._objects.account import PARTS, SECTIONS
from ansible_collections.community.boomi.tests.tools import role_readmes
from ansible_collections.community.boomi.tests.unit.examples import ROOT, role_options

SECTIONS_OF = {"account_bootstrap": list(SECTIONS), **{name: [name] for name in SECTIONS}}
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir())


@pytest.mark.parametrize("role", ROLES)
def test_the_readme_of_a_role_is_what_its_argument_specification_says(role: str) -> None:
    written = (ROOT / "roles" / role / "README.md").read_text(encoding="utf-8")
    assert written == role_readmes.readme(role), "run tests/tools/role_readmes.py"


@pytest.mark.parametrize(("role", "section"), [(role, name) for role, names in SECTIONS_OF.items() for name in names])
def test_a_role_documents_the_items_that_its_module_takes(role: str, section: str) -> None:
    option = role_options(role)[f"{role}_{section}"]
    kind = SECTIONS[section]
    documented = {
        name: {key: value for key, value in item.items() if key != "description"}
        for name, item in option["options"].items()
    }
    # The values that an object has are documented with the module.
    parts = {
        name: {key: value for key, value in part.part_spec(kind).items() if key in ("type", "elements")}
        for name, part in PARTS[section].items()
    }
    taken = {**identity_spec(kind, kind.lists), **parts, "state": {"type": "str", "choices": STATE["choices"]}}
    # ansible-lint's schema of these files knows no aliases.
    assert documented == {
        name: {key: value for key, value in item.items() if key != "aliases"} for name, item in taken.items()
    }
    for name, groups in constraints(kind).items():
        assert option.get(name) == [list(group) for group in groups]


@pytest.mark.parametrize("role", ROLES)
def test_null_and_blank_pass_the_argument_specification_of_a_role(role: str) -> None:
    for option in role_options(role).values():
        assert (option["type"], option.get("choices"), option.get("required")) == ("raw", None, None)
