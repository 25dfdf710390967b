# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An account is set up like another one that has other names."""

from __future__ import annotations

import typing as t

from ansible_collections.community.boomi.plugins.plugin_utils._rename import rename
from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

BIRCH = "birch-B4M9XW"
SECRET = "correct-horse-battery-9"
CRON = [{"cron": "*/15 8-18 * * 1-5"}]
RUNTIMES = {"runtime-eu-1": "birch-eu-1", "runtime-eu-2": "birch-eu-2"}
NAMES = {
    "environments": {"Production": "Live", "Test": "Trial"},
    "runtimes": RUNTIMES,
    "roles": {"Production Support": "Standard User"},
    "instances": {"Domestic": "Birch Domestic"},
}


def connection(name: str, field: str, value: str) -> dict[str, t.Any]:
    fields = [{"id": field, "value": value}, {"id": "password", "secret": SECRET}]
    return {"connections": [{"name": name, "fields": fields}]}


ACCOUNT: dict[str, t.Any] = {
    "environments": [
        {
            "name": "Production",
            "runtimes": ["runtime-eu-1"],
            "roles": ["Production Support"],
            "extensions": connection("Ledger", "host", "ledger.example.com"),
        },
        {"name": "Test", "runtimes": ["runtime-eu-2"]},
    ],
    "integration_packs": [
        {
            "integration_pack_name": "Invoice Sync",
            "environments": ["Production"],
            "schedules": [{"process": "Fetch Invoices", "runtime": "runtime-eu-1", "schedules": CRON}],
        },
        {
            "integration_pack_name": "Order Intake",
            "name": "Domestic",
            "environments": ["Production", "Test"],
            "extensions": [
                {"environment": name, "process": "INT", **connection("Orders API", "url", f"https://{name}.example")}
                for name in ("Production", "Test")
            ],
            "schedules": [{"process": "INT", "runtime": "runtime-eu-2", "schedules": CRON, "enabled": False}],
        },
    ],
}


def test_an_account_is_set_up_like_another_one_with_other_names(boomi: ModuleRunner, sim: Simulator) -> None:
    user = sim.world.users["automation@birch.example"]
    birch: dict[str, t.Any] = {"account_id": BIRCH, "username": user.name, "api_token": user.token}
    for name in RUNTIMES.values():
        sim.add_atom(name, account_id=BIRCH)
    assert not boomi("account_configuration", **ACCOUNT).failed
    read = boomi("account_configuration_info")
    renamed = rename(read, NAMES)

    foreseen = boomi("account_configuration", **birch, **renamed["configuration"], check_mode=True)
    done = boomi("account_configuration", **birch, **renamed["configuration"])
    assert (done.failed, done["changed"], done["plan"]) == (False, True, foreseen["plan"]), done
    again = boomi("account_configuration", **birch, **renamed["configuration"])
    assert (again["changed"], again["summary"]["unchanged"]) == (False, 4), again
    # One query of each kind of object; roles and their ties are two of them.
    assert (len(again.calls), len(set(again.calls))) == (12, 12)
    made = boomi("account_configuration_info", **birch)
    assert made["configuration"] == renamed["configuration"]

    # The secrets that a person must give, in the words of the new account, and nothing else.
    assert made["secrets_set"] == []
    assert [secret["path"] for secret in renamed["secrets_set"]] == [
        "environments[Live].extensions.connections[Ledger].fields[password]",
        *(
            f"integration_packs[Order Intake as Birch Domestic].extensions[{name}, Birch Domestic - INT]"
            ".connections[Orders API].fields[password]"
            for name in ("Live", "Trial")
        ),
    ]
    assert not boomi("account_configuration", **birch, **rename(ACCOUNT, NAMES)).failed
    given = boomi("account_configuration_info", **birch)
    assert (given["configuration"], given["secrets_set"]) == (renamed["configuration"], renamed["secrets_set"])
    assert SECRET not in str([read, renamed, done, again, made, given])
