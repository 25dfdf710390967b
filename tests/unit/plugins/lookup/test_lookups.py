# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The lookups: what they return, what they cost, how they fail, and how playbooks and templates use them."""

from __future__ import annotations

import base64
import http.client
import json
import sys
import typing as t
from pathlib import Path

import pytest
from ansible.errors import AnsibleError
from ansible.parsing.vault import VaultLib, VaultSecret
from ansible.utils.display import Display

from ansible_collections.community.boomi.plugins.lookup import boomi_environment, boomi_integration_pack
from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.faults import Fault
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.programs import run_ansible

ENVIRONMENTS, PACKS = "POST Environment/query", "POST IntegrationPack/query"


class Lookups:
    """Runs lookups as a template would, and playbooks with them."""

    def __init__(self, simulator: Simulator, directory: Path) -> None:
        self.simulator, self.directory = simulator, directory
        self.connection = {**ModuleRunner(simulator).connection, "retry_budget": 0}

    def environments(self, *names: t.Any, **options: t.Any) -> list[str]:
        given = {**self.connection, **options}
        return boomi_environment.LookupModule().run(list(names), {}, **given)

    def packs(self, *names: t.Any) -> list[str]:
        return boomi_integration_pack.LookupModule().run(list(names), {}, **self.connection)

    def play(self, tasks: list[dict[str, t.Any]], variables: dict[str, t.Any], environment: dict[str, str]) -> str:
        """Run a playbook at the highest verbosity, and return all that it has printed."""
        play = {"hosts": "localhost", "gather_facts": False, "vars": variables, "tasks": tasks}
        (self.directory / "play.yml").write_text(json.dumps([play]))
        (self.directory / "vault").write_text("opens the vault")
        command = ("playbook", "-vvvv", "--vault-password-file", "vault", "play.yml")
        ended = run_ansible(*command, cwd=self.directory, **environment)
        output = ended.stdout + ended.stderr
        assert ended.returncode == 0, output
        return output


@pytest.fixture
def lookups(sim: Simulator, tmp_path: Path) -> Lookups:
    return Lookups(sim, tmp_path)


def test_names_become_ids_in_their_order_with_one_call(lookups: Lookups) -> None:
    sim = lookups.simulator
    ids = {name: sim.add_environment(name)["id"] for name in ("Staging", "{{ 7 * 7 }}")}
    packs = {name: sim.add_pack(name)["id"] for name in ("First", "Second")}
    sim.set(name_case="insensitive")
    sim.add_environment("staging")
    assert lookups.environments("{{ 7 * 7 }}", ["Staging", "{{ 7 * 7 }}"]) == [
        ids["{{ 7 * 7 }}"],
        ids["Staging"],
        ids["{{ 7 * 7 }}"],
    ]
    assert lookups.packs("Second", "First") == [packs["Second"], packs["First"]]
    assert lookups.environments() == []
    assert sim.calls == [ENVIRONMENTS, PACKS]


def test_a_name_that_several_objects_have_is_an_error_with_their_ids(lookups: Lookups) -> None:
    sim = lookups.simulator
    packs = sorted(sim.add_pack("Twin")["id"] for _number in range(2))
    with pytest.raises(AnsibleError, match=f"has 2 integration packs called 'Twin': {packs[0]}, {packs[1]}"):
        lookups.packs("Twin")


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        (["Test", "Producton"], {}, "has no environment 'Producton'. Did you mean 'Production'?"),
        (["Test", " "], {}, "A name is empty."),
        ([None], {}, "A name is empty."),
        ([2024], {}, "A name must be a string, not 2024. Put it in quotes."),
        (["268daeb5-056f-5611-bc9d-9523923f9dfe"], {}, "That is the ID of 'Test'. Give the name."),
        (["Test"], {"acount_id": None}, "Unsupported parameters: acount_id. Did you mean account_id?"),
        (["Test"], {"override_account": None}, "override_account is null. Give a value, or leave it out"),
        (["Test"], {"account_id": ""}, "account_id is empty. Give a value, or leave it out"),
        (["Test"], {"api_token": "wrong-T0K3N-wrong"}, "HTTP 401"),
    ],
)
def test_a_failure_is_one_sentence_that_says_what_to_do(
    lookups: Lookups, names: list[t.Any], options: dict[str, t.Any], message: str
) -> None:
    with pytest.raises(AnsibleError) as failure:
        lookups.environments(*names, **options)
    assert message in str(failure.value)
    assert "wrong-T0K3N" not in str(failure.value)
    assert failure.value.__suppress_context__


