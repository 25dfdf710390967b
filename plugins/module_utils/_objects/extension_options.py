# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the options that describe a set of extension values, and what they wish.

Source of names: the vendor's OpenAPI document, schema EnvironmentExtensions.
"""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError
from .._core.wire import entries_of
from .._engine.given import refuse_empty
from .._engine.kind import Raw, Values

ROW_SIZE = 20


class Level:
    """Where the parts of a set are listed.

    :param option: our name of the list
    :param wrapper: the API puts the list into an object of this name; empty for none
    :param api: the API's name of the list
    :param keys: our names of what tells its entries apart, each with the API's
    """

    def __init__(self, option: str, wrapper: str, api: str, keys: t.Mapping[str, str]) -> None:
        self.option, self.wrapper, self.api, self.keys = option, wrapper, api, keys

    def entries(self, raw: Raw) -> list[Raw]:
        """Return the entries of an object that the API sent."""
        holder = raw.get(self.wrapper) if self.wrapper else raw
        return entries_of(holder.get(self.api)) if isinstance(holder, dict) else []

    def put(self, raw: Raw, entries: list[Raw]) -> None:
        """Set the entries of an object for the API."""
        if self.wrapper:
            raw[self.wrapper] = {self.api: entries}
        else:
            raw[self.api] = entries


_NAMED = {"name": "name", "id": "id"}
_FIELDS = Level("fields", "", "field", {"id": "id"})
# The last level of each holds the values.
SECTIONS: dict[str, tuple[Level, ...]] = {
    "connections": (Level("connections", "connections", "connection", _NAMED), _FIELDS),
    "operations": (Level("operations", "operations", "operation", _NAMED), _FIELDS),
    "shared_communications": (
        Level("shared_communications", "sharedCommunications", "sharedCommunication", _NAMED),
        _FIELDS,
    ),
    "trading_partners": (
        Level("trading_partners", "tradingPartners", "tradingPartner", _NAMED),
        Level("categories", "", "category", _NAMED),
        _FIELDS,
    ),
    "process_properties": (
        Level("process_properties", "processProperties", "ProcessProperty", _NAMED),
        Level("values", "", "ProcessPropertyValue", {"label": "label", "key": "key"}),
    ),
    "properties": (Level("properties", "properties", "property", {"name": "name"}),),
    "cross_references": (Level("cross_references", "crossReferences", "crossReference", _NAMED),),
    "pgp_certificates": (Level("pgp_certificates", "PGPCertificates", "PGPCertificate", {"id": "id"}),),
}

_TEXT: dict[str, t.Any] = {"type": "str"}
_RESET: dict[str, t.Any] = {"use_default": {"type": "bool"}}
_ANY: dict[str, t.Any] = {
    "value": _TEXT,
    "secret": {"type": "str", "no_log": True},
    "secret_reference": {"type": "str", "no_log": False},
    "secrets_manager": {"type": "str", "choices": ["AWS", "AZURE", "GCP"], "no_log": False},
    **_RESET,
}
_ROWS: dict[str, t.Any] = {"rows": {"type": "list", "elements": "list"}, **_RESET}
_LEAVES: dict[str, dict[str, t.Any]] = {
    # The API has references for fields alone (the vendor's OpenAPI document).
    "process_properties": {"value": _TEXT, "secret": _ANY["secret"], **_RESET},
    "properties": {"value": {**_TEXT, "required": True}},
    "cross_references": _ROWS,
    "pgp_certificates": {"value": _TEXT, **_RESET},
}
# What says what is to become of a value. Exactly one of them is given.
_VERBS = ("value", "secret", "secret_reference", "use_default", "rows")


def spec(sections: t.Iterable[str] = tuple(SECTIONS), verbs: t.Iterable[str] = ()) -> dict[str, t.Any]:
    """Return the options that describe a set, or some of its sections.

    :param verbs: what says what is to become of a value, where only some of it makes sense
    """
    leaf = {verb: _ANY[verb] for verb in verbs}
    return {section: _list_of(SECTIONS[section], leaf or _LEAVES.get(section, _ANY)) for section in sections}


def _list_of(levels: tuple[Level, ...], leaf: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    level = levels[0]
    options: dict[str, t.Any] = {name: {"type": "str", "no_log": False} for name in level.keys}
    entry: dict[str, t.Any] = {"type": "list", "elements": "dict", "options": options, "no_log": False}
    if len(level.keys) > 1:
        entry.update(required_one_of=[tuple(level.keys)], mutually_exclusive=[tuple(level.keys)])
    else:
        options[next(iter(level.keys))]["required"] = True
    if len(levels) > 1:
        options[levels[1].option] = {**_list_of(levels[1:], leaf), "required": True}
        return entry
    options.update(leaf)
    verbs = tuple(verb for verb in _VERBS if verb in options)
    if len(verbs) > 1:
        entry["required_one_of"] = [*entry.get("required_one_of", ()), verbs]
        entry["mutually_exclusive"] = [*entry.get("mutually_exclusive", ()), verbs]
    if "secrets_manager" in options:
        entry["required_together"] = [("secret_reference", "secrets_manager")]
    return entry


class Wish:
    """One value that a person wants.

    :param path: what tells its entry at each level apart: our name of the key, and the text
    :param verb: one of the words above, and :param value: what is given with it
    :param manager: of secrets, for a reference to one
    :param where: its place in the options
    """

    def __init__(
        self, section: str, path: list[tuple[str, str]], verb: str, value: t.Any, manager: str | None, where: str
    ) -> None:
        self.section, self.path, self.verb, self.value = section, path, verb, value
        self.manager, self.where = manager, where

    def __str__(self) -> str:
        return f"{self.section} {' / '.join(text for _key, text in self.path)}"


def cells_of(row: t.Iterable[str]) -> list[str]:
    """Return the cells of a row without the empty ones at its end, which it may have or not."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def wishes_of(params: t.Mapping[str, t.Any], where: str = "") -> list[Wish]:
    """Return the values that options describe.

    :param where: their place, put before the names of options in messages
    :raises OptionError: they make no sense
    """
    found: list[Wish] = []
    for section, levels in SECTIONS.items():
        for index, entry in enumerate(params.get(section) or ()):
            place = f"{where}.{section}[{index}]" if where else f"{section}[{index}]"
            found += _wishes(section, levels, entry, [], place)
    seen: dict[t.Any, Wish] = {}
    for wish in found:
        if seen.setdefault((wish.section, tuple(wish.path)), wish) is not wish:
            raise OptionError(f"{wish.where} is given twice: {wish}. Give it once.", option=wish.where)
    return found


