#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instance_info
short_description: List the installed instances of Boomi integration packs
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns instances by their IDs, by properties, by a whole query expression, or all that the account has.
  - The list is complete, over all pages, and sorted. A filter that matches nothing gives an empty list.
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  ids:
    description:
      - The IDs of instances, any number of them; they are read in hundreds.
      - Those that do not exist are returned as RV(not_found_ids). It is a query that says so, which costs another call
        for each hundred, because the API may go on answering a GET for what was uninstalled.
      - They cannot be given together with any other of these options.
    type: list
    elements: str
  integration_pack_id:
    description: Only instances of the pack with this ID.
    type: str
  integration_pack_name:
    description:
      - Only instances of the pack with this name. An instance does not carry the name of its pack, so the comparison
        is the platform's own.
    type: str
  integration_pack_override_name:
    description: Only instances with exactly this name.
    type: str
    aliases: [name]
  query_filter:
    description:
      - A query expression as the API takes it, with its own names. It is checked before it is sent, and cannot be
        given together with any other of these options.
      - A simple expression has C(property) (V(integrationPackOverrideName), V(integrationPackName), or
        V(integrationPackId)), C(operator), and C(argument), a list.
      - The operators are V(EQUALS), V(NOT_EQUALS), V(LIKE), V(CONTAINS), V(NOT_CONTAINS), V(GREATER_THAN),
        V(GREATER_THAN_OR_EQUAL), V(LESS_THAN), V(LESS_THAN_OR_EQUAL) with one argument, V(BETWEEN) with two, and
        V(IS_NULL) and V(IS_NOT_NULL) with none. In an argument of V(LIKE), V(%) stands for any text.
      - A grouping expression has C(operator), V(and) or V(or), and C(nestedExpression), a list of expressions.
    type: dict
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
      description: The ID of the instance.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    integration_pack_id:
      description: The ID of the integration pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_override_name:
      description: The name of the instance.
      type: str
      sample: Domestic Order Intake
    processes:
      description: The processes of the instance.
      type: list
      elements: dict
      contains:
        name:
          description: The name of the process.
          type: str
          sample: Domestic Order Intake - New Process 3
        original_process_id:
          description: The ID of the process in the integration pack.
          type: str
          sample: f23ce1b1-7440-4535-a534-685a17a41607
        wrapper_process_id:
          description: The ID of the process of this instance; V(none) for a pack of type V(SINGLE).
          type: str
          sample: ea975f03-592f-49e5-84cb-49f69f75adb4
not_found_ids:
  description: Those of O(ids) that the API does not know.
  returned: success
  type: list
  elements: str
  sample: []
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: api
"""

from ansible_collections.community.boomi.plugins.module_utils import _instances, _run


def main() -> None:
    module = _run.make_module(_instances.INFO_SPEC, **_instances.INFO_CONSTRAINTS)
    _run.run_info(module, _instances.parse_info)


if __name__ == "__main__":
    main()
