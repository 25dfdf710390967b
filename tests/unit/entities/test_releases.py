# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Releases of published packs: never two, whatever becomes of an answer, and told by what the pack shows."""

from __future__ import annotations

import typing as t

import pytest

from ansible_collections.community.boomi.tests.simulator.state import Record
from ansible_collections.community.boomi.tests.unit.conftest import ModuleRunner, Outcome
from ansible_collections.community.boomi.tests.unit.entities.conftest import ARCHIVE, PURGE, Task
from ansible_collections.community.boomi.tests.unit.partner import PARTNER

LOOK, CREATE, UPDATE = "POST PublisherIntegrationPack/query", "POST ReleaseIntegrationPack", "an update"
STATUS = "GET ReleaseIntegrationPackStatus"
DATE: dict[str, t.Any] = {"release_on_date": "2026-02-01"}
LATER: dict[str, t.Any] = {"release_on_date": "2026-03-01"}
DONE = {ARCHIVE: ("1.0", "1.0"), PURGE: ("1.0", "1.0")}


@pytest.fixture
def release(publisher: ModuleRunner) -> Task:
    """Release a pack of two components that are not released."""
    components = [{"id": ARCHIVE, "version": "1.0"}, {"id": PURGE, "version": "1.0"}]
    publisher("publisher_integration_pack", name="Order Archive", installation_type="SINGLE", components=components)
    return Task(publisher, "integration_pack_release", integration_pack_name="Order Archive")


def steps(outcome: Outcome) -> list[str]:
    """The calls, without IDs."""
    words = {f"{CREATE}/": UPDATE, f"{STATUS}/": STATUS}
    return [next((word for start, word in words.items() if call.startswith(start)), call) for call in outcome.calls]


def requests(release: Task) -> list[Record]:
    """The releases that the platform knows."""
    return list(release.sim.account(PARTNER).releases.values())


def select(release: Task, version: str, **options: t.Any) -> None:
    """Select a version for the next release."""
    components = [{"id": ARCHIVE, "version": version}]
    outcome = release.boomi("publisher_integration_pack", name="Order Archive", components=components, **options)
    assert outcome["changed"] is True


def versions(outcome: Outcome) -> dict[str, tuple[str | None, str | None]]:
    components = outcome["release"]["components"]
    return {component["id"]: (component["version"], component["released_version"]) for component in components}


@pytest.mark.parametrize(("details", "word"), [("full", "IN_PROGRESS"), ("full", "INPROGRESS"), ("empty", "")])
def test_a_release_is_waited_for_and_ends_with_the_versions(release: Task, details: str, word: str) -> None:
    release.sim.set(release_pending=1, release_details=details, release_word=word or "IN_PROGRESS")
    foreseen = release(check_mode=True)
    assert (foreseen["changed"], foreseen.calls, foreseen["release"]["request_id"]) == (True, [LOOK], None)
    assert versions(foreseen) == {ARCHIVE: ("1.0", None), PURGE: ("1.0", None)}
    done = release()
    assert steps(done) == [LOOK, UPDATE, CREATE, STATUS, STATUS, LOOK]
    assert (done["changed"], done["release"]["status"], versions(done)) == (True, "SUCCESS", DONE)
    assert done["diff"]["before"] == {"components": [{"id": key, "version": None} for key in DONE]}
    assert done["diff"]["after"] == {"components": [{"id": key, "version": "1.0"} for key in DONE]}
    again = release()
    assert (again["changed"], again.calls, versions(again)) == (False, [LOOK], DONE)
    with_request = release(request_id=done["release"]["request_id"])
    assert (with_request["changed"], with_request["release"]["status"]) == (False, "SUCCESS")
    other = release(integration_pack_name="Invoice Sync", request_id=done["release"]["request_id"])
    assert "is for the pack" in other["msg"]
    unknown = release(request_id="release-unknown")
    assert "has no request 'release-unknown' to release a pack" in unknown["msg"]


