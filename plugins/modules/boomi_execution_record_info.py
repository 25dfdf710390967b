#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_execution_record_info
short_description: List executions of Boomi processes
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the records of executions that began in a period, the newest first.
  - Takes 1 call per hundred records, up to O(limit). O(process) and O(runtime) take 1 more each if given by name.
  - The user needs the privileges C(API) and C(VIEW_RESULT), and to give the runtime by name also C(ATOM_MANAGEMENT) or
    C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
  - community.boomi._log
options:
  process:
    description: Only executions of the process with this exact name or ID. An unknown name is an error.
    type: str
  runtime:
    description: Only executions on the runtime with this exact name or ID. An unknown name is an error.
    type: str
  status:
    description: Only executions with one of these statuses.
    type: list
    elements: str
    choices:
      - STARTED
      - INPROCESS
      - ENQUEUED
      - COMPLETE
      - COMPLETE_WARN
      - DISCARDED
      - ERROR
      - ABORTED
      - ABORTED_RECOVERING
seealso:
  - module: community.boomi.boomi_process_execution
  - module: community.boomi.boomi_process_info
"""

EXAMPLES = r"""
- name: List the executions that have failed since a time
  community.boomi.boomi_execution_record_info:
    since: "2026-01-31T08:00:00Z"
    status: [ERROR, ABORTED]
  register: failed

- name: List the executions of a process on a day
  community.boomi.boomi_execution_record_info:
    since: "2026-01-31"
    until: "2026-01-31T23:59:59Z"
    process: Domestic Order Intake - Receive Order
    limit: 1000
"""

RETURN = r"""
execution_records:
  description: The executions, the newest first. Values that the API does not report are V(none).
  returned: success
  type: list
  elements: dict
  contains:
    execution_id:
      description: ID of the execution.
      type: str
      sample: execution-107306ba-a299-46e8-954a-a9ec48f0f11f-2024.09.25
    process_name:
      description: Name of the process.
      type: str
      sample: Domestic Order Intake - Receive Order
    process_id:
      description: ID of the process.
      type: str
      sample: 5c94d512-4dfe-404b-b32a-8063259436f7
    atom_name:
      description: Name of the runtime.
      type: str
      sample: runtime-eu-1
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 05362201-cf51-4fef-95eb-ae1f0b8e7273
    status:
      description: One of the choices of O(status).
      type: str
      sample: COMPLETE
    message:
      description: Message of the execution, usually the reason for an error.
      type: str
      sample: ""
    execution_type:
      description: How it was started, such as V(exec_manual), V(exec_sched), or V(exec_listener).
      type: str
      sample: exec_manual
    execution_time:
      description: Time at which it began.
      type: str
      sample: "2024-09-25T15:41:54Z"
    recorded_date:
      description: Time at which it ended.
      type: str
      sample: "2024-09-25T15:41:58Z"
    execution_duration:
      description: Duration in milliseconds.
      type: int
      sample: 3832
    inbound_document_count:
      description: Number of inbound documents.
      type: int
      sample: 1
    inbound_document_size:
      description: Size of the inbound documents in bytes.
      type: int
      sample: 0
    inbound_error_document_count:
      description: Number of inbound documents with errors.
      type: int
      sample: 0
    outbound_document_count:
      description: Number of outbound documents.
      type: int
      sample: 0
    outbound_document_size:
      description: Size of the outbound documents in bytes.
      type: int
      sample: 0
    node_id:
      description: Node of the runtime that ran it.
      type: str
      sample: "172_16_22_55"
    report_key:
      description: User of the web service that started it, or the API key.
      type: str
      sample:
    launcher_id:
      description: ID of the API Service component that started it.
      type: str
      sample:
    original_execution_id:
      description: ID of the execution that it repeats.
      type: str
      sample:
    parent_execution_id:
      description: ID of the execution that started it.
      type: str
      sample:
    top_level_execution_id:
      description: ID of the first execution in such a chain.
      type: str
      sample:
    account_id:
      description: ID of the account.
      type: str
      sample: customer-A1B2C3
truncated:
  description: Whether more executions match than O(limit).
  returned: success
  type: bool
  sample: false
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import log
from ansible_collections.community.boomi.plugins.module_utils._objects.logs import EXECUTION_RECORD


def main() -> None:
    log.info(EXECUTION_RECORD, ("process", "runtime"), ("status",))


if __name__ == "__main__":
    main()
