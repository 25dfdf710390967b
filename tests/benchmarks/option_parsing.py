# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print how many milliseconds it takes to parse and check the options of a task, by Ansible and by the collection."""

from __future__ import annotations

import json
import statistics
import time

from ansible.module_utils import basic

from ansible_collections.community.boomi.plugins.module_utils import _instances, _run
from ansible_collections.community.boomi.plugins.module_utils._core import options as _options

_TIMES = 15


def main() -> None:
    """Parse, again and again."""
    options = {"integration_pack_id": "p", "integration_pack_override_name": "Domestic"}
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": options}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    seconds = []
    for _time in range(_TIMES):
        begun = time.perf_counter()
        module = _run.make_module(_instances.ONE_SPEC, **_instances.IDENTITY_CONSTRAINTS)
        _options.parse_connection(module.params)
        _instances.parse_one(module.params)
        seconds.append(time.perf_counter() - begun)
    print(1000 * statistics.median(seconds))


if __name__ == "__main__":
    main()