def test_a_mistake_of_ours_is_a_sentence_and_its_traceback_needs_verbosity(
    lookups: Lookups, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_self: t.Any, *values: t.Any) -> None:
        raise RuntimeError(f"no library says so, but {values}")

    monkeypatch.setattr(http.client.HTTPConnection, "putheader", fail)
    for verbosity in (2, 3):
        monkeypatch.setattr(Display(), "verbosity", verbosity)
        with pytest.raises(
            AnsibleError, match=r"Unexpected error in the collection \(RuntimeError in fail:\d+\)"
        ) as failure:
            lookups.environments("Test")
        printed = capsys.readouterr().out
        assert ("Traceback" in printed) == ("no library says so" in printed) == (verbosity >= 3)
        for form in (lookups.simulator.token, base64.b64encode(lookups.simulator.token.encode()).decode()):
            assert form not in printed + str(failure.value)


def test_missing_options_are_named_with_their_variables(lookups: Lookups, monkeypatch: pytest.MonkeyPatch) -> None:
    name = lookups.simulator.add_environment("Staging")["id"]
    with pytest.raises(AnsibleError, match=r"username\. You can also set it in the environment: BOOMI_USERNAME\."):
        boomi_environment.LookupModule().run(["Staging"], account_id="acme", api_token="x")
    for option in OPTIONS:
        monkeypatch.setenv(option.env[0], str(lookups.connection.get(option.name, "")))
    assert boomi_environment.LookupModule().run(["Staging"]) == [name]


def test_playbooks_and_templates_use_them_and_no_output_holds_the_token(lookups: Lookups) -> None:
    sim, token = lookups.simulator, lookups.simulator.token
    # A server that repeats the request.
    sim.world.faults.add(Fault("echo", object="IntegrationPack", times=None))
    known = {name: sim.add_environment(name)["id"] for name in ("Staging", "Sandbox")}
    (lookups.directory / "ids.j2").write_text(
        "{% for name in names %}\n"
        "{{ name }}={{ lookup('community.boomi.boomi_environment', name, **boomi_connection) }}\n"
        "{% endfor %}\n"
    )
    vaulted = VaultLib([("default", VaultSecret(b"opens the vault"))]).encrypt(token).decode()
    (lookups.directory / "secrets.yml").write_text(
        f"token: !vault |\n  {vaulted.strip().replace(chr(10), chr(10) + '  ')}\n"
    )
    environment = {option.env[0]: "" for option in OPTIONS}
    environment |= {
        option.env[0]: str(lookups.connection[option.name]) for option in OPTIONS if option.name in lookups.connection
    }
    tasks: list[dict[str, t.Any]] = [
        {"include_vars": "secrets.yml"},
        {"template": {"src": "ids.j2", "dest": "ids.txt", "mode": "0600"}},
        {
            "community.boomi.boomi_environment_info": {
                "ids": "{{ query('community.boomi.boomi_environment', *names, **boomi_connection) }}"
            },
            "register": "found",
        },
        {"assert": {"that": ["found.environments | map(attribute='name') == names"]}},
        {
            "debug": {"msg": "{{ lookup('community.boomi.boomi_integration_pack', 'Order Intake') }}"},
            "ignore_errors": True,
            "register": "refused",
        },
        {"assert": {"that": ["refused is failed"]}},
        {
            "debug": {"msg": "{{ lookup('community.boomi.boomi_environment', 'Stagin') }}"},
            "ignore_errors": True,
        },
    ]
    variables = {
        "names": ["Staging", "Sandbox"],
        "ansible_connection": "local",
        "ansible_python_interpreter": sys.executable,
        "boomi_connection": {
            **lookups.connection,
            "api_token": "{{ token }}",
            "override_account": "{{ customer | default(omit) }}",
        },
    }
    output = lookups.play(tasks, variables, environment)
    assert (lookups.directory / "ids.txt").read_text() == "".join(f"{name}={key}\n" for name, key in known.items())
    flat = " ".join(output.split())
    assert "Did you mean 'Staging'" in flat
    assert "Could not query IntegrationPack" in flat
    for form in (token, base64.b64encode(token.encode()).decode()):
        assert form not in output
    assert "plugin_utils" not in output
