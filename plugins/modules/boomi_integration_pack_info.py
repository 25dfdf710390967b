#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_info
short_description: List the Boomi integration packs that are shared with an account
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the integration packs that the account can install because their publisher shares them with it.
  - Packs that the account publishes itself are not among them.
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  ids:
    description:
      - The IDs of packs, any number of them; they are read in hundreds.
      - Those that the API does not know are returned as RV(not_found_ids).
      - They cannot be given together with O(name) or O(installation_type).
    type: list
    elements: str
    aliases: [id]
  name:
    description: Only packs with exactly this name. More than one pack may have it.
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

- name: Look a pack up by its name
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
      description: The ID of the pack.
      type: str
      sample: 89abcdef-0123-4567-89ab-cdef01234567
    name:
      description: The name of the pack.
      type: str
      sample: Order Intake
    installation_type:
      description: V(SINGLE) or V(MULTI).
      type: str
      sample: MULTI
    description:
      description: What the publisher says about it.
      type: str
      sample: Takes orders in
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
    kind: api
"""

from ansible_collections.community.boomi.plugins.module_utils import _packs, _run


def main() -> None:
    module = _run.make_module(_packs.INFO_SPEC, **_packs.INFO_CONSTRAINTS)
    _run.run_info(module, _packs.parse_info)


if __name__ == "__main__":
    main()
