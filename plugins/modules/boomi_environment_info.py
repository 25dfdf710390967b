#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_info
short_description: List Boomi environments
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns environments by ID, by property, or by query expression, or all environments of the account.
  - Takes 1 call per hundred environments.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only the environment with exactly this name.
    type: str
  classification:
    description: Only environments of this classification.
    type: str
    choices: [PROD, TEST]
notes:
  - O(query_filter) takes the properties V(id), V(name), and V(classification).
seealso:
  - module: community.boomi.boomi_environment
"""

EXAMPLES = r"""
- name: List all environments
  community.boomi.boomi_environment_info:
  register: all

- name: List production environments
  community.boomi.boomi_environment_info:
    classification: PROD

- name: List environments whose names begin with EU
  community.boomi.boomi_environment_info:
    query_filter:
      property: name
      operator: LIKE
      argument: ["EU%"]
"""

RETURN = r"""
environments:
  description: The environments, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the environment.
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT


def main() -> None:
    read.info(ENVIRONMENT, ("name", "classification"))


if __name__ == "__main__":
    main()
