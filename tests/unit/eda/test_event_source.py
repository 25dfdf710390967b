# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The event source, against a simulator: polls, faults, restarts, and what becomes of secrets."""

from __future__ import annotations

import asyncio
import http.client
import importlib.util
import json
import logging
import sys
import typing as t
from pathlib import Path

import pytest
import yaml
from jinja2 import StrictUndefined

from ansible_collections.community.boomi.plugins.module_utils._core import options
from ansible_collections.community.boomi.plugins.module_utils._core.errors import BoomiError, OptionError
from ansible_collections.community.boomi.plugins.plugin_utils._watch import SPEC, Watcher
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

SOURCE = Path(__file__).resolve().parents[3] / "extensions/eda/plugins/event_source/boomi_events.py"
SINCE = "2026-01-15T09:00:00Z"
Event = t.Dict[str, t.Any]  # noqa: UP006 - as in the plugins


@pytest.fixture
def arguments(boomi: ModuleRunner) -> dict[str, t.Any]:
    """Arguments of the source; the connection is that of modules."""
    return {**boomi.connection, "since": SINCE, "retry_budget": 0}


def poll(watcher: Watcher, name: str = "events") -> list[Event]:
    """Poll once, and commit."""
    found = watcher.poll(name)
    assert found is not None
    watcher.commit(name, found)
    return found.events


def ids(events: list[Event]) -> list[str]:
    return [next(iter(event["entry"].values())) for event in events]


def at(minute: int) -> str:
    return f"2026-01-15T{9 + minute // 60:02}:{minute % 60:02}:00Z"


def loaded() -> t.Any:
    """Load the source by its path, as ansible-rulebook does."""
    spec = importlib.util.spec_from_file_location("boomi_events", SOURCE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def receive(arguments: dict[str, t.Any], number: int, before_next: t.Callable[[], None] = lambda: None) -> list[Event]:
    """Run the source as ansible-rulebook does, until it has sent so many events."""
    main = loaded().main

    async def run() -> list[Event]:
        queue: asyncio.Queue[Event] = asyncio.Queue(1)
        source = asyncio.ensure_future(main(queue, arguments))
        found: list[Event] = []
        try:
            while len(found) < number:
                getter = asyncio.ensure_future(queue.get())
                done, _pending = await asyncio.wait({getter, source}, return_when=asyncio.FIRST_COMPLETED, timeout=30)
                if getter not in done:
                    getter.cancel()
                    assert done, "the source sends nothing"
                    await source
                found.append(getter.result())
                before_next()
            return found
        finally:
            source.cancel()
            await asyncio.wait({source})

    return asyncio.run(run())


def test_what_happens_after_the_start_comes_with_its_kind_and_its_account(
    sim: Simulator, arguments: dict[str, t.Any]
) -> None:
    event = sim.world.add_event(eventDate=at(1))
    execution = sim.world.add_execution(executionTime=at(1), recordedDate=at(2), status="ERROR", message="No stock")
    audit = sim.world.add_audit_log(date=at(3), modifier="MANUAL")
    runtime = next(record for record in sim.account().atoms.values() if record["name"] == "runtime-eu-1")

    def go_offline() -> None:
        runtime["status"] = "OFFLINE"

    words = ["runtimes", "events", "executions", "audit_log"]
    found = receive({**arguments, "watch": words, "interval": 1, "eda_feedback_queue": None}, 4, go_offline)
    assert [(one["watch"], one["account_id"]) for one in found] == [
        (word, sim.account_id) for word in ("events", "executions", "audit_log", "runtimes")
    ]
    entries = [one["entry"] for one in found]
    assert entries[0]["event_id"] == event["eventId"]
    assert (entries[1]["execution_id"], entries[1]["message"]) == (execution["executionId"], "No stock")
    assert (entries[2]["document_id"], entries[2]["modifier"]) == (audit["documentId"], "MANUAL")
    assert (entries[3]["name"], entries[3]["status"], entries[3]["previous_status"]) == (
        "runtime-eu-1",
        "OFFLINE",
        "ONLINE",
    )


def test_an_environment_without_ansible_core_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, Watcher.__module__, None)
    monkeypatch.setitem(sys.modules, "ansible.plugins.loader", None)
    with pytest.raises(ImportError, match="Install ansible-core and requests there"):
        asyncio.run(loaded().main(asyncio.Queue(), {}))


