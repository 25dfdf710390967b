#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_configuration
short_description: Configure a whole Boomi account from one description
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Configures the environments, runtimes, roles, and integration packs of an account from one description.
  - Compares the whole description with the account, plans all changes together, and writes only what differs.
  - O(state=present) creates environments and installs instances first, then attaches, then removes. Within each step,
    calls go out in parallel, as many per second as O(requests_per_second) allows.
  - Uninstalling an instance also deletes its extension values and schedules, and deleting an environment those that
    were set in it. The platform keeps no copy, and secrets cannot be exported. This happens with O(purge), and with
    V(absent) as O(state) or as the state of an item.
  - A run without changes takes 6 calls, all in parallel, for an account with runtimes, instances, and attachments. It
    takes 1 more for each further hundred objects of a kind, 2 more if roles are listed, and up to 4 more if extension
    values or schedules are. Lists and sections that are left out are not read.
  - The user needs the privileges C(API), C(ATOM_MANAGEMENT), and C(DEPLOY). O(environments[].roles) also needs
    C(ENV_MANAGEMENT), and roles that are given by name need C(ACCOUNT_ADMIN). O(integration_packs[].schedules) may also
    need C(SCHEDULE_MAINTENANCE).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._changes.allow_move
  - community.boomi._changes.force
  - community.boomi._changes.lists
  - community.boomi._instance_identity
options:
  environments:
    description:
      - Environments of the account.
      - Without it, environments are not changed. O(environments) or O(integration_packs) is required, with at least one
        item.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - Exact name of the environment. Names are unique.
          - With O(environments[].id), the environment is renamed. If it is to be absent, it must have this name.
        type: str
      id:
        description:
          - ID of an existing environment.
          - O(environments[].id) or O(environments[].name) is required.
        type: str
      classification:
        description:
          - Whether the environment is for production or for tests. V(TEST) needs Test Connection Licensing.
          - A new environment is V(PROD) by default. The classification cannot be changed later; a different value
            fails.
        type: str
        choices: [PROD, TEST]
      runtimes:
        description:
          - Names or IDs of all runtimes of the environment. Other runtimes are detached from it.
          - An empty list detaches all of them. Without it, runtimes are not changed.
          - A runtime moves from another listed environment without O(allow_move) if O(environments[].runtimes) is given
            there, too.
        type: list
        elements: str
      roles:
        description:
          - Names or IDs of all roles whose users may work in the environment. Other roles are removed from it.
          - An empty list removes all of them. Without it, roles are not changed.
          - A user who may not read roles must give IDs.
        type: list
        elements: str
      extensions:
        description:
          - Extension values of the environment, see M(community.boomi.boomi_environment_extensions). Without it, they
            are not changed. O(purge) does not reset any.
          - Integration packs of type V(SINGLE) and deployed components share them.
        type: dict
        suboptions: &values
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
                    description:
                      - Reference to a secret in the secrets manager, instead of
                        O(environments[].extensions.connections[].fields[].secret).
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
      state:
        description: Whether the environment exists. Defaults to O(state).
        type: str
        choices: [present, absent]
  integration_packs:
    description:
      - Instances of integration packs.
      - Without it, instances are not changed.
      - One of O(integration_packs[].id), O(integration_packs[].integration_pack_id), and
        O(integration_packs[].integration_pack_name) is required in each item.
    type: list
    elements: dict
    suboptions:
      id:
        description: ID of an existing instance.
        type: str
      integration_pack_id:
        description: ID of the integration pack. Mutually exclusive with O(integration_packs[].integration_pack_name).
        type: str
      integration_pack_name:
        description: Exact name of the integration pack.
        type: str
      integration_pack_override_name:
        description:
          - Name of the instance, for V(MULTI) packs only.
          - Without it, the only instance of the pack is used, whatever its name. If the pack has none, it is installed
            under its own name; if it has several, the task fails and lists their IDs.
        type: str
        aliases: [name]
      environments:
        description:
          - Names or IDs of all environments that the instance is attached to. It is detached from others.
          - An environment that O(environments) creates can be listed. An empty list detaches the instance everywhere.
            Without it, attachments are not changed.
        type: list
        elements: str
      extensions:
        description:
          - Extension values of the processes of an instance of a V(MULTI) pack, by environment.
          - Without it, they are not changed.
          - Values of V(SINGLE) packs are given with the environment.
        type: list
        elements: dict
        suboptions:
          environment:
            description: Exact name or ID of the environment. The instance must be attached to it.
            type: str
            required: true
          process: &process
            description:
              - ID or name of the process. The prefix, the name of the instance and C( - ), is optional.
              - Required if the instance has several processes.
            type: str
          <<: *values
      schedules:
        description:
          - When processes of the instance run, by runtime, see M(community.boomi.boomi_process_schedules).
          - Without it, schedules are not changed. O(purge) does not clear those that are not listed.
        type: list
        elements: dict
        suboptions:
          process: *process
          runtime:
            description:
              - Exact name or ID of the runtime. It must be attached to an environment of the instance.
            type: str
            required: true
          schedules:
            description:
              - All times at which the process runs. They replace the existing ones, unless both mean the same times.
              - An empty list clears them. Without it, they are not changed.
            type: list
            elements: dict
            suboptions: &times
              cron:
                description:
                  - Five fields as in a crontab. The day of the month and the day of the week cannot both be restricted.
                  - Mutually exclusive with the other suboptions.
                type: str
              minutes:
                description:
                  - Minutes of the hour, from 0 to 59. Required without C(cron).
                  - All fields take numbers, ranges (V(8-18)), intervals of ranges (V(0-59/15)), and lists of these
                    with commas. V(*) stands for all.
                type: str
              hours:
                description: Hours of the day, from 0 to 23. Defaults to all, like the fields below.
                type: str
              days_of_month:
                description: Days of the month, from 1 to 31.
                type: str
              months:
                description: Months, from 1 to 12.
                type: str
              days_of_week:
                description: Days of the week, from 1 to 7. 1 is Sunday. In C(cron), Sunday is 0 or 7.
                type: str
              years:
                description: Years.
                type: str
          retry:
            description: When to retry a run that failed. Without it, this is not changed.
            type: dict
            suboptions:
              max_retry:
                description: Maximum number of retries, from 1 to 5. Required unless the list is empty.
                type: int
              schedules:
                description: All times of retries, in the same form. An empty list clears them.
                type: list
                elements: dict
                required: true
                suboptions: *times
          enabled:
            description:
              - Whether the process runs on its schedules. Without it, this is not changed.
              - With V(true), times are set first. With V(false), the schedules are disabled first.
            type: bool
      state:
        description: Whether the instance is installed. Defaults to O(state).
        type: str
        choices: [present, absent]
  state:
    description:
      - V(present) configures the account as described.
      - V(absent) removes what is listed. It detaches and uninstalls instances, then deletes environments. Items with
        the state V(present) are refused.
  purge:
    description:
      - Whether to also remove what is not listed, in the sections that are given and not empty. A section in which all
        items are V(absent) is refused.
      - Cannot be combined with O(state=absent). Environments with attachments need O(force).
      - Use it with O(max_removals), or review the plan in check mode first.
    type: bool
    default: false
  update_secrets:
    description: Whether to send secrets that are set already. They cannot be read, so this always counts as a change.
    type: bool
    default: false
