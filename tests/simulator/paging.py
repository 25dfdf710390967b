# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Query pages and the tokens that lead from one to the next."""

from __future__ import annotations

import base64
import dataclasses
import random
import time
from collections.abc import Callable

from .settings import Settings
from .state import Record
from .wire import ApiError

PAGE_SIZE = 100
# 1,152 bytes are the 1,536 characters of base64 that the OpenAPI sample of a token has.
_TOKEN_BYTES = 1152


@dataclasses.dataclass
class _Bookmark:
    account: str
    object: str
    find: Callable[[], list[Record]]
    offset: int
    made: float


@dataclasses.dataclass
class Page:
    """One page of records; ``token`` is None on the last one."""

    records: list[Record]
    total: int
    token: str | None


class Pager:
    """Cuts results into pages and remembers where each token goes on."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._bookmarks: dict[str, _Bookmark] = {}

    def first(self, account: str, object_name: str, find: Callable[[], list[Record]], settings: Settings) -> Page:
        """The first page of what ``find`` finds; later pages look again only where paging is live."""
        found = find()
        look = find if settings.paging == "live" else (lambda: found)
        return self._page(_Bookmark(account, object_name, look, 0, time.monotonic()), found)

    def next(self, account: str, object_name: str, token: str, settings: Settings) -> Page:
        """The page that ``token`` leads to; ApiError 400 for a token that is unknown here, used up or too old."""
        bookmark = self._bookmarks.get(token)
        if bookmark is None or (bookmark.account, bookmark.object) != (account, object_name):
            raise ApiError(400, "The query token is invalid.")
        if settings.token_lifetime and time.monotonic() - bookmark.made >= settings.token_lifetime:
            raise ApiError(400, "The query token has expired.")
        if settings.token_single_use:
            del self._bookmarks[token]
        return self._page(bookmark, bookmark.find())

    def _page(self, bookmark: _Bookmark, found: list[Record]) -> Page:
        end = bookmark.offset + PAGE_SIZE
        token = None
        if end < len(found):
            token = self.new_token()
            self._bookmarks[token] = dataclasses.replace(bookmark, offset=end, made=time.monotonic())
        return Page(found[bookmark.offset : end], len(found), token)

    def new_token(self) -> str:
        """A token that looks like the vendor's sample: it starts with a slash and has plus signs."""
        return "/+" + base64.b64encode(self._chance.randbytes(_TOKEN_BYTES)).decode()[2:]
