# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private: polls an account for the event source."""

from __future__ import annotations

import contextlib
import datetime
import json
import logging
import os
import tempfile
import traceback
import typing as t

from ansible.release import __version__
from jinja2.exceptions import UndefinedError

from ..module_utils._core.client import Client
from ..module_utils._core.errors import BoomiError, CallError, OptionError, unexpected
from ..module_utils._core.transport import Http
from ..module_utils._engine import moment
from ..module_utils._engine.given import refuse_empty
from ..module_utils._engine.kind import Values
from ._connection import check, refuse_missing_libraries
from ._feeds import FEEDS, RUNTIMES, WATCHED, Feed, State, changed_runtimes
from ._template import defused

LOGGER = logging.getLogger(__name__)
SPEC: dict[str, dict[str, t.Any]] = {
    "interval": {"type": "float", "default": 60.0},
    "watch": {"type": "list", "elements": "str", "choices": list(WATCHED), "default": ["events"]},
    "since": {"type": "str"},
    "overlap": {"type": "int", "default": 3600},
    "state_file": {"type": "path"},
}
_LEAST_INTERVAL = 1.0


class Poll(t.NamedTuple):
    """The result of a poll.

    :param events: to be sent
    :param state: what is known once they are sent
    """

    events: list[Values]
    state: State | None


class Watcher:
    """Polls an account.

    :param given: the arguments of the event source
    :param now: tells the time, in UTC
    :raises OptionError: an argument is wrong; the message holds no secret
    """

    def __init__(
        self,
        given: t.Mapping[str, t.Any],
        now: t.Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.timezone.utc),
    ) -> None:
        self._now = now
        refuse_missing_libraries()
        try:
            self._connection, params, warnings = check(given, SPEC)
        except UndefinedError as exc:
            raise OptionError(
                f"An argument is a template that cannot be evaluated: {exc.message}. Pass the variable with --vars or"
                " --env-vars."
            ) from None
        for warning in warnings:
            LOGGER.warning(warning)
        self.interval: float = params["interval"]
        if not self.interval >= _LEAST_INTERVAL:
            raise OptionError(f"interval must be at least {_LEAST_INTERVAL:g} second.", option="interval")
        self._overlap: int = params["overlap"]
        if self._overlap < 0:
            raise OptionError("overlap must not be negative.", option="overlap")
        self.watch = list(dict.fromkeys(params["watch"]))
        if not self.watch:
            raise OptionError(f"watch is empty. Give at least one of {', '.join(WATCHED)}.", option="watch")
        since = self._moment()
        if params["since"] is not None:
            since = moment.parse("since", params["since"])
            if since > self._moment():
                raise OptionError(
                    f"since is {since}, which is in the future. Give a time that has passed.", option="since"
                )
        refuse_empty({"state_file": params["state_file"]})
        self._file: str | None = params["state_file"]
        self._states: dict[str, State | None] = {
            name: FEEDS[name].initial_state(since) if name in FEEDS else None for name in self.watch
        }
        if self._file:
            self._states.update(_load(self._file, self._whose()))
        # A restart before the first entry continues from here, too.
        self._save()

    def poll(self, name: str) -> Poll | None:
        """Poll once; ``None`` if the API cannot be read at the moment. Blocks.

        The next poll returns the same events again, unless this one is committed.

        :param name: a word of the option ``watch``
        :raises BoomiError: the credentials, the privileges, or an option are wrong, so the next poll would fail too
        """
        http = Http(self._connection, f"community.boomi (ansible-core {__version__})")
        try:
            rows, state = self._read(Client(http), name)
        except CallError as exc:
            if exc.status == 401 or exc.forbidden:
                raise
            LOGGER.warning(
                "Could not poll %s of account %s, the next poll covers the gap: %s",
                name,
                self._connection.account,
                exc.message,
            )
            return None
        except BoomiError:
            raise
        except Exception as exc:  # a mistake of ours, whose text may hold a secret
            LOGGER.debug(http.redact(traceback.format_exc()))
            raise BoomiError(f"{unexpected(exc)}.") from None
        finally:
            http.close()
        told: list[Values] = _without_templates(http.redact.tree(rows))
        return Poll([{"watch": name, "account_id": self._connection.account, "entry": row} for row in told], state)

    def commit(self, name: str, poll: Poll) -> None:
        """Note that all events of a poll were sent.

        :raises OptionError: the state cannot be written
        """
        if self._states[name] == poll.state:
            return
        self._states[name] = poll.state
        self._save()

    def _save(self) -> None:
        if self._file:
            _write(self._file, {**self._whose(), "watch": self._states})

    def _read(self, client: Client, name: str) -> tuple[list[Values], State]:
        kind, state = WATCHED[name], self._states[name]
        feed: Feed | None = FEEDS.get(name)
        if feed is None or state is None:
            return changed_runtimes(state, map(kind.read, client.query(kind)))
        now = self._moment()
        queries = feed.queries(state, self._overlap, now)
        rows = [kind.read(raw) for query in queries for raw in client.query(kind, query)]
        return feed.advance(state, rows, self._overlap, now)

    def _moment(self) -> str:
        return moment.written(self._now())

    def _whose(self) -> dict[str, str]:
        return {"base_url": self._connection.base_url, "account_id": self._connection.account}


def _without_templates(value: t.Any) -> t.Any:
    """Return texts that Jinja does not evaluate.

    Actions copy texts of events into playbooks, which Ansible evaluates. Whoever names a process, or causes an error,
    must not get code to run on the controller.
    """
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, list):
        return [_without_templates(entry) for entry in value]
    return {name: _without_templates(entry) for name, entry in value.items()} if isinstance(value, dict) else value


def _load(path: str, whose: t.Mapping[str, str]) -> dict[str, State | None]:
    """Return the states that an earlier run has saved."""
    try:
        with open(path, encoding="utf-8") as handle:
            kept = json.load(handle)
        if any(kept[name] != text for name, text in whose.items()):
            raise OptionError(
                f"state_file {path} belongs to account {kept['account_id']} at {kept['base_url']}. Name another file.",
                option="state_file",
            )
        return {name: _sound(name, state) for name, state in kept["watch"].items() if name in WATCHED}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        raise OptionError(
            f"state_file {path} cannot be read, or was not written by this event source. Name another file, and set"
            " since to the time from which you need events.",
            option="state_file",
        ) from None


def _sound(name: str, state: t.Any) -> State | None:
    """Return a state that has the form in which it was saved.

    :raises ValueError: it does not
    """
    if name == RUNTIMES:
        sound = state is None or all(isinstance(one["status"], (str, type(None))) for one in state.values())
    else:
        times = [state["since"], state["newest"], *state["known"].values()]
        sound = all(map(_is_time, times))
        sound = sound and all(isinstance(misses, int) for misses in state["open"].values())
    if not sound:
        raise ValueError
    return t.cast("State | None", state)


def _is_time(text: str) -> bool:
    """Tell whether a text is a time as the API takes it."""
    try:
        return moment.parse("", text) == text
    except OptionError:
        return False


def _write(path: str, kept: t.Mapping[str, t.Any]) -> None:
    """Replace the file atomically."""
    try:
        descriptor, beside = tempfile.mkstemp(prefix=".", dir=os.path.dirname(path) or ".")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
                json.dump(kept, handle)
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise
    except OSError as exc:
        raise OptionError(
            f"state_file {path} cannot be written: {exc.strerror}. Use a directory that this user can write to.",
            option="state_file",
        ) from None
