# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PublisherIntegrationPack, ReleaseIntegrationPack and ReleaseIntegrationPackStatus: what a publisher has and releases.

A release goes on with each look at it, so that no test waits for the clock. One on a date stays scheduled: a test that
wants it carried out sets its ``_status`` to IN_PROGRESS.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .. import ids
from ..state import Pack, Record
from ..wire import ApiError
from .declaration import Context, ObjectType, fields, text_of, waits

_LIST, _ENTRIES = "PublisherPackagedComponents", "PublisherPackagedComponent"
_RELEASED, _RELEASED_ENTRIES = "ReleasePackagedComponents", "ReleasePackagedComponent"
_NOW, _ON_A_DATE = "IMMEDIATELY", "RELEASE_ON_SPECIFIED_DATE"
_PENDING = ("IN_PROGRESS", "SCHEDULED")


def published(context: Context) -> dict[str, Record]:
    """The packs of this publisher."""
    account, packs = context.account, context.world.packs
    for release in account.releases.values():
        _take_effect(context, release)
    own = {key: pack for key, pack in packs.items() if (pack.publisher or account.id) == account.id}
    return {
        key: {**pack.record(), "operationType": "ADD"}
        for key, pack in own.items()
        if pack.publisher or account.sub_accounts
    }


def _present(context: Context, record: Record, operation: str) -> Record:
    always = context.settings.component_deleted == "always"
    entries = []
    for component in context.world.packs[record["id"]].components:
        package = context.world.packages[component["componentId"]]
        latest = package["versions"][-1]
        known = {name: value for name, value in component.items() if name != "_going"}
        entries.append(
            {
                **known,
                "componentName": package["name"],
                "componentType": package["type"],
                "latestVersion": "" if latest == _version(component) else latest,
                "deleted": always or component.get("_going", False),
            }
        )
    return {**record, _LIST: {_ENTRIES: entries}}


def _version(component: Record) -> str:
    """The version that the next release includes."""
    return str(component["pendingVersion"] or component["currentVersion"])


def _listed(context: Context, body: Record, outer: str, inner: str, field: str) -> list[tuple[str, str]]:
    """The components that a request lists, each with its version, which may be empty."""
    found = []
    for entry in body.get(outer, {}).get(inner, []):
        key, version = text_of(entry, "componentId", inner), entry.get(field) or ""
        package = context.world.packages.get(key)
        if package is None:
            raise ApiError(400, f"Component ID {key} is invalid.")
        if version and version not in package["versions"]:
            raise ApiError(400, f"Version {version} of component {package['name']} does not exist.")
        found.append((key, version))
    return found


def _create(context: Context, body: Record) -> Record:
    name, kind = text_of(body, "name", "PublisherIntegrationPack"), body.get("installationType")
    if kind not in ("SINGLE", "MULTI"):
        raise ApiError(400, f"The installationType {kind} is invalid.")
    if not isinstance(body.get("Description"), str):
        raise ApiError(400, "The field Description of PublisherIntegrationPack is required.")
    if context.settings.published_twice == "refuse":
        context.check_free("integration pack", name, published(context))
    # Components are ignored: the vendor's document has UPDATE add them, and does not speak of CREATE.
    pack = Pack(ids.random_uuid(), name, kind == "MULTI", body["Description"], (), publisher=context.account.id)
    context.world.packs[pack.id] = pack
    return pack.record()


def _update(context: Context, record: Record, body: Record) -> Record:
    pack, operation = context.world.packs[record["id"]], body.get("operationType")
    if operation not in ("ADD", "DELETE"):
        raise ApiError(400, f"The operationType {operation} is invalid.")
    name = text_of(body, "name", "PublisherIntegrationPack")
    if pack.multi and name != pack.name:
        raise context.conflict("The name of a multiple attachment integration pack cannot be changed.")
    listed = _listed(context, body, _LIST, _ENTRIES, "pendingVersion")
    for key, version in listed if operation == "ADD" else ():
        _put(context, pack, key, version)
    keys = {key for key, _version in listed}
    if operation == "DELETE":
        _remove(context, pack, keys)
    elif context.settings.pack_components == "replace":
        _remove(context, pack, {component["componentId"] for component in pack.components} - keys)
    pack.name, pack.description = name, body.get("Description", "")
    return {**pack.record(), "operationType": operation}


