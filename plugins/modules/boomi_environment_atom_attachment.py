#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_environment_atom_attachment
short_description: Attach a Boomi runtime to an environment, or detach it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Attaches a runtime (the API calls it Atom) to an environment, or detaches it.
  - A run without changes takes 3 calls, 2 of them in parallel. Attaching and detaching take 2 or 3 more.
  - The user needs the privileges C(API) and C(ATOM_MANAGEMENT).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes
  - community.boomi._changes.approval
  - community.boomi._changes.allow_move
options:
  state:
    description:
      - V(present) attaches the runtime to the environment.
      - V(absent) detaches it from this environment. If it is attached elsewhere, or if the runtime or the environment
        does not exist, there is nothing to do.
  runtime:
    description: Exact name or ID of the runtime.
    type: str
    required: true
    aliases: [atom]
  environment:
    description: Exact name or ID of the environment.
    type: str
    required: true
notes:
  - With basic environment support, an environment takes one runtime. What the API does with another one is not
    documented.
seealso:
  - module: community.boomi.boomi_environment_atom_attachment_info
  - module: community.boomi.boomi_atom_info
  - module: community.boomi.boomi_environments
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
    - The attachment after the task; V(none) if it is absent.
    - For a move, the diff shows the attachment to the former environment as well.
  returned: success, and failure during writes
  type: dict
  contains:
    id:
      description: ID of the attachment; V(none) in check mode if it would be created.
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
from ansible_collections.community.boomi.plugins.module_utils._objects.environments import ENVIRONMENT_ATOM_ATTACHMENT


def main() -> None:
    change.one(ENVIRONMENT_ATOM_ATTACHMENT, flags=("allow_move",))


if __name__ == "__main__":
    main()
