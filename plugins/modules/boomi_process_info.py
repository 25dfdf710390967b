#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_process_info
short_description: List Boomi processes
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns processes by ID, by name, by integration pack, or by query expression, or all processes of the account.
  - Takes 1 call per hundred processes. O(integration_pack_instance) takes 1 more per hundred instances.
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description:
      - Only processes with exactly this name.
      - In the vendor's examples, a process of a pack of type V(MULTI) is called
        V(<name of the instance> - <name of the process>).
    type: str
  integration_pack_instance:
    description:
      - Only processes of the integration pack instance with this exact name or ID. An unknown one is an error.
      - For an instance of a V(SINGLE) pack, use the ID, since its name is not documented.
    type: str
  integration_pack_id:
    description: Only processes of the integration pack with this ID.
    type: str
notes:
  - O(query_filter) takes the properties V(id), V(name), V(integrationPackId), and V(integrationPackInstanceId).
seealso:
  - module: community.boomi.boomi_integration_pack_instance_info
"""

EXAMPLES = r"""
- name: List all processes
  community.boomi.boomi_process_info:
  register: all

- name: List the processes of an instance
  community.boomi.boomi_process_info:
    integration_pack_instance: Domestic Order Intake
  register: domestic
"""

RETURN = r"""
processes:
  description: The processes, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the process. Processes of an instance of a pack of type V(MULTI) have IDs of their own.
      type: str
      sample: 56789abc-def0-1234-5678-9abcdef01234
    name:
      description: Name of the process.
      type: str
      sample: Domestic Order Intake - Receive Order
    description:
      description: Description of the process.
      type: str
      sample: Receives orders from any channel
    integration_packs:
      description: The installed instances that the process comes from.
      type: list
      elements: dict
      contains:
        integration_pack_id:
          description: ID of the integration pack.
          type: str
          sample: 89abcdef-0123-4567-89ab-cdef01234567
        integration_pack_instance_id:
          description: ID of the instance.
          type: str
          sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ
not_found_ids:
  description: Those of O(ids) that do not exist.
  returned: success
  type: list
  elements: str
  sample: []
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.processes import PROCESS


def main() -> None:
    read.info(PROCESS, ("name", "integration_pack_instance", "integration_pack_id"))


if __name__ == "__main__":
    main()
