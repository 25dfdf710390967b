#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_environment_attachment
short_description: Attach an instance of a Boomi integration pack to an environment, or detach it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Attaches an instance to an environment, which deploys its processes there, or detaches it. Other attachments of the
    instance are not changed.
  - To give all environments of an instance at once, use
    O(community.boomi.boomi_integration_pack_instance#module:environments).
  - A run without changes takes 3 calls with O(integration_pack_instance_id) or O(integration_pack_id), and 4 with
    O(integration_pack_name); all but the last go out in parallel. Attaching and detaching take 2 or 3 more.
  - The user needs the privileges C(API) and C(DEPLOY), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._instance_identity
  - community.boomi._instance_identity.options
options:
  state:
    description:
      - V(present) attaches the instance to the environment. The instance must be installed.
      - V(absent) detaches it. If the instance or the environment does not exist, there is nothing to do.
  integration_pack_instance_id:
    description:
      - ID of the instance. Mutually exclusive with the other options that identify it.
      - O(integration_pack_instance_id), O(integration_pack_id), or O(integration_pack_name) is required.
    type: str
  environment:
    description: Exact name or ID of the environment.
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

- name: Detach an instance by its ID
  community.boomi.boomi_integration_pack_environment_attachment:
    integration_pack_instance_id: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    environment: Test
    state: absent
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
integration_pack_environment_attachment:
  description: The attachment after the task; V(none) if it is absent.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the attachment; V(none) in check mode if it would be created.
      type: str
      sample: QVRUQUNIX0lQQUNLX0VOVlNXNTBaV2R5WVhScGIyNVFZV05yU1c1emRHRnVZMlV5TUE
    integration_pack_instance_id:
      description: ID of the instance.
      type: str
      sample: SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA
    environment_id:
      description: ID of the environment.
      type: str
      sample: 456789ab-cdef-0123-4567-89abcdef0123
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

from ansible_collections.community.boomi.plugins.module_utils._engine import change
from ansible_collections.community.boomi.plugins.module_utils._objects.pack_ties import (
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
)


def main() -> None:
    change.one(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT)


if __name__ == "__main__":
    main()
