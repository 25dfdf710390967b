# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: an exported description, merged with what a person made of an earlier one. For use in this collection only.

The platform says what the values are. The file keeps how a person put them, where that means the same, and what the
platform does not tell: secrets, what the user may not read, and options that belong to no object.
"""

from __future__ import annotations

import re
import typing as t
from collections import Counter, defaultdict

from ansible_collections.community.boomi.plugins.module_utils._core.errors import OptionError
from ansible_collections.community.boomi.plugins.module_utils._objects import schedule_words

from ._description_text import KEY, DescriptionError, Given, Values, literal, read, write

_PACK, _INSTANCE = "integration_pack_name", "integration_pack_override_name"
# What tells the entries of a list apart. Two entries are one where all that both have is the same.
_IDENTITY = (
    *(_PACK, "integration_pack_id", _INSTANCE, "environment", "process"),
    *("runtime", "name", "label", "key", "id"),
)
# Lists whose entries have no name beside their ID.
_BY_ID = ("fields", "pgp_certificates")
_PACKS, _ROWS, _TIMES = "integration_packs", "rows", "schedules"
# What Ansible takes for a boolean.
_FLAGS = {True: ("true", "yes", "on", "y", "t", "1"), False: ("false", "no", "off", "n", "f", "0")}
_ANYTHING = ".*"
# The first line of a file that was exported. A person may have put something before it, be it a byte order mark.
_OWNER = re.compile(r"^\ufeff?# Description of the Boomi account (\S+), ", re.MULTILINE)


class _Place(t.NamedTuple):
    """A place in the document.

    :param keys: the keys that lead to it
    :param pattern: matches its path in ``secrets_set``
    """

    keys: tuple[str, ...] = ()
    pattern: str = ""

    def below(self, key: t.Any) -> _Place:
        return _Place((*self.keys, str(key)), f"{self.pattern}{re.escape(f'.{key}' if self.pattern else str(key))}")

    def entry(self, entry: Values) -> _Place:
        return self._replace(pattern=rf"{self.pattern}\[{_called(self.keys, entry)}\]")


def _called(keys: tuple[str, ...], entry: Values) -> str:
    """Return a pattern for what the platform calls an entry of a list."""
    if keys == (_PACKS,):
        return _called_instance(entry.get(_PACK), entry.get(_INSTANCE))
    if "environment" in entry:
        process = entry.get("process")
        # An instance with one process is told without it, and the name of the instance in front of one may be left out.
        of_process = f"({_ANYTHING} - )?{re.escape(str(process))}" if process else _ANYTHING
        return f"{re.escape(str(entry['environment']))}(, {of_process})?"
    known = entry.get("id") if keys[-1] in _BY_ID else entry.get("name", entry.get("label"))
    return _ANYTHING if known is None else re.escape(str(known))


def _called_instance(pack: t.Any, name: t.Any) -> str:
    of_pack = _ANYTHING if pack is None else re.escape(str(pack))
    if name is None:
        return f"{of_pack}( as {_ANYTHING})?"
    # An instance that is called as its pack is told by the name of the pack alone.
    if pack is None:
        return f"({of_pack} as )?{re.escape(str(name))}"
    return of_pack if name == pack else f"{of_pack} as {re.escape(str(name))}"


class Merge:
    """Merges a description with a file.

    :param secrets: paths of secrets that are set
    :param unreadable: sections, and lists in sections, that could not be read
    """

    def __init__(self, secrets: t.Iterable[str], unreadable: t.Iterable[str]) -> None:
        self.secrets = list(secrets)
        self.unreadable = set(unreadable)
        # The secrets for which the file has an entry.
        self.described: set[str] = set()
        # How many entries may mean the same secrets.
        self._entries_of: Counter[tuple[str, ...]] = Counter()

    def document(self, raw: Values, meant: Values, new: Values) -> Values:
        """Return the merged description.

        :param raw: what a person wrote, and :param meant: the same with the values of its expressions
        """
        merged = self._mapping({key: raw[key] for key in raw if key in new}, meant, new, _Place())
        # Options that belong to no object, and sections that were not read, stay as they are.
        return {**merged, **{key: value for key, value in raw.items() if key not in new}}

    def _value(self, raw: t.Any, meant: t.Any, new: t.Any, place: _Place) -> t.Any:
        if isinstance(raw, Given):
            in_order = place.keys[-1:] == (_ROWS,)
            return raw if self._is_whole(meant, lambda: self._value(meant, meant, new, place), in_order) else new
        if isinstance(raw, dict) and isinstance(new, dict):
            return self._mapping(raw, meant, new, place)
        if isinstance(raw, list) and isinstance(new, list):
            return self._entries(raw, meant, new, place)
        return new

    def _is_whole(self, meant: t.Any, merge: t.Callable[[], t.Any], in_order: bool = False) -> bool:
        """Tell whether a merge over what an expression stands for changes nothing of it. Otherwise, undo its notes."""
        before = set(self.described), Counter(self._entries_of)
        if same(meant, merge(), in_order):
            return True
        self.described, self._entries_of = before
        return False

    def _mapping(self, raw: Values, meant: Values, new: Values, place: _Place) -> Values:
        merged = {}
        for key in [*new, *(key for key in raw if key not in new)]:
            below = place.below(key)
            if key not in raw:
                merged[key] = new[key]
            elif ".".join(below.keys) in self.unreadable:
                merged[key] = raw[key]
                self._left(raw[key], meant[key], below)
            elif key in new:
                merged[key] = self._value(raw[key], meant[key], new[key], below)
            else:
                kept = self._left(raw[key], meant[key], below)
                if kept is not None:
                    merged[key] = kept
        return merged

    def _entries(self, raw: list[t.Any], meant: list[t.Any], new: list[t.Any], place: _Place) -> list[t.Any]:
        """Merge lists: of named entries, of plain values, or of rows.

        :raises DescriptionError: nothing tells which object an entry means
        """
        if len(place.keys) > 2 and place.keys[-1] == _TIMES and _same_times(meant, new):
            return raw
        found: list[tuple[t.Any, t.Any]] = []
        partners = _partners(new, meant)
        for position, entry in enumerate(new):
            if position not in partners:
                found.append((entry, entry))
                continue
            partner = partners[position]
            below = place.entry(entry) if isinstance(entry, dict) else place
            found.append((entry, self._value(raw[partner], meant[partner], entry, below)))
        for number in sorted(set(range(len(raw))) - set(partners.values())):
            kept = self._left_entry(raw[number], meant[number], place)
            if kept is not None:
                if len(place.keys) == 1:
                    _refuse_id(meant[number], place.keys[0])
                found.append((meant[number], kept))
        return _in_order(found)

    def _left(self, raw: t.Any, meant: t.Any, place: _Place) -> t.Any:
        """Return what to keep of a part of the file that the platform does not tell; ``None`` for nothing."""
        if isinstance(raw, Given):
            return raw if self._is_whole(meant, lambda: self._left(meant, meant, place)) else None
        if isinstance(raw, dict):
            kept = {key: self._left(value, meant[key], place.below(key)) for key, value in raw.items()}
            return {key: value for key, value in kept.items() if value is not None} or None
        if isinstance(raw, list):
            entries = [self._left_entry(one, value, place) for one, value in zip(raw, meant)]
            return [entry for entry in entries if entry is not None] or None
        return None

    def _left_entry(self, raw: t.Any, meant: t.Any, place: _Place) -> t.Any:
        if not isinstance(meant, dict):
            return None
        if isinstance(raw, Given):
            return raw if self._is_whole(meant, lambda: self._left_entry(meant, meant, place)) else None
        place = place.entry(meant)
        set_here = [path for path in self.secrets if re.fullmatch(place.pattern, path)]
        if "secret" in raw:
            # What may mean several describes them once there are as many such entries.
            self._entries_of[tuple(set_here)] += 1
            if self._entries_of[tuple(set_here)] >= len(set_here):
                self.described.update(set_here)
            return raw if set_here else None
        if "use_default" in raw:
            return None if set_here else raw
        if meant.get("state") == "absent":
            return raw
        kept = self._left(raw, meant, place)
        return {**{key: raw[key] for key in raw if key in _IDENTITY}, **kept} if kept else None


def _refuse_id(meant: t.Any, section: str) -> None:
    """Refuse an entry that gives an object by its ID alone, where the platform gives it by its name, or has it no more.

    :raises DescriptionError: it is one
    """
    names = identity(meant) if isinstance(meant, dict) and meant.get("state") != "absent" else {}
    if names and not names.keys() & {"name", _PACK, _INSTANCE}:
        raise DescriptionError(
            f"The existing file gives an entry of {section} by its ID, {', '.join(names.values())}, and the account has"
            " no such entry without a name. Give its name instead, or delete the entry."
        )


def _same_times(meant: t.Any, there: t.Any) -> bool:
    """Tell whether two lists of times are the same, in whatever words."""
    try:
        ours, theirs = (
            schedule_words.given_schedules(
                [{name: None if text is None else str(text) for name, text in one.items()} for one in entries], ""
            )
            for entries in (meant, there)
        )
    except (AttributeError, OptionError):
        return False
    return schedule_words.same(ours, theirs)


def _partners(new: list[t.Any], meant: list[t.Any]) -> dict[int, int]:
    """Return which entry of the file means an entry of the platform, both by their numbers.

    Exact names come first. An entry that gives fewer means the only one that it fits, and none if it fits several.
    """
    theirs, ours = ([identity(one) if isinstance(one, dict) else {} for one in entries] for entries in (new, meant))
    their_full, our_full = (list(map(_with_instance, names)) for names in (theirs, ours))
    # The numbers of our entries that may be alike, so that not each is compared with each.
    alike: dict[t.Any, list[int]] = defaultdict(list)
    for number, entry in enumerate(meant):
        alike[_roughly(our_full[number] or entry)].append(number)

    def is_exact(there: int, number: int) -> bool:
        named = theirs[there] or ours[number]
        return their_full[there] == our_full[number] if named else same(meant[number], new[there])

    partners: dict[int, int] = {}
    for there, entry in enumerate(new):
        candidates = alike[_roughly(their_full[there] or entry)]
        partner = next((number for number in candidates if is_exact(there, number)), None)
        if partner is not None:
            partners[there] = partner
            candidates.remove(partner)
    for number in sorted(number for candidates in alike.values() for number in candidates if ours[number]):
        fitting = [there for there, other in enumerate(theirs) if _is_one(ours[number], other)]
        if "process" in ours[number] and len(fitting) > 1:
            # All names begin with that of the instance: the one that has nothing else in front is meant.
            named = {there: theirs[there].get("process", "") for there in fitting}
            there = min(fitting, key=lambda one: len(named[one]))
            head = named[there][: -len(ours[number]["process"])]
            fitting = [there] if head and all(name.startswith(head) for name in named.values()) else []
        if len(fitting) == 1:
            partners.setdefault(fitting[0], number)
    return partners


def _roughly(value: t.Any) -> t.Any:
    """Return what is equal for values that mean the same."""
    if isinstance(value, dict):
        return frozenset((name, _roughly(entry)) for name, entry in value.items())
    if isinstance(value, (list, tuple)):
        return frozenset(map(_roughly, value))
    return str(value).lower()


def _with_instance(names: dict[str, str]) -> dict[str, str]:
    """Return what an entry is called. Without a name, the instance that is called as its pack comes first."""
    return {_INSTANCE: names[_PACK], **names} if _PACK in names else names


def _in_order(pairs: list[tuple[t.Any, t.Any]]) -> list[t.Any]:
    """Return the second of each pair. Those of named entries are sorted by what the first one is called."""
    if any(isinstance(entry, dict) and identity(entry) for entry, _merged in pairs):
        pairs = sorted(pairs, key=lambda pair: list(identity(pair[0]).values()) if isinstance(pair[0], dict) else [])
    return [merged for _entry, merged in pairs]


def _sorted(value: t.Any) -> t.Any:
    """Return a description with its entries in order."""
    if isinstance(value, dict):
        return {name: _sorted(entry) for name, entry in value.items()}
    return _in_order([(entry, _sorted(entry)) for entry in value]) if isinstance(value, list) else value


def identity(entry: Values) -> dict[str, str]:
    """Return what tells an entry of a list from the others."""
    return {key: str(entry[key]) for key in _IDENTITY if entry.get(key) is not None}


def _is_one(one: dict[str, str], other: dict[str, str]) -> bool:
    shared = one.keys() & other.keys()
    # The name of the instance in front of a process may be left out.
    return bool(shared) and all(
        one[key] == other[key] or (key == "process" and other[key].endswith(f" - {one[key]}")) for key in shared
    )


def same(meant: t.Any, there: t.Any, in_order: bool = False) -> bool:
    """Tell whether two values mean the same to the modules, which convert texts, and for which most lists are sets.

    :param in_order: they are a table or one of its rows
    """
    if isinstance(meant, dict) and isinstance(there, dict):
        return meant.keys() == there.keys() and all(same(meant[key], there[key], key == _ROWS) for key in meant)
    if isinstance(meant, (list, tuple)) and isinstance(there, list):
        if len(meant) != len(there):
            return False
        if in_order:
            return all(same(one, other, in_order) for one, other in zip(meant, there))
        left = list(there)
        for entry in meant:
            partner = next((number for number, other in enumerate(left) if same(entry, other)), None)
            if partner is None:
                return False
            del left[partner]
        return True
    if isinstance(meant, (dict, list)) or isinstance(there, (dict, list)):
        return False
    if isinstance(there, bool):
        return str(meant).lower() in _FLAGS[there]
    return meant is there or (meant is not None and there is not None and str(meant) == str(there))


def describe(account: Values, existing: t.Any = "", rendered: t.Any = None) -> str:
    """Return the text of the file that describes an account.

    :param account: what the module ``boomi_account_configuration_info`` returned
    :param existing: text of the file as it is
    :param rendered: the variables in that file, with the values of their expressions
    :raises DescriptionError: the file cannot be kept
    """
    if not isinstance(existing, str) or not isinstance(rendered or {}, dict):
        raise DescriptionError("existing must be the text of a file, and rendered a dictionary of its variables.")
    raw = _with_full_names(read(existing))
    other = _OWNER.search(existing)
    if other and other.group(1) != account["account"]:
        raise DescriptionError(
            f"The existing file describes account {other.group(1)}, not {account['account']}. Choose another file, or"
            " remove the comment that says so to merge it."
        )
    if raw and KEY not in (rendered or {}):
        raise DescriptionError("The existing file is given without the values of its expressions. Set rendered.")
    meant = _with_full_names(_plain(rendered[KEY])) if raw else {}
    merge = Merge([one["path"] for one in account["secrets_set"]], [one["section"] for one in account["unreadable"]])
    merged = merge.document(raw, meant, _sorted(literal(account["configuration"])))
    return write(merged, _comments(account, merge.described))


def _plain(value: t.Any) -> t.Any:
    """Return rendered data without the marks of Ansible."""
    if isinstance(value, dict):
        return {name: _plain(entry) for name, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def _with_full_names(description: Values) -> Values:
    """Return a description in which instances have no short names of options."""
    packs = description.get(_PACKS)
    if not isinstance(packs, list):
        return description
    full = [
        {_INSTANCE if key == "name" else key: value for key, value in pack.items()} if isinstance(pack, dict) else pack
        for pack in packs
    ]
    return {**description, _PACKS: full}


def _comments(account: Values, described: t.Collection[str]) -> t.Iterator[str]:
    yield f"Description of the Boomi account {account['account']}, exported by the role community.boomi.account_export."
    yield "An export replaces comments and values. It keeps an expression such as"
    yield '"{{ variable }}" if its value agrees with the account or cannot be read.'
    missing = [one for one in account["secrets_set"] if one["path"] not in described]
    if missing:
        yield ""
        yield "These secrets are set and cannot be read. Add each as an entry of its list, and fill its variable:"
    for one in missing:
        yield f"  {one['path']}"
        yield f'    secret: "{{{{ {one["variable"]} }}}}"'
    if account["unreadable"]:
        yield ""
        yield "These parts cannot be read. An export leaves them as they are in this file:"
    for one in account["unreadable"]:
        yield f"  {one['section']} ({one['object']}): the user needs {one['privilege']}"
