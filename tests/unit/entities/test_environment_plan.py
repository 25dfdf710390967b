# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The plan for an environment, from what is wanted and what is known."""

from __future__ import annotations

import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._entities import Create, Delete, Plan, Update
from ansible_collections.community.boomi.plugins.module_utils._environments import (
    Attached,
    Known,
    NeedsAttached,
    Wanted,
    plan,
)
from ansible_collections.community.boomi.plugins.module_utils._core.errors import StateError

ACCOUNT = "acme-C7T2KD"


def environment(id: str, name: str, classification: str = "PROD") -> dict[str, t.Any]:
    return {
        "id": id,
        "name": name,
        "classification": classification,
        "parent_environment": None,
        "parent_account": None,
    }


PRODUCTION = environment("1", "Production")
TEST = environment("2", "Test", "TEST")
NOTHING = Attached()
SOMETHING = Attached(
    runtime_attachments=({"id": "a", "atom_id": "r", "environment_id": "1"},),
    pack_attachments=({"id": "b", "integration_pack_instance_id": "i", "environment_id": "1"},),
    runtimes=({"id": "r", "name": "runtime-eu-1"},),
    instances=({"id": "i", "name": None},),
)


def known(*environments: dict[str, t.Any], attached: Attached | None = None) -> Known:
    return Known(ACCOUNT, environments, attached)


def planned(wanted: Wanted, knowledge: Known) -> Plan:
    outcome = plan(wanted, knowledge)
    assert isinstance(outcome, Plan)
    return outcome


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(name="Production"),
        Wanted(name="Production", classification="PROD"),
        Wanted(id="1"),
        Wanted(id="1", name="Production"),
        Wanted(id="1", name="Production", force=True),
    ],
)
def test_what_is_as_it_should_be_is_left_alone(wanted: Wanted) -> None:
    outcome = planned(wanted, known(PRODUCTION, TEST))
    assert outcome.changes == ()
    assert outcome.before == outcome.after == PRODUCTION


def test_an_environment_that_is_missing_is_created_with_what_was_said_and_no_more() -> None:
    outcome = planned(Wanted(name="Staging"), known(PRODUCTION))
    (change,) = outcome.changes
    assert isinstance(change, Create)
    assert change.target.write(change.values) == {"name": "Staging"}
    assert outcome.before is None
    assert outcome.after == {**environment("", "Staging"), "id": None}


def test_the_classification_is_sent_where_it_was_given() -> None:
    outcome = planned(Wanted(name="Staging", classification="TEST"), known())
    (change,) = outcome.changes
    assert isinstance(change, Create)
    assert change.target.write(change.values) == {"name": "Staging", "classification": "TEST"}
    assert outcome.after is not None
    assert outcome.after["classification"] == "TEST"


def test_names_are_compared_exactly_whatever_the_server_has_found() -> None:
    outcome = planned(Wanted(name="production"), known(PRODUCTION, environment("3", "production ")))
    assert [type(change) for change in outcome.changes] == [Create]
    assert outcome.warnings == (
        "Environment 'production' is another one than 'Production', which differs in upper and lower case only.",
    )


def test_an_id_with_another_name_is_renamed() -> None:
    outcome = planned(Wanted(id="1", name="Production EU"), known(PRODUCTION))
    (change,) = outcome.changes
    assert isinstance(change, Update)
    assert (change.found, change.values) == (PRODUCTION, {"name": "Production EU"})
    assert (outcome.before, outcome.after) == (PRODUCTION, {**PRODUCTION, "name": "Production EU"})


