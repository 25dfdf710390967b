# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan for an attachment or a role's assignment, from what is wanted and what is known."""

from __future__ import annotations

import typing as t
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._attachments import (
    ATOM_ATTACHMENT,
    PACK_ATTACHMENT,
    ROLE_ASSIGNMENT,
    Kind,
    Known,
    Needs,
    Wanted,
    plan,
)
from ansible_collections.community.boomi.plugins.module_utils._entities import Create, Delete, Plan
from ansible_collections.community.boomi.plugins.module_utils._core.errors import StateError

ACCOUNT = "acme-C7T2KD"
RUNTIME = {"id": "r1", "name": "runtime-eu-1"}
PRODUCTION = {"id": "e1", "name": "Production"}
TEST = {"id": "e2", "name": "Test"}
NO_RUNTIME = StateError("Account acme-C7T2KD has no runtime 'x'.", close_matches=[])
RUNTIME_ID = "3456789a-bcde-f012-3456-789abcdef012"
ENVIRONMENT_ID = "456789ab-cdef-0123-4567-89abcdef0123"


def by_name(state: str = "present", allow_move: bool = False) -> Wanted:
    return Wanted(state, ("runtime-eu-1", "Test"), (None, None), allow_move)


def by_id(state: str = "present") -> Wanted:
    return Wanted(state, (RUNTIME_ID, ENVIRONMENT_ID), (RUNTIME_ID, ENVIRONMENT_ID))


def attached(runtime_id: str, environment_id: str, id: str = "a1") -> dict[str, t.Any]:
    return {"id": id, "atom_id": runtime_id, "environment_id": environment_id}


def located(*ties: dict[str, t.Any], **values: t.Any) -> Known:
    return Known(ACCOUNT, {0: RUNTIME, 1: TEST}, {("r1",): ties}, **values)


def test_names_are_looked_up_before_attachments_are_asked_for() -> None:
    known = Known(ACCOUNT)
    assert plan(ATOM_ATTACHMENT, by_name(), known) == Needs(ends=(0, 1))
    known = replace(known, ends={0: RUNTIME, 1: TEST})
    assert plan(ATOM_ATTACHMENT, by_name(), known) == Needs(ties=("r1",))


def test_ids_of_what_is_attached_already_need_no_look_up() -> None:
    known = Known(ACCOUNT)
    assert plan(ATOM_ATTACHMENT, by_id(), known) == Needs(ties=(RUNTIME_ID,))
    there = attached(RUNTIME_ID, ENVIRONMENT_ID)
    known = replace(known, ties={(RUNTIME_ID,): (there,)})
    assert plan(ATOM_ATTACHMENT, by_id(), known) == Plan("environment_atom_attachment", there, there)


def test_ids_are_believed_for_what_is_not_to_be_attached() -> None:
    known = Known(ACCOUNT, ties={(RUNTIME_ID,): (attached(RUNTIME_ID, "elsewhere"),)})
    assert plan(ATOM_ATTACHMENT, by_id("absent"), known) == Plan("environment_atom_attachment", None, None)


def test_ids_have_to_exist_before_anything_is_written() -> None:
    known = Known(ACCOUNT, ties={(RUNTIME_ID,): ()})
    assert plan(ATOM_ATTACHMENT, by_id(), known) == Needs(ends=(0, 1))


def test_a_name_that_looks_like_an_id_is_asked_for_again_by_the_id_behind_it() -> None:
    known = Known(ACCOUNT, {0: {"id": "r9", "name": RUNTIME_ID}, 1: TEST}, {(RUNTIME_ID,): ()})
    assert plan(ATOM_ATTACHMENT, by_id(), known) == Needs(ties=("r9",))


def test_what_is_attached_nowhere_is_attached() -> None:
    outcome = plan(ATOM_ATTACHMENT, by_name(), located())
    assert isinstance(outcome, Plan)
    (change,) = outcome.changes
    assert isinstance(change, Create)
    assert change.target.write(change.values) == {"atomId": "r1", "environmentId": "e2"}
    assert change.about == "Runtime 'runtime-eu-1' (r1), attached to environment 'Test' (e2)"
    assert outcome.before is None
    assert outcome.after == {"id": None, "atom_id": "r1", "environment_id": "e2"}


def test_a_move_is_refused_with_the_name_of_the_place_where_the_runtime_is() -> None:
    known = located(attached("r1", "e1"))
    assert plan(ATOM_ATTACHMENT, by_name(), known) == Needs(place="e1")
    with pytest.raises(StateError) as caught:
        plan(ATOM_ATTACHMENT, by_name(), replace(known, places={"e1": PRODUCTION}))
    assert "Runtime 'runtime-eu-1' (r1) is attached to environment 'Production' (e1)" in caught.value.message
    assert "Set allow_move" in caught.value.message
    assert caught.value.facts == {"candidates": ["e1"]}


