# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pure plan for a list of environments, on small accounts of all kinds."""

from __future__ import annotations

import dataclasses
import itertools
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._environment_plan import (
    DELETE,
    KEEP,
    Known,
    Needs,
    Step,
    Wanted,
    WantedSet,
    plan,
)
from ansible_collections.community.boomi.plugins.module_utils._core.errors import StateError
from ansible_collections.community.boomi.plugins.module_utils._objects import (
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    Values,
)

ENVIRONMENTS = ("Alpha", "Beta", "Gamma", "Delta")
RUNTIMES = ("r1", "r2", "r3", "r4")
INSTANCES = ("pack-1", "pack-2")


@dataclasses.dataclass
class Account:
    """An account in a few dictionaries, which behaves as the platform does."""

    environments: dict[str, str]
    homes: dict[str, str]
    packs: set[tuple[str, str]]

    def known(self) -> Known:
        return Known(
            "acme",
            tuple(
                {**ENVIRONMENT.read({}), "id": f"id-{name}", "name": name, "classification": classification}
                for name, classification in self.environments.items()
            ),
            tuple({"id": runtime, "name": f"name of {runtime}"} for runtime in RUNTIMES),
            tuple(
                {"id": f"{runtime}@{home}", "atom_id": runtime, "environment_id": f"id-{home}"}
                for runtime, home in self.homes.items()
            ),
            tuple(
                {
                    "id": f"{instance}@{home}",
                    "environment_id": f"id-{home}",
                    "integration_pack_instance_id": instance,
                }
                for instance, home in self.packs
            ),
        )

    def carry_out(self, steps: list[Step]) -> None:
        """In the order that a run has: create, detach, attach, delete."""
        for step in steps:
            if step.action not in (KEEP, DELETE):
                assert step.name not in self.environments, "an environment is created a second time"
                self.environments[step.name] = step.values["classification"] or "PROD"
        staying = [step for step in steps if step.action != DELETE]
        for step in staying:
            self._take_away(step)
        for step in staying:
            for runtime in step.attach:
                self._attach(runtime, step.name)
        for step in steps:
            if step.action == DELETE:
                self._take_away(step)
                assert step.name not in {*self.homes.values(), *(home for _pack, home in self.packs)}
                del self.environments[step.name]

    def _take_away(self, step: Step) -> None:
        assert step.found or not step.detach
        for target, attachment in step.detach:
            if target is ENVIRONMENT_ATOM_ATTACHMENT:
                assert self.homes.pop(attachment["atom_id"]) == step.name
            else:
                assert target is INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
                self.packs.remove((attachment["integration_pack_instance_id"], step.name))

    def _attach(self, runtime: str, name: str) -> None:
        assert self.homes.get(runtime) != name, "a runtime is attached a second time"
        self.homes[runtime] = name


def planned(wanted: WantedSet, known: Known) -> list[Step]:
    steps = plan(wanted, known)
    assert not isinstance(steps, Needs)
    return steps


subsets = st.sampled_from([names for size in range(5) for names in itertools.permutations(ENVIRONMENTS, size)])
places = st.tuples(*[st.sampled_from(ENVIRONMENTS)] * len(RUNTIMES))


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    names = draw(subsets)
    homes = zip(RUNTIMES, draw(places))
    packs = zip(INSTANCES, draw(places))
    return Account(
        dict.fromkeys(names, "PROD"),
        {runtime: home for runtime, home in homes if home in names},
        {(pack, home) for pack, home in packs if home in names},
    )


@st.composite
def lists(draw: st.DrawFn) -> tuple[Wanted, ...]:
    """Environments, each runtime in one of them at most."""
    names = draw(subsets)
    homes = dict(zip(RUNTIMES, draw(places)))
    silent = draw(st.sampled_from([(), *ENVIRONMENTS]))
    # Runtimes are given by id or by name.
    by_name = draw(st.sampled_from([(), RUNTIMES[:2], RUNTIMES]))
    texts = {runtime: f"name of {runtime}" if runtime in by_name else runtime for runtime in RUNTIMES}
    return tuple(
        Wanted(
            name,
            None,
            None if name == silent else tuple(texts[runtime] for runtime, home in homes.items() if home == name),
        )
        for name in names
    )


def described(account: Account, items: t.Iterable[Wanted]) -> bool:
    """Tell whether the account is as the list says."""
    for item in items:
        held = {runtime for runtime, home in account.homes.items() if home == item.name}
        if item.name not in account.environments:
            return False
        if item.runtimes is not None and held != {text.removeprefix("name of ") for text in item.runtimes}:
            return False
    return True


