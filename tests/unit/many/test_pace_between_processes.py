# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace between real processes: shared while they live, and free as soon as they die."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
import typing as t

import pytest

import ansible_collections.community.boomi.tests.simulator as simulator_package
from ansible_collections.community.boomi.plugins.module_utils._core import locks as _shared
from ansible_collections.community.boomi.plugins.module_utils._core import pace as _pace
from ansible_collections.community.boomi.tests.simulator import Simulator

COLLECTIONS = next(
    parent.parent for parent in pathlib.Path(simulator_package.__file__).parents if parent.name == "ansible_collections"
)
Start = t.Callable[..., "subprocess.Popen[str]"]
# Both print the moments at which calls leave, as they are agreed on under the lock.
PACER = """
import sys
from ansible_collections.community.boomi.plugins.module_utils._core import pace as _pace
leave = _pace.leave
def telling(line, now, rate):
    moment = leave(line, now, rate)
    if moment <= now:
        print(now, file=sys.stderr, flush=True)
    return moment
_pace.leave = telling
pacer = _pace.Pacer(float(sys.argv[1]), ("host", "account"))
for _call in range(int(sys.argv[2])):
    pacer.wait()
    pacer.pass_gate()
"""
MODULE = (
    PACER.partition("pacer = ")[0]
    + """
from ansible_collections.community.boomi.plugins.modules import boomi_integration_pack_instances
boomi_integration_pack_instances.main()
"""
)


@pytest.fixture
def start(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> t.Iterator[Start]:
    """Start a Python of its own; all of one test share a temporary directory, also with the test itself."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    started: list[subprocess.Popen[str]] = []
    paths = [str(COLLECTIONS), *filter(None, [os.environ.get("PYTHONPATH")])]

    def run(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, *arguments],
                env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(paths), **environment},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def shortest_second(told: t.Iterable[str], calls: int) -> float:
    """The shortest time in which ``calls`` have left after one another."""
    moments = sorted(float(moment) for text in told for moment in text.split())
    return min(later - earlier for earlier, later in zip(moments, moments[calls:]))


def test_processes_together_keep_to_one_pace(start: Start) -> None:
    rate = 40
    processes = [start("-c", PACER, str(rate), "25") for _process in range(4)]
    told = [process.communicate(timeout=60)[1] for process in processes]
    assert [len(moments.split()) for moments in told] == [25] * 4
    assert shortest_second(told, rate) >= _pace.WINDOW


def test_a_killed_process_gives_its_place_back_soon(start: Start) -> None:
    pacer = _pace.Pacer(2, ("host", "account"))
    crowd = [start("-c", PACER, "2", "1000") for _process in range(2)]
    for process in crowd:
        assert process.stderr
        assert process.stderr.readline()
    for process in crowd:
        process.send_signal(signal.SIGKILL)
        process.wait()
    pacer.wait()
    pacer.pass_gate()
    path = _shared.shared_file("pace", "host", "account")
    assert path
    # Each of them had at most one place in the line.
    line = json.loads(pathlib.Path(path).read_text())
    assert sum(moment > line["seen"] for moment, _rate in line["places"]) == 0


def test_real_processes_share_the_limit_of_the_account(sim: Simulator, start: Start, tmp_path: pathlib.Path) -> None:
    sim.set(rate_limit=10)
    environment = {
        "BOOMI_ACCOUNT_ID": sim.account_id,
        "BOOMI_USERNAME": sim.username,
        "BOOMI_API_TOKEN": sim.token,
        "BOOMI_API_URL": sim.base_url,
    }
    processes = []
    for number in range(3):
        items = [{"integration_pack_name": "Order Intake", "name": f"{number}-{item}"} for item in range(5)]
        arguments = tmp_path / f"{number}.json"
        arguments.write_text(json.dumps({"ANSIBLE_MODULE_ARGS": {"instances": items}}))
        processes.append(start("-c", MODULE, str(arguments), **environment))
    told = [process.communicate(timeout=60) for process in processes]
    assert [len(json.loads(result)["installed"]) for result, _moments in told] == [5] * 3
    assert len(sim.account().instances) == 15
    assert shortest_second((moments for _result, moments in told), 10) >= _pace.WINDOW
