# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a release consists of: its contents, its bill of materials, its checksums and signatures.

Used by the nox session ``release-check``. Needs git and gpg.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import http.server
import json
import os
import re
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Tracked by git, and of no use to who installs the collection.
NOT_SHIPPED = (".ci/", ".gitattributes", ".github/", ".gitignore", ".gitlab-ci.yml", "galaxy.yml")
# Made by the build.
MADE = {"FILES.json", "MANIFEST.json"}
# What lies about in the tree of somebody who works on it, and must not be shipped.
LITTER = (
    *(".ansible/x", ".cache/x", ".coverage", ".hypothesis/x", ".idea/x.xml", ".mypy_cache/x", ".nox/x"),
    *(".pytest_cache/x", ".ruff_cache/x", ".venv/x", ".vscode/x.json", "README.md.orig", "README.md~"),
    *("changelogs/.plugin-cache.yaml", "community-boomi-0.0.1.tar.gz", "plugins/modules/.x.py.swp"),
    *("plugins/modules/__pycache__/x.pyc", "site/x.html", "tests/integration/inventory", "tests/output/x"),
)


VERSION_ADDED = re.compile(r"^ *version_added: *\W?([\w.-]+)", re.MULTILINE)


class ReleaseError(Exception):
    """What is wrong with a release."""


class Signer:
    """A key of gpg.

    :param key: an ID, a fingerprint, or an address, as ``gpg --local-user`` takes it
    :param home: the directory of gpg; ``None`` for the user's
    """

    def __init__(self, key: str, home: Path | None = None) -> None:
        self._key = key
        self._environment = {**os.environ, **({"GNUPGHOME": str(home)} if home else {})}

    @classmethod
    @contextlib.contextmanager
    def throwaway(cls) -> Iterator[Signer]:
        """A signer with a key that is made for this moment, in a directory of its own."""
        with tempfile.TemporaryDirectory(prefix="gpg-") as directory:
            signer = cls("Release check <check@example.com>", Path(directory))
            signer._gpg("--passphrase", "", "--quick-generate-key", signer._key, "ed25519", "sign", "1d")
            try:
                yield signer
            finally:
                subprocess.run(["gpgconf", "--kill", "all"], env=signer._environment, check=True)

    def sign(self, path: Path, signature: Path) -> None:
        """Write an ASCII-armored, detached signature of a file."""
        self._gpg("--local-user", self._key, "--armor", "--output", str(signature), "--detach-sign", str(path))

    def export(self, keyring: Path) -> None:
        """Write the public key as a keyring, as ``ansible-galaxy --keyring`` takes it."""
        self._gpg("--output", str(keyring), "--export", self._key)
        if not keyring.exists():
            raise ReleaseError(f"gpg knows no key {self._key!r}.")

    def _gpg(self, *arguments: str) -> None:
        try:
            command = ["gpg", "--batch", "--yes", "--quiet", *arguments]
            subprocess.run(command, env=self._environment, check=True)
        except FileNotFoundError:
            raise ReleaseError("gpg is not installed.") from None
        except subprocess.CalledProcessError as exc:
            raise ReleaseError(f"gpg ended with {exc.returncode}.") from None


