# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: schedules of processes, for planning and setting: times and retries are one set, being enabled is another.

A set is there as soon as the process is deployed to an environment of the runtime, and empty at first (API page).
"""

from __future__ import annotations

import itertools
import typing as t

from .._core.errors import OptionError, StateError, parse_each
from .._engine.describe import reference
from .._engine.given import refuse_empty
from .._engine.kind import Kind, Raw, Values
from .._engine.setting import Change, PartKind, Place, SetStep, Setting, SettingKind
from .._engine.spec import STATE
from .._engine.steps import ABSENT, Item, Step
from .._engine.world import Unknown, World, asks_for, resolve
from . import schedule_words as words
from .environments import ATOM, ENVIRONMENT, ENVIRONMENT_ATOM_ATTACHMENT
from .pack_ties import INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, called_in, instance_meant
from .packs import MEANT, MEANT_BY, MEANT_EXCLUSIVE, refuse_incomplete
from .processes import PROCESS, owner_of, process_of, processes_of, reference_of
from .schedules import ENABLED, TIMES, found_or_scheduled

if t.TYPE_CHECKING:
    from .._engine.plan import Planner

_TEXT: dict[str, t.Any] = {"type": "str"}
_TIMES: dict[str, t.Any] = {
    "type": "list",
    "elements": "dict",
    "options": dict.fromkeys(("cron", *(part.name for part in words.PARTS)), _TEXT),
}
_WISHES: dict[str, dict[str, t.Any]] = {
    "schedules": _TIMES,
    "retry": {"type": "dict", "options": {"max_retry": {"type": "int"}, "schedules": {**_TIMES, "required": True}}},
    "enabled": {"type": "bool"},
}
# What reads the wishes that are one set.
_READERS: dict[str, t.Callable[[t.Any, str], t.Any]] = {"schedules": words.given_schedules, "retry": words.given_retry}
_PLACE: dict[str, dict[str, t.Any]] = {"process": _TEXT, "runtime": {**_TEXT, "required": True}}


class _Sets(SettingKind):
    """What both kinds of sets have in common."""

    origin = (
        "A process has schedules on each runtime of the environments that it is deployed to. A listener may have none."
    )
    refusal = " A listener process takes no schedules: if {} is one, leave it out."
    queue = "atom_id"
    in_turn = False

    def locate(self, planner: Planner, setting: Setting) -> Place:
        world, target = planner.world, setting.target
        world.want(*asks_for(ATOM, target["runtime"]))
        where = f"{setting.where}.process" if setting.where else "process"
        process: Values | None = None
        instance: t.Any = None
        if setting.item is not None:
            instance, of = planner.owner(setting.item)
            name = f"{target['process']} of {of}" if "process" in target else of
        else:
            instance = instance_meant(planner, target)
        if instance is None:
            text = target["process"]
            process = found_or_scheduled(world, self, "process_id", text, lambda: resolve(world, PROCESS, text))
            process = process or {**PROCESS.read({}), "id": text}
        elif isinstance(instance, str):
            process = process_of(world, instance, target.get("process"), where)
        text = target["runtime"]
        found = found_or_scheduled(world, self, "atom_id", text, lambda: planner.refer(ATOM, text))
        atom, runtime = found or (text, text)
        keys = {"instance": instance, "called": called_in(instance), "process": target.get("process"), "atom_id": atom}
        rows: list[Values] = []
        if process:
            name = str(process["name"] or process["id"])
            keys = {"process_id": process["id"], "atom_id": atom}
            rows = [row for row in world.where(self, "process_id", process["id"]) if row["atom_id"] == atom]
        needs, common = self._meeting(planner, instance, atom) if instance else ([], None)
        apart = common is not None and not common
        if apart or not (rows or needs):
            problem = "will have no schedules" if apart else "has no schedules"
            raise StateError(
                f"{setting.where or 'process'}: {name!r} {problem} on runtime {runtime!r}. {self.origin}"
                f" {'Attach the instance of the integration pack there' if instance else 'Deploy it there'} first."
            )
        return Place(f"{name} on {runtime}", rows[0] if rows else None, keys, needs, common or ())

    @staticmethod
    def _meeting(planner: Planner, instance: t.Any, atom: str) -> tuple[list[Step], set[t.Any] | None]:
        """Return the steps that bring an instance and a runtime together, and the environments where they then meet.

        ``None`` in the place of these where the plan does not change them. A removal of environments may, later.

        :raises Unknown: more has to be asked first
        """
        world = planner.world
        ends = (
            (INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, "integration_pack_instance_id", instance),
            (ENVIRONMENT_ATOM_ATTACHMENT, "atom_id", atom),
        )
        steps = {end[0]: planner.joining(*end) for end in ends}
        kept = not any(steps.values()) and isinstance(instance, str)
        if kept and not planner.wanted.removes(ENVIRONMENT):
            return [], None
        asks = [end for end in ends if isinstance(end[2], str)]
        # Who may not read where runtimes are may set schedules all the same.
        if not world.wish(*asks):
            raise Unknown
        common: set[t.Any] | None = None
        for end in ends:
            if end in world.vain:
                continue
            tie, field, thing = end
            gone = {step.found["id"] for step in steps[tie] if step.found}
            there = {row["environment_id"] for row in world.seen(tie, field, thing) if row["id"] not in gone}
            there |= {step.values["environment_id"] for step in steps[tie] if step.creates}
            common = there if common is None else common & there
        brought = [step for some in steps.values() for step in some if step.creates]
        needs = [step for step in brought if common and step.values["environment_id"] in common]
        # It may be deployed in another way.
        return needs, (common or None) if kept else common or set()

    def plan(self, planner: Planner, setting: Setting) -> tuple[Change, SetStep | None]:
        try:
            change, step = super().plan(planner, setting)
        except StateError as problem:
            # What is not there has no schedules, unless it is not clear what is meant.
            if not setting.flags.get(ABSENT) or "candidates" in problem.facts:
                raise
            planner.warnings.append(f"There are no schedules to clear. If that is not expected: {problem.message}")
            return Change(None, {}), None
        if step:
            # The settings of one description come in an order in which nothing runs at times that are not meant.
            step.needs += itertools.takewhile(
                lambda other: isinstance(other, SetStep) and other.setting.target is setting.target,
                reversed(planner.steps),
            )
        return change, step

    def looks(self, world: World, keys: Values) -> Values:
        if "process_id" in keys:
            return dict(keys)
        process = process_of(world, keys["instance"], keys["process"], called=keys["called"])
        return {"process_id": process["id"], "atom_id": keys["atom_id"]}

    def join_part(self, found: Values, setting: Setting, words: Values) -> None:
        entries = found.setdefault("schedules", [])
        # The settings of one description follow one another.
        if not any(all(one.get(name) == setting.target.get(name) for name in _PLACE) for one in entries[-1:]):
            entries.append(dict(setting.target))
        entries[-1].update(words)


class Status(_Sets):
    """Whether a process runs on its schedules, for planning and setting."""

    def compare(self, raw: Raw, setting: Setting, sent: bool = False) -> Change:
        del sent
        row, after = self.read(raw), {"enabled": setting.wanted}
        lacking = [] if row["enabled"] == setting.wanted else ["enabled"]
        # An UPDATE has to repeat what says which one it is (API page).
        return Change({"enabled": row["enabled"]}, after, lacking, self.write({**row, **after}))


class Schedules(_Sets, PartKind):
    """The times and the retries of a process, for planning and setting."""

    # API page.
    at_once = 15

    def part_spec(self, owner: Kind) -> dict[str, t.Any]:
        del owner
        return {"type": "list", "elements": "dict", "options": {**_PLACE, **_WISHES}}

    def parse_part(self, item: Item, number: int, value: t.Any, flags: t.Mapping[str, bool]) -> list[Setting]:
        del flags
        parts = parse_each(
            value, f"{item.where}.schedules", lambda entry, where: _settings(entry, _PLACE, where, number)
        )
        return [setting for settings in parts for setting in settings]

    def ask(self, world: World) -> None:
        world.want((self, None, None), (STATUS, None, None), (PROCESS, None, None), (ATOM, None, None))

    def describe_part(self, world: World, owner: Kind, row: Values) -> tuple[t.Any, list[str], list[str]]:
        del owner
        processes = processes_of(world, row["id"])
        entries: list[Values] = []
        omitted: list[str] = []
        for process in processes:
            if row["id"] != owner_of(world, process):
                continue
            enabled = {one["atom_id"]: one["enabled"] for one in world.seen(STATUS, "process_id", process["id"])}
            for one in world.seen(self, "process_id", process["id"]):
                runs, retry = enabled.get(one["atom_id"]), _retry_of(one)
                if one["schedules"] or retry or runs is False:
                    target = {
                        "process": reference_of(process, processes),
                        "runtime": reference(world, ATOM, one["atom_id"]),
                    }
                    told, left = _givable({"schedules": one["schedules"], **({"retry": retry} if retry else {})})
                    told = {**({} if runs is None else {"enabled": runs}), **told}
                    entries += [{**target, **told}] if told else []
                    omitted += [f"[{', '.join(target.values())}].{why}" for why in left]
        return sorted(entries, key=lambda one: (one["process"], one["runtime"])) or None, [], omitted

    def compare(self, raw: Raw, setting: Setting, sent: bool = False) -> Change:
        del sent
        row = self.read(raw)
        now = {"schedules": row["schedules"], "retry": _retry_of(row)}
        changed = {name: value for name, value in setting.wanted.items() if not _is_same(now[name], value)}
        listed = [{name: side[name] for name in setting.wanted} for side in (now, {**now, **changed})]
        # An UPDATE replaces the whole set. A limit without times is no retry, and is kept all the same.
        body = self.write({**row, **changed})
        return Change(_described(listed[0]), _described(listed[1]), list(changed), body)


def _retry_of(row: Values) -> Values | None:
    """Return how a run is tried again; ``None`` for never."""
    retry: Values | None = row["retry"]
    return retry if retry and retry["schedules"] else None


def _is_same(now: t.Any, wanted: t.Any) -> bool:
    if isinstance(now, dict) and isinstance(wanted, dict):
        return now["max_retry"] == wanted["max_retry"] and words.same(now["schedules"], wanted["schedules"])
    return now == wanted if None in (now, wanted) else words.same(now, wanted)


def _described(values: Values) -> Values:
    """Return times and retries, as far as they are listed, in the words of the description."""
    told: Values = {}
    if "schedules" in values:
        told["schedules"] = words.describe(values["schedules"])
    if "retry" in values:
        told["retry"] = words.describe_retry(values["retry"] or {"schedules": []})
    return told


def _givable(values: Values) -> tuple[Values, list[str]]:
    """Return times and retries in the words of the description, without those that it refuses, and why it does."""
    told: Values = {}
    left: list[str] = []
    for name, value in _described(values).items():
        try:
            _READERS[name](value, name)
            told[name] = value
        except OptionError as problem:
            left.append(problem.message)
    return told, left


def _settings(
    entry: t.Mapping[str, t.Any], names: t.Iterable[str], where: str = "", item: int | None = None
) -> list[Setting]:
    """Return the sets that options describe, in the order in which they are to be set.

    :param names: of the options that say which set is meant
    :raises OptionError: they make no sense
    """
    prefix = f"{where}." if where else ""
    target = {name: entry[name] for name in names if entry.get(name) is not None}
    given = {name: entry[name] for name in _WISHES if entry.get(name) is not None}
    refuse_empty({prefix + name: text for name, text in target.items()}, required=[f"{prefix}runtime"])
    if not given:
        raise OptionError(
            f"{where or 'schedules'}: there is nothing to set. Give at least one of {', '.join(_WISHES)}.",
            option=where or "schedules",
        )
    wanted = {name: read(given[name], prefix + name) for name, read in _READERS.items() if name in given}
    times = [Setting(SCHEDULES, target, wanted, where, item)] if wanted else []
    if "enabled" not in given:
        return times
    status = [Setting(STATUS, target, given["enabled"], where, item)]
    # What may run is to run at the right times only.
    return times + status if given["enabled"] else status + times


# The options that say which schedules are meant.
_TARGET: dict[str, dict[str, t.Any]] = {**_PLACE, **MEANT}
SPEC: dict[str, dict[str, t.Any]] = {"state": STATE, **_TARGET, **_WISHES}
CONSTRAINTS: dict[str, t.Any] = {"mutually_exclusive": MEANT_EXCLUSIVE, "required_one_of": [("process", *MEANT_BY)]}


def parse(params: t.Mapping[str, t.Any]) -> list[Setting]:
    """Return the sets that the options of the module describe.

    :raises OptionError: they make no sense
    """
    refuse_incomplete(params)
    if params["state"] != ABSENT:
        return _settings(params, _TARGET)
    given = [name for name in _WISHES if params.get(name) is not None]
    if given:
        raise OptionError(
            f"state=absent clears schedules and retries. Leave {' and '.join(given)} out.", option=given[0]
        )
    settings = _settings({**params, "schedules": [], "retry": {"schedules": []}}, _TARGET)
    for setting in settings:
        setting.flags[ABSENT] = True
    return settings


STATUS = Status(**ENABLED)
SCHEDULES = Schedules(**TIMES)
