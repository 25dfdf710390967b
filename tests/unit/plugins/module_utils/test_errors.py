# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors: what a person reads, what a machine reads, and how the API's own words are found."""

from __future__ import annotations

import json
import typing as t

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.module_utils._core import errors as _errors
from ansible_collections.community.boomi.plugins.module_utils._core import words as _words

DENIED = "Access denied due to insufficient permissions."


def words(body: str) -> str:
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    return _words.api_words(data, body)


class TestWordsOfTheApi:
    @pytest.mark.parametrize(
        "body",
        [
            json.dumps({"errorMessage": DENIED}),
            json.dumps({"error": DENIED}),
            json.dumps(DENIED),
            f'<?xml version="1.0"?><bns:error xmlns:bns="x"><bns:message>{DENIED}</bns:message></bns:error>',
            f"<html><head><title>No</title><style>p {{}}</style></head><body>\n<p>{DENIED}</p></body></html>",
        ],
    )
    def test_forms_of_an_error_body_that_the_simulator_has_not_are_read(self, body: str) -> None:
        assert words(body) == DENIED

    @pytest.mark.parametrize("body", ["", "   \n", "<html><head><title>Gateway</title></head></html>", "<a/>"])
    def test_a_body_without_words_gives_none(self, body: str) -> None:
        assert words(body) == ""

    @pytest.mark.parametrize("body", ["{}", "[]", "null", '{"message": null}', '{"message": ""}', '{"error": [1]}'])
    def test_json_that_is_no_error_body_is_quoted(self, body: str) -> None:
        assert words(body) == body

    def test_entities_of_xml_are_read(self) -> None:
        assert words("<error><message>L&apos;&#233;t&eacute; &lt;1&gt;</message></error>") == "L'été <1>"

    def test_the_apis_own_message_is_given_at_length(self) -> None:
        assert len(words(json.dumps({"message": "word " * 100}))) == len("word " * 100) - 1


# What is asked of a text, and for which texts the answer is yes, and for which it is no.
VERDICTS: dict[t.Callable[[str], bool], dict[bool, list[str]]] = {
    _words.is_denial: {
        True: [
            DENIED,
            "access denied",
            "Access is denied",
            "You are not authorized to do this",
            "not permitted",
            "Insufficient permissions",
        ],
        False: [
            "",
            "Integration pack ID x is invalid.",
            "The integration pack is already installed.",
            "denied access key",
        ],
    },
    _words.is_about_login: {
        True: [
            "Incorrect user name and password combination.",
            "Invalid credentials",
            "Bad username or password",
            "The password has expired",
            "Login failed",
            "Authentication is required",
            "You are not authenticated",
            "Unable to authenticate user",
            "The user could not be authenticated",
            "Authentication error",
            "Username or password was rejected",
            "Authentication token missing",
            "Login attempt failed",
            "The credentials you have supplied are not valid",
            "password you entered is incorrect",
            "Invalid email or password",
            "Missing basic auth credentials",
        ],
        # Names that sound like it.
        False: [
            "",
            "An environment named Login Portal already exists.",
            "Password Sync could not be installed.",
            "A component Login cannot be deleted",
            "Environment Login not found",
            "The pack Password is not shared with this account",
            "The name Login Portal is not valid.",
            "The integration pack Password Sync is already installed in this account.",
            "Credential Store does not allow multiple installs and takes no name.",
        ],
    },
}


@pytest.mark.parametrize(
    ("asked", "verdict", "text"),
    [(asked, verdict, text) for asked, found in VERDICTS.items() for verdict, texts in found.items() for text in texts],
)
def test_a_denial_and_an_unknown_user_are_told_from_other_refusals(
    asked: t.Callable[[str], bool], verdict: bool, text: str
) -> None:
    assert bool(asked(text)) is verdict


@given(st.text(st.characters()), st.integers(1, 50))
def test_one_line_is_never_longer_than_asked_for(text: str, length: int) -> None:
    line = _errors.one_line(text, length)
    assert len(line) <= length
    assert line == line.strip()
