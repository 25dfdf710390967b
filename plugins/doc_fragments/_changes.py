# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    # What every module takes that creates and removes.
    DOCUMENTATION = r"""
options:
  state:
    description: Whether the object exists.
    type: str
    choices: [present, absent]
    default: present
"""

    # What a person approves.
    APPROVAL = r"""
options:
  expected_plan:
    description:
      - Digest of an approved plan, as an earlier run returned it in RV(plan).
      - If the plan has changed, the task fails, lists the current plan, and changes nothing.
    type: str
  max_removals:
    description:
      - Maximum number of removals. If the plan removes more, the task fails, lists them, and changes nothing.
      - Deletions, uninstalls, and detachments count. Detachments that a deletion or an uninstall involves do not count
        separately.
    type: int
notes:
  - The task plans everything before the first write. Errors that can be detected by reading are reported before
    anything is changed.
  - Check mode runs the same reads and planning as a real run, and returns the same RV(plan).
"""

    FORCE = r"""
options:
  force:
    description:
      - Whether to delete environments even if runtimes or integration pack instances are attached to them, after
        detaching those.
      - Without it, the task fails, lists what is attached, and changes nothing. Runtimes that the item lists, and
        attachments that the same task moves or uninstalls, do not block the deletion.
    type: bool
    default: false
"""

    ALLOW_MOVE = r"""
options:
  allow_move:
    description:
      - Whether to move runtimes that are attached to another environment. A runtime is in one environment at most.
      - Without it, the task fails and names that environment.
    type: bool
    default: false
"""

    # What every module that takes lists does.
    LISTS = r"""
options: {}
notes:
  - Nothing is removed unless everything else has succeeded. If a create, update, attachment, or move fails, all
    removals are skipped, and the result lists them as skipped.
  - An item that fails does not stop the other items. The task fails at the end, and the next run does the rest.
  - No two items may describe the same object.
"""
