# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what is wanted and what is known give a plan, or a list of what has to be known first.

No I/O and no Ansible here. Asking for more knowledge instead of loading all of it up front is what keeps a run that
changes nothing at one call: the pack of an instance is looked at only by a plan that depends on it.
"""

from __future__ import annotations

import typing as t

from ._entities import resolve, sentence
from ._core.errors import StateError, close_matches
from ._objects import Values
from ._state import (
    ABSENT,
    ALL_PACKS,
    ATTACHMENTS,
    DETAILS,
    ENVIRONMENTS,
    INSTALL,
    INSTANCES,
    KEEP,
    PACK_ID,
    PACK_NAME,
    PRESENT,
    PURGE_ALL,
    SINGLE,
    UNINSTALL,
    Known,
    Needs,
    Plan,
    Question,
    Step,
    Wanted,
    age,
    plain,
)


class _Need(Exception):
    def __init__(self, *questions: Question) -> None:
        super().__init__(questions)
        self.questions = questions


def plan(wanted: t.Sequence[Wanted], known: Known, purge: str | None = None) -> Plan | Needs:
    """Return the steps that bring what is known to what is wanted, or what else must be known.

    :param purge: ``None``, or which instances that are not wanted are to go: those of the packs named in ``wanted``
        (:data:`PURGE_LISTED`), or every one (:data:`PURGE_ALL`)
    :raises StateError: something cannot be planned; all that is wrong, of all items, in one message
    """
    planned: dict[int, Step] = {}
    warnings: list[str] = []
    problems: list[tuple[int, StateError]] = []
    questions: set[Question] = set()
    for number, item in enumerate(wanted, 1):
        try:
            planned[number] = _plan_item(item, known, warnings)
        except _Need as need:
            questions.update(need.questions)
        except StateError as problem:
            problems.append((number, problem))
    if questions:
        return Needs(frozenset(questions))
    problems += _conflicts(planned)
    if problems:
        raise _joined(sorted(problems, key=lambda problem: problem[0]), len(wanted))
    steps = list(planned.values())
    if purge:
        unwanted = _unwanted(steps, known, purge)
        unknown = {(ATTACHMENTS, instance["id"]) for instance in unwanted} - known.asked
        if unknown:
            return Needs(frozenset(unknown))
        steps += [_uninstall(None, instance, _attached(known, instance["id"])) for instance in unwanted]
    return Plan(tuple(steps), tuple(warnings))


def _plan_item(item: Wanted, known: Known, warnings: list[str]) -> Step:
    if item.id:
        instance = _by_id(item, known)
        pack_id = instance["integration_pack_id"] if instance else None
    else:
        pack_id = _pack_of(item, known)
        if pack_id is None and not known.server_named:
            warnings.append(
                f"No integration pack called {item.pack_name!r} is shared with account {known.account}, which has no"
                " instance of it either: there is nothing to uninstall. Check the name."
            )
        instance = _the_one(item, known.index.matching(pack_id, item.name))
    if instance and instance["id"] in known.sparse and not known.knows(DETAILS, instance["id"]):
        raise _Need((DETAILS, instance["id"]))
    if item.name is not None and pack_id and not item.id:
        # Where none has the name, another instance of the pack tells as well what type the pack is of.
        for other in [instance] if instance else known.index.matching(pack_id, None)[:1]:
            _refuse_name_on_single(item, known, pack_id, other)
    if item.state == ABSENT:
        return _leave(item, known, instance, pack_id)
    if instance:
        attach, detach, environments = _attachments(item, known, instance)
        if (attach or detach) and _is_believed(item, known):
            raise _Need((PACK_NAME, item.pack_name or ""))
        return Step(
            KEEP, item, instance, pack_id, instance["integration_pack_override_name"], attach, detach, environments
        )
    # Only an item that is to be absent may have no pack.
    pack_id = str(pack_id)
    pack = _pack(known, pack_id)
    name = _name_to_install(item, pack)
    if name is not None:
        warnings += _near_twins(item, known, pack_id, name)
    attach, _none, environments = _attachments(item, known, None)
    return Step(INSTALL, item, None, pack_id, name, attach, (), environments)


def _the_one(item: Wanted, found: list[Values]) -> Values | None:
    if len(found) > 1:
        ids = [instance["id"] for instance in found]
        listing = ", ".join(f"{i['id']} ({i['integration_pack_override_name']!r})" for i in found)
        what = "with this name" if item.name is not None else "and no name was given"
        remedy = "Give id" if item.name is not None else "Give integration_pack_override_name, or id"
        # Runs on several hosts may have made one copy each, and be about to take all but one back.
        passing = len({instance["integration_pack_override_name"] for instance in found}) < len(found)
        raise StateError(
            f"{sentence(item)} has {len(found)} instances {what}: {listing}. {remedy}.", passing=passing, candidates=ids
        )
    return found[0] if found else None


def _by_id(item: Wanted, known: Known) -> Values | None:
    instance = next((instance for instance in known.instances if instance["id"] == item.id), None)
    if instance is None:
        if item.state == PRESENT:
            raise StateError(
                f"There is no {item} in account {known.account}. An id is made by the platform and cannot be chosen:"
                " leave id out and give the pack to install it, or take the id from"
                " boomi_integration_pack_instance_info.",
                candidates=[],
            )
        return None
    differences = []
    if item.pack_id or item.pack_name is not None:
        pack_id = item.pack_id or _exact_pack(item, known)["id"]
        if pack_id != instance["integration_pack_id"]:
            differences.append(f"it belongs to integration pack {instance['integration_pack_id']}, not {pack_id}")
    if item.name is not None and item.name != instance["integration_pack_override_name"]:
        differences.append(f"its name is {instance['integration_pack_override_name']!r}, not {item.name!r}")
    if differences:
        raise StateError(
            f"{sentence(item)} is another one: {' and '.join(differences)}. An instance cannot be renamed or moved: "
            "uninstall it and install another, or leave the other options out.",
            candidates=[instance["id"]],
        )
    return instance


def _pack_of(item: Wanted, known: Known) -> str | None:
    """Return the id of the pack; ``None`` where the item has nothing to do with any."""
    if item.pack_id:
        return item.pack_id
    absent = item.state == ABSENT
    if _is_believed(item, known):
        packs = {instance["integration_pack_id"] for instance in known.instances if instance["integration_pack_id"]}
        # How the server compares names is not documented. Its word is enough to find that nothing has to be done...
        if not packs and absent:
            return None
        if len(packs) == 1:
            pack_id = str(packs.pop())
            if bool(known.index.matching(pack_id, item.name)) is not absent:
                return pack_id
    elif absent and not known.server_named and _has_no_instance(item, known):
        return None
    # ... and never enough to write: then the pack is looked at, and its name compared here.
    try:
        return str(_exact_pack(item, known)["id"])
    except StateError as problem:
        ids = [instance_id for name, instance_id in known.named if name == item.pack_name]
        if known.server_named:
            ids = [instance["id"] for instance in known.instances if instance["id"]]
        if ids and "candidates" not in problem.facts:
            problem.message += f" By this name, the API itself finds {', '.join(ids)}: give id to mean one of them."
            problem.facts["candidates"] = ids
        raise


def _is_believed(item: Wanted, known: Known) -> bool:
    """Tell whether the server alone has compared the name of the item's pack so far."""
    return known.server_named and not item.id and not known.knows(PACK_NAME, item.pack_name or "")


