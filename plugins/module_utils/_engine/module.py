# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module: options, connection, task, result. The only place that looks at check mode and that exits."""

from __future__ import annotations

import json
import sys
import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values

from .._core import options
from .._core.client import Client
from .._core.errors import LONGEST_MESSAGE, BoomiError, OptionError, one_line, unexpected
from .._core.redact import Redactor
from .._core.transport import LIBRARIES, REQUESTS_IMPORT_ERROR, Http
from .answer import Result
from .given import check_as_given, without_null

# What Ansible checks between the options of a part.
_RULES = ("mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by")
# At -vvv.
_TRACEBACK_FROM = 3

Params = t.Mapping[str, t.Any]
# Checks the options of a module, without I/O, and returns what its task does; the flag says whether it only checks.
Parse = t.Callable[[Params], t.Callable[[Client, bool], Result]]


class _Module(AnsibleModule):
    """Takes null for not given, and learns what is a secret by its place before Ansible itself writes options down.

    That is in the system's log, and in a failure that Ansible's own checks have found.
    """

    def _load_params(self) -> None:
        super()._load_params()  # type: ignore[no-untyped-call]
        self.given = without_null(self.params, self.argument_spec, options.TARGETS)
        own = {name: value for name, value in self.params.items() if not name.startswith("_ansible_")}
        self.remarks = check_as_given(own, self.argument_spec)
        # ansible-core 2.16 refuses null in words of its own where an option is required or has a default.
        self.params = {name: "" if value is None else value for name, value in self.given.items()}

    def _log_invocation(self) -> None:
        self._hide_misplaced()
        params, self.params = self.params, {name: _without_values(value) for name, value in self.params.items()}
        super()._log_invocation()  # type: ignore[no-untyped-call]
        self.params = params

    def fail_json(self, msg: str, **kwargs: t.Any) -> t.NoReturn:
        """Fail, as :meth:`AnsibleModule.fail_json` does."""
        self._hide_misplaced()
        # No message can be read without its blanks.
        self.no_log_values = set(filter(str.strip, self.no_log_values))
        # Ansible's own checks name the list, and not which of its entries is wrong.
        refused = getattr(self, "validation_result", None)
        where = refused and refused.errors and _refused_part(self.given, self.argument_spec)
        # The arguments, which come back at -vvv: which value is a secret in a wrong place may not be known so far.
        self.params = _without_values(self.params)
        super().fail_json(msg=where or options.with_variables(str(msg), self.given), **kwargs)

    def spare_data(self, redact: Redactor) -> None:
        """Mask the options here, and keep Ansible from masking what may be data by chance in the result."""
        self.no_log_values.update(redact.forms)
        self.params = remove_values(self.params, self.no_log_values)
        self.no_log_values.difference_update(redact.uncertain_forms)

    def hide(self, error: BoomiError) -> None:
        """Have Ansible mask what an error has found to be a secret."""
        self.no_log_values.update(filter(None, error.hide))

    def _hide_misplaced(self) -> None:
        self.no_log_values.update(options.misplaced_secrets(self.params))


def _refused_part(given: Params, spec: Params, where: str = "") -> str:
    """Return which entry of a list, or which mapping, Ansible's own checks refuse, with their words."""
    for name, option in spec.items():
        value = given.get(name) if option.get("options") else None
        for index, entry in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(entry, dict):
                continue
            place = f"{where}{name}[{index}]" if isinstance(value, list) else f"{where}{name}"
            refused = _refused_part(entry, option["options"], f"{place}.")
            rules = {rule: option[rule] for rule in _RULES if rule in option}
            own = "" if refused else ArgumentSpecValidator(option["options"], **rules).validate(entry).error_messages
            if refused or own:
                return refused or f"{place}: {own[0]}"
    return ""


def _without_values(value: t.Any) -> t.Any:
    """Return an option without values that may turn out to be secrets given in a wrong place."""
    if isinstance(value, list):
        return [_without_values(entry) for entry in value]
    if isinstance(value, dict):
        return {name: "NOT_LOGGED" if name == "value" else _without_values(entry) for name, entry in value.items()}
    return value


