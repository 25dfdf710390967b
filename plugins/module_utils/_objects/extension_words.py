# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: a set of extension values, as the API has it and in the words of a description.

Source of rules: the vendor's OpenAPI document, schema EnvironmentExtensions, and its prose.
"""

from __future__ import annotations

import typing as t

from .._core.errors import StateError, close_matches, did_you_mean
from .._core.wire import entries_of, read_text
from .._engine.kind import READERS, Raw, Values, tells_apart
from .extension_options import ROW_SIZE, SECTIONS, Level, Wish, cells_of

TO_BE_SET, SET = "(to be set)", "(set)"
_FLAGS = (
    "componentOverride",
    "encrypted",
    "encryptedValueSet",
    "overrideValues",
    "useDefault",
    "usesEncryption",
    "usesRemoteSecretsManager",
    "validate",
)
_LISTS = ("properties", "row")
_ROWS = Level("rows", "CrossReferenceRows", "row", {})


class Leaf:
    """One value of a set, as the API has it.

    :param entries: the API's entry at each level; the last one holds the value
    :param path: what tells each of them from its like, in the words of a description
    """

    def __init__(self, section: str, entries: list[Raw], path: list[tuple[str, str]]) -> None:
        self.section, self.entries, self.raw, self.path = section, entries, entries[-1], path

    def __str__(self) -> str:
        return f"{self.section} {' / '.join(text for _key, text in self.path)}"

    @property
    def place(self) -> str:
        """Where it is in the description of the set."""
        levels = SECTIONS[self.section]
        return "".join(f".{level.option}[{text}]" for level, (_key, text) in zip(levels, self.path))

    @property
    def is_apart(self) -> bool:
        """Whether anything tells it from its like, so that a description can give it."""
        return all(text for _key, text in self.path)

    def _flag(self, name: str) -> bool:
        return bool(READERS["bool"](self.raw.get(name)))

    @property
    def is_secret(self) -> bool:
        """Whether the value never comes back."""
        return self._flag("usesEncryption") or self._flag("encryptedValueSet")

    @property
    def is_set(self) -> bool:
        """Whether a secret, or a reference to one, is set; by default, that may be the component's own."""
        return self._flag("encryptedValueSet") or self.reference is not None

    @property
    def reference(self) -> tuple[str, str] | None:
        """The reference to a secret in a secrets manager, with the manager."""
        config = self.raw.get("CloudManagedSecretConfig")
        known = config if isinstance(config, dict) else {}
        off = "usesRemoteSecretsManager" in known and not READERS["bool"](known["usesRemoteSecretsManager"])
        text = None if off else read_text(known.get("secretReference"))
        return (text, READERS["choice"](known.get("secretsManagerType")) or "") if text else None

    @property
    def is_custom(self) -> bool:
        """Whether there are properties of a person's own, beside the value or in its place."""
        properties = self.raw.get("customProperties")
        return isinstance(properties, dict) and bool(entries_of(properties.get("properties")))

    @property
    def may_be_secret(self) -> bool:
        """Whether a secret can be given: process properties may hold one that nobody knows of before it is set.

        One whose value comes back holds none.
        """
        unknown = self.section == "process_properties" and "usesEncryption" not in self.raw and not self.value
        return self.is_secret or unknown

    @property
    def is_default(self) -> bool:
        """Whether the value of the component is in force. A value beside that is no override (vendor's sample)."""
        if self.section == "cross_references":
            return not self._flag("overrideValues")
        return self._flag("useDefault")

    @property
    def value(self) -> t.Any:
        """The value: a text, or the rows of a table; ``None`` where it does not come back."""
        if self.section == "cross_references":
            rows = _ROWS.entries(self.raw)
            cells = [[read_text(row.get(f"ref{n}")) or "" for n in range(1, ROW_SIZE + 1)] for row in rows]
            # A row without a text cannot be given, and finds nothing.
            return list(filter(None, map(cells_of, cells)))
        return read_text(self.raw.get("value"))

    def meets(self, wish: Wish, sent: bool = False, update_secrets: bool = False) -> bool:
        """Tell whether the value is as wanted.

        :param sent: it was just sent, so that a secret that is set is the one
        """
        if wish.verb == "use_default":
            return self.is_default
        if wish.verb == "secret_reference":
            return self.reference == (wish.value, wish.manager) and not self.is_default
        if self.is_default or self.reference:
            return False
        if wish.verb == "secret":
            return self._flag("encryptedValueSet") and (sent or not update_secrets)
        return bool(self.value == wish.value)

    def words(self) -> t.Any:
        """Return what a diff shows."""
        if self.is_default:
            return {"use_default": True}
        if self.reference:
            return {"secret_reference": self.reference[0], "secrets_manager": self.reference[1]}
        if self.is_secret:
            return {"secret": SET if self.is_set else None}
        return {"rows" if self.section == "cross_references" else "value": self.value}


