# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario files: what they prepare, and what they say about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller
from ansible_collections.community.boomi.tests.simulator.scenario import DEFAULT_CATALOGUE, CatalogueError, Scenario


def written(directory: Path, text: str) -> Path:
    path = directory / "scenario.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_scenario_has_its_objects_settings_and_faults_again_after_a_reset(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        accounts:
          - id: mine-123456
            users: [{name: me, api_token: t}]
            environments: [{name: Production}]
            runtimes: [{name: runtime-1, environment: Production}]
            executions: [{status: ERROR}]
            events: [{title: Broken}]
            audit_logs: [{message: Changed by hand}]
        packs: []
        settings: {missing_status: 404, rate_limit: 50}
        faults:
          - {kind: status, status: 503, operation: query, object: Environment}
        """,
    )
    with Simulator(scenario=path) as simulator, Caller(simulator) as caller:
        for _life in range(2):
            assert [caller.query("Environment").status_code for _turn in range(2)] == [503, 200]
            assert caller.get("Atom", "x").status_code == 404
            caller.create("Environment", name="Other")
            simulator.reset()
        contents = simulator.account("mine-123456").contents()
        assert [record["name"] for record in contents["environments"]] == ["Production"]
        assert contents["packs"] == []
        assert contents["execution_records"][0]["status"] == "ERROR"
        assert contents["events"][0]["title"] == "Broken"
        assert contents["audit_logs"][0]["message"] == "Changed by hand"
        assert simulator.settings["rate_limit"] == 50


@pytest.mark.parametrize(
    ("document", "before", "after"),
    [
        ("tests/simulator/README.md", "```yaml\naccounts:", "```"),
        ("docs/docsite/rst/testing.rst", ".. code-block:: yaml\n\n    accounts:", "\n- "),
    ],
)
def test_the_scenario_of_a_document_can_be_used(tmp_path: Path, document: str, before: str, after: str) -> None:
    content = (DEFAULT_CATALOGUE.parents[2] / document).read_text(encoding="utf-8")
    text = "accounts:" + content.partition(before)[2].partition(after)[0].replace(
        "\n    ", "\n" if ".rst" in document else "\n    "
    )
    with Simulator(scenario=written(tmp_path, text)) as simulator:
        assert [fault.account for fault in simulator.world.faults.waiting()] == ["customer-D4E5F6"]


def test_a_section_that_a_scenario_leaves_out_is_that_of_the_default_catalogue(tmp_path: Path) -> None:
    scenario = Scenario.load(written(tmp_path, "packs: [{name: Mine}]"))
    assert scenario.accounts == Scenario.load_catalogue(DEFAULT_CATALOGUE).accounts
    assert [pack["name"] for pack in scenario.packs] == ["Mine"]


def test_settings_beside_a_scenario_go_before_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, "settings: {latency: 20, rate_limit: 50}")
    with Simulator(scenario=path, settings={"latency": 1}) as simulator:
        assert (simulator.settings["latency"], simulator.settings["rate_limit"]) == (1, 50)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("faults: [", "cannot be read"),
        ("", "expected a mapping with the keys accounts, packs, settings, faults"),
        ("latency: 5", "unknown: latency; the keys are accounts, packs, settings, faults"),
        ("settings: [latency]", "settings must be a mapping"),
        ("settings: {latncy: 5}", "settings: unknown setting 'latncy'"),
        ("settings: {latency: slow}", "settings: setting latency takes a number"),
        ("accounts: [{id: a, environments: [{nmae: E}]}]", r"accounts\[0\]: environments\[0\]: unknown: nmae"),
        ("accounts: [{id: a, environments: [{id: e}]}]", r"environments\[0\]: name is missing"),
        ("accounts: [{id: a, environments: Test}]", "environments must be a list of mappings, not 'Test'"),
        ("accounts: [{id: a, users: [{name: u, otp: 804713}]}]", "otp must be text, not 804713: write it in quotes"),
        ("accounts: [{id: a, users: [{name: u, accounts: [b]}]}]", "unknown account: b"),
        ("accounts: [{id: a, runtimes: [{name: r, environment: E}]}]", r"runtimes\[0\]: 0 objects .* 'E'$"),
        ("accounts: []", "there are no accounts"),
        ("accounts: [{id: a, environments: [{name: e, classification: DEV}]}]", "PROD or TEST, not 'DEV'"),
        ("accounts: [{id: a, installed: [{pack: p}]}]", "0 integration packs are named 'p'"),
        ("packs: [{name: p, type: DOUBLE}]", r"packs\[0\]: .* SINGLE or MULTI, not 'DOUBLE'"),
        ("accounts: [{id: a}, {id: a}]", r"accounts\[1\]: there are two accounts a"),
        ("packs: [{name: p, shared_with: [nobody]}]", r"packs\[0\]: unknown account: nobody; the accounts are acme-"),
        ("faults: [{kind: staus}]", r"faults\[0\]: a fault's kind is one of status, .*, not 'staus'"),
        ("faults: [{status: 500}]", r"faults\[0\]: a fault needs a kind"),
        ("faults: [{kind: hang, operaton: query}]", r"faults\[0\]: unknown: operaton; a fault takes account, "),
        ("faults: [{kind: hang}, {kind: status}]", r"faults\[1\]: a fault of kind status needs a status"),
        ("faults: [{kind: hang, account: nobody}]", r"faults\[0\]: unknown account: nobody; the accounts are acme-"),
        ("faults: [{kind: hang, object: Enviroment}]", r"faults\[0\]: unknown object: Enviroment; the objects are "),
        ("faults: [{kind: hang, times: often}]", "times is a whole number from 1"),
        ("faults: [{kind: hang, skip: -1}]", "skip is a whole number from 0"),
        ("faults: [{kind: hang, contains: 5}]", "contains is text"),
    ],
)
def test_a_scenario_that_is_wrong_says_where_and_what(tmp_path: Path, text: str, problem: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(CatalogueError, match=problem) as caught:
        Scenario.load(path)
    assert str(caught.value).startswith(str(path))
