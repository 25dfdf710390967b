#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_environment_attachment_info
short_description: List which instances of Boomi integration packs are attached to which environments
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns attachments of instances to environments by property or by query expression, or all attachments of the
    account. The API cannot read them by ID.
  - Takes 1 call per hundred attachments, and 1 more if the environment is given by name.
  - The user needs the privileges C(API) and C(DEPLOY), and to give the environment by name also C(ATOM_MANAGEMENT) or
    C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
options:
  integration_pack_instance_id:
    description: Only attachments of the instance with this ID.
    type: str
  environment:
    description: Only attachments to the environment with this exact name or ID. An unknown name is an error.
    type: str
notes:
  - O(query_filter) takes the properties V(integrationPackInstanceId) and V(environmentId).
seealso:
  - module: community.boomi.boomi_integration_pack_environment_attachment
  - module: community.boomi.boomi_integration_pack_instance_info
"""

EXAMPLES = r"""
- name: List all attachments
  community.boomi.boomi_integration_pack_environment_attachment_info:

- name: List what is attached to an environment
  community.boomi.boomi_integration_pack_environment_attachment_info:
    environment: Production
  register: deployed
"""

RETURN = r"""
integration_pack_environment_attachments:
  description: The attachments, sorted by instance and environment.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the attachment.
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
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import (
    INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT,
)


def main() -> None:
    names = ("integration_pack_instance_id", "environment")
    read.info(INTEGRATION_PACK_ENVIRONMENT_ATTACHMENT, names, by_ids=False)


if __name__ == "__main__":
    main()
