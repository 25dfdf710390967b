# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An event source for Event-Driven Ansible: what happens in a Boomi account."""

from __future__ import annotations

import asyncio
import sys
import typing as t
from pathlib import Path

if t.TYPE_CHECKING:
    from ansible_collections.community.boomi.plugins.plugin_utils._watch import Watcher

DOCUMENTATION = r"""
---
short_description: Receive events, executions, audit log entries, and changes of runtimes from a Boomi account
description:
  - Polls an account, and sends what is new.
  - Entries that arrive late or out of order, but within O(overlap), are sent once. Each poll overlaps the ones before
    it, and skips what was sent.
  - An event has the keys V(watch), with one value of the option, V(account_id), and V(entry). The keys of an entry are
    those that the modules M(community.boomi.boomi_event_info), M(community.boomi.boomi_execution_record_info),
    M(community.boomi.boomi_atom_info), and M(community.boomi.boomi_audit_log_info) return.
  - "Texts of events come from the account. A space is inserted into V({{), V({%), V({#), and V(#jinja2:), so that an
    action does not evaluate them as templates."
  - Polls and all other tasks of this host share the rate limit of the account.
  - If the API cannot be read, the source logs a warning and polls again after the interval. The next poll covers
    the gap. If the credentials or the privileges of the user are wrong, the source fails.
  - "The user needs the privilege C(API), and for each value of O(watch): C(VIEW_RESULT) for V(events) and
    V(executions), C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY) for V(runtimes), C(VIEW_AUDIT_LOGS) for
    V(audit_log)."
  - ansible-core and requests are required in the Python environment of ansible-rulebook.
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
options:
  watch:
    description:
      - What to poll.
      - V(events) are events of the platform, such as errors of processes, missed schedules, and user notifications.
      - V(executions) are execution records. Each is sent when the execution has ended.
      - V(runtimes) are changes of the status of runtimes. The entry has the additional key V(previous_status), which is
        V(none) for a new runtime. A deleted runtime has the V(status) V(none). The first poll sends nothing.
      - V(audit_log) are entries of the audit log.
    type: list
    elements: str
    choices: [events, executions, runtimes, audit_log]
    default: [events]
  interval:
    description: Seconds between two polls, at least 1.
    type: float
    default: 60
  since:
    description:
      - ISO 8601 time. Older entries are not sent. Defaults to the start of the source.
      - Ignored for each value of O(watch) that O(state_file) already covers.
    type: str
  overlap:
    description:
      - Number of seconds before the newest entry at which a poll begins. An entry is missed if all of its times are
        older than that when it arrives.
      - A poll takes one call per hundred entries in this period. Use a lower value for an account with very many
        executions.
    type: int
    default: 3600
  state_file:
    description:
      - File in which the source keeps what it has sent, so that it continues after a restart. It holds IDs, times, and
        names of runtimes.
      - Use a separate file for each source. If the source is killed, events that it sent after it last wrote the file
        are sent again.
      - Without it, a restart begins at O(since).
    type: path
  account_id:
    description: ID of the account. Falls back to E(BOOMI_ACCOUNT_ID).
    type: str
    required: true
  username:
    description: Name of the user. Falls back to E(BOOMI_USERNAME).
    type: str
    required: true
  api_token:
    description:
      - API token of the user. Exactly one of O(api_token) and O(password) is required. Falls back to
        E(BOOMI_API_TOKEN).
    type: str
  password:
    description: Password of the user. Falls back to E(BOOMI_PASSWORD).
    type: str
  otp:
    description: One-time password, which soon expires. Use O(api_token) instead. Falls back to E(BOOMI_OTP).
    type: str
  base_url:
    description: URL of the API, without C(/api/rest/v1). Falls back to E(BOOMI_API_URL).
    type: str
    default: https://api.boomi.com
  override_account:
    description: ID of the account to poll, through the Partner API. Falls back to E(BOOMI_OVERRIDE_ACCOUNT).
    type: str
  validate_certs:
    description: Whether to verify TLS certificates. Falls back to E(BOOMI_VERIFY_SSL).
    type: bool
    default: true
  ca_path:
    description:
      - PEM file or directory of trusted certificate authorities. Falls back to E(BOOMI_CA_PATH), then to
        E(REQUESTS_CA_BUNDLE).
    type: path
  client_cert:
    description: PEM file of a client certificate. Falls back to E(BOOMI_CLIENT_CERT).
    type: path
  client_key:
    description: PEM file of the key of O(client_cert). Falls back to E(BOOMI_CLIENT_KEY).
    type: path
  proxy:
    description: URL of a proxy. Falls back to E(BOOMI_PROXY).
    type: str
  timeout:
    description: Seconds that a call may take. Falls back to E(BOOMI_TIMEOUT).
    type: float
    default: 30
  retry_budget:
    description:
      - Seconds that one poll may spend on retries. Falls back to E(BOOMI_RETRY_BUDGET).
    type: float
    default: 120
  requests_per_second:
    description: Maximum number of requests per second. Falls back to E(BOOMI_REQUESTS_PER_SECOND).
    type: float
    default: 10
  shared_directory:
    description: Directory through which tasks share the rate limit. Falls back to E(BOOMI_SHARED_DIR).
    type: path
"""

EXAMPLES = r"""
# Credentials come from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
- community.boomi.boomi_events:
    watch: [events, runtimes]
    state_file: /var/lib/eda/boomi_events.json

- community.boomi.boomi_events:
    account_id: partner-P1H8QZ
    override_account: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ boomi_token }}"
    watch: [executions, audit_log]
    interval: 300
    since: "2026-01-31T08:00:00Z"
"""


def _watcher() -> type[Watcher]:
    """Import what polls an account from the collection that this file is a part of."""
    try:
        from ansible_collections.community.boomi.plugins.plugin_utils._watch import Watcher
    except ImportError:
        # ansible-rulebook runs this file by its path, and does not set up imports from collections.
        try:
            from ansible.plugins.loader import init_plugin_loader
        except ImportError:
            raise ImportError(
                "The Python environment of ansible-rulebook has no ansible-core 2.16 or later, which this source needs."
                f" Install ansible-core and requests there: {sys.executable} -m pip install ansible-core requests"
            ) from None

        init_plugin_loader([str(Path(__file__).absolute().parents[7])])
        from ansible_collections.community.boomi.plugins.plugin_utils._watch import Watcher
    return Watcher


async def main(queue: asyncio.Queue[t.Any], args: dict[str, t.Any]) -> None:
    """Poll an account until cancelled, and put what is new into the queue.

    :raises BoomiError: an argument, the credentials, or the privileges are wrong
    """
    # ansible-rulebook adds this where a rulebook enables feedback.
    args = {name: value for name, value in args.items() if name != "eda_feedback_queue"}
    watcher = _watcher()(args)
    while True:
        for name in watcher.watch:
            poll = await asyncio.to_thread(watcher.poll, name)
            if poll is None:
                continue
            for event in poll.events:
                await queue.put(event)
            await asyncio.to_thread(watcher.commit, name, poll)
        await asyncio.sleep(watcher.interval)
