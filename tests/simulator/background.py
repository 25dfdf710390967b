# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulator as a process in the background: started from its command line, stopped by its ready file.

The ready file is there for as long as the simulator runs: it writes the file when it listens, and removes it at the
end.
"""

from __future__ import annotations

import http.client
import json
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 30
_PAUSE = 0.02


class BackgroundError(Exception):
    """What hinders a start or a stop."""


def start(arguments: Sequence[str], ready_file: Path) -> dict[str, Any]:
    """Start the command with ``arguments`` in a session of its own; returns what its ready file says."""
    if running(ready_file):
        raise BackgroundError(f"the simulator of {ready_file} is running already: stop it first")
    # Left by one that was killed.
    ready_file.unlink(missing_ok=True)
    command = [sys.executable, str(Path(__file__).parent), *arguments]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True
        )
        deadline = time.monotonic() + PATIENCE
        while not ready_file.exists():
            if process.poll() is not None:
                errors.seek(0)
                raise BackgroundError(errors.read().decode(errors="replace").strip().removeprefix("simulator: "))
            if time.monotonic() > deadline:
                process.kill()
                raise BackgroundError(f"the simulator was not ready after {PATIENCE} seconds")
            time.sleep(_PAUSE)
    return _facts(ready_file)


def stop(ready_file: Path) -> str:
    """End the simulator of this ready file, and say whether one was running."""
    if not running(ready_file):
        ready_file.unlink(missing_ok=True)
        return "No simulator was running."
    _control(_facts(ready_file), "shutdown", b"")
    deadline = time.monotonic() + PATIENCE
    while ready_file.exists():
        if time.monotonic() > deadline:
            raise BackgroundError(f"the simulator of {ready_file} did not end within {PATIENCE} seconds")
        time.sleep(_PAUSE)
    return "The simulator has stopped."


def running(ready_file: Path) -> bool:
    """Whether the simulator that wrote this file still runs, and not another program in its place."""
    if not ready_file.exists():
        return False
    facts = _facts(ready_file)
    try:
        return bool(_control(facts, "state").get("pid") == facts["pid"])
    except (OSError, ValueError, AttributeError, http.client.HTTPException):
        return False


def _facts(ready_file: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(ready_file.read_text(encoding="utf-8"))
        if not isinstance(facts, dict) or not {"base_url", "pid"} <= facts.keys():
            raise ValueError("it has no base_url and pid")
    except (OSError, ValueError) as error:
        raise BackgroundError(f"{ready_file} is no ready file of a simulator: {error}") from error
    return facts


def _control(facts: dict[str, Any], action: str, data: bytes | None = None) -> Any:
    # Loopback, with a certificate of whoever started it, and never through a proxy.
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting))
    with opener.open(f"{facts['base_url']}/_simulator/{action}", data, timeout=PATIENCE) as answer:
        return json.load(answer)


if __name__ == "__main__":
    # For a Python that lacks the packages of the simulator.
    try:
        print(stop(Path(sys.argv[1])))
    except BackgroundError as error:
        sys.exit(f"simulator: {error}")
