# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Any value in any option of any module, through Ansible's own checks: a result or a sentence, and never a
traceback."""

from __future__ import annotations

import functools
import importlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.tests.simulator.query import RUNTIME_OPERATORS, STANDARD_OPERATORS
from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, reply_json
from ansible_collections.community.boomi.tests.unit.security.replay import Replayed, Scenario, connection
from ansible_collections.community.boomi.tests.unit.security.running import Run, modules, run_module

MODULES = "ansible_collections.community.boomi.plugins.modules"
SLOWEST_PACE = 20


def check(run: Run) -> None:
    assert run.kind != "internal", run.message
    assert "Traceback" not in run.everything
    assert run.stderr == ""
    if run.failed:
        assert run.message.strip()
        assert len(run.message) < 20_000 or run.kind is None


@functools.cache
def own_options(module: str) -> dict[str, list[str]]:
    """The options of a module beside the connection, each with its suboptions."""
    documented = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)["options"]
    return {name: sorted(option.get("suboptions", {})) for name, option in documented.items()}


def all_options(module: str) -> list[str]:
    """The names of all options of a module."""
    return [*own_options(module), *(option.name for option in _options.OPTIONS)]


def is_slow(value: Any) -> bool:
    """A pace that is right, and that no test has the time for. ``None`` stands for the default."""
    return _is_between(10 if value is None else value, 0.01, SLOWEST_PACE)


def is_spendthrift(value: Any) -> bool:
    """A budget for retries that is right, and that no test has the time for. ``None`` stands for the default."""
    return _is_between(120 if value is None else value, 0.1, 86400)


def _is_between(value: Any, least: float, most: float) -> bool:
    try:
        return least <= float(value) <= most
    except (TypeError, ValueError, OverflowError):
        return False


@st.composite
def values(draw: st.DrawFn, name: str, suboptions: list[str]) -> Any:
    if suboptions:
        entries = st.dictionaries(st.sampled_from(suboptions) | fuzzing.any_text, fuzzing.any_json, max_size=4)
        return draw(st.lists(entries, max_size=3) | fuzzing.any_json)
    value = fuzzing.any_json
    if name == "requests_per_second":
        value = value.filter(lambda given_value: not is_slow(given_value))
    if name == "retry_budget":
        value = value.filter(lambda given_value: not is_spendthrift(given_value))
    return draw(value)


@st.composite
def tasks(draw: st.DrawFn, scenario_list: list[Scenario]) -> tuple[Scenario, dict[str, Any], dict[str, str]]:
    """A task with one to three options of any value, some of them from the environment."""
    scenario = draw(st.sampled_from(scenario_list))
    own = own_options(scenario.module)
    names = draw(st.lists(st.sampled_from(all_options(scenario.module)), min_size=1, max_size=3))
    options = {name: draw(values(name, own.get(name, []))) for name in names}
    environment = {}
    for option in _options.OPTIONS:
        value = options.get(option.name)
        if isinstance(value, str) and "\0" not in value and draw(st.booleans()):
            try:
                os.fsencode(value)
            except UnicodeEncodeError:
                continue
            del options[option.name]
            environment[option.env[0]] = value
    return scenario, options, environment


@pytest.fixture
def tried(module: str) -> Iterator[set[str]]:
    """What has got a value of any kind: in a full run every option of the module."""
    names: set[str] = set()
    yield names
    if fuzzing.CASES >= fuzzing.ALL_OPTIONS_CASES:
        assert names == set(all_options(module))


@pytest.mark.parametrize("module", modules())
@fuzzing.tries("any value in any option", times=len(modules()))
@given(data=st.data(), check_mode=st.booleans())
def test_any_value_in_any_option(
    server: RawServer,
    scenarios: list[Scenario],
    module: str,
    tried: set[str],
    data: st.DataObject,
    check_mode: bool,
) -> None:
    own = [scenario for scenario in scenarios if scenario.module == module]
    scenario, options, environment = data.draw(tasks(own))
    fuzzing.tried["any value in any option"] += 1
    server.say(Replayed(scenario, []))
    given_options = {**connection(server.base_url), **scenario.options, **options}
    tried.update(options)
    for option in _options.OPTIONS:
        if environment.keys() & set(option.env):
            given_options.pop(option.name, None)
            tried.add(option.name)
    # A time limit that is right and tiny is no reason to wait for longer than a module has to.
    with mock.patch.dict(os.environ, environment):
        run = run_module(scenario.module, given_options, check_mode=check_mode, verbosity=3, patience=30)
    check(run)


# Expressions


@dataclass(frozen=True)
class Reader:
    """A module that takes expressions.

    :param options: that it needs beside the expression
    :param properties: that they may name; ``None`` for any
    :param operators: that they may use, each with the number of its arguments
    """

    options: dict[str, Any]
    properties: tuple[str, ...] | None
    operators: dict[str, int]


# As the API's description lists them.
READERS = {
    "boomi_integration_pack_instance_info": Reader(
        {}, ("integrationPackId", "integrationPackName", "integrationPackOverrideName"), STANDARD_OPERATORS
    ),
    "boomi_environment_info": Reader({}, ("id", "name", "classification"), STANDARD_OPERATORS),
    "boomi_atom_info": Reader(
        {},
        (
            *("id", "name", "hostname", "status", "type", "capabilities", "cloudId", "attachmentCloudId"),
            *("cloudMoleculeId", "instanceId", "isCloudAttachment"),
        ),
        RUNTIME_OPERATORS,
    ),
    "boomi_api_info": Reader(
        {"object": "ProcessSchedules"}, None, {**STANDARD_OPERATORS, "STARTS_WITH": 1, "NOT_LIKE": 1}
    ),
}
keys = st.sampled_from(["operator", "property", "argument", "nestedExpression", "expression", "QueryFilter", "@type"])


@functools.cache
def filters(module: str) -> st.SearchStrategy[Any]:
    """Expressions for a module: right ones, nearly right ones, and any JSON."""
    right_simple = st.fixed_dictionaries(
        {
            "property": st.sampled_from(READERS[module].properties or ("id", "processId", " ")),
            "operator": st.sampled_from(sorted(READERS["boomi_api_info"].operators)),
            "argument": st.lists(fuzzing.any_text | fuzzing.any_number, max_size=2),
        }
    )
    simple = right_simple | st.dictionaries(keys | fuzzing.any_text, fuzzing.any_json, max_size=4)
    groupings = st.sampled_from(["and", "or", "AND", "not", 7])
    trees = st.recursive(
        simple,
        lambda inner: st.fixed_dictionaries({"operator": groupings, "nestedExpression": st.lists(inner, max_size=3)}),
        max_leaves=6,
    )
    in_shells = trees.map(lambda tree: {"expression": tree}) | trees.map(
        lambda tree: {"QueryFilter": {"expression": tree}}
    )
    return trees | in_shells | fuzzing.any_json


def is_right(expression: Any, reader: Reader) -> bool:
    """Tell whether an expression is one that the API's description allows."""
    if not isinstance(expression, dict):
        return False
    if set(expression) == {"operator", "nestedExpression"}:
        nested = expression["nestedExpression"]
        return expression["operator"] in ("and", "or") and bool(nested) and all(is_right(one, reader) for one in nested)
    arguments = expression.get("argument", [])
    prop = expression.get("property")
    return (
        set(expression) <= {"operator", "property", "argument"}
        and (prop in reader.properties if reader.properties else isinstance(prop, str) and bool(prop.strip()))
        and len(arguments) == reader.operators.get(expression.get("operator", ""))
        and all(isinstance(argument, str) for argument in arguments)
    )


