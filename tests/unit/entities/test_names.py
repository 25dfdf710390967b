# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Names and IDs that nothing has, that two objects have, or that are given in the place of the other."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator import ids
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner
from ansible_collections.community.boomi.tests.unit.entities.conftest import INSTEAD, OPTIONS, WHO

Options = dict[str, t.Any]
NOBODY = "00000000-0000-4000-8000-000000000009"
MEMBER, SHARED = "account_group_account", "account_group_integration_pack"
RUNTIME, INSTANCE = "environment_atom_attachment", "integration_pack_environment_attachment"
INSTALL, INFO, PUBLISH = "integration_pack_instance", "process_schedules_info", "publisher_integration_pack"
NEW_PACK = {"name": "New", "installation_type": "SINGLE"}
# Integration packs: one is shared, the other with nobody.
ORDER_INTAKE, BETA = "89abcdef-0123-4567-89ab-cdef01234567", "ea023771-987e-55d1-ad24-d3cba6fd16a6"
# Both are called Price List.
PRICE_LISTS = [(f"5c1e7d40-8a1f-4b6e-9d2b-6f1c3a7e0b{end}",) for end in (11, 22)]
TEST = ids.stable_uuid("environment", "acme-C7T2KD", "Test")
ID_AS_NAME = f"{TEST} is the ID of environment 'Test', not a name. Give it as id."
DESK, SHOP = "Desk - Receive Return", "Shop - Receive Return"
LISTENER = {"process": DESK, "runtime": "runtime-eu-1", "state": "paused"}
PUBLISHER = "A publisher shares a pack through an account group."
ODD = 'Größen "XL" / L\'été & Ünïcode <ß>'
TIES = (MEMBER, SHARED, RUNTIME, INSTANCE, "environment_role", "account_user_role")


def options_of(module: str, given: Options) -> Options:
    """These options, and what would be found."""
    found = OPTIONS[module] if module in TIES else {}
    return {**found, **{INSTEAD.get(name, name): None for name in given}, **given}


@pytest.fixture
def account(request: pytest.FixtureRequest, module: str) -> ModuleRunner:
    """An account in which names are taken once or twice, and of which the API finds names in any letter case."""
    boomi: ModuleRunner = request.getfixturevalue(WHO.get(module, "boomi"))
    sim = boomi.simulator
    for name in ("Domestic", "International", "Twin", "Twin"):
        sim.attach(sim.install("Order Intake", name)["id"], "Production")
    for pack, *named in (("Invoice Sync",), *PRICE_LISTS, ("Returns Handling", "Desk"), ("Returns Handling", "Shop")):
        sim.attach(sim.install(pack, *named)["id"], "Production")
    for key in ("one", "two"):
        sim.add_atom("twin", id=key)
    sim.set(name_case="insensitive")
    boomi.connection["retry_budget"] = 0
    return boomi


