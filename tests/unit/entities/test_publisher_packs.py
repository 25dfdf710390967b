# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Packs that an account publishes: components that nobody has named stay, whatever an UPDATE does."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.entities.conftest import ARCHIVE, PURGE, Task

MODULE = "publisher_integration_pack"
CREATE, LOOK = "POST PublisherIntegrationPack", "POST PublisherIntegrationPack/query"
PACK: dict[str, t.Any] = {"installation_type": "SINGLE", "description": "Archives orders"}


@pytest.fixture
def publish(publisher: ModuleRunner) -> Task:
    """Publish a pack."""
    return Task(publisher, MODULE, name="Order Archive")


@pytest.fixture
def released(publish: Task) -> Task:
    """The same, of which 1.0 of both components is released."""
    publish(**PACK, components=[one(ARCHIVE, "1.0"), one(PURGE, "1.0")])
    for component in publish.sim.world.pack("Order Archive").components:
        component.update(currentVersion="1.0", pendingVersion="")
    return publish


def one(key: str, version: str | None = None) -> dict[str, str]:
    return {"id": key, **({"version": version} if version else {})}


def versions(outcome: Outcome) -> dict[str, str | None]:
    """The versions that the next release includes, by ID of the component."""
    return {component["id"]: component["version"] for component in outcome[MODULE]["components"]}


def stored(publish: Task, name: str = "Order Archive") -> dict[str, tuple[str, str]]:
    """What the simulator holds: the released and the pending version of each component."""
    components = publish.sim.world.pack(name).components
    return {one["componentId"]: (one["currentVersion"], one["pendingVersion"]) for one in components}


def test_a_pack_is_created_with_its_components_and_then_left_alone(publish: Task) -> None:
    options = {**PACK, "components": [one(ARCHIVE, "1.1"), one(PURGE)]}
    foreseen = publish(**options, check_mode=True)
    assert (foreseen["changed"], foreseen[MODULE]["id"], foreseen.calls) == (True, None, [LOOK])
    created = publish(**options)
    update = f"{CREATE}/{created[MODULE]['id']}"
    assert created.calls == [LOOK, CREATE, LOOK, update, LOOK]
    assert created["plan"] == foreseen["plan"]
    assert created["summary_lines"][1] == "created published integration pack Order Archive"
    # Who names no version gets the one that the platform selects.
    assert versions(created) == {ARCHIVE: "1.1", PURGE: "1.1"}
    assert created[MODULE]["components"][0] == {
        "id": ARCHIVE,
        "name": "Archive Orders",
        "type": "process",
        "version": "1.1",
        "current_version": None,
        "pending_version": "1.1",
        "latest_version": "2.0",
        "deleted": False,
    }
    again = publish(**options)
    assert (again["changed"], again[MODULE], again.calls) == (False, created[MODULE], [LOOK])
    info = publish.boomi(f"{MODULE}_info", name="Order Archive", installation_type="SINGLE")
    assert info["publisher_integration_packs"] == [created[MODULE]]


def test_check_mode_tells_of_a_pack_without_a_description_that_it_has_none(publish: Task) -> None:
    options = {"installation_type": "SINGLE", "components": [one(ARCHIVE, "1.1")]}
    foreseen, created = (publish(**options, check_mode=check)["changes"][0]["after"] for check in (True, False))
    assert (foreseen, foreseen["description"]) == (created, "")


@pytest.mark.parametrize(
    ("update", "without", "flags"),
    [
        ("replace", "kept", "flagged"),
        ("add", "latest", "flagged"),
        ("replace", "latest", "always"),
        ("add", "kept", "always"),
    ],
)
def test_components_that_are_not_named_keep_their_versions(
    released: Task, update: str, without: str, flags: str
) -> None:
    released.sim.set(pack_components=update, pack_versions=without, component_deleted=flags)
    changed = released(components=[{"name": "Archive Orders", "version": "2.0"}])
    assert (changed.failed, changed["changed"]) == (False, True)
    assert versions(changed) == {ARCHIVE: "2.0", PURGE: "1.0"}
    assert changed["changes"][0]["before"]["components"] == [one(ARCHIVE, "1.0"), one(PURGE, "1.0")]
    assert changed["changes"][0]["after"]["components"] == [one(ARCHIVE, "2.0"), one(PURGE, "1.0")]
    described = released(description="Archives all orders")
    assert (described[MODULE]["description"], versions(described)) == ("Archives all orders", versions(changed))
    assert described.calls == [LOOK, f"{CREATE}/{described[MODULE]['id']}", LOOK]
    assert released(components=[one(ARCHIVE)])["changed"] is False


