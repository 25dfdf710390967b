# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what plans are made from, and of: items as a person describes them, and steps, each of which is one write.

What becomes of steps is here, too, and to which family the objects of an item or a step belong: the planner finds,
names, and describes them in its way.
"""

from __future__ import annotations

import typing as t

from .._core.errors import BoomiError
from .kind import Kind, Values
from .world import World

if t.TYPE_CHECKING:
    from .family import Named
    from .setting import Change, Setting

PRESENT = "present"
ABSENT = "absent"

# What a purge removes: whatever is not listed, or only what belongs to something that is.
PURGE_ALL = "all"
PURGE_LISTED = "listed"

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


class Item:
    """One object as a person describes it."""

    def __init__(
        self,
        kind: Kind,
        given: t.Mapping[str, t.Any],  # the values of its options; those that are not given are left out
        # By the name of a list in its description, the names or IDs of all that it is to be tied to.
        lists: t.Mapping[str, t.Sequence[str]] | None = None,
        state: str = PRESENT,
        # Its place in the options, such as environments[2]; empty where it is all that the options describe.
        where: str = "",
        id_option: str = "id",  # which takes the ID of the object
    ) -> None:
        self.kind, self.given, self.lists, self.state, self.where = kind, dict(given), dict(lists or {}), state, where
        self.id_option = id_option
        # An object that is to go is untied from everything, listed or not.
        self.tied = self.lists if state == PRESENT else {}

    def __str__(self) -> str:
        return family_of(self.kind).label(self)

    def same(self) -> str:
        """Say that another item is the same."""
        return f"is the same as {self.where} ({self})"


class Wanted:
    """All that the options of a task describe."""

    def __init__(
        self,
        items: t.Sequence[Item],
        *,
        purge: t.Mapping[Kind, str] | None = None,  # by kind, what is to go of that which is not listed
        allow_move: bool = False,
        force: bool = False,
        whole: bool = False,  # it describes an account, so that everything is asked for at once
        unlisted: t.Sequence[Kind] = (),  # kinds of which all objects are to be known
        settings: t.Sequence[Setting] = (),  # values to be set
    ) -> None:
        self.items, self.purge = list(items), dict(purge or {})
        self.allow_move, self.force = allow_move, force
        self.whole, self.unlisted = whole, tuple(unlisted)
        self.settings = list(settings)
        # In the order of the options.
        self.kinds = list(dict.fromkeys(item.kind for item in self.items))

    def wide(self, kind: Kind) -> bool:
        """Tell whether all objects of a kind are asked for, and not only the listed ones."""
        return self.whole or kind in self.unlisted or self.purge.get(kind) == PURGE_ALL

    def removes(self, kind: Kind) -> bool:
        """Tell whether objects of a kind may be removed."""
        return kind in self.purge or any(item.kind is kind and item.state == ABSENT for item in self.items)


class Step:
    """One write."""

    def __init__(
        self,
        action: str,
        kind: Kind,  # of the object that is written
        title: str,  # of what a person sees changed; of a tie, that is its other end
        name: str,  # and its name
        *,
        # Fields to write; a step in the place of a value stands for the ID of the object that it creates.
        values: Values | None = None,
        found: Values | None = None,  # the object as it is; of a move, the tie that it replaces
        item: int | None = None,  # its number in the list, from 0; ``None`` where a purge removes it
        # Of a tie, the kind and the ID (or the step that creates it) of the object whose list it is in.
        owner: tuple[Kind, t.Any] | None = None,
        place: str = "",  # of a tie, a name for that object
        source: str = "",  # and of one that goes, or moves, the name of the object in whose list it is so far
        needs: t.Sequence[Step] = (),  # steps without which it cannot be done
        part: bool = False,  # it is told with the step that needs it
    ) -> None:
        self.action, self.kind, self.title, self.name = action, kind, title, name
        self.values, self.found, self.item, self.owner = values or {}, found, item, owner
        self.place, self.source = place, source
        self.needs = [*needs, *(value for value in self.values.values() if isinstance(value, Step))]
        self.part = part
        # Whether it takes something away, and whether it makes an object.
        self.removes = action == kind.delete
        self.creates = not self.removes and action not in ("update", "set")

    def __str__(self) -> str:
        if self.place:
            return f"{self.title} {self.name!r} {'in' if self.removes else 'to'} {self.place!r}"
        return f"{self.title} {self.name!r}"

    def digest(self) -> list[t.Any]:
        """What tells this step from any other, in check mode as in a real run."""
        values = {name: v.digest() if isinstance(v, Step) else v for name, v in sorted(self.values.items())}
        # What is overwritten is part of an update, and what a person calls things part of any step: another value, or
        # name, that somebody has set meanwhile was not approved.
        before = {name: (self.found or {}).get(name) for name in (values if self.action == "update" else ())}
        called = [self.name, self.place, self.source]
        return [self.action, self.kind.name, values, (self.found or {}).get("id"), before, called]


# What became of a step.
FORESEEN = "foreseen"
DONE = "done"
FAILED = "failed"
SKIPPED = "skipped"


class Outcome:
    """What became of one step."""

    def __init__(self, status: str = "", changed: bool = False) -> None:
        # One of the words above; empty where nothing was tried so far.
        self.status = status
        # Whether this task has changed the account for it; what another run has done is no change of this one.
        self.changed = changed
        # The object that was created or updated, as the account shows it.
        self.row: Values | None = None
        # Why it failed, or why it was skipped.
        self.error: BoomiError | None = None
        self.reason = ""
        # What it was to move is attached to nothing now.
        self.gone = False

    def fail(self, error: BoomiError, changed: bool = False) -> None:
        """Note why the step failed, unless a reason is known already."""
        self.status = FAILED
        self.error = self.error or error
        self.changed = self.changed or changed

    def succeed(self, changed: bool, row: Values | None = None) -> None:
        """Note that the account is as the step wanted it."""
        self.status, self.changed, self.row = DONE, self.changed or changed, row


Outcomes = t.Dict[Step, Outcome]  # noqa: UP006 - older releases of Python get as far as to say so


class Plan:
    """Steps in the order of the list, then what is purged."""

    def __init__(self, wanted: Wanted, world: World) -> None:
        self.wanted, self.world = wanted, world
        self.steps: list[Step] = []
        # What a person should hear of the plan, and of how it was carried out.
        self.warnings: list[str] = []
        # For each item, the object as it is; and what it takes to make each set of values as it is wanted.
        self.found: dict[int, Values | None] = {}
        self.changes: dict[Setting, Change] = {}

    @property
    def told(self) -> list[Step]:
        """The steps that a person hears of."""
        return [step for step in self.steps if not step.part]

    @property
    def digest(self) -> str:
        """A short text that changes whenever what is to be done does."""
        # A task pays for each import, and one with nothing to do needs none of these.
        import hashlib
        import json

        steps = sorted(json.dumps(step.digest(), sort_keys=True) for step in self.steps)
        # What was approved for one account is not approved for another.
        return hashlib.sha256("\n".join([self.world.account, *steps]).encode()).hexdigest()[:16]

    def unlisted(self, kind: Kind) -> list[Values]:
        """Return the objects of a kind that no item means."""
        listed = {found["id"] for found in self.found.values() if found}
        others = [values for values in self.world.all(kind) if values["id"] not in listed]
        return sorted(others, key=lambda values: (str(values[kind.called]), values["id"]))


def sentence(text: t.Any) -> str:
    """Return a text with its first letter in upper case, and the others as they are."""
    return str(text)[:1].upper() + str(text)[1:]


def foreseen(plan: Plan) -> Outcomes:
    """Return what would become of each step."""
    return {step: Outcome(FORESEEN, changed=True) for step in plan.steps}


def resolved(values: Values, outcomes: Outcomes) -> Values:
    """Return values of a step, with the ID of what another step has created in its place."""
    return {
        name: (outcomes[value].row or {}).get("id") if isinstance(value, Step) else value
        for name, value in values.items()
    }
