# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A description with the names of another account: as if it had been made with them, or refused."""

from __future__ import annotations

import copy
import typing as t

import pytest
from ansible.errors import AnsibleFilterError
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.filter.account_rename import account_rename
from ansible_collections.community.boomi.plugins.plugin_utils._rename import TITLES

Values = dict[str, t.Any]
# For each sort of object, what each of them is called.
Names = dict[str, list[str]]
COUNT = 3
LEDGER = {"connections": [{"name": "Ledger", "fields": [{"id": "host", "value": "ledger.example.com"}]}]}
PASSWORD = "connections[Ledger].fields[password]"


def account(names: Names) -> Values:
    """Return what is read of an account with so many objects of each sort, called so."""
    environments, runtimes, roles, packs, instances = (names[sort] for sort in TITLES)
    described: list[Values] = [
        {"name": name, "classification": "TEST", "runtimes": [runtime], "roles": sorted(roles), "extensions": LEDGER}
        for name, runtime in zip(environments, runtimes)
    ]
    installed: list[Values] = [{"integration_pack_name": packs[0], "environments": sorted(environments)}]
    places = [f"environments[{name}].extensions.{PASSWORD}" for name in environments]
    for pack in packs[1:]:
        for instance in instances:
            process, label = f"{instance} - INT", pack if pack == instance else f"{pack} as {instance}"
            installed.append(
                {
                    "integration_pack_name": pack,
                    "integration_pack_override_name": instance,
                    "environments": sorted(environments),
                    "extensions": [
                        {"environment": name, "process": process, **LEDGER} for name in sorted(environments)
                    ],
                    "schedules": [
                        {"process": process, "runtime": name, "enabled": True, "schedules": [{"minutes": "0"}]}
                        for name in sorted(runtimes)
                    ],
                }
            )
            for name in environments:
                of = f"integration_packs[{label}].extensions[{name}"
                places += [f"{of}].{PASSWORD}", f"{of}, {process}].{PASSWORD}", f"{of}, Other].{PASSWORD}"]
    return {
        "account": "acme-1",
        "configuration": {
            "environments": sorted(described, key=lambda entry: str(entry["name"])),
            "integration_packs": sorted(
                installed,
                key=lambda entry: (entry["integration_pack_name"], entry.get("integration_pack_override_name", "")),
            ),
        },
        "secrets_set": [{"path": place, "variable": "vault_x"} for place in sorted(places)],
        "unreadable": [],
    }


def mapping(before: Names, after: Names) -> dict[str, dict[str, str]]:
    return {sort: dict(zip(before[sort], after[sort])) for sort in TITLES}


def without_variables(described: Values) -> Values:
    return {**described, "secrets_set": [secret["path"] for secret in described["secrets_set"]]}


# Few letters, so that names begin with each other and swap, and with what stands around them in places of secrets.
_NAMES = st.lists(st.text("ab ]", min_size=1, max_size=4).map(lambda text: f"x{text}x"), min_size=COUNT, max_size=COUNT)
NAMES = st.fixed_dictionaries({sort: _NAMES.filter(lambda names: len(set(names)) == COUNT) for sort in TITLES})


@given(NAMES, NAMES)
def test_a_description_reads_as_if_it_had_been_made_with_the_new_names(before: Names, after: Names) -> None:
    there = account(before)
    untouched = copy.deepcopy(there)
    renamed = account_rename(there, mapping(before, after))
    assert without_variables(renamed) == without_variables(account(after))
    assert there == untouched
    # The same without what a module returns beside it, and with the short name of an option.
    bare = account_rename(there["configuration"], mapping(before, after))
    assert bare == renamed["configuration"]
    back = mapping(after, before)  # pylint: disable=arguments-out-of-order
    assert without_variables(account_rename(renamed, back)) == without_variables(there)


def named(**names: t.Any) -> Names:
    return {sort: [f"{title} {number}" for number in range(COUNT)] for sort, title in TITLES.items()} | names


