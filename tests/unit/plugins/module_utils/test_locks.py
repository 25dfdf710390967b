# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tasks of one host share: private files, and locks that die with their holder, who leaves a mark then."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.locks import exclusive
from ansible_collections.community.boomi.plugins.module_utils._core.shared import locked, remove_old_files, shared_file

ACCOUNT = ("https://api.example", "acme-C7T2KD")
PACKS = [("IntegrationPackInstance", f"pack-{number}") for number in range(1000)]
ROOT = str(Path(__file__).parents[7])

BEGIN = """
import os, sys, tempfile
sys.path.insert(0, sys.argv[1])
tempfile.tempdir = sys.argv[2]
from ansible_collections.community.boomi.plugins.module_utils._core.locks import exclusive
"""
HOLD = """
with exclusive(sys.argv[3:5], [sys.argv[5:]], 30):
    print(flush=True)
    sys.stdin.readline()
print(flush=True)
"""
COME_AND_GO = """
for turn in range(25):
    with exclusive(sys.argv[3:5], [sys.argv[5:]], 60):
        os.close(os.open(os.path.join(tempfile.tempdir, "inside"), os.O_CREAT | os.O_EXCL))
        os.unlink(os.path.join(tempfile.tempdir, "inside"))
"""


def path_of(kind: str, *parts: str) -> str:
    path = shared_file(kind, *parts)
    assert path
    return path


def files() -> list[Path]:
    """The files that tasks share now."""
    return sorted(Path(path_of("x")).parent.iterdir())


def command(script: str, *identity: str) -> list[str]:
    return [sys.executable, "-c", BEGIN + script, ROOT, tempfile.gettempdir(), *identity]


class TestSharedFiles:
    def test_the_same_parts_mean_the_same_file_and_others_another(self) -> None:
        assert shared_file("pace", "a", "b") == shared_file("pace", "a", "b")
        assert len({shared_file("pace", "a", "b"), shared_file("pace", "ab"), shared_file("guard", "a", "b")}) == 3

    def test_the_name_tells_nothing_and_the_directory_is_private(self) -> None:
        path = Path(path_of("pace", "https://api.example", "acme-C7T2KD"))
        assert "acme" not in path.name
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert path.parent.name.endswith(f"-{os.getuid()}")

    def test_a_file_is_for_this_user_alone(self) -> None:
        with locked(path_of("x"), 0.0):
            assert Path(path_of("x")).stat().st_mode & 0o777 == 0o600


class TestExclusive:
    def test_a_holder_that_was_killed_is_noticed_by_the_next_one_alone(self) -> None:
        with subprocess.Popen(
            command(HOLD, *ACCOUNT, *PACKS[0]), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder:
            assert holder.stdout
            assert holder.stdout.readline() == b"\n"
            holder.kill()
        # Others leave its mark.
        for packs, noticed in ((PACKS[1:3], False), (PACKS[:3], True), (PACKS[:1], False)):
            with exclusive(ACCOUNT, packs, 5) as abandoned:
                assert abandoned is noticed
        assert files() == []

    def test_an_error_of_its_own_is_no_killing(self) -> None:
        with pytest.raises(KeyError), exclusive(ACCOUNT, [PACKS[0]], 5):
            raise KeyError
        with exclusive(ACCOUNT, [PACKS[0]], 5) as abandoned:
            assert not abandoned

    @pytest.mark.parametrize("identity", [(*ACCOUNT, *PACKS[-1]), ("https://api.example", "other", *PACKS[0])])
    def test_other_things_and_other_accounts_are_not_kept_out(self, identity: t.Sequence[str]) -> None:
        with exclusive(ACCOUNT, PACKS[:-1], 0):
            other = subprocess.run(command(HOLD, *identity), input="\n", capture_output=True, text=True, check=True)
            assert other.stdout == "\n\n"
            assert len(files()) == 1
        assert files() == []

    def test_of_many_who_come_and_go_one_alone_is_there_at_a_time(self) -> None:
        # The file is removed and made anew all the time, which must let no two of them in.
        crowd = [subprocess.Popen(command(COME_AND_GO, *ACCOUNT, *PACKS[0])) for _process in range(8)]
        assert [process.wait() for process in crowd] == [0] * 8
        assert files() == []

    def test_a_place_that_was_named_is_where_the_files_are(self, tmp_path: Path) -> None:
        with exclusive(ACCOUNT, [PACKS[0]], 0, str(tmp_path)):
            assert len([*tmp_path.iterdir()]) == 1
            assert files() == []


class TestOldFiles:
    def test_what_nobody_has_used_for_long_goes_and_what_is_not_ours_stays(self, tmp_path: Path) -> None:
        old, held, recent = (
            Path(str(shared_file("pace", name, directory=str(tmp_path)))) for name in ("old", "held", "recent")
        )
        not_ours = [tmp_path / "notes.txt", tmp_path / f"backup-{'0' * 32}"]
        for path in (old, held, recent, *not_ours):
            path.write_text("{}")
        for path in (old, held, *not_ours):
            os.utime(path, (0, 0))
        with locked(str(held), 0.0):
            remove_old_files(str(tmp_path))
        assert sorted(tmp_path.iterdir()) == sorted([held, recent, *not_ours])

    def test_a_directory_that_is_gone_is_no_error(self, tmp_path: Path) -> None:
        remove_old_files(str(tmp_path / "missing"))
