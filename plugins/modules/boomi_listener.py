#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_listener
short_description: Pause or resume a Boomi listener
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Pauses or resumes a listener on a runtime, and waits until its status confirms the change. A listener is a process
    that waits for calls or messages instead of running on a schedule.
  - Takes 2 calls if nothing changes, and at least 5 otherwise. Looking up names first takes 1 call each.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and access to the environment of the runtime.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
options:
  process:
    description:
      - Exact name or ID of the process.
      - In the vendor's examples, a process of a pack of type V(MULTI) is called
        V(<name of the instance> - <name of the process>).
    type: str
    required: true
  runtime:
    description: Exact name or ID of the runtime.
    type: str
    required: true
  state:
    description:
      - With V(paused), the listener accepts nothing new. Work that it has already accepted continues.
      - With V(running), a paused listener is resumed, and a listener in error is restarted.
    type: str
    choices: [paused, running]
    required: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait for the runtime, first until it reports its listeners, and then until the
        status is as requested. After that, the task fails, but the change may still take effect.
    type: int
    default: 120
notes:
  - The platform does not say whether a listener stays paused when its runtime is restarted. Run the task again after a
    restart.
  - Whether the platform lists a listener of a pack of type V(MULTI) under the ID of the instance's own process is not
    documented. If the task does not find it by name, give the ID that M(community.boomi.boomi_listener_info) returns.
seealso:
  - module: community.boomi.boomi_listener_info
  - module: community.boomi.boomi_process_schedules
    description: Disables the schedules of the other processes.
  - name: Change listener status
    description: The page of the Platform API.
    link: https://developer.boomi.com/docs/api/platformapi/Changelistenerstatus
"""

EXAMPLES = r"""
- name: Pause a listener
  community.boomi.boomi_listener:
    process: Desk - Receive Return
    runtime: runtime-eu-1
    state: paused

- name: Resume it
  community.boomi.boomi_listener:
    process: Desk - Receive Return
    runtime: runtime-eu-1
    state: running
"""

RETURN = r"""
listener:
  description: The listener as it is at the end, or would be in check mode.
  returned: success, and failure after the request
  type: dict
  contains:
    process_id:
      description: ID of the process.
      type: str
      sample: ea56da44-ea7d-4c80-9866-30556474938e
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    status:
      description: V(listening), V(paused), or V(errored).
      type: str
      sample: paused
    connector_type:
      description: Internal name of the type of its connector.
      type: str
      sample: wss
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import listeners


def main() -> None:
    listeners.module()


if __name__ == "__main__":
    main()
