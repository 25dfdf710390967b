# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An account for a customer: asked for once, and waited for."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.entities.conftest import Task
from ansible_collections.community.boomi.tests.unit.partner import PARTNER, QUERY

REQUEST = "POST AccountProvision/execute"
CEDAR: dict[str, t.Any] = {
    "name": "Cedar Mills",
    "street": "1 Main Street",
    "city": "Berwyn",
    "zip_code": "19312",
    "country_code": "US",
    "status": "trial",
    "products": [{"product_code": "example-product", "quantity": 2}],
}


@pytest.fixture
def provision(partner: ModuleRunner, quick: None) -> Task:
    """Ask for an account."""
    return Task(partner, "account_provision", **CEDAR)


def customers(provision: Task) -> list[str]:
    """The accounts of that name."""
    accounts = provision.sim.world.accounts.values()
    return [account.id for account in accounts if account.name == CEDAR["name"]]


def requests(outcome: Outcome) -> int:
    return outcome.calls.count(REQUEST)


def test_an_account_is_asked_for_and_waited_for_until_it_shows_and_not_asked_for_again(provision: Task) -> None:
    foreseen = provision(check_mode=True)
    assert (foreseen["changed"], foreseen["account"], foreseen.calls) == (True, None, [QUERY])
    provision.sim.set(provision_pending=2, provision_hidden=1)
    outcome = provision(state_code="PA")
    assert (outcome.failed, outcome["changed"]) == (False, True)
    look = f"GET AccountProvision/{outcome['provision_id']}"
    assert outcome.calls == [QUERY, REQUEST, look, look, look, QUERY, QUERY]
    assert (outcome["account"]["name"], outcome["account"]["status"]) == ("Cedar Mills", "trial")
    assert customers(provision) == [outcome["account"]["account_id"]]
    (sent,) = [sent for sent in provision.sim.requests if sent.call == REQUEST]
    assert sent.path == f"/partner/api/rest/v1/{PARTNER}/AccountProvision/execute"
    assert sent.query == {}
    assert (sent.body["stateCode"], sent.body["product"]) == ("PA", [{"productCode": "example-product", "quantity": 2}])
    again = provision(street="Elsewhere")
    assert (again["changed"], again["account"], again["provision_id"]) == (False, outcome["account"], None)
    assert again.calls == [QUERY]


def test_an_account_that_was_deleted_does_not_count_and_two_of_a_name_do_not_tell(provision: Task) -> None:
    # The task compares names itself: an API that refuses the filters shows accounts of other names, too.
    provision.sim.set(account_filters="refused")
    first = provision()["account"]["account_id"]
    account = provision.sim.world.accounts[first]
    account.status = "deleted"
    second = provision()["account"]["account_id"]
    assert first != second
    account.status = "active"
    outcome = provision()
    assert outcome["error"]["candidates"] == sorted([first, second])


def test_a_request_that_takes_longer_than_the_wait_is_waited_for_by_its_id_and_not_sent_again(
    provision: Task,
) -> None:
    provision.sim.set(provision_pending=1)
    late = provision(wait_timeout=0)
    assert (late.failed, late["changed"], late["account"]) == (True, True, None)
    assert "is still PENDING after wait_timeout, 0 s" in late["msg"]
    assert f"Run the task again with id={late['provision_id']}" in late["msg"]
    outcome = provision.boomi("account_provision", name="Cedar Mills", id=late["provision_id"])
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (False, False, 0)
    assert customers(provision) == [outcome["account"]["account_id"]]


def test_a_request_that_ends_in_any_other_way_fails_the_task(provision: Task) -> None:
    provision.sim.set(provision_status="ERROR")
    outcome = provision()
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert "has ended with the status 'ERROR', which is not documented" in outcome["msg"]
    assert customers(provision) == []


def test_a_request_whose_answer_has_no_id_is_never_sent_again(provision: Task) -> None:
    provision.sim.set(create_answer="no_id")
    outcome = provision(wait_timeout=0)
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (True, True, 1)
    assert "Check with boomi_account_info before you run the task again" in outcome["msg"]


def test_an_account_that_shows_after_a_lost_answer_is_taken_for_the_result(provision: Task) -> None:
    provision.sim.add_fault("status", operation="execute", status=502, phase="before")
    provision.sim.world.accounts["acme-C7T2KD"].hidden = 2
    outcome = provision(name="Acme Trading")
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (False, True, 1)
    assert outcome["account"]["account_id"] == "acme-C7T2KD"
    assert "is assumed to be its result" in str(outcome["warnings"])


def test_an_answer_without_a_status_is_no_end(provision: Task) -> None:
    provision.sim.add_fault("garbage", operation="get", body="{}")
    outcome = provision()
    assert (outcome.failed, requests(outcome)) == (False, 1)
    assert customers(provision) == [outcome["account"]["account_id"]]
    provision.sim.add_fault("garbage", operation="get", body="{}", times=None)
    late = provision.boomi("account_provision", name="Elm Mills", id=outcome["provision_id"], wait_timeout=0)
    assert "is still without a status after wait_timeout, 0 s" in late["msg"]


def test_a_look_that_fails_says_how_to_go_on(provision: Task) -> None:
    provision.sim.add_fault("status", operation="get", status=403)
    outcome = provision()
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert f"Run the task again with id={outcome['provision_id']}" in outcome["error"]["remedy"]


def test_a_given_request_that_cannot_be_looked_at_keeps_the_usual_advice(provision: Task) -> None:
    provision.sim.add_fault("status", operation="get", status=403)
    outcome = provision(id="no-such-request")
    assert (outcome.failed, outcome["changed"], outcome["error"]["status"]) == (True, False, 403)
    assert "API and ACCOUNT_ADMIN" in outcome["error"]["remedy"]
