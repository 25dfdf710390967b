# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How much is tried, and the values that nobody expects.

``BOOMI_FUZZ_CASES`` says how many cases each group of property tests tries: answers of a server, query expressions, and
options. The group of the options holds also what is tried of secrets, addresses and identifiers. Without the variable
each group tries a few hundred, the same ones in each run; with it, others in each run.
"""

from __future__ import annotations

import functools
import math
import os
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

_Test = TypeVar("_Test", bound=Callable[..., Any])

QUICK_CASES = 200
BATCH = 400
# From so many on, no option of a module is left out by chance.
ALL_OPTIONS_CASES = 20_000
_WANTED = os.environ.get("BOOMI_FUZZ_CASES")
CASES = int(_WANTED or QUICK_CASES)
# What takes long is made smaller in the quick run.
FULL = CASES > QUICK_CASES

# How many cases a property test has tried, and the peak of memory that was measured, in MiB.
tried: Counter[str] = Counter()
TRIED, PEAK = "tried ", "peak of memory"


def tries(what: str, share: float = 1, times: int = 1) -> Callable[[_Test], _Test]:
    """Let a property test try its share of the cases of its group, and count them.

    Many cases are tried in several tests, so that none of them takes minutes.

    :param what: is tried, behind the name of its group
    :param share: of the group; all shares of a group make 1
    :param times: how often the test is there, for one parameter or another: these divide the share between them
    """
    cases = max(5, math.ceil(CASES * share / times))
    batches = math.ceil(cases / BATCH)
    profile = settings(
        max_examples=math.ceil(cases / batches),
        derandomize=_WANTED is None,
        # Shrinking a failure of a whole module over a real connection takes minutes: a failing case is told as it is.
        phases=[Phase.explicit, Phase.generate, Phase.shrink] if _WANTED is None else [Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )

    def decorate(test: _Test) -> _Test:
        inner = test.hypothesis.inner_test  # type: ignore[attr-defined]

        @functools.wraps(inner)
        def counted(*args: Any, **kwargs: Any) -> None:
            inner(*args, **kwargs)
            tried[TRIED + what] += 1

        test.hypothesis.inner_test = counted  # type: ignore[attr-defined]
        if batches == 1:
            return profile(test)
        batched = pytest.mark.parametrize("batch", range(batches), indirect=True)
        decorated: _Test = batched(pytest.mark.usefixtures("batch")(profile(test)))
        return decorated

    return decorate


# Any text, lone surrogates and control characters among it.
any_text = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("a/.%\\\"'<>&?#:@+ =\x00\n\r\t\x1b\u2028\ud800\udcff\u202e\u00e9\U0001f600"), max_size=20
)
# The long ones are made of a short text each, so that they can be named in a report.
long_texts = st.sampled_from([("&#", "9", 5000), ("", "x", 100_000), ("", "<script", 2000)]).map(
    lambda parts: parts[0] + parts[1] * parts[2]
)
strange_texts = long_texts | st.sampled_from(
    [
        *(
            "",
            " ",
            "..",
            ".",
            "/",
            "\x00",
            "\ud800",
            "\udcff",
            "\u202e\u0000\uffff",
            "%2e%2e%2f",
            "../../../etc/passwd",
        ),
        *("bulk", "query", "queryMore", "null", "None", "NaN", "true", "{{ 7 * 7 }}", "<message>x</message>"),
    ]
)
any_number = (
    st.integers()
    | st.floats()
    | st.sampled_from([0, -1, 10**30, 1e308, float("nan"), float("inf"), -0.0, 2**63])
    | st.sampled_from([40, 400, 4000]).map(lambda digits: -(10**digits))
)
scalars = st.none() | st.booleans() | any_number | any_text | strange_texts
any_json = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text | strange_texts, inner, max_size=4),
    max_leaves=12,
)
