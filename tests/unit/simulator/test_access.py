# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what: credentials, accounts, the Partner API, privileges."""

from __future__ import annotations

import pytest

from ansible_collections.community.boomi.tests.simulator import Simulator
from ansible_collections.community.boomi.tests.simulator.fixtures import Caller

PARTNER = "partner-P1H8QZ"
BIRCH = "birch-B4M9XW"
READER_TOKEN = "90c4d7b2-simulated-reader-token-51ef"
PARTNER_TOKEN = "c86e2f95-simulated-partner-token-1b3a"


def overriding(api: Caller, account: str, primary: str = PARTNER) -> int:
    options = {"base": "/partner/api/rest/v1", "account": primary, "params": {"overrideAccount": account}}
    return api("POST", "IntegrationPack/query", {}, **options).status_code


def test_a_token_goes_with_the_prefixed_user_name(sim: Simulator, api: Caller) -> None:
    assert api.query("IntegrationPack").status_code == 200
    assert (sim.requests[0].auth, sim.requests[0].user) == ("ok", sim.username)


def test_a_token_without_the_prefix_is_a_wrong_password(sim: Simulator, api: Caller) -> None:
    api.session.auth = (sim.username, sim.token)
    assert api.query("IntegrationPack").status_code == 401


def test_a_password_alone_is_enough_without_2fa(api: Caller) -> None:
    api.session.auth = ("operator@acme.example", "simulated-operator-Passw0rd-77ae")
    assert api.query("IntegrationPack").status_code == 200


@pytest.mark.parametrize("header", ["Bearer abc", "Basic ###", "Basic bm8tY29sb24=", "Basic /w=="])
def test_an_authorization_that_is_not_readable_as_basic_is_refused(api: Caller, header: str) -> None:
    api.session.auth = None
    assert api("POST", "IntegrationPack/query", {}, headers={"Authorization": header}).status_code == 401


def test_only_accounts_of_the_hierarchy_can_be_overridden(sim: Simulator, api: Caller) -> None:
    assert overriding(api, BIRCH, primary=sim.account_id) == 403
    api.session.auth = ("BOOMI_TOKEN.automation@partner.example", PARTNER_TOKEN)
    assert [overriding(api, account) for account in (BIRCH, "nobody-000000", PARTNER, "")] == [200, 403, 403, 403]


def test_packs_that_come_and_go_leave_the_shares_of_others_alone(sim: Simulator, api: Caller) -> None:
    api.session.auth = ("BOOMI_TOKEN.automation@partner.example", PARTNER_TOKEN)

    def create(kind: str, **body: str) -> str:
        answer = api("POST", kind, body, account=PARTNER)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])

    def publish(name: str) -> str:
        pack = create("PublisherIntegrationPack", name=name, installationType="SINGLE", Description="")
        return create("AccountGroupIntegrationPack", accountGroupId=group, integrationPackId=pack) and pack

    group = create("AccountGroup", name="Retail")
    create("AccountGroupAccount", accountGroupId=group, accountId=BIRCH)
    first, second = publish("First"), publish("Second")
    assert api("DELETE", f"PublisherIntegrationPack/{first}", account=PARTNER).status_code == 200
    third = publish("Third")
    shares = sim.account(PARTNER).group_packs.values()
    assert [share["integrationPackId"] for share in shares] == [second, third]
    assert {second, third} <= set(sim.account(BIRCH).packs)
    # What is added past the API gets an ID of its own, too.
    fourth = sim.add_pack("Fourth")["id"]
    assert api("DELETE", f"PublisherIntegrationPack/{third}", account=PARTNER).status_code == 200
    assert sim.add_pack("Fourth")["id"] != fourth


def test_a_read_only_user_reads_environments_and_cannot_write_them(api: Caller) -> None:
    api.session.auth = ("BOOMI_TOKEN.reader@acme.example", READER_TOKEN)
    assert api.query("Environment").status_code == 200
    assert api.create("Environment", name="New").status_code == 403


def test_no_secret_is_recorded(sim: Simulator, api: Caller) -> None:
    api.session.headers["X-Boomi-OTP"] = sim.otp
    api.query("IntegrationPack")
    recorded = repr(sim.requests)
    assert sim.token not in recorded
    assert sim.otp not in recorded
    assert "Basic" not in recorded
