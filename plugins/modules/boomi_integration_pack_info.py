#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_info
short_description: List the Boomi integration packs that are shared with an account
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the integration packs that the account can install because their publisher shares them with it. Packs that
    the account publishes itself are not included.
  - Takes 1 call per hundred packs.
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query.ids
options:
  name:
    description: Only packs with exactly this name. Several packs can have it.
    type: str
    aliases: [integration_pack_name]
  installation_type:
    description: Only packs that can be installed once (V(SINGLE)) or several times (V(MULTI)).
    type: str
    choices: [SINGLE, MULTI]
seealso:
  - module: community.boomi.boomi_integration_pack_instance
"""

EXAMPLES = r"""
- name: List all packs that can be installed
  community.boomi.boomi_integration_pack_info:
  register: packs

- name: Find a pack by its name
  community.boomi.boomi_integration_pack_info:
    name: Order Intake

- name: List the packs that can be installed several times
  community.boomi.boomi_integration_pack_info:
    installation_type: MULTI
"""

RETURN = r"""
integration_packs:
  description: The packs, in the order of O(ids), otherwise sorted by name.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    name:
      description: Name of the pack.
      type: str
      sample: Order Intake
    installation_type:
      description: V(SINGLE) or V(MULTI).
      type: str
      sample: MULTI
    description:
      description: Description by the publisher.
      type: str
      sample: Takes orders in
not_found_ids:
  description: Those of O(ids) that do not exist.
  returned: success
  type: list
  elements: str
  sample: []
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import INTEGRATION_PACK


def main() -> None:
    read.info(INTEGRATION_PACK, ("name", "installation_type"), by_filter=False)


if __name__ == "__main__":
    main()
