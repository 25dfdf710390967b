# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: accounts
short_description: Use the Boomi accounts of a partner as hosts
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Lists the accounts that a partner's account has created, and adds each of them as a host. With O(hosts), adds each
    of their runtimes or environments instead.
  - The name of the configuration file is C(boomi.yml) or C(boomi.yaml), or ends in C(.boomi.yml) or C(.boomi.yaml).
  - The name of a host is the ID of its account, such as V(acme-A1B2C3). The name of a runtime or an environment is the
    ID of its account, a dot, and its own ID. In these IDs, a character that is not an ASCII letter, digit, C(-), or
    C(_) is replaced by its code, such as V(_0x20_) for a space, so that two accounts never share a name.
  - Each field that M(community.boomi.boomi_account_info) returns is a host variable, such as C(boomi_account_id),
    C(boomi_account_name), and C(boomi_account_status). With V(account_group) in O(group_by), which is the default,
    C(boomi_account_groups) lists the names of the account groups that the account is in.
  - No variable and no cache holds a secret. Values that look like templates are not evaluated.
  - Takes 1 call per hundred accounts, and none if its data is in the cache. O(group_by), O(account_groups), and
    O(hosts) take more.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN). For runtimes and environments, the user also needs
    C(ATOM_MANAGEMENT) or C(ATOM_MANAGEMENT_READ_ONLY) in each account.
extends_documentation_fragment:
  - community.boomi._connection
  - constructed
  - inventory_cache
options:
  plugin:
    description: Always V(community.boomi.accounts).
    type: str
    required: true
    choices: [community.boomi.accounts]
  account_id:
    description:
      - ID of the account of the partner. Required.
      - Falls back to E(BOOMI_ACCOUNT_ID).
    type: str
    required: false
  username:
    description:
      - Name of the platform user. Required. With O(api_token), the prefix V(BOOMI_TOKEN.) is added if it is missing.
      - Falls back to E(BOOMI_USERNAME).
    type: str
    required: false
  override_account:
    description:
      - ID of an account whose accounts are listed instead of those of O(account_id), through the Partner API.
      - Falls back to E(BOOMI_OVERRIDE_ACCOUNT).
    type: str
  hosts:
    description:
      - What becomes a host.
      - V(runtimes) and V(environments) take 1 more call for each account, and another one for each further hundred
        objects in an account. At ten calls per second, a thousand accounts take 100 seconds.
      - Runtimes have variables such as C(boomi_runtime_id), C(boomi_runtime_name), and C(boomi_runtime_status).
        Environments have C(boomi_environment_id), C(boomi_environment_name), and C(boomi_environment_classification).
        Both also have the variables and groups of their account.
      - If the user may not read the runtimes or environments of an account, the account is left out with a warning.
        With O(strict=true), this is an error.
    type: str
    choices: [accounts, runtimes, environments]
    default: accounts
  statuses:
    description:
      - Only accounts with one of these statuses.
      - By default, accounts of every status except V(deleted) are used.
    type: list
    elements: str
    choices: [trial, active, suspended, deleted, unlimited]
  names:
    description: Only accounts with exactly one of these names. A name that no selected account has causes a warning.
    type: list
    elements: str
  account_groups:
    description:
      - Only accounts in one of the account groups with these exact names or IDs. An unknown name or ID is an error.
      - Takes 1 call per hundred account groups, 1 per hundred members, and 1 per hundred accounts that are in them.
    type: list
    elements: str
  group_by:
    description:
      - Groups to create automatically. Use an empty list for none.
      - V(status) creates a group for each status, such as C(boomi_status_active).
      - V(account_group) creates a group for each account group, such as C(boomi_account_group_Retail_customers). If
        several account groups would share such a name, their IDs are appended.
      - V(account_group) takes 1 call per hundred account groups, and 1 per hundred memberships. In total, a thousand
        accounts take about 20 calls with it, and 10 without it.
    type: list
    elements: str
    choices: [status, account_group]
    default: [status, account_group]
