#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_environment_attachment
short_description: Attach an instance of a Boomi integration pack to an environment, or detach it
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that an instance of an integration pack is attached to an environment, which deploys its processes
    there, or that it is attached to it no longer. Other attachments of the instance are not touched.
  - To give all environments of an instance at once, use
    O(community.boomi.boomi_integration_pack_instance#module:environments).
  - A run that changes nothing costs one call of the API where both are given by their IDs, and up to five otherwise.
  - A create is never sent twice without a look in between.
  - The user needs the privileges C(API) and C(DEPLOY), and to give the environment by its name, or to attach, also
    C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._instance_identity
options:
  state:
    description:
      - V(present) attaches the instance to the environment. The instance must be installed.
      - V(absent) detaches it. An instance or an environment that does not exist is left alone.
    type: str
    choices: [present, absent]
    default: present
  integration_pack_instance_id:
    description:
      - The ID of the instance. It cannot be given together with O(integration_pack_override_name).
      - Exactly one of O(integration_pack_instance_id), O(integration_pack_id), and O(integration_pack_name) is
        required.
    type: str
  integration_pack_id:
    description: The ID of the integration pack.
    type: str
  integration_pack_name:
    description: The exact name of the integration pack, which must be the name of one pack only.
    type: str
  integration_pack_override_name:
    description:
      - The name of the instance, for a pack of type V(MULTI).
      - Without it, the one instance that the pack has is meant, whatever its name. Where it has several, the task
        fails and lists them.
    type: str
    aliases: [name]
  environment:
    description: The name or the ID of the environment.
    type: str
    required: true
seealso:
  - module: community.boomi.boomi_integration_pack_environment_attachment_info
  - module: community.boomi.boomi_integration_pack_instance
  - module: community.boomi.boomi_environment
"""

EXAMPLES = r"""
- name: Attach an instance to an environment
  community.boomi.boomi_integration_pack_environment_attachment:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    environment: Production

- name: Detach an instance that is known by its ID
  community.boomi.boomi_integration_pack_environment_attachment:
    integration_pack_instance_id: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    environment: Test
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
integration_pack_environment_attachment:
  description:
    - The attachment as the account holds it at the end, V(none) where it is absent.
    - In check mode, one that would be made has no RV(integration_pack_environment_attachment.id) yet.
  returned: always, unless nothing could be planned
  type: dict
  contains:
    id:
      description: The ID of the attachment.
      type: str
      sample: QVRUQUNIX0lQQUNLX0VOVlNXNTBaV2R5WVhScGIyNVFZV05yU1c1emRHRnVZMlV5TUE
    integration_pack_instance_id:
      description: The ID of the instance.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    environment_id:
      description: The ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
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
    module = _run.make_module(_attachments.PACK_SPEC, **_attachments.PACK_CONSTRAINTS)
    _run.run(module, _attachments.parse_pack)


if __name__ == "__main__":
    main()
