# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the declaration of an object of the API, from which specs, queries, plans, diffs, and exports follow."""

from __future__ import annotations

import re
import typing as t

from .._core.wire import entries_of, read_text

Values = t.Dict[str, t.Any]  # noqa: UP006 - older releases of Python get as far as to say so
Raw = t.Dict[str, t.Any]  # noqa: UP006 - older releases of Python get as far as to say so

# Each with the number of its arguments.
STANDARD_OPERATORS: dict[str, int] = {
    **dict.fromkeys(("EQUALS", "NOT_EQUALS", "LIKE", "CONTAINS", "NOT_CONTAINS"), 1),
    **dict.fromkeys(("GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL"), 1),
    "BETWEEN": 2,
    "IS_NULL": 0,
    "IS_NOT_NULL": 0,
}


class Field:
    """A field of an object."""

    def __init__(
        self,
        name: str,  # ours
        api: str | None = None,  # the API's; ours in camel case where it is left out
        # or name where an empty text is none, int, bool, choice for a word in capitals, or list for a list of texts
        type: str = "str",
        *,
        filter: bool | str = False,  # QUERY can filter by it; a text where the filter is spelled in another way
        fields: tuple[Field, ...] = (),  # of the entries, for a list of objects
        wrapper: str | None = None,  # the API puts that list into an object of its own, as its only entry of this name
        each: str = "",  # of a list of texts that the API sends as objects, the API's name of the text in each
        given: bool = False,  # the modules take it as an option
        fixed: bool = False,  # it can be set when the object is created, and not changed later
        choices: tuple[str, ...] = (),
        spelled: t.Mapping[str, str] | None = None,  # by another word that the API may use, ours
        default: t.Any = None,  # what the platform makes of it where it is not given
        account: bool = False,  # it holds the ID of the account that the object belongs to
        caseless: bool = False,  # its letter case does not matter, and the platform may store another
        once: bool = False,  # it counts when the object is created, and not where something else is there already
    ) -> None:
        self.name, self.type = name, type
        self.api = api or re.sub("_(.)", lambda match: match[1].upper(), name)
        self.filter = self.api if filter is True else filter
        self.fields, self.wrapper, self.each = fields, wrapper, each
        self.given, self.fixed, self.choices, self.default = given, fixed, choices, default
        self.account, self.caseless, self.once, self.spelled = account, caseless, once, spelled or {}

    def same(self, is_now: t.Any, wanted: t.Any) -> bool:
        """Tell whether a value that the account shows is the wanted one."""
        if self.caseless and isinstance(is_now, str) and isinstance(wanted, str):
            return is_now.casefold() == wanted.casefold()
        # Other accounts are always named.
        return bool(is_now == wanted) or (self.account and is_now is None)

    def read(self, raw: t.Any) -> t.Any:
        """Read a value that a server sent, whatever it sent: text, a list of objects, or nothing."""
        if self.wrapper:
            raw = raw.get(self.wrapper) if isinstance(raw, dict) else None
        if self.fields:
            return [_read_fields(self.fields, entry) for entry in entries_of(raw)]
        if self.type == "list":
            entries = raw if isinstance(raw, list) else [raw]
            texts = [entry.get(self.each) if isinstance(entry, dict) else entry for entry in entries]
            return [text for text in texts if isinstance(text, str)]
        value = READERS[self.type](raw)
        return self.spelled.get(value, value)

    def words(self, value: str) -> list[str]:
        """Return what the API may call a value of ours."""
        return [value, *(other for other, ours in self.spelled.items() if ours == value)]

    def written(self, value: t.Any) -> t.Any:
        """Return a value as the API takes it."""
        if not self.fields:
            return value
        entries = [_write_fields(self.fields, entry) for entry in value]
        return {self.wrapper: entries} if self.wrapper else entries

    @property
    def spec(self) -> dict[str, t.Any]:
        """The entry of an argument spec."""
        spec: dict[str, t.Any] = {"type": "str" if self.type in ("choice", "name") else self.type}
        if self.choices:
            spec["choices"] = list(self.choices)
        return spec


HELD = "held"
UNTIED = "untied"