def leaves_of(raw: Raw) -> list[Leaf]:
    """Return all values of a set."""
    found: list[Leaf] = []

    def walk(section: str, levels: tuple[Level, ...], holder: Raw, entries: list[Raw], path: list[t.Any]) -> None:
        there = levels[0].entries(holder)
        for entry in there:
            key = _key(levels[0], entry, there)
            if len(levels) > 1:
                walk(section, levels[1:], entry, [*entries, entry], [*path, key])
            else:
                found.append(Leaf(section, [*entries, entry], [*path, key]))

    for section, levels in SECTIONS.items():
        walk(section, levels, raw, [], [])
    return found


def _key(level: Level, entry: Raw, there: list[Raw]) -> tuple[str, str]:
    """Return the name of an entry, or what else tells it from the others."""
    for key, api in level.keys.items():
        text = read_text(entry.get(api))
        if text and tells_apart(text, (read_text(other.get(api)) for other in there)):
            return key, text
    return next(iter(level.keys)), ""


def find_leaf(leaves: t.Sequence[Leaf], wish: Wish) -> Leaf:
    """Return the value that a person means.

    :raises StateError: it is not declared, or several are
    """
    there = [leaf for leaf in leaves if leaf.section == wish.section]
    for depth, (key, text) in enumerate(wish.path):
        level = SECTIONS[wish.section][depth]
        found = [leaf for leaf in there if read_text(leaf.entries[depth].get(level.keys[key])) == text]
        if not found:
            raise _undeclared(wish, depth, key, there)
        distinct = {id(leaf.entries[depth]) for leaf in found}
        if len(distinct) > 1:
            apart = sorted({" ".join(leaf.path[depth]) for leaf in found if leaf.path[depth][1]})
            hint = f"Use {', or '.join(apart)}" if apart else "The API does not tell them apart: set it on the platform"
            raise StateError(f"{wish.where}: there are {len(distinct)} called {text!r}. {hint}.")
        there = found
    return there[0]


def _undeclared(wish: Wish, depth: int, key: str, there: t.Sequence[Leaf]) -> StateError:
    level = SECTIONS[wish.section][depth]

    def known(api: str) -> list[str]:
        texts = (read_text(leaf.entries[depth].get(api)) for leaf in there)
        return sorted({str(text) for text in texts if text})

    names = known(level.keys[key])
    text = wish.path[depth][1]
    close = close_matches(text, names)
    others = [other for other, api in level.keys.items() if text in known(api)]
    if others:
        hint = f"Give it as {others[0]}."
    else:
        declared = f"These are declared: {', '.join(map(repr, names[:20]))}." if names else "None is declared."
        hint = did_you_mean(close, declared)
    return StateError(
        f"{wish.where}: no {key} {text!r} is declared in {level.option} here, and the API would ignore it. {hint}",
        close_matches=close,
    )


def refuse_wrong_verb(leaf: Leaf, wish: Wish, sent: bool = False) -> None:
    """Refuse a secret in plain sight, and a secret where the platform would show it.

    :param sent: it was just sent, and nobody could know of that before
    :raises StateError: with the value to be hidden
    """
    if wish.verb == "value" and leaf.is_secret:
        instead = "secret" if wish.section == "process_properties" else "secret or secret_reference"
        raise StateError(
            f"{wish.where}: the platform encrypts {leaf}. Give {instead} instead of value, so that it is kept out of"
            " logs.",
            hide=[wish.value],
        )
    if wish.verb == "secret" and not leaf.may_be_secret:
        if sent:
            raise StateError(
                f"{wish.where}: the platform has stored {leaf} in plain text, and everyone who may read it sees the"
                " secret. Reset it with use_default, and change the secret."
            )
        raise StateError(
            f"{wish.where}: the platform does not encrypt {leaf}, and everyone who may read it would see the secret."
            " Give value if it is not a secret."
        )


