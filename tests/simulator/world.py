# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that one life of the simulator holds. A reset throws the world away and makes another from the catalogue,
so that a request still under way can only touch the old one."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Iterable
from typing import Any

from . import ids
from .auth import RateLimiter
from .faults import FaultBox
from .paging import Pager
from .recorder import Recorder
from .settings import Settings
from .state import Account, Pack, Record, User

# Fixed, so that a shuffled order is the same in every run of a test.
_SEED = 20260101
_FIRST_INSTANCE = 1001


class World:
    """The platform's state, and the means to prepare it past the API's own rules."""

    def __init__(self, settings: Settings) -> None:
        self.lock = threading.RLock()
        self.settings = settings
        self.packs: dict[str, Pack] = {}
        # Packaged components by the component's id: name, type, and versions, the latest last.
        self.packages: dict[str, Record] = {}
        self.users: dict[str, User] = {}
        self.accounts: dict[str, Account] = {}
        self.recorder = Recorder()
        self.limiter = RateLimiter()
        self.faults = FaultBox()
        self.chance = random.Random(_SEED)
        self.pager = Pager(self.chance)
        self.retired = False
        self.late_work = 0
        self._settled = threading.Condition(self.lock)
        self._instance_numbers = itertools.count(_FIRST_INSTANCE)
        self._pack_numbers = itertools.count()
        self.share_numbers = itertools.count(1)

    def begin_late_work(self) -> None:
        """Note that a request's work is still to be done (faults of phase late)."""
        with self.lock:
            self.late_work += 1

    def end_late_work(self) -> None:
        """Note that it is done."""
        with self._settled:
            self.late_work -= 1
            self._settled.notify_all()

    def settle(self, timeout: float = 30) -> None:
        """Wait until no work is to be done any more; TimeoutError where that takes too long."""
        with self._settled:
            if not self._settled.wait_for(lambda: not self.late_work, timeout):
                raise TimeoutError(f"the work of {self.late_work} requests is still to be done")

    def account(self, account_id: str | None = None) -> Account:
        """The account of that id, or the first of the catalogue; KeyError for an unknown one."""
        key = account_id or next(iter(self.accounts))
        if key not in self.accounts:
            raise KeyError(f"unknown account: {key}")
        return self.accounts[key]

    def pack(self, pack: str) -> Pack:
        """The pack of that id or name; KeyError where there is none, or more than one of the name."""
        if pack in self.packs:
            return self.packs[pack]
        found = [candidate for candidate in self.packs.values() if candidate.name == pack]
        if len(found) != 1:
            raise KeyError(f"{len(found)} integration packs are named {pack!r}")
        return found[0]

    def next_instance_id(self) -> str:
        """A fresh IntegrationPackInstance id."""
        return ids.instance(next(self._instance_numbers))

    def add_pack(
        self,
        name: str,
        type: str = "SINGLE",
        processes: Iterable[str] = ("Main",),
        id: str | None = None,
        description: str = "",
        shared_with: Iterable[str] | None = None,
        listeners: Iterable[str] = (),
        extensions: Record | None = None,
        publisher: str = "",
    ) -> Record:
        """Publish a pack and share it with accounts: those given, or all that have no sub-accounts."""
        if type not in ("SINGLE", "MULTI"):
            raise ValueError(f"a pack's type is SINGLE or MULTI, not {type!r}")
        processes, listeners = tuple(processes), tuple(listeners)
        if len(set(processes)) < len(processes):
            raise ValueError(f"two of a pack's processes have one name: {', '.join(processes)}")
        if not set(listeners) <= set(processes):
            raise ValueError(f"a pack's listeners are some of its processes, not {', '.join(listeners)}")
        with self.lock:
            number = next(self._pack_numbers)
            pack_id = id or ids.stable_uuid("pack", name, str(number))
            components = tuple((ids.stable_uuid("process", pack_id, process), process) for process in processes)
            waiting = frozenset(ids.stable_uuid("process", pack_id, process) for process in listeners)
            pack = Pack(
                pack_id, name, type == "MULTI", description, components, waiting, extensions or {}, publisher=publisher
            )
            self.packs[pack_id] = pack
            for component_id, process in components:
                self.add_package(process, id=component_id)
                released = {"componentId": component_id, "currentVersion": "1.0", "pendingVersion": ""}
                pack.components.append(released)
            if shared_with is None:
                shared_with = [account.id for account in self.accounts.values() if not account.sub_accounts]
            for account_id in shared_with:
                self.accounts[account_id].packs.add(pack.record(), at_once=True)
        return pack.record()

    def add_package(
        self, name: str, versions: Iterable[str] = ("1.0",), type: str = "process", id: str | None = None
    ) -> Record:
        """Package a component in so many versions, in the place of those that it had."""
        key = id or ids.stable_uuid("component", name)
        self.packages[key] = {"id": key, "name": name, "type": type, "versions": list(versions)}
        return self.packages[key]

    def install(self, pack: str, name: str | None = None, account_id: str | None = None) -> Record:
        """Install a pack, by id or name, as if it had always been there; no rule of the API is applied."""
        with self.lock:
            chosen = self.pack(pack)
            if chosen.multi and name is None:
                name = chosen.name
            return self.account(account_id).instances.add(self.new_instance(chosen, name), at_once=True)

    def new_instance(self, pack: Pack, name: str | None) -> Record:
        """The record of a fresh instance: a MULTI pack's processes get wrappers, a SINGLE pack's stay themselves."""
        processes = []
        for component_id, process_name in pack.processes:
            process = {"originalProcessId": component_id, "name": process_name}
            if pack.multi:
                process["wrapperProcessId"] = ids.random_uuid()
                process["name"] = f"{name} - {process_name}"
            processes.append(process)
        return {
            "id": self.next_instance_id(),
            "integrationPackId": pack.id,
            "integrationPackOverrideName": name,
            "ProcessId": processes,
        }

    def attach(self, instance_id: str, environment: str, account_id: str | None = None) -> Record:
        """Attach an instance to an environment (id or name)."""
        with self.lock:
            account = self.account(account_id)
            record = ids.tie(
                ids.PACK_ATTACHMENT,
                integrationPackInstanceId=_find(account.instances.values(), instance_id),
                environmentId=_find(account.environments.values(), environment),
            )
            return account.instance_attachments.add(record, at_once=True)

    @staticmethod
    def release_atom(account: Account, atom_id: str) -> None:
        """Detach a runtime from wherever it is: it is in one environment at most."""
        for record in list(account.atom_attachments.values()):
            if record["atomId"] == atom_id:
                account.atom_attachments.remove(record["id"])

    def attach_atom(self, atom: str, environment: str, account_id: str | None = None) -> Record:
        """Attach a runtime (id or name) to an environment (id or name)."""
        with self.lock:
            account = self.account(account_id)
            atom_id = _find(account.atoms.values(), atom)
            environment_id = _find(account.environments.values(), environment)
            self.release_atom(account, atom_id)
            record = ids.tie(ids.RUNTIME_ATTACHMENT, atomId=atom_id, environmentId=environment_id)
            return account.atom_attachments.add(record, at_once=True)

    def add_environment(
        self, name: str, classification: str = "PROD", id: str | None = None, account_id: str | None = None
    ) -> Record:
        """Add an environment."""
        if classification not in ("PROD", "TEST"):
            raise ValueError(f"an environment's classification is PROD or TEST, not {classification!r}")
        account = self.account(account_id)
        key = id or ids.stable_uuid("environment", account.id, name)
        return account.environments.add({"id": key, "name": name, "classification": classification}, at_once=True)

    def add_atom(
        self,
        name: str,
        status: str = "ONLINE",
        type: str = "ATOM",
        id: str | None = None,
        account_id: str | None = None,
    ) -> Record:
        """Add a runtime; change its ``status`` later in the record itself."""
        account = self.account(account_id)
        key = id or ids.stable_uuid("atom", account.id, name)
        record = {
            "id": key,
            "name": name,
            "status": status,
            "type": type,
            "hostName": f"{name}.example",
            "dateInstalled": "2026-01-15T09:30:00Z",
            "currentVersion": "26.01.0",
            "purgeHistoryDays": 30,
            "purgeImmediate": False,
            "forceRestartTime": 0,
            "isCloudAttachment": type == "CLOUD",
            "instanceId": f"{account.id}.{key[:6].upper()}",
        }
        return account.atoms.add(record, at_once=True)

    def add_cloud(
        self, name: str, atoms: Iterable[str] = (), id: str | None = None, account_id: str | None = None
    ) -> Record:
        """Share a runtime cloud with an account; ``atoms`` are the ids of the cloud's own runtimes."""
        account = self.account(account_id)
        record = {
            "id": id or ids.stable_uuid("cloud", name),
            "name": name,
            "Atom": [{"atomId": atom, "deleted": False} for atom in atoms],
        }
        return account.clouds.add(record, at_once=True)

    def add_role(
        self,
        name: str,
        privileges: Iterable[str] = ("API",),
        id: str | None = None,
        account_id: str | None = None,
    ) -> Record:
        """Add a role."""
        account = self.account(account_id)
        record = {
            "id": id or ids.stable_uuid("role", account.id, name),
            "accountId": account.id,
            "name": name,
            "Description": name,
            "Privileges": {"Privilege": [{"name": privilege} for privilege in privileges]},
        }
        return account.roles.add(record, at_once=True)

    def add_execution(self, account_id: str | None = None, **fields: Any) -> Record:
        """Add the record of an execution, in the API's words; what is left out is made up."""
        account = self.account(account_id)
        key = f"execution-{ids.random_uuid()}-2026.01.15"
        record = {
            "executionId": key,
            "account": account.id,
            "executionTime": "2026-01-15T09:30:00Z",
            "recordedDate": "2026-01-15T09:30:04Z",
            "status": "COMPLETE",
            "executionType": "exec_manual",
            "processName": "Stock Levels",
            "processId": ids.stable_uuid("process", "Stock Levels"),
            "atomName": "runtime-eu-1",
            "atomId": ids.stable_uuid("atom", account.id, "runtime-eu-1"),
            "inboundDocumentCount": 1,
            "executionDuration": 3832,
            **dict.fromkeys(("inboundErrorDocumentCount", "outboundDocumentCount"), 0),
            **dict.fromkeys(("inboundDocumentSize", "outboundDocumentSize"), 0),
            "nodeId": "127_0_0_1",
            **dict.fromkeys(("message", "reportKey", "launcherID", "originalExecutionId", "parentExecutionId"), ""),
            "topLevelExecutionId": key,
            **fields,
        }
        return account.execution_records.add({"id": record["executionId"], **record}, at_once=True)

    def set_listener(self, listener: str, atom: str, status: str, account_id: str | None = None) -> Record:
        """Change the status of a listener that was asked for before, by its id and the runtime's (id or name)."""
        with self.lock:
            account = self.account(account_id)
            place = (_find(account.atoms.values(), atom), listener)
            for record in account.listeners.values():
                if (record["containerId"], record["listenerId"]) == place:
                    record["status"] = status
                    return record
        raise KeyError(f"nobody has asked for a listener {listener} of {atom}")

    def add_event(self, account_id: str | None = None, **fields: Any) -> Record:
        """Add an event, in the API's words; what is left out is made up."""
        account = self.account(account_id)
        execution = "execution-67008f66-ea50-40f8-8d1f-7a3ebe2c02a5-2026.01.15"
        time = fields.get("eventDate", "2026-01-15T09:30:04Z")
        record = {
            "eventId": f"event-{ids.random_uuid()}",
            "accountId": account.id,
            "atomId": ids.stable_uuid("atom", account.id, "runtime-eu-1"),
            "atomName": "runtime-eu-1",
            "eventLevel": "ERROR",
            **dict.fromkeys(("eventDate", "updateDate", "startTime", "endTime", "recordDate"), time),
            "status": "ERROR",
            "eventType": "process.execution",
            "executionId": execution,
            "title": "Stock Levels",
            "errorDocumentCount": 1,
            "inboundDocumentCount": 1,
            "outboundDocumentCount": 0,
            "processName": "Stock Levels",
            **dict.fromkeys(("processId", "topLevelProcessId"), ids.stable_uuid("process", "Stock Levels")),
            "error": "The warehouse did not answer",
            "errorType": "DOCUMENT",
            "erroredStepLabel": "",
            "erroredStepType": "Exception",
            "environment": "Production",
            "classification": "PROD",
            **fields,
        }
        return account.events.add({"id": record["eventId"], **record}, at_once=True)

    def add_audit_log(self, account_id: str | None = None, **fields: Any) -> Record:
        """Add an entry of the audit log, in the API's words; what is left out is made up."""
        account = self.account(account_id)
        record = {
            "documentId": ids.encoded(ids.random_uuid())[:20],
            "AuditLogProperty": [{"name": "ENVIRONMENT_NAME", "value": "Production"}],
            "accountId": account.id,
            "containerId": ids.stable_uuid("atom", account.id, "runtime-eu-1"),
            "userId": "automation@acme.example",
            "message": "Environment Extensions saved",
            "date": "2026-01-15T09:30:00Z",
            "type": "as.extensions",
            "action": "EDIT",
            "modifier": "NONE",
            "level": "INFO",
            "source": "UNKNOWN",
            **fields,
        }
        return account.audit_logs.add({"id": record["documentId"], **record}, at_once=True)


def _find(records: Iterable[Record], key: str) -> str:
    found: list[str] = [record["id"] for record in records if key in (record["id"], record.get("name"))]
    if len(found) != 1:
        raise KeyError(f"{len(found)} objects have the id or name {key!r}")
    return found[0]
