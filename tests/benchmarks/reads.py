# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read all instances of one pack back to back, and print the seconds from the first call to the last answer."""

from __future__ import annotations

import os
import sys
import time

import requests


def main() -> None:
    """No pace, no conversion: what the reads themselves cost on one connection."""
    session = requests.Session()
    session.auth = (f"BOOMI_TOKEN.{os.environ['BOOMI_USERNAME']}", os.environ["BOOMI_API_TOKEN"])
    session.headers["Accept"] = "application/json"
    url = f"{os.environ['BOOMI_API_URL']}/api/rest/v1/{os.environ['BOOMI_ACCOUNT_ID']}/IntegrationPackInstance"
    expression = {"operator": "EQUALS", "property": "integrationPackId", "argument": [sys.argv[1]]}
    start = time.monotonic()
    page = session.post(f"{url}/query", json={"QueryFilter": {"expression": expression}}, timeout=60).json()
    while page.get("queryToken"):
        headers = {"Content-Type": "text/plain"}
        page = session.post(f"{url}/queryMore", data=page["queryToken"], headers=headers, timeout=60).json()
    print(time.monotonic() - start)


if __name__ == "__main__":
    main()
