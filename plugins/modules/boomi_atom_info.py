#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_atom_info
short_description: List Boomi runtimes with their status
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns runtimes (the API calls them Atoms) by ID, by property, or by query expression, or all runtimes of the
    account.
  - Takes 1 call per hundred runtimes.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only runtimes with exactly this name.
    type: str
  host_name:
    description: Only runtimes on the host with exactly this name.
    type: str
  status:
    description: Only runtimes with this status.
    type: str
    choices: [ONLINE, OFFLINE, WARNING, UNKNOWN]
  type:
    description: Only runtimes of this type.
    type: str
    choices: [ATOM, MOLECULE, CLOUD]
  cloud_id:
    description: Only runtimes in the runtime cloud with this ID.
    type: str
  query_filter:
    description:
      - Query expression, see O(community.boomi.boomi_environment_info#module:query_filter).
      - The operators are V(EQUALS), V(NOT_EQUALS), V(CONTAINS), and V(NOT_CONTAINS). V(CONTAINS) is meant for
        V(capabilities).
notes:
  - O(query_filter) takes the properties V(id), V(name), V(hostname), V(status), V(type), V(capabilities), V(cloudId),
    V(attachmentCloudId), V(cloudMoleculeId), V(instanceId), and V(isCloudAttachment).
seealso:
  - module: community.boomi.boomi_environment_atom_attachment
  - module: community.boomi.boomi_cloud_info
"""

EXAMPLES = r"""
- name: List all runtimes
  community.boomi.boomi_atom_info:
  register: all

- name: Wait until a runtime is online
  community.boomi.boomi_atom_info:
    name: runtime-eu-1
    status: ONLINE
  register: runtime
  until: runtime.atoms | length == 1
  retries: 30
  delay: 10

- name: List the runtimes that can be a gateway or a broker
  community.boomi.boomi_atom_info:
    query_filter:
      operator: or
      nestedExpression:
        - property: capabilities
          operator: CONTAINS
          argument: [GATEWAY]
        - property: capabilities
          operator: CONTAINS
          argument: [BROKER]
"""

RETURN = r"""
atoms:
  description: The runtimes, in the order of O(ids), otherwise sorted by name. Values that the API does not report are
    V(none).
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    name:
      description: Name of the runtime.
      type: str
      sample: runtime-eu-1
    status:
      description: V(ONLINE), V(OFFLINE), V(WARNING), or V(UNKNOWN).
      type: str
      sample: ONLINE
    status_detail:
      description: Details of the status.
      type: str
      sample:
    type:
      description: V(ATOM), V(MOLECULE), or V(CLOUD).
      type: str
      sample: ATOM
    host_name:
      description: Name of its host.
      type: str
      sample: boomi1.example.com
    current_version:
      description: Version of the runtime.
      type: str
      sample: 17.08.0.0
    date_installed:
      description: Time of its installation.
      type: str
      sample: "2016-02-05T14:49:21Z"
    created_by:
      description: User who created it.
      type: str
      sample: jane@example.com
    instance_id:
      description: The API's C(instanceId), which differs from RV(atoms[].id).
      type: str
      sample: account-123456.HP81GZ
    capabilities:
      description: V(GATEWAY) or V(BROKER), if it can be one.
      type: list
      elements: str
      sample: [GATEWAY]
    is_cloud_attachment:
      description: Whether it is an attachment to a runtime cloud.
      type: bool
      sample: false
    cloud_id:
      description: ID of the runtime cloud.
      type: str
      sample:
    cloud_name:
      description: Name of the runtime cloud.
      type: str
      sample:
    cloud_owner_name:
      description: Owner of the runtime cloud.
      type: str
      sample:
    cloud_molecule_id:
      description: ID of the molecule in the runtime cloud.
      type: str
      sample:
    cloud_molecule_name:
      description: Name of this molecule.
      type: str
      sample:
    purge_history_days:
      description: Number of days after which the runtime purges logs, documents, and data; V(0) for never.
      type: int
      sample: 30
    purge_immediate:
      description: Whether the runtime purges data immediately after an execution.
      type: bool
      sample: false
    force_restart_time:
      description: Number of milliseconds after which a restart is forced when the configuration has changed.
      type: int
      sample: 0
    cluster:
      description:
        - Nodes of a molecule. This module sends a query, which may leave them out, since the vendor lists them for a
          GET alone. M(community.boomi.boomi_api_info) sends a GET if it is given an ID.
      type: list
      elements: dict
      contains:
        node_id:
          description: ID of the node.
          type: str
          sample: "10_0_0_12"
        host_name:
          description: Name of its host.
          type: str
          sample: boomi1.example.com
        status:
          description: Status of the node.
          type: str
          sample: ONLINE
        cluster_problem:
          description: Problem of the node.
          type: str
          sample:
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ATOM


def main() -> None:
    read.info(ATOM, ("name", "host_name", "status", "type", "cloud_id"))


if __name__ == "__main__":
    main()