def test_the_pack_may_show_a_release_later(release: Task) -> None:
    release.sim.set(release_lag=2)
    done = release(retry_budget=5)
    assert steps(done)[-3:] == [STATUS, LOOK, LOOK]
    assert versions(done) == DONE
    release.sim.set(release_lag=1000)
    select(release, "2.0")
    late = release(retry_budget=0.1)
    assert (late.failed, late["changed"], late["error"]["kind"]) == (True, True, "unsettled")
    assert "has ended with SUCCESS, but the pack does not show it for Archive Orders" in late["msg"]


@pytest.mark.parametrize(("unlisted", "flags"), [("kept", "flagged"), ("dropped", "flagged"), ("dropped", "always")])
def test_a_new_version_takes_nothing_else_out_of_the_pack(release: Task, unlisted: str, flags: str) -> None:
    release.sim.set(release_unlisted=unlisted, component_deleted=flags)
    assert versions(release()) == DONE
    assert release()["changed"] is False
    select(release, "2.0")
    assert versions(release()) == {ARCHIVE: ("2.0", "2.0"), PURGE: ("1.0", "1.0")}
    release.sim.set(component_deleted="flagged")
    select(release, "1.0", purge=True)
    removed = release()
    assert (removed["changed"], versions(removed)) == (True, {ARCHIVE: ("1.0", "1.0"), PURGE: (None, None)})
    assert [one["componentId"] for one in release.sim.world.pack("Order Archive").components] == [ARCHIVE]


@pytest.mark.parametrize("details", ["full", "empty"])
def test_a_release_on_a_date_is_scheduled_once_and_changed_by_the_next_task(release: Task, details: str) -> None:
    release.sim.set(release_details=details)
    scheduled = release(**DATE)
    assert steps(scheduled) == [LOOK, UPDATE, CREATE, STATUS]
    assert (scheduled["changed"], scheduled["release"]["release_on_date"]) == (True, "2026-02-01")
    assert scheduled["release"]["status"] == ("SCHEDULED" if details == "full" else None)
    request = scheduled["release"]["request_id"]
    same = release(**DATE, request_id=request)
    # Where the platform does not tell the date, the same release is scheduled again, and none beside it.
    assert (same.failed, same["changed"]) == (False, details == "empty")
    without = release(**DATE)
    assert (steps(without), without["changed"]) == ([LOOK, UPDATE, STATUS], True)
    later = release(**LATER, request_id=request)
    assert (later["changed"], later["release"]["request_id"]) == (True, request)
    assert [one["releaseOnDate"] for one in requests(release)] == ["2026-03-01"]
    now = release()
    assert (steps(now), versions(now)) == ([LOOK, UPDATE, STATUS, LOOK], DONE)
    assert len(requests(release)) == 1


def test_other_versions_change_a_scheduled_release(release: Task) -> None:
    request = release(**DATE)["release"]["request_id"]
    select(release, "2.0")
    foreseen = release(**DATE, request_id=request, check_mode=True)
    changed = release(**DATE, request_id=request)
    assert (foreseen["changed"], changed["changed"]) == (True, True)
    assert requests(release)[0]["_versions"][ARCHIVE] == "2.0"
    assert release(**DATE, request_id=request)["changed"] is False


@pytest.mark.parametrize("details", ["full", "empty"])
def test_a_release_in_progress_is_waited_for_by_its_request(release: Task, details: str) -> None:
    release.sim.set(release_pending=1, release_details=details)
    started = release(wait=False)
    assert (started["changed"], started["release"]["status"]) == (True, None)
    assert STATUS not in steps(started)
    request = started["release"]["request_id"]
    assert "set request_id to wait for it" in release()["msg"]
    foreseen = release(request_id=request, wait=False, check_mode=True)
    assert foreseen["changed"] is (details == "empty")
    release.sim.account(PARTNER).releases[request]["_left"] = 1
    waited = release(request_id=request)
    assert (waited.failed, waited["changed"], versions(waited)) == (False, False, DONE)
    assert len(requests(release)) == 1


