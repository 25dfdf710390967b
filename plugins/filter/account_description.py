# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: account_description
short_description: Write the description of a Boomi account as a file for version control
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns the text of a YAML file with the variable C(account_bootstrap_description), which the role
    P(community.boomi.account_bootstrap#role) takes.
  - Comments list the secrets that are set, with a variable to keep each of them in, and what the user could not read.
  - The same account always gives the same text.
  - Use the role P(community.boomi.account_export#role), which reads the account and the existing file.
positional: existing, rendered
options:
  _input:
    description: What M(community.boomi.boomi_account_configuration_info) returned.
    type: dict
    required: true
  existing:
    description:
      - Text of the file as it is.
      - Its expressions are kept if their values agree with the account or cannot be read. So are entries of secrets
        that are set on the platform, and options such as C(purge).
      - A file that shows a secret, is encrypted as a whole, or has other variables is refused.
    type: str
    default: ''
  rendered:
    description: The variables in that file with the values of their expressions. Required with O(existing).
    type: dict
    default: {}
seealso:
  - module: community.boomi.boomi_account_configuration_info
"""

EXAMPLES = r"""
- name: Read an account
  community.boomi.boomi_account_configuration_info:
  register: account

- name: Show its description
  ansible.builtin.debug:
    msg: "{{ account | community.boomi.account_description }}"
"""

RETURN = r"""
_value:
  description: Text of the file.
  type: str
"""

import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ansible_collections.community.boomi.plugins.plugin_utils import _description, _description_text


def account_description(account: t.Any, existing: str = "", rendered: t.Any = None) -> t.Any:
    """Return the text of the file that describes an account."""
    if not isinstance(account, dict) or not {"configuration", "secrets_set", "unreadable", "account"} <= account.keys():
        raise AnsibleFilterError("account_description takes what boomi_account_configuration_info returned.")
    try:
        # The text holds expressions that a person wrote, and names from the platform. None of them is to be evaluated.
        return wrap_var(_description.describe(account, existing, rendered))
    except _description_text.DescriptionError as problem:
        raise AnsibleFilterError(str(problem)) from None
    except (AttributeError, LookupError, TypeError):
        raise AnsibleFilterError(
            "account_description takes what boomi_account_configuration_info returned. With existing, rendered must be"
            " the variables of the same file."
        ) from None


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """Return the filter by its name."""
        return {"account_description": account_description}
