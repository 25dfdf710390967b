# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: the file that holds the description of an account, read and written. For use in this collection only."""

from __future__ import annotations

import typing as t

import yaml

from ._template import may_be_template

KEY = "account_bootstrap_description"
Values = dict[str, t.Any]

# How entries are written; what is not listed follows in the order in which it comes.
_ORDER = (
    *("id", "name", "integration_pack_id", "integration_pack_name", "integration_pack_override_name"),
    *("classification", "runtimes", "roles", "environments", "environment", "process", "runtime", "enabled"),
    *("label", "key", "value", "secret", "secret_reference", "secrets_manager", "use_default", "rows", "extensions"),
    *("connections", "operations", "shared_communications", "trading_partners", "process_properties", "properties"),
    *("cross_references", "pgp_certificates", "categories", "fields", "values", "schedules", "retry"),
)
_RANK = {name: rank for rank, name in enumerate(_ORDER)}


class DescriptionError(Exception):
    """An existing file cannot be kept. The message is for a person."""


class Given(str):
    """A text that a person wrote, and whose meaning is known only where Ansible reads it."""


class Expression(Given):
    """A text with a Jinja expression."""


class Vaulted(Given):
    """A text that ansible-vault has encrypted."""


class Unsafe(str):
    """A text that looks like an expression, and is none."""


def literal(value: t.Any) -> t.Any:
    """Return a value from the platform as plain data that no one takes for an expression."""
    if isinstance(value, dict):
        return {str.__str__(name): literal(entry) for name, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [literal(entry) for entry in value]
    if isinstance(value, str):
        # Ansible marks texts by subclasses that YAML does not know.
        text = str.__str__(value)
        return Unsafe(text) if may_be_template(text) else text
    if value is None or isinstance(value, bool):
        return value
    return int(value) if isinstance(value, int) else str(value)


class _Loader(yaml.SafeLoader):
    """Reads expressions and what is encrypted as such."""


def _text(loader: _Loader, node: t.Any) -> str:
    text = str(loader.construct_scalar(node))
    return Expression(text) if may_be_template(text) else text


def _tagged(kind: type[str]) -> t.Callable[[_Loader, t.Any], str]:
    return lambda loader, node: kind(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:str", _text)
_Loader.add_constructor("!vault", _tagged(Vaulted))
_Loader.add_constructor("!unsafe", _tagged(Unsafe))


def read(text: str) -> Values:
    """Return the description in a file; an empty one where the file is empty.

    :raises DescriptionError: the file is no such file, or holds a secret that everyone can read
    """
    if text.startswith("$ANSIBLE_VAULT"):
        raise DescriptionError("The existing file is encrypted as a whole. Decrypt it, or choose another file.")
    try:
        document = yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of the safe loader
    except (yaml.YAMLError, ValueError) as problem:  # the latter of a date that no calendar has
        where = getattr(problem, "problem_mark", None)
        place = f", line {where.line + 1}" if where else ""
        raise DescriptionError(
            f"The existing file is not valid YAML{place}. Correct it, or choose another file."
        ) from None
    if document is None:
        return {}
    description = document.get(KEY) if isinstance(document, dict) else None
    if not isinstance(description, dict) or len(document) > 1:
        raise DescriptionError(
            f"The existing file is not a description: it must have {KEY} as its only key. Move what else it has, or"
            " choose another file."
        )
    bare = sorted(_bare_secrets(description, ""))
    if bare:
        raise DescriptionError(
            f"The existing file shows secrets: {', '.join(bare)}. Move each to a variable of a vault, and put"
            ' secret: "{{ variable }}" in its place.'
        )
    return description


def _bare_secrets(value: t.Any, place: str) -> t.Iterator[str]:
    """Give the places of secrets that are written out."""
    if isinstance(value, dict):
        secret = value.get("secret")
        if secret not in (None, "") and not isinstance(secret, Given):
            yield place
        for name, entry in value.items():
            yield from _bare_secrets(entry, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from _bare_secrets(entry, f"{place}[{number}]")


class _Dumper(yaml.SafeDumper):
    """Writes lists below their keys, repeats what occurs twice, and breaks no line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: t.Any) -> bool:
        del data
        return True


def _write_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text, None))


def _write_expression(dumper: _Dumper, text: Expression) -> yaml.ScalarNode:
    style = _style(text, "'" if '"' in text or "\\" in text else '"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _style(text: str, usual: str | None) -> str | None:
    # PyYAML loses these line breaks where they are not escaped.
    if any(mark in text for mark in "\x85\u2028\u2029"):
        return '"'
    return "|" if "\n" in text else usual


def _write_mapping(dumper: _Dumper, values: Values) -> yaml.MappingNode:
    pairs = sorted(values.items(), key=lambda pair: _RANK.get(pair[0], len(_RANK)))
    return dumper.represent_mapping("tag:yaml.org,2002:map", pairs)


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(dict, _write_mapping)
_Dumper.add_representer(Expression, _write_expression)
_Dumper.add_representer(Vaulted, lambda dumper, text: dumper.represent_scalar("!vault", str(text), style="|"))
_Dumper.add_representer(Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style='"'))


def write(description: Values, comments: t.Iterable[str]) -> str:
    """Return the text of a file."""
    # What a name or a message holds must not end the comment.
    lines = [f"# {''.join(letter if letter.isprintable() else ' ' for letter in line)}".rstrip() for line in comments]
    document = yaml.dump(
        {KEY: description}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf"), indent=2
    )
    return "\n".join([*lines, "---", document])
