# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The examples of the documentation work: every task runs in check mode against the simulator."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import typing as t
from pathlib import Path

import pytest
import yaml
from jinja2 import StrictUndefined
from jinja2.nativetypes import NativeEnvironment

from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit import examples
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.examples import ROOT, Task
from ansible_collections.community.boomi.tests.unit.partner import PARTNER

TASKS = examples.tasks()
MODULES = sorted(path.stem for path in ROOT.glob("plugins/modules/boomi_*.py"))
# These roles are one task each with this module. Of the others, only the names of variables are checked here.
ONE_TASK = {"account_bootstrap", "environments", "integration_packs"}
CONFIGURATION = "boomi_account_configuration"
CONNECTION = {option.name for option in OPTIONS}
# Those that Ansible's own fragments add to the options of an inventory.
CONSTRUCTED = {"plugin", "strict", "compose", "groups", "keyed_groups"}
CACHE = {"cache", "cache_plugin", "cache_timeout", "cache_connection", "cache_prefix"}

Run = t.Callable[[str, dict[str, t.Any]], Outcome]
EXPRESSION = re.compile(r"\{\{ (.+?) \}\}")
SETS = [{"name": "Production"}, {"name": "Test"}]
PACKS = [{"integration_pack_name": "Invoice Sync"}]
# What the expressions of the examples stand for. Any other one stands for some text.
VALUES: dict[str, t.Any] = {
    **{f"{whole}environments": SETS for whole in ("", "customer.", "production.configuration.")},
    **{f"{whole}integration_packs": PACKS for whole in ("", "customer.", "production.configuration.")},
    "wanted.configuration.environments | map('combine', {'classification': 'PROD'})": SETS,
    "wanted.configuration.integration_packs": PACKS,
    "item | combine({'enabled': false})": {"enabled": False},
    "ansible_user_dir": tempfile.gettempdir(),
    # A plan that is not approved is refused, which the tests of approval show.
    "planned.plan": None,
    "check.plan": None,
    # Nothing was released.
    "scheduled.release.request_id": None,
}
# Filters and lookups that Ansible has and Jinja has not.
OF_ANSIBLE = re.compile(r"\| (?:community\.boomi\.|to_nice_yaml)|\blookup\(")
# What the simulator does not have, with the words that it is missed with.
MISSING = {
    "Request the persisted properties of a runtime": "The object PersistedProcessProperties does not exist.",
    "Wait for them": "The object PersistedProcessProperties does not exist.",
    "List the packages that are deployed to an environment": "The object DeployedPackage does not exist.",
    "Cancel an execution": "has no execution",
}


