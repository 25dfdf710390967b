# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: account_report
short_description: Write a report on Boomi accounts
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Returns a report on accounts as text. An account that could not be read comes first, then those with problems.
  - An account has problems if it differs from its description, if a runtime is offline, or if a secret is not set.
    Schedules that are off, and what the user may not read, are notes.
  - The same results always give the same text.
  - Use the role P(community.boomi.account_report#role), which reads the accounts.
positional: format
options:
  _input:
    description:
      - What the modules returned, for each account.
      - A result that failed is reported as not readable. What is left out is not reported, except that an account
        without a readable configuration counts as not read.
    type: list
    elements: dict
    required: true
    suboptions:
      name:
        description: Name to show beside the ID of the account, for example the name of the host.
        type: str
      configuration:
        description: What M(community.boomi.boomi_account_configuration_info) returned.
        type: dict
      runtimes:
        description: What M(community.boomi.boomi_atom_info) returned.
        type: dict
      schedules:
        description: What M(community.boomi.boomi_process_schedules_info) returned.
        type: dict
      extensions:
        description: What M(community.boomi.boomi_environment_extensions_info) returned.
        type: dict
      drift:
        description: What M(community.boomi.boomi_account_configuration) returned in check mode.
        type: dict
  format:
    description:
      - V(html) is a self-contained page. It can be sorted, filtered, and printed.
      - V(csv) has one line for each fact.
    type: str
    choices: [html, markdown, csv, json]
    default: html
  title:
    description: Title of the report.
    type: str
    default: Boomi accounts
  time:
    description: Time to show below the title. Without it, the report shows none. CSV shows none in any case.
    type: str
    default: ''
seealso:
  - module: community.boomi.boomi_account_configuration_info
"""

EXAMPLES = r"""
- name: Read an account
  community.boomi.boomi_account_configuration_info:
  register: configuration

- name: Read its runtimes
  community.boomi.boomi_atom_info:
  register: runtimes

- name: Show a report
  ansible.builtin.debug:
    msg: "{{ [{'configuration': configuration, 'runtimes': runtimes}] | community.boomi.account_report('markdown') }}"
"""

RETURN = r"""
_value:
  description: The report.
  type: str
"""

import typing as t

from ansible.errors import AnsibleFilterError
from ansible.utils.unsafe_proxy import wrap_var

from ansible_collections.community.boomi.plugins.plugin_utils._report import PARTS, report
from ansible_collections.community.boomi.plugins.plugin_utils._report_html import as_html
from ansible_collections.community.boomi.plugins.plugin_utils._report_text import as_csv, as_json, as_markdown

FORMATS = {"html": as_html, "markdown": as_markdown, "csv": as_csv, "json": as_json}


def account_report(entries: t.Any, format: str = "html", title: str = "Boomi accounts", time: str = "") -> t.Any:
    """Return a report on accounts."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise AnsibleFilterError("account_report takes a list with a dictionary for each account.")
    given = [(part, entry.get(part) or {}) for entry in entries for part in PARTS]
    wrong = sorted({part for part, result in given if result and not _is_result(part, result)})
    if wrong:
        raise AnsibleFilterError(
            "account_report takes all that a module returned, not a part of it, and not what a loop registered:"
            f" {', '.join(wrong)}."
        )
    if not isinstance(format, str) or format not in FORMATS:
        raise AnsibleFilterError(f"account_report: format must be one of {', '.join(FORMATS)}, not {format}.")
    for name, text in (("title", title), ("time", time)):
        if not isinstance(text, str):
            raise AnsibleFilterError(f"account_report: {name} must be a string.")
    try:
        # Names come from the platform: nothing in them is to be evaluated.
        return wrap_var(FORMATS[format](title, time, report(entries)))
    except (AttributeError, KeyError, TypeError) as problem:
        raise AnsibleFilterError("account_report takes what the modules returned, as it is.") from problem


def _is_result(part: str, result: t.Any) -> bool:
    # A failure has a message.
    of_a_task = {PARTS[part][1], "msg", "failed", "skipped"}
    return isinstance(result, dict) and "results" not in result and not of_a_task.isdisjoint(result)


class FilterModule:
    """The filter."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        """Return the filter by its name."""
        return {"account_report": account_report}
