# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sends what must not be done twice."""

from __future__ import annotations

import typing as t

from .._core.errors import CallError
from .._core.transport import Http
from .._core.wire import Answer, Call


def send(http: Http, call: Call, before: t.Callable[[], None] = lambda: None) -> Answer:
    """Send a call, and send it again only where the API has throttled it: then it was not begun.

    :param before: is called before each attempt
    :raises CallError: where ``may_be_cause`` is set, it may have been done
    """
    while True:
        before()
        try:
            return http.call(call)
        except CallError as exc:
            if exc.begun or exc.final:
                raise
            call = call._replace(sent_before=call.sent_before + 1)
