#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_cloud_info
short_description: List Boomi runtime clouds
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns runtime clouds by ID, by name, or by query expression, or all clouds that are shared with the account.
  - To create a runtime in one of them, use M(community.boomi.boomi_atom).
  - Takes 1 call per hundred clouds.
  - The user needs the privileges C(API) and C(CLOUD_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only the cloud with exactly this name.
    type: str
notes:
  - O(query_filter) takes the properties V(id) and V(name).
seealso:
  - module: community.boomi.boomi_atom_info
"""

EXAMPLES = r"""
- name: Read a cloud
  community.boomi.boomi_cloud_info:
    name: Europe Cloud
  register: europe

- name: List the runtimes of the account in this cloud
  community.boomi.boomi_atom_info:
    cloud_id: "{{ europe.clouds[0].id }}"
"""

RETURN = r"""
clouds:
  description: The clouds, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the cloud.
      type: str
      sample: 23456789-abcd-ef01-2345-6789abcdef01
    name:
      description: Name of the cloud.
      type: str
      sample: Europe Cloud
    atoms:
      description: Runtimes that the cloud consists of, each with C(id), and C(deleted) if the API reports it.
      type: list
      elements: dict
      sample: [{id: 3456789a-bcde-f012-3456-789abcdef012, deleted: false}]
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import CLOUD


def main() -> None:
    read.info(CLOUD, ("name",))


if __name__ == "__main__":
    main()