def test_a_release_that_another_task_has_begun_is_not_repeated_where_the_pack_shows_it_late(release: Task) -> None:
    release.sim.set(release_pending=1, release_lag=1000)
    request = release(wait=False)["release"]["request_id"]
    late = release(request_id=request)
    assert (late.failed, late["changed"], len(requests(release))) == (True, False, 1)
    assert "has ended with SUCCESS, but the pack does not show it for Archive Orders, Purge Archive." in late["msg"]


def test_a_version_that_is_selected_while_a_release_goes_on_is_not_missed_in_it(release: Task) -> None:
    release.sim.set(release_pending=1)
    request = release(wait=False)["release"]["request_id"]
    select(release, "2.0")
    waited = release(request_id=request)
    assert (waited.failed, versions(waited)[ARCHIVE][1]) == (False, "1.0")


@pytest.mark.parametrize("word", ["IN_PROGRESS", "INPROGRESS"])
def test_a_release_that_takes_too_long_goes_on(release: Task, word: str) -> None:
    release.sim.set(release_pending=1000, release_word=word)
    late = release(wait_timeout=0)
    request = late["release"]["request_id"]
    assert (late.failed, late["changed"], late["release"]["status"]) == (True, True, word)
    words = f"and goes on. Run the task again with request_id={request} to go on waiting."
    assert f"is not done after wait_timeout, 0 s, {words}" in late["msg"]
    assert late["error"]["candidates"] == [request]


def test_a_release_whose_request_the_api_does_not_name_is_not_to_be_asked_for_again(release: Task) -> None:
    release.sim.add_fault("garbage", operation="create", phase="after", body="{}")
    late = release(wait_timeout=0)
    assert (late.failed, late["changed"], late["error"]["candidates"]) == (True, True, [])
    assert "and goes on. Check it in the platform before you run the task again." in late["msg"]


def test_an_answer_without_a_status_is_no_end(release: Task) -> None:
    release.sim.add_fault("empty", operation="get")
    done = release()
    assert (done.failed, done["release"]["status"], steps(done).count(STATUS)) == (False, "SUCCESS", 2)


@pytest.mark.parametrize("status", [404, 500])
def test_a_request_that_cannot_be_looked_at_behind_a_change_does_not_hide_the_change(
    release: Task, status: int
) -> None:
    request = release(**DATE)["release"]["request_id"]
    release.sim.add_fault("status", status=status, operation="get", skip=1, times=None)
    lost = release(request_id=request)
    assert (lost.failed, lost["changed"], lost["error"]["status"]) == (True, True, status)
    assert "safe to repeat" not in lost["msg"]
    assert f"may still be under way. Run the task again with request_id={request}" in lost["msg"]


@pytest.mark.parametrize("lost", [False, True])
def test_a_pack_that_is_gone_behind_the_request_does_not_hide_the_change(release: Task, lost: bool) -> None:
    release.sim.add_fault("garbage", operation="query", body="{}", skip=1, times=None)
    if lost:
        release.sim.add_fault("close", operation="create", phase="after")
    gone = release()
    assert (gone.failed, gone["changed"], len(requests(release))) == (True, True, 1)
    assert "has no published integration pack" in gone["msg"]
    assert f"may {'' if lost else 'still '}be under way" in gone["msg"]


@pytest.mark.parametrize(
    ("status", "words"), [("ERROR", "has ended with ERROR"), ("UNHEARD_OF", "has the unknown status UNHEARD_OF")]
)
def test_a_release_that_fails_can_be_repeated(release: Task, status: str, words: str) -> None:
    release.sim.set(release_status=status)
    failed = release()
    assert (failed.failed, failed["changed"], words in failed["msg"]) == (True, True, True)
    release.sim.set(release_status="SUCCESS")
    again = release(request_id=failed["release"]["request_id"])
    assert (again.failed, again["changed"], versions(again)) == (False, True, DONE)


class _Ended(dict[str, Record]):
    """Releases that have ended when they are asked for, and that a pack shows at the second look."""

    def __setitem__(self, key: str, release: Record) -> None:
        super().__setitem__(key, {**release, "_status": "SUCCESS", "_lag": 1})


