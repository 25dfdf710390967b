# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that provisions an account: asks for it once, and waits until it is there.

A request whose answer is lost is not sent again: each may lead to an account of its own.

Not in the vendor's OpenAPI document. The steps and the two statuses are from the vendor's page "Provision Partner
Customer Account operation", the names of fields from a public client that has used it (boompy).
"""

from __future__ import annotations

import contextlib
import typing as t

from .._core import archive, filters, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, call_for
from .._core.errors import BoomiError, CallError, OptionError, StateError, UnsettledError
from .._engine import patience
from .._engine.answer import Result
from .._engine.fetch import ask
from .._engine.given import refuse_empty
from .._engine.kind import Field, Kind, Values
from .._engine.module import Params, run
from .._engine.read import read_ids
from .._engine.spec import refuse_form
from .account_groups import ACCOUNT

# It takes about a minute (a public client).
_LONGEST_PAUSE = 15.0

_PRODUCT = {"product_code": {"type": "str", "required": True}, "quantity": {"type": "int", "required": True}}
# What is asked for, and answered.
_REQUEST = Kind(
    "AccountProvision",
    (
        Field("id"),
        Field("name", given=True),
        Field("street", given=True),
        Field("city", given=True),
        Field("state_code", given=True),
        Field("zip_code", given=True),
        Field("country_code", given=True),
        Field("status", given=True),
        Field("products", "product", given=True, fields=(Field("product_code"), Field("quantity", type="int"))),
        Field("account_id"),
    ),
    title="provisioning of an account",
    # Which privileges it takes is not documented; creating accounts takes these.
    read="API and ACCOUNT_ADMIN",
)
# The options that describe an account. Not every customer has a state.
_GIVEN = tuple(field.name for field in _REQUEST.fields if field.given)
_OPTIONAL = ("state_code",)
# Statuses of a request that is under way, and of one that has led to an account.
_PENDING, _COMPLETED = "PENDING", "COMPLETED"


def module() -> None:
    """Run the module."""
    spec: dict[str, t.Any] = {name: {"type": "str"} for name in _GIVEN}
    spec["name"]["required"] = True
    spec["products"] = {"type": "list", "elements": "dict", "options": _PRODUCT}
    spec.update(id={"type": "str"}, wait_timeout={"type": "int", "default": 600})

    def parse(params: Params) -> t.Callable[[Client, bool], Result]:
        _check(params)

        def task(client: Client, check: bool) -> Result:
            things = [(_REQUEST.name, params["name"])]
            # One task after the other: the second one finds the account of the first.
            with contextlib.nullcontext(False) if check else patience.keep_others_out(client.http, things) as abandoned:
                return _Provisioning(client, params).carry_out(check, abandoned)

        return task

    run(spec, {}, parse)


def _check(params: Params) -> None:
    refuse_empty({name: params[name] for name in (*_GIVEN, "id")}, "Give a value.")
    refuse_form(params["name"], "name")
    for name in _GIVEN:
        if params["id"] is None and not params[name] and name not in _OPTIONAL:
            raise OptionError(f"{name} is required, unless id is given.", option=name)
    if params["override_account"] is not None:
        raise OptionError(
            "Accounts are provisioned by account_id itself. Leave out override_account, and unset"
            " BOOMI_OVERRIDE_ACCOUNT.",
            option="override_account",
        )
    patience.given(params)


class _Provisioning:
    """One request, from the look whether it is necessary to the account."""

    def __init__(self, client: Client, params: Params) -> None:
        self._client, self._params = client, params
        self._request_id: str | None = params["id"]
        self._account: Values | None = None
        self._warnings: list[str] = []
        # Whether a request may have reached the API.
        self._asked = False

    def carry_out(self, check: bool, abandoned: bool) -> Result:
        """Ask for the account where it does not exist, and wait for it.

        :param abandoned: a former task was stopped and may have asked for it
        :raises StateError: several accounts have the name, or none, and one may be on its way
        :raises CallError: the API refuses the request: nothing was provisioned
        """
        self._account = self._named()
        new = self._account is None and self._request_id is None
        if self._account or check:
            return self._result(new)
        if new and abandoned:
            raise StateError(
                f"An earlier task on this host was stopped while it provisioned {self._params['name']!r}, which takes"
                f" some minutes. Look with {ACCOUNT.see}. If the account does not show, run the task again, which then"
                " sends a request."
            )
        # The wait begins with the request.
        watch = patience.Watch(patience.given(self._params), longest=_LONGEST_PAUSE)
        try:
            self._wait(self._request() if new else None, watch)
        except BoomiError as exc:
            if new and isinstance(exc, CallError):
                if not self._asked:
                    raise
                # The usual advice is to run the task again, which is right where an id is given.
                exc.advise(self._advice())
            return self._result(new, exc)
        return self._result(new)

    def _result(self, changed: bool, error: BoomiError | None = None) -> Result:
        values = {ACCOUNT.key: self._account, "provision_id": self._request_id}
        return Result(changed, values, warnings=self._warnings, error=error)

    def _named(self) -> Values | None:
        """Return the account of that name.

        :raises StateError: there are several
        """
        name = self._params["name"]
        rows = map(ACCOUNT.read, ask(self._client, ACCOUNT, filters.equals(ACCOUNT, "name", name)))
        found = [row for row in rows if row["name"] == name and ACCOUNT.exists(row)]
        if len(found) > 1:
            ids = sorted(row["id"] for row in found)
            raise StateError(
                f"Account {self._client.account} has created several accounts named {name!r}: {', '.join(ids)}. Rename"
                " all but one of them, or give another name.",
                candidates=ids,
            )
        return found[0] if found else None

    # The request

    def _request(self) -> Values:
        """Send the request, and return its answer.

        :raises CallError: it was refused
        :raises UnsettledError: it may have been done, and no account shows
        """
        path, name = (_REQUEST.name, "execute"), self._params["name"]
        body = _REQUEST.write({option: self._params[option] for option in _GIVEN})
        call = call_for(_REQUEST, retry.CREATE, path, body, name, partner=True)
        try:
            row = _REQUEST.read(self._client.send_once(call).object)
        except CallError as exc:
            if not exc.may_be_cause:
                raise
            self._asked = True
            return self._found(exc)
        self._asked, self._request_id = True, row["id"]
        return row if self._request_id else self._found()

    def _found(self, failure: CallError | None = None) -> Values:
        """Look for the account that a request has led to whose answer is lost, or does not name it."""
        http, name = self._client.http, self._params["name"]
        seconds = min(patience.for_a_write(http, failure), self._params["wait_timeout"])
        for _look in patience.Watch(seconds, http.wait):
            try:
                self._account = self._named()
            except CallError as look:
                if not failure:
                    raise
                failure.message += f" Searching for it also failed: {look.message}"
                raise failure from look
            if self._account:
                self._warnings.append(
                    f"The response to the request was lost. The account {name!r} is assumed to be its result."
                )
                return {"status": _COMPLETED}
        if failure:
            raise failure
        raise UnsettledError(
            f"The API accepted a request for {name!r}, but returned no ID of the request. {self._advice()}"
        )

    def _look(self) -> Values:
        request_id = str(self._request_id)
        path = (_REQUEST.name, request_id)
        call = call_for(_REQUEST, retry.GET, path, None, request_id, partner=True)
        return _REQUEST.read(self._client.http.call(call).object)

    # The end

    def _wait(self, row: Values | None, watch: patience.Watch) -> None:
        """Wait until the request is completed and the account shows in queries.

        :param row: what the request is known to be like
        :raises UnsettledError: it has ended otherwise, or not within the time
        """
        name, shown = self._params["name"], ""
        for _look in watch:
            row = row or self._look()
            if row["status"] == _COMPLETED:
                account_id = row.get("account_id")
                if not self._account:
                    by_id = read_ids(self._client, ACCOUNT, [account_id]) if account_id else {}
                    self._account = by_id.get(account_id) if account_id else self._named()
                if self._account:
                    return
                shown = f"is {_COMPLETED}, and account {account_id or name} does not show"
            # No status tells nothing.
            elif row["status"] in (_PENDING, None):
                shown, row = f"is still {row['status'] or 'without a status'}", None
            else:
                raise UnsettledError(
                    f"Provisioning {name!r} (request {self._request_id}) has ended with the status {row['status']!r},"
                    " which is not documented. Ask Boomi Support what became of it before you run the task again."
                )
        raise UnsettledError(
            f"Provisioning {name!r} (request {self._request_id}) {shown} after wait_timeout,"
            f" {self._params['wait_timeout']} s. {self._advice()}"
        )

    def _advice(self) -> str:
        """Say how to go on without asking for a second account."""
        if self._request_id:
            return (
                f"Run the task again with id={self._request_id} to go on waiting; without it, you may get two accounts."
            )
        return (
            f"The account may be on its way. Check with {ACCOUNT.see} before you run the task again, or you may get"
            " two."
        )