def test_a_move_that_is_allowed_shows_where_the_runtime_was() -> None:
    there = attached("r1", "e1")
    outcome = plan(ATOM_ATTACHMENT, by_name(allow_move=True), located(there))
    assert isinstance(outcome, Plan)
    assert [type(change) for change in outcome.changes] == [Create]
    assert outcome.before == there
    assert outcome.after == {"id": None, "atom_id": "r1", "environment_id": "e2"}


def test_instances_and_roles_may_be_tied_to_several_environments() -> None:
    instance = {"id": "i1", "name": None}
    tie = {"id": "a", "integration_pack_instance_id": "i1", "environment_id": "e1"}
    outcome = plan(PACK_ATTACHMENT, by_name(), Known(ACCOUNT, {0: instance, 1: TEST}, {("i1",): (tie,)}))
    assert isinstance(outcome, Plan)
    assert (len(outcome.changes), outcome.before) == (1, None)
    outcome = plan(ROLE_ASSIGNMENT, by_name(), Known(ACCOUNT, {0: RUNTIME, 1: TEST}, {("r1", "e2"): ()}))
    assert isinstance(outcome, Plan)
    assert (len(outcome.changes), outcome.before) == (1, None)


def test_what_does_not_exist_cannot_be_attached_and_is_detached_already() -> None:
    known = Known(ACCOUNT, {0: NO_RUNTIME, 1: TEST})
    with pytest.raises(StateError) as caught:
        plan(ATOM_ATTACHMENT, by_name(), known)
    assert caught.value is NO_RUNTIME
    assert plan(ATOM_ATTACHMENT, by_name("absent"), known) == Plan("environment_atom_attachment", None, None)


def test_a_runtime_that_is_elsewhere_is_not_detached_there() -> None:
    outcome = plan(ATOM_ATTACHMENT, by_name("absent"), located(attached("r1", "e1")))
    assert outcome == Plan("environment_atom_attachment", None, None)


def test_what_is_attached_twice_is_detached_twice() -> None:
    ties = (attached("r1", "e2", "a1"), attached("r1", "e2", "a2"))
    outcome = plan(ATOM_ATTACHMENT, by_name("absent"), located(*ties))
    assert isinstance(outcome, Plan)
    (change,) = outcome.changes
    assert isinstance(change, Delete)
    assert change.found == ties


@given(
    kind=st.sampled_from([ATOM_ATTACHMENT, PACK_ATTACHMENT, ROLE_ASSIGNMENT]),
    state=st.sampled_from(["present", "absent"]),
    allow_move=st.booleans(),
    pairs=st.sets(st.tuples(st.sampled_from(["x1", "x2"]), st.sampled_from(["e1", "e2"])), max_size=4),
    wanted_pair=st.tuples(st.sampled_from(["x1", "x2"]), st.sampled_from(["e1", "e2"])),
)
def test_a_plan_reaches_what_is_wanted_and_touches_no_other_tie(
    kind: Kind, state: str, allow_move: bool, pairs: set[tuple[str, str]], wanted_pair: tuple[str, str]
) -> None:
    first = kind.ends[0].name
    if kind.moves:
        pairs = set(dict(sorted(pairs)).items())
    ties = [{"id": f"{one}-{other}", first: one, "environment_id": other} for one, other in sorted(pairs)]
    asked = wanted_pair[: len(kind.look)]
    found = tuple(tie for tie in ties if all(tie[name] == value for name, value in zip(kind.look, asked)))
    known = Known(
        ACCOUNT,
        {0: {"id": wanted_pair[0], "name": "x"}, 1: {"id": wanted_pair[1], "name": "e"}},
        {asked: found},
        {"e1": PRODUCTION, "e2": TEST},
    )
    try:
        outcome = plan(kind, Wanted(state, wanted_pair, (None, None), allow_move), known)
    except StateError:
        assert kind.moves
        assert not allow_move
        return
    assert isinstance(outcome, Plan)
    after = set(pairs)
    for change in outcome.changes:
        if isinstance(change, Create):
            if kind.moves:
                after = {pair for pair in after if pair[0] != wanted_pair[0]}
            after.add((change.values[first], change.values["environment_id"]))
        elif isinstance(change, Delete):
            after -= {(tie[first], tie["environment_id"]) for tie in change.found}
    expected = pairs | {wanted_pair} if state == "present" else pairs - {wanted_pair}
    if kind.moves and state == "present":
        expected = {pair for pair in pairs if pair[0] != wanted_pair[0]} | {wanted_pair}
    assert after == expected
    assert bool(outcome.changes) == (after != pairs)
