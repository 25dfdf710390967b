# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chromium, where it is installed, driven by the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import typing as t
from collections.abc import Iterator
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Takes commands from descriptor 3, and answers on 4.
_PLUMBING = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""

Values = dict[str, t.Any]


class Browser:
    """One page of a browser.

    :param events: what the browser has told beside answers, oldest first
    """

    def __init__(self, commands: t.BinaryIO, answers: t.BinaryIO) -> None:
        self._commands, self._answers = commands, answers
        self._number = 0
        self._session: str | None = None
        self.events: list[Values] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: t.Any) -> Values:
        """Send a command, and return its answer."""
        self._number += 1
        session = {"sessionId": self._session} if self._session else {}
        command = {"id": self._number, "method": method, "params": params, **session}
        self._commands.write(json.dumps(command).encode() + b"\0")
        self._commands.flush()
        while True:
            message = self._message()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return t.cast("Values", message["result"])
            self.events.append(message)

    def _message(self) -> Values:
        text = b""
        while not text.endswith(b"\0"):
            byte = self._answers.read(1)
            assert byte, "the browser has ended"
            text += byte
        return t.cast("Values", json.loads(text[:-1]))

    def open(self, page: Path) -> None:
        """Open a page, and wait until it is loaded."""
        self.events.clear()
        self.send("Page.navigate", url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._message())

    def run(self, script: str) -> t.Any:
        """Return the value of an expression in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys, and let them go: names as JavaScript knows them, or single characters."""
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        for key in keys:
            text = {"Enter": "\r", "Tab": ""}.get(key, key)
            about = {"key": key, "windowsVirtualKeyCode": codes.get(key, 0), **({"text": text} if text else {})}
            self.send("Input.dispatchKeyEvent", type="keyDown", **about)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=codes.get(key, 0))


@contextlib.contextmanager
def chromium(directory: Path) -> Iterator[Browser]:
    """Start a browser that keeps what it writes in a directory."""
    assert CHROMIUM
    from_us, commands = os.pipe()
    answers, to_us = os.pipe()
    options = ["--headless", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={directory}"]
    # It opens pages of ours alone, and its sandbox cannot start for root, in many containers, and on Ubuntu 24.04.
    options += ["--no-first-run", "--disable-dev-shm-usage", "--no-sandbox"]
    plumbing = [sys.executable, "-c", _PLUMBING, str(from_us), str(to_us)]
    with (
        subprocess.Popen(
            [*plumbing, CHROMIUM, "--remote-debugging-pipe", *options],
            pass_fds=(from_us, to_us),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(directory)},
        ) as process,
        os.fdopen(commands, "wb") as outgoing,
        os.fdopen(answers, "rb") as incoming,
    ):
        os.close(from_us)
        os.close(to_us)
        try:
            browser = Browser(outgoing, incoming)
            yield browser
        finally:
            process.terminate()