notes:
  - The connection options and the options of this plugin can be Jinja templates, which can use lookups and extra
    variables.
  - Unknown options and empty filters are errors, so that a mistake never selects all accounts.
  - The cache key covers O(base_url), O(account_id), O(override_account), O(username), O(hosts), the filters, and
    whether account groups are read. O(compose), O(groups), and O(keyed_groups) are evaluated in each run.
  - If the API refuses the filters of this plugin, it reads all accounts and selects among them.
seealso:
  - module: community.boomi.boomi_account_info
  - ref: ansible_collections.community.boomi.docsite.many_accounts
    description: Run a play for each account of a partner.
"""

EXAMPLES = r"""
# retail.boomi.yml: the accounts of a group, with a cache and more groups. The guide on many accounts has more examples.
plugin: community.boomi.accounts
account_id: partner-P1H8QZ
username: jane@example.com
# Without it, the token comes from BOOMI_API_TOKEN.
api_token: "{{ lookup('ansible.builtin.file', '/run/secrets/boomi_token') }}"
account_groups: [Retail customers]
statuses: [active, trial]
compose:
  ansible_connection: "'local'"
  customer: boomi_account_name | lower
groups:
  expiring: boomi_account_expiration_date < '2026-07'
keyed_groups:
  - key: boomi_account_support_level
    prefix: support
