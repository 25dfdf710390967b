# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: which family the objects of a kind belong to: the planner finds, names, and describes them in its way."""

from __future__ import annotations

import typing as t

if t.TYPE_CHECKING:
    from .family import Named
    from .kind import Kind

# Of kinds that have a way of their own.
FAMILIES: dict[Kind, Named] = {}


def family_of(kind: Kind) -> Named:
    """Return how objects of a kind are dealt with."""
    if kind in FAMILIES:
        return FAMILIES[kind]
    # A task pays for each import, and what has a way of its own needs no other.
    from .family import NAMED, TIE

    return TIE if kind.ends else NAMED


def plain(name: str) -> str:
    """Return a name in plain form: single blanks, none around it, and each letter as one character."""
    # A task pays for each import, and most names are plain.
    if name.isascii() and name.strip() == name and "  " not in name and name.isprintable():
        return name
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", name).split())