HERE = named(environments=["Test", "Stage", "Sandbox"])
REFUSED: dict[str, tuple[t.Any, str]] = {
    "no dictionary": ("Test", "account_rename: names must be a dictionary, for example"),
    "an unknown sort": (
        {"environment": {"Test": "New"}},
        "'environment' cannot be renamed. Did you mean 'environments'?",
    ),
    "a list": ({"environments": ["Test"]}, "environments must be a dictionary with the new name for each old one."),
    "no new name": ({"environments": {"Test": None}}, "environments: the new name of 'Test' is empty or not a string."),
    "a blank": ({"environments": {"Test": " "}}, "environments: the new name of 'Test' is empty or not a string."),
    "an unknown name": (
        {"environments": {"Tset": "New"}, "roles": {"zzz": "New"}},
        "no environment 'Tset'. Did you mean 'Test'? roles: the description has no role 'zzz'. Use 'role 0', ",
    ),
    "two to one": (
        {"environments": {"Test": "Production", "Stage": "Production"}},
        "environments: 'Stage' and 'Test' would all be called 'Production'. Give each a name of its own.",
    ),
    "one to a name that is taken": (
        {"runtimes": {"runtime 1": "runtime 0"}},
        "runtimes: 'runtime 0' and 'runtime 1' would all be called 'runtime 0'.",
    ),
    "two instances of a pack": (
        {"instances": {"integration pack instance 1": "Domestic", "integration pack instance 2": "Domestic"}},
        "would all be called 'integration pack 1 as Domestic'.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused(case: str) -> None:
    names, message = REFUSED[case]
    with pytest.raises(AnsibleFilterError) as refused:
        account_rename(account(HERE), names)
    assert message in str(refused.value)


def test_no_description_is_refused() -> None:
    with pytest.raises(AnsibleFilterError, match="account_rename takes a description"):
        account_rename([], {})
    with pytest.raises(AnsibleFilterError, match="takes what boomi_account_configuration_info returned"):
        account_rename({**account(HERE), "secrets_set": ["a path"]}, {})


def test_names_may_be_swapped_and_instances_of_different_packs_may_be_called_alike() -> None:
    packs = [
        {"integration_pack_name": "Orders", "name": "Domestic", "environments": ["Stage"]},
        {"integration_pack_name": "Stock", "name": "Foreign", "environments": ["Test"]},
    ]
    names = {"environments": {"Test": "Stage", "Stage": "Test"}, "instances": {"Domestic": "Foreign"}}
    assert account_rename({"integration_packs": packs}, names)["integration_packs"] == [
        {"integration_pack_name": "Orders", "name": "Foreign", "environments": ["Test"]},
        {"integration_pack_name": "Stock", "name": "Foreign", "environments": ["Stage"]},
    ]


def test_what_has_an_id_in_place_of_its_name_gets_a_name() -> None:
    there = {
        "environments": [
            {"id": "e-1", "classification": "PROD", "runtimes": ["r-1"]},
            {"id": "e-2", "runtimes": "{{ x }}"},
        ],
        "integration_packs": [{"integration_pack_id": "p-1", "environments": ["e-1"]}, "no entry"],
        "purge": True,
    }
    names = {
        "environments": {"e-1": "Production"},
        "runtimes": {"r-1": "runtime-eu-1"},
        "integration_packs": {"p-1": "Stock"},
    }
    assert account_rename(there, names) == {
        "environments": [
            {"name": "Production", "classification": "PROD", "runtimes": ["runtime-eu-1"]},
            {"id": "e-2", "runtimes": "{{ x }}"},
        ],
        "integration_packs": ["no entry", {"integration_pack_name": "Stock", "environments": ["Production"]}],
        "purge": True,
    }


def test_a_secret_is_listed_with_its_new_place_and_variable() -> None:
    renamed = account_rename(account(HERE), {"environments": {"Test": "Production EU"}})
    assert {
        "path": f"environments[Production EU].extensions.{PASSWORD}",
        "variable": "vault_production_eu_ledger_password",
    } in renamed["secrets_set"]
    # What keeps its place keeps its variable.
    assert {"path": f"environments[Stage].extensions.{PASSWORD}", "variable": "vault_x"} in renamed["secrets_set"]
    alike = account_rename(account(HERE), {"environments": {"Test": "North EU", "Stage": "North-EU"}})["secrets_set"]
    assert len({one["variable"] for one in alike if one["path"].startswith("environments[North")}) == 2
