#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instances
short_description: Install or uninstall many instances of Boomi integration packs
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Installs or uninstalls instances of integration packs, and attaches them to environments. With O(purge), uninstalls
    instances that are not listed.
  - Uninstalling an instance also deletes its extension values and schedules. The platform keeps no copy, and secrets
    cannot be exported.
  - A run without changes takes 1 call per hundred instances of the listed packs, and 1 more, in parallel, if packs are
    given by name. With O(instances[].environments), it takes 1 more per hundred environments and 1 per hundred
    attachments.
  - Each install, uninstall, attachment, and detachment takes 1 call. Changes of one kind go out in parallel and are
    confirmed together, with 1 call per hundred. Before installs, the instances of these packs are read again under a
    lock.
  - The user needs the privilege C(API). Uninstalling also needs C(DEPLOY). O(instances[].environments) needs C(DEPLOY),
    and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._changes.lists
  - community.boomi._instance_identity
options:
  instances:
    description: The instances.
    type: list
    elements: dict
    required: true
    suboptions:
      id:
        description:
          - ID of an existing instance, see O(community.boomi.boomi_integration_pack_instance#module:id).
          - O(instances[].id), O(instances[].integration_pack_id), or O(instances[].integration_pack_name) is required.
        type: str
      integration_pack_id:
        description: ID of the integration pack. Mutually exclusive with O(instances[].integration_pack_name).
        type: str
      integration_pack_name:
        description: Exact name of the integration pack, see
          O(community.boomi.boomi_integration_pack_instance#module:integration_pack_name).
        type: str
      integration_pack_override_name:
        description: Name of the instance, see
          O(community.boomi.boomi_integration_pack_instance#module:integration_pack_override_name).
        type: str
        aliases: [name]
      environments:
        description: Names or IDs of all environments that the instance is attached to, see
          O(community.boomi.boomi_integration_pack_instance#module:environments).
        type: list
        elements: str
      processes:
        description: Ignored. It is accepted so that instances can be given as
          M(community.boomi.boomi_integration_pack_instance_info) returns them.
        type: raw
  state:
    description: Whether the listed instances are installed, see
      O(community.boomi.boomi_integration_pack_instance#module:state).
  purge:
    description:
      - Whether to uninstall instances that are not listed.
      - Cannot be combined with an empty list or O(state=absent).
    type: bool
    default: false
  purge_scope:
    description: What O(purge) uninstalls. V(listed_packs) means unlisted instances of the listed packs, V(all_packs)
      means every unlisted instance of the account.
    type: str
    choices: [listed_packs, all_packs]
    default: listed_packs
seealso:
  - module: community.boomi.boomi_account_configuration
  - module: community.boomi.boomi_integration_pack_instance
  - module: community.boomi.boomi_integration_pack_instance_info
"""

EXAMPLES = r"""
- name: Install instances
  community.boomi.boomi_integration_pack_instances:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    instances:
      - integration_pack_name: Invoice Sync
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake

- name: Keep these two instances of a pack, and uninstall its others
  community.boomi.boomi_integration_pack_instances:
    instances:
      - integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
        integration_pack_override_name: Domestic Order Intake
        environments: [Production]
      - integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
        integration_pack_override_name: International Order Intake
        environments: [Production]
    purge: true
    max_removals: 1
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
integration_pack_instances:
  description: The listed instances after the task, in the order of the list.
  returned: success, and failure during writes
  type: list
  elements: dict
  contains:
    id:
      description: ID of the instance; V(none) in check mode if it would be installed.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    integration_pack_id:
      description: ID of the integration pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_override_name:
      description: Name of the instance. What the platform reports for a V(SINGLE) pack is not documented.
      type: str
      sample: Domestic Order Intake
    processes:
      description: Processes of the instance.
      type: list
      elements: dict
      contains:
        name:
          description: Name of the process.
          type: str
          sample: Domestic Order Intake - New Process 3
        original_process_id:
          description: ID of the process in the integration pack.
          type: str
          sample: f23ce1b1-7440-4535-a534-685a17a41607
        wrapper_process_id:
          description: ID of the process of this instance; V(none) for a V(SINGLE) pack.
          type: str
          sample: ea975f03-592f-49e5-84cb-49f69f75adb4
    environments:
      description: Names of the environments that it is attached to.
      type: list
      elements: str
      returned: if O(instances[].environments) was given, or the task uninstalls it
      sample: [Production]
installed:
  description: Instances that were installed. This and the following lists have the form of
    RV(integration_pack_instances).
  returned: success, and failure during writes
  type: list
  elements: dict
uninstalled:
  description: Instances that were uninstalled, as they were before.
  returned: success, and failure during writes
  type: list
  elements: dict
changed_instances:
  description: Instances whose attachments changed.
  returned: success, and failure during writes
  type: list
  elements: dict
unchanged:
  description: Listed instances without changes.
  returned: success, and failure during writes
  type: list
  elements: dict
failed_instances:
  description:
    - Items that failed, each with its number C(item), counted from 1, its options except lists, C(msg), and C(error) as
      in RV(error). Purged instances are numbered after the last item.
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
from ansible_collections.community.boomi.plugins.module_utils._engine.steps import PURGE_ALL, PURGE_LISTED
from ansible_collections.community.boomi.plugins.module_utils._objects.pack_plan import INTEGRATION_PACK_INSTANCE


def main() -> None:
    many.objects(
        INTEGRATION_PACK_INSTANCE, ("environments",), scopes={"listed_packs": PURGE_LISTED, "all_packs": PURGE_ALL}
    )


if __name__ == "__main__":
    main()
