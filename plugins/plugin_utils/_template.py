# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what makes a text a template to Ansible. For use in this collection only."""

from __future__ import annotations

import re

# What begins an expression, a statement, or a comment, and what begins a first line that says what else does so.
_BEGINNING = re.compile(r"\{(?=[{%#])|#(?=jinja2:)")


def may_be_template(text: str) -> bool:
    """Tell whether Ansible would evaluate a text."""
    return bool(_BEGINNING.search(text))


def defused(text: str) -> str:
    """Return a text with a blank where one would begin what Ansible evaluates."""
    return _BEGINNING.sub(r"\g<0> ", text)