def rendered(value: t.Any) -> t.Any:
    """Put values in the place of expressions."""
    if isinstance(value, dict):
        return {key: rendered(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rendered(entry) for entry in value]
    if not isinstance(value, str):
        return value
    whole = EXPRESSION.fullmatch(value)
    if whole and whole[1] in VALUES:
        return VALUES[whole[1]]
    return EXPRESSION.sub(lambda found: str(VALUES.get(found[1], "text")), value)


@pytest.fixture(scope="module")
def account() -> t.Iterator[Simulator]:
    """The accounts of the examples, which share them: check mode writes nothing."""
    with Simulator(Path(__file__).with_name("examples.yml")) as simulator:
        assert ModuleRunner(simulator)("account_group", account_id=PARTNER, name="Retail customers")["changed"]
        yield simulator


@pytest.fixture
def run(account: Simulator) -> Run:
    """Run a module in check mode, with the connection of the simulator in place of the one of the example."""
    boomi = ModuleRunner(account)

    def check(module: str, options: dict[str, t.Any]) -> Outcome:
        given = {name: value for name, value in rendered(options).items() if name not in boomi.connection}
        if "override_account" in given:
            given["override_account"] = account.account_id
        # These are a partner's, also where the connection of the example comes from the environment.
        of_partner = ("override_account", "account_group", "publisher", "release")
        if any(word in given or word in module for word in of_partner):
            given["account_id"] = PARTNER
        return boomi(module.removeprefix("boomi_"), check_mode=True, **given)

    return check


def options_of(plugin: str) -> set[str]:
    """Return the options that a plugin documents itself, and those of the connection."""
    (_line, documentation), *_others = examples.constants(ROOT / plugin, "DOCUMENTATION")
    return CONNECTION | set(yaml.safe_load(documentation)["options"])


@pytest.mark.parametrize("task", TASKS, ids=lambda task: f"{task.place}: {task.name}")
def test_a_task_runs(task: Task, run: Run) -> None:
    module, options = task.name, task.options
    if module.startswith("role "):
        role = module.removeprefix("role ")
        given = {name: value for name, value in options.items() if name.startswith(f"{role}_")}
        assert given.keys() <= examples.role_options(role).keys()
        if role not in ONE_TASK:
            return
        module, options = CONFIGURATION, {name.removeprefix(f"{role}_"): value for name, value in given.items()}
    assert module in MODULES
    outcome = run(module, options)
    missing = next((words for name, words in MISSING.items() if task.place.endswith(f" {name}")), None)
    assert outcome.failed == bool(missing), outcome.get("msg")
    assert not missing or missing in outcome["msg"]


def shows_results(content: t.Any) -> bool:
    """Tell whether an example looks at the results of its tasks."""
    return isinstance(content, list) and any("ansible.builtin.debug" in step for step in examples.steps(content))


@pytest.mark.parametrize(("place", "content"), [entry for entry in examples.documents() if shows_results(entry[1])])
def test_an_example_finds_in_results_what_it_shows(place: str, content: list[dict[str, t.Any]], run: Run) -> None:
    environment = NativeEnvironment(undefined=StrictUndefined)
    results: dict[str, t.Any] = {}
    facts = {fact for step in examples.steps(content) for fact in step.get("ansible.builtin.set_fact", ())}
    for step in examples.steps(content):
        for task in examples.tasks_of(place, [step]):
            if "register" in step:
                results[step["register"]] = run(task.name, task.options)
        shown = step.get("ansible.builtin.debug")
        if shown and not OF_ANSIBLE.search(str(shown)) and not facts & set(re.findall(r"\w+", str(shown))):
            text = shown.get("msg") or f"{{{{ {shown['var']} }}}}"
            for item in environment.from_string(step.get("loop", "")).render(results) or [None]:
                value = environment.from_string(text).render(results, item=item)
                # Filters do nothing until what they give is taken.
                assert (list(value) if isinstance(value, t.Iterator) else value) is not None, place


@pytest.mark.parametrize(("place", "content"), examples.inventories())
def test_an_inventory_has_options_that_the_plugin_knows(place: str, content: dict[str, t.Any]) -> None:
    assert content["plugin"] == "community.boomi.accounts", place
    assert content.keys() <= options_of("plugins/inventory/accounts.py") | CONSTRUCTED | CACHE


def test_no_example_registers_a_name_that_ansible_needs_itself() -> None:
    # In a process of its own, since it imports Ansible's controller.
    code = """
from ansible import constants
from ansible.vars.reserved import get_reserved_names
print(*get_reserved_names(), *constants.INTERNAL_STATIC_VARS)
"""
    reserved = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    for place, content in examples.documents():
        for step in examples.steps(content if isinstance(content, list) else []):
            assert step.get("register") not in reserved, place


def test_module_defaults_and_event_sources_have_options_that_are_known() -> None:
    events = options_of("extensions/eda/plugins/event_source/boomi_events.py")
    for place, entry in examples.plays():
        defaults = entry.get("module_defaults", {}).get("group/community.boomi.boomi", {})
        assert defaults.keys() <= CONNECTION, place
        for source in entry.get("sources", ()):
            assert source["community.boomi.boomi_events"].keys() <= events, place


def test_commands_name_what_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    playbooks = {path.stem for path in ROOT.glob("playbooks/*.yml")}
    rulebooks = {path.stem for path in ROOT.glob("extensions/eda/rulebooks/*.yml")}
    roles = {path.name: set(examples.role_options(path.name)) for path in ROOT.glob("roles/*")}
    variables = re.compile(rf"-e ((?:{'|'.join(roles)})_\w+)=")
    for place, command in examples.commands():
        assert set(re.findall(r"^make ([a-z-]+)", command)) <= targets, place
        assert set(re.findall(r"ansible-playbook community\.boomi\.(\w+)", command)) <= playbooks, place
        assert set(re.findall(r"--rulebook community\.boomi\.(\w+)", command)) <= rulebooks, place
        assert set(variables.findall(command)) <= set().union(*roles.values()), place


def test_examples_of_all_kinds_are_found() -> None:
    places = {place.partition(":")[0] for place, _command in examples.commands()}
    assert places >= {"README.md", "docs/docsite/rst/approval.rst"}
    assert {"role maintenance_window", "role account_bootstrap"} <= {task.name for task in TASKS}
    assert len(examples.inventories()) > 3
