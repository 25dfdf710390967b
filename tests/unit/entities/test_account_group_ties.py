# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What ties accounts and integration packs to account groups."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.partner import ACME, Partner
from ansible_collections.community.boomi.tests.unit.plugins.modules.calls import steps

PARTNER = "partner-P1H8QZ"
MEMBER, SHARED = "account_group_account", "account_group_integration_pack"
GROUPS, PACKS = "POST AccountGroup/query", "POST PublisherIntegrationPack/query"
SHARES = "POST AccountGroupIntegrationPack/query"
TIES: list[tuple[str, dict[str, t.Any]]] = [
    (MEMBER, {"account": "Acme Trading", "account_group": "Retail"}),
    (SHARED, {"integration_pack_name": "Unreleased Beta", "account_group": "Retail"}),
]


@pytest.fixture
def retail(partner: ModuleRunner) -> ModuleRunner:
    """A partner with two account groups, so that what is in one of them can be told from the other."""
    for name in ("Retail", "Wholesale"):
        partner("account_group", name=name)
    return partner


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


@pytest.mark.parametrize(
    ("module", "options", "close"),
    [
        (MEMBER, {"account": "Acme Tradin", "account_group": "Retail"}, ["Acme Trading"]),
        (MEMBER, {"account": "Acme Trading", "account_group": "Retial"}, ["Retail"]),
        (SHARED, {"integration_pack_name": "Invoice Sink", "account_group": "Retail"}, ["Invoice Sync"]),
        # An ID is no name, and a name no ID.
        (SHARED, {"integration_pack_id": "Invoice Sync", "account_group": "Retail"}, ["Invoice Sync"]),
    ],
)
def test_what_does_not_exist_cannot_be_tied_and_is_tied_to_nothing(
    retail: ModuleRunner, module: str, options: dict[str, t.Any], close: list[str]
) -> None:
    outcome = retail(module, **options)
    assert outcome.failed
    assert outcome["error"]["close_matches"] == close
    assert ("That is a name. Give it as one." in outcome["msg"]) == ("integration_pack_id" in options)
    assert retail(module, **options, state="absent")["changed"] is False
    assert not [sent for sent in retail.simulator.writes if sent.object != "AccountGroup"]


def test_the_name_of_an_account_means_none_that_is_deleted(retail: ModuleRunner) -> None:
    Partner(retail.simulator).create("acme-OLD000", "Acme Trading", "deleted")
    joined = retail(MEMBER, account="Acme Trading", account_group="Retail")
    assert joined[MEMBER]["account_id"] == ACME
    retail.simulator.world.accounts[ACME].status = "deleted"
    outcome = retail(MEMBER, account="Acme Trading", account_group="Wholesale")
    assert outcome.failed
    assert "has no account" in outcome["msg"]


def test_a_name_of_two_packs_is_refused_with_both_ids(retail: ModuleRunner) -> None:
    ids = sorted(key for key, pack in retail.simulator.world.packs.items() if pack.name == "Price List")
    for state in ("present", "absent"):
        outcome = retail(SHARED, integration_pack_name="Price List", account_group="Retail", state=state)
        assert outcome["error"]["candidates"] == ids
    assert retail(SHARED, integration_pack_id=ids[1], account_group="Retail")["changed"] is True


@pytest.mark.parametrize(("module", "options"), TIES)
@pytest.mark.parametrize("again", ["refuse", "existing"])
def test_a_lost_answer_to_a_create_leads_to_one_tie(
    retail: ModuleRunner, module: str, options: dict[str, t.Any], again: str
) -> None:
    retail.simulator.set(second_attachment=again)
    retail.simulator.add_fault("status", operation="create", status=502, phase="after")
    outcome = retail(module, **options)
    assert (outcome.failed, outcome["changed"]) == (False, True)
    assert outcome[module]["id"]
    account = retail.simulator.account(PARTNER)
    assert len(account.group_accounts) + len(account.group_packs) == 1
