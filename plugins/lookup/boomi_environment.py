# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: boomi_environment
short_description: Look up the IDs of Boomi environments by name
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the IDs of environments, for tasks that take no names, such as those of M(community.boomi.boomi_api).
  - Takes 1 call per hundred names.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection.lookup
  - community.boomi._connection
options:
  _terms:
    description:
      - Names of environments, compared exactly.
      - A name that no environment has is an error that lists similar names. A name that several have is an error
        that lists their IDs.
    type: list
    elements: str
    required: true
seealso:
  - module: community.boomi.boomi_environment_info
"""

EXAMPLES = r"""
- name: Show the ID of an environment, with the connection options from the environment variables
  ansible.builtin.debug:
    msg: "{{ lookup('community.boomi.boomi_environment', 'Production') }}"

- name: Use one variable with the connection options for lookups and modules
  vars:
    boomi_connection:
      account_id: customer-A1B2C3
      username: jane@example.com
      api_token: "{{ vault_boomi_token }}"
  module_defaults:
    group/community.boomi.boomi: "{{ boomi_connection }}"
  block:
    - name: List the packages that are deployed to an environment
      community.boomi.boomi_api_info:
        object: DeployedPackage
        query_filter:
          property: environmentId
          operator: EQUALS
          argument: ["{{ lookup('community.boomi.boomi_environment', 'Production', **boomi_connection) }}"]

    - name: Look up several environments with one call
      ansible.builtin.set_fact:
        environment_ids: "{{ query('community.boomi.boomi_environment', 'Production', 'Test', **boomi_connection) }}"
"""

RETURN = r"""
_raw:
  description: IDs of the environments, in the order of the names.
  type: list
  elements: str
  sample: [456789ab-cdef-0123-4567-89abcdef0123]
"""

from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT
from ansible_collections.community.boomi.plugins.plugin_utils._lookup import IdLookup


class LookupModule(IdLookup):
    """The lookup."""

    kind = ENVIRONMENT
