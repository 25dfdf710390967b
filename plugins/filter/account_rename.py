# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: account_rename
short_description: Replace the names in the description of a Boomi account
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Renames environments, runtimes, roles, integration packs, and instances everywhere in the description of an account,
    so that it can be applied to an account that uses other names.
  - Names that are not listed stay. Extension values and schedules stay as they are.
  - A name that the description does not have is refused, and so are two objects with one new name.
positional: names
options:
  _input:
    description:
      - What M(community.boomi.boomi_account_configuration_info) returned.
      - A description alone, in the form of the options of M(community.boomi.boomi_account_configuration), is accepted
        too.
    type: dict
    required: true
  names:
    description:
      - For each type of object, a dictionary from old to new names.
      - Use the ID as the old name if the description has an ID in its place.
    type: dict
    required: true
    suboptions:
      environments:
        description: New names of environments.
        type: dict
      runtimes:
        description: New names of runtimes.
        type: dict
      roles:
        description: New names of roles.
        type: dict
      integration_packs:
        description: New names of integration packs, if the other account gets a different pack.
        type: dict
      instances:
        description: New override names of instances. The names of their processes follow.
        type: dict
seealso:
  - module: community.boomi.boomi_account_configuration
  - module: community.boomi.boomi_account_configuration_info
  - ref: ansible_collections.community.boomi.docsite.test_to_production
    description: Sets up a production account like a test account.
"""

EXAMPLES = r"""
- name: Read the test account
  community.boomi.boomi_account_configuration_info:
    account_id: acme-T1E2S3
  register: test

- name: Show what the production account is to have
  ansible.builtin.debug:
    msg: "{{ test | community.boomi.account_rename({'environments': {'Test': 'Production'}}) }}"
"""

RETURN = r"""
_value:
  description:
    - The input with the new names. Lists are sorted.
    - If the input tells which secrets are set, their paths and variables follow the new names. See
      RV(community.boomi.boomi_account_configuration_info#module:secrets_set).
  type: dict
"""

import typing as t

from ansible.errors import AnsibleFilterError

from ansible_collections.community.boomi.plugins.plugin_utils._rename import RenameError, rename
from ansible_collections.community.boomi.plugins.plugin_utils._trust import data


def account_rename(account: t.Any, names: t.Any) -> t.Any:
    """Return the description of an account with other names."""
    if not isinstance(account, dict):
        raise AnsibleFilterError(
            "account_rename takes a description, or what boomi_account_configuration_info returned."
        )
    try:
        return data(rename(account, names))
    except RenameError as problem:
        raise AnsibleFilterError(f"account_rename: {problem}") from None
    except (KeyError, TypeError) as problem:
        raise AnsibleFilterError("account_rename takes what boomi_account_configuration_info returned.") from problem


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """Return the filter by its name."""
        return {"account_rename": account_rename}