def _has_no_instance(item: Wanted, known: Known) -> bool:
    """Tell whether the account has nothing of the item's pack, which is not shared with it, or not any more."""
    name = item.pack_name or ""
    if not known.knows(PACK_NAME, name) or any(pack["name"] == name for pack in known.packs):
        return False
    if not known.knows(INSTANCES, name):
        raise _Need((INSTANCES, name))
    return all(other != name for other, _instance_id in known.named)


def _exact_pack(item: Wanted, known: Known) -> Values:
    name = item.pack_name or ""
    if not known.knows(PACK_NAME, name):
        raise _Need((PACK_NAME, name))
    found = [pack for pack in known.packs if pack["name"] == name and pack["id"]]
    if len(found) > 1:
        ids = sorted(pack["id"] for pack in found)
        raise StateError(
            f"Two or more integration packs that are shared with account {known.account} are called {name!r}: "
            f"{', '.join(ids)}. Give integration_pack_id.",
            candidates=ids,
        )
    if not found:
        raise _not_shared(f"called {name!r}", name, known)
    return found[0]


def _pack(known: Known, pack_id: str) -> Values:
    pack = _pack_if_shared(known, pack_id)
    if pack is None:
        raise _not_shared(f"with the id {pack_id}", pack_id, known)
    return pack


