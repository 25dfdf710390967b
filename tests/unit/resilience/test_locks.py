# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lock between runs on one host: a help for those who can have it, and in the way of nobody."""

from __future__ import annotations

import os
import tempfile
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core import locks as _shared
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.resilience.conftest import NAME, PACK, Account, Starter
from ansible_collections.community.boomi.tests.unit.waiting import wait_until

OPTIONS: dict[str, t.Any] = {"integration_pack_name": PACK, "name": NAME}


def test_a_run_that_another_one_keeps_waiting_goes_on_after_a_bounded_time(
    sim: Simulator, start: Starter, account: Account
) -> None:
    thing = ("IntegrationPackInstance", sim.world.pack(PACK).id, NAME)
    with _shared.exclusive((sim.base_url, sim.account_id), [thing], 0):
        run = start(**OPTIONS, timeout=5, retry_budget=0.2)
        wait_until(lambda: account.sent("query"))
        with pytest.raises(AssertionError, match="it has not happened"):
            wait_until(lambda: account.sent("create"), timeout=1)
        result = run.result()
    assert (result.get("failed", False), result["changed"]) == (False, True)
    assert account.names == [NAME]


def _a_file(directory: Path, user: Path) -> None:
    user.write_text("")


def _a_link(directory: Path, user: Path) -> None:
    (directory / "elsewhere").mkdir()
    user.symlink_to(directory / "elsewhere", target_is_directory=True)


def _open_to_everyone(directory: Path, user: Path) -> None:
    user.mkdir()
    user.chmod(0o777)


def _somebody_elses(directory: Path, user: Path) -> None:
    user.mkdir(mode=0o700)
    if os.getuid():
        # Only root can give a directory away; anyone else meets one that is open to the group.
        user.chmod(0o720)
    else:
        os.chown(user, 12345, 12345)


def _gone(directory: Path, user: Path) -> None:
    directory.rmdir()


def _locks_are_links(directory: Path, user: Path) -> None:
    for path in _places(user):
        path.symlink_to(directory / "target")


def _locks_are_directories(directory: Path, user: Path) -> None:
    for path in _places(user):
        path.mkdir()


def _places(user: Path) -> t.Iterator[Path]:
    """The paths of all files that a run may share."""
    user.mkdir(mode=0o700)
    yield from (user / name for name in NAMES)


NAMES: list[str] = []


@pytest.mark.parametrize(
    "spoil",
    [
        _a_file,
        _a_link,
        _open_to_everyone,
        _somebody_elses,
        _gone,
        _locks_are_links,
        _locks_are_directories,
    ],
)
def test_a_host_without_a_place_for_locks_does_not_fail_the_run(
    sim: Simulator, boomi: ModuleRunner, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: t.Any
) -> None:
    user_directory = Path(str(_shared.shared_file("any"))).parent
    whose = (sim.base_url, sim.account_id)
    NAMES[:] = [Path(str(_shared.shared_file(kind, *whose))).name for kind in ("pace", "lock")]
    directory = tmp_path / "shared"
    directory.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    spoil(directory, directory / user_directory.name)
    result = boomi.instance(**OPTIONS)
    assert (result.failed, result["changed"]) == (False, True)
    assert account.names == [NAME]
    assert not (directory / "target").exists()
    assert not (directory / "elsewhere").exists() or not any((directory / "elsewhere").iterdir())
    assert boomi.instance(**OPTIONS, state="absent")["changed"]


def test_a_full_disk_does_not_fail_the_run(start: Starter, account: Account) -> None:
    for _run in range(2):
        result = start.on_a_full_disk(**OPTIONS).result()
        assert not result.get("failed"), result
    assert account.names == [NAME]
