# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  query_filter:
    description:
      - Query expression in the form and with the names of the API. Mutually exclusive with the other filters.
      - A simple expression has C(property), C(operator), and C(argument), a list. The notes list the properties.
      - The operators V(EQUALS), V(NOT_EQUALS), V(LIKE), V(CONTAINS), V(NOT_CONTAINS), V(GREATER_THAN),
        V(GREATER_THAN_OR_EQUAL), V(LESS_THAN), and V(LESS_THAN_OR_EQUAL) take one argument, V(BETWEEN) takes two,
        V(IS_NULL) and V(IS_NOT_NULL) take none. In an argument of V(LIKE), V(%) matches any text.
      - A grouping expression has C(operator), V(and) or V(or), and C(nestedExpression), a list of expressions.
    type: dict
notes:
  - The result holds all objects, over all pages. If nothing matches, it is empty.
"""

    IDS = r"""
options:
  ids:
    description:
      - IDs of objects to return, any number of them. Mutually exclusive with the other filters.
      - IDs that do not exist are returned as RV(not_found_ids).
    type: list
    elements: str
    aliases: [id]
"""
