# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: _read_yaml
short_description: "[INTERNAL] Read a variable that holds data or a YAML text"
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - B(Only the roles of this collection may use this filter.) It can change in every release.
  - A survey of AWX returns a text where a role takes a list or a mapping.
  - Text that cannot be read is told rather than raised, since a role tells everything that is wrong with its variables
    at once.
positional: name
options:
  _input:
    description: Value of the variable.
    type: raw
    required: true
  name:
    description: Name of the variable, for what is wrong with it.
    type: str
    required: true
"""

EXAMPLES = r"""
- name: Show what was read
  ansible.builtin.debug:
    msg: "{{ (account_bootstrap_description | community.boomi._read_yaml('account_bootstrap_description')).value }}"
"""

RETURN = r"""
_value:
  description:
    - A mapping with the keys C(value) and C(problem).
    - The value is V(null) if the text is blank or cannot be read. The problem is empty if there is none.
  type: dict
"""

import typing as t

from ansible_collections.community.boomi.plugins.plugin_utils._yaml_text import read_yaml


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """Return the filter by its name."""
        return {"_read_yaml": read_yaml}
