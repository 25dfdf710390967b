# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The credential type, through AWX's own injector and into a module."""

from __future__ import annotations

import importlib
import json
import tempfile
from pathlib import Path

import pytest

from ansible_collections.community.boomi.plugins.module_utils._core.options import OPTIONS
from ansible_collections.community.boomi.tests.awx.injector import inject
from ansible_collections.community.boomi.tests.in_process import run_in_process
from ansible_collections.community.boomi.tests.simulator import Simulator

MODULE = "ansible_collections.community.boomi.plugins.modules.boomi_environment_info"


def test_each_field_is_injected_as_the_variable_of_its_option(tmp_path: Path) -> None:
    inputs = {option.name: f"the {option.name}" for option in OPTIONS}
    environment, shown = inject(tmp_path, **inputs)
    assert environment == {option.env[0]: f"the {option.name}" for option in OPTIONS}
    assert {name for name, value in shown.items() if value == "**********"} == {
        option.env[0] for option in OPTIONS if option.spec["no_log"]
    }


@pytest.mark.parametrize("blank", [{}, {option.name: "" for option in OPTIONS if "required" not in option.spec}])
def test_a_credential_whose_other_fields_are_blank_connects_with_all_defaults(
    sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blank: dict[str, str]
) -> None:
    given = {
        "account_id": sim.account_id,
        "username": sim.username,
        "api_token": sim.token,
        "base_url": sim.base_url,
    }
    environment, _shown = inject(tmp_path, **{**blank, **given})
    # AWX injects what is left blank as an empty variable.
    assert {name for name, value in environment.items() if not value} == {
        option.env[0] for option in OPTIONS if option.name not in given
    }
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = run_in_process(importlib.import_module(MODULE).main, {"_ansible_verbosity": 3})
    result = json.loads(ended.printed)
    assert not result.get("failed"), result
    assert result["environments"]
    used = result["invocation"]["module_args"]
    assert {option.name: used[option.name] for option in OPTIONS if option.name not in given} == {
        option.name: option.default for option in OPTIONS if option.name not in given
    }
