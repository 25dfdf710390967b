# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Make a home directory for the programs of a test run, so that they leave the user's own as it is.

It holds the user's pip settings, also those from environment variables, as ansible-test passes hardly any variable on;
and the scripts that put pip into ansible-test's virtual environments, which it would otherwise download from a server
of its makers.
"""

from __future__ import annotations

import ast
import configparser
import os
import subprocess
from pathlib import Path

# The pip releases that ansible-core 2.16 and 2.17, 2.18 and 2.19, 2.20 and 2.21 ask for.
_PIP_RELEASES = ("23.1.2", "24.2", "25.2")

_BOOTSTRAP = '''
"""Put pip into this virtual environment: the interpreter's own copy first, and with it what ansible-test asked for."""

import subprocess
import sys

subprocess.check_call([sys.executable, "-m", "ensurepip", "--default-pip"], stdout=subprocess.DEVNULL)
arguments = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "--quiet"] + arguments))
'''


def pip_settings(python: Path) -> dict[str, dict[str, str]]:
    """The user's pip settings, as the sections of one configuration file."""

    def pip(*arguments: str) -> str:
        command = [str(python), "-m", "pip", *arguments]
        output: str = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return output

    sections: dict[str, dict[str, str]] = {"global": {}}
    variables: dict[str, str] = {}
    for line in pip("config", "list").splitlines():
        name, equals, value = line.partition("=")
        if equals and "." in name:
            section, key = name.rsplit(".", 1)
            target = variables if section == ":env:" else sections.setdefault(section, {})
            target[key] = str(ast.literal_eval(value))
    # pip would read these variables itself.
    for key, variable in (("proxy", "https_proxy"), ("proxy", "HTTPS_PROXY"), ("cert", "REQUESTS_CA_BUNDLE")):
        if os.environ.get(variable):
            sections["global"].setdefault(key, os.environ[variable])
    sections["global"].update(variables)
    cache = pip("cache", "dir").strip()
    if cache:
        sections["global"].setdefault("cache-dir", cache)
    return sections


def prepare(home: Path, python: Path) -> None:
    """Fill the home directory; ``python`` is one that has pip."""
    scripts = home / ".ansible" / "test" / "cache"
    scripts.mkdir(parents=True, exist_ok=True)
    for release in _PIP_RELEASES:
        script = scripts / f"get_pip_{release.replace('.', '_')}.py"
        script.write_text(_BOOTSTRAP.lstrip(), encoding="utf-8")
    settings = configparser.RawConfigParser()
    settings.read_dict(pip_settings(python))
    pip = home / ".config" / "pip"
    pip.mkdir(parents=True, exist_ok=True)
    # The address of a package index may hold a password.
    with os.fdopen(os.open(pip / "pip.conf", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        settings.write(stream)
