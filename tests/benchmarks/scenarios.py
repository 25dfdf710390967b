# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What else the collection promises: each scenario gives figures, and says whether they are what was aimed at."""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import fleet
import measure
import requests
from lab import LATENCY, PACK, PACK_ID, Figure, Lab, Scenario, name_of, taken
from ways import bound, calls_needed, variables

_PAIRS, _FEW_PAIRS = 5, 2
_TIMES = 10
_PROCESSES = 20
_ITEMS = 10
_MANY_READS = 1000
_LONG_LIST = 10_000
_GROWING = (500, 2000)
_INSTANCES, _ENVIRONMENTS = 20, 50
_WHY_LATENCY = "four steps wait for one another, a second each: the packs, the look, the installs, the look behind them"
_WHY_FORKS = (
    "until the first call, Ansible starts twenty workers and twenty interpreters on the processors that there are; from"
    " then on the pace is kept"
)
_WHY_SINGLE = (
    "both are one process and one call; Ansible packs the code of a module for its first task, and reads all of it for"
    " that, and ours has more of it than uri"
)
_PACK_BY_ID = {"integration_pack_id": PACK_ID}


def no_change_by_id(lab: Lab) -> Iterator[Figure]:
    """A list of a thousand that is there already, its pack given by id, beside the bare reads that it takes."""
    items = [{**_PACK_BY_ID, "integration_pack_override_name": name_of(number)} for number in range(_MANY_READS)]
    ratios, tasks, reads = [], [], []
    calls = 0
    lab.fresh(_MANY_READS)
    for _pair in range(3):
        before = lab.traffic().calls
        tasks.append(lab.run(lab.playbook("many", instances=items)))
        calls = lab.traffic().calls - before
        reads.append(_reads(lab))
        ratios.append(tasks[-1] / reads[-1])
    yield Figure("calls", calls, "", calls_needed(_MANY_READS, "no change") - 1)
    yield Figure("task", statistics.median(tasks), "s")
    yield Figure("the same reads back to back", statistics.median(reads), "s")
    yield Figure("task to reads", statistics.median(ratios), "x", 1.3)


def _reads(lab: Lab) -> float:
    """The seconds from the first call to the last answer, for all instances of the pack: no pace, no conversion."""
    url = f"{variables(lab, 0)['url']}/IntegrationPackInstance"
    expression = {"operator": "EQUALS", "property": "integrationPackId", "argument": [PACK_ID]}
    with requests.Session() as session:
        session.auth = (f"BOOMI_TOKEN.{lab.environment['BOOMI_USERNAME']}", lab.environment["BOOMI_API_TOKEN"])
        session.headers["Accept"] = "application/json"
        start = time.monotonic()
        page = session.post(f"{url}/query", json={"QueryFilter": {"expression": expression}}, timeout=60).json()
        while page.get("queryToken"):
            headers = {"Content-Type": "text/plain"}
            page = session.post(f"{url}/queryMore", data=page["queryToken"], headers=headers, timeout=60).json()
        return time.monotonic() - start


def long_latency(lab: Lab) -> Iterator[Figure]:
    """A hundred installs where each call takes a second."""
    lab.fresh(0, latency=1000)
    seconds = lab.run(lab.playbook("many", **variables(lab, 100)))
    yield from taken(lab.traffic(), seconds, bound(calls_needed(100, "install"), 1.0), 1.3, why=_WHY_LATENCY)


def crowd_of_lists(lab: Lab) -> Iterator[Figure]:
    """Processes that are started at once, each with a list of its own for the same pack."""
    lab.fresh()
    commands = []
    for process in range(_PROCESSES):
        names = [f"{process:02}-{item:02}" for item in range(_ITEMS)]
        items = [{"integration_pack_name": PACK, "integration_pack_override_name": name} for name in names]
        commands.append(lab.module("boomi_integration_pack_instances", instances=items))
    seconds, outputs, failures = measure.run_side_by_side(commands, [lab.environment] * _PROCESSES)
    installed = sum(len(json.loads(output)["installed"]) for output in outputs)
    yield Figure("processes that failed", len(failures), "", 0)
    yield Figure("instances not installed", _PROCESSES * _ITEMS - installed, "", 0)
    # Each process looks before and after, for itself.
    yield from taken(lab.traffic(), seconds, bound(_PROCESSES * (_ITEMS + 3)), 1.2, throttled=1)


