#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instance
short_description: Install or uninstall an instance of a Boomi integration pack
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that an account has an instance of an integration pack, or that it has it no longer.
  - A run that changes nothing costs one call of the API, three with O(environments), and one more where O(id) and
    O(integration_pack_name) are given together.
  - To install costs four calls, and with O(environments) two more and one for each of them. To uninstall costs four or
    five, and one for each environment that the instance is attached to.
  - A create is never sent twice without a look in between, so that an answer that got lost does not install a pack
    twice.
  - The user needs the privilege C(API), and to uninstall C(DEPLOY) as well. O(environments) need C(DEPLOY), and
    C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY), since they are looked up.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._instance_identity
options:
  state:
    description:
      - V(present) installs the instance where it is missing.
      - V(absent) detaches the instance from all environments and uninstalls it. A diff shows these environments by
        their IDs, since their names are not looked up for it.
    type: str
    choices: [present, absent]
    default: present
  id:
    description:
      - The ID of an instance, which the platform has given to it. That instance alone is meant.
      - With O(state=present), an ID that does not exist is an error, since IDs cannot be chosen.
      - Where other options are given as well, the instance must agree with them.
      - A query cannot filter by ID. Give O(integration_pack_id) as well in an account with more than 100 instances.
    type: str
  integration_pack_id:
    description:
      - The ID of the integration pack. It cannot be given together with O(integration_pack_name).
      - One of O(id), O(integration_pack_id), and O(integration_pack_name) is required.
    type: str
  integration_pack_name:
    description:
      - The name of the integration pack, which must be the name of one pack only among those that are shared with the
        account. It cannot be given together with O(integration_pack_id).
      - How the platform itself compares names is not documented. Nothing is ever written before the name has been
        compared exactly; that an instance is there already, or that there is none, is believed. Use
        O(integration_pack_id) where names differ in case only.
    type: str
  integration_pack_override_name:
    description:
      - The name of the instance. Only a pack of type V(MULTI) takes one.
      - Without it, the one instance that the pack has is meant, whatever its name. Where it has none, a pack of type
        V(MULTI) is installed under its own name; where it has several, the task fails and lists them.
      - A name with more blanks than its words need, or with letters of several characters, is refused where an instance
        has its plain form, since the platform may store names in that form and would hold one more after each run.
    type: str
    aliases: [name]
  environments:
    description:
      - Names or IDs of all environments that the instance is to be attached to. It is detached from any other.
      - Without it, attachments are not touched.
      - With O(state=absent) it is ignored, since what is uninstalled is detached from everywhere.
    type: list
    elements: str
seealso:
  - module: community.boomi.boomi_integration_pack_instance_info
  - module: community.boomi.boomi_integration_pack_info
"""

EXAMPLES = r"""
- name: Install a pack by its name
  community.boomi.boomi_integration_pack_instance:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    integration_pack_name: Invoice Sync

- name: Install two instances of a pack that allows several
  community.boomi.boomi_integration_pack_instance:
    integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_override_name: "{{ item }} Order Intake"
  loop:
    - Domestic
    - International
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Install an instance in an account of a customer, and attach it
  community.boomi.boomi_integration_pack_instance:
    override_account: customer-A1B2C3
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    environments:
      - Production

- name: Uninstall it
  community.boomi.boomi_integration_pack_instance:
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    state: absent
"""

RETURN = r"""
integration_pack_instance:
  description:
    - The instance as the account holds it at the end, V(none) where it is absent.
    - In check mode, an instance that would be installed has no O(id) and no processes yet.
  returned: always, unless nothing could be planned
  type: dict
  contains:
    id:
      description: The ID of the instance.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    integration_pack_id:
      description: The ID of the integration pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_override_name:
      description: The name of the instance. What the platform reports for a pack of type V(SINGLE) is not documented.
      type: str
      sample: Domestic Order Intake
    processes:
      description: The processes of the instance.
      type: list
      elements: dict
      contains:
        name:
          description: The name of the process.
          type: str
          sample: Domestic Order Intake - New Process 3
        original_process_id:
          description: The ID of the process in the integration pack.
          type: str
          sample: f23ce1b1-7440-4535-a534-685a17a41607
        wrapper_process_id:
          description: The ID of the process of this instance; V(none) for a pack of type V(SINGLE).
          type: str
          sample: ea975f03-592f-49e5-84cb-49f69f75adb4
    environments:
      description: The names of the environments that it is attached to.
      type: list
      elements: str
      returned: when O(environments) was given
error:
  description:
    - What went wrong, for a machine, the same for all modules. Which of the other keys there are depends on
      RV(error.kind), and one of which nothing is known is left out.
    - It is missing where Ansible itself refuses the options, and where C(requests) is not installed.
  returned: failure
  type: dict
  contains:
    kind:
      description:
        - V(option) and V(state) mean that nothing was changed. An option is wrong by itself, or does not fit what the
          account holds.
        - V(api) is an answer of the API that is no success, V(transport) the lack of one that can be read.
        - V(unsettled) means that something was written, and the account does not show it as it should.
        - V(partial) means that some items of a list failed.
        - V(internal) is a mistake of the collection itself.
      type: str
      sample: api
    option:
      description: The option that is wrong.
      type: str
      sample: integration_pack_name
    candidates:
      description: The IDs of the objects that may be meant, or that are in the way.
      type: list
      elements: str
      sample: [SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA]
    close_matches:
      description: Names and IDs that are like one that does not exist.
      type: list
      elements: str
      sample: [Order Intake]
    problems:
      description:
        - Of a list that cannot be planned, each thing that is wrong, with C(msg), the keys that belong to it, and where
          it is known C(item), the number of the item from 1.
      type: list
      elements: dict
      sample: []
    failed:
      description: How many items of a list failed.
      type: int
      sample: 1
    missing:
      description: The environments that were assumed to be there and are not.
      type: list
      elements: str
      sample: [Production]
    runtimes:
      description: The runtimes that keep an environment from being deleted, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    integration_pack_instances:
      description: The instances that keep an environment from being deleted, each with C(id) and C(name).
      type: list
      elements: dict
      sample: []
    operation:
      description: What failed, such as V(query) or V(create); for M(community.boomi.boomi_api) the method.
      type: str
      sample: create
    object:
      description: The object of the API that it was about.
      type: str
      sample: IntegrationPackInstance
    object_id:
      description: Which one it was, by its ID, or for a create by its name or by what it ties together.
      type: str
      sample: Domestic Order Intake
    path:
      description: The path below the account; for M(community.boomi.boomi_api) alone.
      type: str
      sample: Environment/query
    account:
      description: The account that it was meant for.
      type: str
      sample: customer-A1B2C3
    host:
      description: The host that was called, with the port where one was given.
      type: str
      sample: api.boomi.com
    status:
      description: The HTTP status of the last answer.
      type: int
      sample: 403
    attempts:
      description: How often the call was sent.
      type: int
      sample: 1
    api_message:
      description: The API's own words.
      type: str
      sample: Access denied due to insufficient permissions.
    problem:
      description: Why there is no answer that can be read.
      type: str
      sample: no answer within 30 s
    remedy:
      description: What to do.
      type: str
      sample: Check account_id, and that the user's role in account customer-A1B2C3 has what this needs.
"""

from ansible_collections.community.boomi.plugins.module_utils import _instances, _run


def main() -> None:
    module = _run.make_module(_instances.ONE_SPEC, **_instances.IDENTITY_CONSTRAINTS)
    _run.run(module, _instances.parse_one)


if __name__ == "__main__":
    main()
