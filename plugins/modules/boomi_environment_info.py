#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_info
short_description: List Boomi environments
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns environments by their IDs, by properties, by a whole query expression, or all that the account has.
  - The list is complete, over all pages, and sorted. A filter that matches nothing gives an empty list.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  ids:
    description:
      - The IDs of environments, any number of them.
      - Those that the account does not have (any more) are returned as RV(not_found_ids). The API goes on answering
        for an environment that was deleted when it is read by its ID, so this module always queries.
      - They cannot be given together with any other of these options.
    type: list
    elements: str
    aliases: [id]
  name:
    description: Only the environment with exactly this name.
    type: str
  classification:
    description: Only environments of this classification.
    type: str
    choices: [PROD, TEST]
  query_filter:
    description:
      - A query expression as the API takes it, with its own names. It is checked before it is sent, and cannot be
        given together with any other of these options.
      - The properties are V(id), V(name), and V(classification). The operators and the ways to group expressions are
        those of M(community.boomi.boomi_integration_pack_instance_info).
    type: dict
seealso:
  - module: community.boomi.boomi_environment
"""

EXAMPLES = r"""
- name: List all environments
  community.boomi.boomi_environment_info:
  register: all

- name: List the environments for production
  community.boomi.boomi_environment_info:
    classification: PROD

- name: List the environments whose names begin with EU
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
      description: The ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
    name:
      description: The name of the environment.
      type: str
      sample: Production
    classification:
      description: V(PROD) or V(TEST).
      type: str
      sample: PROD
    parent_environment:
      description: The ID of the environment that this one belongs to; V(none) where the API says nothing of one.
      type: str
      sample:
    parent_account:
      description: The ID of the account of that environment.
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
    module = _run.make_module(_environments.INFO_SPEC, **_environments.info_constraints(_environments.FILTERS))
    _run.run_info(module, _environments.parse_info)


if __name__ == "__main__":
    main()
