# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Print how many milliseconds it takes to parse and check the options of a task, by Ansible and by the collection."""

from __future__ import annotations

import json
import statistics
import time

from ansible.module_utils import basic

from ansible_collections.community.boomi.plugins.module_utils._core import options as _options
from ansible_collections.community.boomi.plugins.module_utils._engine import module as _module
from ansible_collections.community.boomi.plugins.module_utils._engine import spec as _spec
from ansible_collections.community.boomi.plugins.module_utils._objects.packs import INTEGRATION_PACK_INSTANCE as _KIND

_TIMES = 15
_LISTS = ("environments",)


def main() -> None:
    """Parse, again and again."""
    options = {"integration_pack_id": "p", "integration_pack_override_name": "Domestic"}
    basic._ANSIBLE_ARGS = json.dumps({"ANSIBLE_MODULE_ARGS": options}).encode()
    basic._ANSIBLE_PROFILE = "legacy"
    spec = {**_options.argument_spec(), "state": _spec.STATE, **_spec.identity_spec(_KIND, _LISTS), **_spec.APPROVAL}
    seconds = []
    for _time in range(_TIMES):
        begun = time.perf_counter()
        module = _module._Module(  # type: ignore[no-untyped-call]
            argument_spec=spec, supports_check_mode=True, **_spec.constraints(_KIND)
        )
        _options.Connection(module.params)
        _spec.parse_item(_KIND, module.params, _LISTS)
        seconds.append(time.perf_counter() - begun)
    print(1000 * statistics.median(seconds))


if __name__ == "__main__":
    main()
