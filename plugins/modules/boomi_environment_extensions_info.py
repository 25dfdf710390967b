#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_extensions_info
short_description: Read extension values of Boomi environments
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns all sets of extension values, with what is declared in them and what is overridden.
  - Secrets are never returned. The result shows which of them are set.
  - Reading takes 3 calls, and 1 more for each further hundred objects of a kind.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  environment:
    description: Exact name or ID of an environment. Without it, the sets of all environments are returned.
    type: str
seealso:
  - module: community.boomi.boomi_environment_extensions
"""

EXAMPLES = r"""
- name: List what can be set in an environment
  community.boomi.boomi_environment_extensions_info:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    environment: Test
  register: test

- name: Show the paths of the values
  ansible.builtin.debug:
    msg: "{{ item.declared | map(attribute='path') | map('join', ' / ') }}"
  loop: "{{ test.environment_extensions }}"
  loop_control:
    label: "{{ item.process or item.environment }}"
"""

RETURN = r"""
environment_extensions:
  description: The sets, sorted by environment and process.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the set.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
    environment_id:
      description: ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
    environment:
      description: Name of the environment.
      type: str
      sample: Test
    extension_group_id:
      description: ID of the process of a V(MULTI) pack that has the set; V(none) for the set of the environment.
      type: str
      sample: 56789abc-def0-1234-5678-9abcdef01234
    process:
      description: Name of that process; V(none) for the set of the environment, and if the user cannot see the process.
      type: str
      sample: Domestic Order Intake - Receive Order
    extensions:
      description:
        - What is overridden, in the form of the options of M(community.boomi.boomi_environment_extensions), without
          secrets.
      type: dict
      sample:
        connections:
          - name: Ledger
            fields:
              - id: host
                value: ledger.example.com
    declared:
      description: All declared values.
      type: list
      elements: dict
      contains:
        section:
          description: Section of the options.
          type: str
          sample: connections
        path:
          description: Names, or IDs if these are not unique, that lead to the value.
          type: list
          elements: str
          sample: [Ledger, host]
        value:
          description: The value, or the rows of a table. V(none) for a secret, and if the API does not return it.
          type: raw
          sample: ledger.example.com
        use_default:
          description: Whether the value of the component applies.
          type: bool
        secret:
          description: Whether the platform encrypts the value.
          type: bool
        set:
          description: Whether a value is set here; for a secret, here or in the component.
          type: bool
account:
  description: ID of the account.
  returned: success
  type: str
  sample: customer-A1B2C3
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.extension_sets import listed


def main() -> None:
    read.facts("environment_extensions", ["environment"], listed)


if __name__ == "__main__":
    main()