def _put(context: Context, pack: Pack, key: str, version: str) -> None:
    latest = str(context.world.packages[key]["versions"][-1])
    component = next((one for one in pack.components if one["componentId"] == key), None)
    if component is None:
        component = {"componentId": key, "currentVersion": "", "pendingVersion": version or latest}
        pack.components.append(component)
    elif version or context.settings.pack_versions == "latest":
        component["pendingVersion"] = version or latest
    component["_going"] = False


def _remove(context: Context, pack: Pack, keys: set[str]) -> None:
    for component in [one for one in pack.components if one["componentId"] in keys]:
        if component["currentVersion"] and context.settings.component_deleted == "flagged":
            component.update(pendingVersion="", _going=True)
        else:
            pack.components.remove(component)


def _delete(context: Context, record: Record) -> None:
    """It goes everywhere, installed or not (vendor's document)."""
    del context.world.packs[record["id"]]
    releases = context.account.releases
    for release in [one for one in releases.values() if one["integrationPackId"] == record["id"]]:
        del releases[release["id"]]
    for account in context.world.accounts.values():
        account.granted.discard(record["id"])
        if record["id"] in account.packs:
            account.packs.remove(record["id"])
        gone = _ids(account.instances.values(), "integrationPackId", {record["id"]})
        for key in _ids(account.instance_attachments.values(), "integrationPackInstanceId", gone):
            account.instance_attachments.remove(key)
        for key in gone:
            account.instances.remove(key)
        for key in _ids(account.group_packs.values(), "integrationPackId", {record["id"]}):
            account.group_packs.remove(key)


def _ids(records: Iterable[Record], field: str, values: set[str]) -> set[str]:
    return {record["id"] for record in records if record[field] in values}


# Releases


def _planned(context: Context, body: Record) -> Record:
    """What a request asks to release, and when."""
    pack = context.world.packs[text_of(body, "id", "ReleaseIntegrationPack")]
    schedule, date = body.get("releaseSchedule"), body.get("releaseOnDate")
    if schedule not in (_NOW, _ON_A_DATE):
        raise ApiError(400, f"The releaseSchedule {schedule} is invalid.")
    if schedule == _ON_A_DATE and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(date)):
        raise ApiError(400, f"The releaseOnDate {date} is invalid.")
    listed = _listed(context, body, _RELEASED, _RELEASED_ENTRIES, "version")
    there = {component["componentId"]: component for component in pack.components}
    for key, _one in listed:
        if key not in there:
            raise ApiError(400, f"Component ID {key} is not in the integration pack.")
    versions = {key: version or _version(there[key]) for key, version in listed}
    return {
        "integrationPackId": pack.id,
        "name": pack.name,
        "installationType": pack.record()["installationType"],
        "releaseSchedule": schedule,
        "releaseOnDate": date if schedule == _ON_A_DATE else "2026-01-15",
        "_versions": versions,
        "_before": {key: there[key]["currentVersion"] for key in versions},
        "_status": "SCHEDULED" if schedule == _ON_A_DATE else "IN_PROGRESS",
        "_left": int(context.settings.release_pending),
    }


def _release(context: Context, body: Record) -> Record:
    pack_id = text_of(body, "id", "ReleaseIntegrationPack")
    if pack_id not in published(context):
        raise ApiError(400, f"Integration pack ID {pack_id} is invalid.")
    if _pending(context, pack_id, *_PENDING):
        raise context.conflict("A release of the integration pack is pending already.")
    key = f"release-{ids.random_uuid()}"
    release = {"id": key, "requestId": key, **_planned(context, body)}
    context.account.releases[key] = release
    return _answer(release)