@pytest.mark.parametrize(
    ("module", "options", "words", "close"),
    [
        (MEMBER, {"account": "Acme Tradin"}, "has no account 'Acme Tradin'.", ["Acme Trading"]),
        (MEMBER, {"account_group": "Retial"}, "has no account group 'Retial'.", ["Retail"]),
        (SHARED, {"integration_pack_name": "Invoice Sink"}, "Did you mean 'Invoice Sync'?", ["Invoice Sync"]),
        # An ID is no name, and a name no ID.
        (SHARED, {"integration_pack_id": "Invoice Sync"}, "That is a name. Give it as one.", ["Invoice Sync"]),
        (RUNTIME, {"environment": "Tset"}, "has no environment 'Tset'. Did you mean 'Test'?", ["Test"]),
        (RUNTIME, {"environment": "Te  st"}, "has no environment 'Te  st'. Did you mean 'Test'?", ["Test"]),
        (RUNTIME, {"environment": "test"}, "has no environment 'test'. Did you mean 'Test'?", ["Test"]),
        (RUNTIME, {"runtime": NOBODY}, f"has no runtime {NOBODY!r}", None),
        (INSTANCE, {"integration_pack_name": "Stock Levels"}, "is not installed in account acme-C7T2KD. Install", None),
        (INSTANCE, {"integration_pack_name": "Stock Level"}, "Did you mean 'Stock Levels'", ["Stock Levels"]),
        (INSTANCE, {"integration_pack_instance_id": "nope"}, "give the pack instead of integration_pack_inst", None),
        (INSTANCE, {"integration_pack_id": "nope"}, "nope", None),
        *(("environment", {"name": TEST, "state": state}, ID_AS_NAME, None) for state in ("present", "absent")),
        ("account_configuration", {"environments": [{"name": TEST}]}, ID_AS_NAME, None),
        ("environment_role", {"role": NOBODY}, f"has no role {NOBODY!r}", None),
        ("account_user_role", {"role": "Standard Usr"}, "Did you mean 'Standard User'?", ["Standard User"]),
        (INSTALL, {"integration_pack_name": "Invoce Sync"}, f"'Invoice Sync'? {PUBLISHER}", ["Invoice Sync"]),
        (INSTALL, {"integration_pack_name": "invoice sync"}, "Did you mean 'Invoice Sync'?", ["Invoice Sync"]),
        (INSTALL, {"integration_pack_name": "Größen XL L'été Ünïcode"}, f"Did you mean {ODD!r}?", [ODD]),
        (INSTALL, {"integration_pack_name": ORDER_INTAKE}, "give it as integration_pack_id.", [ORDER_INTAKE]),
        (INSTALL, {"integration_pack_id": "Order Intake"}, "give it as integration_pack_name.", ["Order Intake"]),
        (INSTALL, {"integration_pack_id": ORDER_INTAKE[:-1] + "8"}, "Did you mean", [ORDER_INTAKE]),
        (
            INSTALL,
            {"integration_pack_name": "Unreleased Beta"},
            f"8; see boomi_integration_pack_info. {PUBLISHER}",
            None,
        ),
        (INSTALL, {"integration_pack_id": BETA}, "is shared with account acme-C7T2KD. Packs that are shared", None),
        ("atom", {"name": "runtime-eu"}, "Set cloud to create it in a runtime cloud.", ["runtime-eu-2"]),
        ("atom", {"name": "new", "cloud": "Europe"}, "has no cloud 'Europe'. Did you mean 'Europe C", ["Europe Cloud"]),
        ("atom", {"name": "runtime-eu-1", "cloud": "Europe Cloud"}, "is in no cloud, not in 'Europe Cloud'", None),
        ("atom", {"id": "nope"}, "There is no runtime nope", None),
        (PUBLISH, {"name": "New"}, "Set installation_type to create it.", None),
        (PUBLISH, {**NEW_PACK, "components": [{"name": "Purge Archive"}]}, "Give the ID of a component", None),
        ("account_info", {"account_group": "Retial"}, "Did you mean 'Retail'?", ["Retail"]),
        ("environment_atom_attachment_info", {"environment": "Prodution"}, "Did you mean 'P", ["Production"]),
        ("listener", {**LISTENER, "process": "Desk - Refund"}, f"The runtime has {DESK!r}, {SHOP!r}.", None),
        ("listener", {**LISTENER, "runtime": "runtime-eu-2"}, "is not a listener. The runtime has none.", None),
        ("listener", {**LISTENER, "process": "Desk - Recieve Return"}, f"Did you mean {DESK!r}", [DESK]),
        ("listener", {**LISTENER, "runtime": "runtime-eu"}, "Did you mean 'runtime-eu-", ["runtime-eu-2"]),
        ("listener_info", {"process": "Dsk - Receive Return"}, f"Did you mean {DESK!r}", [DESK]),
        ("listener_info", {"runtimes": ["runtime-eu"]}, "Did you mean 'runtime-eu-", ["runtime-eu-2"]),
        ("integration_pack_release", {"integration_pack_name": "Invoice Sink"}, "Did you mean", ["Invoice Sync"]),
        (INFO, {"process": "Domestic - INTT"}, "Did you mean 'Domestic - INT'", ["Domestic - INT"]),
        (INFO, {"runtime": "runtime-eu"}, "has no runtime 'runtime-eu'", ["runtime-eu-2"]),
        (INFO, {"integration_pack_instance": "Domestc"}, "instance 'Domestc'. Did you mean 'Domestic'", ["Domestic"]),
        (
            INFO,
            {"integration_pack_instance": "Domestic", "process": "IN"},
            "has no process 'IN'. It has 'Domestic - INT', 'Domestic - New Process 3'",
            None,
        ),
    ],
)
def test_what_nothing_has_is_an_error_with_the_close_ones_and_is_tied_to_nothing(
    account: ModuleRunner, module: str, options: Options, words: str, close: list[str] | None
) -> None:
    before = len(account.simulator.writes)
    given = options_of(module, options)
    for check_mode in (True, False):
        outcome = account(module, **given, check_mode=check_mode)
        assert (outcome.failed, outcome["error"]["kind"]) == (True, "state")
        assert words in outcome["msg"]
        assert (outcome["error"].get("close_matches") or [])[:1] == (close or [])
    if module in TIES:
        gone = account(module, **given, state="absent")
        assert (gone["changed"], gone[module]) == (False, None)
    assert len(account.simulator.writes) == before