seealso:
  - module: community.boomi.boomi_account_configuration_info
  - module: community.boomi.boomi_environments
  - module: community.boomi.boomi_integration_pack_instances
"""

EXAMPLES = r"""
- name: Configure an account
  community.boomi.boomi_account_configuration:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    environments:
      - name: Production
        classification: PROD
        runtimes: [runtime-eu-1, runtime-eu-2]
        roles: [Operators]
      - name: Test
        classification: TEST
      - name: Sandbox
        state: absent
    integration_packs:
      - integration_pack_name: Invoice Sync
        environments: [Production]
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake
        environments: [Production, Test]
        schedules:
          - process: Receive Order
            runtime: runtime-eu-1
            enabled: true
            schedules:
              - cron: "*/15 8-18 * * 1-5"

- name: Configure the account of a customer with a partner's credentials
  community.boomi.boomi_account_configuration:
    override_account: customer-A1B2C3
    environments: "{{ customer.environments }}"
    integration_packs: "{{ customer.integration_packs }}"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Plan the removal of everything that is not listed
  community.boomi.boomi_account_configuration: &account
    environments: "{{ environments }}"
    integration_packs: "{{ integration_packs }}"
    purge: true
    force: true
  check_mode: true
  register: planned

- name: Show the plan for approval
  ansible.builtin.debug:
    var: planned.summary_lines

- name: Carry out exactly this plan
  community.boomi.boomi_account_configuration:
    <<: *account
    expected_plan: "{{ planned.plan }}"
    max_removals: 5
"""

RETURN = r"""
configuration:
  description:
    - The listed part of the account after the task, in the form of the options. Objects that do not exist are left out.
    - Environments, runtimes, and roles are given by name, or by ID if the name is not unique or not known.
  returned: &planned success, and failure during writes
  type: dict
  sample:
    environments:
      - name: Production
        classification: PROD
        runtimes: [runtime-eu-1, runtime-eu-2]
    integration_packs:
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake
        environments: [Production]
unlisted:
  description: Names of objects that are not listed, for each section that is given. O(purge) removes them.
  returned: *planned
  type: dict
  sample:
    environments: [Sandbox]
    integration_packs: [Order Intake as International Order Intake]
