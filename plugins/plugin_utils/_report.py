# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what a report says of accounts, whatever its format. For use in this collection only."""

from __future__ import annotations

import typing as t

Values = dict[str, t.Any]

# What a report is made of: what to say where a part could not be read, and what is returned where it could.
PARTS = {
    "configuration": ("environments and integration packs", "configuration"),
    "runtimes": ("runtimes", "atoms"),
    "schedules": ("schedules", "process_schedules"),
    "extensions": ("extension values", "environment_extensions"),
    "drift": ("differences from the description", "changes"),
}
# From the worst to the best.
STATUSES = ("not read", "problems", "notes", "ok")
_NOTHING = {"what": "the account", "reason": "Nothing was read. See the messages of the run."}
_TIMES = ("minutes", "hours", "days_of_month", "months", "days_of_week", "years")


def report(entries: t.Iterable[Values]) -> list[Values]:
    """Return what to say of each account, the worst first.

    :param entries: for each account ``name``, and for each of :data:`PARTS` what the module returned that reads it
    """
    return sorted((_account(entry) for entry in entries), key=_rank)


def _rank(account: Values) -> tuple[t.Any, ...]:
    counts = {name: count or 0 for name, count in account["counts"].items()}
    return (
        STATUSES.index(account["status"]),
        -(counts["differences"] + counts["runtimes_offline"] + counts["secrets_not_set"]),
        -(counts["schedules_off"] + counts["not_readable"]),
        account["name"],
        account["account"],
    )


def _account(entry: Values) -> Values:
    given = {
        part: result for part in PARTS for result in [entry.get(part) or {}] if result and not result.get("skipped")
    }
    failed = {part: result for part, result in given.items() if PARTS[part][1] not in result}
    read = {part: {} if part in failed else given.get(part, {}) for part in PARTS}
    configuration = read["configuration"].get("configuration") or {}
    environments = configuration.get("environments") or []
    found: Values = {
        "name": _text(entry.get("name")),
        "account": _text(_account_id(given)),
        "status": "",
        "counts": {},
        "not_readable": _not_readable(read["configuration"], failed) if given else [dict(_NOTHING)],
        "differences": _differences(read["drift"]),
        "runtimes": _runtimes(read["runtimes"].get("atoms") or [], environments),
        "secrets_not_set": _secrets(read["extensions"].get("environment_extensions") or []),
        "schedules": _schedules(read["schedules"].get("process_schedules") or []),
        "environments": [
            {"name": _name(one), "classification": _text(one.get("classification")), "roles": _texts(one.get("roles"))}
            for one in environments
        ],
        "integration_packs": [
            {"name": _pack_name(one), "environments": _texts(one["environments"]) if "environments" in one else None}
            for one in configuration.get("integration_packs") or []
        ],
    }
    found["counts"] = _counts(found, read)
    # A user who may read no section at all usually has no access to the account.
    found["status"] = _status(found["counts"], is_read=bool(configuration), is_compared="drift" not in failed)
    return found


def _account_id(given: t.Mapping[str, Values]) -> t.Any:
    known = [one.get("account") or (one.get("error") or {}).get("account") for one in given.values()]
    return next(filter(None, known), None)


def _not_readable(configuration: Values, failed: t.Mapping[str, Values]) -> list[Values]:
    """Return what could not be read, each with the reason."""
    found = [
        {"what": PARTS[part][0], "reason": _text(result.get("msg") or "The task failed.")}
        for part, result in failed.items()
    ]
    return found + [
        {
            "what": f"{_text(one['section'])} ({_text(one['object'])})",
            "reason": f"{_text(one.get('msg'))} Reading needs {_text(one['privilege'])}.".strip(),
        }
        for one in configuration.get("unreadable") or []
    ]


def _differences(drift: Values) -> Values | None:
    """Return what would be done to bring an account to its description; ``None`` where they were not compared."""
    if not drift:
        return None
    lines = _texts(drift.get("summary_lines"))
    return {
        "changes": len(drift["changes"]),
        # The account comes first, and the totals last.
        "lines": lines[1:-1],
        "not_described": [
            {"section": _text(section), "names": _texts(names)}
            for section, names in (drift.get("unlisted") or {}).items()
            if names
        ],
    }


