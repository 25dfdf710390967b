# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes over the wire: JSON when it is asked for, XML otherwise, request bodies in either, and refusals."""

from __future__ import annotations

import dataclasses
import html
import json
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

NAMESPACE = "http://api.platform.boomi.com/"
JSON_TYPE = "application/json; charset=UTF-8"
XML_TYPE = "application/xml; charset=UTF-8"

ACCESS_DENIED = "Access denied due to insufficient permissions."
UNAVAILABLE = "The Boomi server is currently unavailable or your account's rate limits have been exceeded. Retry later."
BAD_LOGIN = "Incorrect user name and password combination."

# The OpenAPI document makes every scalar an XML attribute, except these elements.
_ELEMENTS = frozenset({"Description", "queryToken"})
# Elements that a request may repeat, so that one alone is a list as well.
_LISTS = frozenset(
    {
        *("argument", "nestedExpression", "request", "Privilege", "Resource", "Schedule"),
        *("PublisherPackagedComponent", "ReleasePackagedComponent", "DynamicProcessProperty"),
        *("connection", "operation", "sharedCommunication", "tradingPartner", "category", "field", "property"),
        *("ProcessProperty", "ProcessPropertyValue", "crossReference", "row", "PGPCertificate"),
    }
)
# Attributes of a request that are no text.
_NUMBERS = frozenset({"durationMinutes", "forceRestartTime", "maxRetry", "purgeHistoryDays"})
_FLAGS = frozenset(
    {
        *("defaultGroup", "enabled", "notifyUser", "overrideValues", "partial", "purgeImmediate", "useDefault"),
        "usesRemoteSecretsManager",
    }
)
_JSON_FORMS = ("typed", "message", "nested")


@dataclasses.dataclass
class Answer:
    """An HTTP answer that is not sent yet, so that a fault can still spoil it."""

    status: int
    body: bytes
    content_type: str
    headers: dict[str, str] = dataclasses.field(default_factory=dict)


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
        body, content_type = _error_body(form, self.status, self.message)
        return Answer(self.status, body.encode(), content_type, dict(self.headers))


class UnreadableBody(ValueError):
    """A request body that is not what its content type says."""


def media_type(header: str | None) -> str:
    """The bare media type of a Content-Type header, in lower case."""
    return (header or "").split(";")[0].strip().lower()


def wants_json(accept: str | None) -> bool:
    """True only where application/json is asked for by name: the platform answers XML otherwise."""
    return any(media_type(part) == "application/json" for part in (accept or "").split(","))


def read_body(data: bytes, content_type: str | None) -> Any:
    """Parse a request body: a JSON value, or XML as the same shape of dictionaries; None for no body."""
    if not data.strip():
        return None
    kind = media_type(content_type)
    try:
        if kind == "application/json":
            return json.loads(data)
        return _from_element(defusedxml.ElementTree.fromstring(data))
    except (ValueError, RecursionError, ElementTree.ParseError, DefusedXmlException) as error:
        raise UnreadableBody(f"The request body cannot be read as {kind or 'application/xml'}.") from error


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _from_element(element: ElementTree.Element) -> Any:
    # A qualified attribute (xsi:type) says what the element is, never what it holds.
    value: dict[str, Any] = {name: _scalar(name, text) for name, text in element.attrib.items() if "}" not in name}
    for child in element:
        name, content = _local(child.tag), _from_element(child)
        if name in _LISTS:
            value.setdefault(name, []).append(content)
        else:
            value[name] = content
    return value or (element.text or "").strip() or {}


def _scalar(name: str, text: str) -> Any:
    if name in _NUMBERS and text.isdecimal():
        return int(text)
    return text == "true" if name in _FLAGS and text in ("true", "false") else text


def render(value: Any, as_json: bool, status: int = 200) -> Answer:
    """Render an answer's value: a typed object, or a bare True (a successful DELETE)."""
    if as_json:
        return Answer(status, json.dumps(value, ensure_ascii=False).encode(), JSON_TYPE)
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    if isinstance(value, dict):
        spaces = f' xmlns:bns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        text = declaration + _element(f"bns:{value.get('@type', 'Object')}", value, spaces)
    else:
        text = f"{declaration}<{json.dumps(value)}/>"
    return Answer(status, text.encode(), XML_TYPE)


def _element(tag: str, value: Any, attributes: str = "") -> str:
    if not isinstance(value, dict):
        return f"<{tag}>{escape(as_text(value))}</{tag}>"
    children = []
    for name, item in value.items():
        if name.startswith("@") or item is None:
            continue
        if isinstance(item, (dict, list)) or name in _ELEMENTS:
            entries = item if isinstance(item, list) else [item]
            children += [_element(f"bns:{name}", entry, _type_attribute(name, entry)) for entry in entries]
        else:
            attributes += f" {name}={quoteattr(as_text(item))}"
    return f"<{tag}{attributes}>{''.join(children)}</{tag}>"


def _type_attribute(name: str, entry: Any) -> str:
    if name.lower() == "result" and isinstance(entry, dict) and "@type" in entry:
        return f' xsi:type="bns:{entry["@type"]}"'
    return ""


def as_text(value: Any) -> str:
    """A value as the API writes it where it is not JSON."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _error_body(form: str, status: int, message: str) -> tuple[str, str]:
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
