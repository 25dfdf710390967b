# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What tasks of one host share: files that are private, locks that die with their holder."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import threading
import time
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.locks import shared_file
from ansible_collections.community.boomi.plugins.module_utils._guard import News, guarded

SCOPE = ("https://api.example", "acme-C7T2KD", "IntegrationPackInstance")
ONE = (*SCOPE, "pack-1")
OTHER = (*SCOPE, "pack-2")
MANY = [(*SCOPE, f"pack-{number}") for number in range(150)]


def path_of(*parts: str) -> str:
    path = shared_file(*parts)
    assert path
    return path


@contextlib.contextmanager
def held(path: str) -> t.Iterator[None]:
    """Hold the lock in another process, which is killed at the end: the hardest way to go."""
    code = "import fcntl, sys; f = open(sys.argv[1], 'r+b'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    Path(path).touch()
    with subprocess.Popen(
        [sys.executable, "-S", "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            yield
        finally:
            process.kill()


class TestGuard:
    def test_nobody_was_there_before(self) -> None:
        with guarded([ONE], time.monotonic(), 1.0) as stale:
            assert not stale

    @pytest.mark.parametrize("second", [[ONE], MANY], ids=["before one pack", "before very many packs"])
    @pytest.mark.parametrize("first", [[ONE], MANY], ids=["one pack", "very many packs"])
    def test_one_that_wrote_before_the_look_is_no_news(
        self, first: list[tuple[str, ...]], second: list[tuple[str, ...]]
    ) -> None:
        with guarded(first, time.monotonic(), 1.0):
            pass
        with guarded(second, time.monotonic(), 1.0) as stale:
            assert not stale

    def test_one_that_wrote_after_the_look_is_news(self) -> None:
        looked_at = time.monotonic()
        with guarded([ONE], time.monotonic(), 1.0):
            pass
        with guarded([ONE, OTHER], looked_at, 1.0) as stale:
            assert stale

    def test_one_at_another_pack_is_not(self) -> None:
        looked_at = time.monotonic()
        with guarded([ONE], time.monotonic(), 1.0):
            pass
        with guarded([OTHER], looked_at, 1.0) as stale:
            assert not stale

    @pytest.mark.parametrize(
        ("seconds_ago", "news"),
        [
            pytest.param(0, News.ABANDONED, id="a moment ago"),
            pytest.param(3600, News.ABANDONED, id="after an hour at a long list"),
            pytest.param(90_000, News.NOTHING, id="yesterday"),
            pytest.param(-1000, News.NOTHING, id="before a restart of the host"),
        ],
    )
    def test_one_that_was_killed_at_its_work_leaves_the_note_that_it_began_with(
        self, seconds_ago: float, news: News
    ) -> None:
        # The clock may have begun less than a day ago.
        now = time.monotonic() + 100_000
        Path(path_of("guard", *ONE)).write_bytes(b"busy %r" % (now - seconds_ago))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time, "monotonic", lambda: now)
            with guarded([ONE], now, 1.0) as told:
                assert told is news
        with guarded([ONE], now + 1, 1.0) as told:
            assert told is News.NOTHING

    def test_tasks_at_different_packs_work_side_by_side(self) -> None:
        looked_at = time.monotonic()
        with guarded([ONE], looked_at, 0.0) as stale, guarded([OTHER], looked_at, 0.0) as other_stale:
            assert not stale
            assert not other_stale

    def test_a_task_at_very_many_packs_keeps_all_others_out(self) -> None:
        looked_at = time.monotonic()
        with guarded(MANY, looked_at, 0.0) as stale, guarded([ONE], looked_at, 0.0) as other_stale:
            assert not stale
            assert other_stale

    def test_and_is_news_for_all_others(self) -> None:
        looked_at = time.monotonic()
        with guarded(MANY, looked_at, 1.0):
            pass
        with guarded([ONE], looked_at, 1.0) as stale:
            assert stale

    def test_all_others_are_news_for_it(self) -> None:
        looked_at = time.monotonic()
        with guarded([ONE], looked_at, 1.0):
            pass
        with guarded(MANY, looked_at, 1.0) as stale:
            assert stale

    @pytest.mark.parametrize("note", [b"\xff\xfe", b"nan", b"12,5", b"9" * 200])
    def test_a_damaged_note_counts_as_news(self, note: bytes) -> None:
        Path(path_of("guard", *ONE)).write_bytes(note)
        with guarded([ONE], time.monotonic(), 1.0) as stale:
            assert stale

    def test_a_guard_that_is_left_by_an_error_is_left(self) -> None:
        looked_at = time.monotonic()
        with pytest.raises(ValueError, match="broken"), guarded([ONE], looked_at, 1.0):
            raise ValueError("broken")
        with guarded([ONE], looked_at, 0.0) as stale:
            assert stale

    def test_the_same_pack_twice_is_one_lock(self) -> None:
        with guarded([ONE, ONE], time.monotonic(), 0.0) as stale:
            assert not stale

    def test_lists_in_any_order_do_not_block_each_other(self) -> None:
        identities = MANY[:20]
        finished: list[int] = []

        def run(number: int) -> None:
            with guarded(identities if number % 2 else identities[::-1], time.monotonic(), 20.0):
                finished.append(number)

        threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(finished) == 4
        assert time.monotonic() - started < 10.0

    def test_patience_ends_and_the_caller_looks_again(self) -> None:
        with held(path_of("guard", *ONE)), guarded([ONE], time.monotonic(), 0.0) as stale:
            assert stale

    def test_without_a_place_for_locks_the_caller_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tempfile, "tempdir", "/dev/null")
        with guarded([ONE], time.monotonic(), 1.0) as stale:
            assert not stale

    def test_a_killed_holder_gives_the_lock_back_and_the_news_with_it(self) -> None:
        path = path_of("guard", *ONE)
        with held(path):
            Path(path).write_bytes(b"busy %r" % time.monotonic())
        with guarded([ONE], time.monotonic(), 5.0) as told:
            assert told is News.ABANDONED
