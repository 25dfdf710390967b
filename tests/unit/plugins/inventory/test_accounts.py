# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The inventory as users meet it: a file in, what ansible-inventory prints out, and a play over the accounts."""

from __future__ import annotations

import base64
import json
import re
import textwrap
import typing as t
from pathlib import Path

import pytest
import yaml

from ansible_collections.community.boomi.plugins.inventory import accounts
from ansible_collections.community.boomi.plugins.module_utils._core.options import argument_spec
from ansible_collections.community.boomi.plugins.plugin_utils._selection import SPEC
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.faults import Fault
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, PARTNER, USER, Partner
from ansible_collections.community.boomi.tests.unit.programs import ROOT, run_ansible


class Listing(dict[str, t.Any]):
    """What ``ansible-inventory --list`` prints."""

    output: str
    warnings: str
    calls: int

    @property
    def hosts(self) -> dict[str, dict[str, t.Any]]:
        found: dict[str, dict[str, t.Any]] = self["_meta"]["hostvars"]
        return found

    def group(self, name: str) -> list[str]:
        return sorted(self.get(name, {}).get("hosts", []))


class Inventory(Partner):
    """Runs ansible-inventory with a configuration file."""

    def __init__(self, simulator: Simulator, directory: Path) -> None:
        super().__init__(simulator)
        self.directory = directory
        self.environment: dict[str, str] = {}

    def __call__(self, *arguments: str, **options: t.Any) -> Listing:
        """List the hosts. Options that are ``None`` are left out, those of the connection too."""
        config = {"plugin": "community.boomi.accounts", **self.connection, **options}
        path = self.directory / "partner.boomi.yml"
        path.write_text(yaml.safe_dump({name: value for name, value in config.items() if value is not None}))
        before = len(self.simulator.calls)
        command = ("inventory", "-i", str(path), "--list", *arguments)
        ended = run_ansible(*command, cwd=self.directory, **self.environment)
        assert ended.returncode == 0, ended.stderr
        # Some releases of Ansible print there, too, what -v asks for.
        listing = Listing(json.loads(re.split(r"^(?=\{$)", ended.stdout, maxsplit=1, flags=re.MULTILINE)[1]))
        listing.output, listing.calls = ended.stdout + ended.stderr, len(self.simulator.calls) - before
        # However wide the terminal is taken to be.
        listing.warnings = " ".join(ended.stderr.split())
        for form in (self.token, base64.b64encode(self.token.encode()).decode()):
            assert form not in listing.output
        return listing


@pytest.fixture
def inventory(sim: Simulator, tmp_path: Path) -> Inventory:
    return Inventory(sim, tmp_path)


def test_accounts_are_hosts_with_what_users_of_other_inventories_expect(inventory: Inventory) -> None:
    made = inventory.create_many(6)
    hostile = inventory.create("{{ 7*7 }}", "{{ lookup('env', 'HOME') }}", "trial")
    inventory.group("Retail customers", ACME, *made[:3])
    listing = inventory(
        compose={
            "customer": "boomi_account_name | upper",
            "same": "boomi_account_status",
            "words": "'Hello ' ~ boomi_account_name",
        },
        groups={"sites": "inventory_hostname.startswith('site') and customer.startswith('SITE')"},
        keyed_groups=[
            {"key": "boomi_account_support_level", "prefix": "support", "parent_group": "levels"},
            {"key": "boomi_account_groups", "prefix": "", "separator": ""},
            {"key": "same", "prefix": "composed"},
        ],
        strict=True,
    )
    assert (len(listing.hosts), listing.calls) == (9, 3)
    assert listing.hosts[ACME] == {
        "boomi_account_id": ACME,
        "boomi_account_name": "Acme Trading",
        "boomi_account_status": "active",
        "boomi_account_groups": ["Retail customers"],
        "boomi_account_date_created": "2024-03-01T08:00:00Z",
        "boomi_account_expiration_date": "2034-03-01T08:00:00Z",
        "boomi_account_support_level": "standard",
        "boomi_account_support_access": True,
        "boomi_account_suggestions_enabled": False,
        "boomi_account_over_deployed": False,
        "boomi_account_widget_account": False,
        "customer": "ACME TRADING",
        "same": "active",
        "words": "Hello Acme Trading",
    }
    retail = sorted([ACME, *made[:3]])
    assert listing.group("boomi_account_group_Retail_customers") == listing.group("Retail_customers") == retail
    assert listing.group("boomi_status_suspended") == listing.group("composed_suspended") == made[1::2]
    assert listing.group("sites") == made
    assert listing["levels"] == {"children": ["support_standard"]}
    # What the API says is no template, and JSON says so.
    variables = listing.hosts["_0x7b__0x7b__0x20_7_0x2a_7_0x20__0x7d__0x7d_"]
    assert variables["boomi_account_id"] == {"__ansible_unsafe": hostile}
    assert variables["boomi_account_name"] == {"__ansible_unsafe": "{{ lookup('env', 'HOME') }}"}
    assert variables["words"] == {"__ansible_unsafe": "Hello {{ lookup('env', 'HOME') }}"}


