#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_role_info
short_description: List which Boomi roles are assigned to which environments
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns assignments of roles to environments, by their IDs, by properties, by a whole query expression, or all that
    the account has.
  - The list is complete, over all pages, and sorted.
  - The user needs the privilege C(API), C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY), and to give a role by its
    name C(ACCOUNT_ADMIN).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  ids:
    description:
      - The IDs of assignments, any number of them; they are read in hundreds.
      - Those that the API does not know are returned as RV(not_found_ids).
      - They cannot be given together with any other of these options.
    type: list
    elements: str
    aliases: [id]
  role:
    description: Only assignments of the role with this name or ID. A name that no role has is an error.
    type: str
  environment:
    description: Only assignments to the environment with this name or ID. A name that no environment has is an error.
    type: str
  query_filter:
    description:
      - A query expression as the API takes it, with its own names. It is checked before it is sent, and cannot be
        given together with any other of these options.
      - The properties are V(roleId) and V(environmentId). The operators and the ways to group expressions are those of
        M(community.boomi.boomi_integration_pack_instance_info).
    type: dict
seealso:
  - module: community.boomi.boomi_environment_role
"""

EXAMPLES = r"""
- name: List the roles of an environment
  community.boomi.boomi_environment_role_info:
    environment: Production
  register: roles
"""

RETURN = r"""
environment_roles:
  description: The assignments, in the order of O(ids), otherwise sorted by role and environment.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: The ID of the assignment.
      type: str
      sample: RU5WX1JPTEVmM2ZiNWUxOS1mYzQ3LTQ0MmUtYTk3OC1jNDdkYjk2MWVjZmI
    role_id:
      description: The ID of the role.
      type: str
      sample: f3fb5e19-fc47-442e-a978-c47db961ecfb
    environment_id:
      description: The ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
not_found_ids:
  description: Those of O(ids) that the API does not know.
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
    kind: state
"""

from ansible_collections.community.boomi.plugins.module_utils import _attachments, _run


def main() -> None:
    module = _run.make_module(
        _attachments.ROLE_INFO_SPEC, **_attachments.info_constraints(_attachments.ROLE_ASSIGNMENT, "ids")
    )
    _run.run_info(module, _attachments.parse_role_info)


if __name__ == "__main__":
    main()