def crowd_of_forks(lab: Lab) -> Iterator[Figure]:
    """One play with as many forks, each of which installs one instance of the same pack."""
    lab.fresh()
    hosts = ",".join(f"host{number:02}" for number in range(_PROCESSES)) + ","
    python = {"ansible_python_interpreter": sys.executable}
    command = lab.playbook("hosts", "-i", hosts, "-f", str(_PROCESSES), pack=PACK, **python)
    seconds = lab.run(command)
    yield Figure("instances not installed", _PROCESSES - len(lab.instances()), "", 0)
    yield from taken(lab.traffic(), seconds, bound(_PROCESSES * 4), 1.2, throttled=1, why=_WHY_FORKS)


def single_and_uri(lab: Lab) -> Iterator[Figure]:
    """One task with nothing to do beside the one ``uri`` task that asks the same, in turns."""
    lab.fresh(1)
    pairs = _FEW_PAIRS if lab.quick else _PAIRS
    wrapped = _wrapped(lab)
    busy: dict[str, list[float]] = {name: [] for name in wrapped}
    for _pair in range(3 * pairs):
        for name, file in wrapped.items():
            busy[name].append(measure.run([sys.executable, str(file)], lab.environment).processor)
    median = {name: statistics.median(values) for name, values in busy.items()}
    yield Figure("processor, the module process", 1000 * median["ours"], "ms")
    yield Figure("processor, the process of uri", 1000 * median["uri"], "ms")
    yield Figure("ratio of the medians", median["ours"] / median["uri"], "x", 1.0, _WHY_SINGLE)
    for what, times, count in (
        ("in a loop of ten, each", _TIMES, pairs),
        ("the first task of its module", 1, 3 * pairs),
    ):
        values = {**variables(lab, 1), "times": times}
        ours, theirs = [], []
        for _pair in range(count):
            ours.append(lab.run(lab.playbook("single", **values)) / times)
            theirs.append(lab.run(lab.playbook("single_uri", **values)) / times)
        yield Figure(f"boomi_integration_pack_instance, {what}", statistics.median(ours), "s")
        yield Figure(f"ansible.builtin.uri, {what}", statistics.median(theirs), "s")
        yield Figure("ratio of the medians", statistics.median(ours) / statistics.median(theirs), "x", 1.0, _WHY_SINGLE)


def single_and_uri_with_tls(lab: Lab) -> Iterator[Figure]:
    """The same over TLS."""
    with lab.encrypted() as place:
        yield from single_and_uri(place)


def _wrapped(lab: Lab) -> dict[str, Path]:
    """The files that Ansible makes of the two tasks, which run without it."""
    values = {**variables(lab, 1), "times": 1}
    wrapped = {}
    for name, playbook in (("ours", "single"), ("uri", "single_uri")):
        remote = Path(tempfile.mkdtemp(dir=lab.work))
        kept = {"ANSIBLE_KEEP_REMOTE_FILES": "1", "ANSIBLE_REMOTE_TMP": str(remote)}
        measure.run(lab.playbook(playbook, **values), {**lab.environment, **kept})
        (wrapped[name],) = remote.glob("ansible-tmp-*/AnsiballZ_*.py")
    return wrapped


def start_up(lab: Lab) -> Iterator[Figure]:
    """Where the time of that task goes before its first byte, without the controller and without latency."""
    lab.fresh(1, latency=0, rate_limit=0)
    module = _wrapped(lab)["ours"]
    interpreter, first_bytes = [], []
    fast = {**lab.environment, "BOOMI_REQUESTS_PER_SECOND": "1000"}
    for _time in range(3 * _PAIRS):
        interpreter.append(measure.run([sys.executable, "-c", "pass"], fast).seconds)
        start = measure.run([sys.executable, str(module)], fast).start
        first_bytes.append(lab.traffic().last - start)
    yield Figure("until its first byte", 1000 * statistics.median(first_bytes), "ms")
    yield Figure("of these: the interpreter", 1000 * statistics.median(interpreter), "ms")
    # The watch over imports takes some milliseconds itself, so that these can come to more than the whole.
    for whose, told in _imports(lab, module).items():
        yield Figure(f"imports, by -X importtime: {whose}", told, "ms")


