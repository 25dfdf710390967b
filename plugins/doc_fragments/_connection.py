# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  account_id:
    description:
      - ID of the account to authenticate with. Without O(override_account), it is also the account to manage.
      - Falls back to E(BOOMI_ACCOUNT_ID).
    type: str
    required: true
  username:
    description:
      - Name of the platform user. With O(api_token), the prefix V(BOOMI_TOKEN.) is added if it is missing.
      - Falls back to E(BOOMI_USERNAME).
    type: str
    required: true
  api_token:
    description:
      - API token of the user. Exactly one of O(api_token) and O(password) is required.
      - Falls back to E(BOOMI_API_TOKEN).
    type: str
  password:
    description:
      - Password of the user. Prefer O(api_token), which works with single sign-on and needs no one-time password.
      - If E(BOOMI_API_TOKEN) is set, a password given here is refused.
      - Falls back to E(BOOMI_PASSWORD).
    type: str
  otp:
    description:
      - Current one-time password, for a user with two-factor authentication who logs in with O(password).
      - It expires within about a minute, and a longer task then fails. Prefer O(api_token).
      - Falls back to E(BOOMI_OTP).
    type: str
  base_url:
    description:
      - URL of the API, without C(/api/rest/v1). For the platform in Great Britain, use
        V(https://api.platform.gb.boomi.com).
      - V(http://) is accepted for loopback addresses only (V(localhost), V(127.0.0.1), V([::1])).
      - Falls back to E(BOOMI_API_URL).
    type: str
    default: https://api.boomi.com
  override_account:
    description:
      - ID of the account to manage instead of O(account_id), through the Partner API. It must belong to the hierarchy
        of O(account_id).
      - An empty value or null is an error, so that a missing variable never redirects a task to the partner's own
        account.
      - Falls back to E(BOOMI_OVERRIDE_ACCOUNT).
    type: str
  validate_certs:
    description:
      - Whether to verify the certificate of the API. V(false) exposes the credentials to anyone on the network path.
      - Falls back to E(BOOMI_VERIFY_SSL).
    type: bool
    default: true
  ca_path:
    description:
      - PEM file of trusted certificate authorities, or a directory of them prepared with C(openssl rehash).
      - Falls back to E(BOOMI_CA_PATH), then to E(REQUESTS_CA_BUNDLE), then to the system's store, which
        E(SSL_CERT_FILE) and E(SSL_CERT_DIR) can replace.
    type: path
  client_cert:
    description:
      - PEM file of a client certificate, for a gateway that demands one. It may hold the key as well.
      - Falls back to E(BOOMI_CLIENT_CERT).
    type: path
  client_key:
    description:
      - PEM file of the key of O(client_cert), not encrypted.
      - Falls back to E(BOOMI_CLIENT_KEY).
    type: path
  proxy:
    description:
      - URL of the HTTP proxy, such as V(http://proxy.example.com:3128), with C(user:password@) if it requires a login.
      - With a O(base_url) that begins with V(http://), a remote proxy set here is an error; one from E(HTTP_PROXY) is
        ignored.
      - Falls back to E(BOOMI_PROXY), then to the usual variables such as E(HTTPS_PROXY). E(NO_PROXY) takes names and
        networks such as V(10.0.0.0/8).
    type: str
  timeout:
    description:
      - Maximum number of seconds for one request, from name resolution to the last byte of the response. At most
        V(3600).
      - A create that times out is not sent again by the same task. The task checks whether it succeeded.
      - Falls back to E(BOOMI_TIMEOUT).
    type: float
    default: 30
  retry_budget:
    description:
      - Maximum number of seconds that a task spends on failing or throttled calls, including retries and waits. At most
        V(86400).
      - Falls back to E(BOOMI_RETRY_BUDGET).
    type: float
    default: 120
  requests_per_second:
    description:
      - Maximum number of requests per second, from V(0.01) to V(1000). The platform allows ten per account, for all
        clients together.
      - All processes of this user on this host that use the same O(account_id) share the rate.
      - Falls back to E(BOOMI_REQUESTS_PER_SECOND).
    type: float
    default: 10
  shared_directory:
    description:
      - Existing directory for the files with which tasks share their rate and lock each other out, for example one that
        several containers of a host mount. Files that are unused for a day are removed.
      - All tasks that share it must run as the same user. A directory with files of another user is an error.
      - Anyone who can write to it can hold up these tasks, so restrict write access.
      - Defaults to a private directory of the user in the temporary directory of the system.
      - Falls back to E(BOOMI_SHARED_DIR).
    type: path
requirements:
  - python >= 3.9
  - requests >= 2.25, with urllib3 >= 1.26
notes:
  - An environment variable that is empty counts as not set.
"""

    LOOKUP = r"""
options: {}
notes:
  - Runs on the controller, and needs C(requests) in the Python of Ansible itself.
  - The defaults of the action group C(community.boomi.boomi) do not apply to lookups. Keep the connection options in a
    variable that both use, or set the environment variables.
  - Ansible evaluates a variable each time it is used. To look up a name once, use M(ansible.builtin.set_fact).
  - Pass secrets as variables. If a lookup fails, Ansible can show the line of the playbook that contains it.
"""
