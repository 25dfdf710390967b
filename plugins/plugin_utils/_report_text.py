# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: a report as Markdown, CSV, and JSON. For use in this collection only."""

from __future__ import annotations

import csv
import io
import json
import re
import typing as t

from ._report import STATUSES, Values, columns_of, is_attached, title_of

OVERVIEW = {
    "account": "Account",
    "status": "Status",
    "differences": "Differences",
    "runtimes_offline": "Runtimes offline",
    "secrets_not_set": "Secrets not set",
    "schedules_off": "Schedules off",
    "not_readable": "Not readable",
    "integration_packs": "Packs",
    "environments": "Environments",
}
UNKNOWN = "-"
ATTACHED = {True: "x", False: "", None: "?"}
Row = t.Sequence[str]


def overview_row(account: Values) -> list[str]:
    """Return the cells of an account in the overview."""
    counts = account["counts"]
    totals = {"runtimes_offline": "runtimes", "schedules_off": "schedules"}
    row = [title_of(account), account["status"]]
    for name in list(OVERVIEW)[2:]:
        of = f" of {counts[totals[name]]}" if name in totals and counts[totals[name]] else ""
        row.append(UNKNOWN if counts[name] is None else f"{counts[name]}{of}")
    return row


def totals_of(accounts: t.Sequence[Values]) -> dict[str, int]:
    """Return how many accounts there are of each status."""
    return {status: sum(one["status"] == status for one in accounts) for status in STATUSES}


class Table(t.NamedTuple):
    """A part of what is said of an account.

    :param empty: what to say without rows; empty for nothing
    """

    title: str
    head: Row
    rows: list[list[str]]
    empty: str = ""


def tables_of(account: Values) -> list[Table]:
    """Return the tables of an account, without the matrix of packs."""
    return [
        Table("Not readable", ("What", "Why"), [[one["what"], one["reason"]] for one in account["not_readable"]]),
        Table(
            "Runtimes",
            ("Runtime", "Status", "Version", "Type", "Host", "Environments"),
            [
                [one["name"], one["status"], one["version"], one["type"], one["host"], ", ".join(one["environments"])]
                for one in account["runtimes"]
            ],
            "" if account["counts"]["runtimes"] is None else "No runtimes.",
        ),
        Table(
            "Secrets that are not set",
            ("Environment", "Process", "Secret", "In force"),
            [
                [
                    one["environment"],
                    one["process"],
                    f"{one['section']} / {one['path']}",
                    "default of the component" if one["default_applies"] else "nothing",
                ]
                for one in account["secrets_not_set"]
            ],
        ),
        Table(
            "Schedules",
            ("Process", "Runtime", "State", "Times"),
            [[one["process"], one["runtime"], one["state"], "; ".join(one["times"])] for one in account["schedules"]],
            "" if account["counts"]["schedules"] is None else "No schedules.",
        ),
    ]


def difference_lines(account: Values) -> list[str]:
    """Return what would be done, and what the description leaves out."""
    differences = account["differences"]
    lines = list(differences["lines"]) if differences["changes"] else ["The account is as described."]
    for one in differences["not_described"]:
        lines.append(f"not described in {one['section'].replace('_', ' ')}: {', '.join(one['names'])}")
    return lines


def as_json(title: str, time: str, accounts: t.Sequence[Values]) -> str:
    """Return a report for programs."""
    head: Values = {"title": title, **({"time": time} if time else {})}
    return (
        json.dumps({**head, "statuses": totals_of(accounts), "accounts": accounts}, indent=2, ensure_ascii=False) + "\n"
    )


def as_csv(_title: str, _time: str, accounts: t.Sequence[Values]) -> str:
    """Return a report for spreadsheets: one line for each fact."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("name", "account", "kind", "object", "place", "state", "detail"))
    for account in accounts:
        for row in _facts(account):
            writer.writerow([_harmless(cell) for cell in (account["name"], account["account"], *row)])
    return written.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a name, or what follows a semicolon in one, for a formula.

    In many countries, spreadsheets begin a cell behind a semicolon. Some also take the full-width signs.
    """
    return re.sub(r"(?<![^;])(?=[=+@\uff1d\uff0b\uff0d\uff20-])", "'", cell)


def _facts(account: Values) -> t.Iterator[Row]:
    yield ("account", "", "", account["status"], "")
    for one in account["not_readable"]:
        yield ("not readable", one["what"], "", "", one["reason"])
    yield from _difference_facts(account["differences"] or {"lines": [], "not_described": []})
    for one in account["runtimes"]:
        yield ("runtime", one["name"], ", ".join(one["environments"]), one["status"], one["version"])
    for one in account["secrets_not_set"]:
        place = " / ".join(filter(None, (one["environment"], one["process"])))
        detail = "default of the component" if one["default_applies"] else ""
        yield ("secret", f"{one['section']} / {one['path']}", place, "not set", detail)
    for one in account["schedules"]:
        yield ("schedule", one["process"], one["runtime"], one["state"], "; ".join(one["times"]))
    for one in account["environments"]:
        yield ("environment", one["name"], "", one["classification"], ", ".join(one["roles"]))
    for one in account["integration_packs"]:
        # Without attachments, nothing was read of them.
        for name in one["environments"] or [""]:
            state = "attached" if name else "not attached" if one["environments"] is not None else ""
            yield ("integration pack", one["name"], name, state, "")


def _difference_facts(differences: Values) -> t.Iterator[Row]:
    for line in differences["lines"]:
        yield ("difference", "", "", "", line)
    for one in differences["not_described"]:
        for name in one["names"]:
            yield ("not described", name, one["section"], "", "")


def as_markdown(title: str, time: str, accounts: t.Sequence[Values]) -> str:
    """Return a report for people, in files and comments."""
    lines = [f"# {_plain(title)}", ""]
    if time:
        lines += [_plain(time), ""]
    if len(accounts) != 1:
        lines += [", ".join(f"{count} {status}" for status, count in totals_of(accounts).items()) + ".", ""]
        lines += _table(list(OVERVIEW.values()), [overview_row(one) for one in accounts])
    for account in accounts:
        lines += [f"## {_plain(title_of(account))}: {account['status']}", ""]
        if account["differences"] is not None:
            lines += ["### Differences from the description", ""]
            lines += [*(f"- {_plain(line)}" for line in difference_lines(account)), ""]
        for table in tables_of(account):
            if table.rows or table.empty:
                lines += [f"### {table.title}", ""]
                lines += _table(table.head, table.rows) if table.rows else [table.empty, ""]
        if account["counts"]["integration_packs"] is not None:
            lines += ["### Integration packs and environments", "", *_matrix(account)]
    return "\n".join(lines).rstrip() + "\n"


def _matrix(account: Values) -> list[str]:
    columns = columns_of(account)
    rows = [
        [pack["name"], *(ATTACHED[is_attached(pack, name)] for name in columns)]
        for pack in account["integration_packs"]
    ]
    return _table(["Pack", *columns], rows) if rows else ["No integration packs.", ""]


def _table(head: Row, rows: t.Iterable[Row]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [
        "| " + " | ".join(_plain(cell) if line is not lines[1] else cell for cell in line) + " |" for line in lines
    ] + [""]


def _plain(text: str) -> str:
    """Return a text that Markdown shows as it is: within a line, and where it begins one."""
    escaped = re.sub(r"([\\`*_\[\]|~]|^[#+=-])|^(\d+)([.)])", r"\2\\\1\3", text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
