# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The guides that list privileges and names list what the code has."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.tools import reference_pages as pages


def test_the_tables_are_what_declarations_and_modules_say() -> None:
    for path, text in pages.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run tests/tools/reference_pages.py"


@pytest.mark.parametrize("module", pages.modules())
def test_the_privileges_that_a_module_documents_are_those_of_its_objects(module: str) -> None:
    said = set(pages.PRIVILEGE.findall(pages.privileges(module)))
    assert "API" in said
    for kind in pages.kinds_of(module):
        needed = kind.read_privileges if module.endswith("_info") else kind.write_privileges
        assert set(pages.PRIVILEGE.findall(needed)) <= said