def _reschedule(context: Context, record: Record, body: Record) -> Record:
    release = _pending(context, record["id"], "SCHEDULED")
    if release is None:
        raise context.conflict("The integration pack has no scheduled release.")
    release.update(_planned(context, {**body, "id": record["id"]}))
    return _answer(release)


def _pending(context: Context, pack_id: str, *statuses: str) -> Record | None:
    releases = [one for one in context.account.releases.values() if one["integrationPackId"] == pack_id]
    return next((one for one in releases if one["_status"] in statuses), None)


def _answer(release: Record) -> Record:
    shown = {name: release[name] for name in ("name", "installationType", "releaseSchedule", "releaseOnDate")}
    request = release["requestId"]
    # Its host is another than the one that was called, and nobody has to follow it.
    url = f"https://platform.boomi.example/ReleaseIntegrationPackStatus/{request}"
    entries = _entries(release)
    return {
        "id": release["integrationPackId"],
        **shown,
        "requestId": request,
        "releaseStatusUrl": url,
        _RELEASED: {_RELEASED_ENTRIES: entries},
    }


def _entries(release: Record) -> list[Record]:
    # In the vendor's sample of a success, the released version is not the version: it seems to be the one before.
    return [
        {"componentId": key, "version": version, "releasedVersion": release["_before"][key]}
        for key, version in release["_versions"].items()
    ]


def _looked_at(context: Context) -> Mapping[str, Record]:
    for release in context.account.releases.values():
        if release["_status"] != "IN_PROGRESS" or waits(release, "_left"):
            continue
        release["_status"] = context.settings.release_status
        if release["_status"] == "SUCCESS":
            release["_lag"] = int(context.settings.release_lag)
            _take_effect(context, release)
    return context.account.releases


def _take_effect(context: Context, release: Record) -> None:
    """Let the pack show what was released, after so many looks at it."""
    if "_lag" not in release or waits(release, "_lag"):
        return
    del release["_lag"]
    pack, kept = context.world.packs[release["integrationPackId"]], []
    for component in pack.components:
        version = release["_versions"].get(component["componentId"])
        if version is not None:
            component.update(currentVersion=version, pendingVersion="")
        if not component.get("_going") and (version is not None or context.settings.release_unlisted == "kept"):
            kept.append(component)
    pack.components[:] = kept
    packages = {component["componentId"]: context.world.packages[component["componentId"]] for component in kept}
    pack.processes = tuple((key, one["name"]) for key, one in packages.items() if one["type"] == "process")


def _is_pending(context: Context, record: Record) -> bool:
    return record["_status"] in _PENDING


def _status(context: Context, record: Record, operation: str) -> Record:
    return {
        **record,
        "releaseStatus": context.settings.release_word if record["_status"] == "IN_PROGRESS" else record["_status"],
        "responseStatusCode": 202 if _is_pending(context, record) else 200,
        _RELEASED: {_RELEASED_ENTRIES: _entries(record)},
    }


PUBLISHED_PACK = ObjectType(
    name="PublisherIntegrationPack",
    store=published,
    filters=fields("name", "id", "installationType"),
    create=_create,
    update=_update,
    delete=_delete,
    present=_present,
    nested_types={_LIST: _LIST, _ENTRIES: _ENTRIES},
)

RELEASE = ObjectType(
    name="ReleaseIntegrationPack",
    store=published,
    reads=frozenset(),
    create=_release,
    update=_reschedule,
    nested_types={_RELEASED: _RELEASED},
)

RELEASE_STATUS = ObjectType(
    name="ReleaseIntegrationPackStatus",
    store=_looked_at,
    reads=frozenset({"get", "bulk"}),
    present=_status,
    nested_types={_RELEASED: _RELEASED},
    pending=_is_pending,
    key="requestId",
)
