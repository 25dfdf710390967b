# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Reports: what they say of accounts, and that names in them stay names."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
import typing as t
from html.parser import HTMLParser

import pytest
from ansible.errors import AnsibleFilterError
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ansible_collections.community.boomi.plugins.filter.account_report import FORMATS, account_report

Values = dict[str, t.Any]
SCRIPT = "<script>alert('pack')</script>"


def runtime(number: int, status: str, version: str | None) -> Values:
    return {"id": str(number), "name": f"eu-{number}", "status": status, "current_version": version, "type": "ATOM"}


ACME: Values = {
    "name": "acme",
    "configuration": {
        "account": "acme-1",
        "configuration": {
            "environments": [
                {"name": "Production", "classification": "PROD", "runtimes": ["eu-1"], "roles": ["Operators"]},
                {"name": "Test", "classification": "TEST", "runtimes": []},
            ],
            "integration_packs": [
                {"integration_pack_name": SCRIPT, "environments": ["Production"]},
                {
                    "integration_pack_name": "Order Intake",
                    "integration_pack_override_name": "Domestic",
                    "environments": ["Test", "Elsewhere"],
                },
            ],
        },
        "secrets_set": [],
        "unreadable": [
            {"section": "environments.roles", "object": "role", "privilege": "API and ACCOUNT_ADMIN", "msg": "Denied."}
        ],
    },
    "runtimes": {"atoms": [runtime(1, "ONLINE", "24.11"), runtime(2, "OFFLINE", None)]},
    "schedules": {
        "process_schedules": [
            {"process": "Send", "runtime": "eu-1", "enabled": True, "schedules": [{"minutes": "0", "hours": "6"}]},
            {"process": "Fetch", "runtime": "eu-1", "enabled": False, "schedules": [{"minutes": "0-59/15"}]},
            {"process": "Never", "runtime": "eu-1", "enabled": True, "schedules": []},
        ]
    },
    "extensions": {
        "environment_extensions": [
            {
                "environment": "Production",
                "process": None,
                "declared": [
                    {"section": "connections", "path": ["Ledger", "password"], "secret": True, "set": False},
                    {"section": "connections", "path": ["Ledger", "key"], "secret": True, "set": True},
                    {"section": "connections", "path": ["Ledger", "host"], "secret": False, "set": False},
                ],
            }
        ]
    },
    "drift": {
        "changes": [{"action": "install"}],
        "summary_lines": ["Account acme-1, check mode.", "would install Invoice Sync: +Test", "1 to install."],
        "unlisted": {"environments": [], "integration_packs": ["Order Intake as Domestic"]},
    },
}
FINE: Values = {
    "name": "birch",
    "configuration": {**ACME["configuration"], "account": "birch-2", "unreadable": []},
    "runtimes": {"atoms": [ACME["runtimes"]["atoms"][0]]},
    "schedules": {"process_schedules": [ACME["schedules"]["process_schedules"][0]]},
    "drift": {"skipped": True},
}
NOTED: Values = {**FINE, "name": "cedar", "schedules": {"failed": False, "msg": "Refused.", "error": {}}}
UNREAD: Values = {"name": "dill", "configuration": {"msg": "HTTP 403.", "error": {"account": "dill-4"}}}
ENTRIES = [FINE, NOTED, ACME, UNREAD]


def as_json(*entries: Values) -> Values:
    return t.cast("Values", json.loads(account_report(list(entries), "json")))


def as_csv(*entries: Values) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(account_report(list(entries), "csv"))))


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_worst_account_comes_first() -> None:
    found = as_json(*ENTRIES)
    assert [(one["name"], one["status"]) for one in found["accounts"]] == [
        ("dill", "not read"),
        ("acme", "problems"),
        ("cedar", "notes"),
        ("birch", "ok"),
    ]
    assert found["statuses"] == {"not read": 1, "problems": 1, "notes": 1, "ok": 1}
    assert found["accounts"][0]["account"] == "dill-4"