def _wishes(
    section: str, levels: tuple[Level, ...], entry: Values, path: list[tuple[str, str]], where: str
) -> t.Iterator[Wish]:
    (key,) = (key for key in levels[0].keys if entry.get(key) is not None)
    refuse_empty({f"{where}.{key}": entry[key]}, "Give a value.")
    path = [*path, (key, entry[key])]
    if len(levels) > 1:
        for index, below in enumerate(entry[levels[1].option]):
            yield from _wishes(section, levels[1:], below, path, f"{where}.{levels[1].option}[{index}]")
        return
    (verb,) = (verb for verb in _VERBS if entry.get(verb) is not None)
    value = entry[verb]
    if verb in ("secret", "secret_reference") and not value.strip():
        # Whether an empty text wipes a secret is not documented: it is never sent.
        raise OptionError(f"{where}.{verb} is empty. Give a value, or leave the entry out.", option=f"{where}.{verb}")
    if verb == "use_default" and not value:
        raise OptionError(f"{where}.use_default is false. Give the value instead.", option=f"{where}.use_default")
    if verb == "rows":
        value = [cells_of(map(str, row)) for row in value]
        for index, row in enumerate(value):
            if len(row) > ROW_SIZE or not row:
                place = f"{where}.rows[{index}]"
                raise OptionError(f"{place}: a row has 1 to {ROW_SIZE} cells, one of them not empty.", option=place)
    yield Wish(section, path, verb, value, entry.get("secrets_manager"), where)