@pytest.mark.parametrize("operation", ["query", "queryMore"])
def test_a_poll_that_fails_is_logged_and_the_next_one_covers_the_gap(
    sim: Simulator, arguments: dict[str, t.Any], operation: str, caplog: pytest.LogCaptureFixture
) -> None:
    for minute in range(150):
        sim.world.add_event(eventDate=at(minute))
    watcher = Watcher(arguments)
    sim.add_fault("status", status=500, object="Event", operation=operation)
    with caplog.at_level(logging.WARNING):
        assert watcher.poll("events") is None
    assert "Could not poll events of account" in caplog.text
    assert "HTTP 500" in caplog.text
    assert sim.token not in caplog.text
    assert [len(poll(watcher)) for _poll in range(2)] == [150, 0]


def test_a_restart_goes_on_where_the_source_has_ended(
    sim: Simulator, arguments: dict[str, t.Any], tmp_path: Path
) -> None:
    arguments["state_file"] = str(tmp_path / "state.json")
    arguments["watch"] = ["events", "runtimes"]
    sim.world.add_event(eventDate=at(0))
    watcher = Watcher(arguments)
    assert len(poll(watcher)) == 1
    assert poll(watcher, "runtimes") == []
    missed = sim.world.add_event(eventDate=at(1))
    sim.world.add_atom("runtime-new")
    # What it has found and not kept is found again.
    assert ids(watcher.poll("events").events) == [missed["eventId"]]  # type: ignore[union-attr]
    again = Watcher({**arguments, "since": None})
    assert ids(poll(again)) == [missed["eventId"]]
    assert [event["entry"]["name"] for event in poll(again, "runtimes")] == ["runtime-new"]
    assert poll(again, "runtimes") == []
    kept = (tmp_path / "state.json").read_text(encoding="utf-8")
    assert sim.token not in kept
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]
    assert (tmp_path / "state.json").stat().st_mode & 0o077 == 0


def test_the_state_of_another_account_or_none_at_all_is_refused(arguments: dict[str, t.Any], tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    arguments["state_file"] = str(path)
    other = {"base_url": arguments["base_url"], "account_id": "birch-B4M9XW", "watch": {}}
    own = {**other, "account_id": arguments["account_id"]}
    for text, words in [
        (json.dumps(other), "belongs to account birch-B4M9XW"),
        ("", "cannot be read, or was not written"),
        ("[]", "cannot be read, or was not written"),
        (json.dumps({**own, "watch": {"events": {"since": "now"}}}), "cannot be read, or was not written"),
        (json.dumps({**own, "watch": {"runtimes": {"a": 1}}}), "cannot be read, or was not written"),
    ]:
        path.write_text(text, encoding="utf-8")
        with pytest.raises(OptionError, match=words):
            Watcher(arguments)
    path.write_text(json.dumps(own), encoding="utf-8")
    with pytest.raises(OptionError, match=f"belongs to account {own['account_id']} at"):
        Watcher({**arguments, "override_account": "birch-B4M9XW"})
    arguments["state_file"] = str(tmp_path / "missing" / "state.json")
    with pytest.raises(OptionError, match="cannot be written: No such file or directory"):
        Watcher(arguments)


def test_what_is_watched_later_begins_then_and_what_was_watched_goes_on_from_the_first_start(
    sim: Simulator, arguments: dict[str, t.Any], tmp_path: Path
) -> None:
    arguments["state_file"] = str(tmp_path / "state.json")
    Watcher(arguments)
    event = sim.world.add_event(eventDate=at(0))
    for minute in (2, 4):
        execution = sim.world.add_execution(executionTime=at(minute), recordedDate=at(minute))
    watcher = Watcher({**arguments, "since": at(3), "watch": ["executions"]})
    assert ids(poll(watcher, "executions")) == [execution["executionId"]]
    assert ids(poll(Watcher({**arguments, "since": None}))) == [event["eventId"]]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        *(({"api_token": "wrong-4711"}, status, f"HTTP {status}") for status in (400, 401, 403)),
        ({"username": "reader@acme.example", "api_token": "90c4d7b2-simulated-reader-token-51ef"}, 401, "VIEW_RESULT"),
    ],
)
def test_wrong_credentials_and_privileges_end_the_source(
    sim: Simulator, arguments: dict[str, t.Any], change: dict[str, t.Any], status: int, words: str
) -> None:
    sim.set(bad_credentials_status=status)
    with pytest.raises(BoomiError, match=words) as caught:
        receive({**arguments, **change}, 1)
    assert change["api_token"] not in str(caught.value)