def litter(tree: Path) -> None:
    """Put into a copy of the collection what must not be shipped."""
    for name in LITTER:
        path = tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def tracked() -> set[str]:
    """The files that git tracks."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split("\0") if name}


def members(artifact: Path) -> set[str]:
    """The files in an artifact."""
    with tarfile.open(artifact) as archive:
        return {member.name.removeprefix("./") for member in archive if not member.isdir()}


def surprises(shipped: Iterable[str], known: Iterable[str]) -> list[str]:
    """What an artifact lacks, and what it should not hold.

    :param shipped: the files in it
    :param known: the files that git tracks
    """
    shipped = set(shipped)
    wanted = {name for name in known if not name.startswith(NOT_SHIPPED)} | MADE
    return [f"lacks {name}" for name in sorted(wanted - shipped)] + [
        f"should not hold {name}" for name in sorted(shipped - wanted)
    ]


def releases(changelog: Path) -> list[str]:
    """Return the versions in a changelog, as antsibull-changelog lays it out."""
    return re.findall(r"^  ([0-9][\w.-]*):$", changelog.read_text(encoding="utf-8"), re.MULTILINE)


def never_released(artifact: Path, releases: Iterable[str]) -> list[str]:
    """What is said to be there since a release that never was.

    :param releases: the versions in the changelog, and the one to be released
    """
    known, texts = set(releases), {}
    with tarfile.open(artifact) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream and member.name.startswith(("extensions/", "plugins/", "roles/")):
                texts[member.name] = stream.read().decode(errors="replace")
    return [
        f"{name} says version_added: {version}, which is not in the changelog"
        for name, text in sorted(texts.items())
        for version in sorted(set(VERSION_ADDED.findall(text)) - known)
    ]


def read(artifact: Path, name: str) -> bytes:
    """Return the content of a file in an artifact."""
    with tarfile.open(artifact) as archive:
        stream = archive.extractfile(name)
        if stream is None:
            raise ReleaseError(f"{artifact.name}: {name} is no file.")
        return stream.read()


def about(artifact: Path) -> dict[str, str]:
    """Return name, version, and the rest of what galaxy.yml says."""
    found: dict[str, str] = json.loads(read(artifact, "MANIFEST.json"))["collection_info"]
    return found


def sbom_of(artifact: Path) -> Path:
    """Return where the bill of materials of an artifact is."""
    return artifact.with_name(artifact.name.replace(".tar.gz", ".cdx.json"))


def signature_of(artifact: Path) -> Path:
    """Return where the signature of an artifact's MANIFEST.json is."""
    return artifact.with_name(artifact.name.replace(".tar.gz", "-MANIFEST.json.asc"))


def keyring_of(artifact: Path) -> Path:
    """Return where the public key is."""
    info = about(artifact)
    return artifact.with_name(f"{info['namespace']}-{info['name']}.gpg")


def project(artifact: Path) -> str:
    """Describe the collection as a project of Python, for its bill of materials."""
    info = about(artifact)
    supported = re.search(r"^requires_ansible: \W?([^'\"]+)", read(artifact, "meta/runtime.yml").decode(), re.MULTILINE)
    needed = [line for line in read(artifact, "requirements.txt").decode().splitlines() if line[:1] not in ("#", "")]
    if supported is None:
        raise ReleaseError("meta/runtime.yml has no requires_ansible.")
    values = {
        "name": f"{info['namespace']}.{info['name']}",
        "version": info["version"],
        "description": info["description"],
        "license": info["license"][0],
        "dependencies": [f"ansible-core{supported[1]}", *needed],
    }
    # A text or a list of texts is the same in TOML as in JSON.
    return "[project]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def write_checksums(directory: Path, names: Iterable[str]) -> None:
    """Write SHA256SUMS, as ``sha256sum --check`` reads it."""
    lines = [f"{hashlib.sha256((directory / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names)]
    (directory / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


@contextlib.contextmanager
def galaxy_server(artifact: Path) -> Iterator[str]:
    """Offer one artifact as Galaxy does, and give the URL: files are all that ansible-galaxy needs."""
    info = about(artifact)
    name, version = f"{info['namespace']}/{info['name']}", info["version"]

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with tempfile.TemporaryDirectory(prefix="galaxy-") as directory:
        handler = functools.partial(Handler, directory=directory)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            url = f"http://127.0.0.1:{server.server_port}"
            entry = {
                "version": version,
                "namespace": {"name": info["namespace"]},
                "collection": {"name": info["name"]},
                "download_url": f"{url}/{artifact.name}",
                "artifact": {"sha256": hashlib.sha256(artifact.read_bytes()).hexdigest()},
                "metadata": {"dependencies": {}},
                "signatures": [],
                "href": f"/api/v3/collections/{name}/versions/{version}/",
            }
            answers = {
                "": {"available_versions": {"v3": "v3/"}},
                f"v3/collections/{name}": {"created_at": "", "updated_at": ""},
                f"v3/collections/{name}/versions": {"meta": {"count": 1}, "links": {"next": None}, "data": [entry]},
                f"v3/collections/{name}/versions/{version}": entry,
            }
            for path, answer in answers.items():
                place = Path(directory, "api", path)
                place.mkdir(parents=True, exist_ok=True)
                (place / "index.html").write_text(json.dumps(answer), encoding="utf-8")
            Path(directory, artifact.name).write_bytes(artifact.read_bytes())
            thread = threading.Thread(target=server.serve_forever, daemon=True)
            thread.start()
            try:
                yield f"{url}/api/"
            finally:
                server.shutdown()
                thread.join()
