# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Accounts without HTTP that answer what a plan asks and do what its steps say, and descriptions for them."""

from __future__ import annotations

import itertools
import random
import typing as t

from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._engine.kind import Kind, Values
from ansible_collections.community.boomi.plugins.module_utils._engine.plan import plan
from ansible_collections.community.boomi.plugins.module_utils._engine.steps import (
    ABSENT,
    PRESENT,
    PURGE_ALL,
    PURGE_LISTED,
    Item,
    Plan,
    Step,
    Wanted,
    plain,
)
from ansible_collections.community.boomi.plugins.module_utils._engine.world import DETAILS, NAMED, Unknown, World
from ansible_collections.community.boomi.plugins.module_utils._objects.account import SECTIONS
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import (
    ATOM,
    ENVIRONMENT,
    ENVIRONMENT_ATOM_ATTACHMENT,
    ENVIRONMENT_ROLE,
    ROLE,
)
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK,
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
    INTEGRATION_PACK_INSTANCE,
)

# With the sections comes how packs are planned.
assert SECTIONS

TIES = (ENVIRONMENT_ATOM_ATTACHMENT, ENVIRONMENT_ROLE, INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT)
KINDS = (ENVIRONMENT, ATOM, ROLE, INTEGRATION_PACK, INTEGRATION_PACK_INSTANCE, *TIES)


class Account:
    """A model of an account, and of what the API refuses.

    :param sparse: queries leave out what GET gives
    :param folds: filters compare names without regard to case
    :param seed: of the order of answers, which the API does not promise
    """

    def __init__(self, sparse: bool = False, folds: bool = False, seed: int = 0) -> None:
        self.sparse, self.folds, self.seed = sparse, folds, seed
        self.rows: dict[Kind, dict[str, Values]] = {kind: {} for kind in KINDS}
        self.unshared: dict[str, Values] = {}
        self._numbers = itertools.count()

    def add(self, kind: Kind, mark: str = "", **values: t.Any) -> Values:
        row = {**kind.read({}), **values, "id": f"{kind.key}-{next(self._numbers)}{mark}"}
        self.rows[kind][row["id"]] = row
        return row

    def install(self, pack: Values, name: str | None, mark: str = "") -> Values:
        wrapper = "w" if pack["installation_type"] == "MULTI" else None
        process = {"name": "P", "original_process_id": "o", "wrapper_process_id": wrapper}
        return self.add(
            INTEGRATION_PACK_INSTANCE,
            mark,
            integration_pack_id=pack["id"],
            integration_pack_override_name=name,
            processes=[process],
        )

    def _same(self, one: t.Any, other: t.Any) -> bool:
        return one == other or (self.folds and str(one).lower() == str(other).lower())

    def _finds(self, kind: Kind, row: Values, field: str | None, value: t.Any) -> bool:
        if field in (NAMED, "integration_pack_name"):
            pack_id = row["integration_pack_id"]
            pack = self.rows[INTEGRATION_PACK].get(pack_id) or self.unshared.get(pack_id) or {"name": None}
            return self._same(pack["name"], value)
        if field is None or field not in (*kind.filters, DETAILS):
            return True
        field = "id" if field == DETAILS else field
        return row[field] == value if field == "id" or field.endswith("_id") else self._same(row[field], value)

    def answer(self, world: World, *asks: t.Any) -> None:
        """Take in the answers to what is missing, or to ``asks``, as ``fetch`` does."""
        for kind, field, value in sorted(asks or world.missing, key=str):
            found = [row for row in self.rows[kind].values() if self._finds(kind, row, field, value)]
            random.Random(self.seed).shuffle(found)
            if kind is INTEGRATION_PACK_INSTANCE and self.sparse and field != DETAILS:
                found = [{**row, "processes": []} for row in found]
            world.put(kind, found, [(kind, field, value)])
            if field == NAMED:
                world.named[value] = frozenset(row["id"] for row in found)

    def world(self, known: bool = False) -> World:
        """Return a world that knows nothing so far, or the whole account."""
        world = World("acme")
        if known:
            self.answer(world, *((kind, None, None) for kind in KINDS))
        return world

    def plan(self, wanted: Wanted, known: bool = False) -> Plan:
        world = self.world(known)
        for _round in range(12):
            try:
                return plan(wanted, world)
            except Unknown:
                assert world.missing, "a plan asks for what it knows"
                self.answer(world)
        raise AssertionError("a plan asks on and on")

    # What carrying a plan out does

    def carry_out(self, made: Plan) -> None:
        """Do what the steps say, in the order of the writer."""
        ids: dict[Step, str] = {}
        done: set[Step] = set()
        for removes in (False, True):
            todo = [step for step in made.steps if step.removes is removes]
            while todo:
                ready = [step for step in todo if all(need in done for need in step.needs)]
                assert ready, "steps wait for one another"
                for step in ready:
                    self._do(step, ids)
                done.update(ready)
                todo = [step for step in todo if step not in done]

    def _do(self, step: Step, ids: dict[Step, str]) -> None:
        kind, rows = step.kind, self.rows[step.kind]
        values = {name: ids[v] if isinstance(v, Step) else v for name, v in step.values.items()}
        if step.removes:
            row = rows.pop((step.found or {})["id"])
            for tie, number in kind.ties:
                held = [tied for tied in self.rows[tie].values() if tied[tie.ends[number].field] == row["id"]]
                assert not (held and tie.ends[number].holds), f"{step} is held by {held}"
                for tied in held:
                    del self.rows[tie][tied["id"]]
        elif step.action == "update":
            rows[(step.found or {})["id"]] = {**(step.found or {}), **values}
        elif kind is INTEGRATION_PACK_INSTANCE:
            pack = self.rows[INTEGRATION_PACK][values["integration_pack_id"]]
            ids[step] = self.install(pack, values["integration_pack_override_name"])["id"]
        else:
            if kind.moves:
                first = kind.ends[0].field
                gone = [row["id"] for row in rows.values() if row[first] == values[first]]
                assert gone == ([step.found["id"]] if step.found else [])
                for row_id in gone:
                    del rows[row_id]
            for end in kind.ends:
                assert values[end.field] in self.rows[end.kind]
            fields = [end.field for end in kind.ends] or [kind.called]
            assert not any(all(row[field] == values[field] for field in fields) for row in rows.values())
            given = {name: value for name, value in values.items() if value is not None}
            defaults = {field.name: field.default for field in kind.fields if field.default is not None}
            ids[step] = self.add(kind, **{**defaults, **given})["id"]


