#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environments
short_description: Create or delete many Boomi environments with their runtimes at once
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that an account has a whole list of environments, each with its runtimes, and with O(purge) no others.
  - A run that changes nothing costs one call for each hundred environments, and where runtimes are listed, one for
    each hundred runtimes and one for each hundred of their attachments.
  - To create, to attach, to detach, and to delete costs two calls each, one after the other, the second of which looks
    whether it was done.
  - Everything that is wrong with the list is reported together, before anything is written.
  - An item that fails does not stop the others. The task fails at the end and says what was done; the next run does
    the rest.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT), and C(DEPLOY) as well to delete environments.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
options:
  environments:
    description: The environments, each named once.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description: The exact name of the environment.
        type: str
        required: true
      classification:
        description:
          - What the environment is for. It is set when the environment is created, and cannot be changed.
          - Without it, the platform creates a V(PROD) environment, and one that is there already is taken as it is.
        type: str
        choices: [PROD, TEST]
      runtimes:
        description:
          - Names or IDs of all runtimes that are to be attached to the environment. Any other is detached from it.
          - Without it, runtimes are not touched.
        type: list
        elements: str
  state:
    description: Whether the environments are to be there.
    type: str
    choices: [present, absent]
    default: present
  purge:
    description:
      - Whether to delete the environments that are not listed. Where something is attached to them, this needs
        O(force).
      - An empty list is refused.
    type: bool
    default: false
  allow_move:
    description:
      - Whether a runtime that is attached to another environment may be moved from there.
      - It may in any case, where that environment is in the list with O(environments[].runtimes) that leave it out.
    type: bool
    default: false
  force:
    description:
      - Whether to detach the runtimes and integration packs of an environment that is to be deleted.
      - Without it, only the O(environments[].runtimes) that the item itself lists are detached.
    type: bool
    default: false
  assume_detached:
    description:
      - IDs of integration pack instances that count as detached from environments that are to be deleted.
      - This is for check mode, in which an earlier task that would have detached them has not.
    type: list
    elements: str
    default: []
seealso:
  - module: community.boomi.boomi_environment
  - module: community.boomi.boomi_environment_info
"""

EXAMPLES = r"""
- name: Have two environments with their runtimes
  community.boomi.boomi_environments:
    environments:
      - name: Production
        classification: PROD
        runtimes: [runtime-eu-1, runtime-eu-2]
      - name: Test
        classification: TEST
        runtimes: [runtime-test]

- name: See which environments would be deleted if there were no others
  community.boomi.boomi_environments:
    environments:
      - name: Production
    purge: true
    force: true
  check_mode: true
  diff: true
"""

RETURN = r"""
environments:
  description: The listed environments as the account holds them at the end, in the order of the list.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: &environment
    id:
      description: The ID of the environment; V(none) in check mode for one that would be created.
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
      description: The environment of the parent account, where there is one.
      type: str
    parent_account:
      description: The parent account, where there is one.
      type: str
    runtimes:
      description: The names of the runtimes that are attached to it.
      returned: when O(environments[].runtimes) was given, or the task changes them or deletes the environment
      type: list
      elements: str
      sample: [runtime-eu-1]
created:
  description: The environments that were created.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *environment
changed_environments:
  description: The environments whose runtimes were changed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *environment
deleted:
  description: The environments that were deleted, as they were before.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *environment
unchanged:
  description: The listed environments in which nothing was changed.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *environment
unlisted:
  description:
    - The environments that are not in the list, as they were found. O(purge) deletes them.
    - For an empty list nothing is looked up, and this one is empty as well.
  returned: always, unless the list is refused
  type: list
  elements: dict
  contains: *environment
failed_environments:
  description: The environments that failed, each with C(name), C(msg), and C(error), whose keys are those of RV(error).
  returned: always, unless the list is refused
  type: list
  elements: dict
  sample: []
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: partial
"""

from ansible_collections.community.boomi.plugins.module_utils import _environment_set, _run


def main() -> None:
    module = _run.make_module(_environment_set.SPEC)
    _run.run(module, _environment_set.parse)


if __name__ == "__main__":
    main()
