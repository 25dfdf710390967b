# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A partner in the simulator, who has created accounts and put them into account groups."""

from __future__ import annotations

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.state import Account
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

PARTNER, ACME, BIRCH = "partner-P1H8QZ", "acme-C7T2KD", "birch-B4M9XW"
USER = "automation@partner.example"
QUERY, MORE = "POST Account/query", "POST Account/queryMore"
GROUPS, MEMBERS = "POST AccountGroup/query", "POST AccountGroupAccount/query"
MORE_MEMBERS = "POST AccountGroupAccount/queryMore"


class Partner:
    """Prepares the simulator, past the API."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.token = str(simulator.world.users[USER].token)
        own = {"account_id": PARTNER, "username": USER, "api_token": self.token, "timeout": 5}
        self.connection = {**ModuleRunner(simulator).connection, **own}

    def create(self, key: str, name: str, status: str = "active") -> str:
        """Create an account."""
        world = self.simulator.world
        world.accounts[key] = Account(key, name, (), world.lock, status)
        world.accounts[PARTNER].sub_accounts += (key,)
        return key

    def create_many(self, count: int) -> list[str]:
        """Create accounts: odd ones are suspended."""
        return [
            self.create(f"site{number:04}-X0X0X0", f"Site {number:04}", "suspended" if number % 2 else "active")
            for number in range(count)
        ]

    def group(self, name: str, *members: str) -> str:
        """Make an account group with these members, and return its ID."""
        own = self.simulator.account(PARTNER)
        key = f"00000000-0000-4000-8000-{len(own.account_groups):012}"
        record = {"id": key, "name": name, "accountId": PARTNER, "Resources": {"Resource": []}}
        own.account_groups.add(record, at_once=True)
        for member in members:
            tie = {"id": f"{key}:{member}", "accountGroupId": key, "accountId": member}
            own.group_accounts.add(tie, at_once=True)
        return key
