#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_configuration_info
short_description: Read a whole Boomi account as a description
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns an account in the form of the options of M(community.boomi.boomi_account_configuration). Applied to the same
    account, the result changes nothing.
  - Use it to take over an existing account, to copy an account, or to compare two accounts.
  - Of the schedules, it returns those of processes of integration packs that have times or retries, or are disabled.
  - What no option describes is left out with a warning, such as schedules that never occur, or custom properties of
    fields. Extensions of maps are not read.
  - Objects are given by name, or by ID if the name is not unique or not normalized. Lists are sorted, so the same
    account always reads the same.
  - An account takes 12 calls, nearly all in parallel, and one more for each further hundred objects of a kind.
  - The user needs the privilege C(API). Environments and runtimes also need C(ATOM_MANAGEMENT) or
    C(ATOM_MANAGEMENT_READ_ONLY), attachments of instances C(DEPLOY), and names of roles C(ACCOUNT_ADMIN). What the user
    may not read is listed in RV(unreadable).
  - If the user may read none of the sections, the task fails.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  sections:
    description: Sections to read.
    type: list
    elements: str
    choices: [environments, integration_packs]
    default: [environments, integration_packs]
seealso:
  - module: community.boomi.boomi_account_configuration
"""

EXAMPLES = r"""
- name: Read an account
  community.boomi.boomi_account_configuration_info:
  register: production
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Save it as variables of the role account_bootstrap
  ansible.builtin.copy:
    content: "{{ {'account_bootstrap_description': production.configuration} | to_nice_yaml(indent=2) }}"
    dest: account.yml
    mode: "0600"

- name: See how another account differs
  community.boomi.boomi_account_configuration:
    account_id: customer-A1B2C3
    environments: "{{ production.configuration.environments }}"
    integration_packs: "{{ production.configuration.integration_packs }}"
  check_mode: true
  diff: true
"""

RETURN = r"""
configuration:
  description: The account, in the form of the options of M(community.boomi.boomi_account_configuration).
  returned: success
  type: dict
  sample:
    environments:
      - name: Production
        classification: PROD
        runtimes: [runtime-eu-1, runtime-eu-2]
        roles: [Operators]
    integration_packs:
      - integration_pack_name: Invoice Sync
        environments: [Production]
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake
        environments: [Production]
secrets_set:
  description: Secrets that are set. They cannot be read, so RV(configuration) leaves them out.
  returned: success
  type: list
  elements: dict
  contains:
    path:
      description: Place in RV(configuration), with names.
      type: str
      sample: environments[Production].extensions.connections[Ledger].fields[password]
    variable:
      description: Proposed name of a variable to keep the secret in.
      type: str
      sample: vault_production_ledger_password
unreadable:
  description:
    - What the user may not read, and why.
    - RV(configuration) omits sections and lists that cannot be read, and has IDs in place of names that cannot be read.
  returned: success
  type: list
  elements: dict
  contains:
    section:
      description: Section, or list in a section.
      type: str
      sample: environments.roles
    object:
      description: What cannot be read.
      type: str
      sample: role
    privilege:
      description: Privileges that reading it needs.
      type: str
      sample: API and ACCOUNT_ADMIN
    msg:
      description: The refusal of the API.
      type: str
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

from ansible_collections.community.boomi.plugins.module_utils._objects import account


def main() -> None:
    account.info()


if __name__ == "__main__":
    main()