_OURS, _CORE, _REQUESTS, _PYTHON = (
    "the collection's own code, compiled anew by each task",
    "ansible-core",
    "requests and what it needs",
    "Python's own library",
)


def _imports(lab: Lab, wrapped: Path) -> dict[str, float]:
    """Milliseconds that a module spends on the files of each origin themselves, whoever imports them first."""
    found: dict[str, list[float]] = {_CORE: [], _REQUESTS: [], _PYTHON: [], _OURS: []}
    for _time in range(_PAIRS):
        output = measure.run([sys.executable, "-X", "importtime", str(wrapped)], lab.environment).output
        sums = dict.fromkeys(found, 0.0)
        for line in output.splitlines():
            if line.startswith("import time:") and line.split("|")[0].split()[-1].isdigit():
                own, _cumulative, name = line.removeprefix("import time:").split("|")
                sums[_origin(name.strip())] += int(own) / 1000
        for whose, total in sums.items():
            found[whose].append(total)
    return {whose: statistics.median(totals) for whose, totals in found.items()}


def _origin(module: str) -> str:
    if ".boomi." in module:
        return _OURS
    first = module.partition(".")[0]
    if first in ("ansible", "ansible_collections"):
        return _CORE
    return _REQUESTS if first in ("certifi", "charset_normalizer", "idna", "requests", "urllib3") else _PYTHON


def long_list(lab: Lab) -> Iterator[Figure]:
    """Ten thousand instances, listed."""
    lab.fresh(_LONG_LIST, latency=0, rate_limit=0)
    peak = lab.work / "peak"
    python = lab.work / "noting-python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} {lab.python("noting_python.py")[1]} "$@"\n', encoding="ascii")
    python.chmod(0o755)
    environment = {**lab.environment, "BENCHMARK_PEAK": str(peak), "BOOMI_REQUESTS_PER_SECOND": "1000"}
    command = lab.playbook("info", "-e", f"ansible_python_interpreter={python}", count=_LONG_LIST)
    outcome = measure.run(command, environment)
    yield Figure("calls", lab.traffic().calls, "")
    yield Figure("peak of the module process", int(peak.read_text(encoding="ascii")) / 1024, "MB", 100)
    yield Figure("peak of the largest process, Ansible's own", outcome.largest, "MB")
    yield Figure("seconds", sum(lab.task_seconds()), "s")
    items = [{**_PACK_BY_ID, "integration_pack_override_name": name_of(number)} for number in range(_LONG_LIST)]
    command = lab.playbook("many", "-e", f"ansible_python_interpreter={python}", instances=items)
    measure.run(command, environment)
    yield Figure("peak of the many-module with all of them in its list", int(peak.read_text("ascii")) / 1024, "MB")


def growth(lab: Lab) -> Iterator[Figure]:
    """The processor time for 2,000 attached instances beside that for 500, where only reading takes calls."""
    fast = {**lab.environment, "BOOMI_REQUESTS_PER_SECOND": "1000"}
    busy: dict[str, list[float]] = {}
    for count in _GROWING:
        lab.fresh(count, latency=0, rate_limit=0)
        for instance in lab.instances():
            lab.control("POST", "attach", instance_id=instance["id"], environment="Production")
        numbers = {"installs": range(count, 2 * count), "uninstalls": range(count)}
        items = {
            what: [{**_PACK_BY_ID, "integration_pack_override_name": name_of(number)} for number in some]
            for what, some in numbers.items()
        }
        many, check = "boomi_integration_pack_instances", {"_ansible_check_mode": True}
        commands = {
            "installs": lab.module(many, instances=items["installs"], **check),
            "uninstalls": lab.module(many, instances=items["uninstalls"], state="absent", **check),
            "the export": lab.module("boomi_account_configuration_info"),
        }
        for what, command in commands.items():
            busy.setdefault(what, []).append(measure.run(command, fast).processor)
    for what, (few, lot) in busy.items():
        yield Figure(f"{what}, {_GROWING[1]}", lot, "s")
        yield Figure(f"{what}, to those of {_GROWING[0]}", lot / few, "x", _GROWING[1] / _GROWING[0])


