#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_instances
short_description: Install or uninstall many instances of Boomi integration packs at once
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that an account has a whole list of instances of integration packs, and with O(purge) no others.
  - A run that changes nothing costs one call for each hundred instances of the listed packs, and one more where packs
    are given by name. All instances of the account are read where an item is given by its ID alone, and with
    O(purge_scope=all_packs). O(instances[].environments) cost one call for each hundred environments of the account,
    and one for the attachments of each hundred instances.
  - To install, to uninstall, to attach, and to detach costs one call for each instance or attachment. After each of
    these steps comes one look for each hundred instances or attachments. Before installs by
    O(instances[].integration_pack_id) the packs are looked up, and before uninstalls the attachments.
  - Writes go out side by side, as many in a second as O(requests_per_second) allows.
  - Everything that is wrong with the list is reported together, before anything is written.
  - An item that fails does not stop the others. The task fails at the end and says what was done; the next run does
    the rest.
  - The user needs the privilege C(API), and to uninstall C(DEPLOY) as well. O(instances[].environments) need
    C(DEPLOY), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY), since they are looked up.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._instance_identity
options:
  instances:
    description: The instances. No two of them may mean the same one.
    type: list
    elements: dict
    required: true
    suboptions:
      id:
        description:
          - The ID of an instance. With O(state=present), it must exist.
          - One of O(instances[].id), O(instances[].integration_pack_id), and O(instances[].integration_pack_name) is
            required.
        type: str
      integration_pack_id:
        description:
          - The ID of the integration pack. It cannot be given together with O(instances[].integration_pack_name).
        type: str
      integration_pack_name:
        description:
          - The exact name of the integration pack, which must be the name of one pack only. It cannot be given together
            with O(instances[].integration_pack_id).
          - With O(state=absent), a pack that is not shared with the account and has no instances in it needs nothing. A
            warning names it.
        type: str
      integration_pack_override_name:
        description:
          - The name of the instance, for a pack of type V(MULTI).
          - Without it, the one instance that the pack has is meant, whatever its name.
          - To install, two names that differ in blanks only, or in the way that letters are encoded, are refused, since
            the platform may store both as one. So is one with needless blanks or split letters that looks like the name
            of an instance which is there.
        type: str
        aliases: [name]
      environments:
        description:
          - Names or IDs of all environments that the instance is to be attached to. It is detached from any other.
          - Without it, attachments are not touched.
          - With O(state=absent) it is ignored, since what is uninstalled is detached from everywhere.
        type: list
        elements: str
  state:
    description: Whether the instances are to be there.
    type: str
    choices: [present, absent]
    default: present
  purge:
    description:
      - Whether to uninstall the instances that are not listed, with their attachments and extension values.
      - An empty list is refused.
    type: bool
    default: false
  purge_scope:
    description:
      - V(listed_packs) uninstalls only instances of those packs that the listed instances belong to.
      - V(all_packs) uninstalls every instance of the account that is not listed.
    type: str
    choices: [listed_packs, all_packs]
    default: listed_packs
  assume_environments:
    description:
      - Names of environments that count as being there, although they may not be yet.
      - This is for check mode, in which an earlier task that would have created them has not. Otherwise they have to
        be there.
    type: list
    elements: str
    default: []
seealso:
  - module: community.boomi.boomi_integration_pack_instance
  - module: community.boomi.boomi_integration_pack_instance_info
"""

EXAMPLES = r"""
- name: Install what the account should have
  community.boomi.boomi_integration_pack_instances:
    instances:
      - integration_pack_name: Invoice Sync
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake
      - integration_pack_name: Order Intake
        integration_pack_override_name: International Order Intake

- name: Have these two instances of a pack and no other ones of it
  community.boomi.boomi_integration_pack_instances:
    instances:
      - integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
        integration_pack_override_name: Domestic Order Intake
        environments: [Production]
      - integration_pack_id: 89abcdef-0123-4567-89ab-cdef01234567
        integration_pack_override_name: International Order Intake
        environments: [Production]
    purge: true
"""

RETURN = r"""
integration_pack_instances:
  description: The listed instances as the account holds them at the end, in the order of the list, less those that
    are absent.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: &instance
    id:
      description: The ID of the instance; V(none) in check mode for one that would be installed.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    integration_pack_id:
      description: The ID of the integration pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    integration_pack_override_name:
      description: The name of the instance.
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
      description:
        - The names of the environments that it is attached to. An instance that is uninstalled has their IDs here where
          no item gives O(instances[].environments), since the names are not looked up then.
      type: list
      elements: str
      returned: when O(instances[].environments) was given, and for an instance that is detached to be uninstalled
installed:
  description: The instances that were installed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *instance
uninstalled:
  description: The instances that were uninstalled, as they were before.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *instance
changed_instances:
  description: The instances that were there already, and whose attachments were changed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *instance
unchanged:
  description: The listed instances that are there and for which nothing was changed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *instance
failed_instances:
  description:
    - The items that failed, and why. Where there is an instance, its own keys stand beside these.
    - RV(ignore:failed) itself is Ansible's own, and says whether the task failed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains:
    item:
      description: The number of the item in O(instances), from 1; instances to be purged are counted after the last
        one.
      type: int
      sample: 3
    msg:
      description: What went wrong, and what to do.
      type: str
      sample: Could not create IntegrationPackInstance ...
    error:
      description: The same facts for a machine. The keys are those of
        RV(community.boomi.boomi_integration_pack_instance#module:error).
      type: dict
      sample:
        kind: api
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: partial
    failed: 1
"""

from ansible_collections.community.boomi.plugins.module_utils import _instances, _run


def main() -> None:
    module = _run.make_module(_instances.MANY_SPEC)
    _run.run(module, _instances.parse_many)


if __name__ == "__main__":
    main()
