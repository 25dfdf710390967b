#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_atom_attachment_info
short_description: List which Boomi runtimes are attached to which environments
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns attachments of runtimes to environments by property or by query expression, or all attachments of the
    account. The API cannot read them by ID.
  - Takes 1 call per hundred attachments. Looking up names first takes 1 call each, in parallel.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
options:
  runtime:
    description: Only attachments of the runtime with this exact name or ID. An unknown name is an error.
    type: str
    aliases: [atom]
  environment:
    description: Only attachments to the environment with this exact name or ID. An unknown name is an error.
    type: str
notes:
  - O(query_filter) takes the properties V(atomId) and V(environmentId).
seealso:
  - module: community.boomi.boomi_environment_atom_attachment
  - module: community.boomi.boomi_atom_info
"""

EXAMPLES = r"""
- name: List all attachments
  community.boomi.boomi_environment_atom_attachment_info:

- name: List the runtimes of an environment
  community.boomi.boomi_environment_atom_attachment_info:
    environment: Production
  register: runtimes
"""

RETURN = r"""
environment_atom_attachments:
  description: The attachments, sorted by runtime and environment.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the attachment.
      type: str
      sample: Ab0Cd1Ef1Gh3Ij4Kl5Mn6Op7Qr8St9Uv0Wx9Yz8Zy7Xw6Vu5Ts4Rq3Po2Nm1Lk0Ji1Hg
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT_ATOM_ATTACHMENT


def main() -> None:
    read.info(ENVIRONMENT_ATOM_ATTACHMENT, ("runtime", "environment"), by_ids=False)


if __name__ == "__main__":
    main()
