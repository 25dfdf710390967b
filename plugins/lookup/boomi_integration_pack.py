# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: boomi_integration_pack
short_description: Look up the IDs of Boomi integration packs by name
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the IDs of integration packs that are shared with the account, for tasks that take no names. Packs that the
    account publishes itself are not included.
  - Takes 1 call per hundred names.
  - The user needs the privilege C(API).
extends_documentation_fragment:
  - community.boomi._connection.lookup
  - community.boomi._connection
options:
  _terms:
    description:
      - Names of integration packs, compared exactly.
      - A name that no integration pack has is an error that lists similar names. A name that several have is an error
        that lists their IDs.
    type: list
    elements: str
    required: true
seealso:
  - module: community.boomi.boomi_integration_pack_info
"""

EXAMPLES = r"""
- name: Show the ID of an integration pack, with the connection options from the environment variables
  ansible.builtin.debug:
    msg: "{{ lookup('community.boomi.boomi_integration_pack', 'Invoice Sync') }}"

- name: Look up several packs with one call, in a customer's account
  ansible.builtin.set_fact:
    pack_ids: "{{ query('community.boomi.boomi_integration_pack', wanted_packs, override_account='customer-A1B2C3') }}"
  vars:
    wanted_packs: [Invoice Sync, Order Intake]
"""

RETURN = r"""
_raw:
  description: IDs of the integration packs, in the order of the names.
  type: list
  elements: str
  sample: [89abcdef-0123-4567-89ab-cdef01234567]
"""

from ansible_collections.community.boomi.plugins.module_utils._objects.packs import INTEGRATION_PACK
from ansible_collections.community.boomi.plugins.plugin_utils._lookup import IdLookup


class LookupModule(IdLookup):
    """The lookup."""

    kind = INTEGRATION_PACK