def test_a_mistake_of_ours_ends_the_source_and_its_traceback_is_logged_without_a_secret(
    sim: Simulator, arguments: dict[str, t.Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_self: t.Any, *values: t.Any) -> None:
        raise RuntimeError(f"no library says so, but {values} for {sim.token}")

    monkeypatch.setattr(http.client.HTTPConnection, "putheader", fail)
    with caplog.at_level(logging.DEBUG), pytest.raises(BoomiError, match="RuntimeError in fail:") as failure:
        Watcher(arguments).poll("events")
    assert "no library says so" in caplog.text
    assert "no library says so" not in str(failure.value)
    assert failure.value.__suppress_context__
    assert sim.token not in caplog.text


def test_no_secret_of_the_connection_is_in_an_event(sim: Simulator, arguments: dict[str, t.Any]) -> None:
    sim.world.add_event(eventDate=at(0), error=f"login with {sim.token} has failed")
    found = poll(Watcher(arguments))
    assert "login with" in found[0]["entry"]["error"]
    assert sim.token not in json.dumps(found)


# Ansible reads in its first line what stands for braces.
HEADER = "#jinja2:variable_start_string:'[[',variable_end_string:']]'\n[[ lookup('pipe', 'id') ]]"


def test_a_text_in_an_event_is_no_template(sim: Simulator, arguments: dict[str, t.Any]) -> None:
    sim.world.add_event(eventDate=at(0), title="{{{ a }}} {% b %} {# c #} {d}", error=HEADER)
    entry = poll(Watcher(arguments))[0]["entry"]
    assert entry["title"] == "{ { { a }}} { % b %} { # c #} {d}"
    assert entry["error"] == HEADER.replace("#", "# ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"interval": 0.5}, "interval must be at least 1 second"),
        ({"interval": "nan"}, "interval must be at least 1 second"),
        ({"overlap": -1}, "overlap must not be negative"),
        ({"watch": []}, "watch is empty"),
        ({"state_file": " "}, "state_file is empty"),
        ({"watch": ["event"]}, "value of watch must be one or more of: events, executions, runtimes, audit_log"),
        ({"since": "yesterday"}, "since is 'yesterday', which is not an ISO 8601 time"),
        ({"since": "2999-01-01"}, "which is in the future"),
        ({"timeout": "hidden-4711", "api_token": "hidden-4711"}, "timeout"),
        ({"wach": "events"}, "wach"),
        ({1: "events"}, "Unsupported parameters: 1"),
        # What ansible-rulebook makes of a template with a variable that is not set.
        ({"api_token": StrictUndefined(name="x")}, "'x' is undefined. Pass the variable with --vars or --env-vars"),
        ({"watch": [StrictUndefined(name="x")]}, "'x' is undefined. Pass the variable with --vars or --env-vars"),
    ],
)
def test_wrong_arguments_end_the_source_without_a_call(
    sim: Simulator, arguments: dict[t.Any, t.Any], change: dict[t.Any, t.Any], words: str
) -> None:
    with pytest.raises(BoomiError, match=words) as caught:
        Watcher({**arguments, **change})
    assert "hidden" not in str(caught.value)
    assert sim.calls == []


@pytest.mark.parametrize(("name", "value"), [("timeout", "30s"), ("retry_budget", "-1")])
def test_a_wrong_variable_of_the_environment_is_named(
    arguments: dict[str, t.Any], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    variable = f"BOOMI_{name.upper()}"
    monkeypatch.setenv(variable, value)
    with pytest.raises(OptionError, match=f"{name} comes from the environment variable {variable}"):
        Watcher({**arguments, name: None})


def test_an_argument_that_yaml_has_turned_into_a_number_is_told(
    arguments: dict[str, t.Any], caplog: pytest.LogCaptureFixture
) -> None:
    Watcher({**arguments, "override_account": 123})
    assert "YAML reads override_account as the number 123" in caplog.text


def test_the_documentation_lists_the_arguments_as_they_are_and_the_examples_have_no_others() -> None:
    source = loaded()
    documented = yaml.safe_load(source.DOCUMENTATION)["options"]
    spec = {**options.argument_spec(), **SPEC}
    keys = ("type", "default", "choices", "elements", "required")
    assert {name: {key: option.get(key) for key in keys} for name, option in documented.items()} == {
        name: {key: option.get(key) for key in keys} for name, option in spec.items()
    }
    for option in options.OPTIONS:
        words = str(documented[option.name]["description"])
        assert all(f"E({variable})" in words for variable in option.env)
    for example in yaml.safe_load(source.EXAMPLES):
        assert set(example["community.boomi.boomi_events"]) <= set(spec)
