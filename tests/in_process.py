# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a module in the process that asks for it, as Ansible runs it in one of its own."""

from __future__ import annotations

import contextlib
import io
import json
import typing as t

from ansible.module_utils import basic
from ansible.module_utils.common import parameters


class Ended(t.NamedTuple):
    """What came of a run.

    :param status: of its exit; ``None`` where it did not exit, as every module has to
    :param printed: to standard output, where Ansible looks for one JSON document
    :param complaints: what it wrote to standard error
    """

    status: object
    printed: str
    complaints: str


def run_in_process(main: t.Callable[[], None], arguments: t.Mapping[str, t.Any]) -> Ended:
    """Run the ``main`` of a module, with these arguments."""
    if "inject_invocation" in parameters.PASS_VARS:
        # Newer releases return the arguments only where they are asked to.
        arguments = {**arguments, "_ansible_inject_invocation": True}
    # Ansible has no public way to do this; the profile is what ansible-core 2.19 and later ask for as well.
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": arguments}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    printed, complaints = io.StringIO(), io.StringIO()
    status: object = None
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(complaints):
        try:
            main()
        except SystemExit as exit_of_module:
            status = exit_of_module.code
    return Ended(status, printed.getvalue(), complaints.getvalue())
