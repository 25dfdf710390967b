# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A variable of a role may be a YAML text, with whatever a person has written into a survey."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.plugins.plugin_utils._yaml_text import read_yaml


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (None, None),
        ({"a": ["- b"]}, {"a": ["- b"]}),
        (" \n", None),
        ("a: [1, true, ~, 'yes', 2030-01-31]", {"a": [1, True, None, "yes", "2030-01-31"]}),
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, x: 3}", {"a": {"x": 1, "y": 2}, "b": {"x": 3, "y": 2}}),
    ],
)
def test_data_and_texts_give_data(given: t.Any, value: t.Any) -> None:
    assert read_yaml(given, "x") == {"value": value, "problem": ""}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [1", "x is not valid YAML in line 1, column 6: expected ',' or ']', but got '<stream end>'."),
        ("a: 1\nb:\n  c: 1\n  c: 2", "x is not valid YAML in line 4, column 3: c is given twice."),
        ("a: *Secret", "x is not valid YAML in line 1, column 4: found undefined alias."),
        ("a: !Secret b", "x is not valid YAML in line 1, column 4: could not determine a constructor for the tag."),
        ("a: !!bool Secret", "x is not valid YAML: a value does not fit its tag."),
        ("a: !!int Secret", "x is not valid YAML: a value does not fit its tag."),
        ("a: !!timestamp Secret", "x is not valid YAML: a value does not fit its tag."),
        ("a: 2030-13-31", "x is not valid YAML: month must be in 1..12."),
        ("a: \x01", "x is not valid YAML: unacceptable character #x0001: special characters are not allowed."),
        ("&a [*a]", "x is not valid YAML: Circular reference detected."),
        ("? [a]\n: b", "x is not valid YAML in line 1, column 3: found unhashable key."),
        ("[" * 1000, "x is not valid YAML: maximum recursion depth exceeded"),
        ("{'a': datetime.date(2030, 1, 31)}", "x has a date without quotes. Put it in quotes."),
    ],
)
def test_a_text_that_cannot_be_read_is_told_with_its_place(text: str, problem: str) -> None:
    assert read_yaml(text, "x")["value"] is None
    assert read_yaml(text, "x")["problem"].startswith(problem)
