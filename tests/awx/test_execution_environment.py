# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Execution environments: what ansible-builder makes of the definitions, and what it finds in the built collection."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.tests.awx.programs import AWX, ROOT, run


def builder(*arguments: str, cwd: Path) -> str:
    """Run ansible-builder, and return what it has printed."""
    ended = run("ansible-builder", *arguments, cwd=cwd)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the built collection is installed, as in an image."""
    directory = tmp_path_factory.mktemp("image")
    built = run("ansible-galaxy", "collection", "build", "--output-path", str(directory), cwd=ROOT)
    assert built.returncode == 0, built.stderr
    (archive,) = directory.glob("*.tar.gz")
    where = ["--collections-path", str(directory / "collections"), "--offline", "--force"]
    done = run("ansible-galaxy", "collection", "install", str(archive), *where, cwd=directory)
    assert done.returncode == 0, done.stderr
    return directory / "collections"


def test_the_builder_finds_what_the_collection_needs(installed: Path, tmp_path: Path) -> None:
    found = yaml.safe_load(builder("introspect", str(installed), "-v0", cwd=tmp_path))
    assert found == {"python": ["requests  # from collection community.boomi"], "system": []}


def test_the_installed_collection_has_all_that_the_playbook_awx_setup_reads(installed: Path) -> None:
    collection = installed / "ansible_collections" / "community" / "boomi"
    assert (collection / "playbooks" / "awx_setup.yml").is_file()
    there = {path.relative_to(collection) for path in (collection / "extensions" / "awx").rglob("*.yml")}
    assert there == {path.relative_to(ROOT) for path in AWX.rglob("*.yml")}


def test_the_definition_makes_a_context_with_the_collection_in_it(tmp_path: Path) -> None:
    definition = AWX / "execution-environment.yml"
    builder("create", "-f", str(definition), "-c", "context", "--output-filename", "Containerfile", cwd=tmp_path)
    galaxy = yaml.safe_load((tmp_path / "context" / "_build" / "requirements.yml").read_text(encoding="utf-8"))
    assert galaxy == {"collections": [{"name": "community.boomi"}]}
    recipe = (tmp_path / "context" / "Containerfile").read_text(encoding="utf-8")
    image = yaml.safe_load(definition.read_text(encoding="utf-8"))["images"]["base_image"]["name"]
    assert f'ARG EE_BASE_IMAGE="{image}"' in recipe
    assert "RUN /output/scripts/check_ansible" in recipe
