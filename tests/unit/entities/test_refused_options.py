# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that make no sense are refused by name, before anything is sent."""

from __future__ import annotations

import importlib
import itertools
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.tests.unit.conftest import MODULES, ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import INSTEAD, OPTIONS
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR
from ansible_collections.community.boomi.tests.unit.examples import ROOT

Options = dict[str, t.Any]
# Options, the one that the error names (where Ansible itself refuses them, there is none), and words of the message.
Rows = list[tuple[Options, t.Optional[str], str]]

# Options that would be taken; ``None`` takes one away again.
TAKEN: dict[str, Options] = {
    **OPTIONS,
    "account_provision": CEDAR,
    "audit_log_info": {"since": "2026-01-15"},
    "environment_extensions": {"environment": "Test", "copy_from": "Production", "purge": True},
    "event_info": {"since": "2026-01-15", "until": "2026-01-15T23:59:59Z"},
    "execution_record_info": {"since": "2026-01-15"},
    "installer_token": {"install_type": "ATOM", "return_token": True},
    "integration_pack_instance": {"integration_pack_name": "Order Intake"},
    "integration_pack_release": {"integration_pack_name": "Order Archive"},
    "listener": {"process": "Desk - Receive Return", "runtime": "runtime-eu-1", "state": "paused"},
    "process_execution": {"process": "Domestic - INT", "runtime": "runtime-eu-1"},
    "process_schedules": {"process": "INT", "runtime": "runtime-eu-1", "enabled": True},
}
# Where they are empty, these are refused in words of their own.
IN_OTHER_WORDS = {("environment_extensions", "process"), ("process_execution", "execution_id")}
IN_OTHER_WORDS |= {("api_info", option) for option in ("object", "id", "ids")}
IDS, EXPRESSION = "community.boomi._query.ids", "community.boomi._query"


def documented() -> t.Iterator[tuple[str, dict[str, t.Any], dict[str, t.Any]]]:
    """Each module with its own options, and with those that choose what it reads."""
    for path in sorted(ROOT.glob("plugins/modules/boomi_*.py")):
        documentation = yaml.safe_load(importlib.import_module(f"{MODULES}.{path.stem}").DOCUMENTATION)
        fragments = documentation["extends_documentation_fragment"]
        shared = {"ids": (IDS, ["x"]), "query_filter": (EXPRESSION, {})}
        filters = {name: value for name, (fragment, value) in shared.items() if fragment in fragments}
        yield path.stem.partition("_")[2], documentation.get("options", {}), filters


def empty_texts() -> t.Iterator[tuple[str, str, str]]:
    """Each option of a module that takes texts, and where an empty one is."""
    for module, options, filters in documented():
        lists = {"ids": {"elements": "str"}} if "ids" in filters else {}
        for name, option in {**options, **lists}.items():
            takes = option.get("elements") or option.get("type")
            if takes in ("str", "path") and "choices" not in option and (module, name) not in IN_OTHER_WORDS:
                yield module, name, f"{name}[1]" if "elements" in option else name


REQUIRED = {
    (module, name) for module, options, _filters in documented() for name, one in options.items() if one.get("required")
}


def exclusive_filters() -> t.Iterator[tuple[str, Options]]:
    """Two ways to say what a module is to read."""
    for module, options, filters in documented():
        if filters:
            name, *_others = options
            own = {name: options[name].get("choices", ["x"])[0]}
            pairs = itertools.combinations([own, *({name: value} for name, value in filters.items())], 2)
            yield from ((module, {**one, **other}) for one, other in pairs)


def environment(**item: t.Any) -> Options:
    """Describe one environment."""
    return {"environments": [{"name": "A", **item}]}


def instance(**item: t.Any) -> Options:
    """Describe one instance."""
    return {"instances": [{"integration_pack_name": "Order Intake", **item}]}


def table(rows: t.Any) -> Options:
    """Describe the rows of a table in an environment."""
    return environment(extensions={"cross_references": [{"name": "B", "rows": rows}]})


