# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  since:
    description:
      - Beginning of the period, as an ISO 8601 time in UTC such as V(2026-01-31T08:00:00Z). The time itself is
        included.
      - A date is the beginning of that day. An offset such as V(+01:00) is converted. Fractions of a second are
        ignored.
    type: str
    required: true
  until:
    description:
      - End of the period, in the same form. The time itself is included.
      - Without it, the period is open.
    type: str
  limit:
    description:
      - Maximum number of results. If more match, the newest are returned, and RV(truncated) is V(true).
    type: int
    default: 100
"""
