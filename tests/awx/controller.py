# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A stand-in for the API of AWX, as far as the playbook awx_setup uses it. It records every request.

It refuses what AWX 24.6.1 was seen to refuse: other inputs of a credential type that is in use. Secrets come back as
``$encrypted$``.
"""

from __future__ import annotations

import contextlib
import json
import threading
import typing as t
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

Object = dict[str, t.Any]

TOKEN = "a-token-of-awx"
ENCRYPTED = "$encrypted$"
KINDS = {
    "credential_types": "credential_type",
    "credentials": "credential",
    "execution_environments": "execution_environment",
    "inventories": "inventory",
    "job_templates": "job_template",
    "organizations": "organization",
    "projects": "project",
    "workflow_approval_templates": "workflow_approval_template",
    "workflow_job_template_nodes": "workflow_job_template_node",
    "workflow_job_templates": "workflow_job_template",
}
# What AWX fills in, where the playbook would see a difference.
DEFAULTS: dict[str, Object] = {
    "credential_types": {"managed": False, "description": ""},
    "credentials": {"description": "", "inputs": {}},
    "inventories": {"kind": "", "host_filter": None, "description": ""},
    "projects": {"scm_branch": "", "status": "successful", "scm_revision": "1f0c", "scm_update_on_launch": False},
    "job_templates": {"extra_vars": "---", "execution_environment": None, "survey_enabled": False},
    "workflow_job_templates": {"survey_enabled": False},
    "workflow_job_template_nodes": {"unified_job_template": None},
    "workflow_approval_templates": {"description": "", "timeout": 0},
}
TEMPLATES = ("job_templates", "workflow_approval_templates", "workflow_job_templates")


class Refused(Exception):
    """What is answered instead of an object."""

    def __init__(self, status: int, **body: t.Any) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


@dataclass
class Controller:
    """What the server knows, and what it was asked."""

    objects: dict[str, dict[int, Object]] = field(default_factory=lambda: {name: {} for name in KINDS})
    surveys: dict[int, Object] = field(default_factory=dict)
    ties: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    requests: list[tuple[str, str, t.Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._add("organizations", {"name": "Default"})

    @property
    def writes(self) -> list[str]:
        """The requests that were no GET, in words."""
        return [f"{method} {path}" for method, path, _body in self.requests if method != "GET"]

    def one(self, kind: str, name: str | None = None) -> Object:
        """The only object of a kind, or that of this name."""
        (found,) = (item for item in self.objects[kind].values() if name in (None, item.get("name")))
        return found

    def answer(self, method: str, path: str, query: Object, body: t.Any) -> tuple[int, t.Any]:
        """Answer one request."""
        self.requests.append((method, path, body))
        kind, *rest = path.removeprefix("/api/v2/").strip("/").split("/")
        if kind == "unified_job_templates":
            return 200, _page([self._shown(name, item) for name in TEMPLATES for item in self._found(name, query)])
        if kind == "project_updates":
            done = {"status": "successful", "finished": "now", "failed": False, "scm_revision": "2e1d"}
            return 200, {"id": int(rest[0]), **done}
        if kind not in KINDS:
            raise Refused(404, detail="Not found.")
        if not rest:
            if method == "GET":
                return 200, _page([self._shown(kind, item) for item in self._found(kind, query)])
            return 201, self._shown(kind, self._add(kind, body))
        item = self.objects[kind].get(int(rest[0]))
        if item is None:
            raise Refused(404, detail="Not found.")
        if rest[1:]:
            return self._part(method, kind, item, rest[1], body)
        if method == "PATCH":
            self._check(kind, body, item)
            item.update(self._kept(kind, body, item))
        return 200, self._shown(kind, item)

    def _found(self, kind: str, query: Object) -> list[Object]:
        either = {name.removeprefix("or__"): value for name, value in query.items() if name.startswith("or__")}
        rest = {name: value for name, value in query.items() if not name.startswith("or__")}
        organization = rest.pop("organization__name", None)
        if organization is not None:
            rest["organization"] = str(self.one("organizations", organization)["id"])
        return [
            item
            for item in self.objects[kind].values()
            if all(str(item.get(name)) == value for name, value in rest.items())
            and (not either or any(str(item.get(name)) == value for name, value in either.items()))
        ]

    def _add(self, kind: str, body: Object) -> Object:
        key = 1 + sum(len(items) for items in self.objects.values())
        item: Object = {**DEFAULTS.get(kind, {}), **body, "id": key}
        self.objects[kind][key] = item
        return item

    @staticmethod
    def _kept(kind: str, body: Object, item: Object) -> Object:
        """What a change leaves in an object: inputs are replaced as a whole, and hidden secrets are kept."""
        if kind != "credentials" or "inputs" not in body:
            return body
        old = item["inputs"]
        inputs = {name: old[name] if value == ENCRYPTED else value for name, value in body["inputs"].items()}
        return {**body, "inputs": inputs}

    def _shown(self, kind: str, item: Object) -> Object:
        url = f"/api/v2/{kind}/{item['id']}/"
        shown = {**item, "type": KINDS[kind], "url": url, "summary_fields": {}}
        shown["related"] = {name: f"{url}{name}/" for name in ("survey_spec", "update")}
        if kind == "credentials":
            secret = {one["id"] for one in self._fields(item) if one.get("secret")}
            inputs = item["inputs"].items()
            shown["inputs"] = {name: ENCRYPTED if name in secret else value for name, value in inputs}
        approval = self.objects["workflow_approval_templates"].get(item.get("unified_job_template", 0))
        if kind == "workflow_job_template_nodes" and approval:
            shown["related"]["unified_job_template"] = f"/api/v2/workflow_approval_templates/{approval['id']}/"
        return shown

    def _fields(self, credential: Object) -> list[Object]:
        fields: list[Object] = self.objects["credential_types"][credential["credential_type"]]["inputs"]["fields"]
        return fields

    def _check(self, kind: str, body: Object, item: Object) -> None:
        used = {credential["credential_type"] for credential in self.objects["credentials"].values()}
        if kind == "credential_types" and item.get("id") in used and body.get("inputs") != item["inputs"]:
            raise Refused(403, detail="Modifications to inputs are not allowed for credential types that are in use")

    def _part(self, method: str, kind: str, item: Object, part: str, body: t.Any) -> tuple[int, t.Any]:
        if part == "survey_spec":
            if method == "POST":
                self.surveys[item["id"]] = body
            return 200, self.surveys.get(item["id"], {})
        if part == "create_approval_template":
            approval = self._add("workflow_approval_templates", body)
            item["unified_job_template"] = approval["id"]
            return 201, self._shown("workflow_approval_templates", approval)
        if part == "update":
            item.update(status="successful")
            return 202, {"url": "/api/v2/project_updates/1/"}
        return self._tie(method, item, part, body)

    def _tie(self, method: str, item: Object, part: str, body: t.Any) -> tuple[int, t.Any]:
        tied = self.ties.setdefault((item["id"], part), [])
        others = self.objects["credentials" if part == "credentials" else "workflow_job_template_nodes"]
        if method == "GET":
            return 200, _page([others[key] for key in tied])
        if body.get("disassociate"):
            tied.remove(body["id"])
        else:
            tied.append(body["id"])
        return 204, None


def _page(items: list[Object]) -> Object:
    return {"count": len(items), "next": None, "previous": None, "results": items}


class _Handler(BaseHTTPRequestHandler):
    controller: Controller

    def _serve(self) -> None:
        url = urlsplit(self.path)
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                raise Refused(401, detail="Authentication credentials were not provided.")
            query = dict(parse_qsl(url.query))
            status, body = self.controller.answer(self.command, url.path, query, json.loads(text or b"null"))
        except Refused as refused:
            status, body = refused.status, refused.body
        sent = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        headers = {"Content-Type": "application/json", "Content-Length": str(len(sent))}
        for name, value in {**headers, "X-API-Product-Name": "AWX", "X-API-Product-Version": "24.6.1"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    do_GET = do_POST = do_PATCH = do_DELETE = _serve  # noqa: N815 - named by http.server

    def log_message(self, format: str, *args: t.Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(controller: Controller) -> t.Iterator[str]:
    """Serve the stand-in in this process: ``with served(controller) as url``."""
    handler = type("Handler", (_Handler,), {"controller": controller})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
