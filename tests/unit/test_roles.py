# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles say what their module takes, and whether they write; their READMEs say what the roles take."""

from __future__ import annotations

import json
import re
import subprocess
import typing as t
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine.spec import STATE, identity_spec
from ansible_collections.community.boomi.plugins.module_utils._objects.account import PARTS, SECTIONS
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.tools import role_readmes
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.test_account_provision import CEDAR
from ansible_collections.community.boomi.tests.unit.examples import ROOT, role_options
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, PARTNER, Partner
from ansible_collections.community.boomi.tests.unit.programs import run_play

SECTIONS_OF = {"account_bootstrap": list(SECTIONS), **{name: [name] for name in SECTIONS}}
ROLES = sorted(path.name for path in (ROOT / "roles").iterdir())


@pytest.mark.parametrize("role", ROLES)
def test_the_readme_of_a_role_is_what_its_argument_specification_says(role: str) -> None:
    written = (ROOT / "roles" / role / "README.md").read_text(encoding="utf-8")
    assert written == role_readmes.readme(role), "run tests/tools/role_readmes.py"


@pytest.mark.parametrize(("role", "section"), [(role, name) for role, names in SECTIONS_OF.items() for name in names])
def test_a_role_documents_the_items_that_its_module_takes(role: str, section: str) -> None:
    option = role_options(role)[f"{role}_{section}"]
    kind = SECTIONS[section]
    documented = {
        name: {key: value for key, value in item.items() if key != "description"}
        for name, item in option["options"].items()
    }
    # The values that an object has are documented with the module.
    parts = {
        name: {key: value for key, value in part.part_spec(kind).items() if key in ("type", "elements")}
        for name, part in PARTS[section].items()
    }
    taken = {**identity_spec(kind, kind.lists), **parts, "state": {"type": "str", "choices": STATE["choices"]}}
    # ansible-lint's schema of these files knows no aliases.
    assert documented == {
        name: {key: value for key, value in item.items() if key != "aliases"} for name, item in taken.items()
    }
    for name, groups in kind.constraints.items():
        assert option.get(name) == [list(group) for group in groups]


@pytest.mark.parametrize("role", ROLES)
def test_null_and_blank_pass_the_argument_specification_of_a_role(role: str) -> None:
    for option in role_options(role).values():
        assert (option["type"], option.get("choices"), option.get("required")) == ("raw", None, None)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_can_be_in_a_loop_whose_item_its_variables_use(role: str) -> None:
    for path in (ROOT / "roles" / role / "tasks").iterdir():
        tasks = path.read_text(encoding="utf-8")
        assert not re.findall(r"\bitem\b", tasks), path
        assert len(re.findall(r"\bloop:", tasks)) == len(re.findall(r"\bloop_var:", tasks)), path


