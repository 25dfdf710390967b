# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Asks what the API answers later: an async query gives a token, and the token gives the answer once it is there."""

from __future__ import annotations

import typing as t

from .._core import filters, retry
from .._core.client import Client, call_for, objects_in
from .._core.errors import TransportError
from .kind import Kind, Values
from .patience import Watch

_ASYNC = "async"
_GONE = 204
# How often to ask again where the answer is nothing. One reason is known: an answer is given once, and may be lost.
_MOST_ROUNDS = 4


def ask(client: Client, kind: Kind, looks: t.Mapping[str, str], watch: Watch, code: str) -> list[Values] | None:
    """Return the objects that match; ``None`` where the time is up before the API knows.

    :param looks: values by our names of filters
    :param code: where the body of an answer has its status
    :raises CallError: the API refuses to answer, or its answers are nothing
    """
    for _round in range(_MOST_ROUNDS):
        token = _begin(client, kind, looks)
        while token:
            path = (_ASYNC, kind.name, "response", token)
            answer = client.http.call(call_for(kind, retry.GET, "GET", path, None, token, bare=True))
            data = answer.object
            # The status of HTTP says it, and the document has one in the body as well.
            if answer.status != retry.ACCEPTED and str(data.get(code)) != str(retry.ACCEPTED):
                if answer.status == _GONE or not data:
                    break
                return [kind.read(raw) for raw in objects_in(data.get("result"))]
            if watch.over:
                return None
            watch.pause()
    raise TransportError(
        f"Could not query {kind.name} in account {client.account}: the API accepted the request {_MOST_ROUNDS} times,"
        " but returned no result. Run the task again. If it fails again, contact Boomi's support.",
        operation=retry.QUERY,
        object=kind.name,
        account=client.account,
    )


def _begin(client: Client, kind: Kind, looks: t.Mapping[str, str]) -> str | None:
    """Ask, and return the token of the answer."""
    expression = filters.all_of([filters.equals(kind, name, value) for name, value in looks.items()])
    body = {"QueryFilter": {"expression": expression}}
    path = (_ASYNC, kind.name, "query")
    answer = client.http.call(call_for(kind, retry.QUERY, "POST", path, body))
    token = (objects_in(answer.object.get("asyncToken")) or [{}])[0].get("token")
    return token if isinstance(token, str) and token.strip() else None
