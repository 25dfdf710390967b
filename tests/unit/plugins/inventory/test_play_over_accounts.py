# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A play over the accounts of a partner, with the settings that the guide recommends: what a person sees of it."""

from __future__ import annotations

import re
import subprocess
import textwrap
from pathlib import Path

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.partner import (
    ACME,
    BIRCH,
    GROUPS,
    MEMBERS,
    PARTNER,
    QUERY,
    USER,
    Partner,
)
from ansible_collections.community.boomi.tests.unit.programs import ROOT, run_ansible

INVENTORY = (
    "{plugin: community.boomi.accounts, cache: true, cache_plugin: ansible.builtin.jsonfile, cache_connection: .}"
)
DESCRIPTION = (
    "account_bootstrap_environments: [{name: Production, classification: PROD}, {name: Test, classification: TEST}]"
)


def settings_of_the_guide() -> str:
    text = (ROOT / "docs" / "docsite" / "rst" / "many_accounts.rst").read_text(encoding="utf-8")
    (block,) = re.findall(r"\.\. code-block:: ini\n\n((?:    .*\n)+)", text)
    return textwrap.dedent(block)


def play(partner: Partner, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (directory / "partner.boomi.yml").write_text(INVENTORY, encoding="utf-8")
    (directory / "account.yml").write_text(
        f'{DESCRIPTION}\nboomi_hosts: boomi_status_active\nboomi_override_account: "{{{{ boomi_account_id }}}}"\n',
        encoding="utf-8",
    )
    return run_ansible(
        *("playbook", "-i", "partner.boomi.yml", "community.boomi.bootstrap_account", "-e", "@account.yml", *arguments),
        cwd=directory,
        BOOMI_API_URL=partner.simulator.base_url,
        BOOMI_ACCOUNT_ID=PARTNER,
        BOOMI_USERNAME=USER,
        BOOMI_API_TOKEN=partner.token,
    )


def test_an_unchanged_account_takes_one_line_and_a_failed_one_a_block(sim: Simulator, tmp_path: Path) -> None:
    partner = Partner(sim)
    cedar = partner.create("cedar-C0C0C0", "Cedar Paper")
    # The classification of an environment cannot be changed.
    sim.world.add_environment("Production", "TEST", account_id=cedar)
    (tmp_path / "ansible.cfg").write_text(settings_of_the_guide(), encoding="utf-8")
    ended = play(partner, tmp_path)
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


def test_hosts_come_from_the_cache_until_it_is_flushed(sim: Simulator, tmp_path: Path) -> None:
    calls = []
    for arguments in (["--list-hosts"], [], ["--list-hosts", "--flush-cache"]):
        before = len(sim.calls)
        ended = play(Partner(sim), tmp_path, *arguments)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        calls.append(sim.calls[before:])
    reading = [QUERY, GROUPS, MEMBERS]
    assert sorted(calls[0]) == sorted(calls[2]) == reading
    assert not set(reading) & set(calls[1])
    assert {request.effective_account for request in sim.writes} == {BIRCH}