changes:
  description:
    - Each change that the task made, or would make in check mode.
    - Detachments that a deletion or an uninstall involves are not listed separately, nor are changes that another run
      made at the same time.
  returned: *planned
  type: list
  elements: dict
  contains:
    object:
      description: What is changed, for example V(environment), V(runtime), or V(integration pack instance).
      type: str
      sample: environment
    name:
      description: Its name.
      type: str
      sample: Production
    action:
      description: V(create), V(update), V(delete), V(install), V(uninstall), V(attach), V(detach), V(move), or V(set).
      type: str
      sample: attach
    before:
      description:
        - The object before the change, in the form of the options; V(none) if it did not exist.
        - For V(attach), V(detach), and V(move), what it is attached to.
      type: dict
      sample:
    after:
      description: The same after the change; V(none) if the object is removed.
      type: dict
      sample:
        integration_pack_instance: Order Intake as Domestic Order Intake
    status:
      description:
        - V(foreseen) in check mode.
        - V(done), V(failed), or V(skipped) in a real run.
      type: str
      sample: done
    error:
      description: Why the change failed or was skipped.
      returned: if it did
      type: str
summary:
  description:
    - Number of changes by action and status, and of items that needed none as C(unchanged).
    - In templates, write C(summary['update']), since C(summary.update) is a method of the dictionary.
  returned: *planned
  type: dict
  sample:
    attach:
      done: 2
    create:
      done: 1
    unchanged: 3
summary_lines:
  description:
    - The same as text. The account comes first, then changes, then failures and skipped changes with their reasons,
      then the totals.
    - Uninstalls mention the loss of extension values and schedules.
  returned: *planned
  type: list
  elements: str
  sample:
    - Account customer-A1B2C3.
    - created environment Test
    - "changed integration pack instance Order Intake as Domestic Order Intake: +Production, +Test"
    - 1 created, 2 attached, 3 unchanged.
plan:
  description:
    - Digest of the planned changes. It is the same in check mode and in a real run, and differs if any change differs.
    - Pass it as O(expected_plan) to carry out exactly this plan.
  returned: *planned
  type: str
  sample: 2747e619f6a8e846
error:
  description:
    - Facts about a failure, in the same form for all modules. Which keys are present depends on RV(error.kind); unknown
      ones are left out.
    - Missing if Ansible itself refuses the options, or if C(requests) is not installed.
  returned: failure
  type: dict
  contains:
    kind:
      description:
        - "V(option): an option is invalid. Nothing was changed."
        - "V(state): the options do not fit the account. Nothing was changed."
        - "V(api): the API answered with an error."
        - "V(transport): there was no response, or none that can be read."
        - "V(unsettled): something was written, but the account does not show it as expected."
        - "V(partial): some changes failed."
        - "V(execution): a process was run and has failed."
        - "V(internal): a bug in the collection."
      type: str
      sample: api
    option:
      description: The invalid option.
      type: str
      sample: integration_pack_name
    candidates:
      description: IDs of objects that may be meant, or that are in the way.
      type: list
      elements: str
      sample: [SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA]
    close_matches:
      description: Names and IDs similar to one that does not exist.
      type: list
      elements: str
      sample: [Order Intake]
    problems:
      description:
        - Every problem of a list or description, each with C(msg), the keys described here, and if known C(item), the
          number of the item, counted from 1.
      type: list
      elements: dict
      sample: []
    failed:
      description: Number of failed items or changes.
      type: int
      sample: 1
    plan:
      description: Digest of the current plan, if it differs from O(expected_plan).
      type: str
      sample: 2747e619f6a8e846
    removals:
      description: Number of planned removals, if it exceeds O(max_removals).
      type: int
      sample: 7
    runtimes:
      description: Runtimes that prevent the deletion of an environment, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    integration_pack_instances:
      description: Instances that prevent the deletion of an environment, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    environments:
      description: Environments that prevent the deletion of a runtime, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    account_groups:
      description: Account groups that prevent the deletion of a published pack, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    operation:
      description: The failed operation, such as V(query) or V(create); for M(community.boomi.boomi_api), the method.
      type: str
      sample: create
    object:
      description: Name of the API object.
      type: str
      sample: IntegrationPackInstance
    object_id:
      description: ID of the object; for a create, its name or what it attaches.
      type: str
      sample: Domestic Order Intake
    path:
      description: Path below the account, for M(community.boomi.boomi_api) only.
      type: str
      sample: Environment/query
    account:
      description: ID of the managed account.
      type: str
      sample: customer-A1B2C3
    host:
      description: Host of the API, and port if one was given.
      type: str
      sample: api.boomi.com
    status:
      description: HTTP status of the last response.
      type: int
      sample: 403
    attempts:
      description: How often the call was sent.
      type: int
      sample: 1
    api_message:
      description: Message of the API.
      type: str
      sample: Access denied due to insufficient permissions.
    problem:
      description: Why there is no readable response.
      type: str
      sample: no answer within 30 s
    remedy:
      description: What to do next.
      type: str
      sample: >-
        Check username and api_token, account_id, and that the user's role in account customer-A1B2C3 has the privileges
        that this needs: API and DEPLOY.
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import account_plan


def main() -> None:
    account_plan.module()


if __name__ == "__main__":
    main()
