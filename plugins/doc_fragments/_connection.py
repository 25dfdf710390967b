# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  account_id:
    description:
      - The account whose credentials are used, and, without O(override_account), the account that is managed.
      - If it is not set, the environment variable E(BOOMI_ACCOUNT_ID) is used.
    type: str
    required: true
  username:
    description:
      - The name of the platform user.
      - With O(api_token), V(BOOMI_TOKEN.) is put in front where it is missing.
      - If it is not set, the environment variable E(BOOMI_USERNAME) is used.
    type: str
    required: true
  api_token:
    description:
      - An API token of the user. Exactly one of O(api_token) and O(password) is needed.
      - If it is not set, the environment variable E(BOOMI_API_TOKEN) is used.
    type: str
  password:
    description:
      - The password of the user. The platform takes it only from users without single sign-on.
      - Where E(BOOMI_API_TOKEN) is set, that counts as O(api_token), so that a password beside it is refused.
      - If it is not set, the environment variable E(BOOMI_PASSWORD) is used.
    type: str
  otp:
    description:
      - The one-time password of the moment, for a user with two-factor authentication who logs in with O(password).
      - It expires within a minute or so, and a task that goes on for longer fails then. Prefer O(api_token).
      - If it is not set, the environment variable E(BOOMI_OTP) is used.
    type: str
  base_url:
    description:
      - The address of the API, without a path. The platform in Great Britain is V(https://api.platform.gb.boomi.com).
      - V(http://) is accepted for the host itself only (V(localhost), V(127.0.0.1), V([::1])).
      - If it is not set, the environment variable E(BOOMI_API_URL) is used.
    type: str
    default: https://api.boomi.com
  override_account:
    description:
      - Manage this account instead, by way of the Partner API and with the credentials of O(account_id), to whose
        hierarchy it must belong.
      - If it is not set, the environment variable E(BOOMI_OVERRIDE_ACCOUNT) is used.
    type: str
  validate_certs:
    description:
      - Whether to check the certificate of the API. V(false) lets anyone on the way read the credentials.
      - If it is not set, the environment variable E(BOOMI_VERIFY_SSL) is used.
    type: bool
    default: true
  ca_path:
    description:
      - The PEM file of the certificate authorities to trust, or a directory of them as C(openssl rehash) makes it.
      - If it is not set, the environment variables E(BOOMI_CA_PATH) and E(REQUESTS_CA_BUNDLE) are used, and without
        those the system's own store, or what E(SSL_CERT_FILE) and E(SSL_CERT_DIR) name to OpenSSL in its place.
    type: path
  proxy:
    description:
      - The HTTP proxy to go through, such as V(http://proxy.example.com:3128), with C(user:password@) where it wants
        that.
      - If it is not set, the environment variable E(BOOMI_PROXY) is used, and without that one the usual variables,
        of which E(NO_PROXY) is honoured, too.
      - Where O(base_url) is V(http://), a proxy has to be on this host, too. One elsewhere is an error, and is left
        aside where it comes from the usual variables.
    type: str
  timeout:
    description:
      - Seconds that one request may take, from the look-up of the host to the last byte of the answer. Up to V(3600).
      - What was to be created by a request that took longer is looked for, and not created again by the same task.
      - If it is not set, the environment variable E(BOOMI_TIMEOUT) is used.
    type: float
    default: 30
  retry_budget:
    description:
      - Seconds that one task may spend on a throttled or failing API, with all its attempts and waits. Up to V(86400).
      - If it is not set, the environment variable E(BOOMI_RETRY_BUDGET) is used.
    type: float
    default: 120
  requests_per_second:
    description:
      - The most requests in any second, from V(0.01) to V(1000). The platform allows ten for an account, whoever sends
        them.
      - All processes of this user on this host that use the same O(account_id) share the pace.
      - If it is not set, the environment variable E(BOOMI_REQUESTS_PER_SECOND) is used.
    type: float
    default: 10
requirements:
  - requests
notes:
  - All modules belong to the action group C(community.boomi.boomi), so that C(module_defaults) sets these options once.
"""
