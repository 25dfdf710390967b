#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environments
short_description: Create or delete many Boomi environments with their runtimes
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates, renames, or deletes environments, and attaches runtimes to them. With O(purge), deletes environments
    that are not listed.
  - Deleting an environment also deletes the extension values and schedules that were set in it. The platform keeps no
    copy, and secrets cannot be exported.
  - A run without changes takes 1 call per hundred environments, and if runtimes are listed, 1 per hundred runtimes and
    1 per hundred attachments of runtimes, in parallel.
  - Each change takes 1 call. Changes of one kind go out in parallel and are confirmed together, with 1 call per
    hundred.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and to delete environments also C(DEPLOY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._changes.allow_move
  - community.boomi._changes.force
  - community.boomi._changes.lists
options:
  environments:
    description: The environments.
    type: list
    elements: dict
    required: true
    suboptions:
      id:
        description:
          - ID of an existing environment, see O(community.boomi.boomi_environment#module:id).
          - O(environments[].id) or O(environments[].name) is required.
        type: str
      name:
        description: Exact name of the environment, see O(community.boomi.boomi_environment#module:name).
        type: str
      classification:
        description: Whether it is for production or for tests, see
          O(community.boomi.boomi_environment#module:classification).
        type: str
        choices: [PROD, TEST]
      runtimes:
        description:
          - Names or IDs of all runtimes of the environment. Other runtimes are detached from it.
          - An empty list detaches all of them. Without it, runtimes are not changed.
          - A runtime moves from another listed environment without O(allow_move) if O(environments[].runtimes) is given
            there, too.
          - With O(state=absent), these are the runtimes that may be detached without O(force).
        type: list
        elements: str
      parent_environment: &told
        description: Ignored. It is accepted so that environments can be given as
          M(community.boomi.boomi_environment_info) returns them.
        type: raw
      parent_account: *told
  state:
    description: Whether the listed environments exist.
  purge:
    description:
      - Whether to delete environments that are not listed. If something is attached to them, O(force) is required.
      - Cannot be combined with an empty list or O(state=absent).
    type: bool
    default: false
seealso:
  - module: community.boomi.boomi_account_configuration
  - module: community.boomi.boomi_environment
  - module: community.boomi.boomi_environment_info
"""

EXAMPLES = r"""
- name: Create two environments with their runtimes
  community.boomi.boomi_environments:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    environments:
      - name: Production
        classification: PROD
        runtimes: [runtime-eu-1, runtime-eu-2]
      - name: Test
        classification: TEST
        runtimes: [runtime-test]

- name: See which other environments would be deleted
  community.boomi.boomi_environments:
    environments:
      - name: Production
    purge: true
    force: true
  check_mode: true
  diff: true
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
environments:
  description: The listed environments after the task, in the order of the list.
  returned: success, and failure during writes
  type: list
  elements: dict
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
      description: Names of its runtimes, or IDs if they are not known.
      returned: if O(environments[].runtimes) was given, or the task changes or deletes them
      type: list
      elements: str
      sample: [runtime-eu-1]
    integration_pack_instances:
      description: See RV(community.boomi.boomi_environment#module:environment.integration_pack_instances).
      returned: if the task deletes it
      type: list
      elements: str
created:
  description: Environments that were created. This and the following lists have the form of RV(environments).
  returned: success, and failure during writes
  type: list
  elements: dict
changed_environments:
  description: Environments that were renamed, or whose runtimes changed.
  returned: success, and failure during writes
  type: list
  elements: dict
deleted:
  description: Environments that were deleted, as they were before.
  returned: success, and failure during writes
  type: list
  elements: dict
unchanged:
  description: Listed environments without changes.
  returned: success, and failure during writes
  type: list
  elements: dict
unlisted:
  description: Environments that are not listed, as they were before the task. Empty if O(environments) is empty.
  returned: success, and failure during writes
  type: list
  elements: dict
failed_environments:
  description:
    - Items that failed, each with its number C(item), counted from 1, its options except lists, C(msg), and C(error) as
      in RV(error). Purged environments are numbered after the last item.
  returned: success, and failure during writes
  type: list
  elements: dict
  sample: []
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

from ansible_collections.community.boomi.plugins.module_utils._engine import many
from ansible_collections.community.boomi.plugins.module_utils._objects.pack_plan import ENVIRONMENT


def main() -> None:
    many.objects(ENVIRONMENT, ("runtimes",), ("allow_move", "force"))


if __name__ == "__main__":
    main()
