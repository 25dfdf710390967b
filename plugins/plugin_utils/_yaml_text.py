# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private, and PURE: a variable that holds data or a YAML text, as a survey of AWX gives it."""

from __future__ import annotations

import json
import re
import typing as t

import yaml

from ._trust import data

# The rest of such a message is a part of the text, and a secret without quotes can look like this.
_QUOTED = re.compile("(alias|anchor|tag|handle) '.*")


class _Loader(yaml.SafeLoader):
    """Refuses a key that is given twice, of which YAML would keep the last value without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[t.Any, t.Any]:
        seen: set[str] = set()
        for key in (key for key, _value in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(given: t.Any, name: str) -> dict[str, t.Any]:
    """Return the data that a variable gives, and what is wrong with its text."""
    if not isinstance(given, str):
        return {"value": given, "problem": ""}
    # Before 2.19, ansible-core turns data with a date of YAML into a text of Python. As YAML, it has other values.
    if "datetime.date" in given:
        return {"value": None, "problem": f"{name} has a date without quotes. Put it in quotes."}
    try:
        # S506: the loader is a safe one.
        read = yaml.load(given, Loader=_Loader)  # noqa: S506
        return {"value": data(json.loads(json.dumps(read, default=str))), "problem": ""}
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        # What does not fit a tag, such as !!int, is a part of the text, too.
        text = "a value does not fit its tag" if "!!" in given and not where else str(exc)
        reason = _QUOTED.sub(r"\1", getattr(exc, "problem", None) or text.splitlines()[0])
        return {"value": None, "problem": f"{name} is not valid YAML{where}: {reason}."}