def test_the_cache_saves_all_calls_and_holds_no_secret(inventory: Inventory) -> None:
    # Somebody has put a token into the name of an account.
    inventory.create("leak-L0L0L0", f"Token {inventory.token}")
    directory = inventory.directory / "cache"
    options: dict[str, t.Any] = {
        "cache": True,
        "cache_plugin": "ansible.builtin.jsonfile",
        "cache_connection": str(directory),
        "hosts": "runtimes",
    }
    first = inventory(**options)
    again = inventory(**options, compose={"ansible_host": "boomi_runtime_host_name"}, strict=True)
    assert (first.calls, again.calls) == (6, 0)
    # Not every release of ansible-inventory takes the option.
    (inventory.directory / "play.yml").write_text("[{hosts: all}]")
    before = len(inventory.simulator.calls)
    play = ("playbook", "-i", "partner.boomi.yml", "play.yml", "--list-hosts", "--flush-cache")
    ended = run_ansible(*play, cwd=inventory.directory)
    assert (ended.returncode, len(inventory.simulator.calls) - before) == (0, 6), ended.stderr
    assert {host: values["ansible_host"] for host, values in again.hosts.items()} == {
        host: values["boomi_runtime_host_name"] for host, values in first.hosts.items()
    }
    assert {values["boomi_runtime_name"] for values in first.hosts.values()} == {
        "runtime-eu-1",
        "runtime-eu-2",
        "runtime-us-1",
    }
    assert all(host == f"{ACME}.{values['boomi_runtime_id']}" for host, values in first.hosts.items())
    # Another question has another answer.
    assert inventory(**options, names=["Birch Foods"]).hosts == {}
    cached = [path.read_text() for path in directory.iterdir()]
    assert len(cached) == 2
    assert not [text for text in cached if inventory.token in text]
    # And so has the same one about another account.
    assert inventory(**options, override_account=ACME).calls
    # What is no data of the inventory is read anew, and written.
    for wrong in ("[]", "{}", '{"accounts": []}'):
        for path in directory.iterdir():
            path.write_text(wrong)
        assert [inventory(**options).hosts == first.hosts for _run in range(2)] == [True, True]


def test_a_name_that_no_selected_account_has_is_a_warning(inventory: Inventory) -> None:
    inventory.create("gone-G1O2N3", "Gone", "deleted")
    listing = inventory(names=["Birch Foods", "Birch Food", "Gone"])
    assert list(listing.hosts) == [BIRCH]
    assert "names: no selected account is called 'Birch Food', 'Gone'." in listing.warnings


def test_options_come_from_templates_and_from_the_environment(inventory: Inventory) -> None:
    inventory.environment = {
        "BOOMI_API_TOKEN": inventory.token,
        "BOOMI_USERNAME": inventory.connection["username"],
        # As AWX sets the fields of a credential that are left empty.
        **dict.fromkeys(("BOOMI_PASSWORD", "BOOMI_VERIFY_SSL", "BOOMI_TIMEOUT", "BOOMI_OVERRIDE_ACCOUNT"), ""),
    }
    listing = inventory(
        "-e",
        '{"wanted": ["Birch Foods"], "seconds": 5}',
        username=None,
        api_token=None,
        timeout="{{ seconds }}",
        names="{{ wanted }}",
        group_by=["status"],
    )
    assert (list(listing.hosts), listing.calls) == ([BIRCH], 1)
    assert "boomi_account_groups" not in listing.hosts[BIRCH]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"statusses": ["active"]}, "statusses is not an option of community.boomi.accounts. Did you mean statuses?"),
        (
            {"account_id": None, "username": None},
            "account_id, username. You can also set them in the environment: BOOMI_ACCOUNT_ID, BOOMI_USERNAME.",
        ),
        ({"names": "{{ nothing }}"}, "names is a template that cannot be evaluated: 'nothing' is undefined"),
        ({"compose": {"x": "nothing"}, "strict": True}, "Could not set x for host acme-C7T2KD: 'nothing' is undefined"),
        ({}, 'HTTP 400 "'),
    ],
)
def test_a_failure_is_one_sentence_without_a_secret_or_a_traceback_of_ours(
    inventory: Inventory, options: dict[str, t.Any], message: str
) -> None:
    if not options:
        inventory.simulator.world.faults.add(Fault("echo", times=None))
    listing = inventory("-vvvv", **options)
    assert message in listing.warnings
    assert listing.hosts == {}
    assert "plugin_utils" not in listing.output


