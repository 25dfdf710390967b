# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The playbook awx_setup, with the collection awx.awx, on a stand-in that records every call."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.awx.controller import TOKEN, Controller, served
from ansible_collections.community.boomi.tests.awx.programs import load, run

URL = "https://git.example.com/boomi.git"
IMAGE = "registry.example.com/boomi-ee:1"
SECRET = "a-secret-token-{{ 7 * 7 }}"
INPUTS = {"account_id": "BOOMI_ACCOUNT_ID", "username": "BOOMI_USERNAME", "api_token": "BOOMI_API_TOKEN"}
CONNECTION = {"BOOMI_ACCOUNT_ID": "acme-C7T2KD", "BOOMI_USERNAME": "jane@example.com", "BOOMI_API_TOKEN": SECRET}


class Setup:
    """Runs the playbook: ``setup("--check", image="...")``."""

    def __init__(self, directory: Path) -> None:
        self.controller = Controller()
        self._directory = directory
        self.said = ""

    def __call__(
        self, *arguments: str, rc: int = 0, environment: dict[str, str] | None = None, **variables: str
    ) -> int:
        """Run it, and return how many tasks have changed something."""
        given = [f"--extra-vars=awx_setup_{name}={value}" for name, value in {"project_url": URL, **variables}.items()]
        self.controller.requests.clear()
        with served(self.controller) as url:
            ended = run(
                "ansible-playbook",
                "community.boomi.awx_setup",
                *given,
                *arguments,
                cwd=self._directory,
                CONTROLLER_HOST=url,
                CONTROLLER_OAUTH_TOKEN=TOKEN,
                # Where no controller is set up, the modules look for a configuration there.
                HOME=str(self._directory),
                **(CONNECTION if environment is None else environment),
            )
        self.said = ended.stdout + ended.stderr
        assert ended.returncode == rc, self.said
        assert "secret-token" not in self.said
        found = re.search(r"changed=(\d+)", ended.stdout)
        assert found
        return int(found[1])


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return Setup(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Controller:
    """What a first run makes of an empty server."""
    setup = Setup(tmp_path_factory.mktemp("first"))
    setup("-vvvv", image=IMAGE, organization="", project_branch=" ")
    return setup.controller


@pytest.fixture
def again(setup: Setup, first: Controller) -> Setup:
    """The same, for further runs."""
    setup.controller = copy.deepcopy(first)
    return setup


def path_of_workflow(controller: Controller) -> list[str]:
    """The names of what the nodes of the workflow run, from the first one on."""
    nodes = controller.objects["workflow_job_template_nodes"]
    following = {key: controller.ties.get((key, "success_nodes"), []) for key in nodes}
    (key,) = set(nodes) - {end for ends in following.values() for end in ends}
    path = [key]
    while following[path[-1]]:
        (key,) = following[path[-1]]
        path.append(key)
    runs = {**controller.objects["job_templates"], **controller.objects["workflow_approval_templates"]}
    return [runs[nodes[key]["unified_job_template"]]["name"] for key in path]


def test_a_check_of_an_empty_server_foretells_all_and_writes_nothing(setup: Setup) -> None:
    assert setup("--check", image=IMAGE) > 0
    assert setup.controller.writes == []
    assert "Would create: credential Boomi, job templates, nodes of the workflow." in setup.said


def test_an_empty_server_gets_all_that_is_described(first: Controller) -> None:
    described = load("credential_type.yml")
    made = first.one("credential_types")
    assert {name: made[name] for name in described} == described
    credential = first.one("credentials")
    assert credential["inputs"] == {name: CONNECTION[variable] for name, variable in INPUTS.items()}
    environment = first.one("execution_environments")
    assert environment["image"] == IMAGE
    questions = {question["variable"]: question for question in load("survey.yml")}
    templates = {template["name"]: template for template in first.objects["job_templates"].values()}
    for entry in load("job_templates.yml"):
        template = templates.pop(f"Boomi {entry['name']}")
        assert template["playbook"] == entry["playbook"]
        # Slices of a job would share no rate.
        assert (template["forks"], template["job_slice_count"]) == (20, 1)
        assert template["execution_environment"] == environment["id"]
        assert first.ties[template["id"], "credentials"] == [credential["id"]]
        survey = first.surveys[template["id"]]
        assert {"name", "description"} <= set(survey)
        assert survey["spec"] == [questions[name] for name in entry["survey"]]
    assert templates == {}
    assert path_of_workflow(first) == ["Boomi check", "Apply this plan", "Boomi apply"]


@pytest.mark.parametrize("arguments", [(), ("--check",)])
def test_a_second_run_changes_nothing_whatever_the_token(again: Setup, arguments: tuple[str, ...]) -> None:
    # AWX does not show what token it has.
    environment = {**CONNECTION, "BOOMI_API_TOKEN": "another-secret-token"}
    assert again(*arguments, image=IMAGE, environment=environment) == 0
    assert again.controller.writes == []


def test_secrets_are_sent_again_on_demand_and_a_failed_project_is_updated_again(again: Setup) -> None:
    project = again.controller.one("projects")
    project["status"] = "failed"
    credential = again.controller.one("credentials")
    environment = {**CONNECTION, "BOOMI_API_TOKEN": "another-secret-token", "BOOMI_TIMEOUT": "60", "BOOMI_OTP": " "}
    assert again(image=IMAGE, environment=environment, update_secrets="true") == 2
    assert again.controller.writes == [
        f"PATCH /api/v2/credentials/{credential['id']}/",
        f"POST /api/v2/projects/{project['id']}/update/",
    ]
    assert credential["inputs"] == {
        "account_id": "acme-C7T2KD",
        "username": "jane@example.com",
        "api_token": "another-secret-token",
        "timeout": "60",
    }


def test_a_type_in_use_with_other_fields_is_left_alone(again: Setup) -> None:
    again.controller.one("credential_types")["inputs"]["fields"].pop()
    again(rc=2)
    assert "You don't have permission to PATCH" in again.said


@pytest.mark.parametrize(
    ("variables", "environment", "said"),
    [
        ({"project_url": " "}, CONNECTION, "Set awx_setup_project_url to the URL of a Git repository"),
        ({"image_": "x"}, CONNECTION, "awx_setup_image_: the playbook has no such variable."),
        ({"update_secrets": "maybe"}, CONNECTION, "awx_setup_update_secrets must be true or false."),
        ({}, {**CONNECTION, "BOOMI_API_TOKEN": ""}, "Set the environment variables BOOMI_ACCOUNT_ID"),
        # Each job would refuse them.
        ({}, {**CONNECTION, "BOOMI_PASSWORD": "x"}, "either BOOMI_API_TOKEN or BOOMI_PASSWORD"),
    ],
)
def test_what_is_missing_or_misspelt_is_refused_without_a_call(
    setup: Setup, variables: dict[str, str], environment: dict[str, str], said: str
) -> None:
    setup(rc=2, environment=environment, **variables)
    assert said in setup.said
    assert setup.controller.requests == []