def test_a_lost_release_that_the_pack_shows_a_moment_later_is_done(release: Task) -> None:
    release.sim.account(PARTNER).releases = _Ended()
    release.sim.add_fault("reset", operation="create", phase="after")
    done = release(retry_budget=5)
    assert (done.failed, done["changed"], versions(done)) == (False, True, DONE)
    assert steps(done) == [LOOK, UPDATE, CREATE, LOOK, LOOK]


def test_a_lost_answer_about_a_date_is_found_by_an_update(release: Task) -> None:
    release.sim.add_fault("status", operation="create", status=502, phase="after")
    found = release(**DATE)
    assert (found.failed, found["changed"], found["release"]["status"]) == (False, True, "SCHEDULED")
    assert steps(found) == [LOOK, UPDATE, CREATE, UPDATE, STATUS]
    assert len(requests(release)) == 1


def test_a_lost_answer_about_a_date_is_told_where_the_update_fails_too(release: Task) -> None:
    release.sim.add_fault("status", operation="create", status=502, phase="after")
    release.sim.add_fault("status", operation="update", status=500, skip=1, times=None)
    lost = release(**DATE)
    assert (lost.failed, lost["changed"], lost["error"]["operation"]) == (True, True, "create")
    assert "The release may be under way or scheduled" in lost["msg"]
    release.sim.clear_faults()
    assert (release(**DATE).failed, len(requests(release))) == (False, 1)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "status": 502, "times": 1},
        {"kind": "status", "status": 502, "times": None},
        {"kind": "close", "times": None},
    ],
)
def test_a_lost_answer_to_a_change_never_leads_to_a_second_release(release: Task, fault: dict[str, t.Any]) -> None:
    request = release(**DATE)["release"]["request_id"]
    release.sim.add_fault(**fault, operation="update", phase="after")
    lost = release(request_id=request, retry_budget=3 if fault["times"] else 0.2)
    assert (lost.failed, lost["changed"], CREATE in steps(lost)) == (True, True, False)
    assert (lost["release"]["request_id"], lost["release"]["status"]) == (request, None)
    assert "The release may be under way or scheduled" in lost["msg"]
    assert ("An earlier attempt, whose response was lost, may have" in lost["msg"]) is (fault["times"] == 1)
    assert "safe to repeat" not in lost["msg"]
    waited = release(request_id=request)
    assert (waited.failed, waited["changed"], versions(waited)) == (False, False, DONE)
    assert len(requests(release)) == 1


@pytest.mark.parametrize(
    ("fault", "words", "date"),
    [
        ({"status": 502, "phase": "after", "times": None}, "safe to repeat", "2026-03-01"),
        ({"status": 400, "body": '{"message": "No such date"}'}, "No such date", "2026-02-01"),
    ],
    ids=["lost", "refused"],
)
def test_a_change_of_the_date_that_fails_can_be_repeated(
    release: Task, fault: dict[str, t.Any], words: str, date: str
) -> None:
    request = release(**DATE)["release"]["request_id"]
    release.sim.add_fault("status", operation="update", **fault)
    failed = release(**LATER, request_id=request)
    assert (failed.failed, words in failed["msg"], CREATE in steps(failed)) == (True, True, False)
    assert failed.get("changed", False) is (date == LATER["release_on_date"])
    assert [one["releaseOnDate"] for one in requests(release)] == [date]
    release.sim.clear_faults()
    assert release(**LATER, request_id=request)["changed"] is (date != LATER["release_on_date"])
    assert len(requests(release)) == 1


def test_what_could_not_be_created_is_called_by_the_name_of_the_pack(release: Task) -> None:
    release.sim.add_fault("status", operation="create", status=400)
    assert "Could not create ReleaseIntegrationPack Order Archive in account" in release()["msg"]


def test_a_refusal_changes_nothing(release: Task) -> None:
    release.sim.set(refuse_writes=True)
    refused = release()
    assert (refused.failed, steps(refused)) == (True, [LOOK, UPDATE])
    assert "the features Publisher Integration Pack and Integration Pack" in refused["msg"]
    assert requests(release) == []
