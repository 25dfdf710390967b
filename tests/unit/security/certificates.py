# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A private certificate authority."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from pathlib import Path
from typing import Any

import pytest
import trustme


class Authority:
    """A private certificate authority: its certificate as a file, and servers with certificates of its making."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._authority = trustme.CA()
        self.file = directory / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def certify(self, name: str, chain: bool = True, child: bool = False, **issuing: Any) -> tuple[Path, Path]:
        """Return the files of a certificate for ``name`` and its key.

        :param child: an intermediate authority signs it, whose certificate the server sends if there is to be a
            ``chain``
        """
        authority = self._authority.create_child_ca() if child else self._authority
        issued = authority.issue_cert(name, **issuing)
        file = self._directory / f"{len(list(self._directory.iterdir()))}.pem"
        files = (file, file.with_suffix(".key"))
        for number, blob in enumerate(issued.cert_chain_pems[: None if chain else 1]):
            blob.write_to_path(str(files[0]), append=number > 0)
        issued.private_key_pem.write_to_path(str(files[1]))
        return files

    def serve(self, name: str, ciphers: str = "DEFAULT", *, issuing: Any = None, **settings: Any) -> ssl.SSLContext:
        """Return how a server of that name speaks TLS: its certificate issued like this, the context set like that."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certify(name, **issuing or {}))
        context.load_verify_locations(self.file)
        context.set_ciphers(f"{ciphers}:@SECLEVEL=0" if ciphers != "DEFAULT" else ciphers)
        for setting, value in settings.items():
            setattr(context, setting, value)
        return context


def store(directory: Path, *files: Path) -> str:
    """Make a directory of certificates, as that of a system: OpenSSL finds each by its name."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl rehash makes the directory")
    directory.mkdir()
    for file in files:
        shutil.copy(file, directory)
    subprocess.run(["openssl", "rehash", str(directory)], check=True, capture_output=True)
    return str(directory)
