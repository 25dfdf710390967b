# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What AWX takes is data, and it agrees with what the collection has."""

from __future__ import annotations

import re
import typing as t

import pytest
import yaml

from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.tests.unit.examples import ROOT, role_options

AWX = ROOT / "extensions" / "awx"


def play(playbook: str) -> t.Any:
    (only,) = yaml.safe_load((ROOT / "playbooks" / playbook).read_text(encoding="utf-8"))
    return only


def load(name: str) -> t.Any:
    return yaml.safe_load((AWX / name).read_text(encoding="utf-8"))


TYPE = load("credential_type.yml")
SURVEY = load("survey.yml")
VARIABLES = [question["variable"] for question in SURVEY]
TEMPLATES = load("job_templates.yml")
WORKFLOW = load("workflow.yml")
ASKING = {entry["name"]: entry["survey"] for entry in [*TEMPLATES, WORKFLOW]}
PLAYBOOKS = sorted(path.name for path in (AWX / "project").glob("*.yml"))


def test_the_credential_type_has_every_connection_option() -> None:
    fields = {field["id"]: field for field in TYPE["inputs"]["fields"]}
    assert list(fields) == [option.name for option in OPTIONS]
    assert TYPE["inputs"]["required"] == [option.name for option in OPTIONS if "required" in option.spec]
    # AWX takes secret: false for a difference, at each run of awx_setup.
    assert {name: field.get("secret") for name, field in fields.items()} == {
        option.name: option.spec["no_log"] or None for option in OPTIONS
    }


def test_each_field_of_the_credential_type_is_text() -> None:
    # A blank boolean would be injected as False, and a default is ignored for credentials that the API has made.
    for field in TYPE["inputs"]["fields"]:
        assert field["type"] == "string"
        assert not {"default", "choices", "format"} & set(field)
        assert field["label"]
        assert field["help_text"]


def test_the_questions_of_a_survey_are_as_awx_demands() -> None:
    for question in SURVEY:
        texts = [question[name] for name in ("question_name", "question_description", "variable")]
        assert all(isinstance(text, str) for text in texts)
        assert isinstance(question["required"], bool)
        assert question["type"] in ("text", "textarea", "multiplechoice")
        choices = question.get("choices")
        assert (choices is None) == ("default" not in question)
        if choices:
            assert question["default"] in choices
            assert not question["required"]
    assert len(VARIABLES) == len(set(VARIABLES))
    assert {variable for asked in ASKING.values() for variable in asked} == set(VARIABLES)


@pytest.mark.parametrize("name", ASKING)
def test_a_survey_asks_in_the_order_of_the_questions(name: str) -> None:
    # Another order would be a difference, at each run of awx_setup.
    assert ASKING[name] == [variable for variable in VARIABLES if variable in ASKING[name]]


def test_questions_ask_for_variables_that_the_role_has() -> None:
    has = role_options("account_bootstrap")
    asked = {name for names in ASKING.values() for name in names if name.startswith("account_bootstrap_")}
    assert asked <= set(has)
    assert {name for entry in TEMPLATES for name in entry.get("extra_vars", {})} <= set(has)


def test_a_survey_does_not_ask_for_what_its_template_sets() -> None:
    # The default of a question replaces an extra variable of the template.
    for entry in TEMPLATES:
        assert not set(entry.get("extra_vars", {})) & set(entry["survey"])


def test_each_template_runs_a_playbook_of_the_project() -> None:
    assert {entry["playbook"] for entry in TEMPLATES} <= set(PLAYBOOKS)


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_playbook_of_the_project_imports_the_one_of_its_name(playbook: str) -> None:
    name = playbook.removesuffix(".yml")
    (imported,) = load(f"project/{playbook}")
    assert imported["ansible.builtin.import_playbook"] == f"community.boomi.{name}"
    assert (ROOT / "playbooks" / playbook).is_file()
    # AWX lists a file as a playbook only if a line of it looks like this.
    text = (AWX / "project" / playbook).read_text(encoding="utf-8")
    assert re.search(r"(?m)^\s*?-?\s*?(ansible\.builtin\.)?import_playbook:\s*?.*?$", text)


def test_all_playbooks_take_a_pattern_of_hosts_in_the_same_way() -> None:
    # Without hosts, a play is a green job that does nothing. What a wrong pattern does, test_jobs tells.
    assert {play(playbook)["vars"]["__boomi_hosts"] for playbook in PLAYBOOKS} == {
        "{{ boomi_hosts | default('', true) | trim | default('localhost', true) }}"
    }
    assert len({play(playbook)["hosts"] for playbook in PLAYBOOKS}) == 1


def test_all_playbooks_take_the_account_of_a_host_in_the_same_way() -> None:
    # One that did not refuse a host without an account would act on the partner's own.
    defaults = [play(playbook).get("module_defaults") for playbook in PLAYBOOKS]
    accounts = [next(iter(given.values()))["override_account"] for given in defaults if given]
    assert (len(accounts), len(set(accounts))) == (6, 1)


def test_the_jobs_of_the_workflow_have_the_same_answers() -> None:
    check, apply = (entry for entry in TEMPLATES if entry["name"] in ("check", "apply"))
    # Both plan the same, so both have the same answers. The digest comes from the check; a blank answer would hide it.
    assert WORKFLOW["survey"] == check["survey"] == apply["survey"][:-1]
    assert apply["survey"][-1] == "account_bootstrap_expected_plan"
    assert "default" not in next(item for item in SURVEY if item["variable"] == apply["survey"][-1])
