#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_process_schedules_info
short_description: List when Boomi processes run
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the schedules of processes, of one process, of the processes of an integration pack instance, or on one
    runtime. Each process has schedules of its own on each runtime on which it is deployed.
  - Takes 4 calls, in parallel, and 1 more for each further hundred processes or schedules. Looking up names first takes
    1 or 2 calls.
  - The user needs the privilege C(API), and one of C(SCHEDULE_MAINTENANCE), C(ATOM_MANAGEMENT), and
    C(ATOM_MANAGEMENT_READ_ONLY). To give the runtime by name, one of the last two is needed.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.info
options:
  process:
    description:
      - Only the schedules of the process with this exact name or ID. An unknown one is an error.
      - With O(integration_pack_instance), the name of the process may omit its prefix, the name of the instance.
    type: str
  runtime:
    description: Only schedules on the runtime with this exact name or ID. An unknown one is an error.
    type: str
  integration_pack_instance:
    description:
      - Only schedules of the processes of the integration pack instance with this exact name or ID. An unknown one is
        an error.
      - For an instance of a V(SINGLE) pack, use the ID, since its name is not documented.
    type: str
notes:
  - Times are in the time zone of the runtime, unless its cloud sets another one.
  - A process that is not deployed to an environment with a runtime has no schedules, and is not listed.
seealso:
  - module: community.boomi.boomi_process_info
"""

EXAMPLES = r"""
- name: List all schedules
  community.boomi.boomi_process_schedules_info:
  register: all

- name: List the schedules of a process of an instance
  community.boomi.boomi_process_schedules_info:
    integration_pack_instance: Domestic Order Intake
    process: Receive Order

- name: Show the processes without schedules
  ansible.builtin.debug:
    msg: "{{ all.process_schedules | rejectattr('schedules') | map(attribute='process') | unique }}"
"""

RETURN = r"""
process_schedules:
  description: The schedules, sorted by process and runtime.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: ID of the schedules.
      type: str
      sample: Q1BTMzQ1Njc4OWEtYmNkZS1mMDEyLTM0NTYtNzg5YWJjZGVmMDEyOjc4OWFiY2Rl
    process:
      description: Name of the process; V(none) if the user cannot see it.
      type: str
      sample: Domestic Order Intake - Receive Order
    process_id:
      description: ID of the process.
      type: str
      sample: 56789abc-def0-1234-5678-9abcdef01234
    runtime:
      description: Name of the runtime; V(none) if the user cannot see it.
      type: str
      sample: runtime-eu-1
    atom_id:
      description: ID of the runtime.
      type: str
      sample: 3456789a-bcde-f012-3456-789abcdef012
    enabled:
      description: Whether the process runs on its schedules.
      type: bool
      sample: true
    schedules:
      description:
        - When the process runs. An empty list means never.
        - Omitted fields mean all hours, days, months, or years.
      type: list
      elements: dict
      sample:
        - {minutes: 0-59/15, hours: 8-18, days_of_week: 2-6}
      contains: &times
        minutes:
          description: Minutes of the hour, from 0 to 59. V(*) means all minutes.
          type: str
          sample: 0-59/15
        hours:
          description: Hours of the day, from 0.
          type: str
          sample: 8-18
        days_of_month:
          description: Days of the month, from 1.
          type: str
          sample: "1"
        months:
          description: Months, from 1.
          type: str
          sample: 1-6
        days_of_week:
          description: Days of the week. 1 is Sunday, and 7 is Saturday.
          type: str
          sample: 2-6
        years:
          description: Years.
          type: str
          sample: "2026"
    retry:
      description: When a run that has failed is retried; V(none) if nothing is set.
      type: dict
      contains:
        max_retry:
          description: Maximum number of retries.
          type: int
          sample: 3
        schedules:
          description: Times of retries, in the form of RV(process_schedules[].schedules).
          type: list
          elements: dict
          sample:
            - {minutes: 0-59/20}
          contains: *times
account:
  description: ID of the account.
  returned: success
  type: str
  sample: customer-A1B2C3
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import read
from ansible_collections.community.boomi.plugins.module_utils._objects import schedules


def main() -> None:
    read.facts("process_schedules", schedules.PLACE, schedules.listed)


if __name__ == "__main__":
    main()