def whole_account(lab: Lab) -> Iterator[Figure]:
    """Three environments with a runtime each, twenty instances, and 29 attachments, in one task: first, and again."""
    lab.fresh()
    runtimes = {"Production": "runtime-eu-1", "Test": "runtime-eu-2", "Staging": "runtime-us-1"}
    places = [["Production"]] * 11 + [["Production", "Test"]] * 9
    account = {
        "environments": [{"name": name, "runtimes": [runtime]} for name, runtime in runtimes.items()],
        "integration_packs": [
            {"integration_pack_name": PACK, "name": name_of(number), "environments": environments}
            for number, environments in enumerate(places)
        ],
    }
    seconds = lab.run(lab.playbook("account", **account))
    # One environment and two runtimes are new. Each kind of object is read before, and what was written behind it.
    writes = 1 + 2 + len(places) + sum(map(len, places))
    needed = 6 + writes + 4
    yield from taken(lab.traffic(), seconds, bound(needed), 1.3, run="first: ")
    before = lab.traffic().calls
    seconds = lab.run(lab.playbook("account", **account))
    asked = lab.control("GET", "requests")["requests"][before:]
    times = [request["time"] for request in asked]
    yield Figure("again: calls", len(asked), "", 6)
    yield Figure("again: seconds", seconds, "s")
    yield Figure("again: first call to last answer, in latencies", 1 + (max(times) - min(times)) / LATENCY, "x", 3)


def extension_values(lab: Lab) -> Iterator[Figure]:
    """A value in each of 1,000 sets: 20 instances of a pack in 50 environments. First, and again with nothing to do."""
    lab.fresh(_INSTANCES)
    environments = [f"Environment {number:02}" for number in range(_ENVIRONMENTS)]
    for name in environments:
        lab.control("POST", "environments", name=name)
    for instance in lab.instances():
        for name in environments:
            lab.control("POST", "attach", instance_id=instance["id"], environment=name)
    fields = [{"id": "url", "value": "https://orders.example.com"}]
    values = {"process": "INT", "connections": [{"name": "Orders API", "fields": fields}]}
    account = {
        "environments": [{"name": name} for name in environments],
        "integration_packs": [
            {
                "integration_pack_name": PACK,
                "name": name_of(number),
                "extensions": [{"environment": name, **values} for name in environments],
            }
            for number in range(_INSTANCES)
        ],
    }
    sets = _INSTANCES * _ENVIRONMENTS
    seconds = lab.run(lab.playbook("account", **account))
    # Each set is an update. As many again, of the other process, are on the pages of each of the three reads.
    yield from taken(lab.traffic(), seconds, bound(sets + 3 * 2 * sets // 100), 1.2, run="first: ")
    before = lab.traffic().calls
    seconds = lab.run(lab.playbook("account", **account))
    yield Figure("again: calls", lab.traffic().calls - before, "")
    yield Figure("again: seconds", seconds, "s")


SCENARIOS = (
    Scenario("extension values: 50 environments, 20 sets each", extension_values),
    Scenario("a whole account: 3 environments, 20 instances, 29 attachments", whole_account),
    Scenario("no change at N = 1000, packs by id", no_change_by_id),
    Scenario("100 installs at 1 s of latency", long_latency),
    Scenario("20 processes at once on one account, 10 installs each", crowd_of_lists),
    Scenario("20 forks of one play on one account, 1 install each", crowd_of_forks),
    Scenario("a single-module task and the one uri task that it replaces", single_and_uri),
    Scenario("the same two tasks over TLS", single_and_uri_with_tls),
    Scenario("start-up of that task", start_up),
    Scenario("10,000 instances listed", long_list),
    Scenario("growth: 2,000 instances beside 500", growth),
    *fleet.SCENARIOS,
)
