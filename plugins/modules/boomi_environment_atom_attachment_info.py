#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_atom_attachment_info
short_description: List which Boomi runtimes are attached to which environments
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns attachments of runtimes to environments, by properties, by a whole query expression, or all that the
    account has.
  - The list is complete, over all pages, and sorted. The API has no way to read an attachment by its ID.
  - The user needs the privilege C(API), and C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  runtime:
    description: Only attachments of the runtime with this name or ID. A name that no runtime has is an error.
    type: str
    aliases: [atom]
  environment:
    description: Only attachments to the environment with this name or ID. A name that no environment has is an error.
    type: str
  query_filter:
    description:
      - A query expression as the API takes it, with its own names. It is checked before it is sent, and cannot be
        given together with any other of these options.
      - The properties are V(atomId) and V(environmentId). The operators and the ways to group expressions are those of
        M(community.boomi.boomi_integration_pack_instance_info).
    type: dict
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
      description: The ID of the attachment.
      type: str
      sample: Ab0Cd1Ef1Gh3Ij4Kl5Mn6Op7Qr8St9Uv0Wx9Yz8Zy7Xw6Vu5Ts4Rq3Po2Nm1Lk0Ji1Hg
    atom_id:
      description: The ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
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
    module = _run.make_module(
        _attachments.ATOM_INFO_SPEC, **_attachments.info_constraints(_attachments.ATOM_ATTACHMENT)
    )
    _run.run_info(module, _attachments.parse_atom_info)


if __name__ == "__main__":
    main()