# Odd ones: letters of two characters, blanks, nothing at all, and another's letters in another case.
ENVIRONMENTS = ["Production", "Test", "production", "Größe", "Große", " Test", "A  B", "", None]
RUNTIMES = ["rt-1", "rt-1", "rt-2", " rt-3", None]
PACKS = [
    ("Order Intake", "MULTI"),
    ("order intake", "MULTI"),
    ("Invoices", "SINGLE"),
    ("Returns", "MULTI"),
    (" ", "MULTI"),
    (None, "MULTI"),
]
NAMES = ["Domestic", "domestic", "Order Intake", " Domestic", "", None]


def chosen(draw: st.DrawFn, pool: t.Sequence[t.Any], most: int = 3) -> list[t.Any]:
    """Return some of these, now and then one of them twice."""
    return draw(st.lists(st.sampled_from(pool), max_size=most)) if pool else []


@st.composite
def accounts(draw: st.DrawFn, halves: t.Sequence[str] = ("",)) -> Account:
    """Accounts, in which what belongs to one half has nothing to do with the other."""
    account = Account(draw(st.booleans()), draw(st.booleans()), draw(st.integers(0, 9)))
    for half in halves:
        _fill(draw, account, half)
    return account


def _fill(draw: st.DrawFn, account: Account, half: str) -> None:
    unique = draw(st.integers(0, 3)) > 0
    names = draw(st.lists(st.sampled_from(ENVIRONMENTS), max_size=4, unique=unique))
    places = [
        account.add(
            ENVIRONMENT, half, name=name and name + half, classification=draw(st.sampled_from(["PROD", "TEST"]))
        )
        for name in names
    ]
    if places and draw(st.integers(0, 5)) == 0:
        # A name that is the ID of another.
        places.append(account.add(ENVIRONMENT, half, name=places[0]["id"], classification="TEST"))
    runtimes = [account.add(ATOM, half, name=name and name + half) for name in chosen(draw, RUNTIMES)]
    roles = [account.add(ROLE, half, name=name + half) for name in chosen(draw, ["Operators", "Operators", "Readers"])]
    for runtime in runtimes:
        for place in draw(st.lists(st.sampled_from(places), max_size=1)) if places else ():
            account.add(ENVIRONMENT_ATOM_ATTACHMENT, half, atom_id=runtime["id"], environment_id=place["id"])
    for role in roles:
        for place in {place["id"] for place in chosen(draw, places, 2)}:
            account.add(ENVIRONMENT_ROLE, half, role_id=role["id"], environment_id=place)
    packs = [
        account.add(INTEGRATION_PACK, half, name=name and name + half, installation_type=sort)
        for name, sort in draw(st.lists(st.sampled_from(PACKS), max_size=4))
    ]
    for pack in packs:
        multi = pack["installation_type"] == "MULTI"
        for name in draw(
            st.lists(st.sampled_from(NAMES if multi else [None, pack["name"]]), max_size=3 if multi else 1)
        ):
            instance = account.install(pack, name, half)
            for place in {place["id"] for place in chosen(draw, places, 2)}:
                account.add(
                    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
                    half,
                    integration_pack_instance_id=instance["id"],
                    environment_id=place,
                )
        if draw(st.integers(0, 3)) == 0:
            account.unshared[pack["id"]] = account.rows[INTEGRATION_PACK].pop(pack["id"])