def test_an_account_is_told_whole() -> None:
    (acme,) = as_json(ACME)["accounts"]
    assert acme["counts"] == {
        "differences": 1,
        "runtimes_offline": 1,
        "runtimes": 2,
        "secrets_not_set": 1,
        "schedules_off": 1,
        "schedules": 2,
        "not_readable": 1,
        "integration_packs": 2,
        "environments": 2,
    }
    assert [(one["name"], one["environments"]) for one in acme["runtimes"]] == [("eu-2", []), ("eu-1", ["Production"])]
    assert [(one["process"], one["state"], one["times"]) for one in acme["schedules"]] == [
        ("Fetch", "off", ["minutes 0-59/15"]),
        ("Send", "on", ["minutes 0, hours 6"]),
    ]
    assert [one["path"] for one in acme["secrets_not_set"]] == ["Ledger / password"]
    assert acme["differences"]["lines"] == ["would install Invoice Sync: +Test"]
    assert acme["not_readable"][0]["reason"] == "Denied. Reading needs API and ACCOUNT_ADMIN."


def test_what_was_not_read_is_not_counted_as_nothing() -> None:
    counts = {one["name"]: one["counts"] for one in as_json(*ENTRIES)["accounts"]}
    assert (counts["cedar"]["schedules"], counts["dill"]["runtimes"], counts["birch"]["differences"]) == (None,) * 3
    (lost,) = as_json({"name": "elder"})["accounts"]
    assert (lost["status"], lost["not_readable"][0]["what"]) == ("not read", "the account")
    text = account_report([UNREAD], "markdown")
    assert ("HTTP 403." in text, "No runtimes" in text) == (True, False)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"name": "acme"}, "takes a list with a dictionary for each account"),
        (
            [FINE, {**FINE, "runtimes": [runtime(1, "ONLINE", None)], "drift": "x"}],
            "not a part of it, and not what a loop registered: drift, runtimes.",
        ),
        ([FINE, {**FINE, "schedules": {"results": [], "changed": False}}], "not what a loop registered: schedules."),
        ([FINE["configuration"]], "not a part of it, and not what a loop registered: configuration."),
        ([{**FINE, "runtimes": {"atoms": ["a name"]}}], "takes what the modules returned, as it is."),
    ],
)
def test_what_no_module_returned_is_refused(entries: t.Any, words: str) -> None:
    with pytest.raises(AnsibleFilterError, match=words):
        account_report(entries)


@pytest.mark.parametrize("kind", ["HTML", "", None, ["html"]])
def test_an_unknown_format_is_refused(kind: t.Any) -> None:
    with pytest.raises(AnsibleFilterError, match="must be one of html, markdown, csv, json, not "):
        account_report([FINE], kind)


@pytest.mark.parametrize("value", [None, 5, ["a list"], {}])
@pytest.mark.parametrize("name", ["title", "time"])
def test_a_title_or_a_time_that_is_no_text_is_refused(name: str, value: t.Any) -> None:
    with pytest.raises(AnsibleFilterError, match=f"account_report: {name} must be a string."):
        account_report([FINE], **{name: value})


def test_a_description_that_does_not_fit_the_account_is_a_problem() -> None:
    (found,) = as_json({**FINE, "drift": {"msg": "There is no runtime 'eu-9'.", "error": {}}})["accounts"]
    assert (found["status"], found["not_readable"][0]["reason"]) == ("problems", "There is no runtime 'eu-9'.")


def test_markdown_has_the_packs_by_environment() -> None:
    text = account_report([ACME], "markdown")
    assert "| Pack | Production | Test | Elsewhere |\n| --- | --- | --- | --- |\n" in text
    assert "| &lt;script&gt;alert('pack')&lt;/script&gt; | x |  |  |\n" in text
    assert "| Order Intake as Domestic |  | x | x |\n" in text


def test_attachments_that_were_not_read_are_not_told_as_none() -> None:
    packs: list[Values] = [{"integration_pack_name": "Hidden"}, {"integration_pack_name": "Idle", "environments": []}]
    configuration = {"environments": [{"name": "Production"}], "integration_packs": packs}
    entry: Values = {"configuration": {"configuration": configuration}}
    assert [one["environments"] for one in as_json(entry)["accounts"][0]["integration_packs"]] == [None, []]
    states = {row["object"]: row["state"] for row in as_csv(entry) if row["kind"] == "integration pack"}
    assert states == {"Hidden": "", "Idle": "not attached"}
    assert "| Hidden | ? |\n| Idle |  |\n" in account_report([entry], "markdown")
    page = account_report([entry], "html")
    assert re.findall(r'"row">(\w+)</th><td class="no"[^>]*>([^<]*)<', page) == [("Hidden", "?"), ("Idle", "&ndash;")]