def run(spec: Params, constraints: Params, parse: Parse) -> None:
    """Run a module, and exit.

    :param spec: its own options, to which those of the connection are added
    :param constraints: between its own options, as :class:`AnsibleModule` takes them
    """
    lacking = None if REQUESTS_IMPORT_ERROR else options.check_requirements(LIBRARIES)
    if lacking:
        _end_early({"msg": lacking})
    rules = ("mutually_exclusive", "required_one_of")
    together = {rule: [*constraints.get(rule, ()), options.SECRETS] for rule in rules}
    try:
        module = _Module(  # type: ignore[no-untyped-call]
            argument_spec={**options.argument_spec(), **spec}, supports_check_mode=True, **together
        )
    except OptionError as exc:
        _end_early(exc.render())
    except (ValueError, OverflowError, RecursionError) as exc:
        # Ansible's own checks fail where a number is too large for them, and its log where one holds half a character.
        what = "An option, or an environment variable that stands for one, contains a value that Ansible cannot read"
        _end_early({"msg": f"{what} ({type(exc).__name__})."})
    if REQUESTS_IMPORT_ERROR:
        module.fail_json(msg=missing_required_lib("requests"), exception=REQUESTS_IMPORT_ERROR)
    output, failed, warnings = _outcome(module, parse)
    # Not where the exceptions are caught: there Ansible would add the traceback of each.
    for warning in warnings:
        module.warn(warning)
    if failed and "exception" not in output:
        module.fail_json(**output)
    # Not all releases of Ansible let a failure say what its traceback is.
    module.exit_json(**output, **({"failed": True} if failed else {}))


def _end_early(failure: dict[str, t.Any]) -> t.NoReturn:
    sys.stdout.write(json.dumps({"failed": True, **failure}) + "\n")
    raise SystemExit(1)


def _outcome(module: _Module, parse: Parse) -> tuple[dict[str, t.Any], bool, list[str]]:
    """Return what the task says, whether it has failed, and its warnings. No secret is left in any of them."""
    http: Http | None = None
    warnings: list[str] = []
    try:
        options.refuse_empty_targets(module.given)
        warnings += module.remarks
        connection = options.Connection(module.params)
        if not connection.proxy_login:
            # A message has to name it. Ansible would mask it where it is given without http:// in front.
            module.no_log_values.discard(module.params["proxy"])
        task = parse(module.params)
        agent = f"community.boomi (ansible-core {getattr(module, 'ansible_version', None)})"
        http = Http(connection, agent, module.no_log_values)
        try:
            result = task(Client(http), module.check_mode)
        finally:
            http.close()
            module.spare_data(http.redact)
    except BoomiError as exc:
        module.hide(exc)
        exc.message = options.with_origin(exc.message, [exc.facts.get("option")], module.given)
        return _masked(exc.render(), http), True, _redacted(warnings, http)
    except Exception as exc:  # a mistake of ours: the user still gets a sentence, and nothing that holds a secret
        message = f"{unexpected(exc)}, with the task. If the task has written something, the next run finds it."
        failure: dict[str, t.Any] = {"msg": message, "error": {"kind": "internal"}}
        if module._verbosity >= _TRACEBACK_FROM:
            # A task pays for each import, and only a mistake of ours needs this one.
            import traceback

            trace = traceback.format_exc()
            failure["exception"] = http.redact(trace) if http else trace
        return failure, True, _redacted(warnings, http)
    output: dict[str, t.Any] = {"changed": result.changed, **result.values}
    if module._diff and (result.before is not None or result.after is not None):
        output["diff"] = {"before": result.before, "after": result.after}
    if result.error:
        module.hide(result.error)
        output = {**result.error.render(), **output}
    return _masked(output, http), result.error is not None, _redacted([*warnings, *result.warnings], http)


def _redacted(warnings: list[str], http: Http | None) -> list[str]:
    return [one_line(http.redact(text) if http else text, LONGEST_MESSAGE) for text in warnings]


def _masked(output: dict[str, t.Any], http: Http | None) -> dict[str, t.Any]:
    """Mask secrets: what servers and libraries say was masked where it became a part of a message."""
    if http is None:
        return output
    masked: dict[str, t.Any] = http.redact.tree(output)
    return {**masked, "msg": http.redact(masked["msg"])} if "msg" in masked else masked
