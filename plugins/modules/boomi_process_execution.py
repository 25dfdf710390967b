#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_process_execution
short_description: Run a Boomi process, or cancel its execution
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Runs a process on a runtime and waits until it has ended, or cancels an execution that is in progress. A run that
    ends with V(ERROR) or V(ABORTED) fails the task.
  - The request to run a process is never sent again if it may have reached the platform. If the response is lost,
    the task looks for an execution of the process on the runtime that began at that time. If it finds none, it fails,
    and the process may be running.
  - The user needs the privileges C(API), C(EXECUTE), and C(VIEW_RESULT), and to give the runtime by name also
    C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY). The latter are also needed to give process properties by name or
    label, and to verify properties.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: partial
    details:
      - Check mode sends no request. It looks up names, but cannot tell whether the platform would accept the request.
  diff_mode:
    support: none
    details:
      - An execution is an action, and has no previous state.
  idempotent:
    support: partial
    details:
      - Each task with O(state=started) runs the process. O(state=cancelled) is idempotent.
options:
  state:
    description:
      - V(started) runs the process.
      - V(cancelled) ends the execution O(execution_id) if it is in progress. If it has ended, nothing is changed.
    type: str
    choices: [started, cancelled]
    default: started
  process:
    description:
      - Exact name or ID of the process. Required with O(state=started).
      - In the vendor's examples, a process of a pack of type V(MULTI) is called
        V(<name of the instance> - <name of the process>).
    type: str
  runtime:
    description: Exact name or ID of the runtime. Required with O(state=started).
    type: str
  properties:
    description:
      - Dynamic process properties for this run.
      - The platform ignores names that the process does not have, and starts the run without them. Extension values of
        the environment take precedence.
      - A name that the environment of the runtime does not declare in its extension values cannot be verified. The
        task warns about it, and runs the process.
    type: list
    elements: dict
    suboptions:
      name:
        description: Name of the property.
        type: str
        required: true
      value:
        description: Value of the property. Exactly one of O(properties[].value) and O(properties[].secret) is required.
        type: str
      secret:
        description: The same, for a value that must not be shown.
        type: str
  process_properties:
    description:
      - Process properties for this run.
      - The platform ignores components and keys that the process does not have, and starts the run without them.
        Extension values of the environment take precedence. The task warns if such a value is set.
      - Names and labels are looked up in the extension values of the environment of the runtime. One that is not
        declared there fails the task before anything is sent.
      - An ID or a key that is not declared there cannot be verified. The task warns about it, and runs the process.
    type: list
    elements: dict
    suboptions:
      name:
        description:
          - Name of the process property component. Exactly one of O(process_properties[].name) and
            O(process_properties[].id) is required.
        type: str
      id:
        description: ID of the process property component.
        type: str
      values:
        description: Values of its properties.
        type: list
        elements: dict
        required: true
        suboptions:
          label:
            description:
              - Label of the property. Exactly one of O(process_properties[].values[].label) and
                O(process_properties[].values[].key) is required.
            type: str
          key:
            description: Key of the property.
            type: str
          value:
            description:
              - Value of the property. Exactly one of O(process_properties[].values[].value) and
                O(process_properties[].values[].secret) is required.
            type: str
          secret:
            description: The same, for a value that must not be shown. Required if the platform encrypts the property.
            type: str
  execution_id:
    description: ID of the execution to cancel. Required with O(state=cancelled).
    type: str
  wait:
    description:
      - Whether to wait until the execution has ended.
      - Without it, the task does not tell how the execution ends, and with O(state=started) it returns no
        RV(execution).
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait. If the execution is still in progress by then, the task fails, and the
        execution goes on.
    type: int
    default: 3600
notes:
  - O(properties) and O(process_properties) cost 2 more calls, which read what the environment declares. Packs of type
    V(SINGLE) share one set of extension values, so a name that is declared there may belong to another process.
  - The task asks for the record at once, then after 0.5 seconds, and then at growing intervals of up to 15 seconds.
  - According to the vendor's introduction, canceling is an operation of the Partner API. The page of the operation
    gives an address of the Platform API, which the task uses unless O(override_account) is set.
  - The search for a lost request compares the clock of this host with times of the platform. Keep the clock
    synchronized.
seealso:
  - module: community.boomi.boomi_execution_record_info
  - module: community.boomi.boomi_process_info
"""

EXAMPLES = r"""
- name: Run a process and wait for it to end
  community.boomi.boomi_process_execution:
    process: Domestic Order Intake - Receive Order
    runtime: runtime-eu-1
    properties:
      - name: batchSize
        value: "500"
  register: run

- name: Run a process with process properties, one of which is a secret
  community.boomi.boomi_process_execution:
    process: Domestic Order Intake - Receive Order
    runtime: runtime-eu-1
    process_properties:
      - name: Settings
        values:
          - label: Mode
            value: fast
          - key: "77"
            secret: "{{ vault_orders_key }}"

- name: Set up an account
  ansible.builtin.include_role:
    name: community.boomi.account_bootstrap
  vars:
    account_bootstrap_environments:
      - name: Test
        runtimes: [runtime-test]
    account_bootstrap_integration_packs:
      - integration_pack_name: Order Intake
        integration_pack_override_name: Domestic Order Intake
        environments: [Test]

- name: Run one of its processes as a smoke test
  community.boomi.boomi_process_execution:
    process: Domestic Order Intake - Receive Order
    runtime: runtime-test
    process_properties:
      - name: Settings
        values:
          - label: Batch Size
            value: "1"
    wait_timeout: 300
  when: not ansible_check_mode

- name: Cancel an execution
  community.boomi.boomi_process_execution:
    state: cancelled
    execution_id: execution-107306ba-a299-46e8-954a-a9ec48f0f11f-2024.09.25
"""

RETURN = r"""
execution:
  description:
    - The record of the execution. Its keys are those of
      RV(community.boomi.boomi_execution_record_info#module:execution_records).
    - With O(state=started), V(none) in check mode, without O(wait), and if the platform has no record so far.
  returned: success, and failure after the request
  type: dict
  sample:
    execution_id: execution-107306ba-a299-46e8-954a-a9ec48f0f11f-2024.09.25
    status: COMPLETE
    message: ""
    inbound_document_count: 1
    outbound_document_count: 0
    inbound_error_document_count: 0
request_id:
  description: ID of the request, V(none) if none was sent or the response was lost.
  returned: success, and failure after the request
  type: str
  sample: executionrecord-110b23f4-567a-8d90-1234-56789e0b123d
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import executions


def main() -> None:
    executions.module()


if __name__ == "__main__":
    main()