@pytest.mark.parametrize("update", ["replace", "add"])
def test_a_purge_removes_the_others_with_the_next_release(released: Task, update: str) -> None:
    released.sim.set(pack_components=update)
    options: dict[str, t.Any] = {"components": [{"name": "Archive Orders"}], "purge": True}
    foreseen = released(**options, check_mode=True)
    purged = released(**options)
    assert (purged.failed, purged["changed"], purged["plan"]) == (False, True, foreseen["plan"])
    deleted = {component["id"]: component["deleted"] for component in purged[MODULE]["components"]}
    assert deleted == {component["id"]: component["deleted"] for component in foreseen[MODULE]["components"]}
    assert deleted == {ARCHIVE: False, PURGE: True}
    assert released(**options)["changed"] is False
    # Whoever names it again keeps it.
    kept = released(components=[one(PURGE)])
    assert (kept["changed"], versions(kept)) == (True, {ARCHIVE: "1.0", PURGE: "1.0"})


def test_what_the_first_of_two_updates_has_done_is_a_change_where_another_run_does_the_second(
    released: Task,
) -> None:
    released.sim.set(pack_components="add")
    released.sim.add_fault("status", operation="update", status=400, phase="after", skip=1)
    purged = released(components=[one(ARCHIVE, "2.0")], purge=True)
    assert (purged.failed, purged["changed"], versions(purged)) == (False, True, {ARCHIVE: "2.0", PURGE: None})


def test_a_purge_removes_at_once_what_was_never_released(publish: Task) -> None:
    publish(**PACK, components=[one(ARCHIVE, "1.0"), one(PURGE, "1.0")])
    purged = publish(components=[one(PURGE)], purge=True)
    assert versions(purged) == {PURGE: "1.0"}
    assert stored(publish) == {PURGE: ("", "1.0")}


def test_a_pack_is_renamed_by_id_where_the_platform_can(released: Task) -> None:
    before = released()
    renamed = released(id=before[MODULE]["id"], name="Orders")
    assert (renamed["changed"], renamed[MODULE]["name"], versions(renamed)) == (True, "Orders", versions(before))
    assert stored(released, "Orders").keys() == {ARCHIVE, PURGE}
    multi = released.boomi(f"{MODULE}_info", installation_type="MULTI")["publisher_integration_packs"][0]
    refused = released(id=multi["id"], name="Another")
    assert "cannot be renamed, since it is a MULTI pack" in refused["msg"]
    other = released(name="Orders", installation_type="MULTI")
    assert "The installation_type of published integration pack 'Orders'" in other["msg"]


def test_a_pack_that_is_shared_is_deleted_by_force_alone(released: Task) -> None:
    released.boomi("account_group", name="Retail")
    released.boomi("account_group_integration_pack", integration_pack_name="Order Archive", account_group="Retail")
    refused = released(state="absent")
    assert "cannot be deleted while something is attached to it: the account groups 'Retail'" in refused["msg"]
    assert [group["name"] for group in refused["error"]["account_groups"]] == ["Retail"]
    assert stored(released)
    deleted = released(state="absent", force=True)
    assert (deleted["changed"], deleted[MODULE]) == (True, None)
    line = "deleted published integration pack Order Archive (its installations in all accounts are lost): -Retail"
    assert deleted["summary_lines"][1] == line
    assert "Order Archive" not in {pack.name for pack in released.sim.world.packs.values()}
    again = released(state="absent")
    assert (again["changed"], again.calls) == (False, [LOOK])


def test_names_of_components_are_looked_up_in_the_pack(released: Task) -> None:
    unknown = released(components=[{"name": "Archive Order"}])
    assert unknown["error"]["close_matches"][0] == "Archive Orders"
    twice = released(components=[one(ARCHIVE), {"name": "Archive Orders"}])
    assert "is listed by its ID and by its name" in twice["msg"]
    released.sim.world.packages[PURGE]["name"] = "Archive Orders"
    ambiguous = released(components=[{"name": "Archive Orders"}])
    assert ambiguous["error"]["candidates"] == [ARCHIVE, PURGE]
