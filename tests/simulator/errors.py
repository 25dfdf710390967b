# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The error that ends a request, and the bodies in which the platform words it."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping

from .wire import JSON_TYPE, XML_TYPE, Answer

ACCESS_DENIED = "Access denied due to insufficient permissions."
UNAVAILABLE = "The Boomi server is currently unavailable or your account's rate limits have been exceeded. Retry later."
BAD_LOGIN = "Incorrect user name and password combination."


class ApiError(Exception):
    """A refusal: becomes an answer with this status, in the error form that the settings ask for."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = dict(headers or {})

    def answer(self, form: str, as_json: bool) -> Answer:
        """Render it; where JSON was not asked for, the JSON forms turn into the XML one."""
        if form in _JSON_FORMS and not as_json:
            form = "xml"
        body, content_type = _render(form, self.status, self.message)
        return Answer(self.status, body.encode(), content_type, dict(self.headers))


_JSON_FORMS = ("typed", "message", "nested")


def _render(form: str, status: int, message: str) -> tuple[str, str]:
    if form == "typed":
        return json.dumps({"@type": "Error", "message": message}, ensure_ascii=False), JSON_TYPE
    if form == "message":
        return json.dumps({"message": message}, ensure_ascii=False), JSON_TYPE
    if form == "nested":
        return json.dumps({"error": {"message": message}}, ensure_ascii=False), JSON_TYPE
    escaped = html.escape(message)
    if form == "xml":
        return f"<error><message>{escaped}</message></error>", XML_TYPE
    if form == "user_message":
        return f'<UserMessage id="error.user" type="error"><Data>{escaped}</Data></UserMessage>', XML_TYPE
    if form == "html":
        page = f"<html><head><title>{status}</title></head><body><h1>{status}</h1><p>{escaped}</p></body></html>"
        return page, "text/html; charset=UTF-8"
    if form == "text":
        return message, "text/plain; charset=UTF-8"
    return "", JSON_TYPE
