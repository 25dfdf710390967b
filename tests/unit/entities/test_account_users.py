# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The roles of users in an account. The platform may store user IDs in lower case, and show those of other accounts."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner

PARTNER, ACME, BIRCH = "partner-P1H8QZ", "acme-C7T2KD", "birch-B4M9XW"
ROLES, QUERY, CREATE = "POST Role/query", "POST AccountUserRole/query", "POST AccountUserRole"
JOHN: dict[str, t.Any] = {
    "user": "John.Doe@acme.example",
    "role": "Standard User",
    "first_name": "John",
    "last_name": "Doe",
    "notify_user": False,
}


def held(boomi: ModuleRunner, account: str | None = None) -> list[str]:
    return [record["userId"] for record in boomi.simulator.account(account).user_roles.values()]


def test_a_user_is_created_with_a_role_whatever_becomes_of_the_letter_case(boomi: ModuleRunner) -> None:
    foreseen = boomi("account_user_role", **JOHN, check_mode=True)
    assert (foreseen["changed"], foreseen["account_user_role"]["id"], foreseen.calls) == (True, None, [ROLES, QUERY])
    given = boomi("account_user_role", **JOHN)
    assert given.calls == [ROLES, QUERY, CREATE, QUERY]
    assert given["plan"] == foreseen["plan"]
    assert given["summary_lines"][1] == "changed user John.Doe@acme.example: +Standard User"
    role = given["account_user_role"]
    assert (role["user_id"], role["account_id"]) == ("john.doe@acme.example", boomi.simulator.account_id)
    assert (role["first_name"], role["notify_user"]) == ("John", False)
    again = boomi("account_user_role", user="john.DOE@acme.example", role=role["role_id"], first_name="Johnny")
    assert (again["changed"], again["account_user_role"], again.calls) == (False, role, [ROLES, QUERY])
    gone = boomi("account_user_role", user="JOHN.DOE@ACME.EXAMPLE", role="Standard User", state="absent")
    assert (gone["changed"], gone["account_user_role"], held(boomi)) == (True, None, [])
    assert boomi("account_user_role", **JOHN, state="absent")["changed"] is False


def test_a_user_who_exists_keeps_the_name(boomi: ModuleRunner) -> None:
    boomi("account_user_role", **JOHN)
    second = boomi("account_user_role", **{**JOHN, "role": "Administrator", "first_name": "Johnny"})
    assert (second.failed, second["changed"]) == (False, True)
    assert second["account_user_role"]["first_name"] == "John"


def test_what_the_api_demands_for_a_new_user_is_told_in_its_words(boomi: ModuleRunner) -> None:
    outcome = boomi("account_user_role", user="new@acme.example", role="Standard User")
    assert "firstName" in outcome["error"]["api_message"]
    assert held(boomi) == []


def test_an_unknown_role_is_an_error_and_nobody_has_it(boomi: ModuleRunner) -> None:
    options: dict[str, t.Any] = {"user": "x@acme.example", "role": "Standard Usr"}
    assert boomi("account_user_role", **options)["error"]["close_matches"] == ["Standard User"]
    assert boomi("account_user_role", **options, state="absent")["changed"] is False


@pytest.mark.parametrize("again", ["refuse", "existing"])
def test_a_lost_answer_to_a_create_leads_to_one_assignment(boomi: ModuleRunner, again: str) -> None:
    boomi.simulator.set(second_attachment=again)
    boomi.simulator.add_fault("status", operation="create", status=502, phase="after")
    outcome = boomi("account_user_role", **JOHN)
    assert (outcome.failed, outcome["changed"], held(boomi)) == (False, True, ["john.doe@acme.example"])


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
    assert (everyone[key], everyone.calls) == ([jane["account_user_role"], john], [QUERY])
    assert "not_found_ids" not in everyone
    assert boomi(module, user=JOHN["user"])[key] == [john]
    by_role = boomi(module, role="Standard User")
    assert (by_role[key], by_role.calls) == ([john], [ROLES, QUERY])
    assert boomi(module, user=JOHN["user"], role="Administrator")[key] == []
    query_filter = {"property": "userId", "operator": "LIKE", "argument": ["j%"]}
    assert boomi(module, query_filter=query_filter)[key] == everyone[key]