def body_of(raw: Raw, changes: t.Sequence[tuple[Leaf, Wish]]) -> Raw:
    """Return the partial UPDATE that makes these changes, and leaves everything else as it is.

    The values of one process property component, and a table, have to be sent whole (vendor's document).
    """
    body: Raw = {"partial": True}
    wishes = {id(leaf.raw): wish for leaf, wish in changes}

    def part(levels: tuple[Level, ...], holder: Raw) -> list[Raw]:
        found = []
        for entry in levels[0].entries(holder):
            if len(levels) == 1:
                if id(entry) in wishes:
                    found.append(_sent(entry, wishes[id(entry)]))
                continue
            below = part(levels[1:], entry)
            if below:
                if levels[1].option == "values":
                    below = [_sent(one, wishes.get(id(one))) for one in levels[1].entries(entry)]
                # Its names, and what else says what it is, such as the type of a shared communication.
                names = levels[0].keys.values()
                kept = {
                    api: text
                    for api, text in entry.items()
                    if api in names or (isinstance(text, str) and not api.startswith("@"))
                }
                levels[1].put(kept, below)
                found.append(kept)
        return found

    for levels in SECTIONS.values():
        entries = part(levels, raw)
        if entries:
            levels[0].put(body, entries)
    body.update((name, raw[name]) for name in ("id", "environmentId", "extensionGroupId") if raw.get(name))
    return body


def _sent(entry: Raw, wish: Wish | None) -> Raw:
    """Return an entry for the API; one that nobody wishes anything of as it is: without a value, it keeps its own."""
    sent: Raw = _clean(entry)
    if wish is None:
        if sent.get("usesEncryption") or sent.get("encryptedValueSet") or sent.get("useDefault"):
            sent.pop("value", None)
        return sent
    if wish.verb == "rows":
        rows = [{f"ref{number}": cell for number, cell in enumerate(row, 1)} for row in wish.value]
        return {**sent, "overrideValues": True, "CrossReferenceRows": {"row": rows}}
    if "CloudManagedSecretConfig" in sent:
        # A partial UPDATE may keep what it leaves out.
        sent["CloudManagedSecretConfig"] = {"usesRemoteSecretsManager": False}
    if wish.verb == "use_default":
        sent.pop("value", None)
        return {**sent, **({"overrideValues": False} if wish.section == "cross_references" else {"useDefault": True})}
    if "useDefault" in sent or wish.section != "properties":
        sent["useDefault"] = False
    if wish.verb == "secret_reference":
        sent.pop("value", None)
        reference = {"secretReference": wish.value, "secretsManagerType": wish.manager}
        return {**sent, "CloudManagedSecretConfig": {**reference, "usesRemoteSecretsManager": True}}
    return {**sent, "value": wish.value}


def _clean(value: t.Any) -> t.Any:
    """Return what a server has sent fit to be sent back: flags may have come as texts, and lists of one as objects."""
    if isinstance(value, list):
        return [_clean(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    found = {name: _clean(entry) for name, entry in value.items() if not name.startswith("@")}
    found.update((name, READERS["bool"](found[name])) for name in _FLAGS if name in found)
    found.update((name, entries_of(found[name])) for name in _LISTS if name in found)
    if found.get("encrypted"):
        # It comes back empty, if at all, and an empty text may wipe what is set.
        found.pop("value", None)
    return found


def words_of(pairs: t.Iterable[tuple[t.Sequence[tuple[str, str]], str, t.Any]]) -> Values:
    """Return values in the words of a description.

    :param pairs: each with its path, its section, and what to say of it
    """
    found: Values = {}
    for path, section, words in sorted(pairs, key=lambda pair: (list(SECTIONS).index(pair[1]), pair[0])):
        holder, levels = found, SECTIONS[section]
        for depth, (key, text) in enumerate(path):
            entries = holder.setdefault(levels[depth].option, [])
            if not entries or entries[-1].get(key) != text or depth == len(path) - 1:
                entries.append({key: text})
            holder = entries[-1]
        holder.update(words)
    return found


def describe(raw: Raw) -> tuple[Values, list[Leaf], list[str]]:
    """Return what overrides the components, in the words of a description, and what they leave out:

    secrets, which cannot be read; and what no option can give, each with its place and the reason.
    """
    overrides = [leaf for leaf in leaves_of(raw) if not leaf.is_default]
    apart = [leaf for leaf in overrides if leaf.is_apart]
    secrets = [leaf for leaf in apart if leaf.is_secret and leaf.reference is None]
    told = [leaf for leaf in apart if (leaf not in secrets and leaf.value is not None) or leaf.reference]
    left = [f"{leaf.place} has no name or ID that tells it apart." for leaf in overrides if not leaf.is_apart]
    left += [f"{leaf.place} has custom properties, for which there is no option." for leaf in apart if leaf.is_custom]
    words = words_of((leaf.path, leaf.section, leaf.words()) for leaf in told)
    return words, [leaf for leaf in secrets if leaf.is_set], left
