# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: options as a person has given them: unknown, null, empty, or in another form than Ansible makes of them."""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError, all_of_them, close_matches

_INSTEAD_OF_NULL = {
    "dict": "Give a mapping, or leave it out.",
    "list": "Give a list, or leave it out.",
    "str": "Give a name or an ID, or leave it out.",
    "cell": 'Give "" for an empty string.',
}
_OF = {"dict": " of mappings", "list": " of lists", "cell": " of strings"}


def refuse_empty(
    given: t.Mapping[str, t.Any], remedy: str = "Give a value, or leave it out.", required: t.Collection[str] = ()
) -> None:
    """Refuse texts that hold nothing, alone or in lists.

    :param given: by option; what is no text is left alone
    :param required: options that cannot be left out
    :raises OptionError: one of them is empty
    """
    for name, value in given.items():
        texts = (
            {f"{name}[{index}]": one for index, one in enumerate(value)} if isinstance(value, list) else {name: value}
        )
        for place, text in texts.items():
            if isinstance(text, str) and not text.strip():
                raise OptionError(f"{place} is empty. {'Give a value.' if name in required else remedy}", option=name)


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


def check_as_given(params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any]) -> list[str]:
    """Return warnings of texts that YAML has turned into numbers or booleans.

    :param params: as they were given, before Ansible converts them, which makes a text of anything
    :raises OptionError: all that is unknown, or has another form than its option
    """
    remarks = list(_options(params, spec, ""))
    problems = [remark for remark in remarks if isinstance(remark, OptionError)]
    if problems:
        raise all_of_them(problems)
    return [remark for remark in remarks if isinstance(remark, str)]


def _options(params: t.Mapping[str, t.Any], spec: t.Mapping[str, t.Any], where: str) -> t.Iterator[OptionError | str]:
    """Go through options, and give what is wrong with them, or may be."""
    names = {alias: name for name, option in spec.items() for alias in (name, *option.get("aliases", ()))}
    for given, value in params.items():
        place = f"{where}{given}"
        if given not in names:
            close = close_matches(given, list(names), 1, likeness=0.7)
            hint = f"Did you mean {close[0]}? " if close else ""
            text = f"Unsupported parameters: {place}. {hint}Supported parameters are {', '.join(sorted(spec))}."
            yield OptionError(text, option=place)
        elif value is not None:
            option = spec[names[given]]
            yield from _value(value, option.get("type", "str"), option, place)


def _value(value: t.Any, kind: str, option: t.Mapping[str, t.Any], place: str) -> t.Iterator[OptionError | str]:
    wanted = _wanted(value, kind, option)
    if wanted:
        yield OptionError(f"{place} is {_called(value)}. Give {wanted}.", option=place)
    elif kind == "list" and isinstance(value, list):
        yield from _entries(value, option, place)
    elif option.get("options") and isinstance(value, dict):
        yield from _options(value, option["options"], f"{place}.")
    elif kind in ("str", "cell") and isinstance(value, (bool, int, float)):
        text = f"the {_called(value)[2:]} {value}, which becomes the string {str(value)!r}"
        # A secret is not shown, nor what may turn out to be one that was given as a value.
        read = _called(value) if option.get("no_log") or place.endswith(".value") else text
        yield f"YAML reads {place} as {read}. Put it in quotes to keep it as written."


def _entries(entries: list[t.Any], option: t.Mapping[str, t.Any], place: str) -> t.Iterator[OptionError | str]:
    kind = option.get("elements") or "raw"
    # A row of a table is a list of texts.
    inner = {"elements": "cell"} if kind == "list" else option
    for index, entry in enumerate(entries):
        at = f"{place}[{index}]"
        if entry is not None:
            yield from _value(entry, kind, inner, at)
        elif kind in _INSTEAD_OF_NULL:
            yield OptionError(f"{at} is null. {_INSTEAD_OF_NULL[kind]}", option=place)


def _wanted(value: t.Any, kind: str, option: t.Mapping[str, t.Any]) -> str:
    """Return what to give in the place of a value that has another form, and that Ansible would take or not name."""
    if kind in ("str", "path", "cell"):
        return "a string" if isinstance(value, (list, dict)) else ""
    if kind in ("int", "float"):
        return "a number" if isinstance(value, bool) else ""
    if kind == "dict":
        if option.get("options"):
            return "" if isinstance(value, dict) else f"a mapping with {', '.join(sorted(option['options']))}"
        # Ansible also takes the text of a mapping.
        is_text = isinstance(value, str) and ("=" in value or value.lstrip()[:1] == "{")
        return "" if is_text or isinstance(value, dict) else "a mapping"
    # It also takes a text with commas for a list of texts.
    of = _OF.get(option.get("elements") or "", "")
    is_list = isinstance(value, list) or not (of or isinstance(value, dict))
    return f"a list{of}" if kind == "list" and not is_list else ""


def _called(value: t.Any) -> str:
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        return "a number"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a string"
