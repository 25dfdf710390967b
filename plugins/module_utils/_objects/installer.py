# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The module that makes a token, with which an installer adds a runtime to an account.

The API creates tokens, and knows nothing else. Each task makes another one, which a file or the result takes.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import typing as t

from .._core import archive, retry  # pylint: disable=unused-import # noqa: F401 - first of all
from .._core.client import Client, call_for
from .._core.errors import CallError, OptionError, UnsettledError
from .._engine.answer import Result
from .._engine.fetch import settle
from .._engine.given import refuse_empty
from .._engine.kind import Field, Kind, Values
from .._engine.module import Params, run
from .._engine.world import resolve
from .environments import CLOUD

INSTALLER_TOKEN = Kind(
    "InstallerToken",
    (
        Field("id"),
        Field("token"),
        Field("install_type", given=True, choices=("ATOM", "MOLECULE", "CLOUD", "BROKER", "GATEWAY")),
        Field("duration_minutes", type="int", given=True),
        Field("cloud_id"),
        Field("owner_account_id", "accountId"),
        Field("created"),
        Field("expiration"),
    ),
    write="API and ATOM_MANAGEMENT",
    identifier="token",
)
# The bounds of the vendor's document.
_SHORTEST, _LONGEST = 30, 1440


def module() -> None:
    """Run the module."""
    spec: dict[str, t.Any] = {field.name: field.spec for field in INSTALLER_TOKEN.fields if field.given}
    spec["install_type"]["required"] = True
    spec["duration_minutes"]["default"] = _SHORTEST
    spec.update(cloud={"type": "str"}, dest={"type": "path"}, return_token={"type": "bool", "default": False})
    run(spec, {}, _parse)


def _parse(params: Params) -> t.Callable[[Client, bool], Result]:
    _check(params)

    def task(client: Client, check: bool) -> Result:
        given = {name: params[name] for name in ("install_type", "duration_minutes")}
        cloud = params["cloud"]
        if cloud is not None:
            found = settle(client, lambda known: resolve(known, CLOUD, cloud))
            given["cloud_id"] = found["id"]
        made: Values = {}
        try:
            with _reserved(params["dest"], check) as write:
                made = {**INSTALLER_TOKEN.read({}), **given} if check else _make(client, given)
                write(str(made["token"]))
        except UnsettledError as exc:
            return Result(changed=True, error=exc)
        except (CallError, OptionError) as exc:
            # The file may fail behind the API as well.
            if not (exc.may_be_cause if isinstance(exc, CallError) else made):
                raise
            exc.message += " If a token was created, it expires by itself."
            return Result(changed=True, error=exc)
        told = {name: value for name, value in made.items() if name not in ("id", "token")}
        told["token"] = made["token"] if params["return_token"] else None
        return Result(changed=True, values={INSTALLER_TOKEN.key: told, "dest": params["dest"]})

    return task


def _check(params: Params) -> None:
    cloud, minutes = params["cloud"], params["duration_minutes"]
    if not _SHORTEST <= minutes <= _LONGEST:
        raise OptionError(
            f"duration_minutes must be from {_SHORTEST} to {_LONGEST}, not {minutes}.", option="duration_minutes"
        )
    refuse_empty({"cloud": cloud, "dest": params["dest"]})
    if (cloud is not None) != (params["install_type"] == "CLOUD"):
        raise OptionError("cloud is required with install_type=CLOUD, and refused with any other.", option="cloud")
    if params["dest"] is None and not params["return_token"]:
        raise OptionError(
            "The token would be lost. Set dest to write it to a file, or return_token to return it.", option="dest"
        )


def _make(client: Client, given: Values) -> Values:
    kind = INSTALLER_TOKEN
    call = call_for(kind, retry.CREATE, (kind.name,), kind.write(given), secret=True)
    made = kind.read(client.send_once(call).object)
    # Installers, and the command lines that start them, get it as it is.
    if not made["token"] or not made["token"].isprintable():
        raise UnsettledError(
            f"The API has created an {kind.title} for account {client.account}, but its response does not contain a"
            " usable token. The token expires by itself. Run again."
        )
    return made


@contextlib.contextmanager
def _reserved(dest: str | None, check: bool) -> t.Iterator[t.Callable[[str], None]]:
    """Make room for a file that only its owner can read, before there is anything to write; return what fills it.

    :raises OptionError: there cannot be such a file
    """
    if dest is None:
        yield lambda _text: None
        return
    directory = os.path.dirname(os.path.abspath(dest))
    name = ""

    def write(text: str) -> None:
        if not check:
            with open(handle, "w", encoding="utf-8", closefd=False) as file:
                file.write(text)
            os.replace(name, dest)

    try:
        if os.path.isdir(dest):
            raise IsADirectoryError(f"{dest} is a directory")
        handle, name = tempfile.mkstemp(prefix=".boomi-", dir=directory)
        try:
            yield write
        finally:
            os.close(handle)
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
    except OSError as exc:
        raise OptionError(
            f"dest cannot be written: {exc}. Give a file in a directory that exists.", option="dest"
        ) from exc
