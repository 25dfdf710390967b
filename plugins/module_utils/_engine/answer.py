# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""PURE: what a task returns."""

from __future__ import annotations

import typing as t

from .._core.errors import BoomiError
from .kind import Values


class Result:
    """What a task has to say."""

    def __init__(
        self,
        changed: bool = False,
        values: Values | None = None,  # the return values beside ``changed``
        before: t.Any = None,  # what ``--diff`` shows; ``None`` where a module changes nothing by nature
        after: t.Any = None,
        warnings: t.Sequence[str] = (),
        # Why the task fails all the same; ``changed`` and ``values`` say what was done until then.
        error: BoomiError | None = None,
    ) -> None:
        self.changed, self.values, self.before, self.after = changed, values or {}, before, after
        self.warnings, self.error = list(warnings), error


def order(values: Values) -> list[str]:
    """Return what to sort objects by, the ID last: the API promises no order."""
    texts = [str(value or "") for value in values.values() if not isinstance(value, list)]
    return [*texts[1:], *texts[:1]]
