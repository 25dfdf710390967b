# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the options of modules, as they follow from declarations, and the items that they describe."""

from __future__ import annotations

import typing as t

from .._core.errors import OptionError, parse_each
from .given import refuse_empty
from .kind import Kind
from .steps import ABSENT, PRESENT, Item, plain

Spec = t.Dict[str, t.Dict[str, t.Any]]  # noqa: UP006 - older releases of Python get as far as to say so

STATE: dict[str, t.Any] = {"type": "str", "choices": [PRESENT, ABSENT], "default": PRESENT}
ONLY_PRESENT = {**STATE, "choices": [PRESENT]}
# What a person has approved: options of every module that writes.
APPROVAL: Spec = {"expected_plan": {"type": "str"}, "max_removals": {"type": "int"}}
FLAG: dict[str, t.Any] = {"type": "bool", "default": False}


def identity_spec(kind: Kind, lists: t.Iterable[str] = ()) -> Spec:
    """Return the options that describe one object."""
    own: Spec = {field.name: field.spec for field in kind.fields if field.given}
    if kind.ends:
        ends = {end.option: {**end.spec, "required": True} for end in kind.ends}
        return dict(kind.options) or {**ends, **own}
    listed: Spec = {name: {"type": "list", "elements": "str"} for name in lists}
    return {"id": {"type": "str"}, **own, **kind.options, **listed}


def parse_item(
    kind: Kind, params: t.Mapping[str, t.Any], lists: t.Iterable[str] = (), state: str = PRESENT, where: str = ""
) -> Item:
    """Return the object that the options describe.

    :param where: its place in the options, put before the names of options in messages
    :raises OptionError: an option is empty, or a name is not in plain form
    """
    prefix = f"{where}." if where else ""
    spec = identity_spec(kind)
    given = {name: params[name] for name in spec if params.get(name) is not None}
    texts = {name: params[name] for name in lists if params.get(name) is not None}
    required = [prefix + name for name, option in spec.items() if option.get("required")]
    refuse_empty({prefix + name: value for name, value in {**given, **texts}.items()}, required=required)
    # With an ID, it may be the name that the object has: info modules return both. A plan checks a new one.
    if not kind.ends and "id" not in given:
        refuse_form(
            given.get(kind.called),
            prefix + kind.called,
            " For an existing object with such a name, give its id instead.",
        )
    for end in kind.ends:
        if end.kind.opaque:
            # Whatever is given counts as being there, and one blank too many would be another user.
            refuse_form(given.get(end.option), prefix + end.option)
    kind.check(given)
    return Item(kind, given, texts, state, where)


def refuse_form(name: str | None, option: str, otherwise: str = "") -> None:
    """Refuse a name that is not in plain form.

    :param otherwise: what else can be done
    :raises OptionError: with the plain form
    """
    if name is not None and plain(name) != name:
        raise OptionError(not_plain(name, option) + otherwise, option=option)


def not_plain(name: str, option: str) -> str:
    """Say that a name is not in plain form, and what that is."""
    return (
        f"{option} is {name!r}, which has extra spaces, or letters that are not in Unicode normal form C. The platform"
        f" may store it in another form. Give {plain(name)!r}."
    )


def parse_items(
    kind: Kind, option: str, entries: t.Sequence[t.Mapping[str, t.Any]], lists: t.Iterable[str], state: str
) -> list[Item]:
    """Return the objects that a list describes.

    :raises OptionError: all that is wrong with it
    """
    return parse_each(
        entries, option, lambda entry, where: parse_item(kind, entry, lists, entry.get("state") or state, where)
    )
