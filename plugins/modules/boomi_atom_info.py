#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_atom_info
short_description: List Boomi runtimes with their status
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns runtimes (the API says Atoms) by their IDs, by properties, by a whole query expression, or all that the
    account has.
  - The list is complete, over all pages, and sorted. A filter that matches nothing gives an empty list.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  ids:
    description:
      - The IDs of runtimes, any number of them.
      - Those that the account does not have (any more) are returned as RV(not_found_ids).
      - They cannot be given together with any other of these options.
    type: list
    elements: str
    aliases: [id]
  name:
    description: Only runtimes with exactly this name.
    type: str
  host_name:
    description: Only runtimes on the host with exactly this name.
    type: str
  status:
    description: Only runtimes that have this status now.
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
      - A query expression as the API takes it, with its own names. It is checked before it is sent, and cannot be
        given together with any other of these options.
      - The properties are V(id), V(name), V(hostname), V(status), V(type), V(capabilities), V(cloudId),
        V(attachmentCloudId), V(cloudMoleculeId), V(instanceId), and V(isCloudAttachment). The field of V(hostname) is
        spelled C(hostName).
      - The operators are V(EQUALS), V(NOT_EQUALS), V(CONTAINS), and V(NOT_CONTAINS), each with one argument.
        V(CONTAINS) is meant for V(capabilities).
      - A grouping expression has C(operator), V(and) or V(or), and C(nestedExpression), a list of expressions.
    type: dict
seealso:
  - module: community.boomi.boomi_environment_atom_attachment
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
  description: The runtimes, in the order of O(ids), otherwise sorted by name. What the API does not say is V(none).
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    name:
      description: The name of the runtime.
      type: str
      sample: runtime-eu-1
    status:
      description: V(ONLINE), V(OFFLINE), V(WARNING), or V(UNKNOWN).
      type: str
      sample: ONLINE
    status_detail:
      description: More about the status.
      type: str
      sample:
    type:
      description: V(ATOM), V(MOLECULE), or V(CLOUD).
      type: str
      sample: ATOM
    host_name:
      description: The name of the host that it runs on.
      type: str
      sample: boomi1.example.com
    current_version:
      description: The version of the runtime.
      type: str
      sample: 17.08.0.0
    date_installed:
      description: When it was installed.
      type: str
      sample: "2016-02-05T14:49:21Z"
    created_by:
      description: Who has created it.
      type: str
      sample: jane@example.com
    instance_id:
      description: The C(instanceId) of the API, which is another one than RV(atoms[].id).
      type: str
      sample: account-123456.HP81GZ
    capabilities:
      description: V(GATEWAY) and V(BROKER), as far as it is capable of them.
      type: list
      elements: str
      sample: [GATEWAY]
    is_cloud_attachment:
      description: Whether it is an attachment to a runtime cloud.
      type: bool
      sample: false
    cloud_id:
      description: The ID of the runtime cloud.
      type: str
      sample:
    cloud_name:
      description: The name of the runtime cloud.
      type: str
      sample:
    cloud_owner_name:
      description: The owner of the runtime cloud.
      type: str
      sample:
    cloud_molecule_id:
      description: The ID of the molecule in the runtime cloud.
      type: str
      sample:
    cloud_molecule_name:
      description: The name of that molecule.
      type: str
      sample:
    purge_history_days:
      description: The number of days after which its history is purged.
      type: int
      sample: 30
    purge_immediate:
      description: Whether it is purged immediately.
      type: bool
      sample: false
    force_restart_time:
      description: The time after which a restart is forced, as the API gives it.
      type: int
      sample: 0
    cluster:
      description: The nodes of a molecule.
      type: list
      elements: dict
      contains:
        node_id:
          description: The ID of the node.
          type: str
          sample: "10_0_0_12"
        host_name:
          description: The name of its host.
          type: str
          sample: boomi1.example.com
        status:
          description: The status of the node.
          type: str
          sample: ONLINE
        cluster_problem:
          description: What is wrong with it.
          type: str
          sample:
not_found_ids:
  description: Those of O(ids) that the account does not have.
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

from ansible_collections.community.boomi.plugins.module_utils import _environments, _run


def main() -> None:
    module = _run.make_module(
        _environments.ATOM_INFO_SPEC, **_environments.info_constraints(_environments.ATOM_FILTERS)
    )
    _run.run_info(module, _environments.parse_atom_info)


if __name__ == "__main__":
    main()
