#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_publisher_integration_pack
short_description: Publish a Boomi integration pack, or delete it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Creates, renames, updates, or deletes an integration pack that the account publishes, and selects the components and
    versions for its next release.
  - Nothing reaches the accounts that use the pack before M(community.boomi.boomi_integration_pack_release) releases it.
  - The platform removes components that an update does not list, so the task always sends all of them. Components
    that O(components) does not list keep their versions, and stay unless O(purge) is set.
  - Deleting a pack uninstalls it from all accounts, and detaches it from all their environments. Extension values and
    schedules of its processes are lost there.
  - A run without changes takes 1 call. A change takes 2 more, or 3 if components are removed separately. Creating a
    pack with components takes 4 more. Deleting one takes at least 3 more, since it looks for groups that share it.
  - The user needs the privilege C(API). The account needs the features Publisher Integration Pack and Integration Pack.
    Deleting a pack also needs the feature Account Group Management.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
options:
  state:
    description:
      - V(present) creates or updates the pack.
      - V(absent) deletes it. If it does not exist, there is nothing to do.
  id:
    description:
      - ID of an existing pack, to rename it or to tell it from others. With V(present), an unknown ID is an error.
      - O(id) or O(name) is required.
    type: str
  name:
    description:
      - Exact name of the pack. With O(id), the pack is renamed to it. The platform renames packs of type V(SINGLE)
        only.
    type: str
  installation_type:
    description:
      - Whether an account can install the pack once (V(SINGLE)) or several times (V(MULTI)).
      - Required to create a pack, and cannot be changed later.
    type: str
    choices: [SINGLE, MULTI]
  description:
    description: Description of the pack.
    type: str
  components:
    description:
      - Packaged components that the next release of the pack is to include.
      - Leave it out to keep all components as they are.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of the component. Exactly one of O(components[].id) and O(components[].name) is required.
        type: str
      name:
        description:
          - Exact name of a component that is already in the pack. The API does not report other names, so give the ID
            to add a component.
        type: str
      version:
        description:
          - Version of the packaged component. Put it in quotes, since YAML reads C(1.10) as the number 1.1.
          - Without it, an existing component keeps its version, and the platform selects the version of a new
            component.
        type: str
  purge:
    description:
      - Whether to remove components that O(components) does not list. Components that are released already stay until
        the next release.
      - With an empty list, the task fails.
    type: bool
    default: false
  force:
    description:
      - Whether to delete a pack even if it is shared with account groups. The task stops sharing it first.
      - Without it, the task fails, lists the groups, and changes nothing.
    type: bool
    default: false
notes:
  - Do not let two tasks change one pack at the same time. Each update lists all components, so one may undo the other.
  - O(force) applies to O(state=absent) only, O(purge) to O(state=present).
  - The vendor does not document how the platform treats O(components[].version). If the pack does not show that
    version afterwards, the task fails.
seealso:
  - module: community.boomi.boomi_publisher_integration_pack_info
  - module: community.boomi.boomi_integration_pack_release
  - module: community.boomi.boomi_account_group_integration_pack
"""

EXAMPLES = r"""
- name: Publish a pack
  community.boomi.boomi_publisher_integration_pack:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: Order Archive
    installation_type: SINGLE
    description: Archives orders
    components:
      - id: 76742659-845c-45e4-bb9f-d63ff998f658
        version: "1.0"

- name: Include a new version in the next release, and leave all other components alone
  community.boomi.boomi_publisher_integration_pack:
    name: Order Archive
    components:
      - name: Archive Orders
        version: "1.1"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Remove all other components with the next release
  community.boomi.boomi_publisher_integration_pack:
    name: Order Archive
    components:
      - name: Archive Orders
    purge: true

- name: Delete a pack that is shared with no account group
  community.boomi.boomi_publisher_integration_pack:
    name: Order Archive
    state: absent
"""

RETURN = r"""
publisher_integration_pack:
  description: The pack after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the pack; V(none) in check mode if it would be created.
      type: str
      sample: 2e8e7a47-eb93-4292-82f9-1b95dc8daa53
    name:
      description: Name of the pack.
      type: str
      sample: Order Archive
    installation_type:
      description: V(SINGLE) or V(MULTI).
      type: str
      sample: SINGLE
    description:
      description: Description of the pack.
      type: str
      sample: Archives orders
    components:
      description: Its components, released or not. In check mode, what the platform sets is V(none) for new ones.
      type: list
      elements: dict
      contains:
        id:
          description: ID of the component.
          type: str
          sample: 76742659-845c-45e4-bb9f-d63ff998f658
        name:
          description: Name of the component.
          type: str
          sample: Archive Orders
        type:
          description: Type of the component.
          type: str
          sample: process
        version:
          description: Version that the next release includes; V(none) if it includes none.
          type: str
          sample: "1.1"
        current_version:
          description: Version that is released; V(none) if none is.
          type: str
          sample: "1.0"
        pending_version:
          description: Version that is selected for the next release; V(none) if none is.
          type: str
          sample: "1.1"
        latest_version:
          description: Latest version that could be selected, as the platform reports it.
          type: str
          sample: "1.2"
        deleted:
          description:
            - Whether the next release removes the component.
            - V(none), which means unknown, if the platform marks every component of the pack as deleted, as it does in
              all of the vendor's examples.
          type: bool
          sample: false
    account_groups:
      description: Names of the account groups it is shared with, or IDs if they are not known.
      returned: if its deletion failed
      type: list
      elements: str
      sample: [Retail]
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
from ansible_collections.community.boomi.plugins.module_utils._objects.publisher_plan import PUBLISHER_INTEGRATION_PACK


def main() -> None:
    change.one(PUBLISHER_INTEGRATION_PACK, flags=("force",))


if __name__ == "__main__":
    main()
