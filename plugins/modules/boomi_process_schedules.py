#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_process_schedules
short_description: Schedule a Boomi process
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Sets when a process runs on a runtime, when failed runs are retried, and whether the schedules are enabled.
  - A process has schedules on each runtime of the environments that it is deployed to. They are empty at first.
  - Times are compared by meaning, so splitting the same times differently is not a change.
  - The task reads back what it has set, and fails if a value was not stored.
  - A run without changes takes 3 or 4 calls, and up to 2 more for a process of an instance. Setting times and retries
    takes 3 more, and setting O(enabled) another 3.
  - The user needs the privilege C(API), and C(SCHEDULE_MAINTENANCE) or C(ATOM_MANAGEMENT), or both, since the vendor's
    pages differ. To give the runtime by name, the user also needs C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY).
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
  - community.boomi._attributes.state
  - community.boomi._changes.approval
  - community.boomi._instance_identity
  - community.boomi._instance_identity.options
options:
  state:
    description:
      - V(present) sets what is given. At least one of O(schedules), O(retry), and O(enabled) is required.
      - V(absent) clears the schedules and the retries, but does not enable or disable them. If the process, the
        instance, or the runtime does not exist, the task warns and changes nothing.
    type: str
    choices: [present, absent]
    default: present
  process:
    description:
      - Exact name or ID of the process.
      - With an instance, the name may omit its prefix, which is the name of the instance and C( - ). If the instance
        has only one process, O(process) is optional.
    type: str
  runtime:
    description: Exact name or ID of the runtime.
    type: str
    required: true
  integration_pack_instance_id:
    description:
      - ID of the instance of an integration pack that the process belongs to.
      - An instance can also be identified by its pack. Without an instance, O(process) must be unique in the account.
    type: str
  schedules:
    description:
      - All times at which the process runs. They replace the existing ones, unless both mean the same times.
      - An empty list clears them. Without it, they are not changed.
    type: list
    elements: dict
    suboptions: &times
      cron:
        description:
          - Five fields as in a crontab. The day of the month and the day of the week cannot both be restricted.
          - Mutually exclusive with the other suboptions.
        type: str
      minutes:
        description:
          - Minutes of the hour, from 0 to 59. Required without C(cron).
          - All fields take numbers, ranges (V(8-18)), intervals of ranges (V(0-59/15)), and lists of these with commas.
            V(*) stands for all.
        type: str
      hours:
        description: Hours of the day, from 0 to 23. Defaults to all, like the fields below.
        type: str
      days_of_month:
        description: Days of the month, from 1 to 31.
        type: str
      months:
        description: Months, from 1 to 12.
        type: str
      days_of_week:
        description: Days of the week, from 1 to 7. 1 is Sunday. In C(cron), Sunday is 0 or 7.
        type: str
      years:
        description: Years.
        type: str
  retry:
    description: When to retry a run that failed. Without it, this is not changed.
    type: dict
    suboptions:
      max_retry:
        description: Maximum number of retries, from 1 to 5. Required unless O(retry.schedules) is empty.
        type: int
      schedules:
        description: All times of retries, as in O(schedules). An empty list clears them.
        type: list
        elements: dict
        required: true
        suboptions: *times
  enabled:
    description:
      - Whether the process runs on its schedules. Without it, this is not changed.
      - With V(true), times are set first. With V(false), the schedules are disabled first.
    type: bool
notes:
  - Times are in the time zone of the runtime, unless its cloud sets another one.
  - Listener processes take no schedules.
seealso:
  - module: community.boomi.boomi_process_schedules_info
  - module: community.boomi.boomi_account_configuration
"""

EXAMPLES = r"""
- name: Run a process every 15 minutes on workdays
  community.boomi.boomi_process_schedules:
    account_id: customer-A1B2C3
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    integration_pack_name: Order Intake
    integration_pack_override_name: Domestic Order Intake
    process: Receive Order
    runtime: runtime-eu-1
    enabled: true
    schedules:
      - cron: "*/15 8-18 * * 1-5"
    retry:
      max_retry: 3
      schedules:
        - cron: "*/20 * * * *"

- name: Run another process at six o'clock on the first of each month
  community.boomi.boomi_process_schedules:
    process: Monthly Report
    runtime: runtime-eu-1
    schedules:
      - minutes: "0"
        hours: "6"
        days_of_month: "1"
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Disable its schedules
  community.boomi.boomi_process_schedules:
    process: Monthly Report
    runtime: runtime-eu-1
    enabled: false

- name: Clear its schedules
  community.boomi.boomi_process_schedules:
    process: Monthly Report
    runtime: runtime-eu-1
    state: absent
"""

RETURN = r"""
process_schedules:
  description: What is listed, after the task, in the form of the options. Times are in Boomi's fields.
  returned: success, and failure during writes
  type: dict
  sample:
    schedules:
      - {minutes: 0-59/15, hours: 8-18, days_of_week: 2-6}
    retry:
      max_retry: 3
      schedules:
        - {minutes: 0-59/20}
    enabled: true
changes:
  description: What the task changed or would change, see
    RV(community.boomi.boomi_account_configuration#module:changes).
  returned: success, and failure during writes
  type: list
  elements: dict
summary:
  description: Counts of these changes, see RV(community.boomi.boomi_account_configuration#module:summary).
  returned: success, and failure during writes
  type: dict
summary_lines:
  description: The changes as text, see RV(community.boomi.boomi_account_configuration#module:summary_lines).
  returned: success, and failure during writes
  type: list
  elements: str
plan:
  description: Digest of the plan, see RV(community.boomi.boomi_account_configuration#module:plan).
  returned: success, and failure during writes
  type: str
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._engine import many
from ansible_collections.community.boomi.plugins.module_utils._objects import schedule_sets


def main() -> None:
    many.values(schedule_sets.SPEC, schedule_sets.CONSTRAINTS, schedule_sets.parse, "process_schedules")


if __name__ == "__main__":
    main()
