#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_audit_log_info
short_description: List entries of the audit log of a Boomi account
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the entries of a period, the newest first.
  - Takes 1 call per hundred entries that match, whatever O(limit) is, since the API cannot sort them. The platform
    keeps entries forever, so choose a short period.
  - The user needs the privileges C(API) and C(VIEW_AUDIT_LOGS).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._log
options:
  type:
    description:
      - Only entries of one of these types, such as V(as.environment), V(as.schedules), V(as.extensions) for values of
        an environment, V(as.extensions.process) for those of an integration pack, V(as.atom), V(as.ipack), or
        V(as.accountgroup).
    type: list
    elements: str
  action:
    description: Only entries of one of these actions, such as V(ATTACH), V(UPDATE), or V(EDIT).
    type: list
    elements: str
  user:
    description: Only entries of one of these users, named exactly as in the audit log.
    type: list
    elements: str
notes:
  - RV(audit_logs[].properties) can hold values that were configured. Set C(no_log) if these must not be shown.
seealso:
  - module: community.boomi.boomi_event_info
"""

EXAMPLES = r"""
- name: List who has changed schedules and extension values since a time
  community.boomi.boomi_audit_log_info:
    since: "2026-01-31T08:00:00Z"
    type: [as.schedules, as.extensions, as.extensions.process]
  register: changes
"""

RETURN = r"""
audit_logs:
  description: The entries, the newest first. Values that the API does not report are V(none).
  returned: success
  type: list
  elements: dict
  contains:
    document_id:
      description: ID of the entry.
      type: str
      sample: XdDAzmwB7C-eRHGS1Oal
    date:
      description: Time of the entry.
      type: str
      sample: "2026-01-31T09:12:13Z"
    user:
      description: User who did it.
      type: str
      sample: jane@example.com
    type:
      description: Type of the entry.
      type: str
      sample: as.extensions
    action:
      description: What was done.
      type: str
      sample: EDIT
    modifier:
      description: Details of the action.
      type: str
      sample: NONE
    level:
      description: Level of the entry.
      type: str
      sample: INFO
    source:
      description: Source of the entry.
      type: str
      sample: UNKNOWN
    message:
      description: Message of the entry.
      type: str
      sample: Environment Extensions saved
    properties:
      description: What was changed.
      type: list
      elements: dict
      contains:
        name:
          description: Name of the property.
          type: str
          sample: VERSION_STRING
        value:
          description: New value.
          type: str
          sample: 16.06.0.0
        previous_value:
          description: Previous value.
          type: str
          sample: 16.05.0.0
    container_id:
      description: The API's C(containerId).
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
truncated:
  description: Whether more entries match than O(limit).
  returned: success
  type: bool
  sample: false
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import log
from ansible_collections.community.boomi.plugins.module_utils._objects.logs import AUDIT_LOG


def main() -> None:
    log.info(AUDIT_LOG, (), ("type", "action", "user"))


if __name__ == "__main__":
    main()