class End:
    """One of the two objects that a tie joins, or an object that another one refers to."""

    def __init__(
        self,
        field: str,  # of the tie, which holds the object's ID
        option: str,  # of the tie's module, which names the object
        kind: Kind,  # of the object
        lists: str | None = None,  # what the description of the object calls a list of such ties, if it has one
        # The object cannot be deleted while the tie is there: HELD where a person has to allow to untie it, UNTIED
        # where it is untied on the way; None where the API takes the tie away with it.
        holds: str | None = None,
        aliases: tuple[str, ...] = (),  # of the option
        by: str = "id",  # the field of the object that is held
        named: str | None = None,  # an option that takes the name, where the other one takes the ID alone
    ) -> None:
        self.field, self.option, self.kind, self.lists = field, option, kind, lists
        self.holds, self.aliases, self.by, self.named = holds, aliases, by, named

    def look(self, given: t.Mapping[str, t.Any]) -> tuple[str, str | None]:
        """Return the text that names the object, and by which of its fields: ``None`` for the ID or the name."""
        if self.named is None:
            return given[self.option], None
        return (given[self.option], "id") if self.option in given else (given[self.named], self.kind.called)

    @property
    def spec(self) -> dict[str, t.Any]:
        """The entry of an argument spec."""
        return {"type": "str", "aliases": list(self.aliases)} if self.aliases else {"type": "str"}


class Kind:
    """A kind of object."""

    def __init__(
        self,
        name: str,  # as it stands in the path of the API
        fields: tuple[Field, ...],  # in the order of results
        *,
        title: str = "",  # what a person calls it; left out, the key in words
        # Filters that are no fields, with the API's name: it compares them, and no answer shows them.
        foreign: t.Mapping[str, str] | None = None,
        key: str = "",  # of one in a result; left out, the name in snake case
        plural: str = "",  # of several; left out, the key with an s
        many: str = "",  # what a list of them is called in the options and the result of the module that takes one
        loses: str = "",  # what is lost with an object that is deleted, and no run can bring back
        read: str = "API",  # what the user's role needs to read, in the vendor's words
        write: str | None = None,  # and to write, where that is something else
        operators: t.Mapping[str, int] | None = None,  # of its filters, with the number of arguments
        get_only: str | None = None,  # the field that a QUERY may leave out, and GET gives
        kinship: str | None = None,  # the field, and filter, by which to ask for what cannot be asked for by ID
        called: str = "name",  # the field that holds its name
        # What to create and to delete it is called in a plan; left out, "create" and "delete", and for a tie "attach"
        # and "detach". The second is empty where the API has no DELETE.
        verbs: tuple[str, str] | None = None,
        identifier: str = "id",  # the API's name of the field that holds the ID
        doubtful: bool = False,  # sources differ in how filters are spelled: a query that is refused goes without them
        opaque: bool = False,  # the API has no such objects, only their IDs, each of which counts as being there
        twins: bool = False,  # the API makes two of the same, so that runs at the same moment have to settle it
        unique: bool = False,  # the API is known to refuse a second one of the same name
        ends: tuple[End, ...] = (),  # what a tie joins
        # What else it holds IDs of: the modules that list it take names in the place of these IDs.
        refers: tuple[End, ...] = (),
        moves: bool = False,  # the first end of a tie can be at one place only: another tie moves it
        time: str = "",  # of an entry of a log, the field that says when it was
        sorts: bool = False,  # QUERY can sort by that field
        optional: bool = False,  # who may not read it goes by IDs
        gone: tuple[str, str] | None = None,  # the field and the value by which queries mark one that is deleted
        # What describes one beside its ID and its fields, or a tie in their place; and what goes together of that: left
        # out, an object needs its ID or its name.
        options: t.Mapping[str, dict[str, t.Any]] | None = None,
        constraints: t.Mapping[str, t.Any] | None = None,
    ) -> None:
        self.name, self.fields, self.foreign = name, fields, foreign or {}
        # By our name of each property that QUERY can filter by, the API's.
        self.filters = {**{field.name: field.filter for field in fields if field.filter}, **self.foreign}
        self.key = key or re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        # The module that lists such objects.
        self.see = f"boomi_{self.key}_info"
        self.title = title or self.key.replace("_", " ")
        self.plural, self.loses = plural or f"{self.key}s", loses
        self.many = many or self.plural
        self.titles = self.title + ("es" if self.title.endswith("s") else "s")
        self.read_privileges, self.write_privileges = read, write or read
        self.operators = operators or STANDARD_OPERATORS
        self.get_only, self.kinship, self.called = get_only, kinship, called
        self.create, self.delete = verbs or (("attach", "detach") if ends else ("create", "delete"))
        self.twins, self.unique, self.ends, self.refers, self.moves = twins, unique, ends, refers, moves
        self.time, self.sorts, self.optional = time, sorts, optional
        self.identifier, self.doubtful, self.opaque, self.gone = identifier, doubtful, opaque, gone
        # How the API compares letter case is not documented, so what has none that is certain is compared here alone:
        # the vendor's samples filter by "Single" and by "SINGLE".
        unsure = {field.name for field in fields if field.caseless or (field.type == "choice" and not field.given)}
        self.searchable = {name: api for name, api in self.filters.items() if name not in unsure}
        self.options = options or {}
        self.constraints = constraints or ({} if ends else {"required_one_of": [("id", called)]})
        # Ties, each with the number of the end at which an object of this kind is.
        self.ties: list[tuple[Kind, int]] = []
        # The lists in the description of such an object: the ties, their end at it, and the other end.
        self.lists: dict[str, tuple[Kind, End, End]] = {}
        for number, end in enumerate(ends):
            end.kind.ties.append((self, number))
            if end.lists:
                end.kind.lists[end.lists] = (self, end, ends[1 - number])

    def kept(self, row: Values) -> Values:
        """Return what an UPDATE repeats of an object: what it can set, and what says which object it is."""
        return {
            field.name: row[field.name] for field in self.fields if field.name == "id" or field.account or field.given
        }

    def exists(self, row: Values) -> bool:
        """Tell whether an object that a query shows is not deleted."""
        return not self.gone or row[self.gone[0]] != self.gone[1]

    @property
    def asked_by(self) -> End:
        """The end of a tie by which the API finds the ties of an object."""
        return next((end for end in self.ends if end.field in self.searchable), self.ends[0])

    def field(self, name: str) -> Field:
        """Return a field by our name."""
        return next(field for field in self.fields if field.name == name)

    def is_met(self, row: Values, wanted: t.Mapping[str, t.Any]) -> bool:
        """Tell whether an object has these values."""
        return all(self.field(name).same(row[name], value) for name, value in wanted.items())

    def read(self, raw: t.Mapping[str, t.Any]) -> Values:
        """Turn what the API sent into our names; unknown keys are dropped, missing ones are ``None`` or empty."""
        return _read_fields(self.fields, raw)

    def write(self, values: t.Mapping[str, t.Any]) -> Raw:
        """Turn our names into a body for the API; what is ``None`` is left out."""
        return _write_fields(self.fields, values)

    def further(self, shown: Values, values: Values) -> Raw | None:
        """Return another UPDATE that it takes, where one has not done all; ``None`` for almost all kinds.

        :param shown: what the answer to the first one says, and :param values: what was to be
        """
        del shown, values
        return None

    def check(self, given: Values) -> None:
        """Check what describes an object, as far as its argument spec does not.

        :raises OptionError: it makes no sense
        """

    def lacks_details(self, row: Values) -> bool:
        """Tell whether a QUERY may have left out of an object what GET gives."""
        return self.get_only is not None and not row[self.get_only]