def _texts(account: Account, kind: Kind, half: str, more: t.Sequence[str] = ()) -> list[str]:
    """Return names and IDs of what is there, and of what is not."""
    rows = [row for row in account.rows[kind].values() if row["id"].endswith(half)]
    found = [row["id"] for row in rows] + [row[kind.called] for row in rows]
    return [text for text in [*found, *more] if text and text.strip()]


def _lists(draw: st.DrawFn, account: Account, kind: Kind, half: str, more: t.Sequence[str]) -> Values:
    lists = {}
    for name, (_tie, _own, other) in kind.lists.items():
        pool = _texts(account, other.kind, half, more if other.kind is ENVIRONMENT else ())
        pool += [f"Missing{half}"] if draw(st.integers(0, 9)) == 0 else []
        if draw(st.booleans()):
            lists[name] = chosen(draw, pool)
    return lists


def _given(draw: st.DrawFn, account: Account, kind: Kind, half: str) -> Values:
    ids = [row_id for row_id in account.rows[kind] if row_id.endswith(half)] + [f"missing{half}"]
    by_id = draw(st.integers(0, 3)) == 0
    if kind is ENVIRONMENT:
        names = [name + half for name in ENVIRONMENTS if name and plain(name) == name]
        given = {"classification": draw(st.sampled_from([None, None, "PROD", "TEST"]))}
        given["id"] = draw(st.sampled_from(ids)) if by_id else None
        given["name"] = None if by_id and draw(st.booleans()) else draw(st.sampled_from(names))
        return given
    if by_id:
        return {"id": draw(st.sampled_from(ids))}
    packs = [{**account.unshared, **account.rows[INTEGRATION_PACK]}[one] for one in _pack_ids(account, half)]
    pack = draw(st.sampled_from([*packs, {"id": f"missing{half}", "name": f"Order Intak{half}"}]))
    named = pack["name"] is not None and draw(st.booleans())
    return {
        "integration_pack_name" if named else "integration_pack_id": pack["name"] if named else pack["id"],
        "integration_pack_override_name": draw(st.sampled_from(["Domestic", "Order Intake", "New", None, None])),
    }


def _pack_ids(account: Account, half: str) -> list[str]:
    return [one for one in [*account.rows[INTEGRATION_PACK], *account.unshared] if one.endswith(half)]


@st.composite
def items(
    draw: st.DrawFn, account: Account, kind: Kind, half: str = "", more: t.Sequence[str] = (), state: str | None = None
) -> Item:
    """Items of one half of an account."""
    state = state or draw(st.sampled_from([PRESENT, PRESENT, ABSENT]))
    if kind.ends:
        given = {
            end.option: draw(st.sampled_from([*_texts(account, end.kind, half), f"Missing{half}"])) for end in kind.ends
        }
        return Item(kind, given, {}, state)
    given = {name: value for name, value in _given(draw, account, kind, half).items() if value is not None}
    return Item(kind, given, _lists(draw, account, kind, half, more), state)


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Account, Wanted]:
    """An account, with what any of the modules makes of its options."""
    account = draw(accounts())
    flags: dict[str, t.Any] = {flag: draw(st.booleans()) for flag in ("allow_move", "force")}
    if draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from([ENVIRONMENT, INTEGRATION_PACK_INSTANCE, *TIES]))
        return account, Wanted([draw(items(account, kind))], **flags)
    kinds = draw(
        st.sampled_from([(ENVIRONMENT,), (INTEGRATION_PACK_INSTANCE,), (ENVIRONMENT, INTEGRATION_PACK_INSTANCE)])
    )
    whole = draw(st.booleans()) or len(kinds) > 1
    listed: list[Item] = []
    for kind in kinds:
        new = [item.given["name"] for item in listed if "name" in item.given]
        listed += draw(st.lists(items(account, kind, more=new), max_size=3))
    kinds = tuple(dict.fromkeys(item.kind for item in listed))
    purge = draw(st.sampled_from([None, PURGE_LISTED, PURGE_ALL]))
    if (whole and purge) or (kinds == (ENVIRONMENT,) and purge):
        purge = PURGE_ALL
    return account, Wanted(
        listed,
        purge=dict.fromkeys(kinds, purge) if purge else {},
        whole=whole,
        unlisted=kinds if whole or ENVIRONMENT in kinds else (),
        **flags,
    )