strict: true
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: ~/.cache/boomi-inventory
cache_timeout: 3600
"""

import contextlib
import hashlib
import json
import typing as t

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.module_utils.common.text.converters import to_text
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible.release import __version__ as ansible_version

from ansible_collections.community.boomi.plugins.module_utils._core.errors import BoomiError, close_matches
from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS, Connection
from ansible_collections.community.boomi.plugins.plugin_utils import _connection, _partner, _trust
from ansible_collections.community.boomi.plugins.plugin_utils._hosts import Host, hosts_of
from ansible_collections.community.boomi.plugins.plugin_utils._selection import SPEC, refuse_empty, shape

_OURS = {*SPEC, *(option.name for option in OPTIONS)}
_ENDINGS = ("boomi.yml", "boomi.yaml")
# Of what lies in the cache: another form of it needs another key.
_FORM = 1


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """The accounts of a partner."""

    NAME = "community.boomi.accounts"

    @property
    def _untyped(self) -> t.Any:
        """What this plugin has from Ansible, which has hardly any type hints."""
        return self

    def verify_file(self, path: str) -> bool:
        """Tell whether a file is meant for this plugin, by its name."""
        name = path.rpartition("/")[2]
        meant = name in _ENDINGS or name.endswith(tuple(f".{ending}" for ending in _ENDINGS))
        return meant and bool(t.cast(t.Any, super()).verify_file(path))

    def set_options(self, task_keys: t.Any = None, var_options: t.Any = None, direct: t.Any = None) -> None:
        """Leave to Ansible what is its own: ours may be templates, and are checked as modules check theirs."""
        self._given = {name: value for name, value in (direct or {}).items() if name in _OURS}
        theirs = {name: value for name, value in (direct or {}).items() if name not in _OURS}
        known = [name for name in self.option_definitions if not name.startswith("_")]
        for name in theirs:
            if name not in known:
                close = close_matches(str(name), known, 1)
                hint = (
                    f"Did you mean {close[0]}?" if close else "See ansible-doc -t inventory community.boomi.accounts."
                )
                raise AnsibleParserError(f"{name} is not an option of {self.NAME}. {hint}")
        t.cast(t.Any, super()).set_options(task_keys=task_keys, var_options=var_options, direct=theirs)

    def parse(self, inventory: t.Any, loader: t.Any, path: str, cache: bool = True) -> None:
        """Add the hosts that a configuration file asks for."""
        super().parse(inventory, loader, path, cache)
        self._untyped._read_config_data(path)
        given = {name: self._evaluated(name, value) for name, value in self._given.items()}
        try:
            connection, wanted, warnings = _connection.check(given, SPEC)
            refuse_empty(given, wanted)
            found = self._found(connection, wanted, cache)
        except BoomiError as exc:
            raise AnsibleParserError(exc.message) from None
        for account, reason in found["refused"].items():
            if self._untyped.get_option("strict"):
                raise AnsibleParserError(reason)
            warnings.append(f"Left out the {wanted['hosts']} of account {account}. {reason}")
        missed = sorted({*(wanted["names"] or ())} - {account["name"] for account in found["accounts"]})
        if missed:
            warnings.append(f"names: no selected account is called {', '.join(map(repr, missed))}.")
        for warning in warnings:
            self.display.warning(warning)
        for host in hosts_of(found, wanted, self._sanitize_group_name):
            self._add(host)

    def _evaluated(self, name: str, value: t.Any) -> t.Any:
        self.templar.available_variables = self._untyped._vars
        try:
            return self.templar.template(value)
        except AnsibleError as exc:
            # Without the error itself: Ansible shows the lines of the file around it, which may hold the token.
            raise AnsibleParserError(f"{name} is a template that cannot be evaluated: {to_text(exc.message)}") from None

    def _found(self, connection: Connection, wanted: t.Mapping[str, t.Any], cache: bool) -> dict[str, t.Any]:
        uses_cache = self._untyped.get_option("cache")
        key = self._key(connection, wanted) if uses_cache else ""
        if uses_cache and cache:
            # Somebody may have put there what is no data of an inventory, over which newer releases stumble themselves.
            with contextlib.suppress(AttributeError, KeyError, TypeError):
                cached: dict[str, t.Any] = self._cache[key]
                if cached.keys() == _partner.PARTS:
                    return cached
        found = _connection.read(connection, ansible_version, lambda client: _partner.read(client, wanted))
        if uses_cache:
            self._cache[key] = found
        return found

    def _key(self, connection: Connection, wanted: t.Mapping[str, t.Any]) -> str:
        """Return the key of what is read: by whom, from where, and what of it. It holds no secret."""
        who = [connection.base_url, connection.account_id, connection.override_account, connection.username]
        text = json.dumps([_FORM, who, shape(wanted)], sort_keys=True)
        return f"{self.NAME}_{hashlib.sha256(text.encode()).hexdigest()}"

    def _add(self, host: Host) -> None:
        if host.name in self._untyped.inventory.groups:
            raise AnsibleParserError(
                f"The inventory has a group {host.name!r}, which is also the name of a host here. Rename the group."
            )
        self._untyped.inventory.add_host(host.name)
        for name, value in host.variables.items():
            self._untyped.inventory.set_variable(host.name, name, _trust.data(value))
        for group in host.groups:
            self._untyped.inventory.add_child(self._untyped.inventory.add_group(group), host.name)
        self._construct(host)

    def _construct(self, host: Host) -> None:
        strict = self._untyped.get_option("strict")
        variables = self._untyped.inventory.get_host(host.name).get_vars()
        self._names = host.variables.keys() - self._untyped._vars.keys()
        self._untyped._set_composite_vars(self._untyped.get_option("compose"), variables, host.name, strict)
        self._untyped._add_host_to_composed_groups(self._untyped.get_option("groups"), variables, host.name, strict)
        self._untyped._add_host_to_keyed_groups(self._untyped.get_option("keyed_groups"), variables, host.name, strict)

    def _compose(self, template: t.Any, variables: t.Any, *args: t.Any, **kwargs: t.Any) -> t.Any:
        """Evaluate an expression. A bare name needs no template engine, which takes a millisecond for each host."""
        if isinstance(template, str) and template in self._names:
            return variables[template]
        return _trust.shown(t.cast(t.Any, super())._compose(template, variables, *args, **kwargs))