def nested(levels: int) -> dict[str, Any]:
    tree: dict[str, Any] = {"property": "id", "operator": "EQUALS", "argument": ["x"]}
    for _level in range(levels):
        tree = {"operator": "and", "nestedExpression": [tree]}
    return tree


def ask(server: RawServer, module: str, tree: Any) -> Run:
    """Read by an expression, and check that what was sent is right, or that nothing was sent."""
    reader = READERS[module]
    server.say(reply_json({"result": []}))
    options = {**connection(server.base_url), **reader.options, "query_filter": tree}
    run = run_module(module, options, verbosity=0, patience=30)
    check(run)
    if run.failed:
        assert run.kind in ("option", None)
        assert server.requests == []
    else:
        (request,) = server.requests
        body = json.loads(request.body)
        assert body == {} or is_right(body["QueryFilter"]["expression"], reader)
    return run


@pytest.mark.parametrize("module", READERS)
@fuzzing.tries("any JSON as query_filter", times=len(READERS))
@given(data=st.data())
def test_any_query_filter_is_right_when_it_is_sent(server: RawServer, module: str, data: st.DataObject) -> None:
    tree = data.draw(filters(module))
    fuzzing.tried["any JSON as query_filter"] += 1
    ask(server, module, tree)


@pytest.mark.parametrize(
    ("tree", "is_refused"),
    [
        pytest.param(nested(29), False, id="deep"),
        pytest.param(nested(30), True, id="too deep"),
        pytest.param(nested(150), True, id="far too deep"),
        pytest.param({"QueryFilter": {"QueryFilter": {}}}, True, id="a shell in a shell"),
        pytest.param({"operator": "and", "nestedExpression": [{}] * 10_000}, True, id="ten thousand empty ones"),
    ],
)
def test_an_expression_may_be_deep_and_not_endless(server: RawServer, tree: dict[str, Any], is_refused: bool) -> None:
    assert ask(server, "boomi_environment_info", tree).failed == is_refused


def test_a_body_that_holds_anything_arrives_as_it_is(server: RawServer) -> None:
    strange = {"text": "\u202e\x00\U0001f600", "numbers": [0, -1, 10**30, 1.5, None, True], "": {"@type": []}}
    server.say(reply_json({}))
    options = {"method": "POST", "path": "Environment", "body": strange}
    assert not run_module("boomi_api", {**connection(server.base_url), **options}).failed
    assert [json.loads(request.body) for request in server.requests] == [strange]
