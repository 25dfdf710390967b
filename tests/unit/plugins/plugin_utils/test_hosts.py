# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How accounts become hosts: names that Ansible can use, variables, and groups."""

from __future__ import annotations

import typing as t

import pytest
from ansible.inventory.group import to_safe_group_name
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.plugin_utils._hosts import host_name, hosts_of

Ids = t.Tuple[str, ...]  # noqa: UP006 - older releases of Python get as far as to say so

# What can be taken for an escape, and what is one, comes often.
TEXTS = st.text(st.sampled_from("aA0x_-./ :,[]*é\n") | st.characters(), min_size=1, max_size=12)
IDS = st.tuples(TEXTS) | st.tuples(TEXTS, TEXTS)


@settings(max_examples=500)
@given(IDS, IDS)
def test_two_have_one_name_only_where_they_are_one(one: Ids, other: Ids) -> None:
    assert (host_name(*one) == host_name(*other)) == (one == other)


@settings(max_examples=300)
@given(IDS)
def test_a_name_has_nothing_that_a_pattern_or_a_file_name_would_misread(ids: Ids) -> None:
    name = host_name(*ids)
    assert name.isascii()
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")
    assert name[0] not in "-."


@pytest.mark.parametrize(
    ("ids", "name"),
    [
        (("acme-C7T2KD",), "acme-C7T2KD"),
        (("my_company-C7T2KD",), "my_company-C7T2KD"),
        (("acme-C7T2KD", "3456789a-bcde"), "acme-C7T2KD.3456789a-bcde"),
        (("a b",), "a_0x20_b"),
        (("127.0.0.1",), "127_0x2e_0_0x2e_0_0x2e_1"),
        (("localhost",), "_0x6c_ocalhost"),
        (("all",), "_0x61_ll"),
        (("_0x61_ll",), "_0x5f_0x61_ll"),
    ],
)
def test_an_id_is_its_own_name_where_ansible_can_use_it(ids: Ids, name: str) -> None:
    assert host_name(*ids) == name


def account(key: str, *groups: str) -> dict[str, t.Any]:
    return {"id": key, "account_id": key, "name": "Acme", "status": "active", "groups": list(groups)}


def test_account_groups_whose_names_become_one_stay_two() -> None:
    found = {
        "accounts": [account("a-1", "g1"), account("b-2", "g2", "g3")],
        "groups": {"g1": "Retail+", "g2": "Retail-", "g3": "VIP"},
        "objects": {},
    }
    hosts = list(hosts_of(found, {"hosts": "accounts", "group_by": ["account_group"]}, safe_group_name))
    assert [host.groups for host in hosts] == [
        ["boomi_account_group_Retail__g1"],
        ["boomi_account_group_Retail__g2", "boomi_account_group_VIP"],
    ]
    assert hosts[1].variables == {
        "boomi_account_id": "b-2",
        "boomi_account_name": "Acme",
        "boomi_account_status": "active",
        "boomi_account_groups": ["Retail-", "VIP"],
    }


def safe_group_name(name: str) -> str:
    return str(to_safe_group_name(name, force=True, silent=True))
