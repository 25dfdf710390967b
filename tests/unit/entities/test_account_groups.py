# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Account groups, whose resources only GET tells and which the API cannot delete."""

from __future__ import annotations

import typing as t

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

QUERY = "POST AccountGroup/query"


def test_a_group_is_created_and_then_left_alone(boomi: ModuleRunner) -> None:
    options: dict[str, t.Any] = {"name": "Retail customers", "auto_subscribe_alert_level": "error"}
    foreseen = boomi("account_group", **options, check_mode=True)
    assert (foreseen["changed"], foreseen["account_group"]["id"], foreseen.calls) == (True, None, [QUERY])
    created = boomi("account_group", **options)
    assert created.calls == [QUERY, "POST AccountGroup", QUERY, f"GET AccountGroup/{created['account_group']['id']}"]
    assert created["account_group"]["owner_account_id"] == boomi.simulator.account_id
    again = boomi("account_group", **options)
    assert (again["changed"], again["account_group"]) == (False, created["account_group"])


def test_an_update_keeps_what_the_group_shares(boomi: ModuleRunner) -> None:
    group = boomi("account_group", name="Retail")["account_group"]
    shared = {"resourceId": "a pack", "resourceName": "Order Intake", "objectType": "Integration Pack"}
    boomi.simulator.account().account_groups[group["id"]]["Resources"] = {"Resource": [shared]}
    outcome = boomi("account_group", id=group["id"], name="Retailers", auto_subscribe_alert_level="info")
    assert outcome["changed"] is True
    after = {**group, "name": "Retailers", "auto_subscribe_alert_level": "info"}
    after["resources"] = [{"id": "a pack", "name": "Order Intake", "type": "Integration Pack"}]
    assert outcome["account_group"] == after
    for options in ({"name": "Retailers"}, {"ids": [group["id"]]}):
        assert boomi("account_group_info", **options)["account_groups"] == [after]


def test_without_the_resources_nothing_is_updated(boomi: ModuleRunner) -> None:
    group = boomi("account_group", name="Retail")["account_group"]
    boomi.simulator.add_fault(
        "status", status=400, operation="get", object="AccountGroup", body="Try again.", times=None
    )
    outcome = boomi("account_group", id=group["id"], name="Retailers")
    assert (outcome.failed, outcome["changed"], outcome["error"]["status"]) == (True, False, 400)
    assert f"POST AccountGroup/{group['id']}" not in outcome.calls


def test_a_group_cannot_be_absent(boomi: ModuleRunner) -> None:
    outcome = boomi("account_group", name="Retail", state="absent")
    assert "value of state must be one of: present" in outcome["msg"]
    assert outcome.calls == []
