#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_atom_attachment
short_description: Attach a Boomi runtime to an environment, or detach it
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes sure that a runtime (the API says Atom) is attached to an environment, or that it is attached to it no longer.
  - A runtime is in one environment at most, so that to attach it to another one moves it. This is done with
    O(allow_move) only.
  - A run that changes nothing costs one call of the API, and one more for each name that is given instead of an ID.
  - A create is never sent twice without a look in between.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
options:
  state:
    description:
      - V(present) attaches the runtime to the environment.
      - V(absent) detaches it from that environment. One that is attached elsewhere, or that does not exist, is left
        alone.
    type: str
    choices: [present, absent]
    default: present
  runtime:
    description: The name or the ID of the runtime.
    type: str
    required: true
    aliases: [atom]
  environment:
    description: The name or the ID of the environment.
    type: str
    required: true
  allow_move:
    description:
      - Whether to attach a runtime that is attached to another environment, which takes it away there.
      - Without it, the task fails and names that environment.
    type: bool
    default: false
notes:
  - An account with basic environment support takes one runtime for an environment; the API refuses another one.
  - Names are compared exactly, with upper and lower case and blanks.
seealso:
  - module: community.boomi.boomi_environment_atom_attachment_info
  - module: community.boomi.boomi_atom_info
  - module: community.boomi.boomi_environment
"""

EXAMPLES = r"""
- name: Attach a runtime to an environment
  community.boomi.boomi_environment_atom_attachment:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    runtime: runtime-eu-1
    environment: Production

- name: Move it to another environment
  community.boomi.boomi_environment_atom_attachment:
    runtime: runtime-eu-1
    environment: Test
    allow_move: true
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Detach it
  community.boomi.boomi_environment_atom_attachment:
    runtime: runtime-eu-1
    environment: Test
    state: absent
"""

RETURN = r"""
environment_atom_attachment:
  description:
    - The attachment as the account holds it at the end, V(none) where it is absent.
    - In check mode, one that would be made has no RV(environment_atom_attachment.id) yet.
    - A diff shows for a move where the runtime was attached before.
  returned: always, unless nothing could be planned
  type: dict
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
    module = _run.make_module(_attachments.ATOM_SPEC)
    _run.run(module, _attachments.parse_atom)


if __name__ == "__main__":
    main()
