# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options: {}
notes:
  - An instance of a V(SINGLE) pack is identified by its pack, an instance of a V(MULTI) pack by its pack and its name.
    Instances are installed or uninstalled, never renamed, because the API cannot update them.
  - Names are compared exactly. A name with extra spaces or with letters that are not in Unicode normal form C is
    refused, and the message offers the normalized name. To address an existing instance with such a name, use its ID.
  - A pack can be installed once its publisher has shared it with the account through an account group.
"""

    OPTIONS = r"""
options:
  integration_pack_id:
    description:
      - ID of the integration pack. Mutually exclusive with O(integration_pack_name).
    type: str
  integration_pack_name:
    description:
      - Exact name of the integration pack. If several shared packs have this name, the task fails and lists their IDs.
    type: str
  integration_pack_override_name:
    description:
      - Name of the instance. Only V(MULTI) packs take one.
      - Without it, the only instance of the pack is used, whatever its name. If the pack has several, the task fails
        and lists their IDs.
    type: str
    aliases: [name]
"""
