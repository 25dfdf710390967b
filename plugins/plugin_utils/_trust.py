# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Private: what the API says is no template, whatever it looks like."""

from __future__ import annotations

import re
import typing as t

import ansible.template
from ansible.utils.unsafe_proxy import wrap_var

# Since ansible-core 2.19 a text is evaluated only if it is trusted, and an inventory that is printed as JSON has an
# object in the place of each text that is not. Before, every text was evaluated that is not marked as unsafe.
_IS_TRUST_NEEDED = hasattr(ansible.template, "trust_as_template")
# More than _template looks for: an expression may join texts that only together are a template.
_MAY_BE_TEMPLATE = re.compile("[{#]")


def data(value: t.Any) -> t.Any:
    """Return what came from outside so that Ansible evaluates nothing in it, and shows it plainly where it can."""
    if isinstance(value, dict):
        return {name: data(entry) for name, entry in value.items()}
    if isinstance(value, list):
        return [data(entry) for entry in value]
    if isinstance(value, str) and _MAY_BE_TEMPLATE.search(value):
        return value if _IS_TRUST_NEEDED else wrap_var(value)
    return shown(value)


def shown(value: t.Any) -> t.Any:
    """Return a value that Ansible has evaluated so that it is shown plainly, if it is no template."""
    plain = _IS_TRUST_NEEDED and isinstance(value, str) and not _MAY_BE_TEMPLATE.search(value)
    return ansible.template.trust_as_template(value) if plain else value
