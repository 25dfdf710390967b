# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of the simulator: the one table of what can be switched, with defaults and evidence.

A setting exists for every behaviour of the platform that no source describes, so that a client can be tested both
ways. ``mark`` says how well the default is known: VERIFIED (the vendor's documents or a live client), LIKELY
(inferred), UNKNOWN (a choice of ours), or LAB (a knob of the simulator itself, nothing to do with the platform).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

# The functions below are called where the fields of the class stand.
# pylint: disable=invalid-field-call

TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})


def _choice(mark: str, meaning: str, *values: Any) -> Any:
    """A setting with a closed set of values; the first one is the default."""
    return dataclasses.field(default=values[0], metadata={"mark": mark, "meaning": meaning, "values": values})


def _flag(mark: str, meaning: str, default: bool) -> Any:
    return dataclasses.field(default=default, metadata={"mark": mark, "meaning": meaning, "values": bool})


def _number(mark: str, meaning: str, default: float) -> Any:
    return dataclasses.field(default=default, metadata={"mark": mark, "meaning": meaning, "values": float})


def _names(mark: str, meaning: str) -> Any:
    return dataclasses.field(default=(), metadata={"mark": mark, "meaning": meaning, "values": tuple})


@dataclasses.dataclass
class Settings:
    """Current values; read as attributes, changed through :meth:`changed` only, which validates."""

    # The line and the laboratory
    latency: float = _number("LAB", "milliseconds that each request takes, half of them before the work is done", 0)
    rate_limit: float = _number("VERIFIED", "requests in any second for an authenticated account; 0 is no limit", 10)
    refuse_writes: bool = _flag(
        "LAB", "answer every write with 403 and list it as refused: check mode must not write", False
    )
    extra_fields: bool = _flag(
        "VERIFIED", "answers carry fields and deprecation headers that clients must ignore", False
    )

    # Who may
    bad_credentials_status: int = _choice("VERIFIED", "status for bad credentials", 401, 403, 400)
    wrong_account_status: int = _choice(
        "VERIFIED", "status for an account that is unknown or not the user's", 403, 400, 401
    )
    privilege_status: int = _choice("VERIFIED", "status where a privilege is missing; 400 says access denied", 403, 400)
    without_privileges: tuple[str, ...] = _names("LAB", "privileges taken from every user, such as API or DEPLOY")
    partner: bool = _flag("VERIFIED", "the Partner API is enabled for the primary accounts", True)

    # Errors
    error_form: str = _choice(
        "VERIFIED",
        "form of an error body",
        "typed",
        "message",
        "nested",
        "xml",
        "user_message",
        "html",
        "text",
        "empty",
    )
    conflict_status: int = _choice("LIKELY", "status where a business rule refuses", 400, 409)
    missing_status: int = _choice("LIKELY", "status for an id that does not exist, also in bulk items", 400, 404, 410)
    get_deleted: str = _choice("UNKNOWN", "GET of a deleted object; an Environment is always stale", "error", "stale")
    delete_missing: str = _choice("LIKELY", "DELETE of an id that does not exist (any more)", "error", "success")
    delete_body: str = _choice("LIKELY", "body of a successful DELETE", "true", "empty", "brace_true", "object")

    # Integration packs
    delete_attached: str = _choice("LIKELY", "DELETE of an instance that is attached", "refuse", "detach")
    second_single: str = _choice("LIKELY", "second install of a SINGLE pack", "refuse", "existing", "duplicate")
    multi_without_name: str = _choice("LIKELY", "install of a MULTI pack without a name", "pack_name", "refuse")
    multi_duplicate_name: str = _choice("UNKNOWN", "two instances of a MULTI pack with one name", "allow", "refuse")
    stored_name: str = _choice(
        "UNKNOWN", "blanks around the name of an instance, when it is installed", "kept", "removed"
    )
    single_name: str = _choice(
        "UNKNOWN", "integrationPackOverrideName of a SINGLE instance", "absent", "empty", "pack_name"
    )
    unknown_pack_status: int = _choice("LIKELY", "install of a pack that is unknown or not shared", 400, 404, 403)
    create_answer: str = _choice("VERIFIED", "body of a CREATE answer", "full", "no_processes", "no_id", "empty")
    query_processes: str = _choice("LIKELY", "ProcessId in QUERY answers (a later addition)", "present", "absent")
    processes_shape: str = _choice("VERIFIED", "ProcessId with one entry is a list or an object", "list", "object")
    multi_process_id: str = _choice(
        "LIKELY", "Process.id of a MULTI instance is its wrapperProcessId", "wrapper", "other"
    )

    # Partners
    account_filters: str = _choice(
        "LIKELY", "filters of Account as the vendor's schema spells them; its sample differs", "accepted", "refused"
    )
    sharing_hidden: float = _number("UNKNOWN", "reads of the packs of an account until a newly shared one shows", 0)
    provision_pending: float = _number("LAB", "polls of a request for an account until it is completed", 0)
    provision_hidden: float = _number("LAB", "reads of the accounts until a new one shows", 0)
    provision_status: str = _choice("LAB", "how such a request ends", "COMPLETED", "ERROR")

    # Publishers
    published_twice: str = _choice("UNKNOWN", "a second pack of one name in its publisher's account", "refuse", "allow")
    pack_components: str = _choice(
        "VERIFIED", "UPDATE of a pack drops what it does not list, by prose; by its sample, it adds", "replace", "add"
    )
    pack_versions: str = _choice(
        "UNKNOWN", "a component that an UPDATE lists without a version keeps it, or gets the latest", "kept", "latest"
    )
    component_deleted: str = _choice(
        "VERIFIED", "deleted marks what leaves, by prose; in all samples, every component has it", "flagged", "always"
    )
    release_pending: float = _number("LAB", "polls of a release until it is done", 0)
    release_status: str = _choice("LAB", "how it ends", "SUCCESS", "ERROR", "UNHEARD_OF")
    release_lag: float = _number("UNKNOWN", "reads of a pack until it shows a finished release", 0)
    release_details: str = _choice("UNKNOWN", "how much the answer 202 about a release contains", "full", "empty")
    release_word: str = _choice(
        "VERIFIED", "`IN_PROGRESS` as in the enum, `INPROGRESS` as in the prose", "IN_PROGRESS", "INPROGRESS"
    )
    release_unlisted: str = _choice("UNKNOWN", "components that a release does not list", "kept", "dropped")

    # Environments and attachments
    second_attachment: str = _choice(
        "UNKNOWN", "attaching an instance to an environment that it is attached to already", "refuse", "existing"
    )
    runtimes_per_environment: float = _number("VERIFIED", "runtimes an environment takes; basic support: 1; 0: any", 0)

    # Schedules
    listener_schedules: str = _choice(
        "UNKNOWN", "a listener process, which takes no schedules, has such an object", "present", "absent"
    )
    listener_id: str = _choice(
        "LIKELY",
        "listenerId is the id of a process, or of the component that a MULTI instance copies",
        "process",
        "component",
    )
    listener_delay: float = _number("LAB", "reads of a listener that still show its status before a change", 0)
    errored_listener: str = _choice(
        "UNKNOWN", "what a restart makes of a listener that is errored", "mended", "errored"
    )
    offline_runtime: str = _choice(
        "VERIFIED",
        "asking a runtime that is offline: refused with 410, or accepted and never answered",
        "410",
        "silent",
    )
    async_pending: float = _number("LAB", "polls of an async query until its answer is there", 0)
    async_not_ready: str = _choice("VERIFIED", "how it says that it is not: HTTP 202, or its body", "status", "body")
    schedule_form: str = _choice("UNKNOWN", "times come back as they were sent, or number by number", "kept", "listed")

    # Queries
    empty_result: str = _choice("LIKELY", "result of a query that finds nothing", "missing", "null", "list")
    extension_lists: str = _choice("VERIFIED", "a list of one in EnvironmentExtensions", "list", "object")
    extension_flags: str = _choice("VERIFIED", "booleans in EnvironmentExtensions", "boolean", "text")
    single_result: str = _choice("UNKNOWN", "result with one entry", "list", "object")
    number_of_results: str = _choice("LIKELY", "what numberOfResults counts", "total", "page", "absent")
    execution_pending: float = _number("LAB", "polls of an execution until its record shows", 0)
    execution_running: float = _number("LAB", "further polls until it has ended", 0)
    execution_status: str = _choice(
        "LAB", "how it ends", "COMPLETE", "COMPLETE_WARN", "DISCARDED", "ERROR", "ABORTED", "UNHEARD_OF"
    )
    execution_answer: str = _choice(
        "LIKELY", "answer to GET ExecutionRecord/async", "query_result", "record", "operation_result"
    )
    long_numbers: str = _choice("VERIFIED", "durations and sizes in records of executions", "plain", "typed")
    order: str = _choice("UNKNOWN", "order of query results", "insertion", "reverse", "shuffled")
    name_case: str = _choice("UNKNOWN", "letter case in comparisons of text", "sensitive", "insensitive")
    grouping_case: str = _choice("UNKNOWN", "AND and OR in upper case as grouping operators", "lower", "any")
    paging: str = _choice("UNKNOWN", "later pages: as at the first page, or of what is there now", "snapshot", "live")
    token_single_use: bool = _flag("UNKNOWN", "a query token works once", False)
    token_lifetime: float = _number("UNKNOWN", "seconds that a query token lives; 0 is for ever", 0)
    visibility_delay: float = _number("UNKNOWN", "seconds until a created object shows in queries", 0)
    deletion_delay: float = _number("UNKNOWN", "seconds that a deleted object still shows in queries", 0)

    # Bulk
    bulk_over_limit: str = _choice("UNKNOWN", "bulk with more than 100 ids", "refuse", "truncate")
    bulk_duplicates: str = _choice("UNKNOWN", "an id that is asked for twice in one bulk is answered", "each", "once")
    bulk_order: str = _choice("LIKELY", "order of the items of a bulk answer", "request", "shuffled")

    def changed(self, changes: Mapping[str, Any]) -> Settings:
        """Return a copy with ``changes``; values may be words, as a command line or YAML gives them.

        Raises ValueError naming the setting, and what it takes, for an unknown name or value.
        """
        fields = {field.name: field for field in dataclasses.fields(self)}
        values = {}
        for name, value in changes.items():
            if name not in fields:
                raise ValueError(f"unknown setting {name!r}; the settings are: {', '.join(sorted(fields))}")
            values[name] = _converted(name, value, fields[name].metadata["values"])
        return dataclasses.replace(self, **values)


def _converted(name: str, value: Any, values: Any) -> Any:
    word = str(value).strip().lower()
    if values is bool:
        if word in TRUE_WORDS | FALSE_WORDS:
            return word in TRUE_WORDS
        raise ValueError(f"setting {name} takes true or false, not {value!r}")
    if values is float:
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 <= number < float("inf"):
            raise ValueError(f"setting {name} takes a number that is not negative, not {value!r}")
        return number
    if values is tuple:
        parts = value.split(",") if isinstance(value, str) else list(value)
        return tuple(str(part).strip() for part in parts if str(part).strip())
    for candidate in values:
        # A YAML author who writes `true` for the word "true" gets a boolean: both mean the same here.
        if str(candidate).lower() == word:
            return candidate
    raise ValueError(f"setting {name} takes one of {', '.join(map(str, values))}, not {value!r}")
