# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module: options, connection, plan, apply, result. The only place that looks at check mode and that exits."""

from __future__ import annotations

import json
import sys
import typing as t
from dataclasses import dataclass, field

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

from ._core import options as _options
from ._core.client import Client
from ._core.errors import LONGEST_MESSAGE, BoomiError, one_line
from ._core.http import REQUESTS_IMPORT_ERROR, Http


@dataclass
class Result:
    """What a task has to say.

    :param values: the return values beside ``changed``
    :param before: and :param after: complete objects for ``--diff``; ``None`` where a module changes nothing by nature
    :param error: why the task fails all the same; ``changed`` and ``values`` say what was done until then
    """

    changed: bool = False
    values: dict[str, t.Any] = field(default_factory=dict)
    before: t.Any = None
    after: t.Any = None
    warnings: t.Sequence[str] = ()
    error: BoomiError | None = None


class Planned(t.Protocol):
    """A plan for one account."""

    def foreseen(self) -> Result:
        """Say what :meth:`apply` would do; no call."""

    def apply(self) -> Result:
        """Do it."""


Task = t.Callable[[Client], Planned]


class _Module(AnsibleModule):
    """Learns what is a secret by its place before Ansible itself writes options down.

    That is in the system's log, and in a failure that Ansible's own checks have found.
    """

    def _log_invocation(self) -> None:
        self._hide_misplaced()
        super()._log_invocation()  # type: ignore[no-untyped-call]

    def fail_json(self, *args: t.Any, **kwargs: t.Any) -> t.NoReturn:
        """Fail, as :meth:`AnsibleModule.fail_json` does."""
        self._hide_misplaced()
        super().fail_json(*args, **kwargs)

    def _hide_misplaced(self) -> None:
        self.no_log_values.update(_options.misplaced_secrets(self.params))


def make_module(spec: dict[str, t.Any], **constraints: t.Any) -> AnsibleModule:
    """Return the module with the connection options added to its own ``spec``."""
    for key, own in (
        ("mutually_exclusive", _options.MUTUALLY_EXCLUSIVE),
        ("required_one_of", _options.REQUIRED_ONE_OF),
    ):
        constraints[key] = [*constraints.get(key, ()), *own]
    try:
        return _Module(  # type: ignore[no-untyped-call]
            argument_spec={**_options.argument_spec(), **spec}, supports_check_mode=True, **constraints
        )
    except (ValueError, OverflowError, RecursionError) as exc:
        # Ansible's own checks fail where a number is too large for them, and its log where one holds half a character.
        what = "An option, or an environment variable that stands for one, holds what Ansible cannot read"
        sys.stdout.write(json.dumps({"failed": True, "msg": f"{what} ({type(exc).__name__})."}) + "\n")
        raise SystemExit(1) from None


def run(module: AnsibleModule, parse: t.Callable[[t.Mapping[str, t.Any]], Task]) -> None:
    """Bring the account to what the options say, or in check mode only say what would be done.

    :param parse: checks the module's own options, without I/O, and returns what makes the plan
    """
    _finish(module, parse, lambda planned: planned.foreseen() if module.check_mode else planned.apply())


def run_info(module: AnsibleModule, parse: t.Callable[[t.Mapping[str, t.Any]], t.Callable[[Client], Result]]) -> None:
    """Read, and return what was read."""
    _finish(module, parse, lambda result: result)


def _finish(
    module: AnsibleModule,
    parse: t.Callable[[t.Mapping[str, t.Any]], t.Callable[[Client], t.Any]],
    conclude: t.Callable[[t.Any], Result],
) -> None:
    if REQUESTS_IMPORT_ERROR:
        module.fail_json(msg=missing_required_lib("requests"), exception=REQUESTS_IMPORT_ERROR)
    output, failed, warnings = _outcome(module, parse, conclude)
    # Not where the exceptions are caught: there Ansible would add the traceback of each.
    for warning in warnings:
        module.warn(warning)
    if failed:
        module.fail_json(**output)
    module.exit_json(**output)


def _outcome(
    module: AnsibleModule,
    parse: t.Callable[[t.Mapping[str, t.Any]], t.Callable[[Client], t.Any]],
    conclude: t.Callable[[t.Any], Result],
) -> tuple[dict[str, t.Any], bool, list[str]]:
    """Return what the task says, whether it has failed, and its warnings. No secret is left in any of them."""
    redact: t.Callable[[t.Any], t.Any] = _as_it_is
    try:
        connection = _options.parse_connection(module.params)
        task = parse(module.params)
        http = Http(connection, f"community.boomi (ansible-core {getattr(module, 'ansible_version', None)})")
        redact = http.redact.tree
        # Ansible masks its own part of the output: the options as they were given.
        module.no_log_values.update(http.redact.forms)
        try:
            result = conclude(task(Client(http)))
        finally:
            http.close()
    except BoomiError as exc:
        return redact(exc.render()), True, []
    except Exception as exc:  # a mistake of ours: the user still gets a sentence, and nothing that holds a secret
        message = (
            f"The collection has met a case that it does not know ({type(exc).__name__} in {_place(exc)}). "
            "Please report it with what the task was; if it has written something, the next run finds it."
        )
        return {"msg": message, "error": {"kind": "internal"}}, True, []
    output: dict[str, t.Any] = {"changed": result.changed, **result.values}
    if module._diff and (result.before is not None or result.after is not None):
        output["diff"] = {"before": result.before, "after": result.after}
    if result.error:
        output = {**result.error.render(), **output}
    return (
        redact(output),
        result.error is not None,
        [one_line(redact(text), LONGEST_MESSAGE) for text in result.warnings],
    )


def _as_it_is(value: t.Any) -> t.Any:
    return value


def _place(exc: BaseException) -> str:
    trace = exc.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "an unknown place"
