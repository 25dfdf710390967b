#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_api
short_description: Make any call of the Boomi Platform API
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes one call, for objects for which there is no module.
  - The module cannot know whether a call changes anything. Read first, with M(community.boomi.boomi_api_info), and make
    the task conditional on the result.
  - Reads are retried within O(retry_budget). These are GETs of objects, and POSTs to C(query), C(queryMore), or C(bulk)
    with the type C(GET).
  - Other POSTs are sent only once. If the response is lost, the task fails and says that the call may have succeeded.
  - GETs of lower-case paths are not retried, except C(async) and C(get…).
  - DELETEs are retried.
  - The user needs the privilege C(API), and those that the API reference names for the object.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: partial
    details:
      - Reads are made in check mode, too. Writes are not sent and always count as a change, even if the API would
        refuse them.
  diff_mode:
    support: none
    details:
      - The module does not know what a call changes.
  idempotent:
    support: none
    details:
      - Writes are always sent, and always count as a change.
options:
  method:
    description: HTTP method. To update an object, POST to its ID.
    type: str
    choices: [GET, POST, DELETE]
    required: true
  path:
    description:
      - Path below the account, such as V(Environment/query), or a list of its segments.
      - Segments are encoded automatically. A segment with V(/), V(?), V(#), or V(%) must be given in a list, unencoded.
    type: raw
    required: true
  body:
    description:
      - Body of a POST, with the names of the API, as a dictionary or as JSON text.
      - For C(queryMore), the query token as text.
      - Ansible shows the options of a task in its logs. Set C(no_log) on a task with a secret in its body.
    type: raw
notes:
  - Requests and responses are JSON. Objects that the API supports in XML only cannot be used.
  - Only the first page of a query is read. Use M(community.boomi.boomi_api_info) for queries.
seealso:
  - module: community.boomi.boomi_api_info
"""

EXAMPLES = r"""
- name: Read the schedules of a process
  community.boomi.boomi_api_info:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    object: ProcessScheduleStatus
    query_filter:
      property: processId
      operator: EQUALS
      argument: [789abcde-f012-3456-789a-bcdef0123456]
  register: schedules

- name: Disable those that are enabled
  community.boomi.boomi_api:
    method: POST
    path: [ProcessScheduleStatus, "{{ item.id }}"]
    body: "{{ item | combine({'enabled': false}) }}"
  loop: "{{ schedules.result | selectattr('enabled') }}"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Request the persisted properties of a runtime
  community.boomi.boomi_api:
    method: GET
    path: async/PersistedProcessProperties/3456789a-bcde-f012-3456-789abcdef012
  register: request

- name: Wait for them
  community.boomi.boomi_api:
    method: GET
    path: [async, PersistedProcessProperties, response, "{{ request.result.asyncToken.token }}"]
  register: properties
  until: properties.status == 200
  retries: 30
  delay: 2
"""

RETURN = r"""
status:
  description: HTTP status of the response; V(none) if there was none, and for a write in check mode.
  returned: unless an option is refused
  type: int
  sample: 200
result:
  description: Response of the API, in its own names and without C(@type); V(none) if it is empty.
  returned: unless an option is refused
  type: raw
  sample:
    id: 456789ab-cdef-0123-4567-89abcdef0123
    name: Production
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import api


def main() -> None:
    api.call()


if __name__ == "__main__":
    main()