def test_markdown_takes_the_beginning_of_a_name_for_no_list() -> None:
    packs: list[Values] = [
        {"integration_pack_name": name, "environments": []} for name in ("12. Orders", "- Stock", "3 Ledgers")
    ]
    text = account_report([{"configuration": {"configuration": {"integration_packs": packs}}}], "markdown")
    assert re.findall(r"^\| (.*) \|$", text, re.MULTILINE) == ["Pack", "---", r"12\. Orders", r"\- Stock", "3 Ledgers"]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["\u0645\u06cc\u200c\u0634\u0648\u062f", "\U0001f468\u200d\U0001f373"])
def test_a_name_keeps_what_joins_its_letters_or_parts_them(format: str, name: str) -> None:
    assert name in account_report([{**FINE, "name": name}], format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_the_same_whatever_the_order_and_has_no_time(format: str) -> None:
    first = account_report(copy.deepcopy(ENTRIES), format)
    assert account_report(ENTRIES[::-1], format) == first
    assert not re.search(r"\d\d:\d\d", first)
    if format != "csv":
        assert "12:00 UTC" in account_report(ENTRIES, format, time="12:00 UTC")


def test_the_page_loads_nothing_and_shows_names_as_they_are() -> None:
    page = account_report(ENTRIES, "html", title=SCRIPT)
    found = Page(page)
    assert found.tags.count("script") == 1
    assert SCRIPT in found.text
    assert not {name for name, _value in found.attributes} & {"src", "srcset", "style", "onclick", "action"}
    assert {value[0] for name, value in found.attributes if name == "href" and value} == {"#"}
    assert not re.search(r"url\(|@import|https?:", page)


FORMULAS = ["=1+1", "x;=1+1", "\uff1d1+1"]
NASTY = st.one_of(
    st.text(min_size=1, max_size=8),
    st.sampled_from(
        [SCRIPT, "\"'><img src=x onerror=alert(1)>", *FORMULAS, "a|b", "`x`", "\n# x", "[x](y)", "\u202ex", "-->"]
    ),
)


@settings(max_examples=60, phases=[Phase.generate])
@given(st.lists(NASTY, min_size=9, max_size=9))
def test_no_name_becomes_anything_but_a_name(names: list[str]) -> None:
    entry = json.loads(
        re.sub(r'"N(\d)"', lambda found: json.dumps(names[int(found.group(1))]), json.dumps(TEMPLATE, sort_keys=True))
    )
    plain = account_report([TEMPLATE, TEMPLATE], "html")
    page = account_report([entry, entry], "html")
    assert Page(page).tags == Page(plain).tags
    rows = as_csv(entry)
    assert len(rows) == len(as_csv(TEMPLATE))
    # A semicolon begins a cell, too, where spreadsheets take it for what separates them.
    parts = [part for row in rows for cell in row.values() for part in cell.split(";")]
    assert not [part for part in parts if part[:1] in tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")]
    markdown = account_report([entry], "markdown")
    assert len(markdown.splitlines()) == len(account_report([TEMPLATE], "markdown").splitlines())
    assert not re.search(r"<|(?<!\\)`|\u202e", markdown)


TEMPLATE: Values = {
    "name": "N0",
    "configuration": {
        "account": "acme-1",
        "configuration": {
            "environments": [{"name": "N1", "classification": "PROD", "runtimes": [], "roles": ["N2"]}],
            "integration_packs": [{"integration_pack_name": "N3", "environments": ["Elsewhere"]}],
        },
        "unreadable": [{"section": "N4", "object": "role", "privilege": "API", "msg": "N4"}],
    },
    "runtimes": {"atoms": [{"id": "1", "name": "N5", "status": "N6", "current_version": "1"}]},
    "schedules": {
        "process_schedules": [{"process": "N7", "runtime": "r", "enabled": True, "schedules": [{"hours": "N6"}]}]
    },
    "extensions": {"environment_extensions": []},
    "drift": {"changes": [1], "summary_lines": ["Account.", "N8", "Totals."], "unlisted": {"environments": ["N8"]}},
}
