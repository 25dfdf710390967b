#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_api_info
short_description: Read any object of the Boomi Platform API
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Reads objects that have no module of their own yet, by one ID, by many, by a query expression, or all that the
    account has.
  - The result is as the API gives it, with its own names, and without C(@type).
  - A query is complete, over all pages. Which objects can be read in which way is on the page of each in the API's
    reference.
  - The user needs the privilege C(API), and what the page of the object names.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  object:
    description: The name of the object as the API writes it, such as V(ProcessSchedules).
    type: str
    required: true
  id:
    description:
      - The ID of one object. One that the API does not know is an error.
      - Only one of O(id), O(ids), and O(query_filter) can be given.
      - The API goes on answering for some objects after they were deleted. Only a query tells what exists.
    type: str
  ids:
    description:
      - The IDs of objects, any number of them; they are read in hundreds.
      - Those that the API does not know are returned as RV(not_found_ids).
    type: list
    elements: str
  query_filter:
    description:
      - A query expression as the API takes it. Its form is checked before it is sent; the properties are the API's
        affair.
      - A simple expression has C(property), C(operator), and C(argument), a list.
      - A grouping expression has C(operator), V(and) or V(or), and C(nestedExpression), a list of expressions.
      - Without O(id), O(ids), and O(query_filter), everything is read. Some objects refuse that.
    type: dict
notes:
  - Objects that the API gives in XML only cannot be read.
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
  description: Those of O(ids) that the API does not know.
  returned: success, when O(ids) was given
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

from ansible_collections.community.boomi.plugins.module_utils import _api, _run


def main() -> None:
    module = _run.make_module(_api.INFO_SPEC, **_api.INFO_CONSTRAINTS)
    _run.run_info(module, _api.parse_info)


if __name__ == "__main__":
    main()
