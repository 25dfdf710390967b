# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The documents of the repository: what they point to is there, and what is written by tools is what the code has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.tests.tools import docs_site, interpreters, reference_pages, release

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("*.md", "roles/*/*.md", "tests/simulator/*.md", "tests/integration/targets/*/*.md")
# An address with a scheme, and a place on the same page, are no file of the tree.
LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")


def relative_links() -> list[tuple[str, str]]:
    """Every relative link, with the document that it stands in."""
    documents = sorted(path for place in PLACES for path in ROOT.glob(place))
    return [
        (str(document.relative_to(ROOT)), link)
        for document in documents
        for link in LINK.findall(document.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("document", "link"), relative_links())
def test_a_relative_link_leads_to_what_is_in_the_tree(document: str, link: str) -> None:
    assert (ROOT / document).parent.joinpath(link).exists()


def test_links_of_several_documents_are_found() -> None:
    assert {document for document, _link in relative_links()} >= {
        "SECURITY.md",
        "tests/simulator/README.md",
    }


def test_the_readme_has_the_headings_that_certification_asks_for_and_whole_addresses_alone() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Description",
        "Requirements",
        "Installation",
        "Use cases",
        "Testing",
        "Contributing",
        "Support",
        "Release notes and roadmap",
        "Related information",
        "License information",
    ]
    assert not [link for document, link in relative_links() if document == "README.md"]
    for path in re.findall(r"github\.com/ansible-collections/community\.boomi/(?:blob|tree)/main/([^)\s]+)", text):
        # The guide on approval, like the others, is a file of the tree.
        assert (ROOT / path).exists(), path


def test_the_readme_leads_to_every_guide() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    guides = {path.name for path in ROOT.glob("docs/docsite/rst/*.rst")}
    assert set(re.findall(r"/docs/docsite/rst/(\w+\.rst)", text)) == guides


def test_contributing_names_every_room_once_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = [*ROOT.glob("plugins/module_utils/*/*.py"), *ROOT.glob("plugins/plugin_utils/*.py")]
    rooms = [path.relative_to(ROOT / "plugins").with_suffix("").as_posix() for path in paths]
    named = re.findall(r"^\| `(\w+/\w+)` \|", text, re.MULTILINE)
    assert sorted(named) == sorted(room.removeprefix("module_utils/") for room in rooms)


def test_the_readme_has_the_releases_that_the_tests_run_on() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (2\.\d+) \| (3\.\d+) to (3\.\d+) \| (3\.\d+) to (3\.\d+) \|$", text, re.MULTILINE)
    cores = interpreters.CORE_PYTHONS
    pythons = {core: (*cores[core], *interpreters.TARGET_PYTHONS[core]) for core in cores}
    assert rows == [(core, *map(interpreters.text, versions)) for core, versions in pythons.items()]
    oldest, *_others, newest = cores
    assert f"- ansible-core {oldest} to {newest}\n" in text
    runtime = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text(encoding="utf-8"))
    assert runtime["requires_ansible"] == f">={oldest}.0"
    assert (
        f"- Python {interpreters.text(min(low for low, _high in interpreters.TARGET_PYTHONS.values()))} or later"
        in text
    )


@pytest.mark.parametrize("path", [".github/workflows/ci.yml", ".gitlab-ci.yml"])
def test_ci_runs_what_the_makefile_has_on_releases_that_are_supported(path: str) -> None:
    if not (ROOT / path).exists():
        pytest.skip("this is not the tree of git, but what is installed")
    text = (ROOT / path).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+): ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    commands = set(re.findall(r"\bmake ([a-z-]+)", text))
    assert commands == {"test", "test-matrix"}
    assert commands <= set(targets)
    # Those that certification asks for.
    cores = re.findall(r'"(2\.\d+)"', text)
    assert cores == ["2.16", "2.18", "2.20"]
    assert set(cores) <= set(interpreters.CORE_PYTHONS)


def test_a_release_holds_what_git_tracks_and_nothing_else() -> None:
    tracked = ["README.md", "galaxy.yml", ".gitlab-ci.yml", ".github/workflows/ci.yml", "plugins/lookup/a.py"]
    shipped = ["README.md", "plugins/lookup/a.py", "FILES.json", "MANIFEST.json"]
    assert release.surprises(shipped, tracked) == []
    assert release.surprises([*shipped[1:], ".cache/x", "galaxy.yml"], tracked) == [
        "lacks README.md",
        "should not hold .cache/x",
        "should not hold galaxy.yml",
    ]


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


def test_the_tables_are_what_declarations_and_modules_say() -> None:
    for path, text in reference_pages.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run tests/tools/reference_pages.py"


@pytest.mark.parametrize("module", reference_pages.modules())
def test_the_privileges_that_a_module_documents_are_those_of_its_objects(module: str) -> None:
    said = set(reference_pages.PRIVILEGE.findall(reference_pages.privileges(module)))
    assert "API" in said
    for kind in reference_pages.kinds_of(module):
        needed = kind.read_privileges if module.endswith("_info") else kind.write_privileges
        assert set(reference_pages.PRIVILEGE.findall(needed)) <= said
