#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_event_info
short_description: List events of a Boomi account
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the events of a period, the newest first. The platform deletes events after seven days.
  - Takes 1 call per hundred events that match, whatever O(limit) is, since the API cannot sort them. O(process) takes 1
    more, and so does O(runtime) if given by name.
  - The user needs the privileges C(API) and C(VIEW_RESULT), and to give the runtime by name also C(ATOM_MANAGEMENT) or
    C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._log
options:
  process:
    description:
      - Only events of the process with this exact name or ID. An unknown one is an error.
      - The API filters events by the name of the process. Events of other processes with the same name are returned as
        well.
    type: str
  runtime:
    description: Only events of the runtime with this exact name or ID. An unknown name is an error.
    type: str
  level:
    description: Only events of one of these levels. V(WARN) includes V(WARNING), as the vendor's document spells it.
    type: list
    elements: str
    choices: [ERROR, WARN, INFO]
  type:
    description:
      - Only events of one of these types, such as V(process.execution), V(process.missedSchedule), V(atom.status), or
        V(user.notification).
    type: list
    elements: str
notes:
  - Events can arrive late. If you read them at intervals, let the periods overlap, and skip those whose
    RV(events[].event_id) you know.
  - To watch runtimes, use M(community.boomi.boomi_atom_info), which reports an outage earlier than an event does.
seealso:
  - module: community.boomi.boomi_execution_record_info
  - module: community.boomi.boomi_atom_info
"""

EXAMPLES = r"""
- name: List errors and warnings since a time
  community.boomi.boomi_event_info:
    since: "2026-01-31T08:00:00Z"
    level: [ERROR, WARN]
  register: trouble

- name: List the schedules that a runtime has missed on a day
  community.boomi.boomi_event_info:
    since: "2026-01-31"
    until: "2026-01-31T23:59:59Z"
    runtime: runtime-eu-1
    type: [process.missedSchedule]
"""

RETURN = r"""
events:
  description: The events, the newest first. Values that the API does not report are V(none).
  returned: success
  type: list
  elements: dict
  contains:
    event_id:
      description: ID of the event.
      type: str
      sample: event-1b2871bf-5819-41e1-a215-714c5cce3551
    date:
      description: Time of the event.
      type: str
      sample: "2024-08-08T06:14:42Z"
    level:
      description: V(ERROR), V(WARN), or V(INFO). V(WARNING) is returned as V(WARN).
      type: str
      sample: ERROR
    type:
      description: Type of the event.
      type: str
      sample: process.execution
    status:
      description: Status of the execution or runtime, or the message of a V(user.notification).
      type: str
      sample: ERROR
    title:
      description: Title of the event.
      type: str
      sample: Receive Order
    process_name:
      description: Name of the process.
      type: str
      sample: Domestic Order Intake - Receive Order
    process_id:
      description: ID of the process.
      type: str
      sample: 5c94d512-4dfe-404b-b32a-8063259436f7
    top_level_process_id:
      description: ID of the process that was started.
      type: str
      sample: 5c94d512-4dfe-404b-b32a-8063259436f7
    execution_id:
      description: ID of the execution.
      type: str
      sample: execution-67008f66-ea50-40f8-8d1f-7a3ebe2c02a5-2024.08.08
    atom_name:
      description: Name of the runtime.
      type: str
      sample: runtime-eu-1
    atom_id:
      description: ID of the runtime.
      type: str
      sample: b829b682-6e6e-4551-b9a3-61dcfa96dffd
    environment:
      description: Name of the environment.
      type: str
      sample: Production
    classification:
      description: Classification of the environment.
      type: str
      sample: PROD
    error:
      description: Message of the error.
      type: str
      sample: The connection was refused
    error_type:
      description: Type of the error.
      type: str
      sample: DOCUMENT
    errored_step_label:
      description: Label of the step that failed.
      type: str
      sample:
    errored_step_type:
      description: Type of the step that failed.
      type: str
      sample: Exception
    start_time:
      description: Beginning of the execution.
      type: str
      sample: "2024-08-08T06:14:42Z"
    end_time:
      description: End of the execution.
      type: str
      sample: "2024-08-08T06:14:46Z"
    record_date:
      description: Time at which the platform recorded the event.
      type: str
      sample: "2024-08-08T06:14:57Z"
    update_date:
      description: Time of the last update of the event.
      type: str
      sample: "2024-08-08T06:14:42Z"
    inbound_document_count:
      description: Number of inbound documents.
      type: int
      sample: 1
    outbound_document_count:
      description: Number of outbound documents.
      type: int
      sample: 1
    error_document_count:
      description: Number of documents with errors.
      type: int
      sample: 1
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
truncated:
  description: Whether more events match than O(limit).
  returned: success
  type: bool
  sample: false
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import log
from ansible_collections.community.boomi.plugins.module_utils._objects.logs import EVENT


def main() -> None:
    log.info(EVENT, ("process", "runtime"), ("level", "type"))


if __name__ == "__main__":
    main()
