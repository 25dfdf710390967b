# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: sets of values that are there by themselves, as soon as what they belong to is: they are only ever set."""

from __future__ import annotations

import abc
import typing as t

from .._core.errors import StateError
from .kind import Kind, Raw, SetKind, Values
from .steps import Item, Step

if t.TYPE_CHECKING:
    from .plan import Planner
    from .world import World


class Setting:
    """One set as a person describes it."""

    def __init__(
        self,
        kind: SettingKind,
        target: t.Mapping[str, t.Any],  # the options that say which set is meant
        wanted: t.Any,  # what its kind has made of the options that say what is wanted
        where: str = "",  # its place in the options; empty where it is all that the options describe
        item: int | None = None,  # the number of the item in whose description it is
        flags: t.Mapping[str, bool] | None = None,  # options that say how to set it
    ) -> None:
        self.kind, self.target, self.wanted, self.where, self.item = kind, target, wanted, where, item
        self.flags = dict(flags or {})
        # What else a module that takes the set alone returns.
        self.facts: Values = {}


class Change:
    """What it takes to make a set as it is wanted."""

    def __init__(
        self,
        before: Values | None,  # all that the description lists of the set, in its words
        after: Values,  # the same, with a word in the place of a secret
        lacking: t.Sequence[str] = (),  # what is not as wanted, each in a few words; empty where nothing is to do
        body: Raw | None = None,  # the UPDATE
    ) -> None:
        self.before, self.after, self.lacking, self.body = before, after, list(lacking), body or {}


class Place(t.NamedTuple):
    """Where a set is."""

    name: str  # of what it belongs to, for a person
    row: Values | None  # the set as it is; ``None`` where it is not there so far
    keys: Values  # what finds it; a step in the place of a value stands for the ID of the object that it creates
    needs: t.Sequence[Step] = ()  # after which it is there, or after which more is declared in it
    # IDs of objects, or steps that create them, of which one has to stay; empty where that does not matter.
    within: t.Collection[t.Any] = ()


class SetStep(Step):
    """Sets the values of one set."""

    def __init__(self, setting: Setting, place: Place, change: Change) -> None:
        kind, values = setting.kind, {**place.keys, "set": change.after}
        super().__init__("set", kind, kind.title, place.name, values=values, found=place.row, needs=place.needs)
        self.item = setting.item
        self.setting, self.keys, self.change = setting, place.keys, change

    def __str__(self) -> str:
        return f"{self.title} of {self.name!r}"

    def digest(self) -> list[t.Any]:
        # The values hold all that is listed, changed or not.
        return [*super().digest(), self.change.before, sorted(self.change.lacking)]


class SettingKind(SetKind, abc.ABC):
    """A kind of sets, for planning and setting. What is special about one is in these methods."""

    # Where sets come from, for a person who looks for one; and what to add where the API refuses an UPDATE, with {} for
    # the name of what the set belongs to.
    origin = ""
    refusal = ""
    # Of what finds a set, that which two sets have in common that must not be written at the same moment.
    queue = ""
    # Whether the UPDATEs of a queue go out one after the other, and how many sets one bulk UPDATE takes.
    in_turn = True
    at_once = 1

    @abc.abstractmethod
    def join_part(self, found: Values, setting: Setting, words: Values) -> None:
        """Put the values of a set into the description of its object."""

    @abc.abstractmethod
    def locate(self, planner: Planner, setting: Setting) -> Place:
        """Find the set.

        :raises Unknown: more has to be asked first
        :raises StateError: it is not there, and nothing in the plan makes it
        """

    @abc.abstractmethod
    def compare(self, raw: Raw, setting: Setting, sent: bool = False) -> Change:
        """Return what it takes to make the set as it is wanted.

        :param sent: the values were just sent, and are to be there
        :raises StateError: what is wanted is not declared
        """

    def coming(self, setting: Setting) -> Values:
        """Return what is wanted of a set that is not there so far, in the words of the description."""
        return self.compare({}, setting).after

    @abc.abstractmethod
    def looks(self, world: World, keys: Values) -> Values:
        """Return the fields that tell the set from any other.

        :raises Unknown: more has to be asked first
        """

    def without_secrets(self, words: Values) -> Values:
        """Return values as an export tells them."""
        return words

    def plan(self, planner: Planner, setting: Setting) -> tuple[Change, SetStep | None]:
        """Return what it takes to make a set as it is wanted, and the step that does it, where one is needed."""
        place = self.locate(planner, setting)
        key = (self, frozenset(place.keys.items()))
        if planner.places.setdefault(key, (setting, place))[0] is not setting:
            raise StateError(f"{setting.where} describes {self.title} of {place.name!r} again. Give one entry.")
        change = Change(None, self.coming(setting), ["all of it"])
        if place.row is not None:
            try:
                change = self.compare(place.row["raw"], setting)
            except StateError as problem:
                # What comes with the steps before this one may declare it.
                if not place.needs or problem.hide:
                    raise
        return change, SetStep(setting, place, change) if change.lacking else None


class PartKind(SettingKind):
    """A kind of sets that have an option of their own in the description of an object."""

    @abc.abstractmethod
    def part_spec(self, owner: Kind) -> dict[str, t.Any]:
        """Return the option by which the description of an object describes its sets."""

    @abc.abstractmethod
    def parse_part(self, item: Item, number: int, value: t.Any, flags: t.Mapping[str, bool]) -> list[Setting]:
        """Return the sets that this option describes.

        :raises OptionError: it makes no sense
        """

    @abc.abstractmethod
    def ask(self, world: World) -> None:
        """Note what it takes to know all sets of an account."""

    @abc.abstractmethod
    def describe_part(self, world: World, owner: Kind, row: Values) -> tuple[t.Any, list[str], list[str]]:
        """Return the option that describes the sets of an object, and of what it leaves out, each with its place:

        secrets, which cannot be read; and what no option can give, with the reason.
        """