CASES: dict[str, Rows] = {
    "account_configuration": [
        ({}, "environments", "The description is empty. Give at least one of environments and integration_packs"),
        ({"environments": [], "integration_packs": []}, "environments", "The description is empty."),
        (environment(name=" "), "environments[0].name", "environments[0].name is empty."),
        ({"environment": []}, "environment", "environment. Did you mean environments? Supported parameters"),
        ({"environments": "Test"}, "environments", "environments is a string. Give a list of mappings."),
        ({"environments": {"name": "A"}}, "environments", "environments is a mapping. Give a list of mappings."),
        ({"environments": [None]}, "environments", "environments[0] is null. Give a mapping, or leave it out."),
        (
            {"environments": [{"name": "A"}, "Test", {"nmae": "B"}]},
            "environments[1]",
            "state. Unsupported parameters: environments[2].nmae. Did you mean name? Supported parameters are",
        ),
        # A key without a value is a typo all the same.
        (environment(clasification=None), "environments[0].clasification", "Did you mean classification?"),
        (environment(name=["A"]), "environments[0].name", "environments[0].name is a list. Give a string."),
        (environment(runtimes=[{"name": "B"}]), "environments[0].runtimes[0]", "[0] is a mapping. Give a string."),
        (
            environment(extensions=3),
            "environments[0].extensions",
            "environments[0].extensions is a number. Give a mapping with connections, cross_references,",
        ),
        (table("DE"), "environments[0].extensions.cross_references[0].rows", "is a string. Give a list of lists."),
        (
            table(["C", [["D"]]]),
            "environments[0].extensions.cross_references[0].rows[0]",
            "a list of strings. environments[0].extensions.cross_references[0].rows[1][0] is a list. Give a string.",
        ),
        (
            {"environments": [{"name": "A"}, {"classification": "TEST"}]},
            None,
            "environments[1]: one of the following is required: id, name",
        ),
        (
            environment(extensions={"connections": [{"id": "x", "fields": [{"id": "y"}]}]}),
            None,
            "environments[0].extensions.connections[0].fields[0]: one of the following is required: value, secret,",
        ),
        ({**environment(), "purge": True, "state": "absent"}, "purge", "purge requires state=present"),
        ({**environment(), "max_removals": -1}, "max_removals", "max_removals must not be negative"),
        ({**environment(), "max_removals": True}, "max_removals", "is a boolean. Give a number."),
        ({**environment(state="present"), "state": "absent"}, "state", "environments[0].state is present"),
    ],
    "account_group": [({"name": "Retail", "state": "absent"}, None, "value of state must be one of: present")],
    "account_group_integration_pack": [
        ({"integration_pack_name": None}, None, "is required: integration_pack_id, integration_pack_name"),
        ({"integration_pack_id": "x"}, None, "mutually exclusive"),
    ],
    "account_provision": [
        ({"street": None}, "street", "street is required, unless id is given"),
        ({"products": []}, "products", "products is required, unless id is given"),
        ({"name": "Cedar  Mills"}, "name", "Give 'Cedar Mills'."),
        ({"wait_timeout": -1}, "wait_timeout", "must not be negative"),
        ({"override_account": "acme-C7T2KD"}, "override_account", "Leave out override_account"),
    ],
    "account_user_role": [
        ({"user": "John.Doe@acme.example "}, "user", "has extra spaces"),
        ({"user": " John.Doe@acme.example", "state": "absent"}, "user", "Give 'John.Doe@acme.example'."),
    ],
    "api": [
        ({"method": "GET", "path": "Environment/1", "body": {"a": 1}}, "body", "body requires method=POST, not GET."),
        ({"method": "POST", "path": "Environment", "body": "no json"}, "body", "body is not valid JSON"),
        ({"method": "POST", "path": "Environment", "body": "[1]"}, "body", "body must be a dictionary"),
        ({"method": "POST", "path": "Environment", "body": [{"a": 1}]}, "body", "body must be a dictionary"),
        ({"method": "POST", "path": "Environment/queryMore", "body": {"a": 1}}, "body", "body must be the query token"),
        ({"method": "PUT", "path": "Environment"}, None, "value of method must be one of"),
        ({"method": "GET", "path": "../other/Environment"}, "path", "'..' would lead out of the account"),
    ],
    "api_info": [
        ({"object": "Environment/query"}, "object", "For other paths, use boomi_api."),
        ({"object": "environment"}, "object", "as the API writes it"),
        ({"object": ""}, "object", "as the API writes it"),
        ({"object": "Role", "id": ".."}, "id", "'..' cannot be the id of any Role."),
        ({"object": "Role", "id": ""}, "id", "'' cannot be the id of any Role."),
        ({"object": "Role", "ids": ["a", " "]}, "id", "' ' cannot be the id of any Role."),
        ({"object": "Role", "id": "a", "ids": ["b"]}, None, "mutually exclusive"),
        ({"object": "Role", "id": "a", "query_filter": {}}, None, "mutually exclusive"),
        (
            {"object": "Role", "query_filter": {"property": "", "operator": "IS_NULL"}},
            "query_filter",
            "query_filter.property must be the name of a property as the API writes it, not ''.",
        ),
    ],
    "atom": [({"name": None}, None, "one of the following is required: id, name")],
    "atom_info": [
        (
            {"query_filter": {"property": "name", "operator": "LIKE", "argument": ["x%"]}},
            "query_filter",
            "operator must be one of EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS, not 'LIKE'",
        ),
    ],
    "environment": [
        ({"name": None}, None, "one of the following is required: id, name"),
        ({"name": "x", "classification": "prod"}, None, "value of classification must be one of: PROD, TEST"),
    ],
    "environment_extensions": [
        ({"name": "Domestic"}, "integration_pack_override_name", "Give integration_pack_id or integration_pack_name"),
        ({"process": "INT"}, "process", "process is given without its integration pack."),
        ({"connections": []}, "connections", "connections is empty, and purge would reset everything."),
        (
            {"connections": [{"name": "Ledger", "fields": []}]},
            "connections[0].fields",
            "connections[0].fields is empty, and purge would reset everything.",
        ),
        ({"copy_from": None}, "connections", "There is nothing to set."),
        (
            {"operations": [{"name": "A", "fields": [{"id": "b", "use_default": False}]}]},
            "operations[0].fields[0].use_default",
            "use_default is false. Give the value instead.",
        ),
    ],
    "environment_role": [
        ({"expected_plan": " "}, "expected_plan", "expected_plan is empty."),
        ({"role": ["A"]}, "role", "role is a list. Give a string."),
        ({"api_token": ["A"]}, "api_token", "api_token is a list. Give a string."),
    ],
    "environments": [
        (environment(runtimes=[""]), "environments[0].runtimes", "environments[0].runtimes[0] is empty."),
        ({"environments": [], "purge": True}, "environments", "purge would remove everything"),
        ({**environment(), "purge": True, "state": "absent"}, "purge", "purge requires state=present"),
    ],
    "event_info": [
        ({"since": "yesterday"}, "since", "'yesterday', which is not an ISO 8601 time"),
        ({"since": "2026-02-30"}, "since", "Give one in UTC, such as 2026-01-31T08:00:00Z"),
        ({"until": ""}, "until", "is not an ISO 8601 time"),
        ({"until": "2026-01-14"}, "until", "before since, 2026-01-15T00:00:00Z"),
        ({"limit": 0}, "limit", "must be at least 1, not 0"),
        ({"level": []}, "level", "level is empty. Give a value, or leave it out."),
        ({"type": [*map(str, range(101))]}, "type", "type holds more than 100 values. Give fewer."),
    ],
    "installer_token": [
        ({"return_token": None}, "dest", "The token would be lost."),
        ({"return_token": None, "dest": "{tmp}"}, "dest", "is a directory"),
        ({"return_token": None, "dest": "{tmp}/no/such/directory"}, "dest", "No such file or directory"),
        ({"duration_minutes": 29}, "duration_minutes", "must be from 30 to 1440, not 29"),
        ({"duration_minutes": 1441}, "duration_minutes", "must be from 30 to 1440, not 1441"),
        ({"install_type": "CLOUD"}, "cloud", "cloud is required with install_type=CLOUD"),
        ({"cloud": "Europe Cloud"}, "cloud", "with install_type=CLOUD, and refused with any other"),
    ],
    "integration_pack_environment_attachment": [
        ({"integration_pack_instance_id": "x", "integration_pack_id": "y"}, None, "mutually exclusive"),
    ],
    "integration_pack_instance": [
        ({"integration_pack_name": None, "name": "x"}, None, "is required: id, integration_pack_id"),
        ({"integration_pack_id": "y"}, None, "mutually exclusive"),
        # Whether the platform stores a name as it is sent is not documented.
        ({"name": " Domestic EU"}, "integration_pack_override_name", "Give 'Domestic EU'."),
        ({"name": "Domestic  EU", "state": "absent"}, "integration_pack_override_name", "Give 'Domestic EU'."),
        ({"name": "Domestic\u00a0EU"}, "integration_pack_override_name", "Give 'Domestic EU'."),
        ({"name": "A  B"}, "integration_pack_override_name", "give its id instead."),
        ({"name": "Cafe\u0301"}, "integration_pack_override_name", "Give 'Caf\u00e9'."),
    ],
    "integration_pack_instance_info": [
        ({"query_filter": {"property": "packId", "operator": "IS_NULL"}}, "query_filter", "property must be one of"),
    ],
    "integration_pack_instances": [
        (instance(name=""), "instances[0].integration_pack_override_name", "is empty"),
        # What is wrong is said together.
        (
            {"instances": [{"integration_pack_id": " "}, {"integration_pack_name": "x", "environments": [""]}]},
            "instances[0].integration_pack_id",
            "instances[1].environments[0] is empty",
        ),
        ({"instances": [], "purge": True, "purge_scope": "all_packs"}, "instances", "instances is empty"),
    ],
    "integration_pack_release": [
        ({"integration_pack_name": None}, None, "one of the following is required"),
        ({"integration_pack_id": "x"}, None, "mutually exclusive"),
        ({"release_on_date": "2026-02-30"}, "release_on_date", "is not a date"),
        ({"release_on_date": "31.01.2026"}, "release_on_date", "is not a date"),
        ({"release_on_date": "2026-1-31"}, "release_on_date", "is not a date"),
        ({"wait_timeout": -1}, "wait_timeout", "wait_timeout must not be negative"),
    ],
    "listener": [
        ({"wait_timeout": -1}, "wait_timeout", "wait_timeout must not be negative"),
        ({"state": "stopped"}, None, "value of state must be one of: paused, running"),
    ],
    "listener_info": [({"wait_timeout": -1}, "wait_timeout", "wait_timeout must not be negative")],
    "process_execution": [
        ({"process": None}, "process", "process is required with state=started"),
        ({"execution_id": "x"}, "execution_id", "cannot be combined with state=started"),
        ({"state": "cancelled", "execution_id": "x"}, "process", "cannot be combined with state=cancelled"),
        ({"wait_timeout": -1}, "wait_timeout", "must not be negative"),
        ({"properties": [{"name": "", "value": "x"}]}, "properties[0].name", "properties[0].name is empty"),
        ({"properties": [{"name": "a", "value": "x"}, {"name": "a", "value": "y"}]}, "properties[1]", "is given twice"),
        (
            {"process_properties": [{"id": "a", "values": [{"key": " ", "value": "x"}]}]},
            "process_properties[0].values[0].key",
            "process_properties[0].values[0].key is empty",
        ),
        ({"properties": [{"name": "a"}]}, None, "one of the following is required: value, secret"),
        ({"process_properties": [{"values": []}]}, None, "one of the following is required: name, id"),
    ],
    "process_schedules": [
        ({"name": "Domestic"}, "integration_pack_override_name", "or the instance by integration_pack_instance_id."),
        ({"name": "Domestic", "process": None}, None, "one of the following is required: process, integration_pack_"),
        ({"enabled": None}, "schedules", "there is nothing to set. Give at least one of schedules, retry, enabled."),
    ],
    "publisher_integration_pack": [
        ({"purge": True}, "components", "purge without components would remove everything"),
        ({"components": [], "purge": True}, "components", "purge without components would remove everything"),
        ({"components": [{"id": " "}]}, "components[0].id", "components[0].id is empty"),
        ({"components": [{"id": "x", "version": ""}]}, "components[0].version", "components[0].version is empty"),
        ({"components": [{"id": "x"}, {"id": "x", "version": "1.0"}]}, "components", "components[1] lists component"),
        ({"components": [{"version": "1.0"}]}, None, "one of the following is required: id, name"),
        ({"components": [{"id": "x", "name": "Archive Orders"}]}, None, "mutually exclusive: id|name"),
    ],
    "role_info": [({"ids": [".."]}, "id", "'..' cannot be the id of any role.")],
}


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize(
    ("module", "options", "option", "words"),
    [
        *((module, options, option, words) for module, rows in CASES.items() for options, option, words in rows),
        *((module, options, None, "mutually exclusive") for module, options in exclusive_filters()),
    ],
)
def test_what_makes_no_sense_is_refused_without_a_call(
    boomi: ModuleRunner, tmp_path: Path, module: str, options: Options, option: str | None, words: str, check_mode: bool
) -> None:
    given = {**TAKEN.get(module, {}), **options}
    if "dest" in given:
        given["dest"] = given["dest"].format(tmp=tmp_path)
    outcome = boomi(module, **given, check_mode=check_mode)
    assert outcome.failed
    assert words in outcome["msg"]
    assert (option or "") in outcome["msg"]
    error = {key: value for key, value in outcome.get("error", {}).items() if key != "problems"}
    assert error == ({"kind": "option", "option": option} if option else {})
    assert outcome.calls == []


@pytest.mark.parametrize(("module", "option", "place"), [*empty_texts()])
def test_a_text_that_is_empty_is_refused_without_a_call(
    boomi: ModuleRunner, module: str, option: str, place: str
) -> None:
    text = " " if place == option else ["x", " "]
    outcome = boomi(module, **{**TAKEN.get(module, {}), INSTEAD.get(option, option): None, option: text})
    assert outcome.failed
    assert (outcome["error"], outcome.calls) == ({"kind": "option", "option": option}, [])
    assert f"{place} is empty" in outcome["msg"]
    assert ("or leave it out" in outcome["msg"]) <= ((module, option) not in REQUIRED)
