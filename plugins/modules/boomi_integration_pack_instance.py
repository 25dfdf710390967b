#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instance
short_description: Install or uninstall an instance of a Boomi integration pack
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Installs or uninstalls an instance of an integration pack, and attaches it to environments.
  - Uninstalling an instance also deletes its extension values and schedules. The platform keeps no copy, and secrets
    cannot be exported.
  - A run without changes takes 1 call with O(integration_pack_id), 2 in parallel with O(integration_pack_name), and 2
    more with O(environments).
  - Installing takes 5 calls. The account is read again under a lock before the create and once more after it, so that
    neither parallel runs nor lost responses install a pack twice.
  - Uninstalling takes 5 calls, and if the instance is attached, 1 for each attachment and 1 for the names of the
    environments.
  - The user needs the privilege C(API). Uninstalling also needs C(DEPLOY). O(environments) needs C(DEPLOY), and
    C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._instance_identity
  - community.boomi._instance_identity.options
options:
  state:
    description:
      - V(present) installs the instance if it is missing. Without O(integration_pack_override_name), a V(MULTI) pack is
        installed under its own name.
      - V(absent) detaches the instance from all environments and uninstalls it. If no pack of the given name is shared
        with the account or installed in it, the task warns and changes nothing.
  id:
    description:
      - ID of an existing instance. Other options that are given must match it.
      - With O(state=present), an unknown ID is an error; with O(state=absent), there is nothing to do.
      - Instances cannot be queried by ID. In an account with more than 100 instances, give O(integration_pack_id) as
        well, so that only the instances of this pack are read.
      - O(id), O(integration_pack_id), or O(integration_pack_name) is required.
    type: str
  environments:
    description:
      - Names or IDs of all environments that the instance is attached to. It is detached from others.
      - An empty list detaches it everywhere. Without it, attachments are not changed. With O(state=absent), it is
        ignored.
    type: list
    elements: str
seealso:
  - module: community.boomi.boomi_integration_pack_instances
  - module: community.boomi.boomi_integration_pack_instance_info
  - module: community.boomi.boomi_integration_pack_info
"""

EXAMPLES = r"""
- name: Install a pack by its name
  community.boomi.boomi_integration_pack_instance:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    integration_pack_name: Invoice Sync

- name: Install an instance in the account of a customer, and attach it
  community.boomi.boomi_integration_pack_instance:
    override_account: customer-A1B2C3
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    environments:
      - Production
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Uninstall it
  community.boomi.boomi_integration_pack_instance:
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    state: absent
"""

RETURN = r"""
integration_pack_instance:
  description: The instance after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
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
      returned: if O(environments) was given, or its uninstallation failed
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
from ansible_collections.community.boomi.plugins.module_utils._objects.pack_plan import INTEGRATION_PACK_INSTANCE


def main() -> None:
    change.one(INTEGRATION_PACK_INSTANCE, ("environments",))


if __name__ == "__main__":
    main()
