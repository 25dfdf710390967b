# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of the simulator: what can be switched, to what, and the defaults.

A setting exists for every behaviour of the platform that no source describes, so that a client can be tested both
ways. The table in README.md says what each means, and how well its default is known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

# The functions below are called where the fields of the class stand.
# pylint: disable=invalid-field-call

TRUE_WORDS = frozenset({"true", "yes", "on", "1"})
FALSE_WORDS = frozenset({"false", "no", "off", "0"})
_KINDS: dict[type, type] = {bool: bool, int: float, tuple: tuple}


def _setting(default: Any, *others: Any) -> Any:
    """A setting with a closed set of values, the default before the others; or with any value of its kind."""
    values = (default, *others) if others else _KINDS[type(default)]
    return dataclasses.field(default=default, metadata={"values": values})


@dataclasses.dataclass
class Settings:
    """Current values; read as attributes, changed through :meth:`changed` only, which validates."""

    # The line and the laboratory
    latency: float = _setting(0)
    rate_limit: float = _setting(10)
    refuse_writes: bool = _setting(False)
    extra_fields: bool = _setting(False)

    # Who may
    bad_credentials_status: int = _setting(401, 403, 400)
    wrong_account_status: int = _setting(403, 400, 401)
    privilege_status: int = _setting(403, 400)
    without_privileges: tuple[str, ...] = _setting(())
    partner: bool = _setting(True)

    # Errors
    error_form: str = _setting("typed", "message", "nested", "xml", "user_message", "html", "text", "empty")
    conflict_status: int = _setting(400, 409)
    missing_status: int = _setting(400, 404, 410)
    get_deleted: str = _setting("error", "stale")
    delete_missing: str = _setting("error", "success")
    delete_body: str = _setting("true", "empty", "brace_true", "object")

    # Integration packs
    delete_attached: str = _setting("refuse", "detach")
    second_single: str = _setting("refuse", "existing", "duplicate")
    multi_without_name: str = _setting("pack_name", "refuse")
    multi_duplicate_name: str = _setting("allow", "refuse")
    stored_name: str = _setting("kept", "removed")
    single_name: str = _setting("absent", "empty", "pack_name")
    unknown_pack_status: int = _setting(400, 404, 403)
    create_answer: str = _setting("full", "no_processes", "no_id", "empty")
    query_processes: str = _setting("present", "absent")
    processes_shape: str = _setting("list", "object")
    multi_process_id: str = _setting("wrapper", "other")

    # Partners
    account_filters: str = _setting("accepted", "refused")
    sharing_hidden: float = _setting(0)
    provision_pending: float = _setting(0)
    provision_hidden: float = _setting(0)
    provision_status: str = _setting("COMPLETED", "ERROR")

    # Publishers
    published_twice: str = _setting("refuse", "allow")
    pack_components: str = _setting("replace", "add")
    pack_versions: str = _setting("kept", "latest")
    component_deleted: str = _setting("flagged", "always")
    release_pending: float = _setting(0)
    release_status: str = _setting("SUCCESS", "ERROR", "UNHEARD_OF")
    release_lag: float = _setting(0)
    release_details: str = _setting("full", "empty")
    release_word: str = _setting("IN_PROGRESS", "INPROGRESS")
    release_unlisted: str = _setting("kept", "dropped")

    # Environments and attachments
    second_attachment: str = _setting("refuse", "existing")
    runtimes_per_environment: float = _setting(0)

    # Schedules
    listener_schedules: str = _setting("present", "absent")
    listener_id: str = _setting("process", "component")
    listener_delay: float = _setting(0)
    errored_listener: str = _setting("mended", "errored")
    offline_runtime: str = _setting("410", "silent")
    async_pending: float = _setting(0)
    async_not_ready: str = _setting("status", "body")
    schedule_form: str = _setting("kept", "listed")

    # Queries
    empty_result: str = _setting("missing", "null", "list")
    extension_lists: str = _setting("list", "object")
    extension_flags: str = _setting("boolean", "text")
    single_result: str = _setting("list", "object")
    number_of_results: str = _setting("total", "page", "absent")
    execution_pending: float = _setting(0)
    execution_running: float = _setting(0)
    execution_status: str = _setting("COMPLETE", "COMPLETE_WARN", "DISCARDED", "ERROR", "ABORTED", "UNHEARD_OF")
    execution_answer: str = _setting("query_result", "record", "operation_result")
    long_numbers: str = _setting("plain", "typed")
    order: str = _setting("insertion", "reverse", "shuffled")
    name_case: str = _setting("sensitive", "insensitive")
    grouping_case: str = _setting("lower", "any")
    paging: str = _setting("snapshot", "live")
    token_single_use: bool = _setting(False)
    token_lifetime: float = _setting(0)
    visibility_delay: float = _setting(0)
    deletion_delay: float = _setting(0)

    # Bulk
    bulk_over_limit: str = _setting("refuse", "truncate")
    bulk_duplicates: str = _setting("each", "once")
    bulk_order: str = _setting("request", "shuffled")

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
