# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Check the built documentation: every link and anchor leads somewhere, and no page loads anything from elsewhere.

    python docs_site.py DIRECTORY

Addresses elsewhere are listed, not called.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

# What a browser loads by itself, and from which attribute.
LOADS = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
# A style sheet's own files: fonts, images, and other style sheets.
STYLE_LOADS = re.compile(r"url\(\s*['\"]?((?:https?:)?//[^'\")]+)")
# The links of every page to where it can be edited: one for each, and no use to list.
EDIT = "/edit/main/"


class Page(HTMLParser):
    """The anchors of a page, where it links to, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loads: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag says."""
        values = {name: value for name, value in attrs if value is not None}
        self.anchors |= {values[name] for name in ("id", "name" if tag == "a" else "id") if name in values}
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
        elif LOADS.get(tag) in values and values.get("rel") not in ("canonical", "index", "next", "prev", "search"):
            self.loads.add(values[LOADS[tag]])


def check(site: Path) -> tuple[list[str], set[str]]:
    """Return what is wrong with a site, and the addresses elsewhere that it links to."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    problems = [] if pages else [f"{site} has no pages"]
    elsewhere = set()
    for path, page in pages.items():
        where = path.relative_to(site.resolve())
        for link in sorted(page.links | page.loads):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                elsewhere.add(link)
                if link in page.loads:
                    problems.append(f"{where} loads {link}")
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                problems.append(f"{where} links to {link}: there is no such file")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                problems.append(f"{where} links to {link}: there is no such anchor")
    for path in sorted(site.rglob("*.css")):
        found = STYLE_LOADS.findall(path.read_text(encoding="utf-8"))
        problems += [f"{path.relative_to(site)} loads {address}" for address in found]
    return problems, {link for link in elsewhere if EDIT not in link}


def main() -> int:
    """Check the site that the command line names, and return the exit code."""
    site = Path(sys.argv[1])
    problems, elsewhere = check(site)
    print("Links to elsewhere, not called:", *sorted(elsewhere), sep="\n  ")
    print(*problems, sep="\n", file=sys.stderr)
    if not problems:
        print(f"Every link and anchor of the site leads somewhere: {site / 'index.html'}")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