def _runtimes(atoms: t.Iterable[Values], environments: t.Sequence[Values]) -> list[Values]:
    found = []
    for atom in atoms:
        keys = {atom.get("id"), atom.get("name")}
        found.append(
            {
                "name": _text(atom.get("name") or atom.get("id")),
                "status": _text(atom.get("status") or "UNKNOWN"),
                "version": _text(atom.get("current_version")),
                "type": _text(atom.get("type")),
                "host": _text(atom.get("host_name")),
                "environments": sorted(_name(one) for one in environments if keys & set(one.get("runtimes") or ())),
            }
        )
    return sorted(found, key=lambda one: (one["status"] == "ONLINE", one["name"]))


def _secrets(sets: t.Iterable[Values]) -> list[Values]:
    """Return the secrets that are declared, and set nowhere in the account."""
    return [
        {
            "environment": _text(one.get("environment") or one.get("environment_id")),
            "process": _text(one.get("process") or one.get("extension_group_id")),
            "section": _text(value.get("section")),
            "path": " / ".join(_texts(value.get("path"))),
            "default_applies": bool(value.get("use_default")),
        }
        for one in sets
        for value in one.get("declared") or []
        if value.get("secret") and not value.get("set")
    ]


def _schedules(rows: t.Iterable[Values]) -> list[Values]:
    """Return the schedules that have times, those that are off first."""
    found = [
        {
            "process": _text(row.get("process") or row.get("process_id")),
            "runtime": _text(row.get("runtime") or row.get("atom_id")),
            "state": {True: "on", False: "off"}.get(t.cast("bool", row.get("enabled")), "unknown"),
            "times": [_when(times) for times in row["schedules"]],
        }
        for row in rows
        if row.get("schedules")
    ]
    return sorted(found, key=lambda one: (one["state"] == "on", one["process"], one["runtime"]))


def _when(times: Values) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {_text(times[name])}" for name in _TIMES if times.get(name) is not None)


def _counts(found: Values, read: t.Mapping[str, Values]) -> dict[str, int | None]:
    """Return how many there are of each; ``None`` where it could not be read."""
    configuration = read["configuration"].get("configuration") or {}
    return {
        "differences": found["differences"]["changes"] if found["differences"] else None,
        "runtimes_offline": sum(one["status"] == "OFFLINE" for one in found["runtimes"]) if read["runtimes"] else None,
        "runtimes": len(found["runtimes"]) if read["runtimes"] else None,
        "secrets_not_set": len(found["secrets_not_set"]) if read["extensions"] else None,
        "schedules_off": sum(one["state"] != "on" for one in found["schedules"]) if read["schedules"] else None,
        "schedules": len(found["schedules"]) if read["schedules"] else None,
        "not_readable": len(found["not_readable"]),
        **{name: len(found[name]) if name in configuration else None for name in ("integration_packs", "environments")},
    }


def _status(counts: t.Mapping[str, int | None], is_read: bool, is_compared: bool) -> str:
    if not is_read:
        return "not read"
    # A description that cannot be compared does not fit the account.
    if counts["differences"] or counts["runtimes_offline"] or counts["secrets_not_set"] or not is_compared:
        return "problems"
    return "notes" if counts["schedules_off"] or counts["not_readable"] else "ok"


def title_of(account: Values) -> str:
    """Return what to call an account."""
    if account["name"] and account["account"] and account["name"] != account["account"]:
        return f"{account['name']} ({account['account']})"
    return str(account["name"] or account["account"] or "unknown account")


def columns_of(account: Values) -> list[str]:
    """Return the environments that packs are compared with: those of the account, and others that packs name."""
    known = [one["name"] for one in account["environments"]]
    others = {name for pack in account["integration_packs"] for name in pack["environments"] or ()}
    return [*known, *sorted(others - set(known))]


def is_attached(pack: Values, environment: str) -> bool | None:
    """Tell whether a pack is attached to an environment; ``None`` where it could not be read."""
    return None if pack["environments"] is None else environment in pack["environments"]


def _pack_name(pack: Values) -> str:
    named = _text(pack.get("integration_pack_name") or pack.get("integration_pack_id") or pack.get("id"))
    own = _text(pack.get("integration_pack_override_name"))
    return f"{named} as {own}" if own and own != named else named


def _name(item: Values) -> str:
    return _text(item.get("name") or item.get("id"))


def _texts(values: t.Any) -> list[str]:
    return [_text(value) for value in values or ()]


def _text(value: t.Any) -> str:
    """Return one line without what a terminal or a page would not show as it is, such as marks of direction."""
    text = "" if value is None else str(value)
    return "".join(letter if letter.isprintable() or letter in "\u200c\u200d" else " " for letter in text)
