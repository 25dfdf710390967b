# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private: the options of a plugin, checked as AnsibleModule checks those of a module, and what it reads with them."""

from __future__ import annotations

import traceback
import typing as t

from ansible.module_utils.basic import missing_required_lib
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values

from ..module_utils._core import options
from ..module_utils._core.client import Client
from ..module_utils._core.errors import LONGEST_MESSAGE, BoomiError, OptionError, one_line, unexpected
from ..module_utils._core.transport import LIBRARIES, REQUESTS_IMPORT_ERROR, Http
from ..module_utils._engine.given import check_as_given, without_null

Params = t.Mapping[str, t.Any]


def check(given: Params, spec: Params) -> tuple[options.Connection, dict[str, t.Any], list[str]]:
    """Check the options of a plugin. What is not given comes from the environment, or has its default.

    :param given: the connection options and those of ``spec``, as a person has written them
    :param spec: the plugin's own options, as AnsibleModule takes them
    :return: the connection, all options by name, and warnings
    :raises OptionError: the message holds no secret
    """
    spec = {**options.argument_spec(), **spec}
    texts = {str(name): _decrypted(value) for name, value in given.items()}
    params = without_null(texts, spec, options.TARGETS)
    hidden = options.misplaced_secrets(params)
    hidden |= {str(params[name]) for name, option in spec.items() if option.get("no_log") and params.get(name)}
    try:
        options.refuse_empty_targets(params)
        warnings = check_as_given(texts, spec)
        validator = ArgumentSpecValidator(spec, [options.SECRETS], required_one_of=[options.SECRETS])
        result = validator.validate(params)
        if result.error_messages:
            raise OptionError(" ".join(options.with_variables(text, params) for text in result.error_messages))
        checked: dict[str, t.Any] = result.validated_parameters
        return options.Connection(checked), checked, warnings
    except (ValueError, OverflowError, RecursionError) as exc:
        raise OptionError(
            "An option, or an environment variable that stands for one, contains a value that Ansible cannot read"
            f" ({type(exc).__name__})."
        ) from None
    except OptionError as exc:
        message = options.with_origin(exc.message, [exc.facts.get("option")], params)
        raise OptionError(str(remove_values(message, hidden))) from None


def _decrypted(value: t.Any) -> t.Any:
    """An older Ansible leaves it to the reader to decrypt a text."""
    return value if value is None or isinstance(value, (str, bool, int, float, list, dict)) else str(value)


def refuse_missing_libraries() -> None:
    """Refuse to work without requests, or with a release of it that does not fit.

    :raises BoomiError: it is missing
    """
    lacking = missing_required_lib("requests") if REQUESTS_IMPORT_ERROR else options.check_requirements(LIBRARIES)
    if lacking:
        raise BoomiError(lacking)


Found = t.TypeVar("Found")


def read(connection: options.Connection, version: str, task: t.Callable[[Client], Found]) -> Found:
    """Return what a task reads, with the secrets of the connection masked in it.

    :param version: of ansible-core
    :raises BoomiError: with a sentence for a person, in which secrets are masked
    """
    refuse_missing_libraries()
    http = Http(connection, f"community.boomi (ansible-core {version})")
    try:
        found: Found = http.redact.tree(task(Client(http)))
        return found
    except BoomiError as exc:
        raise BoomiError(http.redact(one_line(exc.message, LONGEST_MESSAGE))) from None
    except Exception as exc:  # a mistake of ours: the user still gets a sentence, and nothing that holds a secret
        # The event source imports this file, too, and runs without Ansible's controller.
        from ansible.utils.display import Display

        Display().vvv(http.redact(traceback.format_exc()))
        raise BoomiError(f"{unexpected(exc)}.") from None
    finally:
        http.close()
