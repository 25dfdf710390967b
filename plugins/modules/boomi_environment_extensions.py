#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_extensions
short_description: Set extension values of a Boomi environment
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Sets the values with which an environment overrides connections, process properties, and other components.
  - All components in an environment share one set of values, except instances of integration packs of type V(MULTI).
    Each process of such an instance has its own set.
  - The task changes only the listed values. Other values of the set are kept.
  - If a listed value is not declared in the set, the task fails before it sends anything, and suggests similar names.
    All changes go out in one call and are read back. If a value was not stored, the task fails and names it.
  - According to the vendor, all listeners restart when extension values have changed. Paused ones stay paused.
  - Tasks of one user on one host update an environment one after the other.
  - A run without changes takes 2 calls for an environment, and up to 3 more for a process of an instance. Setting
    values takes 3 more.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes.approval
  - community.boomi._instance_identity
  - community.boomi._instance_identity.options
options:
  environment:
    description: Exact name or ID of the environment.
    type: str
    required: true
  integration_pack_instance_id:
    description:
      - ID of an instance of an integration pack of type V(MULTI).
      - Without it and without the other options that identify an instance, the set of the environment is meant.
    type: str
  process:
    description:
      - ID or name of the process of the instance. The prefix, the name of the instance and C( - ), is optional.
      - Required if the instance has several processes.
    type: str
  copy_from:
    description:
      - Exact name or ID of an environment to copy values from. Listed values take precedence.
      - Only what is overridden there and declared here is copied. RV(not_declared) lists the rest.
      - Secrets cannot be read, so they are not copied. RV(secrets_missing) lists those to set here. References to
        secrets are copied.
    type: str
  connections:
    description: Connections. Whatever is not listed keeps its value.
    type: list
    elements: dict
    suboptions: &component
      name: &component_name
        description: Exact name. Mutually exclusive with the ID.
        type: str
      id: &component_id
        description: ID of the component.
        type: str
      fields:
        description: Fields of the component.
        type: list
        elements: dict
        required: true
        suboptions: &fields
          id:
            description:
              - ID of the field, as
                RV(community.boomi.boomi_environment_extensions_info#module:environment_extensions[].declared[].path)
                shows.
            type: str
            required: true
          value:
            description: Value of a field that the platform does not encrypt.
            type: str
          secret:
            description:
              - Value of a field that the platform encrypts. It cannot be read back.
              - A secret that is set already is not sent again unless O(update_secrets) is set.
            type: str
          secret_reference:
            description: Reference to a secret in the secrets manager, instead of O(connections[].fields[].secret).
            type: str
          secrets_manager:
            description: Secrets manager that holds the secret. Required with a reference.
            type: str
            choices: [AWS, AZURE, GCP]
          use_default: &use_default
            description: Whether to reset it to the value of the component. V(false) is an error.
            type: bool
  operations:
    description: Operations. Whatever is not listed keeps its value.
    type: list
    elements: dict
    suboptions: *component
  shared_communications:
    description: Shared communication channels. Whatever is not listed keeps its value.
    type: list
    elements: dict
    suboptions: *component
  trading_partners:
    description: Trading partners. Whatever is not listed keeps its value.
    type: list
    elements: dict
    suboptions:
      name: *component_name
      id: *component_id
      categories:
        description: Categories of the trading partner, such as V(AS2).
        type: list
        elements: dict
        required: true
        suboptions:
          name: *component_name
          id:
            description: ID of the category.
            type: str
          fields:
            description: Fields of the category.
            type: list
            elements: dict
            required: true
            suboptions: *fields
  process_properties:
    description: Process property components. Whatever is not listed keeps its value.
    type: list
    elements: dict
    suboptions:
      name: *component_name
      id: *component_id
      values:
        description: Properties of the component. Those that are not listed keep their values.
        type: list
        elements: dict
        required: true
        suboptions:
          label:
            description: Exact label of the property. Mutually exclusive with the key.
            type: str
          key:
            description: Key of the property.
            type: str
          value:
            description: Value of a property that the platform does not encrypt.
            type: str
          secret:
            description:
              - Value of a property that the platform encrypts. It cannot be read back.
              - If the platform stores it in plain text, the task fails, and says so.
            type: str
          use_default: *use_default
  properties:
    description: Dynamic process properties. The API cannot reset them to their defaults.
    type: list
    elements: dict
    suboptions:
      name:
        description: Exact name of the property.
        type: str
        required: true
      value:
        description: Value of the property.
        type: str
        required: true
  cross_references:
    description: Cross reference tables.
    type: list
    elements: dict
    suboptions:
      name: *component_name
      id:
        description: ID of the table.
        type: str
      rows:
        description: All rows of the table, each with up to 20 cells. They replace the existing rows.
        type: list
        elements: list
      use_default:
        description: Whether to reset it to the rows of the component. V(false) is an error.
        type: bool
  pgp_certificates:
    description: PGP certificates.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of the certificate component.
        type: str
        required: true
      value:
        description: ID of the certificate to use in its place.
        type: str
      use_default:
        description: Whether to reset it to the certificate of the component. V(false) is an error.
        type: bool
  purge:
    description:
      - Whether to reset every overridden value that is not listed to its default. Dynamic process properties are not
        reset.
      - What is overridden in O(copy_from) counts as listed, so secrets that are set in both environments are kept.
      - Everything in the environment shares its set, so check first what else would be reset.
      - An empty list is refused, and so is a task that lists no value and copies none.
    type: bool
    default: false
  update_secrets:
    description: Whether to send secrets that are set already. They cannot be read, so this always counts as a change.
    type: bool
    default: false
seealso:
  - module: community.boomi.boomi_environment_extensions_info
  - module: community.boomi.boomi_account_configuration
"""

EXAMPLES = r"""
- name: Set the address and the password of a connection
  community.boomi.boomi_environment_extensions:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    environment: Production
    connections:
      - name: Ledger
        fields:
          - id: host
            value: ledger.example.com
          - id: password
            secret: "{{ vault_ledger_password }}"

- name: Configure one process of an instance
  community.boomi.boomi_environment_extensions:
    environment: Production
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    process: Receive Order
    process_properties:
      - name: Settings
        values:
          - label: Batch Size
            value: "500"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Copy the values of the environment Test, with another address
  community.boomi.boomi_environment_extensions:
    environment: Production
    copy_from: Test
    connections:
      - name: Ledger
        fields:
          - id: host
            value: ledger.example.com
  register: copied

- name: Go back to the default
  community.boomi.boomi_environment_extensions:
    environment: Test
    connections:
      - name: Ledger
        fields:
          - id: host
            use_default: true
"""

RETURN = r"""
environment_extensions:
  description: The listed values after the task, in the form of the options, without secrets.
  returned: success, and failure during writes
  type: dict
  sample:
    connections:
      - name: Ledger
        fields:
          - id: host
            value: ledger.example.com
secrets_missing:
  description:
    - Secrets that are set in O(copy_from), and neither here nor in the options.
    - Includes values that are plain there, and encrypted here.
  returned: with O(copy_from)
  type: list
  elements: str
  sample: ["connections[Ledger].fields[password]"]
not_declared:
  description: What is overridden in O(copy_from) and not declared here.
  returned: with O(copy_from)
  type: list
  elements: str
  sample: ["operations[Read Levels].fields[query]"]
changes:
  description: What the task changed or would change, see
    RV(community.boomi.boomi_account_configuration#module:changes).
  returned: success, and failure during writes
  type: list
  elements: dict
summary:
  description: Counts of these changes, see RV(community.boomi.boomi_account_configuration#module:summary).
  returned: success, and failure during writes
  type: dict
summary_lines:
  description: The changes as text, see RV(community.boomi.boomi_account_configuration#module:summary_lines).
  returned: success, and failure during writes
  type: list
  elements: str
plan:
  description: Digest of the plan, see RV(community.boomi.boomi_account_configuration#module:plan).
  returned: success, and failure during writes
  type: str
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import many
from ansible_collections.community.boomi.plugins.module_utils._objects import extensions


def main() -> None:
    many.values(extensions.SPEC, extensions.CONSTRAINTS, extensions.parse, "environment_extensions")


if __name__ == "__main__":
    main()
