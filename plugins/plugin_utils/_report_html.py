# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: a report as one page of HTML that loads nothing. For use in this collection only."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import typing as t

from ._report import STATUSES, Values, columns_of, is_attached, title_of
from ._report_page import SCRIPT, STYLE
from ._report_text import OVERVIEW, Table, difference_lines, overview_row, tables_of, totals_of

_LOOKS = {"not read": "bad", "problems": "bad", "notes": "warn", "ok": "good"}
_LOOKS.update({"ONLINE": "good", "OFFLINE": "bad", "WARNING": "warn", "on": "good", "off": "warn"})
_ATTACHED = {
    True: '<td><span class="mark good" role="img" aria-label="attached">&#10003;</span></td>',
    False: '<td class="no">&ndash;</td>',
    None: '<td class="no" aria-label="not readable">?</td>',
}
# The columns of tables that hold a state.
_MARKED = ("Status", "State")


def as_html(title: str, time: str, accounts: t.Sequence[Values]) -> str:
    """Return a report as a page."""
    many = len(accounts) != 1
    amount = f"{len(accounts)} accounts, those with problems first" if many else f"Account {_e(title_of(accounts[0]))}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        # What is not this style and this script does nothing, should a name ever get past the escaping.
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{_e(title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>{_e(title)}</h1>",
        f'<p class="quiet">{_e(time)}</p>' if time else "",
        f'<p class="quiet">{amount}</p>',
        "</header>",
        "<main>",
        *(_overview(accounts) if many else ()),
        *(line for number, account in enumerate(accounts) for line in _account(account, number, not many)),
        "</main>",
        "<footer>Made by the Ansible collection community.boomi. The page loads nothing from elsewhere.</footer>",
        f"<script>{SCRIPT}</script>",
        "</body>",
        "</html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _policy() -> str:
    script, style = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in (SCRIPT, STYLE)
    )
    own = f"script-src 'sha256-{script}'; style-src 'sha256-{style}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _overview(accounts: t.Sequence[Values]) -> t.Iterator[str]:
    yield '<div class="tools">'
    yield '<input id="find" type="search" placeholder="Filter by any text" aria-label="Filter by any text">'
    for status, count in totals_of(accounts).items():
        if count:
            yield f'<button type="button" aria-pressed="false" data-status="{status}">{_mark(status)} {count}</button>'
    yield "</div>"
    yield '<p id="none" hidden>No account matches.</p>'
    yield '<div class="wide"><table id="overview" class="sorts">'
    yield from _head(list(OVERVIEW.values()), first_number=2)
    yield "<tbody>"
    for number, account in enumerate(accounts):
        _title, status, *counts = overview_row(account)
        name = account["name"] or title_of(account)
        more = f"<small>{_e(account['account'])}</small>" if account["account"] not in ("", name) else ""
        yield f'<tr data-of="a{number}"><th scope="row"><a href="#a{number}">{_e(name)}</a>{more}</th>'
        yield f'<td data-key="{STATUSES.index(status)}">{_mark(status)}</td>'
        yield "".join(_number(cell) for cell in counts)
        yield "</tr>"
    yield "</tbody></table></div>"


def _number(cell: str) -> str:
    found = re.match(r"\d+", cell)
    look = ' class="number no"' if not found or found.group() == "0" else ' class="number"'
    return f'<td{look} data-key="{found.group() if found else -1}">{_e(cell)}</td>'


def _account(account: Values, number: int, is_open: bool) -> t.Iterator[str]:
    yield f'<details id="a{number}" data-status="{account["status"]}"{" open" if is_open else ""}>'
    yield f"<summary><strong>{_e(title_of(account))}</strong> {_mark(account['status'])}"
    yield f'<span class="quiet">{_e(", ".join(_findings(account["counts"])))}</span></summary>'
    yield '<div class="body">'
    if account["differences"] is not None:
        yield "<h2>Differences from the description</h2>"
        yield "<ul>" + "".join(f"<li>{_e(line)}</li>" for line in difference_lines(account)) + "</ul>"
    for table in tables_of(account):
        yield from _table(table)
    if account["counts"]["integration_packs"] is not None:
        yield from _matrix(account)
    yield "</div></details>"


def _findings(counts: t.Mapping[str, int | None]) -> t.Iterator[str]:
    if counts["differences"]:
        yield f"{counts['differences']} to change"
    if counts["runtimes_offline"]:
        yield f"{counts['runtimes_offline']} of {counts['runtimes']} runtimes offline"
    if counts["secrets_not_set"]:
        yield f"{counts['secrets_not_set']} secret{'s' if counts['secrets_not_set'] > 1 else ''} not set"
    if counts["schedules_off"]:
        yield f"{counts['schedules_off']} of {counts['schedules']} schedules off"
    if counts["not_readable"]:
        yield f"{counts['not_readable']} not readable"


def _table(table: Table) -> t.Iterator[str]:
    if not table.rows:
        if table.empty:
            yield f"<h2>{table.title}</h2>"
            yield f'<p class="quiet">{table.empty}</p>'
        return
    yield f"<h2>{table.title}</h2>"
    yield '<div class="wide"><table class="sorts">'
    yield from _head(table.head)
    yield "<tbody>"
    for row in table.rows:
        cells = [_mark(cell) if name in _MARKED else _e(cell) for name, cell in zip(table.head[1:], row[1:])]
        yield f'<tr><th scope="row">{_e(row[0])}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table></div>"


def _head(names: t.Iterable[str], first_number: float = float("inf")) -> t.Iterator[str]:
    cells = [
        f'<th scope="col"{look}><button type="button">{_e(name)}</button></th>'
        for column, name in enumerate(names)
        for look in [' class="number"' if column >= first_number else ""]
    ]
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"


def _matrix(account: Values) -> t.Iterator[str]:
    yield "<h2>Integration packs and environments</h2>"
    columns, packs = columns_of(account), account["integration_packs"]
    if not packs:
        yield '<p class="quiet">No integration packs.</p>'
        return
    kinds = {one["name"]: one["classification"] for one in account["environments"]}
    heads = [f'<th scope="col">{_e(name)}<small>{_e(kinds.get(name) or "")}</small></th>' for name in columns]
    yield '<div class="wide fits"><table class="matrix">'
    yield f'<thead><tr><th scope="col">Pack</th>{"".join(heads)}</tr></thead><tbody>'
    for pack in packs:
        cells = "".join(_ATTACHED[is_attached(pack, name)] for name in columns)
        yield f'<tr><th scope="row">{_e(pack["name"])}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def _mark(state: str) -> str:
    return f'<span class="mark {_LOOKS.get(state, "")}">{_e(state)}</span>'


def _e(text: str) -> str:
    return html.escape(text, quote=True)
