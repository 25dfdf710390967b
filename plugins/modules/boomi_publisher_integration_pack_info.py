#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_publisher_integration_pack_info
short_description: List the Boomi integration packs that an account publishes
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the integration packs that the account publishes, with their components and versions, by ID, by name, by
    type, or by query expression, or all of them. M(community.boomi.boomi_integration_pack_info) lists those that are
    shared with the account.
  - Takes 1 call per hundred packs.
  - The user needs the privilege C(API). The account needs the features Publisher Integration Pack and Integration Pack.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._query
  - community.boomi._query.ids
options:
  name:
    description: Only packs with exactly this name.
    type: str
  installation_type:
    description: Only packs that can be installed once (V(SINGLE)) or several times (V(MULTI)).
    type: str
    choices: [SINGLE, MULTI]
notes:
  - O(query_filter) takes the properties V(id), V(name), and V(installationType).
seealso:
  - module: community.boomi.boomi_publisher_integration_pack
"""

EXAMPLES = r"""
- name: List all packs that the account publishes
  community.boomi.boomi_publisher_integration_pack_info:
  register: packs

- name: Find one by its name
  community.boomi.boomi_publisher_integration_pack_info:
    name: Order Archive
"""

RETURN = r"""
publisher_integration_packs:
  description: The packs, in the order of O(ids), otherwise sorted by name. Their keys are those of
    RV(community.boomi.boomi_publisher_integration_pack#module:publisher_integration_pack).
  returned: success
  type: list
  elements: dict
  sample: []
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
from ansible_collections.community.boomi.plugins.module_utils._objects.publisher import PUBLISHER_INTEGRATION_PACK


def main() -> None:
    read.info(PUBLISHER_INTEGRATION_PACK, ("name", "installation_type"))


if __name__ == "__main__":
    main()
