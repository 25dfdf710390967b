#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_api
short_description: Make any call of the Boomi Platform API
version_added: 0.1.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Makes one call, for what has no module of its own yet.
  - It cannot know whether the call has anything to do. Look first, with M(community.boomi.boomi_api_info), and make
    the task depend on what was found.
  - A call counts as a read, and is repeated within O(retry_budget), where it is a GET of an object, or a POST to
    C(query), C(queryMore), or C(bulk) with the type C(GET).
  - Any other POST is sent once only. Where its answer is lost, the task fails and says that it may have been done. The
    same goes for a GET of what begins with a small letter, since it may be an action, unless that is C(async) or begins
    with C(get).
  - A DELETE may be sent again, since an object can go only once.
  - The user needs the privilege C(API), and what the page of the object names.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: partial
    details:
      - A read is done in check mode as well. A write is not sent, and the task says that something has changed,
        without knowing whether the API would take it, or whether it would change anything.
  diff_mode:
    support: none
    details:
      - What a call changes is not known to this module.
  idempotent:
    support: none
    details:
      - A write is sent each time, and always counts as a change.
options:
  method:
    description: The HTTP method. The API has no other ones; an update is a POST to the ID.
    type: str
    choices: [GET, POST, DELETE]
    required: true
  path:
    description:
      - The way to the object below the account, such as V(Environment/query), or a list of its segments.
      - Each segment is encoded. One that holds a V(/), V(?), V(#), or V(%) has to be given in a list, as it is.
    type: raw
    required: true
  body:
    description:
      - What to send with a POST, a dictionary, or its JSON as a text, in the API's own names.
      - The query token, a text, for C(queryMore).
      - Ansible shows the options of a task in its logs. Set C(no_log) on a task with a secret in its body.
    type: raw
notes:
  - Requests and answers are JSON. Objects that the API takes in XML only cannot be used.
  - No further pages are read. Use M(community.boomi.boomi_api_info) for queries.
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

- name: Stop those that are not stopped
  community.boomi.boomi_api:
    method: POST
    path: [ProcessScheduleStatus, "{{ item.id }}"]
    body: "{{ item | combine({'enabled': false}) }}"
  loop: "{{ schedules.result | selectattr('enabled') }}"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Ask for the persisted properties of a runtime
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
  description: The HTTP status of the answer; V(none) where there was none, and for a write in check mode.
  returned: always
  type: int
  sample: 200
result:
  description: What the API has answered, with its own names and without C(@type); V(none) for an empty answer.
  returned: always
  type: raw
  sample:
    id: 456789ab-cdef-0123-4567-89abcdef0123
    name: Production
error:
  description: What went wrong, for a machine. The keys are those of
    RV(community.boomi.boomi_integration_pack_instance#module:error).
  returned: failure
  type: dict
  sample:
    kind: state
"""

from ansible_collections.community.boomi.plugins.module_utils import _api, _run


def main() -> None:
    module = _run.make_module(_api.SPEC)
    _run.run(module, _api.parse)


if __name__ == "__main__":
    main()
