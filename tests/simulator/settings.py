# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of the simulator: what can be switched, to what, and the defaults, as settings.yml declares them."""

from __future__ import annotations

import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

DECLARED: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("settings.yml").read_text(encoding="utf-8")
)
TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})


class Settings(types.SimpleNamespace):
    """Current values; read as attributes, changed through :meth:`changed` only, which validates."""

    def __init__(self, **values: Any) -> None:
        defaults = {name: one["values"][0] if "values" in one else one["default"] for name, one in DECLARED.items()}
        super().__init__(**{**defaults, **values})

    def changed(self, changes: Mapping[str, Any]) -> Settings:
        """Return a copy with ``changes``; values may be words, as a command line or YAML gives them.

        Raises ValueError naming the setting, and what it takes, for an unknown name or value.
        """
        values = vars(self).copy()
        for name, value in changes.items():
            if name not in DECLARED:
                raise ValueError(f"unknown setting {name!r}; the settings are: {', '.join(sorted(DECLARED))}")
            values[name] = _converted(name, value, DECLARED[name])
        return Settings(**values)


def _converted(name: str, value: Any, declared: Mapping[str, Any]) -> Any:
    word = str(value).strip().lower()
    default = declared.get("default")
    if isinstance(default, bool):
        if word in TRUE_WORDS | FALSE_WORDS:
            return word in TRUE_WORDS
        raise ValueError(f"setting {name} takes true or false, not {value!r}")
    if isinstance(default, int):
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 <= number < float("inf"):
            raise ValueError(f"setting {name} takes a number that is not negative, not {value!r}")
        return number
    if isinstance(default, list):
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list):
            return [str(part).strip() for part in parts if str(part).strip()]
        raise ValueError(f"setting {name} takes a list of names, not {value!r}")
    for candidate in declared["values"]:
        # A YAML author who writes `true` for the word "true" gets a boolean: both mean the same here.
        if str(candidate).lower() == word:
            return candidate
    raise ValueError(f"setting {name} takes one of {', '.join(map(str, declared['values']))}, not {value!r}")