def _pack_if_shared(known: Known, pack_id: str) -> Values | None:
    pack = next((pack for pack in known.packs if pack["id"] == pack_id), None)
    if pack is None and not known.knows(PACK_ID, pack_id):
        raise _Need((PACK_ID, pack_id))
    return pack


def _not_shared(what: str, key: str, known: Known) -> StateError:
    if not known.knows(ALL_PACKS):
        raise _Need((ALL_PACKS, ""))
    names = sorted({pack["name"] for pack in known.packs if pack["name"]})
    close = close_matches(key, names)
    close += close_matches(key, [pack["id"] for pack in known.packs if pack["id"]], likeness=0.8, fold=str)
    listing = ", ".join(repr(match) for match in close)
    hint = (
        f"Did you mean {listing}?"
        if close
        else f"{len(known.packs)} packs are shared with it: see boomi_integration_pack_info."
    )
    return StateError(
        f"No integration pack {what} is shared with account {known.account}. {hint} A publisher shares a pack through"
        " an account group.",
        close_matches=close,
    )


def _refuse_name_on_single(item: Wanted, known: Known, pack_id: str, instance: Values) -> None:
    """An instance with a wrapper process is of a MULTI pack (API page); of any other the pack has to be asked."""
    if any(process["wrapper_process_id"] for process in instance["processes"]):
        return
    pack = _pack_if_shared(known, pack_id)
    if pack and pack["installation_type"] == SINGLE:
        raise _name_on_single(item, pack)


def _name_on_single(item: Wanted, pack: Values) -> StateError:
    return StateError(
        f"Integration pack {pack['name']!r} ({pack['id']}) is of type SINGLE: it is installed once and takes no name. "
        f"Leave integration_pack_override_name ({item.name!r}) out.",
        candidates=[],
    )


def _name_to_install(item: Wanted, pack: Values) -> str | None:
    if pack["installation_type"] == SINGLE:
        if item.name is not None:
            raise _name_on_single(item, pack)
        return None
    # The platform's own page fills in the pack's name for a MULTI pack.
    return item.name if item.name is not None else pack["name"]


def _near_twins(item: Wanted, known: Known, pack_id: str, name: str) -> list[str]:
    """Return warnings of instances whose names differ in what a person hardly sees.

    :raises StateError: the name is not plain, and one has a form in which a platform may store it: then it is the same
        one, and there would be another one with each run
    """
    warnings = []
    for instance in known.index.alike(pack_id, name):
        twin = instance["integration_pack_override_name"]
        if name != plain(name) and plain(twin) == plain(name):
            raise StateError(
                f"{sentence(item)} is not there, but {twin!r} ({instance['id']}) is, which differs in blanks or in the"
                " way that letters are encoded. Give the name as it is there, or uninstall that one by its id first.",
                candidates=[instance["id"]],
            )
        what = "upper and lower case" if twin.casefold() == name.casefold() else "blanks, letter case or encoding"
        warnings.append(f"{sentence(item)} is another one than {twin!r}, which differs in {what} only.")
    return warnings


