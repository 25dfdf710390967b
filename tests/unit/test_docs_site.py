# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The check of the built documentation finds what leads nowhere, and what would be loaded from elsewhere."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.community.boomi.tests.tools import docs_site


def test_each_way_to_lead_nowhere_is_told_and_an_address_elsewhere_is_listed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        """<a id="here" href="guide/one.html#top">right</a> <a href="#here">right</a> <a href="two.html">no file</a>
        <a href="#there">no anchor</a> <a href="https://example.com/x">elsewhere</a>
        <script src="https://example.com/y.js"></script>""",
        encoding="utf-8",
    )
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "one.html").write_text("<h1 id='top'><a href='../index.html#gone'>x</a></h1>", "utf-8")
    (tmp_path / "site.css").write_text("@import url('//example.com/z.css')", "utf-8")
    problems, elsewhere = docs_site.check(tmp_path)
    assert problems == [
        "guide/one.html links to ../index.html#gone: there is no such anchor",
        "index.html links to #there: there is no such anchor",
        "index.html loads https://example.com/y.js",
        "index.html links to two.html: there is no such file",
        "site.css loads //example.com/z.css",
    ]
    assert elsewhere == {"https://example.com/x", "https://example.com/y.js"}
