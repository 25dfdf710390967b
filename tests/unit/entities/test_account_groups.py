# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Account groups, whose resources only GET tells and which the API cannot delete, and what is tied to them.

A partner's accounts, whose IDs the API calls otherwise, and whose filters its documents spell in two ways. The roles of
users in an account, whose IDs the platform may store in lower case, and show of other accounts as well.
"""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import OPTIONS
from ansible_collections.community.boomi.tests.unit.partner import ACME, BIRCH, GROUPS, MORE, PARTNER, QUERY, Partner
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import steps

MEMBER, SHARED = "account_group_account", "account_group_integration_pack"
PACKS, SHARES = "POST PublisherIntegrationPack/query", "POST AccountGroupIntegrationPack/query"


def test_an_update_keeps_what_the_group_shares(boomi: ModuleRunner) -> None:
    created = boomi("account_group", name="Retail")
    group = created["account_group"]
    assert created.calls == [GROUPS, "POST AccountGroup", GROUPS, f"GET AccountGroup/{group['id']}"]
    assert group["owner_account_id"] == boomi.simulator.account_id
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


def test_a_pack_is_shared_by_name_and_no_longer_by_id(retail: ModuleRunner) -> None:
    options: dict[str, t.Any] = {"integration_pack_name": "Unreleased Beta", "account_group": "Retail"}
    retail(SHARED, integration_pack_name="Invoice Sync", account_group="Retail")
    retail(SHARED, integration_pack_name="Unreleased Beta", account_group="Wholesale")
    shared = retail(SHARED, **options)
    assert steps(shared.calls) == [GROUPS, SHARES, PACKS, "POST AccountGroupIntegrationPack", SHARES]
    assert shared[SHARED]["integration_pack_name"] == "Unreleased Beta"
    assert shared["summary_lines"][1] == "changed account group Retail: +Unreleased Beta"
    again = retail(SHARED, **options)
    assert (again["changed"], again[SHARED]) == (False, shared[SHARED])
    by_id: dict[str, t.Any] = {**options, "integration_pack_name": None}
    by_id["integration_pack_id"] = shared[SHARED]["integration_pack_id"]
    assert retail(SHARED, **by_id, state="absent")["changed"] is True
    left = [tie["integrationPackName"] for tie in retail.simulator.account(PARTNER).group_packs.values()]
    assert left == ["Invoice Sync", "Unreleased Beta"]
    assert retail(SHARED, **by_id, state="absent")["changed"] is False


def test_the_name_of_an_account_means_none_that_is_deleted(retail: ModuleRunner) -> None:
    Partner(retail.simulator).create("acme-OLD000", "Acme Trading", "deleted")
    joined = retail(MEMBER, account="Acme Trading", account_group="Retail")
    assert joined[MEMBER]["account_id"] == ACME
    retail.simulator.world.accounts[ACME].status = "deleted"
    outcome = retail(MEMBER, account="Acme Trading", account_group="Wholesale")
    assert outcome.failed
    assert "has no account" in outcome["msg"]


def test_a_member_that_the_query_of_accounts_does_not_show_is_known_by_its_id(retail: ModuleRunner) -> None:
    partner = Partner(retail.simulator)
    group = partner.group("Mixed", "other-X1Y2Z3")
    member: dict[str, t.Any] = {"account": "other-X1Y2Z3", "account_group": "Mixed"}
    assert retail(MEMBER, **member)["changed"] is False
    assert retail(MEMBER, **member, state="absent")["changed"] is True
    ties = retail.simulator.account(PARTNER).group_accounts.values()
    assert [tie for tie in ties if tie["accountGroupId"] == group] == []
    assert retail(MEMBER, **member, state="absent")["changed"] is False
    assert "has no account 'other-X1Y2Z3'" in retail(MEMBER, **member)["msg"]


def ids(accounts: list[dict[str, t.Any]]) -> list[str]:
    return [values["account_id"] for values in accounts]


def test_all_accounts_come_sorted_over_all_pages(partner: ModuleRunner) -> None:
    made = Partner(partner.simulator).create_many(250)
    partner.simulator.set(order="shuffled")
    outcome = partner("account_info")
    assert ids(outcome["accounts"]) == [ACME, BIRCH, *made]
    assert outcome.calls == [QUERY, MORE, MORE]
    assert outcome["accounts"][0] == {
        "id": ACME,
        "name": "Acme Trading",
        "account_id": ACME,
        "status": "active",
        "date_created": "2024-03-01T08:00:00Z",
        "expiration_date": "2034-03-01T08:00:00Z",
        "support_level": "standard",
        "support_access": True,
        "suggestions_enabled": False,
        "over_deployed": False,
        "widget_account": False,
    }


@pytest.mark.parametrize(("filters", "calls"), [("accepted", 1), ("refused", 2)])
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"name": "Birch Foods"}, [BIRCH]),
        ({"status": "suspended"}, ["site0001-X0X0X0"]),
        ({"name": "Birch Foods", "status": "suspended"}, []),
        ({"ids": [BIRCH, "nope", ACME]}, [BIRCH, ACME]),
    ],
)
def test_accounts_are_found_whether_or_not_the_api_takes_the_filters(
    partner: ModuleRunner, filters: str, calls: int, options: dict[str, t.Any], expected: list[str]
) -> None:
    Partner(partner.simulator).create_many(2)
    partner.simulator.set(account_filters=filters)
    outcome = partner("account_info", **options)
    assert ids(outcome["accounts"]) == expected
    assert outcome["not_found_ids"] == (["nope"] if "ids" in options else [])
    assert outcome.calls == [QUERY] * calls


def test_a_query_expression_that_the_api_refuses_fails(partner: ModuleRunner) -> None:
    query_filter = {"property": "NAME", "operator": "LIKE", "argument": ["Birch%"]}
    assert ids(partner("account_info", query_filter=query_filter)["accounts"]) == [BIRCH]
    partner.simulator.set(account_filters="refused")
    outcome = partner("account_info", query_filter=query_filter)
    assert "NAME does not exist" in outcome["msg"]
    assert outcome.calls == [QUERY]


def test_a_user_without_the_privilege_is_told_at_once(partner: ModuleRunner) -> None:
    partner.simulator.set(without_privileges=["ACCOUNT_ADMIN"], privilege_status=400)
    outcome = partner("account_info", name="Birch Foods")
    assert "ACCOUNT_ADMIN" in outcome["msg"]
    assert outcome.calls == [QUERY]


def test_accounts_of_a_group_by_its_name_and_by_its_id(partner: ModuleRunner) -> None:
    made = Partner(partner.simulator).create_many(150)
    group = Partner(partner.simulator).group("Sites", *made)
    Partner(partner.simulator).group("Retail", ACME)
    Partner(partner.simulator).group("Empty")
    assert partner("account_info", account_group="Empty")["accounts"] == []
    outcome = partner("account_info", account_group="Sites", status="suspended")
    assert ids(outcome["accounts"]) == made[1::2]
    members = ["POST AccountGroupAccount/query", "POST AccountGroupAccount/queryMore"]
    assert outcome.calls == ["POST AccountGroup/query", *members, QUERY, QUERY]
    by_id = partner("account_info", account_group=group)
    assert (ids(by_id["accounts"]), by_id.calls) == (made, [*members, QUERY, QUERY])
    partner.simulator.set(account_filters="refused")
    assert ids(partner("account_info", account_group=group)["accounts"]) == made


ROLES, USERS, CREATE = "POST Role/query", "POST AccountUserRole/query", "POST AccountUserRole"
JOHN = {**OPTIONS["account_user_role"], "notify_user": False}


def held(boomi: ModuleRunner, account: str | None = None) -> list[str]:
    return [record["userId"] for record in boomi.simulator.account(account).user_roles.values()]


def test_a_user_is_created_with_a_role_whatever_becomes_of_the_letter_case(boomi: ModuleRunner) -> None:
    foreseen = boomi("account_user_role", **JOHN, check_mode=True)
    assert (foreseen["changed"], foreseen["account_user_role"]["id"], foreseen.calls) == (True, None, [ROLES, USERS])
    given = boomi("account_user_role", **JOHN)
    assert given.calls == [ROLES, USERS, CREATE, USERS]
    assert given["plan"] == foreseen["plan"]
    assert given["summary_lines"][1] == "changed user John.Doe@acme.example: +Standard User"
    role = given["account_user_role"]
    assert (role["user_id"], role["account_id"]) == ("john.doe@acme.example", boomi.simulator.account_id)
    assert (role["first_name"], role["notify_user"]) == ("John", False)
    again = boomi("account_user_role", user="john.DOE@acme.example", role=role["role_id"], first_name="Johnny")
    assert (again["changed"], again["account_user_role"], again.calls) == (False, role, [ROLES, USERS])
    # A user who exists keeps the name.
    second = boomi("account_user_role", **{**JOHN, "role": "Administrator", "first_name": "Johnny"})
    assert (second.failed, second["changed"], second["account_user_role"]["first_name"]) == (False, True, "John")
    gone = boomi("account_user_role", user="JOHN.DOE@ACME.EXAMPLE", role="Standard User", state="absent")
    assert (gone["changed"], gone["account_user_role"], held(boomi)) == (True, None, ["john.doe@acme.example"])
    assert boomi("account_user_role", **JOHN, state="absent")["changed"] is False


def test_a_user_who_is_given_no_name_is_created_all_the_same(boomi: ModuleRunner) -> None:
    given = boomi("account_user_role", user="john.doe@acme.example", role="Standard User")
    assert (given.failed, given["changed"], held(boomi)) == (False, True, ["john.doe@acme.example"])
    assert given["account_user_role"]["first_name"]


def test_roles_in_other_accounts_are_told_apart(partner: ModuleRunner) -> None:
    """A role that every account has, and a query of the partner that shows its customers' users as well."""
    for account in (PARTNER, ACME, BIRCH):
        partner.simulator.add_role("Support", id="5c1e7d40-0000-4b6e-9d2b-6f1c3a7e0b11", account_id=account)
    support = {**JOHN, "role": "Support"}
    assert partner("account_user_role", **support, override_account=ACME)["changed"] is True
    own = partner("account_user_role", **support)
    assert (own["changed"], own["account_user_role"]["account_id"]) == (True, PARTNER)
    assert [len(held(partner, account)) for account in (PARTNER, ACME, BIRCH)] == [1, 1, 0]
    listed = partner("account_user_role_info", user="john.doe@ACME.example")
    assert listed["account_user_roles"] == [own["account_user_role"]]
    assert partner("account_user_role", **support, state="absent")["changed"] is True
    assert [len(held(partner, account)) for account in (PARTNER, ACME, BIRCH)] == [0, 1, 0]


def test_users_are_listed_by_user_by_role_and_by_expression(boomi: ModuleRunner) -> None:
    john = boomi("account_user_role", **JOHN)["account_user_role"]
    jane = boomi("account_user_role", **{**JOHN, "user": "jane@acme.example", "role": "Administrator"})
    module, key = "account_user_role_info", "account_user_roles"
    everyone = boomi(module)
    assert (everyone[key], everyone.calls) == ([jane["account_user_role"], john], [USERS])
    assert "not_found_ids" not in everyone
    assert boomi(module, user=JOHN["user"])[key] == [john]
    by_role = boomi(module, role="Standard User")
    assert (by_role[key], by_role.calls) == ([john], [ROLES, USERS])
    assert boomi(module, user=JOHN["user"], role="Administrator")[key] == []
    query_filter = {"property": "userId", "operator": "LIKE", "argument": ["j%"]}
    assert boomi(module, query_filter=query_filter)[key] == everyone[key]