@pytest.mark.parametrize("check_mode", [True, False])
def test_a_role_that_writes_files_says_whether_it_has_also_where_the_play_alone_is_in_check_mode(
    boomi: ModuleRunner, tmp_path: Path, check_mode: bool
) -> None:
    export, report = (tmp_path / name for name in ("account.yml", "report.md"))
    ended = run_play(
        tmp_path,
        {"localhost": {"account_export_dest": str(export), "account_report_dest": str(report)}},
        check_mode=check_mode,
        module_defaults={"group/community.boomi.boomi": boomi.connection},
        roles=["community.boomi.account_export", "community.boomi.account_report"],
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    exported, reported = ("would be written", "Would be written") if check_mode else ("was written", "Written")
    assert f"{export} {exported}." in ended.stdout
    assert f"{reported}: {report}." in ended.stdout
    assert [export.exists(), report.exists()] == [not check_mode] * 2


def test_roles_tell_every_text_that_is_no_yaml(tmp_path: Path) -> None:
    names = ["account_bootstrap_description", "account_bootstrap_environments", "environments_environments"]
    names += ["account_report_description", "customer_onboarding_description", "customer_onboarding_users"]
    tasks: list[dict[str, t.Any]] = []
    for name in names:
        role = max((role for role in ROLES if name.startswith(f"{role}_")), key=len)
        given = {name: "name: [Staging", "account_report_dest": str(tmp_path / "report.md")}
        refused = {"ansible.builtin.include_role": {"name": f"community.boomi.{role}"}, "vars": given}
        told = {"ansible.builtin.debug": {"msg": "told {{ ansible_failed_result.msg }}"}}
        tasks.append({"block": [refused], "rescue": [told]})
    ended = run_play(tmp_path, {"localhost": {}}, tasks=tasks)
    said = re.findall(
        r"told (?:.* )?(\w+) is not valid YAML in line 1, column 15: expected ',' or '\]', but", ended.stdout
    )
    assert said == names, ended.stdout


REFUSED: tuple[tuple[str, dict[str, t.Any], str], ...] = (
    # What Ansible's own checks find, in the variables of the role. A description has the words of the module.
    ("account_bootstrap", {"max_removals": "few"}, r"argument 'max_removals' .* \(In this role: {0}max_removals\.\)$"),
    ("account_bootstrap", {"state": "gone"}, r"value of state must be .* \(In this role: {0}state\.\)$"),
    (
        "account_bootstrap",
        {"environments": [{"name": "New", "state": "gone"}]},
        r"environments\[0\]: value of state must be .* \(In this role: {0}environments\.\)$",
    ),
    (
        "account_bootstrap",
        {"environments": None, "description": {"environments": [{"name": "New"}], "state": "gone"}},
        r"value of state must be one of: present, absent, got: gone$",
    ),
    ("account_bootstrap", {"descripton": {}}, r"{0}descripton: the role has no such variable\. .*, {0}description\."),
    (
        "account_export",
        {"rename": {"environments": {"Tst": "New"}}},
        r"{0}rename: environments: the .* 'Tst'\. Did you ",
    ),
)


def test_a_role_says_what_is_wrong_in_the_words_of_its_variables(boomi: ModuleRunner, tmp_path: Path) -> None:
    tasks: list[dict[str, t.Any]] = []
    for role, given, _said in REFUSED:
        valid = {"dest": f"{tmp_path}/account.yml"} if role == "account_export" else {"environments": [{"name": "New"}]}
        variables = {f"{role}_{name}": value for name, value in {**valid, **given}.items()}
        refused = {"ansible.builtin.include_role": {"name": f"community.boomi.{role}"}, "vars": variables}
        told = {"ansible.builtin.debug": {"msg": "told {{ ansible_failed_result.msg }}"}}
        tasks.append({"block": [refused], "rescue": [told]})
    defaults = {"group/community.boomi.boomi": boomi.connection}
    ended = run_play(tmp_path, {"localhost": {}}, module_defaults=defaults, tasks=tasks)
    messages = re.findall(r'"msg": "told (.*)"', ended.stdout)
    assert len(messages) == len(REFUSED), ended.stdout
    for (role, _given, said), message in zip(REFUSED, messages):
        assert re.match(said.format(f"{role}_"), message), message
    assert boomi.simulator.writes == []


def test_variables_may_use_the_result_of_an_earlier_run_and_leave_none_where_they_are_refused(tmp_path: Path) -> None:
    tasks: list[dict[str, t.Any]] = []
    for role in ROLES:
        wrong = {f"{role}_wrong": f"{{{{ {role}_result.plan }}}}"}
        refused = {"ansible.builtin.include_role": {"name": f"community.boomi.{role}"}, "vars": wrong}
        told = {
            "ansible.builtin.debug": {"msg": f"told {{{{ {role}_result.failed }}}} {{{{ ansible_failed_result.msg }}}}"}
        }
        tasks.append({"ansible.builtin.set_fact": {f"{role}_result": {"changed": True, "plan": "1"}}})
        tasks.append({"block": [refused], "rescue": [told]})
    ended = run_play(tmp_path, {"localhost": {}}, tasks=tasks)
    assert re.findall(r"told True (\w+)_wrong: the role has no such variable", ended.stdout) == ROLES, ended.stdout


def test_a_host_that_fails_in_a_second_report_of_a_play_keeps_nothing_of_the_first(
    boomi: ModuleRunner, tmp_path: Path
) -> None:
    role = {"ansible.builtin.include_role": {"name": "community.boomi.account_report"}}
    title = "{{ ['a list'] if inventory_hostname == 'birch' and time == 'second' else 'Accounts' }}"
    names = {"account_report_dest": f"{tmp_path}/{{{{ time }}}}.json", "account_report_title": title}
    ended = run_play(
        tmp_path,
        {"acme": {}, "birch": {}},
        module_defaults={"group/community.boomi.boomi": boomi.connection},
        tasks=[{**role, "vars": {**names, "time": time}} for time in ("first", "second")],
    )
    assert "account_report_title must be a string." in ended.stdout
    first, second = (json.loads((tmp_path / f"{time}.json").read_text()) for time in ("first", "second"))
    assert (first["statuses"]["not read"], second["statuses"]["not read"]) == (0, 1)


def onboard(
    sim: Simulator, directory: Path, *hosts: t.Mapping[str, t.Any], options: t.Sequence[str] = (), **keywords: t.Any
) -> subprocess.CompletedProcess[str]:
    """Run the role for hosts with these variables, in a play whose defaults name the account of a customer."""
    named = {
        f"host{number}": {f"customer_onboarding_{name}": value for name, value in given.items()}
        for number, given in enumerate(hosts)
    }
    defaults = {"group/community.boomi.boomi": {**Partner(sim).connection, "override_account": ACME}}
    roles = ["community.boomi.customer_onboarding"]
    return run_play(directory, named, *options, module_defaults=defaults, roles=roles, **keywords)


def test_the_account_that_a_play_names_for_each_host_does_not_hide_those_of_the_partner(
    sim: Simulator, tmp_path: Path
) -> None:
    Partner(sim).group("Retail", ACME)
    given = {"account": ACME, "account_groups": [{"name": "Retail"}], "state": "absent"}
    # A play may write where the run does not.
    ended = onboard(sim, tmp_path, given, options=["--check"], check_mode=False)
    assert ended.returncode == 0, ended.stdout
    assert f'"{ACME}."' in ended.stdout
    assert "changed account group Retail: -Acme Trading" in ended.stdout


def test_a_group_keeps_its_packs_as_long_as_another_account_that_is_not_deleted_is_in_it(
    boomi: ModuleRunner, tmp_path: Path
) -> None:
    sim = boomi.simulator
    partner = Partner(sim)
    for name, other in (("Retail", partner.create("gone-G1O2N3", "Gone", "deleted")), ("Wholesale", BIRCH)):
        partner.group(name, ACME, other)
        share: dict[str, t.Any] = {"account_group": name, "integration_pack_name": "Invoice Sync"}
        boomi("account_group_integration_pack", **partner.connection, **share)
    groups = [{"name": name, "integration_packs": ["Invoice Sync"]} for name in ("Retail", "Wholesale")]
    ended = onboard(sim, tmp_path, {"account": ACME, "account_groups": groups, "state": "absent"})
    assert ended.returncode == 0, ended.stdout
    assert "changed account group Retail: -Invoice Sync" in ended.stdout
    assert "Wholesale: -Invoice Sync" not in ended.stdout


def test_a_check_frees_no_runtime_but_those_in_environments_that_are_to_go(sim: Simulator, tmp_path: Path) -> None:
    given = {"account": ACME, "state": "absent", "description": {"environments": [{"name": "Test"}], "force": True}}
    sim.attach_atom("runtime-eu-2", "Test")
    runtimes = [{"name": "runtime-eu-1"}, {"name": "runtime-eu-2"}]
    ended = onboard(sim, tmp_path, {**given, "runtimes": runtimes}, options=["--check"])
    assert ended.returncode == 2, ended.stdout
    assert '"would delete runtime runtime-eu-2: -Test"' in ended.stdout
    assert "would delete runtime runtime-eu-1" not in ended.stdout
    assert "cannot be deleted while something is attached to it: the environments 'Production'" in ended.stdout


def test_a_check_says_that_a_new_runtime_is_missing_where_the_description_uses_it(
    sim: Simulator, tmp_path: Path
) -> None:
    sim.add_cloud("Europe Cloud", account_id=BIRCH)
    new = {"runtimes": [{"name": "cloud-eu", "cloud": "Europe Cloud"}]}
    used, unused = ([{"name": "New", "runtimes": names}] for names in (["cloud-eu"], None))
    given = [
        {"account": account, **new, "description": {"environments": environments}}
        for account, environments in ((ACME, used), (BIRCH, unused))
    ]
    ended = onboard(sim, tmp_path, *given, {"account": ACME, **new}, options=["--check"])
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.count("would create runtime cloud-eu") == 3
    assert ended.stdout.count("would create environment New") == 1
    assert ended.stdout.count("Not checked before the account has them: a description with cloud-eu.") == 1


PROVISION = {name: value for name, value in CEDAR.items() if name != "name"}
FAILING: tuple[tuple[dict[str, t.Any], str], ...] = (
    ({"account": CEDAR["name"], "provision": PROVISION, "wait": 0}, "to customer_onboarding_provision, or you may"),
    ({"account": ACME, "runtimes": [{"name": "cloud-eu"}]}, f'"failed: Account {ACME} has no runtime '),
    ({"account": "Acme"}, '"failed: customer_onboarding_account: no account has the name or ID Acme. '),
    ({"account": "gone-G1O2N3", "provision": PROVISION}, "account gone-G1O2N3 is deleted. Give the name of"),
    # Not in the name of the task, which is that of the first host for all.
    (
        {"account": ACME, "wait": 0, "description": {"integration_packs": [{"integration_pack_name": "Beta"}]}},
        f'"Waiting up to 0 s until account {ACME} sees Beta."',
    ),
    # A look that fails is not taken again.
    (
        {
            "account": BIRCH,
            "wait": 5,
            "description": {"integration_packs": [{"integration_pack_name": "Invoice Sync"}]},
        },
        f'"msg": "Could not query IntegrationPack in account {BIRCH} at ',
    ),
    # The look behind the removal of the account from the group.
    (
        {
            "account": ACME,
            "account_groups": [{"name": "Retail", "integration_packs": ["Invoice Sync"]}],
            "state": "absent",
        },
        f'"failed: Could not query AccountGroupAccount in account {PARTNER} at ',
    ),
)


def test_onboarding_that_has_failed_does_not_say_that_nothing_was_changed(sim: Simulator, tmp_path: Path) -> None:
    Partner(sim).create("gone-G1O2N3", "Gone", "deleted")
    Partner(sim).group("Retail")
    sim.set(provision_pending=1000)
    sim.add_fault("status", status=403, operation="query", object="AccountGroupAccount", skip=1)
    sim.add_fault("status", status=403, operation="query", object="IntegrationPack", account=BIRCH)
    ended = onboard(sim, tmp_path, *(given for given, _said in FAILING))
    assert [said for _given, said in FAILING if said not in ended.stdout] == []
    assert f"After 0 s, account {ACME} does not see Beta. Check the names, " in ended.stdout
    assert "or raise customer_onboarding_wait. All earlier steps are done." in ended.stdout
    assert (ended.returncode, "Nothing was changed" in ended.stdout) == (2, False)
    assert re.findall(r"(\S+) .* failed=(\d)", ended.stdout) == [
        (f"host{number}", "1") for number in range(len(FAILING))
    ]
