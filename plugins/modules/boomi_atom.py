#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_atom
short_description: Create, rename, configure, or delete a Boomi runtime
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates a runtime (the API says Atom) in a runtime cloud that is shared with the account, which is called a cloud
    attachment. Renames, configures, or deletes a runtime of any kind.
  - The API cannot create local runtimes. An installer does, with a token of M(community.boomi.boomi_installer_token).
  - Deleting a runtime removes it from the account. The software of a local runtime stays on its host.
  - A run without changes takes 1 call, or 2 in parallel with O(cloud).
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and to give a cloud by name also C(CLOUD_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) creates or updates the runtime.
      - V(absent) deletes it. If it does not exist, there is nothing to do.
  id:
    description:
      - ID of an existing runtime, to rename it or to tell it from others. With V(present), an unknown ID is an error.
      - O(id) or O(name) is required.
    type: str
  name:
    description: Exact name of the runtime. With O(id), the runtime is renamed to it.
    type: str
  cloud:
    description:
      - Exact name or ID of the runtime cloud. Required to create a runtime, and cannot be changed later.
      - A user who may not read clouds must give the ID.
    type: str
  purge_history_days:
    description: Number of days after which the runtime purges logs, documents, and data. With V(0), it purges nothing.
    type: int
  purge_immediate:
    description:
      - Whether the runtime purges data immediately after an execution. With V(true), the vendor recommends a number
        above V(0) for O(purge_history_days) as well.
    type: bool
  force_restart_time:
    description:
      - Number of milliseconds after which the platform forces a restart of the runtime whose configuration has changed.
    type: int
  force:
    description:
      - Whether to delete a runtime even if it is attached to an environment, after detaching it.
      - Without it, the task fails, names the environment, and changes nothing.
    type: bool
    default: false
notes:
  - O(force) applies to O(state=absent) only.
seealso:
  - module: community.boomi.boomi_atom_info
  - module: community.boomi.boomi_cloud_info
  - module: community.boomi.boomi_installer_token
  - module: community.boomi.boomi_environment_atom_attachment
"""

EXAMPLES = r"""
- name: Create a runtime in a cloud
  community.boomi.boomi_atom:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: cloud-eu
    cloud: Europe Cloud
    purge_history_days: 14

- name: Rename it
  community.boomi.boomi_atom:
    id: 3456789a-bcde-f012-3456-789abcdef012
    name: cloud-europe
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Detach it from its environment, and delete it
  community.boomi.boomi_atom:
    name: cloud-europe
    state: absent
    force: true
"""

RETURN = r"""
atom:
  description: The runtime after the task; V(none) if it is absent. Its keys are those of
    RV(community.boomi.boomi_atom_info#module:atoms). In check mode, what the platform sets is V(none) if the runtime
    would be created.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the runtime; V(none) in check mode if it would be created.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    name:
      description: Name of the runtime.
      type: str
      sample: cloud-eu
    cloud_id:
      description: ID of the runtime cloud.
      type: str
      sample: 23456789-abcd-ef01-2345-6789abcdef01
    environments:
      description: Names of the environments it is attached to, or IDs if they are not known.
      returned: if its deletion failed
      type: list
      elements: str
      sample: [Production]
changes:
  description: What the task changed or would change, see
    RV(community.boomi.boomi_account_configuration#module:changes).
  returned: success, and failure during writes
  type: list
  elements: dict
summary:
  description: Counts of these changes, see RV(community.boomi.boomi_account_configuration#module:summary).
  returned: success, and failure during writes
  type: dict
summary_lines:
  description: The changes as text, see RV(community.boomi.boomi_account_configuration#module:summary_lines).
  returned: success, and failure during writes
  type: list
  elements: str
plan:
  description: Digest of the plan, see RV(community.boomi.boomi_account_configuration#module:plan).
  returned: success, and failure during writes
  type: str
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import change
from ansible_collections.community.boomi.plugins.module_utils._objects.runtime_plan import ATOM


def main() -> None:
    change.one(ATOM, flags=("force",))


if __name__ == "__main__":
    main()
