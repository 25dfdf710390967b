# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The only writer of integration pack instances: carries a plan out, and believes looks, not answers."""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field

from . import _patience
from ._core.client import Client
from ._core.errors import CallError, UnsettledError
from ._install import Installer
from ._look import attachments_of, instances_named
from ._objects import INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, INTEGRATION_PACK_INSTANCE, ApiObject, id_of
from ._state import INSTALL, UNINSTALL, Done, Plan


@dataclass
class _Attachment:
    """An attachment of an instance on its way, and why it was not made.

    :param lost: an answer to one of its creates was, so that an attachment that is there may be this task's
    """

    entry: Done
    environment: str
    failure: CallError | None = None
    lost: bool = False
    tries: int = 0
    open: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Ids of the instance and the environment."""
        return _id(self.entry), self.environment

    def note(self) -> None:
        """Write down that it is made."""
        self.entry.attached.add(self.environment)

    @property
    def was_refused_and_may_be_there(self) -> bool:
        """Whether the API refuses to make it, perhaps because an earlier try has made it."""
        return self.lost and self.failure is not None and not self.failure.in_doubt


@dataclass
class _Removal:
    """An object that is to go for a step, and why it was not deleted.

    :param patience: for how many seconds to look until it is gone
    """

    entry: Done
    target: ApiObject
    id: str
    failure: CallError | None = None
    patience: float = 0.0

    def __str__(self) -> str:
        return f"{self.entry.step}: {self.target.title} {self.id}"

    def note(self) -> None:
        """Write down that it is gone."""
        if self.target is INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT:
            self.entry.detached.add(self.id)


@dataclass
class Applier:
    """Carries out one plan.

    :param looked_at: when the look that the plan was made from began, by ``time.monotonic``
    :param crowd: how many instances the packs in question had then
    """

    client: Client
    looked_at: float
    crowd: float
    warnings: list[str] = field(default_factory=list)

    def apply(self, plan: Plan) -> list[Done]:
        """Carry the plan out, item by item, whatever becomes of the others, and return what became of each.

        New instances are made and attached before old ones go, so that a run that dies half way has lost nothing.
        """
        done = [Done(step, instance=step.instance if step.action != UNINSTALL else None) for step in plan.steps]
        installer = Installer(self.client, self.looked_at, self.warnings, self.crowd)
        installer.install([entry for entry in done if entry.step.action == INSTALL])
        self._attach([entry for entry in done if entry.step.attach and not entry.error])
        self._detach([entry for entry in done if entry.step.detach and not entry.error])
        self._uninstall([entry for entry in done if entry.step.action == UNINSTALL and not entry.error])
        return done

    def _attach(self, entries: list[Done]) -> None:
        todo = [
            _Attachment(entry, environment) for entry in entries if entry.instance for environment in entry.step.attach
        ]
        # Ends: what is sent again has used a part of the budget.
        while todo:
            self.client.http.side_by_side(self._send, todo)
            try:
                there = self._attached(todo)
            except CallError as exc:
                for attachment in todo:
                    _unseen(attachment, exc)
                return
            for attachment in todo:
                self._judge_attachment(attachment, attachment.key in there)
            todo = [attachment for attachment in todo if attachment.open and not attachment.entry.error]

    def _send(self, attachment: _Attachment) -> None:
        target = INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
        instance, environment = attachment.key
        body = target.write({"integration_pack_instance_id": instance, "environment_id": environment})
        attachment.failure = None
        try:
            self.client.create(target, body, f"{instance} to {environment}", attachment.tries)
        except CallError as exc:
            attachment.failure = exc
            attachment.tries += 1
            attachment.lost = attachment.lost or exc.in_doubt

    def _attached(self, attachments: list[_Attachment]) -> set[tuple[str, str]]:
        """Look where the instances are attached, again while one that was attached may still show up."""
        http = self.client.http
        patience = {
            attachment.key: _patience.for_others(http)
            if attachment.was_refused_and_may_be_there
            else _patience.for_a_write(http, attachment.failure)
            for attachment in attachments
        }
        awaited = {key for key, seconds in patience.items() if seconds}
        # A wait for what the API has failed to answer is paid from the budget.
        failed = any(attachment.failure for attachment in attachments)
        watch = _patience.Watch(max(patience.values()), http.wait if failed else time.sleep)
        while True:
            found = attachments_of(self.client, {attachment.key[0] for attachment in attachments})
            there = {(str(one["integration_pack_instance_id"]), str(one["environment_id"])) for one in found}
            if watch.over or not awaited - there:
                return there
            watch.pause()

    def _judge_attachment(self, attachment: _Attachment, there: bool) -> None:
        """Say of one attachment what its create and the look behind it have made of it."""
        entry, failure = attachment.entry, attachment.failure
        if there or failure is None:
            attachment.open = False
            attachment.note()
            # Refused, and there all the same: another run was faster.
            entry.changed = entry.changed or failure is None or attachment.lost
            if not there:
                self.warnings.append(
                    f"{entry.step} was attached to environment {attachment.environment}, but queries do not show it"
                    " yet."
                )
        elif not failure.in_doubt or failure.final or self.client.http.budget.left <= 0:
            if attachment.was_refused_and_may_be_there:
                failure.message += _patience.MAY_BE_THERE
            entry.error = entry.error or failure

    def _detach(self, entries: list[Done]) -> None:
        target = INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT
        removals = [_Removal(entry, target, str(values["id"])) for entry in entries for values in entry.step.detach]
        self._delete(removals)
        doubtful = []
        for removal in removals:
            if removal.failure is None and removal.entry.step.action == UNINSTALL:
                # Whether it is detached shows when it is uninstalled.
                removal.entry.changed = True
                removal.note()
            else:
                doubtful.append(removal)

        def shown(waiting: list[_Removal]) -> set[str | None]:
            instances = {_old_id(removal.entry) for removal in waiting}
            return {values["id"] for values in attachments_of(self.client, instances)}

        self._confirm(doubtful, shown)

    def _uninstall(self, entries: list[Done]) -> None:
        removals = [_Removal(entry, INTEGRATION_PACK_INSTANCE, _old_id(entry)) for entry in entries]
        self._delete(removals)

        def shown(waiting: list[_Removal]) -> set[str | None]:
            named = [_named(removal.entry) for removal in waiting]
            if not all(pack_id for pack_id, _name in named):
                return set(map(id_of, self.client.query(INTEGRATION_PACK_INSTANCE)))
            return set(map(id_of, instances_named(self.client, named, self.crowd - len(removals))))

        self._confirm(removals, shown)

    def _delete(self, removals: list[_Removal]) -> None:
        def delete(removal: _Removal) -> None:
            try:
                self.client.delete(removal.target, removal.id)
            except CallError as exc:
                removal.failure = exc

        self.client.http.side_by_side(delete, removals)

    def _confirm(self, removals: list[_Removal], shown: t.Callable[[list[_Removal]], set[str | None]]) -> None:
        """Look until all of them are gone, for a bounded time, and write down what became of each.

        :param shown: returns the ids of those that queries still show, perhaps among others
        """
        begun = time.monotonic()
        pauses = _patience.Pauses()
        for removal in removals:
            removal.patience = _patience.for_a_removal(self.client.http, removal.failure)
        waiting = removals
        while waiting:
            try:
                left = shown(waiting)
            except CallError as exc:
                for removal in waiting:
                    _unseen(removal, exc)
                return
            seconds = time.monotonic() - begun
            waiting = [
                removal
                for removal in waiting
                if not self._is_decided(removal, removal.id in left, late=seconds >= removal.patience)
            ]
            if waiting:
                pauses.sleep(min(removal.patience for removal in waiting) - seconds)

    def _is_decided(self, removal: _Removal, shown: bool, late: bool) -> bool:
        """Say what a delete and the look behind it have made of an object, unless it may still go."""
        entry, failure = removal.entry, removal.failure
        if not shown:
            removal.note()
            entry.changed = entry.changed or failure is None or failure.may_be_cause
        elif failure and (late or failure.in_doubt or not _patience.says_gone(failure)):
            entry.error = entry.error or failure
        elif late:
            entry.changed = True
            entry.error = entry.error or UnsettledError(
                f"{removal}: the API has accepted to delete it, but queries of account {self.client.account} still show"
                " it. Run again later."
            )
        else:
            return False
        return True


def _unseen(write: _Attachment | _Removal, look: CallError) -> None:
    """The look itself has failed: say what was done before it."""
    entry, failure = write.entry, write.failure
    if failure and failure.in_doubt:
        _patience.say_unknown(failure, look)
    elif isinstance(write, _Attachment) and failure and write.was_refused_and_may_be_there:
        failure.message += _patience.MAY_BE_THERE
    entry.error = entry.error or failure or look
    if failure is None:
        entry.changed = True
        write.note()


def _id(entry: Done) -> str:
    return str((entry.instance or {})["id"])


def _named(entry: Done) -> tuple[str, str | None]:
    """Return by what to ask for an instance that is to go: the name of one of a SINGLE pack is not documented."""
    instance = entry.step.instance or {}
    multi = any(process["wrapper_process_id"] for process in instance["processes"])
    return str(entry.step.pack_id or ""), instance["integration_pack_override_name"] if multi else None


def _old_id(entry: Done) -> str:
    return str((entry.step.instance or {})["id"])