def test_an_instance_by_its_id_and_a_pack_that_nothing_has_is_refused(boomi: ModuleRunner) -> None:
    one = boomi.simulator.install("Order Intake", "Domestic")["id"]
    outcome = boomi(INSTALL, id=one, integration_pack_name="Order Intak")
    assert outcome.failed
    assert "Did you mean 'Order Intake'?" in outcome["msg"]


@pytest.mark.parametrize(
    ("module", "options", "words", "by_id"),
    [
        ("atom", {"name": "twin"}, "called 'twin'", "id"),
        (RUNTIME, {"runtime": "twin"}, "has 2 runtimes called 'twin'", "runtime"),
        (SHARED, {"integration_pack_name": "Price List"}, "called 'Price List'", "integration_pack_id"),
        (INSTANCE, {"integration_pack_name": "Order Intake", "name": "Twin"}, "Give ", "integration_pack_instance_id"),
        (INSTALL, {"integration_pack_name": "Order Intake", "name": "Twin"}, "Give id", "id"),
        (INSTALL, {"integration_pack_name": "Price List"}, "Give integration_pack_id.", "integration_pack_id"),
        ("process_info", {"integration_pack_instance": "Twin"}, "instances called 'Twin'", "integration_pack_instance"),
    ],
)
def test_what_two_objects_have_is_refused_with_both_ids_of_which_one_is_taken(
    account: ModuleRunner, module: str, options: Options, words: str, by_id: str
) -> None:
    before = len(account.simulator.writes)
    name = [*options.values()][-1]
    held = account.simulator.account("acme-C7T2KD")
    things = [*held.atoms.values(), *held.packs.values(), *held.instances.values()]
    keys = [one["id"] for one in things if name in (one.get("name"), one.get("integrationPackOverrideName"))]
    for state in (None,) if module == "process_info" else ("present", "absent"):
        outcome = account(module, **options_of(module, options), state=state)
        assert outcome.failed
        assert words in outcome["msg"]
        assert sorted(outcome["error"]["candidates"]) == sorted(keys)
    assert len(account.simulator.writes) == before
    state = {"atom": "absent", INSTALL: "absent", "process_info": None}.get(module, "present")
    outcome = account(module, **options_of(module, {by_id: keys[1]}), state=state)
    assert (outcome.failed, outcome["changed"]) == (False, module != "process_info")


@pytest.mark.parametrize("state", ["present", "absent"])
@pytest.mark.parametrize(
    ("module", "options", "pack", "by_id"),
    [
        (INSTANCE, {"environment": "Test"}, "Order Intake", "integration_pack_instance_id"),
        (INSTALL, {}, "Order Intake", "id"),
        (INSTALL, {}, "Invoice Sync", "id"),
    ],
)
def test_a_pack_with_several_instances_does_not_tell_which_is_meant(
    boomi: ModuleRunner, module: str, options: Options, pack: str, by_id: str, state: str
) -> None:
    names = ("Domestic", "International") if pack == "Order Intake" else (None, None)
    keys = [boomi.simulator.install(pack, name)["id"] for name in names]
    # With a budget, the task would wait for a while: another run may be about to take its copy back.
    outcome = boomi(module, integration_pack_name=pack, state=state, retry_budget=0, **options)
    by_name = "integration_pack_override_name, or " if names[0] != names[1] else ""
    assert f"({names[1]!r}). Give {by_name}{by_id}." in outcome["msg"]
    assert (outcome["error"], boomi.simulator.writes) == ({"kind": "state", "candidates": keys}, [])
