# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options: {}
notes:
  - The identity of an instance is the pack for a pack of type V(SINGLE), and the pack together with the name of the
    instance for a pack of type V(MULTI). The API has no update, so an instance is installed or uninstalled, never
    renamed.
  - Names are compared exactly, with upper and lower case and blanks.
  - A pack has to be shared with the account, through an account group, before it can be installed there.
"""