@pytest.mark.parametrize(
    ("wanted", "environments", "words", "candidates"),
    [
        (Wanted(id="9"), [PRODUCTION], "There is no environment 9 in account acme-C7T2KD", []),
        (Wanted(id="1", name="Test"), [PRODUCTION, TEST], "cannot be renamed: 'Test' (2) has the name already", ["2"]),
        (Wanted(name="Test", classification="PROD"), [TEST], "is classified TEST, not PROD", ["2"]),
        (Wanted("absent", name="Test", classification="PROD"), [TEST], "is classified TEST, not PROD", ["2"]),
        (Wanted("absent", id="1", name="Test"), [PRODUCTION], "its name is 'Production', not 'Test'", ["1"]),
        (
            Wanted(name="Test"),
            [TEST, environment("3", "Test")],
            "Several environments of account acme-C7T2KD are called 'Test': 2, 3. Give id.",
            ["2", "3"],
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason_and_the_candidates(
    wanted: Wanted, environments: list[dict[str, t.Any]], words: str, candidates: list[str]
) -> None:
    with pytest.raises(StateError) as caught:
        plan(wanted, known(*environments))
    assert words in caught.value.message
    assert caught.value.facts == {"candidates": candidates}


def test_a_classification_that_the_api_does_not_tell_is_no_contradiction() -> None:
    silent = {**TEST, "classification": None}
    assert planned(Wanted(name="Test", classification="PROD"), known(silent)).changes == ()


@pytest.mark.parametrize("wanted", [Wanted("absent", name="Staging"), Wanted("absent", id="9", name="Test")])
def test_what_is_absent_already_is_left_alone(wanted: Wanted) -> None:
    assert planned(wanted, known(PRODUCTION)) == Plan("environment", None, None)


def test_before_a_delete_it_is_asked_what_is_attached() -> None:
    assert plan(Wanted("absent", name="Production"), known(PRODUCTION)) == NeedsAttached("1")


def test_an_environment_that_nothing_is_attached_to_is_deleted() -> None:
    outcome = planned(Wanted("absent", name="Production"), known(PRODUCTION, attached=NOTHING))
    (change,) = outcome.changes
    assert isinstance(change, Delete)
    assert change.found == (PRODUCTION,)
    assert (outcome.before, outcome.after, outcome.aside) == (PRODUCTION, None, {})


@pytest.mark.parametrize("kind", ["runtime", "pack"])
def test_one_attachment_of_either_kind_keeps_an_environment(kind: str) -> None:
    attached = Attached(**{f"{kind}_attachments": ({"id": "a"},)})
    with pytest.raises(StateError):
        plan(Wanted("absent", name="Production"), known(PRODUCTION, attached=attached))


def test_an_environment_in_use_is_not_deleted_and_the_message_says_by_what() -> None:
    with pytest.raises(StateError) as caught:
        plan(Wanted("absent", name="Production"), known(PRODUCTION, attached=SOMETHING))
    assert "the runtimes 'runtime-eu-1' (r) and the integration pack instances i." in caught.value.message
    assert caught.value.facts == {
        "runtimes": [{"id": "r", "name": "runtime-eu-1"}],
        "integration_pack_instances": [{"id": "i", "name": None}],
    }


def test_with_force_everything_is_detached_before_the_environment_goes() -> None:
    outcome = planned(Wanted("absent", name="Production", force=True), known(PRODUCTION, attached=SOMETHING))
    assert [change.target.name for change in outcome.changes] == [
        "IntegrationPackEnvironmentAttachment",
        "EnvironmentAtomAttachment",
        "Environment",
    ]
    assert outcome.aside == {"runtimes": ["runtime-eu-1"], "integration_pack_instances": ["i"]}


NAMES = st.sampled_from(["Production", "production", "Test", "Staging"])
CLASSES = st.sampled_from(["PROD", "TEST"])


@given(
    names=st.lists(st.tuples(NAMES, CLASSES), max_size=4, unique_by=lambda pair: pair[0]),
    state=st.sampled_from(["present", "absent"]),
    id=st.none() | st.integers(0, 5).map(str),
    name=st.none() | NAMES,
    classification=st.none() | CLASSES,
    force=st.booleans(),
    attached=st.sampled_from([NOTHING, SOMETHING]),
)
def test_a_plan_brings_the_account_to_what_is_wanted_and_touches_nothing_else(
    names: list[tuple[str, str]],
    state: str,
    id: str | None,
    name: str | None,
    classification: str | None,
    force: bool,
    attached: Attached,
) -> None:
    wanted = Wanted(state, id, name or (None if id else "Test"), classification, force)
    account = {str(number): environment(str(number), *pair) for number, pair in enumerate(names)}
    try:
        outcome = planned(wanted, known(*account.values(), attached=attached))
    except StateError:
        return
    after = dict(account)
    for change in outcome.changes:
        if isinstance(change, Create):
            after["new"] = environment("new", change.values["name"], change.values["classification"] or "PROD")
        elif isinstance(change, Update):
            after[change.found["id"]] = {**change.found, **change.values}
        elif change.target.name == "Environment":
            for values in change.found:
                del after[values["id"]]
    fitting = [
        values
        for values in after.values()
        if (wanted.id is None or values["id"] == wanted.id) and (wanted.name is None or values["name"] == wanted.name)
    ]
    assert len(fitting) == (1 if state == "present" else 0)
    assert all(classification in (None, values["classification"]) for values in fitting)
    touched = [key for key in account if after.get(key) != account[key]]
    meant = [] if outcome.before is None or outcome.before == outcome.after else [outcome.before["id"]]
    assert touched == meant
    assert len({values["name"] for values in after.values()}) == len(after)
    if state == "present":
        assert {**fitting[0], "id": None} == {**(outcome.after or {}), "id": None}
        assert plan(wanted, known(*after.values())) == Plan("environment", fitting[0], fitting[0])
