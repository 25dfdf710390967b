#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instance_info
short_description: List the installed instances of Boomi integration packs
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns instances by ID, by property, or by query expression, or all instances of the account.
  - Takes 1 call per hundred instances, and 2 with O(ids).
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  integration_pack_id:
    description: Only instances of the pack with this ID.
    type: str
  integration_pack_name:
    description: Only instances of the pack with this name. The platform compares it, since instances do not hold the
      name of their pack.
    type: str
  integration_pack_override_name:
    description: Only instances with exactly this name.
    type: str
    aliases: [name]
notes:
  - O(query_filter) takes the properties V(integrationPackOverrideName), V(integrationPackName), and
    V(integrationPackId).
seealso:
  - module: community.boomi.boomi_integration_pack_instance
  - module: community.boomi.boomi_integration_pack_info
"""

EXAMPLES = r"""
- name: List all instances of the account
  community.boomi.boomi_integration_pack_instance_info:
  register: all

- name: List the instances of one pack
  community.boomi.boomi_integration_pack_instance_info:
    integration_pack_name: Order Intake
  register: orders

- name: Read two instances by their IDs
  community.boomi.boomi_integration_pack_instance_info:
    ids:
      - SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
      - SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyNQ

- name: List the instances of a pack whose names begin with Domestic or International
  community.boomi.boomi_integration_pack_instance_info:
    query_filter:
      operator: and
      nestedExpression:
        - property: integrationPackId
          operator: EQUALS
          argument: [89abcdef-0123-4567-89ab-cdef01234567]
        - operator: or
          nestedExpression:
            - property: integrationPackOverrideName
              operator: LIKE
              argument: ["Domestic%"]
            - property: integrationPackOverrideName
              operator: LIKE
              argument: ["International%"]
"""

RETURN = r"""
integration_pack_instances:
  description: The instances, in the order of O(ids), otherwise sorted by pack, name, and ID.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the instance.
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
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import INTEGRATION_PACK_INSTANCE


def main() -> None:
    read.info(
        INTEGRATION_PACK_INSTANCE, ("integration_pack_id", "integration_pack_name", "integration_pack_override_name")
    )


if __name__ == "__main__":
    main()
