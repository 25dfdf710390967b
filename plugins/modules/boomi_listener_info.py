#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_listener_info
short_description: List Boomi listeners with their status
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the listeners on runtimes, and whether they listen. A listener is a process that waits for calls or messages
    instead of running on a schedule.
  - Takes at least 2 calls for each runtime, in parallel. Looking up names first takes 1 call per hundred runtimes and 1
    per hundred processes.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  runtimes:
    description:
      - Only listeners on the runtimes with these exact names or IDs. An unknown one is an error.
      - An empty list means no runtime. Without the option, all runtimes of the account are queried.
    type: list
    elements: str
  process:
    description: Only listeners of the process with this exact name or ID. An unknown one is an error.
    type: str
  wait_timeout:
    description: Maximum number of seconds to wait until a runtime reports its listeners.
    type: int
    default: 120
notes:
  - A listener that was deployed a moment ago may take some minutes to show.
seealso:
  - module: community.boomi.boomi_listener
  - name: Listener Status
    description: The page of the Platform API.
    link: https://developer.boomi.com/docs/api/platformapi/ListenerStatus
"""

EXAMPLES = r"""
- name: List all listeners
  community.boomi.boomi_listener_info:
  register: all

- name: Show those that do not listen
  ansible.builtin.debug:
    msg: "{{ all.listeners | rejectattr('status', 'eq', 'listening') | map(attribute='process') }}"

- name: List the listeners on one runtime
  community.boomi.boomi_listener_info:
    runtimes: [runtime-eu-1]
"""

RETURN = r"""
listeners:
  description: The listeners, sorted by process and runtime.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the listener, made of the IDs of the runtime and the process, since the platform has none.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012:ea56da44-ea7d-4c80-9866-30556474938e
    process:
      description: Name of the process; V(none) if the user cannot see it.
      type: str
      sample: Desk - Receive Return
    process_id:
      description: ID of the process.
      type: str
      sample: ea56da44-ea7d-4c80-9866-30556474938e
    runtime:
      description: Name of the runtime.
      type: str
      sample: runtime-eu-1
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    status:
      description: V(listening), V(paused), or V(errored).
      type: str
      sample: listening
    connector_type:
      description: Internal name of the type of its connector.
      type: str
      sample: wss
unreachable_runtimes:
  description:
    - Runtimes with the status V(OFFLINE) or V(UNKNOWN) that did not report their listeners, sorted by name. If a
      runtime with another status does not report them, the task fails.
  returned: success
  type: list
  elements: dict
  contains:
    runtime:
      description: Name of the runtime.
      type: str
      sample: runtime-us-1
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    status:
      description: Status of the runtime.
      type: str
      sample: OFFLINE
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import listeners


def main() -> None:
    listeners.info()


if __name__ == "__main__":
    main()
