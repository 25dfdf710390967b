# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lock between runs on one host: a help for those who can have it, and in the way of nobody."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import shared
from ansible_collections.community.boomi.plugins.module_utils._core.locks import exclusive
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import (
    INSTANCE,
    NAME,
    OPTIONS,
    PACK,
    Starter,
    names,
    sent,
)
from ansible_collections.community.boomi.tests.unit.resilience.processes import fill_the_disk
from ansible_collections.community.boomi.tests.unit.waiting import wait_until


def test_a_run_that_another_one_keeps_waiting_goes_on_after_a_bounded_time(sim: Simulator, start: Starter) -> None:
    thing = (INSTANCE, sim.world.pack(PACK).id, NAME)
    with exclusive((sim.base_url, sim.account_id), [thing], 0):
        run = start(**OPTIONS, timeout=5, retry_budget=0.2)
        wait_until(lambda: sent(sim, "query"))
        with pytest.raises(AssertionError, match="it has not happened"):
            wait_until(lambda: sent(sim, "create"), timeout=1)
        result = run.result()
    assert (result.get("failed", False), result["changed"]) == (False, True)
    assert names(sim) == [NAME]


NOT_PRIVATE = ("open to everyone", "somebody else's")
WAYS = ("gone", "a file", "a link", *NOT_PRIVATE, "locks are links", "locks are directories")


def spoil(way: str, user: Path, locks: list[str], elsewhere: Path) -> None:
    """Leave no place for locks in the directory of the user."""
    if way == "gone":
        user.parent.rmdir()
    elif way == "a file":
        user.write_text("")
    elif way == "a link":
        user.symlink_to(elsewhere, target_is_directory=True)
    elif way == "open to everyone":
        user.mkdir()
        user.chmod(0o777)
    elif way == "somebody else's" and os.getuid():
        # Only root can give a directory away; anyone else meets one that is open to the group.
        user.mkdir()
        user.chmod(0o720)
    elif way == "somebody else's":
        user.mkdir(mode=0o700)
        os.chown(user, 12345, 12345)
    else:
        user.mkdir(mode=0o700)
        for name in locks:
            (user / name).symlink_to(elsewhere / "target") if way == "locks are links" else (user / name).mkdir()


@pytest.mark.parametrize("way", WAYS)
def test_a_host_without_a_place_for_locks_does_not_fail_the_run(
    sim: Simulator, boomi: ModuleRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    user = Path(str(shared.shared_file("any"))).parent.name
    whose = (sim.base_url, sim.account_id)
    locks = [Path(str(shared.shared_file(kind, *whose))).name for kind in ("pace", "lock")]
    directory, elsewhere = tmp_path / "shared", tmp_path / "elsewhere"
    for path in (directory, elsewhere):
        path.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    spoil(way, directory / user, locks, elsewhere)
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (False, True)
    assert names(sim) == [NAME]
    assert not any(elsewhere.iterdir())
    assert way not in NOT_PRIVATE or not any((directory / user).iterdir())
    assert boomi.instance(**OPTIONS, state="absent")["changed"]


def test_a_full_disk_does_not_fail_the_run(sim: Simulator, start: Starter) -> None:
    for _run in range(2):
        result = start(**OPTIONS, prepare=fill_the_disk).result()
        assert not result.get("failed"), result
    assert names(sim) == [NAME]
