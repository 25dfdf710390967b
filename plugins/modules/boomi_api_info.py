#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_api_info
short_description: Read any object of the Boomi Platform API
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns objects for which there is no module, by ID or by query expression, or all objects of the account.
  - The result has the API's own names, leaves out C(@type), and covers all pages. The API reference says how each
    object can be read.
  - Takes 1 call per hundred objects.
  - The user needs the privilege C(API), and those that the API reference names for the object.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  object:
    description: Name of the object in the API, such as V(Folder).
    type: str
    required: true
  id:
    description:
      - ID of one object. An unknown ID is an error.
      - Mutually exclusive with O(ids) and O(query_filter).
      - The API may return an object that was deleted. Only a query shows what exists.
    type: str
  ids:
    description:
      - IDs of any number of objects.
      - IDs that do not exist are returned as RV(not_found_ids). As with O(id), the API may return objects that were
        deleted.
    type: list
    elements: str
  query_filter:
    description:
      - Query expression, see O(community.boomi.boomi_environment_info#module:query_filter). Properties are not checked
        before it is sent.
      - Without O(id), O(ids), and O(query_filter), all objects are read. The API refuses that for some objects.
    type: dict
notes:
  - Objects that the API supports in XML only cannot be read.
seealso:
  - module: community.boomi.boomi_api
"""

EXAMPLES = r"""
- name: List the processes of an instance of an integration pack
  community.boomi.boomi_api_info:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    object: Process
    query_filter:
      property: integrationPackInstanceId
      operator: EQUALS
      argument: [SW50ZWdyYXRpb25QYWNrSW5zdGFuY2UyMA]
  register: processes

- name: Read the extension values of an environment
  community.boomi.boomi_api_info:
    object: EnvironmentExtensions
    id: 456789ab-cdef-0123-4567-89abcdef0123
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
result:
  description: The object for O(id), otherwise a list of objects, in the order of O(ids) or of the API.
  returned: success
  type: raw
  sample:
    - id: 56789abc-def0-1234-5678-9abcdef01234
      name: Order Intake
not_found_ids:
  description: Those of O(ids) that do not exist.
  returned: success, if O(ids) was given
  type: list
  elements: str
  sample: []
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import api


def main() -> None:
    api.info()


if __name__ == "__main__":
    main()
