#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_integration_pack_release
short_description: Release a Boomi integration pack to the accounts that use it
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Releases what is pending in an integration pack that the account publishes, immediately or on a date. First select
    the versions with M(community.boomi.boomi_publisher_integration_pack).
  - The task waits until an immediate release has ended. For a release on a date, it waits until the release is
    scheduled.
  - If nothing is pending, nothing is released. If a release of the pack is scheduled, it is changed to what the task
    asks for, so that there are never two.
  - The request is never sent again if it may have reached the platform. If the response is lost and the pack does not
    show the release, the task fails, and the release may be under way.
  - A run with nothing to release takes 1 call. A release takes 5 or more, one of them to look for a scheduled release.
  - The user needs the privilege C(API). The account needs the features Publisher Integration Pack and Integration Pack.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: partial
    details:
      - Check mode sends no request, and reports what is pending. It cannot tell whether the platform would accept the
        request.
      - The API does not list scheduled releases. Without O(request_id), check mode reports a change even if the release
        is scheduled already.
  diff_mode:
    support: full
  idempotent:
    support: partial
    details:
      - A task without O(release_on_date) is idempotent as soon as the release has ended.
      - A task with O(release_on_date) changes nothing if O(request_id) names a release that is scheduled for that date
        with the same versions. Without O(request_id), it schedules the same release again, and returns changed.
options:
  integration_pack_id:
    description:
      - ID of an integration pack that the account publishes.
      - O(integration_pack_id) or O(integration_pack_name) is required.
    type: str
  integration_pack_name:
    description: Exact name of an integration pack that the account publishes. If several packs have it, the task fails.
    type: str
  release_on_date:
    description:
      - Date of the release, such as V(2026-01-31). Without it, the pack is released immediately.
      - Null counts as not given, so a variable that is null releases immediately. C({{ release_date | string }}) makes
        that an error.
      - According to the vendor, releases on a date take place between midnight and 1 AM US Eastern Time.
    type: str
  request_id:
    description:
      - ID of an earlier release of the pack, as an earlier task returned it in RV(release.request_id).
      - If that release is in progress, the task waits for it, and then releases what is still pending. If it is
        scheduled with the same date and versions, nothing is changed.
    type: str
  wait:
    description:
      - Whether to wait until the release has ended.
      - With V(false), RV(release.status) of a new request is V(none).
    type: bool
    default: true
  wait_timeout:
    description:
      - Maximum number of seconds to wait. If the release has not ended by then, the task fails, and the release goes
        on.
    type: int
    default: 3600
notes:
  - The request lists all components of the pack with their versions, since the vendor does not document what happens
    to components that are not listed.
  - The task checks at once, then after 0.5 seconds, and then at growing intervals of up to 15 seconds.
seealso:
  - module: community.boomi.boomi_publisher_integration_pack
  - module: community.boomi.boomi_publisher_integration_pack_info
"""

EXAMPLES = r"""
- name: Release a pack and wait for the release to end
  community.boomi.boomi_integration_pack_release:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    integration_pack_name: Order Archive

- name: Release it on a date
  community.boomi.boomi_integration_pack_release:
    integration_pack_name: Order Archive
    release_on_date: "2026-01-31"
  register: scheduled
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.

- name: Change that date
  community.boomi.boomi_integration_pack_release:
    integration_pack_name: Order Archive
    release_on_date: "2026-02-28"
    request_id: "{{ scheduled.release.request_id }}"
"""

RETURN = r"""
release:
  description: The release.
  returned: success, and failure after the request
  type: dict
  contains:
    integration_pack_id:
      description: ID of the pack.
      type: str
      sample: 2e8e7a47-eb93-4292-82f9-1b95dc8daa53
    integration_pack_name:
      description: Name of the pack.
      type: str
      sample: Order Archive
    installation_type:
      description: V(SINGLE) or V(MULTI).
      type: str
      sample: SINGLE
    request_id:
      description: ID of the request, to be used as O(request_id); V(none) if none was sent, or the response was lost.
      type: str
      sample: release-11031691-dc62-4280-a3b2-dcf7f3521f8a
    status:
      description: Status that the platform reports, such as V(SUCCESS) or V(SCHEDULED); V(none) if it reported none.
      type: str
      sample: SUCCESS
    release_on_date:
      description: Date of the release; V(none) for an immediate one.
      type: str
      sample: "2026-01-31"
    components:
      description: The components of the pack.
      type: list
      elements: dict
      contains:
        id:
          description: ID of the component.
          type: str
          sample: 76742659-845c-45e4-bb9f-d63ff998f658
        name:
          description: Name of the component.
          type: str
          sample: Archive Orders
        version:
          description: Version that the release includes; V(none) if it removes the component.
          type: str
          sample: "1.1"
        released_version:
          description: Version that is released at the end of the task; V(none) if none is.
          type: str
          sample: "1.1"
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import releases


def main() -> None:
    releases.module()


if __name__ == "__main__":
    main()
