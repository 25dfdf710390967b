#!/usr/bin/python
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: boomi_account_provision
short_description: Provision a Boomi account for a customer
version_added: 1.0.0
author:
  - community.boomi contributors (@ansible-collections)
description:
  - Provisions an account for a customer of the partner whose account authenticates, and waits until the account can be
    used. If an account of that name exists, nothing is done.
  - The platform also creates records of the customer in Boomi's sales system, which the API cannot change.
  - The module cannot delete accounts.
  - If the response to the request is lost, the module does not send it again. It looks for the account for a few
    seconds, and fails if the account does not show.
  - A run without changes takes 1 call. Provisioning takes 3, and 1 for each poll of its status. Provisioning is
    reported to take about a minute.
  - The user needs the privileges C(API) and C(ACCOUNT_ADMIN). This is an assumption, since the vendor does not document
    it for this object. The Partner API must be enabled for the account.
extends_documentation_fragment:
  - community.boomi._connection
  - community.boomi._attributes
attributes:
  check_mode:
    support: full
  diff_mode:
    support: none
    details:
      - A new account has no previous state.
  idempotent:
    support: partial
    details:
      - An account is found by its name. One that is still being provisioned cannot be found, so two tasks at the same
        time on different hosts, or one after a task that has reached O(wait_timeout), may provision two. On one host,
        a task waits for another such task, up to O(retry_budget) and O(timeout) together. After a task that was
        stopped on the same host, the next one fails unless the account shows; the one after that sends a request.
options:
  name:
    description: Exact name of the account. Accounts with the status V(deleted) do not count.
    type: str
    required: true
  street:
    description: Street of the customer. It is required unless O(id) is given, and so are O(city), O(zip_code),
      O(country_code), O(status), and O(products).
    type: str
  city:
    description: City of the customer.
    type: str
  state_code:
    description: Code of the state or province of the customer, if there is one.
    type: str
  zip_code:
    description: Postal code of the customer.
    type: str
  country_code:
    description: Code of the country of the customer.
    type: str
  status:
    description: Status of the new account, for example V(trial).
    type: str
  products:
    description: Products of the new account. Partners get the codes from Boomi.
    type: list
    elements: dict
    suboptions:
      product_code:
        description: Code of the product.
        type: str
        required: true
      quantity:
        description: Quantity of the product.
        type: int
        required: true
  id:
    description:
      - ID of an earlier request, RV(provision_id), to wait for. No new request is sent.
      - Give it after a task that has reached O(wait_timeout).
    type: str
  wait_timeout:
    description: Maximum number of seconds to wait until the account is provisioned and queries show it.
    type: int
    default: 600
notes:
  - The address, O(status), and O(products) of an account that exists are not compared.
  - Setting O(override_account) is an error.
seealso:
  - module: community.boomi.boomi_account_info
  - module: community.boomi.boomi_account_group_account
"""

EXAMPLES = r"""
- name: Provision an account for a customer
  community.boomi.boomi_account_provision:
    account_id: partner-P1H8QZ
    username: jane@example.com
    api_token: "{{ vault_boomi_token }}"
    name: Acme Trading
    street: 1 Main Street
    city: Berwyn
    state_code: PA
    zip_code: "19312"
    country_code: US
    status: trial
    products:
      - product_code: example-product
        quantity: 1
  register: provisioned

- name: Go on waiting for an earlier request
  community.boomi.boomi_account_provision:
    name: Acme Trading
    id: 0123456789ABCDEFGH
  # The connection comes from BOOMI_ACCOUNT_ID, BOOMI_USERNAME, and BOOMI_API_TOKEN.
"""

RETURN = r"""
account:
  description: The account, with the keys of RV(community.boomi.boomi_account_info#module:accounts); V(none) if it does
    not exist, or does not show yet.
  returned: success, and failure after the request
  type: dict
  contains:
    account_id:
      description: ID of the account.
      type: str
      sample: acme-A1B2C3
    name:
      description: Name of the account.
      type: str
      sample: Acme Trading
    status:
      description: Status of the account.
      type: str
      sample: trial
provision_id:
  description: ID of the request; V(none) if none was sent.
  returned: success, and failure after the request
  type: str
  sample: 0123456789ABCDEFGH
error:
  description: Facts about a failure, see RV(community.boomi.boomi_account_configuration#module:error).
  returned: failure
  type: dict
"""

from ansible_collections.community.boomi.plugins.module_utils._objects import account_provision


def main() -> None:
    account_provision.module()


if __name__ == "__main__":
    main()
