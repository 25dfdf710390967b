# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Options that make no sense are refused by name, before anything is sent."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR

Options = dict[str, t.Any]
# Options, the one that the error names (where Ansible itself refuses them, there is none), and words of the message.
Rows = list[tuple[Options, t.Optional[str], str]]

# Options that would be taken; ``None`` takes one away again.
TAKEN: dict[str, Options] = {
    "account_provision": CEDAR,
    "account_group_integration_pack": {"account_group": "Retail"},
    "environment_atom_attachment": {"runtime": "runtime-eu-1", "environment": "Test"},
    "environment_extensions": {"environment": "Test", "purge": True},
    "environment_role": {"role": "Standard User", "environment": "Test"},
    "event_info": {"since": "2026-01-15", "until": "2026-01-15T23:59:59Z"},
    "installer_token": {"install_type": "ATOM", "return_token": True},
    "integration_pack_environment_attachment": {"environment": "Test"},
    "process_execution": {"process": "Domestic - INT", "runtime": "runtime-eu-1"},
    "process_schedules": {"process": "INT", "runtime": "runtime-eu-1", "enabled": True},
}
CASES: dict[str, Rows] = {
    "account_configuration": [
        ({}, "environments", "The description is empty. Give at least one of environments and integration_packs"),
        ({"environments": [], "integration_packs": []}, "environments", "The description is empty."),
        ({"environments": [{"name": " "}]}, "environments[0].name", "environments[0].name is empty."),
        (
            {"environment": []},
            "environment",
            "Unsupported parameters: environment. Did you mean environments? Supported parameters are ",
        ),
        ({"environments": "Test"}, "environments", "environments is a text. Give a list of mappings."),
        ({"environments": {"name": "A"}}, "environments", "environments is a mapping. Give a list of mappings."),
        ({"environments": [None]}, "environments", "environments[0] is null. Give a mapping, or leave it out."),
        (
            {"environments": [{"name": "A"}, "Test", {"nmae": "B"}]},
            "environments[1]",
            "state. Unsupported parameters: environments[2].nmae. Did you mean name? Supported parameters are",
        ),
        ({"environments": [{"name": ["A"]}]}, "environments[0].name", "environments[0].name is a list. Give a text."),
        (
            {"environments": [{"name": "A", "runtimes": [{"name": "B"}]}]},
            "environments[0].runtimes[0]",
            "environments[0].runtimes[0] is a mapping. Give a text.",
        ),
        (
            {"environments": [{"name": "A", "extensions": 3}]},
            "environments[0].extensions",
            "environments[0].extensions is a number. Give a mapping with connections, cross_references,",
        ),
        (
            {"environments": [{"name": "A", "extensions": {"cross_references": [{"name": "B", "rows": "DE"}]}}]},
            "environments[0].extensions.cross_references[0].rows",
            "environments[0].extensions.cross_references[0].rows is a text. Give a list of lists.",
        ),
        (
            {
                "environments": [
                    {"name": "A", "extensions": {"cross_references": [{"name": "B", "rows": ["C", [["D"]]]}]}}
                ]
            },
            "environments[0].extensions.cross_references[0].rows[0]",
            "a list of texts. environments[0].extensions.cross_references[0].rows[1][0] is a list. Give a text.",
        ),
        (
            {"environments": [{"name": "A"}, {"classification": "TEST"}]},
            None,
            "environments[1]: one of the following is required: id, name",
        ),
        (
            {"environments": [{"name": "A", "extensions": {"connections": [{"id": "x", "fields": [{"id": "y"}]}]}}]},
            None,
            "environments[0].extensions.connections[0].fields[0]: one of the following is required: value, secret,",
        ),
        ({"environments": [{"name": "A"}], "purge": True, "state": "absent"}, "purge", "purge goes with state=present"),
        ({"environments": [{"name": None}]}, None, "one of the following is required: id, name"),
        ({"environments": [{"name": "A"}], "max_removals": -1}, "max_removals", "max_removals must not be negative"),
        ({"environments": [{"name": "A"}], "max_removals": True}, "max_removals", "is a boolean. Give a number."),
        (
            {"environments": [{"name": "A", "state": "present"}], "state": "absent"},
            "state",
            "environments[0].state is present",
        ),
    ],
    "account_group_integration_pack": [
        ({}, None, "one of the following is required: integration_pack_id, integration_pack_name"),
        ({"integration_pack_id": "x", "integration_pack_name": "y"}, None, "mutually exclusive"),
        ({"integration_pack_name": " "}, "integration_pack_name", "integration_pack_name is empty"),
    ],
    "account_provision": [
        ({"street": None}, "street", "street is required, unless id is given"),
        ({"products": []}, "products", "products is required, unless id is given"),
        ({"name": " "}, "name", "name is empty"),
        ({"city": ""}, "city", "city is empty"),
        ({"id": ""}, "id", "id is empty"),
        ({"wait_timeout": -1}, "wait_timeout", "must not be negative"),
        ({"override_account": "acme-C7T2KD"}, "override_account", "Leave out override_account"),
    ],
    "api": [
        ({"method": "GET", "path": "Environment/1", "body": {"a": 1}}, "body", "body goes with method=POST"),
        ({"method": "POST", "path": "Environment", "body": "no json"}, "body", "body is not valid JSON"),
        ({"method": "POST", "path": "Environment", "body": "[1]"}, "body", "body must be a dictionary"),
        ({"method": "POST", "path": "Environment", "body": [{"a": 1}]}, "body", "body must be a dictionary"),
        ({"method": "POST", "path": "Environment/queryMore", "body": {"a": 1}}, "body", "body must be the query token"),
        ({"method": "PUT", "path": "Environment"}, None, "value of method must be one of"),
        ({"method": "GET", "path": "../other/Environment"}, "path", "'..' would lead out of the account"),
        ({"method": "GET", "path": ["Environment", ""]}, "path", "a segment is empty, or holds what cannot be shown"),
    ],
    "api_info": [
        ({"object": "Environment/query"}, "object", "Other paths go with boomi_api."),
        ({"object": "../Environment"}, "object", "as the API writes it"),
        ({"object": "environment"}, "object", "as the API writes it"),
        ({"object": ""}, "object", "as the API writes it"),
        ({"object": "Role", "id": ".."}, "id", "'..' cannot be an id"),
        ({"object": "Role", "id": ""}, "id", "'' cannot be an id"),
        ({"object": "Role", "ids": ["a", " "]}, "ids", "' ' cannot be an id"),
        ({"object": "Role", "id": "a", "ids": ["b"]}, None, "mutually exclusive"),
        ({"object": "Role", "id": "a", "query_filter": {}}, None, "mutually exclusive"),
        (
            {"object": "Role", "query_filter": {"property": "name", "operator": "EQUAL", "argument": ["x"]}},
            "query_filter",
            "operator must be",
        ),
        (
            {"object": "Role", "query_filter": {"operator": "and", "nestedExpression": []}},
            "query_filter",
            "at least one expression",
        ),
        (
            {"object": "Role", "query_filter": {"property": "", "operator": "IS_NULL"}},
            "query_filter",
            "query_filter.property must be the name of a property as the API writes it, not ''.",
        ),
    ],
    "atom_info": [
        (
            {"query_filter": {"property": "name", "operator": "LIKE", "argument": ["x%"]}},
            "query_filter",
            "operator must be one of EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS, not 'LIKE'",
        ),
        ({"query_filter": {}, "status": "ONLINE"}, None, "mutually exclusive"),
        ({"ids": ["x", " "]}, "ids", "ids[1] is empty. Take IDs from a query."),
        ({"name": " "}, "name", "name is empty. Give a value, or leave it out."),
    ],
    "environment": [
        ({}, None, "one of the following is required: id, name"),
        ({"name": " "}, "name", "name is empty"),
        ({"id": "", "name": "x"}, "id", "id is empty"),
        ({"name": "x", "classification": "prod"}, None, "value of classification must be one of: PROD, TEST"),
    ],
    "environment_atom_attachment": [({"runtime": " "}, "runtime", "runtime is empty")],
    "environment_atom_attachment_info": [({"query_filter": {}, "runtime": "y"}, None, "mutually exclusive")],
    "environment_extensions": [
        ({"name": "Domestic"}, "integration_pack_override_name", "Give integration_pack_id or integration_pack_name"),
        ({"process": "INT"}, "process", "process is given without its integration pack."),
    ],
    "environment_info": [
        ({"ids": ["x"], "name": "y"}, None, "mutually exclusive"),
        ({"query_filter": {}, "ids": ["x"]}, None, "mutually exclusive"),
        ({"ids": ["x", " "]}, "ids", "ids[1] is empty. Take IDs from a query."),
        ({"name": ""}, "name", "name is empty. Give a value, or leave it out."),
    ],
    "environment_role": [
        ({"environment": ""}, "environment", "environment is empty"),
        ({"expected_plan": " "}, "expected_plan", "expected_plan is empty."),
        ({"role": ["A"]}, "role", "role is a list. Give a text."),
        ({"api_token": ["A"]}, "api_token", "api_token is a list. Give a text."),
    ],
    "environment_role_info": [
        ({"ids": ["x"], "role": "y"}, None, "mutually exclusive"),
        ({"ids": ["x"], "query_filter": {}}, None, "mutually exclusive"),
        ({"ids": ["x", " "]}, "ids", "ids[1] is empty. Take IDs from a query."),
    ],
    "environments": [
        ({"environments": [{"name": " "}]}, "environments[0].name", "environments[0].name is empty"),
        (
            {"environments": [{"name": "A", "runtimes": [""]}]},
            "environments[0].runtimes",
            "environments[0].runtimes[0] is empty.",
        ),
        ({"environments": [], "purge": True}, "environments", "purge would remove everything"),
        ({"environments": [{"name": "A"}], "purge": True, "state": "absent"}, "purge", "purge goes with state=present"),
    ],
    "event_info": [
        ({"since": "yesterday"}, "since", "'yesterday', which is not an ISO 8601 time"),
        ({"since": "2026-02-30"}, "since", "Give one in UTC, such as 2026-01-31T08:00:00Z"),
        ({"until": ""}, "until", "is not an ISO 8601 time"),
        ({"until": "2026-01-14"}, "until", "before since, 2026-01-15T00:00:00Z"),
        ({"limit": 0}, "limit", "must be at least 1, not 0"),
        ({"process": " "}, "process", "is empty"),
        ({"type": ["x", ""]}, "type", "type[1] is empty"),
    ],
    "installer_token": [
        ({"return_token": None}, "dest", "The token would be lost."),
        ({"return_token": None, "dest": "{tmp}"}, "dest", "is a directory"),
        ({"return_token": None, "dest": "{tmp}/no/such/directory"}, "dest", "No such file or directory"),
        ({"duration_minutes": 29}, "duration_minutes", "must be from 30 to 1440, not 29"),
        ({"duration_minutes": 1441}, "duration_minutes", "must be from 30 to 1440, not 1441"),
        ({"install_type": "CLOUD"}, "cloud", "cloud is required with install_type=CLOUD"),
        ({"cloud": "Europe Cloud"}, "cloud", "with install_type=CLOUD, and with no other"),
        ({"install_type": "CLOUD", "cloud": " "}, "cloud", "cloud is empty"),
    ],
    "integration_pack_environment_attachment": [
        ({"integration_pack_instance_id": ""}, "integration_pack_instance_id", "integration_pack_instance_id is empty"),
        ({"integration_pack_name": ""}, "integration_pack_name", "integration_pack_name is empty"),
        ({"integration_pack_instance_id": "x", "integration_pack_id": "y"}, None, "mutually exclusive"),
    ],
    "integration_pack_environment_attachment_info": [
        ({"query_filter": {}, "environment": "y"}, None, "mutually exclusive"),
    ],
    "integration_pack_info": [
        ({"ids": ["x"], "installation_type": "MULTI"}, None, "mutually exclusive"),
        ({"name": "  "}, "name", "name is empty. Give a value, or leave it out."),
    ],
    "integration_pack_instance": [
        ({}, None, "one of the following is required: id, integration_pack_id, integration_pack_name"),
        ({"name": "x"}, None, "one of the following is required: id, integration_pack_id, integration_pack_name"),
        ({"integration_pack_id": "x", "integration_pack_name": "y"}, None, "mutually exclusive"),
        ({"id": ""}, "id", "id is empty"),
        ({"integration_pack_id": "  "}, "integration_pack_id", "integration_pack_id is empty"),
        ({"integration_pack_name": ""}, "integration_pack_name", "integration_pack_name is empty"),
        ({"integration_pack_id": "x", "name": " "}, "integration_pack_override_name", "override_name is empty"),
        ({"integration_pack_id": "x", "environments": ["y", " "]}, "environments", "environments[1] is empty"),
    ],
    "integration_pack_instance_info": [
        ({"ids": ["x", " "]}, "ids", "ids[1] is empty. Take IDs from a query."),
        ({"query_filter": {"property": "packId", "operator": "IS_NULL"}}, "query_filter", "property must be one of"),
        ({"ids": ["x"], "integration_pack_id": "y"}, None, "mutually exclusive"),
        ({"query_filter": {}, "integration_pack_override_name": "y"}, None, "mutually exclusive"),
        (
            {"integration_pack_id": ""},
            "integration_pack_id",
            "integration_pack_id is empty. Give a value, or leave it out.",
        ),
        ({"integration_pack_name": " "}, "integration_pack_name", "integration_pack_name is empty."),
        (
            {"integration_pack_override_name": ""},
            "integration_pack_override_name",
            "integration_pack_override_name is empty.",
        ),
    ],
    "integration_pack_instances": [
        (
            {"instances": [{"integration_pack_name": "Order Intake"}], "purge": True, "state": "absent"},
            "purge",
            "purge goes with state=present",
        ),
        ({"instances": [{"integration_pack_name": " "}]}, "instances[0].integration_pack_name", "is empty"),
        (
            {"instances": [{"integration_pack_name": "Order Intake", "name": ""}]},
            "instances[0].integration_pack_override_name",
            "instances[0].integration_pack_override_name",
        ),
        ({"instances": [{"id": ""}]}, "instances[0].id", "instances[0].id"),
        (
            {"instances": [{"integration_pack_name": "Order Intake", "environments": [""]}]},
            "instances[0].environments",
            "instances[0].environments",
        ),
    ],
    "process_execution": [
        ({"process": None}, "process", "process is required with state=started"),
        ({"runtime": " "}, "runtime", "runtime is empty"),
        ({"execution_id": "x"}, "execution_id", "does not go with state=started"),
        ({"state": "cancelled", "execution_id": "x"}, "process", "does not go with state=cancelled"),
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
    ],
}


@pytest.mark.parametrize("check_mode", [False, True])
@pytest.mark.parametrize(
    ("module", "options", "option", "words"),
    [(module, options, option, words) for module, rows in CASES.items() for options, option, words in rows],
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
    error = {key: value for key, value in outcome.get("error", {}).items() if key != "problems"}
    assert error == ({"kind": "option", "option": option} if option else {})
    assert outcome.calls == []
