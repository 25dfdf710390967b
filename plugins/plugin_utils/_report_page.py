# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: how a report looks in a browser, and what it can do there. For use in this collection only."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1b1f24; --quiet: #5c6570; --line: #d9dee4;
  --head: #eef1f4; --link: #0b5cad; --bad: #b3261e; --bad-back: #fdebe9; --warn: #8a5300; --warn-back: #fff3da;
  --good: #1a6b3c; --good-back: #e5f5ea; }
@media (prefers-color-scheme: dark) { :root { --page: #14171a; --card: #1d2125; --text: #e6e9ec; --quiet: #9aa4ae;
  --line: #363c43; --head: #262b30; --link: #7db8f5; --bad: #ff9d94; --bad-back: #45211e; --warn: #f5c26b;
  --warn-back: #40300f; --good: #7fd6a0; --good-back: #173524; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.45 system-ui, "Segoe UI", Roboto, sans-serif; }
main, header { max-width: 1200px; margin: 0 auto; padding: 0 20px; }
header { padding-top: 24px; }
h1 { margin: 0 0 4px; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 22px 0 8px; font-size: 1rem; }
p { margin: 4px 0; }
.quiet { color: var(--quiet); }
.tools { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0; align-items: center; }
.tools input { flex: 1 1 240px; max-width: 420px; padding: 7px 10px; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
button { font: inherit; color: inherit; cursor: pointer; }
.tools button { padding: 6px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 999px; }
.tools button[aria-pressed="true"] { border-color: var(--link); box-shadow: inset 0 0 0 1px var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 7px 12px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; min-width: 5em; max-width: 40em; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { background: var(--head); font-size: .85rem; vertical-align: bottom; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 10em; }
th button { padding: 0; border: 0; background: none; font-weight: 600; text-align: inherit; }
th small { display: block; font-weight: 400; color: var(--quiet); }
th[aria-sort="ascending"] button::after { content: " \\25B2"; }
th[aria-sort="descending"] button::after { content: " \\25BC"; }
.number { text-align: right; min-width: 0; }
td.number { white-space: nowrap; }
.fits { width: fit-content; max-width: 100%; }
.matrix { width: auto; }
.matrix td, .matrix thead th + th { text-align: center; min-width: 6em; }
.matrix tbody th { min-width: 15em; }
.matrix tbody th, .matrix thead th:first-child { position: sticky; left: 0; background: var(--card); }
.matrix thead th:first-child { background: var(--head); }
.no { color: var(--quiet); }
.mark { display: inline-block; padding: 1px 9px; border-radius: 999px; font-size: .85rem; font-weight: 600;
  white-space: nowrap; background: var(--head); color: var(--quiet); }
.bad { color: var(--bad); background: var(--bad-back); }
.warn { color: var(--warn); background: var(--warn-back); }
.good { color: var(--good); background: var(--good-back); }
details { margin: 12px 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px;
  content-visibility: auto; contain-intrinsic-size: auto 52px; }
summary { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; padding: 11px 16px; cursor: pointer; }
summary::before { content: "\\25B8"; color: var(--quiet); }
details[open] > summary::before { content: "\\25BE"; }
summary::-webkit-details-marker { display: none; }
summary strong { overflow-wrap: anywhere; }
.body { padding: 0 16px 16px; }
.body > h2:first-child { margin-top: 4px; }
ul { margin: 0; padding-left: 20px; }
li { overflow-wrap: anywhere; }
[hidden] { display: none !important; }
footer { max-width: 1200px; margin: 0 auto; padding: 8px 20px 28px; font-size: .85rem; color: var(--quiet); }
@media (max-width: 600px) { main, header, footer { padding-left: 12px; padding-right: 12px; }
  th, td { padding: 6px 8px; } .body { padding: 0 10px 12px; } tbody th { min-width: 8em; }
  .matrix tbody th { min-width: 8em; max-width: 45vw; } }
@media print { :root { color-scheme: light; --page: #fff; --card: #fff; --text: #000; --quiet: #444; --line: #bbb;
  --head: #eee; --link: #000; --bad: #8c1d18; --bad-back: #fff; --warn: #6b4000; --warn-back: #fff; --good: #14532d;
  --good-back: #fff; }
  body { font-size: 10pt; } .tools { display: none; } main, header, footer { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  details { content-visibility: visible; border: 0; border-top: 2px solid #000; border-radius: 0; }
  details::details-content { content-visibility: visible; height: auto; }
  summary, .body { padding-left: 0; padding-right: 0; } summary::before { display: none; } .mark { border: 1px solid; }
  tr, li { break-inside: avoid; } h2, summary { break-after: avoid; } thead { display: table-header-group; }
  th, td { min-width: 0 !important; padding: 3px 6px; } tbody th { overflow-wrap: break-word; }
  .matrix { font-size: 8pt; } .matrix thead th { overflow-wrap: anywhere; } .matrix tbody th { position: static; } }
"""

SCRIPT = """
"use strict";
const all = (query, root) => Array.from((root || document).querySelectorAll(query));
const accounts = all("details"), rows = all("#overview tbody tr");
const box = document.getElementById("find"), none = document.getElementById("none");
let chosen = "", texts = null;
function show() {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  if (words.length && !texts) texts = accounts.map((one) => one.textContent.toLowerCase());
  let left = 0;
  accounts.forEach((one, index) => {
    const fits = (!chosen || one.dataset.status === chosen) && words.every((word) => texts[index].includes(word));
    one.hidden = !fits;
    left += fits;
  });
  rows.forEach((row) => { row.hidden = document.getElementById(row.dataset.of).hidden; });
  none.hidden = left > 0;
}
if (box) {
  box.addEventListener("input", show);
  all(".tools button").forEach((button) => button.addEventListener("click", () => {
    chosen = chosen === button.dataset.status ? "" : button.dataset.status;
    all(".tools button").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.status === chosen)));
    show();
  }));
}
all("table.sorts").forEach((table) => all("thead th", table).forEach((head, column) => {
  head.querySelector("button").addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    all("thead th", table).forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
    const order = (one, other) => key(one).localeCompare(key(other), undefined, { numeric: true });
    const body = table.tBodies[0];
    body.append(...Array.from(body.rows).sort((one, other) => (down ? -1 : 1) * order(one, other)));
  });
}));
function open() {
  const one = document.getElementById(location.hash.slice(1));
  if (one && one.tagName === "DETAILS") { one.open = true; one.scrollIntoView(); }
}
addEventListener("hashchange", open);
all("#overview a").forEach((link) => link.addEventListener("click", () => setTimeout(open)));
open();
let closed = [];
addEventListener("beforeprint", () => {
  closed = accounts.filter((one) => !one.open);
  closed.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
"""
