# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The report's page in a browser: what it loads, how it looks at three widths, and the keyboard."""

from __future__ import annotations

import typing as t
from collections.abc import Iterator
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.filter.account_report import account_report
from ansible_collections.community.boomi.tests.unit.plugins.plugin_utils import browser
from ansible_collections.community.boomi.tests.unit.plugins.plugin_utils.test_report import ACME, ENTRIES, SCRIPT

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="Chromium is not installed")

# WCAG 2.2, 1.4.3: 4.5 to 1. Returns what is below it.
CONTRASTS = """(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (parts(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const [one, other] = [getComputedStyle(element).color, behind(element)].map(light).sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5) found.push(`${element.tagName} ${element.className} ${ratio.toFixed(2)}`);
  }
  return found;
})()"""
# What does not fit into its width, but for tables that scroll in theirs.
WIDER = """Array.from(document.querySelectorAll("html, header, details, summary, h1"))
  .filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth).map((one) => one.outerHTML.slice(0, 80))"""
SEEN = "Array.from(document.querySelectorAll('#overview tbody tr')).filter((row) => !row.hidden)"
NAMES = f"{SEEN}.map((row) => row.querySelector('a').textContent)"


@pytest.fixture
def page(tmp_path: Path) -> t.Callable[..., Path]:
    """Writes the report of some accounts."""

    def write(*entries: t.Any) -> Path:
        path = tmp_path / "report.html"
        path.write_text(account_report(list(entries), "html"), encoding="utf-8")
        return path

    return write


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[browser.Browser]:
    with browser.chromium(tmp_path / "profile") as started:
        yield started


def test_it_loads_nothing_runs_nothing_but_its_own_and_shows_names_as_they_are(
    chromium: browser.Browser, page: t.Callable[..., Path]
) -> None:
    chromium.open(page(*ENTRIES))
    assert SCRIPT in chromium.run("document.body.textContent")
    methods = [event["method"] for event in chromium.events]
    assert methods.count("Network.requestWillBeSent") == 1
    assert not {"Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Log.entryAdded"} & set(methods)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read_at_three_widths(
    scheme: str, chromium: browser.Browser, page: t.Callable[..., Path]
) -> None:
    long = {**ACME, "name": "a" * 80}
    chromium.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    for width in (360, 800, 1400):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        chromium.send("Emulation.setDeviceMetricsOverride", **metrics)
        chromium.open(page(*ENTRIES, long))
        chromium.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert chromium.run(WIDER) == []
        assert chromium.run(CONTRASTS) == []


def test_the_keyboard_alone_filters_sorts_and_opens(chromium: browser.Browser, page: t.Callable[..., Path]) -> None:
    chromium.open(page(*ENTRIES))
    assert chromium.run(NAMES) == ["dill", "acme", "cedar", "birch"]

    chromium.press("Tab", *"EU-2")
    assert chromium.run(NAMES) == ["acme"]
    assert chromium.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    chromium.run("box.select()")
    chromium.press("x")
    assert chromium.run(NAMES) == []
    assert chromium.run("document.getElementById('none').textContent") == "No account matches."
    chromium.run("box.select()")
    chromium.press(" ")

    chromium.press("Tab", " ")
    assert chromium.run("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert chromium.run(NAMES) == ["dill"]
    chromium.press(" ")
    assert len(chromium.run(NAMES)) == 4

    while chromium.run("document.activeElement.closest('th') === null"):
        chromium.press("Tab")
    for order, names in (
        ("ascending", ["acme", "birch", "cedar", "dill"]),
        ("descending", ["dill", "cedar", "birch", "acme"]),
    ):
        chromium.press("Enter")
        assert chromium.run("document.activeElement.closest('th').getAttribute('aria-sort')") == order
        assert chromium.run(NAMES) == names

    while chromium.run("document.activeElement.textContent") != "acme":
        chromium.press("Tab")
    chromium.press("Enter")
    assert chromium.run(
        "new Promise((done) => setTimeout(() => done(document.querySelectorAll('details[open]').length)))"
    )


def test_a_print_shows_all_that_is_closed(chromium: browser.Browser, page: t.Callable[..., Path]) -> None:
    chromium.open(page(*ENTRIES))
    closed = "document.querySelectorAll('details:not([open])').length"
    chromium.run(f"addEventListener('beforeprint', () => {{ window.printed = {closed}; }})")
    chromium.send("Page.printToPDF")
    assert chromium.run("window.printed") == 0
    assert chromium.run("document.querySelectorAll('details[open]').length") == 0
