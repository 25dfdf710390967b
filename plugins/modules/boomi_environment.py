#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment
short_description: Create, rename, or delete a Boomi environment
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates, renames, or deletes an environment.
  - Deleting an environment also deletes the extension values and schedules that were set in it. The platform keeps no
    copy, and secrets cannot be exported.
  - A run without changes takes 1 call. Creating or renaming takes 3, and deleting at least 5, since attachments are
    checked first.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and to delete an environment also C(DEPLOY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._changes.force
options:
  state:
    description:
      - V(present) creates the environment if it is missing, and renames it if O(id) and a new O(name) are given.
      - V(absent) deletes the environment.
  id:
    description:
      - ID of an existing environment. With O(state=present), an unknown ID is an error; with O(state=absent), there is
        nothing to do.
      - O(id) or O(name) is required.
    type: str
  name:
    description:
      - Name of the environment, compared exactly. Names are unique.
      - A name with extra spaces or with letters that are not in Unicode normal form C is refused, and the message
        offers the normalized name. To address an existing environment with such a name, use O(id).
      - With O(id) and O(state=present), the new name. With O(id) and O(state=absent), the name that the environment
        must have to be deleted.
    type: str
  classification:
    description:
      - Whether the environment is for production or for tests. V(TEST) needs Test Connection Licensing.
      - A new environment is V(PROD) by default. The classification cannot be changed later; a different value fails.
      - With O(state=absent), it is ignored.
    type: str
    choices: [PROD, TEST]
seealso:
  - module: community.boomi.boomi_environment_info
  - module: community.boomi.boomi_environments
  - module: community.boomi.boomi_environment_atom_attachment
"""

EXAMPLES = r"""
- name: Create a production environment
  community.boomi.boomi_environment:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: Production

- name: Create a test environment
  community.boomi.boomi_environment:
    name: Test
    classification: TEST
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Rename an environment
  community.boomi.boomi_environment:
    id: 456789ab-cdef-0123-4567-89abcdef0123
    name: Production EU

- name: Detach everything from an environment, and delete it
  community.boomi.boomi_environment:
    name: Test
    state: absent
    force: true
"""

RETURN = r"""
environment:
  description: The environment after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the environment; V(none) in check mode if it would be created.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
    name:
      description: Name of the environment.
      type: str
      sample: Production
    classification:
      description: V(PROD) or V(TEST).
      type: str
      sample: PROD
    parent_environment:
      description: ID of the parent environment; V(none) if the API reports none.
      type: str
      sample:
    parent_account:
      description: ID of the account of the parent environment; V(none) if the API reports none.
      type: str
      sample:
    runtimes:
      description: Names of the runtimes attached to it, or IDs if they are not known.
      returned: if its deletion failed
      type: list
      elements: str
      sample: [runtime-eu-1]
    integration_pack_instances:
      description: The packs of the instances attached to it, with the names of the instances if they have any; or IDs
        if they are not known.
      returned: if its deletion failed
      type: list
      elements: str
      sample: [Order Intake as Domestic Order Intake]
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
from ansible_collections.community.boomi.plugins.module_utils._objects.pack_plan import ENVIRONMENT


def main() -> None:
    change.one(ENVIRONMENT, flags=("force",))


if __name__ == "__main__":
    main()
