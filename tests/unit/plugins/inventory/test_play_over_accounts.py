# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A play over the accounts of a partner, with the settings that the guide recommends: what a person sees of it."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, PARTNER, USER, Partner
from ansible_collections.community.boomi.tests.unit.programs import ROOT, run_ansible

VARIABLES = """
boomi_hosts: boomi_status_active
boomi_override_account: "{{ boomi_account_id }}"
account_bootstrap_environments: [{name: Production, classification: PROD}, {name: Test, classification: TEST}]
"""


def settings_of_the_guide() -> str:
    text = (ROOT / "docs" / "docsite" / "rst" / "many_accounts.rst").read_text(encoding="utf-8")
    (block,) = re.findall(r"\.\. code-block:: ini\n\n((?:    .*\n)+)", text)
    return textwrap.dedent(block)


def test_an_unchanged_account_takes_one_line_and_a_failed_one_a_block(sim: Simulator, tmp_path: Path) -> None:
    partner = Partner(sim)
    cedar = partner.create("cedar-C0C0C0", "Cedar Paper")
    # The classification of an environment cannot be changed.
    sim.world.add_environment("Production", "TEST", account_id=cedar)
    (tmp_path / "ansible.cfg").write_text(settings_of_the_guide(), encoding="utf-8")
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
