# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks requests and answers against the vendor's OpenAPI document (needs the package openapi-schema-validator).

The document contradicts live clients, and itself, in a few places. Those are allowed here, each by name:

* it requires QueryFilter and its expression; live clients ask for everything with ``{}`` and ``{"QueryFilter": {}}``
* it requires Result in every item of a bulk answer; failed items have none
* it has an id alone in the items of a bulk request; the vendor's page "Bulk UPDATE operations" sends whole objects
* it lacks AccountProvision, which the vendor's pages describe and a live client has used
* no schema has ``@type``, which every JSON object in an answer carries
* it declares the statuses 200, 403, 410 and 503 only; its own prose adds 400, 401, 404, 500 and more
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openapi_schema_validator import OAS30Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from .routes import RESERVED

ENVIRONMENT_VARIABLE = "BOOMI_OPENAPI"
BESIDE_THE_REPOSITORY = Path("shared", "openapi-subset.json")
UNDECLARED_STATUSES = frozenset({400, 401, 404, 409, 429, 500, 502, 504})
UNDOCUMENTED = frozenset({"AccountProvision"})
_DOCUMENT = "urn:boomi-openapi"
_Schema = Mapping[str, Any]


class Contract:
    """The OpenAPI document. The checks return one text for each problem, and an empty list where nothing is wrong."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        # It marks all sections of a set of extension values as required, and its own samples leave some of them out.
        document["components"]["schemas"].get("EnvironmentExtensions", {}).pop("required", None)
        resource = DRAFT4.create_resource(document)
        self._registry: Registry[Any] = Registry().with_resource(_DOCUMENT, resource)

    @classmethod
    def find(cls, start: Path) -> Contract | None:
        """The document that BOOMI_OPENAPI names, or that stands in a folder ``shared`` beside one of the parents."""
        named = os.environ.get(ENVIRONMENT_VARIABLE)
        places = [Path(named)] if named else [parent / BESIDE_THE_REPOSITORY for parent in start.resolve().parents]
        for place in places:
            if place.is_file():
                return cls(json.loads(place.read_text(encoding="utf-8")))
        return None

    def validate_request(self, method: str, path: str, body: Any) -> list[str]:
        """Check a request: ``path`` is what stands below the account, such as ``IntegrationPackInstance/query``."""
        if path.partition("/")[0] in UNDOCUMENTED:
            return []
        operation = self._operation(method, path)
        if operation is None:
            return [f"{method} {path}: no such operation"]
        content = operation.get("requestBody", {}).get("content", {})
        if "text/plain" in content:
            return [] if isinstance(body, str) and body else [f"{method} {path}: the body is not a token"]
        if method == "DELETE" or body is None or (path.endswith("/query") and _asks_for_everything(body)):
            return []
        if "application/json" not in content:
            return [f"{method} {path}: takes no body"]
        if path.endswith("/bulk") and body.get("type") == "UPDATE":
            single = path.removesuffix("bulk") + "id"
            return [problem for item in body["request"] for problem in self.validate_request(method, single, item)]
        return [
            f"{method} {path}: {problem}" for problem in self._problems(content["application/json"]["schema"], body)
        ]

    def validate_answer(self, method: str, path: str, status: int, body: Any) -> list[str]:
        """Check an answer's status and its parsed JSON body."""
        operation = self._operation(method, path)
        if operation is None and status == 200:
            return [f"{method} {path}: no such operation, but it was answered 200"]
        declared = (operation or {}).get("responses", {}).get(str(status))
        if declared is None and status in UNDECLARED_STATUSES:
            declared = {"$ref": "#/components/responses/403"}
        if declared is None:
            return [f"{method} {path}: status {status} is in no document"]
        content = self._resolved(declared).get("content", {})
        if "application/json" not in content:
            return []
        schema = content["application/json"].get("schema", {})
        return [f"{method} {path}: {status}: {problem}" for problem in self._problems(schema, _complete(body))]

    def _operation(self, method: str, path: str) -> Mapping[str, Any] | None:
        segments = path.strip("/").split("/")
        paths = self._document["paths"]
        fitting = [one for one in paths if _fits(one.strip("/").split("/"), segments)]
        template = max(fitting, key=lambda one: one.count("/"), default="")
        found: Mapping[str, Any] | None = paths.get(template, {}).get(method.lower())
        return found

    def _resolved(self, schema: _Schema) -> _Schema:
        while "$ref" in schema:
            found: Any = self._document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def _problems(self, schema: _Schema, value: Any) -> list[str]:
        absolute = {"$ref": _DOCUMENT + schema["$ref"]} if "$ref" in schema else schema
        validator = OAS30Validator(absolute, registry=self._registry)
        found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
        return found + list(self._unknown_keys(schema, value, "$"))

    def _unknown_keys(self, schema: _Schema, value: Any, place: str) -> Iterator[str]:
        """Keys that no schema knows: additional ones are legal, but a misspelt name is one, too."""
        schema = self._resolved(schema)
        if "oneOf" in schema:
            branches = [list(self._unknown_keys(branch, value, place)) for branch in schema["oneOf"]]
            yield from min(branches, key=len)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from self._unknown_keys(schema.get("items", {}), item, f"{place}[{number}]")
        elif isinstance(value, dict) and "properties" in schema:
            for name, item in value.items():
                if name in schema["properties"]:
                    yield from self._unknown_keys(schema["properties"][name], item, f"{place}.{name}")
                elif name != "@type":
                    yield f"{place}: {name} is not a known key"


def _fits(template: list[str], segments: list[str]) -> bool:
    """Tell whether a path is one of a template; an id at its end may hold slashes (the PyPI client sends them so)."""
    *begin, last = template
    here, rest = segments[: len(begin)], "/".join(segments[len(begin) :])
    return here == begin and (last == rest or (last.startswith("{") and rest not in ("", *RESERVED)))


def _asks_for_everything(body: Any) -> bool:
    return isinstance(body, dict) and not (body.get("QueryFilter") or {}).get("expression")


def _complete(body: Any) -> Any:
    """A bulk answer without its failed items."""
    if isinstance(body, dict) and isinstance(body.get("response"), list):
        return {**body, "response": [item for item in body["response"] if item.get("statusCode") == 200]}
    return body
