# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that releases a published pack, immediately or on a date, and waits for its end.

The API cannot be asked for the releases of a pack, only for one whose request is known. So an UPDATE goes first, which
the API carries out where a release is scheduled, and nowhere else: it cannot make a second one.

Source of names and statuses: the vendor's OpenAPI document and its prose.
"""

from __future__ import annotations

import contextlib
import datetime
import typing as t

from .._core import archive, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import MISSING, Client, call_for, checked
from .._core.errors import ApiError, BoomiError, CallError, OptionError, StateError, UnsettledError
from .._engine import patience
from .._engine.answer import Result
from .._engine.fetch import settle
from .._engine.given import refuse_empty
from .._engine.kind import Field, Kind, Raw, Values
from .._engine.module import Params, run
from .._engine.world import resolve
from .publisher import FEATURES, PUBLISHER_INTEGRATION_PACK, versions_of

_COMPONENTS, _COMPONENT = "ReleasePackagedComponents", "ReleasePackagedComponent"
_REQUEST = Kind(
    "ReleaseIntegrationPack", (Field("id"), Field("request_id")), title="request to release a pack", write=FEATURES
)
_STATUS = Kind(
    "ReleaseIntegrationPackStatus",
    (
        Field("id", "requestId"),
        Field("integration_pack_id"),
        Field("release_on_date"),
        Field("status", "releaseStatus"),
        Field("code", "responseStatusCode", "int"),
        Field("components", _COMPONENTS, fields=(Field("id", "componentId"), Field("version")), wrapper=_COMPONENT),
    ),
    title="release",
    identifier="requestId",
    read=FEATURES,
)
# Statuses of a release that has begun: the enum and the prose spell it differently.
_RUNNING = ("IN_PROGRESS", "INPROGRESS")
# Of one that waits for its date, of one that has succeeded, and of one that has not.
_SCHEDULED, _DONE, _FAILED = "SCHEDULED", "SUCCESS", "ERROR"
# A release takes up to an hour.
_LONGEST_PAUSE = 15.0
# With these the API may say that there is no scheduled release to update; which it uses is not documented.
_NOTHING_SCHEDULED = MISSING | {409}

_ONE = [("integration_pack_id", "integration_pack_name")]
_TEXTS = (*_ONE[0], "release_on_date", "request_id")
SPEC: dict[str, dict[str, t.Any]] = {
    **{name: {"type": "str"} for name in _TEXTS},
    "wait": {"type": "bool", "default": True},
    "wait_timeout": {"type": "int", "default": 3600},
}


def module() -> None:
    """Run the module."""

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        _check(params)
        return lambda client, check: _Task(client, params).run(check)

    run(SPEC, {"mutually_exclusive": _ONE, "required_one_of": _ONE}, parse)


def _check(params: Params) -> None:
    refuse_empty({name: params[name] for name in _TEXTS})
    date = params["release_on_date"]
    try:
        if date and datetime.date(*map(int, date.split("-"))).isoformat() != date:
            raise ValueError
    except (TypeError, ValueError, OverflowError):
        raise OptionError(
            f"release_on_date is {date!r}, which is not a date. Give one such as 2026-01-31.", option="release_on_date"
        ) from None
    patience.given(params)


def _body(pack: Values, date: str | None) -> Raw:
    """Return the request to release a pack, on a date or immediately.

    It lists all components: what becomes of one that is not listed is not documented.
    """
    listed = versions_of(pack["components"]).items()
    components = [{"componentId": one, **({"version": version} if version else {})} for one, version in listed]
    schedule = {"releaseSchedule": "RELEASE_ON_SPECIFIED_DATE", "releaseOnDate": date}
    return {
        "id": pack["id"],
        "name": pack["name"],
        "installationType": pack["installation_type"],
        **(schedule if date else {"releaseSchedule": "IMMEDIATELY"}),
        _COMPONENTS: {_COMPONENT: components},
    }


def _lacking(pack: Values) -> list[Values]:
    """Return the components that a release would add, change, or remove."""
    return [row for row in pack["components"] if row["version"] != row["current_version"]]


def _finds_nothing_scheduled(exc: CallError) -> bool:
    return exc.status in _NOTHING_SCHEDULED and not exc.forbidden


class _Task:
    """One release, from the look at the pack to its end."""

    def __init__(self, client: Client, params: Params) -> None:
        self._client, self._params = client, params
        self._date: str | None = params["release_on_date"]
        self._request_id: str | None = params["request_id"]
        self._row = _STATUS.read({})
        # The request first: a release that ends in between shows in the pack.
        self._pending = self._request_id is not None and self._look_at_given()
        self._before = self._pack = self._look_at_pack()

    def run(self, check: bool) -> Result:
        """Release what is pending."""
        self._refuse_other()
        pending = self._pending
        if pending and self._date and self._is_planned(self._date):
            return self._result(False)
        if pending and self._row["status"] in _RUNNING:
            # It is under way, and cannot be changed. Something else may be pending by now.
            problem = None if check or not self._params["wait"] else self._follow(own=False)
            if problem or check or not self._params["wait"]:
                return self._result(False, problem)
            pending, self._before = False, self._pack
        if not _lacking(self._pack):
            return self._result(False)
        if check:
            return self._result(True)
        return self._release(pending)

    def _release(self, pending: bool) -> Result:
        """Send the request, and wait for its end.

        :param pending: an earlier request has not come to its end, and need not be one that can be changed
        """
        body = _body(self._pack, self._date)
        try:
            answer = self._client.update(_REQUEST, str(self._pack["id"]), body)
        except CallError as exc:
            if exc.may_be_cause and not self._date:
                # It may have turned a scheduled release into this one.
                return self._result(True, self._in_doubt(exc))
            if not _finds_nothing_scheduled(exc):
                if exc.may_be_cause:
                    # Harmless to repeat: it leaves one release, on that date.
                    return self._result(True, exc)
                raise
            if pending and (self._date or self._row["status"]):
                raise
            if pending:
                # The API has not told that it is under way, or it has come to its end meanwhile.
                return self._result(False, self._follow(own=False) if self._params["wait"] else None)
            created = self._create(body)
            if isinstance(created, CallError):
                return self._result(True, self._in_doubt(created))
            answer = created
        self._row = _STATUS.read({})
        self._request_id = _REQUEST.read(answer)["request_id"]
        return self._result(True, self._follow(own=True) if self._params["wait"] else None)

    def _create(self, body: Raw) -> Raw | CallError:
        """Send the request once, and return the answer, or why it is not known what has come of it.

        :raises CallError: the API refuses it: nothing was begun
        """
        client = self._client
        call = call_for(_REQUEST, retry.CREATE, (_REQUEST.name,), body, str(self._before["name"]))
        try:
            return client.send_once(call).object
        except CallError as exc:
            if not exc.may_be_cause:
                if _finds_nothing_scheduled(exc):
                    exc.message += " If a release is under way, set request_id to wait for it, or run again later."
                raise
            doubt = exc
        if self._date:
            # Carried out only where the release is scheduled.
            with contextlib.suppress(CallError):
                return client.update(_REQUEST, str(self._pack["id"]), body)
        return doubt

    def _in_doubt(self, doubt: CallError) -> BoomiError | None:
        """Look for a while whether a release whose answer is lost has been done."""
        # What the request was like before tells nothing now.
        self._row = _STATUS.read({})
        if not doubt.in_doubt:
            doubt.message += " An earlier attempt, whose response was lost, may have succeeded."
        try:
            if not self._date and not self._shows(patience.for_a_write(self._client.http, doubt)):
                return None
        except BoomiError as look:
            doubt.message += f" Searching for it also failed: {look.message}"
        doubt.advise(
            "The release may be under way or scheduled: check it in the platform before you run the task again."
        )
        return doubt

    # The end

    def _follow(self, own: bool) -> BoomiError | None:
        """Wait until a release has come to its end; one on a date, until it is scheduled. Return what is wrong.

        :param own: it is the one that this task has asked for
        """
        seconds = patience.given(self._params)
        try:
            if self._request_id is None:
                # The answer has not told which one it is: the pack tells when it is done.
                return self._unfinished(seconds) if not self._date and self._shows(seconds) else None
            for _look in patience.Watch(seconds, longest=_LONGEST_PAUSE):
                if not self._look_at_request():
                    return self._ended(own)
                if self._date and self._row["status"] not in _RUNNING:
                    return None
            return self._unfinished(seconds)
        except BoomiError as exc:
            # The pack may be gone meanwhile; of a call, the usual advice may be that it is safe to run the task again.
            exc.advise(f"{self._title} may still be under way. {self._advice}")
            return exc

    def _ended(self, own: bool) -> BoomiError | None:
        status = self._row["status"]
        if status != _DONE:
            what = "ended with" if status == _FAILED else "the unknown status"
            return UnsettledError(
                f"{self._title} has {what} {status} (request {self._request_id}). Check it in the platform.",
                candidates=[self._request_id],
            )
        late = self._shows(patience.for_a_write(self._client.http))
        if not own:
            # What was selected since it began is to be released next.
            told = {row["id"]: row["version"] for row in self._row["components"]}
            late = [row for row in late if row["version"] and row["version"] == told.get(row["id"])]
        if not late:
            return None
        names = ", ".join(str(row["name"] or row["id"]) for row in late)
        return UnsettledError(
            f"{self._title} has ended with {status}, but the pack does not show it for {names}. Check it with"
            f" {PUBLISHER_INTEGRATION_PACK.see} in a moment.",
            candidates=[self._request_id],
        )

    def _unfinished(self, seconds: float) -> BoomiError:
        return UnsettledError(
            f"{self._title} is not done after wait_timeout, {seconds} s, and goes on. {self._advice}",
            candidates=[self._request_id] if self._request_id else [],
        )

    def _shows(self, seconds: float) -> list[Values]:
        """Look until the pack shows what was released, and return what it does not show."""
        late: list[Values] = []
        for _look in patience.Watch(seconds, longest=_LONGEST_PAUSE):
            self._pack = self._look_at_pack(str(self._before["id"]))
            there = {row["id"]: row["current_version"] for row in self._pack["components"]}
            late = [row for row in _lacking(self._before) if there.get(row["id"]) != row["version"]]
            if not late:
                break
        return late

    # Looks

    def _look_at_pack(self, pack_id: str | None = None) -> Values:
        by_id = pack_id or self._params["integration_pack_id"]
        text, by = (by_id, "id") if by_id else (self._params["integration_pack_name"], "name")
        return settle(self._client, lambda world: resolve(world, PUBLISHER_INTEGRATION_PACK, text, by))

    def _look_at_given(self) -> bool:
        """Look at the request that the options name.

        :raises StateError: there is none
        """
        try:
            return self._look_at_request()
        except ApiError as exc:
            if exc.status not in MISSING or exc.forbidden:
                raise
            raise StateError(
                f"Account {self._client.account} has no request {self._request_id!r} to release a pack. Take request_id"
                " from the result of an earlier task, or leave it out.",
                candidates=[],
            ) from exc

    def _look_at_request(self) -> bool:
        """Look at the request, and tell whether it is still to come to its end."""
        path = (_STATUS.name, checked(_STATUS, str(self._request_id)))
        answer = self._client.http.call(call_for(_STATUS, retry.GET, path, None, self._request_id, bare=True))
        self._row = _STATUS.read(answer.object)
        told = (answer.status, self._row["code"])
        # No status tells nothing.
        return retry.ACCEPTED in told or self._row["status"] in (*_RUNNING, _SCHEDULED, None)

    def _is_planned(self, date: str) -> bool:
        """Tell whether the release is scheduled for this date with the versions that the pack has now."""
        versions = {component["id"]: component["version"] for component in self._row["components"]}
        return (self._row["status"], self._row["release_on_date"]) == (_SCHEDULED, date) and all(
            versions.get(component["id"]) == component["version"]
            for component in _lacking(self._pack)
            if not component["deleted"]
        )

    def _refuse_other(self) -> None:
        """Refuse a request for another pack.

        :raises StateError: so it is
        """
        other = self._row["integration_pack_id"]
        if other not in (None, self._before["id"]):
            raise StateError(
                f"Request {self._request_id!r} is for the pack {other}, not for {self._before['id']}. Leave request_id"
                " out, or give the one of this pack.",
                candidates=[other],
            )

    # Words

    @property
    def _title(self) -> str:
        return f"The release of {self._before['name']!r}"

    @property
    def _advice(self) -> str:
        if self._request_id:
            return f"Run the task again with request_id={self._request_id} to go on waiting."
        return "Check it in the platform before you run the task again."

    def _result(self, changed: bool, error: BoomiError | None = None) -> Result:
        """Return what there is to say: the versions that were or would be released, and those that are."""
        asked = {row["id"]: row["version"] for row in self._before["components"]}
        now = {row["id"]: row["current_version"] for row in self._pack["components"]}
        told = [
            {"id": row["id"], "name": row["name"], "version": asked[row["id"]], "released_version": now.get(row["id"])}
            for row in self._before["components"]
        ]
        release = {
            "integration_pack_id": self._before["id"],
            "integration_pack_name": self._before["name"],
            "installation_type": self._before["installation_type"],
            "request_id": self._request_id,
            "status": self._row["status"],
            "release_on_date": self._date,
            "components": told,
        }
        before = [{"id": row["id"], "version": row["current_version"]} for row in self._before["components"]]
        after = [{"id": one, "version": version} for one, version in asked.items()] if changed else before
        return Result(changed, {"release": release}, {"components": before}, {"components": after}, error=error)
