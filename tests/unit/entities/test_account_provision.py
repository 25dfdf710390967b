# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An account for a customer: asked for once, and waited for."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.plugins.module_utils._engine import patience
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome

PARTNER = "partner-P1H8QZ"
ACCOUNTS, REQUEST = "POST Account/query", "POST AccountProvision/execute"
CEDAR: dict[str, t.Any] = {
    "name": "Cedar Mills",
    "street": "1 Main Street",
    "city": "Berwyn",
    "zip_code": "19312",
    "country_code": "US",
    "status": "trial",
    "products": [{"product_code": "example-product", "quantity": 2}],
}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look follows the other without a pause worth mentioning."""
    monkeypatch.setattr(patience, "_FIRST_PAUSE", 0.001)
    monkeypatch.setattr(patience, "_LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(patience, "SHORTEST_PAUSE", 0.001)


def provision(partner: ModuleRunner, **options: t.Any) -> Outcome:
    return partner("account_provision", **{**CEDAR, **options})


def customers(partner: ModuleRunner) -> list[str]:
    """The accounts of that name."""
    accounts = partner.simulator.world.accounts.values()
    return [account.id for account in accounts if account.name == CEDAR["name"]]


def requests(outcome: Outcome) -> int:
    return outcome.calls.count(REQUEST)


def test_an_account_is_asked_for_and_waited_for_until_it_shows(partner: ModuleRunner) -> None:
    partner.simulator.set(provision_pending=2, provision_hidden=1)
    outcome = provision(partner, state_code="PA")
    assert (outcome.failed, outcome["changed"]) == (False, True)
    look = f"GET AccountProvision/{outcome['provision_id']}"
    assert outcome.calls == [ACCOUNTS, REQUEST, look, look, look, ACCOUNTS, ACCOUNTS]
    assert (outcome["account"]["name"], outcome["account"]["status"]) == ("Cedar Mills", "trial")
    assert customers(partner) == [outcome["account"]["account_id"]]
    (sent,) = [sent for sent in partner.simulator.requests if sent.call == REQUEST]
    assert sent.path == f"/partner/api/rest/v1/{PARTNER}/AccountProvision/execute"
    assert sent.query == {}
    assert (sent.body["stateCode"], sent.body["product"]) == ("PA", [{"productCode": "example-product", "quantity": 2}])


def test_an_account_that_exists_costs_one_call_and_nothing_is_asked_for(partner: ModuleRunner) -> None:
    made = provision(partner)["account"]
    again = provision(partner, street="Elsewhere")
    assert (again["changed"], again["account"], again["provision_id"]) == (False, made, None)
    assert again.calls == [ACCOUNTS]


def test_an_account_that_was_deleted_does_not_count_and_two_of_a_name_do_not_tell(partner: ModuleRunner) -> None:
    first = provision(partner)["account"]["account_id"]
    account = partner.simulator.world.accounts[first]
    account.status = "deleted"
    second = provision(partner)["account"]["account_id"]
    assert first != second
    account.status = "active"
    outcome = provision(partner)
    assert outcome["error"]["candidates"] == sorted([first, second])


def test_a_name_with_extra_spaces_is_refused_before_any_call(partner: ModuleRunner) -> None:
    outcome = provision(partner, name="Cedar  Mills")
    assert (outcome.failed, outcome.calls) == (True, [])
    assert "which has extra spaces" in outcome["msg"]
    assert outcome["msg"].endswith("Give 'Cedar Mills'.")


def test_check_mode_asks_for_nothing(partner: ModuleRunner) -> None:
    outcome = provision(partner, check_mode=True)
    assert (outcome["changed"], outcome["account"], outcome.calls) == (True, None, [ACCOUNTS])


def test_a_request_that_takes_longer_than_the_wait_is_waited_for_by_its_id_and_not_sent_again(
    partner: ModuleRunner,
) -> None:
    partner.simulator.set(provision_pending=1)
    late = provision(partner, wait_timeout=0)
    assert (late.failed, late["changed"], late["account"]) == (True, True, None)
    assert "is still PENDING after wait_timeout, 0 s" in late["msg"]
    assert f"Run the task again with id={late['provision_id']}" in late["msg"]
    outcome = partner("account_provision", name="Cedar Mills", id=late["provision_id"])
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (False, False, 0)
    assert customers(partner) == [outcome["account"]["account_id"]]


def test_a_request_that_ends_in_any_other_way_fails_the_task(partner: ModuleRunner) -> None:
    partner.simulator.set(provision_status="ERROR")
    outcome = provision(partner)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert "has ended with the status 'ERROR', which is not documented" in outcome["msg"]
    assert customers(partner) == []


@pytest.mark.parametrize(
    "prepare",
    [
        lambda sim: sim.add_fault("close", operation="execute", phase="after"),
        lambda sim: sim.set(create_answer="no_id"),
    ],
    ids=["no answer", "an answer without an id"],
)
def test_a_request_whose_answer_is_lost_is_never_sent_again(
    partner: ModuleRunner, prepare: t.Callable[[t.Any], None]
) -> None:
    prepare(partner.simulator)
    outcome = provision(partner, wait_timeout=0)
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (True, True, 1)
    assert "Look with boomi_account_info before you run the task again" in outcome["msg"]


def test_an_account_that_shows_after_a_lost_answer_is_taken_for_the_result(partner: ModuleRunner) -> None:
    partner.simulator.add_fault("status", operation="execute", status=502, phase="before")
    partner.simulator.world.accounts["acme-C7T2KD"].hidden = 2
    outcome = provision(partner, name="Acme Trading")
    assert (outcome.failed, outcome["changed"], requests(outcome)) == (False, True, 1)
    assert outcome["account"]["account_id"] == "acme-C7T2KD"
    assert "is taken for its result" in str(outcome["warnings"])


def test_a_throttled_request_is_sent_again_and_a_refused_one_is_not(partner: ModuleRunner) -> None:
    partner.simulator.add_fault("status", operation="execute", status=503)
    assert requests(provision(partner)) == 2
    partner.simulator.add_fault("status", operation="execute", status=403)
    refused = provision(partner, name="Dover Steel")
    assert (refused["error"]["status"], requests(refused)) == (403, 1)
    assert not refused.get("changed")


def test_a_look_that_fails_says_how_to_go_on(partner: ModuleRunner) -> None:
    partner.simulator.add_fault("status", operation="get", status=403)
    outcome = provision(partner)
    assert (outcome.failed, outcome["changed"]) == (True, True)
    assert f"Run the task again with id={outcome['provision_id']}" in outcome["error"]["remedy"]


@pytest.mark.parametrize(
    ("status", "remedy"), [(400, "do what its message says"), (403, "API and ACCOUNT_ADMIN"), (500, "safe to repeat")]
)
def test_a_given_request_that_cannot_be_looked_at_keeps_the_usual_advice(
    partner: ModuleRunner, status: int, remedy: str
) -> None:
    partner.simulator.add_fault("status", operation="get", status=status, times=None)
    outcome = provision(partner, id="no-such-request", retry_budget=0.1)
    assert (outcome.failed, outcome["changed"], outcome["error"]["status"]) == (True, False, status)
    assert remedy in outcome["error"]["remedy"]
