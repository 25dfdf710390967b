# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: options as a person has given them: null, empty texts, and texts that YAML has made something else of."""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError


def refuse_empty(given: t.Mapping[str, t.Any], remedy: str = "Give a value, or leave it out.") -> None:
    """Refuse texts that hold nothing, alone or in lists.

    :param given: by option; what is no text is left alone
    :raises OptionError: one of them is empty
    """
    for name, value in given.items():
        texts = (
            {f"{name}[{index}]": one for index, one in enumerate(value)} if isinstance(value, list) else {name: value}
        )
        for place, text in texts.items():
            if isinstance(text, str) and not text.strip():
                raise OptionError(f"{place} is empty. {remedy}", option=name)


def without_null(
    params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any], keep: t.Collection[str] = ()
) -> dict[str, t.Any]:
    """Return options without those that are null, which counts as not given, at every level that has options."""
    found = {}
    for name, value in params.items():
        options = (spec.get(name) or {}).get("options")
        if value is not None or name in keep:
            found[name] = _cleaned(value, options) if options else value
    return found


def _cleaned(value: t.Any, options: t.Mapping[str, t.Any]) -> t.Any:
    if isinstance(value, list):
        return [_cleaned(entry, options) for entry in value]
    return without_null(value, options) if isinstance(value, dict) else value


def secrets_in(params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any]) -> set[str]:
    """Return the texts of all options that are secrets, at every level."""
    found: set[str] = set()
    for name, value in params.items():
        option = spec.get(name) or {}
        if option.get("no_log") and isinstance(value, str):
            found.add(value)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict) and option.get("options"):
                found |= secrets_in(entry, option["options"])
    return found


def place_of_text(params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any], where: str = "") -> str | None:
    """Return the place of the first text, but for key=value, where an entry has options: ``environments[0]``."""
    for name, value in params.items():
        options = (spec.get(name) or {}).get("options") or {}
        entries = value if isinstance(value, list) else [value]
        for index, entry in enumerate(entries if options else ()):
            place = f"{where}{name}[{index}]" if isinstance(value, list) else f"{where}{name}"
            inner = place_of_text(entry, options, f"{place}.") if isinstance(entry, dict) else None
            if inner or (isinstance(entry, str) and "=" not in entry):
                return inner or place
    return None


def texts_given_otherwise(params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any], where: str = "") -> list[str]:
    """Return warnings of texts that YAML has turned into numbers or booleans.

    :param params: as they were given, before Ansible converts them
    :raises OptionError: a list of texts, or of lists of them, holds null
    """
    warnings: list[str] = []
    names = {alias: name for name, options in spec.items() for alias in (name, *options.get("aliases", ()))}
    for given, value in params.items():
        option = spec.get(names.get(given, ""), {})
        place = f"{where}{given}"
        if option.get("options"):
            entries = value if isinstance(value, list) else [value]
            for index, entry in enumerate(entries):
                if isinstance(entry, dict):
                    inner = f"{place}[{index}]." if isinstance(value, list) else f"{place}."
                    warnings += texts_given_otherwise(entry, option["options"], inner)
        elif option.get("type") == "str" and not option.get("no_log"):
            warnings += _turned(value, place)
        elif option.get("elements") in ("str", "list") and isinstance(value, list):
            what = "a name or an ID" if option["elements"] == "str" else "a list"
            warnings += _turned_in(value, place, f"Give {what}, or leave it out.")
    return warnings


def _turned_in(entries: list[t.Any], place: str, instead_of_null: str) -> list[str]:
    warnings: list[str] = []
    for index, entry in enumerate(entries):
        inner = f"{place}[{index}]"
        if entry is None:
            raise OptionError(f"{inner} is null. {instead_of_null}", option=place)
        if isinstance(entry, list):
            warnings += _turned_in(entry, inner, 'Give "" for an empty text.')
        else:
            warnings += _turned(entry, inner)
    return warnings


def _turned(value: t.Any, place: str) -> list[str]:
    if not isinstance(value, (bool, int, float)):
        return []
    what = "boolean" if isinstance(value, bool) else "number"
    text = f"YAML reads {place} as the {what} {value}, which becomes the text {str(value)!r}."
    return [f"{text} Put it in quotes to keep it as written."]