def _leave(item: Wanted, known: Known, instance: Values | None, pack_id: str | None) -> Step:
    if instance is None:
        return Step(KEEP, item, None, pack_id)
    return _uninstall(item, instance, _attached(known, instance["id"]))


def _uninstall(item: Wanted | None, instance: Values, detach: tuple[Values, ...]) -> Step:
    name = instance["integration_pack_override_name"]
    return Step(UNINSTALL, item, instance, instance["integration_pack_id"], name, (), detach, () if detach else None)


def _attached(known: Known, instance_id: str) -> tuple[Values, ...]:
    if not known.knows(ATTACHMENTS, instance_id):
        raise _Need((ATTACHMENTS, instance_id))
    there = [
        attachment
        for attachment in known.attachments
        if attachment["integration_pack_instance_id"] == instance_id and attachment["id"]
    ]
    return tuple(sorted(there, key=lambda attachment: str(attachment["environment_id"])))


def _attachments(
    item: Wanted, known: Known, instance: Values | None
) -> tuple[tuple[str, ...], tuple[Values, ...], tuple[str, ...] | None]:
    """Return the environments to attach to, the attachments to take away, and where it is attached at last."""
    if item.environments is None:
        return (), (), None
    missing = [] if known.knows(ENVIRONMENTS) or not item.environments else [(ENVIRONMENTS, "")]
    if instance and not known.knows(ATTACHMENTS, instance["id"]):
        missing.append((ATTACHMENTS, instance["id"]))
    if missing:
        raise _Need(*missing)
    wanted = sorted({_environment(reference, known) for reference in item.environments})
    attached = _attached(known, instance["id"]) if instance else ()
    there = {attachment["environment_id"] for attachment in attached}
    return (
        tuple(environment for environment in wanted if environment not in there),
        tuple(attachment for attachment in attached if attachment["environment_id"] not in wanted),
        tuple(wanted),
    )


def _environment(reference: str, known: Known) -> str:
    return resolve(reference, known.environments, "environment", known.account)


def _conflicts(planned: t.Mapping[int, Step]) -> list[tuple[int, StateError]]:
    """Two items must not mean one instance, nor may one mean whichever of a pack another item names."""
    problems = []
    by_instance: dict[str, int] = {}
    by_pack: dict[str, dict[str | None, int]] = {}
    for number, step in planned.items():
        item = step.wanted or Wanted()
        earlier = by_instance.setdefault(step.instance["id"], number) if step.instance else number
        if step.pack_id and not item.id:
            names = by_pack.setdefault(step.pack_id, {})
            if item.name is None:
                earlier = min(earlier, *names.values(), number)
            # Names of one form may be stored as one. Those that are there already are not.
            form = plain(item.name) if item.name is not None and step.action == INSTALL else item.name
            earlier = min(earlier, names.get(None, number), names.setdefault(form, number))
        if earlier != number:
            problems.append(
                (
                    number,
                    StateError(f"{sentence(step)} is the same as item {earlier} ({planned[earlier]}), or includes it."),
                )
            )
    return problems


def _joined(problems: list[tuple[int, StateError]], count: int) -> StateError:
    if count == 1:
        return problems[0][1]
    text = " ".join(f"[{number}] {problem.message}" for number, problem in problems)
    return StateError(
        f"{len(problems)} of {count} items cannot be planned, and nothing was changed. {text}",
        passing=all(problem.passing for _number, problem in problems),
        problems=[{"item": number, "msg": problem.message, **problem.facts} for number, problem in problems],
    )


def _unwanted(steps: t.Sequence[Step], known: Known, scope: str) -> list[Values]:
    wanted = {step.instance["id"] for step in steps if step.instance}
    packs = {step.pack_id for step in steps}
    return sorted(
        (
            instance
            for instance in known.instances
            if instance["id"]
            and instance["id"] not in wanted
            and (scope == PURGE_ALL or instance["integration_pack_id"] in packs)
        ),
        key=age,
    )
