# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures for pytest: one server for the whole session, fresh for each test. A ``conftest.py`` imports them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import requests

from .auth import TOKEN_PREFIX
from .server import Simulator

if TYPE_CHECKING:
    from typing_extensions import Self


class Caller:
    """The plainest client of the API there is, sharing nothing with the collection. One connection, JSON, a token."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.session = requests.Session()
        # No proxy and no .netrc of the machine may come between.
        self.session.trust_env = False
        self.session.auth = (TOKEN_PREFIX + simulator.username, simulator.token)
        self.session.headers["Accept"] = "application/json"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.session.close()

    def __call__(self, method: str, path: str, json: Any = None, **options: Any) -> requests.Response:
        """Send a request to ``path`` below the account; ``account`` in the options goes to another one."""
        account = options.pop("account", self.simulator.account_id)
        base = options.pop("base", "/api/rest/v1")
        url = f"{self.simulator.base_url}{base}/{account}/{path}"
        options.setdefault("timeout", 30)
        return self.session.request(method, url, json=json, allow_redirects=False, **options)

    def create(self, kind: str, /, **body: Any) -> requests.Response:
        """Create an object."""
        return self("POST", kind, body)

    def get(self, name: str, key: str) -> requests.Response:
        """Get one by id."""
        return self("GET", f"{name}/{quote(key, safe='')}")

    def delete(self, name: str, key: str) -> requests.Response:
        """Delete one by id."""
        return self("DELETE", f"{name}/{quote(key, safe='')}")

    def bulk(self, name: str, *keys: str) -> requests.Response:
        """Get many by id."""
        return self("POST", f"{name}/bulk", {"type": "GET", "request": [{"id": key} for key in keys]})

    def query(self, name: str, expression: Any = None) -> requests.Response:
        """The first page of a query."""
        return self("POST", f"{name}/query", {"QueryFilter": {"expression": expression}} if expression else {})

    def more(self, name: str, token: str) -> requests.Response:
        """A further page."""
        return self("POST", f"{name}/queryMore", data=token, headers={"Content-Type": "text/plain"})

    def found(self, name: str, property: str, operator: str, *arguments: str) -> list[dict[str, Any]]:
        """The objects on the first page of a simple query."""
        answer = self.query(name, {"property": property, "operator": operator, "argument": list(arguments)})
        assert answer.status_code == 200, answer.text
        result: list[dict[str, Any]] = answer.json().get("result", [])
        return result


@pytest.fixture(scope="session")
def simulator_server() -> Iterator[Simulator]:
    """The server behind ``sim``; tests use ``sim``."""
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def sim(simulator_server: Simulator) -> Simulator:
    """A simulator in the state of its catalogue: no latency, no rate limit, nothing recorded."""
    simulator_server.reset()
    return simulator_server


@pytest.fixture
def api(sim: Simulator) -> Iterator[Caller]:
    """A plain client that speaks to ``sim``."""
    with Caller(sim) as caller:
        yield caller