@given(accounts(), lists(), st.booleans())
def test_an_account_that_a_plan_was_carried_out_on_is_as_described_and_the_next_plan_is_empty(
    account: Account, items: tuple[Wanted, ...], purge: bool
) -> None:
    untouched = {name for name in account.environments if name not in {item.name for item in items}}
    packs = {(pack, home) for pack, home in account.packs if home not in untouched}
    wanted = WantedSet(items, purge=purge, allow_move=True, force=True)
    account.carry_out(planned(wanted, account.known()))
    assert described(account, items)
    assert untouched & set(account.environments) == (set() if purge else untouched)
    assert packs <= account.packs, "packs of listed environments are not touched"
    assert not any(step.changes for step in planned(wanted, account.known()))


@given(accounts(), lists())
def test_absent_removes_what_is_listed_and_nothing_else(account: Account, items: tuple[Wanted, ...]) -> None:
    names = {item.name for item in items}
    others = {name for name in account.environments if name not in names}
    homes = {runtime: home for runtime, home in account.homes.items() if home in others}
    wanted = WantedSet(items, state="absent", force=True)
    account.carry_out(planned(wanted, account.known()))
    assert set(account.environments) == others
    assert account.homes == homes
    assert not any(step.changes for step in planned(wanted, account.known()))


@given(accounts(), lists(), st.booleans(), st.sampled_from(["present", "absent"]))
def test_without_force_and_leave_to_move_nothing_is_taken_from_what_the_list_does_not_name(
    account: Account, items: tuple[Wanted, ...], purge: bool, state: str
) -> None:
    wanted = WantedSet(items, state, purge and state == "present")
    speaking = {item.name for item in items if item.runtimes is not None}
    homes = {runtime: home for runtime, home in account.homes.items() if home not in speaking}
    packs = set(account.packs)
    try:
        steps = planned(wanted, account.known())
    except StateError:
        return
    account.carry_out(steps)
    assert {runtime: account.homes.get(runtime) for runtime in homes} == homes
    assert account.packs == packs


@given(accounts(), lists())
def test_the_order_of_the_list_does_not_matter(account: Account, items: tuple[Wanted, ...]) -> None:
    other = Account({**account.environments}, {**account.homes}, {*account.packs})
    account.carry_out(planned(WantedSet(items, allow_move=True), account.known()))
    other.carry_out(planned(WantedSet(items[::-1], allow_move=True), other.known()))
    assert (account.environments, account.homes) == (other.environments, other.homes)


ALPHA: Values = {**ENVIRONMENT.read({}), "id": "id-Alpha", "name": "Alpha", "classification": "TEST"}


@pytest.mark.parametrize(
    ("wanted", "needs"),
    [
        (WantedSet((Wanted("Alpha"),)), None),
        (WantedSet((Wanted("Alpha"),), purge=True), None),
        (WantedSet((Wanted("Alpha", None, ()),)), Needs(runtimes=True)),
        (WantedSet((Wanted("Beta"),), purge=True), Needs(runtimes=True, packs=True)),
        (WantedSet((Wanted("Alpha"),), "absent"), Needs(runtimes=True, packs=True)),
        (WantedSet((Wanted("Beta", None, ("r1",)),), "absent"), None),
    ],
    ids=str,
)
def test_a_plan_asks_for_nothing_that_it_can_do_without(wanted: WantedSet, needs: Needs | None) -> None:
    outcome = plan(wanted, Known("acme", (ALPHA,)))
    assert (outcome if isinstance(outcome, Needs) else None) == needs


def test_steps_come_in_the_order_of_the_list_and_what_is_purged_comes_last() -> None:
    account = Account(dict.fromkeys(ENVIRONMENTS, "PROD"), {}, set())
    steps = planned(WantedSet((Wanted("New"), Wanted("Gamma")), purge=True), account.known())
    assert [(step.action, step.name) for step in steps] == [
        ("create", "New"),
        ("keep", "Gamma"),
        ("delete", "Alpha"),
        ("delete", "Beta"),
        ("delete", "Delta"),
    ]


def test_a_move_is_no_detaching_but_where_an_environment_takes_in_it_gives_up_first() -> None:
    account = Account(dict.fromkeys(ENVIRONMENTS, "PROD"), {"r1": "Alpha", "r2": "Beta", "r3": "Gamma"}, set())
    wanted = WantedSet((Wanted("Alpha", None, ("r2",)), Wanted("Beta", None, ("r1",)), Wanted("Gamma", None, ())))
    steps = planned(wanted, account.known())
    assert [(step.attach, [attachment["atom_id"] for _kind, attachment in step.detach]) for step in steps] == [
        (("r2",), ["r1"]),
        (("r1",), ["r2"]),
        ((), ["r3"]),
    ]
    away = planned(WantedSet((Wanted("Alpha", None, ()), Wanted("Delta", None, ("r1",)))), account.known())
    assert [step.detach for step in away] == [(), ()]
