# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What holds for every account and every description."""

from __future__ import annotations

import sys
import typing as t

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core.errors import StateError
from ansible_collections.community.boomi.plugins.module_utils._engine.describe import describe_one
from ansible_collections.community.boomi.plugins.module_utils._engine.kind import Kind
from ansible_collections.community.boomi.plugins.module_utils._engine.result import COMING, Report
from ansible_collections.community.boomi.plugins.module_utils._engine.spec import parse_items
from ansible_collections.community.boomi.plugins.module_utils._engine.steps import (
    PRESENT,
    PURGE_ALL,
    PURGE_LISTED,
    Item,
    Wanted,
    foreseen,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.account import SECTIONS
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import (
    ATOM,
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    ROLE,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK,
    INTEGRATION_PACK_INSTANCE,
)
from ansible_collections.community.boomi.tests.unit.engine.strategies import KINDS, Account, accounts, items, tasks

NAME = "integration_pack_override_name"
Task = tuple[Account, Wanted]


def lines_of(size: int, move: int) -> int:
    """Return how many lines a plan runs for so many environments, each with a runtime and an instance.

    :param move: how many places further each of these is to be
    """
    account = Account()
    pack = account.add(INTEGRATION_PACK, name="Pack", installation_type="MULTI")
    for number in range(size):
        ids = [account.add(kind, name=f"{number}")["id"] for kind in (ENVIRONMENT, ATOM)]
        account.add(ENVIRONMENT_ATOM_ATTACHMENT, **dict(zip(("environment_id", "atom_id"), ids)))
        account.install(pack, f"{number}")
    texts = [(str(number), [str((number + move) % size)]) for number in range(size)]
    listed = [
        *(Item(ENVIRONMENT, {"name": name}, {"runtimes": others}) for name, others in texts),
        *(
            Item(INTEGRATION_PACK_INSTANCE, {"integration_pack_name": "Pack", NAME: name}, {"environments": others})
            for name, others in texts
        ),
    ]
    lines = 0

    def count(_frame: t.Any, event: str, _arg: t.Any) -> t.Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        account.plan(Wanted(listed, whole=True), known=True)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("move", [0, 1])
def test_the_work_of_a_plan_grows_with_the_account_and_not_with_its_square(move: int) -> None:
    assert lines_of(400, move) < 4.2 * lines_of(100, move)


@given(accounts(), st.booleans(), st.sampled_from([None, ENVIRONMENT, ATOM, ROLE]))
def test_the_description_of_an_account_makes_an_empty_plan_for_it(
    account: Account, purge: bool, hidden: Kind | None
) -> None:
    if hidden and account.rows[hidden]:
        # Queries do not list everything that something is tied to.
        account.rows[hidden].popitem()
    world = account.world(known=True)
    described = {kind: [describe_one(world, kind, row) for row in world.known(kind)] for kind in SECTIONS.values()}
    listed = [
        item
        for name, kind in SECTIONS.items()
        for item in parse_items(kind, name, described[kind], kind.lists, PRESENT)
    ]
    kinds = list(SECTIONS.values())
    wanted = Wanted(listed, purge=dict.fromkeys(kinds, PURGE_ALL) if purge else {}, whole=True, unlisted=kinds)
    assert list(map(str, account.plan(wanted).steps)) == []


@given(tasks())
def test_a_plan_that_was_carried_out_is_empty_when_it_is_made_again(task: Task) -> None:
    account, wanted = task
    try:
        made = account.plan(wanted)
    except StateError:
        event("refused")
        return
    event("something to do" if made.steps else "nothing to do")
    if not wanted.whole:
        assert all(found["processes"] for found in made.found.values() if found and "processes" in found)
    report = Report(made, foreseen(made))
    account.carry_out(made)
    for kind in KINDS:
        before, after = ({row["id"] for row in world.known(kind)} for world in (report.before, report.after))
        coming = {one for one in after if one.startswith(COMING)}
        assert len(coming) == sum(step.creates for step in made.steps if step.kind is kind)
        assert after - coming <= account.rows[kind].keys()
        assert not (before - after) & account.rows[kind].keys()
    assert list(map(str, account.plan(wanted).steps)) == []


@given(tasks(), st.booleans(), st.integers(0, 9))
def test_the_plan_does_not_depend_on_the_order_of_answers_nor_on_what_was_asked_before(
    task: Task, known: bool, seed: int
) -> None:
    account, wanted = task

    def outcome(known: bool) -> t.Any:
        try:
            return account.plan(wanted, known).digest
        except StateError as problem:
            return problem.message

    first = outcome(False)
    account.seed = seed
    assert outcome(known) == first


@given(st.booleans())
def test_an_instance_given_by_id_lists_no_pack_but_its_own_for_a_purge(known: bool) -> None:
    account = Account()
    own, unnamed = (account.add(INTEGRATION_PACK, name=name, installation_type="MULTI") for name in ("Own", None))
    listed, surplus, *_others = (account.install(pack, "x") for pack in (own, own, unnamed, {**own, "id": None}))
    item = Item(INTEGRATION_PACK_INSTANCE, {"id": listed["id"]})
    made = account.plan(Wanted([item], purge={item.kind: PURGE_LISTED}), known)
    assert [step.found for step in made.steps] == [surplus]


def verdicts(account: Account, listed: t.Sequence[Item], known: bool = False, **flags: t.Any) -> list[t.Any]:
    """Return for each item what is wrong with it, or else its object and its steps."""
    try:
        made = account.plan(Wanted(listed, **flags), known)
    except StateError as problem:
        problems = problem.facts.get("problems") or [{"item": 1, "msg": problem.message}]
        wrong = {number: [p["msg"] for p in problems if p["item"] == number + 1] for number in range(len(listed))}
        right = iter(verdicts(account, [item for n, item in enumerate(listed) if not wrong[n]], known, **flags))
        return [wrong[number] or next(right) for number in range(len(listed))]
    return [
        (made.found[number], sorted(str(step.digest()) for step in made.steps if step.item == number))
        for number in range(len(listed))
    ]


@st.composite
def halves(draw: st.DrawFn) -> tuple[Account, list[Item], list[Item]]:
    account = draw(accounts(("!", "~")))
    kinds = st.sampled_from([ENVIRONMENT, INTEGRATION_PACK_INSTANCE])

    def some(half: str) -> t.Any:
        return kinds.flatmap(lambda kind: items(account, kind, half))

    return account, [draw(some("!"))], draw(st.lists(some("~"), min_size=1, max_size=3))


@given(halves(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_items_that_have_nothing_to_do_with_an_item_do_not_change_its_verdict(
    task: tuple[Account, list[Item], list[Item]], known: bool, whole: bool, listed: bool, force: bool
) -> None:
    account, alone, others = task
    kinds: list[Kind] = [alone[0].kind] if listed else []
    flags = {"force": force, "allow_move": force}
    expected = verdicts(account, alone, **flags)
    event("refused" if isinstance(expected[0], list) else "planned")
    together = verdicts(account, [*alone, *others], known, whole=whole, unlisted=kinds, **flags)
    assert together[: len(alone)] == expected
