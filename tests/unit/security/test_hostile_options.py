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
from typing import Any
from unittest import mock

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.tests.simulator.objects import OBJECTS
from ansible_collections.community.boomi.tests.simulator.query import STANDARD_OPERATORS
from ansible_collections.community.boomi.tests.unit.security import fuzzing
from ansible_collections.community.boomi.tests.unit.security.raw_server import RawServer, reply_json
from ansible_collections.community.boomi.tests.unit.security.running import (
    Run,
    Scenario,
    ask,
    connection,
    modules,
    replayed,
    run_module,
)

MODULES = "ansible_collections.community.boomi.plugins.modules"
# What is right, and what no test has the time for. The default stands for None.
TOO_SLOW = {"requests_per_second": (0.01, 20, 10), "retry_budget": (0.1, 86400, 120)}


@functools.cache
def own_options(module: str) -> dict[str, list[str]]:
    """The options of a module beside the connection, each with its suboptions."""
    documented = yaml.safe_load(importlib.import_module(f"{MODULES}.{module}").DOCUMENTATION)["options"]
    return {name: sorted(option.get("suboptions", {})) for name, option in documented.items()}


def all_options(module: str) -> list[str]:
    """The names of all options of a module."""
    return [*own_options(module), *(option.name for option in _options.OPTIONS)]


def takes_long(name: str, value: Any) -> bool:
    least, most, default = TOO_SLOW.get(name, (1, 0, 0))
    try:
        return least <= float(default if value is None else value) <= most
    except (TypeError, ValueError, OverflowError):
        return False


def may_be_a_variable(value: Any) -> bool:
    try:
        return isinstance(value, str) and b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


@st.composite
def values(draw: st.DrawFn, name: str, suboptions: list[str]) -> Any:
    if suboptions:
        entries = st.dictionaries(st.sampled_from(suboptions) | fuzzing.any_text, fuzzing.any_json, max_size=4)
        return draw(st.lists(entries, max_size=3) | fuzzing.any_json)
    return draw(fuzzing.any_json.filter(lambda value: not takes_long(name, value)))


@st.composite
def tasks(draw: st.DrawFn, scenario_list: list[Scenario]) -> tuple[Scenario, dict[str, Any], dict[str, str]]:
    """A task with one to three options of any value, some of them from the environment."""
    scenario = draw(st.sampled_from(scenario_list))
    own = own_options(scenario.module)
    names = draw(st.lists(st.sampled_from(all_options(scenario.module)), min_size=1, max_size=3))
    options = {name: draw(values(name, own.get(name, []))) for name in names}
    moved = [one for one in _options.OPTIONS if may_be_a_variable(options.get(one.name)) and draw(st.booleans())]
    environment = {option.env[0]: options[option.name] for option in moved}
    return scenario, {**options, **dict.fromkeys(option.name for option in moved)}, environment


@pytest.fixture
def tried(module: str) -> Iterator[set[str]]:
    """What has got a value of any kind: in a full run every option of the module."""
    names: set[str] = set()
    yield names
    if fuzzing.CASES >= fuzzing.ALL_OPTIONS_CASES:
        assert names == set(all_options(module))


@pytest.mark.parametrize("module", modules())
@fuzzing.tries("options: any value in any option", 0.7, times=len(modules()))
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
    server.say(replayed(scenario, []))
    given_options = {**connection(server.base_url, timeout=2), **scenario.options, **options}
    tried.update(options)
    # A time limit that is right and tiny is no reason to wait for longer than a module has to.
    with mock.patch.dict(os.environ, environment):
        run_module(scenario.module, given_options, check_mode=check_mode, patience=30)


# Expressions

# What each module reads, and so the properties and the operators of its expressions; anything for boomi_api_info.
READERS = {
    "boomi_integration_pack_instance_info": OBJECTS["IntegrationPackInstance"],
    "boomi_environment_info": OBJECTS["Environment"],
    "boomi_atom_info": OBJECTS["Atom"],
    "boomi_api_info": None,
}
# Each with the number of its arguments.
ANY_OPERATORS = {**STANDARD_OPERATORS, "STARTS_WITH": 1, "NOT_LIKE": 1}
keys = st.sampled_from(["operator", "property", "argument", "nestedExpression", "expression", "QueryFilter", "@type"])


@functools.cache
def filters(module: str) -> st.SearchStrategy[Any]:
    """Expressions for a module: right ones, nearly right ones, and any JSON."""
    reader = READERS[module]
    right_simple = st.fixed_dictionaries(
        {
            "property": st.sampled_from(sorted(reader.filters) if reader else ["id", "processId", " "]),
            "operator": st.sampled_from(sorted(ANY_OPERATORS)),
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
    in_shells = trees.map(lambda tree: {"expression": tree})
    return trees | in_shells | in_shells.map(lambda shell: {"QueryFilter": shell}) | fuzzing.any_json


def is_right(expression: Any, module: str) -> bool:
    """Tell whether an expression is one that the API's description allows."""
    reader = READERS[module]
    if not isinstance(expression, dict):
        return False
    if set(expression) == {"operator", "nestedExpression"}:
        nested = expression["nestedExpression"]
        return expression["operator"] in ("and", "or") and bool(nested) and all(is_right(one, module) for one in nested)
    arguments = expression.get("argument", [])
    prop = expression.get("property")
    return (
        set(expression) <= {"operator", "property", "argument"}
        and (prop in reader.filters if reader else isinstance(prop, str) and bool(prop.strip()))
        and len(arguments) == (reader.operators if reader else ANY_OPERATORS).get(expression.get("operator", ""))
        and all(isinstance(argument, str) for argument in arguments)
    )


def nested(levels: int) -> dict[str, Any]:
    tree: dict[str, Any] = {"property": "id", "operator": "EQUALS", "argument": ["x"]}
    for _level in range(levels):
        tree = {"operator": "and", "nestedExpression": [tree]}
    return tree


def ask_by(server: RawServer, module: str, tree: Any) -> Run:
    """Read by an expression, and check that what was sent is right, or that nothing was sent."""
    options = {"object": "ProcessSchedules"} if module == "boomi_api_info" else {}
    run = ask(server, None, module, **options, query_filter=tree)
    if run.failed:
        assert run.kind in ("option", None)
        assert server.requests == []
    else:
        (request,) = server.requests
        body = json.loads(request.body)
        assert body == {} or is_right(body["QueryFilter"]["expression"], module)
    return run


@pytest.mark.parametrize("module", READERS)
@fuzzing.tries("query expressions: any JSON as query_filter", times=len(READERS))
@given(data=st.data())
def test_any_query_filter_is_right_when_it_is_sent(server: RawServer, module: str, data: st.DataObject) -> None:
    tree = data.draw(filters(module))
    ask_by(server, module, tree)


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
    assert ask_by(server, "boomi_environment_info", tree).failed == is_refused


def test_a_body_that_holds_anything_arrives_as_it_is(server: RawServer) -> None:
    strange = {"text": "\u202e\x00\U0001f600", "numbers": [0, -1, 10**30, 1.5, None, True], "": {"@type": []}}
    assert not ask(server, reply_json({}), "boomi_api", method="POST", path="Environment", body=strange).failed
    assert [json.loads(request.body) for request in server.requests] == [strange]