class SetKind(Kind):
    """A kind of sets of values, for reading."""

    def read(self, raw: t.Mapping[str, t.Any]) -> Values:
        """Keep the whole set as the API has sent it: its values are nested deeper than fields are."""
        return {**super().read(raw), "raw": raw}


def _read_fields(fields: tuple[Field, ...], raw: t.Mapping[str, t.Any]) -> Values:
    return {field.name: field.read(raw.get(field.api)) for field in fields}


def _write_fields(fields: tuple[Field, ...], values: t.Mapping[str, t.Any]) -> Raw:
    return {field.api: field.written(values[field.name]) for field in fields if values.get(field.name) is not None}


def _read_number(raw: t.Any) -> int | None:
    """Read a number, which may arrive as text where the API has made JSON of XML, or behind its type (its samples)."""
    if isinstance(raw, list) and len(raw) == 2:
        raw = raw[1]
    try:
        return None if isinstance(raw, bool) else int(raw)
    except (TypeError, ValueError, OverflowError):
        return None


def _read_flag(raw: t.Any) -> bool | None:
    """Read a boolean, which may arrive as text as well."""
    if isinstance(raw, bool):
        return raw
    return {"true": True, "1": True, "false": False, "0": False}.get(raw.lower() if isinstance(raw, str) else "")


READERS: dict[str, t.Callable[[t.Any], t.Any]] = {
    "str": read_text,
    "name": lambda raw: read_text(raw) or None,
    "int": _read_number,
    "bool": _read_flag,
    # The vendor's samples write such words in capitals here and not there (Single).
    "choice": lambda raw: raw.upper() if isinstance(raw, str) else None,
}


def label(kind: Kind, values: Values) -> str:
    """Return an object's name with its ID behind it."""
    name = values.get(kind.called)
    return f"{name!r} ({values['id']})" if name else str(values["id"])


def tells_apart(name: str | None, names: t.Iterable[t.Any]) -> bool:
    """Tell whether a description can name an object: with a name that is not blank, and that no other has."""
    return bool(name and name.strip()) and list(names).count(name) == 1