def test_accounts_that_cannot_be_read_are_named_in_a_warning(inventory: Inventory) -> None:
    inventory.simulator.world.faults.add(Fault("status", object="Atom", account=BIRCH, status=403, times=None))
    listing = inventory(hosts="runtimes")
    assert len(listing.hosts) == 3
    assert f"Left out the runtimes of account {BIRCH}. Could not query Atom in account {BIRCH}" in listing.warnings
    assert inventory(hosts="runtimes", strict=True).hosts == {}


def test_the_documentation_has_the_options_that_are_checked() -> None:
    documented = yaml.safe_load(accounts.DOCUMENTATION)["options"]
    keys = ("type", "elements", "choices", "default")
    assert {name: {key: documented[name][key] for key in keys if key in documented[name]} for name in SPEC} == SPEC
    assert set(documented) - set(SPEC) - {"plugin"} <= set(argument_spec())


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("partner.boomi.yml", True),
        ("boomi.yaml", True),
        ("notboomi.yml", False),
        ("hosts.yml", False),
        ("missing.boomi.yml", False),
    ],
)
def test_a_file_is_known_by_its_name(tmp_path: Path, name: str, meant: bool) -> None:
    path = tmp_path / name
    if not name.startswith("missing"):
        path.write_text("plugin: community.boomi.accounts\n")
    assert accounts.InventoryModule().verify_file(str(path)) is meant


# A play over accounts, with the settings that the guide recommends

VARIABLES = """
boomi_hosts: boomi_status_active
boomi_override_account: "{{ boomi_account_id }}"
account_bootstrap_environments: [{name: Production, classification: PROD}, {name: Test, classification: TEST}]
"""


def test_an_unchanged_account_takes_one_line_and_a_failed_one_a_block(sim: Simulator, tmp_path: Path) -> None:
    partner = Partner(sim)
    cedar = partner.create("cedar-C0C0C0", "Cedar Paper")
    # The classification of an environment cannot be changed.
    sim.world.add_environment("Production", "TEST", account_id=cedar)
    guide = (ROOT / "docs" / "docsite" / "rst" / "many_accounts.rst").read_text(encoding="utf-8")
    (settings,) = re.findall(r"\.\. code-block:: ini\n\n((?:    .*\n)+)", guide)
    (tmp_path / "ansible.cfg").write_text(textwrap.dedent(settings), encoding="utf-8")
    (tmp_path / "partner.boomi.yml").write_text("plugin: community.boomi.accounts", encoding="utf-8")
    (tmp_path / "variables.yml").write_text(VARIABLES, encoding="utf-8")
    ended = run_ansible(
        *("playbook", "-i", "partner.boomi.yml", "community.boomi.bootstrap_account", "-e", "@variables.yml"),
        cwd=tmp_path,
        BOOMI_API_URL=sim.base_url,
        BOOMI_ACCOUNT_ID=PARTNER,
        BOOMI_USERNAME=USER,
        BOOMI_API_TOKEN=partner.token,
    )
    assert ended.returncode == 2, ended.stdout + ended.stderr
    shown = {host: [line for line in ended.stdout.splitlines() if host in line] for host in (ACME, BIRCH, cedar)}
    (recap,) = shown[ACME]
    assert re.fullmatch(rf"{ACME} +: ok=\d+ +changed=0 +unreachable=0 +failed=0 .*", recap)
    changed, recap = shown[BIRCH]
    assert changed == f"changed: [{BIRCH}]"
    assert re.search("changed=1 .*failed=0", recap)
    # Newer releases of Ansible repeat the message, without the name of the host, above the block.
    assert ended.stdout.count("fatal: ") == 1
    block = ended.stdout.partition(f"fatal: [{cedar}]: FAILED! =>")[2].partition("\n\n")[0]
    assert "Production" in block
    assert "classification" in block
    assert not re.search("^(ok|skipping): ", ended.stdout, re.MULTILINE)
